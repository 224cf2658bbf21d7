// lmp-electropulse as a child process: an error ends it, and how it ends is part of what is tested.
#ifndef ELECTROPULSE_LAMMPS_PROCESS_H
#define ELECTROPULSE_LAMMPS_PROCESS_H

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

struct Outcome {
  int status;    // as the shell has it: 128 + N for a process that signal N ended
  std::string output;

  // The first line with the word; empty if there is none.
  std::string line_with(const std::string &word) const
  {
    std::istringstream lines(output);
    for (std::string line; std::getline(lines, line);)
      if (line.find(word) != std::string::npos) return line;
    return "";
  }
};

// A new folder that goes away with the object.
class TemporaryFolder {
 public:
  TemporaryFolder()
  {
    std::string name = (std::filesystem::temp_directory_path() / "electropulse-XXXXXX").string();
    if (!mkdtemp(name.data()))
      throw std::filesystem::filesystem_error("mkdtemp", std::error_code());
    path = name;
  }
  ~TemporaryFolder()
  {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  TemporaryFolder(const TemporaryFolder &) = delete;
  TemporaryFolder &operator=(const TemporaryFolder &) = delete;

  std::filesystem::path path;
};

using Environment = std::map<std::string, std::string>;

// The user's options for the address sanitizer, and more. Leaks of MPI are not what is tested, unless said, and a
// preloaded library may come before the sanitizer's.
inline std::string sanitizer_options(bool leaks)
{
  const char *given = getenv("ASAN_OPTIONS");
  return (given ? std::string(given) + ":" : "") +
      "verify_asan_link_order=0:detect_leaks=" + (leaks ? "1" : "0");
}

// Runs a command in a folder and waits for it; after two minutes it is stopped.
inline Outcome run_program(const std::vector<std::string> &command, const std::string &folder,
                           const Environment &environment = {})
{
  const std::string screen = folder + "/screen";
  const pid_t child = fork();
  if (child == 0) {
    if (!freopen(screen.c_str(), "w", stdout) || dup2(STDOUT_FILENO, STDERR_FILENO) < 0 ||
        chdir(folder.c_str()) != 0)
      _exit(126);
    setenv("ASAN_OPTIONS", sanitizer_options(false).c_str(), 1);
    for (const auto &[name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT", "1", 1);
    setenv("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", 1);
    alarm(120);
    std::vector<char *> arguments;
    for (const auto &word : command) arguments.push_back(const_cast<char *>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  std::ostringstream output;
  output << std::ifstream(screen).rdbuf();
  return {WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), output.str()};
}

// Runs an input script on one process: `program` is lmp-electropulse unless said.
inline Outcome run_input(const std::string &input, Environment environment = {},
                         const std::string &program = LMP_ELECTROPULSE)
{
  const TemporaryFolder folder;
  std::ofstream(folder.path / "in.test") << input;
  environment["OMPI_MCA_ess_singleton_isolated"] = "1";    // Open MPI starts no helper process
  return run_program({program, "-log", "none", "-in", "in.test"}, folder.path, environment);
}

// The rows of thermo output, of all runs one after the other.
inline std::vector<std::string> rows_of(const Outcome &outcome)
{
  std::vector<std::string> rows;
  std::istringstream lines(outcome.output);
  bool within = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("Loop time", 0) == 0) within = false;
    if (within) rows.push_back(line);
    if (std::istringstream words(line); words >> line && line == "Step") within = true;
  }
  return rows;
}

// LD_PRELOAD takes no blanks, which the build folder may have: the library, and files that it needs beside itself, go
// to a folder without.
struct Preload {
  TemporaryFolder folder;
  std::string library;
  explicit Preload(const std::filesystem::path &path,
                   const std::vector<std::filesystem::path> &beside = {}) :
      library((folder.path / path.filename()).string())
  {
    std::filesystem::copy_file(path, library);
    for (const auto &file : beside) std::filesystem::copy_file(file, folder.path / file.filename());
  }
};

// A small fcc crystal with an incoherent twin boundary between free surfaces, as created. No forces act between atoms.
// `settings` are commands that must come before the box.
inline std::string twin_crystal(const std::string &settings = "")
{
  return "units metal\n" + settings + R"(
boundary s s p
variable a equal 4.08
variable px equal v_a*sqrt(6)/2
variable h equal v_a/sqrt(3)
variable pz equal v_a/sqrt(2)
region box block -0.01 $(10*v_px-0.01) -0.01 $(18*v_h-0.01) 0 $(3*v_pz) units box
create_box 1 box
mass 1 196.97
pair_style lj/cut 3.0
pair_coeff 1 1 0.0 2.6
neighbor 1.0 bin
comm_modify cutoff 9.0
timestep 0.002
region left block INF $(5.125*v_px) INF $(6*v_h+0.05) INF INF units box
region right block $(5.125*v_px) INF INF $(12*v_h+0.05) INF INF units box
region lower union 2 left right
region above_left block INF $(5.125*v_px) $(6*v_h+0.05) INF INF INF units box
region above_right block $(5.125*v_px) INF $(12*v_h+0.05) INF INF INF units box
region upper union 2 above_left above_right
lattice fcc $(v_a) orient x 1 1 -2 orient y 1 1 1 orient z 1 -1 0
create_atoms 1 region lower
lattice fcc $(v_a) orient x -1 -1 2 orient y 1 1 1 orient z -1 1 0
create_atoms 1 region upper
velocity all create 300 1 loop geom
fix nve all nve
thermo 1
)";
}

// The commands of our styles, right in every part.
inline std::string good_core()
{
  return "compute core all electropulse/core/atom fcc lattice 4.08\n";
}
inline std::string good_pulse()
{
  return "fix pulse all electropulse waveform square 1.0 current 1e9 direction 0 1 0\n";
}
inline std::string good_vibrate()
{
  return "fix shake all electropulse/vibrate pulse core temperature 1000 0.1 7\n";
}
inline std::string good_orient()
{
  return "fix drive all electropulse/orient pressure 3000 normal 0 1 0 motion 1 0 0 lattice 4.08\n";
}
inline std::string good_boundary()
{
  return "compute itb all electropulse/boundary core normal 0 1 0 motion 1 0 0\n";
}

// A short run of all styles, internal ones included.
inline std::string run_of_all_styles()
{
  return twin_crystal("atom_modify map yes\n") + good_core() +
      "compute d2min all electropulse/d2min/atom cutoff 3.5\n"
      "compute surface all electropulse/surface/atom fcc lattice 4.08 every 2\n"
      "compute mean all electropulse/core/atom fcc lattice 4.08 average 0.1\n"
      "compute count all electropulse/core/count core\n" +
      good_boundary() + good_pulse() + good_vibrate() +
      "thermo_style custom step temp c_core c_mean c_count[1] c_itb c_d2min c_surface f_pulse "
      "f_shake "
      "econserve\n"
      "thermo_modify format float %.17g\nrun 6\n";
}

#endif
