/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-gaps.h"

#include "common/bh-error.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/desk/knowledge/bhd-listing-private.h"
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"

#include <glib/gi18n.h>
#include <string.h>

static BhGap *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  BhGap *gap = bhd_gap_rows_find (turn->db, organization_id, id, &inner);

  bhd_tell_found (gap != NULL, N_ ("no such gap"), inner, error);
  return gap;
}

/* Tells of @id as it is now.  Returns: (transfer full) */
static BhGap *
announce (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (BhGap) gap = find (turn, organization_id, id, error);

  if (gap == NULL)
    return NULL;

  bh_json_begin_object (&json, NULL);
  bh_gap_write_json (gap, &json, "gap");
  bh_json_end_object (&json);
  if (!bhd_tell (turn, organization_id, "gap.updated", NULL, &json, error))
    return NULL;
  return g_steal_pointer (&gap);
}

static gboolean
tell_webhooks (BhdTurn *turn, const char *organization_id, const BhGap *gap, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *record = NULL;

  bh_gap_write_json (gap, &json, NULL);
  record = bh_json_writer_steal (&json);
  return bhd_hook_events_note (turn, organization_id, "gap.created", record, NULL, error);
}

gboolean
bhd_gaps_hit (BhdTurn *turn,
              const char *organization_id,
              const char *question,
              const char *conversation_id,
              GError **error)
{
  g_autofree char *key = bhd_fold_question (question);
  g_autofree char *id = NULL;
  g_autoptr (BhGap) gap = NULL;

  if (*key == '\0')
    return TRUE;
  id = bhd_gap_rows_hit (turn->db, organization_id, question, key, conversation_id, turn->now_us,
                         error);
  if (id != NULL)
    gap = announce (turn, organization_id, id, error);
  return gap != NULL && (gap->hits > 1 || tell_webhooks (turn, organization_id, gap, error));
}

/* @ids: (nullable) (transfer full): of text. */
static gboolean
announce_all (BhdTurn *turn, const char *organization_id, GPtrArray *ids, GError **error)
{
  g_autoptr (GPtrArray) list = ids;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      g_autoptr (BhGap) gap = announce (turn, organization_id, list->pdata[i], error);

      if (gap == NULL)
        return FALSE;
    }
  return list != NULL;
}

gboolean
bhd_gaps_note_resolved (BhdTurn *turn,
                        const char *organization_id,
                        const char *conversation_id,
                        GError **error)
{
  return announce_all (turn, organization_id,
                       bhd_gap_rows_answer (turn->db, organization_id, conversation_id, error),
                       error);
}

gboolean
bhd_gaps_note_deleted (BhdTurn *turn,
                       const char *organization_id,
                       const char *document_id,
                       GError **error)
{
  GPtrArray *ids = bhd_gap_rows_closed_by (turn->db, organization_id, document_id, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!bhd_gap_rows_resolve (turn->db, organization_id, ids->pdata[i], NULL, NULL, turn->now_us,
                               error))
      {
        g_ptr_array_unref (ids);
        return FALSE;
      }
  return announce_all (turn, organization_id, ids, error);
}

static gboolean
add_phrasing (BhdTurn *turn,
              const BhdCaller *
              operator,
              const char * document_id,
              const char *question,
              const char *conversation_id,
              GError **error)
{
  const BhdPhrasingDraft draft = { .document_id = document_id,
                                   .question = question,
                                   .origin = "gap",
                                   .conversation_id = conversation_id,
                                   .approved_by = operator->operator_id };
  g_autoptr (BhPhrasing) phrasing = NULL;
  gboolean created;

  if (g_utf8_strlen (question, -1) > BH_PHRASING_MAX) /* a story, not a way to ask */
    return TRUE;
  phrasing = bhd_phrasings_put (turn, operator->organization_id, &draft, &created, error);
  return phrasing != NULL;
}

static gboolean
add_phrasings (BhdTurn *turn,
               const BhdCaller *
               operator,
               const BhGap * gap,
               const char *document_id,
               GError **error)
{
  for (guint i = 0; i < gap->examples->len; i++)
    {
      const BhGapExample *example = g_ptr_array_index (gap->examples, i);

      if (!add_phrasing (turn, operator, document_id, example->question, example->conversation_id,
                         error))
        return FALSE;
    }
  return add_phrasing (turn, operator, document_id, gap->question, gap->conversation_id, error);
}

/* Returns: (transfer full) */
static BhGap *
resolve (BhdTurn *turn,
         const char *organization_id,
         const char *id,
         const char *resolution,
         const char *document_id,
         GError **error)
{
  if (!bhd_gap_rows_resolve (turn->db, organization_id, id, resolution, document_id, turn->now_us,
                             error))
    return NULL;
  return announce (turn, organization_id, id, error);
}

static BhGap *
answer (BhdTurn *turn,
        const BhdCaller *
        operator,
        const BhGap * gap,
        const char *resolution,
        const char *document_id,
        GError **error)
{
  if (!add_phrasings (turn, operator, gap, document_id, error))
    return NULL;
  return resolve (turn, operator->organization_id, gap->id, resolution, document_id, error);
}

static gboolean
check_title (BhdTurn *turn, const char *organization_id, const char *title, GError **error)
{
  g_autofree char *key = bhd_fold (title);
  g_autofree char *hash = NULL;
  GError *inner = NULL;
  g_autoptr (BhDocument) other =
      bhd_document_rows_find_by_title (turn->db, organization_id, key, &hash, &inner);

  if (inner != NULL)
    g_propagate_error (error, inner);
  if (other == NULL)
    return inner == NULL;

  return bh_error_refuse (error, BH_ERROR_CONFLICT, "title",
                          "there is an article “%s” already: link to it, or choose another title",
                          other->title);
}

BhGap *
bhd_gaps_write_article (BhdTurn *turn,
                        const BhdCaller *
                        operator,
                        const char * id,
                        const BhDocument *draft,
                        BhDocument **document,
                        GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhGap) gap = find (turn, organization_id, id, error);
  g_autoptr (BhDocument) article = NULL;
  BhGap *closed;
  gboolean created;

  if (gap == NULL || !check_title (turn, organization_id, draft->title, error))
    return NULL;
  article = bhd_documents_put (turn, organization_id, draft, &created, error);
  if (article == NULL)
    return NULL;
  closed = answer (turn, operator, gap, "article", article->id, error);
  if (closed != NULL)
    *document = g_steal_pointer (&article);
  return closed;
}

BhGap *
bhd_gaps_link (BhdTurn *turn,
               const BhdCaller *
               operator,
               const char * id,
               const char *document_id,
               GError **error)
{
  g_autoptr (BhGap) gap = find (turn, operator->organization_id, id, error);
  GError *inner = NULL;
  gboolean found;

  if (gap == NULL)
    return NULL;
  found = bhd_document_rows_exists (turn->db, operator->organization_id, document_id, &inner);
  if (!bhd_tell_found (found, N_ ("no such document"), inner, error))
    return NULL;
  return answer (turn, operator, gap, "linked", document_id, error);
}

BhGap *
bhd_gaps_dismiss (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhGap) gap = find (turn, organization_id, id, error);

  return gap != NULL ? resolve (turn, organization_id, id, "dismissed", NULL, error) : NULL;
}

BhGap *
bhd_gaps_reopen (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhGap) gap = find (turn, organization_id, id, error);

  return gap != NULL ? resolve (turn, organization_id, id, NULL, NULL, error) : NULL;
}

GPtrArray *
bhd_gaps_list (BhdTurn *turn,
               const char *organization_id,
               const BhdGapFilter *filter,
               gboolean *more,
               GError **error)
{
  BhdGapFilter one_more = *filter;

  one_more.limit = filter->limit + 1;
  return bhd_listing_cut (bhd_gap_rows_list (turn->db, organization_id, &one_more, error),
                          filter->limit, more);
}
