/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The gate for foreign JSON.  json-glib 1.6 overflows its stack on deep nesting and leaks on
 * malformed roots, so nothing reaches it that bh_json_check() has not walked: one value, UTF-8
 * without NUL, depth and size within limits, strict grammar (RFC 8259), no unpaired surrogates. */
#define BH_JSON_MAX_DEPTH 32

gboolean bh_json_check (const char *text, gsize length, gsize max_length, GError **error);

/* Checks, then builds a json-glib tree: for everything that is not on the hot path.
 * Returns: (transfer full): the root node, an object; or NULL with BH_ERROR_MALFORMED or
 * _TOO_LARGE. */
JsonNode *bh_json_parse_object (const char *text, gsize length, gsize max_length, GError **error);

/* The hot path reads an object without a tree.  One pass checks the whole text as above and calls
 * back for each top-level member; a value is handed over as its raw span of the text. */
typedef enum
{
  BH_JSON_NULL,
  BH_JSON_BOOL,
  BH_JSON_NUMBER,
  BH_JSON_STRING,
  BH_JSON_ARRAY,
  BH_JSON_OBJECT,
} BhJsonType;

typedef struct
{
  const char *text; /* points into the caller's text; a string still has its quotes and escapes */
  gsize length;
  BhJsonType type;
} BhJsonSpan;

/* @name is decoded and valid for the call only.  Return FALSE (with @error set) to stop. */
typedef gboolean (*BhJsonMemberFunc) (const char *name,
                                      const BhJsonSpan *value,
                                      gpointer data,
                                      GError **error);

gboolean bh_json_each_member (const char *text,
                              gsize length,
                              gsize max_length,
                              BhJsonMemberFunc func,
                              gpointer data,
                              GError **error);

/* Returns: (transfer full) (nullable): the decoded text of a string span; NULL where it is no
 * string or contains U+0000. */
char *bh_json_span_dup_string (const BhJsonSpan *span);
gboolean bh_json_span_get_int (const BhJsonSpan *span,
                               gint64 *value); /* FALSE: no whole number in range */

/* Reading members of a checked tree without json-glib's criticals on wrong types: the default
 * answers. */
const char *bh_json_get_string (JsonObject *object, const char *name, const char *fallback);
gint64 bh_json_get_int (JsonObject *object, const char *name, gint64 fallback);
double bh_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean bh_json_get_bool (JsonObject *object, const char *name, gboolean fallback);
JsonObject *bh_json_get_object (JsonObject *object,
                                const char *name); /* (transfer none) (nullable) */
JsonArray *bh_json_get_array (JsonObject *object,
                              const char *name); /* (transfer none) (nullable) */

G_END_DECLS
