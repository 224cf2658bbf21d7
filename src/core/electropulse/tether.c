#include "electropulse/tether.h"

#include <math.h>
#include <string.h>

enum { XX, YY, ZZ, YZ, XZ, XY };

double ep_tether_energy(const ep_tether *tether, const double w[3], double pull[3])
{
  memset(pull, 0, 3 * sizeof(double));
  const double square = w[0] * w[0] + w[1] * w[1] + w[2] * w[2];
  if (square <= tether->distance * tether->distance) return 0.0;
  const double length = sqrt(square), stretch = length - tether->distance;
  for (int k = 0; k < 3; k++) pull[k] = -tether->stiffness * stretch / length * w[k];
  return 0.5 * tether->stiffness * stretch * stretch;
}

void ep_tether_displacement(const double *x, int i, const int *list, int n,
                            const double expected[3], double w[3])
{
  double sum[3] = {0.0, 0.0, 0.0};
  for (int j = 0; j < n; j++)
    for (int k = 0; k < 3; k++) sum[k] += x[3 * list[j] + k] - x[3 * i + k];
  for (int k = 0; k < 3; k++) w[k] = expected[k] - sum[k] / n;
}

ep_tether_box ep_tether_box_make(const double edges[6], const int periodic[3])
{
  ep_tether_box box;
  memcpy(box.reference, edges, sizeof box.reference);
  memcpy(box.now, edges, sizeof box.now);
  memcpy(box.periodic, periodic, sizeof box.periodic);
  return box;
}

void ep_tether_box_follow(ep_tether_box *box, const double edges[6])
{
  double now[6];
  memcpy(now, edges, sizeof now);
  for (int k = 0; k < 3; k++)
    if (!box->periodic[k]) now[k] = box->reference[k];
  // A flip adds a whole multiple of a periodic edge to another: back to what is nearest to the box before.
  if (box->periodic[1]) {
    const double flips = round((box->now[YZ] - now[YZ]) / now[YY]);
    now[YZ] += flips * now[YY];
    now[XZ] += flips * now[XY];
  }
  if (box->periodic[0]) {
    now[XZ] += round((box->now[XZ] - now[XZ]) / now[XX]) * now[XX];
    now[XY] += round((box->now[XY] - now[XY]) / now[XX]) * now[XX];
  }
  memcpy(box->now, now, sizeof now);
}

// Shares s of the edges in a vector.
static void shares(const double e[6], const double v[3], double s[3])
{
  s[2] = v[2] / e[ZZ];
  s[1] = (v[1] - e[YZ] * s[2]) / e[YY];
  s[0] = (v[0] - e[XY] * s[1] - e[XZ] * s[2]) / e[XX];
}

void ep_tether_box_deformation(const ep_tether_box *box, double deformation[6])
{
  const double *n = box->now, *r = box->reference;
  for (int k = 0; k < 3; k++) deformation[k] = n[k] / r[k];
  deformation[YZ] = (n[YZ] - deformation[YY] * r[YZ]) / r[ZZ];
  deformation[XY] = (n[XY] - deformation[XX] * r[XY]) / r[YY];
  deformation[XZ] = (n[XZ] - deformation[XX] * r[XZ] - deformation[XY] * r[YZ]) / r[ZZ];
}

void ep_tether_deform(const double deformation[6], const double v[3], double out[3])
{
  out[0] = deformation[XX] * v[0] + deformation[XY] * v[1] + deformation[XZ] * v[2];
  out[1] = deformation[YY] * v[1] + deformation[YZ] * v[2];
  out[2] = deformation[ZZ] * v[2];
}

void ep_tether_virial(const ep_tether_box *box, const double mean[3], const double w[3],
                      const double pull[3], double virial[6])
{
  // The part of A r that edges along free axes make up, which no strain changes. Such an edge has no tilt: LAMMPS allows it
  // along periodic axes only.
  double s[3], strained[3];
  shares(box->reference, mean, s);
  for (int k = 0; k < 3; k++)
    strained[k] = w[k] - (box->periodic[k] ? 0.0 : box->reference[k] * s[k]);
  for (int k = 0; k < 3; k++) virial[k] = pull[k] * strained[k];
  virial[3] = pull[0] * strained[1];
  virial[4] = pull[0] * strained[2];
  virial[5] = pull[1] * strained[2];
}
