/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/ai/bhd-violations.h"
#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/contacts/bhd-erasures.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/knowledge/bhd-sweeper.h"
#include "server/store/bhd-seal.h"

#include <glib/gstdio.h>
#include <string.h>

/* A word that nobody else writes is left in every place there is; then its owner is erased, and it
 * is looked for in every table and every file. */

#define WORD "quizzaciously"
#define BYTES "a letter about " WORD

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  char *hash; /* of the attachment */
} Fixture;

/* Returns: (transfer full) */
static char *
put (const char *text, const char *word, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, word, -1);

  return g_strjoinv (with, parts);
}

static void
script (BhdTurn *turn, const Fixture *f, const char *format, GError **error)
{
  g_autofree char *organized = put (format, "ORG", f->tenant->organization_id);
  g_autofree char *placed = put (organized, "CONV", f->tenant->conversation_id);
  g_autofree char *sql = put (placed, "CONTACT", f->tenant->contact_id);

  bh_db_script (turn->db, sql, error);
}

/* Rows that only a model, a tool or a mail server would make. */
static gpointer
plant_rows (BhdTurn *turn, gpointer data, GError **error)
{
  static const char sql[] =
      "UPDATE run SET detail = '{\"question\":\"" WORD "\"}' WHERE conversation_id = 'CONV';"
      "INSERT INTO run (organization_id, id, conversation_id, message_id, state, due_us, input_seq, "
      "detail, created_us) VALUES ('ORG', 'r', 'CONV', 'm', 'done', 1, 1, '" WORD "', 1);"
      "INSERT INTO tool_call (organization_id, id, tool_id, tool_name, conversation_id, arguments, "
      "status, result, created_us) VALUES ('ORG', 't', 't', 't', 'CONV', '{\"a\":\"" WORD
      "\"}', 'success', '" WORD "', 1);"
      "INSERT INTO violation (organization_id, id, guardrail_id, guardrail_name, type, action, "
      "direction, conversation_id, excerpt, created_us) "
      "VALUES ('ORG', 'v', 'g', 'g', 'custom', 'log', 'in', 'CONV', '" WORD "', 1);"
      "INSERT INTO draft (organization_id, conversation_id, run_id, body, created_us) "
      "VALUES ('ORG', 'CONV', 'r', '" WORD "', 1);"
      "INSERT INTO mail (organization_id, id, kind, conversation_id, state, attempts, due_us, "
      "created_us, subject, body) VALUES ('ORG', 'l', 'reply', 'CONV', 'sent', 1, 1, 1, '" WORD
      "', '" WORD "');"
      "INSERT INTO handoff (organization_id, id, conversation_id, status, reason, summary, "
      "created_us) VALUES ('ORG', 'h', 'CONV', 'resolved', 'custom', '" WORD "', 1);"
      "INSERT INTO whisper (organization_id, id, from_id, to_id, conversation_id, body, created_us) "
      "VALUES ('ORG', 'w', 'a', 'b', 'CONV', '" WORD "', 1);"
      "INSERT INTO phrasing (organization_id, id, document_id, question, question_key, status, "
      "origin, hits, conversation_id, created_us) "
      "VALUES ('ORG', 'p', 'd', '" WORD "', '" WORD "', 'proposed', 'visitor', 1, 'CONV', 1);"
      "INSERT INTO contact_pages (organization_id, contact_id, pages) "
      "VALUES ('ORG', 'CONTACT', '[{\"url\":\"https://" WORD ".example/\"}]');"
      "INSERT INTO webhook_delivery (organization_id, id, webhook_id, event, url, body, state, "
      "attempts, answer, due_us, created_us) VALUES ('ORG', 'old', 'w', 'message.created', "
      "'https://x.example', '{\"of\":\"CONV\",\"said\":\"" WORD "\"}', 'delivered', 1, '" WORD
      "', 1, 1);"
      "UPDATE conversation SET csat_score = 5, csat_comment = '" WORD "', csat_us = 1 "
      "WHERE id = 'CONV'";

  script (turn, data, sql, error);
  return NULL;
}

static gpointer
plant_gap (BhdTurn *turn, gpointer data, GError **error)
{
  const Fixture *f = data;

  bhd_gaps_hit (turn, f->tenant->organization_id, "What is " WORD "?", f->tenant->conversation_id,
                error);
  return NULL;
}

static void
call (Fixture *f, const char *method, const char *token, const char *body, const char *path)
{
  g_autofree char *placed = put (path, "CONV", f->tenant->conversation_id);
  g_autofree char *full = put (placed, "CONTACT", f->tenant->contact_id);
  g_autofree char *id = bh_id_new ();
  g_autofree char *named = put (body, "ID", id);
  g_autoptr (BhtAnswer) answer = bht_call (f->daemon, method, full, token, NULL, named);

  if (answer->status >= 300)
    g_error ("%s %s: %s", method, full, answer->body);
}

static gpointer
file_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Fixture *f = data;
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO attachment (organization_id, id, conversation_id, by_visitor, sender_id, "
      "message_id, name, size, received, blob_hash, media_type, created_us, updated_us) VALUES "
      "('%s', 'f', '%s', 1, '%s', 'm', '" WORD ".txt', 5, 5, '%s', 'text/plain', 1, 1)",
      f->tenant->organization_id, f->tenant->conversation_id, f->tenant->contact_id, f->hash);

  bh_db_script (turn->db, sql, error);
  return NULL;
}

static void
plant_file (Fixture *f)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (BYTES, strlen (BYTES));

  f->hash = bhd_blobs_add (f->daemon->blobs, f->tenant->organization_id, bytes, NULL);
  g_assert_nonnull (f->hash);
  bht_daemon_write (f->daemon, file_job, f);
}

static void
plant (Fixture *f)
{
  const char *owner = f->tenant->owner_token;

  call (f, "POST", owner,
        "{\"id\":\"ID\",\"url\":\"https://x.example/\",\"events\":"
        "[\"message.created\",\"contact.updated\",\"gap.created\"]}",
        "/v1/desk/webhooks");
  call (f, "POST", f->tenant->visitor_token, "{\"id\":\"ID\",\"body\":\"I am " WORD "\"}",
        "/v1/widget/conversations/CONV/messages");
  call (f, "POST", owner, "{\"id\":\"ID\",\"kind\":\"note\",\"body\":\"" WORD "?\"}",
        "/v1/desk/conversations/CONV/messages");
  call (f, "POST", owner, "{\"id\":\"ID\",\"body\":\"" WORD "\"}",
        "/v1/desk/contacts/CONTACT/notes");
  call (f, "PATCH", owner,
        "{\"name\":\"" WORD "\",\"email\":\"" WORD "@example.org\","
        "\"attributes\":{\"order\":\"" WORD "\"}}",
        "/v1/desk/contacts/CONTACT");
  bht_daemon_write (f->daemon, plant_gap, f);
  plant_file (f);
  bht_daemon_write (f->daemon, plant_rows, f);
}

/* Every table's name and how many of its rows have the word in any column. */
static gpointer
look_job (BhdTurn *turn, gpointer data, GError **error)
{
  GString *found = data;
  g_autoptr (GVariant) columns =
      bh_db_query (turn->db, "(ss)",
                   "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c "
                   "WHERE m.type = 'table'",
                   NULL, error);
  GVariantIter iter;
  const char *table, *column;

  g_variant_iter_init (&iter, columns);
  while (g_variant_iter_next (&iter, "(&s&s)", &table, &column))
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT COUNT(*) FROM \"%s\" WHERE instr(CAST(\"%s\" AS BLOB), CAST('" WORD
          "' AS BLOB)) > 0",
          table, column);
      g_autoptr (GVariant) row = bh_db_query_row (turn->db, "(x)", sql, NULL, error);
      gint64 count = 0;

      g_variant_get (row, "(x)", &count);
      if (count > 0)
        g_string_append_printf (found, " %s.%s", table, column);
    }
  return NULL;
}

static char *
look (Fixture *f)
{
  GString *found = g_string_new (NULL);

  bht_daemon_write (f->daemon, look_job, found);
  return g_string_free (found, FALSE);
}

static gpointer
work_job (BhdTurn *turn, gpointer data, GError **error)
{
  bhd_erasures_work (turn, data, error);
  return NULL;
}

static void
count_blob_cb (const char *organization_id, const char *hash, gpointer data)
{
  (*(guint *) data)++;
}

static guint
count_blobs (Fixture *f)
{
  guint count = 0;

  bhd_blobs_each (f->daemon->blobs, count_blob_cb, &count);
  return count;
}

static gpointer
count_waiting_job (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (turn->db, "(x)",
                                              "SELECT (SELECT COUNT(*) FROM find_removed) + "
                                              "(SELECT COUNT(*) FROM blob_release)",
                                              NULL, error);

  g_variant_get (row, "(x)", (gint64 *) data);
  return NULL;
}

/* The search index lies in a file of its own, and forgets behind everybody else: there is no word
 * to wipe any more when its user_version is 0.  Words lie there without their first letters. */
static gboolean
is_in_index (Fixture *f)
{
  g_autofree char *path = g_build_filename (f->daemon->directory, "index.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDb) db = bh_db_open (path, BH_DB_CACHE, &error);
  g_autofree char *bytes = NULL;
  gint64 wanted = 1;
  gsize length;

  g_assert_no_error (error);
  while (wanted > 0)
    {
      g_autoptr (GVariant) row = bh_db_query_row (db, "(x)", "PRAGMA user_version", NULL, &error);

      g_assert_no_error (error);
      g_variant_get (row, "(x)", &wanted);
      g_usleep (1000);
    }
  g_assert_true (bh_db_checkpoint (db, &error));
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, WORD + 3, strlen (WORD + 3)) != NULL;
}

/* The search index and the sweeper follow behind. */
static void
wait_for_followers (Fixture *f)
{
  gint64 waiting = 1;

  while (waiting > 0)
    {
      bht_daemon_write (f->daemon, count_waiting_job, &waiting);
      g_usleep (1000);
    }
}

static void
erase (Fixture *f)
{
  gboolean more = TRUE;
  BhdSweeper *sweeper;

  call (f, "POST", f->tenant->owner_token, "{\"confirm\":\"" WORD "@example.org\"}",
        "/v1/desk/contacts/CONTACT/erase");
  while (more)
    bht_daemon_write (f->daemon, work_job, &more);
  sweeper = bhd_sweeper_new (f->daemon->store, f->daemon->blobs, f->daemon->parts);
  wait_for_followers (f);
  bhd_sweeper_free (sweeper);
}

static void
test_nothing_is_left (void)
{
  Fixture f = { bht_daemon_new (NULL) };
  g_autofree char *key_file = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  key_file = g_build_filename (f.daemon->directory, "key", NULL);
  bhd_seal_unlock (key_file);
  f.tenant = bht_daemon_add_tenant (f.daemon, "acme");
  plant (&f);
  before = look (&f);
  g_test_message ("before:%s", before);
  g_assert_nonnull (strstr (before, "message.body"));
  g_assert_nonnull (strstr (before, "event.body"));
  g_assert_nonnull (strstr (before, "event.desk"));
  g_assert_nonnull (strstr (before, "webhook_delivery.body"));
  g_assert_nonnull (strstr (before, "gap.question"));
  g_assert_nonnull (strstr (before, "contact_word.word"));
  g_assert_cmpuint (count_blobs (&f), ==, 1);
  while (!is_in_index (&f))
    g_usleep (1000);

  erase (&f);
  after = look (&f);
  g_assert_cmpstr (after, ==, "");
  g_assert_false (is_in_index (&f));
  g_assert_cmpuint (count_blobs (&f), ==, 0);
  g_free (f.hash);
  bht_tenant_free (f.tenant);
  bht_daemon_free (f.daemon);
  bhd_seal_lock ();
}

static void
assert_status (Fixture *f, const char *method, const char *path, const char *body, guint status)
{
  g_autofree char *full = put (path, "CONV", f->tenant->conversation_id);
  g_autofree char *id = bh_id_new ();
  g_autofree char *named = body != NULL ? put (body, "ID", id) : NULL;
  g_autoptr (BhtAnswer) answer =
      bht_call (f->daemon, method, full, f->tenant->visitor_token, NULL, named);

  g_assert_cmpuint (answer->status, ==, status);
  if (status == 403)
    g_assert_nonnull (strstr (answer->body, "\"blocked\":true"));
}

static void
test_blocked_reads_only (void)
{
  Fixture f = { bht_daemon_new (NULL) };

  f.tenant = bht_daemon_add_tenant (f.daemon, "acme");
  call (&f, "PATCH", f.tenant->owner_token, "{\"blocked\":true}", "/v1/desk/contacts/CONTACT");
#define PLACE "/v1/widget/conversations"
  assert_status (&f, "GET", PLACE "/CONV/messages", NULL, 200);
  assert_status (&f, "GET", "/v1/widget/session", NULL, 200);
  assert_status (&f, "POST", PLACE "/CONV/read", "{\"seq\":1}", 204);
  assert_status (&f, "POST", PLACE "/CONV/messages", "{\"id\":\"ID\",\"body\":\"x\"}", 403);
  assert_status (&f, "POST", PLACE, "{\"id\":\"ID\"}", 403);
  assert_status (&f, "POST", PLACE "/CONV/person", "{}", 403);
  assert_status (&f, "POST", PLACE "/CONV/call", "{\"id\":\"ID\",\"phone\":\"+491701234567\"}",
                 403);
  assert_status (&f, "POST", PLACE "/CONV/csat", "{\"score\":5}", 403);
  assert_status (&f, "POST", PLACE "/CONV/uploads", "{\"id\":\"ID\",\"name\":\"a.txt\",\"size\":9}",
                 403);
#undef PLACE
  bht_tenant_free (f.tenant);
  bht_daemon_free (f.daemon);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/erasure/nothing-is-left", test_nothing_is_left);
  g_test_add_func ("/http/erasure/blocked-reads-only", test_blocked_reads_only);
  return g_test_run ();
}
