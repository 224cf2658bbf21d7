#include "electropulse/wire.h"

#include "electropulse/heat.h"

#include <math.h>
#include <stddef.h>

static int is_positive(double x)
{
  return x > 0.0 && isfinite(x);
}

static int is_not_negative(double x)
{
  return x >= 0.0 && isfinite(x);
}

ep_wire_status ep_wire_check(const ep_wire *w)
{
  const ep_wire_metal *m = &w->metal;
  if (!is_positive(m->gamma) || !is_not_negative(m->coupling) || !is_positive(m->capacity) ||
      !is_not_negative(m->conductivity) || !is_not_negative(m->phonons) ||
      !is_positive(m->resistivity.reference) || !is_not_negative(m->resistivity.slope))
    return EP_WIRE_BAD_METAL;
  for (int end = 0; end < 2; end++)
    if (!isnan(w->sink[end]) && !is_positive(w->sink[end])) return EP_WIRE_BAD_SINK;
  if (w->n < 1 || !w->cell) return EP_WIRE_BAD_CELL;
  for (int i = 0; i < w->n; i++) {
    const ep_wire_cell *c = &w->cell[i];
    if (!is_positive(c->length) || !is_positive(c->area) || !is_not_negative(c->section) ||
        !is_not_negative(c->coupled) || !is_not_negative(c->dose) || !is_positive(c->heat) ||
        !is_not_negative(c->lattice))
      return EP_WIRE_BAD_CELL;
  }
  return EP_WIRE_OK;
}

static double volume(const ep_wire_cell *c)
{
  return c->length * c->area;
}

void ep_wire_start(ep_wire *w, double temperature)
{
  for (int i = 0; i < w->n; i++) {
    ep_wire_cell *c = &w->cell[i];
    c->section = c->area;
    c->heat = 0.5 * w->metal.gamma * temperature * temperature * volume(c);
    if (!c->atoms) {
      c->lattice = temperature;
      c->coupled = volume(c);
    }
    c->source = c->given = c->conducted = 0.0;
  }
  const ep_wire_ledger anew = {0.0, 0.0, 0.0, ep_wire_stored(w)};
  w->ledger = anew;
}

double ep_wire_electrons(const ep_wire *w, int i)
{
  return sqrt(2.0 * w->cell[i].heat / (w->metal.gamma * volume(&w->cell[i])));
}

double ep_wire_stored(const ep_wire *w)
{
  double sum = 0.0;
  for (int i = 0; i < w->n; i++) {
    const ep_wire_cell *c = &w->cell[i];
    sum += c->heat + (c->atoms ? 0.0 : w->metal.capacity * c->lattice * volume(c));
  }
  return sum;
}

double ep_wire_resistance(const ep_wire *w)
{
  double sum = 0.0;
  for (int i = 0; i < w->n; i++)
    sum += ep_resistivity_at(&w->metal.resistivity, w->cell[i].lattice) * w->cell[i].length /
        w->cell[i].section;
  return sum;
}

// Of a cell, from its middle to one of its ends, K/W.
static double half_resistance(const ep_wire_cell *c, double conductivity)
{
  return 0.5 * c->length / (c->section * conductivity);
}

// Conductances as the temperatures at the beginning of the step make them; `last` are those of the end of the wire.
static void find_conductances(ep_wire *w, double last[2])
{
  double electrons = NAN, lattice = NAN;    // half resistances of the cell before
  for (int i = 0; i < w->n; i++) {
    ep_wire_cell *c = &w->cell[i];
    const double rho = ep_resistivity_at(&w->metal.resistivity, c->lattice);
    const double kappa = w->metal.conductivity > 0.0
        ? w->metal.conductivity
        : ep_heat_wiedemann_franz(rho, ep_wire_electrons(w, i));
    const double here = half_resistance(c, kappa);
    // a slab without atoms cannot take heat
    const double lattice_here =
        half_resistance(c, c->atoms && c->coupled == 0.0 ? 0.0 : w->metal.phonons);
    const int sink = !isnan(w->sink[0]), within = i > 0 && c->atoms && c[-1].atoms;
    c->work.conduction = i > 0 ? 1.0 / (electrons + here) : sink ? 1.0 / here : 0.0;
    c->work.phonons = within ? 0.0
        : i > 0              ? 1.0 / (lattice + lattice_here)
        : sink               ? 1.0 / lattice_here
                             : 0.0;
    electrons = here;
    lattice = lattice_here;
  }
  const int sink = !isnan(w->sink[1]);
  last[0] = sink ? 1.0 / electrons : 0.0;
  last[1] = sink ? 1.0 / lattice : 0.0;
}

static double sink_temperature(const ep_wire *w, int end)
{
  return isnan(w->sink[end]) ? 0.0 : w->sink[end];    // nothing flows there
}

// The temperatures (T_e, T_l) at the end of the step when gamma T_e^2/2 is replaced by its tangent at the present guess:
// elimination along the wire with blocks of 2 x 2. Returns the largest relative change of a T_e.
static double improve(ep_wire *w, double dt, const double last[2])
{
  const double gamma = w->metal.gamma;
  const double first = sink_temperature(w, 0), end = sink_temperature(w, 1);
  ep_wire_work before = {.right = {first, first}};
  for (int i = 0; i < w->n; i++) {
    ep_wire_cell *c = &w->cell[i];
    const ep_wire_work *next = i + 1 < w->n ? &w->cell[i + 1].work : NULL;
    const double v = volume(c), guess = c->work.electrons;
    double low[2] = {dt * c->work.conduction, dt * c->work.phonons};
    double high[2] = {dt * (next ? next->conduction : last[0]),
                      dt * (next ? next->phonons : last[1])};
    const double exchange = dt * w->metal.coupling * c->coupled;
    double block[2][2] = {{gamma * v * guess + low[0] + high[0] + exchange, -exchange}, {0.0, 1.0}};
    double right[2] = {c->heat + c->source + 0.5 * gamma * v * guess * guess, c->lattice};
    if (c->atoms) {
      low[1] = high[1] = 0.0;    // its temperature is given
    } else {
      const double capacity = w->metal.capacity * v;
      block[1][0] = -exchange;
      block[1][1] = capacity + low[1] + high[1] + exchange;
      right[1] = capacity * c->lattice;
    }
    for (int r = 0; r < 2; r++) {
      right[r] += low[r] * before.right[r];
      for (int k = 0; k < 2; k++) block[r][k] -= low[r] * before.factor[r][k];
    }
    const double det = block[0][0] * block[1][1] - block[0][1] * block[1][0];
    const double inverse[2][2] = {{block[1][1] / det, -block[0][1] / det},
                                  {-block[1][0] / det, block[0][0] / det}};
    for (int r = 0; r < 2; r++) {
      c->work.right[r] = inverse[r][0] * right[0] + inverse[r][1] * right[1];
      for (int k = 0; k < 2; k++) c->work.factor[r][k] = inverse[r][k] * high[k];
    }
    before = c->work;
  }
  double after[2] = {end, end}, change = 0.0;
  for (int i = w->n - 1; i >= 0; i--) {
    ep_wire_work *x = &w->cell[i].work;
    const double e = x->right[0] + x->factor[0][0] * after[0] + x->factor[0][1] * after[1];
    const double l = x->right[1] + x->factor[1][0] * after[0] + x->factor[1][1] * after[1];
    change = fmax(change, fabs(e - x->electrons) / e);
    x->electrons = after[0] = e;
    x->lattice = after[1] = l;
  }
  return change;
}

// Moves heat by the fluxes that belong to the temperatures found. What leaves one place arrives at another to the last
// digit, however well these solve the equations.
static void move_heat(ep_wire *w, double dt, const double last[2])
{
  double electrons = sink_temperature(w, 0), lattice = electrons;
  for (int i = 0; i < w->n; i++) w->cell[i].conducted = 0.0;
  for (int i = 0; i <= w->n; i++) {
    ep_wire_cell *left = i > 0 ? &w->cell[i - 1] : NULL, *right = i < w->n ? &w->cell[i] : NULL;
    const double e = right ? right->work.electrons : sink_temperature(w, 1);
    const double l = right ? right->work.lattice : sink_temperature(w, 1);
    const double heat = dt * (right ? right->work.conduction : last[0]) * (electrons - e);
    const double phonons = dt * (right ? right->work.phonons : last[1]) * (lattice - l);
    if (left) {
      left->heat -= heat;
      left->conducted -= phonons;
    } else {
      w->ledger.sinks -= heat + phonons;
    }
    if (right) {
      right->heat += heat;
      right->conducted += phonons;
    } else {
      w->ledger.sinks += heat + phonons;
    }
    electrons = e;
    lattice = l;
  }
  for (int i = 0; i < w->n; i++) {
    ep_wire_cell *c = &w->cell[i];
    c->given = dt * w->metal.coupling * c->coupled * (c->work.electrons - c->work.lattice);
    c->heat += c->source - c->given;
    w->ledger.source += c->source;
    if (c->atoms)
      w->ledger.atoms += c->given + c->conducted;
    else
      c->lattice += (c->given + c->conducted) / (w->metal.capacity * volume(c));
  }
}

ep_wire_status ep_wire_step(ep_wire *w, double dt)
{
  if (!is_positive(dt)) return EP_WIRE_BAD_TIME;
  for (int i = 0; i < w->n; i++)
    if (!(ep_resistivity_at(&w->metal.resistivity, w->cell[i].lattice) > 0.0))
      return EP_WIRE_NO_RESISTANCE;
  for (int i = 0; i < w->n; i++) {
    ep_wire_cell *c = &w->cell[i];
    c->source =
        ep_resistivity_at(&w->metal.resistivity, c->lattice) * c->dose * c->length * c->section;
    c->work.electrons = ep_wire_electrons(w, i);
  }
  double last[2];
  find_conductances(w, last);
  // Newton's method on a convex function, from above after the first step: it converges, and squares its error. So 1e-9
  // is followed by rounding alone; the limit is for a guess that is far too low.
  enum { MOST = 100 };
  for (int k = 0; k < MOST && improve(w, dt, last) > 1e-9; k++) {}
  move_heat(w, dt, last);
  return EP_WIRE_OK;
}
