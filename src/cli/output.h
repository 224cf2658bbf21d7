#ifndef ELECTROPULSE_OUTPUT_H
#define ELECTROPULSE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

// Writes a file whole or not at all: it is complete before it gets its name, and replaces one of that name. False,
// after a message of the verb on standard error, when it cannot be written.
bool ep_output_write(const char *verb, const char *path, const char *text, size_t length);

#endif
