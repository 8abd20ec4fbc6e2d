/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/store/bhd-queue-private.h"
#include "server/store/rows/bhd-event-rows.h"
#include "tests/bht-patience.h"
#include "tests/store/store-fixture.h"

#define PRODUCERS 8
#define JOBS_EACH 50

typedef StoreFixture Fixture;

/* Holds the writer in a job until told to go on, so that what is sent meanwhile is one batch. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean entered;
  gboolean released;
} Gate;

static gpointer
job_wait_at_gate (BhdTurn *turn, gpointer data, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->entered = TRUE;
  g_cond_signal (&gate->cond);
  while (!gate->released)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return NULL;
}

/* What came back, in order. */
typedef struct
{
  guint answers;
  guint errors;
  int codes[16];
  GThread *thread;
} Answers;

static void
answered_cb (gpointer result, const GError *error, gpointer data)
{
  Answers *answers = data;

  if (answers->answers < G_N_ELEMENTS (answers->codes))
    answers->codes[answers->answers] = error != NULL ? error->code : -GPOINTER_TO_INT (result);
  answers->answers++;
  answers->errors += error != NULL;
  answers->thread = g_thread_self ();
}

typedef struct
{
  const char *text;
  Answers *answers;
} Publish;

static gpointer
job_publish_text (BhdTurn *turn, gpointer data, GError **error)
{
  Publish *publish = data;

  return store_job_publish (turn, (gpointer) publish->text, error);
}

static void
published_cb (gpointer result, const GError *error, gpointer data)
{
  Publish *publish = data;

  answered_cb (result, error, publish->answers);
}

static void
wait_for (guint *counter, guint wanted)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (*counter < wanted && g_get_monotonic_time () < deadline)
    g_main_context_iteration (g_main_context_get_thread_default (), FALSE);
  g_assert_cmpuint (*counter, ==, wanted);
}

/* Sends @publishes as one batch and waits for the answers. */
static void
run_as_batch (Fixture *fixture, Publish *publishes, guint count)
{
  Answers at_gate = { 0 };
  Gate gate = { 0 };
  BhdJob first = { BHD_JOB_WRITE, job_wait_at_gate, NULL, &gate, NULL };
  guint wanted = publishes[0].answers->answers + count;

  bhd_store_send (fixture->store, &first);
  g_mutex_lock (&gate.mutex);
  while (!gate.entered)
    g_cond_wait (&gate.cond, &gate.mutex);
  for (guint i = 0; i < count; i++)
    {
      BhdJob job = { BHD_JOB_WRITE, job_publish_text, published_cb, &publishes[i], NULL };

      bhd_store_send (fixture->store, &job);
    }
  gate.released = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);
  wait_for (&publishes[0].answers->answers, wanted);
  g_assert_cmpuint (at_gate.answers, ==, 0);
}

static guint
count_events (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gpointer count = bhd_store_call (fixture->store, BHD_JOB_READ, store_job_count, NULL, &error);

  g_assert_no_error (error);
  return GPOINTER_TO_UINT (count);
}

static void
test_failing_job_leaves_neighbours (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publishes[] = { { "a", &answers }, { "fail", &answers }, { "b", &answers } };

  run_as_batch (fixture, publishes, G_N_ELEMENTS (publishes));
  g_assert_cmpuint (answers.errors, ==, 1);
  g_assert_cmpint (answers.codes[1], ==, BH_ERROR_INVALID);
  g_assert_cmpuint (count_events (fixture), ==, 2);
}

static void
test_batch_is_one_commit (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publishes[] = { { "a", &answers }, { "b", &answers }, { "c", &answers } };

  run_as_batch (fixture, publishes, G_N_ELEMENTS (publishes));
  g_assert_cmpuint (fixture->commits, ==, 1);
}

static void
test_failed_job_leaves_no_hole (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publishes[] = { { "a", &answers }, { "fail", &answers }, { "b", &answers } };

  run_as_batch (fixture, publishes, G_N_ELEMENTS (publishes));
  g_assert_cmpint (answers.codes[0], ==, -1);
  g_assert_cmpint (answers.codes[2], ==, -2);
}

static void
test_failed_job_publishes_nothing (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publishes[] = { { "a", &answers }, { "fail", &answers }, { "b", &answers } };

  run_as_batch (fixture, publishes, G_N_ELEMENTS (publishes));
  g_assert_cmpuint (fixture->published->len, ==, 2);
  g_assert_cmpstr (((BhdEvent *) fixture->published->pdata[0])->body, ==, "a");
  g_assert_cmpstr (((BhdEvent *) fixture->published->pdata[1])->body, ==, "b");
}

static void
test_single_failing_job_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish, (gpointer) "fail", &error);
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpuint (count_events (fixture), ==, 0);
  g_assert_cmpuint (fixture->published->len, ==, 0);
}

static void
test_writer_survives_a_failing_job (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer seq;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish, (gpointer) "fail", NULL);
  seq = bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish, (gpointer) "a", &error);
  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (seq), ==, 1);
}

static gpointer
job_read_own_event (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) events = bhd_event_rows_list (turn->db, "acme", NULL, 0, 10, 10, error);
  BhdEvent *event = events != NULL && events->len > 0 ? events->pdata[0] : NULL;

  return event != NULL ? g_strdup (event->body) : NULL;
}

static void
test_reader_sees_committed_data (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish, (gpointer) "news", &error);
  g_assert_no_error (error);
  body = bhd_store_call (fixture->store, BHD_JOB_READ, job_read_own_event, NULL, &error);
  g_assert_cmpstr (body, ==, "news");
}

static gpointer
job_write_on_reader (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_event_rows_start (turn->db, "other", error);
  return NULL;
}

static void
test_reader_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_READ, job_write_on_reader, NULL, &error);
  g_assert_nonnull (error);
}

static void
test_events_come_before_the_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish, (gpointer) "a", &error);
  g_mutex_lock (&fixture->mutex);
  g_assert_cmpuint (fixture->published->len, ==, 1);
  g_mutex_unlock (&fixture->mutex);
}

static gpointer
producer_thread (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < JOBS_EACH; i++)
    bhd_store_call (fixture->store, BHD_JOB_WRITE, store_job_publish,
                    (gpointer) (i % 5 == 3 ? "fail" : "good"), NULL);
  return NULL;
}

static void
run_producers (Fixture *fixture)
{
  GThread *threads[PRODUCERS];

  for (guint i = 0; i < PRODUCERS; i++)
    threads[i] = g_thread_new ("producer", producer_thread, fixture);
  for (guint i = 0; i < PRODUCERS; i++)
    g_thread_join (threads[i]);
}

static void
test_numbers_have_no_holes (Fixture *fixture, gconstpointer data)
{
  run_producers (fixture);
  g_assert_cmpuint (fixture->published->len, ==, PRODUCERS * JOBS_EACH * 4 / 5);
  for (guint i = 0; i < fixture->published->len; i++)
    g_assert_cmpint (((BhdEvent *) fixture->published->pdata[i])->seq, ==, i + 1);
}

static void
test_log_holds_what_was_published (Fixture *fixture, gconstpointer data)
{
  run_producers (fixture);
  g_assert_cmpuint (count_events (fixture), ==, fixture->published->len);
}

typedef struct
{
  Fixture *fixture;
  Answers answers;
} Sender;

static gpointer
sender_thread (gpointer data)
{
  Sender *sender = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  Publish publish = { "a", &sender->answers };
  BhdJob job = { BHD_JOB_WRITE, job_publish_text, published_cb, &publish, NULL };

  g_main_context_push_thread_default (context);
  bhd_store_send (sender->fixture->store, &job);
  wait_for (&sender->answers.answers, 1);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_answer_comes_on_the_senders_context (Fixture *fixture, gconstpointer data)
{
  Sender senders[4] = { 0 };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      senders[i].fixture = fixture;
      threads[i] = g_thread_new ("sender", sender_thread, &senders[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      GThread *thread = threads[i];

      g_thread_join (thread);
      g_assert_true (senders[i].answers.thread == thread);
    }
}

static void
test_answers_come_in_order (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publishes[8];

  for (guint i = 0; i < G_N_ELEMENTS (publishes); i++)
    publishes[i] = (Publish){ "a", &answers };
  run_as_batch (fixture, publishes, G_N_ELEMENTS (publishes));
  for (int i = 0; i < (int) G_N_ELEMENTS (publishes); i++)
    g_assert_cmpint (answers.codes[i], ==, -(i + 1));
}

/* As many as may wait behind a writer that stands still are served, one more is told at once. */
static void
test_full_queue_turns_away (Fixture *fixture, gconstpointer data)
{
  Answers served = { 0 }, refused = { 0 };
  Publish publish = { "a", &served }, beyond = { "b", &refused };
  Gate gate = { .released = FALSE };
  BhdJob first = { BHD_JOB_WRITE, job_wait_at_gate, NULL, &gate, NULL };
  BhdJob job = { BHD_JOB_WRITE, job_publish_text, published_cb, &publish, NULL };
  BhdJob last = { BHD_JOB_WRITE, job_publish_text, published_cb, &beyond, NULL };

  bhd_store_send (fixture->store, &first);
  g_mutex_lock (&gate.mutex);
  while (!gate.entered)
    g_cond_wait (&gate.cond, &gate.mutex);
  for (guint i = 0; i < BHD_QUEUE_MAX; i++)
    bhd_store_send (fixture->store, &job);
  bhd_store_send (fixture->store, &last);
  g_assert_cmpuint (refused.answers, ==, 0); /* never before bhd_store_send() has returned */
  wait_for (&refused.answers, 1);
  g_assert_cmpint (refused.codes[0], ==, BH_ERROR_UNAVAILABLE);
  g_assert_cmpuint (served.answers, ==, 0);
  gate.released = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);

  wait_for (&served.answers, BHD_QUEUE_MAX);
  g_assert_cmpuint (served.errors, ==, 0);
  g_assert_cmpuint (count_events (fixture), ==, BHD_QUEUE_MAX);
}

static void
test_free_finishes_the_work (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publish = { "a", &answers };
  BhdJob job = { BHD_JOB_WRITE, job_publish_text, published_cb, &publish, NULL };

  for (guint i = 0; i < 20; i++)
    bhd_store_send (fixture->store, &job);
  g_clear_pointer (&fixture->store, bhd_store_free);
  wait_for (&answers.answers, 20);
  g_assert_cmpuint (answers.errors, ==, 0);
}

static gpointer
job_break_transaction (BhdTurn *turn, gpointer data, GError **error)
{
  bh_db_exec (turn->db, "ROLLBACK", NULL, NULL); /* as a full disk makes SQLite do */
  return NULL;
}

static void
test_broken_transaction_fails_the_whole_batch (Fixture *fixture, gconstpointer data)
{
  Answers answers = { 0 };
  Publish publishes[] = { { "a", &answers }, { "b", &answers } };
  Gate gate = { .released = FALSE };
  BhdJob first = { BHD_JOB_WRITE, job_wait_at_gate, NULL, &gate, NULL };
  BhdJob breaking = { BHD_JOB_WRITE, job_break_transaction, NULL, NULL, NULL };
  BhdJob good = { BHD_JOB_WRITE, job_publish_text, published_cb, &publishes[0], NULL };

  bhd_store_send (fixture->store, &first);
  g_mutex_lock (&gate.mutex);
  while (!gate.entered)
    g_cond_wait (&gate.cond, &gate.mutex);
  bhd_store_send (fixture->store, &good);
  bhd_store_send (fixture->store, &breaking);
  bhd_store_send (fixture->store, &good);
  gate.released = TRUE;
  g_cond_signal (&gate.cond);
  g_mutex_unlock (&gate.mutex);

  wait_for (&answers.answers, 2);
  g_assert_cmpuint (answers.errors, ==, 2);
  g_assert_cmpuint (count_events (fixture), ==, 0);
  g_assert_cmpuint (fixture->published->len, ==, 0);
}

static gpointer
job_break_with_result (BhdTurn *turn, gpointer result, GError **error)
{
  bh_db_exec (turn->db, "ROLLBACK", NULL, NULL);
  return result;
}

static void
count_free (gpointer count)
{
  ++*(guint *) count;
}

static void
test_result_of_a_failed_commit_is_freed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint freed = 0;

  g_assert_null (bhd_store_call_full (fixture->store, BHD_JOB_WRITE, job_break_with_result, &freed,
                                      count_free, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (freed, ==, 1);
}

static gpointer
job_give_back (BhdTurn *turn, gpointer result, GError **error)
{
  return result;
}

static void
test_result_of_a_commit_is_the_callers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint freed = 0;

  g_assert_true (bhd_store_call_full (fixture->store, BHD_JOB_WRITE, job_give_back, &freed,
                                      count_free, &error) == &freed);
  g_assert_no_error (error);
  g_assert_cmpuint (freed, ==, 0);
}

#define TEST(path, function)                                                                       \
  g_test_add (path, Fixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/batch/failing-job-leaves-neighbours", test_failing_job_leaves_neighbours);
  TEST ("/store/batch/is-one-commit", test_batch_is_one_commit);
  TEST ("/store/batch/failed-job-leaves-no-hole", test_failed_job_leaves_no_hole);
  TEST ("/store/batch/failed-job-publishes-nothing", test_failed_job_publishes_nothing);
  TEST ("/store/batch/broken-transaction-fails-all", test_broken_transaction_fails_the_whole_batch);
  TEST ("/store/job/failing-alone-leaves-nothing", test_single_failing_job_leaves_nothing);
  TEST ("/store/job/failure-does-not-stop-the-writer", test_writer_survives_a_failing_job);
  TEST ("/store/job/result-of-a-failed-commit-is-freed", test_result_of_a_failed_commit_is_freed);
  TEST ("/store/job/result-of-a-commit-is-the-callers", test_result_of_a_commit_is_the_callers);
  TEST ("/store/reader/sees-committed-data", test_reader_sees_committed_data);
  TEST ("/store/reader/cannot-write", test_reader_cannot_write);
  TEST ("/store/events/come-before-the-answer", test_events_come_before_the_answer);
  TEST ("/store/events/numbers-have-no-holes", test_numbers_have_no_holes);
  TEST ("/store/events/log-holds-what-was-published", test_log_holds_what_was_published);
  TEST ("/store/answer/on-the-senders-context", test_answer_comes_on_the_senders_context);
  TEST ("/store/answer/in-order", test_answers_come_in_order);
  TEST ("/store/full/turns-away-at-once", test_full_queue_turns_away);
  TEST ("/store/free/finishes-the-work", test_free_finishes_the_work);
  return g_test_run ();
}
