#ifndef ELECTROPULSE_CLI_CAMPAIGN_H
#define ELECTROPULSE_CLI_CAMPAIGN_H

#include "table.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// A campaign of tension runs: the table that lists them, and what each run wrote.

enum { EP_CAMPAIGN_WORD = 32 };

// What a run, or a group of runs that differ by their seed, is. An empty word or a nan stands for any.
struct ep_campaign_key {
  char metal[EP_CAMPAIGN_WORD], potential[EP_CAMPAIGN_WORD], size[EP_CAMPAIGN_WORD],
      variant[EP_CAMPAIGN_WORD];
  double temperature, rate;    // K, 1/s
};

// The columns of a run and of a class of hops.
enum { EP_RUN_TIME, EP_RUN_STRAIN, EP_RUN_STRESS, EP_RUN_TEMPERATURE, EP_RUN_COLUMNS };
enum { EP_HOPS_TIME, EP_HOPS_COUNT, EP_HOPS_EXPOSURE, EP_HOPS_COLUMNS };

// Hops of atoms of one class, and the atoms' time, from the start on: ps, 1, atom ps.
struct ep_campaign_hops {
  char name[EP_CAMPAIGN_WORD];
  struct ep_table table;
};

struct ep_campaign_run {
  struct ep_campaign_key key;
  char *file;         // as the table names it
  char *hops_file;    // NULL: none
  long long seed;
  size_t line;              // of the table
  bool missing;             // there is no such file
  struct ep_table table;    // ps, 1, GPa, K (may be absent)
  struct ep_campaign_hops *hops;
  size_t nhops;
};

struct ep_campaign {
  struct ep_campaign_run *runs;
  size_t count;
};

// Reads the table and all that it names. A file that is not there is an error, or with `partial` a note, on standard error.
// False, after a message of the verb `films`, for anything bad.
bool ep_campaign_read(const char *path, bool partial, struct ep_campaign *campaign);

// Frees what ep_campaign_read() allocated, whatever it returned.
void ep_campaign_free(struct ep_campaign *campaign);

// Copies a word of letters, digits and . _ + - into out; false when it is none, empty or too long.
bool ep_campaign_word(struct ep_span span, char out[EP_CAMPAIGN_WORD]);

#ifdef __cplusplus
}
#endif
#endif
