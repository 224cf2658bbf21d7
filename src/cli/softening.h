#ifndef ELECTROPULSE_CLI_SOFTENING_H
#define ELECTROPULSE_CLI_SOFTENING_H

#include "campaign.h"
#include "statistics.h"

#ifdef __cplusplus
extern "C" {
#endif

// What a campaign of tension runs says: findings, each of a group of runs or of one group against another.

// A number for a name, the empty one standing for every name.
struct ep_softening_number {
  char name[2 * EP_CAMPAIGN_WORD];
  double value;
};

enum { EP_SOFTENING_NAMES = 16 };

struct ep_softening_rule {
  double from,
      drop;    // strain to look for yield from; fall of the stress that is yield, share of the yield stress
  double elastic[2];    // strains between which the modulus is fitted
  double slip,
      until;    // fall that is a slip event, share of the yield stress; strain to which flow is looked at
  double attempt;                                             // 1/s, nan: not given
  struct ep_softening_number sites[EP_SOFTENING_NAMES];       // by size
  struct ep_softening_number lattices[EP_SOFTENING_NAMES];    // A, by METAL:POTENTIAL or METAL
  size_t nsites, nlattices;
  char sizes[EP_SOFTENING_NAMES][EP_CAMPAIGN_WORD];    // from small to large
  size_t nsizes;
};

// How a run ended, with what was found in it; nan where it has no such number.
enum ep_softening_end { EP_RUN_MISSING, EP_RUN_CENSORED, EP_RUN_YIELDED };
struct ep_softening_run {
  const struct ep_campaign_run *run;
  enum ep_softening_end end;
  double stress, strain, time;    // at yield, or of the highest stress so far: GPa, 1, ps
  double flow[2];                 // when the flow is looked at, from and to: ps
};

// A quantity of a finding; n and against are the numbers of runs, -1 where that is not what it is of.
struct ep_softening_quantity {
  const char *name;
  struct ep_estimate estimate;
  int n, against;
  bool plain;    // a value without an interval by its nature
};

enum { EP_SOFTENING_QUANTITIES = 6 };

struct ep_softening_finding {
  struct ep_campaign_key of;            // an empty word or a nan: of all
  struct ep_campaign_key against;       // what it is compared with, where that differs
  const struct ep_campaign_run *run;    // of this run, or NULL: of a group
  char name[EP_CAMPAIGN_WORD];          // of a class of hops
  const char *verdict;                  // or NULL
  size_t censored, missing;             // runs left out of yields, in both groups
  struct ep_softening_quantity quantities[EP_SOFTENING_QUANTITIES];
  int nquantities;
};

enum ep_softening_part {
  EP_SOFTENING_RUNS,
  EP_SOFTENING_RISES,
  EP_SOFTENING_GROUPS,
  EP_SOFTENING_SIZES,
  EP_SOFTENING_RATES,
  EP_SOFTENING_ENERGIES,
  EP_SOFTENING_HOPS,
  EP_SOFTENING_HOP_RATIOS,
  EP_SOFTENING_FLOW,
  EP_SOFTENING_FLOW_HOPS,
  EP_SOFTENING_FLOW_HOP_RATIOS,
  EP_SOFTENING_METALS,
  EP_SOFTENING_VARIANTS,
  EP_SOFTENING_SIZE_CHANGES,
  EP_SOFTENING_SIZE_RATES,
  EP_SOFTENING_PARTS
};

struct ep_softening {
  struct ep_softening_run *runs;    // [campaign count]
  size_t nruns;
  struct ep_softening_finding *findings[EP_SOFTENING_PARTS];
  size_t counts[EP_SOFTENING_PARTS];
};

// Works out all findings; the campaign must outlive them. False, after a message of the verb `films`, when a run or the
// order of sizes does not allow it. Without memory this ends the command, after a message.
bool ep_softening_measure(const struct ep_campaign *campaign, const struct ep_softening_rule *rule,
                          struct ep_softening *softening);

// Frees what ep_softening_measure() allocated, whatever it returned.
void ep_softening_free(struct ep_softening *softening);

#ifdef __cplusplus
}
#endif
#endif
