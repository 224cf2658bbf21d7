/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "electropulse_arguments.h"

#include "error.h"
#include "update.h"

#include <cerrno>
#include <climits>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace LAMMPS_NS;

const ElectropulseArguments::Range ElectropulseArguments::ANY = {-HUGE_VAL, HUGE_VAL, false, false,
                                                                 "a number"};
const ElectropulseArguments::Range ElectropulseArguments::POSITIVE = {0.0, HUGE_VAL, false, false,
                                                                      "a number > 0"};
const ElectropulseArguments::Range ElectropulseArguments::NOT_NEGATIVE = {0.0, HUGE_VAL, true,
                                                                          false, "a number >= 0"};
const ElectropulseArguments::Range ElectropulseArguments::FRACTION = {0.0, 1.0, false, true,
                                                                      "a number > 0 and <= 1"};

static std::string join(const std::vector<std::string> &words)
{
  std::string all;
  for (const auto &w : words) all += (all.empty() ? "" : ", ") + w;
  return all;
}

ElectropulseArguments::ElectropulseArguments(LAMMPS *lmp, const std::string &s, int n, char **a,
                                             int first) :
    Pointers(lmp),
    style(s), narg(n), next(first), arg(a)
{
}

void ElectropulseArguments::fail(const std::string &message) const
{
  error->all(FLERR, style + ": " + message);
  abort();    // not reached: older LAMMPS does not declare Error::all noreturn
}

std::string ElectropulseArguments::format(double value)
{
  char text[32];
  snprintf(text, sizeof(text), "%.6g", value);
  return text;
}

std::string ElectropulseArguments::peek(const std::string &name, const std::string &allowed) const
{
  if (!more()) fail("missing " + name + ", which must be " + allowed);
  return arg[next];
}

std::string ElectropulseArguments::word(const std::string &name, const std::string &allowed)
{
  const std::string given = peek(name, allowed);
  next++;
  return given;
}

std::string ElectropulseArguments::choice(const std::string &name,
                                          const std::vector<std::string> &allowed)
{
  const std::string given = word(name, "one of: " + join(allowed));
  for (const auto &w : allowed)
    if (w == given) return given;
  fail(name + " must be one of: " + join(allowed) + "; got '" + given + "'");
}

std::string ElectropulseArguments::keyword(const std::vector<std::string> &allowed)
{
  const std::string given = choice("keyword", allowed);
  if (!seen.insert(given).second) fail("keyword '" + given + "' is given twice; once is allowed");
  return given;
}

double ElectropulseArguments::number(const std::string &name, const Range &range)
{
  const std::string given = word(name, range.text);
  char *end = nullptr;
  const double value = strtod(given.c_str(), &end);
  const bool inside = (value > range.low || (range.low_included && value == range.low)) &&
      (value < range.high || (range.high_included && value == range.high));
  const bool decimal = given.find_first_not_of("0123456789+-.eE") == std::string::npos;
  if (given.empty() || *end || !decimal || !std::isfinite(value) || !inside)
    fail(name + " must be " + range.text + ", got '" + given + "'");
  return value;
}

bigint ElectropulseArguments::integer(const std::string &name, bigint low, bigint high)
{
  std::string allowed = "a whole number >= " + std::to_string(low);
  if (high < MAXBIGINT) allowed += " and <= " + std::to_string(high);
  const std::string given = word(name, allowed);
  char *end = nullptr;
  errno = 0;
  const long long value = strtoll(given.c_str(), &end, 10);
  const bool decimal = given.find_first_not_of("0123456789+-") == std::string::npos;
  if (given.empty() || *end || !decimal || errno == ERANGE || value < low || value > high)
    fail(name + " must be " + allowed + ", got '" + given + "'");
  return value;
}

ep_boundary_axes LAMMPS_NS::electropulse_twin_axes(const ElectropulseArguments &args,
                                                   const double normal[3], const double motion[3])
{
  const auto text = [](const double v[3]) {
    using Args = ElectropulseArguments;
    return "'" + Args::format(v[0]) + " " + Args::format(v[1]) + " " + Args::format(v[2]) + "'";
  };
  if (!args.has("normal"))
    args.fail("keyword normal is missing; allowed: normal <x> <y> <z>, a <111> direction");
  if (!args.has("motion"))
    args.fail("keyword motion is missing; allowed: motion <x> <y> <z>, a <112> direction");
  ep_boundary_axes axes;
  switch (ep_boundary_axes_set(&axes, normal, motion)) {
    case 1:
      args.fail("normal must be a vector of finite length > 0, got " + text(normal));
    case 2:
      args.fail("motion must be a vector of finite length > 0, got " + text(motion));
    case 3:
      args.fail("motion must be perpendicular to normal " + text(normal) + ", got " + text(motion));
    default:
      return axes;
  }
}

void LAMMPS_NS::electropulse_require_metal(LAMMPS *lmp, const std::string &style)
{
  if (strcmp(lmp->update->unit_style, "metal") != 0)
    lmp->error->all(
        FLERR, style + ": units must be metal, got '" + std::string(lmp->update->unit_style) + "'");
}
