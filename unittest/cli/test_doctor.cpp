// electropulse doctor: what it says of LAMMPS programs that are shell scripts with the answers of real ones, and of the
// LAMMPS on this machine.
#include "command_test.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;

namespace {

class Doctor : public ::testing::Test {
 protected:
  fs::path folder;
  std::string out, said, path;

  void SetUp() override
  {
    std::string name = (fs::temp_directory_path() / "electropulse-doctor-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = name;
    path = getenv("PATH");
    unsetenv("ELECTROPULSE_PLUGIN");
    // for the children: our preload library may come before the sanitizer's
    const char *given = getenv("ASAN_OPTIONS");
    setenv("ASAN_OPTIONS",
           ((given ? std::string(given) + ":" : "") + "verify_asan_link_order=0:detect_leaks=0")
               .c_str(),
           1);
  }
  void TearDown() override
  {
    setenv("PATH", path.c_str(), 1);
    unsetenv("ELECTROPULSE_PLUGIN");
    fs::remove_all(folder);
  }

  // An lmp: `-h` is answered with the help of a LAMMPS with these packages, and an input file with the commands given,
  // where $4 is the file.
  std::string fake_lmp(const std::string &packages, const std::string &commands,
                       const std::string &name = "lmp")
  {
    const fs::path file = folder / name;
    std::ofstream(file)
        << "#!/bin/sh\nif [ \"$1\" = -h ]; then cat <<'END'\n\n"
           "Large-scale Atomic/Molecular Massively Parallel Simulator - 1 Jan 2031\n"
           "sizeof(tagint):   64-bit\n\nInstalled packages:\n\n"
        << packages << "\n\nList of individual style options\nEND\nexit 0\nfi\n"
        << commands << "\n";
    chmod(file.c_str(), 0755);
    return file.string();
  }

  // A file in the place of the plugin, with the preload library beside it, which does nothing to a shell.
  std::string fake_plugin(const std::string &content)
  {
    fs::copy_file(ROUTES "/libelectropulsepreload.so", folder / "libelectropulsepreload.so",
                  fs::copy_options::overwrite_existing);
    std::ofstream(folder / "electropulseplugin.so", std::ios::binary) << content;
    return (folder / "electropulseplugin.so").string();
  }

  int run(std::vector<std::string> words)
  {
    words.insert(words.begin(), "doctor");
    const Result result = run_verb(ep_doctor_main, words);
    out = result.out;
    said = result.err;
    return result.status;
  }
};

const std::string binary_before("\177ELF\0\1@(#", 9), binary_after("\0more", 5);

TEST_F(Doctor, TellsWhatLammpsSaysOfItself)
{
  const std::string lmp = fake_lmp("MANYBODY PLUGIN", "echo no");
  run({"--lammps", lmp});
  EXPECT_TRUE(has(out, "program     " + lmp + "\n")) << out;
  EXPECT_TRUE(has(out, "version     1 Jan 2031\n")) << out;
  EXPECT_TRUE(has(out, "atom IDs    8 bytes\n")) << out;
  EXPECT_TRUE(has(out, "PLUGIN      yes\n")) << out;
  EXPECT_TRUE(has(out, "library     none that is shared\n")) << out;
  run({"--lammps", fake_lmp("MANYBODY PLUGINS", "echo no")});
  EXPECT_TRUE(has(out, "PLUGIN      no\n")) << out;
  EXPECT_TRUE(has(out, "plugin load       does not work: this LAMMPS has no PLUGIN package"))
      << out;
}

TEST_F(Doctor, FindsLmpOnThePath)
{
  const std::string lmp = fake_lmp("PLUGIN", "echo no");
  setenv("PATH", (folder.string() + ":" + path).c_str(), 1);
  run({});
  EXPECT_TRUE(has(out, "program     " + lmp + "\n")) << out;
  fake_lmp("OPT", "echo no", "my-lmp");
  run({"--lammps", "my-lmp"});
  EXPECT_TRUE(has(out, "program     " + (folder / "my-lmp").string() + "\n")) << out;
}

TEST_F(Doctor, ReadsForWhichLammpsThePluginIs)
{
  const std::string lmp = fake_lmp("PLUGIN", "echo no");
  const std::string plugin = fake_plugin(
      binary_before + ")LAMMPS 20301231, 8-byte atom IDs, USER-ELECTROPULSE 9.9" + binary_after);
  run({"--lammps", lmp, "--plugin", plugin});
  EXPECT_TRUE(has(out, "plugin      " + fs::canonical(plugin).string() + "\n")) << out;
  EXPECT_TRUE(has(out, "built for   LAMMPS 20301231, 8-byte atom IDs, USER-ELECTROPULSE 9.9\n"))
      << out;
  setenv("ELECTROPULSE_PLUGIN", fake_plugin("nothing of ours").c_str(), 1);
  run({"--lammps", lmp});
  EXPECT_TRUE(has(out, "built for   unknown\n")) << out;
}

TEST_F(Doctor, TriesThePlugin)
{
  const std::string plugin = fake_plugin("");
  EXPECT_EQ(run({"--plugin", plugin, "--lammps", fake_lmp("PLUGIN", R"sh(
    grep -q "plugin load \".*/electropulseplugin.so\"" "$4" && echo "   1: fix style plugin electropulse")sh")}),
            EP_EXIT_OK);
  EXPECT_TRUE(
      has(out, "plugin load       works\n      plugin load " + fs::canonical(plugin).string()))
      << out;
  run({"--plugin", plugin, "--lammps",
       fake_lmp("PLUGIN", "echo starting\necho 'ERROR: built for LAMMPS 1, not 2'\necho ending")});
  EXPECT_TRUE(has(out, "plugin load       does not work: ERROR: built for LAMMPS 1, not 2\n"))
      << out;
  // a list without our styles, and styles followed by a crash
  run({"--plugin", plugin, "--lammps",
       fake_lmp("PLUGIN", "echo '   1: fix style plugin electropulsed'")});
  EXPECT_TRUE(has(out, "plugin load       does not work:")) << out;
  run({"--plugin", plugin, "--lammps",
       fake_lmp("PLUGIN", "echo '   1: fix style plugin electropulse'\nkill -SEGV $$")});
  EXPECT_TRUE(has(out, "plugin load       does not work:")) << out;
}

TEST_F(Doctor, TriesThePreloadLibrary)
{
  const std::string plugin = fake_plugin("");
  EXPECT_EQ(run({"--plugin", plugin, "--lammps", fake_lmp("OPT", R"sh(
    [ -z "$LD_PRELOAD" ] || echo "electropulse: styles registered (as the library says)")sh")}),
            EP_EXIT_OK);
  EXPECT_TRUE(has(out,
                  "LD_PRELOAD        works\n      LD_PRELOAD=" + fs::canonical(folder).string() +
                      "/libelectropulsepreload.so "))
      << out;
  run({"--plugin", plugin, "--lammps", fake_lmp("OPT", "echo LAMMPS starts and ends")});
  EXPECT_TRUE(has(out, "LD_PRELOAD        does not work: this LAMMPS cannot be hooked")) << out;
  run({"--plugin", plugin, "--lammps",
       fake_lmp("OPT", "echo 'ERROR: electropulse preload: another version'; exit 1")});
  EXPECT_TRUE(
      has(out, "LD_PRELOAD        does not work: ERROR: electropulse preload: another version\n"))
      << out;
}

TEST_F(Doctor, KnowsALammpsWithThePackageInside)
{
  const std::string lmp =
      fake_lmp("OPT\n\n* Compute styles\nelectropulse/core/atom  pe", "echo no");
  EXPECT_EQ(run({"--lammps", lmp}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "inside LAMMPS     works\n      " + lmp + " -in in.file\n")) << out;
}

TEST_F(Doctor, SaysWhatIsNotLammps)
{
  const std::string plugin = fake_plugin("");
  run({"--plugin", plugin, "--lammps", "/bin/sh"});
  EXPECT_TRUE(has(out, "it does not answer `-h` as LAMMPS does")) << out;
  EXPECT_FALSE(has(out, "plugin load")) << out;
  run({"--plugin", plugin, "--library", plugin, "--lammps", fake_lmp("OPT", "echo no")});
  EXPECT_TRUE(has(out, "Python            does not work: ERROR: ")) << out;
  setenv("PATH", folder.c_str(), 1);
  fs::remove(folder / "lmp");
  run({"--plugin", plugin});
  EXPECT_TRUE(has(out, "none: lmp is not on PATH; name one with --lammps")) << out;
}

// The files of this build with the LAMMPS that they were built for.
TEST_F(Doctor, FindsTheWaysOfThisBuild)
{
  EXPECT_EQ(run({"--library", LAMMPS_LIBRARY, "--lammps", fake_lmp("OPT", "echo no")}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "built for   LAMMPS " LAMMPS_NUM ", ")) << out;
  EXPECT_TRUE(has(out, "lmp-electropulse  works\n")) << out;
  EXPECT_TRUE(has(out, "Python            works\n")) << out;
}

TEST_F(Doctor, RefusesBadOptions)
{
  const auto refusal = [&](const std::vector<std::string> &words) {
    EXPECT_EQ(run(words), EP_EXIT_USAGE);
    EXPECT_EQ(out, "");
    return said;
  };
  EXPECT_TRUE(has(refusal({"--lammps", "/no/such"}), "--lammps must be a program, got '/no/such'"));
  EXPECT_TRUE(has(refusal({"--lammps", "no-such"}), "--lammps must be a program, got 'no-such'"));
  EXPECT_TRUE(has(refusal({"--library", "/no/such"}), "--library must be a file, got '/no/such'"));
  EXPECT_TRUE(has(refusal({"--plugin", "/no/such"}), "the plugin must be a file, got '/no/such'"));
  EXPECT_TRUE(has(refusal({"--lammps"}), "option '--lammps' needs a value"));
  EXPECT_TRUE(has(refusal({"--frobnicate"}), "unknown option '--frobnicate'"));
  EXPECT_TRUE(has(refusal({"lmp"}), "unexpected word 'lmp'"));
}

TEST_F(Doctor, TellsItsOptions)
{
  EXPECT_EQ(run({"--help"}), EP_EXIT_OK);
  EXPECT_TRUE(has(out, "Usage: electropulse doctor [--lammps PROGRAM]"));
}

}    // namespace
