#ifndef ELECTROPULSE_COMMAND_H
#define ELECTROPULSE_COMMAND_H

// Exit status of every verb; EP_EXIT_NOT_MET: the data are good, but do not meet the verb's rule.
enum { EP_EXIT_OK = 0, EP_EXIT_FAILURE = 1, EP_EXIT_USAGE = 2, EP_EXIT_NOT_MET = 3 };

// A verb of the command `electropulse`: argv[0] is the verb's own name; returns the exit status.
// Results go to standard output, messages to standard error.
typedef int ep_verb(int argc, char **argv);

#ifdef __cplusplus
extern "C" {
#endif

ep_verb ep_compare_main;
ep_verb ep_doctor_main;
ep_verb ep_estimate_main;
ep_verb ep_films_main;
ep_verb ep_materials_main;
ep_verb ep_potentials_main;
ep_verb ep_report_main;

// The action `electropulse potentials generate`: argv[0] is "generate".
ep_verb ep_generate_main;

#ifdef __cplusplus
}
#endif
#endif
