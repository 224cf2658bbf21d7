#define _POSIX_C_SOURCE 200809L

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int file, const char *text, size_t length)
{
  while (length) {
    const ssize_t written = write(file, text, length);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text += written;
    length -= (size_t) written;
  }
  return true;
}

// The file's name while it is not complete, in the same folder; null without memory.
static char *part_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  const int folder = slash ? (int) (slash - path) + 1 : 0;
  const size_t size = strlen(path) + 32;
  char *part = malloc(size);
  if (part)
    snprintf(part, size, "%.*s.%s.%ld", folder, path, path + folder, (long) getpid());
  else
    errno = ENOMEM;
  return part;
}

bool ep_output_write(const char *verb, const char *path, const char *text, size_t length)
{
  char *part = part_name(path);
  const int file = part ? open(part, O_WRONLY | O_CREAT | O_EXCL, 0666) : -1;
  bool done = file >= 0;
  int reason = errno;
  if (done) {
    done = write_all(file, text, length) && !fsync(file);
    reason = errno;
    if (close(file) && done) {
      done = false;
      reason = errno;
    }
    if (done && rename(part, path)) {
      done = false;
      reason = errno;
    }
    if (!done) unlink(part);
  }
  if (!done)
    fprintf(stderr, "electropulse %s: cannot write '%s': %s\n", verb, path, strerror(reason));
  free(part);
  return done;
}
