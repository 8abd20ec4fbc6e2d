/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BH_FILE_NAME_MAX 120 /* characters */

/* What is left of a stranger's file name that may be shown, and saved under: one piece of a path in
 * one line, without characters that turn or hide others, with its extension.
 * Returns: (transfer full): “file” where nothing is left */
char *bh_file_name_clean (const char *name);

/* The value of a Content-Disposition header that has the bytes saved under @name.
 * Returns: (transfer full) */
char *bh_file_name_to_disposition (const char *name);

G_END_DECLS
