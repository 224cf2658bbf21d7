#ifndef ELECTROPULSE_CLI_PAPER_H
#define ELECTROPULSE_CLI_PAPER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// The numbers of the experiment on pulsed gold that this package started from, and what they do not allow.

enum { EP_PAPER_CHECKS = 8 };

// A number the paper prints, of which a range has two ends.
struct ep_paper_input {
  const char *name, *unit, *printed;
  double low, high;
};

// A number the paper prints, and what follows for it by a formula from its other numbers; in units `unit`.
struct ep_paper_check {
  const char *quantity, *unit, *formula;
  double printed_low, printed_high;
  double follows_low, follows_high;
};

// Authors, title, journal, DOI.
const char *ep_paper_reference(void);

// The numbers that the checks start from, and how many there are.
const struct ep_paper_input *ep_paper_inputs(size_t *count);

// Computes the checks with this Fermi velocity, m/s, which the paper does not print, and the law of Wiedemann and Franz at
// this temperature, K.
void ep_paper_checks(double fermi_velocity, double temperature,
                     struct ep_paper_check check[EP_PAPER_CHECKS]);

#ifdef __cplusplus
}
#endif
#endif
