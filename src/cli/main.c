// The command `electropulse`: one verb a file.
#include "command.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *name;
  ep_verb *run;
  const char *purpose;
} verbs[] = {
    {"compare", ep_compare_main, "say whether a boundary moves more under pulses than without"},
    {"doctor", ep_doctor_main, "say which ways into which LAMMPS work here, and what to type"},
    {"estimate", ep_estimate_main, "print what closed formulas give for a wire under a pulse"},
    {"films", ep_films_main, "yield, rate sensitivity, hops and flow of films in tension"},
    {"materials", ep_materials_main, "print the table of materials, with references"},
    {"potentials", ep_potentials_main, "list published potentials; write or generate setfl files"},
    {"report", ep_report_main, "draw boundary trajectories and atoms as PNG and SVG"},
};
enum { nverbs = sizeof verbs / sizeof verbs[0] };

static void print_usage(FILE *out)
{
  fprintf(out, "Usage: electropulse <verb> [options]\n\nVerbs:\n");
  for (int i = 0; i < nverbs; i++) fprintf(out, "  %-12s %s\n", verbs[i].name, verbs[i].purpose);
  fprintf(
      out,
      "\nelectropulse <verb> --help tells a verb's options; electropulse --version the version.\n");
}

int main(int argc, char **argv)
{
  if (argc < 2) {
    print_usage(stderr);
    return EP_EXIT_USAGE;
  }
  if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
    print_usage(stdout);
    return EP_EXIT_OK;
  }
  if (!strcmp(argv[1], "--version")) {
    printf("electropulse %s\n", ELECTROPULSE_VERSION);
    return EP_EXIT_OK;
  }
  for (int i = 0; i < nverbs; i++)
    if (!strcmp(argv[1], verbs[i].name)) return verbs[i].run(argc - 1, argv + 1);
  fprintf(stderr, "electropulse: unknown verb '%s'\n\n", argv[1]);
  print_usage(stderr);
  return EP_EXIT_USAGE;
}
