// The decks of examples/ag_pt_film on a film of 140 atoms: they run, write what they say, and name what was given wrong.

#include "lammps_process.h"

#include <cmath>
#include <set>

namespace {

namespace fs = std::filesystem;

using Settings = std::map<std::string, std::string>;
using Table = std::vector<std::map<std::string, double>>;

// The rows of a CSV file below its comments and its line of column names; empty without the file.
Table read_table(const fs::path &path)
{
  std::ifstream file(path);
  std::vector<std::string> names;
  Table rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream cells(line);
    std::map<std::string, double> row;
    size_t column = 0;
    for (std::string cell; std::getline(cells, cell, ','); column++) {
      if (rows.empty() && column >= names.size() && !isdigit(cell[0]))
        names.push_back(cell);
      else
        row[names.at(column)] = std::stod(cell);
    }
    if (!row.empty()) rows.push_back(row);
  }
  return rows;
}

class FilmDecks : public testing::Test {
 protected:
  // 1e10 /s at 300 K to a strain of 0.04, 4 ps, unless `settings` say otherwise.
  Outcome run(const std::string &deck, Settings settings = {})
  {
    settings.insert({{"nx", "4"},
                     {"ny", "7"},
                     {"nz", "5"},
                     {"T", "300"},
                     {"rate", "1e10"},
                     {"most", "0.04"},
                     {"block", "0.5"},
                     {"frame", "1"},
                     {"name", "film"},
                     {"metal", "Ag"},
                     {"potential", POTENTIALS_SOURCE "/Ag_ZJW04.eam.alloy"}});
    if (!fs::exists(folder.path / deck)) fs::copy(DECKS, folder.path);
    std::vector<std::string> command = {LMP_ELECTROPULSE, "-log", "none", "-in", deck};
    for (const auto &[name, value] : settings) command.insert(command.end(), {"-var", name, value});
    return run_program(command, folder.path, {{"OMPI_MCA_ess_singleton_isolated", "1"}});
  }
  Table table(const std::string &kind) const
  {
    return read_table(folder.path / ("film" + kind + ".csv"));
  }
  TemporaryFolder folder;
};

TEST_F(FilmDecks, PullTheFilmAtTheRateAsked)
{
  const Outcome outcome = run("in.ag_pt_film", {{"T", "10"}});
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_NE(outcome.output.find("Created 140 atoms"), std::string::npos);
  const Table rows = table("");
  ASSERT_EQ(rows.size(), 8u);
  for (const auto &row : rows) EXPECT_NEAR(row.at("strain"), 0.01 * row.at("time_ps"), 1e-6);
  // Cold, the work of the stress on the section at 0 K, over the length at rest, is what the film stores.
  std::istringstream last(rows_of(outcome).back());
  double step, temperature, energy, length, strain;
  last >> step >> temperature >> energy >> length >> strain;
  const double a = 4.08965, section = 140 * a * a * a / 4 / (4 * a * std::sqrt(1.5)),
               eV = 160.2177;    // GPa A^3
  double work = 0.0;
  for (size_t i = 1; i < rows.size(); i++)
    work += 0.5 * (rows[i].at("stress_GPa") + rows[i - 1].at("stress_GPa")) *
        (rows[i].at("strain") - rows[i - 1].at("strain")) * section * length / (1 + strain) / eV;
  const double stored = rows.back().at("energy_eV") - rows.front().at("energy_eV");
  EXPECT_GT(stored, 0.5);
  EXPECT_NEAR(work, stored, 0.03 * stored);
}

TEST_F(FilmDecks, TethersAreThereFromTheStartAfterARest)
{
  const Outcome outcome = run("in.ag_pt_film", {{"tether", "yes"}, {"hold", "4"}});
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  const Table rows = table(".tether");
  ASSERT_EQ(rows.size(), 8u);
  // all but the inside of the film: two rows and two layers from each face
  for (const auto &row : rows) EXPECT_GT(row.at("tethers"), 80.0);
  EXPECT_NEAR(table("").back().at("strain"), 0.01 * table("").back().at("time_ps"), 1e-6);
}

TEST_F(FilmDecks, TethersComeWithoutARestWhenAveragesAreOldEnough)
{
  const Outcome outcome = run("in.ag_pt_film", {{"tether", "yes"}});
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  for (const auto &row : table(".tether"))
    EXPECT_EQ(row.at("tethers") > 0.0, row.at("time_ps") > 3.0) << row.at("time_ps");
}

TEST_F(FilmDecks, HopsAndNonaffineDisplacementsComeFromTheDump)
{
  ASSERT_EQ(run("in.ag_pt_film").status, 0);
  const Outcome outcome = run("in.hops", {{"swell", "1.006"}});
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  const Table hops = table(".hops"), d2min = table(".d2min");
  ASSERT_EQ(hops.size(), 4u);
  ASSERT_EQ(d2min.size(), 4u);
  for (size_t i = 0; i < hops.size(); i++) {
    EXPECT_EQ(hops[i].at("hops_all"), 0.0);    // 4 ps at 300 K
    // surface atoms times the time since the first frame
    const double surface = hops[1].at("exposure_all");
    EXPECT_NEAR(hops[i].at("exposure_all"), (double) i * surface, 0.1 * surface);
    EXPECT_EQ(d2min[i].at("d2min_surface_A2") > 1e-20, i > 0);
  }
  EXPECT_GT(hops[1].at("exposure_all"), 80.0);
}

TEST_F(FilmDecks, RestTakesAwayTheLoad)
{
  const Outcome outcome = run("in.rest", {{"ps", "4"}, {"T", "10"}});
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  const Table rows = table("");
  ASSERT_EQ(rows.size(), 2u);
  // cold, its surface stress shortens the film until none is left along x
  EXPECT_LT(rows[0].at("pressure_xx_bar"), -1000.0);
  EXPECT_LT(std::fabs(rows[1].at("pressure_xx_bar")), -0.1 * rows[0].at("pressure_xx_bar"));
  EXPECT_LT(rows[1].at("length_A"), rows[0].at("length_A"));
}

TEST_F(FilmDecks, EachVariantOfThePulsesRuns)
{
  for (const std::string variant : {"none", "vibrate", "wind", "both", "heat"}) {
    const Outcome outcome = run(
        "in.pulsed", {{"variant", variant}, {"rate", "1e9"}, {"most", "0.008"}, {"block", "2"}});
    ASSERT_EQ(outcome.status, 0) << variant << "\n" << outcome.output;
    const Table surface = table(".surface");
    ASSERT_EQ(surface.size(), 4u) << variant;
    for (const auto &row : surface) {    // the pulse begins at 6 ps, and rises for 0.1 ps
      const bool on = row.at("time_ps") > 6.0;
      EXPECT_NEAR(row.at("current_squared"), on ? 1.0 : 0.0, 0.05) << variant;
      EXPECT_EQ(row.at("power_eV_ps") > 0.0, on) << variant;
    }
    EXPECT_EQ(table(".hops").size(), 5u) << variant;    // the start, too
  }
  const Outcome outcome = run("in.pulsed", {{"variant", "push"}});
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.line_with("ERROR").find("one of: none, vibrate, wind, both, heat, got push"),
            std::string::npos)
      << outcome.output;
}

TEST_F(FilmDecks, NameWhatWasGivenWrong)
{
  const struct {
    Settings settings;
    const char *word, *message;
  } cases[] = {{{{"nx", "0"}}, "ERROR", "whole numbers >= 1, got 0 7 5: there would be no gauge"},
               {{{"ny", "6.5"}}, "ERROR", "not nx*ny*nz = 4*6.5*5 = 130"},
               {{{"metal", "Pt"}},
                "film.inc: element",
                "element Pt of " POTENTIALS_SOURCE
                "/Ag_ZJW04.eam.alloy; if LAMMPS stops here, it is not in that file"}};
  for (const auto &c : cases) {
    const Outcome outcome = run("in.ag_pt_film", c.settings);
    EXPECT_NE(outcome.status, 0);
    EXPECT_NE(outcome.line_with(c.word).find(c.message), std::string::npos) << outcome.output;
  }
}

Outcome campaign(const std::vector<std::string> &arguments)
{
  const TemporaryFolder folder;
  std::vector<std::string> command = {"/usr/bin/env", "bash", DECKS "/campaign"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_program(command, folder.path);
}

TEST(FilmCampaign, HasEachRunOnce)
{
  const Outcome outcome = campaign({"--table"});
  ASSERT_EQ(outcome.status, 0) << outcome.output;
  std::istringstream lines(outcome.output);
  std::set<std::string> runs;
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_EQ(line, "file,metal,potential,size,temperature_K,rate_per_s,variant,seed,hops");
  while (std::getline(lines, line)) EXPECT_TRUE(runs.insert(line).second) << line;
  EXPECT_EQ(runs.size(), 130u + 80u);
}

TEST(FilmCampaign, NamesTheSets)
{
  const Outcome outcome = campaign({"--table", "yields"});
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.line_with("unknown set 'yields'").find("allowed: yield williams cold"),
            std::string::npos)
      << outcome.output;
}

}    // namespace
