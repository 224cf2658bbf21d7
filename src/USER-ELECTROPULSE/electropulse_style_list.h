/* -*- c++ -*- ----------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// The one place that lists our styles: one line each, the header that names it. Included more than once: see
// electropulse_styles.cpp.

#include "compute_electropulse_boundary.h"
#include "compute_electropulse_core_atom.h"
#include "compute_electropulse_core_count.h"
#include "compute_electropulse_core_extent.h"
#include "compute_electropulse_d2min_atom.h"
#include "compute_electropulse_surface_atom.h"
#include "compute_electropulse_surface_count.h"
#include "fix_electropulse.h"
#include "fix_electropulse_history.h"
#include "fix_electropulse_hops.h"
#include "fix_electropulse_joule.h"
#include "fix_electropulse_memo.h"
#include "fix_electropulse_orient.h"
#include "fix_electropulse_reference.h"
#include "fix_electropulse_spectrum.h"
#include "fix_electropulse_tether.h"
#include "fix_electropulse_vibrate.h"
#include "fix_electropulse_wind.h"
