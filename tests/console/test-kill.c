/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* kill -9 of a console with messages in its outbox: whatever it has shown arrives once, in order.
 */
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#define ROUNDS 6
#define MESSAGES 25

typedef struct
{
  GSubprocess *process;
  GDataInputStream *output;
  GPtrArray *shown; /* char *, of all children so far */
  int first;        /* number of this child … */
  guint lines;      /* … and so many rows of its own has it shown */
  gboolean ended;
} Child;

static void read_line (Child *child);

static void
line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Child *child = data;
  char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  child->ended = line == NULL;
  if (line == NULL)
    return;

  g_ptr_array_add (child->shown, line);
  child->lines += atoi (line) >= child->first ? 1 : 0;
  read_line (child);
}

static void
read_line (Child *child)
{
  g_data_input_stream_read_line_async (child->output, G_PRIORITY_DEFAULT, NULL, line_cb, child);
}

static void
start (Child *child, BhtDesk *fixture, const char *id, guint first, guint count)
{
  g_autofree char *first_text = g_strdup_printf ("%u", first);
  g_autofree char *count_text = g_strdup_printf ("%u", count);
  g_autoptr (GError) error = NULL;

  child->process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("OUTBOX_CHILD"),
                        fixture->directory, fixture->mock->url, id, first_text, count_text, NULL);
  g_assert_no_error (error);
  child->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child->process));
  child->first = (int) first;
  child->lines = 0;
  child->ended = FALSE;
  read_line (child);
}

static void
end (Child *child)
{
  bht_wait_until (child->ended);
  g_subprocess_wait (child->process, NULL, NULL);
  g_clear_object (&child->output);
  g_clear_object (&child->process);
}

static void
assert_shown_arrived_in_order (GPtrArray *stored, GPtrArray *shown)
{
  g_autoptr (GHashTable) arrived = g_hash_table_new (g_str_hash, g_str_equal);
  int before = 0;

  for (guint i = 0; i < stored->len; i++)
    {
      const BhMessage *message = stored->pdata[i];

      g_assert_cmpint (atoi (message->body), >, before);
      before = atoi (message->body);
      g_hash_table_add (arrived, message->body);
    }
  for (guint i = 0; i < shown->len; i++)
    g_assert_true (g_hash_table_contains (arrived, shown->pdata[i]));
}

static void
test_killed_console_loses_nothing (BhtDesk *fixture, gconstpointer data)
{
  const char *id = bht_mock_open (fixture->mock, "Ada");
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_free);
  Child child = { .shown = shown };

  for (guint round = 0; round < ROUNDS; round++)
    {
      guint until = (guint) g_test_rand_int_range (1, MESSAGES);

      /* Sometimes the daemon stores and the answer is lost, sometimes it is busy. */
      fixture->mock->swallows_answers = round % 3 == 1;
      fixture->mock->fail_posts = round % 3 == 2 ? 5 : 0;
      start (&child, fixture, id, round * 1000 + 1, MESSAGES);
      bht_wait_until (child.lines >= until || child.ended);
      kill (atoi (g_subprocess_get_identifier (child.process)), SIGKILL);
      end (&child);
    }

  fixture->mock->swallows_answers = FALSE;
  fixture->mock->fail_posts = 0;
  start (&child, fixture, id, ROUNDS * 1000 + 1, 1);
  end (&child);

  g_test_message ("%u rows shown by %u killed consoles, %u messages arrived", shown->len, ROUNDS,
                  bht_mock_get (fixture->mock, id)->messages->len);
  assert_shown_arrived_in_order (bht_mock_get (fixture->mock, id)->messages, shown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/kill/loses-nothing", test_killed_console_loses_nothing);

  return g_test_run ();
}
