#ifndef ELECTROPULSE_CLI_JSON_H
#define ELECTROPULSE_CLI_JSON_H

#include <jansson.h>
#include <stdbool.h>

// What the verbs of the command share in writing JSON. Without memory these end the command, after a message.

// A new object, a new array.
json_t *ep_json_object(void);
json_t *ep_json_array(void);

// Puts an item, whose reference is taken over, into an object or at the end of an array.
void ep_json_set(json_t *object, const char *key, json_t *item);
void ep_json_append(json_t *array, json_t *item);

// A number, null where it is not finite; a string, null for NULL; the array [low, high].
json_t *ep_json_number(double value);
json_t *ep_json_string(const char *text);
json_t *ep_json_range(double low, double high);

// Prints the value with 12 digits and a line end on standard output and releases it; false when that fails.
bool ep_json_print(json_t *value);

#endif
