/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-frame.h"
#include "server/http/feed/bhd-saying.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Everything a client's bytes lead to, as one number, so that two ways of cutting them can be
 * compared. */
static guint
listen (const guint8 *data, gsize size, gsize step)
{
  g_auto (BhdFrameReader) reader = BHD_FRAME_READER_INIT;
  guint heard = 5381;

  for (gsize start = 0; start < size; start += step)
    {
      const guint8 *at = data + start;
      gsize length = MIN (step, size - start);
      const GString *payload;
      BhdFrameKind kind;

      while ((kind = bhd_frame_reader_read (&reader, &at, &length, 1, &payload)) != BHD_FRAME_MORE)
        {
          gint64 after = -1;

          if (kind == BHD_FRAME_REFUSED)
            return heard * 33 + reader.code;
          g_assert_cmpuint (payload->len, <=, BHD_FRAME_MAX_MESSAGE);
          if (kind == BHD_FRAME_TEXT && bhd_saying_parse (payload->str, payload->len, &after, NULL))
            g_assert_cmpint (after, >=, -1);
          heard = heard * 33 + kind + g_string_hash (payload) + (guint) after;
        }
    }
  return heard;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size > 0)
    g_assert_cmpuint (listen (data, size, size), ==, listen (data, size, 1 + size % 7));
  return 0;
}
