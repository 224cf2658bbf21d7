/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#ifndef LMP_ELECTROPULSE_NEIGHBORHOOD_H
#define LMP_ELECTROPULSE_NEIGHBORHOOD_H

#include "electropulse/cell.h"
#include "pointers.h"

#include <string>

namespace LAMMPS_NS {

// What a style with a neighbour search of its own needs of LAMMPS. Each stops with an error that begins with `style`.

// All ghost atoms within one distance: no comm_modify mode multi, no comm_modify group.
void electropulse_require_all_ghosts(LAMMPS *, const std::string &style);

// Ghost atoms up to `reach`, Angstrom; `parts` says what that adds up from.
void electropulse_require_ghosts(LAMMPS *, const std::string &style, double reach,
                                 const std::string &parts);

// ep_cells_build and ep_cells_build_around, whose failures are errors.
void electropulse_build_cells(LAMMPS *, const std::string &style, ep_cells *, const double *x,
                              int n, double range);
void electropulse_build_cells(LAMMPS *, const std::string &style, ep_cells *, const double *x,
                              int n, double range, const ep_cells_box &, double reach);

}    // namespace LAMMPS_NS

#endif
