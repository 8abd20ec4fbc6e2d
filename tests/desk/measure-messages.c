/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* How long the writer is busy with one visitor's message, sign-in check included, in batches as the
 * store makes them, beside the plainest durable insert on the same disk.
 *
 * Usage: measure-messages [FOLDER] */
#include "common/bh-id.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-organizations.h"
#include "server/store/bhd-schema.h"

#include <glib/gstdio.h>
#include <time.h>

#define VISITORS 500
#define BATCH 64
#define BATCHES 300
#define RAW_ROWS 2000

static const char metadata[] =
    "{\"url\":\"https://shop.example.org/returns\",\"title\":\"Returns\",\"referrer\":\"\","
    "\"language\":\"en-GB\",\"languages\":\"en-GB,en\",\"timezone\":\"Europe/London\","
    "\"screen\":\"1920x1080\",\"viewport\":\"1280x720\",\"platform\":\"Linux x86_64\","
    "\"user_agent\":\"Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0\","
    "\"cookies\":\"true\",\"touch\":\"false\"}";
static const char text[] = "Hello, I bought a pair of shoes last week and would like to send them "
                           "back. Which address do I use, and who pays for the parcel?";

typedef struct
{
  char *token;
  char *conversation_id;
} Visitor;

static void
check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* Of this thread, so that neighbours on the machine do not count. */
static double
busy_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

static void
exec (BhdTurn *turn, const char *sql)
{
  g_autoptr (GError) error = NULL;

  bh_db_exec (turn->db, sql, NULL, &error);
  check (error);
}

static void
make_visitors (BhdTurn *turn, Visitor *visitors)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhOrganization) organization = NULL;

  exec (turn, "BEGIN IMMEDIATE");
  organization = bhd_organizations_create (turn, "acme", "Acme", &error);
  check (error);
  for (guint i = 0; i < VISITORS; i++)
    {
      gboolean created;
      g_autoptr (BhdCaller) caller = bhd_identity_open_contact_session (
          turn, "acme", "Ada Lovelace", "ada@example.org", metadata, &visitors[i].token, &error);
      g_autoptr (BhConversation) conversation = NULL;

      check (error);
      visitors[i].conversation_id = bh_id_new ();
      conversation =
          bhd_conversations_open (turn, caller, visitors[i].conversation_id, &created, &error);
      check (error);
    }
  exec (turn, "COMMIT");
}

static void
post (BhdTurn *turn, const Visitor *visitor)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdCaller) caller = NULL;
  g_autoptr (BhMessage) message = NULL;
  gboolean created;

  exec (turn, "SAVEPOINT job");
  caller = bhd_identity_authenticate (turn, BHD_VISITOR, visitor->token, &error);
  check (error);
  bhd_identity_touch (turn, caller, &error);
  message = bhd_messages_post (turn, caller, visitor->conversation_id, id, BH_MESSAGE_TEXT, text,
                               NULL, &created, &error);
  check (error);
  exec (turn, "RELEASE job");
}

static void
measure_messages (BhdTurn *turn, const Visitor *visitors)
{
  double work = 0;
  double commit = 0;
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < BATCHES; i++)
    {
      double start = busy_us ();
      double middle;

      exec (turn, "BEGIN IMMEDIATE");
      for (guint j = 0; j < BATCH; j++)
        post (turn, &visitors[(i * BATCH + j) % VISITORS]);
      middle = busy_us ();
      exec (turn, "COMMIT");
      work += middle - start;
      commit += busy_us () - middle;
      g_ptr_array_set_size (turn->events, 0);
      if (i % 16 == 15)
        bh_db_checkpoint (turn->db, NULL); /* elsewhere a thread of its own */
    }
  g_print ("a visitor's message: %.1f us of CPU for the work and %.1f for the commit, %.1f us by "
           "the clock, when %d share a commit\n",
           work / (BATCH * BATCHES), commit / (BATCH * BATCHES),
           (double) (g_get_monotonic_time () - began) / (BATCH * BATCHES), BATCH);
}

static void
measure_raw (BhDb *db)
{
  g_autoptr (GError) error = NULL;
  gint64 start;

  bh_db_script (db, "CREATE TABLE raw (id BIGINT PRIMARY KEY, body TEXT NOT NULL)", &error);
  check (error);
  start = g_get_monotonic_time ();
  for (gint64 i = 0; i < RAW_ROWS; i++)
    bh_db_exec (db, "INSERT INTO raw VALUES ($1, $2)", g_variant_new ("(xs)", i, text), &error);
  check (error);
  g_print ("a plain durable insert: %.1f us\n",
           (double) (g_get_monotonic_time () - start) / RAW_ROWS);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *pattern =
      g_build_filename (argc > 1 ? argv[1] : g_get_tmp_dir (), "bellhop-measure-XXXXXX", NULL);
  g_autofree char *path = g_strconcat (g_mkdtemp (pattern), "/bellhop.db", NULL);
  g_autofree Visitor *visitors = g_new0 (Visitor, VISITORS);
  BhDb *db = bh_db_open (path, BH_DB_READ_WRITE, &error);
  BhdTurn turn = { db, g_get_real_time (), TRUE, NULL, 0 };

  check (error);
  bhd_schema_apply (db, &error);
  check (error);
  turn.events = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_event_unref);
  measure_raw (db);
  make_visitors (&turn, visitors);
  measure_messages (&turn, visitors);

  for (guint i = 0; i < VISITORS; i++)
    {
      g_free (visitors[i].token);
      g_free (visitors[i].conversation_id);
    }
  g_ptr_array_unref (turn.events);
  bh_db_close (db);
  g_unlink (path);
  g_rmdir (pattern);
  return 0;
}
