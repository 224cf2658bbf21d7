/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_STYLES_H
#define LMP_ELECTROPULSE_STYLES_H

extern "C" {
// Why our styles cannot go into this LAMMPS instance (another version or tagint size than they were built for);
// null when they can. The text belongs to the library.
const char *electropulse_mismatch(void *lammps);

// Adds our styles to a LAMMPS instance. Needed anew after `clear`. The instance must match: see electropulse_mismatch.
void electropulse_register(void *lammps);
}

#endif
