// electropulse compare: the rule and its exit status, on files in a temporary folder.
#include "command_test.h"

#include "electropulse/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

class Compare : public ::testing::Test {
 protected:
  fs::path folder;
  std::string out, said;

  void SetUp() override
  {
    std::string name = (fs::temp_directory_path() / "electropulse-compare-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
  }
  void TearDown() override { fs::remove_all(folder); }

  std::string write(const std::string &name, const std::string &text) const
  {
    std::ofstream(folder / name, std::ios::binary) << text;
    return (folder / name).string();
  }
  std::string write_rows(const std::string &name, const std::vector<double> &x) const
  {
    std::ostringstream text;
    text << "time_ps,position_A\n";
    for (size_t k = 0; k < x.size(); k++) text << 5 + 15 * k << "," << x[k] << "\n";
    return write(name, text.str());
  }

  // Runs whose position wanders by `noise` about a walk of `step` per displacement; with both signs
  // turned, the mirror image of the same runs.
  Words write_runs(const std::string &name, int nruns, double noise, double step) const
  {
    Words paths;
    for (int i = 0; i < nruns; i++) {
      std::vector<double> x;
      double z[3], walk = 50;
      for (int k = 0; k <= 24; k++) {
        ep_random_normal3(7, ep_random_stream(name.c_str()), i, k, z);
        if (k > 0) walk += step * z[0];
        x.push_back(walk + noise * z[1]);
      }
      paths.push_back(
          write_rows(name + (noise < 0 ? "-mirror." : ".") + std::to_string(i) + ".csv", x));
    }
    return paths;
  }

  int run(Words words)
  {
    words.insert(words.begin(), "compare");
    const Result result = run_verb(ep_compare_main, words);
    out = result.out;
    said = result.err;
    return result.status;
  }
};

Words operator+(Words a, const Words &b)
{
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

TEST_F(Compare, PrintsWhatIsCountedByHand)
{
  const std::string a = write_rows("a", {10, 11, 11, 9}), b = write_rows("b", {10, 9}),
                    c = write_rows("c", {10, 14, 12}), d = write_rows("d", {10, 5});
  EXPECT_EQ(run({"--control", a, b, "--pulsed", c, d, "--bootstrap", "100"}), EP_EXIT_OK) << said;
  // control: 1, 0, -2 and -1; pulsed: 4, -2 and -5
  EXPECT_TRUE(has(out, "control       2      4  1.5 [1, 1.67]")) << out;
  EXPECT_TRUE(has(out, "   1.22  -0.5 [-1, -0.333]")) << out;
  EXPECT_TRUE(has(out, "0.375 [0, 0.5]")) << out;
  EXPECT_TRUE(has(out, "pulsed        2      3  15 [10, 25]")) << out;
  EXPECT_TRUE(has(out, "over control (A^2)  13.5 [")) << out;
  EXPECT_TRUE(has(out, "to control        10 [")) << out;
  EXPECT_TRUE(has(out, "\nmoves: yes")) << out;
  EXPECT_FALSE(has(out, "uniform heating")) << out;
  EXPECT_TRUE(has(said, "control: 2 runs: the intervals are too narrow")) << said;
}

TEST_F(Compare, DecidesByTheRule)
{
  const Words control = Words{"--control"} + write_runs("control", 12, 0.6, 0.1),
              alike = Words{"--pulsed"} + write_runs("alike", 12, 0.6, 0.1),
              weak = Words{"--pulsed"} + write_runs("weak", 12, 0.6, 1.0),
              strong = Words{"--pulsed"} + write_runs("strong", 12, 0.6, 3.0),
              still = Words{"--heated"} + write_runs("control", 12, -0.6, -0.1),
              hot = Words{"--heated"} + write_runs("hot", 12, 0.8, 0.1),
              frozen = Words{"--heated"} + write_runs("frozen", 12, 0.1, 0.1);
  EXPECT_EQ(run(control + strong), EP_EXIT_OK);
  EXPECT_EQ(said, "");
  EXPECT_TRUE(has(out, "\nmoves: yes (MSD at least 4 times the control's, excess above 0)\n"))
      << out;
  EXPECT_EQ(run(control + alike), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "\nmoves: no (MSD less than 4 times the control's)\n")) << out;
  EXPECT_EQ(run(control + weak), EP_EXIT_NOT_MET);
  EXPECT_EQ(run(control + weak + Words{"--ratio", "1.5"}), EP_EXIT_OK) << out;
  EXPECT_EQ(run(control + alike + Words{"--ratio", "0.5"}), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "\nmoves: no (the interval of the excess reaches 0)\n")) << out;

  EXPECT_EQ(run(control + still), EP_EXIT_OK) << out;
  EXPECT_TRUE(has(out, "\nuniform heating: still")) << out;
  EXPECT_FALSE(has(out, "moves:")) << out;
  EXPECT_EQ(run(control + hot), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "\nuniform heating: moves")) << out;
  EXPECT_EQ(run(control + frozen), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "\nuniform heating: not met (MSD below")) << out;

  EXPECT_EQ(run(control + strong + still), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "\nmoves: yes")) << out;
  EXPECT_TRUE(has(out, "\nuniform heating: still")) << out;
  EXPECT_EQ(run(control + strong + hot), EP_EXIT_NOT_MET);
  EXPECT_EQ(run(control + alike + still), EP_EXIT_NOT_MET);
}

TEST_F(Compare, DependsOnTheSeedButNotOnTheOrderOfFiles)
{
  Words control = write_runs("control", 12, 0.6, 0.1), pulsed = write_runs("pulsed", 11, 0.6, 3.0);
  const auto words = [&] {
    return Words{"--control"} + control + Words{"--pulsed"} + pulsed;
  };
  ASSERT_EQ(run(words() + Words{"--json"}), EP_EXIT_OK);
  const std::string first = out;
  ASSERT_EQ(run(words() + Words{"--json"}), EP_EXIT_OK);
  EXPECT_EQ(out, first);
  std::reverse(control.begin(), control.end());
  std::rotate(pulsed.begin(), pulsed.begin() + 4, pulsed.end());
  ASSERT_EQ(run(words() + Words{"--json"}), EP_EXIT_OK);
  EXPECT_EQ(out, first);
  // an option may come again, and options in any order
  ASSERT_EQ(run(Words{"--json", "--pulsed", pulsed[0], "--control"} + control + Words{"--pulsed"} +
                Words(pulsed.begin() + 1, pulsed.end())),
            EP_EXIT_OK);
  EXPECT_EQ(out, first);
  ASSERT_EQ(run(words() + Words{"--json", "--seed", "2"}), EP_EXIT_OK);
  EXPECT_NE(out, first);
}

TEST_F(Compare, PrintsJson)
{
  const std::string a = write_rows("a", {10, 11, 11, 9}), b = write_rows("b", {10, 9}),
                    c = write_rows("c", {10, 14, 12});
  EXPECT_EQ(run({"--control", a, b, "--heated", c, "--json"}), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "\"rule\": {\"ratio\": 4, ")) << out;
  EXPECT_TRUE(has(out, "\"period_ps\": 15,")) << out;
  EXPECT_TRUE(has(out, "\"control\": {\"runs\": 2, \"displacements\": 4, \"rms_A\": 1.22")) << out;
  EXPECT_TRUE(has(out, "\"msd_A2\": {\"value\": 10, \"low\": null, \"high\": null}")) << out;
  EXPECT_TRUE(has(out, "\"excess_A2\": {\"value\": 8.5, \"low\": null")) << out;
  EXPECT_TRUE(
      has(out, "\"moves\": null,\n  \"uniform_heating\": \"moves\",\n  \"met\": false\n}\n"))
      << out;
  EXPECT_FALSE(has(out, "nan")) << out;
}

TEST_F(Compare, OneRunHasNoInterval)
{
  const std::string a = write_rows("a", {0, 1, 0}), b = write_rows("b", {0, 9}),
                    c = write_rows("c", {0, 8}), d = write_rows("d", {0, 1});
  EXPECT_EQ(run({"--control", a, "--pulsed", b, c, "--heated", d}), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "control       1      2  1 [n/a] ")) << out;
  EXPECT_TRUE(has(out, "over control (A^2)  71.5 [n/a]\n")) << out;
  EXPECT_TRUE(has(out, "\nmoves: undecided")) << out;
  EXPECT_TRUE(has(out, "\nuniform heating: undecided")) << out;
  EXPECT_TRUE(has(said, "note: control: 1 run: no interval can be had")) << said;
  // too little motion needs no interval
  EXPECT_EQ(run({"--control", a, "--pulsed", d}), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "\nmoves: no")) << out;
}

TEST_F(Compare, NoMotionAtAll)
{
  const std::string a = write_rows("a", {3, 3, 3}), b = write_rows("b", {4, 4}),
                    c = write_rows("c", {5, 5}), d = write_rows("d", {0, 0}),
                    e = write_rows("e", {0, 1}), f = write_rows("f", {0, -2});
  EXPECT_EQ(run({"--control", a, b, "--pulsed", c, d}), EP_EXIT_NOT_MET);
  EXPECT_TRUE(has(out, "0 [0, 0]")) << out;
  EXPECT_TRUE(has(out, "ratio of MSD, pulsed to control        n/a\n")) << out;
  EXPECT_TRUE(has(out, "\nmoves: no (the interval of the excess reaches 0)\n")) << out;
  EXPECT_FALSE(has(said, "given twice")) << said;
  EXPECT_EQ(run({"--control", a, b, "--pulsed", e, f}), EP_EXIT_OK) << out;
  EXPECT_TRUE(has(out, "\nmoves: yes")) << out;
}

// LAMMPS' fix print writes the last row of a run again at the start of the next.
TEST_F(Compare, CountsRepeatedRowsOnce)
{
  const std::string a = write("a", "time_ps,position_A\n5,1\n5,1\n20,3\n20,3\n35,3\n35,3\n"),
                    b = write_rows("b", {0, 4});
  run({"--control", a, "--pulsed", b});
  EXPECT_TRUE(has(out, "control       1      2  2 [n/a] ")) << out;
}

TEST_F(Compare, NamesWhatIsWrongWithTheData)
{
  const std::string good = write_rows("good", {0, 1, 0});
  const auto complaint = [&](const std::string &path) {
    EXPECT_EQ(run({"--control", good, "--pulsed", path}), EP_EXIT_FAILURE) << path;
    EXPECT_EQ(out, "");
    const size_t at = said.find(path + ": ");
    EXPECT_NE(at, std::string::npos) << said;
    return at == std::string::npos ? said : said.substr(at + path.size() + 2);
  };
  const std::string header = "time_ps,position_A\n";
  EXPECT_EQ(complaint((folder / "absent").string()), "No such file or directory\n");
  EXPECT_TRUE(has(complaint(folder.string()), "directory"));
  EXPECT_TRUE(has(complaint(write("empty", "")), "empty"));
  EXPECT_EQ(complaint(write("header", header)), "no rows after the header\n");
  EXPECT_EQ(complaint(write_rows("one", {1})), "only one row: a displacement needs two\n");
  EXPECT_EQ(complaint(write("twice", header + "5,1\n5,1\n")),
            "only one row: a displacement needs two\n");
  EXPECT_TRUE(has(complaint(write("column", "time_ps,x\n0,1\n")),
                  "line 1: no column 'position_A' (the header is 'time_ps,x')"));
  EXPECT_TRUE(has(complaint(write("word", header + "5,1\n20,abc\n")),
                  "line 3: position_A: expected a number, found 'abc'"));
  EXPECT_TRUE(has(complaint(write("nan", header + "5,1\n20,nan\n35,2\n")),
                  "row 2: position_A is nan at 20 ps: a run that lost its boundary"));
  EXPECT_TRUE(
      has(complaint(write("end", header + "5,1\n20,3\n35,-nan\n")), "row 3: position_A is"));
  EXPECT_TRUE(has(complaint(write("huge", header + "5,1\n20,1e200\n")), "position_A is 1e+200"));
  EXPECT_TRUE(has(complaint(write("when", header + "5,1\ninf,1\n")), "row 2: time_ps is inf"));
  EXPECT_TRUE(has(complaint(write("again", header + "5,1\n5,2\n")),
                  "row 2: time_ps 5 a second time, with another position_A"));
  EXPECT_TRUE(has(complaint(write("back", header + "5,1\n20,1\n5,1\n")),
                  "row 3: time_ps goes back from 20 to 5"));
  EXPECT_EQ(complaint(write("gap", header + "5,1\n20,1\n50,1\n")),
            "row 3: 30 ps after the row before; rows must be evenly spaced, 15 ps apart as at the "
            "start of " +
                good + "\n");
  EXPECT_TRUE(has(complaint(write("other", header + "5,1\n25,1\n45,1\n")), "row 2: 20 ps after"));
}

TEST_F(Compare, NotesARunGivenTwice)
{
  const std::string a = write_rows("a", {0, 1, 0.5}), copy = write_rows("copy", {0, 1, 0.5}),
                    b = write_rows("b", {0, 9});
  run({"--control", a, copy, "--pulsed", b});
  EXPECT_TRUE(has(said, "is this one run given twice?")) << said;
}

TEST_F(Compare, RefusesBadOptions)
{
  const std::string a = write_rows("a", {0, 1, 0}), b = write_rows("b", {0, 9});
  const auto refusal = [&](const Words &words) {
    EXPECT_EQ(run(words), EP_EXIT_USAGE);
    EXPECT_EQ(out, "");
    return said;
  };
  EXPECT_TRUE(has(refusal({"--pulsed", b}), "--control FILE... is missing"));
  EXPECT_TRUE(has(refusal({}), "--control FILE... is missing"));
  EXPECT_TRUE(has(refusal({"--control", a}), "--pulsed FILE... is missing"));
  EXPECT_TRUE(has(refusal({"--control", "--pulsed", b}), "option '--control' needs a file"));
  EXPECT_TRUE(has(refusal({"--control", a, "--pulsed"}), "option '--pulsed' needs a value"));
  EXPECT_TRUE(has(refusal({a, "--pulsed", b}), "'" + a + "' belongs to no option"));
  EXPECT_TRUE(has(refusal({"--json", a, "--pulsed", b}), "belongs to no option"));
  EXPECT_TRUE(has(refusal({"--frobnicate"}), "unknown option '--frobnicate'"));
  EXPECT_TRUE(has(refusal({"-x"}), "unknown option '-x'"));
  EXPECT_TRUE(has(refusal({"--control", a, "--pulsed", b, a}), "'" + a + "' is given twice"));
  EXPECT_TRUE(has(refusal({"--control", a, a, "--pulsed", b}), "'" + a + "' is given twice"));
  const Words good = {"--control", a, "--pulsed", b};
  for (const char *bad : {"0", "-1", "nan", "inf", "four", ""})
    EXPECT_TRUE(has(refusal(good + Words{"--ratio", bad}), "--ratio must be a number above 0"));
  for (const char *bad : {"99", "1e4", "-1000", "10000001", "99999999999999999999", ""})
    EXPECT_TRUE(has(refusal(good + Words{"--bootstrap", bad}), "--bootstrap must be an integer"));
  for (const char *bad : {"-1", "4294967296", "x", "1.5"})
    EXPECT_TRUE(has(refusal(good + Words{"--seed", bad}), "--seed must be an integer"));
  EXPECT_EQ(run(good + Words{"--seed", "4294967295"}), EP_EXIT_NOT_MET);
}

TEST_F(Compare, TellsItsOptions)
{
  EXPECT_EQ(run({"--help"}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "Usage: electropulse compare --control FILE... --pulsed FILE..."));
  EXPECT_EQ(run({"-h"}), EP_EXIT_OK);
}

}    // namespace
