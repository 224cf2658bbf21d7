// electropulse doctor: which ways into which LAMMPS work on this machine. Every way is tried, in a child process.
#define _GNU_SOURCE
#include "command.h"
#include "input.h"
#include "options.h"
#include "text.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 60 };    // seconds for a child process; LAMMPS without work needs one or two

typedef char path_t[PATH_MAX];

struct options {
  const char *lammps, *library, *plugin;
  bool help;
};

// What a child process said, standard output and error together.
struct outcome {
  int status;    // exit status, or -1 when it did not end by itself
  char *text;    // to be freed
};

// The LAMMPS that is asked about; an empty string is what is not known.
struct lammps {
  path_t program, library;
  char version[80];
  int tagint;    // bytes; 0: not known
  bool has_plugin, has_styles;
};

// Our files; an empty string is what is not there.
struct files {
  path_t executable, plugin, preload;
  char built_for[128];
};

static void print_usage(FILE *out)
{
  fputs("Usage: electropulse doctor [--lammps PROGRAM] [--library FILE] [--plugin FILE]\n"
        "\n"
        "Says which LAMMPS is there, for which one the plugin was built, which ways into LAMMPS\n"
        "work, and what to type. Every way is tried: it starts LAMMPS without work.\n"
        "\n"
        "  --lammps PROGRAM   the LAMMPS to ask (lmp on PATH)\n"
        "  --library FILE     its library, for Python (the one PROGRAM loads)\n"
        "  --plugin FILE      electropulseplugin.so (the one installed with this command; before\n"
        "                     that, the environment variable ELECTROPULSE_PLUGIN)\n"
        "  -h, --help         this text\n"
        "\n"
        "Exit status: 0 a way works, 2 bad options, 3 none works.\n",
        out);
}

static void *allocated(void *pointer)
{
  if (!pointer) {
    fputs("electropulse doctor: out of memory\n", stderr);
    exit(EP_EXIT_FAILURE);
  }
  return pointer;
}

// ---- child processes ----

struct variable {
  const char *name, *value;
};

static char *read_all(int from, pid_t child)
{
  size_t length = 0, room = 4096;
  char *text = allocated(malloc(room));
  const time_t end = time(NULL) + PATIENCE;
  struct pollfd source = {.fd = from, .events = POLLIN};
  for (;;) {
    const time_t left = end - time(NULL);
    const int ready = poll(&source, 1, left > 0 ? (int) left * 1000 : 0);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) kill(-child, SIGKILL);
    if (ready <= 0) break;
    if (room - length < 2) text = allocated(realloc(text, room *= 2));
    const ssize_t got = read(from, text + length, room - length - 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    length += (size_t) got;
  }
  text[length] = '\0';
  return text;
}

// Runs a program, or a function, with some environment variables; at most PATIENCE seconds.
static struct outcome run(char *const *argv, void (*body)(const void *), const void *argument,
                          const struct variable *environment, size_t nvariables)
{
  struct outcome outcome = {-1, NULL};
  int ends[2];
  fflush(NULL);
  if (pipe(ends)) {
    outcome.text = allocated(strdup(strerror(errno)));
    return outcome;
  }
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    const int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    setenv("OMPI_MCA_ess_singleton_isolated", "1", 1);    // Open MPI: start no daemon
    for (size_t i = 0; i < nvariables; i++) setenv(environment[i].name, environment[i].value, 1);
    if (body) {
      body(argument);
      fflush(NULL);
      _exit(0);
    }
    execv(argv[0], argv);
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    fflush(NULL);
    _exit(127);
  }
  close(ends[1]);
  if (child < 0) {
    outcome.text = allocated(strdup(strerror(errno)));
  } else {
    int status;
    setpgid(child, child);
    outcome.text = read_all(ends[0], child);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
  }
  close(ends[0]);
  return outcome;
}

static struct outcome run_lammps(const char *program, const char *script,
                                 const struct variable *environment, size_t nvariables)
{
  char *const argv[] = {(char *) program, "-log", "none", "-in", (char *) script, NULL};
  return run(argv, NULL, NULL, environment, nvariables);
}

// ---- words in what they say ----

static bool has_word(const char *text, const char *word)
{
  struct ep_span rest = {text, strlen(text)}, found;
  struct ep_text lines = {text, text + strlen(text), 0};
  while (ep_text_line(&lines, &rest))
    while (ep_text_word(&rest, &found))
      if (ep_text_equal(found, word)) return true;
  return false;
}

// Copies what follows the mark up to the end of its line; false, and nothing, where there is no mark.
static bool after(const char *text, const char *mark, char *out, size_t size)
{
  const char *start = strstr(text, mark);
  out[0] = '\0';
  if (!start) return false;
  start += strlen(mark);
  const struct ep_span rest = ep_text_trim((struct ep_span){start, strcspn(start, "\n")});
  snprintf(out, size, "%.*s", (int) rest.length, rest.start);
  return true;
}

// The line that says why something failed: the first error, or else the last line.
static void why(const struct outcome *outcome, char *out, size_t size)
{
  struct ep_text lines = {outcome->text, outcome->text + strlen(outcome->text), 0};
  struct ep_span line, best = {"no message", strlen("no message")};
  while (ep_text_line(&lines, &line)) {
    const struct ep_span trimmed = ep_text_trim(line);
    if (trimmed.length) best = trimmed;
    if (memmem(line.start, line.length, "ERROR", 5)) break;
  }
  snprintf(out, size, "%.*s", (int) best.length, best.start);
}

// ---- what is there ----

static bool is_program(const char *path)
{
  struct stat information;
  return !stat(path, &information) && S_ISREG(information.st_mode) && !access(path, X_OK);
}

static bool search_path(const char *name, path_t path)
{
  const char *folders = getenv("PATH");
  while (folders && *folders) {
    const size_t length = strcspn(folders, ":");
    snprintf(path, PATH_MAX, "%.*s/%s", (int) length, folders, name);
    if (length && is_program(path)) return true;
    folders += length + (folders[length] == ':');
  }
  path[0] = '\0';
  return false;
}

// The file at a place relative to the folder of this program: the same in a build folder and where it is installed.
static bool find_beside(const char *relative, path_t path)
{
  path_t self, joined;
  path[0] = '\0';
  const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
  if (length <= 0) return false;
  self[length] = '\0';
  *strrchr(self, '/') = '\0';
  if (snprintf(joined, sizeof joined, "%s/%s", self, relative) >= (int) sizeof joined) return false;
  if (realpath(joined, path)) return true;
  path[0] = '\0';
  return false;
}

// The library that the dynamic linker would give the program.
static void find_library(struct lammps *lammps)
{
  char *const argv[] = {lammps->program, "-h", NULL};
  const struct variable trace = {"LD_TRACE_LOADED_OBJECTS", "1"};
  struct outcome outcome = run(argv, NULL, NULL, &trace, 1);
  const char *name = strstr(outcome.text, "liblammps");
  char line[PATH_MAX];
  if (name && after(name, "=> ", line, sizeof line)) {
    line[strcspn(line, " ")] = '\0';
    if (line[0] == '/') snprintf(lammps->library, sizeof lammps->library, "%s", line);
  }
  free(outcome.text);
}

static bool examine_program(struct lammps *lammps)
{
  char *const argv[] = {lammps->program, "-h", NULL};
  struct outcome help = run(argv, NULL, NULL, NULL, 0);
  const bool known =
      after(help.text, "Parallel Simulator - ", lammps->version, sizeof lammps->version);
  const char *packages = strstr(help.text, "Installed packages:");
  char bits[16];
  if (after(help.text, "sizeof(tagint):", bits, sizeof bits)) lammps->tagint = atoi(bits) / 8;
  lammps->has_plugin = packages && has_word(packages, "PLUGIN");
  lammps->has_styles = has_word(help.text, "electropulse/core/atom");
  free(help.text);
  return known;
}

// What the plugin says of itself, read from the file: loading it is left to child processes.
static void examine_plugin(struct files *files)
{
  static const char mark[] = "@(#)LAMMPS ";
  char *text;
  size_t length;
  if (!ep_input_read("doctor", files->plugin, &text, &length)) return;
  const char *found = memmem(text, length, mark, sizeof mark - 1);
  if (found) {
    found += 4;
    const size_t room = (size_t) (text + length - found);
    snprintf(files->built_for, sizeof files->built_for, "%.*s", (int) strnlen(found, room), found);
  }
  free(text);
}

// ---- the ways ----

static void print_works(const char *way, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void print_works(const char *way, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  printf("  %-17s works\n", way);
  vprintf(format, arguments);
  putchar('\n');
  va_end(arguments);
}

static bool print_fails(const char *way, const char *reason)
{
  printf("  %-17s does not work: %s\n", way, reason);
  return false;
}

static bool judge(const char *way, struct outcome *outcome, bool works)
{
  char reason[512];
  if (!works) {
    why(outcome, reason, sizeof reason);
    print_fails(way, reason);
  }
  free(outcome->text);
  return works;
}

static bool try_executable(const struct files *files, const char *nothing)
{
  if (!files->executable[0])
    return print_fails("lmp-electropulse", "it is not there: build and install it");
  struct outcome outcome = run_lammps(files->executable, nothing, NULL, 0);
  if (!judge("lmp-electropulse", &outcome, outcome.status == 0)) return false;
  print_works("lmp-electropulse", "      %s -in in.file", files->executable);
  return true;
}

static bool try_plugin(const struct lammps *lammps, const struct files *files, const char *folder)
{
  if (!files->plugin[0]) return print_fails("plugin load", "electropulseplugin.so is not there");
  if (!lammps->has_plugin)
    return print_fails("plugin load",
                       "this LAMMPS has no PLUGIN package (its cmake: -D PKG_PLUGIN=on)");
  path_t script;
  snprintf(script, sizeof script, "%s/in.plugin", folder);
  FILE *file = fopen(script, "w");
  if (!file) return print_fails("plugin load", strerror(errno));
  fprintf(file, "plugin load \"%s\"\nplugin list\n", files->plugin);
  fclose(file);
  struct outcome outcome = run_lammps(lammps->program, script, NULL, 0);
  const bool works = outcome.status == 0 && strstr(outcome.text, "fix style plugin electropulse\n");
  unlink(script);
  if (!judge("plugin load", &outcome, works)) return false;
  print_works("plugin load", "      plugin load %s        (first line of the input)",
              files->plugin);
  return true;
}

static bool try_preload(const struct lammps *lammps, const struct files *files, const char *nothing)
{
  if (!files->preload[0])
    return print_fails("LD_PRELOAD", "libelectropulsepreload.so is not beside the plugin");
  if (strpbrk(files->preload, " :"))
    return print_fails("LD_PRELOAD", "it takes no path with a blank or a colon");
  const struct variable environment[] = {{"LD_PRELOAD", files->preload},
                                         {"ELECTROPULSE_PLUGIN", files->plugin}};
  struct outcome outcome = run_lammps(lammps->program, nothing, environment, 2);
  const bool registered = strstr(outcome.text, "styles registered (") != NULL;
  if (!registered && !strstr(outcome.text, "ERROR")) {
    free(outcome.text);
    return print_fails("LD_PRELOAD",
                       "this LAMMPS cannot be hooked (static, or linked with -Bsymbolic)");
  }
  if (!judge("LD_PRELOAD", &outcome, registered && outcome.status == 0)) return false;
  print_works("LD_PRELOAD",
              "      LD_PRELOAD=%s %s -in in.file\n"
              "      mpirun -n 4 -x LD_PRELOAD=%s %s -in in.file        (Open MPI)",
              files->preload, lammps->program, files->preload, lammps->program);
  return true;
}

struct library_request {
  const char *library, *plugin;
};

// In a child process: both may end it.
static void use_library(const void *argument)
{
  const struct library_request *request = argument;
  char *words[] = {"lammps", "-log", "none", "-screen", "none"};
  void *(*open_lammps)(int, char **, void **) = NULL;
  int (*version)(void *) = NULL;
  const char *(*add)(void *) = NULL;
  void *library = dlopen(request->library, RTLD_NOW | RTLD_GLOBAL);
  if (library) {
    *(void **) &open_lammps = dlsym(library, "lammps_open_no_mpi");
    *(void **) &version = dlsym(library, "lammps_version");
  }
  void *plugin = open_lammps && version ? dlopen(request->plugin, RTLD_NOW) : NULL;
  if (plugin) *(void **) &add = dlsym(plugin, "electropulse_register");
  if (!add) {
    printf("ERROR: %s\n", dlerror());
    return;
  }
  void *lammps = open_lammps(5, words, NULL);
  const char *problem = add(lammps);
  printf("version %d\n", version(lammps));
  if (problem)
    printf("ERROR: %s\n", problem);
  else
    printf("registered\n");
}

static bool try_library(const struct lammps *lammps, const struct files *files)
{
  if (!lammps->library[0])
    return print_fails("Python", "no library of LAMMPS is known: name it with --library");
  if (!files->plugin[0]) return print_fails("Python", "electropulseplugin.so is not there");
  const struct library_request request = {lammps->library, files->plugin};
  struct outcome outcome = run(NULL, use_library, &request, NULL, 0);
  if (!judge("Python", &outcome, strstr(outcome.text, "registered\n") != NULL)) return false;
  char folder[PATH_MAX];
  snprintf(folder, sizeof folder, "%s", files->plugin);
  *strrchr(folder, '/') = '\0';
  print_works("Python",
              "      export PYTHONPATH=%s        (then, in Python:)\n"
              "      import electropulse; electropulse.register(lmp)",
              folder);
  return true;
}

// ---- the report ----

static void print_item(const char *name, const char *value, const char *absent)
{
  printf("  %-12s%s\n", name, value[0] ? value : absent);
}

static void print_lammps(const struct lammps *lammps, bool known)
{
  char size[16] = "";
  puts("LAMMPS");
  if (!lammps->program[0]) {
    print_item("program", "", "none: lmp is not on PATH; name one with --lammps");
  } else if (!known) {
    print_item("program", lammps->program, "");
    print_item("", "it does not answer `-h` as LAMMPS does", "");
  } else {
    if (lammps->tagint) snprintf(size, sizeof size, "%d bytes", lammps->tagint);
    print_item("program", lammps->program, "");
    print_item("version", lammps->version, "");
    print_item("atom IDs", size, "of unknown size");
    print_item("PLUGIN", lammps->has_plugin ? "yes" : "no", "");
  }
  print_item("library", lammps->library, "none that is shared");
}

static int examine(const struct options *o)
{
  struct lammps lammps = {.program = ""};
  struct files files = {.plugin = ""};
  bool known = false;
  if (o->lammps && !strchr(o->lammps, '/'))
    search_path(o->lammps, lammps.program);
  else if (o->lammps)
    snprintf(lammps.program, sizeof lammps.program, "%s", o->lammps);
  else
    search_path("lmp", lammps.program);
  if (o->lammps && !is_program(lammps.program))
    return ep_options_error("doctor", "--lammps must be a program, got '%s'", o->lammps);
  if (o->library && access(o->library, R_OK))
    return ep_options_error("doctor", "--library must be a file, got '%s'", o->library);
  if (lammps.program[0]) {
    known = examine_program(&lammps);
    find_library(&lammps);
  }
  if (o->library && !realpath(o->library, lammps.library)) lammps.library[0] = '\0';

  const char *plugin = o->plugin ? o->plugin : getenv("ELECTROPULSE_PLUGIN");
  if (plugin && *plugin) {
    if (!realpath(plugin, files.plugin))
      return ep_options_error("doctor", "the plugin must be a file, got '%s'", plugin);
  } else {
    find_beside("../lib/electropulse/electropulseplugin.so", files.plugin);
  }
  if (files.plugin[0]) {
    examine_plugin(&files);
    const int folder = (int) (strrchr(files.plugin, '/') - files.plugin);
    snprintf(files.preload, sizeof files.preload, "%.*s/libelectropulsepreload.so", folder,
             files.plugin);
    if (access(files.preload, R_OK)) files.preload[0] = '\0';
  }
  if (!find_beside("lmp-electropulse", files.executable))
    search_path("lmp-electropulse", files.executable);

  const char *temporary = getenv("TMPDIR");
  if (!temporary || !*temporary) temporary = P_tmpdir;
  char folder[PATH_MAX - 32], nothing[PATH_MAX];
  snprintf(folder, sizeof folder, "%s/electropulse-doctor-XXXXXX", temporary);
  if (!mkdtemp(folder)) {
    fprintf(stderr, "electropulse doctor: cannot make a folder in %s: %s\n", temporary,
            strerror(errno));
    return EP_EXIT_FAILURE;
  }
  snprintf(nothing, sizeof nothing, "%s/in.nothing", folder);
  FILE *file = fopen(nothing, "w");
  if (!file || fputs("units metal\n", file) < 0 || fclose(file)) {
    fprintf(stderr, "electropulse doctor: cannot write %s: %s\n", nothing, strerror(errno));
    return EP_EXIT_FAILURE;
  }

  print_lammps(&lammps, known);
  puts("\nUSER-ELECTROPULSE");
  print_item("plugin", files.plugin, "none");
  print_item("built for", files.built_for, "unknown");
  puts("\nWays in, each tried");
  bool any = try_executable(&files, nothing);
  if (known && lammps.has_styles) {
    print_works("inside LAMMPS", "      %s -in in.file", lammps.program);
    any = true;
  }
  if (known) {
    any |= try_plugin(&lammps, &files, folder);
    any |= try_preload(&lammps, &files, nothing);
  }
  any |= try_library(&lammps, &files);
  unlink(nothing);
  rmdir(folder);
  if (!any) puts("\nNo way works. Build the package for this LAMMPS: doc/routes.rst tells how.");
  return any ? EP_EXIT_OK : EP_EXIT_NOT_MET;
}

static int read_options(int argc, char **argv, struct options *o)
{
  enum { LAMMPS, LIBRARY, PLUGIN, HELP };
  static const struct option known[] = {{"lammps", required_argument, NULL, LAMMPS},
                                        {"library", required_argument, NULL, LIBRARY},
                                        {"plugin", required_argument, NULL, PLUGIN},
                                        {"help", no_argument, NULL, HELP},
                                        {NULL, 0, NULL, 0}};
  ep_options_restart();
  for (;;) {
    const int at = optind > 0 ? optind : 1;
    const int c = getopt_long(argc, argv, "+:h", known, NULL);
    if (c == -1) break;
    switch (c) {
      case LAMMPS:
        o->lammps = optarg;
        break;
      case LIBRARY:
        o->library = optarg;
        break;
      case PLUGIN:
        o->plugin = optarg;
        break;
      case HELP:
      case 'h':
        o->help = true;
        return EP_EXIT_OK;
      case ':':
        return ep_options_error("doctor", "option '%s' needs a value", argv[optind - 1]);
      default:
        return ep_options_error("doctor", "unknown option '%s'",
                                argv[optind > at ? optind - 1 : at]);
    }
  }
  if (optind < argc) return ep_options_error("doctor", "unexpected word '%s'", argv[optind]);
  return EP_EXIT_OK;
}

int ep_doctor_main(int argc, char **argv)
{
  struct options options = {NULL, NULL, NULL, false};
  const int status = read_options(argc, argv, &options);
  if (status != EP_EXIT_OK) return status;
  if (options.help) {
    print_usage(stdout);
    return EP_EXIT_OK;
  }
  return examine(&options);
}
