// The sweep in the vectors of one instruction set; sweep_*.c include it once each. It works in two stages:
//
// Gathering, an atom at a time, lane by lane another candidate. Cells are worked through along y. The 9 cells of the same y
// in and around a column of cells are a slab; slabs are packed one behind the other, so that the candidates of an atom are
// those of three slabs in a row. The neighbours go into a batch, where lane l belongs to atom l.
//
// Signing, a batch at a time. Neighbours with vectors a and b from the atom are bonded when |a - b| < r, which is
// a.b > h(a) + h(b) with h(a) = |a|^2/2 - r^2/4. The bonds of a neighbour are a row of bits; what two bonded neighbours
// share are the bits that are set in both their rows.
//
// Both note the least distance of a comparison from its opposite, which decides what is done again exactly.

#include "electropulse/sweep_plan.h"
#include "electropulse/vector.h"

#include <math.h>

enum {
  L = EP_LANES,
  BATCH = EP_LANES_16,    // atoms signed together
  PACKED = 1024,          // room for candidates ...
  SLABS = 64,             // ... of so many slabs
  AT_ONCE =
      16,    // atoms gathered before the first is put into a batch, when its list has reached the cache
  MOST = 16,    // neighbours; an atom with more is analysed exactly
  ROW = 16      // of which those that count fit into it
};

typedef struct {
  int n;    // atoms in it
  int atom[BATCH];
  _Alignas(64) float list[3][BATCH][ROW];    // as they were gathered: atom by atom
  _Alignas(64) float gap
      [BATCH];    // least distance of a decision from its opposite, in halves of a squared length
  _Alignas(64) float x
      [3]
      [15 * BATCH];    // x[k][m * BATCH + l]: component k of the vector from atom l to neighbour m
} batch;

// An atom and the vectors to its neighbours.
typedef struct {
  _Alignas(64) float x[3][MOST + 2 * L];
  int atom, self;    // candidate number
  int from, to;      // candidates
  int found;
  float gap;
} around;

typedef struct {
  const ep_sweep *sweep;
  const ep_sweep_plan *plan;
  ep_lane_table table;
  _Alignas(64) float x[3][PACKED + EP_CELLS_PADDING];    // candidates
  int slab[SLABS + 1];                                   // where each begins
  int shift[SLABS];    // from the place in `point` of a point of the column to its candidate number
  around at[AT_ONCE];
  batch twelve, fourteen;
  long exact;
} worker;

static void ask_exact(worker *w, int atom)
{
  w->sweep->found[atom] = ep_sweep_exact(w->sweep, atom);
  if (w->sweep->due) w->sweep->due[atom] = (float) w->sweep->odometer;
  w->exact++;
}

// Notes how far points may move until an atom with this gap has to be looked at again: at most so far.
static void set_due(const worker *w, int atom, float gap, double most)
{
  const ep_sweep_plan *p = w->plan;
  if (!w->sweep->due) return;
  const double slack = sqrt(p->longest * p->longest + 2.0 * (gap - p->band)) - p->longest;
  w->sweep->due[atom] =
      (float) ((w->sweep->odometer + fmin(p->share * slack, most)) * (1.0 - 1e-6));
}

// Signature of a neighbour: 256 for each bond it has to other neighbours, less 1 for each of those with which it shares
// no neighbour, less 16 for each with which it shares none or one. All stay below 16, so that no two agree by chance.
enum {
  SIGN_421 = 4 * 256 - 4 * 16,        // fcc
  SIGN_422 = 4 * 256 - 1 - 3 * 16,    // hcp: shares 0, 1, 1, 2
  SIGN_555 = 5 * 256,                 // icosahedron: 2 each
  SIGN_444 = 4 * 256,                 // bcc, the second shell
  SIGN_666 = 6 * 256                  // bcc, the first
};

// Needs a quarter of the squared cutoff of each atom. Out: the bonds of each neighbour, as bits.
EP_INLINE void find_bonds(batch *batch, const float *quarter, ep_vu *bits, const int n)
{
  const float(*x)[15 * BATCH] = (const float(*)[15 * BATCH]) batch->x;
  float *gap = batch->gap;
  for (int half = 0; half < 2; half++) {
    ep_vf h[14], least = ep_vf_load(gap + half * L);
    const ep_vf r = ep_vf_load(quarter + half * L);
    ep_vi row[14];
#pragma GCC unroll 14
    for (int m = 0; m < n; m++) {
      const int at = m * BATCH + half * L;
      const ep_vf a = ep_vf_load(x[0] + at), b = ep_vf_load(x[1] + at), c = ep_vf_load(x[2] + at);
      h[m] = (a * a + b * b + c * c) * 0.5f - r;
      row[m] = (ep_vi){0};
#pragma GCC unroll 14
      for (int k = 0; k < m; k++) {
        const int to = k * BATCH + half * L;
        const ep_vf q = c * ep_vf_load(x[2] + to) +
            (b * ep_vf_load(x[1] + to) + (a * ep_vf_load(x[0] + to) - h[m])) - h[k];
        const ep_vi bonded = q > 0.0f;
        row[m] |= bonded & (1 << k);
        row[k] |= bonded & (1 << m);
        least = ep_vf_min(least, ep_vf_abs(q));
      }
    }
    ep_vf_store(gap + half * L, least);
    for (int m = 0; m < n; m++) {
      const ep_vs_half narrow = __builtin_convertvector(row[m], ep_vs_half);
      memcpy((char *) &bits[m] + (size_t) half * sizeof narrow, &narrow, sizeof narrow);
    }
  }
}

// The structure of each atom from the bonds of n neighbours: those with a shell of 12, or that with one of 14.
EP_INLINE ep_vs sign(const ep_vu *bits, const int n, const int shell)
{
  ep_vs signature[14];
  ep_vu three = {0};    // shared by any two
#pragma GCC unroll 14
  for (int m = 0; m < n; m++) {
    signature[m] = (ep_vs){0};
#pragma GCC unroll 14
    for (int k = 0; k < m; k++) {
      const ep_vs bonded = (ep_vs) (bits[m] << (15 - k)) >> 15;
      const ep_vu shared = bits[m] & bits[k];
      const ep_vu but_one = shared & (shared - 1), but_two = but_one & (but_one - 1);
      const ep_vs value = bonded & (256 + (ep_vs) (shared == 0) + ((ep_vs) (but_one == 0) & -16));
      three |= but_two & (ep_vu) bonded;
      signature[m] += value;
      signature[k] += value;
    }
  }
  ep_vs n421 = {0}, n422 = {0}, n555 = {0}, n444 = {0}, n666 = {0};
  for (int m = 0; m < n; m++) {
    n421 -= signature[m] == SIGN_421;
    n422 -= signature[m] == SIGN_422;
    n555 -= signature[m] == SIGN_555;
    n444 -= signature[m] == SIGN_444;
    n666 -= signature[m] == SIGN_666;
  }
  ep_vs is_fcc = {0}, is_hcp = {0}, is_ico = {0}, is_bcc = {0};
  const ep_vs possible = (ep_vs) (three == 0);
  if (shell == 12) {
    is_fcc = n421 == 12;
    is_hcp = (n421 == 6) & (n422 == 6);
    is_ico = n555 == 12;
  } else {
    is_bcc = (n444 == 6) & (n666 == 8);
  }
  return EP_CNA_OTHER +
      (possible &
       ((is_fcc & (EP_CNA_FCC - EP_CNA_OTHER)) + (is_hcp & (EP_CNA_HCP - EP_CNA_OTHER)) +
        (is_ico & (EP_CNA_ICO - EP_CNA_OTHER)) + (is_bcc & (EP_CNA_BCC - EP_CNA_OTHER))));
}

EP_INLINE void report(worker *w, batch *b, ep_vs structure)
{
  const int adaptive = w->sweep->method == EP_CNA_ADAPTIVE;
  for (int l = 0; l < b->n; l++) {
    const int unsure = b->gap[l] < w->plan->band || (adaptive && structure[l] == EP_CNA_OTHER);
    if (unsure) {
      ask_exact(w, b->atom[l]);
    } else {
      w->sweep->found[b->atom[l]] = (unsigned char) structure[l];
      set_due(w, b->atom[l], b->gap[l], HUGE_VAL);
    }
  }
  b->n = 0;
}

// From atom by atom to neighbour by neighbour.
EP_INLINE void transpose(batch *b, const int n)
{
  for (int k = 0; k < 3; k++)
    for (int l = 0; l < BATCH; l += L)
      for (int m = 0; m < n; m += L) {
        ep_vf v[L];
#pragma GCC unroll 16
        for (int q = 0; q < L; q++) v[q] = ep_vf_load(&b->list[k][l + q][m]);
        ep_vf_transpose(v);
#pragma GCC unroll 16
        for (int q = 0; q < L; q++)
          if (m + q < n) ep_vf_store(&b->x[k][(m + q) * BATCH + l], v[q]);
      }
}

EP_INLINE ep_vf distance_sq(const batch *b, int m, int half)
{
  const int at = m * BATCH + half * L;
  const ep_vf x = ep_vf_load(b->x[0] + at), y = ep_vf_load(b->x[1] + at),
              z = ep_vf_load(b->x[2] + at);
  return x * x + y * y + z * z;
}

static void finish_12(worker *w)
{
  batch *b = &w->twelve;
  transpose(b, 12);
  _Alignas(64) float quarter[BATCH];
  ep_vu bits[12];
  for (int half = 0; half < 2; half++) {
    ep_vf quarter_here = ep_vf_set(w->plan->quarter);
    if (w->sweep->method == EP_CNA_ADAPTIVE) {
      ep_vf sum = {0};
      for (int m = 0; m < 12; m++) sum += ep_vf_sqrt(distance_sq(b, m, half));
      const ep_vf cutoff = sum * (w->plan->half_shell / 12.0f);
      quarter_here = 0.25f * cutoff * cutoff;
    }
    ep_vf_store(quarter + half * L, quarter_here);
  }
  find_bonds(b, quarter, bits, 12);
  report(w, b, sign(bits, 12, 12));
}

// With an adaptive cutoff the 12 nearest of the 14 come first, with a cutoff of their own.
static ep_vs sign_14_adaptive(worker *w, batch *b)
{
  _Alignas(64) float quarter_12[BATCH], quarter_14[BATCH];
  ep_vu bits[14], among_12[14], set_12 = {0};
  for (int half = 0; half < 2; half++) {
    ep_vf d[14], sum_8 = {0}, sum_12 = {0}, sum_14 = {0}, inner = {0},
                 outer = ep_vf_set(w->plan->reach_sq);
    ep_vi rank[14];
    for (int m = 0; m < 14; m++) {
      d[m] = distance_sq(b, m, half);
      rank[m] = (ep_vi){0};
      for (int k = 0; k < m; k++) {
        const ep_vi nearer = d[k] < d[m];
        rank[m] -= nearer;
        rank[k] += 1 + nearer;
      }
    }
    for (int m = 0; m < 14; m++) {
      const ep_vi in_8 = rank[m] < 8, in_12 = rank[m] < 12;
      const ep_vf length = ep_vf_sqrt(d[m]);
      sum_8 += (ep_vf) (in_8 & (ep_vi) length);
      sum_12 += (ep_vf) (in_12 & (ep_vi) length);
      sum_14 += length;
      inner = -ep_vf_min(-inner, -(ep_vf) (in_12 & (ep_vi) d[m]));
      outer = ep_vf_min(outer, (ep_vf) ((~in_12 & (ep_vi) d[m]) | (in_12 & (ep_vi) outer)));
      const ep_vs_half narrow = __builtin_convertvector(in_12, ep_vs_half);
      memcpy((char *) &among_12[m] + (size_t) half * sizeof narrow, &narrow, sizeof narrow);
    }
    float *gap = b->gap + half * L;
    ep_vf_store(gap, ep_vf_min(ep_vf_load(gap), 0.5f * (outer - inner)));
    const ep_vf cutoff_12 = sum_12 * (w->plan->half_shell / 12.0f);
    const ep_vf cutoff_14 =
        (sum_14 + (float) (2.0 / 1.7320508075688772 - 1.0) * sum_8) * (w->plan->half_shell / 14.0f);
    ep_vf_store(quarter_12 + half * L, 0.25f * cutoff_12 * cutoff_12);
    ep_vf_store(quarter_14 + half * L, 0.25f * cutoff_14 * cutoff_14);
  }
  for (int m = 0; m < 14; m++) set_12 |= among_12[m] & (uint16_t) (1 << m);
  find_bonds(b, quarter_12, bits, 14);
  for (int m = 0; m < 14; m++) bits[m] &= among_12[m] & set_12;
  const ep_vs first = sign(bits, 14, 12);
  find_bonds(b, quarter_14, bits, 14);
  const ep_vs second = sign(bits, 14, 14), open = first == EP_CNA_OTHER;
  return (open & second) | (~open & first);
}

static void finish_14(worker *w)
{
  batch *b = &w->fourteen;
  transpose(b, 14);
  if (w->sweep->method == EP_CNA_ADAPTIVE) {
    report(w, b, sign_14_adaptive(w, b));
    return;
  }
  _Alignas(64) float quarter[BATCH];
  ep_vu bits[14];
  for (int l = 0; l < BATCH; l++) quarter[l] = w->plan->quarter;
  find_bonds(b, quarter, bits, 14);
  report(w, b, sign(bits, 14, 14));
}

// An atom with neighbours, but neither 12 nor 14.
static void judge_other(worker *w, const around *a)
{
  const ep_sweep *s = w->sweep;
  if (s->method == EP_CNA_ADAPTIVE || a->gap < w->plan->band) {
    ask_exact(w, a->atom);
    return;
  }
  s->found[a->atom] = EP_CNA_OTHER;
  if (a->found >= s->enough) {
    set_due(w, a->atom, a->gap, HUGE_VAL);
    return;
  }
  float sum[3] = {0.0f, 0.0f, 0.0f}, length = 0.0f;
  for (int m = 0; m < a->found; m++) {
    float sq = 0.0f;
    for (int k = 0; k < 3; k++) {
      sum[k] += a->x[k][m];
      sq += a->x[k][m] * a->x[k][m];
    }
    length += sqrtf(sq);
  }
  // Asymmetry is n |sum| / length; an error of each vector moves |sum| by n times, length by n times that error.
  const float lopsided = (float) s->lopsided, count = (float) a->found;
  const float excess =
      count * sqrtf(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) - lopsided * length;
  const float per_error = count * (count + lopsided);
  const float certain = fabsf(excess) - w->plan->vector_error * per_error;
  if (!(certain > 0.0f)) {
    ask_exact(w, a->atom);
    return;
  }
  if (excess > 0.0f) s->found[a->atom] += EP_SWEEP_OPEN;
  set_due(w, a->atom, a->gap, 0.5 * certain / per_error);
}

// What follows the last slab is out of reach.
EP_INLINE void fence(worker *w, int n)
{
  for (int k = 0; k < 3; k++) ep_vf_store(w->x[k] + n, ep_vf_set(w->plan->far));
}

// Packs slabs from that at y on, around column (cx, cz), as many as there is room for; returns how many.
EP_INLINE int pack_slabs(worker *w, int cx, int cz, int y)
{
  const ep_cells *c = w->sweep->cells;
  const int nx = c->size[0], ny = c->size[1], nz = c->size[2];
  const int x_from = cx > 0 ? cx - 1 : 0, x_to = cx + 2 < nx ? cx + 2 : nx;
  const int z_from = cz > 0 ? cz - 1 : 0, z_to = cz + 2 < nz ? cz + 2 : nz;
  const int *const first = c->first;
  const float *const px = c->place[0], *const py = c->place[1], *const pz = c->place[2];
  float *const to_x = w->x[0], *const to_y = w->x[1], *const to_z = w->x[2];
  int n = 0, slabs = 0;
  w->slab[0] = 0;
  for (; y < ny && slabs < SLABS; y++, slabs++) {
    for (int z = z_from; z < z_to; z++) {
      const int *const row = first + (z * ny + y) * nx;
      const int begin = row[x_from], count = row[x_to] - begin;
      if (n + count > PACKED) {
        fence(w, w->slab[slabs]);
        return slabs;
      }
      if (z == cz) w->shift[slabs] = n - begin;
      for (int q = 0; q < count; q += L) {
        ep_vf_store(to_x + n + q, ep_vf_load(px + begin + q));
        ep_vf_store(to_y + n + q, ep_vf_load(py + begin + q));
        ep_vf_store(to_z + n + q, ep_vf_load(pz + begin + q));
      }
      n += count;
    }
    w->slab[slabs + 1] = n;
  }
  fence(w, n);
  return slabs;
}

EP_INLINE void put(batch *b, const around *a)
{
  const int l = b->n++;
  b->atom[l] = a->atom;
  b->gap[l] = a->gap;
  for (int k = 0; k < 3; k++)
    for (int m = 0; m < ROW; m += L) ep_vf_store(&b->list[k][l][m], ep_vf_load(&a->x[k][m]));
}

// Finds the neighbours of an atom among its candidates. The last vector may hold points of the next slab as well, which
// are out of reach.
EP_INLINE void gather(const worker *w, around *a)
{
  const int self = a->self;
  const ep_vf x0 = ep_vf_set(w->x[0][self]), y0 = ep_vf_set(w->x[1][self]),
              z0 = ep_vf_set(w->x[2][self]), reach_sq = ep_vf_set(w->plan->reach_sq);
  ep_vf least = reach_sq;
  ep_vi number = ep_vi_count() + (a->from - self);
  int found = 0;
  for (int q = a->from; q < a->to; q += L) {
    const ep_vf x = ep_vf_load(w->x[0] + q) - x0, y = ep_vf_load(w->x[1] + q) - y0,
                z = ep_vf_load(w->x[2] + q) - z0;
    const ep_vf d = x * x + (y * y + (z * z - reach_sq));
    const unsigned near = ep_vf_less((ep_vf) ((ep_vi) d & (number != 0)), (ep_vf){0});
    number += L;
    least = ep_vf_min(least, ep_vf_abs(d));
    ep_vf_pack(&w->table, a->x[0] + found, x, near);
    ep_vf_pack(&w->table, a->x[1] + found, y, near);
    ep_vf_pack(&w->table, a->x[2] + found, z, near);
    found += __builtin_popcount(near);
    if (found > MOST) break;
  }
  a->found = found;
  a->gap = found > MOST ? 0.0f : 0.5f * ep_vf_least(least);
}

// Analyses so many waiting atoms.
static void process(worker *w, int natoms)
{
  for (int q = 0; q < natoms; q++) gather(w, &w->at[q]);
  for (int q = 0; q < natoms; q++) {
    const around *a = &w->at[q];
    if (a->found == 12) {
      put(&w->twelve, a);
      if (w->twelve.n == BATCH) finish_12(w);
    } else if (a->found == 14) {
      put(&w->fourteen, a);
      if (w->fourteen.n == BATCH) finish_14(w);
    } else {
      judge_other(w, a);
    }
  }
}

EP_INLINE int is_wanted(const ep_sweep *s, int atom)
{
  return atom < s->natoms && s->found[atom] != EP_CNA_UNKNOWN &&
      (!s->due || s->due[atom] <= (float) s->odometer);
}

// The atoms of cells y to end - 1 of a column, with `slabs` from that at `first` on packed.
EP_INLINE void sweep_cells(worker *w, int cell, int stride, int y, int end, int first, int slabs)
{
  const ep_cells *c = w->sweep->cells;
  int waiting = 0;
  for (; y < end; y++) {
    const int at = y - first;
    for (int p = c->first[cell + y * stride]; p < c->first[cell + y * stride + 1]; p++) {
      if (!is_wanted(w->sweep, c->point[p])) continue;
      around *a = &w->at[waiting++];
      a->atom = c->point[p];
      a->self = p + w->shift[at];
      a->from = w->slab[at > 0 ? at - 1 : 0];
      a->to = w->slab[at + 2 < slabs ? at + 2 : slabs];
      if (waiting < AT_ONCE) continue;
      process(w, waiting);
      waiting = 0;
    }
  }
  process(w, waiting);
}

static int holds_wanted(const ep_sweep *s, int cell)
{
  const ep_cells *c = s->cells;
  for (int p = c->first[cell]; p < c->first[cell + 1]; p++)
    if (is_wanted(s, c->point[p])) return 1;
  return 0;
}

long EP_SWEEP_COLUMNS(const ep_sweep *sweep, const ep_sweep_plan *plan, int from, int to)
{
  const ep_cells *c = sweep->cells;
  worker w;
  w.sweep = sweep;
  w.plan = plan;
  w.exact = 0;
  // Lanes without an atom are computed, too.
  memset(&w.twelve, 0, sizeof w.twelve);
  memset(&w.fourteen, 0, sizeof w.fourteen);
  ep_lane_table_fill(&w.table);
  const int stride = c->size[0], ny = c->size[1];
  for (int column = from; column < to; column++) {
    const int cx = column % stride, cz = column / stride;
    const int cell = cz * ny * stride + cx;    // the one at y = 0
    for (int y = 0; y < ny;) {
      if (!holds_wanted(sweep, cell + y * stride)) {
        y++;
        continue;
      }
      // Up to the last cell that has both its neighbours among the packed ones.
      const int first = y > 0 ? y - 1 : 0, slabs = pack_slabs(&w, cx, cz, first);
      const int end = first + slabs < ny ? first + slabs - 1 : ny;
      if (end > y) {
        sweep_cells(&w, cell, stride, y, end, first, slabs);
        y = end;
        continue;
      }
      for (int p = c->first[cell + y * stride]; p < c->first[cell + y * stride + 1]; p++)
        if (is_wanted(sweep, c->point[p])) ask_exact(&w, c->point[p]);    // too dense
      y++;
    }
  }
  if (w.twelve.n) finish_12(&w);
  if (w.fourteen.n) finish_14(&w);
  return w.exact;
}

int EP_SWEEP_NEIGHBORS(const ep_cells *c, const double *x, int i, double range_sq, int *list,
                       int max)
{
  const double *xi = x + 3 * (size_t) i, range = sqrt(range_sq);
  ep_vf here[3];
  for (int k = 0; k < 3; k++) here[k] = ep_vf_set((float) (xi[k] - c->middle[k]));
  int from[3], to[3], count = 0;
  float nearer, farther;
  ep_cells_within(c, xi, range, from, to);
  ep_cells_band(c, range, &nearer, &farther);
  for (int z = from[2]; z <= to[2]; z++)
    for (int y = from[1]; y <= to[1]; y++) {
      const int *row = c->first + (z * c->size[1] + y) * c->size[0];
      const int end = row[to[0] + 1];
      for (int p = row[from[0]]; p < end; p += L) {
        ep_vf d = {0};
        for (int k = 0; k < 3; k++) {
          const ep_vf e = ep_vf_load(c->place[k] + p) - here[k];
          d += e * e;
        }
        const unsigned row = end - p < L ? (1u << (end - p)) - 1 : (unsigned) ((1ull << L) - 1);
        const ep_vi other = ep_vi_load(c->point + p) != i;
        unsigned near = row & ep_vf_less((ep_vf) ((ep_vi) (d - nearer) & other), (ep_vf){0});
        unsigned unsure =
            row & ~near & ep_vf_less((ep_vf) ((ep_vi) (d - farther) & other), (ep_vf){0});
        for (; unsure; unsure &= unsure - 1) {
          const int lane = __builtin_ctz(unsure);
          near |= (unsigned) ep_cells_are_within(x, i, c->point[p + lane], range_sq) << lane;
        }
        if (count + L <= max) {
          ep_vi_pack(list + count, c->point + p, near);
          count += __builtin_popcount(near);
        } else {
          for (; near; near &= near - 1, count++)
            if (count < max) list[count] = c->point[p + __builtin_ctz(near)];
        }
      }
    }
  return count;
}
