#ifndef ELECTROPULSE_OPTIONS_H
#define ELECTROPULSE_OPTIONS_H

// What the verbs of the command share in reading their options with getopt_long.

// Makes getopt begin anew, whoever used it before, and leave messages to the caller.
void ep_options_restart(void);

// Says what is wrong with the options of a verb, `word` standing for %s in the format; returns EP_EXIT_USAGE.
int ep_options_error(const char *verb, const char *format, const char *word);

// Says that this is no metal of the table, and which are; returns EP_EXIT_USAGE.
int ep_options_unknown_metal(const char *verb, const char *symbol);

#endif
