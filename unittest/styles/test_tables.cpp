// LAMMPS reads the setfl files of potentials/ and computes from them what the analytic form says.

#include "electropulse/zhou.h"
#include "lammps_process.h"

#include <cmath>
#include <string>
#include <vector>

namespace {

// Energy per atom by direct summation of the analytic form over pairs within the cutoff: a site of a crystal whose sites
// lie at half lattice constants a (i, j, k)/2. `at` gives the element there, or null.
template <class At> double energy(const ep_zhou *self, double a, double cutoff, At at)
{
  double density = 0.0, pairs = 0.0;
  for (int i = -8; i <= 8; i++)
    for (int j = -8; j <= 8; j++)
      for (int k = -8; k <= 8; k++) {
        const double r = 0.5 * a * std::sqrt(i * i + j * j + k * k);
        const ep_zhou *other = at(i, j, k);
        if (!other || r == 0.0 || r >= cutoff) continue;
        density += ep_zhou_density(other, r);
        pairs += ep_zhou_pair(self, other, r);
      }
  return 0.5 * pairs + ep_zhou_embedding(self, density);
}

double lammps_energy(const std::string &lattice, double a, const std::string &types,
                     const std::string &file, const std::string &elements, double *pressure)
{
  char buffer[32];
  snprintf(buffer, sizeof buffer, "%.15g", a);
  const Outcome outcome = run_input(
      "units metal\nlattice " + lattice + " " + buffer +
      "\nregion box block 0 4 0 4 0 4\ncreate_box 2 box\n"
      "create_atoms 1 box" +
      types + "\nmass * 1.0\npair_style eam/alloy\npair_coeff * * \"" + file + "\" " + elements +
      "\nthermo_style custom step pe press\nrun 0\n"
      "print 'result $(pe/atoms:%.12f) $(press:%.6f)'\n");
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  double e = NAN;
  EXPECT_EQ(sscanf(outcome.line_with("result ").c_str(), "result %lf %lf", &e, pressure), 2);
  return e;
}

class Tables : public testing::TestWithParam<const char *> {};

// Fcc's fifth shell lies on the cutoff at its lattice constant: rounding does not matter a little to either side. The
// spline's error, measured between tables of 1001 and 10001 points, is below 5e-9 eV.
TEST_P(Tables, AnalyticEnergyOfTheCrystal)
{
  const std::string symbol = GetParam();
  const ep_zhou *element = ep_zhou_find(symbol.c_str());
  const bool fcc = element->structure == EP_CNA_FCC;
  const double a0 = ep_zhou_lattice(element), cutoff = std::sqrt(5.0) * element->r_e;
  const std::string file = std::string(POTENTIALS_SOURCE) + "/" + symbol + "_ZJW04.eam.alloy";
  const auto at = [&](int i, int j, int k) {
    const bool site = fcc ? (i + j + k) % 2 == 0 : (i - j) % 2 == 0 && (i - k) % 2 == 0;
    return site ? element : nullptr;
  };
  double pressure;
  for (double x : {0.95, 0.99, 1.01, 1.05}) {
    SCOPED_TRACE(x);
    const double e =
        lammps_energy(fcc ? "fcc" : "bcc", x * a0, "", file, symbol + " " + symbol, &pressure);
    EXPECT_NEAR(e, energy(element, x * a0, cutoff, at), 5e-9);
  }

  // At the lattice constant: the cohesive energy, a number with two decimals (see test_zhou), and no pressure but that of
  // 1e-5 strain (3e-5 times a bulk modulus of at most 310 GPa) and of the fifth shell (0.015 GPa in Pt).
  const double e =
      lammps_energy(fcc ? "fcc" : "bcc", a0 * 0.99999, "", file, symbol + " " + symbol, &pressure);
  EXPECT_NEAR(e, std::round(100.0 * e) / 100.0, 1e-5);
  EXPECT_NEAR(pressure * 1e-4, 0.0, 0.025);
}

INSTANTIATE_TEST_SUITE_P(Metals, Tables, testing::Values("Au", "Ag", "Pt", "W", "Ta", "Mo", "Fe"));

// L1_0: planes of one element and the other in turn along z. The cross table and the order of the tables count.
TEST(Alloy, AnalyticEnergyOfOrderedSilverPlatinum)
{
  const ep_zhou *two[] = {ep_zhou_find("Ag"), ep_zhou_find("Pt")};
  const ep_zhou_grid grid = ep_zhou_default_grid(two, 2, 1001, 0.0);
  std::string text(ep_zhou_setfl(two, 2, &grid, nullptr, 0) + 1, '\0');
  text.resize(ep_zhou_setfl(two, 2, &grid, text.data(), text.size()));
  const TemporaryFolder folder;
  const std::string file = (folder.path / "AgPt.eam.alloy").string();
  std::ofstream(file) << text;

  const double a = 4.0;
  double expected = 0.0;
  for (int self : {0, 1})
    expected += 0.5 * energy(two[self], a, grid.cutoff, [&](int i, int j, int k) {
                  return (i + j + k) % 2 ? nullptr : two[(self + std::abs(k)) % 2];
                });
  double pressure;
  // sites of the cell: (0,0,0), (1/2,1/2,0), (1/2,0,1/2), (0,1/2,1/2)
  EXPECT_NEAR(lammps_energy("fcc", a, " basis 3 2 basis 4 2", file, "Ag Pt", &pressure), expected,
              5e-9);
  EXPECT_NEAR(lammps_energy("fcc", a, " basis 3 2 basis 4 2", file, "Pt Ag", &pressure), expected,
              5e-9);
}

}    // namespace
