/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* What a vendor has published of a request, one row a member; nothing but these rows may stand in
 * it.  The last one has no path. */
typedef struct
{
  const char *path; /* “messages[].role”: of the members of an array “[]” stands for each */
  const char *type; /* “string”, “int”, “bool”, “object”, “array”, “null”; “any” is not looked into;
                       several with “|” */
  gboolean required; /* wherever its parent stands */
  const char *words; /* (nullable) what a string may be, with “|” */
} Shape;

/* Fails the test where @json is not of the shape. */
void shape_assert (const Shape *shapes, const char *json);
