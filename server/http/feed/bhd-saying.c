/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-saying.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/http/feed/bhd-frame.h"
#include "server/http/feed/bhd-subscriber.h"

typedef struct
{
  gboolean resume;
  gint64 after;
} Saying;

static gboolean
saying_member (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  Saying *saying = data;

  if (g_str_equal (name, "op"))
    saying->resume = value->length == strlen ("\"resume\"") &&
                     memcmp (value->text, "\"resume\"", value->length) == 0;
  if (!g_str_equal (name, "after") || value->type == BH_JSON_NULL)
    return TRUE;
  if (bh_json_span_get_int (value, &saying->after) && saying->after >= 0)
    return TRUE;

  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID,
                       "“after” must be the number of an event, 0 or more");
  return FALSE;
}

gboolean
bhd_saying_parse (const char *text, gsize length, gint64 *after, GError **error)
{
  Saying saying = { FALSE, BHD_FROM_NOW };

  if (!bh_json_each_member (text, length, BHD_FRAME_MAX_MESSAGE, saying_member, &saying, error))
    return FALSE;
  if (!saying.resume)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, "“op” must be “resume”");
      return FALSE;
    }

  *after = saying.after;
  return TRUE;
}
