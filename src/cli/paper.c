// What the source paper prints, and what its formulas give.
#include "paper.h"

#include "electropulse/heat.h"
#include "electropulse/wind.h"

static const double pi = 3.14159265358979323846;

enum {
  VOLTAGE,
  RESISTANCE,
  RADIUS,
  LENGTH,
  RESISTIVITY,
  CURRENT,
  CONDUCTIVITY,
  RISE,
  STRESS,
  NINPUTS
};

static const struct ep_paper_input inputs[NINPUTS] = {
    [VOLTAGE] = {"largest pulse", "V", "1.7 V", 1.7, 1.7},
    [RESISTANCE] = {"resistance of circuit and nanocrystal", "ohm", "73.1-77.7 ohm", 73.1, 77.7},
    [RADIUS] = {"mean radius of the nanocrystal", "nm", "10 nm", 10, 10},
    [LENGTH] = {"its height", "nm", "100 nm", 100, 100},
    [RESISTIVITY] = {"its resistivity", "uohm cm", "~20 uohm cm", 20, 20},
    [CURRENT] = {"largest current density", "10^9 A/cm^2", "~1.7 x 10^9 A cm^-2", 1.7, 1.7},
    [CONDUCTIVITY] = {"thermal conductivity", "W/m/K", "about 318 W m^-1 K^-1", 318, 318},
    [RISE] = {"temperature rise at 1.7 V", "K", "83-120 C", 83, 120},
    [STRESS] = {"electron-wind stress", "GPa", "~0.9 x 10^-2 GPa", 0.9e-2, 0.9e-2},
};

const char *ep_paper_reference(void)
{
  return "X. Li, Q. Zhu, Y. Hong, H. Zheng, J. Wang, J. Wang and Z. Zhang, Revealing the "
         "pulse-induced electroplasticity by decoupling electron wind force, Nat. Commun. 13 "
         "(2022), doi:10.1038/s41467-022-34333-2";
}

const struct ep_paper_input *ep_paper_inputs(size_t *count)
{
  *count = NINPUTS;
  return inputs;
}

void ep_paper_checks(double fermi_velocity, double temperature,
                     struct ep_paper_check check[EP_PAPER_CHECKS])
{
  const double unit = 1e13;    // 10^9 A/cm^2 in A/m^2
  const double j = inputs[CURRENT].low * unit;
  const double rho = inputs[RESISTIVITY].low * 1e-8, length = inputs[LENGTH].low * 1e-9;
  const double radius = inputs[RADIUS].low * 1e-9, section = pi * radius * radius;
  const double kappa = inputs[CONDUCTIVITY].low;
  const double electrons = ep_heat_wiedemann_franz(rho, temperature);
  const double stress = ep_wind_stress_fermi(fermi_velocity, j) * 1e-9;
  const double pulse = inputs[VOLTAGE].low / section / unit;
  const double rise = ep_heat_rod_rise(j, rho, length, kappa);
  const double rise_electrons = ep_heat_rod_rise(j, rho, length, electrons);
  const double volt = rho * j * length;

  const struct ep_paper_check all[EP_PAPER_CHECKS] = {
      {"electron-wind stress", "GPa", "m_e v_F j / (3 e)", inputs[STRESS].low, inputs[STRESS].high,
       stress, stress},
      {"current density for the printed stress", "10^9 A/cm^2", "3 e tau / (m_e v_F)",
       inputs[CURRENT].low, inputs[CURRENT].high, inputs[CURRENT].low * inputs[STRESS].low / stress,
       inputs[CURRENT].high * inputs[STRESS].high / stress},
      {"current density of the pulse", "10^9 A/cm^2", "U / (R pi r^2)", inputs[CURRENT].low,
       inputs[CURRENT].high, pulse / inputs[RESISTANCE].high, pulse / inputs[RESISTANCE].low},
      {"voltage of pulse; on the nanocrystal", "V", "rho j L", inputs[VOLTAGE].low,
       inputs[VOLTAGE].high, volt, volt},
      {"thermal conductivity of the electrons", "W/m/K", "(pi^2/3) (k/e)^2 T / rho", kappa, kappa,
       electrons, electrons},
      {"peak temperature rise", "K", "j^2 rho L^2 / (8 kappa)", inputs[RISE].low, inputs[RISE].high,
       rise, rise},
      {"the same, conductivity of the electrons", "K", "j^2 rho L^2 / (8 kappa)", inputs[RISE].low,
       inputs[RISE].high, rise_electrons, rise_electrons},
      {"current density for the printed rise", "10^9 A/cm^2", "sqrt(8 kappa dT / rho) / L",
       inputs[CURRENT].low, inputs[CURRENT].high,
       ep_heat_rod_current(inputs[RISE].low, rho, length, kappa) / unit,
       ep_heat_rod_current(inputs[RISE].high, rho, length, kappa) / unit},
  };
  for (int i = 0; i < EP_PAPER_CHECKS; i++) check[i] = all[i];
}
