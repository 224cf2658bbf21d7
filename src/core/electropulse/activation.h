#ifndef ELECTROPULSE_ACTIVATION_H
#define ELECTROPULSE_ACTIVATION_H

#ifdef __cplusplus
extern "C" {
#endif

// Thermally activated yield of a sample pulled at a constant strain rate eps_dot. The event that yields, nucleation of a
// dislocation at one of N sites, has the rate N nu_D exp(-DeltaG/kT) with DeltaG = Omega (sigma_ath - sigma). The stress at
// which it is most likely to happen is
//   sigma = sigma_ath - (kT/Omega) ln(kT N nu_D/(E eps_dot Omega)),
// Zhu, Li, Samanta, Leach and Gall, Phys. Rev. Lett. 100, 025502 (2008), doi:10.1103/PhysRevLett.100.025502, as Wang et al.,
// Nat. Commun. 12, 5237 (2021), doi:10.1038/s41467-021-25542-2, use it. Stresses in GPa, volumes in A^3, energies in eV.

typedef struct {
  double temperature;    // T > 0, K
  double volume;         // Omega > 0, A^3
  double modulus;        // E > 0, GPa
  double rate;           // eps_dot > 0, 1/s
  double sites;          // N > 0
  double attempt;        // nu_D > 0, 1/s
} ep_activation;

// The activation volume Omega = kT/(d sigma/d ln eps_dot) in A^3, from T in K and the derivative in GPa; infinite for 0.
double ep_activation_volume(double temperature, double sensitivity);

// The activation free energy at that stress, DeltaG = kT ln(kT N nu_D/(E eps_dot Omega)), in eV.
double ep_activation_energy(const ep_activation *activation);

// The stress that needs no thermal activation, sigma_ath = sigma + DeltaG/Omega, in GPa, from GPa, eV and A^3.
double ep_activation_athermal(double stress, double energy, double volume);

// The volume b^3 in A^3, with the Burgers vector b = a/sqrt(2) of a perfect dislocation in an fcc crystal of lattice constant
// a in A.
double ep_activation_burgers_cube(double lattice);

#ifdef __cplusplus
}
#endif
#endif
