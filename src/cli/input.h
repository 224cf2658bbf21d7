#ifndef ELECTROPULSE_INPUT_H
#define ELECTROPULSE_INPUT_H

#include "text.h"

#include <stdbool.h>
#include <stddef.h>

// Files that a verb of the command reads, and what it says of them on standard error.

// Reads a whole file, pipes too; *text is to be freed. False, after a message, when it cannot be read.
bool ep_input_read(const char *verb, const char *path, char **text, size_t *length);

// Says what is wrong with a file; returns false.
bool ep_input_complain(const char *verb, const char *path, const char *what);

// Says what is wrong with a file and in which line; returns false.
bool ep_input_complain_text(const char *verb, const char *path, const struct ep_text_error *error);

#endif
