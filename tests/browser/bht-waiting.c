/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-waiting.h"

/* Waiting is the same in every browser: ask, and let things happen. */

gboolean
bht_page_turn (gint64 deadline)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (1000);
  return g_get_monotonic_time () < deadline;
}

void
bht_page_run (BhtPage *self, const char *where, const char *script)
{
  g_autofree char *value = bht_page_eval (self, where, script);
}

/* What the document shows, for the message of a failure. */
static char *
describe (BhtPage *self, const char *where)
{
  if (!bht_page_holds (self, where, "document.body"))
    return g_strdup ("(no such document)");
  return bht_page_eval (self, where, "document.body.innerText");
}

void
bht_page_wait (BhtPage *self, const char *where, const char *script)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (!bht_page_holds (self, where, script))
    {
      if (!bht_page_turn (deadline))
        {
          g_autofree char *text = describe (self, where);

          g_error ("never came true: %s\nshown:\n%s\nerrors:\n%s", script, text,
                   bht_page_errors (self));
        }
      g_usleep (3000);
    }
}

void
bht_page_wait_for (BhtPage *self, const char *where, const char *role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (!bht_page_has (self, where, role, name))
    {
      if (!bht_page_turn (deadline))
        {
          g_autofree char *text = describe (self, where);

          g_error ("no %s called “%s”\nshown:\n%s\nerrors:\n%s", role, name, text,
                   bht_page_errors (self));
        }
      g_usleep (3000);
    }
}
