// What closed formulas give, with the uncertainty of each line and what it lacks.
#include "prediction.h"

#include "electropulse/circuit.h"
#include "electropulse/constants.h"
#include "electropulse/heat.h"
#include "electropulse/wind.h"

#include <math.h>
#include <stddef.h>

static const double pi = 3.14159265358979323846;

#define NANOMETER 1e-9
#define NANOSECOND 1e-9
#define PER_SQUARE_CENTIMETER 1e4    // A/cm^2
#define EV_PER_PS (EP_ELEMENTARY_CHARGE * 1e12)

static const struct ep_prediction_kind kinds[EP_PREDICTION_NINPUTS] = {
    [EP_PREDICTION_RADIUS] = {"radius", "radius", "nm", NANOMETER, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_WIDTH] = {"width", "width", "nm", NANOMETER, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_HEIGHT] = {"height", "height", "nm", NANOMETER, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_LENGTH] = {"length", "length", "nm", NANOMETER, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_NECK] = {"neck", "radius of the neck", "nm", NANOMETER, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_VOLTAGE] = {"voltage", "voltage", "V", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_CIRCUIT] = {"circuit", "resistance of the circuit", "ohm", 1.0,
                               EP_PREDICTION_NOT_NEGATIVE},
    [EP_PREDICTION_CURRENT] = {"current", "current density", "A/cm^2", PER_SQUARE_CENTIMETER,
                               EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_PULSE] = {"pulse", "width of the pulse", "ns", NANOSECOND,
                             EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_RC] = {"rc", "RC time", "ns", NANOSECOND, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_TEMPERATURE] = {"temperature", "temperature", "K", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_LINE] = {"line", "length of dislocation line", "nm", NANOMETER,
                            EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_ATOMS] = {"atoms", "core atoms on it", "", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_RESISTIVITY] = {"resistivity", "resistivity", "ohm m", 1.0,
                                   EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_CONDUCTIVITY] = {"conductivity", "thermal conductivity", "W/m/K", 1.0,
                                    EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_CAPACITY] = {"capacity", "heat capacity", "J/m^3/K", 1.0,
                                EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_MELTING] = {"melting", "melting temperature", "K", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_LATTICE] = {"lattice", "lattice constant", "m", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_CARRIERS] = {"carriers", "carrier density", "1/m^3", 1.0,
                                EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_FERMI] = {"fermi", "Fermi velocity", "m/s", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_PATH] = {"path", "electron mean free path", "m", 1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_DISLOCATION] = {"dislocation", "specific dislocation resistivity", "ohm m^3",
                                   1.0, EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_BOUNDARY] = {"boundary", "specific grain-boundary resistivity", "ohm m^2", 1.0,
                                EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_TWIN] = {"twin", "specific coherent-twin resistivity", "ohm m^2", 1.0,
                            EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_DRAG] = {"drag", "electron drag coefficient", "Pa s", 1.0,
                            EP_PREDICTION_POSITIVE},
    [EP_PREDICTION_WIND] = {"wind", "valence of a bulk atom, wind part", "", 1.0,
                            EP_PREDICTION_ANY},
    [EP_PREDICTION_DIRECT] = {"direct", "valence of a bulk atom, direct part", "", 1.0,
                              EP_PREDICTION_ANY},
};

enum {
  RESISTANCE,
  VOLTAGE,
  CURRENT,
  CURRENT_DENSITY,
  STRESS_FERMI,
  STRESS_DRAG,
  STRESS_DRAG_PARTIAL,
  STRESS_RESISTIVITY,
  STRESS_RESISTIVITY_PARTIAL,
  UNIT_FORCE,
  BULK_FORCE,
  LINE_POWER,
  BURGERS_POWER,
  ATOM_POWER,
  BOUNDARY_POWER,
  TWIN_POWER,
  HEATING_RATE,
  MELTING_TIME,
  CONDUCTIVITY,
  RISE,
  PULSE_RISE,
  DISSIPATION,
  DECAY,
  CONDUCTIVITY_WF,
  CONDUCTIVITY_RATIO,
  RISE_WF,
  PULSE_RISE_WF,
  RISE_WF_HOT,
  DISSIPATION_WF,
  DECAY_WF,
  SKIN_DEPTH,
  SKIN_DEPTH_HALF,
  RC_PEAK,
  RC_WIDTH,
  RC_END,
  RC_HEAT,
  FREE_PATH,
  NECK_MAXWELL,
  NECK_SHARVIN,
  NECK_SUM,
  NECK_CURRENT_DENSITY,
  NLINES
};

#define COLD EP_PREDICTION_COLD
#define AT EP_PREDICTION_AT
#define ABOVE EP_PREDICTION_ABOVE

static const struct ep_prediction_line lines[NLINES] = {
    [RESISTANCE] = {"Current", "resistance", "resistance", "ohm", "rho L/A", 1.0, COLD, false},
    [VOLTAGE] = {NULL, "voltage", "voltage across it", "V", "rho j L", 1.0, COLD, false},
    [CURRENT] = {NULL, "current", "current", "mA", "j A", 1e-3, COLD, false},
    [CURRENT_DENSITY] = {NULL, "current_density", "current density j", "A/cm^2",
                         "given, or U/((R_c + R) A)", PER_SQUARE_CENTIMETER, COLD, false},
    [STRESS_FERMI] = {"Wind stress on a dislocation", "stress_fermi", "Fermi momentum", "GPa",
                      "m_e v_F j/(3 e)", 1e9, COLD, false},
    [STRESS_DRAG] = {NULL, "stress_drag", "drag, full dislocation", "GPa", "B j/(e n b)", 1e9, COLD,
                     false},
    [STRESS_DRAG_PARTIAL] = {NULL, "stress_drag_partial", "drag, partial", "GPa",
                             "B j/(e n b), same B", 1e9, COLD, true},
    [STRESS_RESISTIVITY] = {NULL, "stress_resistivity", "resistivity, full dislocation", "GPa",
                            "(rho_D/N_D) e n j/b", 1e9, COLD, false},
    [STRESS_RESISTIVITY_PARTIAL] = {NULL, "stress_resistivity_partial", "resistivity, partial",
                                    "GPa", "the same rho_D/N_D", 1e9, COLD, true},
    [UNIT_FORCE] = {"Force on an atom", "unit_force", "per unit Z*", "eV/A", "e rho j",
                    EP_ELEMENTARY_CHARGE * 1e10, COLD, false},
    [BULK_FORCE] = {NULL, "bulk_force", "on a bulk atom, along the current", "eV/A",
                    "(Z_w rho_300 + Z_d rho) e j", EP_ELEMENTARY_CHARGE * 1e10, COLD, false},
    [LINE_POWER] = {"Power at a core", "line_power", "per length of dislocation line", "W/m",
                    "(rho_D/N_D) j^2", 1.0, COLD, false},
    [BURGERS_POWER] = {NULL, "burgers_power", "per Burgers vector of line", "eV/ps",
                       "(rho_D/N_D) j^2 b", EV_PER_PS, COLD, false},
    [ATOM_POWER] = {NULL, "atom_power", "per core atom", "eV/ps", "(rho_D/N_D) j^2 line/atoms",
                    EV_PER_PS, COLD, false},
    [BOUNDARY_POWER] = {NULL, "boundary_power", "per area of grain boundary", "eV/ps/nm^2",
                        "rho_b j^2", EV_PER_PS * 1e18, COLD, false},
    [TWIN_POWER] = {NULL, "twin_power", "per area of coherent twin boundary", "eV/ps/nm^2",
                    "rho_t j^2", EV_PER_PS * 1e18, COLD, false},
    [HEATING_RATE] = {"Heat that stays", "heating_rate", "heating rate", "K/ps", "j^2 rho/C", 1e12,
                      COLD, false},
    [MELTING_TIME] = {NULL, "melting_time", "time until melting begins", "ps",
                      "(T_m - T) C/(j^2 rho)", 1e-12, AT, false},
    [CONDUCTIVITY] = {"Heat between sinks at the ends", "conductivity", "thermal conductivity",
                      "W/m/K", "given, or of the metal", 1.0, COLD, false},
    [RISE] = {NULL, "rise", "temperature rise in the middle", "K", "j^2 rho L^2/(8 kappa)", 1.0,
              ABOVE, false},
    [PULSE_RISE] = {NULL, "pulse_rise", "the same, at the end of the pulse", "K",
                    "modes of the rod", 1.0, ABOVE, false},
    [DISSIPATION] = {NULL, "dissipation", "dissipation time", "ps", "L^2 C/kappa", 1e-12, COLD,
                     false},
    [DECAY] = {NULL, "decay", "1/e of the slowest mode", "ps", "L^2 C/(pi^2 kappa)", 1e-12, COLD,
               false},
    [CONDUCTIVITY_WF] = {"The same by the law of Wiedemann and Franz", "conductivity_wf",
                         "conductivity of the electrons", "W/m/K", "(pi^2/3) (k/e)^2 T/rho", 1.0,
                         AT, false},
    [CONDUCTIVITY_RATIO] = {NULL, "conductivity_ratio", "the conductivity above is larger by", "",
                            "kappa/kappa_WF", 1.0, AT, false},
    [RISE_WF] = {NULL, "rise_wf", "temperature rise in the middle", "K", "j^2 rho L^2/(8 kappa_WF)",
                 1.0, ABOVE, false},
    [PULSE_RISE_WF] = {NULL, "pulse_rise_wf", "the same, at the end of the pulse", "K",
                       "modes of the rod", 1.0, ABOVE, false},
    [RISE_WF_HOT] = {NULL, "rise_wf_hot", "at last, kappa_WF rising with T", "K",
                     "sqrt(T^2+U^2/4L_0) - T", 1.0, ABOVE, false},
    [DISSIPATION_WF] = {NULL, "dissipation_wf", "dissipation time", "ps", "L^2 C/kappa_WF", 1e-12,
                        AT, false},
    [DECAY_WF] = {NULL, "decay_wf", "1/e of the slowest mode", "ps", "L^2 C/(pi^2 kappa_WF)", 1e-12,
                  AT, false},
    [SKIN_DEPTH] = {"Pulse", "skin_depth", "skin depth at 1/width", "um", "sqrt(rho/(pi f mu_0))",
                    1e-6, COLD, false},
    [SKIN_DEPTH_HALF] = {NULL, "skin_depth_half", "skin depth at 1/(2 width)", "um",
                         "sqrt(rho/(pi f mu_0))", 1e-6, COLD, false},
    [RC_PEAK] = {NULL, "rc_peak", "behind RC: height reached", "", "1 - exp(-width/RC)", 1.0, COLD,
                 false},
    [RC_WIDTH] = {NULL, "rc_width", "behind RC: width at half of that", "ns",
                  "width + RC ln(2 - height)", NANOSECOND, COLD, false},
    [RC_END] = {NULL, "rc_end", "behind RC: down to a tenth after", "ns", "width + RC ln 10",
                NANOSECOND, COLD, false},
    [RC_HEAT] = {NULL, "rc_heat", "behind RC: part of the heat", "", "1 - height RC/width", 1.0,
                 COLD, false},
    [FREE_PATH] = {"Neck", "free_path", "electron mean free path", "nm", "(rho l)_metal/rho",
                   NANOMETER, COLD, false},
    [NECK_MAXWELL] = {NULL, "neck_maxwell", "resistance, Maxwell's", "ohm", "rho/(2 a)", 1.0, COLD,
                      false},
    [NECK_SHARVIN] = {NULL, "neck_sharvin", "resistance, Sharvin's", "ohm", "4 rho l/(3 pi a^2)",
                      1.0, COLD, false},
    [NECK_SUM] = {NULL, "neck", "resistance between the two", "ohm", "their sum; good to 11 %", 1.0,
                  COLD, false},
    [NECK_CURRENT_DENSITY] = {NULL, "neck_current_density", "current density in it", "A/cm^2",
                              "j A/(pi a^2)", PER_SQUARE_CENTIMETER, COLD, false},
};

const struct ep_prediction_kind *ep_prediction_kind(enum ep_prediction_input input)
{
  return &kinds[input];
}

ep_quantity ep_prediction_quantity(const ep_material *metal, enum ep_prediction_input input)
{
  switch (input) {
    case EP_PREDICTION_RESISTIVITY:
      return ep_material_get(metal, EP_MATERIAL_RESISTIVITY);
    case EP_PREDICTION_CONDUCTIVITY:
      return ep_material_get(metal, EP_MATERIAL_CONDUCTIVITY);
    case EP_PREDICTION_CAPACITY:
      return ep_material_get(metal, EP_MATERIAL_HEAT_CAPACITY);
    case EP_PREDICTION_MELTING:
      return ep_material_get(metal, EP_MATERIAL_MELTING);
    case EP_PREDICTION_LATTICE:
      return ep_material_get(metal, EP_MATERIAL_LATTICE);
    case EP_PREDICTION_CARRIERS:
      return ep_material_get(metal, EP_MATERIAL_CARRIER_DENSITY);
    case EP_PREDICTION_FERMI:
      return ep_material_get(metal, EP_MATERIAL_FERMI_VELOCITY);
    case EP_PREDICTION_PATH:
      return ep_material_get(metal, EP_MATERIAL_MEAN_FREE_PATH);
    case EP_PREDICTION_DISLOCATION:
      return ep_material_get(metal, EP_MATERIAL_DISLOCATION_RESISTIVITY);
    case EP_PREDICTION_BOUNDARY:
      return ep_material_get(metal, EP_MATERIAL_BOUNDARY_RESISTIVITY);
    case EP_PREDICTION_TWIN:
      return ep_material_get(metal, EP_MATERIAL_TWIN_RESISTIVITY);
    case EP_PREDICTION_DRAG:
      return ep_material_get(metal, EP_MATERIAL_ELECTRON_DRAG);
    case EP_PREDICTION_WIND:
      return ep_material_valence_wind(metal, EP_ROLE_BULK);
    case EP_PREDICTION_DIRECT:
      return ep_material_valence_direct(metal, EP_ROLE_BULK);
    default:
      return (ep_quantity){.value = NAN, .uncertainty = NAN};
  }
}

void ep_prediction_start(struct ep_prediction *p, const ep_material *metal)
{
  p->metal = metal;
  p->path_given = false;
  for (int i = 0; i < EP_PREDICTION_NINPUTS; i++) {
    const ep_quantity q = ep_prediction_quantity(metal, (enum ep_prediction_input) i);
    p->input[i] = (struct ep_prediction_given){q.value, q.uncertainty};
  }
}

int ep_prediction_count(void)
{
  return NLINES;
}

const struct ep_prediction_line *ep_prediction_line(int n)
{
  return &lines[n];
}

bool ep_prediction_applies(const struct ep_prediction *p, int n)
{
  return !lines[n].fcc || ep_material_structure(p->metal) == EP_CNA_FCC;
}

// All lines, SI, from inputs x in SI of which some may be NaN.
static void evaluate(const struct ep_prediction *p, const double x[EP_PREDICTION_NINPUTS],
                     double y[NLINES])
{
  const bool round = !isnan(p->input[EP_PREDICTION_RADIUS].value);
  const bool current_given = !isnan(p->input[EP_PREDICTION_CURRENT].value);
  const bool fcc = ep_material_structure(p->metal) == EP_CNA_FCC;
  const double radius = x[EP_PREDICTION_RADIUS], length = x[EP_PREDICTION_LENGTH];
  const double section = round ? pi * radius * radius
                               : x[EP_PREDICTION_WIDTH] * x[EP_PREDICTION_HEIGHT];
  const double rho = x[EP_PREDICTION_RESISTIVITY], temperature = x[EP_PREDICTION_TEMPERATURE];
  const double kappa = x[EP_PREDICTION_CONDUCTIVITY], capacity = x[EP_PREDICTION_CAPACITY];
  const double resistance = ep_circuit_wire(rho, length, section);
  const double j = current_given
      ? x[EP_PREDICTION_CURRENT]
      : x[EP_PREDICTION_VOLTAGE] / ((x[EP_PREDICTION_CIRCUIT] + resistance) * section);

  y[RESISTANCE] = resistance;
  y[VOLTAGE] = rho * j * length;
  y[CURRENT] = j * section;
  y[CURRENT_DENSITY] = j;

  const double carriers = x[EP_PREDICTION_CARRIERS], drag = x[EP_PREDICTION_DRAG];
  const double dislocation = x[EP_PREDICTION_DISLOCATION];
  const double full = x[EP_PREDICTION_LATTICE] * sqrt(fcc ? 0.5 : 0.75);    // a/2<110>, a/2<111>
  const double partial = x[EP_PREDICTION_LATTICE] * sqrt(1.0 / 6.0);        // a/6<112>
  y[STRESS_FERMI] = ep_wind_stress_fermi(x[EP_PREDICTION_FERMI], j);
  y[STRESS_DRAG] = ep_wind_stress_drag(drag, carriers, full, j);
  y[STRESS_DRAG_PARTIAL] = ep_wind_stress_drag(drag, carriers, partial, j);
  y[STRESS_RESISTIVITY] = ep_wind_stress_resistivity(dislocation, carriers, full, j);
  y[STRESS_RESISTIVITY_PARTIAL] = ep_wind_stress_resistivity(dislocation, carriers, partial, j);

  const double newton = EP_ELEMENTARY_CHARGE * 1e10;    // in 1 eV/Angstrom
  const double reference = ep_material_get(p->metal, EP_MATERIAL_RESISTIVITY).value;
  const ep_wind_valence unit = {1.0, 0.0, rho};
  const ep_wind_valence bulk = {x[EP_PREDICTION_WIND], x[EP_PREDICTION_DIRECT], reference};
  y[UNIT_FORCE] = ep_wind_force(&unit, rho, j) * newton;
  y[BULK_FORCE] = ep_wind_force(&bulk, rho, j) * newton;

  y[LINE_POWER] = ep_wind_loss(dislocation, j);
  y[BURGERS_POWER] = y[LINE_POWER] * full;
  y[ATOM_POWER] = y[LINE_POWER] * x[EP_PREDICTION_LINE] / x[EP_PREDICTION_ATOMS];
  y[BOUNDARY_POWER] = ep_wind_loss(x[EP_PREDICTION_BOUNDARY], j);
  y[TWIN_POWER] = ep_wind_loss(x[EP_PREDICTION_TWIN], j);

  y[HEATING_RATE] = ep_heat_rate(j, rho, capacity);
  const double to_melting = x[EP_PREDICTION_MELTING] - temperature;
  y[MELTING_TIME] = (to_melting < 0.0 ? 0.0 : to_melting) / y[HEATING_RATE];

  const double pulse = x[EP_PREDICTION_PULSE];
  const double electrons = ep_heat_wiedemann_franz(rho, temperature);
  y[CONDUCTIVITY] = kappa;
  y[RISE] = ep_heat_rod_rise(j, rho, length, kappa);
  y[DISSIPATION] = ep_heat_rod_diffusion(length, capacity, kappa);
  y[DECAY] = ep_heat_rod_time(length, capacity, kappa);
  y[PULSE_RISE] = y[RISE] * ep_heat_rod_approach(pulse, y[DECAY]);
  y[CONDUCTIVITY_WF] = electrons;
  y[CONDUCTIVITY_RATIO] = kappa / electrons;
  y[RISE_WF] = ep_heat_rod_rise(j, rho, length, electrons);
  y[RISE_WF_HOT] = ep_heat_rod_rise_wiedemann_franz(y[VOLTAGE], temperature);
  y[DISSIPATION_WF] = ep_heat_rod_diffusion(length, capacity, electrons);
  y[DECAY_WF] = ep_heat_rod_time(length, capacity, electrons);
  y[PULSE_RISE_WF] = y[RISE_WF] * ep_heat_rod_approach(pulse, y[DECAY_WF]);

  const double rc = x[EP_PREDICTION_RC];
  y[SKIN_DEPTH] = ep_circuit_skin_depth(rho, 1.0 / pulse);
  y[SKIN_DEPTH_HALF] = ep_circuit_skin_depth(rho, 0.5 / pulse);
  y[RC_PEAK] = ep_circuit_rc_peak(pulse, rc);
  y[RC_WIDTH] = ep_circuit_rc_width(pulse, rc);
  y[RC_END] = ep_circuit_rc_end(pulse, rc, 0.1);
  y[RC_HEAT] = ep_circuit_rc_heat(pulse, rc) / pulse;

  const double neck = x[EP_PREDICTION_NECK];
  const double path = p->path_given ? x[EP_PREDICTION_PATH]
                                    : x[EP_PREDICTION_PATH] * reference / rho;
  y[FREE_PATH] = path;
  y[NECK_MAXWELL] = ep_circuit_maxwell(rho, neck);
  y[NECK_SHARVIN] = ep_circuit_sharvin(rho, path, neck);
  y[NECK_SUM] = ep_circuit_neck(rho, path, neck);
  y[NECK_CURRENT_DENSITY] = y[CURRENT] / (pi * neck * neck);
}

// Which lines want which missing input: with that one missing and all others at hand they have no value.
static void find_missing(const struct ep_prediction *p, const double x[EP_PREDICTION_NINPUTS],
                         struct ep_prediction_result *result)
{
  double trial[EP_PREDICTION_NINPUTS], y[NLINES];
  for (int i = 0; i < EP_PREDICTION_NINPUTS; i++) trial[i] = isnan(x[i]) ? 1.0 : x[i];
  for (int i = 0; i < EP_PREDICTION_NINPUTS; i++) {
    if (!isnan(x[i])) continue;
    trial[i] = NAN;
    evaluate(p, trial, y);
    for (int n = 0; n < NLINES; n++)
      if (isnan(y[n])) result[n].missing |= UINT64_C(1) << i;
    trial[i] = 1.0;
  }
}

void ep_prediction_compute(const struct ep_prediction *p, struct ep_prediction_result *result)
{
  double x[EP_PREDICTION_NINPUTS], y[NLINES], low[NLINES], high[NLINES];
  for (int i = 0; i < EP_PREDICTION_NINPUTS; i++) x[i] = p->input[i].value;
  evaluate(p, x, y);
  for (int n = 0; n < NLINES; n++)
    result[n] = (struct ep_prediction_result){y[n] / lines[n].scale, 0.0, 0, false};
  find_missing(p, x, result);

  for (int i = 0; i < EP_PREDICTION_NINPUTS; i++) {
    const double spread = p->input[i].uncertainty;
    if (isnan(x[i]) || !(spread > 0.0)) continue;
    // small steps: a value that is known to a factor of 2 stays off 0
    const double step = 1e-3 * (x[i] == 0.0 ? spread : fmin(spread, fabs(x[i])));
    x[i] = p->input[i].value - step;
    evaluate(p, x, low);
    x[i] = p->input[i].value + step;
    evaluate(p, x, high);
    x[i] = p->input[i].value;
    for (int n = 0; n < NLINES; n++) {
      const double slope = (high[n] - low[n]) / (2.0 * step);
      // lines that the input cancels from differ by rounding, some 1e-16 of their value
      if (fabs(high[n] - low[n]) > 1e-13 * fabs(y[n]))
        result[n].uncertainty = hypot(result[n].uncertainty, slope * spread / lines[n].scale);
    }
  }

  const double start = x[EP_PREDICTION_TEMPERATURE], melting = x[EP_PREDICTION_MELTING];
  for (int n = 0; n < NLINES; n++) {
    if (lines[n].heat == AT) result[n].melted = start > melting;
    if (lines[n].heat == ABOVE) result[n].melted = start + y[n] > melting;
  }
}
