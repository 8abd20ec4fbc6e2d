/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* JSON objects as bags of values (a{sv}), for rooms that speak no JSON: text is “s”, true “b”, a
 * whole number “x”, another one “d”, null “ms”, a list of words “as”, of whole numbers “ax”, of
 * lists of such “aas”, “aax”, of objects “aa{sv}”, an object “a{sv}”; an empty list is “as”.  Lists
 * of anything else are left out.
 * @raw: members that stay JSON text (nullable, NULL-terminated). */

/* Returns: (transfer full): not floating */
GVariant *bhc_values_from_json (JsonObject *object, const char *const *raw);

/* @values as above; “a{ss}” is taken for an object of texts.  Text of a member in @raw goes in as
 * it is and must be JSON: BH_ERROR_INVALID with the detail “field” otherwise. Returns: (transfer
 * full): JSON text */
char *bhc_values_to_json (GVariant *values, const char *const *raw, GError **error);

G_END_DECLS
