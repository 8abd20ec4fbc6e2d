/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-desk.h"

#include "common/bh-id.h"
#include "common/bh-json-writer.h"
#include "tests/process/bht-api.h"

#include <string.h>

/* What a group of phrasings answers: the same for all, so that it tells nothing. */
#define ANSWER "This is the answer to that."
#define PATIENCE_US (1800 * G_USEC_PER_SEC)

RetrievalDesk *
retrieval_desk_new (void)
{
  /* Nobody types in bursts here. */
  const char *settings[] = { "BELLHOP_DEBOUNCE_MS=0", "BELLHOP_AGENT_THREADS=4", NULL };
  RetrievalDesk *self = g_new0 (RetrievalDesk, 1);

  self->daemon = bht_bellhopd_new (settings);
  self->token = bht_bellhopd_furnish (self->daemon);
  self->groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
retrieval_desk_free (RetrievalDesk *self)
{
  bht_bellhopd_free (self->daemon);
  g_free (self->token);
  g_hash_table_unref (self->groups);
  g_free (self);
}

static BhtApi *
desk_api (RetrievalDesk *self)
{
  return bht_api_new (bht_bellhopd_url (self->daemon), self->token);
}

char *
retrieval_desk_put (RetrievalDesk *self, const char *title, const char *format, const char *body)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (BhtApi) api = desk_api (self);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "title", title);
  bh_json_string (&json, "category", "");
  bh_json_string (&json, "format", format);
  bh_json_string (&json, "body", body);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  answer = bht_api_expect (api, "POST", "/v1/desk/documents", text, 201);
  return g_strdup (bht_json_string (answer, "document.id"));
}

static void
put_phrasing (BhtApi *api, const char *document_id, const char *question)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *id = bh_id_new ();
  g_autofree char *text = NULL;
  guint status = 0;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", id);
  bh_json_string (&json, "document_id", document_id);
  bh_json_string (&json, "question", question);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  status = bht_api_call (api, "POST", "/v1/desk/phrasings", text, NULL);
  if (status != 201 && status != 200) /* 200: the same, but for case and marks, is there */
    g_error ("the phrasing “%s” was answered with %u", question, status);
}

static guint
count_status (BhtApi *api, const char *status)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents?limit=1&status=%s", status);
  g_autoptr (JsonNode) answer = bht_api_expect (api, "GET", path, NULL, 200);

  return json_array_get_length (
      json_object_get_array_member (json_node_get_object (answer), "documents"));
}

void
retrieval_desk_wait (RetrievalDesk *self)
{
  g_autoptr (BhtApi) api = desk_api (self);
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (count_status (api, "queued") + count_status (api, "extracting") +
             count_status (api, "indexing") >
         0)
    {
      if (g_get_monotonic_time () > until)
        g_error ("the documents were not indexed in time");
      g_usleep (200 * 1000); /* each look costs the daemon something that it needs */
    }
  if (count_status (api, "error") > 0)
    g_error ("a document could not be read");
}

static void
learn_group (RetrievalDesk *self, const char *id, const char *group)
{
  GPtrArray *groups = g_hash_table_lookup (self->groups, id);

  if (groups == NULL)
    {
      groups = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->groups, g_strdup (id), groups);
    }
  if (!g_ptr_array_find_with_equal_func (groups, group, g_str_equal, NULL))
    g_ptr_array_add (groups, g_strdup (group));
}

void
retrieval_desk_add_groups (RetrievalDesk *self,
                           const char *document_id,
                           const char *passage_id,
                           GPtrArray *groups)
{
  GPtrArray *found = passage_id != NULL ? g_hash_table_lookup (self->groups, passage_id) : NULL;

  if (found == NULL && document_id != NULL)
    found = g_hash_table_lookup (self->groups, document_id);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!g_ptr_array_find_with_equal_func (groups, found->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (groups, found->pdata[i]);
}

/* A set of phrasings: the documents first, so that all of them are there to be asked for. */
static void
import_phrasings (RetrievalDesk *self, const RetrievalSet *set)
{
  g_autoptr (BhtApi) api = desk_api (self);
  g_autoptr (GPtrArray) documents = g_ptr_array_new_with_free_func (g_free);
  const char *group = "";

  for (guint i = 0; i < set->docs->len; i++)
    {
      const RetrievalDoc *doc = set->docs->pdata[i];
      char *id = NULL;

      if (!g_str_equal (doc->group, group))
        id = retrieval_desk_put (self, doc->title, "text", ANSWER);
      if (id != NULL)
        learn_group (self, id, doc->group);
      group = doc->group;
      g_ptr_array_add (documents, id);
    }
  retrieval_desk_wait (self);

  for (guint i = 0, first = 0; i < set->docs->len; i++)
    if (documents->pdata[i] != NULL)
      first = i;
    else
      put_phrasing (api, documents->pdata[first], ((RetrievalDoc *) set->docs->pdata[i])->title);
}

/* Letters and digits alone: how a passage was joined and spaced does not count. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) || (*text & 0x80) != 0)
      g_string_append_c (out, *text);
  return g_string_free (out, FALSE);
}

/* A passage belongs to the paragraphs it is of, or that are in it; one that begins in the middle of
 * a paragraph and ends in another's is nobody's. */
static void
learn_passage (RetrievalDesk *self, JsonObject *passage, GPtrArray *paragraphs)
{
  g_autofree char *body = squeeze (json_object_get_string_member (passage, "body"));
  const char *id = json_object_get_string_member (passage, "id");

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const RetrievalDoc *doc = paragraphs->pdata[i];
      g_autofree char *paragraph = squeeze (doc->body);

      if (strstr (paragraph, body) != NULL || strstr (body, paragraph) != NULL)
        learn_group (self, id, doc->group);
    }
  self->strays += g_hash_table_lookup (self->groups, id) == NULL;
}

static void
learn_passages (RetrievalDesk *self, BhtApi *api, const char *document_id, GPtrArray *paragraphs)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s/passages", document_id);
  g_autoptr (JsonNode) answer = bht_api_expect (api, "GET", path, NULL, 200);
  JsonArray *passages = json_object_get_array_member (json_node_get_object (answer), "passages");

  for (guint i = 0; i < json_array_get_length (passages); i++)
    learn_passage (self, json_array_get_object_element (passages, i), paragraphs);
}

/* What stands behind “ - ” in a title is a heading of the article.  Returns: (nullable) */
static const char *
heading_of (const char *title)
{
  const char *dash = strstr (title, " - ");

  return dash != NULL ? dash + strlen (" - ") : NULL;
}

static char *
article_of (const char *title)
{
  const char *heading = heading_of (title);

  return heading != NULL ? g_strndup (title, (gsize) (heading - title) - strlen (" - "))
                         : g_strdup (title);
}

/* As Markdown where there are headings.  @format: (out) */
static char *
write_article (GPtrArray *paragraphs, const char **format)
{
  GString *text = g_string_new (NULL);

  *format = "text";
  for (guint i = 0; i < paragraphs->len; i++)
    {
      const RetrievalDoc *doc = paragraphs->pdata[i];
      const char *heading = heading_of (doc->title);

      if (heading != NULL)
        {
          g_string_append_printf (text, "## %s\n\n", heading);
          *format = "markdown";
        }
      g_string_append_printf (text, "%s\n\n", doc->body);
    }
  return g_string_free (text, FALSE);
}

static void
import_articles (RetrievalDesk *self, const RetrievalSet *set, gboolean apart)
{
  g_autoptr (BhtApi) api = desk_api (self);
  g_autoptr (GHashTable) articles =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  gpointer title, paragraphs;

  for (guint i = 0; i < set->docs->len; i++)
    {
      RetrievalDoc *doc = set->docs->pdata[i];
      g_autofree char *title_alone = article_of (doc->title);
      g_autofree char *article =
          apart ? g_strdup_printf ("%s (%s)", title_alone, doc->group) : g_strdup (title_alone);

      paragraphs = g_hash_table_lookup (articles, article);
      if (paragraphs == NULL)
        g_hash_table_insert (articles, g_steal_pointer (&article), paragraphs = g_ptr_array_new ());
      g_ptr_array_add (paragraphs, doc);
    }
  g_hash_table_iter_init (&iter, articles);
  while (g_hash_table_iter_next (&iter, &title, &paragraphs))
    {
      const char *format = NULL;
      g_autofree char *body = write_article (paragraphs, &format);

      g_hash_table_insert (ids, title, retrieval_desk_put (self, title, format, body));
    }
  retrieval_desk_wait (self);
  g_hash_table_iter_init (&iter, articles);
  while (g_hash_table_iter_next (&iter, &title, &paragraphs))
    learn_passages (self, api, g_hash_table_lookup (ids, title), paragraphs);
}

void
retrieval_desk_import (RetrievalDesk *self, const RetrievalSet *set, gboolean apart)
{
  gint64 began_us = g_get_monotonic_time ();

  if (set->phrasings)
    import_phrasings (self, set);
  else
    import_articles (self, set, apart);
  self->import_s = (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
}
