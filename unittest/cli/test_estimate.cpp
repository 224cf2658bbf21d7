// electropulse estimate: what it prints against hand-worked and published numbers, what it says of unknown ones and of
// bad input, and the source paper's numbers beside its own.
#include "command_test.h"
#include "paper.h"
#include "prediction.h"

#include "electropulse/material.h"

#include <gtest/gtest.h>
#include <jansson.h>

#include <cmath>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

using Words = std::vector<std::string>;

Result run(Words words)
{
  words.insert(words.begin(), "estimate");
  return run_verb(ep_estimate_main, words);
}

Words operator+(Words a, const Words &b)
{
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// The rod of the paper with the bulk numbers of gold.
const Words rod = {"Au", "--radius", "10", "--length", "100"};
const Words rod_at_1_7 = rod + Words{"--current", "1.7e9"};

// Words of the text in their order, whatever the blanks and line breaks.
std::string flat(const std::string &text)
{
  std::istringstream stream(text);
  std::string all, word;
  while (stream >> word) all += (all.empty() ? "" : " ") + word;
  return all;
}

using Json = std::unique_ptr<json_t, decltype(&json_decref)>;

Json parse(const Words &words)
{
  const Result r = run(words + Words{"--json"});
  EXPECT_EQ(r.status, EP_EXIT_OK) << r.err;
  EXPECT_EQ(r.err, "");
  json_error_t error;
  Json json(json_loads(r.out.c_str(), 0, &error), &json_decref);
  EXPECT_NE(json, nullptr) << error.text << " in line " << error.line;
  return json;
}

const json_t *result(const Json &json, const char *keyword)
{
  const json_t *line = json_object_get(json_object_get(json.get(), "results"), keyword);
  EXPECT_NE(line, nullptr) << keyword;
  return line;
}

double value(const Json &json, const char *keyword)
{
  const json_t *number = json_object_get(result(json, keyword), "value");
  EXPECT_TRUE(json_is_real(number)) << keyword << " has no value";
  return json_real_value(number);
}

double uncertainty(const Json &json, const char *keyword)
{
  return json_real_value(json_object_get(result(json, keyword), "uncertainty"));
}

bool above_melting(const Json &json, const char *keyword)
{
  return json_is_true(json_object_get(result(json, keyword), "above_melting"));
}

Words missing(const Json &json, const char *keyword)
{
  Words all;
  const json_t *array = json_object_get(result(json, keyword), "missing");
  EXPECT_TRUE(json_is_array(array)) << keyword;
  for (size_t i = 0; i < json_array_size(array); i++)
    all.emplace_back(json_string_value(json_array_get(array, i)));
  return all;
}

// The numbers that were worked out from stated inputs for the paper's gold, each by the command that remakes it.
TEST(Estimate, PaperNumbersWorkedOutByHand)
{
  const Json json = parse({"--paper", "au-itb"});
  EXPECT_NEAR(value(json, "resistance"), 63.7, 0.05);         // ohm
  EXPECT_NEAR(value(json, "voltage"), 0.34, 0.0005);          // V across the nanocrystal
  EXPECT_NEAR(value(json, "heating_rate"), 23.0, 0.5);        // K/ps
  EXPECT_LT(value(json, "melting_time"), 100.0);              // ps: melts within 0.1 ns
  EXPECT_NEAR(value(json, "dissipation"), 78.0, 0.5);         // ps
  EXPECT_NEAR(value(json, "skin_depth"), 12.0, 0.5);          // um
  EXPECT_NEAR(value(json, "skin_depth_half"), 17.0, 0.5);     // um
  EXPECT_NEAR(value(json, "conductivity_wf"), 37.0, 0.5);     // W/m/K
  EXPECT_NEAR(value(json, "rise_wf"), 1970.0, 5.0);           // K
  EXPECT_NEAR(value(json, "stress_fermi"), 0.045, 0.0005);    // GPa
}

TEST(Estimate, PrintedRiseWantsSmallerCurrent)
{
  // sqrt(8 x 318 x dT/20e-8)/100e-9 for 83 and 120 K: 1.03e13 and 1.24e13 A/m^2
  const Words paper = rod + Words{"--resistivity", "20e-8", "--conductivity", "318", "--current"};
  EXPECT_NEAR(value(parse(paper + Words{"1.03e9"}), "rise"), 83.4, 0.05);
  EXPECT_NEAR(value(parse(paper + Words{"1.24e9"}), "rise"), 120.9, 0.05);
  // with the conductivity that Wiedemann and Franz allow: 680 K at 1e9 A/cm^2
  EXPECT_NEAR(value(parse(paper + Words{"1e9"}), "rise_wf"), 682.0, 0.5);
  // the printed wind stress follows for 3.4e8 A/cm^2
  EXPECT_NEAR(value(parse(paper + Words{"3.4e8"}), "stress_fermi"), 0.009, 0.00005);
}

TEST(Estimate, VoltageOverThePapersResistances)
{
  // 1.7 V over 11.3 + 63.7 = 75 ohm and pi (10 nm)^2: 7.2e9 A/cm^2
  const Json json = parse(rod +
                          Words{"--resistivity", "20e-8", "--conductivity", "318", "--voltage",
                                "1.7", "--circuit", "11.34"});
  EXPECT_NEAR(value(json, "resistance") + 11.34, 75.0, 0.005);
  EXPECT_NEAR(value(json, "current_density"), 7.2e9, 0.02e9);
  EXPECT_NEAR(value(json, "current"), 22.67, 0.01);    // mA
  EXPECT_TRUE(above_melting(json, "rise"));
  // the same from an equal section: 20 nm x 15.708 nm
  const Json flat_bar = parse({"Au", "--width", "20", "--height", "15.70796327", "--length", "100",
                               "--resistivity", "20e-8", "--voltage", "1.7", "--circuit", "11.34"});
  EXPECT_NEAR(value(flat_bar, "current_density") / value(json, "current_density"), 1.0, 1e-9);
  // without a circuit all of it is on the wire: U/(rho L) = 1.7/(20e-8 x 1e-7) = 8.5e13 A/m^2
  EXPECT_NEAR(
      value(parse(rod + Words{"--resistivity", "20e-8", "--voltage", "1.7"}), "current_density"),
      8.5e9, 1.0);
}

TEST(Estimate, ForcesAndPowersAtACore)
{
  // at 1.7e13 A/m^2: 2.2e-8 ohm m gives 3.74e-5 eV/A; 2.6e-25 ohm m^3 gives 75.1 W/m, 0.135 eV/ps per 2.884 A,
  // and with 5.9e28 /m^3 0.145 GPa for a full dislocation and 0.25 GPa for a partial
  const Json json = parse(rod_at_1_7 +
                          Words{"--resistivity", "2.2e-8", "--dislocation", "2.6e-25", "--line",
                                "20", "--atoms", "100"});
  EXPECT_NEAR(value(json, "unit_force"), 3.74e-5, 1e-10);
  EXPECT_NEAR(value(json, "line_power"), 75.1, 0.05);
  EXPECT_NEAR(value(json, "burgers_power"), 0.135, 0.0005);
  EXPECT_NEAR(value(json, "stress_resistivity"), 0.145, 0.0005);
  EXPECT_NEAR(value(json, "stress_resistivity_partial"), 0.25, 0.005);
  // 20 nm hold 20/0.28837 Burgers vectors, which 100 atoms share
  EXPECT_NEAR(value(json, "atom_power"), value(json, "burgers_power") * 20 / 0.28837 / 100, 1e-6);
}

TEST(Estimate, BoundariesOfCopper)
{
  // 3.12e-16 and 1.5e-17 ohm m^2 x (1e13 A/m^2)^2 = 3.12e10 and 1.5e9 W/m^2; 1 eV/ps/nm^2 is 1.602e11 W/m^2
  const Json json = parse({"Cu", "--radius", "10", "--length", "100", "--current", "1e9"});
  EXPECT_NEAR(value(json, "boundary_power"), 0.1947, 0.0001);
  EXPECT_NEAR(value(json, "twin_power"), 0.00936, 0.00001);
  // known to within a factor of 2: 3e-25 +- 3e-25 ohm m^3 x 1e26 A^2/m^4
  EXPECT_NEAR(value(json, "line_power"), 30.0, 1e-9);
  EXPECT_NEAR(uncertainty(json, "line_power"), 30.0, 1e-6);
}

TEST(Estimate, DragLawTakesAGivenCoefficient)
{
  // 1e-6 Pa s x 1798.4 m/s / 2.8837e-10 m
  const Json json = parse(rod_at_1_7 + Words{"--drag", "1e-6"});
  EXPECT_NEAR(value(json, "stress_drag"), 6.236e-3, 0.001e-3);
  EXPECT_NEAR(value(json, "stress_drag_partial") / value(json, "stress_drag"), std::sqrt(3.0),
              1e-9);
}

TEST(Estimate, ForceOnABulkAtomKeepsTheWindPart)
{
  // (-48.107 x 2.271e-8 + 1 x 2.271e-8) x 1.7e13 x 1e-10 eV/A; with ten times the resistivity only the direct part grows
  const double bulk = value(parse(rod_at_1_7), "bulk_force");
  EXPECT_NEAR(bulk, -1.8187e-3, 0.0005e-3);
  const double poor = value(parse(rod_at_1_7 + Words{"--resistivity", "22.71e-8"}), "bulk_force");
  EXPECT_NEAR(poor - bulk, 9 * 2.271e-8 * 1.7e13 * 1e-10, 1e-9);
  const Json given = parse(rod_at_1_7 + Words{"--wind", "-8", "--direct", "0"});
  EXPECT_NEAR(value(given, "bulk_force"), -8 * 2.271e-8 * 1.7e13 * 1e-10, 1e-12);
}

TEST(Estimate, RiseAtTheEndOfAShortPulse)
{
  // 1 fs is adiabatic: rate x time; 3 ns are 400 times the slowest decay of 100 nm of gold
  const Json brief = parse(rod_at_1_7 + Words{"--pulse", "1e-6"});
  EXPECT_NEAR(value(brief, "pulse_rise"), value(brief, "heating_rate") * 1e-3, 1e-9);
  const Json lasting = parse(rod_at_1_7 + Words{"--pulse", "3"});
  EXPECT_NEAR(value(lasting, "pulse_rise"), value(lasting, "rise"), 1e-9);
}

TEST(Estimate, PulseBehindAFilter)
{
  // RC = width: height 1 - 1/e, heat 1 - (1 - 1/e) = 1/e, a tenth of the height after (1 + ln 10) widths
  const Json json = parse(rod_at_1_7 + Words{"--pulse", "3", "--rc", "3"});
  EXPECT_NEAR(value(json, "rc_peak"), 1 - std::exp(-1.0), 1e-11);
  EXPECT_NEAR(value(json, "rc_heat"), std::exp(-1.0), 1e-11);
  EXPECT_NEAR(value(json, "rc_end"), 3 * (1 + std::log(10.0)), 1e-10);
  EXPECT_NEAR(value(json, "rc_width"), 3 * (1 + std::log1p(std::exp(-1.0))), 1e-10);
}

TEST(Estimate, NeckOfGold)
{
  // rho/(2 a) = 2.271 ohm; 8 l/(3 pi a) = 6.4 times that for 37.7 nm and a = 5 nm
  const Words neck = rod_at_1_7 + Words{"--neck", "5"};
  const Json json = parse(neck);
  EXPECT_NEAR(value(json, "neck_maxwell"), 2.271, 1e-9);
  EXPECT_NEAR(value(json, "neck_sharvin") / value(json, "neck_maxwell"), 6.40, 0.005);
  EXPECT_NEAR(value(json, "neck"), 2.271 + 14.535, 0.001);
  // a quarter of the section
  EXPECT_NEAR(value(json, "neck_current_density"), 6.8e9, 1.0);
  // the product of resistivity and mean free path belongs to the metal: poor gold has a shorter path and the same Sharvin
  const Json poor = parse(neck + Words{"--resistivity", "20e-8"});
  EXPECT_NEAR(value(poor, "free_path"), 37.7 * 2.271 / 20, 1e-9);
  EXPECT_NEAR(value(poor, "neck_sharvin"), value(json, "neck_sharvin"), 1e-9);
  EXPECT_EQ(uncertainty(json, "neck_sharvin"), 0.0);
  // unless the path is given, which then belongs to the resistivity in use
  const Json given = parse(neck + Words{"--resistivity", "20e-8", "--path", "4e-9"});
  EXPECT_NEAR(value(given, "free_path"), 4.0, 1e-9);
  EXPECT_NEAR(value(given, "neck_sharvin"), 4 * 20e-8 * 4e-9 / (3 * M_PI * 25e-18), 1e-9);
}

TEST(Estimate, UncertaintiesAddInQuadrature)
{
  // R = rho L/(pi r^2): relative 5 %, 1 % and twice 2 %
  const Json json = parse({"Au", "--radius", "10+-0.2", "--length", "100+-1", "--resistivity",
                           "20e-8+-1e-8", "--current", "1e9"});
  const double relative = std::sqrt(0.05 * 0.05 + 0.01 * 0.01 + 0.04 * 0.04);
  // the steps of the derivative are at most 5e-5 of a value: its square is off by the square of that
  EXPECT_NEAR(uncertainty(json, "resistance") / value(json, "resistance"), relative, 1e-6);
  // a rise goes with the square of j and of the length, both here
  const Json rise = parse({"Au", "--radius", "10", "--length", "100+-1", "--current", "1e9+-0.03e9",
                           "--resistivity", "20e-8"});
  EXPECT_NEAR(uncertainty(rise, "rise") / value(rise, "rise"), std::sqrt(0.06 * 0.06 + 0.02 * 0.02),
              1e-6);
  // the table's own: 2.271 +- 0.001
  const Json table = parse(rod_at_1_7);
  EXPECT_NEAR(uncertainty(table, "resistance") / value(table, "resistance"), 0.001 / 2.271, 1e-9);
}

TEST(Estimate, TableSaysWhatIsUnknownAndWhichOptionGivesIt)
{
  const Result r = run(rod_at_1_7);
  EXPECT_EQ(r.status, EP_EXIT_OK);
  const std::string text = flat(r.out);
  EXPECT_TRUE(has(text, "drag, full dislocation unknown needs --drag"));
  EXPECT_TRUE(has(text, "per length of dislocation line unknown needs --dislocation"));
  EXPECT_TRUE(has(text, "per core atom unknown needs --line, --atoms, --dislocation"));
  EXPECT_TRUE(has(text, "electron drag coefficient unknown needs --drag"));
  // not unknown, only not given
  EXPECT_TRUE(has(text, "resistance, Maxwell's - needs --neck"));
  EXPECT_TRUE(has(text, "skin depth at 1/width - needs --pulse"));
  EXPECT_TRUE(has(text, "resistivity 2.271e-08 +- 1e-11 ohm m table"));
}

// Whatever is unknown of a metal: a line has a value, or names what it lacks, and each of these is in fact missing.
TEST(Estimate, EveryLineOfEveryMetalHasAValueOrSaysWhatItLacks)
{
  for (int n = 0; n < ep_material_count(); n++) {
    const std::string symbol = ep_material_symbol(ep_material_at(n));
    SCOPED_TRACE(symbol);
    const Json json = parse({symbol, "--radius", "10", "--length", "100", "--voltage", "1"});
    const json_t *inputs = json_object_get(json.get(), "inputs");
    const char *keyword;
    json_t *line;
    json_object_foreach(json_object_get(json.get(), "results"), keyword, line)
    {
      SCOPED_TRACE(keyword);
      const Words lacks = missing(json, keyword);
      EXPECT_EQ(json_is_null(json_object_get(line, "value")), !lacks.empty());
      for (const std::string &input : lacks)
        EXPECT_TRUE(json_is_null(json_object_get(json_object_get(inputs, input.c_str()), "value")))
            << input;
    }
    const bool fcc = ep_material_structure(ep_material_at(n)) == EP_CNA_FCC;
    EXPECT_EQ(json_object_get(json_object_get(json.get(), "results"), "stress_drag_partial") !=
                  nullptr,
              fcc);
  }
  EXPECT_EQ(missing(parse({"W", "--radius", "10", "--length", "100", "--voltage", "1"}),
                    "stress_resistivity"),
            (Words{"carriers", "dislocation"}));
}

// With every option given, nothing is missing and all that was given is used.
TEST(Estimate, EveryOptionMatters)
{
  const Words all = {"W",       "--length",      "100",   "--neck",     "5",     "--circuit",
                     "10",      "--pulse",       "3",     "--rc",       "1",     "--temperature",
                     "400",     "--line",        "10",    "--atoms",    "100",   "--drag",
                     "1e-6",    "--dislocation", "1e-25", "--boundary", "1e-16", "--twin",
                     "1e-17",   "--wind",        "20",    "--direct",   "1",     "--carriers",
                     "1e29",    "--fermi",       "1e6",   "--path",     "15e-9", "--lattice",
                     "3.2e-10", "--melting",     "3600",  "--capacity", "2.5e6", "--conductivity",
                     "170",     "--resistivity", "6e-8",  "--voltage",  "1",     "--width",
                     "20",      "--height",      "30"};
  const std::string before = run(all).out;
  EXPECT_FALSE(has(before, "unknown"));
  EXPECT_FALSE(has(before, "needs"));
  const std::string results = before.substr(before.find("Results"));
  for (size_t i = 1; i < all.size(); i += 2) {
    Words other = all;
    other[i + 1] = "1" + all[i + 1];    // 100 becomes 1100, 5e-7 becomes 15e-7
    const Result r = run(other);
    EXPECT_EQ(r.status, EP_EXIT_OK) << r.err;
    EXPECT_NE(r.out.substr(r.out.find("Results")), results) << all[i];
  }
}

TEST(Estimate, RisesAboveMeltingAreFlagged)
{
  // 2e14^2 x 2.271e-8 x 1e-14/(8 x 317) = 3580 K
  const Json hot = parse(rod + Words{"--current", "2e10"});
  EXPECT_TRUE(above_melting(hot, "rise"));
  EXPECT_TRUE(above_melting(hot, "rise_wf"));
  EXPECT_FALSE(above_melting(hot, "resistance"));
  const Json cool = parse(rod + Words{"--current", "1e9"});
  for (const char *keyword : {"rise", "rise_wf", "conductivity_wf", "melting_time"})
    EXPECT_FALSE(above_melting(cool, keyword)) << keyword;
  // what starts above is flagged too, and the option moves the limit
  EXPECT_TRUE(above_melting(parse(rod + Words{"--current", "1e9", "--temperature", "1400"}),
                            "conductivity_wf"));
  EXPECT_TRUE(above_melting(parse(rod + Words{"--current", "1e9", "--melting", "301"}), "rise"));
  EXPECT_EQ(value(parse(rod + Words{"--current", "1e9", "--temperature", "1400"}), "melting_time"),
            0.0);
  const std::string text = run(rod + Words{"--current", "2e10"}).out;
  EXPECT_TRUE(has(flat(text), "! above the melting temperature, 1337.33 K"));
  EXPECT_FALSE(has(run(rod + Words{"--current", "1e9"}).out, "!"));
}

TEST(Estimate, WireThinnerThanTheMeanFreePathIsNoted)
{
  EXPECT_TRUE(has(flat(run(rod_at_1_7).out), "mean free path, 37.7 nm, exceeds 20 nm"));
  // a diameter of 40 nm as a side of 40 nm
  for (const Words &section : {Words{"--radius", "20"}, Words{"--width", "40", "--height", "100"}})
    EXPECT_FALSE(has(run(Words{"Au", "--length", "100", "--current", "1e9"} + section).out,
                     "mean free path,"));
  // 20 uohm cm mean 4.3 nm
  EXPECT_FALSE(has(run(rod_at_1_7 + Words{"--resistivity", "20e-8"}).out, "mean free path,"));
}

// 2.271e-8 ohm m are gold's at 300 K, and lower in the cold.
TEST(Estimate, TableOfAnotherTemperatureIsNoted)
{
  const Words cold = rod_at_1_7 + Words{"--temperature", "77"};
  const char *note = "is that at 300 K, not at 77 K";
  EXPECT_TRUE(has(flat(run(cold).out), note));
  EXPECT_FALSE(has(flat(run(cold + Words{"--resistivity", "1e-8"}).out), "resistivity is that at"));
  EXPECT_FALSE(has(flat(run(rod_at_1_7).out), "resistivity is that at"));
  EXPECT_EQ(json_array_size(json_object_get(parse(cold).get(), "notes")), 2u);
}

TEST(Estimate, PaperStandsBesideEachLine)
{
  const Result r = run({"--paper", "au-itb"});
  EXPECT_EQ(r.status, EP_EXIT_OK);
  EXPECT_EQ(r.err, "");
  const std::string text = flat(r.out);
  EXPECT_TRUE(has(text, "resistance 63.66 +- 2.1 ohm 63-67.3 0.946-1.01"));
  EXPECT_TRUE(has(text, "current density j 1.7e+09 A/cm^2 1.7e+09 1"));
  EXPECT_TRUE(has(text, "Fermi momentum 0.04511 GPa 0.009 5.01"));
  EXPECT_TRUE(has(text, "temperature rise in the middle 227.2 +- 7.5 K 83-120 1.89-2.74"));
  EXPECT_TRUE(has(text, "temperature rise in the middle 1972! +- 1.3e+02 K 83-120 16.4-23.8"));
  EXPECT_TRUE(has(text, "dissipation time 78.24 ps 79 0.99"));
  EXPECT_TRUE(has(text, "skin depth at 1/(2 width) 17.43 +- 0.29 um 16 1.09"));
  EXPECT_TRUE(has(text, "doi:10.1038/s41467-022-34333-2"));
  // the contradictions, each with its factor
  EXPECT_TRUE(has(text, "U/(R pi r^2) 1.7 6.96-7.4 4.1-4.35 GA/cm^2"));
  EXPECT_TRUE(has(text, "rho j L 1.7 0.34 0.2 V"));
  EXPECT_TRUE(has(text, "(pi^2/3) (k/e)^2 T/rho 318 36.6 0.115 W/m/K"));
  EXPECT_TRUE(has(text, "j for that stress 3 e tau/(m_e v_F) 1.7 0.339 0.2 GA/cm^2"));
  EXPECT_TRUE(has(text, "the same, kappa of the electrons j^2 rho L^2/(8 kappa) 29-42 682"));
}

TEST(Estimate, PaperInJson)
{
  const Json json = parse({"--paper", "au-itb"});
  const json_t *paper = json_object_get(result(json, "rise"), "paper");
  const json_t *printed = json_object_get(paper, "printed"),
               *times = json_object_get(paper, "times");
  EXPECT_EQ(json_real_value(json_array_get(printed, 0)), 83.0);
  EXPECT_EQ(json_real_value(json_array_get(printed, 1)), 120.0);
  EXPECT_NEAR(json_real_value(json_array_get(times, 0)), 227.2 / 120, 0.001);
  EXPECT_NEAR(json_real_value(json_array_get(times, 1)), 227.2 / 83, 0.001);
  EXPECT_EQ(json_object_get(result(json, "heating_rate"), "paper"), nullptr);
  const json_t *checks = json_object_get(json_object_get(json.get(), "paper"), "checks");
  EXPECT_EQ(json_array_size(checks), static_cast<size_t>(EP_PAPER_CHECKS));
  EXPECT_EQ(json_object_get(parse(rod_at_1_7).get(), "paper"), nullptr);
}

// --paper is short for these options.
TEST(Estimate, PaperInputsCanBeGivenByHand)
{
  const Json paper = parse({"--paper", "au-itb"});
  const Json hand =
      parse(rod_at_1_7 +
            Words{"--pulse", "3", "--resistivity", "20e-8+-0.66e-8", "--conductivity", "318"});
  for (int n = 0; n < ep_prediction_count(); n++) {
    const char *keyword = ep_prediction_line(n)->keyword;
    const json_t *a = json_object_get(result(paper, keyword), "value");
    const json_t *b = json_object_get(result(hand, keyword), "value");
    EXPECT_TRUE(json_equal(a, b)) << keyword;
    EXPECT_NEAR(uncertainty(paper, keyword), uncertainty(hand, keyword),
                1e-3 * std::fabs(uncertainty(hand, keyword)))
        << keyword;
  }
}

TEST(Estimate, InputsSayWhereTheyComeFrom)
{
  const Json json = parse(rod_at_1_7 + Words{"--resistivity", "20e-8"});
  const json_t *inputs = json_object_get(json.get(), "inputs");
  const auto from = [&](const char *keyword) -> std::string {
    const char *text = json_string_value(json_object_get(json_object_get(inputs, keyword), "from"));
    return text ? text : "null";
  };
  EXPECT_EQ(from("resistivity"), "given");
  EXPECT_EQ(from("temperature"), "default");
  EXPECT_EQ(from("fermi"), "table");
  EXPECT_EQ(from("capacity"), "table, quoted");
  EXPECT_EQ(from("drag"), "null");
  EXPECT_EQ(from("neck"), "null");
  const char *reference =
      json_string_value(json_object_get(json_object_get(inputs, "fermi"), "reference"));
  const ep_quantity q = ep_material_get(ep_material_find("Au"), EP_MATERIAL_FERMI_VELOCITY);
  EXPECT_STREQ(reference, q.reference);
  EXPECT_TRUE(json_is_null(json_object_get(json_object_get(inputs, "resistivity"), "reference")));
}

TEST(Estimate, LinesFitAHundredColumnsWithoutTrailingBlanks)
{
  std::vector<Words> runs = {{"--paper", "au-itb"},
                             {"--help"},
                             rod +
                                 Words{"--voltage", "1.7e30+-1e29", "--neck", "1e-30", "--pulse",
                                       "1e-20", "--rc", "1e-22"}};
  for (int n = 0; n < ep_material_count(); n++)
    runs.push_back({ep_material_symbol(ep_material_at(n)), "--radius", "10", "--length", "100",
                    "--current", "1.7e9", "--temperature", "5000"});
  for (const Words &words : runs) {
    std::istringstream stream(run(words).out);
    for (std::string line; std::getline(stream, line);) {
      EXPECT_LE(line.size(), 100u) << line;
      EXPECT_FALSE(!line.empty() && line.back() == ' ') << "'" << line << "'";
    }
  }
}

TEST(Estimate, BadInputIsNamed)
{
  const struct {
    Words words;
    const char *message;
  } cases[] = {
      {{}, "the metal is missing, for example Au"},
      {{"Xx", "--radius", "10"}, "unknown metal 'Xx'; known: Au, Ag, Pt, Cu, W, Ta, Mo, Nb, Fe"},
      {{"au", "--radius", "10"}, "unknown metal 'au'"},
      {rod_at_1_7 + Words{"Ag"}, "one metal at a time, got 'Ag' too"},
      {{"Au", "--length", "100", "--current", "1e9"},
       "--radius NM, or --width NM --height NM, is missing"},
      {{"Au", "--radius", "10", "--current", "1e9"}, "--length NM is missing"},
      {rod, "--current A/CM2 or --voltage V is missing"},
      {{"Au", "--width", "10", "--length", "100", "--current", "1e9"}, "--width needs --height"},
      {rod_at_1_7 + Words{"--height", "10"}, "--radius and --height exclude each other"},
      {rod_at_1_7 + Words{"--voltage", "1.7"}, "--voltage and --current exclude each other"},
      {rod_at_1_7 + Words{"--circuit", "10"}, "--circuit needs --voltage"},
      {rod_at_1_7 + Words{"--rc", "1"}, "--rc needs --pulse"},
      {rod_at_1_7 + Words{"--line", "1"}, "--line needs --atoms"},
      {rod_at_1_7 + Words{"--atoms", "1"}, "--atoms needs --line"},
      {rod_at_1_7 + Words{"--length", "50"}, "--length is given twice"},
      {{"Au", "--radius", "-3", "--length", "100", "--current", "1e9"},
       "--radius must be a number above 0 (nm), alone or with its uncertainty as in 10+-0.5, got "
       "'-3'"},
      {{"Au", "--radius", "0", "--length", "100", "--current", "1e9"}, "got '0'"},
      {rod + Words{"--current", "-1.7e9"}, "--current must be a number above 0 (A/cm^2)"},
      {rod + Words{"--voltage", "1.7", "--circuit", "-1"},
       "--circuit must be a number of 0 or more (ohm)"},
      {rod + Words{"--current", "much"}, "got 'much'"},
      {rod + Words{"--current", "1.7e9A"}, "got '1.7e9A'"},
      {rod + Words{"--current", "nan"}, "got 'nan'"},
      {rod + Words{"--current", "inf"}, "got 'inf'"},
      {rod + Words{"--current", "1e300"}, "got '1e300'"},
      {rod + Words{"--current", ""}, "got ''"},
      {rod + Words{"--current", "1e9+-"}, "got '1e9+-'"},
      {rod + Words{"--current", "1e9+--1"}, "got '1e9+--1'"},
      {rod + Words{"--current", "+-1"}, "got '+-1'"},
      {rod_at_1_7 + Words{"--drag", "unknown"}, "--drag must be a number above 0 (Pa s)"},
      {rod_at_1_7 + Words{"--wind", "x"}, "--wind must be a number, alone"},
      {rod + Words{"--current"}, "option '--current' needs a value"},
      {rod_at_1_7 + Words{"--coupling", "1e16"}, "unknown option '--coupling'"},
      {rod_at_1_7 + Words{"-x"}, "unknown option '-x'"},
      {{"--paper", "ag-pt"}, "--paper must be au-itb, got 'ag-pt'"},
      {{"--paper", "au-itb", "Au"}, "--paper au-itb sets all inputs: 'Au' cannot be given too"},
      {{"--paper", "au-itb", "--voltage", "1.0"},
       "--paper au-itb sets all inputs: --voltage cannot be given too"},
  };
  for (const auto &c : cases) {
    const Result r = run(c.words);
    EXPECT_EQ(r.status, EP_EXIT_USAGE) << c.message;
    EXPECT_EQ(r.out, "") << c.message;
    EXPECT_TRUE(has(r.err, std::string("electropulse estimate: "))) << r.err;
    EXPECT_TRUE(has(r.err, c.message)) << r.err << "expected: " << c.message;
  }
}

TEST(Estimate, HelpNamesEveryOption)
{
  const Result r = run({"--help"});
  EXPECT_EQ(r.status, EP_EXIT_OK);
  EXPECT_TRUE(has(r.out, "Usage: electropulse estimate"));
  for (int i = 0; i < EP_PREDICTION_NINPUTS; i++) {
    const std::string keyword = ep_prediction_kind(static_cast<ep_prediction_input>(i))->keyword;
    EXPECT_TRUE(has(r.out, "--" + keyword)) << keyword;
  }
}

// The overrides have the names that `electropulse materials` prints in JSON.
TEST(Estimate, OptionsOfTheMetalHaveTheTablesKeywords)
{
  const ep_material *copper = ep_material_find("Cu");
  for (int i = EP_PREDICTION_RESISTIVITY; i < EP_PREDICTION_WIND; i++) {
    const auto input = static_cast<ep_prediction_input>(i);
    int same = 0;
    for (int p = 0; p < EP_MATERIAL_NPROPERTIES; p++) {
      const auto property = static_cast<ep_material_property>(p);
      if (std::string(ep_material_property_keyword(property)) != ep_prediction_kind(input)->keyword)
        continue;
      same++;
      EXPECT_STREQ(ep_material_property_unit(property), ep_prediction_kind(input)->unit);
      const ep_quantity q = ep_prediction_quantity(copper, input),
                        t = ep_material_get(copper, property);
      EXPECT_EQ(q.reference, t.reference);
    }
    EXPECT_EQ(same, 1) << ep_prediction_kind(input)->keyword;
  }
}

}    // namespace
