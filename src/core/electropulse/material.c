#include "electropulse/material.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

enum { NROLES = EP_ROLE_SURFACE + 1 };

struct ep_material {
  const char *symbol;
  ep_cna_structure structure;
  ep_quantity property[EP_MATERIAL_NPROPERTIES];    // printed = null: unknown
  ep_quantity wind[NROLES], direct[NROLES];
};

static const ep_material materials[] = {
    {.symbol = "Au", .structure = EP_CNA_FCC}, {.symbol = "Ag", .structure = EP_CNA_FCC},
    {.symbol = "Pt", .structure = EP_CNA_FCC}, {.symbol = "Cu", .structure = EP_CNA_FCC},
    {.symbol = "W", .structure = EP_CNA_BCC},  {.symbol = "Ta", .structure = EP_CNA_BCC},
    {.symbol = "Mo", .structure = EP_CNA_BCC}, {.symbol = "Nb", .structure = EP_CNA_BCC},
    {.symbol = "Fe", .structure = EP_CNA_BCC},
};

static const struct {
  const char *name, *unit, *keyword;
} properties[EP_MATERIAL_NPROPERTIES] = {
    [EP_MATERIAL_LATTICE] = {"lattice constant", "m", "lattice"},
    [EP_MATERIAL_DENSITY] = {"density", "kg/m^3", "density"},
    [EP_MATERIAL_RESISTIVITY] = {"resistivity", "ohm m", "resistivity"},
    [EP_MATERIAL_CARRIER_DENSITY] = {"carrier density", "1/m^3", "carriers"},
    [EP_MATERIAL_FERMI_VELOCITY] = {"Fermi velocity", "m/s", "fermi"},
    [EP_MATERIAL_MEAN_FREE_PATH] = {"electron mean free path", "m", "path"},
    [EP_MATERIAL_DISLOCATION_RESISTIVITY] = {"specific dislocation resistivity", "ohm m^3",
                                             "dislocation"},
    [EP_MATERIAL_BOUNDARY_RESISTIVITY] = {"specific grain-boundary resistivity", "ohm m^2",
                                          "boundary"},
    [EP_MATERIAL_TWIN_RESISTIVITY] = {"specific coherent-twin resistivity", "ohm m^2", "twin"},
    [EP_MATERIAL_ELECTRON_DRAG] = {"electron drag coefficient of dislocations", "Pa s", "drag"},
    [EP_MATERIAL_HEAT_CAPACITY] = {"lattice heat capacity", "J/m^3/K", "capacity"},
    [EP_MATERIAL_SOMMERFELD] = {"electron heat capacity over temperature", "J/m^3/K^2", "gamma"},
    [EP_MATERIAL_CONDUCTIVITY] = {"thermal conductivity", "W/m/K", "conductivity"},
    [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {"lattice thermal conductivity", "W/m/K", "phonons"},
    [EP_MATERIAL_COUPLING] = {"electron-phonon coupling", "W/m^3/K", "coupling"},
    [EP_MATERIAL_MELTING] = {"melting temperature", "K", "melting"},
};

int ep_material_count(void)
{
  return (int) (sizeof materials / sizeof materials[0]);
}

const ep_material *ep_material_at(int n)
{
  return &materials[n];
}

const ep_material *ep_material_find(const char *symbol)
{
  for (int n = 0; n < ep_material_count(); n++)
    if (!strcmp(materials[n].symbol, symbol)) return &materials[n];
  return NULL;
}

const char *ep_material_symbol(const ep_material *m)
{
  return m->symbol;
}

ep_cna_structure ep_material_structure(const ep_material *m)
{
  return m->structure;
}

static ep_quantity known_or_not(ep_quantity q)
{
  if (!q.printed) q.value = q.uncertainty = NAN;
  return q;
}

ep_quantity ep_material_get(const ep_material *m, ep_material_property property)
{
  return known_or_not(m->property[property]);
}

ep_quantity ep_material_valence_wind(const ep_material *m, ep_role role)
{
  return known_or_not(m->wind[role]);
}

ep_quantity ep_material_valence_direct(const ep_material *m, ep_role role)
{
  return known_or_not(m->direct[role]);
}

const char *ep_material_property_name(ep_material_property property)
{
  return properties[property].name;
}

const char *ep_material_property_unit(ep_material_property property)
{
  return properties[property].unit;
}

const char *ep_material_property_keyword(ep_material_property property)
{
  return properties[property].keyword;
}
