#include "electropulse/cna.h"

#include <math.h>
#include <stdlib.h>

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

static int nearer(const void *a, const void *b)
{
  const neighbor *p = a, *q = b;
  return (p->distance > q->distance) - (p->distance < q->distance);
}

// Sorts the list by distance; returns the local cutoff for the 12 nearest, and in *cutoff_14 that for the 14 nearest, in
// *bond_limit the longest distance that may count as a bond beside a surface.
static double adapt_cutoff(const double *x, const double *xi, int *list, int n, double *cutoff_14,
                           double *bond_limit)
{
  neighbor near[MAX_NEIGHBORS];
  const double half_shell = 0.5 * (1.0 + sqrt(2.0));
  for (int j = 0; j < n; j++) {
    near[j].atom = list[j];
    near[j].distance = sqrt(distance_sq(x + 3 * list[j], xi));
  }
  qsort(near, (size_t) n, sizeof(neighbor), nearer);
  for (int j = 0; j < n; j++) list[j] = near[j].atom;
  double sum_6 = 0.0, sum_8 = 0.0, sum_12 = 0.0, sum_14 = 0.0;
  for (int j = 0; j < 6; j++) sum_6 += near[j].distance;
  for (int j = 0; j < 8; j++) sum_8 += near[j].distance;
  for (int j = 0; j < 12; j++) sum_12 += near[j].distance;
  for (int j = 8; j < 14 && j < n; j++) sum_14 += near[j].distance;
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
    double cutoff_14, bond_limit;
    const int found = n;
    const double cutoff_12 = adapt_cutoff(x, xi, list, n, &cutoff_14, &bond_limit);
    site.structure = match_12(x, list, cutoff_12 * cutoff_12);
    if (site.structure == EP_CNA_OTHER && found >= 14)
      site.structure = match_14(x, list, cutoff_14 * cutoff_14);
    site.cutoff = fmin(fmin(cutoff_12, bond_limit), range);
    for (n = 0; n < found && distance_sq(x + 3 * list[n], xi) < site.cutoff * site.cutoff; n++) {}
    site.coordination = n;
  }
  site.asymmetry = asymmetry(x, xi, list, n);
  return site;
}
