/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-documents.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/knowledge/bhd-document-change-private.h"
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/desk/knowledge/bhd-listing-private.h"
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"
#include "server/store/rows/knowledge/bhd-passage-rows.h"

#include <glib/gi18n.h>
#include <string.h>

/* A change is always later than the last: by that whoever reads the document knows it has changed.
 */
static gint64
next_us (const BhdTurn *turn, const BhDocument *old)
{
  return old != NULL ? MAX (turn->now_us, old->updated_us + 1) : turn->now_us;
}

/* Stores @document (with its text) over @old (nullable).  Returns: (transfer full): without body.
 */
static BhDocument *
store (BhdTurn *turn,
       const char *organization_id,
       const BhDocument *document,
       const BhDocument *old,
       GError **error)
{
  g_autofree char *key = bhd_fold (document->title);
  g_autofree char *hash = bhd_document_hash (document);
  const BhdDocumentKeys keys = { key, hash };
  BhDocument shown;

  turn->wakes |= BHD_WAKE_INDEXER;
  if (!(old == NULL ? bhd_document_rows_insert : bhd_document_rows_replace) (
          turn->db, organization_id, document, &keys, error) ||
      (old != NULL && g_strcmp0 (old->blob, document->blob) != 0 &&
       !bhd_document_release (turn, organization_id, old->blob, error)) ||
      !bhd_document_announce (turn, organization_id, document, error))
    return NULL;

  bhd_document_copy_fields (document, FALSE, &shown);
  return bh_document_new_take (&shown);
}

/* @draft as it will be stored, with the identity of @old (nullable). */
static BhDocument *
queued (BhdTurn *turn, const BhDocument *draft, const BhDocument *old)
{
  BhDocument fields;

  bhd_document_copy_fields (draft, TRUE, &fields);
  g_free (fields.id);
  g_free (fields.status);
  g_clear_pointer (&fields.error, g_free);
  fields.id = old != NULL || draft->id == NULL ? g_strdup (old != NULL ? old->id : NULL)
                                               : g_strdup (draft->id);
  if (fields.id == NULL)
    fields.id = bh_id_new ();
  if (fields.source == NULL)
    fields.source = g_strdup ("written");
  if (fields.blob == NULL)
    fields.size = (gint64) strlen (fields.body);
  fields.status = g_strdup ("queued");
  fields.created_us = old != NULL ? old->created_us : turn->now_us;
  fields.updated_us = next_us (turn, old);
  return bh_document_new_take (&fields);
}

/* Which one @draft replaces.  @hash: (out) (nullable): of its content. */
static BhDocument *
find_old (BhdTurn *turn,
          const char *organization_id,
          const BhDocument *draft,
          char **hash,
          GError **error)
{
  g_autofree char *key = bhd_fold (draft->title);
  BhDocument *old = NULL;
  GError *inner = NULL;

  if (draft->url != NULL)
    return bhd_document_rows_find_by_url (turn->db, organization_id, draft->url, error);
  old = bhd_document_rows_find_by_title (turn->db, organization_id, key, hash, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return old;
}

BhDocument *
bhd_documents_put (BhdTurn *turn,
                   const char *organization_id,
                   const BhDocument *draft,
                   gboolean *created,
                   GError **error)
{
  g_autofree char *hash = bhd_document_hash (draft);
  g_autofree char *old_hash = NULL;
  g_autoptr (BhDocument) old = NULL;
  g_autoptr (BhDocument) document = NULL;
  GError *inner = NULL;

  old = find_old (turn, organization_id, draft, &old_hash, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return NULL;
    }
  *created = g_strcmp0 (old_hash, hash) != 0;
  if (!*created)
    return g_steal_pointer (&old);

  document = queued (turn, draft, old);
  return store (turn, organization_id, document, old, error);
}

/* Of the page @url with @id: what is there already under that id.  Returns: FALSE with @error set.
 */
static gboolean
check_id (BhdTurn *turn,
          const char *organization_id,
          const char *id,
          const char *url,
          GError **error)
{
  g_autoptr (BhDocument) known = NULL;
  GError *inner = NULL;

  if (id == NULL)
    return TRUE;
  known = bhd_document_rows_find_head (turn->db, organization_id, id, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (known == NULL || g_strcmp0 (known->url, url) == 0)
    return inner == NULL;
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "the id names another document already");
  return FALSE;
}

BhDocument *
bhd_documents_import (BhdTurn *turn,
                      const char *organization_id,
                      const char *id,
                      const char *url,
                      const char *category,
                      GError **error)
{
  g_autoptr (BhDocument) old = NULL;
  g_autoptr (BhDocument) document = NULL;
  BhDocument draft = { 0 };
  GError *inner = NULL;

  if (!check_id (turn, organization_id, id, url, error))
    return NULL;
  old = bhd_document_rows_find_by_url (turn->db, organization_id, url, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return NULL;
    }
  draft.id = (char *) id;
  draft.title = old != NULL ? old->title : (char *) url; /* until the page has told its own */
  draft.category = (char *) category;
  draft.format = (char *) "html";
  draft.source = (char *) "url";
  draft.url = (char *) url;
  draft.body = (char *) "";
  document = queued (turn, &draft, old);
  return store (turn, organization_id, document, old, error);
}

static gboolean
check_change (BhdTurn *turn,
              const char *organization_id,
              const BhDocument *document,
              const BhdDocumentChange *change,
              GError **error)
{
  g_autofree char *key = change->title != NULL ? bhd_fold (change->title) : NULL;
  g_autofree char *hash = NULL;
  g_autoptr (BhDocument) other = NULL;
  GError *inner = NULL;

  if (change->body != NULL && strcmp (document->source, "written") != 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                   "the text comes from a file or page: replace that, or write a new article");
      return FALSE;
    }
  if (key != NULL)
    other = bhd_document_rows_find_by_title (turn->db, organization_id, key, &hash, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (other == NULL || strcmp (other->id, document->id) == 0)
    return inner == NULL;
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "there is a document “%s” already",
               other->title);
  return FALSE;
}

BhDocument *
bhd_documents_change (BhdTurn *turn,
                      const char *organization_id,
                      const char *id,
                      const BhdDocumentChange *change,
                      GError **error)
{
  g_autoptr (BhDocument) old = bhd_documents_get (turn, organization_id, id, error);
  g_autoptr (BhDocument) document = NULL;
  BhDocument draft;

  if (old == NULL || !check_change (turn, organization_id, old, change, error))
    return NULL;

  draft = *old;
  if (change->title != NULL)
    draft.title = (char *) change->title;
  if (change->category != NULL)
    draft.category = (char *) change->category;
  if (change->body != NULL)
    draft.body = (char *) change->body;
  document = queued (turn, &draft, old);
  return store (turn, organization_id, document, old, error);
}

BhDocument *
bhd_documents_find_bytes (BhdTurn *turn,
                          const char *organization_id,
                          const char *hash,
                          GError **error)
{
  const BhdDocumentChange nothing = { NULL };
  g_autoptr (BhDocument) document =
      bhd_document_rows_find_by_blob (turn->db, organization_id, hash, error);

  if (document == NULL || strcmp (document->status, "error") != 0)
    return g_steal_pointer (&document);
  return bhd_documents_change (turn, organization_id, document->id, &nothing, error);
}

BhDocument *
bhd_documents_get (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  BhDocument *document = bhd_document_rows_find (turn->db, organization_id, id, &inner);

  bhd_tell_found (document != NULL, N_ ("no such document"), inner, error);
  return document;
}

gboolean
bhd_documents_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhDocument) document = NULL;
  gboolean found = FALSE;
  GError *inner = NULL;

  document = bhd_document_rows_find_head (turn->db, organization_id, id, &inner);
  if (!bhd_tell_found (document != NULL, N_ ("no such document"), inner, error))
    return FALSE;

  return bhd_document_rows_delete (turn->db, organization_id, id, &found, error) &&
         bhd_passage_rows_delete (turn->db, organization_id, id, error) &&
         bhd_phrasing_rows_delete_document (turn->db, organization_id, id, error) &&
         bhd_document_release (turn, organization_id, document->blob, error) &&
         bhd_tell_gone (turn, organization_id, "document.deleted", "document", id, error) &&
         bhd_gaps_note_deleted (turn, organization_id, id, error);
}

GPtrArray *
bhd_documents_list (BhdTurn *turn,
                    const char *organization_id,
                    const BhdDocumentFilter *filter,
                    gint64 *total,
                    gboolean *more,
                    GError **error)
{
  g_autofree char *words = filter->words != NULL ? bhd_fold (filter->words) : NULL;
  BhdDocumentFilter folded = *filter;

  folded.words = words;
  folded.limit = filter->limit + 1;
  *total = bhd_document_list_total (turn->db, organization_id, &folded, error);
  if (*total < 0)
    return NULL;
  return bhd_listing_cut (bhd_document_list_read (turn->db, organization_id, &folded, error),
                          filter->limit, more);
}

gboolean
bhd_documents_count (BhdTurn *turn,
                     const char *organization_id,
                     BhdDocumentCounts *counts,
                     GError **error)
{
  return bhd_document_list_count (turn->db, organization_id, counts, error);
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
bhd_documents_shelf (BhdTurn *turn,
                     const char *organization_id,
                     const char *after_id,
                     guint limit,
                     GPtrArray **passages,
                     GError **error)
{
  g_autoptr (GPtrArray) documents =
      bhd_document_list_shelf (turn->db, organization_id, after_id, limit, error);
  const BhDocument *last = NULL;

  *passages = NULL;
  if (documents == NULL || documents->len == 0)
    return g_steal_pointer (&documents);
  last = g_ptr_array_index (documents, documents->len - 1);
  *passages = bhd_passage_rows_range (turn->db, organization_id, after_id, last->id, error);
  return *passages != NULL ? g_steal_pointer (&documents) : NULL;
}
