/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-text.h"

#include <string.h>

/* Whatever comes in, what goes out is clean text, and cleaning it again changes nothing. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = bhd_text_from_bytes (data, size);
  g_autofree char *again = bhd_text_from_bytes ((const guint8 *) text, strlen (text));

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strpbrk (text, "\r\f\v\x1b\x7f"));
  g_assert_null (strstr (text, "\n\n\n"));
  g_assert_cmpstr (text, ==, again);
  return 0;
}
