// A LAMMPS instance with our styles, for tests that may run on several MPI ranks.
#ifndef ELECTROPULSE_LAMMPS_TEST_H
#define ELECTROPULSE_LAMMPS_TEST_H

#include "electropulse_styles.h"
#define LAMMPS_LIB_MPI    // declares lammps_open
#include "library.h"

#include <gtest/gtest.h>
#include <mpi.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <string>
#include <vector>

class Lammps {
 public:
  explicit Lammps(MPI_Comm comm = MPI_COMM_WORLD) : world(comm)
  {
    // LAMMPS without exceptions ends the process at an error: its message stays in this file.
    const std::string screen = std::string(program_invocation_short_name) + ".screen";
    const char *args[] = {"test", "-log", "none", "-screen", screen.c_str(), "-nocite"};
    handle = lammps_open(6, const_cast<char **>(args), comm, nullptr);
    EXPECT_STREQ(electropulse_register(handle), nullptr);
    MPI_Comm_size(comm, &nprocs);
  }
  Lammps(const Lammps &) = delete;
  Lammps &operator=(const Lammps &) = delete;
  ~Lammps() { lammps_close(handle); }

  // One command a line.
  void run(const std::string &lines)
  {
    lammps_commands_string(handle, const_cast<char *>(lines.c_str()));
  }
  double thermo(const std::string &keyword)
  {
    return lammps_get_thermo(handle, const_cast<char *>(keyword.c_str()));
  }

  // The value of an equal-style formula.
  double value(const std::string &formula)
  {
    run("variable ep_test_value equal " + formula);
    auto *v = static_cast<double *>(
        lammps_extract_variable(handle, const_cast<char *>("ep_test_value"), nullptr));
    const double result = *v;
    lammps_free(v);
    return result;
  }

  int nlocal() { return lammps_extract_setting(handle, const_cast<char *>("nlocal")); }
  double **atoms(const char *name)
  {
    return static_cast<double **>(lammps_extract_atom(handle, const_cast<char *>(name)));
  }
  int *tags() { return static_cast<int *>(lammps_extract_atom(handle, const_cast<char *>("id"))); }
  int *masks()
  {
    return static_cast<int *>(lammps_extract_atom(handle, const_cast<char *>("mask")));
  }
  double **compute_atoms(const char *id)
  {
    return static_cast<double **>(lammps_extract_compute(handle, const_cast<char *>(id), 1, 2));
  }
  double *compute_atom(const char *id)
  {
    return static_cast<double *>(lammps_extract_compute(handle, const_cast<char *>(id), 1, 1));
  }
  double **fix_atoms(const char *id)
  {
    return static_cast<double **>(lammps_extract_fix(handle, const_cast<char *>(id), 1, 2, 0, 0));
  }

  // Rows of a local per-atom array from all processes, by atom ID.
  using Table = std::map<int, std::vector<double>>;
  Table gather(double **rows, int width)
  {
    const int n = nlocal(), cells = n * (width + 1);
    std::vector<double> mine;
    for (int i = 0; i < n; i++) {
      mine.push_back(tags()[i]);
      mine.insert(mine.end(), rows[i], rows[i] + width);
    }
    std::vector<int> counts(nprocs), starts(nprocs);
    MPI_Allgather(&cells, 1, MPI_INT, counts.data(), 1, MPI_INT, world);
    int total = 0;
    for (int p = 0; p < nprocs; p++) starts[p] = total, total += counts[p];
    std::vector<double> all(total);
    MPI_Allgatherv(mine.data(), cells, MPI_DOUBLE, all.data(), counts.data(), starts.data(),
                   MPI_DOUBLE, world);
    Table table;
    for (int k = 0; k < total; k += width + 1)
      table[(int) all[k]] = std::vector<double>(&all[k + 1], &all[k + 1] + width);
    return table;
  }

  void *handle;
  MPI_Comm world;
  int nprocs;
};

// How the model below is treated in a test.
inline const char *potential_and_integrator()
{
  return R"(
pair_style eam/alloy
pair_coeff * * ")" POTENTIALS_DIR R"(/Au_Grochola.eam.alloy" Au
neighbor 0.8 bin
neigh_modify delay 0 every 5 check yes
comm_modify cutoff 7.2
timestep 0.004
fix nve all nve
)";
}

// A script that reads gold with an incoherent twin boundary, `cells` along x, between two coherent ones. The model is
// made on one process, so that atom IDs, positions and velocities are the same on any number of ranks. Free surfaces
// in a fixed box: with shrink-wrapped ones LAMMPS pads the box differently after a restart.
inline std::string small_boundary(double temperature, int seed, const std::string &cells = "6.125")
{
  const std::string kelvin = std::to_string(2.0 * temperature), number = std::to_string(seed);
  const std::string file = "boundary-" + cells + "-" + kelvin + "-" + number + "." +
      program_invocation_short_name + ".data";
  int rank;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  if (rank == 0) {
    Lammps maker(MPI_COMM_SELF);
    maker.run(R"(
units metal
atom_style atomic
atom_modify map array sort 0 0
boundary s s p
variable a equal 4.075
variable px equal v_a*sqrt(6)/2
variable py equal v_a*sqrt(3)
variable pz equal v_a/sqrt(2)
variable x0 equal v_px*)" +
              cells + R"(
region box block -0.01 $(v_px*12-0.01) -0.01 $(v_py*5+0.01) 0 $(v_pz*4) units box
create_box 1 box
mass 1 196.97
region A_left block INF ${x0} INF $(v_py+0.05) INF INF units box
region A_right block ${x0} INF INF $(v_py*4+0.05) INF INF units box
region A union 2 A_left A_right
region B_left block INF ${x0} $(v_py+0.05) INF INF INF units box
region B_right block ${x0} INF $(v_py*4+0.05) INF INF INF units box
region B union 2 B_left B_right
lattice fcc $a orient x 1 1 -2 orient y 1 1 1 orient z 1 -1 0
create_atoms 1 region A
lattice fcc $a orient x -1 -1 2 orient y 1 1 1 orient z -1 1 0
create_atoms 1 region B
)" + std::string(potential_and_integrator()) +
              R"(
delete_atoms overlap 1.2 all all
minimize 0 1e-3 200 1000
velocity all create )" +
              kelvin + " " + number + R"( mom yes rot yes dist gaussian
change_box all boundary f f p x delta -6 6 y delta -6 6 units box
write_data )" +
              file + " nocoeff");
  }
  MPI_Barrier(MPI_COMM_WORLD);
  return "units metal\natom_style atomic\natom_modify map array sort 0 0\nboundary f f "
         "p\nread_data " +
      file + "\n" + potential_and_integrator();
}

// The settings of the gold example.
inline const char *core_settings()
{
  return "fcc lattice 4.075 average 0.4 every 5 relax 2.5 neighbors 4 grow 1 margin 2";
}

#endif
