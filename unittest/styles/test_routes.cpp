// The ways of our styles into a LAMMPS that is not ours: on each, the results of lmp-electropulse. A route that this
// LAMMPS lacks is skipped, with the reason.

#include "lammps_process.h"

#include <set>

namespace fs = std::filesystem;

namespace {

const fs::path routes = ROUTES;    // the folder of plugin, preload library and library of styles
const std::string plugin = (routes / "electropulseplugin.so").string();

std::string help_of(const std::string &program)
{
  const TemporaryFolder folder;
  return run_program({program, "-h"}, folder.path, {{"OMPI_MCA_ess_singleton_isolated", "1"}})
      .output;
}

std::string version_in(const std::string &help)
{
  const std::string mark = "Parallel Simulator - ";
  const size_t start = help.find(mark);
  return start == std::string::npos
      ? ""
      : help.substr(start + mark.size(), help.find('\n', start) - start - mark.size());
}

// Why the stock lmp is of no use here; empty when it is.
std::string no_stock()
{
  const std::string stock = STOCK_LMP;
  if (stock.empty() || access(stock.c_str(), X_OK) != 0) return "no stock lmp on this machine";
  const std::string ours = version_in(help_of(LMP_ELECTROPULSE)),
                    theirs = version_in(help_of(stock));
  return ours == theirs ? "" : stock + " is LAMMPS " + theirs + ", and this build is for " + ours;
}

std::string no_plugin()
{
  static const std::string why = [] {
    const std::string none = no_stock();
    if (!none.empty()) return none;
    const std::string help = help_of(STOCK_LMP);
    std::istringstream words(help.substr(std::min(help.find("Installed packages:"), help.size())));
    for (std::string word; words >> word;)
      if (word == "PLUGIN") return std::string();
    return std::string(STOCK_LMP " has no PLUGIN package");
  }();
  return why;
}

#define NEEDS_STOCK() \
  if (const std::string why = no_stock(); !why.empty()) GTEST_SKIP() << why
#define NEEDS_PLUGIN() \
  if (const std::string why = no_plugin(); !why.empty()) GTEST_SKIP() << why

Outcome run_stock(const std::string &input, const Environment &environment = {})
{
  return run_input(input, environment, STOCK_LMP);
}

const std::string load = "plugin load " + plugin + "\n";

const std::vector<std::string> &expected()
{
  static const std::vector<std::string> rows = rows_of(run_input(run_of_all_styles()));
  return rows;
}

// As many runs of all styles as said, with the results of lmp-electropulse.
void expect_runs(const Outcome &outcome, int runs)
{
  ASSERT_EQ(expected().size(), 7u);
  std::vector<std::string> rows;
  for (int run = 0; run < runs; run++)
    rows.insert(rows.end(), expected().begin(), expected().end());
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_EQ(rows_of(outcome), rows) << outcome.output;
}

int count_lines(const Outcome &outcome, const std::string &word)
{
  int count = 0;
  std::istringstream lines(outcome.output);
  for (std::string line; std::getline(lines, line);) count += line.find(word) != std::string::npos;
  return count;
}

// Our styles as their headers name them.
std::set<std::string> styles_of_the_source()
{
  std::set<std::string> names;
  for (const auto &entry : fs::directory_iterator(SOURCE_DIR)) {
    if (entry.path().extension() != ".h") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);)
      for (const auto &[macro, kind] :
           {std::pair("FixStyle(", "fix"), {"ComputeStyle(", "compute"}})
        if (line.rfind(macro, 0) == 0)
          names.insert(std::string(kind) + " style plugin " +
                       line.substr(strlen(macro), line.find(',') - strlen(macro)));
  }
  return names;
}

TEST(Plugin, GivesTheResultOfTheExecutable)
{
  NEEDS_PLUGIN();
  const Outcome outcome = run_stock(load + run_of_all_styles());
  expect_runs(outcome, 1);
  EXPECT_EQ(count_lines(outcome, "WARNING: Overriding"), 0) << outcome.output;
}

TEST(Plugin, ComesFromTheSearchPath)
{
  NEEDS_PLUGIN();
  const std::string once = run_of_all_styles();
  expect_runs(run_stock(once + "clear\n" + once, {{"LAMMPS_PLUGIN_PATH", routes.string()}}), 2);
}

TEST(Plugin, ListsEveryStyle)
{
  NEEDS_PLUGIN();
  const auto names = styles_of_the_source();
  ASSERT_GE(names.size(), 7u);
  const Outcome outcome = run_stock(load + "plugin list\n");
  for (const auto &name : names)
    EXPECT_NE((outcome.output + "\n").find(": " + name + "\n"), std::string::npos)
        << name << " is not in electropulse_style_list.h\n"
        << outcome.output;
  EXPECT_EQ(count_lines(outcome, " style plugin "), (int) names.size());
}

TEST(Plugin, ASecondLoadChangesNothing)
{
  NEEDS_PLUGIN();
  const Outcome outcome = run_stock(load + load + run_of_all_styles() + load);
  expect_runs(outcome, 1);
  EXPECT_EQ(count_lines(outcome, "Ignoring load of fix style electropulse:"), 2) << outcome.output;
}

// Up to 2025 LAMMPS forgets plugins in `clear`, later it restores them: a script that loads again runs in both.
TEST(Plugin, IsLoadedAgainAfterClear)
{
  NEEDS_PLUGIN();
  const std::string once = load + run_of_all_styles();
  expect_runs(run_stock(once + "clear\n" + once + "clear\n" + once), 3);
}

TEST(Plugin, IsLoadedAgainAfterAllIsUnloaded)
{
  NEEDS_PLUGIN();
  const std::string once = load + run_of_all_styles();
  expect_runs(run_stock(once + "plugin clear\nclear\n" + once), 2);
}

TEST(Plugin, UnloadTakesAStyleAway)
{
  NEEDS_PLUGIN();
  const Outcome outcome = run_stock(load + run_of_all_styles() +
                                    "plugin unload fix electropulse/vibrate\n"
                                    "thermo_style custom step c_core\nrun 1\n" +
                                    good_vibrate());
  EXPECT_EQ(rows_of(outcome).size(), 9u) << outcome.output;
  EXPECT_NE(outcome.line_with("ERROR").find("electropulse/vibrate"), std::string::npos)
      << outcome.output;
}

// What a style needs may be unloaded under it: an error that names it, not a crash.
TEST(Plugin, UnloadOfWhatIsNeededIsAnError)
{
  NEEDS_PLUGIN();
  const std::pair<std::string, std::string> cases[] = {
      {"fix ELECTROPULSE/HISTORY", "Compute electropulse/core/atom: its internal fix"},
      {"fix ELECTROPULSE/REFERENCE", "Compute electropulse/d2min/atom: its internal fix"},
      {"fix ELECTROPULSE/HOPS", "Compute electropulse/surface/atom: its internal fix"},
      {"fix ELECTROPULSE/MEMO", "Compute electropulse/boundary: its internal fix"},
      {"compute electropulse/core/atom", "core"},
      {"fix electropulse", "pulse"},
  };
  for (const auto &[style, complaint] : cases) {
    const Outcome outcome =
        run_stock(load + run_of_all_styles() + "plugin unload " + style + "\nrun 1\n");
    EXPECT_NE(outcome.line_with("ERROR").find(complaint), std::string::npos) << outcome.output;
    EXPECT_NE(outcome.status, 0);
    EXPECT_LT(outcome.status, 126) << style << "\n" << outcome.output;
  }
}

TEST(Plugin, RefusesAnotherLammps)
{
  NEEDS_PLUGIN();
  const std::string other = OTHER_PLUGIN;
  if (other.empty()) GTEST_SKIP() << "no plugin that was built for another LAMMPS";
  const Outcome outcome = run_stock("plugin load " + other + "\nplugin list\n");
  const std::string message = outcome.line_with("ERROR");
  EXPECT_NE(message.find("built for LAMMPS " OTHER_LAMMPS_NUM " with"), std::string::npos)
      << outcome.output;
  EXPECT_NE(message.find("loaded is LAMMPS " + std::to_string(LAMMPS_NUM) + " with"),
            std::string::npos);
  EXPECT_EQ(count_lines(outcome, " style plugin "), 0) << outcome.output;
  EXPECT_NE(run_stock("plugin load " + other + "\n" + run_of_all_styles()).status, 0);
}

// The preload library and what belongs to it, in a folder without blanks.
struct PreloadRoute : Preload {
  PreloadRoute() :
      Preload(routes / "libelectropulsepreload.so",
              {routes / "electropulseplugin.so", routes / "electropulse_styles.so"})
  {
  }
};

TEST(PreloadLibrary, GivesTheResultOfTheExecutable)
{
  NEEDS_STOCK();
  const PreloadRoute preload;
  const std::string once = run_of_all_styles();
  const Outcome outcome = run_stock(once + "clear\n" + once, {{"LD_PRELOAD", preload.library}});
  expect_runs(outcome, 2);
  EXPECT_EQ(count_lines(outcome, "styles registered"), 1) << outcome.output;
}

// mpirun and its daemons inherit LD_PRELOAD: they know no LAMMPS, and must start all the same.
TEST(PreloadLibrary, WorksUnderMpirun)
{
  NEEDS_STOCK();
  const PreloadRoute preload;
  const auto run = [](const std::string &program, Environment environment) {
    const TemporaryFolder folder;
    std::ofstream(folder.path / "in.test") << run_of_all_styles();
    environment["OMPI_MCA_rmaps_base_oversubscribe"] = "1";
    return run_program({MPIEXEC, NUMPROC_FLAG, "2", program, "-log", "none", "-in", "in.test"},
                       folder.path, environment);
  };
  const Outcome ours = run(LMP_ELECTROPULSE, {});
  const Outcome stock = run(STOCK_LMP, {{"LD_PRELOAD", preload.library}});
  EXPECT_EQ(stock.status, 0) << stock.output;
  EXPECT_EQ(rows_of(ours).size(), 7u) << ours.output;
  EXPECT_EQ(rows_of(stock), rows_of(ours)) << stock.output;
  EXPECT_EQ(count_lines(stock, "styles registered"), 1) << stock.output;
}

TEST(PreloadLibrary, LeavesOtherProgramsAlone)
{
  const PreloadRoute preload;
  const TemporaryFolder folder;
  const Outcome outcome = run_program({"/bin/sh", "-c", "echo unharmed"}, folder.path,
                                      {{"LD_PRELOAD", preload.library}});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "unharmed\n");
}

TEST(PreloadLibrary, EndsTheRunWithoutItsPlugin)
{
  NEEDS_STOCK();
  const PreloadRoute preload;
  const Outcome outcome = run_stock(
      "units metal\n", {{"LD_PRELOAD", preload.library}, {"ELECTROPULSE_PLUGIN", "/no/such/file"}});
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.line_with("ERROR").find("/no/such/file"), std::string::npos) << outcome.output;
}

TEST(PreloadLibrary, TakesThePluginThatIsNamed)
{
  NEEDS_STOCK();
  const Preload alone(routes / "libelectropulsepreload.so");
  expect_runs(run_stock(run_of_all_styles(),
                        {{"LD_PRELOAD", alone.library}, {"ELECTROPULSE_PLUGIN", plugin}}),
              1);
}

TEST(PreloadLibrary, RefusesAnotherLammps)
{
  NEEDS_STOCK();
  const PreloadRoute preload;
  const Preload fake(OTHER_VERSION);
  const Outcome outcome =
      run_stock("units metal\n", {{"LD_PRELOAD", fake.library + ":" + preload.library}});
  EXPECT_NE(outcome.status, 0);
  const std::string message = outcome.line_with("ERROR");
  EXPECT_NE(message.find("built for LAMMPS " + std::to_string(LAMMPS_NUM)), std::string::npos)
      << outcome.output;
  EXPECT_NE(message.find("loaded is LAMMPS 19990101"), std::string::npos) << outcome.output;
}

// As at the end of a run of a LAMMPS that is linked with -Bsymbolic: nothing has called the hook.
TEST(PreloadLibrary, SaysWhenNothingWasRegistered)
{
  NEEDS_STOCK();
  const PreloadRoute preload;
  const TemporaryFolder folder;
  const Outcome outcome =
      run_program({STOCK_LMP, "-h"}, folder.path, {{"LD_PRELOAD", preload.library}});
  EXPECT_EQ(count_lines(outcome, "no styles were registered"), 1) << outcome.output;
}

Outcome run_python(const Environment &more = {})
{
  const TemporaryFolder folder;
  std::ofstream(folder.path / "in.test") << run_of_all_styles();
  Environment environment = {
      {"OMPI_MCA_ess_singleton_isolated", "1"},
      {"PYTHONPATH", routes.string() + ":" LAMMPS_PYTHON},
      {"LD_LIBRARY_PATH", fs::path(LAMMPS_LIBRARY).parent_path().string()},
  };
  for (const auto &[name, value] : more) environment[name] = value;
  return run_program({PYTHON, PYTHON_ROUTE, LAMMPS_LIBRARY, "in.test"}, folder.path, environment);
}

#define NEEDS_PYTHON() \
  if (access(PYTHON, X_OK) != 0) GTEST_SKIP() << "no python3 on this machine"

TEST(Python, GivesTheResultOfTheExecutable)
{
  NEEDS_PYTHON();
  const Outcome outcome = run_python();
  expect_runs(outcome, 2);
  const bool module = std::string(LAMMPS_PYTHON) != "";
  EXPECT_TRUE(!module || outcome.line_with("with LAMMPS' Python module") != "") << outcome.output;
}

TEST(Python, RefusesAnotherLammps)
{
  NEEDS_PYTHON();
  const Preload fake(OTHER_VERSION);
  const Outcome outcome = run_python({{"LD_PRELOAD", fake.library}});
  EXPECT_EQ(outcome.status, 3) << outcome.output;
  const std::string message = outcome.line_with("refused:");
  EXPECT_NE(message.find("built for LAMMPS " + std::to_string(LAMMPS_NUM)), std::string::npos)
      << outcome.output;
  EXPECT_NE(message.find("loaded is LAMMPS 19990101"), std::string::npos) << outcome.output;
}

TEST(InTree, GivesTheResultOfTheExecutable)
{
  const std::string lmp = IN_TREE_LMP;
  if (lmp.empty() || access(lmp.c_str(), X_OK) != 0)
    GTEST_SKIP() << "no LAMMPS that was built with the package inside";
  ASSERT_EQ(version_in(help_of(lmp)), version_in(help_of(LMP_ELECTROPULSE)));
  const std::string once = run_of_all_styles();
  expect_runs(run_input(once + "clear\n" + once, {}, lmp), 2);
}

}    // namespace
