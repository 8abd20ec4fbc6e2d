/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/models/bhd-sse.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
note_cb (const char *event, const char *data, gsize length, gpointer heard, GError **error)
{
  g_assert_cmpint (data[length], ==, '\0');
  g_assert_null (strpbrk (event, "\r\n"));
  g_assert_null (memchr (data, '\r', length));
  g_string_append_printf (heard, "%s %zu:", event, length);
  g_string_append_len (heard, data, (gssize) length);
  return TRUE;
}

static GString *
hear (const guint8 *data, gsize size, gsize step)
{
  g_auto (BhdSse) sse = BHD_SSE_INIT;
  GString *heard = g_string_new (NULL);

  for (gsize at = 0; at < size; at += step)
    if (!bhd_sse_feed (&sse, (const char *) data + at, MIN (step, size - at), note_cb, heard, NULL))
      break;
  return heard;
}

/* However the bytes are cut, they say the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  GString *whole = hear (data, size, MAX (size, 1));
  GString *singly = hear (data, size, 1);

  g_assert_true (g_string_equal (whole, singly));
  g_string_free (whole, TRUE);
  g_string_free (singly, TRUE);
  return 0;
}
