#include "json.h"

#include "command.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void *allocated(void *pointer)
{
  if (!pointer) {
    fputs("electropulse: out of memory\n", stderr);
    exit(EP_EXIT_FAILURE);
  }
  return pointer;
}

json_t *ep_json_object(void)
{
  return allocated(json_object());
}

json_t *ep_json_array(void)
{
  return allocated(json_array());
}

void ep_json_set(json_t *object, const char *key, json_t *item)
{
  if (json_object_set_new(object, key, item)) allocated(NULL);
}

void ep_json_append(json_t *array, json_t *item)
{
  if (json_array_append_new(array, item)) allocated(NULL);
}

json_t *ep_json_number(double value)
{
  return isfinite(value) ? json_real(value) : json_null();
}

json_t *ep_json_string(const char *text)
{
  return text ? json_string(text) : json_null();
}

json_t *ep_json_range(double low, double high)
{
  json_t *array = ep_json_array();
  ep_json_append(array, ep_json_number(low));
  ep_json_append(array, ep_json_number(high));
  return array;
}

bool ep_json_print(json_t *value)
{
  const bool done = !json_dumpf(value, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
  json_decref(value);
  putchar('\n');
  return done;
}
