#include "electropulse/bond.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Cells at most two away, of which half are remembered: those with offset[2] > 0, or 0 and offset[1] > 0, or both 0 and
// offset[0] > 0. They have bits 0 to 61, the cell itself bit 62.
enum { AWAY = 2, SIDE = 2 * AWAY + 1, SELF = SIDE * SIDE * SIDE / 2, NEIGHBORS = 64 };

static const double PART_OF_CELL = 1e-6;

ep_bond_links ep_bond_faces(void)
{
  const ep_bond_links one = 1;
  return one << SELF | one | one << (SIDE - 1) | one << (SIDE * SIDE - 1);
}

double ep_bond_reach(const ep_grid *grid)
{
  return AWAY * fmin(grid->cell[0], fmin(grid->cell[1], grid->cell[2]));
}

// Cells are counted through the sides, so that images of an atom differ by whole periods; the shift keeps atoms of a crystal
// that stand on a face of a cell from rounding either way.
static void cell_of(const ep_grid *g, const double *x, int c[3])
{
  for (int k = 0; k < 3; k++) c[k] = (int) floor((x[k] - g->low[k]) / g->cell[k] + PART_OF_CELL);
}

static int wrapped(int c, int size)
{
  return c - size * (int) floor((double) c / size);
}

// Atoms beyond a side that is not periodic count in the outermost cell.
static size_t index_inside(const ep_grid *g, const int c[3])
{
  int inside[3];
  for (int k = 0; k < 3; k++) {
    const int last = g->size[k] - 1;
    inside[k] = g->periodic[k] ? wrapped(c[k], g->size[k])
        : c[k] < 0             ? 0
        : c[k] > last          ? last
                               : c[k];
  }
  return ep_grid_index(g, inside);
}

void ep_bond_mark(const ep_grid *grid, const ep_cells *cells, const double *x, int n,
                  double distance, ep_bond_links *links)
{
  int list[NEIGHBORS];
  for (int i = 0; i < n; i++) {
    int a[3], b[3];
    cell_of(grid, x + 3 * (size_t) i, a);
    const size_t from = index_inside(grid, a);
    links[from] |= (ep_bond_links) 1 << SELF;
    int found = ep_cells_neighbors(cells, x, i, distance * distance, list, NEIGHBORS);
    // So many atoms so near to each other are no metal: the bonds to 64 of them will do.
    if (found > NEIGHBORS) found = NEIGHBORS;
    for (int m = 0; m < found; m++) {
      cell_of(grid, x + 3 * (size_t) list[m], b);
      int bit = 0;
      for (int k = 2; k >= 0; k--) {
        int d = b[k] - a[k];
        if (!grid->periodic[k]) {
          // between the outermost cells, for atoms that count there
          const int last = grid->size[k] - 1;
          d = (b[k] < 0          ? 0
                   : b[k] > last ? last
                                 : b[k]) -
              (a[k] < 0          ? 0
                   : a[k] > last ? last
                                 : a[k]);
        }
        bit = bit * SIDE + d + AWAY;
      }
      if (bit > SELF)
        links[from] |= (ep_bond_links) 1 << (bit - SELF - 1);
      else if (bit < SELF)
        links[index_inside(grid, b)] |= (ep_bond_links) 1 << (SELF - bit - 1);
    }
  }
}

// Components of linked cells: trees, whose root is the cell with the lowest index. turns[c] says how many times around the
// period the way from the parent to c leads.
typedef struct {
  int *parent, *turns;
  unsigned char *mark;    // at roots: what the component reaches
} forest;

enum { OCCUPIED = 1, LOW = 2, HIGH = 4, AROUND = 8 };

// The root, and the turns from there; makes the way short.
static int find_root(forest *f, int c, int *turns)
{
  int root = c, total = 0;
  for (; f->parent[root] != root; root = f->parent[root]) total += f->turns[root];
  *turns = total;
  while (f->parent[c] != root) {
    const int next = f->parent[c], step = f->turns[c];
    f->parent[c] = root;
    f->turns[c] = total;
    total -= step;
    c = next;
  }
  return root;
}

// From a to b the way leads `turns` times around.
static void join(forest *f, int a, int b, int turns)
{
  int to_a, to_b;
  int ra = find_root(f, a, &to_a), rb = find_root(f, b, &to_b);
  int between = to_a + turns - to_b;    // from the root of a to that of b
  if (ra == rb) {
    if (between != 0) f->mark[ra] |= AROUND;
    return;
  }
  if (ra > rb) {
    const int r = ra;
    ra = rb;
    rb = r;
    between = -between;
  }
  f->parent[rb] = ra;
  f->turns[rb] = between;
  f->mark[ra] |= f->mark[rb];
}

// Joins a cell to those it has links to.
static void join_linked(const ep_grid *g, const ep_bond_links *links, forest *f, const int c[3])
{
  const int self = (int) ep_grid_index(g, c);
  ep_bond_links left = links[self] & ~((ep_bond_links) 1 << SELF);
  for (int bit = 0; left; bit++, left >>= 1) {
    if (!(left & 1)) continue;
    int index = bit + SELF + 1, to[3], turns = 0, inside = 1;
    for (int k = 0; k < 3; k++, index /= SIDE) {
      const int unwrapped = c[k] + index % SIDE - AWAY;
      to[k] = g->periodic[k] ? wrapped(unwrapped, g->size[k]) : unwrapped;
      inside &= to[k] >= 0 && to[k] < g->size[k];
      if (k == g->axis) turns = (unwrapped - to[k]) / g->size[k];
    }
    if (!inside) continue;
    const int other = (int) ep_grid_index(g, to);
    if (links[other]) join(f, self, other, turns);
  }
}

static void mark_cells(const ep_grid *g, const ep_bond_links *links, double distance,
                       const int beyond[2], forest *f)
{
  const int a = g->axis, last = g->size[a] - 1;
  size_t c = 0;
  const size_t plane = ep_grid_cells(g) / g->size[a];
  for (int p = 0; p <= last; p++) {
    int reaches = 0;
    if (!g->periodic[a]) {
      if ((p - beyond[0]) * g->cell[a] < distance) reaches |= LOW;
      if ((last - beyond[1] - p) * g->cell[a] < distance) reaches |= HIGH;
    }
    for (size_t i = 0; i < plane; i++, c++) {
      f->parent[c] = (int) c;
      f->turns[c] = 0;
      f->mark[c] = (unsigned char) (links[c] ? reaches | OCCUPIED : 0);
    }
  }
}

ep_bond_status ep_bond_follow(const ep_grid *grid, const ep_bond_links *links, double distance,
                              const int beyond[2], unsigned char *on)
{
  const size_t cells = ep_grid_cells(grid);
  forest f = {malloc(cells * sizeof(int)), malloc(cells * sizeof(int)), on};
  if (!f.parent || !f.turns) {
    free(f.parent);
    free(f.turns);
    return EP_BOND_NO_MEMORY;
  }
  mark_cells(grid, links, distance, beyond, &f);
  const int a = grid->axis, b = (a + 1) % 3, d = (a + 2) % 3;
  size_t self = 0;
  int c[3];
  for (c[a] = 0; c[a] < grid->size[a]; c[a]++)
    for (c[b] = 0; c[b] < grid->size[b]; c[b]++)
      for (c[d] = 0; c[d] < grid->size[d]; c[d]++, self++) join_linked(grid, links, &f, c);

  // Roots come before their cells, so that going down a root's mark is there until it is its turn.
  const int path = grid->periodic[a] ? OCCUPIED | AROUND : OCCUPIED | LOW | HIGH;
  int any = 0, turns;
  for (size_t i = cells; i-- > 0;) {
    on[i] = (on[find_root(&f, (int) i, &turns)] & path) == path;
    any |= on[i];
  }
  free(f.parent);
  free(f.turns);
  return any ? EP_BOND_PATH : EP_BOND_OPEN;
}

int ep_bond_select(const ep_grid *grid, const unsigned char *on, const double *x, int n,
                   double *weight)
{
  int off = 0;
  for (int i = 0; i < n; i++) {
    int c[3];
    cell_of(grid, x + 3 * (size_t) i, c);
    if (on[index_inside(grid, c)]) continue;
    weight[i] = 0.0;
    off++;
  }
  return off;
}
