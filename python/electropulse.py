"""The styles of USER-ELECTROPULSE for LAMMPS' own Python module.

    from lammps import lammps
    import electropulse

    lmp = lammps()
    electropulse.register(lmp)

LAMMPS' command clear forgets the styles: call register() again after it.
"""
import ctypes
import os


def plugin_path():
    """The plugin of this package: $ELECTROPULSE_PLUGIN, or else the one beside this file."""
    beside = os.path.join(os.path.dirname(os.path.abspath(__file__)), "electropulseplugin.so")
    return os.environ.get("ELECTROPULSE_PLUGIN") or beside


def register(lmp, plugin=None):
    """Adds the styles to a lammps object.

    RuntimeError, naming both versions, when the plugin was built for another LAMMPS; OSError when there is no plugin.
    """
    # The plugin finds LAMMPS' functions only if they are global, whoever opened the library and how.
    ctypes.CDLL(lmp.lib._name, mode=ctypes.RTLD_GLOBAL)
    library = ctypes.CDLL(plugin or plugin_path())
    library.electropulse_register.argtypes = [ctypes.c_void_p]
    library.electropulse_register.restype = ctypes.c_char_p
    problem = library.electropulse_register(lmp.lmp)
    if problem:
        raise RuntimeError(problem.decode())
