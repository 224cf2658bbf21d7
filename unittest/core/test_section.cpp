// Current density in slabs.

#include "electropulse/section.h"

#include "conductor.h"

#include <algorithm>

using namespace conductor;

// Positions along the axis of (001) layers of a wire with so many atoms in each.
static std::vector<double> layers(int count, const std::function<int(int)> &atoms)
{
  std::vector<double> z;
  for (int l = 0; l < count; l++)
    for (int i = 0; i < atoms(l); i++) z.push_back((l + 0.5) * 0.5 * A);
  return z;
}

static std::vector<double> volumes(const ep_section &s, const std::vector<double> &z,
                                   const double *weight = nullptr)
{
  std::vector<double> volume(s.count, 0.0);
  ep_section_deposit(&s, z.data(), 1, weight, (int) z.size(), VOLUME, volume.data());
  return volume;
}

// Slabs two layers wide and more do not see single layers, wherever they begin: the transform of the weights falls with the
// cube of width over distance of layers.
TEST(Section, StraightWireHasItsArea)
{
  const int count = 60, each = 50;
  const double length = count * 0.5 * A, area = each * VOLUME / (0.5 * A);
  for (int slabs : {30, 23, 12})
    for (double low : {0.0, 0.7, 1.3}) {
      const ep_section s = {low, length / slabs, slabs, 1};
      const auto z = layers(count, [](int) {
        return each;
      });
      const auto volume = volumes(s, z);
      EXPECT_EQ(ep_section_gap(&s, volume.data()), -1);
      EXPECT_NEAR(ep_section_crowding(&s, volume.data()), 1.0, 0.01);
      EXPECT_NEAR(ep_section_conductance(&s, volume.data()) * length / area, 1.0, 1e-4);
      std::vector<double> j(z.size());
      ep_section_sample(&s, volume.data(), z.data(), 1, nullptr, (int) z.size(), j.data());
      for (double here : j) EXPECT_NEAR(here * area, 1.0, 0.01);
    }
}

// The sum of j over the atoms of any body is the total current times its length.
TEST(Section, CurrentIsConserved)
{
  const auto z = layers(80, [](int l) {
    return l / 20 % 2 ? 20 : 90;
  });
  std::vector<double> weight;
  for (size_t i = 0; i < z.size(); i++) weight.push_back(i % 3 ? 1.0 : 0.4);
  for (int periodic = 0; periodic < 2; periodic++) {
    const ep_section s = {0.0, 40 * A / 25, 25, periodic};
    const auto volume = volumes(s, z, weight.data());
    std::vector<double> j(z.size());
    ep_section_sample(&s, volume.data(), z.data(), 1, weight.data(), (int) z.size(), j.data());
    double moment = 0.0;
    for (double here : j) moment += here * VOLUME;
    // volumes are kept to 1e-6 A^3
    EXPECT_NEAR(moment / (40 * A), 1.0, 1e-7);
    // an atom of the same place and less conductivity carries as much less
    EXPECT_NEAR(j[0] / j[1], 0.4, 1e-12);
  }
}

TEST(Section, NarrowPartCarriesMore)
{
  const auto z = layers(80, [](int l) {
    return l >= 30 && l < 50 ? 20 : 80;
  });
  const ep_section s = {0.0, 2.0 * A, 20, 1};
  const auto volume = volumes(s, z);
  EXPECT_NEAR(ep_section_crowding(&s, volume.data()), (0.75 * 80 + 0.25 * 20) / 20.0, 0.03);
  std::vector<double> j(z.size());
  ep_section_sample(&s, volume.data(), z.data(), 1, nullptr, (int) z.size(), j.data());
  const double wide = 0.5 * A / (80 * VOLUME), narrow = 0.5 * A / (20 * VOLUME);
  EXPECT_NEAR(j.front() / wide, 1.0, 0.01);
  EXPECT_NEAR(j[30 * 80 + 200] / narrow, 1.0, 0.03);
}

TEST(Section, GapIsFound)
{
  const auto z = layers(80, [](int l) {
    return l >= 30 && l < 50 ? 0 : 80;
  });
  const ep_section s = {0.0, 2.0 * A, 20, 1};
  const auto volume = volumes(s, z);
  // layers 30 to 49 are slabs 7.5 to 12.5; slab 8, one width from the nearest atoms, has 2 % of what the full ones have
  EXPECT_EQ(ep_section_gap(&s, volume.data()), 8);
  EXPECT_EQ(ep_section_conductance(&s, volume.data()), 0.0);
  EXPECT_TRUE(std::isinf(ep_section_crowding(&s, volume.data())));
}

TEST(Section, LoneAtomsInAGapAreNoMetal)
{
  const auto z = layers(80, [](int l) {
    return l < 30 || l >= 50 ? 80 : l % 4 == 0;
  });
  const ep_section s = {0.0, 2.0 * A, 20, 1};
  EXPECT_EQ(ep_section_gap(&s, volumes(s, z).data()), 8);
}

// As wide as the header says, wherever the slabs begin.
TEST(Section, GapsAreSeenFromTheirWidthOn)
{
  for (int tenth = 0; tenth < 10; tenth++) {
    const double width = 2.0 * A;
    const ep_section s = {0.1 * tenth * width, width, 20, 1};
    for (double gap : {1.8, 2.8}) {
      std::vector<double> x;
      const double step = 0.01;    // a fine wire, without layers
      for (double at = 0.5 * step; at < 20.0 - gap; at += step) x.push_back(at * width);
      EXPECT_EQ(ep_section_gap(&s, volumes(s, x).data()) >= 0, gap > 2.0) << tenth << " " << gap;
    }
  }
}

TEST(Section, SumsDoNotDependOnTheirOrder)
{
  std::vector<Vec> atoms = gold({0, 0, 0}, {60, 20, 20}, [](const Vec &) {
    return true;
  });
  shake(atoms, 0.1, 1);
  const ep_section s = {0.0, 6.0, 10, 1};
  std::vector<double> forward(10, 0.0), backward(10, 0.0), part(10, 0.0);
  const int n = (int) atoms.size();
  ep_section_deposit(&s, atoms[0].data(), 3, nullptr, n, VOLUME, forward.data());
  std::reverse(atoms.begin(), atoms.end());
  ep_section_deposit(&s, atoms[0].data(), 3, nullptr, n / 3, VOLUME, backward.data());
  ep_section_deposit(&s, atoms[n / 3].data(), 3, nullptr, n - n / 3, VOLUME, part.data());
  for (int k = 0; k < 10; k++) EXPECT_EQ(forward[k], backward[k] + part[k]);
}
