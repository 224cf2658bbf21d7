#include "electropulse/cna.h"
#include "lattice.h"

#include <gtest/gtest.h>

namespace {

using namespace lattice;

// In this file the fcc, hcp and icosahedral bond is 1, so that a = sqrt 2; bcc has a = 2/sqrt 3.
const double a_fcc = std::sqrt(2.0), a_bcc = 2.0 / std::sqrt(3.0);
const double r_fcc = ep_cna_cutoff_fcc(a_fcc), r_bcc = ep_cna_cutoff_bcc(a_bcc);
const double search = 1.9;

ep_cna_site analyse(const Points &points, int i, ep_cna_method method, double range)
{
  const Cloud cloud(points, range);
  return ep_cna_analyse(&cloud.cells, cloud.x(), i, method, range);
}

ep_cna_structure fixed(const Points &points, double range, int i = 0)
{
  return analyse(points, i, EP_CNA_FIXED, range).structure;
}

ep_cna_structure adaptive(const Points &points, double range = search, int i = 0)
{
  return analyse(points, i, EP_CNA_ADAPTIVE, range).structure;
}

// ---- The same analysis from the papers: signatures (common neighbours, bonds among them, longest chain of bonds).

using Signature = std::array<int, 3>;
using Bonds = std::vector<std::pair<int, int>>;

int longest_chain(Bonds bonds, const std::vector<int> &ends)
{
  int longest = 0;
  for (int end : ends)
    for (size_t b = 0; b < bonds.size(); b++) {
      const auto [p, q] = bonds[b];
      if (p != end && q != end) continue;
      Bonds rest = bonds;
      rest.erase(rest.begin() + static_cast<long>(b));
      longest = std::max(longest, 1 + longest_chain(rest, {p == end ? q : p}));
    }
  return longest;
}

Signature sign(const Points &x, const std::vector<int> &shell, int j, double cutoff_sq)
{
  std::vector<int> common;
  for (int k : shell)
    if (k != j && distance_sq(x[k], x[j]) < cutoff_sq) common.push_back(k);
  if (common.size() < 4 || common.size() > 6) return {static_cast<int>(common.size()), 0, 0};
  Bonds bonds;
  for (size_t p = 0; p < common.size(); p++)
    for (size_t q = 0; q < p; q++)
      if (distance_sq(x[common[p]], x[common[q]]) < cutoff_sq)
        bonds.emplace_back(common[p], common[q]);
  if (bonds.size() > 6) return {static_cast<int>(common.size()), static_cast<int>(bonds.size()), 0};
  return {static_cast<int>(common.size()), static_cast<int>(bonds.size()),
          longest_chain(bonds, common)};
}

ep_cna_structure match(const Points &x, const std::vector<int> &shell, double cutoff_sq)
{
  int n421 = 0, n422 = 0, n555 = 0, n444 = 0, n666 = 0;
  for (int j : shell) {
    const Signature s = sign(x, shell, j, cutoff_sq);
    n421 += s == Signature{4, 2, 1};
    n422 += s == Signature{4, 2, 2};
    n555 += s == Signature{5, 5, 5};
    n444 += s == Signature{4, 4, 4};
    n666 += s == Signature{6, 6, 6};
  }
  if (shell.size() == 12 && n421 == 12) return EP_CNA_FCC;
  if (shell.size() == 12 && n421 == 6 && n422 == 6) return EP_CNA_HCP;
  if (shell.size() == 12 && n555 == 12) return EP_CNA_ICO;
  if (shell.size() == 14 && n444 == 6 && n666 == 8) return EP_CNA_BCC;
  return EP_CNA_OTHER;
}

std::vector<int> by_distance(const Points &x, int i, double range)
{
  std::vector<int> list;
  for (int j = 0; j < static_cast<int>(x.size()); j++)
    if (j != i && distance_sq(x[j], x[i]) < range * range) list.push_back(j);
  std::stable_sort(list.begin(), list.end(), [&](int p, int q) {
    return distance_sq(x[p], x[i]) < distance_sq(x[q], x[i]);
  });
  return list;
}

ep_cna_structure reference_fixed(const Points &x, int i, double range)
{
  return match(x, by_distance(x, i, range), range * range);
}

// Stukowski 2012: the cutoff is (1 + sqrt 2)/2 of the mean nearest-neighbour distance over the 12 nearest; for bcc
// (1 + sqrt 2)/2 of the mean lattice constant, which the 8 nearest give as 2/sqrt(3) r and the next 6 as r.
ep_cna_structure reference_adaptive(const Points &x, int i, double range)
{
  auto near = by_distance(x, i, range);
  const auto mean = [&](size_t from, size_t to) {
    double sum = 0.0;
    for (size_t j = from; j < to; j++) sum += distance(x[near[j]], x[i]);
    return sum / double(to - from);
  };
  const double half = 0.5 * (1.0 + std::sqrt(2.0));
  if (near.size() < 12) return EP_CNA_OTHER;
  const double local = std::min(half * mean(0, 12), range);
  const std::vector<int> twelve(near.begin(), near.begin() + 12);
  const auto found = match(x, twelve, local * local);
  if (found != EP_CNA_OTHER || near.size() < 14) return found;
  const double lattice_constant = (8 * 2 / std::sqrt(3.0) * mean(0, 8) + 6 * mean(8, 14)) / 14;
  const std::vector<int> fourteen(near.begin(), near.begin() + 14);
  return match(x, fourteen, std::pow(half * lattice_constant, 2));
}

// ----

struct Crystal {
  const char *name;
  Points points;
  double fixed_range;
  ep_cna_structure structure;
};

std::vector<Crystal> crystals()
{
  return {{"fcc", fcc(a_fcc, 3.2), r_fcc, EP_CNA_FCC},
          {"hcp", hcp(1.0, 3.2), r_fcc, EP_CNA_HCP},
          {"bcc", bcc(a_bcc, 3.2), r_bcc, EP_CNA_BCC},
          {"icosahedron", icosahedron(1.0), r_fcc, EP_CNA_ICO}};
}

TEST(CnaCutoff, LiesHalfWayBetweenShells)
{
  EXPECT_NEAR(ep_cna_cutoff_fcc(1.0), 0.5 * (std::sqrt(0.5) + 1.0), 1e-15);
  EXPECT_NEAR(ep_cna_cutoff_bcc(1.0), 0.5 * (1.0 + std::sqrt(2.0)), 1e-15);
  EXPECT_NEAR(ep_cna_cutoff_fcc(4.08), 3.4825, 5e-5);
  EXPECT_NEAR(ep_cna_cutoff_bcc(3.165), 3.8205, 5e-5);
}

TEST(Cna, NamesThePerfectCrystals)
{
  for (const auto &c : crystals()) {
    EXPECT_EQ(fixed(c.points, c.fixed_range), c.structure) << c.name;
    EXPECT_EQ(adaptive(c.points), c.structure) << c.name;
  }
}

TEST(Cna, NumbersStructuresAsLammpsDoes)
{
  EXPECT_EQ(EP_CNA_UNKNOWN, 0);
  EXPECT_EQ(EP_CNA_FCC, 1);
  EXPECT_EQ(EP_CNA_HCP, 2);
  EXPECT_EQ(EP_CNA_BCC, 3);
  EXPECT_EQ(EP_CNA_ICO, 4);
  EXPECT_EQ(EP_CNA_OTHER, 5);
}

TEST(Cna, CallsOpenCrystalsOther)
{
  for (double range : {1.2, 1.3, 1.5, 1.6, 1.8}) {
    EXPECT_EQ(fixed(sc(1.0, 4.0), range), EP_CNA_OTHER) << range;
    EXPECT_EQ(fixed(diamond(4 / std::sqrt(3.0), 5.0), range), EP_CNA_OTHER) << range;
  }
  EXPECT_EQ(adaptive(sc(1.0, 4.0)), EP_CNA_OTHER);
  EXPECT_EQ(adaptive(diamond(4 / std::sqrt(3.0), 5.0)), EP_CNA_OTHER);
}

TEST(Cna, CallsAtomsWithFewNeighborsOther)
{
  const auto all = fcc(a_fcc, 1.01);
  ASSERT_EQ(all.size(), 13u);
  for (size_t n = 1; n <= 13; n++) {
    const Points some(all.begin(), all.begin() + static_cast<long>(n));
    const auto expected = n == 13 ? EP_CNA_FCC : EP_CNA_OTHER;
    EXPECT_EQ(fixed(some, r_fcc), expected);
    EXPECT_EQ(adaptive(some), expected);
    EXPECT_EQ(analyse(some, 0, EP_CNA_FIXED, r_fcc).coordination, static_cast<int>(n) - 1);
    EXPECT_EQ(analyse(some, 0, EP_CNA_ADAPTIVE, search).coordination, static_cast<int>(n) - 1);
  }
}

TEST(Cna, GivesTheSiteOfAPerfectCrystal)
{
  for (const auto &c : crystals()) {
    const auto f = analyse(c.points, 0, EP_CNA_FIXED, c.fixed_range),
               a = analyse(c.points, 0, EP_CNA_ADAPTIVE, search);
    const int full = c.structure == EP_CNA_BCC ? 14 : 12;
    EXPECT_EQ(f.coordination, full) << c.name;
    EXPECT_EQ(a.coordination, full) << c.name;
    EXPECT_EQ(f.cutoff, c.fixed_range) << c.name;
    EXPECT_NEAR(f.asymmetry, 0.0, 1e-12) << c.name;
    EXPECT_NEAR(a.asymmetry, 0.0, 1e-12) << c.name;
    const double mean = c.structure == EP_CNA_BCC ? (8 + 4 * a_bcc) / 12 : 1.0;
    EXPECT_NEAR(a.cutoff, 0.5 * (1 + std::sqrt(2.0)) * mean, 1e-12) << c.name;
  }
}

TEST(Cna, LooksNoFartherThanTheSearchRange)
{
  const auto site = analyse(fcc(a_fcc, 3.2), 0, EP_CNA_ADAPTIVE, 1.1);
  EXPECT_EQ(site.structure, EP_CNA_FCC);
  EXPECT_EQ(site.cutoff, 1.1);
  EXPECT_EQ(analyse(fcc(a_fcc, 3.2), 0, EP_CNA_ADAPTIVE, 0.99).coordination, 0);
}

TEST(Cna, NeedsOnlyTheAtomsOfTheSignature)
{
  const auto points = bcc(a_bcc, 1.01 * a_bcc);
  ASSERT_EQ(points.size(), 15u);
  EXPECT_EQ(adaptive(points), EP_CNA_BCC);
  EXPECT_EQ(fixed(points, r_bcc), EP_CNA_BCC);
  EXPECT_EQ(adaptive(Points(points.begin(), points.end() - 1)), EP_CNA_OTHER);
}

TEST(Cna, AdaptsTheCutoffToTheLatticeConstant)
{
  for (const auto &c : crystals())
    for (double scale : {0.9, 0.97, 1.03, 1.1}) {
      EXPECT_EQ(adaptive(stretch(scale, scale, scale) * c.points), c.structure) << c.name << scale;
      EXPECT_EQ(fixed(stretch(scale, scale, scale) * c.points, c.fixed_range), c.structure)
          << c.name;
    }
  for (const auto &c : crystals())
    for (double scale : {0.5, 1.5, 10.0}) {
      EXPECT_EQ(adaptive(stretch(scale, scale, scale) * c.points, scale * search), c.structure);
      EXPECT_NE(fixed(stretch(scale, scale, scale) * c.points, c.fixed_range), c.structure);
    }
}

TEST(Cna, StandsAStrainAlongOneAxis)
{
  for (const auto &c : crystals())
    for (double strain : {0.9, 1.1}) {
      EXPECT_EQ(adaptive(stretch(1, 1, strain) * c.points), c.structure) << c.name << strain;
      EXPECT_EQ(adaptive(stretch(1, strain, 1) * c.points), c.structure) << c.name << strain;
    }
}

// A displacement of 3 % of the bond along each axis leaves 4.9 standard deviations between a bond and the cutoff.
TEST(Cna, StandsThermalNoise)
{
  Random random(1);
  for (const auto &c : crystals())
    for (int n = 0; n < 100; n++) {
      const auto hot = shaken(c.points, 0.03, random);
      EXPECT_EQ(adaptive(hot), c.structure) << c.name;
      EXPECT_EQ(fixed(hot, c.fixed_range), c.structure) << c.name;
    }
}

TEST(Cna, SeesAVacancyInItsNeighborsOnly)
{
  for (const auto &c : crystals()) {
    if (c.structure == EP_CNA_ICO) continue;
    auto points = c.points;
    points.erase(points.begin());    // the middle
    const size_t full = c.structure == EP_CNA_BCC ? 14 : 12;
    for (size_t i = 0; i < points.size() && dot(points[i], points[i]) < 1.9; i++) {
      const auto f = analyse(points, static_cast<int>(i), EP_CNA_FIXED, c.fixed_range);
      EXPECT_EQ(f.structure, i < full ? EP_CNA_OTHER : c.structure) << c.name << i;
      EXPECT_EQ(f.coordination, static_cast<int>(i < full ? full - 1 : full)) << c.name << i;
      if (i < full) { EXPECT_NEAR(f.asymmetry, 1.0, 0.17) << c.name << i; }
      const auto a = analyse(points, static_cast<int>(i), EP_CNA_ADAPTIVE, search);
      EXPECT_EQ(a.structure, i < full ? EP_CNA_OTHER : c.structure) << c.name << i;
      if (full == 12) { EXPECT_EQ(a.coordination, f.coordination) << c.name << i; }
    }
  }
}

// The part of a crystal below the plane through the middle.
Points half(const Points &points, const Vec &normal)
{
  Points below;
  for (const auto &p : points)
    if (dot(p, normal) < 1e-9) below.push_back(p);
  return below;
}

TEST(Cna, SeesFreeSurfaces)
{
  const struct {
    Vec normal;
    int neighbors;
    double asymmetry;
  } surfaces[] = {
      {{1, 1, 1}, 9, std::sqrt(6.0)}, {{1, 0, 0}, 8, std::sqrt(8.0)}, {{1, 1, 0}, 7, 3.0}};
  for (const auto &s : surfaces) {
    const auto points = half(fcc(a_fcc, 3.2), s.normal);
    const auto f = analyse(points, 0, EP_CNA_FIXED, r_fcc);
    EXPECT_EQ(f.structure, EP_CNA_OTHER);
    EXPECT_EQ(f.coordination, s.neighbors);
    EXPECT_NEAR(f.asymmetry, s.asymmetry, 1e-12);
    const auto a = analyse(points, 0, EP_CNA_ADAPTIVE, search);
    EXPECT_EQ(a.structure, EP_CNA_OTHER);
    if (s.neighbors == 7) continue;    // see SeesTheOpenSurfaceWithAnAdaptiveCutoff
    EXPECT_EQ(a.coordination, s.neighbors);
    EXPECT_NEAR(a.asymmetry, s.asymmetry, 1e-12);
    EXPECT_GT(a.asymmetry, 1.3);
  }
}

// An atom of (110) has 7 neighbours, so that 5 of the second and third shell enter the mean of its 12 nearest; the
// cutoff must not reach the second shell for that.
TEST(Cna, SeesTheOpenSurfaceWithAnAdaptiveCutoff)
{
  const auto a = analyse(half(fcc(a_fcc, 3.2), {1, 1, 0}), 0, EP_CNA_ADAPTIVE, search);
  EXPECT_LT(a.cutoff, a_fcc);
  EXPECT_EQ(a.coordination, 7);
  EXPECT_NEAR(a.asymmetry, 3.0, 1e-12);
}

std::string structures_by_layer(const Points &points, const std::string &letters,
                                ep_cna_method method, double range)
{
  const Cloud cloud(points, range);
  std::string found(letters.size(), '?');
  const double spacing = std::sqrt(2.0 / 3.0);
  for (int i = 0; i < cloud.size(); i++) {
    const auto &p = cloud.points[i];
    if (p[0] * p[0] + p[1] * p[1] > 2.0) continue;    // the outer ones lack neighbours
    const auto s = ep_cna_analyse(&cloud.cells, cloud.x(), i, method, range).structure;
    const char letter = "?fhbio"[s];
    char &at = found[std::lround(p[2] / spacing) + static_cast<long>(letters.size()) / 2];
    at = at == '?' || at == letter ? letter : '!';
  }
  return found;
}

TEST(Cna, FindsPlanarFaultsLayerByLayer)
{
  const struct {
    const char *name, *letters;
  } faults[] = {{"fcc", "ABCABCABCABC"},
                {"intrinsic stacking fault", "ABCABCBCABCABC"},
                {"extrinsic stacking fault", "ABCABCBABCABC"},
                {"twin boundary", "ABCABCBACBA"},
                {"hcp", "ABABABABAB"}};
  for (const auto &f : faults) {
    // a layer is hcp where the layers on both sides have the same letter
    std::string expected(f.letters);
    for (size_t l = 0; l < expected.size(); l++)
      expected[l] = l == 0 || l + 1 == expected.size() ? 'o'
          : f.letters[l - 1] == f.letters[l + 1]       ? 'h'
                                                       : 'f';
    const auto points = stack(f.letters, 1.0, 4.0);
    EXPECT_EQ(structures_by_layer(points, f.letters, EP_CNA_FIXED, r_fcc), expected) << f.name;
    EXPECT_EQ(structures_by_layer(points, f.letters, EP_CNA_ADAPTIVE, search), expected) << f.name;
  }
}

TEST(Cna, FindsAnIntrinsicStackingFaultInExactlyTwoPlanes)
{
  const std::string letters = "ABCABCBCABCABC";
  const auto found =
      structures_by_layer(stack(letters, 1.0, 4.0), letters, EP_CNA_ADAPTIVE, search);
  EXPECT_EQ(std::count(found.begin(), found.end(), 'h'), 2) << found;
  EXPECT_NE(found.find("fhhf"), std::string::npos) << found;
}

// Crystals shaken from nothing to melting, and pieces of them with atoms missing or squeezed in.
Points messy(const Crystal &c, int n, Random &random)
{
  std::uniform_real_distribution<double> even;
  auto points = shaken(c.points, 0.12 * even(random), random);
  if (n % 3 == 1) points.erase(points.begin() + 1 + static_cast<long>(12 * even(random)));
  if (n % 3 == 2) points.push_back({1.3 * even(random), 1.3 * even(random), 0.5});
  const double s = 0.92 + 0.16 * even(random);
  return stretch(s, s * (0.95 + 0.1 * even(random)), s) * points;
}

TEST(Cna, AgreesWithTheDefinitionOnPerturbedCrystals)
{
  Random random(2);
  std::array<int, 6> seen{};
  for (const auto &c : crystals())
    for (int n = 0; n < 200; n++) {
      const auto points = messy(c, n, random);
      const auto expected = reference_adaptive(points, 0, search);
      seen[expected]++;
      ASSERT_EQ(adaptive(points), expected) << c.name << n;
      for (double range : {r_fcc, r_bcc, 0.97 * r_bcc, 1.05 * r_fcc})
        ASSERT_EQ(fixed(points, range), reference_fixed(points, 0, range)) << c.name << n;
    }
  for (int structure : {EP_CNA_FCC, EP_CNA_HCP, EP_CNA_BCC, EP_CNA_ICO, EP_CNA_OTHER})
    EXPECT_GT(seen[structure], 20) << structure;
}

// A cutoff equal to a distance that occurs, and the numbers next to it.
TEST(Cna, AgreesWithTheDefinitionWhereADistanceIsTheCutoff)
{
  Random random(3);
  int decisive = 0;
  for (const auto &c : crystals())
    for (int n = 0; n < 60; n++) {
      auto points = shaken(c.points, 0.02, random);
      points.resize(std::min<size_t>(points.size(), 19));
      for (int j = 1; j < 13; j += 4)
        for (int k = 0; k < j; k++) {
          const double range = distance(points[j], points[k]);
          if (range < 0.9 || range > 1.6) continue;
          std::array<ep_cna_structure, 3> found;
          int q = 0;
          for (double r : {std::nextafter(range, 0.0), range, std::nextafter(range, 9.0)}) {
            found[q] = fixed(points, r);
            ASSERT_EQ(found[q], reference_fixed(points, 0, r)) << c.name << n;
            q++;
          }
          decisive += found[0] != found[2];
        }
    }
  EXPECT_GT(decisive, 10) << "the cutoff never mattered";
}

TEST(Cna, DependsNeitherOnRotationNorOnTheOrderOfAtomsNorOnThePlace)
{
  Random random(4);
  for (const auto &c : crystals())
    for (int n = 0; n < 100; n++) {
      const auto points = messy(c, n, random);
      auto other = rotation(random) * points;
      const Vec middle = other[0], shift = {-40, 17, 3};
      std::shuffle(other.begin(), other.end(), random);
      const int i = static_cast<int>(std::find(other.begin(), other.end(), middle) - other.begin());
      for (auto &p : other) p = p + shift;
      for (auto method : {EP_CNA_FIXED, EP_CNA_ADAPTIVE}) {
        const double range = method == EP_CNA_FIXED ? c.fixed_range : search;
        const auto a = analyse(points, 0, method, range), b = analyse(other, i, method, range);
        EXPECT_EQ(a.structure, b.structure);
        EXPECT_EQ(a.coordination, b.coordination);
        EXPECT_NEAR(a.cutoff, b.cutoff, 1e-12);
        EXPECT_NEAR(a.asymmetry, b.asymmetry, 1e-10);
      }
    }
}

// In bcc 4 of 6 neighbours at one distance are among the 12 nearest, which of them is chance.
TEST(Cna, FindsPerfectBccInEveryOrderOfAtoms)
{
  Random random(5);
  auto points = bcc(a_bcc, 2.0);
  for (int n = 0; n < 500; n++) {
    std::shuffle(points.begin() + 1, points.end(), random);
    ASSERT_EQ(adaptive(points), EP_CNA_BCC);
  }
}

TEST(Cna, SurvivesADenseHeap)
{
  Random random(6);
  const auto heap = shaken(Points(600, Vec{0, 0, 0}), 0.2, random);
  const auto f = analyse(heap, 0, EP_CNA_FIXED, search),
             a = analyse(heap, 0, EP_CNA_ADAPTIVE, search);
  EXPECT_EQ(f.structure, EP_CNA_OTHER);
  EXPECT_EQ(f.coordination, 599);
  EXPECT_TRUE(std::isfinite(a.asymmetry));
  const auto lone = analyse({{1, 2, 3}}, 0, EP_CNA_ADAPTIVE, search);
  EXPECT_EQ(lone.structure, EP_CNA_OTHER);
  EXPECT_EQ(lone.coordination, 0);
  EXPECT_EQ(lone.cutoff, search);
  EXPECT_EQ(lone.asymmetry, 0.0);
  const auto same = analyse(Points(20, Vec{1, 2, 3}), 0, EP_CNA_ADAPTIVE, search);
  EXPECT_TRUE(std::isfinite(same.asymmetry)) << "atoms in one place";
}

}    // namespace
