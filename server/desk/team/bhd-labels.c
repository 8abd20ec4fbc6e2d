/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-labels.h"

#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/bhd-fold-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/desk/team/bhd-id-array-private.h"
#include "server/desk/team/bhd-withdrawal-private.h"

#include <glib/gi18n.h>
#include <string.h>

static BhdLabelRow *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  GError *inner = NULL;
  BhdLabelRow *row = bhd_label_rows_find (turn->db, organization_id, id, &inner);

  bhd_tell_found (row != NULL, N_ ("no such label"), inner, error);
  return row;
}

/* Sets what is given.  Returns: FALSE with BH_ERROR_INVALID. */
static gboolean
apply (BhdLabelRow *row, const BhdLabelRow *given, GError **error)
{
  const char *digits = given->color != NULL ? given->color + 1 : "";

  if (given->color != NULL && (*given->color != '#' || strlen (digits) != 6 ||
                               strspn (digits, "0123456789abcdefABCDEF") != 6))
    return bhd_refuse_field (error, "color", "it must be a color such as “#0ea5e9”");
  if (given->color != NULL)
    {
      g_free (row->color);
      row->color = g_ascii_strdown (given->color, -1);
    }
  if (given->name != NULL)
    {
      g_free (row->key);
      row->key = bhd_fold (given->name);
    }
  bhd_set_given (&row->name, given->name);
  return TRUE;
}

/* @stored: whether the row was written; says why not where its name is taken. */
static gboolean
announce (BhdTurn *turn,
          const char *organization_id,
          const BhdLabelRow *row,
          gboolean stored,
          GError *inner,
          GError **error)
{
  if (!stored)
    return bhd_refuse_taken (inner, error, "name", "there is a label “%s” already", row->name);
  return bhd_directory_tell (turn, organization_id, "labels", error);
}

static gboolean
has_room (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_label_rows_list (turn->db, organization_id, error);

  return rows != NULL &&
         bhd_refuse_full (rows->len, BHD_LABELS_MAX, error,
                          "there are %d labels already: remove one first", BHD_LABELS_MAX);
}

BhdLabelRow *
bhd_labels_create (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const BhdLabelRow * draft,
                   gboolean *created,
                   GError **error)
{
  const char *organization_id = operator->organization_id;
  GError *inner = NULL;
  g_autoptr (BhdLabelRow) row = bhd_label_rows_find (turn->db, organization_id, draft->id, &inner);
  gboolean stored;

  *created = FALSE;
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (inner != NULL || row != NULL)
    return g_steal_pointer (&row);

  row = g_new0 (BhdLabelRow, 1);
  row->id = g_strdup (draft->id);
  row->created_us = turn->now_us;
  if (!apply (row, draft, error) || !has_room (turn, organization_id, error))
    return NULL;
  stored = bhd_label_rows_insert (turn->db, organization_id, row, &inner);
  *created = announce (turn, organization_id, row, stored, inner, error);
  return *created ? g_steal_pointer (&row) : NULL;
}

BhdLabelRow *
bhd_labels_change (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const char * id,
                   const BhdLabelRow *change,
                   GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdLabelRow) row = find (turn, organization_id, id, error);
  GError *inner = NULL;
  gboolean stored;

  if (row == NULL || !apply (row, change, error))
    return NULL;
  stored = bhd_label_rows_update (turn->db, organization_id, row, &inner);
  return announce (turn, organization_id, row, stored, inner, error) ? g_steal_pointer (&row)
                                                                     : NULL;
}

static gboolean
take_off (BhdTurn *turn, BhdConversationRow *row, const char *id, GError **error)
{
  bhd_id_array_remove (&row->fields.labels, id);
  return bhd_label_rows_take_off (turn->db, row->organization_id, id, row->fields.id, error);
}

gboolean
bhd_labels_delete (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const char * id,
                   gboolean *more,
                   GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdLabelRow) row = find (turn, organization_id, id, error);
  g_auto (GStrv) ids = NULL;

  *more = FALSE;
  if (row != NULL)
    ids = bhd_label_rows_list_conversations (turn->db, organization_id, id, BHD_WITHDRAWAL_PIECE,
                                             error);
  if (ids == NULL || !bhd_withdrawal_do_piece (turn, operator, ids, take_off, id, more, error))
    return FALSE;
  return *more || (bhd_label_rows_delete (turn->db, organization_id, id, error) &&
                   bhd_directory_tell (turn, organization_id, "labels", error));
}
