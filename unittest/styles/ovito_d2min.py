#!/usr/bin/env python3
"""compute electropulse/d2min/atom beside OVITO's modifier Atomic strain, on a hot, sheared crystal of gold.

ovito_d2min.py LMP POTENTIAL: the executable with the styles, and gold's eam/alloy file. Exit status 77 without OVITO.
"""
import os
import subprocess
import sys
import tempfile

os.environ.setdefault("OVITO_GUI_MODE", "0")
try:
    import numpy
    import ovito
    from ovito.io import import_file
    from ovito.modifiers import AtomicStrainModifier
except ImportError as reason:
    print(f"skipped: this Python has no OVITO ({reason})")
    sys.exit(77)

CUTOFF = 4.6
INPUT = """
units metal
atom_modify map array
lattice fcc 4.1
region box prism 0 6 0 6 0 6 0 0 0
create_box 1 box
create_atoms 1 box
mass 1 196.97
pair_style eam/alloy
pair_coeff * * "{potential}" Au
neighbor 0.8 bin
timestep 0.004
velocity all create 1600 11 loop geom mom yes
velocity all set 4 2 -6 sum yes
fix nve all nve
fix pull all deform 1 x erate 0.1 y erate -0.05 xy erate 0.2 yz erate -0.1 remap x
compute d all electropulse/d2min/atom cutoff {cutoff}
dump d all custom 100 {dump} id type xu yu zu c_d[1] c_d[2] c_d[3] c_d[4] c_d[5] c_d[6] c_d[7] c_d[8]
dump_modify d sort id format float %.17g
run 300
"""

lmp, potential = map(os.path.abspath, sys.argv[1:3])
with tempfile.TemporaryDirectory() as folder:
    dump = os.path.join(folder, "all.dump")
    given = os.path.join(folder, "in.d2min")
    with open(given, "w") as file:
        file.write(INPUT.format(potential=potential, cutoff=CUTOFF, dump=dump))
    environment = dict(os.environ, OMPI_MCA_ess_singleton_isolated="1")
    subprocess.run([lmp, "-in", given, "-log", "none", "-screen", "none"], check=True, cwd=folder, env=environment)

    pipeline = import_file(dump)
    # Unwrapped positions: with its minimum image convention OVITO 3.17.2 takes other images in one of these frames.
    modifier = AtomicStrainModifier(cutoff=CUTOFF, output_nonaffine_squared_displacements=True, output_strain_tensors=True,
                                    minimum_image_convention=False, reference_frame=0)
    pipeline.modifiers.append(modifier)
    failed = False
    for frame in range(1, pipeline.source.num_frames):
        particles = pipeline.compute(frame).particles
        theirs = numpy.array(particles["Nonaffine Squared Displacement"])
        ours = numpy.array(particles["c_d[1]"])
        strain = numpy.array(particles["Strain Tensor"])
        our_strain = numpy.column_stack([particles[f"c_d[{k}]"] for k in range(2, 8)])
        # Relative 1e-10 or absolute 1e-12 A^2. Rounding of positions of 25 A is 4e-15, of strains some 10 times that over 3 A.
        worst = numpy.max(numpy.abs(ours - theirs) / numpy.maximum(1e-10 * theirs, 1e-12))
        worst_strain = numpy.max(numpy.abs(strain - our_strain)) / 1e-12
        print(f"OVITO {ovito.version_string}, frame {frame}: D2min up to {theirs.max():.3g} A^2, strain up to "
              f"{numpy.abs(strain).max():.3g}; differences {worst:.2g} and {worst_strain:.2g} of what is allowed")
        failed = failed or not (theirs.max() > 1 and worst <= 1 and worst_strain <= 1)
sys.exit(failed)
