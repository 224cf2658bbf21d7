#include "electropulse/zhou.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::vector<const ep_zhou *> all()
{
  std::vector<const ep_zhou *> elements;
  for (int n = 0; n < ep_zhou_count(); n++) elements.push_back(ep_zhou_at(n));
  return elements;
}

// Density at, and energy of, an atom of the crystal with lattice constant a and no cutoff: beyond 5 a nothing is left.
struct Host {
  double density, energy;
};
Host host(const ep_zhou *element, double a)
{
  const bool fcc = element->structure == EP_CNA_FCC;
  Host host = {0.0, 0.0};
  for (int i = -10; i <= 10; i++)
    for (int j = -10; j <= 10; j++)
      for (int k = -10; k <= 10; k++) {
        // in half lattice constants: fcc where the sum is even, bcc where all are odd or all even
        const bool site = fcc ? (i + j + k) % 2 == 0 : (i - j) % 2 == 0 && (i - k) % 2 == 0;
        const double r = 0.5 * a * std::sqrt(i * i + j * j + k * k);
        if (!site || r == 0.0 || r > 5.0 * a) continue;
        host.density += ep_zhou_density(element, r);
        host.energy += 0.5 * ep_zhou_pair(element, element, r);
      }
  host.energy += ep_zhou_embedding(element, host.density);
  return host;
}

// Jumps at rho, of F and of its slope from three values on either side.
struct Jump {
  double value, slope;
};
Jump jump(const ep_zhou *element, double rho)
{
  const double h = 1e-5 * rho;
  const auto F = [element](double x) {
    return ep_zhou_embedding(element, x);
  };
  const double below = F(rho * (1.0 - 1e-15)), above = F(rho * (1.0 + 1e-15));
  const double left = (3.0 * below - 4.0 * F(rho - h) + F(rho - 2.0 * h)) / (2.0 * h);
  const double right = (-3.0 * above + 4.0 * F(rho + h) - F(rho + 2.0 * h)) / (2.0 * h);
  return {std::fabs(above - below), std::fabs(right - left) * element->rho_e};
}

std::string setfl(const std::vector<const ep_zhou *> &elements, const ep_zhou_grid &grid)
{
  const int count = static_cast<int>(elements.size());
  std::string text(ep_zhou_setfl(elements.data(), count, &grid, nullptr, 0) + 1, 'x');
  const size_t length = ep_zhou_setfl(elements.data(), count, &grid, text.data(), text.size());
  EXPECT_EQ(length, text.size() - 1);
  EXPECT_EQ(text[length], '\0');
  text.resize(length);
  return text;
}

}    // namespace

TEST(Zhou, FindsElements)
{
  EXPECT_EQ(ep_zhou_count(), 7);
  for (const char *symbol : {"Au", "Ag", "Pt", "W", "Ta", "Mo", "Fe"}) {
    const ep_zhou *element = ep_zhou_find(symbol);
    ASSERT_NE(element, nullptr) << symbol;
    EXPECT_STREQ(element->symbol, symbol);
    const bool fcc = !strcmp(symbol, "Au") || !strcmp(symbol, "Ag") || !strcmp(symbol, "Pt");
    EXPECT_EQ(element->structure, fcc ? EP_CNA_FCC : EP_CNA_BCC);
  }
  EXPECT_EQ(ep_zhou_find("au"), nullptr);
  EXPECT_EQ(ep_zhou_find(""), nullptr);
}

// At r = r_e the exponentials are 1.
TEST(Zhou, NearestNeighbours)
{
  for (const ep_zhou *e : all()) {
    SCOPED_TRACE(e->symbol);
    const double tail = 1.0 + std::pow(1.0 - e->lambda, 20.0);
    EXPECT_NEAR(ep_zhou_density(e, e->r_e), e->f_e / tail, 1e-15 * e->f_e);
    EXPECT_NEAR(ep_zhou_pair(e, e, e->r_e),
                e->A / (1.0 + std::pow(1.0 - e->kappa, 20.0)) - e->B / tail, 1e-15);
    EXPECT_EQ(ep_zhou_embedding(e, e->rho_e), e->F[0]);
  }
}

// The formula as printed, evaluated outside of this program in double precision; its rounding is a few 1e-16, times the
// exponent (up to 10) in the exponentials.
TEST(Zhou, Values)
{
  const struct {
    const char *symbol;
    double f, phi, F[4];    // at 3 Angstrom and at 0.2, 0.5, 1.1 and 1.5 rho_e
  } cases[] = {
      {"Au",
       1.249051430863837,
       -0.1341862658832428,
       {-1.244782936698555, -2.401827140240179, -2.964068908, -2.640775558702582}},
      {"Pt",
       1.71056308462529,
       -0.1997289092927413,
       {-1.01422096, -3.11484375, -4.142314518, -3.382128277473051}},
      {"W",
       2.188614876511163,
       -0.6037459755249923,
       {-2.636915242010991, -4.513660085487483, -4.953032502999999, -4.79895409253893}},
  };
  const double x[] = {0.2, 0.5, 1.1, 1.5};
  for (const auto &one : cases) {
    SCOPED_TRACE(one.symbol);
    const ep_zhou *e = ep_zhou_find(one.symbol);
    EXPECT_NEAR(ep_zhou_density(e, 3.0), one.f, 1e-14);
    EXPECT_NEAR(ep_zhou_pair(e, e, 3.0), one.phi, 1e-14);
    for (int i = 0; i < 4; i++) EXPECT_NEAR(ep_zhou_embedding(e, x[i] * e->rho_e), one.F[i], 1e-14);
  }
  EXPECT_NEAR(ep_zhou_pair(ep_zhou_find("Ag"), ep_zhou_find("Pt"), 2.8), -0.1469708103412022,
              1e-14);
}

// The branches of F meet to what six printed decimals allow: half a unit in the last one for each coefficient. The
// slopes meet less well than rounding explains, the worst (W, 3.6e-5 eV) at 1.15 rho_e.
TEST(Zhou, BranchesOfTheEmbeddingMeet)
{
  for (const ep_zhou *e : all())
    for (double x : {e->rho_n, 1.15}) {
      SCOPED_TRACE(std::string(e->symbol) + " at " + std::to_string(x));
      const Jump found = jump(e, x * e->rho_e);
      EXPECT_LT(found.value, 1e-6);
      EXPECT_LT(found.slope, 5e-5);
    }
}

// Why rho_n of Pt and the sign of eta of W are what they are.
TEST(Zhou, OtherReadingsOfTheTableDoNotMeet)
{
  ep_zhou platinum = *ep_zhou_find("Pt");
  platinum.rho_n = 0.85;
  EXPECT_GT(jump(&platinum, 0.85 * platinum.rho_e).value, 2.5);
  ep_zhou tungsten = *ep_zhou_find("W");
  tungsten.eta = -tungsten.eta;
  EXPECT_GT(jump(&tungsten, 1.15 * tungsten.rho_e).value, 1e-3);
}

// Three things that a wrong digit in the table would break: in the crystal with nearest neighbours at r_e the density is
// rho_e, to the seven digits of f_e; the energy has its minimum there; and it is a number with two decimals, evidently
// what was fitted, to the six decimals of A and B times the number of neighbours.
TEST(Zhou, CrystalIsTheOneFitted)
{
  for (const ep_zhou *e : all()) {
    SCOPED_TRACE(e->symbol);
    const double a = ep_zhou_lattice(e);
    const Host crystal = host(e, a);
    EXPECT_NEAR(crystal.density / e->rho_e, 1.0, 5e-7);
    EXPECT_NEAR(100.0 * crystal.energy, std::round(100.0 * crystal.energy), 1e-3);
    const double h = 1e-3;    // the parabola through three energies misses the minimum by about h^2
    const double lower = host(e, a * (1 - h)).energy, upper = host(e, a * (1 + h)).energy;
    const double shift = 0.5 * h * (lower - upper) / (lower + upper - 2.0 * crystal.energy);
    EXPECT_NEAR(shift, 0.0, 1e-5);
  }
}

TEST(Zhou, CrossPair)
{
  for (const ep_zhou *a : all()) {
    const ep_zhou again = *a;    // goes through the formula for two elements
    for (double r = 0.5; r < 8.0; r += 0.1) {
      const double alike = ep_zhou_pair(a, a, r);
      EXPECT_NEAR(ep_zhou_pair(a, &again, r), alike, 1e-15 * std::fabs(alike));
      for (const ep_zhou *b : all()) EXPECT_EQ(ep_zhou_pair(a, b, r), ep_zhou_pair(b, a, r));
    }
  }
}

TEST(Zhou, DefaultGrid)
{
  const ep_zhou *two[] = {ep_zhou_find("Ag"), ep_zhou_find("Pt")};
  ep_zhou_grid grid = ep_zhou_default_grid(two, 2, 1001, 0.0);
  EXPECT_EQ(grid.nr, 1001);
  EXPECT_EQ(grid.nrho, 4001);
  EXPECT_DOUBLE_EQ(grid.cutoff, std::sqrt(5.0) * 2.891814);
  EXPECT_DOUBLE_EQ(1000 * grid.dr, grid.cutoff);
  EXPECT_DOUBLE_EQ(4000 * grid.drho, 5.0 * 33.367564);
  grid = ep_zhou_default_grid(two, 2, 501, 7.5);
  EXPECT_EQ(grid.cutoff, 7.5);
  EXPECT_DOUBLE_EQ(500 * grid.dr, 7.5);
}

// Read again as LAMMPS reads it: three comments, elements, grid, then F and f of each element, then r phi of the pairs
// (1,1), (2,1), (2,2), (3,1) ...
TEST(Zhou, Setfl)
{
  const std::vector<const ep_zhou *> elements = {ep_zhou_find("W"), ep_zhou_find("Au"),
                                                 ep_zhou_find("Fe")};
  const ep_zhou_grid grid = {23, 17, 4.0, 0.4, 6.4};
  std::istringstream file(setfl(elements, grid));
  std::string line;
  for (int i = 0; i < 3; i++) {
    std::getline(file, line);
    EXPECT_EQ(line[0], '#');
    EXPECT_EQ(line.find("UNITS: metal") != std::string::npos, i == 0);
  }
  std::getline(file, line);
  EXPECT_EQ(line, "3 W Au Fe");
  int nrho, nr;
  double drho, dr, cutoff;
  file >> nrho >> drho >> nr >> dr >> cutoff;
  EXPECT_EQ(nrho, grid.nrho);
  EXPECT_EQ(nr, grid.nr);
  EXPECT_EQ(drho, grid.drho);
  EXPECT_EQ(dr, grid.dr);
  EXPECT_EQ(cutoff, grid.cutoff);
  const auto expect_value = [&file](double value) {
    double found;
    ASSERT_TRUE(file >> found);
    EXPECT_NEAR(found, value, 5e-12 * std::fabs(value));    // twelve digits
  };
  for (const ep_zhou *e : elements) {
    int number;
    double mass, a;
    std::string structure;
    file >> number >> mass >> a >> structure;
    EXPECT_EQ(number, e->number);
    EXPECT_EQ(mass, e->mass);
    EXPECT_NEAR(a, ep_zhou_lattice(e), 5e-7);
    EXPECT_EQ(structure, e->structure == EP_CNA_FCC ? "fcc" : "bcc");
    for (int k = 0; k < nrho; k++) expect_value(ep_zhou_embedding(e, k * drho));
    for (int k = 0; k < nr; k++) expect_value(ep_zhou_density(e, k * dr));
  }
  for (size_t i = 0; i < elements.size(); i++)
    for (size_t j = 0; j <= i; j++)
      for (int k = 0; k < nr; k++)
        expect_value(k * dr * ep_zhou_pair(elements[i], elements[j], k * dr));
  EXPECT_FALSE(file >> line) << "more than expected: " << line;
}

TEST(Zhou, SetflIntoASmallBuffer)
{
  const std::vector<const ep_zhou *> elements = {ep_zhou_find("Au")};
  const ep_zhou_grid grid = ep_zhou_default_grid(elements.data(), 1, 5, 0.0);
  const std::string whole = setfl(elements, grid);
  for (size_t size : {size_t{1}, size_t{10}, size_t{200}, whole.size()}) {
    std::string text(size + 1, 'x');
    EXPECT_EQ(ep_zhou_setfl(elements.data(), 1, &grid, text.data(), size), whole.size());
    EXPECT_EQ(text[size], 'x');
    EXPECT_EQ(std::string(text.c_str()), whole.substr(0, size - 1));
  }
}
