// Cells, and the passage from atoms to cells.

#include "conductor.h"

#include <algorithm>
#include <numeric>

using namespace conductor;

TEST(Grid, FitsPeriodElectrodesAndSides)
{
  ep_grid g;
  const double low[3] = {-10.0, 3.0, 0.0}, high[3] = {94.5, 50.0, 14.7};
  const int periodic[3] = {0, 0, 1};
  ASSERT_EQ(ep_grid_fit(&g, low, high, periodic, 0, 2.5), EP_GRID_OK);
  // electrodes: as many cells as fit
  EXPECT_EQ(g.size[0], 42);
  EXPECT_DOUBLE_EQ(g.low[0], -10.0);
  EXPECT_DOUBLE_EQ(g.cell[0] * 42, 104.5);
  // insulated: 47/2.5 = 18.8 and two empty cells either side, from 23 to 24 = 2^3 3
  EXPECT_EQ(g.size[1], 24);
  EXPECT_DOUBLE_EQ(g.cell[1], 2.5);
  EXPECT_LE(g.low[1], 3.0 - 2 * 2.5);
  EXPECT_GE(g.low[1] + 24 * 2.5, 50.0 + 2 * 2.5);
  // period
  EXPECT_EQ(g.size[2], 6);
  EXPECT_DOUBLE_EQ(g.cell[2] * 6, 14.7);
  EXPECT_EQ(ep_grid_cells(&g), 42u * 24 * 6);
}

// Sizes are products of 2, 3 and 5, and edges near what was asked for.
TEST(Grid, SizesSuitTransforms)
{
  for (double length = 8.0; length < 600.0; length *= 1.013) {
    ep_grid g;
    const double low[3] = {0, 0, 0}, high[3] = {length, length, length};
    const int periodic[3] = {1, 1, 0};
    ASSERT_EQ(ep_grid_fit(&g, low, high, periodic, 0, 2.4), EP_GRID_OK);
    for (int k = 1; k < 3; k++) {
      int left = g.size[k];
      for (int f : {2, 3, 5})
        while (left % f == 0) left /= f;
      EXPECT_EQ(left, 1) << g.size[k];
    }
    EXPECT_NEAR(g.cell[1] / 2.4, 1.0, length < 20.0 ? 0.2 : 0.125) << length;
  }
}

TEST(Grid, RefusesBadCellsAndBoxes)
{
  ep_grid g;
  const double low[3] = {0, 0, 0}, high[3] = {40, 40, 40}, flat[3] = {40, 0, 40},
               endless[3] = {40, 40, INFINITY}, thin[3] = {3, 40, 40}, huge[3] = {9e4, 9e4, 9e4};
  const int none[3] = {0, 0, 0};
  EXPECT_EQ(ep_grid_fit(&g, low, high, none, 0, 1.99), EP_GRID_BAD_CELL);
  EXPECT_EQ(ep_grid_fit(&g, low, high, none, 0, 3.01), EP_GRID_BAD_CELL);
  EXPECT_EQ(ep_grid_fit(&g, low, high, none, 0, NAN), EP_GRID_BAD_CELL);
  EXPECT_EQ(ep_grid_fit(&g, low, flat, none, 0, 2.5), EP_GRID_BAD_BOX);
  EXPECT_EQ(ep_grid_fit(&g, low, endless, none, 0, 2.5), EP_GRID_BAD_BOX);
  EXPECT_EQ(ep_grid_fit(&g, low, thin, none, 0, 2.5), EP_GRID_BAD_BOX);
  EXPECT_EQ(ep_grid_fit(&g, low, huge, none, 0, 2.5), EP_GRID_TOO_LARGE);
}

TEST(Grid, IndexCountsEveryCellOnce)
{
  for (int axis = 0; axis < 3; axis++) {
    const ep_grid g = grid({3, 4, 5}, {1, 1, 1}, {0, 0, 0}, axis);
    std::vector<int> seen(60, 0);
    int c[3];
    for (c[0] = 0; c[0] < 3; c[0]++)
      for (c[1] = 0; c[1] < 4; c[1]++)
        for (c[2] = 0; c[2] < 5; c[2]++) seen[ep_grid_index(&g, c)]++;
    EXPECT_EQ(seen, std::vector<int>(60, 1));
    int second[3] = {0, 0, 0};
    second[axis] = 1;
    EXPECT_EQ(ep_grid_index(&g, second), 60u / g.size[axis]);
  }
}

// How much of a wave with so many periods per cell the weights let through.
static double let_through(double periods)
{
  const double s = std::sin(M_PI * periods) / (M_PI * periods);
  return std::fabs(s * s * s);
}

// The volume of all atoms, wherever the grid begins; and in each cell 1 but for the waves of the lattice, eight {111} and six
// {200}.
TEST(Grid, PerfectCrystalConductsLikeBulk)
{
  const auto atoms = gold({0, 0, 0}, {10 * A, 10 * A, 10 * A}, [](const Vec &) {
    return true;
  });
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> uniform(-3.0, 3.0);
  const double once = 10.0 / 16.0;    // cells in a lattice parameter
  const double ripple = 1.05 * (8 * std::pow(let_through(once), 3) + 6 * let_through(2 * once));
  for (int repeat = 0; repeat < 5; repeat++) {
    ep_grid g = grid({16, 16, 16}, {10 * A / 16, 10 * A / 16, 10 * A / 16}, {1, 1, 1});
    for (double &x : g.low) x = uniform(random);
    const auto sigma = deposit(g, atoms);
    const double sum = std::accumulate(sigma.begin(), sigma.end(), 0.0);
    EXPECT_NEAR(sum * g.cell[0] * g.cell[1] * g.cell[2] / (VOLUME * atoms.size()), 1.0, 1e-11);
    for (double s : sigma) EXPECT_NEAR(s, 1.0, ripple);
  }
}

// The middle of the cloud of an atom is the atom.
TEST(Grid, CloudSitsOnItsAtom)
{
  const ep_grid g = grid({8, 9, 10}, {2.0, 2.5, 3.0}, {0, 0, 0}, 2);
  const std::vector<Vec> atom = {{7.3, 11.9, 14.1}};
  const auto sigma = deposit(g, atom);
  for (int k = 0; k < 3; k++) {
    const auto x = body(g, [&](const Vec &at) {
      return at[k];
    });
    const double mean =
        std::inner_product(x.begin(), x.end(), sigma.begin(), 0.0) * (2.0 * 2.5 * 3.0) / VOLUME;
    EXPECT_NEAR(mean, atom[0][k], 1e-10);
  }
}

TEST(Grid, ImagesOfAnAtomAreAlikeAndElectrodesEnd)
{
  const ep_grid g = grid({8, 8, 8}, {2.0, 2.0, 2.0}, {1, 0, 1});
  const auto one = deposit(g, {{0.7, 5.1, 15.9}}), image = deposit(g, {{0.7 + 48, 5.1, 15.9 - 64}});
  for (size_t i = 0; i < one.size(); i++) EXPECT_NEAR(one[i], image[i], 1e-12);
  const auto sum = [](const std::vector<double> &v) {
    return std::accumulate(v.begin(), v.end(), 0.0) * 8.0 / VOLUME;
  };
  // Half of the cloud of an atom on the side is beyond it; all of it of one 1.5 cells away.
  EXPECT_NEAR(sum(deposit(g, {{1.0, 0.0, 1.0}})), 0.5, 1e-12);
  EXPECT_EQ(sum(deposit(g, {{1.0, -3.0, 1.0}})), 0.0);
}

// Whatever process an atom is on.
TEST(Grid, SumsDoNotDependOnTheirOrder)
{
  auto atoms = gold({0, 0, 0}, {40, 40, 40}, [](const Vec &) {
    return true;
  });
  shake(atoms, 0.2, 3);
  const ep_grid g = grid({16, 16, 16}, {2.55, 2.55, 2.55}, {1, 1, 1});
  const auto whole = deposit(g, atoms);
  std::shuffle(atoms.begin(), atoms.end(), std::mt19937_64(9));
  std::vector<std::vector<double>> parts;
  const size_t n = atoms.size();
  for (int p = 0; p < 4; p++)
    parts.push_back(deposit(g, {atoms.begin() + n * p / 4, atoms.begin() + n * (p + 1) / 4}));
  for (size_t i = 0; i < whole.size(); i++)
    EXPECT_EQ(whole[i], parts[0][i] + (parts[1][i] + (parts[2][i] + parts[3][i])));
}

TEST(Grid, UniformFieldIsExactAtEveryAtom)
{
  const ep_grid g = grid({12, 12, 12}, {2.5, 2.5, 2.5}, {0, 0, 0});
  auto atoms = gold({-5, 8, 8}, {35, 22, 22}, [](const Vec &) {
    return true;
  });
  shake(atoms, 0.2, 4);
  std::vector<double> weight(atoms.size());
  for (size_t i = 0; i < weight.size(); i++) weight[i] = i % 4 * 0.5;
  const auto sigma = deposit(g, atoms, weight.data());
  std::vector<double> field(4 * sigma.size(), 0.0);
  for (size_t i = 0; i < sigma.size(); i++)
    if (sigma[i] >= 0.02) field[4 * i] = 3.0, field[4 * i + 2] = -1.0, field[4 * i + 3] = 10.0;
  std::vector<double> j(3 * atoms.size());
  ep_grid_sample(&g, field.data(), atoms[0].data(), weight.data(), (int) atoms.size(), VOLUME,
                 j.data(), nullptr);
  for (size_t i = 0; i < atoms.size(); i++) {
    const bool there = atoms[i][0] > -2.0 && atoms[i][0] < 32.0;
    const bool away = atoms[i][0] < -4.0;
    if (there || away) {
      EXPECT_NEAR(j[3 * i], away ? 0.0 : 3.0 * weight[i], 1e-12) << atoms[i][0];
      EXPECT_NEAR(j[3 * i + 2], away ? 0.0 : -weight[i], 1e-12);
    }
  }
}
