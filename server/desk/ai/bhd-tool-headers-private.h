/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* {"Name":"value"}: at most 20 headers that a request may carry, none of those the connection is
 * made of.  Returns: (transfer full): their names as a JSON array; NULL with BH_ERROR_INVALID and
 * the detail “field”; no value is told. */
char *bhd_tool_headers_check (const char *headers, GError **error);

G_END_DECLS
