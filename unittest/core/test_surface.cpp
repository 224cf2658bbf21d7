// Crystals whose faces, edges and defects are known atom by atom.

#include "electropulse/surface.h"
#include "lattice.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <map>
#include <set>

namespace {

using namespace lattice;

// Sites in units of a/2, with an even sum of coordinates; a = 1 in this file.
using Site = std::array<int, 3>;
using Shape = std::function<bool(const Site &)>;

int dot(const Site &a, const Site &b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

Site between(const Site &from, const Site &to)
{
  return {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
}

bool are_neighbors(const Site &a, const Site &b)
{
  const Site d = between(a, b);
  return dot(d, d) == 2;
}

struct Atom {
  ep_surface_class class_;
  int interior;
};

std::vector<Atom> classify(const Points &points)
{
  const Cloud cloud(points, ep_surface_range(1.0));
  const int n = cloud.size();
  const ep_sweep_path path = ep_sweep_best();
  std::vector<ep_surface_site> sites(points.size());
  std::vector<unsigned char> from(points.size()), to(points.size());
  ep_surface_find_sites(&cloud.cells, cloud.x(), n, 1.0, path, 1, to.data(), sites.data());
  for (int pass = 0; pass < EP_SURFACE_PASSES; pass++) {
    ep_surface_pass(pass, sites.data(), n, from.data(), to.data());
    from = to;
    if (pass == 0)
      ep_surface_find_covered(&cloud.cells, cloud.x(), n, 1.0, path, from.data(), sites.data());
  }
  std::vector<Atom> atoms;
  for (auto code : from) atoms.push_back({ep_surface_class_of(code), ep_surface_is_interior(code)});
  return atoms;
}

class Crystal {
 public:
  std::vector<Site> sites;
  Points points;

  // All sites of a shape no farther than `size` along each axis, and single ones besides.
  Crystal(int size, const Shape &shape, const std::vector<Site> &more = {})
  {
    for (int i = -size; i <= size; i++)
      for (int j = -size; j <= size; j++)
        for (int k = -size; k <= size; k++)
          if ((i + j + k) % 2 == 0 && shape({i, j, k})) sites.push_back({i, j, k});
    sites.insert(sites.end(), more.begin(), more.end());
    for (const auto &s : sites) points.push_back({0.5 * s[0], 0.5 * s[1], 0.5 * s[2]});
  }

  std::vector<Site> neighbors(const Site &s) const
  {
    std::vector<Site> found;
    for (const auto &other : sites)
      if (are_neighbors(s, other)) found.push_back(other);
    return found;
  }
};

// A slab below the plane n.s = 0, as wide as atoms farther than `width` from the middle do not matter: they have edges.
struct Slab {
  const char *name;
  Site normal;
  int depth, width;
  std::map<int, ep_surface_class> layers;    // by -n.s, from the top

  bool holds(const Site &s) const
  {
    const int height = lattice_height(s);
    return height <= 0 && height >= -depth && distance_sq_from_axis(s) < (width + 6) * (width + 6);
  }
  int lattice_height(const Site &s) const { return dot(s, normal); }
  double distance_sq_from_axis(const Site &s) const
  {
    const double h = dot(s, normal);
    return dot(s, s) - h * h / dot(normal, normal);
  }
  bool is_in_the_middle(const Site &s) const { return distance_sq_from_axis(s) < width * width; }
  ep_surface_class expected(const Site &s) const
  {
    const auto top = layers.find(-lattice_height(s)),
               bottom = layers.find(depth + lattice_height(s));
    return top != layers.end()   ? top->second
        : bottom != layers.end() ? bottom->second
                                 : EP_SURFACE_NONE;
  }
};

const std::vector<Slab> &slabs()
{
  static const std::vector<Slab> all = {
      {"111", {1, 1, 1}, 12, 9, {{0, EP_SURFACE_111}}},
      {"100", {0, 0, 1}, 8, 9, {{0, EP_SURFACE_100}}},
      {"110", {1, 1, 0}, 10, 9, {{0, EP_SURFACE_110}, {1, EP_SURFACE_TROUGH}}}};
  return all;
}

Crystal make(const Slab &slab, const std::vector<Site> &more = {}, const std::set<Site> &less = {})
{
  return {20,
          [&](const Site &s) {
            return slab.holds(s) && less.count(s) == 0;
          },
          more};
}

struct View {
  std::string name;
  Matrix matrix;
};

// Any way round, and strained by 5 and 10 % along x, which is no axis of the crystal.
std::vector<View> views()
{
  Random random(7);
  std::vector<View> all = {{"as built", stretch(1, 1, 1)}};
  for (double strain : {0.0, 0.05, 0.1})
    for (int turn = 0; turn < 3; turn++) {
      Matrix m = rotation(random);
      for (auto &c : m[0]) c *= 1.0 + strain;
      all.push_back({"strained by " + std::to_string(strain), m});
    }
  return all;
}

// Compares each atom with what it is expected to be; null for atoms that do not matter.
using Expected = std::function<bool(const Site &, Atom *)>;
void expect_in_all_views(const std::string &what, const Crystal &crystal, const Expected &expected)
{
  for (const auto &view : views()) {
    const auto found = classify(view.matrix * crystal.points);
    for (size_t i = 0; i < found.size(); i++) {
      Atom wanted = {EP_SURFACE_NONE, 0};
      const Site &s = crystal.sites[i];
      if (!expected(s, &wanted)) continue;
      ASSERT_EQ(found[i].class_, wanted.class_)
          << what << ", " << view.name << ", site " << s[0] << " " << s[1] << " " << s[2];
      ASSERT_EQ(found[i].interior, wanted.interior)
          << what << ", " << view.name << ", site " << s[0] << " " << s[1] << " " << s[2];
    }
  }
}

// ---- What the classes are told by

// Subsets of the twelve neighbour sites that a rotation or reflection of the crystal turns into each other are one set. Those
// that have a class of their own differ from all other sets in how many neighbours their members share.
TEST(Surface, NeighborSetsAreToldApartByCommonNeighbors)
{
  std::vector<Site> twelve;
  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++)
      for (int k = -1; k <= 1; k++)
        if (i * i + j * j + k * k == 2) twelve.push_back({i, j, k});
  std::vector<std::array<int, 12>> turns;
  std::array<int, 3> axes = {0, 1, 2};
  do
    for (int signs = 0; signs < 8; signs++) {
      std::array<int, 12> turn;
      for (int s = 0; s < 12; s++) {
        Site t;
        for (int k = 0; k < 3; k++) t[k] = (signs >> k & 1 ? -1 : 1) * twelve[s][axes[k]];
        turn[s] = static_cast<int>(std::find(twelve.begin(), twelve.end(), t) - twelve.begin());
      }
      turns.push_back(turn);
    }
  while (std::next_permutation(axes.begin(), axes.end()));
  ASSERT_EQ(turns.size(), 48u);

  std::map<std::vector<int>, std::set<int>> sets;    // by common neighbours of the members
  std::set<int> different;
  for (int subset = 0; subset < 1 << 12; subset++) {
    int least = subset;
    for (const auto &turn : turns) {
      int turned = 0;
      for (int s = 0; s < 12; s++)
        if (subset >> s & 1) turned |= 1 << turn[s];
      least = std::min(least, turned);
    }
    std::vector<int> common;
    for (int s = 0; s < 12; s++) {
      if (!(subset >> s & 1)) continue;
      common.push_back(0);
      for (int t = 0; t < 12; t++)
        common.back() += (subset >> t & 1) && are_neighbors(twelve[s], twelve[t]);
    }
    std::sort(common.begin(), common.end());
    sets[common].insert(least);
    different.insert(least);
  }
  EXPECT_EQ(different.size(), 144u);
  const std::vector<std::vector<int>> named = {
      {3, 3, 3, 3, 3, 3, 4, 4, 4}, {2, 2, 2, 2, 4, 4, 4, 4}, {2, 2, 3, 3, 3, 3, 4},
      {2, 2, 2, 3, 3, 4, 4},       {2, 2, 3, 3, 3, 3, 4, 4}, {2, 2, 2, 3, 3, 4}};
  for (const auto &common : named) EXPECT_EQ(sets[common].size(), 1u);
}

// ---- Faces

TEST(Surface, Slabs)
{
  for (const auto &slab : slabs())
    expect_in_all_views(slab.name, make(slab), [&](const Site &s, Atom *wanted) {
      wanted->class_ = slab.expected(s);
      wanted->interior = wanted->class_ != EP_SURFACE_NONE;
      return slab.is_in_the_middle(s);
    });
}

// The regular one with m atoms along an edge: 8 hexagons, 6 squares, 36 edges, 24 corners.
TEST(Surface, TruncatedOctahedron)
{
  for (int m : {3, 5}) {
    const Crystal crystal(2 * (m - 1) + 1, [m](const Site &s) {
      return std::abs(s[0]) + std::abs(s[1]) + std::abs(s[2]) <= 3 * (m - 1) &&
          std::max({std::abs(s[0]), std::abs(s[1]), std::abs(s[2])}) <= 2 * (m - 1);
    });
    ASSERT_EQ(static_cast<int>(crystal.sites.size()), 16 * m * m * m - 33 * m * m + 24 * m - 6);
    const auto hexagon = [](int side) {
      return 3 * side * (side - 1) + 1;
    };
    for (const auto &view : views()) {
      std::map<std::pair<int, int>, int> count;
      for (const auto &atom : classify(view.matrix * crystal.points))
        count[{atom.class_, atom.interior}]++;
      EXPECT_EQ((count[{EP_SURFACE_111, 1}]), 8 * hexagon(m - 2)) << view.name;
      EXPECT_EQ((count[{EP_SURFACE_111, 0}]), 8 * (hexagon(m - 1) - hexagon(m - 2)));
      EXPECT_EQ((count[{EP_SURFACE_100, 1}]), 6 * std::max(0, m - 4) * std::max(0, m - 4));
      EXPECT_EQ((count[{EP_SURFACE_100, 0}]) + (count[{EP_SURFACE_100, 1}]), 6 * (m - 2) * (m - 2));
      EXPECT_EQ((count[{EP_SURFACE_STEP, 0}]), 36 * (m - 2));
      EXPECT_EQ((count[{EP_SURFACE_KINK, 0}]), 24);
      EXPECT_EQ((count[{EP_SURFACE_110, 0}]) + (count[{EP_SURFACE_TROUGH, 0}]), 0);
      EXPECT_EQ((count[{EP_SURFACE_OTHER, 0}]) + (count[{EP_SURFACE_FOOT, 0}]), 0);
    }
  }
}

// Of examples/ag_pt_film: x along [-1 -1 2], faces {111} normal to y and {110} normal to z, 25 and 13 layers apart. Along the
// zigzag edges atoms with 5 and 6 neighbours alternate; two atoms in from there the terrace begins.
TEST(Surface, Film)
{
  const int ny = 25, nz = 13;
  const auto layer_y = [](const Site &s) {
    return (s[0] + s[1] + s[2]) / 2 + 12;
  };
  const auto layer_z = [](const Site &s) {
    return s[1] - s[0] + 6;
  };
  const auto along = [](const Site &s) {
    return std::abs(2 * s[2] - s[0] - s[1]);
  };
  const Crystal film(24, [&](const Site &s) {
    const int y = layer_y(s), z = layer_z(s);
    return y >= 0 && y < ny && z >= 0 && z < nz && along(s) < 24;
  });
  expect_in_all_views("film", film, [&](const Site &s, Atom *wanted) {
    if (along(s) >= 10) return false;
    const int y = std::min(layer_y(s), ny - 1 - layer_y(s)),
              z = std::min(layer_z(s), nz - 1 - layer_z(s));
    if (z > 1 || y < 3) {
      // within the film, or on a {111} face
      if (z > 1 && y > 0) return true;
      if (y > 0 || z < 5) return false;
      *wanted = {EP_SURFACE_111, 1};
      return true;
    }
    *wanted = {z == 0 ? EP_SURFACE_110 : EP_SURFACE_TROUGH, 1};
    return y > 3;
  });
  // two periods of 6 units, of 25 x 13 = 325 atoms
  std::map<std::pair<int, int>, int> count;
  const auto found = classify(film.points);
  for (size_t i = 0; i < found.size(); i++) {
    const int x = 2 * film.sites[i][2] - film.sites[i][0] - film.sites[i][1];
    if (x >= -6 && x < 6) count[{found[i].class_, found[i].interior}]++;
  }
  int all = 0;
  for (const auto &c : count) all += c.second;
  EXPECT_EQ(all, 2 * 325);
}

// ---- Defects of faces

// What a slab's atom is when `near` atoms stand on it or are missing beside it: interior no more.
Expected with_defect(const Slab &slab, const std::map<Site, ep_surface_class> &special,
                     const Crystal &crystal)
{
  return [&slab, special, crystal](const Site &s, Atom *wanted) {
    if (!slab.is_in_the_middle(s)) return false;
    const auto found = special.find(s);
    wanted->class_ = found == special.end() ? slab.expected(s) : found->second;
    const auto facet = [](ep_surface_class c) {
      return c == EP_SURFACE_TROUGH ? EP_SURFACE_110 : c;
    };
    wanted->interior = wanted->class_ >= EP_SURFACE_111 && wanted->class_ <= EP_SURFACE_TROUGH ? 1
                                                                                               : 0;
    for (const auto &other : crystal.neighbors(s)) {
      const auto its = special.find(other);
      const auto c = its == special.end() ? slab.expected(other) : its->second;
      if (c != EP_SURFACE_NONE && facet(c) != facet(wanted->class_)) wanted->interior = 0;
    }
    return true;
  };
}

// Does not change the class of the atoms it stands on.
TEST(Surface, Adatom)
{
  const Site above[] = {{0, 1, 1}, {1, 0, 1}, {0, 1, 1}};
  for (int face = 0; face < 3; face++) {
    const Slab &slab = slabs()[face];
    const Crystal crystal = make(slab, {above[face]});
    const size_t substrate[] = {3, 4, 5};
    ASSERT_EQ(crystal.neighbors(above[face]).size(), substrate[face]);
    expect_in_all_views(slab.name, crystal,
                        with_defect(slab, {{above[face], EP_SURFACE_ADATOM}}, crystal));
  }
}

// Atoms around it lack one neighbour: edge; those below it too: foot. In {110} the neighbours in the row end it now, and below are troughs.
TEST(Surface, VacancyInATerrace)
{
  for (const auto &slab : slabs()) {
    const Site hole = {0, 0, 0};
    const Crystal whole = make(slab), crystal = make(slab, {}, {hole});
    std::map<Site, ep_surface_class> special;
    for (const auto &s : whole.neighbors(hole))
      special[s] = dot(s, slab.normal) < 0 ? EP_SURFACE_FOOT
          : slab.normal == Site{1, 1, 0}   ? EP_SURFACE_KINK
                                           : EP_SURFACE_STEP;
    // right below a {110} row stands an atom whose neighbours are all feet: not seen
    if (slab.normal == Site{1, 1, 0}) special[{-1, -1, 0}] = EP_SURFACE_NONE;
    expect_in_all_views(slab.name, crystal, with_defect(slab, special, crystal));
  }
}

TEST(Surface, VacancyInside)
{
  const Slab &slab = slabs()[1];
  for (const Site &hole : {Site{0, 0, -4}, Site{0, 0, -3}}) {
    const Crystal crystal = make(slab, {}, {{hole[0], hole[1] - (hole[2] % 2 ? 1 : 0), hole[2]}});
    expect_in_all_views(slab.name, crystal, with_defect(slab, {}, crystal));
  }
}

// A hexagon of one layer with `side` atoms along each edge: A and B steps in turn. Notched: without the first atoms of an edge.
void expect_island(int side, int notch)
{
  const Slab &slab = slabs()[0];
  const Site along[6] = {{1, -1, 0}, {1, 0, -1}, {0, 1, -1}, {-1, 1, 0}, {-1, 0, 1}, {0, -1, 1}};
  const Site middle = {0, 1, 1};
  std::set<Site> island;
  for (int p = -side + 1; p < side; p++)
    for (int q = std::max(-side + 1, -p - side + 1); q <= std::min(side - 1, -p + side - 1); q++) {
      // p steps along 1 -1 0 and q along 0 1 -1 span the layer; p, q, p + q within the side are a hexagon
      Site s = middle;
      for (int k = 0; k < 3; k++) s[k] += p * along[0][k] + q * along[1][k];
      if (q == side - 1 && p < -side + 1 + notch) continue;
      island.insert(s);
    }
  std::map<Site, ep_surface_class> special;
  for (const auto &s : island) {
    int in_layer = 0;
    for (const auto &d : along)
      in_layer += static_cast<int>(island.count({s[0] + d[0], s[1] + d[1], s[2] + d[2]}));
    special[s] = in_layer == 6 ? EP_SURFACE_111
        : in_layer >= 4        ? EP_SURFACE_STEP
        : in_layer == 3        ? EP_SURFACE_KINK
                               : EP_SURFACE_OTHER;
    ASSERT_GE(in_layer, 3);
  }
  const Crystal crystal = make(slab, {island.begin(), island.end()});
  std::map<int, int> feet;
  for (const auto &s : crystal.sites) {
    if (dot(s, slab.normal) != 0 || !slab.is_in_the_middle(s)) continue;
    const size_t above = crystal.neighbors(s).size() - 9;
    if (above > 0) special[s] = above == 3 ? EP_SURFACE_NONE : EP_SURFACE_FOOT;
    feet[static_cast<int>(above)]++;
  }
  EXPECT_GT(feet[1], 0) << "no A step";
  EXPECT_GT(feet[2], 0) << "no B step";
  expect_in_all_views("island", crystal, with_defect(slab, special, crystal));
}

TEST(Surface, IslandWithStepsAndKinks)
{
  expect_island(4, 0);
  expect_island(4, 2);
}

// The {111} step with the neighbours of a {110} row is told from that by what lies beside it: two such rows, a {110} facet as
// small as can be, are no steps.
TEST(Surface, OneRowIsAStepAndTwoAreAFacet)
{
  for (int rows : {1, 2, 3}) {
    // along 1 -1 0, where planes (111) and (11-1) meet, cut off so that so many rows are on top
    const int top = 1 - rows;
    const Crystal ridge(20, [top](const Site &s) {
      const int up = s[0] + s[1];
      return up <= top && up + std::abs(s[2]) <= 0 && up >= top - 10 && std::abs(s[0] - s[1]) < 20;
    });
    expect_in_all_views("ridge", ridge, [rows, top](const Site &s, Atom *wanted) {
      const int up = s[0] + s[1], side = std::abs(s[2]);
      if (up < top - 4 || std::abs(s[0] - s[1]) > 10) return false;
      if (up == top)
        *wanted = {rows == 1 ? EP_SURFACE_STEP : EP_SURFACE_110, rows == 3 && side == 0};
      else if (up + side == 0)
        *wanted = {EP_SURFACE_111, up < top - 1};
      else if (up == top - 1)
        *wanted = {EP_SURFACE_TROUGH, 1};
      return true;
    });
  }
}

// ---- Heat

// In MD of silver films at 800 K (Zhou potential), positions averaged over 1 ps spread by 0.16 to 0.18 A along each axis on
// terraces, 0.06 bonds; half of that at 300 K. A neighbour must be half a bond off to be taken for another one, but the lattice
// is found from bonds, some of which are too long: measured, 0.2 % of the atoms are in a wrong class, and none at half the noise.
TEST(Surface, ThermalNoise)
{
  Random random(3);
  for (double strain : {0.0, 0.1})
    for (double noise : {0.03, 0.06}) {
      int all = 0, wrong = 0, wrong_interior = 0;
      for (const auto &slab : slabs()) {
        const Crystal crystal = make(slab);
        for (int sample = 0; sample < 5; sample++) {
          Matrix m = rotation(random);
          for (auto &c : m[0]) c *= 1.0 + strain;
          const auto found = classify(shaken(m * crystal.points, noise * std::sqrt(0.5), random));
          for (size_t i = 0; i < found.size(); i++) {
            const Site &s = crystal.sites[i];
            if (!slab.is_in_the_middle(s) || slab.expected(s) == EP_SURFACE_NONE) continue;
            all++;
            wrong += found[i].class_ != slab.expected(s);
            wrong_interior += found[i].interior != 1;
          }
        }
      }
      printf("noise %.2f bonds, strain %.2f: of %d surface atoms %.2f %% in a wrong class, %.2f %% "
             "not interior\n",
             noise, strain, all, 100.0 * wrong / all, 100.0 * wrong_interior / all);
      EXPECT_LE(wrong, noise < 0.05 ? 0.0 : 0.005 * all);
    }
}

// ---- Codes

TEST(Surface, PlacesAreClassesWithTerracesInTwo)
{
  EXPECT_EQ(EP_SURFACE_PLACES, 14);
  EXPECT_EQ(ep_surface_place(EP_SURFACE_NONE), 0);
  EXPECT_EQ(ep_surface_place(EP_SURFACE_111), 2);
  EXPECT_EQ(ep_surface_place(EP_SURFACE_TROUGH), 8);
  EXPECT_EQ(ep_surface_place(EP_SURFACE_STEP), 9);
  EXPECT_EQ(ep_surface_place(EP_SURFACE_OTHER), 13);
}

TEST(Surface, FewNeighborsFitNothing)
{
  EXPECT_EQ(classify({{0, 0, 0}})[0].class_, EP_SURFACE_OTHER);
  const auto pair = classify({{0, 0, 0}, {0.7, 0, 0}});
  EXPECT_EQ(pair[0].class_, EP_SURFACE_OTHER);
}

}    // namespace
