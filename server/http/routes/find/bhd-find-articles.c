/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/find/bhd-find-articles.h"

#include "common/find/bh-find-match.h"

#include <json-glib/json-glib.h>

#define ARTICLES 5
#define PASSAGES 20 /* looked at: several may be of one article */
#define EXCERPT 160

/* The room that ranks writes JSON; what is wanted of it is little. */
static JsonNode *
ask (const BhdRequest *request, const char *question)
{
  const BhdLibrary *library = bhd_request_library (request);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  library->search (bhd_request_caller (request)->organization_id, question, NULL, PASSAGES, &json,
                   library->search_data);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  return json_from_string (text, NULL);
}

/* Returns: whether it was written: what the ranking guesses without one of the words is no find. */
static gboolean
write_article (BhdReply *reply, const BhFindQuery *query, JsonObject *passage)
{
  const char *title = json_object_get_string_member (passage, "title");
  const char *body = json_object_get_string_member (passage, "body");
  g_autoptr (GArray) in_body = NULL;
  g_autoptr (GArray) in_title = NULL;
  g_autofree char *excerpt = bh_find_excerpt (query, body, EXCERPT, &in_body);
  g_autofree char *unused = bh_find_excerpt (query, title, EXCERPT, &in_title);

  if (in_body->len == 0 && in_title->len == 0)
    return FALSE;
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "document_id",
                  json_object_get_string_member (passage, "document_id"));
  bh_json_string (&reply->json, "title", title);
  bh_json_string (&reply->json, "excerpt", excerpt);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static void
write_found (BhdReply *reply, const BhFindQuery *query, JsonArray *passages)
{
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (passages) && g_hash_table_size (written) < ARTICLES;
       i++)
    {
      JsonObject *passage = json_array_get_object_element (passages, i);
      const char *id = json_object_get_string_member (passage, "document_id");

      if (!g_hash_table_contains (written, id) && write_article (reply, query, passage))
        g_hash_table_add (written, (gpointer) id);
    }
}

void
bhd_find_write_articles (const BhdRequest *request, const BhFindQuery *query, BhdReply *reply)
{
  g_autofree char *question = bh_find_query_words (query);
  g_autoptr (JsonNode) found = NULL;

  if (*question != '\0' && bhd_request_library (request)->search != NULL)
    found = ask (request, question);
  bh_json_begin_array (&reply->json, "articles");
  if (found != NULL)
    write_found (reply, query,
                 json_object_get_array_member (json_node_get_object (found), "passages"));
  bh_json_end_array (&reply->json);
}
