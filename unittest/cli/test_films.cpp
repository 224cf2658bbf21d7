// electropulse films: campaigns in a temporary folder whose yields, slopes and hops are known.
#include "command_test.h"

#include <gtest/gtest.h>
#include <jansson.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#ifdef __linux__
#include <sys/wait.h>
#endif

namespace fs = std::filesystem;

// Fontconfig keeps its tables to the end of the process, which the leak sanitizer takes for a leak.
extern "C" const char *__lsan_default_suppressions()
{
  return "leak:libfontconfig\n";
}

namespace {

using Words = std::vector<std::string>;
using Json = std::unique_ptr<json_t, decltype(&json_decref)>;

const double modulus = 50;    // GPa, of every run
// Student's 97.5 % quantiles with 1, 2 and 4 degrees of freedom, from tables
const double t1 = 12.7062, t2 = 4.30265, t4 = 2.77645;

struct Pull {
  double yield = 2;    // GPa
  std::string metal = "Ag", potential = "ZJW04", size = "S", variant = "free";
  double rate = 1e9, temperature = 800;
  int seed = 1;
  double flow = 0.7;    // slope between slip events over the modulus
  double end = 1;       // strain at which the run stops
  std::string hops;     // text of the hops file; none when empty
};

std::string number(double value)
{
  std::ostringstream text;
  text.precision(17);
  text << value;
  return text.str();
}

class Films : public ::testing::Test {
 protected:
  const std::string head = "file,metal,potential,size,temperature_K,rate_per_s,variant,seed,hops\n";
  fs::path folder;
  std::string out, said, table;

  void SetUp() override
  {
    std::string name = (fs::temp_directory_path() / "electropulse-films-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    table = (folder / "table.csv").string();
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string &name, const std::string &text) const
  {
    std::ofstream(folder / name, std::ios::binary) << text;
  }

  // Straight up to the yield, down to half of it, and then teeth of ten rows, each 0.001 of strain.
  static std::string curve(const Pull &r)
  {
    std::ostringstream text;
    text.precision(17);
    text << "time_ps,strain,stress_GPa,temperature_K,energy_eV\n";
    auto row = [&](double strain, double stress) {
      if (strain <= r.end)
        text << strain / r.rate * 1e12 << "," << strain << "," << stress << "," << r.temperature
             << ",-2.8\n";
    };
    const double top = r.yield / modulus;
    for (int i = 0; 0.001 * i < top - 1e-9; i++) row(0.001 * i, modulus * 0.001 * i);
    row(top, r.yield);
    double strain = top;
    for (int tooth = 0; tooth < 3; tooth++)
      for (int i = 0; i < 10; i++) {
        strain += 0.001;
        row(strain, 0.5 * r.yield + r.flow * modulus * 0.001 * i);
      }
    return text.str();
  }

  // Writes the runs and their table.
  void campaign(const std::vector<Pull> &runs) const
  {
    std::string text = head;
    for (size_t i = 0; i < runs.size(); i++) {
      const Pull &r = runs[i];
      const std::string name = "run" + std::to_string(i) + ".csv",
                        hops = r.hops.empty() ? "" : "hops" + std::to_string(i) + ".csv";
      write(name, curve(r));
      if (!hops.empty()) write(hops, r.hops);
      text += name + "," + r.metal + "," + r.potential + "," + r.size + "," +
          number(r.temperature) + "," + number(r.rate) + "," + r.variant + "," +
          std::to_string(r.seed) + "," + hops + "\n";
    }
    write("table.csv", text);
  }

  // A group of runs that differ by seed and yield.
  static void add(std::vector<Pull> &runs, Pull run, const std::vector<double> &yields)
  {
    for (const double yield : yields) {
      run.yield = yield;
      runs.push_back(run);
      run.seed++;
    }
  }

  int run(Words words)
  {
    words.insert(words.begin(), "films");
    const Result result = run_verb(ep_films_main, words);
    out = result.out;
    said = result.err;
    return result.status;
  }

  Json json(Words words = {})
  {
    words.insert(words.begin(), {table, "--json"});
    EXPECT_EQ(run(words), EP_EXIT_OK) << said;
    json_error_t error;
    Json parsed(json_loads(out.c_str(), 0, &error), &json_decref);
    EXPECT_NE(parsed, nullptr) << error.text << " in line " << error.line;
    return parsed;
  }

  // What is wrong with the table.
  std::string complaint(const std::string &text)
  {
    write("table.csv", text);
    EXPECT_EQ(run({table}), EP_EXIT_FAILURE) << text;
    EXPECT_EQ(out, "");
    return said;
  }
};

size_t count(const Json &json, const char *part)
{
  return json_array_size(json_object_get(json.get(), part));
}

const json_t *finding(const Json &json, const char *part, size_t i)
{
  const json_t *f = json_array_get(json_object_get(json.get(), part), i);
  EXPECT_NE(f, nullptr) << part << " " << i;
  return f;
}

std::string word(const json_t *object, const char *key)
{
  const char *text = json_string_value(json_object_get(object, key));
  return text ? text : "";
}

// A number, nan for null.
double value(const json_t *object, const char *key)
{
  const json_t *item = json_object_get(object, key);
  EXPECT_NE(item, nullptr) << key;
  return json_is_number(item) ? json_number_value(item) : NAN;
}

double value(const json_t *object, const char *quantity, const char *key)
{
  return value(json_object_get(object, quantity), key);
}

TEST_F(Films, YieldModulusAndFlowOfAGroup)
{
  std::vector<Pull> runs;
  add(runs, {}, {2.0, 2.2, 2.4});
  campaign(runs);
  const Json j = json();
  const json_t *g = finding(j, "groups", 0);
  EXPECT_EQ(count(j, "groups"), 1u);
  EXPECT_EQ(word(g, "metal"), "Ag");
  EXPECT_EQ(word(g, "variant"), "free");
  EXPECT_EQ(value(g, "rate_per_s"), 1e9);
  EXPECT_EQ(value(g, "yield_GPa", "n"), 3);
  const double error = 0.2 / std::sqrt(3.0);
  EXPECT_NEAR(value(g, "yield_GPa", "value"), 2.2, 1e-12);
  EXPECT_NEAR(value(g, "yield_GPa", "standard_error"), error, 1e-12);
  EXPECT_NEAR(value(g, "yield_GPa", "low"), 2.2 - t2 * error, 1e-6);
  EXPECT_NEAR(value(g, "yield_GPa", "high"), 2.2 + t2 * error, 1e-6);
  EXPECT_NEAR(value(g, "yield_strain", "value"), 0.044, 1e-12);
  EXPECT_NEAR(value(g, "modulus_GPa", "value"), modulus, 1e-9);

  const json_t *f = finding(j, "flow", 0);
  EXPECT_NEAR(value(f, "slope_ratio", "value"), 0.7, 1e-9);
  EXPECT_NEAR(value(f, "diffusion_rate_per_s", "value"), 0.3e9, 1);
  EXPECT_EQ(count(j, "rises"), 9u);
  EXPECT_NEAR(value(finding(j, "rises", 4), "slope_GPa", "value"), 0.7 * modulus, 1e-9);
  EXPECT_EQ(value(finding(j, "rises", 4), "rows"), 8);    // of ten, without the two that turn
  EXPECT_EQ(word(finding(j, "runs", 1), "file"), "run1.csv");
  EXPECT_EQ(word(finding(j, "runs", 1), "end"), "yielded");
  EXPECT_EQ(value(finding(j, "runs", 1), "temperature_K"), 800);

  EXPECT_EQ(run({table}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "2.2 +- 0.115 [1.703, 2.697]")) << out;
}

// Noise at the rows where the stress turns must not tilt the slope between them.
TEST_F(Films, TurningRowsDoNotEnterTheSlope)
{
  std::string text = "time_ps,strain,stress_GPa\n";
  const std::vector<double> stress = {0,   0.5, 1,   1.5, 2,   1,    0.5, 1.25, 1.5, 1.75,
                                      2.0, 2.6, 1.0, 0.4, 1.3, 1.55, 1.8, 2.05, 2.7, 1.0};
  for (size_t i = 0; i < stress.size(); i++)
    text += number(10.0 * static_cast<double>(i)) + "," + number(0.01 * static_cast<double>(i)) +
        "," + number(stress[i]) + "\n";
  write("a.csv", text);
  write("table.csv", head + "a.csv,Ag,ZJW04,S,800,1e9,free,1,\n");
  const Json j = json({"--elastic", "0:0.04"});
  ASSERT_EQ(count(j, "rises"), 2u);
  EXPECT_NEAR(value(finding(j, "rises", 0), "slope_GPa", "value"), 25, 1e-9);
  EXPECT_NEAR(value(finding(j, "flow", 0), "slope_ratio", "value"), 0.5, 1e-9);
  // and where the flow is no longer looked at
  EXPECT_EQ(count(json({"--elastic", "0:0.04", "--until", "0.115"}), "rises"), 1u);
}

TEST_F(Films, SizeVerdicts)
{
  std::vector<Pull> runs;
  auto pair = [&](const char *metal, const std::vector<double> &small,
                  const std::vector<double> &medium) {
    Pull r;
    r.metal = metal;
    add(runs, r, small);
    r.size = "M";
    add(runs, r, medium);
  };
  pair("Ag", {1.98, 2.0, 2.02}, {2.18, 2.2, 2.22});
  pair("Pt", {2.38, 2.4, 2.42}, {1.98, 2.0, 2.02});
  pair("Au", {1.9, 2.0, 2.1}, {1.95, 2.05, 2.15});
  campaign(runs);
  const Json j = json();
  ASSERT_EQ(count(j, "sizes"), 3u);
  const json_t *ag = finding(j, "sizes", 0);
  EXPECT_EQ(word(ag, "size"), "S");
  EXPECT_EQ(word(json_object_get(ag, "against"), "size"), "M");
  EXPECT_EQ(word(ag, "verdict"), "weaker");
  EXPECT_NEAR(value(ag, "yield_difference_GPa", "value"), -0.2, 1e-12);
  // both variances the same: 4 degrees of freedom
  const double error = 0.02 * std::sqrt(2.0 / 3);
  EXPECT_NEAR(value(ag, "yield_difference_GPa", "freedom"), 4, 1e-9);
  EXPECT_NEAR(value(ag, "yield_difference_GPa", "high"), -0.2 + t4 * error, 1e-6);
  EXPECT_NEAR(value(ag, "yield_ratio", "value"), 2.0 / 2.2, 1e-12);
  EXPECT_NEAR(value(ag, "modulus_difference_GPa", "value"), 0, 1e-9);
  EXPECT_NEAR(value(ag, "slope_ratio_difference", "value"), 0, 1e-9);
  EXPECT_EQ(word(finding(j, "sizes", 1), "verdict"), "stronger");
  EXPECT_EQ(word(finding(j, "sizes", 2), "verdict"), "undecided");
  // the order is the user's
  EXPECT_EQ(word(finding(json({"--sizes", "M,S"}), "sizes", 0), "verdict"), "stronger");
}

TEST_F(Films, OneRunHasNoIntervalAndDecidesNothing)
{
  std::vector<Pull> runs;
  add(runs, {}, {2.0});
  Pull medium;
  medium.size = "M";
  add(runs, medium, {3.0, 3.01});
  campaign(runs);
  const Json j = json();
  const json_t *g = finding(j, "groups", 0);
  EXPECT_EQ(value(g, "yield_GPa", "n"), 1);
  EXPECT_EQ(value(g, "yield_GPa", "value"), 2.0);
  EXPECT_TRUE(std::isnan(value(g, "yield_GPa", "low")));
  EXPECT_TRUE(std::isnan(value(g, "yield_GPa", "standard_error")));
  EXPECT_EQ(word(finding(j, "sizes", 0), "verdict"), "undecided");
  EXPECT_EQ(run({table}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "  2 [n/a]  ")) << out;
}

TEST_F(Films, ARunThatHasNotYieldedIsCensored)
{
  std::vector<Pull> runs;
  add(runs, {}, {2.0, 2.2, 2.4});
  runs[1].end = 0.03;
  campaign(runs);
  const Json j = json();
  const json_t *g = finding(j, "groups", 0), *r = finding(j, "runs", 1);
  EXPECT_EQ(value(g, "censored"), 1);
  EXPECT_EQ(value(g, "yield_GPa", "n"), 2);
  EXPECT_EQ(value(g, "modulus_GPa", "n"), 3);
  EXPECT_NEAR(value(g, "yield_GPa", "value"), 2.2, 1e-12);
  EXPECT_EQ(word(r, "end"), "censored");
  EXPECT_NEAR(value(r, "highest_GPa"), 1.5, 1e-12);
  EXPECT_EQ(run({table}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "not yielded: run1.csv (highest stress 1.5 GPa, at strain 0.03)")) << out;
  // nor one that is not where yield is looked for
  runs[1].end = 0.01;
  campaign(runs);
  EXPECT_EQ(value(finding(json(), "runs", 1), "highest_GPa"), 0.5);
}

TEST_F(Films, TheModulusIsThatOfTheWholeWindowBeforeYieldOrNone)
{
  std::vector<Pull> runs;
  add(runs, {}, {2.0});
  runs[0].end = 0.019;
  campaign(runs);
  EXPECT_TRUE(std::isnan(value(finding(json(), "runs", 0), "modulus_GPa", "value")));
  EXPECT_TRUE(has(said, "run0.csv: note: no modulus: it ends between the strains 0.005 and 0.02"))
      << said;
  runs[0].end = 1;
  campaign(runs);
  EXPECT_TRUE(std::isnan(
      value(finding(json({"--elastic", "0.01:0.041"}), "runs", 0), "modulus_GPa", "value")));
  EXPECT_TRUE(has(said, "no modulus: it yields between")) << said;
  json({"--elastic", "0.0101:0.0121"});
  EXPECT_TRUE(has(said, "no modulus: fewer than 3 rows between")) << said;
}

// yield = 2 GPa + 0.05 GPa ln(rate/1e9)
TEST_F(Films, RateSensitivityActivationVolumeAndEnergy)
{
  const double kt = 1.380649e-23 * 800, slope = 0.05e9, omega = kt / slope;
  std::vector<Pull> runs;
  for (const double rate : {1e8, 1e9, 1e10})
    for (const double scatter : {-0.02, 0.02}) {
      Pull r;
      r.rate = rate;
      r.yield = 2 + 0.05 * std::log(rate / 1e9) + scatter;
      r.seed = scatter < 0 ? 1 : 2;
      runs.push_back(r);
    }
  campaign(runs);
  const Json j = json({"--lattice", "Ag=4.09", "--sites", "S=1000", "--attempt", "3"});
  const json_t *f = finding(j, "rates", 0);
  EXPECT_EQ(count(j, "rates"), 1u);
  EXPECT_EQ(json_object_get(f, "rate_per_s"), nullptr);
  EXPECT_EQ(value(f, "slope_GPa", "n"), 6);
  EXPECT_NEAR(value(f, "slope_GPa", "value"), 0.05, 1e-10);
  // residuals 0.02 of 6 runs, 4 degrees of freedom; sum of squares of ln(rate): 4 ln(10)^2
  const double error = std::sqrt(6 * 0.0004 / 4 / (4 * std::pow(std::log(10.0), 2)));
  EXPECT_NEAR(value(f, "slope_GPa", "standard_error"), error, 1e-10);
  EXPECT_NEAR(value(f, "volume_A3", "value"), omega * 1e30, 1e-6);
  EXPECT_NEAR(value(f, "volume_A3", "low"), kt / (slope + t4 * error * 1e9) * 1e30, 1e-3);
  EXPECT_NEAR(value(f, "volume_A3", "high"), kt / (slope - t4 * error * 1e9) * 1e30, 1e-3);
  EXPECT_NEAR(value(f, "volume_b3", "value"), omega * 1e30 / std::pow(4.09 / std::sqrt(2.0), 3),
              1e-8);
  // k T ln(k T N nu/(E eps_dot Omega)) at each rate
  ASSERT_EQ(count(j, "energies"), 3u);
  for (size_t i = 0; i < 3; i++) {
    const json_t *e = finding(j, "energies", i);
    const double rate = value(e, "rate_per_s");
    auto energy = [&](double volume) {
      return kt / 1.602176634e-19 * std::log(kt * 1000 * 3e12 / (modulus * 1e9 * rate * volume));
    };
    EXPECT_NEAR(value(e, "energy_eV", "value"), energy(omega), 1e-8);
    EXPECT_NEAR(value(e, "energy_eV", "low"), energy(kt / (slope - t4 * error * 1e9)), 1e-5);
    EXPECT_NEAR(value(e, "energy_eV", "high"), energy(kt / (slope + t4 * error * 1e9)), 1e-5);
    const double yield = 2 + 0.05 * std::log(rate / 1e9);
    EXPECT_NEAR(value(e, "athermal_GPa"), yield + energy(omega) * 1.602176634e-19 / omega * 1e-9,
                1e-7);
  }
}

TEST_F(Films, NothingIsMadeUpForTheActivation)
{
  std::vector<Pull> runs;
  for (const double rate : {1e9, 1e10})
    for (int seed = 1; seed < 4; seed++) {
      Pull r;
      r.rate = rate;
      r.seed = seed;
      r.yield = 2 + (rate > 5e9 ? 0.1 : 0) + 0.01 * seed;
      runs.push_back(r);
    }
  campaign(runs);
  Json j = json();
  // the lattice constant of the Zhou potential is known, sites and attempt frequency are not
  const double cube = value(finding(j, "rates", 0), "volume_A3", "value") /
      value(finding(j, "rates", 0), "volume_b3", "value");
  EXPECT_NEAR(std::cbrt(cube) * std::sqrt(2.0), 4.0896, 5e-4);
  EXPECT_TRUE(std::isnan(value(finding(j, "energies", 0), "energy_eV", "value")));
  EXPECT_EQ(run({table}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "not known without --sites and --attempt")) << out;
  EXPECT_TRUE(std::isfinite(value(finding(json({"--sites", "99", "--attempt", "1"}), "energies", 0),
                                  "energy_eV", "value")));
  // another potential: no b, unless it is given
  for (Pull &r : runs) r.potential = "Williams";
  campaign(runs);
  EXPECT_TRUE(std::isnan(value(finding(json(), "rates", 0), "volume_b3", "value")));
  EXPECT_TRUE(std::isfinite(
      value(finding(json({"--lattice", "Ag:Williams=4.09"}), "rates", 0), "volume_b3", "value")));
  EXPECT_TRUE(std::isnan(
      value(finding(json({"--lattice", "Ag:Other=4.09"}), "rates", 0), "volume_b3", "value")));
}

TEST_F(Films, WithoutRateDependenceTheVolumeHasALowerBoundAtMost)
{
  std::vector<Pull> runs;
  auto fill = [&](double slower, double faster) {
    runs.clear();
    for (const double rate : {1e9, 1e10})
      for (const double scatter : {-0.1, 0.0, 0.1}) {
        Pull r;
        r.rate = rate;
        r.yield = (rate > 5e9 ? faster : slower) + scatter;
        r.seed = static_cast<int>(std::lround(10 * scatter)) + 2;
        runs.push_back(r);
      }
    campaign(runs);
  };
  fill(2.0, 2.05);
  Json j = json();
  const json_t *f = finding(j, "rates", 0);
  EXPECT_GT(value(f, "volume_A3", "value"), value(f, "volume_A3", "low"));
  EXPECT_TRUE(std::isnan(value(f, "volume_A3", "high")));
  fill(2.05, 2.0);
  j = json();
  f = finding(j, "rates", 0);
  EXPECT_TRUE(std::isnan(value(f, "volume_A3", "value")));
  EXPECT_GT(value(f, "volume_A3", "low"), 0);
  EXPECT_EQ(run({table}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, ", inf]")) << out;
}

// Hops up to the yield at 0.04 of strain, which is 40 ps.
std::string hops_file(int interior, int edge)
{
  return "time_ps,strain,hops_110_interior,exposure_110_interior,hops_edge,exposure_edge\n"
         "0,0,0,0,0,0\n20,0.02," +
      std::to_string(interior / 2) + ",1000,0,200\n40,0.04," + std::to_string(interior) + ",2000," +
      std::to_string(edge) + ",400\n60,0.06,9999,3000,9999,600\n";
}

TEST_F(Films, HopRatesBeforeYieldAndTheirRatios)
{
  std::vector<Pull> runs;
  auto group = [&](const char *metal, const char *size, const char *variant, int a, int b,
                   int edge) {
    Pull r;
    r.metal = metal;
    r.size = size;
    r.variant = variant;
    add(runs, r, {2.0, 2.0});
    runs[runs.size() - 2].hops = hops_file(a, edge);
    runs[runs.size() - 1].hops = hops_file(b, edge);
  };
  group("Ag", "S", "free", 8, 12, 4);
  group("Ag", "M", "free", 4, 6, 4);
  group("Pt", "S", "free", 2, 2, 4);
  group("Ag", "S", "tethered", 0, 0, 4);
  campaign(runs);
  const Json j = json();
  ASSERT_EQ(count(j, "hops"), 8u);
  const json_t *ag = finding(j, "hops", 0);
  EXPECT_EQ(word(ag, "name"), "110_interior");
  EXPECT_EQ(value(ag, "hops"), 20);
  EXPECT_EQ(value(ag, "exposure_atom_ns"), 4);
  EXPECT_EQ(value(ag, "rate_per_atom_ns", "value"), 5);
  // chi^2 = 0.8: the runs are as alike as Poisson's
  EXPECT_NEAR(value(ag, "rate_per_atom_ns", "high"), 5 * std::exp(t1 / std::sqrt(20.0)), 2e-3);
  EXPECT_EQ(value(finding(j, "hops", 1), "rate_per_atom_ns", "value"), 10);
  EXPECT_NEAR(value(finding(j, "hops", 6), "rate_per_atom_ns", "high"), std::log(40.0) / 4, 1e-9);

  double sizes = 0, metals = 0, variants = 0;
  for (size_t i = 0; i < count(j, "hop_ratios"); i++) {
    const json_t *f = finding(j, "hop_ratios", i), *against = json_object_get(f, "against");
    if (word(f, "name") == "edge") continue;
    if (word(against, "size") == "M" && word(f, "metal") == "Ag" && word(f, "variant") == "free")
      sizes = value(f, "rate_ratio", "value");
    if (word(against, "metal") == "Pt") metals = value(f, "rate_ratio", "value");
    if (word(against, "variant") == "free") {
      variants = value(f, "rate_ratio", "value");
      EXPECT_GT(value(f, "rate_ratio", "high"), 0);
    }
  }
  EXPECT_DOUBLE_EQ(sizes, 2);
  EXPECT_DOUBLE_EQ(metals, 5);
  EXPECT_EQ(variants, 0);
}

// The curve has fallen at its row after yield, strain 0.041 and 41 ps, and ends at 0.070 and 70 ps.
TEST_F(Films, HopRatesInTheFlow)
{
  const std::string head = "time_ps,hops_110,exposure_110\n";
  std::vector<Pull> runs;
  Pull r;
  r.hops = head + "0,0,0\n40,5,1000\n40.5,6,1100\n50,12,2100\n60,26,3100\n99,99,9900\n";
  add(runs, r, {2.0});
  r.metal = "Pt";
  r.hops = head + "0,0,0\n40,0,1000\n40.5,0,1100\n60,5,2100\n";
  add(runs, r, {2.0});
  campaign(runs);
  Json j = json();
  ASSERT_EQ(count(j, "flow_hops"), 2u);
  EXPECT_EQ(value(finding(j, "flow_hops", 0), "hops"), 20);
  EXPECT_EQ(value(finding(j, "flow_hops", 0), "exposure_atom_ns"), 2);
  EXPECT_DOUBLE_EQ(value(finding(j, "flow_hops", 0), "rate_per_atom_ns", "value"), 10);
  EXPECT_EQ(value(finding(j, "hops", 0), "hops"), 5) << "before yield as ever";
  ASSERT_EQ(count(j, "flow_hop_ratios"), 1u);
  EXPECT_DOUBLE_EQ(value(finding(j, "flow_hop_ratios", 0), "rate_ratio", "value"), 2);
  j = json({"--until", "0.055"});
  EXPECT_EQ(value(finding(j, "flow_hops", 0), "hops"), 6);
  ASSERT_EQ(count(j, "flow_hops"), 1u) << "no hops row of the second within";
}

TEST_F(Films, MetalsAgainstEachOther)
{
  std::vector<Pull> runs;
  Pull r;
  r.flow = 0.5;
  add(runs, r, {1.98, 2.0, 2.02});
  r.metal = "Pt";
  r.flow = 0.7;
  add(runs, r, {2.48, 2.5, 2.52});
  r.size = "M";
  add(runs, r, {2.5});
  campaign(runs);
  const Json j = json();
  ASSERT_EQ(count(j, "metals"), 1u) << "of one size";
  const json_t *f = finding(j, "metals", 0);
  EXPECT_EQ(word(f, "metal"), "Ag");
  EXPECT_EQ(word(json_object_get(f, "against"), "metal"), "Pt");
  EXPECT_NEAR(value(f, "yield_difference_GPa", "value"), -0.5, 1e-12);
  EXPECT_NEAR(value(f, "yield_ratio", "value"), 0.8, 1e-12);
  EXPECT_NEAR(value(f, "modulus_ratio", "value"), 1, 1e-9);
  EXPECT_NEAR(value(f, "slope_ratio_difference", "value"), -0.2, 1e-9);
  EXPECT_LT(value(f, "slope_ratio_difference", "high"), -0.19);
}

TEST_F(Films, VariantsAndTheChangeOfTheSizeDifference)
{
  std::vector<Pull> runs;
  auto group = [&](const char *size, const char *variant, double yield) {
    Pull r;
    r.size = size;
    r.variant = variant;
    add(runs, r, {yield - 0.02, yield, yield + 0.02});
  };
  group("S", "free", 2.0);
  group("M", "free", 2.2);
  group("S", "tethered", 2.3);
  group("M", "tethered", 2.25);
  campaign(runs);
  const Json j = json();
  ASSERT_EQ(count(j, "variants"), 2u);
  const json_t *small = finding(j, "variants", 0);
  EXPECT_EQ(word(small, "variant"), "tethered");
  EXPECT_EQ(word(json_object_get(small, "against"), "variant"), "free");
  EXPECT_NEAR(value(small, "yield_difference_GPa", "value"), 0.3, 1e-12);
  EXPECT_NEAR(value(small, "modulus_difference_GPa", "value"), 0, 1e-9);
  ASSERT_EQ(count(j, "size_changes"), 1u);
  const json_t *change = finding(j, "size_changes", 0);
  EXPECT_EQ(word(json_object_get(change, "against"), "size"), "M");
  // (2.3 - 2.25) - (2.0 - 2.2), four variances of 0.02^2/3 with 2 degrees of freedom each
  EXPECT_NEAR(value(change, "yield_change_GPa", "value"), 0.25, 1e-12);
  EXPECT_NEAR(value(change, "yield_change_GPa", "standard_error"), 0.04 / std::sqrt(3.0), 1e-12);
  EXPECT_NEAR(value(change, "yield_change_GPa", "freedom"), 8, 1e-9);
}

TEST_F(Films, ChangeOfTheSizeRatioWithTheRate)
{
  std::vector<Pull> runs;
  auto group = [&](const char *size, double rate, double yield) {
    Pull r;
    r.size = size;
    r.rate = rate;
    add(runs, r, {yield - 0.02, yield, yield + 0.02});
  };
  group("S", 1e9, 2.0);
  group("M", 1e9, 2.5);
  group("S", 1e8, 1.5);
  group("M", 1e8, 2.0);
  campaign(runs);
  const Json j = json();
  ASSERT_EQ(count(j, "size_rates"), 1u);
  const json_t *change = finding(j, "size_rates", 0), *against = json_object_get(change, "against");
  EXPECT_EQ(value(change, "rate_per_s"), 1e8);
  EXPECT_EQ(value(against, "rate_per_s"), 1e9);
  EXPECT_EQ(word(against, "size"), "M");
  // 1.5/2.0 - 2.0/2.5; of each ratio r = a/b the error e r sqrt(1/a^2 + 1/b^2), with e = 0.02/sqrt(3) of each mean
  EXPECT_NEAR(value(change, "yield_ratio_change", "value"), -0.05, 1e-9);
  const double slow = 0.75 * std::hypot(1 / 1.5, 1 / 2.0),
               fast = 0.8 * std::hypot(1 / 2.0, 1 / 2.5);
  EXPECT_NEAR(value(change, "yield_ratio_change", "standard_error"),
              0.02 / std::sqrt(3.0) * std::hypot(slow, fast), 1e-9);
  EXPECT_LT(value(change, "yield_ratio_change", "high"), 0);
  EXPECT_EQ(run({table}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "1e+08/1e+09")) << out;
  EXPECT_EQ(run({table, "--csv"}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "size_rates,,,Ag,ZJW04,S/M,800,100000000/1000000000,")) << out;
}

TEST_F(Films, MissingRunsAreAnErrorOrAreNamed)
{
  std::vector<Pull> runs;
  add(runs, {}, {2.0, 2.2, 2.4});
  runs[2].hops = hops_file(1, 1);
  campaign(runs);
  fs::remove(folder / "run1.csv");
  fs::remove(folder / "hops2.csv");
  EXPECT_EQ(run({table}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "line 3: 'run1.csv' is missing (--partial goes on without)")) << said;
  EXPECT_TRUE(has(said, "line 4: 'hops2.csv' is missing")) << said;
  EXPECT_EQ(out, "");
  const Json j = json({"--partial"});
  EXPECT_TRUE(has(said, "note: line 3: 'run1.csv' is missing\n")) << said;
  EXPECT_EQ(value(finding(j, "groups", 0), "missing"), 1);
  EXPECT_EQ(value(finding(j, "groups", 0), "yield_GPa", "n"), 2);
  EXPECT_EQ(word(finding(j, "runs", 1), "end"), "missing");
  EXPECT_EQ(run({table, "--partial"}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "missing: run1.csv")) << out;
  fs::remove(folder / "run0.csv");
  fs::remove(folder / "run2.csv");
  EXPECT_EQ(run({table, "--partial"}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "no run of this table is there")) << said;
}

TEST_F(Films, NamesWhatIsWrongWithTheTable)
{
  write("a.csv", curve({}));
  write("b.csv", curve({}));
  const std::string good = "a.csv,Ag,ZJW04,S,800,1e9,free,1,\n";
  EXPECT_TRUE(has(complaint(""), "empty"));
  EXPECT_TRUE(has(complaint(head), "no rows after the header"));
  EXPECT_TRUE(has(complaint("file,metal\na.csv,Ag\n"), "line 1: no column 'potential'"));
  EXPECT_TRUE(has(complaint("file,colour\na.csv,red\n"), "line 1: unknown column 'colour'"));
  EXPECT_TRUE(has(complaint("file,file\na.csv,b.csv\n"), "column 'file' appears twice"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag\n"), "line 2: expected 9 values, found 2"));
  EXPECT_TRUE(has(complaint(head + ",Ag,ZJW04,S,800,1e9,free,1,\n"), "line 2: file is empty"));
  for (const std::string name : {"a\xff.csv", "a\"b\".csv"})
    EXPECT_TRUE(has(complaint(head + name + ",Ag,ZJW04,S,800,1e9,free,1,\n"),
                    "line 2: the name of a file must be UTF-8 text without double quotes"));
  EXPECT_TRUE(has(complaint(head + "a.csv,A g,ZJW04,S,800,1e9,free,1,\n"),
                  "line 2: metal must be a word of at most 31 letters, digits and . _ + -, got "
                  "'A g'"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag,ZJW04," + std::string(32, 'S') + ",800,1e9,free,1,\n"),
                  "size must be a word"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag,ZJW04,S,-1,1e9,free,1,\n"),
                  "temperature_K must be a number above 0, got '-1'"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag,ZJW04,S,800,fast,free,1,\n"),
                  "rate_per_s must be a number above 0, got 'fast'"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag,ZJW04,S,800,1e9,free,1.5,\n"),
                  "seed must be an integer, got '1.5'"));
  EXPECT_TRUE(has(complaint(head + good + "b.csv,Ag,ZJW04,S,800,1e9,free,1,\n"),
                  "line 3: seed 1 again, of the group and seed of line 2"));
  EXPECT_TRUE(has(complaint(head + good + "a.csv,Ag,ZJW04,S,800,1e9,free,2,\n"),
                  "line 3: a file of line 2 again"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag,ZJW04,XL,800,1e9,free,1,\n"),
                  "size 'XL' is not among --sizes"));
  EXPECT_TRUE(has(complaint(head + "a.csv,Ag,ZJW04,S,800,1e10,free,1,\n"),
                  "a.csv: strain rises at 1e+09 /s on average, and the table says 1e+10 /s"));
  EXPECT_EQ(run({(folder / "absent.csv").string()}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "absent.csv: No such file"));
}

TEST_F(Films, NamesWhatIsWrongWithARun)
{
  write("table.csv", head + "a.csv,Ag,ZJW04,S,800,1e9,free,1,\n");
  auto wrong = [&](const std::string &text) {
    write("a.csv", text);
    EXPECT_EQ(run({table}), EP_EXIT_FAILURE) << text;
    EXPECT_TRUE(has(said, "a.csv: ")) << said;
    return said;
  };
  const std::string columns = "time_ps,strain,stress_GPa\n";
  EXPECT_TRUE(has(wrong("time_ps,strain\n0,0\n"), "no column 'stress_GPa'"));
  EXPECT_TRUE(has(wrong(columns), "no rows after the header"));
  EXPECT_TRUE(has(wrong(columns + "0,0,x\n"), "stress_GPa: expected a number, found 'x'"));
  EXPECT_TRUE(has(wrong(columns + "0,0,0\n10,0.01,nan\n"), "row 2: stress_GPa is nan"));
  EXPECT_TRUE(has(wrong(columns + "0,0,0\n0,0.01,1\n"), "row 2: time_ps goes from 0 to 0"));
  EXPECT_TRUE(has(wrong(columns + "0,0.02,0\n10,0.01,1\n"), "row 2: strain falls from 0.02"));
  // a row written twice by LAMMPS counts once
  write("a.csv", columns + "0,0,0\n0,0,0\n10,0.01,1\n20,0.02,2\n30,0.03,1\n");
  EXPECT_EQ(run({table}), EP_EXIT_OK) << said;
}

TEST_F(Films, NamesWhatIsWrongWithHops)
{
  write("a.csv", curve({}));
  write("table.csv", head + "a.csv,Ag,ZJW04,S,800,1e9,free,1,h.csv\n");
  auto wrong = [&](const std::string &text) {
    write("h.csv", text);
    EXPECT_EQ(run({table}), EP_EXIT_FAILURE) << text;
    EXPECT_TRUE(has(said, "h.csv: ")) << said;
    return said;
  };
  EXPECT_TRUE(has(wrong("time_ps,strain\n0,0\n"), "no column hops_NAME"));
  EXPECT_TRUE(has(wrong("time_ps,hops_a\n0,0\n"), "no column 'exposure_a'"));
  EXPECT_TRUE(has(wrong("time_ps,hops_a,exposure_a,exposure_b\n0,0,0,0\n"),
                  "a column exposure_NAME has no hops_NAME"));
  EXPECT_TRUE(has(wrong("time_ps,hops_a b,exposure_a b\n0,0,0\n"), "got 'hops_a b'"));
  EXPECT_TRUE(has(wrong("time_ps,hops_a,hops_a,exposure_a\n0,0,0,0\n"), "appears twice"));
  EXPECT_TRUE(has(wrong("time_ps,hops_a,exposure_a\n0,0,0\n10,5,100\n20,4,200\n"),
                  "row 3: hops_a falls from 5 to 4: it must count up"));
  EXPECT_TRUE(has(wrong("time_ps,hops_a,exposure_a\n0,0,0\n10,5,-1\n"), "row 2: exposure_a is -1"));
}

TEST_F(Films, CsvCarriesWhatJsonCarries)
{
  std::vector<Pull> runs;
  add(runs, {}, {2.0, 2.2, 2.4});
  runs[0].hops = hops_file(8, 1);
  campaign(runs);
  EXPECT_EQ(run({table, "--csv"}), EP_EXIT_OK);
  std::istringstream lines(out);
  std::string line;
  size_t rows = 0;
  while (std::getline(lines, line)) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 20) << line;
    rows++;
  }
  // 6 numbers of each run, 5 of each of its 3 rises, 3 of the group, 3 of each class of hops before yield and in the flow, 2
  // of the flow
  EXPECT_EQ(rows, 1u + 3 * 6 + 9 * 5 + 3 + 2 * 2 * 3 + 2);
  EXPECT_TRUE(has(out,
                  "\ngroups,,,Ag,ZJW04,S,800,1000000000,free,,,0,0,yield_GPa,3,,2.2,"
                  "0.115470053838,2,"))
      << out;
  EXPECT_TRUE(has(out, "\nruns,\"run0.csv\",1,Ag,")) << out;
}

// How many shapes of a colour an SVG has; the first size is vermillion, the second blue.
size_t shapes(const std::string &svg, const std::string &colour)
{
  size_t n = 0;
  for (size_t at = 0; (at = svg.find(colour, at)) != std::string::npos; at++) n++;
  return n;
}

TEST_F(Films, DrawsTheFigure)
{
  const std::string png = (folder / "f.png").string(), svg = (folder / "f.svg").string(),
                    vermillion = "83.529", blue = "44.705";
  std::vector<Pull> runs;
  add(runs, {}, {2.0, 2.2, 2.4});
  runs[1].end = 0.03;
  campaign(runs);
  EXPECT_EQ(run({table, "--figure", png}), EP_EXIT_OK) << said;
  EXPECT_EQ(read_text(png).substr(0, 8), "\x89PNG\r\n\x1a\n");
  EXPECT_EQ(run({table, "--figure", svg, "--csv"}), EP_EXIT_OK) << said;
  // for each run a dot, a curve and its yield; the mean, its interval, and the key
  EXPECT_EQ(shapes(read_text(svg), vermillion), 3u * 3 + 3);
  EXPECT_EQ(shapes(read_text(svg), blue), 0u);
  Pull medium;
  medium.size = "M";
  add(runs, medium, {2.0});
  campaign(runs);
  EXPECT_EQ(run({table, "--figure", svg}), EP_EXIT_OK) << said;
  EXPECT_EQ(shapes(read_text(svg), vermillion), 3u * 3 + 3);
  // one run has no interval
  EXPECT_EQ(shapes(read_text(svg), blue), 3u + 2);
  EXPECT_EQ(run({table, "--figure", svg, "--sizes", "M,S"}), EP_EXIT_OK) << said;
  EXPECT_EQ(shapes(read_text(svg), vermillion), 3u + 2);
  EXPECT_EQ(run({table, "--figure", (folder / "no/f.png").string()}), EP_EXIT_FAILURE);
  EXPECT_TRUE(has(said, "cannot write")) << said;
  EXPECT_EQ(out, "");
}

#ifdef __linux__
TEST_F(Films, SaysThatItCannotPrint)
{
  campaign({Pull()});
  for (const char *format : {"", "--json", "--csv"}) {
    const std::string command = ELECTROPULSE_EXECUTABLE " films '" + table + "' " + format +
        " > /dev/full 2> '" + (folder / "said").string() + "'";
    EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), EP_EXIT_FAILURE) << format;
    EXPECT_TRUE(has(read_text(folder / "said"), "electropulse films: cannot print: ")) << format;
  }
}
#endif

TEST_F(Films, RefusesWrongUsage)
{
  campaign({Pull()});
  const std::vector<std::pair<Words, std::string>> cases = {
      {{}, "TABLE.csv is missing"},
      {{table, "other.csv"}, "found 'other.csv' too"},
      {{table, "--colour"}, "unknown option '--colour'"},
      {{table, "--drop"}, "'--drop' needs a value"},
      {{table, "--drop", "1.5"}, "--drop must be a number above 0 and at most 1, got '1.5'"},
      {{table, "--from", "x"}, "--from must be a strain, got 'x'"},
      {{table, "--elastic", "0.02"}, "--elastic must be LOW:HIGH"},
      {{table, "--elastic", "0.02:0.01"}, "got '0.02:0.01'"},
      {{table, "--slip", "0"}, "--slip must be"},
      {{table, "--until", "-1"}, "--until must be a strain"},
      {{table, "--sizes", "S,S"}, "--sizes must be"},
      {{table, "--sites", "0"}, "--sites must be"},
      {{table, "--sites", "S=1", "--sites", "S=2"}, "got 'S=2'"},
      {{table, "--attempt", "-3"}, "--attempt must be a frequency"},
      {{table, "--lattice", "Ag:=4"}, "--lattice must be"},
      {{table, "--lattice", "=4"}, "got '=4'"},
      {{table, "--figure", "f.pdf"}, "ends in .png or .svg, got 'f.pdf'"},
  };
  for (const auto &[words, message] : cases) {
    EXPECT_EQ(run(words), EP_EXIT_USAGE) << message;
    EXPECT_TRUE(has(said, message)) << said;
    EXPECT_EQ(out, "");
  }
  EXPECT_EQ(run({"--help"}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "Usage: electropulse films"));
}

}    // namespace
