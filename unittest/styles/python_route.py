"""Runs an input file in LAMMPS by way of Python, twice with clear between. Usage: python_route.py LIBRARY FILE"""
import ctypes
import sys

import electropulse

ARGUMENTS = ["-log", "none"]


class Lammps:
    """The parts of LAMMPS' Python module that are used here, where that module is not installed."""

    def __init__(self, library):
        self.lib = ctypes.CDLL(library)
        words = [b"lammps"] + [word.encode() for word in ARGUMENTS]
        self.lib.lammps_open_no_mpi.restype = ctypes.c_void_p
        self.lmp = ctypes.c_void_p(
            self.lib.lammps_open_no_mpi(len(words), (ctypes.c_char_p * len(words))(*words), None))

    def file(self, name):
        self.lib.lammps_file(self.lmp, name.encode())

    def command(self, line):
        self.lib.lammps_command(self.lmp, line.encode())

    def close(self):
        self.lib.lammps_close(self.lmp)


def main():
    library, name = sys.argv[1:]
    try:
        from lammps import lammps
    except ImportError:
        print("without LAMMPS' Python module", flush=True)
        lmp = Lammps(library)
    else:
        print("with LAMMPS' Python module", flush=True)
        lmp = lammps(cmdargs=ARGUMENTS)
    for _ in range(2):
        try:
            electropulse.register(lmp)
        except RuntimeError as problem:
            print("refused:", problem, flush=True)
            return 3
        lmp.file(name)
        lmp.command("clear")
    lmp.close()
    return 0


sys.exit(main())
