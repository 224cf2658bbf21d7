#include "electropulse/conduction.h"

#include "electropulse/bond.h"
#include "electropulse/flow.h"
#include "electropulse/vtk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ep_conduction {
  ep_grid grid;
  ep_flow flow;    // its axes are the grid's, beginning with that of the current
  int started;     // the flow has a potential to start from
};

ep_conduction_rule ep_conduction_default(void)
{
  const ep_conduction_rule rule = {0.02, 1e-6, 1000, 1, 0};
  return rule;
}

// Axis k of the flow, as the grid counts.
static int grid_axis(const ep_grid *grid, int k)
{
  return (grid->axis + k) % 3;
}

static int create_flow(ep_flow *flow, const ep_grid *grid)
{
  int size[3], periodic[3];
  double edge[3];
  for (int k = 0; k < 3; k++) {
    size[k] = grid->size[grid_axis(grid, k)];
    edge[k] = grid->cell[grid_axis(grid, k)];
    periodic[k] = grid->periodic[grid_axis(grid, k)];
  }
  return ep_flow_create(flow, size, edge, periodic);
}

ep_conduction *ep_conduction_create(const ep_grid *grid)
{
  ep_conduction *const c = calloc(1, sizeof *c);
  if (!c) return NULL;
  c->grid = *grid;
  if (create_flow(&c->flow, grid) == 0) return c;
  free(c);
  return NULL;
}

void ep_conduction_destroy(ep_conduction *c)
{
  if (!c) return;
  ep_flow_free(&c->flow);
  free(c);
}

static int same(const int a[3], const int b[3])
{
  return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
}

ep_conduction_status ep_conduction_place(ep_conduction *c, const ep_grid *grid)
{
  if (same(c->grid.size, grid->size) && same(c->grid.periodic, grid->periodic) &&
      c->grid.axis == grid->axis) {
    double edge[3];
    for (int k = 0; k < 3; k++) edge[k] = grid->cell[grid_axis(grid, k)];
    if (ep_flow_stretch(&c->flow, edge)) return EP_CONDUCTION_NO_MEMORY;
  } else {
    ep_flow flow;
    if (create_flow(&flow, grid)) return EP_CONDUCTION_NO_MEMORY;
    ep_flow_free(&c->flow);
    c->flow = flow;
    c->started = 0;
  }
  c->grid = *grid;
  return EP_CONDUCTION_OK;
}

static int is_metal(double sigma, double cut)
{
  return sigma > 0.0 && sigma >= cut;
}

// on[cell]: whether it is metal, joined through faces of metal to both electrodes or around the period.
static ep_conduction_status find_path(const ep_grid *grid, const double *sigma, double cut,
                                      unsigned char *on)
{
  const size_t cells = ep_grid_cells(grid);
  ep_bond_links *const links = malloc(cells * sizeof *links);
  if (!links) return EP_CONDUCTION_NO_MEMORY;
  for (size_t i = 0; i < cells; i++) links[i] = is_metal(sigma[i], cut) ? ep_bond_faces() : 0;
  const double outermost = 0.5 * grid->cell[grid->axis];
  const int at_ends[2] = {0, 0};
  const ep_bond_status status = ep_bond_follow(grid, links, outermost, at_ends, on);
  free(links);
  return status == EP_BOND_PATH ? EP_CONDUCTION_OK
      : status == EP_BOND_OPEN  ? EP_CONDUCTION_OPEN
                                : EP_CONDUCTION_NO_MEMORY;
}

static double cell_volume(const ep_conduction *c)
{
  return c->grid.cell[0] * c->grid.cell[1] * c->grid.cell[2];
}

// Current density of a cell over total current, 1/Angstrom^2. A flux through edge[1] edge[2] is a density times as much;
// sideways, times edge[k]/edge[0].
static void density_in(const ep_conduction *c, size_t i, double j[3])
{
  double flux[3];
  ep_flow_through(&c->flow, i, flux);
  for (int k = 0; k < 3; k++)
    j[grid_axis(&c->grid, k)] = flux[k] * c->flow.edge[k] / (cell_volume(c) * c->flow.flux);
}

static double conductance(const ep_conduction *c)
{
  return c->flow.flux * c->flow.edge[1] * c->flow.edge[2] / c->flow.edge[0];
}

static void summarise(const ep_conduction *c, ep_conduction_result *result)
{
  const double *const sigma = c->flow.sigma;
  double metal = 0.0, largest_sq = 0.0;
  result->conducting = 0;
  for (size_t i = 0; i < c->flow.cells; i++) {
    if (sigma[i] <= 0.0) continue;
    double j[3];
    density_in(c, i, j);
    largest_sq = fmax(largest_sq, j[0] * j[0] + j[1] * j[1] + j[2] * j[2]);
    metal += sigma[i];
    result->conducting++;
  }
  result->conductance = conductance(c);
  result->largest = sqrt(largest_sq);
  result->volume = metal * cell_volume(c);
  result->crowding = result->largest * result->volume / (c->flow.edge[0] * c->flow.size[0]);
}

ep_conduction_status ep_conduction_solve(ep_conduction *c, const double *sigma,
                                         const ep_conduction_rule *rule,
                                         ep_conduction_result *result)
{
  const size_t cells = c->flow.cells;
  for (size_t i = 0; i < cells; i++)
    if (!(sigma[i] >= 0.0 && sigma[i] < HUGE_VAL)) return EP_CONDUCTION_NOT_FINITE;
  unsigned char *const on = malloc(cells);
  if (!on) return EP_CONDUCTION_NO_MEMORY;
  const ep_conduction_status path = find_path(&c->grid, sigma, rule->cut, on);
  if (path != EP_CONDUCTION_OK) {
    free(on);
    return path;
  }
  result->removed = 0;
  for (size_t i = 0; i < cells; i++) {
    result->removed += !on[i] && is_metal(sigma[i], rule->cut);
    c->flow.sigma[i] = on[i] ? sigma[i] : 0.0;
  }
  free(on);
  ep_flow_set(&c->flow);
  if (rule->cold || !c->started) ep_flow_from_slabs(&c->flow);
  ep_flow_state state;
  const int threads = rule->threads > 1 ? rule->threads : 1;
  const int unfinished =
      ep_flow_solve(&c->flow, rule->tolerance, rule->iterations, threads, &state);
  ep_flow_fill_vacuum(&c->flow);
  c->started = 1;
  result->spread = state.spread;
  result->residual = state.residual;
  result->iterations = state.iterations;
  summarise(c, result);
  return unfinished ? EP_CONDUCTION_UNFINISHED : EP_CONDUCTION_OK;
}

double ep_conduction_resistance(double conductance, double conductivity)
{
  return 1.0 / (1e-10 * conductance * conductivity);
}

void ep_conduction_field(const ep_conduction *c, double *field)
{
  const double *const sigma = c->flow.sigma;
  double all = 0.0;
  for (size_t i = 0; i < c->flow.cells; i++) {
    double *const f = field + 4 * i;
    f[0] = f[1] = f[2] = f[3] = 0.0;
    if (sigma[i] <= 0.0) continue;
    density_in(c, i, f);
    for (int k = 0; k < 3; k++) f[k] /= sigma[i];
    f[3] = ep_flow_power(&c->flow, i);
    all += f[3];
  }
  for (size_t i = 0; i < c->flow.cells; i++)
    if (sigma[i] > 0.0) field[4 * i + 3] /= all * sigma[i] * cell_volume(c);
}

const double *ep_conduction_potential(const ep_conduction *c)
{
  return c->flow.psi + c->flow.plane;
}

void ep_conduction_set_potential(ep_conduction *c, const double *potential)
{
  memcpy(c->flow.psi + c->flow.plane, potential, c->flow.cells * sizeof(double));
  c->started = 1;
}

size_t ep_conduction_image(const ep_conduction *c, double current, double conductivity,
                           char *buffer, size_t size)
{
  const ep_grid *const g = &c->grid;
  float *const values = malloc(5 * c->flow.cells * sizeof(float));
  if (!values) return 0;
  float *const sigma = values, *const phi = values + c->flow.cells,
               *const j = values + 2 * c->flow.cells;
  const double per_A2 = 1e16 * current;    // 1 A/Angstrom^2 is 1e16 A/cm^2
  const double voltage = current * ep_conduction_resistance(conductance(c), conductivity);
  size_t to = 0;
  int at[3];
  for (at[2] = 0; at[2] < g->size[2]; at[2]++)
    for (at[1] = 0; at[1] < g->size[1]; at[1]++)
      for (at[0] = 0; at[0] < g->size[0]; at[0]++, to++) {
        const size_t i = ep_grid_index(g, at);
        double density[3] = {0.0, 0.0, 0.0};
        phi[to] = 0.0f;
        if (c->flow.sigma[i] > 0.0) {
          const double straight = (at[g->axis] + 0.5) / g->size[g->axis];
          phi[to] = (float) (voltage * (1.0 - straight + ep_conduction_potential(c)[i]));
          density_in(c, i, density);
        }
        sigma[to] = (float) c->flow.sigma[i];
        for (int k = 0; k < 3; k++) j[3 * to + k] = (float) (per_A2 * density[k]);
      }
  const ep_vtk_image image = {{g->size[0], g->size[1], g->size[2]},
                              {g->low[0], g->low[1], g->low[2]},
                              {g->cell[0], g->cell[1], g->cell[2]}};
  const ep_vtk_array arrays[] = {{"conductivity over bulk", 1, sigma},
                                 {"potential (V)", 1, phi},
                                 {"current density (A/cm^2)", 3, j}};
  const size_t used = ep_vtk_write(&image, arrays, 3, buffer, size);
  free(values);
  return used;
}
