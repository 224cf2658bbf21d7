#ifndef FORCE_TEST_H
#define FORCE_TEST_H

#include "lammps_test.h"

#include <gtest/gtest.h>
#include <vector>

// A test of forces against the energy that they are of.
template <class Setting> class ForceTest : public testing::TestWithParam<Setting> {
 protected:
  Lammps lammps;
  std::vector<double> x;    // positions of all atoms, by ID

  void gather(const char *what, std::vector<double> &out)
  {
    lammps_gather_atoms(lammps.handle, const_cast<char *>(what), 1, 3, out.data());
  }
  double energy()
  {
    lammps.run("run 0 post no");
    return lammps.thermo("pe");
  }
  // d energy/d s by differences of step h and 2h, where at(s) brings the system to s.
  template <class At> double derivative(At at, double h)
  {
    double d[2];
    for (int k : {1, 2}) {
      const double up = (at(k * h), energy()), down = (at(-k * h), energy());
      d[k - 1] = (up - down) / (2 * k * h);
    }
    return (4.0 * d[0] - d[1]) / 3.0;
  }
};

#endif
