#ifndef ELECTROPULSE_CLI_YIELD_FIGURE_H
#define ELECTROPULSE_CLI_YIELD_FIGURE_H

#include "softening.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ep_yield_figure_kind { EP_FIGURE_NEITHER, EP_FIGURE_PNG, EP_FIGURE_SVG };

// What a file is to be by the end of its name: .png or .svg, otherwise 0.
enum ep_yield_figure_kind ep_yield_figure_kind(const char *path);

// Draws, for each metal, potential, temperature and variant, yield against rate by size, with 95 % intervals and single runs,
// and the stress-strain curves at the lowest rate at which most sizes were run; sizes in the order of the rule. False, after a
// message of the verb `films`, when the file cannot be written.
bool ep_yield_figure_write(const char *path, const struct ep_softening *softening,
                           const struct ep_softening_rule *rule);

#ifdef __cplusplus
}
#endif
#endif
