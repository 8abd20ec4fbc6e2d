/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Addresses with {name} in their path, where arguments go. */

/* Returns: (transfer full): the names, each once; NULL with BH_ERROR_INVALID where a brace stands
 * elsewhere or alone. */
GPtrArray *bhd_tool_url_names (const char *url, GError **error);

/* Fills in @arguments, escaped; those that are not named go into the query where @query says so.
 * Returns: (transfer full): NULL with BH_ERROR_INVALID where one is missing, or would lead to
 * another path. */
char *bhd_tool_url_fill (const char *url, JsonObject *arguments, gboolean query, GError **error);

G_END_DECLS
