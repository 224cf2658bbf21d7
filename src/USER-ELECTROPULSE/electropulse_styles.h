/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// What our libraries offer to others. Plain C, without LAMMPS' headers, so that it is safe beside a LAMMPS of any version.

#ifndef LMP_ELECTROPULSE_STYLES_H
#define LMP_ELECTROPULSE_STYLES_H

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  const char *kind;    // "fix" or "compute"
  const char *name;
  const char *title;    // both, for a list
  void *(*create)(void *lammps, int narg, char **arg);
} electropulse_style;

// Our styles; *count is how many. Internal ones, in capitals, are among them.
const electropulse_style *electropulse_styles(int *count);

// Why our styles cannot go into this LAMMPS instance: another version, or another size of atom IDs, than they were built
// for. Null when they can. The text belongs to the library.
const char *electropulse_mismatch(void *lammps);

// Adds our styles to a LAMMPS instance, anew after `clear`. Null when done, else why not; the text belongs to the library.
const char *electropulse_register(void *lammps);

// For which LAMMPS the library was built: "LAMMPS 20210929, 4-byte atom IDs, USER-ELECTROPULSE 0.1.0".
const char *electropulse_built_for(void);

#ifdef __cplusplus
}
#endif

#endif
