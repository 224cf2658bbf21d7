#ifndef ELECTROPULSE_MATERIAL_H
#define ELECTROPULSE_MATERIAL_H

#include "electropulse/role.h"

#ifdef __cplusplus
extern "C" {
#endif

// What is known of a metal: one literature value a property, with its printed form, uncertainty and reference. What is
// not known stays unknown. All numbers in SI units, of the bulk metal near 300 K and 1 bar unless the note says otherwise.

typedef struct {
  double value;    // SI; NaN when unknown
  // One standard deviation unless the note names another kind (half a published range, the distance to another published
  // value); SI; NaN when not stated.
  double uncertainty;
  const char *printed;      // the number and unit as the reference prints them; null when unknown
  const char *reference;    // full reference with DOI where there is one; null when unknown
  const char *note;         // temperature, specimen, how derived, why unknown; null: nothing to add
  int checked;    // 1: the number was read in the reference, its abstract or a reproduction of its table; 0: quoted
} ep_quantity;

typedef enum {
  EP_MATERIAL_LATTICE,            // cubic lattice constant, m
  EP_MATERIAL_DENSITY,            // kg/m^3
  EP_MATERIAL_RESISTIVITY,        // ohm m
  EP_MATERIAL_CARRIER_DENSITY,    // 1/m^3
  EP_MATERIAL_FERMI_VELOCITY,     // m/s
  EP_MATERIAL_MEAN_FREE_PATH,     // of electrons, m
  EP_MATERIAL_DISLOCATION_RESISTIVITY,    // per dislocation density, rho_D/N_D of full dislocations, ohm m^3
  EP_MATERIAL_BOUNDARY_RESISTIVITY,    // per boundary area in a volume, specific resistivity of grain boundaries, ohm m^2
  EP_MATERIAL_TWIN_RESISTIVITY,    // the same of coherent twin boundaries, ohm m^2
  EP_MATERIAL_ELECTRON_DRAG,       // drag coefficient B_e of dislocations by electrons, Pa s
  EP_MATERIAL_HEAT_CAPACITY,    // at constant pressure, of lattice and electrons together, J/m^3/K; the lattice has
                                // this less gamma T
  EP_MATERIAL_SOMMERFELD,              // gamma in C_e = gamma T_e, J/m^3/K^2
  EP_MATERIAL_CONDUCTIVITY,            // total thermal conductivity, W/m/K
  EP_MATERIAL_LATTICE_CONDUCTIVITY,    // its phonon part, W/m/K
  EP_MATERIAL_COUPLING,                // electron-phonon coupling G, W/m^3/K
  EP_MATERIAL_MELTING,                 // melting temperature, K
  EP_MATERIAL_NPROPERTIES
} ep_material_property;

typedef struct ep_material ep_material;

// How many materials there are, and each of them by number.
int ep_material_count(void);
const ep_material *ep_material_at(int n);

// The material with this chemical symbol ("Au"); null when there is none.
const ep_material *ep_material_find(const char *symbol);

const char *ep_material_symbol(const ep_material *m);
ep_cna_structure ep_material_structure(const ep_material *m);    // EP_CNA_FCC or EP_CNA_BCC

ep_quantity ep_material_get(const ep_material *m, ep_material_property property);

// Effective valence Z* of atoms with this role (below EP_ROLE_COUNT) in two parts, dimensionless, such that
// the force on an atom is (wind * rho_ref + direct * rho) e j along the conventional current: the wind part falls as 1/rho
// and is that at rho_ref = EP_MATERIAL_RESISTIVITY. Where only Z* as a whole was measured, at some rho_m, the direct part
// is the assumption its note names, and wind = (Z* - direct) rho_m / rho_ref: the two belong together.
ep_quantity ep_material_valence_wind(const ep_material *m, ep_role role);
ep_quantity ep_material_valence_direct(const ep_material *m, ep_role role);

// Name of a property in words ("electron-phonon coupling"), its SI unit ("W/m^3/K"), and in one word ("coupling").
const char *ep_material_property_name(ep_material_property property);
const char *ep_material_property_unit(ep_material_property property);
const char *ep_material_property_keyword(ep_material_property property);

#ifdef __cplusplus
}
#endif
#endif
