/* ----------------------------------------------------------------------
   LAMMPS - Large-scale Atomic/Molecular Massively Parallel Simulator
   https://www.lammps.org/, Sandia National Laboratories
   LAMMPS development team: developers@lammps.org

   This file is part of USER-ELECTROPULSE, distributed under
   the GNU General Public License.
------------------------------------------------------------------------- */

// electropulseplugin.so: for `plugin load`, LAMMPS_PLUGIN_PATH, the preload library and Python. A door: it asks the
// LAMMPS it is loaded into for its version, and only then opens electropulse_styles.so beside it. That library needs
// functions of one LAMMPS version; loaded into another, it would end in a message about an undefined symbol, or run.

#define _GNU_SOURCE
#include "electropulse_styles.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

extern int lammps_extract_setting(void *, const char *) __attribute__((weak));

// LAMMPS' lammpsplugin.h, which some distributions do not ship; the same from 29Sep2021 to 4Jul2026.
typedef struct {
  const char *version;
  const char *style;
  const char *name;
  const char *info;
  const char *author;
  union {
    void *(*without_arguments)(void *);
    void *(*with_arguments)(void *, int, char **);
  } creator;
  void *handle;
} lammpsplugin_t;
typedef void lammpsplugin_register(lammpsplugin_t *, void *);

// The functions of the library of styles; it stays open, for LAMMPS keeps pointers into it.
static const electropulse_style *(*list_styles)(int *count);
static const char *(*register_styles)(void *lammps);

static const char *open_styles(void)
{
  static char message[512];
  static const char file_name[] = "electropulse_styles.so";
  if (register_styles) return NULL;
  Dl_info here;
  if (!dladdr((void *) open_styles, &here))
    return "USER-ELECTROPULSE cannot tell where its plugin lies";
  const char *slash = strrchr(here.dli_fname, '/');
  const int folder = slash ? (int) (slash - here.dli_fname) + 1 : 0;
  char path[4096];
  if (snprintf(path, sizeof path, "%.*s%s", folder, here.dli_fname, file_name) >= (int) sizeof path)
    return "USER-ELECTROPULSE lies in a folder whose name is too long";
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library) {
    *(void **) &list_styles = dlsym(library, "electropulse_styles");
    *(void **) &register_styles = dlsym(library, "electropulse_register");
  }
  if (list_styles && register_styles) return NULL;
  register_styles = NULL;
  snprintf(message, sizeof message, "USER-ELECTROPULSE cannot open its library of styles: %s",
           dlerror());
  return message;
}

static const char *make_ready(void *lammps)
{
  const char *problem = electropulse_mismatch(lammps);
  return problem ? problem : open_styles();
}

const electropulse_style *electropulse_styles(int *count)
{
  *count = 0;
  return open_styles() ? NULL : list_styles(count);
}

const char *electropulse_register(void *lammps)
{
  const char *problem = make_ready(lammps);
  return problem ? problem : register_styles(lammps);
}

// LAMMPS asks for no answer: what is not registered is unknown to it.
void lammpsplugin_init(void *lammps, void *handle, void *register_function)
{
  const char *problem = make_ready(lammps);
  if (problem) {
    const int asked = lammps_extract_setting != NULL;
    if (!asked || lammps_extract_setting(lammps, "universe_rank") == 0)
      fprintf(stderr, "ERROR: %s\n", problem);
    return;
  }
  lammpsplugin_register *add;
  *(void **) &add = register_function;
  int count;
  const electropulse_style *styles = list_styles(&count);
  for (int i = 0; i < count; i++) {
    lammpsplugin_t plugin = {.style = styles[i].kind,
                             .name = styles[i].name,
                             .info = styles[i].title,
                             .author = "USER-ELECTROPULSE",
                             .creator.with_arguments = styles[i].create,
                             .handle = handle};
    add(&plugin, lammps);
  }
}
