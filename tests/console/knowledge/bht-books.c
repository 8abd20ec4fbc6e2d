/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/knowledge/bht-books-private.h"

#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "tests/console/bht-wait.h"

#include <string.h>

void
bht_upload_free (gpointer data)
{
  BhtUpload *self = data;

  g_free (self->title);
  g_free (self->category);
  g_free (self->file_name);
  g_free (self->hash);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

BhtBooks *
bht_books_new (BhtMock *mock)
{
  BhtBooks *self = g_new0 (BhtBooks, 1);

  self->mock = mock;
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_document_unref);
  self->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_unref);
  self->phrasings = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_phrasing_unref);
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_run_unref);
  self->uploads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, bht_upload_free);
  self->calls = g_string_new (NULL);
  self->page = 100;
  self->chunk = 1024;
  mock->extra = bht_books_serve;
  mock->extra_data = self;

  return self;
}

void
bht_books_free (BhtBooks *self)
{
  self->mock->extra = NULL;
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->phrasings);
  g_ptr_array_unref (self->runs);
  g_hash_table_unref (self->uploads);
  g_string_free (self->calls, TRUE);
  g_free (self);
}

gpointer
bht_books_find (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (strcmp (*(char **) records->pdata[i], id) == 0)
      return records->pdata[i];

  return NULL;
}

/* Puts @record where the one of its id stands, or first. */
void
bht_books_put (GPtrArray *records, gpointer record)
{
  gpointer old = bht_books_find (records, *(char **) record);
  guint place = 0;

  if (old != NULL && g_ptr_array_find (records, old, &place))
    g_ptr_array_remove_index (records, place);
  g_ptr_array_insert (records, (int) place, record);
}

void
bht_books_tell (BhtBooks *self,
                const char *type,
                const char *member,
                BhtWrite write,
                gpointer record)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;

  bh_json_begin_object (&json, NULL);
  write (record, &json, member);
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  bht_mock_publish (self->mock, type, body);
}

void
bht_write_document (gconstpointer record, BhJsonWriter *json, const char *name)
{
  bh_document_write_json (record, json, name);
}

void
bht_write_gap (gconstpointer record, BhJsonWriter *json, const char *name)
{
  bh_gap_write_json (record, json, name);
}

void
bht_write_phrasing (gconstpointer record, BhJsonWriter *json, const char *name)
{
  bh_phrasing_write_json (record, json, name);
}

void
bht_write_run (gconstpointer record, BhJsonWriter *json, const char *name)
{
  bh_run_write_json (record, json, name);
}

BhDocument *
bht_books_put_document (BhtBooks *self, BhDocument *fields)
{
  BhDocument *document;

  fields->updated_us = bh_clock_now_us ();
  if (fields->created_us == 0)
    fields->created_us = fields->updated_us + self->documents->len;
  document = bh_document_new_take (fields);
  bht_books_put (self->documents, document);
  bht_books_tell (self, "document.updated", "document", bht_write_document, document);

  return document;
}

const char *
bht_books_write (BhtBooks *self, const char *title, const char *body)
{
  BhDocument fields = { 0 };

  fields.id = bh_id_new ();
  fields.title = g_strdup (title);
  fields.category = g_strdup ("Orders");
  fields.format = g_strdup ("markdown");
  fields.source = g_strdup ("written");
  fields.body = g_strdup (body);
  fields.size = (gint64) strlen (body);
  fields.status = g_strdup ("ready");

  return bht_books_put_document (self, &fields)->id;
}

BhDocument
bht_books_copy_document (const BhDocument *old)
{
  BhDocument fields = *old;

  fields.id = g_strdup (old->id);
  fields.title = g_strdup (old->title);
  fields.category = g_strdup (old->category);
  fields.format = g_strdup (old->format);
  fields.source = g_strdup (old->source);
  fields.file_name = g_strdup (old->file_name);
  fields.url = g_strdup (old->url);
  fields.blob = g_strdup (old->blob);
  fields.body = g_strdup (old->body);
  fields.status = g_strdup (old->status);
  fields.error = g_strdup (old->error);

  return fields;
}

void
bht_books_set_status (BhtBooks *self, const char *id, const char *status, const char *error)
{
  BhDocument fields = bht_books_copy_document (bht_books_find (self->documents, id));

  g_free (fields.status);
  g_free (fields.error);
  fields.status = g_strdup (status);
  fields.error = g_strdup (error);
  bht_books_put_document (self, &fields);
}

void
bht_books_delete (BhtBooks *self, const char *id)
{
  g_autofree char *body = g_strdup_printf ("{\"document\":{\"id\":\"%s\"}}", id);

  g_ptr_array_remove (self->documents, bht_books_find (self->documents, id));
  bht_mock_publish (self->mock, "document.deleted", body);
}

const char *
bht_books_miss (BhtBooks *self, const char *question, guint hits)
{
  BhGap fields = { 0 };
  BhGap *gap;

  fields.id = bh_id_new ();
  fields.question = g_strdup (question);
  fields.hits = hits;
  fields.status = g_strdup ("open");
  fields.first_us = bh_clock_now_us () - 72 * BH_HOUR;
  fields.last_us = bh_clock_now_us () - BH_HOUR;
  fields.examples = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_gap_example_free);
  g_ptr_array_add (fields.examples, bh_gap_example_new (question, NULL, fields.first_us));
  gap = bh_gap_new_take (&fields);
  bht_books_put (self->gaps, gap);
  bht_books_tell (self, "gap.updated", "gap", bht_write_gap, gap);

  return gap->id;
}

void
bht_books_turn_gap (BhtBooks *self, const char *id, const char *resolution, const char *document)
{
  const BhGap *old = bht_books_find (self->gaps, id);
  BhGap fields = *old;
  BhGap *gap;

  fields.id = g_strdup (old->id);
  fields.question = g_strdup (old->question);
  fields.status = g_strdup (resolution != NULL ? "closed" : "open");
  fields.resolution = g_strdup (resolution);
  fields.document_id = g_strdup (document);
  fields.conversation_id = g_strdup (old->conversation_id);
  fields.examples = old->examples != NULL ? g_ptr_array_ref (old->examples) : NULL;
  gap = bh_gap_new_take (&fields);
  bht_books_put (self->gaps, gap);
  bht_books_tell (self, "gap.updated", "gap", bht_write_gap, gap);
}

BhPhrasing *
bht_books_put_phrasing (BhtBooks *self,
                        const char *id,
                        const char *document,
                        const char *question,
                        const char *status)
{
  const BhDocument *article = bht_books_find (self->documents, document);
  BhPhrasing fields = { 0 };
  BhPhrasing *phrasing;

  fields.id = g_strdup (id);
  fields.document_id = g_strdup (document);
  fields.title = g_strdup (article != NULL ? article->title : "");
  fields.question = g_strdup (question);
  fields.status = g_strdup (status);
  fields.origin = g_strdup ("visitor");
  fields.hits = 1;
  fields.created_us = bh_clock_now_us ();
  phrasing = bh_phrasing_new_take (&fields);
  bht_books_put (self->phrasings, phrasing);
  bht_books_tell (self, "phrasing.updated", "phrasing", bht_write_phrasing, phrasing);

  return phrasing;
}

const char *
bht_books_propose (BhtBooks *self, const char *document, const char *question, const char *status)
{
  g_autofree char *id = bh_id_new ();

  return bht_books_put_phrasing (self, id, document, question, status)->id;
}

static char *
make_detail (BhtBooks *self, const char *document)
{
  const BhDocument *article = bht_books_find (self->documents, document);
  g_autoptr (BhRunDetail) detail = bh_run_detail_new ();
  BhRunSearch *search = bh_run_detail_add_search (detail, "How long does delivery take?");
  BhRunPassage *passage = bh_run_search_add_passage (search);
  BhRunTool *tool = bh_run_detail_add_tool (detail, "order_status");
  BhRunGuardrail *guardrail = bh_run_detail_add_guardrail (detail);
  BhRunAttempt *attempt = bh_run_detail_add_attempt (detail);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  detail->question = g_strdup ("How long does delivery take?");
  detail->band = g_strdup ("answer");
  passage->passage_id = g_strdup ("p1");
  passage->document_id = g_strdup (document);
  passage->title = g_strdup (article != NULL ? article->title : "Gone");
  passage->heading = g_strdup ("Within Europe");
  passage->score = 0.82;
  passage->lexical = 0.7;
  passage->phrasing = 0.91;
  passage->words = 0.4;
  passage->matched = g_strdup ("when will my parcel be here");
  tool->arguments = g_strdup ("{\"order\":4711}");
  tool->result = g_strdup ("{\"state\":\"on its way\"}");
  tool->status = g_strdup ("success");
  tool->duration_us = 130 * 1000;
  guardrail->name = g_strdup ("Card numbers");
  guardrail->action = g_strdup ("warn");
  guardrail->direction = g_strdup ("in");
  guardrail->excerpt = g_strdup ("4111 1111 …");
  attempt->provider = g_strdup ("Company model");
  attempt->model = g_strdup ("large");
  attempt->error = g_strdup ("the provider does not answer");
  bh_run_detail_write_json (detail, &json, NULL);

  return bh_json_writer_steal (&json);
}

const char *
bht_books_run (BhtBooks *self, const char *conversation, const char *message, const char *document)
{
  BhRun fields = { 0 };

  fields.id = bh_id_new ();
  fields.conversation_id = g_strdup (conversation);
  fields.message_id = g_strdup (message);
  fields.outcome = g_strdup ("answered");
  fields.provider = g_strdup ("embedded");
  fields.model = g_strdup ("bellhop");
  fields.tokens_in = 512;
  fields.tokens_out = 64;
  fields.cost = 1200;
  fields.first_token_us = 180 * 1000;
  fields.duration_us = 940 * 1000;
  fields.created_us = bh_clock_now_us ();
  fields.detail = make_detail (self, document);
  g_ptr_array_insert (self->runs, 0, bh_run_new_take (&fields));

  return ((BhRun *) self->runs->pdata[0])->id;
}

gboolean
bht_books_was_called (BhtBooks *self, const char *line)
{
  return strstr (self->calls->str, line) != NULL;
}

void
bht_shelf_set_up (BhtShelf *fixture, gconstpointer role)
{
  bht_desk_set_up (&fixture->desk, NULL);
  fixture->desk.mock->role = role != NULL ? role : "admin";
  fixture->books = bht_books_new (fixture->desk.mock);
}

void
bht_shelf_tear_down (BhtShelf *fixture, gconstpointer role)
{
  g_clear_pointer (&fixture->books, bht_books_free);
  bht_desk_tear_down (&fixture->desk, NULL);
}
