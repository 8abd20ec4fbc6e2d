/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"

#include <string.h>

typedef struct
{
  BhtTenant *tenant;
} Fixture;

/* One daemon for all tests, a new organisation for each.  Nobody reads documents in it. */
static BhtDaemon *shared;

static void
set_up (Fixture *f, gconstpointer data)
{
  static guint count;
  g_autofree char *slug = g_strdup_printf ("acme-%u", ++count);

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  f->tenant = bht_daemon_add_tenant (shared, slug);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->tenant);
}

/* @path: %s is @id. */
static BhtAnswer *
call (const char *token, const char *method, const char *path, const char *id, const char *body)
{
  g_auto (GStrv) parts = g_strsplit (path, "%s", -1);
  g_autofree char *full = g_strjoinv (id, parts);

  return bht_call (shared, method, full, token, NULL, body);
}

static const char *
text_of (const BhtAnswer *answer, const char *record, const char *member)
{
  JsonObject *object = json_object_get_object_member (bht_answer_object (answer), record);

  return json_object_get_string_member (object, member);
}

static BhtAnswer *
ask_phrasing (Fixture *f, const char *token, const char *question)
{
  g_autofree char *body = g_strdup_printf ("{\"document_id\":\"%s\",\"question\":\"%s\"}",
                                           f->tenant->document_id, question);

  return bht_call (shared, "POST", "/v1/desk/phrasings", token, NULL, body);
}

static void
test_agent_proposes (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = ask_phrasing (f, f->tenant->agent_token, "give it back?");

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (text_of (answer, "phrasing", "status"), ==, "proposed");
  g_assert_cmpstr (text_of (answer, "phrasing", "title"), ==, "Returns");
}

static void
test_owner_approves_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) first = ask_phrasing (f, f->tenant->owner_token, "give it back?");
  g_autoptr (BhtAnswer) again = ask_phrasing (f, f->tenant->owner_token, "Give it BACK");

  g_assert_cmpstr (text_of (first, "phrasing", "status"), ==, "approved");
  g_assert_cmpuint (again->status, ==, 200);
}

static void
test_agents_decide_nothing (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *path;
    gboolean gap;
  } routes[] = {
    { "/v1/desk/phrasings/%s/approve", FALSE },
    { "/v1/desk/phrasings/%s/reject", FALSE },
    { "/v1/desk/gaps/%s/dismiss", TRUE },
    { "/v1/desk/gaps/%s/reopen", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      const char *id = routes[i].gap ? f->tenant->gap_id : f->tenant->phrasing_id;
      g_autoptr (BhtAnswer) answer =
          call (f->tenant->agent_token, "POST", routes[i].path, id, "{}");

      bht_answer_assert_error (answer, 403, "forbidden");
    }
}

static void
test_decided_phrasing_is_listed_so (Fixture *f, gconstpointer data)
{
  const char *owner = f->tenant->owner_token;
  g_autoptr (BhtAnswer) approved =
      call (owner, "POST", "/v1/desk/phrasings/%s/approve", f->tenant->phrasing_id, "{}");
  g_autoptr (BhtAnswer) proposed =
      bht_call (shared, "GET", "/v1/desk/phrasings?status=proposed", owner, NULL, NULL);
  g_autoptr (BhtAnswer) all =
      call (owner, "GET", "/v1/desk/phrasings?document_id=%s", f->tenant->document_id, NULL);

  g_assert_cmpstr (text_of (approved, "phrasing", "status"), ==, "approved");
  g_assert_null (strstr (proposed->body, f->tenant->phrasing_id));
  g_assert_nonnull (strstr (all->body, f->tenant->phrasing_id));
}

static void
test_gap_becomes_an_article (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      call (f->tenant->owner_token, "POST", "/v1/desk/gaps/%s/article", f->tenant->gap_id,
            "{\"title\":\"Malta\",\"body\":\"Yes, we ship there.\"}");
  g_autoptr (BhtAnswer) open =
      bht_call (shared, "GET", "/v1/desk/gaps", f->tenant->agent_token, NULL, NULL);
  g_autoptr (BhtAnswer) closed =
      bht_call (shared, "GET", "/v1/desk/gaps?status=closed", f->tenant->agent_token, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (text_of (answer, "gap", "resolution"), ==, "article");
  g_assert_cmpstr (text_of (answer, "document", "title"), ==, "Malta");
  g_assert_null (strstr (open->body, f->tenant->gap_id));
  g_assert_nonnull (strstr (closed->body, f->tenant->gap_id));
}

static void
test_article_of_a_taken_title_is_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = call (f->tenant->owner_token, "POST", "/v1/desk/gaps/%s/article",
                                       f->tenant->gap_id, "{\"title\":\"returns\",\"body\":\"b\"}");

  bht_answer_assert_error (answer, 409, "conflict");
  g_assert_nonnull (strstr (answer->body, "\"field\":\"title\""));
}

static void
test_document_is_changed (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) changed =
      call (f->tenant->owner_token, "PATCH", "/v1/desk/documents/%s", f->tenant->document_id,
            "{\"title\":\"Sending back\",\"body\":\"Within 60 days.\"}");
  g_autoptr (BhtAnswer) now =
      call (f->tenant->agent_token, "GET", "/v1/desk/documents/%s", f->tenant->document_id, NULL);
  g_autoptr (BhtAnswer) agent = call (f->tenant->agent_token, "PATCH", "/v1/desk/documents/%s",
                                      f->tenant->document_id, "{\"title\":\"Mine\"}");

  g_assert_cmpuint (changed->status, ==, 200);
  g_assert_cmpstr (text_of (now, "document", "title"), ==, "Sending back");
  g_assert_cmpstr (text_of (now, "document", "body"), ==, "Within 60 days.");
  bht_answer_assert_error (agent, 403, "forbidden");
}

static void
test_documents_are_paged (Fixture *f, gconstpointer data)
{
  const char *owner = f->tenant->owner_token;
  g_autoptr (BhtAnswer) added = bht_call (shared, "POST", "/v1/desk/documents", owner, NULL,
                                          "{\"title\":\"Newest\",\"body\":\"b\"}");
  g_autoptr (BhtAnswer) first =
      bht_call (shared, "GET", "/v1/desk/documents?limit=1", owner, NULL, NULL);
  const char *next = json_object_get_string_member (bht_answer_object (first), "next");
  g_autoptr (BhtAnswer) second =
      call (owner, "GET", "/v1/desk/documents?limit=1&after=%s", next, NULL);
  g_autoptr (BhtAnswer) found =
      bht_call (shared, "GET", "/v1/desk/documents?q=RETUR", owner, NULL, NULL);

  g_assert_cmpint (json_object_get_int_member (bht_answer_object (first), "total"), ==, 2);
  g_assert_nonnull (strstr (first->body, "Newest"));
  g_assert_nonnull (strstr (second->body, "Returns"));
  g_assert_true (json_object_get_null_member (bht_answer_object (second), "next"));
  g_assert_cmpint (json_object_get_int_member (bht_answer_object (found), "total"), ==, 1);
}

static void
test_only_pages_are_imported (Fixture *f, gconstpointer data)
{
  static const char *const urls[] = { "ftp://a.example/", "file:///etc/passwd", "a.example",
                                      "https://", "https://me:secret@a.example/" };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"url\":\"%s\"}", urls[i]);
      g_autoptr (BhtAnswer) answer = bht_call (shared, "POST", "/v1/desk/documents/import",
                                               f->tenant->owner_token, NULL, body);

      bht_answer_assert_error (answer, 400, "invalid");
    }
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  TEST ("/http/knowledge/agent-proposes", test_agent_proposes);
  TEST ("/http/knowledge/owner-approves-at-once", test_owner_approves_at_once);
  TEST ("/http/knowledge/agents-decide-nothing", test_agents_decide_nothing);
  TEST ("/http/knowledge/decided-is-listed-so", test_decided_phrasing_is_listed_so);
  TEST ("/http/knowledge/gap-becomes-an-article", test_gap_becomes_an_article);
  TEST ("/http/knowledge/article-of-a-taken-title", test_article_of_a_taken_title_is_refused);
  TEST ("/http/knowledge/document-is-changed", test_document_is_changed);
  TEST ("/http/knowledge/documents-are-paged", test_documents_are_paged);
  TEST ("/http/knowledge/only-pages-are-imported", test_only_pages_are_imported);
  status = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  return status;
}
