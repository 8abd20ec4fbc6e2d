/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/voice/bhd-phone.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Whatever is taken is E.164, and reads as itself. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autoptr (GError) error = NULL;
  g_autofree char *number = bhd_phone_read (text, &error);
  g_autofree char *again = number != NULL ? bhd_phone_read (number, NULL) : NULL;
  gsize digits;

  if (number == NULL)
    {
      g_assert_true (g_error_matches (error, BH_ERROR, BH_ERROR_INVALID));
      return 0;
    }
  digits = strspn (number + 1, "0123456789");
  g_assert_true (number[0] == '+' && number[1] != '0' && number[1 + digits] == '\0');
  g_assert_true (digits >= 6 && digits <= 15);
  g_assert_cmpstr (number, ==, again);
  return 0;
}
