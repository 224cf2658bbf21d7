#ifndef ELECTROPULSE_CATALOGUE_H
#define ELECTROPULSE_CATALOGUE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// A published potential whose table an openkim portable model carries as a data symbol.
typedef struct {
  const char *name;        // what the user types, and the file's name without its extension
  const char *elements;    // in the table's order, separated by blanks
  const char *format;      // LAMMPS pair style: "eam/alloy" or "eam/fs"
  const char *kim_id;      // openkim id with version: the folder of the model
  const char *symbol;      // the table; its length is the unsigned int <symbol>_len
  const char *authors;
  const char *title;
  const char *journal;    // NULL: unpublished
  const char *volume;
  const char *page;    // first page or article number
  int year;
  const char *doi;          // of the article; NULL: unpublished
  const char *model_doi;    // of the openkim record
  const char *sha256;       // of the table, 64 lower-case hex digits
  const char *note;         // what its authors say it is for, or NULL
} ep_catalogue_entry;

// Returns the catalogue, and its length in *count.
const ep_catalogue_entry *ep_catalogue(size_t *count);

// Returns the entry of that name, or NULL.
const ep_catalogue_entry *ep_catalogue_find(const char *name);

// Writes the entry's file name, for example Au_Grochola.eam.alloy, into buffer; returns what
// snprintf does.
int ep_catalogue_file_name(const ep_catalogue_entry *entry, char *buffer, size_t size);

// Writes the entry's reference on one line into buffer; returns what snprintf does.
int ep_catalogue_citation(const ep_catalogue_entry *entry, char *buffer, size_t size);

#ifdef __cplusplus
}
#endif
#endif
