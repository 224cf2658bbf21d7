#include "electropulse/zhou.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Changes whenever a file written from the same elements and grid does.
#define EDITION "edition 1"

// Two places need more than the printed formula:
// Pt: rho_n = 0.85 rho_e, as for the other elements, would leave a jump of 2.6 eV in F; with 0.25 F and its slope are
//   continuous to the printed digits. The authors' program has 0.25 as well.
// W: eta is also found with a minus sign; F then jumps by 1.8 meV at 1.15 rho_e, and with the plus sign, which the
//   authors' program has, by 4e-8 eV.
// Masses: standard atomic weights, abridged to five digits, T. Prohaska et al., Pure Appl. Chem. 94, 573 (2022),
//   doi:10.1515/pac-2019-0603.
static const ep_zhou elements_known[] = {
    {.symbol = "Au",
     .number = 79,
     .mass = 196.97,
     .structure = EP_CNA_FCC,
     .r_e = 2.885034,
     .f_e = 1.529021,
     .rho_e = 19.991632,
     .rho_s = 19.991509,
     .alpha = 9.516052,
     .beta = 5.075228,
     .kappa = 0.356570,
     .lambda = 0.748798,
     .A = 0.229762,
     .B = 0.356666,
     .F_n = {-2.937772, -0.500288, 1.601954, -0.835530},
     .F = {-2.98, 0.0, 1.706587, -1.134778},
     .eta = 1.021095,
     .F_e = -2.978815,
     .rho_n = 0.85},
    {.symbol = "Ag",
     .number = 47,
     .mass = 107.87,
     .structure = EP_CNA_FCC,
     .r_e = 2.891814,
     .f_e = 1.106232,
     .rho_e = 14.604100,
     .rho_s = 14.604144,
     .alpha = 9.132010,
     .beta = 4.870405,
     .kappa = 0.339710,
     .lambda = 0.750758,
     .A = 0.277758,
     .B = 0.419611,
     .F_n = {-1.729364, -0.255882, 0.912050, -0.561432},
     .F = {-1.75, 0.0, 0.744561, -1.150650},
     .eta = 0.783924,
     .F_e = -1.748423,
     .rho_n = 0.85},
    {.symbol = "Pt",
     .number = 78,
     .mass = 195.08,
     .structure = EP_CNA_FCC,
     .r_e = 2.771916,
     .f_e = 2.336509,
     .rho_e = 33.367564,
     .rho_s = 35.205357,
     .alpha = 7.105782,
     .beta = 3.789750,
     .kappa = 0.385255,
     .lambda = 0.770510,
     .A = 0.556398,
     .B = 0.696037,
     .F_n = {-1.455568, -2.149952, 0.528491, 1.222875},
     .F = {-4.17, 0.0, 3.010561, -2.420128},
     .eta = 1.450000,
     .F_e = -4.145597,
     .rho_n = 0.25},
    {.symbol = "W",
     .number = 74,
     .mass = 183.84,
     .structure = EP_CNA_BCC,
     .r_e = 2.740840,
     .f_e = 3.487340,
     .rho_e = 37.234847,
     .rho_s = 37.234847,
     .alpha = 8.900114,
     .beta = 4.746728,
     .kappa = 0.139209,
     .lambda = 0.278417,
     .A = 0.882435,
     .B = 1.394592,
     .F_n = {-4.946281, -0.148818, 0.365057, -4.432406},
     .F = {-4.96, 0.0, 0.661935, 0.348147},
     .eta = 0.582714,
     .F_e = -4.961306,
     .rho_n = 0.85},
    {.symbol = "Ta",
     .number = 73,
     .mass = 180.95,
     .structure = EP_CNA_BCC,
     .r_e = 2.860082,
     .f_e = 3.086341,
     .rho_e = 33.787168,
     .rho_s = 33.787168,
     .alpha = 8.489528,
     .beta = 4.527748,
     .kappa = 0.176977,
     .lambda = 0.353954,
     .A = 0.611679,
     .B = 1.032101,
     .F_n = {-5.103845, -0.405524, 1.112997, -3.585325},
     .F = {-5.14, 0.0, 1.640098, 0.221375},
     .eta = 0.848843,
     .F_e = -5.141526,
     .rho_n = 0.85},
    {.symbol = "Mo",
     .number = 42,
     .mass = 95.95,
     .structure = EP_CNA_BCC,
     .r_e = 2.728100,
     .f_e = 2.723710,
     .rho_e = 29.354065,
     .rho_s = 29.354065,
     .alpha = 8.393531,
     .beta = 4.476550,
     .kappa = 0.137640,
     .lambda = 0.275280,
     .A = 0.708787,
     .B = 1.120373,
     .F_n = {-3.692913, -0.178812, 0.380450, -3.133650},
     .F = {-3.71, 0.0, 0.875874, 0.776222},
     .eta = 0.790879,
     .F_e = -3.712093,
     .rho_n = 0.85},
    {.symbol = "Fe",
     .number = 26,
     .mass = 55.845,
     .structure = EP_CNA_BCC,
     .r_e = 2.481987,
     .f_e = 1.885957,
     .rho_e = 20.041463,
     .rho_s = 20.041463,
     .alpha = 9.818270,
     .beta = 5.236411,
     .kappa = 0.170306,
     .lambda = 0.340613,
     .A = 0.392811,
     .B = 0.646243,
     .F_n = {-2.534992, -0.059605, 0.193065, -2.282322},
     .F = {-2.54, 0.0, 0.200269, -0.148770},
     .eta = 0.391750,
     .F_e = -2.539945,
     .rho_n = 0.85},
};

static const double rho_0 = 1.15;    // where the last branch of F begins, in units of rho_e

int ep_zhou_count(void)
{
  return (int) (sizeof elements_known / sizeof elements_known[0]);
}

const ep_zhou *ep_zhou_at(int n)
{
  return &elements_known[n];
}

const ep_zhou *ep_zhou_find(const char *symbol)
{
  for (int n = 0; n < ep_zhou_count(); n++)
    if (!strcmp(elements_known[n].symbol, symbol)) return &elements_known[n];
  return NULL;
}

// a exp(-b (x - 1)) / (1 + (x - c)^20): the one shape of f and of both parts of phi, with x = r/r_e.
static double decay(double a, double b, double c, double x)
{
  const double d2 = (x - c) * (x - c);
  const double d4 = d2 * d2;
  const double d16 = d4 * d4 * d4 * d4;
  return a * exp(-b * (x - 1.0)) / (1.0 + d16 * d4);
}

double ep_zhou_density(const ep_zhou *element, double r)
{
  return decay(element->f_e, element->beta, element->lambda, r / element->r_e);
}

static double pair_alike(const ep_zhou *element, double r)
{
  const double x = r / element->r_e;
  return decay(element->A, element->alpha, element->kappa, x) -
      decay(element->B, element->beta, element->lambda, x);
}

double ep_zhou_pair(const ep_zhou *a, const ep_zhou *b, double r)
{
  if (a == b) return pair_alike(a, r);
  const double f_a = ep_zhou_density(a, r), f_b = ep_zhou_density(b, r);
  return 0.5 * (f_b / f_a * pair_alike(a, r) + f_a / f_b * pair_alike(b, r));
}

static double cubic(const double c[4], double x)
{
  return c[0] + x * (c[1] + x * (c[2] + x * c[3]));
}

double ep_zhou_embedding(const ep_zhou *element, double rho)
{
  const double rho_n = element->rho_n * element->rho_e;
  if (rho < rho_n) return cubic(element->F_n, rho / rho_n - 1.0);
  if (rho < rho_0 * element->rho_e) return cubic(element->F, rho / element->rho_e - 1.0);
  const double l = element->eta * log(rho / element->rho_s);
  return element->F_e * (1.0 - l) * exp(l);
}

double ep_zhou_lattice(const ep_zhou *element)
{
  return element->r_e * (element->structure == EP_CNA_FCC ? sqrt(2.0) : 2.0 / sqrt(3.0));
}

ep_zhou_grid ep_zhou_default_grid(const ep_zhou *const *elements, int count, int points,
                                  double cutoff)
{
  double r_e = 0.0, rho_e = 0.0;
  for (int i = 0; i < count; i++) {
    r_e = fmax(r_e, elements[i]->r_e);
    rho_e = fmax(rho_e, elements[i]->rho_e);
  }
  if (cutoff == 0.0) cutoff = sqrt(5.0) * r_e;
  const int nrho = 4 * (points - 1) + 1;
  return (ep_zhou_grid){nrho, points, 5.0 * rho_e / (nrho - 1), cutoff / (points - 1), cutoff};
}

typedef struct {
  char *at;
  size_t left, length;
} text_t;

__attribute__((format(printf, 2, 3))) static void add(text_t *text, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  const int written = vsnprintf(text->at, text->left, format, arguments);
  va_end(arguments);
  text->length += (size_t) written;
  const size_t taken = (size_t) written < text->left ? (size_t) written : text->left;
  text->left -= taken;
  if (text->at) text->at += taken;
}

// Twelve digits: ten times finer than any table needs, and coarse enough that the last bit of exp and log, in which
// machines differ, hardly ever shows.
static void add_value(text_t *text, int i, int count, double value)
{
  add(text, "%19.11e%s", value, i % 5 == 4 || i == count - 1 ? "\n" : "");
}

size_t ep_zhou_setfl(const ep_zhou *const *elements, int count, const ep_zhou_grid *grid,
                     char *text, size_t size)
{
  text_t out = {size ? text : NULL, size, 0};
  add(&out, "# EAM of");
  for (int i = 0; i < count; i++) add(&out, " %s", elements[i]->symbol);
  add(&out, " UNITS: metal\n");
  add(&out,
      "# X. W. Zhou, R. A. Johnson, H. N. G. Wadley, Phys. Rev. B 69, 144113 (2004), "
      "doi:10.1103/PhysRevB.69.144113\n");
  add(&out, "# From the analytic form by electropulse potentials generate, " EDITION "\n");
  add(&out, "%d", count);
  for (int i = 0; i < count; i++) add(&out, " %s", elements[i]->symbol);
  add(&out, "\n%d %.17g %d %.17g %.17g\n", grid->nrho, grid->drho, grid->nr, grid->dr,
      grid->cutoff);
  for (int i = 0; i < count; i++) {
    const ep_zhou *element = elements[i];
    add(&out, "%d %g %.6f %s\n", element->number, element->mass, ep_zhou_lattice(element),
        element->structure == EP_CNA_FCC ? "fcc" : "bcc");
    for (int k = 0; k < grid->nrho; k++)
      add_value(&out, k, grid->nrho, ep_zhou_embedding(element, k * grid->drho));
    for (int k = 0; k < grid->nr; k++)
      add_value(&out, k, grid->nr, ep_zhou_density(element, k * grid->dr));
  }
  for (int i = 0; i < count; i++)
    for (int j = 0; j <= i; j++)
      for (int k = 0; k < grid->nr; k++) {
        const double r = k * grid->dr;
        add_value(&out, k, grid->nr, r * ep_zhou_pair(elements[i], elements[j], r));
      }
  return out.length;
}
