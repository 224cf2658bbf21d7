// The table of materials: its form, and relations between its numbers that come from elsewhere than the table.
#include "electropulse/material.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

const double pi = 3.14159265358979323846;
const double avogadro = 6.02214076e23, boltzmann = 1.380649e-23, charge = 1.602176634e-19;
const double planck = 1.054571817e-34, electron_mass = 9.1093837015e-31;

// Standard atomic weights, g/mol (CIAAW 2021, doi:10.1515/pac-2019-0603).
const std::map<std::string, double> weights = {
    {"Au", 196.966570}, {"Ag", 107.8682}, {"Pt", 195.084},  {"Cu", 63.546}, {"W", 183.84},
    {"Ta", 180.94788},  {"Mo", 95.95},    {"Nb", 92.90637}, {"Fe", 55.845}};

std::vector<std::string> symbols()
{
  std::vector<std::string> all;
  for (int n = 0; n < ep_material_count(); n++)
    all.emplace_back(ep_material_symbol(ep_material_at(n)));
  return all;
}

ep_quantity get(const std::string &symbol, ep_material_property property)
{
  return ep_material_get(ep_material_find(symbol.c_str()), property);
}

double value(const std::string &symbol, ep_material_property property)
{
  return get(symbol, property).value;
}

int atoms_per_cell(const std::string &symbol)
{
  return ep_material_structure(ep_material_find(symbol.c_str())) == EP_CNA_FCC ? 4 : 2;
}

double moles(const std::string &symbol)    // per m^3
{
  return value(symbol, EP_MATERIAL_DENSITY) / (1e-3 * weights.at(symbol));
}

double atoms(const std::string &symbol)    // per m^3
{
  return moles(symbol) * avogadro;
}

struct Entry {
  std::string label;
  std::string symbol;
  int property;    // EP_MATERIAL_NPROPERTIES: a valence
  ep_quantity q;
};

std::vector<Entry> entries()
{
  std::vector<Entry> all;
  for (const std::string &symbol : symbols()) {
    const ep_material *m = ep_material_find(symbol.c_str());
    for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
      const auto property = static_cast<ep_material_property>(p);
      all.push_back({symbol + " " + ep_material_property_keyword(property), symbol, p,
                     ep_material_get(m, property)});
    }
    for (int r = 0; r < EP_ROLE_COUNT; r++) {
      const auto role = static_cast<ep_role>(r);
      const std::string label = symbol + " role " + std::to_string(r);
      all.push_back(
          {label + " wind", symbol, EP_MATERIAL_NPROPERTIES, ep_material_valence_wind(m, role)});
      all.push_back({label + " direct", symbol, EP_MATERIAL_NPROPERTIES,
                     ep_material_valence_direct(m, role)});
    }
  }
  return all;
}

// Takes `word` off the front of text; false when text does not begin with it.
bool take(std::string &text, const std::string &word)
{
  if (text.compare(0, word.size(), word) != 0) return false;
  text.erase(0, word.size());
  return true;
}

// Takes a number off the front of text; NaN when there is none.
double take_number(std::string &text)
{
  size_t length = text.find_first_not_of("-.0123456789");
  if (length == std::string::npos) length = text.size();
  if (length == 0) return NAN;
  const double number = std::stod(text.substr(0, length));
  text.erase(0, length);
  return number;
}

// The number of a printed form and what follows it; a range stands for its middle.
double read_number(const std::string &printed, std::string *unit)
{
  std::string text = printed;
  take(text, "~");
  double number = take_number(text);
  if (take(text, " to ")) number = (number + take_number(text)) / 2.0;
  if (take(text, " +- ")) take_number(text);
  if (take(text, " x 10^")) number *= std::pow(10.0, take_number(text));
  take(text, " ");
  *unit = text;
  return number;
}

bool has(const std::string &text, const std::string &part)
{
  return text.find(part) != std::string::npos;
}

TEST(Material, HasNineMetalsEachOnce)
{
  std::set<std::string> seen;
  for (const std::string &symbol : symbols()) {
    EXPECT_TRUE(seen.insert(symbol).second) << symbol;
    const ep_material *m = ep_material_find(symbol.c_str());
    ASSERT_NE(m, nullptr);
    EXPECT_EQ(ep_material_symbol(m), symbol);
  }
  EXPECT_EQ(seen, (std::set<std::string>{"Au", "Ag", "Pt", "Cu", "W", "Ta", "Mo", "Nb", "Fe"}));
  for (const char *none : {"", "au", "Al", "Au ", "gold"})
    EXPECT_EQ(ep_material_find(none), nullptr) << none;
}

TEST(Material, PropertiesHaveNamesUnitsAndKeywordsOfTheirOwn)
{
  std::set<std::string> names, keywords;
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const auto property = static_cast<ep_material_property>(p);
    EXPECT_TRUE(names.insert(ep_material_property_name(property)).second);
    EXPECT_TRUE(keywords.insert(ep_material_property_keyword(property)).second);
    EXPECT_STRNE(ep_material_property_unit(property), "");
    const std::string keyword = ep_material_property_keyword(property);
    EXPECT_EQ(keyword.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos);
  }
}

TEST(Material, KnownNumbersArePrintedAndReferenced)
{
  int known = 0;
  for (const Entry &e : entries()) {
    SCOPED_TRACE(e.label);
    if (!e.q.printed) continue;
    known++;
    EXPECT_TRUE(std::isfinite(e.q.value));
    EXPECT_NE(e.q.value, 0.0);
    EXPECT_TRUE(std::isnan(e.q.uncertainty) || e.q.uncertainty > 0.0);
    ASSERT_NE(e.q.reference, nullptr);
    const std::string reference = e.q.reference;
    EXPECT_TRUE(has(reference, " 19") || has(reference, " 20") || has(reference, "(19") ||
                has(reference, "(20"))
        << "no year: " << reference;
    const bool book = has(reference, "CRC Press") || has(reference, "Wiley") ||
        has(reference, "Saunders");
    const bool doi = has(reference, "doi:10.");
    EXPECT_TRUE(book || doi) << reference;
    EXPECT_TRUE(e.q.checked == 0 || e.q.checked == 1);
  }
  EXPECT_GT(known, 80);
}

TEST(Material, UnknownNumbersAreNaNWithoutReference)
{
  int unknown = 0;
  for (const Entry &e : entries()) {
    if (e.q.printed) continue;
    unknown++;
    EXPECT_TRUE(std::isnan(e.q.value)) << e.label;
    EXPECT_TRUE(std::isnan(e.q.uncertainty)) << e.label;
    EXPECT_EQ(e.q.reference, nullptr) << e.label;
    EXPECT_EQ(e.q.checked, 0) << e.label;
  }
  EXPECT_GT(unknown, 0);
}

// To rounding: the conversions are a few multiplications.
TEST(Material, PrintedFormConvertsToTheValue)
{
  const std::map<std::string, double> units = {
      {"Angstrom", 1e-10}, {"nm", 1e-9},     {"g/cm^3", 1e3}, {"ohm m", 1.0},
      {"ohm cm", 1e-2},    {"cm^-3", 1e6},   {"cm/s", 1e-2},  {"ohm cm^3", 1e-6},
      {"ohm cm^2", 1e-4},  {"ohm m^2", 1.0}, {"W/cm/K", 1e2}, {"W/m^3/K", 1.0},
      {"K", 1.0}};
  const std::map<std::string, double> molar_units = {
      {"J/mol/K", 1.0}, {"mJ/mol/K^2", 1e-3}, {"mJ/K^2/g atom", 1e-3}};
  for (const Entry &e : entries()) {
    if (!e.q.printed || e.property == EP_MATERIAL_NPROPERTIES) continue;
    SCOPED_TRACE(e.label + ": " + e.q.printed);
    std::string unit;
    const double number = read_number(e.q.printed, &unit);
    double expected = NAN;
    if (unit == "C")
      expected = number + 273.15;
    else if (units.count(unit))
      expected = number * units.at(unit);
    else if (molar_units.count(unit))
      expected = number * molar_units.at(unit) * moles(e.symbol);
    EXPECT_NEAR(e.q.value, expected, 1e-14 * std::fabs(expected));
  }
}

TEST(Material, NumbersAreOfThePhysicalOrder)
{
  const std::map<int, std::pair<double, double>> range = {
      {EP_MATERIAL_LATTICE, {2.8e-10, 4.1e-10}},
      {EP_MATERIAL_DENSITY, {7e3, 22e3}},
      {EP_MATERIAL_RESISTIVITY, {1.5e-8, 16e-8}},
      {EP_MATERIAL_CARRIER_DENSITY, {5e28, 20e28}},
      {EP_MATERIAL_FERMI_VELOCITY, {1e6, 2e6}},
      {EP_MATERIAL_MEAN_FREE_PATH, {5e-9, 60e-9}},
      {EP_MATERIAL_DISLOCATION_RESISTIVITY, {1e-25, 2e-24}},
      {EP_MATERIAL_BOUNDARY_RESISTIVITY, {5e-17, 1e-14}},
      {EP_MATERIAL_TWIN_RESISTIVITY, {1e-18, 1e-16}},
      {EP_MATERIAL_ELECTRON_DRAG, {1e-7, 1e-4}},
      {EP_MATERIAL_HEAT_CAPACITY, {2e6, 4e6}},
      {EP_MATERIAL_SOMMERFELD, {60, 800}},
      {EP_MATERIAL_CONDUCTIVITY, {50, 450}},
      {EP_MATERIAL_LATTICE_CONDUCTIVITY, {1, 60}},
      {EP_MATERIAL_COUPLING, {1e16, 1e19}},
      {EP_MATERIAL_MELTING, {1200, 3700}}};
  for (const Entry &e : entries())
    if (e.q.printed && e.property < EP_MATERIAL_NPROPERTIES) {
      EXPECT_GT(e.q.value, range.at(e.property).first) << e.label;
      EXPECT_LT(e.q.value, range.at(e.property).second) << e.label;
    }
}

TEST(Material, DensityIsTheMassOfTheCellWithinItsUncertainty)
{
  for (const std::string &symbol : symbols()) {
    const double a = value(symbol, EP_MATERIAL_LATTICE);
    const double cell = atoms_per_cell(symbol) * 1e-3 * weights.at(symbol) / avogadro / (a * a * a);
    const ep_quantity density = get(symbol, EP_MATERIAL_DENSITY);
    EXPECT_NEAR(density.value, cell, density.uncertainty) << symbol;
  }
}

// To half the last printed digit and the uncertainty of the density.
TEST(Material, CarriersAreTheValenceElectronsOfTheAtoms)
{
  const std::map<std::string, double> valence = {
      {"Au", 1}, {"Ag", 1}, {"Cu", 1}, {"Nb", 1}, {"Fe", 2}};
  for (const std::string &symbol : symbols()) {
    const double n = value(symbol, EP_MATERIAL_CARRIER_DENSITY);
    ASSERT_EQ(std::isnan(n), !valence.count(symbol)) << symbol;
    if (std::isnan(n)) continue;
    const ep_quantity density = get(symbol, EP_MATERIAL_DENSITY);
    const double digit = symbol == "Fe" ? 0.05e28 : 0.005e28;
    EXPECT_NEAR(n, valence.at(symbol) * atoms(symbol),
                digit + n * density.uncertainty / density.value)
        << symbol;
  }
}

// v_F = hbar (3 pi^2 n)^(1/3) / m, to the digits printed of v_F (0.4 %) and n (0.1 %).
TEST(Material, FermiVelocityIsThatOfTheCarriers)
{
  for (const std::string &symbol : symbols()) {
    const double n = value(symbol, EP_MATERIAL_CARRIER_DENSITY);
    if (std::isnan(n)) continue;
    const double free = planck * std::cbrt(3.0 * pi * pi * n) / electron_mass;
    EXPECT_NEAR(value(symbol, EP_MATERIAL_FERMI_VELOCITY), free, 0.005 * free) << symbol;
  }
}

// Resistivity at 293 K, where Gall's paths hold (CRC Handbook, 85th ed., section 12).
const std::map<std::string, double> resistivity_293 = {
    {"Ag", 1.587e-8}, {"Cu", 1.678e-8}, {"Au", 2.214e-8}, {"W", 5.28e-8}, {"Mo", 5.34e-8}};

// His table gives rho lambda beside lambda; the last digit of lambda is 0.05/11.2 = 0.45 % at most.
TEST(Material, MeanFreePathHasGallsProduct)
{
  const std::map<std::string, double> product = {
      {"Ag", 8.46e-16}, {"Cu", 6.70e-16}, {"Au", 8.35e-16}, {"W", 8.20e-16}, {"Mo", 5.99e-16}};
  for (const std::string &symbol : symbols()) {
    const double path = value(symbol, EP_MATERIAL_MEAN_FREE_PATH);
    ASSERT_EQ(std::isnan(path), !product.count(symbol)) << symbol;
    if (std::isnan(path)) continue;
    EXPECT_NEAR(path * resistivity_293.at(symbol), product.at(symbol), 0.005 * product.at(symbol))
        << symbol;
  }
}

// lambda = m v_F / (n e^2 rho). That the real Fermi surfaces of the noble metals give nearly the same is Gall's finding:
// 39 and 53 nm for free electrons in Cu and Ag, against 39.9 and 53.3 nm.
TEST(Material, MeanFreePathOfNobleMetalsIsNearThatOfFreeElectrons)
{
  for (const char *symbol : {"Au", "Ag", "Cu"}) {
    const double n = value(symbol, EP_MATERIAL_CARRIER_DENSITY);
    const double free = electron_mass * value(symbol, EP_MATERIAL_FERMI_VELOCITY) /
        (n * charge * charge * resistivity_293.at(symbol));
    EXPECT_NEAR(value(symbol, EP_MATERIAL_MEAN_FREE_PATH), free, 0.03 * free) << symbol;
  }
}

// What the electrons carry is L0 T / rho, less some per cent where scattering is inelastic (noble metals at 300 K), and the
// lattice carries 2 to 18 W/m/K (Tong et al., arXiv:1907.01364); in tungsten, which is known for it, 40 or more.
TEST(Material, ConductivitiesObeyWiedemannAndFranz)
{
  const double lorenz = pi * pi / 3.0 * boltzmann * boltzmann / (charge * charge);
  for (const std::string &symbol : symbols()) {
    const double kappa = value(symbol, EP_MATERIAL_CONDUCTIVITY);
    const double electrons = lorenz * 300.0 / value(symbol, EP_MATERIAL_RESISTIVITY);
    EXPECT_GT(kappa - electrons, -0.07 * kappa) << symbol;
    EXPECT_LT(kappa - electrons, symbol == "W" ? 50.0 : 18.0) << symbol;
  }
}

// Debye's function is 1 - (theta/T)^2/20, so 0.88 for iron (470 K) and 0.98 for gold (165 K) at 298 K; expansion adds up to
// 4 %. The electrons' part is what it is at low temperature, at most 9 % of the whole.
TEST(Material, HeatCapacityLessTheElectronsIsNearThreeBoltzmannAnAtom)
{
  for (const std::string &symbol : symbols()) {
    const double electrons = 298.15 * value(symbol, EP_MATERIAL_SOMMERFELD);
    const double whole = value(symbol, EP_MATERIAL_HEAT_CAPACITY);
    const double classical = 3.0 * boltzmann * atoms(symbol);
    EXPECT_LT(electrons, 0.1 * whole) << symbol;
    EXPECT_GT((whole - electrons) / classical, 0.88) << symbol;
    EXPECT_LT((whole - electrons) / classical, 1.03) << symbol;
  }
}

// gamma = (pi^2/2) n k_B^2 / E_F for free electrons. Martin (doi:10.1103/PhysRevB.8.5357) gives the ratio to it as effective
// masses of 1.38, 1.00 and 1.08, to half a digit (0.5 %), with atomic volumes at low temperature (0.5 % less).
TEST(Material, SommerfeldConstantsHaveMartinsEffectiveMasses)
{
  const std::map<std::string, double> mass = {{"Cu", 1.38}, {"Ag", 1.00}, {"Au", 1.08}};
  for (const auto &metal : mass) {
    const double n = atoms(metal.first);
    const double k = std::cbrt(3.0 * pi * pi * n);
    const double energy = planck * planck * k * k / (2.0 * electron_mass);
    const double free = pi * pi / 2.0 * n * boltzmann * boltzmann / energy;
    EXPECT_NEAR(value(metal.first, EP_MATERIAL_SOMMERFELD) / free, metal.second,
                0.01 * metal.second)
        << metal.first;
  }
}

// Allen (doi:10.1103/PhysRevLett.59.1460): G = 3 hbar lambda<omega^2> gamma / (pi k_B), with lambda<hbar^2 omega^2>, meV^2,
// measured by Brorson et al. (doi:10.1103/PhysRevLett.64.2172).
TEST(Material, CouplingFollowsFromTheCouplingConstant)
{
  const struct {
    const char *symbol;
    double constant, error;
  } measured[] = {{"Au", 23, 4}, {"Cu", 29, 4}, {"W", 112, 15}, {"Nb", 320, 30}};
  for (const auto &m : measured) {
    const double squared = 1e-6 * charge * charge / (planck * planck);    // meV^2 to 1/s^2
    const double expected = 3.0 * planck * m.constant * squared *
        value(m.symbol, EP_MATERIAL_SOMMERFELD) / (pi * boltzmann);
    const ep_quantity g = get(m.symbol, EP_MATERIAL_COUPLING);
    const double error = m.error / m.constant * expected;
    EXPECT_NEAR(g.value, expected, error + (std::isnan(g.uncertainty) ? 0.0 : g.uncertainty))
        << m.symbol;
  }
}

// The wind part is (Z* - direct) rho_m / rho_ref; rho_m stands in the note. Where phonons scatter, rho grows a little faster
// than the temperature (expansion), so that rho_m/rho_ref is the ratio of temperatures times 1 to 1.35.
TEST(Material, WindPartFollowsFromTheMeasuredValence)
{
  for (const char *symbol : {"Au", "Ag", "Cu"}) {
    SCOPED_TRACE(symbol);
    const ep_material *m = ep_material_find(symbol);
    const ep_quantity wind = ep_material_valence_wind(m, EP_ROLE_BULK);
    const ep_quantity direct = ep_material_valence_direct(m, EP_ROLE_BULK);
    ASSERT_NE(wind.printed, nullptr);
    ASSERT_NE(direct.printed, nullptr);
    EXPECT_EQ(direct.value, std::stod(direct.printed));

    std::string unit;
    const double whole = read_number(wind.printed, &unit);
    std::string note = wind.note;
    const size_t start = note.find("times ");
    ASSERT_NE(start, std::string::npos);
    note.erase(0, start);
    ASSERT_TRUE(take(note, "times "));
    const double measured = 1e-8 * take_number(note);
    ASSERT_TRUE(take(note, " x 10^-8 ohm m at "));
    const double temperature = take_number(note);
    ASSERT_TRUE(take(note, " K over "));
    const double reference = 1e-8 * take_number(note);
    ASSERT_TRUE(take(note, " x 10^-8 at 300 K"));
    EXPECT_NEAR(reference, value(symbol, EP_MATERIAL_RESISTIVITY), 1e-14 * reference);
    EXPECT_NEAR(wind.value, (whole - direct.value) * measured / reference,
                1e-14 * std::fabs(wind.value));
    EXPECT_NEAR(measured / reference / (temperature / 300.0), 1.175, 0.175);
    EXPECT_LT(wind.value, 0.0);    // with the electrons
  }
}

TEST(Material, ValencesOfUnmeasuredRolesAreUnknown)
{
  for (const std::string &symbol : symbols())
    for (const ep_role role : {EP_ROLE_FAULT, EP_ROLE_CORE, EP_ROLE_SURFACE, EP_ROLE_STEP}) {
      const ep_material *m = ep_material_find(symbol.c_str());
      EXPECT_TRUE(std::isnan(ep_material_valence_wind(m, role).value)) << symbol << role;
      EXPECT_TRUE(std::isnan(ep_material_valence_direct(m, role).value)) << symbol << role;
    }
}

}    // namespace
