#ifndef ELECTROPULSE_WIND_H
#define ELECTROPULSE_WIND_H

#ifdef __cplusplus
extern "C" {
#endif

// The push of flowing electrons on atoms. Inputs in SI units; forces on atoms in eV/Angstrom. Current densities are those
// of the conventional current, of either sign.

// The effective valence Z* of an atom, in two parts (Huntington and Grone, doi:10.1016/0022-3697(61)90138-X): the wind
// part falls as 1/resistivity and is `wind` at the resistivity `reference`; the direct part does not depend on it.
typedef struct {
  double wind, direct;    // dimensionless, negative: along the electron flow
  double reference;       // ohm m
} ep_wind_valence;

// Force on an atom along the conventional current, eV/Angstrom: F = Z* e rho j
// = (wind * reference + direct * resistivity) e j, with the resistivity in ohm m and j in A/m^2.
double ep_wind_force(const ep_wind_valence *z, double resistivity, double j);

// Stress of the wind on a dislocation, Pa, by the three laws in use; j in A/m^2.
//   Fermi momentum: m_e v_F j / (3 e); v_F in m/s (Li et al., Nat. Commun. 13 (2022), equation 2)
double ep_wind_stress_fermi(double fermi_velocity, double j);
//   electron drag: B j / (e n b); B in Pa s, n carriers per m^3, b the length of the Burgers vector in m
double ep_wind_stress_drag(double drag, double carriers, double burgers, double j);
//   dislocation resistivity: (rho_D/N_D) e n j / b; rho_D/N_D in ohm m^3
double ep_wind_stress_resistivity(double dislocation_resistivity, double carriers, double burgers,
                                  double j);

// Force on each of the natoms > 0 atoms that make up `length` of line, m, with Burgers vector of length `burgers`, m, under
// a stress in Pa: stress * burgers * length / natoms, in eV/Angstrom. A body force, not the configurational force.
double ep_wind_share(double stress, double burgers, double length, double natoms);

// The inverse: the stress, Pa, that a force on each of the natoms atoms, eV/Angstrom, amounts to.
double ep_wind_equivalent(double force, double burgers, double length, double natoms);

// Power that a current density j, A/m^2, loses per length of dislocation line, W/m: (rho_D/N_D) j^2; with a boundary
// resistivity in ohm m^2 in place of rho_D/N_D, per area of boundary, W/m^2.
double ep_wind_loss(double specific_resistivity, double j);

#ifdef __cplusplus
}
#endif
#endif
