/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A server in this process stands for a provider; the real daemon has it embed the passages. */
#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  guint16 port;
  int texts;   /* atomic: so many were embedded */
  int refuses; /* atomic: requests are answered with 401 */
} Fixture;

/* Its length in one number, so that no two texts need be alike. */
static void
append_vector (GString *answer, guint i, const char *text)
{
  g_string_append_printf (answer, "%s{\"index\":%u,\"embedding\":[1.0,%u.5,0.25]}",
                          i > 0 ? "," : "", i, (guint) strlen (text));
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  Fixture *f = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GString) answer = g_string_new ("{\"data\":[");
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *input = NULL;

  if (g_atomic_int_get (&f->refuses) != 0 || !g_str_has_suffix (path, "/embeddings") ||
      !json_parser_load_from_data (parser, body->data, body->length, NULL))
    {
      soup_server_message_set_status (message, 401, NULL);
      return;
    }
  input =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "input");
  for (guint i = 0; i < json_array_get_length (input); i++)
    append_vector (answer, i, json_array_get_string_element (input, i));
  g_atomic_int_add (&f->texts, (int) json_array_get_length (input));
  g_string_append (answer, "],\"model\":\"lengths\"}");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->str,
                                    answer->len);
}

static gpointer
serve (gpointer data)
{
  Fixture *f = data;

  g_main_context_push_thread_default (f->context);
  g_main_loop_run (f->loop);
  g_main_context_pop_thread_default (f->context);
  return NULL;
}

static void
open_server (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  f->context = g_main_context_new ();
  f->loop = g_main_loop_new (f->context, FALSE);
  g_main_context_push_thread_default (f->context);
  f->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (f->server, NULL, answer_cb, f, NULL);
  g_assert_true (soup_server_listen_local (f->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_main_context_pop_thread_default (f->context);
  uris = soup_server_get_uris (f->server);
  f->port = (guint16) g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  f->thread = g_thread_new ("server", serve, f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *settings[] = { "BELLHOP_MODELS_TO_PRIVATE=true", NULL };
  g_autofree char *token = NULL;

  open_server (f);
  f->daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (f->daemon);
  f->desk = bht_api_new (bht_bellhopd_url (f->daemon), token);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_api_free (f->desk);
  bht_bellhopd_free (f->daemon);
  g_main_loop_quit (f->loop);
  g_thread_join (f->thread);
  g_main_context_push_thread_default (f->context);
  soup_server_disconnect (f->server);
  g_object_unref (f->server);
  while (g_main_context_iteration (f->context, FALSE))
    ;
  g_main_context_pop_thread_default (f->context);
  g_main_loop_unref (f->loop);
  g_main_context_unref (f->context);
}

/* Returns: (transfer full): the document's id */
static char *
put_document (Fixture *f, const char *title)
{
  g_autofree char *body = g_strdup_printf (
      "{\"title\":\"%s\",\"category\":\"\",\"format\":\"text\",\"body\":\"All about %s.\"}", title,
      title);
  g_autoptr (JsonNode) answer = bht_api_expect (f->desk, "POST", "/v1/desk/documents", body, 201);

  return g_strdup (bht_json_string (answer, "document.id"));
}

static void
set_model (Fixture *f)
{
  static const char id[] = "01900000-0000-7000-8000-000000000001";
  g_autofree char *provider =
      g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"openai\",\"name\":\"Lengths\","
                       "\"base_url\":\"http://127.0.0.1:%u/v1\",\"model\":\"\"}",
                       id, f->port);
  g_autofree char *settings =
      g_strdup_printf ("{\"embedding_provider_id\":\"%s\",\"embedding_model\":\"lengths\"}", id);

  json_node_unref (bht_api_expect (f->desk, "POST", "/v1/desk/providers", provider, 201));
  json_node_unref (bht_api_expect (f->desk, "PATCH", "/v1/desk/ai", settings, 200));
}

/* Until so many passages are embedded, and there are no others. */
static void
wait_for (Fixture *f, gint64 n)
{
  gint64 until = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer =
          bht_api_expect (f->desk, "GET", "/v1/desk/knowledge", NULL, 200);
      JsonNode *embedding = json_object_get_member (json_node_get_object (answer), "embedding");

      if (JSON_NODE_HOLDS_OBJECT (embedding) && bht_json_int (answer, "embedding.done") == n &&
          bht_json_int (answer, "embedding.total") == n)
        {
          g_assert_cmpstr (bht_json_string (answer, "embedding.model"), ==, "lengths");
          return;
        }
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_thread_yield ();
    }
}

static void
test_passages_are_embedded_as_they_come (Fixture *f, gconstpointer data)
{
  g_autofree char *first = put_document (f, "Quokkas");
  g_autofree char *second = NULL;

  set_model (f);
  wait_for (f, 1);
  second = put_document (f, "Wombats");
  wait_for (f, 2);
  g_assert_cmpint (g_atomic_int_get (&f->texts), ==, 2);
}

static void
test_nothing_is_embedded_twice (Fixture *f, gconstpointer data)
{
  g_autofree char *first = put_document (f, "Quokkas");

  set_model (f);
  wait_for (f, 1);
  bht_bellhopd_kill (f->daemon);
  bht_bellhopd_start (f->daemon);
  wait_for (f, 1);
  g_assert_cmpint (g_atomic_int_get (&f->texts), ==, 1);
}

static void
test_a_deleted_document_counts_no_more (Fixture *f, gconstpointer data)
{
  g_autofree char *first = put_document (f, "Quokkas");
  g_autofree char *second = put_document (f, "Wombats");
  g_autofree char *path = g_strconcat ("/v1/desk/documents/", first, NULL);

  set_model (f);
  wait_for (f, 2);
  g_assert_cmpuint (bht_api_call (f->desk, "DELETE", path, NULL, NULL), ==, 204);
  wait_for (f, 1);
}

static void
test_no_provider_is_no_embedding (Fixture *f, gconstpointer data)
{
  g_autofree char *first = put_document (f, "Quokkas");
  g_autoptr (JsonNode) answer = bht_api_expect (f->desk, "GET", "/v1/desk/knowledge", NULL, 200);

  g_assert_true (
      JSON_NODE_HOLDS_NULL (json_object_get_member (json_node_get_object (answer), "embedding")));
}

static void
test_changed_settings_end_the_wait_after_a_failure (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;

  g_atomic_int_set (&f->refuses, 1);
  first = put_document (f, "Quokkas");
  set_model (f);
  g_atomic_int_set (&f->refuses, 0);
  json_node_unref (bht_api_expect (f->desk, "PATCH", "/v1/desk/ai", "{\"tone\":\"warm\"}", 200));
  wait_for (f, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/story/embeddings/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("passages-are-embedded-as-they-come", test_passages_are_embedded_as_they_come);
  ADD ("nothing-is-embedded-twice", test_nothing_is_embedded_twice);
  ADD ("a-deleted-document-counts-no-more", test_a_deleted_document_counts_no_more);
  ADD ("no-provider-is-no-embedding", test_no_provider_is_no_embedding);
  ADD ("changed-settings-end-the-wait-after-a-failure",
       test_changed_settings_end_the_wait_after_a_failure);
#undef ADD
  return g_test_run ();
}
