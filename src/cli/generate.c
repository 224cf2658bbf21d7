// The action `electropulse potentials generate`: setfl files from an analytic form, no installed model needed.
#define _POSIX_C_SOURCE 200809L

#include "command.h"
#include "electropulse/zhou.h"
#include "input.h"
#include "options.h"
#include "output.h"
#include "text.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char verb[] = "potentials generate";

enum { default_points = 1001, least_points = 251, most_points = 50001, most_elements = 16 };
static const double largest_cutoff = 4.0;    // in units of r_e

struct options {
  const ep_zhou *elements[most_elements];
  int count;
  int points;
  double cutoff;    // 0: where the authors' program cuts
  const char *output;
  bool force, help;
};

static void print_usage(void)
{
  printf(
      "Usage: electropulse potentials generate ELEMENT... [--output FILE] [--points N]\n"
      "                                        [--cutoff R] [--force]\n"
      "\n"
      "Writes the embedded-atom potential of Zhou, Johnson and Wadley, Phys. Rev. B 69, 144113\n"
      "(2004), as a setfl file for pair_style eam/alloy. Several elements: their alloy, with the\n"
      "cross pair of the article. Elements:");
  for (int i = 0; i < ep_zhou_count(); i++) printf(" %s", ep_zhou_at(i)->symbol);
  printf(
      "\n\n"
      "  -c, --cutoff R     cut at R Angstrom instead of sqrt(5) r_e, where the authors' program\n"
      "                     cuts: on the fifth shell of fcc, which adds up to 4e-5 eV per atom\n"
      "  -f, --force        overwrite a file that differs\n"
      "  -h, --help         print this\n"
      "  -o, --output FILE  write to FILE, or with the usual name into the folder FILE, instead "
      "of\n"
      "                     ELEMENTS_ZJW04.eam.alloy\n"
      "  -p, --points N     points of each table, %d to %d instead of %d\n",
      least_points, most_points, default_points);
}

static bool read_points(const char *word, int *points)
{
  double value;
  const struct ep_span span = {word, strlen(word)};
  if (!ep_text_number(span, &value) || !(value >= least_points && value <= most_points) ||
      value != floor(value))
    return false;
  *points = (int) value;
  return true;
}

static int complain_element(const char *word)
{
  fprintf(stderr, "electropulse %s: no parameters for '%s'; known:", verb, word);
  for (int i = 0; i < ep_zhou_count(); i++) fprintf(stderr, " %s", ep_zhou_at(i)->symbol);
  fputc('\n', stderr);
  return EP_EXIT_USAGE;
}

static int read_elements(int count, char **words, struct options *o)
{
  if (!count)
    return ep_options_error(verb, "ELEMENT is missing, for example %s", ep_zhou_at(0)->symbol);
  for (int i = 0; i < count; i++) {
    const ep_zhou *element = ep_zhou_find(words[i]);
    if (!element) return complain_element(words[i]);
    for (int j = 0; j < o->count; j++)
      if (o->elements[j] == element) return ep_options_error(verb, "'%s' is given twice", words[i]);
    o->elements[o->count++] = element;
  }
  return EP_EXIT_OK;
}

// The cutoff reaches the fifth shell of each crystal, within which the functions are far from zero.
static int read_cutoff(const char *word, struct options *o)
{
  double r_e = 0.0;
  for (int i = 0; i < o->count; i++) r_e = fmax(r_e, o->elements[i]->r_e);
  const double least = sqrt(5.0) * r_e, most = largest_cutoff * r_e;
  const struct ep_span span = {word, strlen(word)};
  if (!ep_text_number(span, &o->cutoff) || !(o->cutoff >= least && o->cutoff <= most)) {
    fprintf(stderr,
            "electropulse %s: --cutoff must be a number from %.5f to %.5f Angstrom, got '%s'\n",
            verb, least, most, word);
    return EP_EXIT_USAGE;
  }
  return EP_EXIT_OK;
}

static int read_options(int argc, char **argv, struct options *o)
{
  static const struct option known[] = {
      {"cutoff", required_argument, NULL, 'c'}, {"force", no_argument, NULL, 'f'},
      {"help", no_argument, NULL, 'h'},         {"output", required_argument, NULL, 'o'},
      {"points", required_argument, NULL, 'p'}, {NULL, 0, NULL, 0},
  };
  const char *cutoff = NULL;
  ep_options_restart();
  for (int letter; (letter = getopt_long(argc, argv, ":c:fho:p:", known, NULL)) != -1;) {
    switch (letter) {
      case 'c':
        cutoff = optarg;
        break;
      case 'f':
        o->force = true;
        break;
      case 'h':
        o->help = true;
        return EP_EXIT_OK;
      case 'o':
        o->output = optarg;
        if (!*optarg) return ep_options_error(verb, "--output needs a file name%s", "");
        break;
      case 'p':
        if (!read_points(optarg, &o->points)) {
          fprintf(stderr,
                  "electropulse %s: --points must be a whole number from %d to %d, got '%s'\n",
                  verb, least_points, most_points, optarg);
          return EP_EXIT_USAGE;
        }
        break;
      case ':':
        return ep_options_error(verb, "option '%s' needs a value", argv[optind - 1]);
      default:
        return ep_options_error(verb, "unknown option '%s'", argv[optind - 1]);
    }
  }
  const int status = read_elements(argc - optind, argv + optind, o);
  return status == EP_EXIT_OK && cutoff ? read_cutoff(cutoff, o) : status;
}

// The file's path, to be freed: the usual name, here or in the folder --output, or --output itself.
static char *output_path(const struct options *o)
{
  struct stat information;
  const bool folder = o->output && !stat(o->output, &information) && S_ISDIR(information.st_mode);
  const size_t size = (o->output ? strlen(o->output) : 0) + 3 * most_elements + 32;
  char *path = malloc(size);
  if (!path) return NULL;
  if (o->output && !folder) return strcpy(path, o->output);
  int length = folder ? snprintf(path, size, "%s/", o->output) : 0;
  for (int i = 0; i < o->count; i++)
    length += snprintf(path + length, size - (size_t) length, "%s", o->elements[i]->symbol);
  snprintf(path + length, size - (size_t) length, "_ZJW04.eam.alloy");
  return path;
}

// Whether the path may be written; false, after a message, when something else is there. *same: it is there already,
// byte for byte.
static bool may_write(const char *path, const char *text, size_t length, bool force, bool *same)
{
  struct stat information;
  *same = false;
  if (stat(path, &information))
    return errno == ENOENT || ep_input_complain(verb, path, strerror(errno));
  if (!S_ISREG(information.st_mode))
    return ep_input_complain(verb, path, "exists and is not a file");
  char *found;
  size_t found_length;
  if (!ep_input_read(verb, path, &found, &found_length)) return false;
  *same = found_length == length && !memcmp(found, text, length);
  free(found);
  return *same || force ||
      ep_input_complain(verb, path, "exists and differs; --force overwrites it");
}

static bool generate(const struct options *o)
{
  const ep_zhou_grid grid = ep_zhou_default_grid(o->elements, o->count, o->points, o->cutoff);
  const size_t length = ep_zhou_setfl(o->elements, o->count, &grid, NULL, 0);
  char *path = output_path(o);
  char *text = malloc(length + 1);
  bool good = path && text, same = false;
  if (good) {
    ep_zhou_setfl(o->elements, o->count, &grid, text, length + 1);
    good = may_write(path, text, length, o->force, &same) &&
        (same || ep_output_write(verb, path, text, length));
  } else {
    fprintf(stderr, "electropulse %s: out of memory\n", verb);
  }
  if (same)
    printf("%s: already there\n", path);
  else if (good)
    printf("%s: written (pair_style eam/alloy, cutoff %.5f Angstrom, %zu bytes)\n", path,
           grid.cutoff, length);
  free(path);
  free(text);
  return good;
}

int ep_generate_main(int argc, char **argv)
{
  struct options options = {.points = default_points};
  const int status = read_options(argc, argv, &options);
  if (status != EP_EXIT_OK) return status;
  if (options.help) {
    print_usage();
    return EP_EXIT_OK;
  }
  if (!generate(&options)) return EP_EXIT_FAILURE;
  if (fflush(stdout)) {
    fprintf(stderr, "electropulse %s: cannot print: %s\n", verb, strerror(errno));
    return EP_EXIT_FAILURE;
  }
  return EP_EXIT_OK;
}
