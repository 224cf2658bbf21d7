// Preloaded, it makes the LAMMPS library that is loaded look like another one.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>

#ifdef FAKE_VERSION
int lammps_version(void *handle)
{
  (void) handle;
  return FAKE_VERSION;
}
#endif

#ifdef FAKE_TAGINT
int lammps_extract_setting(void *handle, const char *name)
{
  int (*original)(void *, const char *);
  *(void **) &original = dlsym(RTLD_NEXT, "lammps_extract_setting");
  return strcmp(name, "tagint") == 0 ? FAKE_TAGINT : original(handle, name);
}
#endif
