#ifndef ELECTROPULSE_CLI_PAPER_H
#define ELECTROPULSE_CLI_PAPER_H

#include "electropulse/material.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// The numbers of the experiment on pulsed gold that this package started from, and what they do not allow.

// What the paper prints.
enum ep_paper_item {
  EP_PAPER_VOLTAGE,
  EP_PAPER_SMALL_VOLTAGE,
  EP_PAPER_WIDTH,
  EP_PAPER_CIRCUIT,
  EP_PAPER_CRYSTAL,
  EP_PAPER_RESISTANCE,
  EP_PAPER_RADIUS,
  EP_PAPER_LENGTH,
  EP_PAPER_RESISTIVITY,
  EP_PAPER_CURRENT,
  EP_PAPER_CONDUCTIVITY,
  EP_PAPER_RISE,
  EP_PAPER_SMALL_RISE,
  EP_PAPER_DISSIPATION,
  EP_PAPER_SKIN_DEPTH,
  EP_PAPER_EDI,
  EP_PAPER_STRESS,
  EP_PAPER_TIMES,
  EP_PAPER_NITEMS
};

// A number the paper prints, of which a range has two ends.
struct ep_paper_input {
  const char *name, *unit, *printed;
  double low, high;
};

enum { EP_PAPER_CHECKS = 20 };

// A number the paper prints, and what follows for it by a formula from its other numbers; in units `unit`.
struct ep_paper_check {
  const char *quantity, *unit, *formula;
  double printed_low, printed_high;
  double follows_low, follows_high;
  bool melted;    // a rise that follows and ends above the melting temperature
};

// Authors, title, journal, DOI.
const char *ep_paper_reference(void);

// A number the paper prints.
const struct ep_paper_input *ep_paper_input(enum ep_paper_item item);

// Computes the checks. Fermi velocity, heat capacity and melting temperature, which the paper does not print, are those of
// `gold`; the law of Wiedemann and Franz is taken at this temperature, K.
void ep_paper_checks(const ep_material *gold, double temperature,
                     struct ep_paper_check check[EP_PAPER_CHECKS]);

// How many times what is printed follows, from the least to the most that the two ranges allow.
void ep_paper_factor(const struct ep_paper_check *check, double *low, double *high);

// Writes a number, or a range of two, with three digits; returns out.
const char *ep_paper_range(double low, double high, char out[40]);

// Prints the numbers and the checks as tables of 100 columns; the same for programs.
void ep_paper_print(const ep_material *gold, double temperature);
json_t *ep_paper_json(const ep_material *gold, double temperature);

#ifdef __cplusplus
}
#endif
#endif
