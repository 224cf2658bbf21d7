/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// A drop-in for the `lmp` executable that knows our styles.

#include "electropulse_styles.h"

#include "input.h"
#include "lammps.h"

#if __has_include("exceptions.h")
#include "exceptions.h"
#endif

#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <mpi.h>

using namespace LAMMPS_NS;

static void add_styles(LAMMPS *lammps)
{
  if (const char *problem = electropulse_register(lammps)) {
    fprintf(stderr, "ERROR: %s\n", problem);
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
}

// LAMMPS calls post_create() whenever it has made its classes: at the start and in `clear`, which forgets styles added
// by hand. This definition, in the executable, wins over the library's; it registers the styles and goes on there.
static bool hooked = false;

void LAMMPS::post_create()
{
  hooked = true;
  add_styles(this);
  using method = void (*)(LAMMPS *);
  const auto original =
      reinterpret_cast<method>(dlsym(RTLD_NEXT, "_ZN9LAMMPS_NS6LAMMPS11post_createEv"));
  if (!original) {
    fprintf(stderr, "ERROR: the LAMMPS library has no LAMMPS::post_create()\n");
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  original(this);
}

int main(int argc, char **argv)
{
  MPI_Init(&argc, &argv);
  int status = 0;
  try {
    auto *lammps = new LAMMPS(argc, argv, MPI_COMM_WORLD);
    if (!hooked) {
      // linked with -Bsymbolic-functions, as some distributions do
      add_styles(lammps);
      fprintf(stderr,
              "WARNING: this LAMMPS library cannot be hooked: the command clear forgets the "
              "electropulse styles\n");
    }
    lammps->input->file();
    delete lammps;
  }
#if __has_include("exceptions.h")
  catch (const LAMMPSAbortException &) {
    MPI_Abort(MPI_COMM_WORLD, 1);    // on one process; the others wait for it
  } catch (const LAMMPSException &) {
    status = 1;    // on all processes; LAMMPS has printed the message
  }
#endif
  catch (const std::exception &e) {
    fprintf(stderr, "ERROR: %s\n", e.what());
    MPI_Abort(MPI_COMM_WORLD, 1);
  }
  MPI_Finalize();
  return status;
}
