/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-view-filter.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What is taken is kept as something that is taken again, and stays the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = bhd_view_filter_read ((const char *) data, size, &error);
  g_autofree char *again = NULL;

  g_assert_true ((kept != NULL) == (error == NULL));
  if (kept == NULL)
    return 0;
  again = bhd_view_filter_read (kept, strlen (kept), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, kept);
  return 0;
}
