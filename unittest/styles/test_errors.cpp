// What a user gets wrong is answered with an error that names the style, the argument, what was given and what is
// allowed, and with a non-zero exit status. Right input that differs little from it runs: see GoodInput.

#include "lammps_process.h"

#include <string>
#include <vector>

namespace {

// One wrong script and what its error message must hold, beside the style.
struct Case {
  std::string name;
  std::string lines;
  std::vector<std::string> message;
};

void PrintTo(const Case &c, std::ostream *out)
{
  *out << c.name;
}

std::string name_of(const testing::TestParamInfo<Case> &info)
{
  return info.param.name;
}

void expect_error(const std::string &input, const std::vector<std::string> &message)
{
  const Outcome outcome = run_input(input);
  const std::string line = outcome.line_with("ERROR");
  EXPECT_NE(outcome.status, 0);
  EXPECT_LT(outcome.status, 126) << "not started, or ended by a signal";
  EXPECT_FALSE(line.empty()) << outcome.output;
  for (const auto &part : message)
    EXPECT_NE(line.find(part), std::string::npos) << "no \"" << part << "\" in: " << line;
}

// The same, with the name of the style at the beginning of the message.
void expect_named_error(const std::string &style, const std::string &input,
                        std::vector<std::string> message)
{
  message.insert(message.begin(), style + ": ");
  expect_error(input, message);
}

// Commands that make the compute or fix be used.
const std::string RUN = "run 2\n";
const std::string PRINT_CORE = "thermo_style custom step c_core\n";
const std::string PRINT_COUNT = "thermo_style custom step c_count[1]\n";
const std::string PRINT_BOUNDARY = "thermo_style custom step c_itb\n";
const std::string PRINT_PULSE = "thermo_style custom step f_pulse\n";
const std::string PRINT_D2MIN = "thermo_style custom step c_d\n";
const std::string PRINT_DRIVE = "thermo_style custom step f_drive\n";
const std::string PRINT_SHAKE = "thermo_style custom step f_shake\n";
const std::string PRINT_STATES = "thermo_style custom step f_states\n";
const std::string PRINT_TETHERS = "thermo_style custom step f_tethers[1]\n";

// A run with fix electropulse/joule, continued from its restart file with other arguments.
std::string joule_restarted(const std::string &before, const std::string &after)
{
  const std::string gold = "fix gold all electropulse material Au waveform square 1.0 current 1e9 "
                           "direction 0 1 0\nfix joule all electropulse/joule gold ";
  return twin_crystal() + gold + before + "\n" + RUN +
      "write_restart x.restart\nclear\nread_restart x.restart\n" + gold + after + "\n";
}

class CoreAtom : public testing::TestWithParam<Case> {};
class CoreCount : public testing::TestWithParam<Case> {};
class Boundary : public testing::TestWithParam<Case> {};
class Pulse : public testing::TestWithParam<Case> {};
class PulseSection : public testing::TestWithParam<Case> {};
class WaveformTable : public testing::TestWithParam<Case> {};
class Vibrate : public testing::TestWithParam<Case> {};
class Wind : public testing::TestWithParam<Case> {};
class Joule : public testing::TestWithParam<Case> {};
class Extent : public testing::TestWithParam<Case> {};
class D2min : public testing::TestWithParam<Case> {};
class Orient : public testing::TestWithParam<Case> {};
class Spectrum : public testing::TestWithParam<Case> {};
class Tether : public testing::TestWithParam<Case> {};
class SurfaceAtom : public testing::TestWithParam<Case> {};
class SurfaceCount : public testing::TestWithParam<Case> {};
class Surroundings : public testing::TestWithParam<Case> {};
class GoodInput : public testing::TestWithParam<Case> {};

// Cases of these give the arguments only.

TEST_P(CoreAtom, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/core/atom",
                     twin_crystal() + "compute core all electropulse/core/atom " +
                         GetParam().lines + "\n" + PRINT_CORE + RUN,
                     GetParam().message);
}

TEST_P(CoreCount, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/core/count",
                     twin_crystal() + good_core() + good_pulse() +
                         "compute count all electropulse/core/count " + GetParam().lines + "\n" +
                         PRINT_COUNT + RUN,
                     GetParam().message);
}

TEST_P(Boundary, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/boundary",
                     twin_crystal() + good_core() + good_pulse() +
                         "compute itb all electropulse/boundary " + GetParam().lines + "\n" +
                         PRINT_BOUNDARY + RUN,
                     GetParam().message);
}

TEST_P(Pulse, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse",
                     twin_crystal() + "fix pulse all electropulse " + GetParam().lines + "\n" +
                         PRINT_PULSE + RUN,
                     GetParam().message);
}

// Cases give what comes after a pulse along y, in a crystal that ends there.
TEST_P(PulseSection, IsRefused)
{
  expect_named_error("Fix electropulse",
                     twin_crystal() + good_core() +
                         "fix pulse all electropulse waveform square 1.0 current 1e9 direction 0 1 "
                         "0 material Au section " +
                         GetParam().lines + "\n" + PRINT_PULSE + RUN,
                     GetParam().message);
}

// A pulse whose waveform is in the file.
std::string table_pulse(const std::string &file, const std::string &more = "")
{
  return twin_crystal() + "fix pulse all electropulse waveform table " + file +
      " current 1e9 direction 0 1 0 " + more + "\n" + PRINT_PULSE + RUN;
}

// Cases give what is in the file.
TEST_P(WaveformTable, IsRefused)
{
  const TemporaryFolder folder;
  const std::string file = folder.path / "pulse.txt";
  std::ofstream(file, std::ios::binary) << GetParam().lines;
  auto message = GetParam().message;
  message.insert(message.begin(), "file '" + file + "' of waveform table: ");
  expect_named_error("Fix electropulse", table_pulse(file), message);
}

TEST(WaveformTableFile, IsRefusedWhenItIsHuge)
{
  const TemporaryFolder folder;
  const std::string file = folder.path / "pulse.txt";
  std::ofstream(file) << "0 0\n1 1\n";
  std::filesystem::resize_file(file, (64 << 20) + 1);
  expect_named_error("Fix electropulse", table_pulse(file),
                     {file, "must have at most 67108864 bytes", "got 67108865"});
}

TEST(WaveformTableFile, IsRefusedWhenItHasTooManyPoints)
{
  const TemporaryFolder folder;
  const std::string file = folder.path / "pulse.txt";
  std::ofstream out(file);
  for (int n = 0; n <= 1000000; n++) out << n << " 1\n";
  out.close();
  expect_named_error("Fix electropulse", table_pulse(file),
                     {file, "line 1000001: ", "no more than 1000000 points", "'1000000 1'"});
}

TEST(WaveformTableFile, IsReadWithBlanksInItsName)
{
  const TemporaryFolder folder;
  const std::string file = folder.path / "a pulse.txt";
  std::ofstream(file) << "# ps, relative\r\n0 0\r\n1 1\r\n";
  EXPECT_EQ(run_input(table_pulse("'" + file + "'")).status, 0);
}

TEST_P(Vibrate, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse/vibrate",
                     twin_crystal() + good_core() + good_pulse() +
                         "fix shake all electropulse/vibrate " + GetParam().lines + "\n" +
                         PRINT_SHAKE + RUN,
                     GetParam().message);
}

// The pulse of these is in a metal.
TEST_P(Wind, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse/wind",
                     twin_crystal() + good_core() + good_pulse() +
                         "fix gold all electropulse material Au waveform square 1.0 current 1e9 "
                         "direction 0 1 0\nfix wind all electropulse/wind " +
                         GetParam().lines + "\nthermo_style custom step f_wind\n" + RUN,
                     GetParam().message);
}

// Pulses in gold, in tantalum and in no metal.
TEST_P(Joule, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse/joule",
                     twin_crystal() + good_pulse() +
                         "fix gold all electropulse material Au waveform square 1.0 current 1e9 "
                         "direction 0 1 0\n"
                         "fix tantalum all electropulse material Ta waveform square 1.0 current "
                         "1e9 direction 0 1 0\n"
                         "fix slanted all electropulse material Au waveform square 1.0 current "
                         "1e9 direction 1 1 0\nfix joule all electropulse/joule " +
                         GetParam().lines + "\nthermo_style custom step f_joule\n" + RUN,
                     GetParam().message);
}

TEST_P(Extent, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/core/extent",
                     twin_crystal() + good_core() + good_pulse() +
                         "compute extent all electropulse/core/extent " + GetParam().lines +
                         "\nthermo_style custom step c_extent[1]\n" + RUN,
                     GetParam().message);
}

// 9 A of ghost atoms and 1 A of skin.
TEST_P(D2min, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/d2min/atom",
                     twin_crystal("atom_modify map yes\n") +
                         "compute d all electropulse/d2min/atom " + GetParam().lines + "\n" +
                         PRINT_D2MIN + RUN,
                     GetParam().message);
}

TEST_P(Orient, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse/orient",
                     twin_crystal() + "fix drive all electropulse/orient " + GetParam().lines +
                         "\n" + PRINT_DRIVE + RUN,
                     GetParam().message);
}

// In a crystal whose IDs can be found.
TEST_P(Tether, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse/tether",
                     twin_crystal("atom_modify map yes\n") +
                         "fix tethers all electropulse/tether " + GetParam().lines + "\n" +
                         PRINT_TETHERS + RUN,
                     GetParam().message);
}

TEST_P(Spectrum, ArgumentsAreRefused)
{
  expect_named_error("Fix electropulse/spectrum",
                     twin_crystal() + good_core() + good_pulse() +
                         "fix states all electropulse/spectrum " + GetParam().lines + "\n" +
                         PRINT_STATES + RUN,
                     GetParam().message);
}

// Whole scripts; the message holds the style, too.
TEST_P(SurfaceAtom, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/surface/atom",
                     twin_crystal("atom_modify map yes\n") +
                         "compute s all electropulse/surface/atom " + GetParam().lines +
                         "\nthermo_style custom step c_s\n" + RUN,
                     GetParam().message);
}

TEST_P(SurfaceCount, ArgumentsAreRefused)
{
  expect_named_error("Compute electropulse/surface/count",
                     twin_crystal("atom_modify map yes\n") + good_core() +
                         "compute s all electropulse/surface/atom fcc lattice 4.08\n"
                         "compute n all electropulse/surface/count " +
                         GetParam().lines + "\nthermo_style custom step c_n[1][1]\n" + RUN,
                     GetParam().message);
}

TEST_P(Surroundings, AreRefused)
{
  expect_error(GetParam().lines, GetParam().message);
}

TEST_P(GoodInput, Runs)
{
  const Outcome outcome = run_input(GetParam().lines);
  EXPECT_EQ(outcome.status, 0) << outcome.output;
  EXPECT_EQ(outcome.line_with("ERROR"), "");
  EXPECT_NE(outcome.line_with("Total wall time"), "");
  for (const auto &part : GetParam().message)
    EXPECT_NE(outcome.output.find(part), std::string::npos)
        << "no \"" << part << "\" in the output";
}

// The current density that comes out is worth a look, before the run is.
TEST(GoodPulse, SaysWhichCurrentDensityFollows)
{
  const TemporaryFolder folder;
  const std::string file = folder.path / "pulse.txt";
  std::ofstream(file) << "0 0\n1.5 -2.5\n3 0\n";
  const Outcome outcome =
      run_input(twin_crystal() + "fix pulse all electropulse waveform table " + file +
                " voltage 3 resistance 75 area 1e4 direction 0 1 0\n" + RUN + RUN);
  const std::string volts = "Fix electropulse pulse: current density 3 V / (75 ohm * 10000 "
                            "Angstrom^2) = 4e+10 A/cm^2",
                    points = "Fix electropulse pulse: 3 points of '" + file +
      "' over 3 ps, current density up to 2.5 * 4e+10 A/cm^2";
  for (const auto &line : {volts, points}) {
    EXPECT_NE(outcome.line_with(line), "") << outcome.output;
    EXPECT_EQ(outcome.output.find(line), outcome.output.rfind(line)) << "printed twice";
  }
}

const std::string A_CORE = "the ID of a compute electropulse/core/atom";
const std::string A_PULSE = "the ID of a fix electropulse";
const std::string FACE = "\ncompute face all electropulse/surface/atom fcc lattice 4.08";
const std::string FACE_GIVES =
    "got 'face', a compute electropulse/surface/atom, which gives: bulk, surface, step";
const std::string A_NUMBER = "must be a number";
const std::string A_LENGTH = "a number >= 0.5 and <= 10";
const std::string COUNTED_STEPS = "a whole number >= 1 and <= 2147483647";

INSTANTIATE_TEST_SUITE_P(
    Errors, CoreAtom,
    testing::Values(
        Case{"CrystalMissing", "", {"missing crystal", "fcc, bcc"}},
        Case{"CrystalUnknown", "hcp lattice 2.95", {"crystal must be one of: fcc, bcc", "'hcp'"}},
        Case{"BondLengthMissing",
             "fcc average 0.4",
             {"bond length is missing", "lattice", "cutoff", "adaptive"}},
        Case{"BondLengthTwice",
             "fcc lattice 4.08 cutoff 3.4",
             {"one of lattice, cutoff, adaptive", "'lattice' and 'cutoff'"}},
        Case{"KeywordUnknown",
             "fcc lattice 4.08 avarage 0.4",
             {"keyword must be one of", "lattice", "cutoff", "adaptive", "average", "every",
              "margin", "neighbors", "hysteresis", "maxfrac", "hop", "relax", "grow", "'avarage'"}},
        Case{"KeywordTwice",
             "fcc lattice 4.08 margin 1 margin 2",
             {"'margin'", "given twice", "once is allowed"}},
        Case{"ValueWithoutKeyword", "fcc 4.08", {"keyword must be one of", "'4.08'"}},
        Case{"LatticeMissing", "fcc lattice", {"missing lattice", A_LENGTH}},
        Case{"LatticeNotANumber", "fcc lattice abc", {"lattice must be", A_LENGTH, "'abc'"}},
        Case{"LatticeTrailingJunk", "fcc lattice 4.08A", {"lattice must be", A_LENGTH, "'4.08A'"}},
        Case{"LatticeHexadecimal", "fcc lattice 0x4", {"lattice must be", A_LENGTH, "'0x4'"}},
        Case{
            "LatticeLeadingBlank", "fcc lattice ' 4.08'", {"lattice must be", A_LENGTH, "' 4.08'"}},
        Case{"LatticeEmpty", "fcc lattice ''", {"lattice must be", A_LENGTH, "''"}},
        Case{"LatticeZero", "fcc lattice 0", {"lattice must be", A_LENGTH, "'0'"}},
        Case{"LatticeNegative", "fcc lattice -4.08", {"lattice must be", A_LENGTH, "'-4.08'"}},
        Case{"LatticeNan", "fcc lattice nan", {"lattice must be", A_LENGTH, "'nan'"}},
        Case{"LatticeInfinite", "fcc lattice inf", {"lattice must be", A_LENGTH, "'inf'"}},
        Case{"LatticeOverflow", "fcc lattice 1e999", {"lattice must be", A_LENGTH, "'1e999'"}},
        Case{"LatticeTiny", "fcc lattice 5e-324", {"lattice must be", A_LENGTH, "'5e-324'"}},
        Case{"LatticeInNanometres", "fcc lattice 0.408", {"lattice must be", A_LENGTH, "'0.408'"}},
        Case{"CutoffNotANumber", "bcc cutoff x", {"cutoff must be", A_LENGTH, "'x'"}},
        Case{"CutoffHuge", "bcc cutoff 1e300", {"cutoff must be", A_LENGTH, "'1e300'"}},
        Case{"AdaptiveMissing", "fcc adaptive", {"missing adaptive", A_LENGTH}},
        Case{"AdaptiveNegative", "fcc adaptive -5", {"adaptive must be", A_LENGTH, "'-5'"}},
        Case{"AverageMissing", "fcc lattice 4.08 average", {"missing average", "a number >= 0"}},
        Case{"AverageNegative",
             "fcc lattice 4.08 average -0.4",
             {"average must be", "a number >= 0", "'-0.4'"}},
        Case{"AverageNotANumber",
             "fcc lattice 4.08 average yes",
             {"average must be", "a number >= 0", "'yes'"}},
        Case{"EveryZero", "fcc lattice 4.08 every 0", {"every must be", COUNTED_STEPS, "'0'"}},
        Case{"EveryFraction",
             "fcc lattice 4.08 every 2.5",
             {"every must be", COUNTED_STEPS, "'2.5'"}},
        Case{"EveryHuge",
             "fcc lattice 4.08 every 99999999999999999999",
             {"every must be", COUNTED_STEPS, "'99999999999999999999'"}},
        Case{"EveryOver32Bits",
             "fcc lattice 4.08 every 2147483648",
             {"every must be", COUNTED_STEPS, "'2147483648'"}},
        Case{"MarginNegative",
             "fcc lattice 4.08 margin -1",
             {"margin must be", ">= 0 and <= 100", "'-1'"}},
        Case{"MarginTooLarge",
             "fcc lattice 4.08 margin 101",
             {"margin must be", ">= 0 and <= 100", "'101'"}},
        Case{"NeighborsNegative",
             "fcc lattice 4.08 neighbors -1",
             {"neighbors must be", ">= 0 and <= 14", "'-1'"}},
        Case{"NeighborsTooMany",
             "fcc lattice 4.08 neighbors 15",
             {"neighbors must be", ">= 0 and <= 14", "'15'"}},
        Case{"HysteresisTooLarge",
             "fcc lattice 4.08 hysteresis 15",
             {"hysteresis must be", ">= 0 and <= 14", "'15'"}},
        Case{"HysteresisAboveNeighbors",
             "fcc lattice 4.08 neighbors 2 hysteresis 3",
             {"hysteresis must be <= neighbors = 2", "'3'"}},
        Case{"MaxfracZero",
             "fcc lattice 4.08 maxfrac 0",
             {"maxfrac must be", "> 0 and <= 1", "'0'"}},
        Case{"MaxfracInPercent",
             "fcc lattice 4.08 maxfrac 25",
             {"maxfrac must be", "> 0 and <= 1", "'25'"}},
        Case{"MaxfracNan",
             "fcc lattice 4.08 maxfrac NaN",
             {"maxfrac must be", "> 0 and <= 1", "'NaN'"}},
        Case{"MaxfracExceeded",
             "fcc lattice 4.08 maxfrac 0.001",
             {"atoms are core", "maxfrac 0.001 allows"}},
        Case{"HopZero", "fcc lattice 4.08 hop 0", {"hop must be", "a number > 0", "'0'"}},
        Case{"HopWithoutAverage",
             "fcc lattice 4.08 hop 1.4",
             {"hop needs average > 0", "got average 0"}},
        Case{"RelaxWithoutAverage",
             "fcc lattice 4.08 relax 2.5",
             {"relax needs average > 0", "got average 0"}},
        Case{"EveryWithoutMemory",
             "fcc lattice 4.08 every 5",
             {"every needs average > 0", "got average 0"}},
        Case{"HopTrailingJunk",
             "fcc lattice 4.08 hop 1.5x",
             {"hop must be", "a number > 0", "'1.5x'"}},
        Case{"RelaxZero",
             "fcc lattice 4.08 average 0.4 relax 0",
             {"relax must be", ">= 0.5 and <= 1000", "'0'"}},
        Case{"RelaxTiny",
             "fcc lattice 4.08 average 0.4 relax 1e-200",
             {"relax must be", ">= 0.5 and <= 1000", "'1e-200'"}},
        Case{
            "GrowNegative", "fcc lattice 4.08 grow -1", {"grow must be", ">= 0 and <= 10", "'-1'"}},
        Case{"GrowTooFar", "fcc lattice 4.08 grow 11", {"grow must be", ">= 0 and <= 10", "'11'"}},
        Case{"GhostsTooNear",
             "fcc lattice 4.08\ncomm_modify cutoff 4.0",
             {"communication cutoff must be >= 4.48", "got 4;", "comm_modify cutoff 4.5"}},
        Case{"GhostsTooNearForAverages",
             "fcc lattice 4.08 average 0.4\ncomm_modify cutoff 7.0",
             {"communication cutoff must be >= 7.36", "hop distance", "got 7;",
              "comm_modify cutoff 7.4"}},
        Case{"GhostsTooNearForLongHops",
             "fcc lattice 4.08 average 0.4 hop 100",
             {"communication cutoff must be >= 204", "hop distance 100", "got 9;"}},
        Case{"InternalFixDeleted",
             "fcc lattice 4.08 average 0.4\nunfix core_ELECTROPULSE_HISTORY",
             {"internal fix 'core_ELECTROPULSE_HISTORY' was deleted", "must stay"}},
        Case{"InternalFixReplaced",
             "fcc lattice 4.08 average 0.4\nunfix core_ELECTROPULSE_HISTORY\n"
             "fix core_ELECTROPULSE_HISTORY all setforce 0 0 0",
             {"internal fix 'core_ELECTROPULSE_HISTORY' was deleted", "must stay"}},
        Case{"CommMulti",
             "fcc lattice 4.08\nneighbor 1.0 multi\ncomm_modify mode multi",
             {"comm_modify mode must be single", "got multi"}},
        Case{"CommGroup",
             "fcc lattice 4.08\ngroup some id 1:9\natom_modify first some\ncomm_modify group some",
             {"comm_modify group must be all", "'some'"}},
        Case{"RespaWithAverages",
             "fcc lattice 4.08 average 0.4\nrun_style respa 2 2 pair 1",
             {"average or hysteresis", "run_style must be verlet", "'respa'"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, CoreCount,
    testing::Values(
        Case{"CoreMissing", "", {"missing core", A_CORE}},
        Case{"CoreUnknown", "kore", {"core must be", A_CORE, "'kore'", "does not exist"}},
        Case{"CoreOfAnotherStyle",
             "thermo_temp",
             {"core must be", A_CORE, "'thermo_temp'", "compute temp"}},
        Case{"CoreIsAFix", "pulse", {"core must be", A_CORE, "'pulse'", "does not exist"}},
        Case{"CoreDeleted",
             "core\nuncompute core",
             {"core must be", A_CORE, "'core'", "does not exist"}},
        Case{"ExtraArgument", "core all", {"no argument is allowed after the core", "'all'"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, Boundary,
    testing::Values(
        Case{"CoreMissing", "", {"missing core", A_CORE}},
        Case{"CoreUnknown",
             "kore normal 0 1 0 motion 1 0 0",
             {"core must be", A_CORE, "'kore'", "does not exist"}},
        Case{"CoreOfAnotherStyle",
             "thermo_temp normal 0 1 0 motion 1 0 0",
             {"core must be", A_CORE, "'thermo_temp'", "compute temp"}},
        Case{"NormalMissing",
             "core motion 1 0 0",
             {"normal is missing", "normal <x> <y> <z>", "<111>"}},
        Case{"MotionMissing",
             "core normal 0 1 0",
             {"motion is missing", "motion <x> <y> <z>", "<112>"}},
        Case{"NormalTooShort", "core motion 1 0 0 normal 0 1", {"missing normal", A_NUMBER}},
        Case{"NormalNotANumber", "core normal 0 y 0 motion 1 0 0", {"normal", A_NUMBER, "'y'"}},
        Case{"NormalAllZero",
             "core normal 0 0 0 motion 1 0 0",
             {"normal must be", "finite length > 0", "'0 0 0'"}},
        Case{"NormalTooLong",
             "core normal 0 1e200 0 motion 1 0 0",
             {"normal must be", "finite length > 0", "'0 1e+200 0'"}},
        Case{"MotionAllZero",
             "core normal 0 1 0 motion 0 0 0",
             {"motion must be", "finite length > 0", "'0 0 0'"}},
        Case{"MotionNan", "core normal 0 1 0 motion nan 0 0", {"motion", A_NUMBER, "'nan'"}},
        Case{"MotionAlongNormal",
             "core normal 0 1 0 motion 1 1 0",
             {"motion must be perpendicular to normal '0 1 0'", "got '1 1 0'"}},
        Case{"MotionPeriodic",
             "core normal 0 1 0 motion 0 0 1",
             {"motion and normal must lie in non-periodic dimensions", "periodic dimension z"}},
        Case{"NormalPeriodic",
             "core normal 0 0 1 motion 1 0 0",
             {"motion and normal must lie in non-periodic dimensions", "periodic dimension z"}},
        Case{"MadePeriodicLater",
             "core normal 0 1 0 motion 1 0 0\nchange_box all boundary p s p",
             {"motion and normal must lie in non-periodic dimensions", "periodic dimension x"}},
        Case{"BandHalf",
             "core normal 0 1 0 motion 1 0 0 band 10",
             {"missing upper end of band", A_NUMBER}},
        Case{"BandUpsideDown",
             "core normal 0 1 0 motion 1 0 0 band 30 10",
             {"upper end of band must be a number > its lower end 30", "'10'"}},
        Case{"BandEmpty",
             "core normal 0 1 0 motion 1 0 0 band 10 10",
             {"upper end of band must be a number > its lower end 10", "'10'"}},
        Case{"BandNotANumber",
             "core normal 0 1 0 motion 1 0 0 band low 30",
             {"lower end of band", A_NUMBER, "'low'"}},
        Case{"BandOutsideTheCrystal",
             "core normal 0 1 0 motion 1 0 0 band 1000 2000",
             {"no layer holds both twin variants", "<111>", "<112>", "'0 1 0'", "'1 0 0'"}},
        Case{"MarginNegative",
             "core normal 0 1 0 motion 1 0 0 margin -1",
             {"margin must be", "a number >= 0", "'-1'"}},
        Case{"MarginMissing",
             "core normal 0 1 0 motion 1 0 0 margin",
             {"missing margin", "a number >= 0"}},
        Case{"MarginTooLarge",
             "core normal 0 1 0 motion 1 0 0 margin 30",
             {"margin must be less than half the width 49", "of the band", "'30'"}},
        Case{"KeywordUnknown",
             "core normal 0 1 0 direction 1 0 0",
             {"keyword must be one of: normal, motion, band, margin", "'direction'"}},
        Case{"KeywordTwice",
             "core normal 0 1 0 normal 0 1 0",
             {"'normal'", "given twice", "once is allowed"}},
        Case{"NoBoundary",
             "core normal 1 0 0 motion 0 1 0",
             {"no layer holds both twin variants", "<111>", "<112>", "'1 0 0'", "'0 1 0'"}},
        Case{"GroupOfOneTwin",
             "core normal 0 1 0 motion 1 0 0\nuncompute itb\ngroup low region lower\n"
             "compute itb low electropulse/boundary core normal 0 1 0 motion 1 0 0",
             {"no layer holds both twin variants"}},
        Case{"GroupBeyondThatOfTheCore",
             "core normal 0 1 0 motion 1 0 0\nuncompute itb\nuncompute core\ngroup low region "
             "lower\n"
             "compute core low electropulse/core/atom fcc lattice 4.08\n"
             "compute itb all electropulse/boundary core normal 0 1 0 motion 1 0 0",
             {"group all must lie within that of the core, low"}},
        Case{"GroupEmpty",
             "core normal 0 1 0 motion 1 0 0\nuncompute itb\ngroup none empty\n"
             "compute itb none electropulse/boundary core normal 0 1 0 motion 1 0 0",
             {"group must hold atoms", "'none'"}},
        Case{"InternalFixDeleted",
             "core normal 0 1 0 motion 1 0 0\nunfix itb_ELECTROPULSE_MEMO",
             {"internal fix 'itb_ELECTROPULSE_MEMO' was deleted", "must stay"}},
        Case{"CoreDeleted",
             "core normal 0 1 0 motion 1 0 0\nrun 0\nuncompute core",
             {"core must be", A_CORE, "'core'", "does not exist"}}),
    name_of);

// What most cases of fix electropulse leave alone.
const std::string PULSE = "waveform square 1.0 current 1e9 direction 0 1 0 ";
const std::string VOLTAGE = "waveform square 1.0 direction 0 1 0 voltage 1.7 ";

INSTANTIATE_TEST_SUITE_P(
    Errors, Pulse,
    testing::Values(
        Case{"WaveformMissing",
             "current 1e9 direction 0 1 0",
             {"waveform is missing", "waveform square <width in ps>"}},
        Case{"WaveformUnknown",
             "waveform sine 1.0 current 1e9 direction 0 1 0",
             {"waveform must be one of: square, gaussian, halfsine, rc, table", "'sine'"}},
        Case{"WaveformUnnamed", "waveform", {"missing waveform", "square"}},
        Case{"WidthMissing",
             "waveform square",
             {"missing width of waveform square", "a number >= 1e-6"}},
        Case{"WidthNotANumber",
             "waveform square wide",
             {"width of waveform square", "a number >= 1e-6", "'wide'"}},
        Case{"WidthZero",
             "waveform square 0",
             {"width of waveform square", "a number >= 1e-6", "'0'"}},
        Case{"WidthNegative",
             "waveform square -1",
             {"width of waveform square", "a number >= 1e-6", "'-1'"}},
        Case{"GaussianWithoutWidth",
             "waveform gaussian",
             {"missing full width at half maximum of waveform gaussian", "a number >= 1e-6"}},
        Case{"GaussianNan",
             "waveform gaussian nan",
             {"full width at half maximum of waveform gaussian must be", "a number >= 1e-6",
              "'nan'"}},
        Case{"GaussianWithoutEnd",
             "waveform gaussian 1e308 current 1e9 direction 0 1 0",
             {"duration of a pulse must be finite", "'inf'"}},
        Case{"HalfsineZero",
             "waveform halfsine 0",
             {"width of waveform halfsine must be", "a number >= 1e-6", "'0'"}},
        Case{"HalfsineMisspelt",
             "waveform half-sine 1.0",
             {"waveform must be one of: square, gaussian, halfsine, rc, table", "'half-sine'"}},
        Case{"RcWithoutTimeConstant",
             "waveform rc 1.0",
             {"missing time constant of waveform rc", "a number >= 1e-6"}},
        Case{"RcKeywordForTimeConstant",
             "waveform rc 1.0 current 1e9",
             {"time constant of waveform rc must be", "a number >= 1e-6", "'current'"}},
        Case{"RcTimeConstantZero",
             "waveform rc 1.0 0",
             {"time constant of waveform rc must be", "a number >= 1e-6", "'0'"}},
        Case{"RcTimeConstantNegative",
             "waveform rc 1.0 -0.2",
             {"time constant of waveform rc must be", "a number >= 1e-6", "'-0.2'"}},
        Case{"TableWithoutFile",
             "waveform table",
             {"missing file of waveform table", "the name of a file"}},
        Case{"TableNowhere",
             "waveform table nowhere.txt current 1e9 direction 0 1 0",
             {"file 'nowhere.txt' of waveform table", "cannot be read", "No such file"}},
        Case{"TableUnnamed",
             "waveform table '' current 1e9 direction 0 1 0",
             {"file '' of waveform table", "cannot be read", "No such file"}},
        Case{"TableIsADirectory",
             "waveform table . current 1e9 direction 0 1 0",
             {"file '.' of waveform table", "must be a text file", "a directory"}},
        Case{"TableIsADevice",
             "waveform table /dev/zero current 1e9 direction 0 1 0",
             {"file '/dev/zero' of waveform table", "must be a text file", "a device"}},
        Case{"RiseOfAGaussian",
             "waveform gaussian 1.0 rise 0.1 current 1e9 direction 0 1 0",
             {"rise needs waveform square", "'gaussian'"}},
        Case{"FallOfAnRcPulse",
             "fall 0 waveform rc 1.0 0.1 current 1e9 direction 0 1 0",
             {"fall needs waveform square", "'rc'"}},
        Case{"RiseOfATable",
             "waveform table nowhere.txt rise 0.1 current 1e9 direction 0 1 0",
             {"rise needs waveform square", "'table'"}},
        Case{"PeriodShorterThanGaussian",
             "waveform gaussian 1.0 period 4.9 count 2 current 1e9 direction 0 1 0",
             {"period must be", ">= the duration of a pulse = 5,", "'4.9'"}},
        Case{"PeriodShorterThanDecay",
             "waveform rc 1.0 1.0 period 18 count 0 current 1e9 direction 0 1 0",
             {"period must be", ">= the duration of a pulse = 18.3287,", "'18'"}},
        Case{"WidthTiny",
             "waveform square 1e-300 current 1 direction 0 1 0 period 1e-300 count 0",
             {"width of waveform square", "a number >= 1e-6", "'1e-300'"}},
        Case{"WidthInfinite",
             "waveform square inf",
             {"width of waveform square", "a number >= 1e-6", "'inf'"}},
        Case{"RiseNegative", PULSE + "rise -0.1", {"rise must be", "a number >= 0", "'-0.1'"}},
        Case{"RiseLongerThanWidth",
             PULSE + "rise 1.5",
             {"rise must be", "<= the width 1,", "'1.5'"}},
        Case{"FallNegative", PULSE + "fall -0.1", {"fall must be", "a number >= 0", "'-0.1'"}},
        Case{"FallNotANumber", PULSE + "fall steep", {"fall must be", "a number >= 0", "'steep'"}},
        Case{"DelayNegative", PULSE + "delay -5", {"delay must be", "a number >= 0", "'-5'"}},
        Case{"PeriodShorterThanPulse",
             PULSE + "fall 0.2 period 1.1 count 3",
             {"period must be", ">= width + fall = 1.2", "'1.1'"}},
        Case{"PeriodOfOnePulseTooShort",
             PULSE + "period 0.5 count 1",
             {"period must be", ">= width + fall = 1,", "'0.5'"}},
        Case{"PeriodZero", PULSE + "period 0 count 3", {"period must be", "a number > 0", "'0'"}},
        Case{"PeriodWithoutCount",
             PULSE + "period 5",
             {"period needs keyword count", "0 for no end"}},
        Case{"CountWithoutPeriod",
             PULSE + "count 3",
             {"needs keyword period", "period <number in ps>"}},
        Case{"EndlessWithoutPeriod",
             PULSE + "count 0",
             {"needs keyword period", "period <number in ps>"}},
        Case{"CountNegative",
             PULSE + "period 5 count -1",
             {"count must be", "a whole number >= 0", "'-1'"}},
        Case{"CountFraction",
             PULSE + "period 5 count 2.5",
             {"count must be", "a whole number >= 0", "'2.5'"}},
        Case{"CountInExponentForm",
             PULSE + "period 5 count 1e3",
             {"count must be", "a whole number >= 0", "'1e3'"}},
        Case{"CountHuge",
             PULSE + "period 5 count 9223372036854775808",
             {"count must be", "a whole number >= 0", "'9223372036854775808'"}},
        Case{"PolarityUnknown",
             PULSE + "polarity both",
             {"polarity must be one of: unipolar, alternating", "'both'"}},
        Case{"CurrentMissing",
             "waveform square 1.0 direction 0 1 0",
             {"current is missing", "A/cm^2", "voltage <number in V>", "resistance <number in ohm>",
              "area <number in Angstrom^2>"}},
        Case{"CurrentAndVoltage",
             PULSE + "voltage 1.7 resistance 75 area 31416",
             {"one of current, voltage", "got both"}},
        Case{"VoltageWithoutResistance",
             VOLTAGE + "area 31416",
             {"voltage needs keyword resistance", "resistance <number in ohm>"}},
        Case{"VoltageWithoutArea",
             VOLTAGE + "resistance 75",
             {"voltage needs keyword area", "area <number in Angstrom^2>"}},
        Case{"ResistanceWithoutVoltage",
             PULSE + "resistance 75",
             {"resistance needs keyword voltage", "voltage <number in V>"}},
        Case{"VoltageWithUnit",
             "waveform square 1.0 direction 0 1 0 voltage 1.7V",
             {"voltage", A_NUMBER, "'1.7V'"}},
        Case{"VoltageMissing", PULSE + "voltage", {"missing voltage", A_NUMBER}},
        Case{"ResistanceZero",
             VOLTAGE + "resistance 0 area 31416",
             {"resistance must be", "a number > 0", "'0'"}},
        Case{"ResistanceNegative",
             VOLTAGE + "resistance -75 area 31416",
             {"resistance must be", "a number > 0", "'-75'"}},
        Case{"AreaInfinite",
             VOLTAGE + "resistance 75 area inf",
             {"area must be", "a number > 0", "'inf'"}},
        Case{"AreaTiny",
             VOLTAGE + "resistance 1e-200 area 1e-200",
             {"voltage/(resistance*area) must be finite",
              "'1.7 V / (1e-200 ohm * 1e-200 Angstrom^2)'"}},
        Case{"MaterialMissing", PULSE + "material", {"missing material", "one of: Au, Ag"}},
        Case{"MaterialUnknown",
             PULSE + "material Unobtainium",
             {"material must be one of: Au, Ag, Pt", "W, Ta, Mo", "'Unobtainium'"}},
        Case{"MaterialInLowerCase",
             PULSE + "material au",
             {"material must be one of: Au, Ag, Pt", "'au'"}},
        Case{"CurrentNotANumber",
             "waveform square 1.0 current high direction 0 1 0",
             {"current", A_NUMBER, "'high'"}},
        Case{"CurrentWithUnit",
             "waveform square 1.0 current 1e9A direction 0 1 0",
             {"current", A_NUMBER, "'1e9A'"}},
        Case{"CurrentInfinite",
             "waveform square 1.0 current inf direction 0 1 0",
             {"current", A_NUMBER, "'inf'"}},
        Case{"DirectionMissing",
             "waveform square 1.0 current 1e9",
             {"direction is missing", "direction <x> <y> <z>"}},
        Case{"DirectionTooShort",
             "waveform square 1.0 current 1e9 direction 0 1",
             {"missing direction", A_NUMBER}},
        Case{"DirectionNotANumber",
             "waveform square 1.0 current 1e9 direction 0 y 0",
             {"direction", A_NUMBER, "'y'"}},
        Case{"DirectionAllZero",
             "waveform square 1.0 current 1e9 direction 0 0 0",
             {"direction must be", "finite length > 0", "'0 0 0'"}},
        Case{"DirectionTooLong",
             "waveform square 1.0 current 1e9 direction 0 1e200 0",
             {"direction must be", "finite length > 0", "'0 1e+200 0'"}},
        Case{"OriginNegative",
             PULSE + "origin -1",
             {"origin must be", "a whole number >= 0", "'-1'"}},
        Case{"OriginNotANumber",
             PULSE + "origin now",
             {"origin must be", "a whole number >= 0", "'now'"}},
        Case{"KeywordUnknown",
             PULSE + "metal Au",
             {"keyword must be one of",
              "material",
              "waveform",
              "rise",
              "fall",
              "delay",
              "period",
              "count",
              "polarity",
              "current",
              "voltage",
              "resistance",
              "area",
              "direction",
              "origin",
              "section",
              "every",
              "thickness",
              "cell",
              "ends",
              "factors",
              "volume",
              "resistivity",
              "bond",
              "open",
              "tolerance",
              "vtk",
              "'metal'"}},
        Case{"KeywordTwice",
             PULSE + "current 2e9",
             {"'current'", "given twice", "once is allowed"}}),
    name_of);

const std::string SLABS_OR_GRID = "needs section slabs or grid, got section 'uniform'";
const std::string NEEDS_GRID = "needs section grid, got section 'slabs'";

INSTANTIATE_TEST_SUITE_P(
    Errors, PulseSection,
    testing::Values(
        Case{"Missing", "", {"missing section", "one of: uniform, slabs, grid"}},
        Case{"Unknown", "cells", {"section must be one of: uniform, slabs, grid", "'cells'"}},
        Case{"FormerMeaning", "31416", {"section must be one of", "'31416'"}},
        Case{"EveryOfUniform", "uniform every 10", {"keyword every", SLABS_OR_GRID}},
        Case{"EndsOfUniform", "uniform ends periodic", {"keyword ends", SLABS_OR_GRID}},
        Case{"FactorsOfUniform", "uniform factors core 1 1", {"keyword factors", SLABS_OR_GRID}},
        Case{"VolumeOfUniform", "uniform volume 17", {"keyword volume", SLABS_OR_GRID}},
        Case{"ResistivityOfUniform",
             "uniform resistivity 2e-8",
             {"keyword resistivity", SLABS_OR_GRID}},
        Case{"OpenOfUniform", "uniform open zero", {"keyword open", SLABS_OR_GRID}},
        Case{"ThicknessOfGrid",
             "grid thickness 5",
             {"keyword thickness needs section slabs, got section 'grid'"}},
        Case{"CellOfSlabs", "slabs cell 2.5", {"keyword cell", NEEDS_GRID}},
        Case{"BondOfSlabs", "slabs bond 3.5", {"keyword bond", NEEDS_GRID}},
        Case{"ToleranceOfSlabs", "slabs tolerance 1e-6", {"keyword tolerance", NEEDS_GRID}},
        Case{"VtkOfSlabs", "slabs vtk a.*.vti 1", {"keyword vtk", NEEDS_GRID}},
        Case{"EveryZero", "grid every 0", {"every must be", COUNTED_STEPS, "'0'"}},
        Case{"CellTooSmall", "grid cell 1.9", {"cell must be a number >= 2 and <= 3", "'1.9'"}},
        Case{"CellTooLarge", "grid cell 3.1", {"cell must be a number >= 2 and <= 3", "'3.1'"}},
        Case{"CellWithUnit", "grid cell 2.5A", {"cell must be", "'2.5A'"}},
        Case{"ThicknessTooSmall",
             "slabs thickness 1.5",
             {"thickness must be a number >= 2 and <= 1e6", "'1.5'"}},
        Case{"BondTooLong", "grid bond 4.5", {"bond must be a number >= 2 and <= 4", "'4.5'"}},
        Case{"ToleranceTooSmall",
             "grid tolerance 1e-12",
             {"tolerance must be a number >= 1e-10 and <= 1e-2", "'1e-12'"}},
        Case{"ToleranceNotANumber", "grid tolerance tight", {"tolerance", "'tight'"}},
        Case{"EndsUnknown",
             "grid ends free",
             {"ends must be one of: periodic, electrodes", "'free'"}},
        Case{"EndsPeriodicInABoxThatIsNot",
             "grid ends periodic",
             {"ends periodic needs a boundary that is periodic along y"}},
        Case{"OpenUnknown", "grid open ignore", {"open must be one of: error, zero", "'ignore'"}},
        Case{"VolumeZero", "slabs volume 0", {"volume must be a number > 0", "'0'"}},
        Case{"ResistivityZero",
             "slabs resistivity 0",
             {"resistivity must be a number > 0 and <= 1", "'0'"}},
        Case{"FactorsWithoutNumbers",
             "grid factors core",
             {"missing factor of core atoms", "a number > 0 and <= 1"}},
        Case{"FactorZero",
             "grid factors core 0 1",
             {"factor of core atoms must be a number > 0 and <= 1", "'0'"}},
        Case{"FactorAboveOne",
             "grid factors core 1 1.5",
             {"factor of surface atoms must be a number > 0 and <= 1", "'1.5'"}},
        Case{"FactorsOfNothing",
             "grid factors centre 1 1",
             {"the core must be " + A_CORE, "'centre'", "does not exist"}},
        Case{"VtkWithoutStar",
             "grid vtk current.vti 1",
             {"file of vtk must be the name of a file with one *", "'current.vti'"}},
        Case{"VtkWithTwoStars", "grid vtk *.*.vti 1", {"with one *", "'*.*.vti'"}},
        Case{"VtkWithoutInterval", "grid vtk j.*.vti", {"missing interval of vtk"}},
        Case{"VtkIntervalZero",
             "grid vtk j.*.vti 0",
             {"interval of vtk must be", COUNTED_STEPS, "'0'"}},
        Case{"VtkFolderMissing",
             "grid vtk none/j.*.vti 1",
             {"file 'none/j.0.vti' of vtk cannot be written", "No such file"}}),
    name_of);

// The same for what does not come after such a pulse.
const std::string ALONG_Y =
    "fix pulse all electropulse waveform square 1.0 current 1e9 direction 0 1 0 ";

INSTANTIATE_TEST_SUITE_P(
    SectionErrors, Surroundings,
    testing::Values(
        Case{"SlabsOfNoMetal",
             twin_crystal() + ALONG_Y + "section slabs\n" + RUN,
             {"Fix electropulse: section slabs needs the volume of an atom",
              "material <symbol>, or volume <number in Angstrom^3>"}},
        Case{"GridOfNoResistivity",
             twin_crystal() + ALONG_Y + "section grid volume 17\n" + RUN,
             {"Fix electropulse: section grid needs the resistivity of the metal",
              "material <symbol>, or resistivity <number in ohm m>"}},
        Case{"SlabsAcrossTheAxes",
             twin_crystal() +
                 "fix pulse all electropulse waveform square 1.0 current 1e9 direction 0 1 1 "
                 "section slabs material Au\n" +
                 RUN,
             {"Fix electropulse: direction must lie along x, y or z with section slabs",
              "'0 0.707107 0.707107'"}},
        Case{"GridInATriclinicBox",
             twin_crystal() + "change_box all triclinic\n" + ALONG_Y +
                 "section grid material Au\n" + RUN,
             {"Fix electropulse: section grid needs an orthogonal box, got a triclinic one"}},
        Case{"GridInRespa",
             twin_crystal() + "run_style respa 2 2\n" + ALONG_Y + "section grid material Au\n" +
                 RUN,
             {"Fix electropulse: run_style must be verlet with section grid", "got 'respa"}},
        Case{"GridWithGhostsTooNear",
             twin_crystal() + "neighbor 0.1 bin\ncomm_modify cutoff 0\n" + ALONG_Y +
                 "section grid material Au bond 3.9\n" + RUN,
             {"Fix electropulse: the communication cutoff must be >= 3.9 (bond)"}},
        Case{
            "SlabsOfAnEmptyGroup",
            twin_crystal() +
                "group none empty\nfix pulse none electropulse waveform square 1.0 current 1e9 "
                "direction 0 1 0 section slabs material Au\n" +
                RUN,
            {"Fix electropulse: open circuit at step 0: there is no metal along the current axis y",
             "allowed: open zero"}},
        Case{"SlabsOfAGap",
             twin_crystal() +
                 "region gap block INF INF 12 30 INF INF units box\ndelete_atoms region gap\n" +
                 ALONG_Y + "section slabs material Au thickness 2\n" + RUN,
             {"Fix electropulse: open circuit at step 0: there is no metal from y = ",
              "allowed: open zero"}},
        Case{"GridOfACrack",
             twin_crystal() +
                 "region gap block INF INF 20 25 INF INF units box\ndelete_atoms region gap\n" +
                 ALONG_Y + "section grid material Au\n" + RUN,
             {"Fix electropulse: open circuit at step 0: no metal leads from one end to the other",
              "allowed: open zero"}},
        Case{"GridOfCellsTooShortForBonds",
             twin_crystal() + "change_box all z final 0 13.2 remap units box\n" + ALONG_Y +
                 "section grid material Au cell 2\n" + RUN,
             {"Fix electropulse: bond must be <= 3.3, two of the shortest edges of the cells",
              "1.65 Angstrom", "got '3.5'"}},
        Case{"SlabsOfAnAtomNowhere",
             twin_crystal() + ALONG_Y +
                 "section slabs material Au every 1\nvariable v equal exp(1000)-exp(1000)\n"
                 "fix bad all addforce 0 v_v 0\nfix nve all nve\n" +
                 RUN,
             {"Fix electropulse: an atom's position is not finite"}},
        Case{"GridOfAFilm",
             twin_crystal() +
                 "region film block INF INF 12 INF INF INF units box\ndelete_atoms region film\n" +
                 ALONG_Y + "section grid material Au\n" + RUN,
             {"Fix electropulse: open circuit at step 0: metal lies from y = ",
              "too short for two electrodes 3.75 inside and two cells between"}}),
    name_of);

const std::string TWO_COLUMNS = "a line must hold two columns, time and value";
const std::string DECIMAL = "time and value must be finite decimal numbers";

INSTANTIATE_TEST_SUITE_P(
    Errors, WaveformTable,
    testing::Values(
        Case{"Empty", "", {"two points or more", "in its 0 lines"}},
        Case{"CommentsOnly", "# t j\n# 0 1\n", {"two points or more", "in its 2 lines"}},
        Case{"OnePoint", "0 1\n", {"two points or more", "in its 1 lines"}},
        Case{"AllZero", "0 0\n1 0\n2 0\n", {"some value must differ from 0", "in its 3 lines"}},
        Case{"OneColumn", "0 0\n1\n2 0\n", {"line 2: ", TWO_COLUMNS, "got '1'"}},
        Case{"ThreeColumns", "0 0 0\n1 1 1\n", {"line 1: ", TWO_COLUMNS, "got '0 0 0'"}},
        Case{"CommaSeparated", "0,0\n1,1\n", {"line 1: ", TWO_COLUMNS, "got '0,0'"}},
        Case{"Header", "time current\n0 0\n1 1\n", {"line 1: ", DECIMAL, "got 'time current'"}},
        Case{"DecimalComma", "0 0\n0,5 1\n", {"line 2: ", DECIMAL, "got '0,5 1'"}},
        Case{"NotANumber", "0 0\n1 nan\n", {"line 2: ", DECIMAL, "got '1 nan'"}},
        Case{"Infinite", "0 0\ninf 1\n", {"line 2: ", DECIMAL, "got 'inf 1'"}},
        Case{"ValueTooLarge", "0 0\n1 2e6\n", {"line 2: ", ">= -1e6 and <= 1e6", "got '1 2e6'"}},
        Case{"StartsLate",
             "# ps\n0.5 0\n1 1\n",
             {"line 2: ", "the first time must be 0", "got '0.5 0'"}},
        Case{"StartsBeforeZero",
             "-1 0\n0 1\n",
             {"line 1: ", "the first time must be 0", "got '-1 0'"}},
        Case{"Unsorted",
             "0 0\n2 1\n1 0\n",
             {"line 3: ", "a time must be greater than the one before", "got '1 0'"}},
        Case{"TimeTwice",
             "0 0\n1 0\n\n1 1\n",
             {"line 4: ", "a time must be greater than the one before", "got '1 1'"}},
        Case{"InSeconds",
             "0 1\n3e-9 1\n",
             {"the last time must be a number >= 1e-6 (ps)", "got '3e-09'"}},
        Case{"Binary",
             std::string("0 0\n1 \0\1\n", 9),
             {"line 2: ", "text without control characters", "got '1 ?\?'"}},
        Case{"Compressed",
             "\x1f\x8b\x08 pulse",
             {"line 1: ", "text without control characters", "got '?\?? pulse'"}},
        Case{"LongLine",
             "0 0\n" + std::string(100000, 'x') + "\n",
             {"line 2: ", TWO_COLUMNS, "got '" + std::string(60, 'x') + "'"}}),
    name_of);

const std::string A_SEED = "a whole number >= 1 and <= 4294967295";

INSTANTIATE_TEST_SUITE_P(
    Errors, Vibrate,
    testing::Values(
        Case{"PulseMissing", "", {"missing pulse", A_PULSE}},
        Case{"CoreMissing", "pulse", {"missing core", A_CORE}},
        Case{"ModeMissing", "pulse core", {"missing mode", "temperature, power"}},
        Case{"ModeUnknown",
             "pulse core energy 1.0",
             {"mode must be one of: temperature, power", "'energy'"}},
        Case{"PulseUnknown",
             "puls core power 0.1",
             {"pulse must be", A_PULSE, "'puls'", "does not exist"}},
        Case{"PulseOfAnotherStyle",
             "nve core power 0.1",
             {"pulse must be", A_PULSE, "'nve'", "a fix nve"}},
        Case{"CoreUnknown",
             "pulse kore power 0.1",
             {"core must be", A_CORE, "'kore'", "does not exist"}},
        Case{"CoreOfAnotherStyle",
             "pulse thermo_temp power 0.1",
             {"core must be", A_CORE, "'thermo_temp'", "a compute temp"}},
        Case{"PulseAndCoreSwapped",
             "core pulse power 0.1",
             {"pulse must be", A_PULSE, "'core'", "does not exist"}},
        Case{"PulseDeleted",
             "pulse core power 0.1\nrun 1\nunfix pulse\nthermo_style one",
             {"pulse must be", A_PULSE, "'pulse'", "does not exist"}},
        Case{"CoreDeleted",
             "pulse core power 0.1\nrun 1\nuncompute core",
             {"core must be", A_CORE, "'core'", "does not exist"}},
        Case{"TargetMissing",
             "pulse core temperature",
             {"missing target temperature", "a number >= 0"}},
        Case{"TargetNotANumber",
             "pulse core temperature hot 0.1 7",
             {"target temperature must be", "a number >= 0", "'hot'"}},
        Case{"TargetAVariable",
             "pulse core temperature v_T 0.1 7",
             {"target temperature must be", "a number >= 0", "'v_T'"}},
        Case{"TargetNegative",
             "pulse core temperature -300 0.1 7",
             {"target temperature must be", "a number >= 0", "'-300'"}},
        Case{"TargetNan",
             "pulse core temperature nan 0.1 7",
             {"target temperature must be", "a number >= 0", "'nan'"}},
        Case{"DampingMissing",
             "pulse core temperature 1000",
             {"missing damping time", "a number > 0"}},
        Case{"DampingZero",
             "pulse core temperature 1000 0 7",
             {"damping time must be", "a number > 0", "'0'"}},
        Case{"DampingNotANumber",
             "pulse core temperature 1000 abc 7",
             {"damping time must be", "a number > 0", "'abc'"}},
        Case{"DampingInfinite",
             "pulse core temperature 1000 inf 7",
             {"damping time must be", "a number > 0", "'inf'"}},
        Case{"SeedMissing", "pulse core temperature 1000 0.1", {"missing seed", A_SEED}},
        Case{"SeedZero", "pulse core temperature 1000 0.1 0", {"seed must be", A_SEED, "'0'"}},
        Case{
            "SeedNegative", "pulse core temperature 1000 0.1 -7", {"seed must be", A_SEED, "'-7'"}},
        Case{"SeedFraction",
             "pulse core temperature 1000 0.1 7.5",
             {"seed must be", A_SEED, "'7.5'"}},
        Case{"SeedTooLarge",
             "pulse core temperature 1000 0.1 4294967296",
             {"seed must be", A_SEED, "'4294967296'"}},
        Case{"PowerMissing", "pulse core power", {"missing power", "a number >= 0"}},
        Case{
            "PowerNegative", "pulse core power -0.1", {"power must be", "a number >= 0", "'-0.1'"}},
        Case{"PowerTrailingJunk",
             "pulse core power 0.1x",
             {"power must be", "a number >= 0", "'0.1x'"}},
        Case{"PowerInfinite", "pulse core power inf", {"power must be", "a number >= 0", "'inf'"}},
        Case{"EveryMissing", "pulse core power 0.1 every", {"missing every", COUNTED_STEPS}},
        Case{"EveryZero", "pulse core power 0.1 every 0", {"every must be", COUNTED_STEPS, "'0'"}},
        Case{"EveryHuge",
             "pulse core power 0.1 every 99999999999",
             {"every must be", COUNTED_STEPS, "'99999999999'"}},
        Case{"EveryTwice",
             "pulse core power 0.1 every 5 every 6",
             {"'every'", "given twice", "once is allowed"}},
        Case{"KeywordUnknown",
             "pulse core power 0.1 seed 7",
             {"keyword must be one of: every", "'seed'"}},
        Case{"ShapeMissing", "pulse core resistive", {"missing shape of the core", "line, area"}},
        Case{"ShapeUnknown",
             "pulse core resistive volume 1 2",
             {"shape of the core must be one of: line, area", "'volume'"}},
        Case{"SpecificMissing",
             "pulse core resistive line",
             {"missing specific resistivity", "a number >= 0 or material"}},
        Case{"SpecificNegative",
             "pulse core resistive line -1e-25 20",
             {"specific resistivity must be", "a number >= 0 or material", "'-1e-25'"}},
        Case{"SpecificWithoutMaterial",
             "pulse core resistive line material 20",
             {"specific dislocation resistivity", "material of fix electropulse pulse",
              "not given"}},
        Case{"LengthMissing",
             "pulse core resistive line 1e-25",
             {"missing length", "a number > 0, c_ID"}},
        Case{"LengthNegative", "pulse core resistive line 1e-25 -20", {"length must be", "'-20'"}},
        Case{"AreaMissing",
             "pulse core resistive area 1e-16",
             {"missing area", "a number > 0, c_ID"}},
        Case{"ResistiveSteps",
             "pulse face resistive line 1e-25 20" + FACE,
             {"mode resistive needs atoms of role core", FACE_GIVES}},
        Case{"AreaOfNoCompute",
             "pulse core resistive area 1e-16 c_extent[2]",
             {"area must be", "'c_extent[2]'", "no compute with this ID"}},
        Case{"FractionZero",
             "pulse core resistive line 1e-25 20 fraction 0",
             {"fraction must be", "a number > 0", "'0'"}},
        Case{"FractionInAnotherMode",
             "pulse core power 0.1 fraction 0.5",
             {"keyword must be one of: every", "'fraction'"}},
        Case{"AmplitudeMissing", "pulse core band", {"missing amplitude", "a number >= 0"}},
        Case{"AmplitudeNegative",
             "pulse core band -0.1 2 6 7",
             {"amplitude must be", "a number >= 0", "'-0.1'"}},
        Case{"BandWithoutUpperEnd",
             "pulse core band 0.1 2",
             {"missing upper end of the band", "a number > 0"}},
        Case{"BandUpsideDown",
             "pulse core band 0.1 6 2 7",
             {"upper end of the band must be a number > its lower end 6", "'2'"}},
        Case{"BandOfNoWidth",
             "pulse core band 0.1 2 2 7",
             {"upper end of the band must be a number > its lower end 2", "'2'"}},
        Case{"BandSeedMissing", "pulse core band 0.1 2 6", {"missing seed", A_SEED}},
        Case{"BandCosinesZero",
             "pulse core band 0.1 2 6 7 cosines 0",
             {"cosines must be", "a whole number >= 1 and <= 1024", "'0'"}},
        Case{"BandCosinesTooMany",
             "pulse core band 0.1 2 6 7 cosines 1025",
             {"cosines must be", "a whole number >= 1 and <= 1024", "'1025'"}},
        Case{"BandBeyondTheTimestep",
             "pulse core band 0.1 2 600 7",
             {"timestep must be <= 0.000833333", "600"}},
        Case{"Respa",
             "pulse core power 0.1\nrun_style respa 2 2 pair 1",
             {"run_style must be verlet", "'respa'"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, Wind,
    testing::Values(
        Case{"NoPulse", "", {"missing pulse", A_PULSE}},
        Case{"PulseAbsent",
             "nowhere core zeff core -8 reference 2e-8",
             {"pulse must be", A_PULSE, "'nowhere'", "does not exist"}},
        Case{"PulseIsAnotherFix",
             "nve core zeff core -8 reference 2e-8",
             {"pulse must be", A_PULSE, "'nve'", "is a fix nve"}},
        Case{"CoreMissing", "gold", {"missing core", A_CORE}},
        Case{"CoreAbsent", "gold nowhere zeff core -8", {"core must be", A_CORE, "'nowhere'"}},
        Case{"ModeMissing", "gold core", {"missing mode", "zeff, stress"}},
        Case{
            "ModeUnknown", "gold core force 1.0", {"mode must be one of: zeff, stress", "'force'"}},
        Case{"NoRole", "gold core zeff", {"at least one role", "bulk, fault, core, surface"}},
        Case{"NoRoleButKeywords",
             "gold core zeff resistivity 1e-7",
             {"at least one role", "bulk, fault, core, surface"}},
        Case{"RoleUnknown",
             "gold core zeff vacancy -8",
             {"keyword must be one of: bulk, fault, core, surface", "'vacancy'"}},
        Case{"StepOfACore",
             "gold core zeff step -8",
             {"keyword step needs atoms of role step",
              "got 'core', a compute electropulse/core/atom, which gives: bulk, fault, core, "
              "surface"}},
        Case{"CoreOfASurface",
             "gold face zeff surface -8 core -8" + FACE,
             {"keyword core needs atoms of role core", FACE_GIVES}},
        Case{"StressOnASurface",
             "gold face stress fermi length 20" + FACE,
             {"mode stress needs atoms of role core", FACE_GIVES}},
        Case{"LengthOfASurface",
             "gold face zeff step -8 length 20" + FACE,
             {"keyword length needs atoms of role core", FACE_GIVES}},
        Case{"StepUnknownInMaterial",
             "gold face zeff step material" + FACE,
             {"effective valence of role step in Au is unknown", "step <number>"}},
        Case{"RoleTwice", "gold core zeff core -8 core -9", {"'core'", "given twice"}},
        Case{"ValenceMissing",
             "gold core zeff core",
             {"missing effective valence of core", "a number >= -1e6 and <= 1e6, or material"}},
        Case{
            "ValenceNotANumber",
            "gold core zeff core Au",
            {"effective valence of core must be a number >= -1e6 and <= 1e6, or material", "'Au'"}},
        Case{"ValenceNan",
             "gold core zeff bulk nan",
             {"effective valence of bulk must be", "'nan'"}},
        Case{"ValenceUnknownInMaterial",
             "gold core zeff core material",
             {"effective valence of role core in Au is unknown", "core <number>"}},
        Case{"ValenceWithoutMaterial",
             "pulse core zeff core material",
             {"resistivity", "material of fix electropulse pulse", "not given"}},
        Case{"ValenceWithoutMaterialButResistivity",
             "pulse core zeff core material resistivity 2e-8",
             {"effective valence of role core", "material of fix electropulse pulse", "not given"}},
        Case{"ReferenceWithoutMaterial",
             "pulse core zeff core -8",
             {"resistivity", "reference", "material of fix electropulse pulse"}},
        Case{"ReferenceZero",
             "gold core zeff core -8 reference 0",
             {"reference must be", "a number > 0 and <= 1", "'0'"}},
        Case{"ResistivityNegative",
             "gold core zeff core -8 resistivity -1e-8",
             {"resistivity must be", "a number > 0 and <= 1", "'-1e-8'"}},
        Case{"DirectWithTheMaterials",
             "gold core zeff bulk material direct 0",
             {"direct goes with effective valences given as numbers"}},
        Case{"ReferenceWithTheMaterials",
             "gold core zeff bulk material reference 2e-8",
             {"reference goes with effective valences given as numbers"}},
        Case{"DirectNotANumber",
             "gold core zeff core -8 direct one",
             {"direct must be", "a number", "'one'"}},
        Case{"BurgersWithoutLength",
             "gold core zeff core -8 burgers 2.9",
             {"burgers is used with keyword length", "length <"}},
        Case{"BalanceUnknown",
             "gold core zeff core -8 balance maybe",
             {"balance must be one of: no, yes", "'maybe'"}},
        Case{
            "EveryZero", "gold core zeff core -8 every 0", {"every must be", COUNTED_STEPS, "'0'"}},
        Case{"LawMissing", "gold core stress", {"missing law", "fermi, drag, dislocation"}},
        Case{"LawUnknown",
             "gold core stress newton",
             {"law must be one of: fermi, drag, dislocation", "'newton'"}},
        Case{"LengthMissing",
             "gold core stress fermi velocity 1.4e6 burgers 2.9",
             {"needs the length of the core line", "length <"}},
        Case{"LengthZero",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length 0",
             {"length must be", "a number > 0, c_ID", "'0'"}},
        Case{"LengthNotANumber",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length long",
             {"length must be", "a number > 0, c_ID", "'long'"}},
        Case{"LengthOfNoCompute",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length c_nowhere",
             {"length must be", "'c_nowhere'", "no compute with this ID"}},
        Case{"LengthOfNoFix",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_nowhere[1]",
             {"length must be", "'f_nowhere[1]'", "no fix with this ID"}},
        Case{"LengthBeyondTheVector",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_pulse[99]",
             {"length must be", "'f_pulse[99]'", "has 14 entries"}},
        Case{"LengthWithOpenBracket",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_pulse[1",
             {"length must be", "'f_pulse[1'"}},
        Case{"LengthOfEntryZero",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_pulse[0]",
             {"length must be", "'f_pulse[0]'"}},
        Case{"LengthBeyondAnyVector",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_pulse[4294967297]",
             {"length must be", "'f_pulse[4294967297]'"}},
        Case{"LengthOfItself",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_wind[10]",
             {"length must be", "'f_wind[10]'", "this fix itself"}},
        Case{"LengthThatIsZero",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_pulse[4]",
             {"length must be", "'f_pulse[4]'", "is 0 although there are core atoms"}},
        Case{"FractionOfTheFermiLaw",
             "gold core stress fermi length 20 fraction 0.3",
             {"keyword must be one of: length, burgers, along", "'fraction'"}},
        Case{"FractionZero",
             "gold core stress dislocation specific 1e-25 length 20 fraction 0",
             {"fraction must be", "a number > 0", "'0'"}},
        Case{"ValenceHuge",
             "gold core zeff core 1e308",
             {"effective valence of core must be", "'1e308'"}},
        Case{"ReferenceWithoutMaterialButResistivity",
             "pulse core zeff core -8 resistivity 2e-8",
             {"resistivity (or keyword reference)", "material of fix electropulse pulse"}},
        Case{"LengthWithoutScalar",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length f_nve",
             {"length must be", "'f_nve'", "no global scalar"}},
        Case{"BurgersZero",
             "gold core stress fermi velocity 1.4e6 burgers 0 length 20",
             {"burgers must be", "full or partial", "'0'"}},
        Case{"BurgersUnknownWord",
             "gold core stress fermi velocity 1.4e6 burgers half length 20",
             {"burgers must be", "full or partial", "'half'"}},
        Case{"AlongZero",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length 20 along 0 0 0",
             {"along must be a vector", "'0 0 0'"}},
        Case{"AlongShort",
             "gold core stress fermi velocity 1.4e6 burgers 2.9 length 20 along 0 1",
             {"missing along"}},
        Case{"KeywordOfAnotherLaw",
             "gold core stress fermi length 20 carriers 5e28",
             {"keyword must be one of: length, burgers, along", "'carriers'"}},
        Case{"VelocityNegative",
             "gold core stress fermi velocity -1.4e6 burgers 2.9 length 20",
             {"velocity must be", "a number > 0", "'-1.4e6'"}},
        Case{"CoefficientWithoutMaterial",
             "pulse core stress drag carriers 5e28 burgers 2.9 length 20",
             {"drag", "keyword coefficient", "material of fix electropulse pulse"}},
        Case{"Respa",
             "gold core zeff core -8 reference 2e-8\nrun_style respa 2 2 pair 1",
             {"run_style must be verlet", "'respa'"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, Joule,
    testing::Values(
        Case{"PulseMissing", "", {"missing pulse", A_PULSE}},
        Case{"PulseUnknown", "puls lattice", {"pulse must be", A_PULSE, "'puls'", "not exist"}},
        Case{"PulseOfAnotherStyle", "nve lattice", {"pulse must be", A_PULSE, "'nve'", "fix nve"}},
        Case{"ModeMissing", "gold", {"missing mode", "electrons, lattice"}},
        Case{"ModeUnknown",
             "gold phonons",
             {"mode must be one of: electrons, lattice", "'phonons'"}},
        Case{"KeywordUnknown",
             "gold electrons sink 300 seed 1 colour red",
             {"keyword must be one of: cells, ", "coupling", "'colour'"}},
        Case{"KeywordOfTheOtherMode",
             "gold lattice sink 300",
             {"keyword must be one of: cells, ", "'sink'"}},
        Case{"KeywordTwice", "gold lattice cells 2 cells 2", {"cells", "twice"}},
        Case{"NoSink",
             "gold electrons seed 1",
             {"sink is missing", "hotter and hotter", "none for insulated ends"}},
        Case{"SinkZero", "gold electrons sink 0 seed 1", {"sink must be", "none", "'0'"}},
        Case{"SinkNotANumber", "gold electrons sink cold seed 1", {"sink must be", "'cold'"}},
        Case{"NoSinkAndNoStart",
             "gold electrons sink none seed 1",
             {"sink none needs keyword start"}},
        Case{"SeedMissing", "gold electrons sink 300", {"seed is missing"}},
        Case{"SeedZero", "gold electrons sink 300 seed 0", {"seed must be", ">= 1", "'0'"}},
        Case{"CouplingNegative",
             "gold electrons sink 300 seed 1 coupling -2e16",
             {"coupling must be", "a number >= 0", "'-2e16'"}},
        Case{"CouplingNan",
             "gold electrons sink 300 seed 1 coupling nan",
             {"coupling must be", "a number >= 0", "'nan'"}},
        Case{"CouplingTooStrongForTheTimestep",
             "gold electrons sink 300 seed 1 coupling 2e18",
             {"timestep times every must be <= ", "coupling 2e+18", "got 0.002"}},
        Case{"CouplingTooStrongForATimestepThatGrows",
             "gold electrons sink 300 seed 1 coupling 2e17\nfix grow all dt/reset 1 NULL 0.05 1.0\n"
             "timestep 0.001",
             {"timestep times every must be <= ", "coupling 2e+17", "got 0.05"}},
        Case{"ExchangesTooRare",
             "gold electrons sink 300 seed 1 every 100",
             {"timestep times every must be <= 0.09", "coupling 2.1e+16", "got 0.2"}},
        Case{"SlabThatBecomesEmpty",
             "gold electrons sink 300 seed 1 cells 4 factor 2\nrun 1\n"
             "region gap block INF INF 10.4 21.4 INF INF units box\n"
             "delete_atoms region gap compress no",
             {"slab 2 of 4 must hold atoms", "got 0 in step", "the wire is broken"}},
        Case{"ConductionTooStrongForTheTimestep",
             "gold electrons sink 300 seed 1 cells 4 coupling 0 wire 500 100 phonons 1000",
             {"timestep times every must be <= ", "1000 W/m/K of phonons", "got 0.002"}},
        Case{"ConductionToAtomsAtRest",
             "gold electrons sink 300 seed 1 cells 4 coupling 0 slope 0 wire 500 100 phonons 2.6\n"
             "velocity all set 0 0 0\nunfix nve",
             {"heat of an exchange", "slab 1 of 4", "kinetic energy of 0 eV", "atoms that move"}},
        Case{"EveryZero", "gold lattice every 0", {"every must be", ">= 1", "'0'"}},
        Case{"CellsZero", "gold lattice cells 0", {"cells must be", ">= 1", "'0'"}},
        Case{"CellsTooMany",
             "gold electrons sink 300 seed 1 cells 1000",
             {"cells must leave at least 2 atoms of the group in each", "of 1000", "extent"}},
        Case{"CellsOfAnEmptyPiece",
             "gold electrons sink 300 seed 1 cells 2 extent -100 -50",
             {"cells must leave at least 2 atoms", "got 0"}},
        Case{"ExtentTurned",
             "gold lattice extent 5 1",
             {"upper end of extent", "> its lower end 5", "'1'"}},
        Case{"ExtentOfNoSlabs",
             "gold lattice extent 1 5",
             {"extent needs keyword cells", "cells <number > 1>"}},
        Case{"WireTooShort",
             "gold electrons sink 300 seed 1 wire 50 20",
             {"length of wire must be", "the place of the atoms", "'50'"}},
        Case{"WireOfTooManyCells",
             "gold electrons sink 300 seed 1 wire 1e9 0",
             {"cells must leave at most 100000 cells"}},
        Case{"PlaceNegative",
             "gold electrons sink 300 seed 1 wire 500 -1",
             {"place in wire must be", "a number >= 0", "'-1'"}},
        Case{"PhononsOfAWireUnknown",
             "gold electrons sink 300 seed 1 wire 500 100",
             {"lattice thermal conductivity of Au is unknown", "phonons <number in W/m/K>"}},
        Case{"PhononsWithoutWire",
             "gold electrons sink 300 seed 1 phonons 2.6",
             {"keyword phonons", "needs keyword wire"}},
        Case{"CapacityWithoutWire",
             "gold electrons sink 300 seed 1 capacity 2.5e6",
             {"keyword capacity", "needs keyword wire"}},
        Case{"PhononsOfAWireOfAtoms",
             "gold electrons sink 300 seed 1 extent 0 40 wire 40 0 phonons 2.6",
             {"keyword phonons", "longer than its atoms", "> 40", "'40'"}},
        Case{"CouplingOfTantalumUnknown",
             "tantalum electrons sink 300 seed 1",
             {"electron-phonon coupling of Ta is unknown", "coupling <number in W/m^3/K>"}},
        Case{"PathOfTantalumUnknown",
             "tantalum lattice width 100 0.5",
             {"mean free path of Ta is unknown", "path <number in Angstrom>"}},
        Case{"NoMetal",
             "pulse lattice",
             {"the resistivity, without keyword resistivity", "needs keyword material"}},
        Case{"NoMetalForTheSlope",
             "pulse lattice resistivity 2e-8 volume 17",
             {"without keyword slope", "needs keyword material"}},
        Case{"NoMetalForTheVolume",
             "pulse lattice resistivity 2e-8 slope 0",
             {"without keyword volume", "needs keyword material"}},
        Case{
            "ResistivityZero", "gold lattice resistivity 0", {"resistivity must be", "> 0", "'0'"}},
        Case{"SlopeNegative", "gold lattice slope -1", {"slope must be", ">= 0", "'-1'"}},
        Case{"SlopeTooSteepForElectrons",
             "gold electrons sink 300 seed 1 resistivity 1e-8 slope 1e-9\nvelocity all scale 100",
             {"the resistivity, 1e-08 ohm m at 300 K", "a smaller slope"}},
        Case{"WireNarrowerThanTheIntegral",
             "gold lattice width 0.001 0",
             {"width must be >= 0.01 mean free paths, 3.77 Angstrom", "got 0.001"}},
        Case{"GammaThatLeavesTheLatticeNoHeatCapacity",
             "gold electrons sink 300 seed 1 gamma 1e5 wire 500 100 phonons 2.6",
             {"numbers of the metal must be finite and > 0", "lattice heat capacity -"}},
        Case{"StartWithoutEnergy",
             "gold electrons sink none start 1e-200 seed 1 coupling 0",
             {"sink, start and gamma must make energies", "start 1e-200"}},
        Case{"MirrorMoreThanAll",
             "gold lattice width 100 1.1",
             {"specular part of width must be", ">= 0 and <= 1", "'1.1'"}},
        Case{"SlopeTooSteep",
             "gold lattice resistivity 1e-8 slope 1e-9\nvelocity all scale 100",
             {"resistivity must be > 0", "a smaller slope"}},
        Case{"FactorBelowOne", "gold lattice factor 0.9", {"factor must be", ">= 1", "'0.9'"}},
        Case{"FactorAndWidth",
             "gold lattice factor 2 width 100 0",
             {"one of factor, width", "both"}},
        Case{"WidthWithoutMirror", "gold lattice width 100", {"missing specular part of width"}},
        Case{"PathWithoutWidth", "gold lattice path 377", {"path needs keyword width"}},
        Case{"ConductivityUnknownWord",
             "gold electrons sink 300 seed 1 conductivity franz",
             {"conductivity must be", "wf or material", "'franz'"}},
        Case{
            "GammaZero", "gold electrons sink 300 seed 1 gamma 0", {"gamma must be", "> 0", "'0'"}},
        Case{
            "SlantedCurrent",
            "slanted electrons sink 300 seed 1",
            {"direction of fix electropulse must be along x, y or z", "mode lattice with cells 1"}},
        Case{"SlantedCurrentOfOneCell",
             "slanted electrons sink 300 seed 1 cells 1",
             {"direction of fix electropulse must be along x, y or z"}},
        Case{"SlantedCurrentInSlabs",
             "slanted lattice cells 2",
             {"direction of fix electropulse must be along x, y or z"}},
        Case{"Respa",
             "gold lattice\nrun_style respa 2 2 pair 1",
             {"run_style must be verlet", "'respa'"}},
        Case{"PulseDeleted", "gold lattice\nunfix gold", {"pulse must be", A_PULSE, "'gold'"}},
        Case{"Triclinic",
             "gold lattice cells 2\nchange_box all triclinic",
             {"box must be orthogonal", "triclinic"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, Extent,
    testing::Values(
        Case{"CoreMissing", "", {"missing core", A_CORE}},
        Case{"CoreAbsent", "nowhere", {"core must be", A_CORE, "'nowhere'", "does not exist"}},
        Case{"CoreIsAnotherCompute",
             "thermo_temp",
             {"core must be", A_CORE, "'thermo_temp'", "is a compute temp"}},
        Case{"KeywordUnknown",
             "core length 5",
             {"keyword must be one of: range, radius", "'length'"}},
        Case{"RangeMissing", "core range", {"missing range", "a number > 0 and <= 100"}},
        Case{"RangeHuge",
             "core range 1e300",
             {"range must be", "a number > 0 and <= 100", "'1e300'"}},
        Case{"RangeZero", "core range 0", {"range must be", "a number > 0", "'0'"}},
        Case{"RadiusNegative", "core radius -3", {"radius must be", "a number > 0", "'-3'"}},
        Case{"RadiusTwice", "core radius 8 radius 9", {"'radius'", "given twice"}}),
    name_of);

const std::string D2MIN_KEYWORDS =
    "keyword must be one of: cutoff, reference, average, every, relax, hop";

INSTANTIATE_TEST_SUITE_P(
    Errors, D2min,
    testing::Values(
        Case{"CutoffMissing", "average 0.4 hop 1.44", {"cutoff is missing", "cutoff <r>"}},
        Case{"CutoffWithoutValue", "cutoff", {"missing cutoff", "a number > 0"}},
        Case{"CutoffZero", "cutoff 0", {"cutoff must be a number > 0", "'0'"}},
        Case{"CutoffNotANumber", "cutoff far", {"cutoff must be a number > 0", "'far'"}},
        Case{"CutoffBeyondGhosts",
             "cutoff 8.5",
             {"communication cutoff must be >= 9.5 (cutoff 8.5 + neighbour skin 1)", "got 9;",
              "use comm_modify cutoff 9.5"}},
        Case{"CutoffOfAveragesBeyondGhosts",
             "cutoff 6.5 average 0.4 hop 1.44",
             {"communication cutoff must be >= 10.38", "twice the hop distance 1.44", "got 9;"}},
        Case{"KeywordUnknown", "cutoff 3.5 fixed 0", {D2MIN_KEYWORDS, "'fixed'"}},
        Case{"KeywordTwice", "cutoff 3.5 cutoff 4", {"'cutoff'", "given twice"}},
        Case{"ReferenceMissing",
             "cutoff 3.5 reference",
             {"missing reference", "first, fixed, trailing"}},
        Case{"ReferenceUnknown",
             "cutoff 3.5 reference 0",
             {"reference must be one of: first, fixed, trailing", "'0'"}},
        Case{"FixedWithoutStep", "cutoff 3.5 reference fixed", {"missing reference fixed"}},
        Case{"FixedBeforeZero",
             "cutoff 3.5 reference fixed -1",
             {"reference fixed must be", ">= 0", "'-1'"}},
        Case{"FixedAtAFraction",
             "cutoff 3.5 reference fixed 1.5",
             {"reference fixed must be a whole number >= 0", "'1.5'"}},
        Case{"TrailingByNothing",
             "cutoff 3.5 reference trailing 0",
             {"reference trailing must be", ">= 1", "'0'"}},
        Case{"AverageNegative", "cutoff 3.5 average -1", {"average must be a number >= 0", "'-1'"}},
        Case{"AverageWithoutHop",
             "cutoff 3.5 average 0.4",
             {"average needs keyword hop", "half the distance of nearest neighbours"}},
        Case{"HopWithoutAverage", "cutoff 3.5 hop 1.44", {"hop needs average > 0", "average 0"}},
        Case{"EveryWithoutAverage", "cutoff 3.5 every 5", {"every needs average > 0"}},
        Case{"RelaxWithoutAverage", "cutoff 3.5 relax 2.5", {"relax needs average > 0"}},
        Case{"EveryZero",
             "cutoff 3.5 average 0.4 hop 1.44 every 0",
             {"every must be", ">= 1", "'0'"}},
        Case{"RelaxSlow",
             "cutoff 3.5 average 0.4 hop 1.44 relax 0.1",
             {"relax must be a number >= 0.5 and <= 1000", "'0.1'"}},
        Case{"HopZero", "cutoff 3.5 average 0.4 hop 0", {"hop must be a number > 0", "'0'"}},
        Case{"AskedBeforeTheReference",
             "cutoff 3.5 reference fixed 1",
             {"asked at step 0, where there is no reference", "at step 1 (reference fixed)"}},
        Case{"ReferenceIsPast",
             "cutoff 3.5 reference fixed 1\nreset_timestep 5",
             {"asked at step 5", "no reference", "at step 1, which is past"}},
        Case{"AskedBeforeTheFirstMultiple",
             "cutoff 3.5 reference trailing 10\nreset_timestep 5",
             {"asked at step 5", "no reference", "at multiples of 10 (reference trailing)"}},
        Case{"AskedBeforeAveragesAreOld",
             "cutoff 3.5 average 0.4 hop 1.44",
             {"asked at step 0", "no reference", "where averages are 3 time constants old"}},
        Case{"FixedBeforeAveragesAreOld",
             "cutoff 3.5 average 0.4 hop 1.44 every 1 reference fixed 2\nrun 2",
             {"averages must be 3 time constants old at the step of reference fixed, 2"}},
        Case{"InternalFixDeleted",
             "cutoff 3.5\nunfix d_ELECTROPULSE_REFERENCE",
             {"internal fix 'd_ELECTROPULSE_REFERENCE' was deleted", "must stay"}},
        Case{"InternalHistoryDeleted",
             "cutoff 3.5 average 0.4 hop 1.44\nunfix d_ELECTROPULSE_HISTORY",
             {"internal fix 'd_ELECTROPULSE_HISTORY' was deleted", "must stay"}},
        Case{"CommGroup",
             "cutoff 3.5\ngroup some id 1:9\natom_modify first some\ncomm_modify group some",
             {"comm_modify group must be all", "'some'"}},
        Case{"RespaWithAverages",
             "cutoff 3.5 average 0.4 hop 1.44\nrun_style respa 2 2 pair 1",
             {"with average run_style must be verlet", "'respa'"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, SurfaceAtom,
    testing::Values(
        Case{"CrystalMissing", "", {"missing crystal", "fcc"}},
        Case{"CrystalBcc", "bcc lattice 3.16", {"crystal must be fcc", "only ones known", "'bcc'"}},
        Case{"CrystalForgotten", "lattice 4.08", {"crystal must be fcc", "'lattice'"}},
        Case{"LatticeMissing", "fcc hop 0.8", {"lattice constant is missing", "lattice <a>"}},
        Case{"LatticeWithoutValue", "fcc lattice", {"missing lattice", A_LENGTH}},
        Case{"LatticeNotANumber", "fcc lattice gold", {"lattice must be", A_LENGTH, "'gold'"}},
        Case{"LatticeZero", "fcc lattice 0", {"lattice must be", A_LENGTH, "'0'"}},
        Case{"LatticeBeyondGhosts",
             "fcc lattice 8",
             {"communication cutoff must be >= 9.89898", "neighbours 8.89898 + neighbour skin 1",
              "got 9;", "use comm_modify cutoff 9.9"}},
        Case{"LatticeOfAveragesBeyondGhosts",
             "fcc lattice 6 average 0.4",
             {"communication cutoff must be >= 11.9169", "twice the lag of an average 2.12132",
              "got 9;"}},
        Case{"HopShort",
             "fcc lattice 4.08 hop 0.2",
             {"hop must be a number >= 0.3 and <= 2", "'0.2'"}},
        Case{"HopLong", "fcc lattice 4.08 hop 2.1", {"hop must be", "'2.1'"}},
        Case{"HopNan", "fcc lattice 4.08 hop nan", {"hop must be", "'nan'"}},
        Case{"EveryZero", "fcc lattice 4.08 every 0", {"every must be", ">= 1", "'0'"}},
        Case{"EveryAFraction", "fcc lattice 4.08 every 1.5", {"every must be", "'1.5'"}},
        Case{"AverageNegative",
             "fcc lattice 4.08 average -1",
             {"average must be a number >= 0", "'-1'"}},
        Case{"SampleWithoutAverage",
             "fcc lattice 4.08 sample 5",
             {"sample needs average > 0", "average 0"}},
        Case{"SampleZero",
             "fcc lattice 4.08 average 0.4 sample 0",
             {"sample must be", ">= 1", "'0'"}},
        Case{"KeywordUnknown",
             "fcc lattice 4.08 cutoff 3.4",
             {"keyword must be one of: lattice, hop, every, average, sample", "'cutoff'"}},
        Case{"KeywordTwice", "fcc lattice 4.08 lattice 4", {"'lattice'", "given twice"}},
        Case{"HopsDeleted",
             "fcc lattice 4.08\nunfix s_ELECTROPULSE_HOPS",
             {"internal fix 's_ELECTROPULSE_HOPS' was deleted", "must stay"}},
        Case{"HistoryDeleted",
             "fcc lattice 4.08 average 0.4\nunfix s_ELECTROPULSE_HISTORY",
             {"internal fix 's_ELECTROPULSE_HISTORY' was deleted", "must stay"}},
        Case{"ReferenceDeleted",
             "fcc lattice 4.08\nunfix s_ELECTROPULSE_REFERENCE",
             {"internal fix 's_ELECTROPULSE_REFERENCE' was deleted", "must stay"}},
        Case{"CommGroup",
             "fcc lattice 4.08\ngroup some id 1:9\natom_modify first some\ncomm_modify group some",
             {"comm_modify group must be all", "'some'"}},
        Case{"RespaWithAverages",
             "fcc lattice 4.08 average 0.4\nrun_style respa 2 2 pair 1",
             {"with average run_style must be verlet", "'respa'"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Errors, SurfaceCount,
    testing::Values(
        Case{
            "SurfaceMissing", "", {"missing surface", "ID of a compute electropulse/surface/atom"}},
        Case{"SurfaceUnknown", "t", {"surface must be the ID", "'t', which does not exist"}},
        Case{"SurfaceOfAnotherStyle",
             "core",
             {"surface must be the ID", "'core', which is a compute electropulse/core/atom"}},
        Case{"ArgumentTooMany", "s 5", {"no argument is allowed after the surface", "'5'"}}),
    name_of);

const std::string DRIVE = "pressure 3000 normal 0 1 0 motion 1 0 0 lattice 4.08";
const std::string BARS = "a number >= -1e6 and <= 1e6 (bar)";
const std::string A_LATTICE = "a number >= 1 and <= 10";

INSTANTIATE_TEST_SUITE_P(
    Errors, Orient,
    testing::Values(
        Case{"PressureMissing",
             "normal 0 1 0 motion 1 0 0 lattice 4.08",
             {"pressure is missing", "pressure <number in bar>"}},
        Case{"NormalMissing",
             "pressure 3000 motion 1 0 0 lattice 4.08",
             {"normal is missing", "normal <x> <y> <z>", "<111>"}},
        Case{"MotionMissing",
             "pressure 3000 normal 0 1 0 lattice 4.08",
             {"motion is missing", "motion <x> <y> <z>", "<112>"}},
        Case{"LatticeMissing",
             "pressure 3000 normal 0 1 0 motion 1 0 0",
             {"lattice is missing", "lattice <a>, Angstrom"}},
        Case{"PressureWithoutValue", "pressure", {"missing pressure", BARS}},
        Case{"PressureNotANumber", "pressure high", {"pressure must be", BARS, "'high'"}},
        Case{"PressureWithUnit", "pressure 0.3GPa", {"pressure must be", BARS, "'0.3GPa'"}},
        Case{"PressureNan", "pressure nan", {"pressure must be", BARS, "'nan'"}},
        Case{"PressureInPascal", "pressure 3e8", {"pressure must be", BARS, "'3e8'"}},
        Case{"PressureVariable", "pressure v_p", {"pressure must be", BARS, "'v_p'"}},
        Case{"NormalTooShort", "normal 0 1", {"missing normal", A_NUMBER}},
        Case{"NormalAllZero",
             "pressure 3000 normal 0 0 0 motion 1 0 0 lattice 4.08",
             {"normal must be", "finite length > 0", "'0 0 0'"}},
        Case{"MotionAllZero",
             "pressure 3000 normal 0 1 0 motion 0 0 0 lattice 4.08",
             {"motion must be", "finite length > 0", "'0 0 0'"}},
        Case{"MotionNotPerpendicular",
             "pressure 3000 normal 0 1 0 motion 1 0.1 0 lattice 4.08",
             {"motion must be perpendicular to normal '0 1 0'", "got '1 0.1 0'"}},
        Case{"LatticeZero", "lattice 0", {"lattice must be", A_LATTICE, "'0'"}},
        Case{"LatticeInNanometres", "lattice 0.408", {"lattice must be", A_LATTICE, "'0.408'"}},
        Case{"LatticeMissingValue", "lattice", {"missing lattice", A_LATTICE}},
        Case{"KeywordUnknown",
             DRIVE + " variant right",
             {"keyword must be one of: pressure, normal, motion, lattice", "'variant'"}},
        Case{"KeywordTwice",
             DRIVE + " lattice 4.07",
             {"'lattice'", "given twice", "once is allowed"}},
        Case{"MotionAlongTheOtherDirection",
             "pressure 3000 normal 0 1 0 motion 0 0 1 lattice 4.08",
             {"at least a tenth of the atoms must belong to a twin variant", "got 0 of", "<111>",
              "<112>"}},
        Case{"LatticeOfAnotherMetal",
             "pressure 3000 normal 0 1 0 motion 1 0 0 lattice 2.87",
             {"at least a tenth of the atoms must belong to a twin variant", "lattice must be"}},
        Case{"GroupEmpty",
             DRIVE + "\nunfix drive\ngroup none empty\nfix drive none electropulse/orient " + DRIVE,
             {"group must hold atoms", "'none'"}},
        Case{"GhostsTooNear",
             DRIVE + "\ncomm_modify cutoff 4.1",
             {"communication cutoff must be >= 4.78", "neighbours 3.78", "skin 1", "got 4.1",
              "use comm_modify cutoff 4.8"}},
        Case{"CommMulti",
             DRIVE + "\nneighbor 1.0 multi\ncomm_modify mode multi",
             {"comm_modify mode must be single", "got multi"}},
        Case{"CommGroup",
             DRIVE + "\ngroup low id 1:10\natom_modify first low\ncomm_modify group low",
             {"comm_modify group must be all", "'low'"}},
        Case{"MinimisedWithoutItsEnergy",
             DRIVE + "\nfix_modify drive energy no\nminimize 0 1e-4 10 10",
             {"fix_modify energy must be yes in a minimisation", "got no"}}),
    name_of);

const std::string TETHERS = "cutoff 3.49 distance 1.3 stiffness 20";

INSTANTIATE_TEST_SUITE_P(
    Controls, Tether,
    testing::Values(
        Case{"Nothing", "", {"keyword cutoff is missing", "cutoff <r>"}},
        Case{"CutoffMissing",
             "distance 1.3 stiffness 20",
             {"keyword cutoff is missing", "first and the second shell"}},
        Case{"DistanceMissing",
             "cutoff 3.49 stiffness 20",
             {"keyword distance is missing", "distance <d>"}},
        Case{"StiffnessMissing",
             "cutoff 3.49 distance 1.3",
             {"keyword stiffness is missing", "stiffness <k>"}},
        Case{"CutoffZero", "cutoff 0", {"cutoff must be a number > 0", "'0'"}},
        Case{"DistanceNegative", "distance -1.3", {"distance must be a number > 0", "'-1.3'"}},
        Case{"DistanceMissingValue", "distance", {"missing distance", "a number > 0"}},
        Case{"StiffnessNegative", "stiffness -1", {"stiffness must be a number >= 0", "'-1'"}},
        Case{
            "StiffnessNotANumber", "stiffness high", {"stiffness must be a number >= 0", "'high'"}},
        Case{"CoordinationOfOne",
             TETHERS + " coordination 1",
             {"coordination must be a whole number >= 2 and <= 100", "'1'"}},
        Case{"CoordinationNotWhole",
             TETHERS + " coordination 11.5",
             {"coordination must be a whole number", "'11.5'"}},
        Case{"ReferenceTrailing",
             TETHERS + " reference trailing 100",
             {"reference must be one of: first, fixed", "'trailing'"}},
        Case{"ReferenceOfNoStep",
             TETHERS + " reference fixed",
             {"missing reference fixed", "a whole number >= 0"}},
        Case{"ReferenceNegative",
             TETHERS + " reference fixed -5",
             {"reference fixed must be a whole number >= 0", "'-5'"}},
        Case{"ReferencePast",
             TETHERS + " reference fixed 1\nreset_timestep 5",
             {"reference fixed must be a step to come", "got 1 at step 5"}},
        Case{"ReferenceBeforeAverages",
             TETHERS + " reference fixed 1 average 0.1 every 1",
             {"reference fixed must be a step where averages are 3 time constants old", "got 1"}},
        Case{"AverageNegative",
             TETHERS + " average -0.1",
             {"average must be a number >= 0", "'-0.1'"}},
        Case{"EveryWithoutAverage", TETHERS + " every 10", {"every needs average > 0"}},
        Case{"EveryZero",
             TETHERS + " average 0.1 every 0",
             {"every must be a whole number >= 1", "'0'"}},
        Case{"KeywordUnknown",
             TETHERS + " spring 1",
             {"keyword must be one of: cutoff, distance, stiffness, coordination, reference, "
              "average, every",
              "'spring'"}},
        Case{"KeywordTwice", TETHERS + " distance 1", {"'distance'", "given twice"}},
        Case{"NoSurface",
             TETHERS + " coordination 2",
             {"the group must hold atoms with 1 to 1 neighbours nearer than cutoff 3.49",
              "got none among the", "'all'"}},
        Case{"GroupEmpty",
             TETHERS + "\nunfix tethers\ngroup none empty\nfix tethers none electropulse/tether " +
                 TETHERS,
             {"the group must hold atoms", "got none among the 0 of 'none'"}},
        Case{"GhostsTooNear",
             TETHERS + "\ncomm_modify cutoff 4.1",
             {"communication cutoff must be >= 4.49", "cutoff 3.49", "skin 1", "got 4.1",
              "use comm_modify cutoff 4.5"}},
        Case{"GhostsTooNearForAverages",
             TETHERS + " average 0.1\ncomm_modify cutoff 7.0",
             {"communication cutoff must be >= 7.09", "twice the distance 1.3", "got 7"}},
        Case{"CommMulti",
             TETHERS + "\nneighbor 1.0 multi\ncomm_modify mode multi",
             {"comm_modify mode must be single", "got multi"}},
        Case{
            "NeighbourDeleted",
            TETHERS + "\n" + RUN +
                "region spot block 20 23 INF 1 2 6 units box\ndelete_atoms region spot compress no",
            {"reference neighbours must stay", "got none of atom ID", "any more"}},
        Case{"BoundaryChanged",
             TETHERS + "\n" + RUN + "change_box all boundary s s s",
             {"the box must stay periodic along the same axes as at the reference", "- - p",
              "got - - -"}},
        Case{"AveragesInRespa",
             TETHERS + " average 0.1\nrun_style respa 2 2 pair 1",
             {"with average run_style must be verlet", "'respa'"}},
        Case{"InternalFixDeleted",
             TETHERS + "\nunfix tethers_ELECTROPULSE_REFERENCE",
             {"internal fix 'tethers_ELECTROPULSE_REFERENCE' was deleted", "must stay"}},
        Case{"MinimisedWithoutItsEnergy",
             TETHERS + "\nfix_modify tethers energy no\nminimize 0 1e-4 10 10",
             {"fix_modify energy must be yes in a minimisation", "got no"}}),
    name_of);

// The least that can be run: one atom, in any units.
std::string one_atom(const std::string &units)
{
  return "units " + units + R"(
region box block 0 20 0 20 0 20
create_box 1 box
create_atoms 1 single 10 10 10
mass 1 1.0
pair_style zero 5.0
pair_coeff * *
fix nve all nve
)";
}

// A history that someone makes by hand for compute core.
// A restart file with a reference taken at step 0, read with other settings.
std::string d2min_of_restart(const std::string &before, const std::string &after)
{
  const std::string compute = "compute d all electropulse/d2min/atom ";
  return twin_crystal("atom_modify map yes\n") + compute + before + "\n" + RUN +
      "write_restart d2min.restart\nclear\nunits metal\natom_modify map yes\n"
      "read_restart d2min.restart\npair_style zero 5\npair_coeff * *\ncomm_modify cutoff 9\n" +
      compute + after + "\n" + RUN;
}

std::string history_by_hand(const std::string &arguments)
{
  return twin_crystal() + good_core() + "fix memory all ELECTROPULSE/HISTORY " + arguments + "\n" +
      RUN;
}

const std::string HISTORY = "Fix ELECTROPULSE/HISTORY: ";

INSTANTIATE_TEST_SUITE_P(
    Errors, Surroundings,
    testing::Values(
        Case{"CoreInUnitsReal",
             one_atom("real") + good_core() + PRINT_CORE + RUN,
             {"Compute electropulse/core/atom: units must be metal", "'real'"}},
        Case{"CoreInUnitsLj",
             one_atom("lj") + good_core() + PRINT_CORE + RUN,
             {"Compute electropulse/core/atom: units must be metal", "'lj'"}},
        Case{"PulseInUnitsReal",
             one_atom("real") + good_pulse() + RUN,
             {"Fix electropulse: units must be metal", "'real'"}},
        Case{"PulseInUnitsSi",
             one_atom("si") + good_pulse() + RUN,
             {"Fix electropulse: units must be metal", "'si'"}},
        Case{"VibrateInUnitsReal",
             one_atom("real") + good_vibrate() + RUN,
             {"Fix electropulse/vibrate: units must be metal", "'real'"}},
        Case{"SpectrumInUnitsReal",
             one_atom("real") + "fix states all electropulse/spectrum 5 16 100\n" + RUN,
             {"Fix electropulse/spectrum: units must be metal", "'real'"}},
        Case{"SpectrumOfAFractionWithoutAtomIds",
             twin_crystal("atom_modify id no\n") +
                 "fix states all electropulse/spectrum 5 16 100 fraction 0.5\n" + RUN,
             {"Fix electropulse/spectrum: fraction needs atom IDs", "got 'no'"}},
        Case{"SpectrumRestartedWithOtherSettings",
             twin_crystal() + "fix states all electropulse/spectrum 1 16 1\n" + RUN +
                 "write_restart states.restart\nclear\nread_restart states.restart\n"
                 "fix states all electropulse/spectrum 1 32 1 skip 0.5\n",
             {"Fix electropulse/spectrum states: the restart file holds a spectrum with Nevery 1, "
              "Nrepeat 16, no role, no pulse, fraction 1, skip 0; give the same, or another fix "
              "ID"}},
        Case{"OrientInUnitsReal",
             one_atom("real") + good_orient() + RUN,
             {"Fix electropulse/orient: units must be metal", "'real'"}},
        Case{"JouleInUnitsReal",
             one_atom("real") +
                 "fix pulse all electropulse material Au waveform square 1.0 current 1e9 "
                 "direction 0 1 0\nfix joule all electropulse/joule pulse lattice\n" +
                 RUN,
             {"units must be metal", "'real'"}},
        Case{"LangevinWithoutAtomIds",
             twin_crystal("atom_modify id no\n") +
                 "fix gold all electropulse material Au waveform square 1.0 current 1e9 "
                 "direction 0 1 0\nfix joule all electropulse/joule gold electrons sink 300 seed "
                 "1\n" +
                 RUN,
             {"Fix electropulse/joule: ", "electrons needs atom IDs", "'no'"}},
        Case{"JouleOfOtherCellsInTheRestartFile",
             joule_restarted("electrons sink 300 seed 1 cells 4",
                             "electrons sink 300 seed 1 cells 5"),
             {"Fix electropulse/joule joule: ", "cells of atoms must be 4", "got 5", "another ID"}},
        Case{"JouleOfAnotherWireInTheRestartFile",
             joule_restarted("electrons sink 300 seed 1 cells 4 phonons 2.6 wire 100 20",
                             "electrons sink 300 seed 1 cells 4 phonons 2.6 wire 100 40"),
             {"Fix electropulse/joule joule: ", "place in wire must be 20", "got 40"}},
        Case{"JouleOfAWireNotInTheRestartFile",
             joule_restarted("electrons sink 300 seed 1 cells 4",
                             "electrons sink 300 seed 1 cells 4 phonons 2.6 wire 100 20"),
             {"length of wire must be none", "got 100"}},
        Case{"JouleOfAnotherModeInTheRestartFile",
             joule_restarted("electrons sink 300 seed 1 cells 4", "lattice cells 4"),
             {"mode (1: electrons, 0: lattice) must be 1", "got 0"}},
        Case{"OrientInTwoDimensions",
             "dimension 2\nunits metal\nlattice sq 3.0\nregion box block 0 4 0 4 -0.1 0.1\n"
             "create_box 1 box\ncreate_atoms 1 box\nmass 1 1\npair_style zero 5.0\n"
             "pair_coeff * *\n" +
                 good_orient() + RUN,
             {"Fix electropulse/orient: dimension must be 3", "got 2"}},
        Case{"OrientOfADynamicGroup",
             twin_crystal() +
                 "group low dynamic all region lower every 1\n"
                 "fix drive low electropulse/orient " +
                 DRIVE + "\n" + RUN,
             {"dynamic group"}},    // the words of LAMMPS, which differ from release to release
        Case{"TetherInUnitsReal",
             one_atom("real") + "fix tethers all electropulse/tether " + TETHERS + "\n" + RUN,
             {"Fix electropulse/tether: units must be metal", "'real'"}},
        Case{"TetherWithoutAtomMap",
             twin_crystal() + "fix tethers all electropulse/tether " + TETHERS + "\n" + RUN,
             {"Fix electropulse/tether: ", "atom_modify map must be", "'none'"}},
        Case{"BoundaryInUnitsLj",
             one_atom("lj") + good_boundary() + PRINT_BOUNDARY + RUN,
             {"Compute electropulse/boundary: units must be metal", "'lj'"}},
        Case{"RandomForcesWithoutAtomIds",
             twin_crystal("atom_modify id no\n") + good_core() + good_pulse() + good_vibrate() +
                 RUN,
             {"Fix electropulse/vibrate: ", "temperature", "atom_modify id must be yes", "'no'"}},
        Case{"ClockSetBackBeforeARestartFile",
             twin_crystal() + good_pulse() + RUN + "reset_timestep 77\nwrite_restart x.restart\n" +
                 RUN,
             {"Fix electropulse", "timestep must go on from", "got 77", "reset_timestep"}},
        Case{"ClockSetBack",
             twin_crystal() + good_pulse() + RUN + "reset_timestep 77\n" + RUN,
             {"Fix electropulse", "timestep must go on from", "got 77", "reset_timestep"}},
        Case{"HistoryWithoutArguments",
             twin_crystal() + "fix memory all ELECTROPULSE/HISTORY\n",
             {"Fix ELECTROPULSE/HISTORY is internal", "use compute electropulse/core/atom"}},
        Case{"HistoryWithoutCore",
             twin_crystal() + "fix memory all ELECTROPULSE/HISTORY core 5 0.4 1.0 0\n" + RUN,
             {HISTORY, "compute or fix core", "gone"}},
        Case{"HistoryOfAnotherCompute",
             twin_crystal() + "fix memory all ELECTROPULSE/HISTORY thermo_temp 5 0.4 1.0 0\n" + RUN,
             {HISTORY, "compute or fix thermo_temp", "gone"}},
        Case{"HistoryIntervalZero",
             history_by_hand("core 0 0.4 1.0 0"),
             {HISTORY, "interval must be", COUNTED_STEPS, "'0'"}},
        Case{"HistoryIntervalNotANumber",
             history_by_hand("core often 0.4 1.0 0"),
             {HISTORY, "interval must be", COUNTED_STEPS, "'often'"}},
        Case{"HistoryTimeConstantNan",
             history_by_hand("core 5 nan 1.0 0"),
             {HISTORY, "time constant must be", "a number >= 0", "'nan'"}},
        Case{"HistoryHopZero",
             history_by_hand("core 5 0.4 0 0"),
             {HISTORY, "hop must be", "a number > 0", "'0'"}},
        Case{"HistoryRelaxNegative",
             history_by_hand("core 5 0.4 1.0 -1"),
             {HISTORY, "relax must be", "a number >= 0", "'-1'"}},
        Case{"D2minWithoutAtomMap",
             twin_crystal() + "compute d all electropulse/d2min/atom cutoff 3.5\n" + RUN,
             {"Compute electropulse/d2min/atom: neighbours are found by atom IDs",
              "atom_modify map must be yes, array or hash", "'none'"}},
        Case{"D2minInOtherUnits",
             "units real\natom_modify map yes\nlattice fcc 4\nregion b block 0 2 0 2 0 2\n"
             "create_box 1 b\ncreate_atoms 1 box\nmass 1 1\npair_style zero 5\npair_coeff * *\n"
             "compute d all electropulse/d2min/atom cutoff 3.5\n" +
                 RUN,
             {"Compute electropulse/d2min/atom: units must be metal"}},
        Case{"D2minOfOtherAtomIds",
             twin_crystal("atom_modify map yes\n") +
                 "compute d all electropulse/d2min/atom cutoff 3.5\n" + PRINT_D2MIN + RUN +
                 "group gone id 7\ndelete_atoms group gone\n" + RUN,
             {"Compute electropulse/d2min/atom: atom IDs must stay", "compress no"}},
        Case{"D2minOfARestartWithAnotherCutoff",
             d2min_of_restart("cutoff 3.5", "cutoff 4"),
             {"restart file has cutoff 3.5, got cutoff 4;", "another compute ID"}},
        Case{"D2minOfARestartWithAnotherStep",
             d2min_of_restart("cutoff 3.5", "cutoff 3.5 reference fixed 5"),
             {"restart file is of step 0, got reference fixed 5;", "another compute ID"}},
        Case{"SurfaceWithoutAtomMap",
             twin_crystal() + "compute s all electropulse/surface/atom fcc lattice 4.08\n" + RUN,
             {"Compute electropulse/surface/atom: neighbours are found by atom IDs",
              "atom_modify map must be yes, array or hash", "'none'"}},
        Case{"SurfaceInOtherUnits",
             "units real\natom_modify map yes\nlattice fcc 4\nregion b block 0 2 0 2 0 2\n"
             "create_box 1 b\ncreate_atoms 1 box\nmass 1 1\npair_style zero 5\npair_coeff * *\n"
             "compute s all electropulse/surface/atom fcc lattice 4\n" +
                 RUN,
             {"Compute electropulse/surface/atom: units must be metal"}},
        Case{"InternalHopsByHand",
             twin_crystal() + "fix memory all ELECTROPULSE/HOPS\n",
             {"Fix ELECTROPULSE/HOPS is internal"}},
        Case{"HopsOfNoCompute",
             twin_crystal("atom_modify map yes\n") + "fix memory all ELECTROPULSE/HOPS s 10 2.3\n" +
                 RUN,
             {"Fix ELECTROPULSE/HOPS: compute s, which it serves, is gone"}},
        Case{"InternalReferenceByHand",
             twin_crystal() + "fix memory all ELECTROPULSE/REFERENCE\n",
             {"Fix ELECTROPULSE/REFERENCE is internal"}},
        Case{"MemoWithArguments",
             twin_crystal() + "fix memo all ELECTROPULSE/MEMO 1 2 3\n",
             {"Fix ELECTROPULSE/MEMO is internal", "no arguments"}},
        Case{"StyleUnknown",
             twin_crystal() + "fix wind all electropulse/draught pulse\n",
             {"Unrecognized fix style", "electropulse/draught"}}),
    name_of);

const std::string SAMPLES = "a whole number >= 8 and <= 4096";

INSTANTIATE_TEST_SUITE_P(
    Errors, Spectrum,
    testing::Values(
        Case{"NothingGiven", "", {"missing Nevery", "a whole number >= 1"}},
        Case{"NeveryZero", "0 16 100", {"Nevery must be", "a whole number >= 1", "'0'"}},
        Case{"NeveryNotWhole", "2.5 16 100", {"Nevery must be", "'2.5'"}},
        Case{"NrepeatMissing", "5", {"missing Nrepeat", SAMPLES}},
        Case{"NrepeatSmall", "5 6 100", {"Nrepeat must be", SAMPLES, "'6'"}},
        Case{"NrepeatLarge", "5 65538 100", {"Nrepeat must be", SAMPLES, "'65538'"}},
        Case{"NrepeatOdd", "5 17 100", {"Nrepeat must be an even number", "'17'"}},
        Case{"NfreqMissing", "5 16", {"missing Nfreq", "a whole number >= 1"}},
        Case{"NfreqNoMultiple", "5 16 99", {"Nfreq must be a multiple of Nevery 5", "'99'"}},
        Case{"KeywordUnknown",
             "5 16 100 window hann",
             {"keyword must be one of: pulse, role, every, fraction, skip, cut, file, append, "
              "overwrite, title1, title2, title3",
              "'window'"}},
        Case{"KeywordTwice", "5 16 100 skip 1 skip 2", {"'skip'", "given twice"}},
        Case{"PulseMissing", "5 16 100 pulse", {"missing pulse", "the ID of a fix electropulse"}},
        Case{"PulseUnknown", "5 16 100 pulse p", {"fix electropulse", "'p'", "does not exist"}},
        Case{"PulseOfAnotherStyle",
             "5 16 100 pulse nve",
             {"fix electropulse", "'nve'", "which is a fix nve"}},
        Case{"RoleWithoutCore",
             "5 16 100 role",
             {"missing core of role", "the ID of a compute electropulse/core/atom"}},
        Case{"RoleWithoutName",
             "5 16 100 role core",
             {"missing role", "bulk, fault, core, surface"}},
        Case{"RoleUnknown",
             "5 16 100 role core hcp",
             {"role must be one of: bulk, fault, core, surface", "'hcp'"}},
        Case{"RoleNotGiven",
             "5 16 100 role core step",
             {"keyword role needs atoms of role step", "which gives: bulk, fault, core, surface"}},
        Case{"RoleOfAComputeThatIsNone",
             "5 16 100 role thermo_temp core",
             {"compute electropulse/core/atom", "'thermo_temp'"}},
        Case{"RoleOfNoCompute",
             "5 16 100 role centre core",
             {"compute electropulse/core/atom", "'centre'", "does not exist"}},
        Case{"EveryZero", "5 16 100 every 0", {"every must be", "a whole number >= 1", "'0'"}},
        Case{"FractionZero", "5 16 100 fraction 0", {"fraction must be", "> 0 and <= 1", "'0'"}},
        Case{"FractionPercent", "5 16 100 fraction 50", {"fraction must be", "'50'"}},
        Case{"SkipNegative", "5 16 100 skip -1", {"skip must be", "a number >= 0", "'-1'"}},
        Case{"CutZero", "5 16 100 cut 0", {"cut must be", "a number > 0", "'0'"}},
        Case{"CutBelowTheFirstFrequency",
             "5 16 100 cut 6.2",
             {"cut must be", ">= 6.25 and <= 50 (THz)", "'6.2'"}},
        Case{"CutAboveTheLastFrequency",
             "5 16 100 cut 50.1",
             {"cut must be", ">= 6.25 and <= 50 (THz)", "'50.1'"}},
        Case{"FileMissing", "5 16 100 file", {"missing file", "the name of a file"}},
        Case{"FileInNoFolder",
             "5 16 100 file none/such",
             {"file 'none/such' cannot be written", "No such file or directory"}},
        Case{"FileAndAppend", "5 16 100 file a append b", {"one of file, append is allowed"}},
        Case{"OverwriteWithoutFile", "5 16 100 overwrite", {"overwrite needs keyword file"}},
        Case{"OverwriteAndAppend",
             "5 16 100 append b overwrite",
             {"overwrite goes with keyword file", "append"}},
        Case{"TitleWithoutFile", "5 16 100 title2 x", {"title2 needs keyword file"}},
        Case{"TimestepChanged",
             "1 16 100\nrun 2\ntimestep 0.001",
             {"the timestep must stay 0.002", "got 0.001", "define it again"}},
        Case{"TimestepChangedInARun",
             "1 16 100\nrun 2\nfix reset all dt/reset 1 1e-6 1e-4 0.001",
             {"the timestep must stay 0.002", "define it again"}}),
    name_of);

std::string all_good()
{
  return twin_crystal() + good_core() + good_boundary() + good_pulse() + good_vibrate() +
      good_orient();
}

INSTANTIATE_TEST_SUITE_P(
    Controls, GoodInput,
    testing::Values(
        Case{"AllStyles",
             all_good() +
                 "compute count all electropulse/core/count core\n"
                 "thermo_style custom step c_core c_count[1] c_itb c_itb[8] f_pulse f_shake "
                 "f_drive[6] econserve\n" +
                 RUN,
             {}},
        Case{"CoreWithEveryKeyword",
             twin_crystal() +
                 "compute core all electropulse/core/atom fcc lattice 4.08 average 0.4 every 1 "
                 "margin 2 "
                 "neighbors 4 hysteresis 1 maxfrac 1 hop 1.4 relax 2.5 grow 1\n" +
                 PRINT_CORE + RUN,
             {}},
        Case{"CoreWithCutoff",
             twin_crystal() + "compute core all electropulse/core/atom fcc cutoff 3.48\n" +
                 PRINT_CORE + RUN,
             {}},
        Case{"CoreAdaptive",
             twin_crystal() + "compute core all electropulse/core/atom fcc adaptive 5.0\n" +
                 PRINT_CORE + RUN,
             {}},
        Case{"CoreOfBcc",
             twin_crystal() +
                 "compute core all electropulse/core/atom bcc lattice 3.3 maxfrac 1\n" +
                 PRINT_CORE + RUN,
             {}},
        Case{"CoreOfAnEmptyGroup",
             twin_crystal() +
                 "group none empty\ncompute core none electropulse/core/atom fcc lattice 4.08\n" +
                 PRINT_CORE + RUN,
             {}},
        Case{"CoreGhostsJustFarEnough",
             twin_crystal() +
                 "compute core all electropulse/core/atom fcc lattice 4.08 average 0.4\n"
                 "comm_modify cutoff 7.4\n" +
                 PRINT_CORE + RUN,
             {}},
        Case{"CoreWithoutMemoryInRespa",
             twin_crystal() + good_core() + PRINT_CORE + "run_style respa 2 2 pair 1\n" + RUN,
             {}},
        Case{"CoreMadeAnew",
             twin_crystal() +
                 "compute core all electropulse/core/atom fcc lattice 4.08 average 0.4\n" +
                 PRINT_CORE + RUN +
                 "uncompute core\ncompute core all electropulse/core/atom fcc lattice 4.08 average "
                 "0.2\n" +
                 RUN,
             {}},
        Case{"BoundaryWithEveryKeyword",
             twin_crystal() + good_core() +
                 "compute itb all electropulse/boundary core normal 0 2 0 motion -3 0 0 band 17 26 "
                 "margin 5\n" +
                 PRINT_BOUNDARY + RUN,
             {}},
        Case{"BoundaryBeforeCore",
             twin_crystal() + good_boundary() + good_core() + PRINT_BOUNDARY + RUN,
             {}},
        Case{"PulseWithEveryKeyword",
             twin_crystal() +
                 "fix pulse all electropulse origin 0 direction 0 -2 1 current -1e9 polarity "
                 "alternating count 3 "
                 "period 0.006 delay 0.002 rise 0.001 fall 0.001 waveform square 0.003\n" +
                 PRINT_PULSE + RUN,
             {}},
        Case{"PulseOfEveryWaveform",
             twin_crystal() +
                 "print '0 0' file pulse.txt\nprint '1 1' append pulse.txt\n"
                 "fix a all electropulse waveform gaussian 0.001 current 1e9 direction 0 1 0\n"
                 "fix b all electropulse waveform halfsine 0.002 period 0.002 count 0 current 1e9 "
                 "direction 0 1 0\n"
                 "fix c all electropulse waveform rc 0.002 0.001 current 1e9 direction 0 1 0 "
                 "material W\n"
                 "fix d all electropulse waveform table pulse.txt current 1e9 direction 0 1 0\n"
                 "thermo_style custom step f_a f_b f_c f_d\n" +
                 RUN,
             {}},
        Case{"PulseOfAVoltage",
             twin_crystal() +
                 "fix pulse all electropulse area 31416 resistance 75 voltage -1.7 waveform "
                 "square 1.0 direction 0 1 0\n" +
                 PRINT_PULSE + RUN,
             {}},
        Case{"PulsesWithoutEndOrGap",
             twin_crystal() + "fix pulse all electropulse " + PULSE + "period 1.0 count 0\n" +
                 PRINT_PULSE + RUN,
             {}},
        Case{"OnePulseWithPeriod",
             twin_crystal() + "fix pulse all electropulse " + PULSE + "period 5.0 count 1\n" +
                 PRINT_PULSE + RUN,
             {}},
        Case{"PulseOfACurrentThroughAnArea",
             twin_crystal() + "fix pulse all electropulse " + PULSE + "area 31416\n" + PRINT_PULSE +
                 RUN,
             {}},
        Case{"PulseInSlabsWithEveryKeyword",
             twin_crystal() + good_core() + "fix pulse all electropulse " + PULSE +
                 "area 500 section slabs every 2 thickness 3 ends electrodes factors core 0.5 0.9 "
                 "volume 17 resistivity 2.2e-8 open error\n" +
                 PRINT_PULSE + RUN,
             {"section slabs along y, electrodes at", "reference area 500 A^2"}},
        Case{"PulseOnAGridWithEveryKeyword",
             twin_crystal() + good_core() +
                 "fix pulse all electropulse waveform square 1.0 current 1e9 direction 0 0 -1 "
                 "material Au section grid every 2 cell 2.2 ends periodic factors core 0.5 0.9 "
                 "bond 3.4 open zero tolerance 1e-4 vtk j.*.vti 2\n" +
                 PRINT_PULSE + RUN,
             {"section grid along z, periodic: ", "resistance"}},
        Case{"SectionBeforeItsCore",
             twin_crystal() + "fix pulse all electropulse " + PULSE +
                 "section grid material Au factors core 0.5 0.9\n" + good_core() + PRINT_PULSE +
                 RUN,
             {}},
        Case{"WindAndVibrateBeforeTheirGrid",
             twin_crystal() + good_vibrate() +
                 "fix drive all electropulse/wind pulse core zeff core -8 reference 2e-8\n" +
                 "fix pulse all electropulse " + PULSE + "section grid material Au\n" +
                 good_core() + PRINT_SHAKE + RUN,
             {}},
        Case{"GridInAMinimisation",
             twin_crystal() + "fix pulse all electropulse " + PULSE +
                 "section grid material Au every 1\n" + PRINT_PULSE + "minimize 0 0 3 9\n",
             {}},
        Case{"NoCurrent",
             twin_crystal() +
                 "fix pulse all electropulse waveform square 1.0 current 0 direction 0 1 0\n" +
                 PRINT_PULSE + RUN,
             {}},
        Case{"VibratePower",
             twin_crystal() + good_core() + good_pulse() +
                 "fix shake all electropulse/vibrate pulse core power 0.1 every 1\n" + PRINT_SHAKE +
                 RUN,
             {}},
        Case{"VibratePowerWithoutAtomIds",
             twin_crystal("atom_modify id no\n") + good_core() + good_pulse() +
                 "fix shake all electropulse/vibrate pulse core power 0.1\n" + PRINT_SHAKE + RUN,
             {}},
        Case{"VibrateLargestSeed",
             twin_crystal() + good_core() + good_pulse() +
                 "fix shake all electropulse/vibrate pulse core temperature 0 0.1 4294967295\n" +
                 PRINT_SHAKE + RUN,
             {}},
        Case{"VibrateBeforeItsPulseAndCore",
             twin_crystal() + good_vibrate() + good_pulse() + good_core() + PRINT_SHAKE + RUN,
             {}},
        Case{"WindWithEveryKeyword",
             twin_crystal() + good_core() + good_pulse() +
                 "compute extent all electropulse/core/extent core range 10 radius 8\n"
                 "fix a all electropulse/wind pulse core zeff core -8 bulk -9 fault 0 surface 2.5 "
                 "direct 1 reference 2e-8 resistivity 2e-7 length c_extent[1] burgers 2.9 "
                 "balance yes every 1\n"
                 "fix b all electropulse/wind pulse core stress fermi velocity 1.4e6 length 20 "
                 "burgers 1.66 along 1 0 0 balance yes every 7\n"
                 "fix c all electropulse/wind pulse core stress drag coefficient 1e-6 carriers "
                 "5.9e28 length 20 burgers 2.9\n"
                 "fix d all electropulse/wind pulse core stress dislocation specific 1e-25 "
                 "carriers 5.9e28 length f_a[9] burgers 2.9\n"
                 "thermo_style custom step f_a f_b[11] f_c[10] f_d[1]\n" +
                 RUN,
             {"stress m_e v_F j/(3e), v_F = 1.4e+06 m/s, b = 1.66 A: 0.0265329 GPa at 1e+09 A/cm^2",
              "where it gives 0.045106 GPa; 0.009 GPa belongs to 3.39201e+08 A/cm^2",
              "stress B j/(e n b), B = 1e-06 Pa s", "stress (rho_D/N_D) e n j/b",
              "force Z* e rho j, rho = 2e-07 ohm m", "core Z* = 0.1,", "no force on other roles",
              "core atoms is that of a stress of", "taken back evenly from group all"}},
        Case{"VibrateResistiveAndBand",
             twin_crystal() + good_core() + good_pulse() +
                 "fix a all electropulse/vibrate pulse core resistive line 2.6e-25 20 fraction "
                 "0.333 every 5\n"
                 "fix b all electropulse/vibrate pulse core band 0.01 0 6 7 cosines 1024\n"
                 "thermo_style custom step f_a[13] f_b\n" +
                 RUN,
             {"specific resistivity 8.658e-26 ohm m^3 times j^2 at 1e+09 A/cm^2: 8.658 W/m"}},
        Case{
            "JouleWithEveryKeyword",
            twin_crystal() +
                "fix pulse all electropulse material Au waveform square 1.0 current 1.7e9 "
                "direction 0 1 0\n"
                "fix a all electropulse/joule pulse electrons cells 2 extent 0 42 every 2 "
                "resistivity 20e-8 slope 1e-10 factor 1.5 volume 17 sink 300 seed 4294967295 wire "
                "1000 400 start 310 gamma 67 coupling 4.2e16 conductivity material capacity "
                "2.4e6 phonons 2.6\n"
                "fix b all electropulse/joule pulse electrons sink none start 500 seed 1 width 200 "
                "0.5 path 300 conductivity 100 coupling 0\n"
                "fix c all electropulse/joule pulse lattice cells 3\n"
                "thermo_style custom step f_a f_a[14] f_a[1][2] f_b[7] f_c[2]\n" +
                RUN,
            {"resistivity 3e-07 ohm m at 300 K, 1e-10 ohm m/K; at 1.7e+09 A/cm^2",
             "effective coupling 4.2e+16 W/m^3/K, 2 times that of Au: damping time 3 k n/G = 58",
             "wire of 1000 Angstrom", "2 of them made of atoms; steady state at full current:",
             "effective coupling 0 W/m^3/K, 0 times that of Au\n", "it has no steady state"}},
        Case{"JouleOfASlantedCurrentWithoutMaterial",
             twin_crystal() +
                 "fix pulse all electropulse waveform square 1.0 current 1e9 direction 1 1 0\n"
                 "fix a all electropulse/joule pulse lattice resistivity 2e-8 slope 0 volume 17\n"
                 "thermo_style custom step f_a\n" +
                 RUN,
             {}},
        Case{"D2minWithEveryKeyword",
             twin_crystal("atom_modify map hash\n") +
                 "compute d all electropulse/d2min/atom hop 1.44 relax 2.5 every 1 average 0.0005 "
                 "cutoff 3.5 reference trailing 3\nrun 4\n" +
                 PRINT_D2MIN + RUN,
             {}},
        Case{"D2minOfADynamicGroup",
             twin_crystal("atom_modify map yes\n") +
                 "region part block INF 12 INF INF INF INF units box\n"
                 "group part dynamic all region part every 1\n"
                 "compute d part electropulse/d2min/atom cutoff 3.5 average 0.0005 every 1 hop 1\n"
                 "run 4\n" +
                 PRINT_D2MIN + RUN,
             {}},
        Case{"D2minMinimised",
             twin_crystal("atom_modify map yes\n") +
                 "compute d all electropulse/d2min/atom cutoff 3.5\n" + PRINT_D2MIN +
                 "minimize 0 1e-4 10 10\n",
             {}},
        Case{"SurfaceWithEveryKeyword",
             twin_crystal("atom_modify map hash\n") +
                 "compute s all electropulse/surface/atom fcc hop 1 every 1 sample 1 average "
                 "0.0005 lattice 4.08\ncompute n all electropulse/surface/count s\n"
                 "thermo_style custom step c_s c_n[15][3]\nrun 4\nminimize 0 1e-4 10 10\nrun 4\n",
             {}},
        Case{"SurfaceOfNoAtoms",
             twin_crystal("atom_modify map yes\n") +
                 "group none empty\ncompute s none electropulse/surface/atom fcc lattice 4.08\n"
                 "thermo_style custom step c_s\n" +
                 RUN,
             {}},
        Case{"D2minOfSomeInTwoDimensions",
             "units metal\ndimension 2\natom_modify map yes\nboundary p p p\nlattice sq 3\n"
             "region box block 0 4 0 4 -0.1 0.1\ncreate_box 1 box\ncreate_atoms 1 box\n"
             "mass 1 197\npair_style zero 6\npair_coeff * *\nvelocity all create 300 1\n"
             "fix nve all nve\nfix flat all enforce2d\ngroup none empty\n"
             "compute d all electropulse/d2min/atom cutoff 4\n"
             "compute n none electropulse/d2min/atom cutoff 4\n"
             "thermo_style custom step c_d c_n\n" +
                 RUN,
             {}},
        Case{"OrientInRespa",
             twin_crystal() + good_orient() +
                 "fix_modify drive respa 1\nrun_style respa 2 2 pair 1\n" + PRINT_DRIVE + RUN,
             {}},
        Case{"OrientWithoutPressureInTheOtherSense",
             twin_crystal() +
                 "fix drive all electropulse/orient lattice 4.08 motion -2 0 0 normal 0 -1 0 "
                 "pressure 0\n" +
                 PRINT_DRIVE + RUN,
             {}},
        Case{"OrientMinimised", twin_crystal() + good_orient() + "minimize 0 1e-4 10 10\n", {}},
        Case{"OrientWithoutAtomIds",
             twin_crystal("atom_modify id no\n") + good_orient() + PRINT_DRIVE + RUN,
             {}},
        Case{"OrientWithHiddenEnergy",
             twin_crystal() + good_orient() + "fix_modify drive energy no virial no\n" +
                 PRINT_DRIVE + RUN,
             {}},
        Case{"TetherWithEveryKeyword",
             twin_crystal("atom_modify map yes\n") +
                 "fix tethers all electropulse/tether cutoff 3.49 distance 1.3 stiffness 20 "
                 "coordination 11 reference fixed 10 average 0.001 every 1\n"
                 "thermo_style custom step f_tethers f_tethers[5]\nrun 12\n",
             {}},
        Case{"TetherDefinedAnew",
             twin_crystal("atom_modify map yes\n") + "fix tethers all electropulse/tether " +
                 TETHERS + "\n" + RUN + "unfix tethers\n" + RUN +
                 "fix tethers all electropulse/tether average 0.001 " + TETHERS + "\n" + RUN,
             {}},
        Case{"TetherInRespaAndMinimised",
             twin_crystal("atom_modify map yes\n") + "fix tethers all electropulse/tether " +
                 TETHERS + "\nminimize 0 1e-4 10 10\nrun_style respa 2 2 pair 1\n" + PRINT_TETHERS +
                 RUN,
             {}},
        Case{"SpectrumWithEveryKeyword",
             twin_crystal() + good_core() + good_pulse() +
                 "fix states all electropulse/spectrum 1 16 2 pulse pulse role core core every 3 "
                 "fraction 0.5 skip 0.001 cut 31.25 file states.txt overwrite title1 a title2 b "
                 "title3 c\n"
                 "thermo_style custom step f_states f_states[13] f_states[1][5]\n" +
                 RUN,
             {}},
        Case{"SpectrumWithoutAtomIdsInTwoDimensions",
             "units metal\ndimension 2\natom_modify id no\nboundary p p p\nlattice sq 3\n"
             "region box block 0 4 0 4 -0.1 0.1\ncreate_box 1 box\ncreate_atoms 1 box\n"
             "mass 1 197\npair_style zero 4\npair_coeff * *\nfix nve all nve\n"
             "fix states all electropulse/spectrum 1 16 2\n" +
                 PRINT_STATES + RUN,
             {}},
        Case{"ClockSetBackWithoutPulse",
             twin_crystal() +
                 "compute core all electropulse/core/atom fcc lattice 4.08 average 0.4\n" +
                 PRINT_CORE + RUN + "reset_timestep 0\n" + RUN,
             {}}),
    name_of);

}    // namespace
