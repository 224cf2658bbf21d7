#include "options.h"

#include "command.h"

#include "electropulse/material.h"

#include <getopt.h>
#include <stdio.h>

void ep_options_restart(void)
{
#if defined(__APPLE__) || defined(__FreeBSD__) || defined(__NetBSD__) || defined(__OpenBSD__)
  optreset = 1;
  optind = 1;
#else
  optind = 0;    // glibc and musl forget the last call's place on 0, not on 1
#endif
  opterr = 0;
}

int ep_options_error(const char *verb, const char *format, const char *word)
{
  fprintf(stderr, "electropulse %s: ", verb);
  fprintf(stderr, format, word);
  fprintf(stderr, "\nelectropulse %s --help tells the options.\n", verb);
  return EP_EXIT_USAGE;
}

int ep_options_unknown_metal(const char *verb, const char *symbol)
{
  fprintf(stderr, "electropulse %s: unknown metal '%s'; known: ", verb, symbol);
  for (int n = 0; n < ep_material_count(); n++)
    fprintf(stderr, "%s%s", n ? ", " : "", ep_material_symbol(ep_material_at(n)));
  fputc('\n', stderr);
  return EP_EXIT_USAGE;
}
