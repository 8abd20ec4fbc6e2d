/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-intake.h"

#include "common/bh-error.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/knowledge/bhd-document-change-private.h"
#include "server/desk/knowledge/bhd-title-private.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"
#include "server/store/rows/knowledge/bhd-passage-rows.h"

#include <string.h>

BhDocument *
bhd_intake_take (BhdTurn *turn, char **organization_id, GError **error)
{
  g_autofree char *owner = NULL;
  g_autoptr (BhDocument) document = bhd_document_rows_take (turn->db, &owner, error);

  if (document == NULL || !bhd_document_announce (turn, owner, document, error))
    return NULL;
  *organization_id = g_steal_pointer (&owner);
  return g_steal_pointer (&document);
}

gboolean
bhd_intake_recover (BhdTurn *turn, GError **error)
{
  turn->wakes |= BHD_WAKE_INDEXER;
  return bhd_document_rows_recover (turn->db, error);
}

/* Stores @fields (taken) over @from, the status it must still have. */
static BhDocument *
step (BhdTurn *turn,
      const char *organization_id,
      BhDocument *fields,
      const char *from,
      GError **error)
{
  g_autoptr (BhDocument) document = bh_document_new_take (fields);
  g_autofree char *key = bhd_fold (document->title);
  g_autofree char *hash = bhd_document_hash (document);
  const BhdDocumentKeys keys = { key, hash };
  gboolean stored = FALSE;

  if (!bhd_document_rows_step (turn->db, organization_id, document, &keys, from, &stored, error) ||
      !stored || !bhd_document_announce (turn, organization_id, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

BhDocument *
bhd_intake_keep_page (BhdTurn *turn,
                      const char *organization_id,
                      const BhDocument *document,
                      const char *format,
                      const char *blob,
                      gint64 size,
                      GError **error)
{
  BhDocument fields;
  BhDocument *kept;
  GError *inner = NULL;

  bhd_document_copy_fields (document, TRUE, &fields);
  g_free (fields.format);
  g_free (fields.blob);
  fields.format = g_strdup (format);
  fields.blob = g_strdup (blob);
  fields.size = size;
  kept = step (turn, organization_id, &fields, "extracting", &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (kept == NULL)
    bhd_document_release (turn, organization_id, blob, error);
  return kept;
}

BhDocument *
bhd_intake_read (BhdTurn *turn,
                 const char *organization_id,
                 const BhDocument *document,
                 const char *title,
                 const char *text,
                 GError **error)
{
  g_autofree char *chosen = bhd_title_choose (turn, organization_id, document, title, error);
  BhDocument fields;

  if (chosen == NULL)
    return NULL;
  bhd_document_copy_fields (document, TRUE, &fields);
  g_free (fields.title);
  g_free (fields.status);
  fields.title = g_steal_pointer (&chosen);
  fields.status = g_strdup ("indexing");
  if (fields.blob != NULL)
    {
      g_free (fields.body);
      fields.body = g_strdup (text);
    }
  return step (turn, organization_id, &fields, "extracting", error);
}

/* Those from @kept to @end; where nothing is kept yet, what was there goes. */
static gboolean
store_passages (BhdTurn *turn,
                const char *organization_id,
                const char *document_id,
                GPtrArray *passages,
                guint kept,
                guint end,
                GError **error)
{
  if (kept == 0 && !bhd_passage_rows_delete (turn->db, organization_id, document_id, error))
    return FALSE;
  return bhd_passage_rows_insert (turn->db, organization_id, passages, kept, end, error);
}

gboolean
bhd_intake_keep_piece (BhdTurn *turn,
                       const char *organization_id,
                       const BhDocument *document,
                       GPtrArray *passages,
                       guint kept,
                       gboolean *stored,
                       GError **error)
{
  guint end = MIN (kept + BHD_INTAKE_PIECE, passages->len);

  if (!bhd_document_rows_is_at (turn->db, organization_id, document, "indexing", stored, error))
    return FALSE;
  return !*stored ||
         store_passages (turn, organization_id, document->id, passages, kept, end, error);
}

gboolean
bhd_intake_finish (BhdTurn *turn,
                   const char *organization_id,
                   const BhDocument *document,
                   GPtrArray *passages,
                   guint kept,
                   const char *failure,
                   gboolean *stored,
                   GError **error)
{
  guint end = passages != NULL ? passages->len : 0;
  g_autoptr (BhDocument) ended = NULL;
  BhDocument fields;

  bhd_document_copy_fields (document, FALSE, &fields);
  g_free (fields.status);
  g_free (fields.error);
  fields.status = g_strdup (failure == NULL ? "ready" : "error");
  fields.error = g_strdup (failure);
  ended = bh_document_new_take (&fields);
  if (!bhd_document_rows_finish (turn->db, organization_id, ended, stored, error))
    return FALSE;
  if (!*stored)
    return TRUE;

  if (failure != NULL || passages == NULL)
    kept = end = 0;
  return store_passages (turn, organization_id, document->id, passages, kept, end, error) &&
         bhd_document_announce (turn, organization_id, ended, error);
}
