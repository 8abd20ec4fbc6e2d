/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/knowledge/bht-books-private.h"

#include "common/bh-id.h"
#include "common/bh-json-reader.h"

#include <string.h>

const char *
bht_books_get_query (const BhtRequest *request, const char *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

static gboolean
is_post (const BhtRequest *request)
{
  return strcmp (request->method, "POST") == 0;
}

void
bht_books_answer (const BhtRequest *request,
                  guint status,
                  const char *member,
                  BhtWrite write,
                  gconstpointer record)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  write (record, &json, member);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (request->message, status, text);
}

/* ---- lists ---- */

typedef gboolean (*Matches) (const BhtRequest *request, gconstpointer record);

static gboolean
is_status (const BhtRequest *request, const char *status)
{
  const char *wanted = bht_books_get_query (request, "status");

  return wanted == NULL || strcmp (wanted, status) == 0;
}

static gboolean
document_matches (const BhtRequest *request, gconstpointer record)
{
  const BhDocument *document = record;
  const char *q = bht_books_get_query (request, "q");
  const char *category = bht_books_get_query (request, "category");

  return is_status (request, document->status) &&
         (q == NULL || strstr (document->title, q) != NULL) &&
         (category == NULL || strcmp (document->category, category) == 0);
}

static gboolean
gap_matches (const BhtRequest *request, gconstpointer record)
{
  return is_status (request, ((const BhGap *) record)->status);
}

static gboolean
phrasing_matches (const BhtRequest *request, gconstpointer record)
{
  const char *document = bht_books_get_query (request, "document_id");
  const BhPhrasing *phrasing = record;

  return is_status (request, phrasing->status) &&
         (document == NULL || strcmp (phrasing->document_id, document) == 0);
}

static void
answer_list (BhtBooks *self,
             const BhtRequest *request,
             const char *member,
             GPtrArray *records,
             Matches matches,
             BhtWrite write)
{
  const char *after = bht_books_get_query (request, "after");
  gboolean begun = after == NULL;
  const char *last = NULL, *next = NULL;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;
  guint n = 0;

  self->n_lists++;
  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, member);
  for (guint i = 0; i < records->len; i++)
    {
      const char *id = *(char **) records->pdata[i];
      gboolean counts = begun && matches (request, records->pdata[i]);

      begun = begun || strcmp (id, after) == 0;
      if (!counts)
        continue;
      if (n++ >= self->page)
        {
          next = last;
          break;
        }
      write (records->pdata[i], &json, NULL);
      last = id;
    }
  bh_json_end_array (&json);
  bh_json_string (&json, "next", next);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (request->message, 200, text);
}

/* ---- documents ---- */

static void
write_document (BhtBooks *self, const BhtRequest *request, BhDocument *fields)
{
  const char *title = bh_json_get_string (request->body, "title", fields->title);
  const char *category = bh_json_get_string (request->body, "category", fields->category);
  const char *body = bh_json_get_string (request->body, "body", fields->body);
  BhDocument written = *fields;

  written.title = g_strdup (title);
  written.category = g_strdup (category);
  written.body = g_strdup (body);
  if (written.status == NULL)
    written.status = g_strdup ("ready");
  g_free (fields->title);
  g_free (fields->category);
  g_free (fields->body);
  bht_books_answer (request, fields->created_us == 0 ? 201 : 200, "document", bht_write_document,
                    bht_books_put_document (self, &written));
}

static void
create_document (BhtBooks *self, const BhtRequest *request, gboolean import)
{
  BhDocument fields = { 0 };
  const char *url = bh_json_get_string (request->body, "url", NULL);

  fields.id = bh_id_new ();
  fields.title = g_strdup (import ? url : "");
  fields.category = g_strdup ("");
  fields.format = g_strdup (import ? "html" : "markdown");
  fields.source = g_strdup (import ? "url" : "written");
  fields.url = g_strdup (url);
  fields.status = import ? g_strdup ("queued") : NULL;
  write_document (self, request, &fields);
}

static void
answer_passages (const BhtRequest *request, const BhDocument *document)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_array (&json, "passages");
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i);

      bh_json_begin_object (&json, NULL);
      bh_json_string (&json, "id", id);
      bh_json_string (&json, "heading", i == 1 ? "Within Europe" : "Elsewhere");
      bh_json_string (&json, "body", i == 1 ? "Three to five working days." : document->title);
      bh_json_end_object (&json);
    }
  bh_json_end_array (&json);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (request->message, 200, text);
}

static void
serve_document (BhtBooks *self, const BhtRequest *request, const BhDocument *document)
{
  BhDocument fields;

  if (request->path[2] != NULL)
    answer_passages (request, document);
  else if (strcmp (request->method, "DELETE") == 0)
    {
      bht_books_delete (self, request->path[1]);
      soup_server_message_set_status (request->message, 204, NULL);
    }
  else if (strcmp (request->method, "PATCH") == 0)
    {
      fields = bht_books_copy_document (document);
      write_document (self, request, &fields);
    }
  else
    bht_books_answer (request, 200, "document", bht_write_document, document);
}

static void
serve_documents (BhtBooks *self, const BhtRequest *request)
{
  const char *id = request->path[1];
  const BhDocument *document = id != NULL ? bht_books_find (self->documents, id) : NULL;

  if (id == NULL && is_post (request))
    create_document (self, request, FALSE);
  else if (id == NULL)
    answer_list (self, request, "documents", self->documents, document_matches, bht_write_document);
  else if (strcmp (id, "import") == 0)
    create_document (self, request, TRUE);
  else if (document != NULL)
    serve_document (self, request, document);
  else
    bht_mock_refuse (request->message, BH_ERROR_NOT_FOUND, "there is no such document");
}

/* ---- gaps, phrasings ---- */

static void
serve_gaps (BhtBooks *self, const BhtRequest *request)
{
  const char *id = request->path[1];
  const char *verb = id != NULL ? request->path[2] : NULL;
  const char *document = NULL;

  if (verb == NULL)
    {
      answer_list (self, request, "gaps", self->gaps, gap_matches, bht_write_gap);
      return;
    }

  if (strcmp (verb, "article") == 0)
    document = bht_books_write (self, bh_json_get_string (request->body, "title", ""),
                                bh_json_get_string (request->body, "body", ""));
  else if (strcmp (verb, "link") == 0)
    document = bh_json_get_string (request->body, "document_id", NULL);
  bht_books_turn_gap (self, id,
                      strcmp (verb, "reopen") == 0    ? NULL
                      : strcmp (verb, "dismiss") == 0 ? "dismissed"
                                                      : verb,
                      document);
  bht_books_answer (request, 200, "gap", bht_write_gap, bht_books_find (self->gaps, id));
}

static void
judge_phrasing (BhtBooks *self, const BhtRequest *request, const BhPhrasing *old)
{
  gboolean approve = strcmp (request->path[2], "approve") == 0;
  g_autofree char *document = g_strdup (old->document_id);
  g_autofree char *question = g_strdup (old->question);

  bht_books_answer (request, 200, "phrasing", bht_write_phrasing,
                    bht_books_put_phrasing (self, request->path[1], document, question,
                                            approve ? "approved" : "rejected"));
}

static void
serve_phrasings (BhtBooks *self, const BhtRequest *request)
{
  const char *id = request->path[1];
  const BhPhrasing *old = id != NULL ? bht_books_find (self->phrasings, id) : NULL;
  g_autofree char *body = NULL;

  if (id == NULL && is_post (request))
    bht_books_answer (request, 201, "phrasing", bht_write_phrasing,
                      bht_books_put_phrasing (self, bh_json_get_string (request->body, "id", ""),
                                              bh_json_get_string (request->body, "document_id", ""),
                                              bh_json_get_string (request->body, "question", ""),
                                              "approved"));
  else if (id == NULL)
    answer_list (self, request, "phrasings", self->phrasings, phrasing_matches, bht_write_phrasing);
  else if (old == NULL)
    bht_mock_refuse (request->message, BH_ERROR_NOT_FOUND, "there is no such phrasing");
  else if (request->path[2] != NULL)
    judge_phrasing (self, request, old);
  else
    {
      body = g_strdup_printf ("{\"phrasing\":{\"id\":\"%s\"}}", id);
      g_ptr_array_remove (self->phrasings, (gpointer) old);
      bht_mock_publish (self->mock, "phrasing.deleted", body);
      soup_server_message_set_status (request->message, 204, NULL);
    }
}

/* ---- the AI ---- */

static gboolean
run_matches (const BhtRequest *request, gconstpointer record)
{
  return strcmp (((const BhRun *) record)->conversation_id, request->path[1]) == 0;
}

static void
judge_run (BhtBooks *self, const BhtRequest *request, BhRun *run)
{
  run->verdict = (int) bh_json_get_int (request->body, "verdict", 0);
  bht_books_answer (request, 200, "run", bht_write_run, run);
}

static void
serve_runs (BhtBooks *self, const BhtRequest *request)
{
  BhRun *run = bht_books_find (self->runs, request->path[1]);

  if (run == NULL)
    bht_mock_refuse (request->message, BH_ERROR_NOT_FOUND, "there is no such run");
  else if (request->path[2] != NULL)
    judge_run (self, request, run);
  else
    bht_books_answer (request, 200, "run", bht_write_run, run);
}

static void
play (BhtBooks *self, const BhtRequest *request)
{
  const BhDocument *document = self->documents->len > 0 ? self->documents->pdata[0] : NULL;
  const char *id = bht_books_run (self, "", "", document != NULL ? document->id : "");
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "text", "Three to five working days, and nothing on Sundays.");
  bh_json_begin_array (&json, "sources");
  if (document != NULL)
    {
      bh_json_begin_object (&json, NULL);
      bh_json_string (&json, "document_id", document->id);
      bh_json_string (&json, "passage_id", "p1");
      bh_json_string (&json, "title", document->title);
      bh_json_string (&json, "heading", "Within Europe");
      bh_json_string (&json, "quote", "Three to five working days.");
      bh_json_end_object (&json);
    }
  bh_json_end_array (&json);
  bh_run_write_json (bht_books_find (self->runs, id), &json, "run");
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bht_mock_answer (request->message, 200, text);
}

static void
answer_overview (BhtBooks *self, const BhtRequest *request)
{
  g_autofree char *json = NULL;
  guint n_gaps = 0, n_proposed = 0;

  for (guint i = 0; i < self->gaps->len; i++)
    n_gaps += strcmp (((BhGap *) self->gaps->pdata[i])->status, "open") == 0;
  for (guint i = 0; i < self->phrasings->len; i++)
    n_proposed += strcmp (((BhPhrasing *) self->phrasings->pdata[i])->status, "proposed") == 0;
  json = g_strdup_printf ("{\"formats\":[{\"name\":\"text\",\"label\":\"Plain text\","
                          "\"extensions\":[\"txt\"]},{\"name\":\"pdf\",\"label\":\"PDF\","
                          "\"extensions\":[\"pdf\"]}],\"max_size\":1048576,\"chunk\":%u,"
                          "\"phrasings\":{\"proposed\":%u},\"gaps\":%u}",
                          self->chunk, n_proposed, n_gaps);
  bht_mock_answer (request->message, 200, json);
}

static void
note_call (BhtBooks *self, const BhtRequest *request)
{
  g_autofree char *path = g_strjoinv ("/", request->path);
  gsize length;
  const char *text = g_bytes_get_data (request->bytes, &length);

  if (strcmp (request->method, "GET") == 0)
    return;

  g_string_append_printf (self->calls, "%s %s ", request->method, path);
  if (request->body != NULL)
    g_string_append_len (self->calls, text, (gssize) length);
  g_string_append_c (self->calls, '\n');
}

gboolean
bht_books_serve (BhtMock *mock, const BhtRequest *request, gpointer data)
{
  static const struct
  {
    const char *name;
    void (*serve) (BhtBooks *self, const BhtRequest *request);
  } routes[] = {
    { "knowledge", answer_overview },
    { "documents", serve_documents },
    { "uploads", bht_books_serve_upload },
    { "gaps", serve_gaps },
    { "phrasings", serve_phrasings },
    { "runs", serve_runs },
    { "playground", play },
  };
  BhtBooks *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (strcmp (request->path[0], routes[i].name) != 0)
        continue;
      note_call (self, request);
      routes[i].serve (self, request);
      return TRUE;
    }
  if (strcmp (request->path[0], "providers") == 0)
    {
      bht_mock_answer (request->message, 200,
                       "{\"providers\":[{\"id\":\"v1\",\"name\":\"Company model\","
                       "\"model\":\"large\"}]}");
      return TRUE;
    }
  if (strcmp (request->path[0], "conversations") == 0 && request->path[1] != NULL &&
      g_strcmp0 (request->path[2], "runs") == 0)
    {
      answer_list (self, request, "runs", self->runs, run_matches, bht_write_run);
      return TRUE;
    }

  return FALSE;
}
