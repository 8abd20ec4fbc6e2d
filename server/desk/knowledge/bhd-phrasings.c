/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-phrasings.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/knowledge/bhd-listing-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"

#include <glib/gi18n.h>
#include <string.h>

static BhPhrasing *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  BhPhrasing *phrasing = bhd_phrasing_rows_find (turn->db, organization_id, id, &inner);

  bhd_tell_found (phrasing != NULL, N_ ("no such phrasing"), inner, error);
  return phrasing;
}

/* Tells of @id as it is now.  Returns: (transfer full) */
static BhPhrasing *
announce (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (BhPhrasing) phrasing = find (turn, organization_id, id, error);

  if (phrasing == NULL)
    return NULL;

  bh_json_begin_object (&json, NULL);
  bh_phrasing_write_json (phrasing, &json, "phrasing");
  bh_json_end_object (&json);
  if (!bhd_tell (turn, organization_id, "phrasing.updated", NULL, &json, error))
    return NULL;
  return g_steal_pointer (&phrasing);
}

/* Of the same article and question, the one named again.  Returns: FALSE with @error set, else
 * @known (out) (nullable). */
static gboolean
look_up_id (BhdTurn *turn,
            const char *organization_id,
            const BhdPhrasingDraft *draft,
            const char *key,
            BhPhrasing **known,
            GError **error)
{
  g_autoptr (BhPhrasing) found = NULL;
  g_autofree char *found_key = NULL;
  GError *inner = NULL;

  if (draft->id != NULL)
    found = bhd_phrasing_rows_find (turn->db, organization_id, draft->id, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (found == NULL)
    return inner == NULL;

  found_key = bhd_fold_question (found->question);
  if (strcmp (found_key, key) == 0 && strcmp (found->document_id, draft->document_id) == 0)
    {
      *known = g_steal_pointer (&found);
      return TRUE;
    }
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "the id names another phrasing already");
  return FALSE;
}

static gboolean
check_document (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  gboolean found = bhd_document_rows_exists (turn->db, organization_id, id, &inner);

  return bhd_tell_found (found, N_ ("no such document"), inner, error);
}

static BhPhrasing *
row_from_draft (BhdTurn *turn, const BhdPhrasingDraft *draft)
{
  BhPhrasing fields = { 0 };

  fields.id = draft->id != NULL ? g_strdup (draft->id) : bh_id_new ();
  fields.document_id = g_strdup (draft->document_id);
  fields.question = g_strstrip (g_strdup (draft->question));
  fields.status = g_strdup ("proposed");
  fields.origin = g_strdup (draft->origin);
  fields.conversation_id = g_strdup (draft->conversation_id);
  fields.created_us = turn->now_us;
  return bh_phrasing_new_take (&fields);
}

/* Stores the question or counts it.  Returns: (transfer full): its id. */
static char *
hit (BhdTurn *turn,
     const char *organization_id,
     const BhdPhrasingDraft *draft,
     const char *key,
     gboolean *created,
     GError **error)
{
  g_autoptr (BhPhrasing) row = row_from_draft (turn, draft);
  char *id = bhd_phrasing_rows_hit (turn->db, organization_id, row, key, error);

  *created = id != NULL && strcmp (id, row->id) == 0;
  return id;
}

BhPhrasing *
bhd_phrasings_put (BhdTurn *turn,
                   const char *organization_id,
                   const BhdPhrasingDraft *draft,
                   gboolean *created,
                   GError **error)
{
  g_autofree char *key = bhd_fold_question (draft->question);
  g_autoptr (BhPhrasing) known = NULL;
  g_autofree char *id = NULL;

  *created = FALSE;
  if (*key == '\0')
    {
      bh_error_refuse (error, BH_ERROR_INVALID, "question", "the question says nothing: write one");
      return NULL;
    }
  if (!check_document (turn, organization_id, draft->document_id, error) ||
      !look_up_id (turn, organization_id, draft, key, &known, error))
    return NULL;
  if (known != NULL)
    return g_steal_pointer (&known);

  id = hit (turn, organization_id, draft, key, created, error);
  if (id == NULL || (draft->approved_by != NULL &&
                     !bhd_phrasing_rows_decide (turn->db, organization_id, id, "approved",
                                                draft->approved_by, turn->now_us, error)))
    return NULL;
  return announce (turn, organization_id, id, error);
}

static gboolean
is_full (BhdTurn *turn, const char *organization_id)
{
  return bhd_phrasing_rows_count (turn->db, organization_id, NULL) >= BHD_PHRASINGS_PROPOSED;
}

gboolean
bhd_phrasings_propose (BhdTurn *turn,
                       const char *organization_id,
                       const char *document_id,
                       const char *question,
                       const char *origin,
                       const char *conversation_id,
                       GError **error)
{
  g_autofree char *key = bhd_fold_question (question);
  const BhdPhrasingDraft draft = { .document_id = document_id,
                                   .question = question,
                                   .origin = origin,
                                   .conversation_id = conversation_id };
  g_autoptr (BhPhrasing) phrasing = NULL;
  GError *inner = NULL;
  gboolean created, there;

  if (*key == '\0' || g_utf8_strlen (question, -1) > BH_PHRASING_MAX ||
      is_full (turn, organization_id))
    return TRUE;
  there = bhd_document_rows_exists (turn->db, organization_id, document_id, &inner);
  if (there)
    phrasing = bhd_phrasings_put (turn, organization_id, &draft, &created, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, inner);
  return FALSE;
}

BhPhrasing *
bhd_phrasings_decide (BhdTurn *turn,
                      const char *organization_id,
                      const char *id,
                      gboolean approved,
                      const char *operator_id,
                      GError **error)
{
  g_autoptr (BhPhrasing) phrasing = find (turn, organization_id, id, error);
  const char *status = approved ? "approved" : "rejected";

  if (phrasing == NULL || strcmp (phrasing->status, status) == 0)
    return g_steal_pointer (&phrasing);
  if (!bhd_phrasing_rows_decide (turn->db, organization_id, id, status, operator_id, turn->now_us,
                                 error))
    return NULL;
  return announce (turn, organization_id, id, error);
}

gboolean
bhd_phrasings_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhPhrasing) phrasing = find (turn, organization_id, id, error);

  return phrasing != NULL && bhd_phrasing_rows_delete (turn->db, organization_id, id, error) &&
         bhd_tell_gone (turn, organization_id, "phrasing.deleted", "phrasing", id, error);
}

GPtrArray *
bhd_phrasings_list (BhdTurn *turn,
                    const char *organization_id,
                    const BhdPhrasingFilter *filter,
                    gboolean *more,
                    GError **error)
{
  BhdPhrasingFilter one_more = *filter;

  one_more.limit = filter->limit + 1;
  return bhd_listing_cut (bhd_phrasing_rows_list (turn->db, organization_id, &one_more, error),
                          filter->limit, more);
}
