/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// The table of our styles, made from their headers as LAMMPS makes its own: FixStyle(name,Class) becomes a row.

#include "electropulse_styles.h"

#include "electropulse_style_list.h"
#include "lammps.h"
#include "modify.h"

#include <cstring>
#include <vector>

using namespace LAMMPS_NS;

template <class Base, class Style> static Base *create(LAMMPS *lmp, int narg, char **arg)
{
  return new Style(lmp, narg, arg);
}

static std::vector<electropulse_style> make_table()
{
  using Creator = decltype(electropulse_style::create);
  std::vector<electropulse_style> table;
#define FIX_CLASS
#define FixStyle(name, Style) \
  table.push_back({"fix", #name, "fix " #name, reinterpret_cast<Creator>(&create<Fix, Style>)})
#include "electropulse_style_list.h"
#undef FixStyle
#undef FIX_CLASS
#define COMPUTE_CLASS
#define ComputeStyle(name, Style) \
  table.push_back(                \
      {"compute", #name, "compute " #name, reinterpret_cast<Creator>(&create<Compute, Style>)})
#include "electropulse_style_list.h"
#undef ComputeStyle
#undef COMPUTE_CLASS
  return table;
}

static const std::vector<electropulse_style> &styles()
{
  static const std::vector<electropulse_style> table = make_table();
  return table;
}

const electropulse_style *electropulse_styles(int *count)
{
  *count = static_cast<int>(styles().size());
  return styles().data();
}

const char *electropulse_register(void *ptr)
{
  if (const char *mismatch = electropulse_mismatch(ptr)) return mismatch;
  Modify *modify = static_cast<LAMMPS *>(ptr)->modify;
  for (const auto &style : styles()) {
    if (strcmp(style.kind, "fix") == 0)
      (*modify->fix_map)[style.name] = reinterpret_cast<Modify::FixCreator>(style.create);
    else
      (*modify->compute_map)[style.name] = reinterpret_cast<Modify::ComputeCreator>(style.create);
  }
  return nullptr;
}
