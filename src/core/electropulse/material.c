#include "electropulse/material.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

struct ep_material {
  const char *symbol;
  ep_cna_structure structure;
  ep_quantity property[EP_MATERIAL_NPROPERTIES];    // printed = null: unknown
  ep_quantity wind[EP_ROLE_COUNT], direct[EP_ROLE_COUNT];
};

// References that several numbers share.
#define ANDREWS                                                              \
  "P. V. Andrews, M. B. West and C. R. Robeson, Phil. Mag. 19, 887 (1969), " \
  "doi:10.1080/14786436908225855"
#define ASHCROFT "N. W. Ashcroft and N. D. Mermin, Solid State Physics, Saunders, Philadelphia 1976"
#define BASINSKI \
  "Z. S. Basinski and J. S. Dugdale, Phys. Rev. B 32, 2149 (1985), doi:10.1103/PhysRevB.32.2149"
#define BRORSON \
  "S. D. Brorson et al., Phys. Rev. Lett. 64, 2172 (1990), doi:10.1103/PhysRevLett.64.2172"
#define CRC \
  "D. R. Lide (ed.), CRC Handbook of Chemistry and Physics, 85th ed., CRC Press, Boca Raton 2004"
#define GALL "D. Gall, J. Appl. Phys. 119, 085101 (2016), doi:10.1063/1.4942216"
#define HO                                                                           \
  "C. Y. Ho, R. W. Powell and P. E. Liley, J. Phys. Chem. Ref. Data 1, 279 (1972), " \
  "doi:10.1063/1.3253100"
#define HOHLFELD \
  "J. Hohlfeld et al., Chem. Phys. 251, 237 (2000), doi:10.1016/S0301-0104(99)00330-4, table 1"
#define HUNTINGTON                                                          \
  "H. B. Huntington and A. R. Grone, J. Phys. Chem. Solids 20, 76 (1961), " \
  "doi:10.1016/0022-3697(61)90138-X"
#define ITS90                                                                                 \
  "H. Preston-Thomas, The International Temperature Scale of 1990, Metrologia 27, 3 (1990), " \
  "doi:10.1088/0026-1394/27/1/002"
#define KING                                                                                      \
  "H. W. King, Crystal structures and lattice parameters of allotropes of the elements, in: " CRC \
  ", section 12"
#define KITTEL "C. Kittel, Introduction to Solid State Physics, 8th ed., Wiley, Hoboken 2005"
#define LU                                                                \
  "L. Lu, Y. Shen, X. Chen, L. Qian and K. Lu, Science 304, 422 (2004), " \
  "doi:10.1126/science.1092905"
#define MARTIN "D. L. Martin, Phys. Rev. B 8, 5357 (1973), doi:10.1103/PhysRevB.8.5357"
#define MATULA "R. A. Matula, J. Phys. Chem. Ref. Data 8, 1147 (1979), doi:10.1063/1.555614"
#define TU                                                                                        \
  "K. N. Tu, J. Appl. Phys. 94, 5451 (2003), doi:10.1063/1.1611263, table of measured effective " \
  "charges"

#define DERIVED_COUPLING "not a measurement of G itself: from the coupling constant of " BRORSON
#define LATTICE_CONDUCTIVITIES \
  "calculated values of 18 metals lie from 2 to 18 W/m/K (Z. Tong et al., arXiv:1907.01364)"
#define NOMINAL_VALENCE                                                                            \
  "assumed, not measured: the nominal valence; 0 has been argued for too (No \"direct force\" in " \
  "electromigration, "                                                                             \
  "Phys. Rev. B 18, 596 (1978), doi:10.1103/PhysRevB.18.596)"

// mol/m^3 from g/cm^3 and g/mol, for quantities that are printed per mole.
#define MOLES(density, mass) (1e6 * (density) / (mass))
#define PER_MOLE(density, mass) "per volume with " density " g/cm^3 and " mass " g/mol"

static const ep_material materials[] = {
    {.symbol = "Au",
     .structure = EP_CNA_FCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {4.0782e-10, NAN, "4.0782 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {19.28e3, 0.02e3, "19.28 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 19.3 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {2.271e-8, 0.001e-8, "2.271 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; after " MATULA, 1},
             [EP_MATERIAL_CARRIER_DENSITY] = {5.90e28, NAN, "5.90 x 10^22 cm^-3",
                                              ASHCROFT ", table 1.1", "free electrons, one an atom",
                                              1},
             [EP_MATERIAL_FERMI_VELOCITY] = {1.40e6, NAN, "1.40 x 10^8 cm/s",
                                             ASHCROFT ", table 2.1", "free electrons", 1},
             [EP_MATERIAL_MEAN_FREE_PATH] =
                 {37.7e-9, NAN, "37.7 nm", GALL,
                  "calculated from the Fermi surface, for 2.214 x 10^-8 ohm m at 293 K", 0},
             [EP_MATERIAL_DISLOCATION_RESISTIVITY] =
                 {.note = "2.6 x 10^-25 ohm m^3 is often quoted; no reference for it was found"},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {25.418 * MOLES(19.28, 196.966570), NAN, "25.418 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("19.28", "196.966570"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {0.689e-3 * MOLES(19.28, 196.966570), 0.001e-3 * MOLES(19.28, 196.966570),
                  "0.689 mJ/K^2/g atom", MARTIN,
                  "from 0.4 to 30 K; 95 % limits of the fit; older tables have 0.729; " PER_MOLE(
                      "19.28", "196.966570"),
                  1},
             [EP_MATERIAL_CONDUCTIVITY] = {317, NAN, "3.17 W/cm/K", HO,
                                           "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] =
                 {2.1e16, 0.5e16, "2.1 x 10^16 W/m^3/K", HOHLFELD,
                  "2.6 x 10^16 follows from the coupling constant 23 meV^2 of " BRORSON, 0},
             [EP_MATERIAL_MELTING] = {1337.33, NAN, "1337.33 K", ITS90,
                                      "defining fixed point of the scale", 1},
         },
     .wind = {[EP_ROLE_BULK] =
                  {(-8.5 - 1) * 11.5 / 2.271, 6, "-9.5 to -7.5", TU,
                   "Z* as a whole at 850 to 1000 C, direct part 1 taken off, "
                   "times 11.5 x 10^-8 ohm m at 1200 K over 2.271 x 10^-8 at 300 K (" MATULA ")",
                   0}},
     .direct = {[EP_ROLE_BULK] = {1, 1, "1", HUNTINGTON, NOMINAL_VALENCE, 0}}},
    {.symbol = "Ag",
     .structure = EP_CNA_FCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {4.0857e-10, NAN, "4.0857 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {10.50e3, 0.01e3, "10.50 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 10.5 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {1.629e-8, 0.001e-8, "1.629 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; after " MATULA, 1},
             [EP_MATERIAL_CARRIER_DENSITY] = {5.86e28, NAN, "5.86 x 10^22 cm^-3",
                                              ASHCROFT ", table 1.1", "free electrons, one an atom",
                                              1},
             [EP_MATERIAL_FERMI_VELOCITY] = {1.39e6, NAN, "1.39 x 10^8 cm/s",
                                             ASHCROFT ", table 2.1", "free electrons", 1},
             [EP_MATERIAL_MEAN_FREE_PATH] =
                 {53.3e-9, NAN, "53.3 nm", GALL,
                  "calculated from the Fermi surface, for 1.587 x 10^-8 ohm m at 293 K", 0},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {25.350 * MOLES(10.50, 107.8682), NAN, "25.350 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("10.50", "107.8682"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {0.640e-3 * MOLES(10.50, 107.8682),
                  0.001e-3 * MOLES(10.50, 107.8682), "0.640 mJ/K^2/g atom", MARTIN,
                  "from 0.4 to 30 K; 95 % limits of the fit; older tables have 0.646; " PER_MOLE(
                      "10.50", "107.8682"),
                  1},
             [EP_MATERIAL_CONDUCTIVITY] = {429, NAN, "4.29 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] = {3.5e16, NAN, "3.5 x 10^16 W/m^3/K", HOHLFELD, NULL, 0},
             [EP_MATERIAL_MELTING] = {1234.93, NAN, "1234.93 K",
                                      ITS90, "defining fixed point of the scale", 1},
         },
     .wind = {[EP_ROLE_BULK] =
                  {(-8.3 - 1) * 7.3 / 1.629, 9, "-8.3 +- 1.8", TU,
                   "Z* as a whole at 795 to 900 C, direct part 1 taken off, "
                   "times 7.3 x 10^-8 ohm m at 1120 K over 1.629 x 10^-8 at 300 K (" MATULA ")",
                   0}},
     .direct = {[EP_ROLE_BULK] = {1, 1, "1", HUNTINGTON, NOMINAL_VALENCE, 0}}},
    {.symbol = "Pt",
     .structure = EP_CNA_FCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {3.9236e-10, NAN, "3.9236 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {21.47e3, 0.03e3, "21.47 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 21.5 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {10.8e-8, 0.1e-8, "10.8 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; polycrystal", 0},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {25.86 * MOLES(21.47, 195.084), NAN, "25.86 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("21.47", "195.084"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {6.8e-3 * MOLES(21.47, 195.084), NAN, "6.8 mJ/mol/K^2", KITTEL ", table 6.2",
                  "at low temperature, enhanced by phonons, which is less so at 300 K; " PER_MOLE(
                      "21.47", "195.084"),
                  0},
             [EP_MATERIAL_CONDUCTIVITY] = {71.6, NAN, "0.716 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] =
                 {25e16, 85e16, "25 x 10^16 W/m^3/K", HOHLFELD,
                  "1.1 x 10^18 calculated by Z. Lin, L. V. Zhigilei and V. Celli, Phys. Rev. B 77, "
                  "075133 (2008), doi:10.1103/PhysRevB.77.075133",
                  0},
             [EP_MATERIAL_MELTING] = {2041.55, NAN, "1768.4 C",
                                      CRC ", section 4, physical constants", NULL, 0},
         }},
    {.symbol = "Cu",
     .structure = EP_CNA_FCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {3.6146e-10, NAN, "3.6146 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {8.93e3, 0.03e3, "8.93 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 8.96 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {1.725e-8, 0.001e-8, "1.725 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; after " MATULA, 0},
             [EP_MATERIAL_CARRIER_DENSITY] = {8.47e28, NAN, "8.47 x 10^22 cm^-3",
                                              ASHCROFT ", table 1.1", "free electrons, one an atom",
                                              1},
             [EP_MATERIAL_FERMI_VELOCITY] = {1.57e6, NAN, "1.57 x 10^8 cm/s",
                                             ASHCROFT ", table 2.1",
                                             "free electrons; 1.11 x 10^8 cm/s is the mean over "
                                             "the real Fermi surface, 29 % less (" GALL ")",
                                             1},
             [EP_MATERIAL_MEAN_FREE_PATH] =
                 {39.9e-9, NAN, "39.9 nm", GALL,
                  "calculated from the Fermi surface, for 1.678 x 10^-8 ohm m at 293 K", 0},
             [EP_MATERIAL_DISLOCATION_RESISTIVITY] =
                 {3e-25, 3e-25, "~3 x 10^-19 ohm cm^3", BASINSKI,
                  "bent single crystals, about 10^7 cm of dislocation in a "
                  "cm^3, etch pits counted; \"correct to "
                  "within a factor of 2\"",
                  1},
             [EP_MATERIAL_BOUNDARY_RESISTIVITY] =
                 {3.12e-16, NAN, "3.12 x 10^-12 ohm cm^2", ANDREWS,
                  "mean over the grain boundaries of polycrystals; single boundaries differ by a "
                  "factor of 2 and more with their "
                  "structure (H. Bishara et al., ACS Nano 15, 16607 (2021), "
                  "doi:10.1021/acsnano.1c06367)",
                  0},
             [EP_MATERIAL_TWIN_RESISTIVITY] =
                 {1.5e-17, NAN, "1.5 x 10^-17 ohm m^2",
                  LU, "growth twins in electrodeposited foil, room temperature", 0},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {24.440 * MOLES(8.93, 63.546), NAN, "24.440 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("8.93", "63.546"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {0.691e-3 * MOLES(8.93, 63.546),
                  0.001e-3 * MOLES(8.93, 63.546), "0.691 mJ/K^2/g atom", MARTIN,
                  "from 0.4 to 30 K; 95 % limits of the fit; older tables have 0.695; " PER_MOLE(
                      "8.93", "63.546"),
                  1},
             [EP_MATERIAL_CONDUCTIVITY] = {401, NAN, "4.01 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] =
                 {10e16, 5.3e16, "10 x 10^16 W/m^3/K", HOHLFELD,
                  "4.7 x 10^16 follows from the coupling constant 29 meV^2 of " BRORSON, 0},
             [EP_MATERIAL_MELTING] = {1357.77, NAN, "1357.77 K",
                                      ITS90, "defining fixed point of the scale", 1},
         },
     .wind = {[EP_ROLE_BULK] =
                  {(-4.8 - 1) * 8.7 / 1.725, 8, "-4.8 +- 1.5", TU,
                   "Z* as a whole at 870 to 1005 C, direct part 1 taken off, "
                   "times 8.7 x 10^-8 ohm m at 1210 K over 1.725 x 10^-8 at 300 K (" MATULA ")",
                   0}},
     .direct = {[EP_ROLE_BULK] = {1, 1, "1", HUNTINGTON, NOMINAL_VALENCE, 0}}},
    {.symbol = "W",
     .structure = EP_CNA_BCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {3.1652e-10, NAN, "3.1652 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {19.25e3, 0.05e3, "19.25 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 19.3 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {5.44e-8, 0.01e-8, "5.44 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; polycrystal", 0},
             [EP_MATERIAL_MEAN_FREE_PATH] =
                 {15.5e-9, NAN, "15.5 nm", GALL,
                  "calculated from the Fermi surface, for 5.28 x 10^-8 ohm m at 293 K", 0},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {24.27 * MOLES(19.25, 183.84), NAN, "24.27 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("19.25", "183.84"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {1.3e-3 * MOLES(19.25, 183.84), NAN, "1.3 mJ/mol/K^2", KITTEL ", table 6.2",
                  "at low temperature, enhanced by phonons, which is less so at 300 K; " PER_MOLE(
                      "19.25", "183.84"),
                  0},
             [EP_MATERIAL_CONDUCTIVITY] = {174, NAN, "1.74 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] = {26e16, NAN, "26 x 10^16 W/m^3/K", HOHLFELD, DERIVED_COUPLING,
                                       0},
             [EP_MATERIAL_MELTING] = {3695.15, 8, "3422 C", CRC ", section 4, physical constants",
                                      "later editions: 3414 C", 0},
         }},
    {.symbol = "Ta",
     .structure = EP_CNA_BCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {3.3030e-10, NAN, "3.3030 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {16.66e3, 0.26e3, "16.66 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; the CRC Handbook has 16.4 g/cm^3, which "
                                      "its lattice constant excludes",
                                      0},
             [EP_MATERIAL_RESISTIVITY] = {13.5e-8, 0.1e-8, "13.5 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; polycrystal", 0},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {25.36 * MOLES(16.66, 180.94788), NAN, "25.36 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("16.66", "180.94788"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {5.9e-3 * MOLES(16.66, 180.94788), NAN, "5.9 mJ/mol/K^2", KITTEL ", table 6.2",
                  "at low temperature, enhanced by phonons, which is less so at 300 K; " PER_MOLE(
                      "16.66", "180.94788"),
                  0},
             [EP_MATERIAL_CONDUCTIVITY] = {57.5, NAN, "0.575 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_MELTING] = {3290.15, NAN, "3017 C", CRC ", section 4, physical constants",
                                      NULL, 0},
         }},
    {.symbol = "Mo",
     .structure = EP_CNA_BCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {3.1470e-10, NAN, "3.1470 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {10.22e3, 0.02e3, "10.22 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 10.2 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {5.52e-8, 0.01e-8, "5.52 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; polycrystal", 0},
             [EP_MATERIAL_MEAN_FREE_PATH] =
                 {11.2e-9, NAN, "11.2 nm", GALL,
                  "calculated from the Fermi surface, for 5.34 x 10^-8 ohm m at 293 K", 0},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {24.06 * MOLES(10.22, 95.95), NAN, "24.06 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("10.22", "95.95"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {2.0e-3 * MOLES(10.22, 95.95), NAN, "2.0 mJ/mol/K^2", KITTEL ", table 6.2",
                  "at low temperature, enhanced by phonons, which is less so at 300 K; " PER_MOLE(
                      "10.22", "95.95"),
                  0},
             [EP_MATERIAL_CONDUCTIVITY] = {138, NAN, "1.38 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] = {13e16, NAN, "13 x 10^16 W/m^3/K", HOHLFELD, NULL, 0},
             [EP_MATERIAL_MELTING] = {2896.15, NAN, "2623 C", CRC ", section 4, physical constants",
                                      NULL, 0},
         }},
    {.symbol = "Nb",
     .structure = EP_CNA_BCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {3.3004e-10, NAN, "3.3004 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {8.58e3, 0.01e3, "8.58 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 8.57 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] =
                 {14.5e-8, 2.0e-8, "14.5 x 10^-6 ohm cm", KITTEL ", table 6.3",
                  "at 295 K; 13.5 x 10^-6 ohm cm at 273 K without impurities (G. K. White and S. "
                  "B. Woods, Can. J. Phys. 35 "
                  "(1957)); other tables have 12.5 and 15.2 x 10^-6 ohm cm at 273 K",
                  0},
             [EP_MATERIAL_CARRIER_DENSITY] = {5.56e28, NAN, "5.56 x 10^22 cm^-3",
                                              ASHCROFT ", table 1.1",
                                              "free electrons, one an atom; a convention, the "
                                              "bands of a transition metal are not free",
                                              1},
             [EP_MATERIAL_FERMI_VELOCITY] =
                 {1.37e6, NAN, "1.37 x 10^8 cm/s", ASHCROFT ", table 2.1",
                  "free electrons; the bands of a transition metal are far from it", 1},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {24.60 * MOLES(8.58, 92.90637), NAN, "24.60 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; " PER_MOLE("8.58", "92.90637"), 0},
             [EP_MATERIAL_SOMMERFELD] =
                 {7.79e-3 * MOLES(8.58, 92.90637), NAN, "7.79 mJ/mol/K^2", KITTEL ", table 6.2",
                  "at low temperature, enhanced by phonons, which is less so at 300 K; " PER_MOLE(
                      "8.58", "92.90637"),
                  0},
             [EP_MATERIAL_CONDUCTIVITY] = {53.7, NAN, "0.537 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_COUPLING] = {387e16, NAN, "387 x 10^16 W/m^3/K", HOHLFELD,
                                       DERIVED_COUPLING, 0},
             [EP_MATERIAL_MELTING] = {2750.15, NAN, "2477 C", CRC ", section 4, physical constants",
                                      NULL, 0},
         }},
    {.symbol = "Fe",
     .structure = EP_CNA_BCC,
     .property =
         {
             [EP_MATERIAL_LATTICE] = {2.8665e-10, NAN, "2.8665 Angstrom", KING, "at 298 K", 0},
             [EP_MATERIAL_DENSITY] = {7.87e3, 0.01e3, "7.87 g/cm^3", KITTEL ", table 1.4",
                                      "room temperature; CRC Handbook: 7.87 g/cm^3", 0},
             [EP_MATERIAL_RESISTIVITY] = {9.98e-8, 0.01e-8, "9.98 x 10^-8 ohm m",
                                          CRC ", section 12, electrical resistivity of pure metals",
                                          "at 300 K; polycrystal", 0},
             [EP_MATERIAL_CARRIER_DENSITY] = {17.0e28, NAN, "17.0 x 10^22 cm^-3",
                                              ASHCROFT ", table 1.1",
                                              "free electrons, two an atom; a convention, the "
                                              "bands of a transition metal are not free",
                                              1},
             [EP_MATERIAL_FERMI_VELOCITY] =
                 {1.98e6, NAN, "1.98 x 10^8 cm/s", ASHCROFT ", table 2.1",
                  "free electrons; the bands of a transition metal are far from it", 1},
             [EP_MATERIAL_HEAT_CAPACITY] =
                 {25.10 * MOLES(7.87, 55.845), NAN, "25.10 J/mol/K",
                  CRC ", section 4, heat capacity of the elements at 25 C",
                  "at 298 K and constant pressure; magnetic part included; " PER_MOLE("7.87",
                                                                                      "55.845"),
                  0},
             [EP_MATERIAL_SOMMERFELD] =
                 {4.98e-3 * MOLES(7.87, 55.845), NAN, "4.98 mJ/mol/K^2", KITTEL ", table 6.2",
                  "at low temperature, enhanced by phonons, which is less so at 300 K; " PER_MOLE(
                      "7.87", "55.845"),
                  0},
             [EP_MATERIAL_CONDUCTIVITY] = {80.2, NAN, "0.802 W/cm/K",
                                           HO, "recommended value at 300 K", 0},
             [EP_MATERIAL_LATTICE_CONDUCTIVITY] = {.note = LATTICE_CONDUCTIVITIES},
             [EP_MATERIAL_MELTING] = {1811.15, NAN, "1538 C", CRC ", section 4, physical constants",
                                      NULL, 0},
         }},
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
    [EP_MATERIAL_HEAT_CAPACITY] = {"heat capacity", "J/m^3/K", "capacity"},
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
