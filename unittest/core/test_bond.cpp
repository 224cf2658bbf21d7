// Which atoms are part of the conductor.

#include "electropulse/bond.h"

#include "conductor.h"

#include <numeric>

using namespace conductor;

static const double BOND = 3.5;

// The atoms with their images along periodic axes, as a process holds them.
struct Sample {
  ep_grid g;
  std::vector<Vec> atoms;
  int n;    // without images
  std::array<int, 2> beyond = {0, 0};

  Sample(const ep_grid &grid, const std::vector<Vec> &points) :
      g(grid), atoms(points), n((int) points.size())
  {
    for (int k = 0; k < 3; k++) {
      if (!g.periodic[k]) continue;
      const double period = g.size[k] * g.cell[k];
      const size_t now = atoms.size();
      for (size_t i = 0; i < now; i++)
        for (int turn : {-1, 1}) {
          Vec image = atoms[i];
          image[k] += turn * period;
          if (image[k] > g.low[k] - 6.0 && image[k] < g.low[k] + period + 6.0)
            atoms.push_back(image);
        }
    }
  }

  // The links of the atoms from `from` to before `to`.
  std::vector<ep_bond_links> links(int from, int to) const
  {
    std::vector<Vec> order(atoms.begin() + from, atoms.begin() + to);
    order.insert(order.end(), atoms.begin(), atoms.begin() + from);
    order.insert(order.end(), atoms.begin() + to, atoms.end());
    ep_cells cells = ep_cells_empty();
    EXPECT_EQ(ep_cells_build(&cells, order[0].data(), (int) order.size(), BOND), EP_CELLS_OK);
    std::vector<ep_bond_links> found(ep_grid_cells(&g), 0);
    ep_bond_mark(&g, &cells, order[0].data(), to - from, BOND, found.data());
    ep_cells_free(&cells);
    return found;
  }

  // Which atoms are not part of the conductor; all of them when there is no path.
  std::vector<int> off() const
  {
    std::vector<unsigned char> on(ep_grid_cells(&g));
    const auto found = links(0, n);
    const auto status = ep_bond_follow(&g, found.data(), BOND, beyond.data(), on.data());
    EXPECT_NE(status, EP_BOND_NO_MEMORY);
    std::vector<double> weight(n, 1.0);
    const int removed = ep_bond_select(&g, on.data(), atoms[0].data(), n, weight.data());
    std::vector<int> list;
    for (int i = 0; i < n; i++)
      if (weight[i] == 0.0) list.push_back(i);
    EXPECT_EQ((int) list.size(), removed);
    EXPECT_EQ(status == EP_BOND_OPEN, removed == n);
    return list;
  }
};

static ep_grid box(double length, double cell, int periodic)
{
  ep_grid g;
  const double low[3] = {0, 0, 0}, high[3] = {length, 16, 16};
  const int sides[3] = {periodic, 0, 0};
  EXPECT_EQ(ep_grid_fit(&g, low, high, sides, 0, cell), EP_GRID_OK);
  return g;
}

static std::vector<Vec> bar(double from, double to, unsigned seed)
{
  auto atoms = gold({from, 0, 0}, {to, 16, 16}, [](const Vec &) {
    return true;
  });
  shake(atoms, 0.1, seed);
  return atoms;
}

TEST(Bond, WholeBarConducts)
{
  for (double cell : {2.0, 2.5, 3.0})
    for (int periodic = 0; periodic < 2; periodic++)
      for (unsigned seed = 1; seed < 6; seed++)
        EXPECT_TRUE(Sample(box(12 * A, cell, periodic), bar(0, 12 * A, seed)).off().empty());
}

// A perfect lattice, whose atoms stand on the faces of cells, in any place.
TEST(Bond, AtomsOnFacesOfCellsConduct)
{
  for (double shift : {0.0, 0.25 * A, 0.5 * A}) {
    auto atoms = gold({0, 0, 0}, {12 * A, 16, 16}, [](const Vec &) {
      return true;
    });
    for (Vec &x : atoms) x[0] += shift;
    ep_grid g = box(12 * A, 2.04, 1);
    ASSERT_EQ(g.size[0], 24);
    EXPECT_TRUE(Sample(g, atoms).off().empty());
  }
}

// On the grid a gap of a few planes is bridged by what atoms of both sides leave in its cells: only bonds tell.
TEST(Bond, CrackIsOpenThoughCellsAreNot)
{
  for (int planes = 0; planes < 4; planes++) {
    auto atoms = gold({0, 0, 0}, {12 * A, 16, 16}, [&](const Vec &x) {
      return x[0] < 6 * A || x[0] > 6 * A + 0.5 * A * planes;
    });
    shake(atoms, 0.05, 2);
    const Sample sample(box(12 * A, 2.5, 1), atoms);
    // (002) planes 2.04 A apart: with one missing the nearest atoms across are 4.08 A apart
    EXPECT_EQ((int) sample.off().size(), planes == 0 ? 0 : sample.n) << planes;
    Solver cells(sample.g);
    const auto status = cells.solve(deposit(sample.g, atoms));
    EXPECT_EQ(status, planes < 3 ? EP_CONDUCTION_OK : EP_CONDUCTION_OPEN) << planes;
  }
}

TEST(Bond, IslandsAndEvaporatedAtomsAreOff)
{
  for (int periodic = 0; periodic < 2; periodic++) {
    auto atoms = bar(0, 12 * A, 3);
    ep_grid g = box(12 * A, 2.5, periodic);
    g.size[1] += 8;    // room beside the bar
    const int n = (int) atoms.size();
    const std::vector<Vec> others = {{20, 22, 8}, {20, 24.8, 8}, {22, 23.4, 10}, {5, 30, 3}};
    atoms.insert(atoms.end(), others.begin(), others.end());
    EXPECT_EQ(Sample(g, atoms).off(), (std::vector<int>{n, n + 1, n + 2, n + 3}));
  }
}

// Atoms in line, 2.88 A apart, carry current; with one missing they do not.
TEST(Bond, ChainOfAtomsConducts)
{
  for (double cell : {2.0, 2.5, 3.0})
    for (int missing = 0; missing < 2; missing++) {
      std::vector<Vec> chain;
      for (int i = 0; i < 20; i++)
        if (!missing || i != 11)
          chain.push_back(
              {2.88 * (i + 0.5), 8 + 0.3 * std::sin(3.0 * i), 8 + 0.3 * std::cos(5.0 * i)});
      const Sample sample(box(20 * 2.88, cell, 1), chain);
      EXPECT_EQ(sample.off().size(), missing ? chain.size() : 0u);
      Solver cells(sample.g);
      if (missing) continue;
      EXPECT_EQ(cells.solve(deposit(sample.g, chain)), EP_CONDUCTION_OK);
    }
}

// The ends of a bar that stops a bond short of the electrodes are joined to them; not of a shorter one.
TEST(Bond, ElectrodesReachAsFarAsBonds)
{
  const ep_grid g = box(12 * A, 2.5, 0);
  EXPECT_TRUE(Sample(g, bar(2 * A / 4, 12 * A - 2 * A / 4, 1)).off().empty());
  const auto shorter = bar(2 * A, 12 * A, 1);
  EXPECT_EQ(Sample(g, shorter).off().size(), shorter.size());
}

// The grid goes on behind the electrodes, so that atoms there have bonds or none; those that have evaporated touch one
// electrode only.
TEST(Bond, AtomsBeyondAnElectrodeNeedBondsToo)
{
  ep_grid g = box(12 * A, 2.5, 0);
  const int planes = g.size[0];
  g.low[0] -= 4 * g.cell[0];
  g.size[0] += 10;
  auto atoms = bar(-4.0, 12 * A + 4.0, 4);
  const int n = (int) atoms.size();
  atoms.push_back({-8.5, 8, 8});
  atoms.push_back({12 * A + 9.0, 8, 8});
  Sample sample(g, atoms);
  sample.beyond = {4, 6};
  EXPECT_EQ(sample.off(), (std::vector<int>{n, n + 1}));

  // Half a bar, which ends before the upper electrode, though not before that of a shorter piece.
  const auto half = bar(-4.0, 6 * A, 5);
  Sample open(g, half);
  open.beyond = {4, 6};
  EXPECT_EQ(open.off().size(), half.size());
  open.beyond = {4, 6 + planes / 2};
  EXPECT_TRUE(open.off().empty());
}

TEST(Bond, ProcessesFindTheSameTogether)
{
  const Sample sample(box(12 * A, 2.5, 1), bar(0, 12 * A, 8));
  const auto whole = sample.links(0, sample.n);
  const auto a = sample.links(0, sample.n / 3), b = sample.links(sample.n / 3, sample.n);
  for (size_t i = 0; i < whole.size(); i++) EXPECT_EQ(whole[i], a[i] | b[i]);
}

TEST(Bond, ReachIsTwoCells)
{
  const ep_grid g = grid({8, 8, 8}, {2.5, 2.0, 3.0}, {0, 0, 0});
  EXPECT_DOUBLE_EQ(ep_bond_reach(&g), 4.0);
}
