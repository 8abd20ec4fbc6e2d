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

char *
bht_page_eval (BhtPage *self, const char *where, const char *script)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  char *value;

  while ((value = bht_page_try (self, where, script, &error)) == NULL)
    {
      if (error != NULL)
        g_error ("in %s: %s: %s", where != NULL ? where : "the page", script, error->message);
      if (!bht_page_turn (deadline))
        g_error ("no document at %s", where != NULL ? where : "the top");
    }
  return value;
}

gboolean
bht_page_holds (BhtPage *self, const char *where, const char *script)
{
  g_autofree char *wrapped = g_strdup_printf ("Boolean(%s)", script);
  g_autoptr (GError) error = NULL;
  g_autofree char *value = bht_page_try (self, where, wrapped, &error);

  return g_strcmp0 (value, "true") == 0;
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
