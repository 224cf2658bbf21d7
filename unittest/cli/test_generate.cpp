#include "command_test.h"
#include "electropulse/zhou.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace fs = std::filesystem;

namespace {

Result generate(std::vector<std::string> words)
{
  words.insert(words.begin(), {"potentials", "generate"});
  return run_verb(ep_potentials_main, words);
}

std::string line_of(const fs::path &path, int number)
{
  std::ifstream file(path);
  std::string line;
  for (int i = 0; i < number; i++) std::getline(file, line);
  return line;
}

// Each test has its own working folder.
class Generate : public testing::Test {
 protected:
  void SetUp() override
  {
    std::string name = (fs::temp_directory_path() / "electropulse-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    before = fs::current_path();
    fs::current_path(folder);
  }
  void TearDown() override
  {
    fs::current_path(before);
    fs::remove_all(folder);
  }
  fs::path folder, before;
};

// Texts that are the same but for the last of twelve digits, in which machines' exp may differ.
void expect_same_numbers(const std::string &a, const std::string &b)
{
  std::istringstream in_a(a), in_b(b);
  std::string word_a, word_b;
  int differ = 0;
  while (in_a >> word_a) {
    if (!(in_b >> word_b)) break;
    if (word_a == word_b) continue;
    char *end = nullptr;
    const double x = strtod(word_a.c_str(), &end), y = strtod(word_b.c_str(), nullptr);
    differ += *end != 0 || !(std::fabs(x - y) <= 2e-11 * std::fabs(x));
  }
  EXPECT_EQ(differ, 0);
  EXPECT_FALSE(in_a || in_b >> word_b) << "one is longer";
}

}    // namespace

TEST_F(Generate, TheFilesOfThisRepository)
{
  std::set<std::string> kept;
  for (const auto &item : fs::directory_iterator(POTENTIALS_SOURCE))
    if (has(item.path().filename(), ".eam.")) kept.insert(item.path().filename());
  for (int n = 0; n < ep_zhou_count(); n++) {
    const std::string symbol = ep_zhou_at(n)->symbol, name = symbol + "_ZJW04.eam.alloy";
    SCOPED_TRACE(name);
    EXPECT_EQ(generate({symbol}).status, EP_EXIT_OK);
    EXPECT_EQ(kept.erase(name), 1u);
    expect_same_numbers(read_text(name), read_text(fs::path(POTENTIALS_SOURCE) / name));
  }
  EXPECT_TRUE(kept.empty()) << *kept.begin();
}

TEST_F(Generate, Alloy)
{
  const Result result = generate({"Pt", "Ag"});
  EXPECT_EQ(result.status, EP_EXIT_OK);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out.rfind("PtAg_ZJW04.eam.alloy: written (pair_style eam/alloy, cutoff 6.46629 "
                             "Angstrom, ",
                             0),
            0u)
      << result.out;
  EXPECT_EQ(line_of("PtAg_ZJW04.eam.alloy", 4), "2 Pt Ag");
}

TEST_F(Generate, PointsAndCutoff)
{
  const Result result = generate({"--points=251", "-c", "8.5", "Au"});
  EXPECT_EQ(result.status, EP_EXIT_OK) << result.err;
  std::istringstream grid(line_of("Au_ZJW04.eam.alloy", 5));
  int nrho, nr;
  double drho, dr, cutoff;
  grid >> nrho >> drho >> nr >> dr >> cutoff;
  EXPECT_EQ(nrho, 1001);
  EXPECT_EQ(nr, 251);
  EXPECT_DOUBLE_EQ(250 * dr, 8.5);
  EXPECT_EQ(cutoff, 8.5);
}

TEST_F(Generate, OutputFileOrFolder)
{
  fs::create_directory("tables");
  EXPECT_EQ(generate({"W", "--output", "tables/tungsten.setfl"}).status, EP_EXIT_OK);
  EXPECT_EQ(generate({"W", "--output", "tables"}).status, EP_EXIT_OK);
  EXPECT_EQ(read_text("tables/tungsten.setfl"), read_text("tables/W_ZJW04.eam.alloy"));
  EXPECT_EQ(std::distance(fs::directory_iterator("tables"), {}), 2);
}

TEST_F(Generate, OverwritesWithForceOnly)
{
  const std::string name = "Ta_ZJW04.eam.alloy";
  EXPECT_EQ(generate({"Ta"}).status, EP_EXIT_OK);
  const std::string table = read_text(name);
  EXPECT_EQ(generate({"Ta"}).out, name + ": already there\n");

  std::ofstream(name) << "mine\n";
  const Result refused = generate({"Ta"});
  EXPECT_EQ(refused.status, EP_EXIT_FAILURE);
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(refused.err,
            "electropulse potentials generate: " + name +
                ": exists and differs; --force overwrites it\n");
  EXPECT_EQ(read_text(name), "mine\n");

  EXPECT_EQ(generate({"Ta", "--force"}).status, EP_EXIT_OK);
  EXPECT_EQ(read_text(name), table);
}

TEST_F(Generate, Help)
{
  const Result help = generate({"--help"});
  EXPECT_EQ(help.status, EP_EXIT_OK);
  EXPECT_EQ(help.out.rfind("Usage: electropulse potentials generate ELEMENT...", 0), 0u);
  EXPECT_TRUE(has(help.out, "Elements: Au Ag Pt W Ta Mo Fe\n"));
  EXPECT_EQ(help.err, "");
}

TEST_F(Generate, UsageErrors)
{
  const struct {
    std::vector<std::string> words;
    std::string message;
  } cases[] = {
      {{}, "ELEMENT is missing, for example Au"},
      {{"Cu"}, "no parameters for 'Cu'; known: Au Ag Pt W Ta Mo Fe"},
      {{"au"}, "no parameters for 'au'; known: Au Ag Pt W Ta Mo Fe"},
      {{"Au,Ag"}, "no parameters for 'Au,Ag'; known: "},
      {{"Au", ""}, "no parameters for ''; known: "},
      {{"Au", "Ag", "Au"}, "'Au' is given twice"},
      {{"Au", "--points", "250"}, "--points must be a whole number from 251 to 50001, got '250'"},
      {{"Au", "--points", "50002"},
       "--points must be a whole number from 251 to 50001, got '50002'"},
      {{"Au", "--points", "-1001"},
       "--points must be a whole number from 251 to 50001, got '-1001'"},
      {{"Au", "--points", "1000.5"}, "--points must be a whole number "},
      {{"Au", "--points", "many"}, "--points must be a whole number "},
      {{"Au", "--points", "nan"}, "--points must be a whole number "},
      {{"Au", "--points", "1e99"}, "--points must be a whole number "},
      {{"Au", "--points="}, "--points must be a whole number from 251 to 50001, got ''"},
      {{"Au", "--points"}, "option '--points' needs a value"},
      {{"Au", "--cutoff", "6.45"},
       "--cutoff must be a number from 6.45113 to 11.54014 Angstrom, got '6.45'"},
      {{"Fe", "Ag", "--cutoff", "6.0"}, "--cutoff must be a number from 6.46629 to 11.56726 "},
      {{"Au", "--cutoff", "12"}, "--cutoff must be a number from 6.45113 to 11.54014 "},
      {{"Au", "--cutoff", "inf"}, "--cutoff must be a number "},
      {{"Au", "--cutoff", "7A"}, "--cutoff must be a number "},
      {{"Au", "--output="}, "--output needs a file name"},
      {{"Au", "--models", "."}, "unknown option '--models'"},
      {{"Au", "-x"}, "unknown option '-x'"},
  };
  for (const auto &one : cases) {
    SCOPED_TRACE(one.message);
    const Result result = generate(one.words);
    EXPECT_EQ(result.status, EP_EXIT_USAGE);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err.rfind("electropulse potentials generate: " + one.message, 0), 0u)
        << result.err;
  }
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(Generate, ComesFirst)
{
  std::vector<std::string> words = {"potentials", "--force", "generate", "Au"};
  std::vector<char *> argv;
  for (auto &word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  testing::internal::CaptureStderr();
  EXPECT_EQ(ep_potentials_main(4, argv.data()), EP_EXIT_USAGE);
  EXPECT_TRUE(has(testing::internal::GetCapturedStderr(), "`generate` comes first"));
}

TEST_F(Generate, CannotWrite)
{
  std::ofstream("file") << "text\n";
  fs::create_directories("in/Au_ZJW04.eam.alloy");
  const struct {
    std::string output, message;
  } cases[] = {
      {"nowhere/gold", "cannot write 'nowhere/gold': No such file or directory"},
      {"nowhere/", "cannot write 'nowhere/': No such file or directory"},
      {"file/gold", "file/gold: Not a directory"},
      {"/dev/null", "/dev/null: exists and is not a file"},
      {"in", "in/Au_ZJW04.eam.alloy: exists and is not a file"},
      {std::string(300, 'n'), std::string(300, 'n') + ": File name too long"},
  };
  for (const auto &one : cases)
    for (bool force : {false, true}) {
      SCOPED_TRACE(one.message);
      std::vector<std::string> words = {"Au", "--output", one.output};
      if (force) words.push_back("--force");
      const Result result = generate(words);
      EXPECT_EQ(result.status, EP_EXIT_FAILURE);
      EXPECT_EQ(result.out, "");
      EXPECT_EQ(result.err, "electropulse potentials generate: " + one.message + "\n");
    }
  EXPECT_EQ(read_text("file"), "text\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2);
}
