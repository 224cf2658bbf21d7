/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

#include "electropulse_value.h"

#include "compute.h"
#include "electropulse_arguments.h"
#include "electropulse_compat.h"
#include "error.h"
#include "fix.h"
#include "modify.h"

#include <cerrno>
#include <cmath>
#include <cstdlib>

using namespace LAMMPS_NS;

std::string ElectropulseValue::allowed()
{
  return "a number > 0, c_ID, c_ID[n], f_ID or f_ID[n]";
}

ElectropulseValue::ElectropulseValue(LAMMPS *lmp) :
    Pointers(lmp), number(0.0), entry(0), kind(NUMBER), compute(nullptr), fix(nullptr)
{
}

void ElectropulseValue::fail(const std::string &why)
{
  error->all(FLERR, style + ": " + name + " must be " + allowed() + ", got '" + text + "'" + why);
  abort();    // not reached: older LAMMPS does not declare Error::all noreturn
}

void ElectropulseValue::read(ElectropulseArguments &args, const std::string &s,
                             const std::string &n)
{
  style = s;
  name = n;
  text = args.word(name, allowed());
  kind = text.compare(0, 2, "c_") == 0 ? COMPUTE : text.compare(0, 2, "f_") == 0 ? FIX : NUMBER;
  char *end = nullptr;
  if (kind == NUMBER) {
    number = strtod(text.c_str(), &end);
    if (*end || text.find_first_not_of("0123456789+-.eE") != std::string::npos ||
        !std::isfinite(number) || !(number > 0.0))
      fail("");
    return;
  }
  id = text.substr(2);
  const size_t bracket = id.find('[');
  if (bracket != std::string::npos) {
    const std::string index = id.substr(bracket + 1);
    errno = 0;
    const long number_in = strtol(index.c_str(), &end, 10);
    if (number_in < 1 || number_in > MAXSMALLINT || errno || std::string(end) != "]") fail("");
    entry = (int) number_in;
    id.resize(bracket);
  }
  if (id.empty()) fail("");
}

void ElectropulseValue::init(const std::string &own)
{
  int has_scalar = 1, size = 0;
  if (kind == COMPUTE) {
    compute = ElectropulseCompat::get_compute(modify, id);
    if (!compute) fail(", but there is no compute with this ID");
    has_scalar = compute->scalar_flag;
    size = compute->vector_flag ? compute->size_vector : 0;
  } else if (kind == FIX) {
    fix = ElectropulseCompat::get_fix(modify, id);
    if (!fix) fail(", but there is no fix with this ID");
    if (id == own) fail(", which is this fix itself");
    has_scalar = fix->scalar_flag;
    size = fix->vector_flag ? fix->size_vector : 0;
  }
  if (kind == NUMBER) return;
  if (entry == 0 && !has_scalar) fail(", which has no global scalar");
  if (entry > size) fail(", whose global vector has " + std::to_string(size) + " entries");
}

double ElectropulseValue::evaluate(double ncore)
{
  double value = number;
  if (kind == COMPUTE && entry) {
    if (!(compute->invoked_flag & Compute::INVOKED_VECTOR)) {
      compute->compute_vector();
      compute->invoked_flag |= Compute::INVOKED_VECTOR;
    }
    value = compute->vector[entry - 1];
  } else if (kind == COMPUTE) {
    if (!(compute->invoked_flag & Compute::INVOKED_SCALAR)) {
      compute->compute_scalar();
      compute->invoked_flag |= Compute::INVOKED_SCALAR;
    }
    value = compute->scalar;
  } else if (kind == FIX) {
    value = entry ? fix->compute_vector(entry - 1) : fix->compute_scalar();
  }
  if (!std::isfinite(value) || value < 0.0)
    fail(", whose value must be >= 0, but is " + ElectropulseArguments::format(value));
  if (value == 0.0 && ncore > 0.0) fail(", whose value is 0 although there are core atoms");
  return value;
}
