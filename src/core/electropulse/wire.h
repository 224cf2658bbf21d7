#ifndef ELECTROPULSE_WIRE_H
#define ELECTROPULSE_WIRE_H

#include "electropulse/resistivity.h"

#ifdef __cplusplus
extern "C" {
#endif

// Electrons and lattice of a wire that current heats, in one dimension between two heat sinks: the two-temperature model
// (Anisimov, Kapeliovich and Perel'man, Sov. Phys. JETP 39, 375 (1974)) in finite volumes. SI units throughout.
//
//   gamma T_e dT_e/dt = d/dx(kappa_e dT_e/dx) - G (T_e - T_l) + rho(T_l) j^2
//           C dT_l/dt = d/dx(kappa_l dT_l/dx) + G (T_e - T_l)
//
// In a part of the cells the lattice may be made of atoms that somebody else moves: there T_l is given before each step and
// the heat that goes to it is handed out. Between two such cells next to each other the atoms conduct the lattice's heat.

typedef struct {
  double gamma;       // C_e = gamma T_e, > 0, J/m^3/K^2
  double coupling;    // G >= 0, W/m^3/K
  double capacity;    // C of the lattice, > 0, J/m^3/K; of no effect where it is made of atoms
  double
      conductivity;    // kappa_e > 0, W/m/K; 0: by the law of Wiedemann and Franz, L T_e/rho(T_l)
  double phonons;      // kappa_l >= 0, W/m/K
  ep_resistivity resistivity;
} ep_wire_metal;

// What ep_wire_step() works with.
typedef struct {
  double electrons, lattice;     // temperatures at the end of the step, K
  double conduction, phonons;    // to the cell before, by its electrons and its lattice, W/K
  double factor[2][2], right[2];
} ep_wire_work;

typedef struct {
  double length;       // along the wire, > 0, m
  double area;         // of its cross-section, > 0, m^2: of what stores heat
  double section;      // of its cross-section, >= 0, m^2: of what current and heat flow through
  double coupled;      // volume of the lattice that exchanges heat with the electrons, >= 0, m^3
  int atoms;           // nonzero: `lattice` and `coupled` are given
  double dose;         // integral of j^2 over the coming step, A^2 s/m^4
  double heat;         // state: energy of the electrons, gamma T_e^2/2 times the volume, J
  double lattice;      // state: temperature of the lattice, K
  double source;       // in the last step: energy from the current, J
  double given;        // in the last step: energy from its electrons to its lattice, J
  double conducted;    // in the last step: energy from the lattice beside it to its lattice, J
  ep_wire_work work;
} ep_wire_cell;

// Energies since the start, J. What the current brought is stored, or went to the atoms or to the sinks:
// source = (ep_wire_stored() - start) + atoms + sinks, up to rounding.
typedef struct {
  double source, atoms, sinks;
  double start;    // stored at the start
} ep_wire_ledger;

typedef struct {
  ep_wire_metal metal;
  double sink[2];    // temperature at the two ends, > 0, K; NaN: the end is insulated
  int n;             // cells, >= 1
  ep_wire_cell *cell;
  ep_wire_ledger ledger;
} ep_wire;

typedef enum {
  EP_WIRE_OK,
  EP_WIRE_BAD_METAL,       // a number of the metal is out of range
  EP_WIRE_BAD_SINK,        // a sink is
  EP_WIRE_BAD_CELL,        // there is no cell, or a number of one is out of range
  EP_WIRE_BAD_TIME,        // the step is
  EP_WIRE_NO_RESISTANCE    // the law of the resistivity has ended: the lattice is too cold for it
} ep_wire_status;

// Says what is wrong first, in the order of ep_wire_status.
ep_wire_status ep_wire_check(const ep_wire *w);

// Brings electrons and lattice, but not that of atoms, to one temperature, K, makes each section the area, and begins the
// ledger anew. A section may be changed afterwards, when atoms have left a cell: what is stored stays where it is.
void ep_wire_start(ep_wire *w, double temperature);

// Temperature of the electrons of cell i, K.
double ep_wire_electrons(const ep_wire *w, int i);

// Energy of the electrons of all cells and of the lattice that is not made of atoms, J.
double ep_wire_stored(const ep_wire *w);

// Resistance of the wire, ohm, with the present sections and temperatures of the lattice; infinite with a section of 0.
double ep_wire_resistance(const ep_wire *w);

// One implicit step of dt > 0, s: backward Euler, so that it is stable at any dt, T_e stays above 0, and a rate 1/tau comes
// out lower by the fraction dt/(2 tau). Resistivity and conductivity are those at its beginning. Energy is conserved to
// rounding. Fails with EP_WIRE_NO_RESISTANCE or EP_WIRE_BAD_TIME, and then nothing has changed.
ep_wire_status ep_wire_step(ep_wire *w, double dt);

#ifdef __cplusplus
}
#endif
#endif
