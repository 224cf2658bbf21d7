#include "electropulse/cna.h"

#include <math.h>

enum {
  MAX_BONDS = 14,        // neighbours that enter a signature
  MAX_NEIGHBORS = 512    // neighbours looked at; a dense metal has some 350 within 10 A
};

double ep_cna_cutoff_fcc(double a)
{
  return (0.5 + 0.25 * sqrt(2.0)) * a;
}

double ep_cna_cutoff_bcc(double a)
{
  return (0.5 + 0.5 * sqrt(2.0)) * a;
}

static double distance_sq(const double *a, const double *b)
{
  const double dx = a[0] - b[0], dy = a[1] - b[1], dz = a[2] - b[2];
  return dx * dx + dy * dy + dz * dz;
}

// The signature of one neighbour: how many neighbours it shares with the centre, the bonds among those, and the most
// and fewest bonds one of them has.
typedef struct {
  int common, bonds, most, fewest;
} signature;

static int is_signature(signature s, int common, int bonds, int most, int fewest)
{
  return s.common == common && s.bonds == bonds && s.most == most && s.fewest == fewest;
}

static int bit_count(unsigned word)
{
  int n = 0;
  for (; word; word &= word - 1) n++;
  return n;
}

// bonded[j]: bit k is set when neighbours j and k are bonded.
static signature sign_neighbor(const unsigned *bonded, int j)
{
  const unsigned shared = bonded[j];
  signature s = {bit_count(shared), 0, 0, MAX_BONDS};
  for (int k = 0; k < MAX_BONDS; k++) {
    if (!(shared >> k & 1)) continue;
    const int bonds = bit_count(bonded[k] & shared);
    s.bonds += bonds;
    if (bonds > s.most) s.most = bonds;
    if (bonds < s.fewest) s.fewest = bonds;
  }
  s.bonds /= 2;
  return s;
}

static void find_bonds(const double *x, const int *list, int n, double cutoff_sq, unsigned *bonded)
{
  for (int j = 0; j < n; j++) bonded[j] = 0;
  for (int j = 1; j < n; j++)
    for (int k = 0; k < j; k++)
      if (distance_sq(x + 3 * list[j], x + 3 * list[k]) < cutoff_sq) {
        bonded[j] |= 1u << k;
        bonded[k] |= 1u << j;
      }
}

static ep_cna_structure match_12(const double *x, const int *list, double cutoff_sq)
{
  unsigned bonded[12];
  int fcc = 0, hcp = 0, ico = 0;
  find_bonds(x, list, 12, cutoff_sq, bonded);
  for (int j = 0; j < 12; j++) {
    const signature s = sign_neighbor(bonded, j);
    fcc += is_signature(s, 4, 2, 1, 1);
    hcp += is_signature(s, 4, 2, 2, 0);
    ico += is_signature(s, 5, 5, 2, 2);
    if (fcc + hcp + ico <= j) return EP_CNA_OTHER;    // one of another kind
  }
  if (fcc == 12) return EP_CNA_FCC;
  if (fcc == 6 && hcp == 6) return EP_CNA_HCP;
  if (ico == 12) return EP_CNA_ICO;
  return EP_CNA_OTHER;
}

static ep_cna_structure match_14(const double *x, const int *list, double cutoff_sq)
{
  unsigned bonded[14];
  int square = 0, hexagon = 0;
  find_bonds(x, list, 14, cutoff_sq, bonded);
  for (int j = 0; j < 14; j++) {
    const signature s = sign_neighbor(bonded, j);
    square += is_signature(s, 4, 4, 2, 2);
    hexagon += is_signature(s, 6, 6, 2, 2);
    if (square + hexagon <= j) return EP_CNA_OTHER;
  }
  return square == 6 && hexagon == 8 ? EP_CNA_BCC : EP_CNA_OTHER;
}

static double asymmetry(const double *x, const double *xi, const int *list, int n)
{
  double sum[3] = {0.0, 0.0, 0.0}, length = 0.0;
  for (int j = 0; j < n; j++) {
    for (int k = 0; k < 3; k++) sum[k] += x[3 * list[j] + k] - xi[k];
    length += sqrt(distance_sq(x + 3 * list[j], xi));
  }
  return n ? n * sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) / length : 0.0;
}

typedef struct {
  double distance;
  int atom;
} neighbor;

// The nearest ones of a list, up to 14, nearest first; returns how many.
static int find_nearest(const double *x, const double *xi, const int *list, int n,
                        neighbor near[MAX_BONDS])
{
  int found = 0;
  for (int j = 0; j < n; j++) {
    const neighbor one = {sqrt(distance_sq(x + 3 * list[j], xi)), list[j]};
    if (found == MAX_BONDS && !(one.distance < near[found - 1].distance)) continue;
    int at = found < MAX_BONDS ? found++ : found - 1;
    for (; at > 0 && one.distance < near[at - 1].distance; at--) near[at] = near[at - 1];
    near[at] = one;
  }
  return found;
}

// Local cutoffs: for the 12 nearest of so many, and in *cutoff_14 for the 14 nearest; in *bond_limit the longest distance
// that may count as a bond beside a surface.
static double adapt_cutoff(const neighbor *near, int n, double *cutoff_14, double *bond_limit)
{
  const double half_shell = 0.5 * (1.0 + sqrt(2.0));
  double sum_6 = 0.0, sum_8 = 0.0, sum_12 = 0.0, sum_14 = 0.0;
  for (int j = 0; j < 6; j++) sum_6 += near[j].distance;
  for (int j = 0; j < 8; j++) sum_8 += near[j].distance;
  for (int j = 0; j < 12; j++) sum_12 += near[j].distance;
  for (int j = 8; j < n; j++) sum_14 += near[j].distance;
  *cutoff_14 = half_shell * (2.0 / sqrt(3.0) * sum_8 + sum_14) / 14.0;
  // At a surface farther atoms fill the twelve up: the second shell of fcc, at 1.41 bonds, is to stay out.
  *bond_limit = 1.3 * sum_6 / 6.0;
  return half_shell * sum_12 / 12.0;
}

ep_cna_site ep_cna_analyse(const ep_cells *cells, const double *x, int i, ep_cna_method method,
                           double range)
{
  int list[MAX_NEIGHBORS];
  const double *xi = x + 3 * i;
  ep_cna_site site = {EP_CNA_OTHER, 0, range, 0.0};
  site.coordination = ep_cells_neighbors(cells, x, i, range * range, list, MAX_NEIGHBORS);
  int n = site.coordination < MAX_NEIGHBORS ? site.coordination : MAX_NEIGHBORS;

  if (method == EP_CNA_FIXED) {
    if (n == 12) site.structure = match_12(x, list, range * range);
    if (n == 14) site.structure = match_14(x, list, range * range);
  } else if (n >= 12) {
    neighbor near[MAX_BONDS];
    int nearest[MAX_BONDS];
    const int found = find_nearest(x, xi, list, n, near);
    for (int j = 0; j < found; j++) nearest[j] = near[j].atom;
    double cutoff_14, bond_limit;
    const double cutoff_12 = adapt_cutoff(near, found, &cutoff_14, &bond_limit);
    site.structure = match_12(x, nearest, cutoff_12 * cutoff_12);
    if (site.structure == EP_CNA_OTHER && found == 14)
      site.structure = match_14(x, nearest, cutoff_14 * cutoff_14);
    site.cutoff = fmin(fmin(cutoff_12, bond_limit), range);
    int bonded = 0;
    for (int j = 0; j < n; j++)
      if (distance_sq(x + 3 * list[j], xi) < site.cutoff * site.cutoff) list[bonded++] = list[j];
    site.coordination = n = bonded;
  }
  site.asymmetry = asymmetry(x, xi, list, n);
  return site;
}
