// What the source paper prints, and what its formulas give.
#include "paper.h"

#include "json.h"
#include "text.h"

#include "electropulse/circuit.h"
#include "electropulse/heat.h"
#include "electropulse/wind.h"

#include <stdio.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

static const struct ep_paper_input inputs[EP_PAPER_NITEMS] = {
    [EP_PAPER_VOLTAGE] = {"largest pulse", "V", "1.7 V", 1.7, 1.7},
    [EP_PAPER_SMALL_VOLTAGE] = {"smallest pulse", "V", "1.0 V", 1.0, 1.0},
    [EP_PAPER_WIDTH] = {"its width", "ns", "3 ns", 3, 3},
    [EP_PAPER_CIRCUIT] = {"resistance of the circuit", "ohm", "9.7-10.1 ohm", 9.7, 10.1},
    [EP_PAPER_CRYSTAL] = {"resistance of the nanocrystal", "ohm", "63.0-67.3 ohm", 63.0, 67.3},
    [EP_PAPER_RESISTANCE] = {"resistance of circuit and nanocrystal", "ohm", "73.1-77.7 ohm", 73.1,
                             77.7},
    [EP_PAPER_RADIUS] = {"mean radius of the nanocrystal", "nm", "10 nm", 10, 10},
    [EP_PAPER_LENGTH] = {"its height", "nm", "100 nm", 100, 100},
    [EP_PAPER_RESISTIVITY] = {"its resistivity", "uohm cm", "~20 uohm cm", 20, 20},
    [EP_PAPER_CURRENT] = {"largest current density", "GA/cm^2", "~1.7 x 10^9 A cm^-2", 1.7, 1.7},
    [EP_PAPER_CONDUCTIVITY] = {"thermal conductivity", "W/m/K", "about 318 W m^-1 K^-1", 318, 318},
    [EP_PAPER_RISE] = {"temperature rise at 1.7 V", "K", "83-120 C", 83, 120},
    [EP_PAPER_SMALL_RISE] = {"temperature rise at 1.0 V", "K", "29-42 C", 29, 42},
    [EP_PAPER_DISSIPATION] = {"time of heat dissipation", "ps", "7.9 x 10^-11 s", 79, 79},
    [EP_PAPER_SKIN_DEPTH] = {"skin depth", "um", "~1.6 x 10^-5 m", 16, 16},
    [EP_PAPER_EDI] = {"electron-dislocation interaction stress", "GPa",
                      "5.1 x 10^-2-7.4 x 10^-2 "
                      "GPa",
                      5.1e-2, 7.4e-2},
    [EP_PAPER_STRESS] = {"electron-wind stress", "GPa", "~0.9 x 10^-2 GPa", 0.9e-2, 0.9e-2},
    [EP_PAPER_TIMES] = {"which is lower", "", "about eight times", 8, 8},
};

const char *ep_paper_reference(void)
{
  return "X. Li, Q. Zhu, Y. Hong, H. Zheng, J. Wang, J. Wang and Z. Zhang, Revealing the "
         "pulse-induced electroplasticity by decoupling electron wind force, Nat. Commun. 13 "
         "(2022), doi:10.1038/s41467-022-34333-2";
}

const struct ep_paper_input *ep_paper_input(enum ep_paper_item item)
{
  return &inputs[item];
}

// What is printed as `item`, against what follows for it.
static struct ep_paper_check against(enum ep_paper_item item, const char *quantity,
                                     const char *formula, double low, double high)
{
  const struct ep_paper_input *input = &inputs[item];
  return (struct ep_paper_check){quantity,    input->unit, formula, input->low,
                                 input->high, low,         high,    false};
}

// The same of a temperature rise between heat sinks, which melts the metal where it exceeds the limit.
static struct ep_paper_check against_rise(enum ep_paper_item item, const char *quantity,
                                          const char *formula, double limit, double low,
                                          double high)
{
  struct ep_paper_check check = against(item, quantity, formula, low, high);
  check.melted = low > limit;
  return check;
}

void ep_paper_checks(const ep_material *gold, double temperature,
                     struct ep_paper_check check[EP_PAPER_CHECKS])
{
  const double unit = 1e13;    // 10^9 A/cm^2 in A/m^2
  const double velocity = ep_material_get(gold, EP_MATERIAL_FERMI_VELOCITY).value;
  const double capacity = ep_material_get(gold, EP_MATERIAL_HEAT_CAPACITY).value;
  const double limit = ep_material_get(gold, EP_MATERIAL_MELTING).value - temperature;
  const double j = inputs[EP_PAPER_CURRENT].low * unit;
  const double small_j = j * inputs[EP_PAPER_SMALL_VOLTAGE].low / inputs[EP_PAPER_VOLTAGE].low;
  const double rho = inputs[EP_PAPER_RESISTIVITY].low * 1e-8;
  const double length = inputs[EP_PAPER_LENGTH].low * 1e-9;
  const double radius = inputs[EP_PAPER_RADIUS].low * 1e-9, section = pi * radius * radius;
  const double width = inputs[EP_PAPER_WIDTH].low * 1e-9;
  const double kappa = inputs[EP_PAPER_CONDUCTIVITY].low;
  const double electrons = ep_heat_wiedemann_franz(rho, temperature);
  const double stress = ep_wind_stress_fermi(velocity, j) * 1e-9,
               printed = inputs[EP_PAPER_STRESS].low;
  const double edi[2] = {inputs[EP_PAPER_EDI].low, inputs[EP_PAPER_EDI].high};
  const double total[2] = {inputs[EP_PAPER_RESISTANCE].low, inputs[EP_PAPER_RESISTANCE].high};
  const double circuit[2] = {inputs[EP_PAPER_CIRCUIT].low, inputs[EP_PAPER_CIRCUIT].high};
  const double pulse[2] = {inputs[EP_PAPER_VOLTAGE].low / total[1] / section,
                           inputs[EP_PAPER_VOLTAGE].low / total[0] / section};
  const double resistance = ep_circuit_wire(rho, length, section);
  const double volt = rho * j * length;
  const double rise = ep_heat_rod_rise(j, rho, length, kappa);
  const double rise_electrons = ep_heat_rod_rise(j, rho, length, electrons);
  const double small_rise = ep_heat_rod_rise(small_j, rho, length, kappa);
  const double small_electrons = ep_heat_rod_rise(small_j, rho, length, electrons);
  const double heat = ep_heat_rod_diffusion(length, capacity, kappa) * 1e12;
  const double heat_electrons = ep_heat_rod_diffusion(length, capacity, electrons) * 1e12;

  const double rise_hot = ep_heat_rod_rise_wiedemann_franz(volt, temperature);
  const double small_hot = ep_heat_rod_rise_wiedemann_franz(rho * small_j * length, temperature);
  static const char rod[] = "j^2 rho L^2/(8 kappa)", hot[] = "sqrt(T^2+U^2/4L_0) - T";

  const struct ep_paper_check all[EP_PAPER_CHECKS] = {
      against(EP_PAPER_CRYSTAL, "resistance of the nanocrystal", "rho L/(pi r^2)", resistance,
              resistance),
      against(EP_PAPER_CRYSTAL, "the same, from the two measured", "R - R_circuit",
              total[0] - circuit[1], total[1] - circuit[0]),
      against(EP_PAPER_CURRENT, "j of the 1.7 V pulse", "U/(R pi r^2)", pulse[0] / unit,
              pulse[1] / unit),
      against(EP_PAPER_VOLTAGE, "voltage of pulse; on the crystal", "rho j L", volt, volt),
      against(EP_PAPER_STRESS, "electron-wind stress", "m_e v_F j/(3 e)", stress, stress),
      against(EP_PAPER_CURRENT, "j for that stress", "3 e tau/(m_e v_F)",
              j * printed / stress / unit, j * printed / stress / unit),
      against(EP_PAPER_TIMES, "times the wind stress is lower", "tau_EDI/tau_ew", edi[0] / printed,
              edi[1] / printed),
      against(EP_PAPER_TIMES, "the same, stress that follows", "3 e tau_EDI/(m_e v_F j)",
              edi[0] / stress, edi[1] / stress),
      against(EP_PAPER_CONDUCTIVITY, "thermal conductivity of electrons", "(pi^2/3) (k/e)^2 T/rho",
              electrons, electrons),
      against_rise(EP_PAPER_RISE, "rise at 1.7 V", rod, limit, rise, rise),
      against_rise(EP_PAPER_RISE, "the same, kappa of the electrons", rod, limit, rise_electrons,
                   rise_electrons),
      against_rise(EP_PAPER_RISE, "the same, kappa rising with T", hot, limit, rise_hot, rise_hot),
      against_rise(EP_PAPER_RISE, "the same, j of the 1.7 V pulse", rod, limit,
                   ep_heat_rod_rise(pulse[0], rho, length, kappa),
                   ep_heat_rod_rise(pulse[1], rho, length, kappa)),
      against(EP_PAPER_CURRENT, "j for the rise at 1.7 V", "sqrt(8 kappa dT/rho)/L",
              ep_heat_rod_current(inputs[EP_PAPER_RISE].low, rho, length, kappa) / unit,
              ep_heat_rod_current(inputs[EP_PAPER_RISE].high, rho, length, kappa) / unit),
      against_rise(EP_PAPER_SMALL_RISE, "rise at 1.0 V, with 1/1.7 of j", rod, limit, small_rise,
                   small_rise),
      against_rise(EP_PAPER_SMALL_RISE, "the same, kappa of the electrons", rod, limit,
                   small_electrons, small_electrons),
      against_rise(EP_PAPER_SMALL_RISE, "the same, kappa rising with T", hot, limit, small_hot,
                   small_hot),
      against(EP_PAPER_DISSIPATION, "time of heat dissipation", "L^2 C/kappa", heat, heat),
      against(EP_PAPER_DISSIPATION, "the same, kappa of the electrons", "L^2 C/kappa",
              heat_electrons, heat_electrons),
      against(EP_PAPER_SKIN_DEPTH, "skin depth, f = 1/width to half", "sqrt(rho/(pi f mu_0))",
              ep_circuit_skin_depth(rho, 1.0 / width) * 1e6,
              ep_circuit_skin_depth(rho, 0.5 / width) * 1e6),
  };
  for (int i = 0; i < EP_PAPER_CHECKS; i++) check[i] = all[i];
}

void ep_paper_factor(const struct ep_paper_check *check, double *low, double *high)
{
  *low = check->follows_low / check->printed_high;
  *high = check->follows_high / check->printed_low;
}

const char *ep_paper_range(double low, double high, char out[40])
{
  const char *one = high < 1000.0 || high >= 1e6 ? "%.3g" : "%.0f";
  const int length = snprintf(out, 40, one, low);
  if (low != high) {
    out[length] = '-';
    snprintf(out + length + 1, 40 - (size_t) length - 1, one, high);
  }
  return out;
}

void ep_paper_print(const ep_material *gold, double temperature)
{
  enum { CELLS = 6 };
  static const int widths[CELLS] = {34, 25, 8, 11, 12, 0};
  struct ep_paper_check check[EP_PAPER_CHECKS];
  bool melted = false;
  ep_paper_checks(gold, temperature, check);

  puts("What the numbers of the experiment on pulsed gold do not allow");
  ep_text_print("reference", ep_paper_reference());
  puts("\n  Printed there:");
  for (int i = 0; i < EP_PAPER_NITEMS; i++)
    printf("    %-46s%s\n", inputs[i].name, inputs[i].printed);
  printf("  Not printed there, taken here: v_F = %.3g m/s, C = %.4g J/m^3/K, T = %g K.\n\n",
         ep_material_get(gold, EP_MATERIAL_FERMI_VELOCITY).value,
         ep_material_get(gold, EP_MATERIAL_HEAT_CAPACITY).value, temperature);
  ep_text_row((const char *const[CELLS]){"", "formula", "printed", "follows", "times", "unit"},
              widths, CELLS);
  for (int i = 0; i < EP_PAPER_CHECKS; i++) {
    char printed[40], follows[40], times[40];
    double low, high;
    ep_paper_factor(&check[i], &low, &high);
    ep_paper_range(check[i].printed_low, check[i].printed_high, printed);
    ep_paper_range(check[i].follows_low, check[i].follows_high, follows);
    if (check[i].melted) strcat(follows, "!");
    ep_paper_range(low, high, times);
    ep_text_row((const char *const[CELLS]){check[i].quantity, check[i].formula, printed, follows,
                                           times, check[i].unit},
                widths, CELLS);
    melted = melted || check[i].melted;
  }
  if (melted) puts("  ! above the melting temperature, where the numbers of the solid do not hold");
}

json_t *ep_paper_json(const ep_material *gold, double temperature)
{
  struct ep_paper_check check[EP_PAPER_CHECKS];
  ep_paper_checks(gold, temperature, check);

  json_t *object = ep_json_object();
  json_t *input_array = ep_json_array();
  json_t *check_array = ep_json_array();
  for (int i = 0; i < EP_PAPER_NITEMS; i++) {
    json_t *item = ep_json_object();
    ep_json_set(item, "name", ep_json_string(inputs[i].name));
    ep_json_set(item, "unit", ep_json_string(inputs[i].unit));
    ep_json_set(item, "printed", ep_json_string(inputs[i].printed));
    ep_json_set(item, "range", ep_json_range(inputs[i].low, inputs[i].high));
    ep_json_append(input_array, item);
  }
  for (int i = 0; i < EP_PAPER_CHECKS; i++) {
    json_t *item = ep_json_object();
    double low, high;
    ep_paper_factor(&check[i], &low, &high);
    ep_json_set(item, "quantity", ep_json_string(check[i].quantity));
    ep_json_set(item, "unit", ep_json_string(check[i].unit));
    ep_json_set(item, "formula", ep_json_string(check[i].formula));
    ep_json_set(item, "printed", ep_json_range(check[i].printed_low, check[i].printed_high));
    ep_json_set(item, "follows", ep_json_range(check[i].follows_low, check[i].follows_high));
    ep_json_set(item, "times", ep_json_range(low, high));
    ep_json_set(item, "above_melting", json_boolean(check[i].melted));
    ep_json_append(check_array, item);
  }
  ep_json_set(object, "reference", ep_json_string(ep_paper_reference()));
  ep_json_set(object, "fermi_velocity",
              ep_json_number(ep_material_get(gold, EP_MATERIAL_FERMI_VELOCITY).value));
  ep_json_set(object, "capacity",
              ep_json_number(ep_material_get(gold, EP_MATERIAL_HEAT_CAPACITY).value));
  ep_json_set(object, "temperature", ep_json_number(temperature));
  ep_json_set(object, "inputs", input_array);
  ep_json_set(object, "checks", check_array);
  return object;
}
