// The verb `electropulse potentials`. The published tables are data inside openkim's portable
// models; LAMMPS' native eam/alloy and eam/fs want them as files.
#define _POSIX_C_SOURCE 200809L

#include "catalogue.h"
#include "command.h"
#include "options.h"
#include "output.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <getopt.h>
#include <sha2.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODEL_LIBRARY "libkim-api-portable-model.so"
#define MODEL_FOLDERS_VARIABLE "ELECTROPULSE_MODELS"

typedef enum { ACTION_LIST, ACTION_SHOW, ACTION_WRITE, nactions } action_t;

static const char *const action_names[nactions] = {"list", "show", "write"};

typedef struct {
  action_t action;
  const char *models;
  const char *output;
  bool all;
  bool force;
  bool full;
} options_t;

// The folders where models are searched, and the names of what lies in each.
typedef struct {
  char *path;
  struct dirent **item;
  int nitems;    // negative: there is no such folder
} folder_t;

typedef struct {
  folder_t *folder;
  size_t count;
} search_t;

// A table of a model that stays loaded until release_table.
typedef struct {
  void *library;
  const char *text;
  size_t length;
} table_t;

__attribute__((format(printf, 1, 2))) static void complain(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  fputs("electropulse potentials: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
}

static void *allocated(void *pointer)
{
  if (!pointer) {
    complain("out of memory");
    exit(EP_EXIT_FAILURE);
  }
  return pointer;
}

__attribute__((format(printf, 1, 2))) static char *print_string(const char *format, ...)
{
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  const int length = vsnprintf(NULL, 0, format, arguments);
  char *string = allocated(malloc((size_t) length + 1));
  vsnprintf(string, (size_t) length + 1, format, again);
  va_end(again);
  va_end(arguments);
  return string;
}

static void print_usage(FILE *out)
{
  fputs(
      "Usage: electropulse potentials [list [NAME...]] [--long] [--models DIR]\n"
      "       electropulse potentials show NAME... [--models DIR]\n"
      "       electropulse potentials write NAME... | --all [--output DIR] [--force]\n"
      "                                     [--models DIR]\n"
      "       electropulse potentials generate ELEMENT... [options]\n"
      "\n"
      "list prints the catalogue of published potentials, show all that is known of some, and\n"
      "write their tables as setfl files, for example Au_Grochola.eam.alloy. The tables are taken\n"
      "from the installed openkim models (Debian and Ubuntu: apt install openkim-models) and\n"
      "checked against the catalogue's sha256. generate makes tables itself; `electropulse\n"
      "potentials generate --help` tells its options.\n"
      "\n"
      "  -a, --all         write every potential of the catalogue\n"
      "  -f, --force       overwrite files that differ\n"
      "  -h, --help        print this\n"
      "  -l, --long        list whole checksums\n"
      "  -m, --models DIR  search models in DIR only\n"
      "  -o, --output DIR  write to DIR instead of the current folder\n"
      "\n"
      "Without --models, the environment variable " MODEL_FOLDERS_VARIABLE " gives the folders\n"
      "to search, separated by colons, and without that the system's folders are searched.\n",
      out);
}

static void add_folder(search_t *search, const char *path)
{
  search->folder = allocated(realloc(search->folder, (search->count + 1) * sizeof *search->folder));
  folder_t *folder = &search->folder[search->count++];
  folder->path = allocated(strdup(path));
  folder->item = NULL;
  folder->nitems = scandir(path, &folder->item, NULL, alphasort);
}

static search_t open_search(const char *models)
{
  static const char *const system_folders[] = {
#ifdef ELECTROPULSE_MULTIARCH
      "/usr/lib/" ELECTROPULSE_MULTIARCH "/kim-api/portable-models",
#endif
      "/usr/lib/kim-api/portable-models",
      "/usr/lib64/kim-api/portable-models",
      "/usr/local/lib/kim-api/portable-models",
  };
  search_t search = {NULL, 0};
  const char *variable = getenv(MODEL_FOLDERS_VARIABLE);
  if (models) {
    add_folder(&search, models);
  } else if (variable && *variable) {
    char *list = allocated(strdup(variable));
    char *rest = NULL;
    for (char *path = strtok_r(list, ":", &rest); path; path = strtok_r(NULL, ":", &rest))
      add_folder(&search, path);
    free(list);
  } else {
    for (size_t i = 0; i < sizeof system_folders / sizeof system_folders[0]; i++)
      add_folder(&search, system_folders[i]);
  }
  return search;
}

static void close_search(search_t *search)
{
  for (size_t i = 0; i < search->count; i++) {
    for (int j = 0; j < search->folder[i].nitems; j++) free(search->folder[i].item[j]);
    free(search->folder[i].item);
    free(search->folder[i].path);
  }
  free(search->folder);
}

static bool any_folder(const search_t *search)
{
  for (size_t i = 0; i < search->count; i++)
    if (search->folder[i].nitems >= 0) return true;
  return false;
}

static char *join_paths(const search_t *search)
{
  char *joined = allocated(strdup(""));
  for (size_t i = 0; i < search->count; i++) {
    char *longer = print_string("%s%s%s", joined, i ? ", " : "", search->folder[i].path);
    free(joined);
    joined = longer;
  }
  return joined;
}

static void complain_no_models(const search_t *search)
{
  char *paths = join_paths(search);
  complain(
      "no openkim models found (looked in %s); install them with `apt install openkim-models`, "
      "or tell their folder with --models DIR or " MODEL_FOLDERS_VARIABLE,
      paths);
  free(paths);
}

// Openkim ids end in __MO_<number>_<version>; the number stays when the rest of the id changes.
static bool same_model(const char *item, const char *kim_id)
{
  const char *wanted = strstr(kim_id, "__MO_");
  const char *found = strstr(item, "__MO_");
  const size_t length = sizeof "__MO_000000000000_" - 1;
  return wanted && found && !strncmp(wanted, found, length);
}

// Calls visit for the library of the model itself in each folder, then for those of its other
// versions, newest first, until visit returns true; returns whether it did.
static bool visit_libraries(const search_t *search, const char *kim_id,
                            bool visit(const char *path, const char *found_id, void *state),
                            void *state)
{
  for (int other = 0; other < 2; other++)
    for (size_t i = 0; i < search->count; i++) {
      const folder_t *folder = &search->folder[i];
      for (int j = folder->nitems - 1; j >= 0; j--) {
        const char *item = folder->item[j]->d_name;
        const bool exact = !strcmp(item, kim_id);
        if (other ? exact || !same_model(item, kim_id) : !exact) continue;
        char *path = print_string("%s/%s/" MODEL_LIBRARY, folder->path, item);
        const bool done = !access(path, F_OK) && visit(path, item, state);
        free(path);
        if (done) return true;
      }
    }
  return false;
}

typedef struct {
  char *path;
  char *id;
} location_t;

static bool keep_location(const char *path, const char *found_id, void *state)
{
  location_t *location = state;
  location->path = allocated(strdup(path));
  location->id = allocated(strdup(found_id));
  return true;
}

static location_t locate(const search_t *search, const ep_catalogue_entry *entry)
{
  location_t location = {NULL, NULL};
  visit_libraries(search, entry->kim_id, keep_location, &location);
  return location;
}

static void free_location(location_t *location)
{
  free(location->path);
  free(location->id);
}

static void release_table(table_t *table)
{
  if (table->library) dlclose(table->library);
  *table = (table_t){NULL, NULL, 0};
}

typedef struct {
  const ep_catalogue_entry *entry;
  table_t table;
  bool seen;    // some version of the model is installed
} attempt_t;

static bool load_table(const char *path, const char *found_id, void *state)
{
  attempt_t *attempt = state;
  const ep_catalogue_entry *entry = attempt->entry;
  table_t *table = &attempt->table;
  attempt->seen = true;

  table->library = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
  if (!table->library) {
    complain("cannot load the model of '%s': %s", entry->name, dlerror());
    return false;
  }
  char *length_symbol = print_string("%s_len", entry->symbol);
  table->text = dlsym(table->library, entry->symbol);
  const unsigned int *length = dlsym(table->library, length_symbol);
  if (!table->text || !length) {
    complain("'%s': %s has no symbol '%s'", entry->name, path,
             table->text ? length_symbol : entry->symbol);
    free(length_symbol);
    release_table(table);
    return false;
  }
  free(length_symbol);
  table->length = *length;

  char sha256[SHA256_DIGEST_STRING_LENGTH];
  SHA256Data((const uint8_t *) table->text, table->length, sha256);
  if (strcmp(sha256, entry->sha256)) {
    complain("'%s': the table in %s is not the one in the catalogue\n"
             "  sha256 found    %s\n"
             "  sha256 expected %s",
             entry->name, path, sha256, entry->sha256);
    release_table(table);
    return false;
  }
  if (strcmp(found_id, entry->kim_id))
    complain("'%s': model %s is not installed; %s is, and holds the same table", entry->name,
             entry->kim_id, found_id);
  return true;
}

static bool find_table(const search_t *search, const ep_catalogue_entry *entry, table_t *table)
{
  if (!any_folder(search)) {
    complain_no_models(search);
    return false;
  }
  attempt_t attempt = {entry, {NULL, NULL, 0}, false};
  const bool found = visit_libraries(search, entry->kim_id, load_table, &attempt);
  if (!found && !attempt.seen) {
    char *paths = join_paths(search);
    complain("'%s': model %s is not installed (looked in %s); the package openkim-models has it",
             entry->name, entry->kim_id, paths);
    free(paths);
  }
  *table = attempt.table;
  return found;
}

static int write_entry(const ep_catalogue_entry *entry, const options_t *options,
                       const search_t *search)
{
  char file_name[256];
  ep_catalogue_file_name(entry, file_name, sizeof file_name);
  char *path = print_string("%s/%s", options->output, file_name);
  int status = EP_EXIT_FAILURE;
  table_t table = {NULL, NULL, 0};

  char sha256[SHA256_DIGEST_STRING_LENGTH];
  struct stat information;
  if (!stat(path, &information)) {
    if (!S_ISREG(information.st_mode)) {
      complain("'%s' exists and is not a file", path);
      goto done;
    }
    if (!SHA256File(path, sha256)) {
      complain("cannot read '%s': %s", path, strerror(errno));
      goto done;
    }
    if (!strcmp(sha256, entry->sha256)) {
      printf("%s: already there\n", path);
      status = EP_EXIT_OK;
      goto done;
    }
    if (!options->force) {
      complain("'%s' exists and differs from the published table; --force overwrites it\n"
               "  sha256 of the file  %s\n"
               "  sha256 of the table %s",
               path, sha256, entry->sha256);
      goto done;
    }
  } else if (errno != ENOENT) {
    complain("cannot look at '%s': %s", path, strerror(errno));
    goto done;
  }

  if (!find_table(search, entry, &table)) goto done;
  if (!ep_output_write("potentials", path, table.text, table.length)) goto done;
  printf("%s: written (%s, pair_style %s, %zu bytes)\n", path, entry->elements, entry->format,
         table.length);
  if (entry->note) printf("  note: %s\n", entry->note);
  status = EP_EXIT_OK;

done:
  release_table(&table);
  free(path);
  return status;
}

static int run_write(const ep_catalogue_entry *const *chosen, size_t nchosen,
                     const options_t *options)
{
  struct stat information;
  if (stat(options->output, &information)) {
    complain("no folder '%s' to write to: %s", options->output, strerror(errno));
    return EP_EXIT_FAILURE;
  }
  if (!S_ISDIR(information.st_mode)) {
    complain("'%s' is not a folder", options->output);
    return EP_EXIT_FAILURE;
  }
  search_t search = open_search(options->models);
  int status = EP_EXIT_OK;
  for (size_t i = 0; i < nchosen; i++)
    if (write_entry(chosen[i], options, &search) != EP_EXIT_OK) {
      status = EP_EXIT_FAILURE;
      if (!any_folder(&search)) break;    // the next would only say the same
    }
  close_search(&search);
  return status;
}

static int run_list(const ep_catalogue_entry *const *chosen, size_t nchosen,
                    const options_t *options)
{
  enum { ncolumns = 7 };
  static const char *const heads[ncolumns] = {"name",       "elements", "format",  "installed",
                                              "openkim id", "sha256",   "citation"};
  const int sha256_digits = options->full ? SHA256_DIGEST_STRING_LENGTH - 1 : 12;
  search_t search = open_search(options->models);
  char *(*cell)[ncolumns] = allocated(calloc(nchosen + 1, sizeof *cell));
  int width[ncolumns] = {0};

  for (int c = 0; c < ncolumns; c++) cell[0][c] = allocated(strdup(heads[c]));
  for (size_t i = 0; i < nchosen; i++) {
    const ep_catalogue_entry *entry = chosen[i];
    location_t location = locate(&search, entry);
    const char *installed = "no";
    if (location.id) installed = strcmp(location.id, entry->kim_id) ? "other" : "yes";
    char citation[512];
    ep_catalogue_citation(entry, citation, sizeof citation);
    char **row = cell[i + 1];
    row[0] = allocated(strdup(entry->name));
    row[1] = allocated(strdup(entry->elements));
    row[2] = allocated(strdup(entry->format));
    row[3] = allocated(strdup(installed));
    row[4] = allocated(strdup(entry->kim_id));
    row[5] = print_string("%.*s", sha256_digits, entry->sha256);
    row[6] = allocated(strdup(citation));
    free_location(&location);
  }
  for (size_t i = 0; i <= nchosen; i++)
    for (int c = 0; c < ncolumns; c++) {
      const int length = (int) strlen(cell[i][c]);
      if (length > width[c]) width[c] = length;
    }
  for (size_t i = 0; i <= nchosen; i++)
    for (int c = 0; c < ncolumns; c++) {
      const bool last = c == ncolumns - 1;
      printf("%-*s%s", last ? 0 : width[c], cell[i][c], last ? "\n" : "  ");
      free(cell[i][c]);
    }
  free(cell);
  if (!any_folder(&search)) complain_no_models(&search);
  close_search(&search);
  return EP_EXIT_OK;
}

static int run_show(const ep_catalogue_entry *const *chosen, size_t nchosen,
                    const options_t *options)
{
  search_t search = open_search(options->models);
  for (size_t i = 0; i < nchosen; i++) {
    const ep_catalogue_entry *entry = chosen[i];
    location_t location = locate(&search, entry);
    char file_name[256], citation[512];
    ep_catalogue_file_name(entry, file_name, sizeof file_name);
    ep_catalogue_citation(entry, citation, sizeof citation);
    printf("%sname       %s\n", i ? "\n" : "", entry->name);
    printf("elements   %s\n", entry->elements);
    printf("format     %s\n", entry->format);
    printf("file       %s\n", file_name);
    printf("title      %s\n", entry->title);
    printf("citation   %s\n", citation);
    printf("openkim id %s, doi:%s\n", entry->kim_id, entry->model_doi);
    printf("symbol     %s\n", entry->symbol);
    printf("sha256     %s\n", entry->sha256);
    printf("installed  %s\n", location.path ? location.path : "no");
    if (entry->note) printf("note       %s\n", entry->note);
    free_location(&location);
  }
  close_search(&search);
  return EP_EXIT_OK;
}

static void complain_unknown(const char *name)
{
  size_t count;
  const ep_catalogue_entry *entries = ep_catalogue(&count);
  char *known = allocated(strdup(""));
  for (size_t i = 0; i < count; i++) {
    char *longer = print_string("%s%s%s", known, i ? ", " : "", entries[i].name);
    free(known);
    known = longer;
  }
  complain("unknown potential '%s'; known: %s", name, known);
  free(known);
}

// Reads the options into *options and moves argv's other words to its end, from *first on; returns
// true, or false with the exit status in *status.
static bool parse(int argc, char **argv, options_t *options, int *first, int *status)
{
  static const struct option known[] = {
      {"all", no_argument, NULL, 'a'},
      {"force", no_argument, NULL, 'f'},
      {"help", no_argument, NULL, 'h'},
      {"long", no_argument, NULL, 'l'},
      {"models", required_argument, NULL, 'm'},
      {"output", required_argument, NULL, 'o'},
      {NULL, 0, NULL, 0},
  };
  const char *for_write = NULL;
  *status = EP_EXIT_USAGE;
  ep_options_restart();
  for (int letter; (letter = getopt_long(argc, argv, ":afhlm:o:", known, NULL)) != -1;) {
    switch (letter) {
      case 'a':
        options->all = true;
        for_write = "--all";
        break;
      case 'f':
        options->force = true;
        for_write = "--force";
        break;
      case 'h':
        print_usage(stdout);
        *status = EP_EXIT_OK;
        return false;
      case 'l':
        options->full = true;
        break;
      case 'm':
        options->models = optarg;
        break;
      case 'o':
        options->output = optarg;
        for_write = "--output";
        break;
      case ':':
        complain("option '%s' needs a folder", argv[optind - 1]);
        return false;
      default:
        if (optopt > 0 && strncmp(argv[optind - 1], "--", 2))
          complain("unknown option '-%c'; --help lists the options", optopt);
        else
          complain("unknown option '%s'; --help lists the options", argv[optind - 1]);
        return false;
    }
  }
  *first = optind;
  if (optind < argc) {
    const char *word = argv[(*first)++];
    int action = 0;
    while (action < nactions && strcmp(word, action_names[action])) action++;
    if (action == nactions) {
      if (!strcmp(word, "generate"))
        complain("`generate` comes first: electropulse potentials generate ELEMENT... [options]");
      else
        complain("unknown action '%s'; known: list, show, write, generate", word);
      return false;
    }
    options->action = (action_t) action;
  }
  const char *name = action_names[options->action];
  if (for_write && options->action != ACTION_WRITE) {
    complain("option '%s' is for `write`, not for `%s`", for_write, name);
    return false;
  }
  if (options->full && options->action != ACTION_LIST) {
    complain("option '--long' is for `list`, not for `%s`", name);
    return false;
  }
  if (*first == argc && options->action != ACTION_LIST && !options->all) {
    complain("%s what? Give names%s", name, options->action == ACTION_WRITE ? " or --all" : "");
    return false;
  }
  if (*first < argc && options->all) {
    complain("give names or --all, not both");
    return false;
  }
  return true;
}

int ep_potentials_main(int argc, char **argv)
{
  if (argc > 1 && !strcmp(argv[1], "generate")) return ep_generate_main(argc - 1, argv + 1);

  options_t options = {ACTION_LIST, NULL, ".", false, false, false};
  int first, status;
  if (!parse(argc, argv, &options, &first, &status)) return status;

  size_t count;
  const ep_catalogue_entry *entries = ep_catalogue(&count);
  const size_t nnames = (size_t) (argc - first);
  const size_t nchosen = nnames ? nnames : count;
  const ep_catalogue_entry **chosen = allocated(malloc(nchosen * sizeof *chosen));
  for (size_t i = 0; i < nchosen; i++) {
    chosen[i] = nnames ? ep_catalogue_find(argv[first + (int) i]) : &entries[i];
    if (!chosen[i]) {
      complain_unknown(argv[first + (int) i]);
      free(chosen);
      return EP_EXIT_USAGE;
    }
  }
  switch (options.action) {
    case ACTION_WRITE:
      status = run_write(chosen, nchosen, &options);
      break;
    case ACTION_SHOW:
      status = run_show(chosen, nchosen, &options);
      break;
    default:
      status = run_list(chosen, nchosen, &options);
  }
  free(chosen);
  if (fflush(stdout)) {
    complain("cannot print: %s", strerror(errno));
    status = EP_EXIT_FAILURE;
  }
  return status;
}
