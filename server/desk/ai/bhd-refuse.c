/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-refuse-private.h"

#include "common/bh-error.h"

gboolean
bhd_refuse_field (GError **error, const char *field, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return bh_error_refuse (error, BH_ERROR_INVALID, field, "could not take “%s”: %s", field, reason);
}

gpointer
bhd_refuse_unknown (GError **error, const char *sentence)
{
  g_set_error_literal (error, BH_ERROR, BH_ERROR_NOT_FOUND, sentence);
  return NULL;
}

gpointer
bhd_refuse_conflict (GError **error, const char *what)
{
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
               "this id names another %s already: make a new one", what);
  return NULL;
}

gboolean
bhd_refuse_taken (GError *inner, GError **error, const char *field, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  if (!g_error_matches (inner, BH_ERROR, BH_ERROR_CONFLICT))
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  g_error_free (inner);
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return bh_error_refuse (error, BH_ERROR_CONFLICT, field, "%s: choose another", reason);
}

gboolean
bhd_refuse_full (gint64 count, gint64 max, GError **error, const char *format, ...)
{
  va_list args;

  if (count < max)
    return TRUE;
  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (BH_ERROR, BH_ERROR_CONFLICT, format, args));
  va_end (args);
  return FALSE;
}

void
bhd_set_given (char **text, const char *value)
{
  char *copy;

  if (value == NULL)
    return;
  copy = g_strdup (value);
  g_free (*text);
  *text = copy;
}
