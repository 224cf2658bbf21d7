#ifndef ELECTROPULSE_CLI_PREDICTION_H
#define ELECTROPULSE_CLI_PREDICTION_H

#include "electropulse/material.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What closed formulas give for a wire, a pulse and a metal: the lines of `electropulse estimate`.

enum ep_prediction_input {
  EP_PREDICTION_RADIUS,
  EP_PREDICTION_WIDTH,
  EP_PREDICTION_HEIGHT,
  EP_PREDICTION_LENGTH,
  EP_PREDICTION_NECK,
  EP_PREDICTION_VOLTAGE,
  EP_PREDICTION_CIRCUIT,
  EP_PREDICTION_CURRENT,
  EP_PREDICTION_PULSE,
  EP_PREDICTION_RC,
  EP_PREDICTION_TEMPERATURE,
  EP_PREDICTION_LINE,
  EP_PREDICTION_ATOMS,
  // from here on of the metal
  EP_PREDICTION_RESISTIVITY,
  EP_PREDICTION_CONDUCTIVITY,
  EP_PREDICTION_CAPACITY,
  EP_PREDICTION_MELTING,
  EP_PREDICTION_LATTICE,
  EP_PREDICTION_CARRIERS,
  EP_PREDICTION_FERMI,
  EP_PREDICTION_PATH,
  EP_PREDICTION_DISLOCATION,
  EP_PREDICTION_BOUNDARY,
  EP_PREDICTION_TWIN,
  EP_PREDICTION_DRAG,
  EP_PREDICTION_WIND,      // effective valence of a bulk atom, wind part
  EP_PREDICTION_DIRECT,    // direct part
  EP_PREDICTION_NINPUTS
};

enum ep_prediction_sign { EP_PREDICTION_POSITIVE, EP_PREDICTION_NOT_NEGATIVE, EP_PREDICTION_ANY };

// Keyword, name, unit in which it is given and printed, that unit in SI, and what it must be.
struct ep_prediction_kind {
  const char *keyword, *name, *unit;
  double scale;
  enum ep_prediction_sign sign;
};

// An input: value and uncertainty in SI. Value NaN: not given or not known; uncertainty NaN: none is stated.
struct ep_prediction_given {
  double value, uncertainty;
};

struct ep_prediction {
  const ep_material *metal;
  struct ep_prediction_given input[EP_PREDICTION_NINPUTS];
  bool
      path_given;    // the mean free path belongs to the resistivity in use, not to that of the table
};

// How a line depends on temperature: not; at the one given; it is a rise above that.
enum ep_prediction_heat { EP_PREDICTION_COLD, EP_PREDICTION_AT, EP_PREDICTION_ABOVE };

// The lines, and the groups that they are printed in.
struct ep_prediction_line {
  const char *group;    // title, where a group begins; else null
  const char *keyword, *name, *unit, *formula;
  double scale;    // the unit in SI
  enum ep_prediction_heat heat;
  bool fcc;    // only for fcc metals
};

struct ep_prediction_result {
  double value;    // in the line's unit; NaN: something is missing
  double
      uncertainty;    // from the stated uncertainties, taken as independent, to first order; 0: none
  uint64_t missing;    // bit i: input i is needed and missing
  bool melted;         // above the melting temperature, where the formula does not hold
};

const struct ep_prediction_kind *ep_prediction_kind(enum ep_prediction_input input);

// What the table of materials has for an input; unknown where that is no number of the metal.
ep_quantity ep_prediction_quantity(const ep_material *metal, enum ep_prediction_input input);

// Fills a prediction with what the table of materials knows of a metal; the rest is not given.
void ep_prediction_start(struct ep_prediction *p, const ep_material *metal);

// How many lines there are, each of them, and whether it is one for this metal.
int ep_prediction_count(void);
const struct ep_prediction_line *ep_prediction_line(int n);
bool ep_prediction_applies(const struct ep_prediction *p, int n);

// Computes result[ep_prediction_count()]. The section is round where a radius is given; the current density follows from
// the voltage where none is given.
void ep_prediction_compute(const struct ep_prediction *p, struct ep_prediction_result *result);

#ifdef __cplusplus
}
#endif
#endif
