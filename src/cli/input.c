#include "input.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ep_input_complain(const char *verb, const char *path, const char *what)
{
  fprintf(stderr, "electropulse %s: %s: %s\n", verb, path, what);
  return false;
}

bool ep_input_complain_text(const char *verb, const char *path, const struct ep_text_error *error)
{
  fprintf(stderr, "electropulse %s: %s: ", verb, path);
  if (error->line) fprintf(stderr, "line %zu: ", error->line);
  fprintf(stderr, "%s\n", error->message);
  return false;
}

bool ep_input_read(const char *verb, const char *path, char **text, size_t *length)
{
  size_t capacity = 0;
  *text = NULL;
  *length = 0;
  FILE *file = fopen(path, "rb");
  if (!file) return ep_input_complain(verb, path, strerror(errno));
  for (;;) {
    if (*length == capacity) {
      char *more = capacity < SIZE_MAX / 2 ? realloc(*text, capacity ? 2 * capacity : 65536) : NULL;
      if (!more) {
        ep_input_complain(verb, path, "out of memory");
        break;
      }
      *text = more;
      capacity = capacity ? 2 * capacity : 65536;
    }
    errno = 0;
    *length += fread(*text + *length, 1, capacity - *length, file);
    if (ferror(file)) {
      ep_input_complain(verb, path, errno ? strerror(errno) : "cannot be read");
      break;
    }
    if (feof(file)) {
      fclose(file);
      return true;
    }
  }
  fclose(file);
  free(*text);
  *text = NULL;
  return false;
}
