/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-closing.h"

#include "tests/browser/bht-waiting.h"

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  gboolean *ended = data;

  *ended = TRUE;
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
}

void
bht_closing_await (GSubprocess *process)
{
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  gboolean ended = FALSE;

  g_subprocess_wait_async (process, NULL, ended_cb, &ended);
  while (!ended && bht_page_turn (deadline))
    ;
  if (!ended)
    g_subprocess_force_exit (process);
  while (!ended)
    g_main_context_iteration (NULL, TRUE);
}
