/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/bhd-cursor.h"

#include "common/bh-error.h"
#include "common/bh-id.h"

gboolean
bhd_cursor_read (const BhdRequest *request, const char *field, BhdCursor *cursor, GError **error)
{
  const char *text = bhd_request_text (request, field);
  char *end = NULL;

  *cursor = (BhdCursor){ 0 };
  if (text == NULL)
    return TRUE;

  cursor->us = g_ascii_strtoll (text, &end, 10);
  if (cursor->us <= 0 || *end != ':' || !bh_id_is_valid (end + 1))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   "could not take “%s”: send back the “next” of the page before", field);
      return FALSE;
    }
  cursor->id = end + 1;
  return TRUE;
}

void
bhd_cursor_write_next (BhJsonWriter *json, gint64 us, const char *id)
{
  g_autofree char *next = id != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT ":%s", us, id) : NULL;

  bh_json_string (json, "next", next);
}
