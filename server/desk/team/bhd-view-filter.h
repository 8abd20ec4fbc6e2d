/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BHD_VIEW_FILTER_MAX 8192 /* bytes */
#define BHD_VIEW_FILTER_WORDS 50 /* in one list */
#define BHD_VIEW_FILTER_DAYS 3650

/* Reads a foreign filter, an object as PROTOCOL.md says; what is null or an empty list asks
 * nothing.  Returns: (transfer full): the same as it is kept, its members in order; NULL with
 * BH_ERROR_INVALID and the detail “field” (“filter.labels”; “filter” for what nobody knows),
 * _MALFORMED or _TOO_LARGE. */
char *bhd_view_filter_read (const char *json, gsize length, GError **error);

G_END_DECLS
