/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* kill -9 of a console while somebody types: at most the last second of it is lost. */
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

#include <signal.h>
#include <stdlib.h>

#define ROUNDS 3

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
  int found;     /* -1: not told yet */
  GArray *typed; /* of Typed */
  gboolean ended;
} Child;

typedef struct
{
  gint64 at_us;
  int length;
} Typed;

static void read_line (Child *child);

static void
line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  Typed typed = { g_get_monotonic_time (), line != NULL ? atoi (line) : 0 };

  child->ended = line == NULL;
  if (line == NULL)
    return;

  if (g_str_has_prefix (line, "found "))
    child->found = atoi (line + strlen ("found "));
  else
    g_array_append_val (child->typed, typed);
  read_line (child);
}

static void
read_line (Child *child)
{
  g_data_input_stream_read_line_async (child->output, G_PRIORITY_DEFAULT, NULL, line_cb, child);
}

static void
start (Child *child, BhtDesk *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;

  child->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("DRAFT_CHILD"),
                        fixture->directory, fixture->mock->url, id, NULL);
  g_assert_no_error (error);
  child->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child->process));
  child->found = -1;
  child->ended = FALSE;
  child->typed = g_array_new (FALSE, FALSE, sizeof (Typed));
  read_line (child);
}

/* Returns: how much had been typed a second before. */
static int
kill_and_look_back (Child *child)
{
  gint64 second_ago_us = g_get_monotonic_time () - G_USEC_PER_SEC;
  int length = 0;

  kill (atoi (g_subprocess_get_identifier (child->process)), SIGKILL);
  for (guint i = 0; i < child->typed->len; i++)
    if (g_array_index (child->typed, Typed, i).at_us < second_ago_us)
      length = g_array_index (child->typed, Typed, i).length;
  bht_wait_until (child->ended);
  g_subprocess_wait (child->process, NULL, NULL);
  g_clear_object (&child->output);
  g_clear_object (&child->process);
  g_array_unref (child->typed);

  return length;
}

static gboolean
typed_for (Child *child, gint64 us)
{
  return child->typed->len > 0 &&
         g_get_monotonic_time () - g_array_index (child->typed, Typed, 0).at_us > us;
}

static void
test_killed_console_loses_a_second (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  Child child = { 0 };
  int before = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      gint64 us = g_test_rand_int_range (1200, 2000) * 1000;

      start (&child, fixture, id);
      bht_wait_until (child.found >= 0);
      g_assert_cmpint (child.found, >=, before);
      bht_wait_until (typed_for (&child, us) || child.ended);
      before = kill_and_look_back (&child);
      g_assert_cmpint (before, >, 0);
    }

  start (&child, fixture, id);
  bht_wait_until (child.found >= 0);
  g_test_message ("%d letters a second before the last kill, %d found", before, child.found);
  g_assert_cmpint (child.found, >=, before);
  kill_and_look_back (&child);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/draft/killed-console-loses-a-second", test_killed_console_loses_a_second);

  return g_test_run ();
}
