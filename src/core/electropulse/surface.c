#include "electropulse/surface.h"

#include "electropulse/cna.h"

#include <math.h>
#include <stddef.h>

enum {
  MAX_ATOMS = 32,     // looked at: 18 in the crystal
  FIRST_SHELL = 2,    // squared distances in units of a/2
  SECOND_SHELL = 4,
  FARTHEST =
      8,    // distance in units of a/2, where atoms are no farther than 2.3 in a lattice that fits
  INTERIOR = 64,    // in a code, beside the class
  // Kinds that occur between passes only: a {110} row or the edge between two {111} planes, which have the same neighbours, ...
  RIDGE = EP_SURFACE_CLASSES,
  HOLLOW,    // ... 10 or 11 neighbours, ...
  ASTRAY     // ... and as many without a lattice.
};

// Sites in units of a/2.
static const int SITE[EP_SURFACE_SITES][3] = {
    {1, 1, 0},  {1, 0, 1},  {0, 1, 1},  {-1, 1, 0},  {-1, 0, 1},  {0, -1, 1},
    {1, -1, 0}, {1, 0, -1}, {0, 1, -1}, {-1, -1, 0}, {-1, 0, -1}, {0, -1, -1},
};

// ---- The lattice around an atom

typedef struct {
  int n, near;    // near: nearer than half-way between the first two shells
  int atom[MAX_ATOMS];
  double d[MAX_ATOMS][3];    // from the atom in the middle
  int at[MAX_ATOMS][3];      // lattice points, units of a/2
} surroundings;

static double dot(const double *a, const double *b)
{
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

// Nearest first, so that the result does not depend on the order of atoms.
static surroundings look_around(const ep_cells *cells, const double *x, int i, double a,
                                ep_sweep_path path)
{
  int list[MAX_ATOMS];
  double distance_sq[MAX_ATOMS];
  const double range = ep_surface_range(a), shell = ep_cna_cutoff_fcc(a);
  const int found = ep_sweep_neighbors(path, cells, x, i, range * range, list, MAX_ATOMS);
  surroundings s = {found < MAX_ATOMS ? found : MAX_ATOMS, 0, {0}, {{0}}, {{0}}};
  for (int q = 0; q < s.n; q++) {
    double d[3];
    for (int k = 0; k < 3; k++) d[k] = x[3 * (size_t) list[q] + k] - x[3 * (size_t) i + k];
    const double d_sq = dot(d, d);
    s.near += d_sq < shell * shell;
    int at = q;
    for (; at > 0 && d_sq < distance_sq[at - 1]; at--) {
      distance_sq[at] = distance_sq[at - 1];
      s.atom[at] = s.atom[at - 1];
      for (int k = 0; k < 3; k++) s.d[at][k] = s.d[at - 1][k];
    }
    distance_sq[at] = d_sq;
    s.atom[at] = list[q];
    for (int k = 0; k < 3; k++) s.d[at][k] = d[k];
  }
  return s;
}

// Returns 0 for a singular matrix.
static int invert(double m[3][3], double inverse[3][3])
{
  for (int r = 0; r < 3; r++) {
    const double *p = m[(r + 1) % 3], *q = m[(r + 2) % 3];
    for (int k = 0; k < 3; k++)
      inverse[k][r] = p[(k + 1) % 3] * q[(k + 2) % 3] - p[(k + 2) % 3] * q[(k + 1) % 3];
  }
  const double det = m[0][0] * inverse[0][0] + m[0][1] * inverse[1][0] + m[0][2] * inverse[2][0];
  if (!(fabs(det) > 1e-12)) return 0;
  for (int r = 0; r < 3; r++)
    for (int k = 0; k < 3; k++) inverse[r][k] /= det;
  return 1;
}

// The nearest point of the fcc lattice, with an even sum of coordinates; returns the squared distance.
static double nearest_point(const double z[3], int at[3])
{
  int sum = 0, worst = 0;
  double off[3];
  for (int k = 0; k < 3; k++) {
    at[k] = (int) lrint(z[k]);
    off[k] = z[k] - at[k];
    sum += at[k];
    if (fabs(off[k]) > fabs(off[worst])) worst = k;
  }
  if (sum % 2) {
    const int up = off[worst] > 0 ? 1 : -1;
    at[worst] += up;
    off[worst] -= up;
  }
  return dot(off, off);
}

// Where lattice points are: the one in the middle, where the atom should be, and the matrix from vectors to units of a/2.
typedef struct {
  double middle[3], to_lattice[3][3];
} lattice;

static int shell_of(const int at[3])
{
  return at[0] * at[0] + at[1] * at[1] + at[2] * at[2];
}

// Assigns atoms to lattice points. Returns the mean squared distance from their points of those that are near or in the first
// shell; infinite when two have one point.
static double assign(surroundings *s, const lattice *l)
{
  double sum = 0.0;
  int count = 0;
  for (int q = 0; q < s->n; q++) {
    double d[3], z[3];
    for (int k = 0; k < 3; k++) d[k] = s->d[q][k] - l->middle[k];
    for (int k = 0; k < 3; k++) z[k] = dot(l->to_lattice[k], d);
    if (!(dot(z, z) < FARTHEST * FARTHEST)) return HUGE_VAL;    // nearly singular
    const double off = nearest_point(z, s->at[q]);
    const int *p = s->at[q], shell = shell_of(p);
    if (shell == 0) return HUGE_VAL;
    for (int o = 0; o < q; o++)
      if (shell <= SECOND_SHELL && s->at[o][0] == p[0] && s->at[o][1] == p[1] &&
          s->at[o][2] == p[2])
        return HUGE_VAL;
    if (shell > FIRST_SHELL && q >= s->near) continue;
    sum += off;
    count++;
  }
  return count ? sum / count : HUGE_VAL;
}

// The lattice whose points are nearest to the atoms assigned to them and to the one in the middle. Returns 0 when they do not
// tell, or a bond would be strained by more than MOST.
static int fit(const surroundings *s, lattice *l, double bond)
{
  static const double MOST = 0.3;
  double mean_d[3] = {0}, mean_z[3] = {0}, dz[3][3] = {{0}}, zz[3][3] = {{0}}, inverse[3][3],
         f[3][3];
  int count = 1;    // the one in the middle: zeros
  for (int q = 0; q < s->n; q++) {
    const int *z = s->at[q];
    if (shell_of(z) > SECOND_SHELL) continue;
    count++;
    for (int r = 0; r < 3; r++) {
      mean_d[r] += s->d[q][r];
      mean_z[r] += z[r];
      for (int k = 0; k < 3; k++) {
        dz[r][k] += s->d[q][r] * z[k];
        zz[r][k] += z[r] * z[k];
      }
    }
  }
  for (int r = 0; r < 3; r++)
    for (int k = 0; k < 3; k++) {
      dz[r][k] -= mean_d[r] * mean_z[k] / count;
      zz[r][k] -= mean_z[r] * mean_z[k] / count;
    }
  if (!invert(zz, inverse)) return 0;
  for (int r = 0; r < 3; r++) {
    for (int k = 0; k < 3; k++)
      f[r][k] = dz[r][0] * inverse[0][k] + dz[r][1] * inverse[1][k] + dz[r][2] * inverse[2][k];
    l->middle[r] = (mean_d[r] - dot(f[r], mean_z)) / count;
  }
  for (int q = 0; q < EP_SURFACE_SITES / 2; q++) {
    const double z[3] = {SITE[q][0], SITE[q][1], SITE[q][2]},
                 d[3] = {dot(f[0], z), dot(f[1], z), dot(f[2], z)};
    if (fabs(sqrt(dot(d, d)) / bond - 1.0) > MOST) return 0;
  }
  return invert(f, l->to_lattice);
}

static int are_near(const double *a, const double *b, double distance)
{
  const double d[3] = {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  return dot(d, d) < distance * distance;
}

// From three neighbours, q one of both p and r. If these two are neighbours as well they are taken for sites 110, 101 and 011,
// else for 110, 101 and 1-10, corners of a square. Then improves on that.
static double fit_from(surroundings *s, int p, int q, int r, int is_triangle, double bond)
{
  double axes[3][3];    // columns: where the axes point
  lattice l = {{0}, {{0}}};
  for (int k = 0; k < 3; k++) {
    const double a = s->d[p][k], b = s->d[q][k], c = s->d[r][k];
    axes[k][0] = 0.5 * (is_triangle ? a + b - c : a + c);
    axes[k][1] = a - axes[k][0];
    axes[k][2] = b - axes[k][0];
  }
  if (!invert(axes, l.to_lattice)) return HUGE_VAL;
  double off = assign(s, &l);
  for (int round = 0; round < 2 && off < HUGE_VAL; round++)
    off = fit(s, &l, bond) ? assign(s, &l) : HUGE_VAL;
  return off;
}

static int index_of_site(const int at[3])
{
  for (int k = 0; k < EP_SURFACE_SITES; k++)
    if (SITE[k][0] == at[0] && SITE[k][1] == at[1] && SITE[k][2] == at[2]) return k;
  return -1;
}

static ep_surface_site site_of(const surroundings *s)
{
  ep_surface_site site = {1, 0, {0}};
  for (int k = 0; k < EP_SURFACE_SITES; k++) site.atom[k] = -1;
  for (int q = 0; q < s->n; q++) {
    const int k = index_of_site(s->at[q]);
    if (k < 0) continue;
    site.atom[k] = s->atom[q];
    site.neighbors++;
  }
  return site;
}

static ep_surface_site site_without_lattice(const surroundings *s)
{
  ep_surface_site site = {0, s->near, {0}};
  for (int k = 0; k < EP_SURFACE_SITES; k++) site.atom[k] = k < s->near ? s->atom[k] : -1;
  return site;
}

double ep_surface_range(double a)
{
  return 0.5 * (1.0 + sqrt(1.5)) * a;
}

static ep_surface_site find_site(const ep_cells *cells, const double *x, int i, double a,
                                 ep_sweep_path path)
{
  // mean squared distances from lattice points, in units of (a/2)^2; half-way between two points it is 0.5
  static const double GOOD = 0.05, BAD = 0.12;
  const double bond = a * sqrt(0.5), shell = ep_cna_cutoff_fcc(a);
  surroundings s = look_around(cells, x, i, a, path);
  ep_surface_site best = site_without_lattice(&s);
  double least = BAD;
  for (int triangles = 1; triangles >= 0; triangles--)
    for (int q = 0; q < s.near; q++)
      for (int p = 0; p < s.near; p++) {
        if (p == q || !are_near(s.d[p], s.d[q], shell)) continue;
        for (int r = 0; r < p; r++) {
          if (r == q || !are_near(s.d[q], s.d[r], shell)) continue;
          if (are_near(s.d[p], s.d[r], shell) != triangles) continue;
          if (triangles && q > r) continue;    // each once
          const double off = fit_from(&s, p, q, r, triangles, bond);
          if (!(off < least)) continue;
          least = off;
          best = site_of(&s);
          if (off < GOOD) return best;
        }
      }
  return best;
}

void ep_surface_find_sites(const ep_cells *cells, const double *x, int n, double a,
                           ep_sweep_path path, int threads, unsigned char *found,
                           ep_surface_site *sites)
{
  ep_sweep sweep = {0};
  sweep.cells = cells;
  sweep.x = x;
  sweep.method = EP_CNA_FIXED;
  sweep.range = sweep.reach = ep_cna_cutoff_fcc(a);
  sweep.natoms = n;
  sweep.found = found;
  for (int i = 0; i < n; i++) found[i] = EP_CNA_OTHER;
  ep_sweep_run(&sweep, path, threads);
  ep_surface_site inside = {0, EP_SURFACE_SITES, {0}};
  for (int k = 0; k < EP_SURFACE_SITES; k++) inside.atom[k] = -1;
  for (int i = 0; i < n; i++)
    sites[i] = found[i] == EP_CNA_FCC || found[i] == EP_CNA_HCP ? inside
                                                                : find_site(cells, x, i, a, path);
}

void ep_surface_find_covered(const ep_cells *cells, const double *x, int n, double a,
                             ep_sweep_path path, const unsigned char *codes, ep_surface_site *sites)
{
  const double bond = ep_cna_cutoff_fcc(a);
  int list[MAX_ATOMS];
  for (int p = 0; p < cells->npoints; p++) {
    const int adatom = cells->point[p];
    if (codes[adatom] != EP_SURFACE_ADATOM) continue;
    const int found = ep_sweep_neighbors(path, cells, x, adatom, bond * bond, list, MAX_ATOMS);
    for (int q = 0; q < found && q < MAX_ATOMS; q++) {
      const int i = list[q];
      if (i < n && !sites[i].fits && sites[i].neighbors == EP_SURFACE_SITES)
        sites[i] = find_site(cells, x, i, a, path);
    }
  }
}

// ---- Classes

// Neighbour sets by how many neighbours share 1, 2, 3, 4 others.
static const struct {
  int with[5];
  unsigned char kind;
} SETS[] = {
    {{0, 0, 0, 6, 3}, EP_SURFACE_111},  {{0, 0, 4, 0, 4}, EP_SURFACE_100},
    {{0, 0, 2, 4, 1}, RIDGE},           {{0, 0, 3, 2, 2}, EP_SURFACE_STEP},
    {{0, 0, 2, 4, 2}, EP_SURFACE_STEP}, {{0, 0, 3, 2, 1}, EP_SURFACE_KINK},
};

static int are_adjacent(int site, int other)
{
  const int *p = SITE[site], *q = SITE[other];
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2] == 1;
}

static int is_neighbor(const ep_surface_site *s, int site, const unsigned char *from)
{
  return s->atom[site] >= 0 && from[s->atom[site]] != EP_SURFACE_ADATOM;
}

static int count_neighbors(const ep_surface_site *s, const unsigned char *from)
{
  int n = s->neighbors;
  for (int k = 0; k < EP_SURFACE_SITES; k++)
    n -= s->atom[k] >= 0 && from[s->atom[k]] == EP_SURFACE_ADATOM;
  return n;
}

// Neighbours that the atom shares with the one at a site.
static int count_common(const ep_surface_site *s, int site, const unsigned char *from)
{
  int n = 0;
  for (int k = 0; k < EP_SURFACE_SITES; k++) n += are_adjacent(site, k) && is_neighbor(s, k, from);
  return n;
}

static unsigned char match(const ep_surface_site *s, const unsigned char *from)
{
  int with[5] = {0};
  for (int k = 0; k < EP_SURFACE_SITES; k++)
    if (is_neighbor(s, k, from)) with[count_common(s, k, from)]++;
  for (size_t q = 0; q < sizeof SETS / sizeof *SETS; q++) {
    int c = 0;
    while (c < 5 && with[c] == SETS[q].with[c]) c++;
    if (c == 5) return SETS[q].kind;
  }
  return EP_SURFACE_OTHER;
}

static int are_few(int neighbors)
{
  return neighbors >= 3 && neighbors <= 5;
}

static unsigned char find_kind(const ep_surface_site *s, const unsigned char *from)
{
  const int n = count_neighbors(s, from);
  if (n >= 12) return EP_SURFACE_NONE;
  if (n >= 10) return s->fits ? HOLLOW : ASTRAY;
  if (are_few(n)) return EP_SURFACE_ADATOM;
  return s->fits ? match(s, from) : EP_SURFACE_OTHER;
}

// Sites that share fewer than four neighbours are those beside a missing one.
static int is_trough(const ep_surface_site *s, const unsigned char *from)
{
  if (count_neighbors(s, from) != 11) return 0;
  for (int k = 0; k < EP_SURFACE_SITES; k++) {
    if (!is_neighbor(s, k, from) || count_common(s, k, from) == 4) continue;
    const unsigned char kind = from[s->atom[k]];
    if (kind != RIDGE && kind != EP_SURFACE_KINK) return 0;
  }
  return 1;
}

static int is_beside_surface(const ep_surface_site *s, const unsigned char *from)
{
  for (int k = 0; k < EP_SURFACE_SITES; k++) {
    if (!is_neighbor(s, k, from) || (s->fits && count_common(s, k, from) == 4)) continue;
    const unsigned char kind = from[s->atom[k]];
    if (kind != EP_SURFACE_NONE && kind != EP_SURFACE_TROUGH && kind != HOLLOW && kind != ASTRAY)
      return 1;
  }
  return 0;
}

static int has_neighbor(const ep_surface_site *s, const unsigned char *from, unsigned char kind)
{
  for (int k = 0; k < EP_SURFACE_SITES; k++)
    if (s->atom[k] >= 0 && from[s->atom[k]] == kind) return 1;
  return 0;
}

static unsigned char settle(const ep_surface_site *s, unsigned char kind, const unsigned char *from)
{
  switch (kind) {
    case RIDGE:
      return has_neighbor(s, from, EP_SURFACE_TROUGH) ? EP_SURFACE_110 : EP_SURFACE_STEP;
    case HOLLOW:
      return is_beside_surface(s, from) ? EP_SURFACE_FOOT : EP_SURFACE_NONE;
    case ASTRAY:
      return is_beside_surface(s, from) ? EP_SURFACE_OTHER : EP_SURFACE_NONE;
    default:
      return kind;
  }
}

static unsigned char facet(unsigned char class_)
{
  return class_ == EP_SURFACE_TROUGH ? EP_SURFACE_110 : class_;
}

static int is_inside_terrace(const ep_surface_site *s, unsigned char class_,
                             const unsigned char *from)
{
  const unsigned char own = facet(class_);
  if (own < EP_SURFACE_111 || own > EP_SURFACE_110) return 0;
  for (int k = 0; k < EP_SURFACE_SITES; k++) {
    const unsigned char other = s->atom[k] < 0 ? EP_SURFACE_NONE : facet(from[s->atom[k]]);
    if (other != EP_SURFACE_NONE && other != own) return 0;
  }
  return 1;
}

void ep_surface_pass(int pass, const ep_surface_site *sites, int n, const unsigned char *from,
                     unsigned char *to)
{
  for (int i = 0; i < n; i++) {
    const ep_surface_site *s = sites + i;
    switch (pass) {
      case 0:
        to[i] = are_few(s->neighbors) ? EP_SURFACE_ADATOM : EP_SURFACE_NONE;
        break;
      case 1:
        to[i] = from[i] == EP_SURFACE_ADATOM ? from[i] : find_kind(s, from);
        break;
      case 2:
        to[i] = from[i] == HOLLOW && is_trough(s, from) ? EP_SURFACE_TROUGH : from[i];
        break;
      case 3:
        to[i] = settle(s, from[i], from);
        break;
      default:
        to[i] = from[i];
        if (is_inside_terrace(s, from[i], from)) to[i] |= INTERIOR;
    }
  }
}

ep_surface_class ep_surface_class_of(unsigned char code)
{
  return (ep_surface_class) (code & ~INTERIOR);
}

ep_role ep_surface_role(unsigned char code)
{
  switch (ep_surface_class_of(code)) {
    case EP_SURFACE_NONE:
      return EP_ROLE_BULK;
    case EP_SURFACE_STEP:
    case EP_SURFACE_KINK:
    case EP_SURFACE_ADATOM:
      return EP_ROLE_STEP;
    default:
      return EP_ROLE_SURFACE;
  }
}

int ep_surface_is_interior(unsigned char code)
{
  return (code & INTERIOR) != 0;
}

int ep_surface_place(unsigned char code)
{
  const int class_ = code & ~INTERIOR;
  if (class_ == EP_SURFACE_NONE) return 0;
  if (class_ > EP_SURFACE_TROUGH) return class_ + EP_SURFACE_TROUGH;
  return 2 * class_ - ep_surface_is_interior(code);
}
