/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/extract/hostile-run.h"

#include "tests/extract/extract-run.h"

#include <string.h>

static gboolean
is_expected (const HostileCase *each, int status)
{
  for (guint i = 0; i < G_N_ELEMENTS (each->statuses); i++)
    if (status == each->statuses[i] && (status != DONE || each->text != NULL))
      return TRUE;
  return FALSE;
}

static void
test_case (gconstpointer data)
{
  const HostileCase *each = data;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (ExtractRun) run = NULL;

  if (each->heavy && g_getenv ("UNMEASURED") != NULL)
    {
      g_test_skip ("for a program without sanitizers");
      return;
    }
  document = each->make ();
  run = extract_run (each->format, document);
  extract_run_assert_bounded (run);
  if (!is_expected (each, run->status))
    g_error ("%s: ended with %d", each->name, run->status);
  if (run->status != DONE)
    return;
  g_assert_nonnull (strstr (run->text, each->text));
  g_assert_null (strstr (run->text, "root:"));
}

void
hostile_run_add (const HostileCase *cases)
{
  for (; cases->name != NULL; cases++)
    {
      g_autofree char *path = g_strconcat ("/extract/hostile/", cases->name, NULL);

      g_test_add_data_func (path, cases, test_case);
    }
}
