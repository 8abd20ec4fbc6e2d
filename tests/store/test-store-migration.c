/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A database of version 2, the first that was in use, keeps its documents. */
#include "server/store/bhd-schema.h"
#include "server/store/rows/bhd-conversation-rows.h"
#include "server/store/rows/bhd-delivery-rows.h"
#include "server/store/rows/hooks/bhd-webhook-rows.h"
#include "server/store/rows/knowledge/bhd-document-list.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"
#include "server/store/rows/knowledge/bhd-passage-rows.h"

#include <gio/gio.h>

static const char content[] =
    "INSERT INTO organization (id, slug, name, greeting, ai_enabled, ai_name, allowed_origins, "
    "created_us) VALUES ('o1', 'acme', 'Acme', 'Hello', 1, 'Ada', '[]', 1), "
    "('o2', 'rival', 'Rival', 'Hello', 1, 'Eve', '[]', 1);"
    "UPDATE organization SET webhook_url = 'https://acme.example/hook', webhook_secret = 'sealed' "
    "WHERE id = 'o1';"
    "UPDATE organization SET webhook_secret = 'early' WHERE id = 'o2';"
    "INSERT INTO delivery (organization_id, id, url, body, state, attempts, due_us, last_error, "
    "created_us) VALUES "
    "('o1', 'w1', 'https://acme.example/hook', '{\"event\":\"handoff.released\"}', 'waiting', 1, "
    "50, 'no', 40), "
    "('o1', 'w2', 'https://acme.example/hook', '{\"event\":\"handoff.created\"}', 'delivered', "
    "1, 0, NULL, 30);"
    "INSERT INTO document (organization_id, id, title, title_key, category, format, body, hash, "
    "size, status, error, created_us, updated_us) VALUES "
    "('o1', 'd1', 'Returns', 'returns', 'help', 'markdown', '# Returns', 'h1', 9, 'ready', NULL, "
    "11, 12), "
    "('o1', 'd2', 'Prices', 'prices', '', 'text', 'Two euros', 'h2', 9, 'queued', NULL, 21, 22), "
    "('o1', 'd3', 'Empty', 'empty', '', 'text', '', 'h3', 0, 'error', 'no text', 31, 32);"
    "INSERT INTO passage (organization_id, id, document_id, position, heading, body) VALUES "
    "('o1', 'p1', 'd1', 0, 'Returns', 'Within 30 days'), ('o1', 'p2', 'd1', 1, '', 'By post');"
    "INSERT INTO contact (organization_id, id, name, email, created_us) VALUES "
    "('o1', 'v1', 'Ada', '', 1);"
    "INSERT INTO conversation (organization_id, id, contact_id, status, channel, priority, unread, "
    "message_count, visitor_seq, boundary_seq, last_author, last_author_name, last_kind, "
    "last_body, last_created_us, last_seq, created_us, updated_us, seq) VALUES "
    "('o1', 'c1', 'v1', 'escalated', 'widget', 'normal', 1, 3, 2, 2, 'system', 'Ada', 'notice', "
    "'A person was asked for, to help Ada', 3, 3, 1, 3, 3), "
    "('o1', 'c2', 'v1', 'escalated', 'widget', 'normal', 0, 1, 0, 0, 'system', 'Ada', 'notice', "
    "'A person was asked for, to help Ada', 4, 4, 1, 4, 4);"
    "INSERT INTO message (organization_id, id, conversation_id, seq, author, author_name, kind, "
    "notice, body, created_us) VALUES "
    "('o1', 'm1', 'c1', 1, 'ai', 'Ada', 'text', NULL, 'Hello', 1), "
    "('o1', 'm2', 'c1', 2, 'visitor', 'Ada', 'text', NULL, 'My fork creaks', 2), "
    "('o1', 'm3', 'c1', 3, 'system', 'Ada', 'notice', 'handoff_requested', "
    "'A person was asked for, to help Ada', 3), "
    "('o1', 'm4', 'c2', 4, 'system', 'Ada', 'notice', 'handoff_requested', "
    "'A person was asked for, to help Ada', 4);";

typedef struct
{
  BhDb *db;
  GError *error;
} Fixture;

static char *
text_of (const char *name)
{
  g_autofree char *path = g_strconcat ("/org/bellhop/store/sql/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, &error);

  g_assert_no_error (error);
  return g_strdup (g_bytes_get_data (bytes, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *start = text_of ("0001-start.sql");
  g_autofree char *ends = text_of ("0002-session-ends.sql");
  const BhMigration first[] = { { 1, start }, { 2, ends }, { 0, NULL } };

  f->db = bh_db_open (":memory:", BH_DB_READ_WRITE, &f->error);
  g_assert_no_error (f->error);
  g_assert_true (bh_db_migrate (f->db, first, 1, &f->error));
  g_assert_true (bh_db_script (f->db, content, &f->error));
  g_assert_true (bhd_schema_apply (f->db, &f->error));
  g_assert_no_error (f->error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_no_error (f->error);
  bh_db_close (f->db);
}

static void
test_documents_are_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (BhDocument) document = bhd_document_rows_find (f->db, "o1", "d1", &f->error);

  g_assert_nonnull (document);
  g_assert_cmpstr (document->title, ==, "Returns");
  g_assert_cmpstr (document->category, ==, "help");
  g_assert_cmpstr (document->format, ==, "markdown");
  g_assert_cmpstr (document->source, ==, "written");
  g_assert_cmpstr (document->body, ==, "# Returns");
  g_assert_cmpstr (document->status, ==, "ready");
  g_assert_cmpint (document->size, ==, 9);
  g_assert_cmpint (document->created_us, ==, 11);
  g_assert_cmpint (document->updated_us, ==, 12);
  g_assert_null (document->url);
  g_assert_null (document->blob);
}

static void
test_hashes_and_errors_are_kept (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = NULL;
  g_autoptr (BhDocument) document =
      bhd_document_rows_find_by_title (f->db, "o1", "empty", &hash, &f->error);

  g_assert_nonnull (document);
  g_assert_cmpstr (hash, ==, "h3");
  g_assert_cmpstr (document->error, ==, "no text");
}

static void
test_passages_are_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) passages = bhd_passage_rows_list (f->db, "o1", "d1", &f->error);

  g_assert_cmpuint (passages->len, ==, 2);
  g_assert_cmpstr (((BhdPassage *) passages->pdata[0])->body, ==, "Within 30 days");
  g_assert_cmpstr (((BhdPassage *) passages->pdata[1])->id, ==, "p2");
}

static void
test_what_waited_is_taken (Fixture *f, gconstpointer data)
{
  g_autofree char *organization_id = NULL;
  g_autoptr (BhDocument) document = bhd_document_rows_take (f->db, &organization_id, &f->error);

  g_assert_nonnull (document);
  g_assert_cmpstr (document->id, ==, "d2");
  g_assert_cmpstr (document->body, ==, "Two euros");
}

static void
test_counts_begin_with_what_is_there (Fixture *f, gconstpointer data)
{
  BhdDocumentCounts counts;

  g_assert_true (bhd_document_list_count (f->db, "o1", &counts, &f->error));
  g_assert_cmpint (counts.ready, ==, 1);
  g_assert_cmpint (counts.waiting, ==, 1);
  g_assert_cmpint (counts.error, ==, 1);
  g_assert_cmpint (counts.passages, ==, 2);
}

static void
test_counts_are_the_organisations_own (Fixture *f, gconstpointer data)
{
  BhdDocumentCounts counts;

  g_assert_true (bhd_document_list_count (f->db, "o2", &counts, &f->error));
  g_assert_cmpint (counts.ready + counts.waiting + counts.error + counts.passages, ==, 0);
}

static void
test_address_becomes_the_first_webhook (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = bhd_webhook_rows_list (f->db, "o1", &f->error);
  g_autofree char *wanted = bhd_webhook_rows_get_wanted (f->db, "o1", &f->error);
  const BhdWebhookRow *row = rows->pdata[0];

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (row->id, ==, "o1");
  g_assert_cmpstr (row->url, ==, "https://acme.example/hook");
  g_assert_cmpstr (row->secret, ==, "sealed");
  g_assert_true (row->enabled);
  g_assert_cmpstr (wanted, ==, "handoff.created handoff.released");
}

/* Without an address there is nothing to list, and the secret is kept. */
static void
test_early_secret_is_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = bhd_webhook_rows_list (f->db, "o2", &f->error);
  g_autoptr (BhdWebhookRow) row = bhd_webhook_rows_find (f->db, "o2", "o2", &f->error);
  g_autofree char *wanted = bhd_webhook_rows_get_wanted (f->db, "o2", &f->error);

  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpstr (row->secret, ==, "early");
  g_assert_false (row->enabled);
  g_assert_null (wanted);
}

static void
test_waiting_delivery_goes_on (Fixture *f, gconstpointer data)
{
  gint64 next_us;
  g_autoptr (BhdDelivery) taken = bhd_delivery_rows_take (f->db, 60, 100, &next_us, &f->error);

  g_assert_cmpstr (taken->id, ==, "w1");
  g_assert_cmpstr (taken->webhook_id, ==, "o1");
  g_assert_cmpstr (taken->event, ==, "handoff.released");
  g_assert_cmpint (taken->attempts, ==, 1);
}

static void
test_notices_are_not_last_words (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdConversationRow) said =
      bhd_conversation_rows_find (f->db, "o1", NULL, "c1", &f->error);
  g_autoptr (BhdConversationRow) silent =
      bhd_conversation_rows_find (f->db, "o1", NULL, "c2", &f->error);

  g_assert_cmpstr (said->fields.last_body, ==, "My fork creaks");
  g_assert_cmpint (said->fields.last_author, ==, BH_AUTHOR_VISITOR);
  g_assert_cmpint (said->fields.last_seq, ==, 2);
  g_assert_cmpint (silent->fields.last_seq, ==, 0);
  g_assert_null (silent->fields.last_body);
}

/* As the step before it left the last message of somebody who sent only files. */
static void
test_files_are_last_words (Fixture *f, gconstpointer data)
{
  static const char sent[] =
      "INSERT INTO message (organization_id, id, conversation_id, seq, author, author_name, kind, "
      "body, created_us) VALUES ('o1', 'm5', 'c2', 5, 'visitor', 'Ada', 'text', '', 5);"
      "INSERT INTO attachment (organization_id, id, conversation_id, by_visitor, sender_id, "
      "message_id, name, size, received, created_us, updated_us) VALUES "
      "('o1', 'a2', 'c2', 1, 'v1', 'm5', 'bill.pdf', 1, 1, 4, 4), "
      "('o1', 'a1', 'c2', 1, 'v1', 'm5', 'fork.png', 1, 1, 3, 3);"
      "UPDATE conversation SET last_author = 'visitor', last_author_name = 'Ada', "
      "last_kind = 'text', last_body = '', last_created_us = 5, last_seq = 5 WHERE id = 'c2'";
  g_autofree char *step = text_of ("0025-last-files.sql");
  g_autoptr (BhdConversationRow) row = NULL;

  g_assert_true (bh_db_script (f->db, sent, &f->error));
  g_assert_true (bh_db_script (f->db, step, &f->error));
  row = bhd_conversation_rows_find (f->db, "o1", NULL, "c2", &f->error);
  g_assert_cmpstr (row->fields.last_body, ==, "fork.png");
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/migration/documents-are-kept", test_documents_are_kept);
  TEST ("/store/migration/hashes-and-errors-are-kept", test_hashes_and_errors_are_kept);
  TEST ("/store/migration/passages-are-kept", test_passages_are_kept);
  TEST ("/store/migration/what-waited-is-taken", test_what_waited_is_taken);
  TEST ("/store/migration/counts-begin-with-what-is-there", test_counts_begin_with_what_is_there);
  TEST ("/store/migration/counts-are-the-organisations-own", test_counts_are_the_organisations_own);
  TEST ("/store/migration/an-address-becomes-the-first-webhook",
        test_address_becomes_the_first_webhook);
  TEST ("/store/migration/an-early-secret-is-kept", test_early_secret_is_kept);
  TEST ("/store/migration/a-waiting-delivery-goes-on", test_waiting_delivery_goes_on);
  TEST ("/store/migration/files-are-last-words", test_files_are_last_words);
  TEST ("/store/migration/notices-are-not-last-words", test_notices_are_not_last_words);
  return g_test_run ();
}
