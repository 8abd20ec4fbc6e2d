/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets BH_ERROR_INVALID, “could not take “FIELD”: …”, with the detail “field”.  Returns: FALSE. */
gboolean bhd_refuse_field (GError **error, const char *field, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* Sets BH_ERROR_NOT_FOUND.  @sentence: marked with N_().  Returns: NULL. */
gpointer bhd_refuse_unknown (GError **error, const char *sentence);

/* Sets BH_ERROR_CONFLICT: the id names another one.  Returns: NULL. */
gpointer bhd_refuse_conflict (GError **error, const char *what);

/* Says BH_ERROR_CONFLICT in these words, with the detail “field”, where @inner (transfer full) is a
 * broken UNIQUE rule; else passes it on.  Returns: FALSE. */
gboolean
bhd_refuse_taken (GError *inner, GError **error, const char *field, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* BH_ERROR_CONFLICT in these words where there are @max.  Returns: whether there is room. */
gboolean bhd_refuse_full (gint64 count, gint64 max, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/* Replaces *@text by @value where that is given. */
void bhd_set_given (char **text, const char *value);

G_END_DECLS
