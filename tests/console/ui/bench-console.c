/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How fast the console is with 200,000 conversations and 2 million messages in its cache and no
 * server: first frame, memory, opening conversations, and frames missed while scrolling and while
 * 200 events a second come through the cache.  Starts itself twice: to fill a cache, and to
 * measure.
 *
 * The frame clock ticks 60 times a second, so that mean frame times say nothing; what counts is how
 * long the longest frame took and how much work (CPU of the main thread) it was: the latter is the
 * same on a machine that is busy with something else.
 *
 * BHT_BENCH_DIR=DIRECTORY keeps what was filled for the next run. */
#include "config.h"

#include "common/bh-clock.h"
#include "console/client/account/bhc-account-file.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-write.h"
#include "console/model/bhc-desk-private.h"
#include "console/ui/bhc-application.h"
#include "console/ui/inbox/bhc-inbox-row.h"
#include "tests/console/bht-records.h"
#include "tests/console/ui/ui-fixture.h"

#include <malloc.h>
#include <sys/resource.h>

#define N_CONVERSATIONS 200000
#define LONGEST 30
#define PIECE 2000 /* conversations written at a time */
#define N_OPENED 20
#define EVENT_MS 5
#define N_FRAMES 300
#define WARM 5 /* frames that belong to what was before */
#define SERVER "https://127.0.0.1:9"
#define EMAIL "mia@example.org"

/* ---- filling ---- */

/* Ten messages on the average: rows come and go from one conversation to the next.  What is said is
 * there to be searched: the index is made while the frames are counted. */
static gboolean
fill_transcript (BhcWrite *write, guint conversation, GError **error)
{
  static const guint lengths[] = { 2, 4, 5, 9, LONGEST };

  for (guint i = 0; i < lengths[conversation % G_N_ELEMENTS (lengths)]; i++)
    {
      g_autofree char *body =
          g_strdup_printf ("Where is parcel number %u?  It was to come on Monday, and it is %u "
                           "days late.",
                           conversation * 7, i);
      g_autoptr (BhMessage) message =
          bht_message_new (conversation, (gint64) conversation * LONGEST + i + 1, body);

      if (!bhc_write_message (write, message, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_job (BhcWrite *write, gpointer data, GError **error)
{
  guint from = GPOINTER_TO_UINT (data);

  for (guint i = from; i < MIN (from + PIECE, N_CONVERSATIONS); i++)
    {
      BhStatus status = i % 4 == 0 ? BH_STATUS_RESOLVED : BH_STATUS_UNRESOLVED;
      g_autoptr (BhConversation) conversation =
          bht_conversation_new (i, i + 1, (gint64) i * BH_MINUTE, status, NULL);

      if (!bhc_write_conversation (write, conversation, error) ||
          !fill_transcript (write, i, error))
        return FALSE;
    }

  return bhc_write_set_seq (write, N_CONVERSATIONS, 0, error) &&
         bh_db_script (write->db,
                       "UPDATE conversation SET complete_from = 0 WHERE complete_from IS NULL; "
                       "DELETE FROM find_log",
                       error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (BHC_IS_CACHE (source))
    bhc_cache_run_finish (BHC_CACHE (source), result, &error);
  else
    bhc_account_keep_token_finish (result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
wait_for (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

static int
fill (const char *data_dir)
{
  g_autoptr (BhcAccount) account = bhc_account_new (SERVER, EMAIL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcCache) cache = NULL;
  g_autofree char *path = NULL;
  gboolean kept = FALSE;

  g_mkdir_with_parents (data_dir, 0700);
  account->token = g_strdup ("token");
  account->who = bht_operator_new (BHT_OPERATOR);
  account->organization = g_strdup ("Northwind Cycles");
  path = bhc_account_cache_path (account, data_dir);
  cache = bhc_cache_open (path, account->who, account->organization, &error);
  g_assert_no_error (error);
  for (guint from = 0; from < N_CONVERSATIONS; from += PIECE)
    {
      gboolean filled = FALSE;

      bhc_cache_run_async (cache, fill_job, GUINT_TO_POINTER (from), NULL, done_cb, &filled);
      wait_for (&filled);
    }
  bhc_cache_close (cache);

  bhc_account_file_enter (data_dir, account, &error);
  g_assert_no_error (error);
  bhc_account_keep_token_async (account, done_cb, &kept);
  wait_for (&kept);

  return 0;
}

/* ---- measuring ---- */

typedef struct
{
  gint64 start_us; /* before exec, by the monotonic clock */
  BhcDesk *desk;
  GtkApplication *application;
  GtkWidget *window;
  GtkAdjustment *adjustment;
  gint64 first_frame_us;
  gint64 rows_us;
  gint64 last_us;
  gint64 worst_us;
  double cpu;
  gint64 thread_us; /* of the main thread's CPU, as this frame began */
  gint64 busiest_us;
  gint64 busy_us; /* of all frames of this round */
  int frame;
  int n_missed;    /* over 34 ms */
  int n_long;      /* over 50 ms */
  gboolean events; /* they come in this round */
  gint64 seq;
  guint feeding;
  gint64 asked_us; /* a conversation was asked for */
  gint64 first_us; /* how long the first took, and the longest of the others */
  gint64 opened_us;
  gboolean asked;
  gboolean failed;
} Bench;

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static gint64
thread_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
resident_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  return (double) g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

static void
say (Bench *bench, const char *what, double value, double floor, const char *unit)
{
  gboolean holds = value <= floor;

  g_print ("%-34s %8.1f %-3s (at most %.0f)%s\n", what, value, unit, floor,
           holds ? "" : "  FAILED");
  bench->failed = bench->failed || !holds;
}

static void
begin_round (Bench *bench)
{
  bench->frame = 0;
  bench->worst_us = 0;
  bench->n_missed = 0;
  bench->n_long = 0;
  bench->busiest_us = 0;
  bench->busy_us = 0;
  bench->cpu = cpu_seconds ();
  gtk_adjustment_set_value (bench->adjustment, 0);
}

/* What the main thread has worked since the frame before, from @from on. */
static void
count_work (Bench *bench, int from)
{
  gint64 now = thread_us ();
  gint64 worked = now - bench->thread_us;

  bench->thread_us = now;
  if (bench->frame < from)
    return;
  bench->busiest_us = MAX (bench->busiest_us, worked);
  bench->busy_us += worked;
}

static void
count_frame (Bench *bench, gint64 now)
{
  gint64 took = now - bench->last_us;

  bench->last_us = now;
  count_work (bench, WARM);
  if (++bench->frame <= WARM)
    return;
  bench->worst_us = MAX (bench->worst_us, took);
  bench->n_missed += took > 34000 ? 1 : 0;
  bench->n_long += took > 50000 ? 1 : 0;
}

static void
say_work (Bench *bench, int n)
{
  double loads[3] = { 0 };

  getloadavg (loads, G_N_ELEMENTS (loads));
  g_print ("%-34s %8.1f ms  (the busiest %.1f; all threads %.2f s; load %.1f)\n",
           "  CPU of the main thread, each", (double) bench->busy_us / 1000 / n,
           (double) bench->busiest_us / 1000, cpu_seconds () - bench->cpu, loads[0]);
}

static void
say_round (Bench *bench, const char *name)
{
  g_autofree char *worst = g_strdup_printf ("%s: longest frame", name);
  g_autofree char *missed = g_strdup_printf ("%s: frames over 34 ms", name);

  say (bench, worst, (double) bench->worst_us / 1000, 50, "ms");
  say (bench, missed, bench->n_missed, N_FRAMES / 20.0, "");
  say_work (bench, N_FRAMES - WARM);
}

/* Somebody writes somewhere: the conversation comes to the top of the list. */
static gboolean
feed_cb (gpointer data)
{
  Bench *bench = data;
  guint which = (guint) (bench->seq * 7919 % N_CONVERSATIONS);
  gint64 now_us = (gint64) N_CONVERSATIONS * BH_MINUTE + bench->seq;
  BhcFrame *frame = g_new0 (BhcFrame, 1);
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);

  frame->seq = ++bench->seq;
  frame->conversation =
      bht_conversation_new (which, frame->seq, now_us, BH_STATUS_UNRESOLVED, NULL);
  frame->message = bht_message_new (which, frame->seq, "Is anybody there?");
  g_ptr_array_add (frames, frame);
  bhc_cache_apply_events_async (bhc_session_get_cache (bench->desk->session), frames, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

/* From the key to the frame that shows the transcript. */
static gboolean
open_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  gint64 now = g_get_monotonic_time ();

  if (bench->frame == 1)
    bench->first_us = now - bench->asked_us;
  else if (bench->frame > 1)
    bench->opened_us = MAX (bench->opened_us, now - bench->asked_us);
  count_work (bench, 2);
  if (bench->frame++ == N_OPENED)
    {
      say (bench, "opening the first conversation", (double) bench->first_us / 1000, 50, "ms");
      say (bench, "opening a conversation", (double) bench->opened_us / 1000, 50, "ms");
      say_work (bench, N_OPENED - 1);
      say (bench, "memory after all that", resident_mb (), 80, "MB");
      g_application_quit (G_APPLICATION (bench->application));
      return G_SOURCE_REMOVE;
    }

  bench->asked_us = g_get_monotonic_time ();
  gtk_widget_activate_action (ui_find_named (bench->window, "BhcDeskPage"), "desk.walk", "i", 1);
  return G_SOURCE_CONTINUE;
}

static gboolean
jump_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;
  double upper = gtk_adjustment_get_upper (bench->adjustment);

  count_frame (bench, g_get_monotonic_time ());
  gtk_adjustment_set_value (bench->adjustment, upper * ((bench->frame * 37) % 100) / 100);
  if (bench->frame < N_FRAMES)
    return G_SOURCE_CONTINUE;

  say_round (bench, "jumping");
  begin_round (bench);
  gtk_widget_add_tick_callback (widget, open_cb, bench, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
wheel_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  count_frame (bench, g_get_monotonic_time ());
  gtk_adjustment_set_value (bench->adjustment, gtk_adjustment_get_value (bench->adjustment) + 120);
  if (bench->frame < N_FRAMES)
    return G_SOURCE_CONTINUE;

  say_round (bench, bench->events ? "with 200 events/s" : "wheel");
  begin_round (bench);
  if (bench->events)
    {
      g_clear_handle_id (&bench->feeding, g_source_remove);
      gtk_widget_add_tick_callback (widget, jump_cb, bench, NULL);
      return G_SOURCE_REMOVE;
    }

  bench->events = TRUE;
  bench->seq = (gint64) N_CONVERSATIONS * LONGEST * 2;
  bench->feeding = g_timeout_add (EVENT_MS, feed_cb, bench);
  return G_SOURCE_CONTINUE;
}

static gboolean
begin_cb (gpointer data)
{
  Bench *bench = data;
  GtkWidget *list = ui_find_named (ui_find_named (bench->window, "inbox"), "list");

  say (bench, "first frame", (double) (bench->first_frame_us - bench->start_us) / 1000, 300, "ms");
  say (bench, "first frame with conversations", (double) (bench->rows_us - bench->start_us) / 1000,
       300, "ms");
  say (bench, "memory", resident_mb (), 80, "MB");
  bench->adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  begin_round (bench);
  gtk_widget_add_tick_callback (bench->window, wheel_cb, bench, NULL);

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, Bench *bench)
{
  gint64 now = g_get_monotonic_time ();
  GtkWidget *page = ui_find_named (bench->window, "BhcDeskPage");

  if (bench->first_frame_us == 0)
    bench->first_frame_us = now;
  if (page == NULL) /* still looking for the kept sign-in */
    return;
  if (!bench->asked)
    gtk_widget_activate_action (page, "desk.view", "i", 5); /* all */
  bench->asked = TRUE;
  if (bench->rows_us != 0 || ui_find (bench->window, BHC_TYPE_INBOX_ROW, NULL) == NULL)
    return;

  bench->rows_us = now;
  g_assert_cmpuint (bhc_desk_get_count (bench->desk, BHC_VIEW_ALL), ==, N_CONVERSATIONS);
  g_timeout_add (500, begin_cb, bench);
}

static void
activated_cb (GtkApplication *application, Bench *bench)
{
  bench->window = GTK_WIDGET (gtk_application_get_windows (application)->data);
  g_signal_connect (gtk_widget_get_frame_clock (bench->window), "after-paint",
                    G_CALLBACK (painted_cb), bench);
}

static int
measure (const char *data_dir, gint64 start_us)
{
  Bench bench = { .start_us = start_us };
  g_autoptr (BhcDesks) desks = bhc_desks_new (data_dir, NULL);
  g_autoptr (BhcApplication) application = bhc_application_new (desks, NULL, NULL);
  char *argv[] = { (char *) "bench-console", NULL };

  mallopt (M_MMAP_THRESHOLD, 128 * 1024); /* as the console's main () does */
  mallopt (M_ARENA_MAX, 1);
  bench.desk = bhc_desks_get_current (desks);
  bench.application = GTK_APPLICATION (application);
  g_signal_connect_after (application, "activate", G_CALLBACK (activated_cb), &bench);
  g_application_run (G_APPLICATION (application), 1, argv);

  return bench.failed ? 1 : 0;
}

/* (transfer full) */
static char *
make_directory (const char *kept)
{
  if (kept == NULL)
    return g_dir_make_tmp ("bellhop-bench-XXXXXX", NULL);

  g_mkdir_with_parents (kept, 0700);
  return g_strdup (kept);
}

static int
run (const char *program, const char *mode, const char *data_dir)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  const char *command[] = { program, mode, data_dir, now, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);

  return g_spawn_check_wait_status (status, NULL) ? 0 : 1;
}

int
main (int argc, char **argv)
{
  const char *kept = g_getenv ("BHT_BENCH_DIR");
  g_autofree char *directory = NULL;
  g_autofree char *keyring = NULL;
  const char *remove[] = { "rm", "-rf", NULL, NULL };
  int status = 0;

  if (argc == 4 && g_str_equal (argv[1], "--fill"))
    return fill (argv[2]);
  if (argc == 4 && g_str_equal (argv[1], "--measure"))
    return measure (argv[2], g_ascii_strtoll (argv[3], NULL, 10));

  directory = make_directory (kept);
  keyring = g_build_filename (directory, "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "bench", TRUE);
  if (!g_file_test (keyring, G_FILE_TEST_EXISTS)) /* the sign-in is kept last */
    status = run (argv[0], "--fill", directory);
  if (status == 0)
    status = run (argv[0], "--measure", directory);
  remove[2] = directory;
  if (kept == NULL)
    g_spawn_sync (NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                  NULL);

  return status;
}
