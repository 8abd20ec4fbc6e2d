/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-variables.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char *
look_up (const char *name, gpointer data)
{
  g_assert_cmpuint (strlen (name), <=, 64);
  return *name == 'a' ? "{{b}}" : NULL;
}

/* Blanks lie one behind the other within what comes out, and begin with braces. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid (size > 0 ? (const char *) data : "", (gssize) size);
  g_autoptr (GArray) blanks = NULL;
  g_autofree char *filled = bhc_variables_fill (text, look_up, NULL, &blanks);
  guint length = (guint) g_utf8_strlen (filled, -1), end = 0;

  g_assert_true (g_utf8_validate (filled, -1, NULL));
  g_assert_cmpuint (strlen (filled), <=, BHC_FILLED_MAX);
  for (guint i = 0; i < blanks->len; i++)
    {
      const BhcBlank *blank = &g_array_index (blanks, BhcBlank, i);

      g_assert_cmpuint (blank->start, >=, end);
      end = blank->start + blank->length;
      g_assert_cmpuint (end, <=, length);
      g_assert_true (g_str_has_prefix (g_utf8_offset_to_pointer (filled, blank->start), "{{"));
    }
  return 0;
}
