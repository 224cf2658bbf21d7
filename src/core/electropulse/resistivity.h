#ifndef ELECTROPULSE_RESISTIVITY_H
#define ELECTROPULSE_RESISTIVITY_H

#ifdef __cplusplus
extern "C" {
#endif

// Resistivity as it depends on temperature and on the width of a wire; SI units.

// The temperature that resistivities of the material table are given at, K.
#define EP_RESISTIVITY_REFERENCE 300.0

// Linear in the temperature of the lattice, as phonons make it well above a fifth of the Debye temperature (Bloch and
// Grueneisen). What surfaces and defects scatter adds to `reference` alone (Matthiessen's rule).
typedef struct {
  double reference;    // at EP_RESISTIVITY_REFERENCE, > 0, ohm m
  double slope;        // per temperature, >= 0, ohm m/K
} ep_resistivity;

// The resistivity, ohm m, at a temperature of the lattice, K. Where it is not above 0, the law has ended.
double ep_resistivity_at(const ep_resistivity *r, double temperature);

// How many times that of the bulk the resistivity of a round wire is, whose diameter is `ratio` electron mean free paths,
// and whose surface reflects the fraction 0 <= specular <= 1 of the electrons as a mirror does and scatters the others:
// Boltzmann's equation solved along straight paths (Dingle, Proc. R. Soc. Lond. A 201, 545 (1950); the method is that of
// Chambers, Proc. R. Soc. Lond. A 202, 378 (1950)), integrated numerically to 1e-6 of the conductivity of the bulk.
// NaN below EP_RESISTIVITY_NARROWEST: a rough wire conducts a hundredth of the bulk's there.
#define EP_RESISTIVITY_NARROWEST 0.01
double ep_resistivity_wire_factor(double ratio, double specular);

#ifdef __cplusplus
}
#endif
#endif
