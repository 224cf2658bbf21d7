// lmp-electropulse stands in for lmp: same results for scripts that do not know our styles, which survive `clear`, and
// no start with a LAMMPS library that the styles were not built for.

#include "lammps_process.h"

namespace {

TEST(Executable, StylesSurviveClear)
{
  const std::string once = run_of_all_styles();
  const auto expected = rows_of(run_input(once));
  ASSERT_EQ(expected.size(), 7u);
  const Outcome outcome = run_input(once + "clear\n" + once + "clear\n" + once);
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  auto rows = expected;
  for (int again = 0; again < 2; again++) rows.insert(rows.end(), expected.begin(), expected.end());
  EXPECT_EQ(rows_of(outcome), rows);
}

TEST(Executable, RefusesALibraryOfAnotherVersion)
{
  const Preload other(OTHER_VERSION);
  const Outcome outcome = run_input("units metal\n", {{"LD_PRELOAD", other.library}});
  EXPECT_NE(outcome.status, 0);
  const std::string message = outcome.line_with("ERROR");
  EXPECT_NE(message.find("built for LAMMPS " + std::to_string(LAMMPS_NUM)), std::string::npos)
      << outcome.output;
  EXPECT_NE(message.find("loaded is LAMMPS 19990101"), std::string::npos) << outcome.output;
  EXPECT_NE(message.find("build it again"), std::string::npos) << outcome.output;
}

TEST(Executable, RefusesALibraryWithAtomIdsOfAnotherSize)
{
  const Preload other(OTHER_TAGINT);
  const Outcome outcome = run_input("units metal\n", {{"LD_PRELOAD", other.library}});
  EXPECT_NE(outcome.status, 0);
  const std::string message = outcome.line_with("ERROR");
  EXPECT_NE(message.find("-byte atom IDs, but"), std::string::npos) << outcome.output;
  EXPECT_NE(message.find("with 16-byte atom IDs"), std::string::npos) << outcome.output;
}

TEST(Executable, AStockScriptGivesTheStockResult)
{
  const std::string stock = STOCK_LMP;
  if (stock.empty() || access(stock.c_str(), X_OK) != 0)
    GTEST_SKIP() << "no stock lmp on this machine";
  const std::string script = R"(
units lj
lattice fcc 0.8442
region box block 0 5 0 5 0 5
create_box 1 box
create_atoms 1 box
mass 1 1.0
velocity all create 3.0 87287 loop geom
pair_style lj/cut 2.5
pair_coeff 1 1 1.0 1.0 2.5
fix nve all nve
thermo 10
thermo_modify format float %.17g
run 50
)";
  const Outcome ours = run_input(script), theirs = run_input(script, {}, stock);
  if (ours.line_with("LAMMPS (") != theirs.line_with("LAMMPS ("))
    GTEST_SKIP() << stock << " is another version: " << theirs.line_with("LAMMPS (");
  EXPECT_EQ(ours.status, 0) << ours.output;
  EXPECT_EQ(rows_of(ours).size(), 6u) << ours.output;
  EXPECT_EQ(rows_of(ours), rows_of(theirs));
}

TEST(Executable, PrintsHelp)
{
  const TemporaryFolder folder;
  const Outcome outcome = run_program({LMP_ELECTROPULSE, "-h"}, folder.path);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.line_with("Usage example"), "") << outcome.output;
}

TEST(Executable, AnErrorOfLammpsEndsItWithAStatus)
{
  const Outcome outcome = run_input("units imperial\n");
  EXPECT_NE(outcome.status, 0);
  EXPECT_LT(outcome.status, 126) << "not started, or ended by a signal";
  EXPECT_NE(outcome.line_with("ERROR"), "") << outcome.output;
}

TEST(Executable, AMissingScriptEndsItWithAStatus)
{
  const TemporaryFolder folder;
  const Outcome outcome =
      run_program({LMP_ELECTROPULSE, "-log", "none", "-in", "no-such-file"}, folder.path);
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.line_with("no-such-file"), "") << outcome.output;
}

#ifdef __SANITIZE_ADDRESS__
// MPI and LAMMPS have leaks of their own; ours would show a file of ours in the report.
TEST(Executable, StylesLeakNothing)
{
  const std::string once = twin_crystal() +
      "compute core all electropulse/core/atom fcc lattice 4.08 average 0.1\n" + good_boundary() +
      good_pulse() + good_vibrate() + "compute count all electropulse/core/count core\n" +
      "thermo_style custom step c_core c_count[1] c_itb f_pulse f_shake econserve\nrun 2\n";
  const Outcome outcome = run_input(once + "clear\n" + once,
                                    {{"ASAN_OPTIONS", sanitizer_options(true) + ":exitcode=0"}});
  EXPECT_NE(outcome.line_with("Total wall time"), "") << outcome.output;
  for (const char *file :
       {"USER-ELECTROPULSE/fix_", "USER-ELECTROPULSE/compute_", "core/electropulse/"})
    EXPECT_EQ(outcome.line_with(file), "") << outcome.output;
}
#endif

Outcome run_on_two_ranks(const std::string &input, const std::vector<std::string> &options = {})
{
  const TemporaryFolder folder;
  std::ofstream(folder.path / "in.test") << input;
  std::vector<std::string> command = {MPIEXEC, NUMPROC_FLAG, "2",   LMP_ELECTROPULSE,
                                      "-log",  "none",       "-in", "in.test"};
  command.insert(command.end(), options.begin(), options.end());
  return run_program(command, folder.path, {{"OMPI_MCA_rmaps_base_oversubscribe", "1"}});
}

TEST(Executable, AnErrorEndsAllRanks)
{
  const Outcome outcome =
      run_on_two_ranks(twin_crystal() +
                       "compute core all electropulse/core/atom fcc lattice 4.08 maxfrac 0.001\n"
                       "thermo_style custom step c_core\nrun 2\n");
  EXPECT_NE(outcome.status, 0);
  EXPECT_NE(outcome.line_with("Compute electropulse/core/atom: "), "") << outcome.output;
}

// Each partition is a LAMMPS of its own: a style that spoke to all processes would wait for ever.
TEST(Executable, PartitionsRunOnTheirOwn)
{
  const Outcome outcome =
      run_on_two_ranks("variable steps universe 2 6\n" + twin_crystal() + good_core() +
                           good_boundary() + good_pulse() + good_vibrate() +
                           "thermo_style custom step c_core c_itb f_pulse f_shake\nrun ${steps}\n",
                       {"-partition", "2x1"});
  EXPECT_EQ(outcome.status, 0) << outcome.output;
}

}    // namespace
