// What a campaign of tension runs says.
#define _POSIX_C_SOURCE 200809L

#include "softening.h"

#include "command.h"
#include "input.h"

#include "electropulse/activation.h"
#include "electropulse/tension.h"
#include "electropulse/zhou.h"

#include <gsl/gsl_statistics_double.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char verb[] = "films";

// A line through fewer rows has no error.
enum { FEWEST_ROWS = 3 };

// Numbers of a run, nan where it has none.
enum { YIELD, STRAIN, MODULUS, SLOPE, NUMBERS };

struct outcome {
  double numbers[NUMBERS];    // GPa, 1, GPa; slope of the flow as a share of the modulus
};

// Runs that differ by their seed.
struct group {
  struct ep_campaign_key key;
  size_t *runs, count;
  size_t censored, missing;
  struct ep_estimate numbers[NUMBERS];
  int n[NUMBERS];
};

// When hops are counted: from the start to the yield, or from the first slip event on.
enum { BEFORE_YIELD, IN_FLOW, PERIODS };

// Hops of one class in the runs of a group in one of these periods.
struct hops {
  const struct group *group;
  const char *name;
  struct ep_estimate rate;    // per atom and ns
  int n;
};

struct work {
  const struct ep_campaign *campaign;
  const struct ep_softening_rule *rule;
  struct ep_softening *out;
  struct outcome *outcomes;
  struct group *groups;
  struct hops *hops[PERIODS];
  size_t ngroups, nhops[PERIODS];
};

static void *allocated(void *pointer)
{
  if (!pointer) {
    fputs("electropulse films: out of memory\n", stderr);
    exit(EP_EXIT_FAILURE);
  }
  return pointer;
}

static struct ep_softening_finding *add(struct ep_softening *out, enum ep_softening_part part,
                                        const struct ep_campaign_key *of)
{
  const size_t n = out->counts[part]++;
  struct ep_softening_finding *findings =
      allocated(realloc(out->findings[part], (n + 1) * sizeof *findings));
  out->findings[part] = findings;
  memset(&findings[n], 0, sizeof *findings);
  findings[n].of = *of;
  findings[n].against.temperature = findings[n].against.rate = NAN;
  return &findings[n];
}

static void put(struct ep_softening_finding *finding, const char *name, struct ep_estimate estimate,
                int n, int against)
{
  finding->quantities[finding->nquantities++] =
      (struct ep_softening_quantity){name, estimate, n, against, false};
}

static void put_value(struct ep_softening_finding *finding, const char *name, double value)
{
  finding->quantities[finding->nquantities++] =
      (struct ep_softening_quantity){name, ep_statistics_value(value), -1, -1, true};
}

static struct ep_estimate scaled(const struct ep_estimate *estimate, double factor)
{
  return ep_statistics_sum(estimate, &factor, 1);
}

static struct ep_estimate difference(const struct ep_estimate *a, const struct ep_estimate *b)
{
  const struct ep_estimate parts[] = {*a, *b};
  static const double weights[] = {1, -1};
  return ep_statistics_sum(parts, weights, 2);
}

// One run

// The rows first ... last whose strain lies in the window; the number of them.
static size_t rows_between(const ep_tension_curve *curve, const double window[2], size_t *first)
{
  size_t count = 0;
  for (size_t i = 0; i < curve->rows; i++) {
    if (curve->strain[i] < window[0] || curve->strain[i] > window[1]) continue;
    if (count++ == 0) *first = i;
  }
  return count;
}

static struct ep_estimate modulus(const char *file, const ep_tension_curve *curve,
                                  const ep_tension_yield *yield, const double window[2])
{
  size_t first = 0;
  const size_t rows = rows_between(curve, window, &first);
  char message[160];
  const char *reason = NULL;
  if (curve->strain[curve->rows - 1] < window[1])
    reason = "it ends";
  else if (rows < FEWEST_ROWS)
    reason = "fewer than 3 rows";
  else if (yield->yielded && first + rows - 1 > yield->peak)
    reason = "it yields";
  if (!reason) return ep_statistics_slope(curve->strain + first, curve->stress + first, rows);
  snprintf(message, sizeof message, "note: no modulus: %s between the strains %g and %g", reason,
           window[0], window[1]);
  ep_input_complain(verb, file, message);
  return ep_statistics_value(NAN);
}

// Fits each rise without the two rows at which the stress turns, which are extremes of its noise; returns the slope that all
// of them share, as a share of the modulus.
static double fit_rises(struct ep_softening *out, const struct ep_campaign_run *run,
                        const ep_tension_curve *curve, const ep_tension_rise *rises, size_t count,
                        double modulus)
{
  double product = 0, square = 0;
  for (size_t i = 0; i < count; i++) {
    const size_t first = rises[i].first + 1;
    const double *strain = curve->strain + first, *stress = curve->stress + first;
    const size_t rows = rises[i].last > first ? rises[i].last - first : 0;
    struct ep_softening_finding *finding = add(out, EP_SOFTENING_RISES, &run->key);
    finding->run = run;
    put_value(finding, "from_strain", curve->strain[rises[i].first]);
    put_value(finding, "to_strain", curve->strain[rises[i].last]);
    put_value(finding, "rows", (double) rows);
    const bool enough = rows >= FEWEST_ROWS;
    const struct ep_estimate slope = enough ? ep_statistics_slope(strain, stress, rows)
                                            : ep_statistics_value(NAN);
    put(finding, "slope_GPa", slope, -1, -1);
    put_value(finding, "slope_ratio", slope.value / modulus);
    if (!isfinite(slope.value)) continue;
    const double spread = gsl_stats_tss(strain, 1, rows);
    product += slope.value * spread;
    square += spread;
  }
  return product / square / modulus;
}

static double measure_flow(struct work *w, struct ep_softening_run *result,
                           const ep_tension_curve *curve, const ep_tension_yield *yield,
                           double modulus)
{
  const struct ep_campaign_run *run = result->run;
  const double *time = run->table.values[EP_RUN_TIME];
  const double size = w->rule->slip * curve->stress[yield->peak];
  size_t end = curve->rows;
  while (end > yield->fall && curve->strain[end - 1] > w->rule->until) end--;
  if (end > yield->fall) {
    result->flow[0] = time[yield->fall];
    result->flow[1] = time[end - 1];
  }
  const size_t count = ep_tension_find_rises(curve, yield->fall, end, size, NULL, 0);
  ep_tension_rise *rises = allocated(calloc(count + 1, sizeof *rises));
  ep_tension_find_rises(curve, yield->fall, end, size, rises, count);
  const double slope = fit_rises(w->out, run, curve, rises, count, modulus);
  free(rises);
  return slope;
}

static double mean_temperature(const struct ep_table *table, size_t rows)
{
  const double *temperature = table->values[EP_RUN_TEMPERATURE];
  return temperature ? gsl_stats_mean(temperature, 1, rows) : NAN;
}

static void measure_run(struct work *w, size_t i)
{
  static const char *const ends[] = {"missing", "censored", "yielded"};
  const struct ep_campaign_run *run = &w->campaign->runs[i];
  struct outcome *outcome = &w->outcomes[i];
  struct ep_softening_run *result = &w->out->runs[i];
  for (int k = 0; k < NUMBERS; k++) outcome->numbers[k] = NAN;
  *result = (struct ep_softening_run){run, EP_RUN_MISSING, NAN, NAN, NAN, {NAN, NAN}};
  struct ep_estimate slope = ep_statistics_value(NAN);
  double temperature = NAN;
  if (!run->missing) {
    const ep_tension_curve curve = {run->table.values[EP_RUN_STRAIN],
                                    run->table.values[EP_RUN_STRESS], run->table.rows};
    const ep_tension_rule rule = {w->rule->from, w->rule->drop};
    ep_tension_yield yield = {0, 0, false};
    if (ep_tension_find_yield(&curve, &rule, &yield, NULL) == EP_TENSION_ROWS) {
      // not even where yield is looked for: the highest stress is that of all rows
      for (size_t row = 0; row < curve.rows; row++)
        if (curve.stress[row] > curve.stress[yield.peak]) yield.peak = row;
    }
    result->end = yield.yielded ? EP_RUN_YIELDED : EP_RUN_CENSORED;
    result->stress = curve.stress[yield.peak];
    result->strain = curve.strain[yield.peak];
    result->time = run->table.values[EP_RUN_TIME][yield.yielded ? yield.peak : curve.rows - 1];
    slope = modulus(run->file, &curve, &yield, w->rule->elastic);
    outcome->numbers[MODULUS] = slope.value;
    temperature = mean_temperature(&run->table, yield.peak + 1);
    if (yield.yielded) {
      outcome->numbers[YIELD] = result->stress;
      outcome->numbers[STRAIN] = result->strain;
      outcome->numbers[SLOPE] = measure_flow(w, result, &curve, &yield, slope.value);
    }
  }
  struct ep_softening_finding *finding = add(w->out, EP_SOFTENING_RUNS, &run->key);
  finding->run = run;
  finding->verdict = ends[result->end];
  put_value(finding, result->end == EP_RUN_YIELDED ? "yield_GPa" : "highest_GPa", result->stress);
  put_value(finding, "strain", result->strain);
  put_value(finding, "before_ps", result->time);
  put(finding, "modulus_GPa", slope, -1, -1);
  put_value(finding, "temperature_K", temperature);
  put_value(finding, "slope_ratio", outcome->numbers[SLOPE]);
}

// Groups

// Whether two keys are the same, but for the parts named in `but`: m(etal), s(ize), v(ariant), r(ate).
static bool same(const struct ep_campaign_key *a, const struct ep_campaign_key *b, const char *but)
{
  return !strcmp(a->potential, b->potential) && a->temperature == b->temperature &&
      (strchr(but, 'm') || !strcmp(a->metal, b->metal)) &&
      (strchr(but, 's') || !strcmp(a->size, b->size)) &&
      (strchr(but, 'v') || !strcmp(a->variant, b->variant)) &&
      (strchr(but, 'r') || a->rate == b->rate);
}

static void measure_number(struct work *w, struct group *group, int number)
{
  double *x = allocated(calloc(group->count, sizeof *x));
  size_t n = 0;
  for (size_t i = 0; i < group->count; i++) {
    const double value = w->outcomes[group->runs[i]].numbers[number];
    if (isfinite(value)) x[n++] = value;
  }
  group->numbers[number] = ep_statistics_mean(x, n);
  group->n[number] = (int) n;
  free(x);
}

static void make_groups(struct work *w)
{
  const struct ep_campaign *campaign = w->campaign;
  w->groups = allocated(calloc(campaign->count, sizeof *w->groups));
  for (size_t i = 0; i < campaign->count; i++) {
    size_t g = 0;
    while (g < w->ngroups && !same(&w->groups[g].key, &campaign->runs[i].key, "")) g++;
    struct group *group = &w->groups[g];
    if (g == w->ngroups) {
      w->ngroups++;
      group->key = campaign->runs[i].key;
      group->runs = allocated(calloc(campaign->count, sizeof *group->runs));
    }
    group->runs[group->count++] = i;
    group->censored += w->out->runs[i].end == EP_RUN_CENSORED;
    group->missing += w->out->runs[i].end == EP_RUN_MISSING;
  }
  for (size_t g = 0; g < w->ngroups; g++)
    for (int k = 0; k < NUMBERS; k++) measure_number(w, &w->groups[g], k);
}

static void report_groups(struct work *w)
{
  for (size_t g = 0; g < w->ngroups; g++) {
    const struct group *group = &w->groups[g];
    struct ep_softening_finding *finding = add(w->out, EP_SOFTENING_GROUPS, &group->key);
    finding->censored = group->censored;
    finding->missing = group->missing;
    put(finding, "yield_GPa", group->numbers[YIELD], group->n[YIELD], -1);
    put(finding, "yield_strain", group->numbers[STRAIN], group->n[STRAIN], -1);
    put(finding, "modulus_GPa", group->numbers[MODULUS], group->n[MODULUS], -1);
  }
}

static void report_flow(struct work *w)
{
  for (size_t g = 0; g < w->ngroups; g++) {
    const struct group *group = &w->groups[g];
    const struct ep_estimate *slope = &group->numbers[SLOPE];
    const int n = group->n[SLOPE];
    struct ep_softening_finding *finding = add(w->out, EP_SOFTENING_FLOW, &group->key);
    struct ep_estimate diffusion = scaled(slope, -1);
    diffusion.value = ep_tension_diffusion(slope->value, 1);
    diffusion.low = ep_tension_diffusion(slope->high, 1);
    diffusion.high = ep_tension_diffusion(slope->low, 1);
    put(finding, "slope_ratio", *slope, n, -1);
    put(finding, "diffusion_rate_per_s", scaled(&diffusion, group->key.rate), n, -1);
  }
}

// Pairs of groups

// The place of a size in the order from small to large, `nsizes` for none.
static size_t size_place(const struct ep_softening_rule *rule, const char *size)
{
  size_t place = 0;
  while (place < rule->nsizes && strcmp(rule->sizes[place], size)) place++;
  return place;
}

static bool smaller(const struct work *w, const struct group *a, const struct group *b)
{
  return size_place(w->rule, a->key.size) < size_place(w->rule, b->key.size);
}

static struct ep_softening_finding *add_pair(struct work *w, enum ep_softening_part part,
                                             const struct group *of, const struct group *against)
{
  struct ep_softening_finding *finding = add(w->out, part, &of->key);
  struct ep_campaign_key *other = &finding->against;
  if (strcmp(of->key.metal, against->key.metal)) strcpy(other->metal, against->key.metal);
  if (strcmp(of->key.size, against->key.size)) strcpy(other->size, against->key.size);
  if (strcmp(of->key.variant, against->key.variant)) strcpy(other->variant, against->key.variant);
  if (of->key.rate != against->key.rate) other->rate = against->key.rate;
  finding->censored = of->censored + against->censored;
  finding->missing = of->missing + against->missing;
  return finding;
}

// What pairs of groups are told apart by.
static void put_differences(struct ep_softening_finding *finding, const struct group *a,
                            const struct group *b)
{
  static const struct {
    int number;
    const char *difference, *ratio;
  } all[] = {{YIELD, "yield_difference_GPa", "yield_ratio"},
             {MODULUS, "modulus_difference_GPa", "modulus_ratio"},
             {SLOPE, "slope_ratio_difference", NULL}};
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
    const int k = all[i].number;
    put(finding, all[i].difference, difference(&a->numbers[k], &b->numbers[k]), a->n[k], b->n[k]);
    if (all[i].ratio)
      put(finding, all[i].ratio, ep_statistics_ratio(&a->numbers[k], &b->numbers[k]), a->n[k],
          b->n[k]);
  }
}

static const char *verdict(const struct ep_estimate *difference)
{
  if (difference->high < 0) return "weaker";
  if (difference->low > 0) return "stronger";
  return "undecided";
}

static void report_sizes(struct work *w)
{
  for (size_t i = 0; i < w->ngroups; i++)
    for (size_t j = 0; j < w->ngroups; j++) {
      const struct group *a = &w->groups[i], *b = &w->groups[j];
      if (!same(&a->key, &b->key, "s") || !smaller(w, a, b)) continue;
      struct ep_softening_finding *finding = add_pair(w, EP_SOFTENING_SIZES, a, b);
      put_differences(finding, a, b);
      finding->verdict = verdict(&finding->quantities[0].estimate);
    }
}

// Earlier metals of the table against later ones.
static void report_metals(struct work *w)
{
  for (size_t i = 0; i < w->ngroups; i++)
    for (size_t j = i + 1; j < w->ngroups; j++) {
      const struct group *a = &w->groups[i], *b = &w->groups[j];
      if (same(&a->key, &b->key, "m"))
        put_differences(add_pair(w, EP_SOFTENING_METALS, a, b), a, b);
    }
}

// Later variants of the table against earlier ones.
static void report_variants(struct work *w)
{
  for (size_t i = 0; i < w->ngroups; i++)
    for (size_t j = i + 1; j < w->ngroups; j++) {
      const struct group *a = &w->groups[j], *b = &w->groups[i];
      if (same(&a->key, &b->key, "v"))
        put_differences(add_pair(w, EP_SOFTENING_VARIANTS, a, b), a, b);
    }
}

static const struct group *find_group(const struct work *w, const struct ep_campaign_key *key,
                                      const char *size, const char *variant)
{
  for (size_t g = 0; g < w->ngroups; g++)
    if (same(&w->groups[g].key, key, "sv") && !strcmp(w->groups[g].key.size, size) &&
        !strcmp(w->groups[g].key.variant, variant))
      return &w->groups[g];
  return NULL;
}

// What one pair of a small and a larger size says against another one.
static struct ep_softening_finding *add_pairs(struct work *w, enum ep_softening_part part,
                                              const struct group *const of[2],
                                              const struct group *const against[2])
{
  struct ep_softening_finding *finding = add_pair(w, part, of[0], against[0]);
  strcpy(finding->against.size, of[1]->key.size);
  finding->censored += of[1]->censored + against[1]->censored;
  finding->missing += of[1]->missing + against[1]->missing;
  return finding;
}

static void put_change(struct work *w, const struct group *const after[2],
                       const struct group *const before[2])
{
  static const double weights[] = {1, -1, -1, 1};
  const struct ep_estimate parts[] = {after[0]->numbers[YIELD], after[1]->numbers[YIELD],
                                      before[0]->numbers[YIELD], before[1]->numbers[YIELD]};
  put(add_pairs(w, EP_SOFTENING_SIZE_CHANGES, after, before), "yield_change_GPa",
      ep_statistics_sum(parts, weights, 4), -1, -1);
}

static void put_ratio_change(struct work *w, const struct group *const slow[2],
                             const struct group *const fast[2])
{
  const struct ep_estimate of = ep_statistics_ratio(&slow[0]->numbers[YIELD],
                                                    &slow[1]->numbers[YIELD]),
                           against = ep_statistics_ratio(&fast[0]->numbers[YIELD],
                                                         &fast[1]->numbers[YIELD]);
  put(add_pairs(w, EP_SOFTENING_SIZE_RATES, slow, fast), "yield_ratio_change",
      difference(&of, &against), -1, -1);
}

// How the effect of the size on the yield changes from one variant to a later one, and from a rate to a lower one.
static void report_changes(struct work *w)
{
  for (size_t i = 0; i < w->ngroups; i++)
    for (size_t j = 0; j < w->ngroups; j++) {
      const struct group *a = &w->groups[i], *b = &w->groups[j];
      const bool later = same(&a->key, &b->key, "v") && i > j,
                 slower = same(&a->key, &b->key, "r") && a->key.rate < b->key.rate;
      if (!later && !slower) continue;
      for (size_t k = 0; k < w->ngroups; k++) {
        const struct group *large = &w->groups[k];
        if (!same(&large->key, &a->key, "s") || !smaller(w, a, large)) continue;
        const struct group *other = find_group(w, &b->key, large->key.size, b->key.variant);
        if (!other) continue;
        const struct group *const of[] = {a, large}, *const against[] = {b, other};
        (later ? put_change : put_ratio_change)(w, of, against);
      }
    }
}

// Rate sensitivity

// The lattice constant for this metal and potential, nan when it is not known.
static double lattice(const struct ep_softening_rule *rule, const struct ep_campaign_key *key)
{
  char both[2 * EP_CAMPAIGN_WORD];
  snprintf(both, sizeof both, "%s:%s", key->metal, key->potential);
  const char *const names[] = {both, key->metal, ""};
  for (int n = 0; n < 3; n++)
    for (size_t i = 0; i < rule->nlattices; i++)
      if (!strcmp(rule->lattices[i].name, names[n])) return rule->lattices[i].value;
  const ep_zhou *element = strncasecmp(key->potential, "ZJW", 3) ? NULL : ep_zhou_find(key->metal);
  return element && element->structure == EP_CNA_FCC ? ep_zhou_lattice(element) : NAN;
}

static double sites(const struct ep_softening_rule *rule, const char *size)
{
  const char *const names[] = {size, ""};
  for (int n = 0; n < 2; n++)
    for (size_t i = 0; i < rule->nsites; i++)
      if (!strcmp(rule->sites[i].name, names[n])) return rule->sites[i].value;
  return NAN;
}

// Omega falls with the slope, so that the ends of the interval change places; where the slope may be 0 Omega has no upper
// limit, and where it is not above 0 the law gives no Omega.
static struct ep_estimate volume(const struct ep_estimate *slope, double temperature)
{
  struct ep_estimate out = ep_statistics_value(NAN);
  if (slope->value > 0) {
    out.value = ep_activation_volume(temperature, slope->value);
    out.error = out.value * slope->error / slope->value;
    out.freedom = slope->freedom;
  }
  if (slope->high > 0) {
    out.low = ep_activation_volume(temperature, slope->high);
    out.high = slope->low > 0 ? ep_activation_volume(temperature, slope->low) : INFINITY;
  }
  return out;
}

static double energy(const struct work *w, const struct group *group, double modulus, double volume)
{
  const ep_activation activation = {.temperature = group->key.temperature,
                                    .volume = volume,
                                    .modulus = modulus,
                                    .rate = group->key.rate,
                                    .sites = sites(w->rule, group->key.size),
                                    .attempt = w->rule->attempt};
  return ep_activation_energy(&activation);
}

// The energy at the rate of a group. Its interval follows from that of the volume alone, and it falls with the volume.
static void report_energy(struct work *w, const struct group *group, double modulus,
                          const struct ep_estimate *omega)
{
  struct ep_estimate out = ep_statistics_value(energy(w, group, modulus, omega->value));
  out.low = energy(w, group, modulus, omega->high);
  out.high = energy(w, group, modulus, omega->low);
  struct ep_softening_finding *finding = add(w->out, EP_SOFTENING_ENERGIES, &group->key);
  finding->censored = group->censored;
  finding->missing = group->missing;
  put(finding, "energy_eV", out, -1, -1);
  put_value(finding, "athermal_GPa",
            ep_activation_athermal(group->numbers[YIELD].value, out.value, omega->value));
}

// A series is the groups that differ from its first one, `first`, by their rate.
static void report_series(struct work *w, size_t first)
{
  const struct ep_campaign *campaign = w->campaign;
  const struct ep_campaign_key *key = &w->groups[first].key;
  double *x = allocated(calloc(campaign->count, sizeof *x)),
         *y = allocated(calloc(campaign->count, sizeof *y)),
         *e = allocated(calloc(campaign->count, sizeof *e));
  size_t n = 0, rates = 0, nmoduli = 0, censored = 0, missing = 0;
  for (size_t g = first; g < w->ngroups; g++) {
    if (!same(&w->groups[g].key, key, "r")) continue;
    rates++;
    censored += w->groups[g].censored;
    missing += w->groups[g].missing;
    for (size_t i = 0; i < w->groups[g].count; i++) {
      const double *numbers = w->outcomes[w->groups[g].runs[i]].numbers;
      if (isfinite(numbers[MODULUS])) e[nmoduli++] = numbers[MODULUS];
      if (!isfinite(numbers[YIELD])) continue;
      x[n] = log(w->groups[g].key.rate);
      y[n++] = numbers[YIELD];
    }
  }
  if (rates > 1) {
    struct ep_campaign_key all = *key;
    all.rate = NAN;
    const struct ep_estimate slope = ep_statistics_slope(x, y, n),
                             omega = volume(&slope, key->temperature);
    const double cube = ep_activation_burgers_cube(lattice(w->rule, key)),
                 modulus = ep_statistics_mean(e, nmoduli).value;
    struct ep_estimate in_cubes = omega;
    in_cubes.value /= cube;
    in_cubes.error /= cube;
    in_cubes.low /= cube;
    in_cubes.high /= cube;
    struct ep_softening_finding *finding = add(w->out, EP_SOFTENING_RATES, &all);
    finding->censored = censored;
    finding->missing = missing;
    put(finding, "slope_GPa", slope, (int) n, -1);
    put(finding, "volume_A3", omega, (int) n, -1);
    put(finding, "volume_b3", in_cubes, (int) n, -1);
    for (size_t g = first; g < w->ngroups; g++)
      if (same(&w->groups[g].key, key, "r")) report_energy(w, &w->groups[g], modulus, &omega);
  }
  free(x);
  free(y);
  free(e);
}

static void report_rates(struct work *w)
{
  for (size_t g = 0; g < w->ngroups; g++) {
    size_t first = 0;
    while (!same(&w->groups[first].key, &w->groups[g].key, "r")) first++;
    if (first == g) report_series(w, g);
  }
}

// Hops

static const struct ep_campaign_hops *find_hops(const struct ep_campaign_run *run, const char *name)
{
  for (size_t k = 0; k < run->nhops; k++)
    if (!strcmp(run->hops[k].name, name)) return &run->hops[k];
  return NULL;
}

// Adds `sign` times the counts up to the last row not after `time`; nothing before the first one.
static void count_hops(const struct ep_campaign_hops *hops, double time, double sign,
                       double *events, double *exposure)
{
  const double *times = hops->table.values[EP_HOPS_TIME];
  size_t rows = 0;
  while (rows < hops->table.rows && times[rows] <= time) rows++;
  if (rows == 0) return;
  *events += sign * hops->table.values[EP_HOPS_COUNT][rows - 1];
  *exposure += sign * hops->table.values[EP_HOPS_EXPOSURE][rows - 1];
}

static void measure_hops(struct work *w, int period, const struct group *group, const char *name)
{
  static const enum ep_softening_part parts[] = {EP_SOFTENING_HOPS, EP_SOFTENING_FLOW_HOPS};
  double *events = allocated(calloc(group->count, sizeof *events)),
         *exposure = allocated(calloc(group->count, sizeof *exposure)), count = 0, time = 0;
  size_t n = 0;
  for (size_t i = 0; i < group->count; i++) {
    const struct ep_softening_run *run = &w->out->runs[group->runs[i]];
    const struct ep_campaign_hops *hops = find_hops(run->run, name);
    if (!hops || run->end == EP_RUN_MISSING) continue;
    events[n] = exposure[n] = 0;
    if (period == BEFORE_YIELD) {
      count_hops(hops, run->time, 1, &events[n], &exposure[n]);
    } else if (isfinite(w->outcomes[group->runs[i]].numbers[SLOPE])) {
      count_hops(hops, run->flow[1], 1, &events[n], &exposure[n]);
      count_hops(hops, run->flow[0], -1, &events[n], &exposure[n]);
    }
    exposure[n] *= 1e-3;    // atom ns
    if (!(exposure[n] > 0)) continue;
    count += events[n];
    time += exposure[n++];
  }
  if (period == IN_FLOW && n == 0) {    // most runs end at yield
    free(events);
    free(exposure);
    return;
  }
  w->hops[period] =
      allocated(realloc(w->hops[period], (w->nhops[period] + 1) * sizeof *w->hops[period]));
  struct hops *hops = &w->hops[period][w->nhops[period]++];
  *hops = (struct hops){group, name, ep_statistics_rate(events, exposure, n), (int) n};
  struct ep_softening_finding *finding = add(w->out, parts[period], &group->key);
  strcpy(finding->name, name);
  finding->censored = group->censored;
  finding->missing = group->missing;
  put(finding, "rate_per_atom_ns", hops->rate, (int) n, -1);
  put_value(finding, "hops", count);
  put_value(finding, "exposure_atom_ns", time);
  free(events);
  free(exposure);
}

// Whether a run of the group before its i-th has hops of this name.
static bool named_before(const struct work *w, const struct group *group, size_t i,
                         const char *name)
{
  for (size_t j = 0; j < i; j++)
    if (find_hops(&w->campaign->runs[group->runs[j]], name)) return true;
  return false;
}

static void report_hops(struct work *w, int period)
{
  for (size_t g = 0; g < w->ngroups; g++) {
    const struct group *group = &w->groups[g];
    for (size_t i = 0; i < group->count; i++) {
      const struct ep_campaign_run *run = &w->campaign->runs[group->runs[i]];
      for (size_t k = 0; k < run->nhops; k++)
        if (!named_before(w, group, i, run->hops[k].name))
          measure_hops(w, period, group, run->hops[k].name);
    }
  }
}

// Small against larger size, earlier against later metal, later against earlier variant.
static void report_hop_ratios(struct work *w, int period)
{
  static const enum ep_softening_part parts[] = {EP_SOFTENING_HOP_RATIOS,
                                                 EP_SOFTENING_FLOW_HOP_RATIOS};
  for (size_t i = 0; i < w->nhops[period]; i++)
    for (size_t j = 0; j < w->nhops[period]; j++) {
      const struct hops *a = &w->hops[period][i], *b = &w->hops[period][j];
      const struct ep_campaign_key *x = &a->group->key, *y = &b->group->key;
      if (i == j || strcmp(a->name, b->name)) continue;
      if (!(same(x, y, "s") && smaller(w, a->group, b->group)) && !(same(x, y, "m") && i < j) &&
          !(same(x, y, "v") && i > j))
        continue;
      struct ep_softening_finding *finding = add_pair(w, parts[period], a->group, b->group);
      strcpy(finding->name, a->name);
      put(finding, "rate_ratio", ep_statistics_ratio(&a->rate, &b->rate), a->n, b->n);
    }
}

static bool check_sizes(const struct work *w)
{
  for (size_t i = 0; i < w->campaign->count; i++) {
    const char *size = w->campaign->runs[i].key.size;
    if (size_place(w->rule, size) < w->rule->nsizes) continue;
    fprintf(stderr,
            "electropulse films: size '%s' is not among --sizes, which names them from small to "
            "large\n",
            size);
    return false;
  }
  return true;
}

bool ep_softening_measure(const struct ep_campaign *campaign, const struct ep_softening_rule *rule,
                          struct ep_softening *softening)
{
  struct work w = {.campaign = campaign, .rule = rule, .out = softening};
  *softening = (struct ep_softening){.nruns = campaign->count};
  if (!check_sizes(&w)) return false;
  softening->runs = allocated(calloc(campaign->count, sizeof *softening->runs));
  w.outcomes = allocated(calloc(campaign->count, sizeof *w.outcomes));
  for (size_t i = 0; i < campaign->count; i++) measure_run(&w, i);
  make_groups(&w);
  report_groups(&w);
  report_sizes(&w);
  report_rates(&w);
  for (int period = 0; period < PERIODS; period++) {
    report_hops(&w, period);
    report_hop_ratios(&w, period);
  }
  report_flow(&w);
  report_metals(&w);
  report_variants(&w);
  report_changes(&w);
  for (size_t g = 0; g < w.ngroups; g++) free(w.groups[g].runs);
  free(w.groups);
  for (int period = 0; period < PERIODS; period++) free(w.hops[period]);
  free(w.outcomes);
  return true;
}

void ep_softening_free(struct ep_softening *softening)
{
  for (int part = 0; part < EP_SOFTENING_PARTS; part++) free(softening->findings[part]);
  free(softening->runs);
  memset(softening, 0, sizeof *softening);
}
