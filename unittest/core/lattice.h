#ifndef ELECTROPULSE_TEST_LATTICE_H
#define ELECTROPULSE_TEST_LATTICE_H

#include "electropulse/cell.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace lattice {

using Vec = std::array<double, 3>;
using Matrix = std::array<Vec, 3>;
using Points = std::vector<Vec>;
using Random = std::mt19937_64;

inline Vec operator+(const Vec &a, const Vec &b)
{
  return {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
}

inline Vec operator-(const Vec &a, const Vec &b)
{
  return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

inline Vec operator*(double f, const Vec &a)
{
  return {f * a[0], f * a[1], f * a[2]};
}

inline double dot(const Vec &a, const Vec &b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

inline double distance_sq(const Vec &a, const Vec &b)
{
  return dot(a - b, a - b);
}

inline double distance(const Vec &a, const Vec &b)
{
  return std::sqrt(distance_sq(a, b));
}

inline Vec operator*(const Matrix &m, const Vec &v)
{
  return {dot(m[0], v), dot(m[1], v), dot(m[2], v)};
}

inline Points operator*(const Matrix &m, Points points)
{
  for (auto &p : points) p = m * p;
  return points;
}

inline Matrix stretch(double x, double y, double z)
{
  return {{{x, 0, 0}, {0, y, 0}, {0, 0, z}}};
}

// A rotation drawn evenly from all rotations (unit quaternion).
inline Matrix rotation(Random &random)
{
  std::normal_distribution<double> normal;
  double w = normal(random), x = normal(random), y = normal(random), z = normal(random);
  const double length = std::sqrt(w * w + x * x + y * y + z * z);
  w /= length, x /= length, y /= length, z /= length;
  return {{{1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
           {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
           {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)}}};
}

// Moves every point by a normal deviate of this standard deviation along each axis.
inline Points shaken(Points points, double amplitude, Random &random)
{
  std::normal_distribution<double> normal(0.0, amplitude);
  for (auto &p : points)
    for (auto &c : p) c += normal(random);
  return points;
}

// Sorts by distance from the origin, so that point 0 is the one in the middle.
inline Points from_middle(Points points)
{
  const auto nearer = [](const Vec &a, const Vec &b) {
    return dot(a, a) < dot(b, b);
  };
  std::stable_sort(points.begin(), points.end(), nearer);
  return points;
}

// The sites of a cubic cell repeated over all of a ball around the origin; site 0 of the cell is there.
inline Points ball(const Points &cell, double a, double radius)
{
  Points points;
  const int n = static_cast<int>(radius / a) + 2;
  for (int i = -n; i <= n; i++)
    for (int j = -n; j <= n; j++)
      for (int k = -n; k <= n; k++)
        for (const auto &site : cell) {
          const Vec p = a * (site + Vec{double(i), double(j), double(k)});
          if (dot(p, p) <= radius * radius * (1 + 1e-12)) points.push_back(p);
        }
  return from_middle(points);
}

inline Points sc(double a, double radius)
{
  return ball({{0, 0, 0}}, a, radius);
}

inline Points bcc(double a, double radius)
{
  return ball({{0, 0, 0}, {.5, .5, .5}}, a, radius);
}

inline Points fcc(double a, double radius)
{
  return ball({{0, 0, 0}, {.5, .5, 0}, {.5, 0, .5}, {0, .5, .5}}, a, radius);
}

inline Points diamond(double a, double radius)
{
  return ball({{0, 0, 0},
               {.5, .5, 0},
               {.5, 0, .5},
               {0, .5, .5},
               {.25, .25, .25},
               {.75, .75, .25},
               {.75, .25, .75},
               {.25, .75, .75}},
              a, radius);
}

// Close-packed layers with z up: layer l stands at z = spacing * (l - middle), its letter A, B or C says where in the
// plane. From A a step to C moves the atoms along +y, a step to B along -y. `bond` is the nearest-neighbour distance.
inline Points stack(const std::string &letters, double bond, double radius)
{
  Points points;
  const double spacing = std::sqrt(2.0 / 3.0) * bond, shift = bond / std::sqrt(3.0);
  const int middle = static_cast<int>(letters.size()) / 2,
            n = static_cast<int>(2 * radius / bond) + 3;
  for (int l = 0; l < static_cast<int>(letters.size()); l++) {
    const double y0 = letters[l] == 'A' ? 0.0 : letters[l] == 'B' ? -shift : shift;
    for (int i = -n; i <= n; i++)
      for (int j = -n; j <= n; j++) {
        const Vec p = {bond * (i + 0.5 * j), bond * std::sqrt(0.75) * j + y0,
                       spacing * (l - middle)};
        if (p[0] * p[0] + p[1] * p[1] <= radius * radius) points.push_back(p);
      }
  }
  return points;
}

inline Points hcp(double bond, double radius)
{
  Points points;
  for (const auto &p : stack("ABABABABABABABABA", bond, radius))
    if (dot(p, p) <= radius * radius) points.push_back(p);
  return from_middle(points);
}

// An atom and the 12 corners of an icosahedron around it, which stand 1.05 times as far from each other.
inline Points icosahedron(double bond)
{
  const double g = 0.5 * (1.0 + std::sqrt(5.0)), f = bond / std::sqrt(1.0 + g * g);
  Points points = {{0, 0, 0}};
  for (double s : {-1.0, 1.0})
    for (double t : {-1.0, 1.0}) {
      points.push_back(f * Vec{0, s, t * g});
      points.push_back(f * Vec{s, t * g, 0});
      points.push_back(f * Vec{t * g, 0, s});
    }
  return points;
}

// Points with their cells.
class Cloud {
 public:
  Points points;
  ep_cells cells = ep_cells_empty();

  Cloud(Points p, double range) : points(std::move(p))
  {
    status = ep_cells_build(&cells, x(), size(), range);
  }
  ~Cloud() { ep_cells_free(&cells); }
  Cloud(const Cloud &) = delete;
  Cloud &operator=(const Cloud &) = delete;

  ep_cells_status status;
  const double *x() const { return points.empty() ? nullptr : points.front().data(); }
  int size() const { return static_cast<int>(points.size()); }
};

}    // namespace lattice
#endif
