/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/bench-raw.h"

#include "tests/bench/bench-http.h"
#include "tests/bench/bench-times.h"

#include <libsoup/soup.h>
#include <sqlite3.h>
#include <string.h>

static void
sql (sqlite3 *db, const char *text)
{
  if (sqlite3_exec (db, text, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", text, sqlite3_errmsg (db));
}

static void
insert (sqlite3_stmt *statement, gint64 id)
{
  static const char body[200] = "two hundred bytes";

  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, body, sizeof body, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

static void
measure_inserts (BenchRaw *raw, const char *folder, double seconds)
{
  g_autofree char *path = g_build_filename (folder, "raw.db", NULL);
  BenchTimes times;
  sqlite3_stmt *statement;
  sqlite3 *db;
  gint64 start = bench_now_ns (), before, now = start;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sql (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
           "CREATE TABLE message (id INTEGER PRIMARY KEY, body TEXT)");
  sqlite3_prepare_v2 (db, "INSERT INTO message VALUES (?, ?)", -1, &statement, NULL);
  bench_times_init (&times);
  for (start = now = bench_now_ns (); now - start < (gint64) (seconds * 1e9);)
    {
      before = now;
      insert (statement, bench_times_count (&times));
      now = bench_now_ns ();
      bench_times_add (&times, (now - before) / 1000);
    }

  raw->insert_rate = bench_times_count (&times) / ((double) (now - start) / 1e9);
  raw->insert_ms = bench_times_ms (&times, 0.5);
  bench_times_clear (&times);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static void
hello_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "hello", 5);
}

typedef struct
{
  GMainLoop *loop;
  guint16 port;
  GMutex mutex;
  GCond cond;
} Hello;

static gpointer
hello_thread (gpointer data)
{
  Hello *hello = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  GSList *uris;

  g_main_context_push_thread_default (context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, hello_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (server);

  g_mutex_lock (&hello->mutex);
  hello->loop = g_main_loop_new (context, FALSE);
  hello->port = (guint16) g_uri_get_port (uris->data);
  g_cond_signal (&hello->cond);
  g_mutex_unlock (&hello->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (hello->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static char *
ask_hello (guint index, gpointer data)
{
  return bench_request ("GET", "/", NULL, "");
}

typedef struct
{
  BenchTimes times;
  gint64 last_ns;
  gint64 warm_ns; /* of the answer number .warm: by then all connections are open */
  guint warm;
} Answers;

static void
hello_answered (guint index, guint status, const char *body, gsize length, gpointer data)
{
  Answers *answers = data;
  gint64 now = bench_now_ns ();

  g_assert_cmpuint (status, ==, 200);
  bench_times_add (&answers->times, (now - answers->last_ns) / 1000);
  answers->last_ns = now;
  if (bench_times_count (&answers->times) == answers->warm)
    answers->warm_ns = now;
}

/* Returns: answers a second; @ms: (out): median between two answers. */
static double
ask_often (guint16 port, guint width, guint count, double *ms)
{
  Answers answers = { .last_ns = bench_now_ns (), .warm = count / 4 };
  BenchErrand errand = { ask_hello, hello_answered, &answers };
  double rate;

  bench_times_init (&answers.times);
  bench_run_errand (port, &errand, count, width);
  rate = (count - answers.warm) / ((double) (answers.last_ns - answers.warm_ns) / 1e9);
  *ms = bench_times_ms (&answers.times, 0.5);
  bench_times_clear (&answers.times);
  return rate;
}

static void
measure_soup (BenchRaw *raw, double seconds)
{
  Hello hello = { NULL };
  GThread *thread;
  double unused;

  g_mutex_init (&hello.mutex);
  g_cond_init (&hello.cond);
  thread = g_thread_new ("hello", hello_thread, &hello);
  g_mutex_lock (&hello.mutex);
  while (hello.port == 0)
    g_cond_wait (&hello.cond, &hello.mutex);
  g_mutex_unlock (&hello.mutex);

  ask_often (hello.port, 1, (guint) (5000 * seconds) + 10, &raw->soup_ms);
  raw->soup_rate = ask_often (hello.port, 64, (guint) (30000 * seconds) + 100, &unused);

  g_main_loop_quit (hello.loop);
  g_thread_join (thread);
  g_main_loop_unref (hello.loop);
  g_mutex_clear (&hello.mutex);
  g_cond_clear (&hello.cond);
}

BenchRaw
bench_raw_measure (const char *folder, double seconds)
{
  BenchRaw raw = { 0 };

  measure_inserts (&raw, folder, seconds);
  measure_soup (&raw, seconds);
  return raw;
}
