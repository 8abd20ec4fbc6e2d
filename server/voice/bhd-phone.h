/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a phone number as people write it, with blanks, dots, dashes, slashes and parentheses, and
 * with its country code behind + or 00.  A lone zero in parentheses, as in “+49 (0) 170 …”, is only
 * dialled at home and left out.
 * Returns: (transfer full): E.164, “+491701234567”; NULL with BH_ERROR_INVALID and the detail
 * “field” */
char *bhd_phone_read (const char *text, GError **error);

G_END_DECLS
