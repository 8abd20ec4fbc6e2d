/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-documents.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-fold-private.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"
#include "server/store/rows/knowledge/bhd-gap-rows.h"
#include "server/store/rows/knowledge/bhd-passage-rows.h"

#include <string.h>

#define GAPS_SHOWN 200

/* Of everything that would be indexed or shown. */
static char *
content_hash (const BhDocument *document)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const parts[] = { document->title, document->category, document->format,
                                document->body };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (sum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  return g_strdup (g_checksum_get_string (sum));
}

/* A copy with another state.  @body: whether with the text. */
static BhDocument *
with_status (const BhDocument *document, const char *status, const char *failure, gboolean body)
{
  BhDocument fields = { 0 };

  fields.id = g_strdup (document->id);
  fields.title = g_strdup (document->title);
  fields.category = g_strdup (document->category);
  fields.format = g_strdup (document->format);
  fields.source = g_strdup (document->source);
  fields.file_name = g_strdup (document->file_name);
  fields.url = g_strdup (document->url);
  fields.blob = g_strdup (document->blob);
  fields.body = body ? g_strdup (document->body) : NULL;
  fields.size = document->size;
  fields.status = g_strdup (status);
  fields.error = g_strdup (failure);
  fields.created_us = document->created_us;
  fields.updated_us = document->updated_us;
  return bh_document_new_take (&fields);
}

/* @document_id: (nullable): the event's subject, for the indexer to forget. */
static gboolean
publish (BhdTurn *turn,
         const char *organization_id,
         const char *type,
         const char *document_id,
         BhJsonWriter *json,
         GError **error)
{
  g_autofree char *body = bh_json_writer_steal (json);
  BhdEventDraft draft = { organization_id, type, document_id, NULL, body, NULL, 0 };

  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  return draft.seq != 0 && bhd_turn_publish (turn, &draft, error);
}

/* @document: without body. */
static gboolean
announce (BhdTurn *turn, const char *organization_id, const BhDocument *document, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_document_write_json (document, &json, "document");
  bh_json_end_object (&json);
  return publish (turn, organization_id, "document.updated", NULL, &json, error);
}

/* @draft as it will be stored, with the identity of @old (nullable). */
static BhDocument *
queued (BhdTurn *turn, const BhDocument *draft, const BhDocument *old)
{
  BhDocument fields = { 0 };

  fields.id = old != NULL ? g_strdup (old->id) : bh_id_new ();
  fields.title = g_strdup (draft->title);
  fields.category = g_strdup (draft->category);
  fields.format = g_strdup (draft->format);
  fields.source = g_strdup (draft->source != NULL ? draft->source : "written");
  fields.body = g_strdup (draft->body);
  fields.size = (gint64) strlen (draft->body);
  fields.status = g_strdup ("queued");
  fields.created_us = old != NULL ? old->created_us : turn->now_us;
  fields.updated_us = turn->now_us;
  return bh_document_new_take (&fields);
}

BhDocument *
bhd_documents_put (BhdTurn *turn,
                   const char *organization_id,
                   const BhDocument *draft,
                   gboolean *created,
                   GError **error)
{
  g_autofree char *key = bhd_fold (draft->title);
  g_autofree char *hash = content_hash (draft);
  g_autofree char *old_hash = NULL;
  g_autoptr (BhDocument) old = NULL;
  g_autoptr (BhDocument) document = NULL;
  g_autoptr (BhDocument) shown = NULL;
  g_autoptr (GError) inner = NULL;
  BhdDocumentKeys keys = { key, hash };

  old = bhd_document_rows_find_by_title (turn->db, organization_id, key, &old_hash, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  *created = g_strcmp0 (old_hash, hash) != 0;
  if (!*created)
    return g_steal_pointer (&old);

  turn->wakes |= BHD_WAKE_INDEXER;
  document = queued (turn, draft, old);
  shown = with_status (document, "queued", NULL, FALSE);
  if (!(old == NULL ? bhd_document_rows_insert : bhd_document_rows_replace) (
          turn->db, organization_id, document, &keys, error) ||
      !announce (turn, organization_id, shown, error))
    return NULL;
  return g_steal_pointer (&shown);
}

BhDocument *
bhd_documents_take (BhdTurn *turn, char **organization_id, GError **error)
{
  g_autofree char *owner = NULL;
  g_autoptr (BhDocument) document = bhd_document_rows_take (turn->db, &owner, error);
  g_autoptr (BhDocument) shown = NULL;

  if (document == NULL)
    return NULL;

  shown = with_status (document, "indexing", NULL, FALSE);
  if (!announce (turn, owner, shown, error))
    return NULL;
  *organization_id = g_steal_pointer (&owner);
  return g_steal_pointer (&document);
}

gboolean
bhd_documents_recover (BhdTurn *turn, GError **error)
{
  turn->wakes |= BHD_WAKE_INDEXER;
  return bhd_document_rows_recover (turn->db, error);
}

static gboolean
store_passages (BhdTurn *turn,
                const char *organization_id,
                const char *document_id,
                GPtrArray *passages,
                GError **error)
{
  if (!bhd_passage_rows_delete (turn->db, organization_id, document_id, error))
    return FALSE;
  for (guint i = 0; passages != NULL && i < passages->len; i++)
    if (!bhd_passage_rows_insert (turn->db, organization_id, passages->pdata[i], i, error))
      return FALSE;
  return TRUE;
}

gboolean
bhd_documents_finish (BhdTurn *turn,
                      const char *organization_id,
                      const BhDocument *document,
                      GPtrArray *passages,
                      const char *failure,
                      gboolean *stored,
                      GError **error)
{
  const char *status = failure == NULL ? "ready" : "error";
  g_autoptr (BhDocument) shown = with_status (document, status, failure, FALSE);
  g_autofree char *hash = content_hash (document);

  if (!bhd_document_rows_finish (turn->db, organization_id, shown, hash, stored, error))
    return FALSE;
  if (!*stored)
    return TRUE;

  return store_passages (turn, organization_id, document->id, failure == NULL ? passages : NULL,
                         error) &&
         announce (turn, organization_id, shown, error);
}

static gboolean
no_such_document (GError **error)
{
  g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no such document");
  return FALSE;
}

BhDocument *
bhd_documents_get (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhDocument *document = bhd_document_rows_find (turn->db, organization_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (document == NULL)
    no_such_document (error);
  return document;
}

gboolean
bhd_documents_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  gboolean found;

  if (!bhd_document_rows_delete (turn->db, organization_id, id, &found, error))
    return FALSE;
  if (!found)
    return no_such_document (error);

  turn->wakes |= BHD_WAKE_INDEXER;
  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "document");
  bh_json_string (&json, "id", id);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return bhd_passage_rows_delete (turn->db, organization_id, id, error) &&
         publish (turn, organization_id, "document.deleted", id, &json, error);
}

GPtrArray *
bhd_documents_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_document_rows_list (turn->db, organization_id, error);
}

GPtrArray *
bhd_documents_passages (BhdTurn *turn,
                        const char *organization_id,
                        const char *document_id,
                        GError **error)
{
  return bhd_passage_rows_list (turn->db, organization_id, document_id, error);
}

GPtrArray *
bhd_gaps_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_gap_rows_list (turn->db, organization_id, GAPS_SHOWN, error);
}
