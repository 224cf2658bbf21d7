// electropulse materials: what it prints of the table, and what it says of the source paper.
#include "command_test.h"
#include "paper.h"

#include "electropulse/material.h"

#include <gtest/gtest.h>
#include <jansson.h>

#include <cmath>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

Result run(std::vector<std::string> words)
{
  words.insert(words.begin(), "materials");
  return run_verb(ep_materials_main, words);
}

std::vector<std::string> lines(const std::string &text)
{
  std::istringstream stream(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

std::vector<std::string> words_of(const std::string &line)
{
  std::istringstream stream(line);
  std::vector<std::string> all;
  for (std::string word; stream >> word;) all.push_back(word);
  return all;
}

// Words of the text in their order, whatever the line breaks.
std::string flat(const std::string &text)
{
  std::string all;
  for (const std::string &word : words_of(text)) all += (all.empty() ? "" : " ") + word;
  return all;
}

std::vector<std::string> symbols()
{
  std::vector<std::string> all;
  for (int n = 0; n < ep_material_count(); n++)
    all.emplace_back(ep_material_symbol(ep_material_at(n)));
  return all;
}

using Json = std::unique_ptr<json_t, decltype(&json_decref)>;

Json parse(const std::string &text)
{
  json_error_t error;
  Json json(json_loads(text.c_str(), 0, &error), &json_decref);
  EXPECT_NE(json, nullptr) << error.text << " in line " << error.line;
  return json;
}

const std::vector<ep_paper_check> &checks()
{
  static const std::vector<ep_paper_check> all = [] {
    std::vector<ep_paper_check> check(EP_PAPER_CHECKS);
    ep_paper_checks(ep_material_find("Au"), 300.0, check.data());
    return check;
  }();
  return all;
}

ep_paper_check check(const std::string &quantity)
{
  for (const ep_paper_check &c : checks())
    if (c.quantity == quantity) return c;
  ADD_FAILURE() << "no check of the " << quantity;
  return {};
}

TEST(Materials, ListMarksEveryPropertyOfEveryMetal)
{
  const Result r = run({});
  EXPECT_EQ(r.status, EP_EXIT_OK);
  EXPECT_EQ(r.err, "");
  const std::vector<std::string> all = lines(r.out);
  ASSERT_GT(all.size(), static_cast<size_t>(EP_MATERIAL_NPROPERTIES) + 8);
  EXPECT_EQ(words_of(all[0]), symbols());
  for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
    const auto property = static_cast<ep_material_property>(p);
    const std::string &line = all[static_cast<size_t>(p) + 1];
    const std::string name = ep_material_property_name(property);
    ASSERT_EQ(line.substr(0, name.size()), name);
    const std::vector<std::string> marks = words_of(line.substr(name.size()));
    ASSERT_EQ(marks.size(), symbols().size());
    for (size_t n = 0; n < marks.size(); n++) {
      const ep_quantity q = ep_material_get(ep_material_at(static_cast<int>(n)), property);
      EXPECT_EQ(marks[n], !q.printed ? "." : q.checked ? "x" : "q") << line;
    }
  }
}

TEST(Materials, MetalIsPrintedWithEverythingThatIsKnown)
{
  for (const std::string &symbol : symbols()) {
    SCOPED_TRACE(symbol);
    const Result r = run({symbol});
    EXPECT_EQ(r.status, EP_EXIT_OK);
    EXPECT_EQ(r.err, "");
    const std::string text = flat(r.out);
    const ep_material *m = ep_material_find(symbol.c_str());
    for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
      const auto property = static_cast<ep_material_property>(p);
      const ep_quantity q = ep_material_get(m, property);
      const std::string name = ep_material_property_name(property);
      if (!q.printed) {
        EXPECT_TRUE(has(text, name + " value unknown")) << name;
        continue;
      }
      std::string tail = std::string(" printed ") + q.printed;
      if (q.note) tail += std::string(" note ") + q.note;
      tail += std::string(" reference ") + q.reference;
      EXPECT_TRUE(has(text, flat(tail))) << tail;
    }
    EXPECT_TRUE(has(text, "effective valence of core atoms, wind part value unknown"));
  }
}

TEST(Materials, ValuesShowTheirUnitAndUncertainty)
{
  const std::string gold = run({"Au"}).out;
  EXPECT_TRUE(has(gold, "2.271e-08 ohm m +- 1e-11\n"));
  EXPECT_TRUE(has(gold, "67.44 J/m^3/K^2 +- 0.098\n"));
  EXPECT_TRUE(has(gold, "1337.33 K\n"));
  EXPECT_TRUE(has(gold, "-48 +- 6\n"));
}

TEST(Materials, LinesFitAHundredColumnsWithoutTrailingBlanks)
{
  std::vector<std::string> words = symbols();
  for (const std::string &text : {run({}).out, run(words).out, run({"--help"}).out})
    for (const std::string &line : lines(text)) {
      EXPECT_LE(line.size(), 100u) << line;
      EXPECT_FALSE(!line.empty() && line.back() == ' ') << "'" << line << "'";
    }
}

TEST(Materials, SeveralMetalsArePrintedInTheOrderAsked)
{
  const std::string out = run({"W", "Ag"}).out;
  ASSERT_TRUE(has(out, "W, bcc\n"));
  ASSERT_TRUE(has(out, "\n\nAg, fcc\n"));
  EXPECT_LT(out.find("W, bcc"), out.find("Ag, fcc"));
  EXPECT_FALSE(has(out, "pulsed gold"));
}

TEST(Materials, JsonHoldsTheTable)
{
  const Result r = run({"--json"});
  EXPECT_EQ(r.status, EP_EXIT_OK);
  const Json json = parse(r.out);
  ASSERT_EQ(json_array_size(json.get()), symbols().size());
  for (size_t n = 0; n < symbols().size(); n++) {
    const ep_material *m = ep_material_at(static_cast<int>(n));
    const json_t *metal = json_array_get(json.get(), n);
    EXPECT_STREQ(json_string_value(json_object_get(metal, "symbol")), ep_material_symbol(m));
    const json_t *properties = json_object_get(metal, "properties");
    ASSERT_EQ(json_object_size(properties), static_cast<size_t>(EP_MATERIAL_NPROPERTIES));
    for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
      const auto property = static_cast<ep_material_property>(p);
      const ep_quantity q = ep_material_get(m, property);
      const json_t *item = json_object_get(properties, ep_material_property_keyword(property));
      SCOPED_TRACE(ep_material_property_keyword(property));
      EXPECT_STREQ(json_string_value(json_object_get(item, "unit")),
                   ep_material_property_unit(property));
      if (!q.printed) {
        for (const char *key : {"value", "uncertainty", "printed", "reference"})
          EXPECT_TRUE(json_is_null(json_object_get(item, key))) << key;
        continue;
      }
      // printed with 12 digits
      EXPECT_NEAR(json_real_value(json_object_get(item, "value")), q.value,
                  1e-11 * std::fabs(q.value));
      EXPECT_STREQ(json_string_value(json_object_get(item, "printed")), q.printed);
      EXPECT_STREQ(json_string_value(json_object_get(item, "reference")), q.reference);
      EXPECT_EQ(json_is_true(json_object_get(item, "checked")), q.checked == 1);
      EXPECT_EQ(json_is_null(json_object_get(item, "uncertainty")), std::isnan(q.uncertainty));
    }
    const json_t *bulk = json_object_get(json_object_get(metal, "valence"), "bulk");
    const ep_quantity wind = ep_material_valence_wind(m, EP_ROLE_BULK);
    const json_t *value = json_object_get(json_object_get(bulk, "wind"), "value");
    if (wind.printed)
      EXPECT_NEAR(json_real_value(value), wind.value, 1e-11 * std::fabs(wind.value));
    else
      EXPECT_TRUE(json_is_null(value));
  }
}

TEST(Materials, JsonOfGoldHoldsThePapersChecks)
{
  const Json json = parse(run({"Ag", "Au", "--json"}).out);
  EXPECT_EQ(json_object_get(json_array_get(json.get(), 0), "paper"), nullptr);
  const json_t *paper = json_object_get(json_array_get(json.get(), 1), "paper");
  const json_t *array = json_object_get(paper, "checks");
  ASSERT_EQ(json_array_size(array), checks().size());
  for (size_t i = 0; i < checks().size(); i++) {
    const json_t *follows = json_object_get(json_array_get(array, i), "follows");
    EXPECT_NEAR(json_real_value(json_array_get(follows, 0)), checks()[i].follows_low,
                1e-11 * checks()[i].follows_low);
  }
}

TEST(Materials, BadInputIsNamed)
{
  const Result unknown = run({"Au", "Xx"});
  EXPECT_EQ(unknown.status, EP_EXIT_USAGE);
  EXPECT_EQ(unknown.out, "");
  EXPECT_TRUE(has(unknown.err, "unknown metal 'Xx'; known: Au, Ag, Pt, Cu, W, Ta, Mo, Nb, Fe\n"));
  EXPECT_EQ(run({""}).status, EP_EXIT_USAGE);
  EXPECT_EQ(run({"au"}).status, EP_EXIT_USAGE);
  for (const char *option : {"--jason", "-j", "--json=1"}) {
    const Result r = run({option});
    EXPECT_EQ(r.status, EP_EXIT_USAGE) << option;
    EXPECT_TRUE(has(r.err, std::string("'") + option + "'")) << r.err;
    EXPECT_EQ(r.out, "");
  }
}

TEST(Materials, HelpSaysHow)
{
  const Result r = run({"-h"});
  EXPECT_EQ(r.status, EP_EXIT_OK);
  EXPECT_TRUE(has(r.out, "Usage: electropulse materials"));
}

// The numbers below are worked out by hand from the paper's, to the digits given.
TEST(Paper, WindStressIsFiveTimesThePrintedOne)
{
  // 9.109e-31 kg x 1.40e6 m/s x 1.7e13 A/m^2 / (3 x 1.602e-19 C) = 4.51e7 Pa
  const ep_paper_check stress = check("electron-wind stress");
  EXPECT_EQ(stress.printed_low, 0.009);
  EXPECT_NEAR(stress.follows_low, 0.0451, 0.00005);
  double low, high;
  ep_paper_factor(&stress, &low, &high);
  EXPECT_NEAR(low, 5.0, 0.02);
  EXPECT_EQ(low, high);
  EXPECT_NEAR(check("j for that stress").follows_low, 0.34, 0.005);
}

TEST(Paper, OtherStressIsNotEightTimesHigher)
{
  // 0.051/0.009 and 0.074/0.009; with the stress that follows, 0.051/0.0451 and 0.074/0.0451
  const ep_paper_check printed = check("times the wind stress is lower");
  EXPECT_NEAR(printed.follows_low, 5.67, 0.005);
  EXPECT_NEAR(printed.follows_high, 8.22, 0.005);
  const ep_paper_check follows = check("the same, stress that follows");
  EXPECT_NEAR(follows.follows_low, 1.13, 0.005);
  EXPECT_NEAR(follows.follows_high, 1.64, 0.005);
}

TEST(Paper, PulseGivesFourTimesThePrintedCurrentDensity)
{
  // 1.7 V / 75 ohm / (3.1416e-16 m^2) = 7.2e13 A/m^2 for resistances around 75 ohm
  const ep_paper_check pulse = check("j of the 1.7 V pulse");
  EXPECT_LT(pulse.follows_low, 7.2);
  EXPECT_GT(pulse.follows_high, 7.2);
  EXPECT_NEAR(pulse.follows_low, 6.96, 0.005);
  EXPECT_NEAR(pulse.follows_high, 7.40, 0.005);
  // 20e-8 ohm m x 1.7e13 A/m^2 x 100e-9 m
  EXPECT_NEAR(check("voltage of pulse; on the crystal").follows_low, 0.34, 1e-12);
}

TEST(Paper, ResistanceFollows)
{
  EXPECT_NEAR(check("resistance of the nanocrystal").follows_low, 63.66, 0.005);
  const ep_paper_check difference = check("the same, from the two measured");
  EXPECT_NEAR(difference.follows_low, 73.1 - 10.1, 1e-12);
  EXPECT_NEAR(difference.follows_high, 77.7 - 9.7, 1e-12);
}

TEST(Paper, ConductivityViolatesWiedemannFranz)
{
  EXPECT_NEAR(check("thermal conductivity of electrons").follows_low, 36.6, 0.05);
  // 1.7e13^2 x 20e-8 x 1e-14 / 8 = 72250 W/m, over 318 and over 36.65 W/m/K
  const ep_paper_check rise = check("rise at 1.7 V");
  EXPECT_NEAR(rise.follows_low, 227.2, 0.05);
  EXPECT_FALSE(rise.melted);
  const ep_paper_check current = check("j for the rise at 1.7 V");
  EXPECT_NEAR(current.follows_low, 1.03, 0.005);
  EXPECT_NEAR(current.follows_high, 1.24, 0.005);
  // two checks have the name: of 1.7 V and, at 1/1.7 of the current density, of 1.0 V
  std::vector<ep_paper_check> electrons;
  for (const ep_paper_check &c : checks())
    if (std::string(c.quantity) == "the same, kappa of the electrons") electrons.push_back(c);
  ASSERT_EQ(electrons.size(), 3u);
  EXPECT_NEAR(electrons[0].follows_low, 1972.0, 1.0);
  EXPECT_TRUE(electrons[0].melted);
  EXPECT_NEAR(electrons[1].follows_low, 682.0, 0.5);
  EXPECT_FALSE(electrons[1].melted);    // 982 K, and gold melts at 1337 K
  // U = 0.34 V: sqrt(300^2 + 0.34^2/(4 x 2.443e-8)) = 1128 K; U = 0.2 V: 706 K
  std::vector<ep_paper_check> rising;
  for (const ep_paper_check &c : checks())
    if (std::string(c.quantity) == "the same, kappa rising with T") rising.push_back(c);
  ASSERT_EQ(rising.size(), 2u);
  EXPECT_NEAR(rising[0].follows_low, 828.0, 1.0);
  EXPECT_NEAR(rising[1].follows_low, 406.5, 0.5);
  // 25000 W/m over 318 W/m/K
  EXPECT_NEAR(check("rise at 1.0 V, with 1/1.7 of j").follows_low, 78.6, 0.05);
}

TEST(Paper, TimeAndDepthFollow)
{
  EXPECT_NEAR(check("time of heat dissipation").follows_low, 78.2, 0.05);
  const ep_paper_check depth = check("skin depth, f = 1/width to half");
  EXPECT_NEAR(depth.follows_low, 12.3, 0.05);
  EXPECT_NEAR(depth.follows_high, 17.4, 0.05);
  EXPECT_GT(depth.printed_low, depth.follows_low);
  EXPECT_LT(depth.printed_low, depth.follows_high);
}

TEST(Paper, GoldPrintsTheChecks)
{
  const std::string text = flat(run({"Au"}).out);
  EXPECT_TRUE(has(text, "doi:10.1038/s41467-022-34333-2"));
  EXPECT_TRUE(has(text, "electron-wind stress m_e v_F j/(3 e) 0.009 0.0451 5.01 GPa"));
  EXPECT_TRUE(has(text, "U/(R pi r^2) 1.7 6.96-7.4 4.1-4.35 GA/cm^2"));
  EXPECT_TRUE(has(text, "318 36.6 0.115 W/m/K"));
  EXPECT_TRUE(has(text, "83-120 1972! 16.4-23.8 K"));
  EXPECT_TRUE(has(text, "! above the melting temperature"));
}

}    // namespace
