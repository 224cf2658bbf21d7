/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// libelectropulsepreload.so, for LD_PRELOAD before an lmp that is not ours. Every process of the job gets it, mpirun and
// its daemons too: it asks for no symbol of LAMMPS, and does nothing where there is no LAMMPS.

#define _GNU_SOURCE
#include "electropulse_styles.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define POST_CREATE "_ZN9LAMMPS_NS6LAMMPS11post_createEv"    // LAMMPS_NS::LAMMPS::post_create()
#define PLUGIN_VARIABLE "ELECTROPULSE_PLUGIN"

extern int lammps_version(void *) __attribute__((weak));
extern int lammps_extract_setting(void *, const char *) __attribute__((weak));

static int hooked;

// A run without the styles would not be the run that was asked for: it ends here, and mpirun ends its other processes.
static _Noreturn void fail(const char *what, const char *why)
{
  fflush(stdout);
  fprintf(stderr, "ERROR: electropulse preload: %s%s\n", what, why);
  _exit(EXIT_FAILURE);
}

static const char *plugin_path(void)
{
  static char path[4096];
  const char *given = getenv(PLUGIN_VARIABLE);
  if (given && *given) return given;
  Dl_info here;
  if (!dladdr((void *) plugin_path, &here)) fail("cannot tell where it lies", "");
  const char *slash = strrchr(here.dli_fname, '/');
  const int folder = slash ? (int) (slash - here.dli_fname) + 1 : 0;
  if (snprintf(path, sizeof path, "%.*selectropulseplugin.so", folder, here.dli_fname) >=
      (int) sizeof path)
    fail("it lies in a folder whose name is too long", "");
  return path;
}

static void add_styles(void *lammps)
{
  const char *path = plugin_path();
  const char *(*add)(void *) = NULL;
  const char *(*built_for)(void) = NULL;
  void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (plugin) {
    *(void **) &add = dlsym(plugin, "electropulse_register");
    *(void **) &built_for = dlsym(plugin, "electropulse_built_for");
  }
  if (!add || !built_for) fail("cannot open the plugin: ", dlerror());
  const char *problem = add(lammps);
  if (problem) fail("", problem);
  if (hooked || !lammps_extract_setting || lammps_extract_setting(lammps, "universe_rank") != 0)
    return;
  fflush(stdout);
  fprintf(stderr, "electropulse: styles registered (%s)\n", built_for());
}

// LAMMPS calls post_create() whenever it has made its classes: at the start and in `clear`, which forgets styles added by
// hand. This definition comes before the library's; it adds the styles and goes on there.
void electropulse_post_create(void *lammps) __asm__(POST_CREATE);

void electropulse_post_create(void *lammps)
{
  void (*original)(void *);
  *(void **) &original = dlsym(RTLD_NEXT, POST_CREATE);
  if (!original) fail("the LAMMPS library has no LAMMPS::post_create()", "");
  add_styles(lammps);
  hooked = 1;
  original(lammps);
}

// A library linked with -Bsymbolic or -Bsymbolic-functions calls its own post_create(). A static lmp does so too, but is
// seen here only if it shows its symbols.
__attribute__((destructor)) static void tell_if_not_hooked(void)
{
  if (!hooked && lammps_version)
    fprintf(stderr,
            "electropulse: no styles were registered: this program made no LAMMPS, or its LAMMPS "
            "cannot be hooked by LD_PRELOAD\n");
}
