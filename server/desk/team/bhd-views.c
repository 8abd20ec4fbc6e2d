/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-views.h"

#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/desk/team/bhd-sharing-private.h"
#include "server/desk/team/bhd-view-filter.h"

#include <glib/gi18n.h>
#include <string.h>

/* One that the operator may change. */
static BhdViewRow *
find (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdViewRow) row = bhd_view_rows_find (turn->db, operator->organization_id, id, &inner);
  gboolean visible = row != NULL && bhd_sharing_may_see (operator, row->operator_id);

  if (!bhd_tell_found (visible, N_ ("no such view"), inner, error) ||
      !bhd_sharing_check (operator, row->operator_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

/* Whether one more that is as @row is shared leaves each operator with few enough. */
static gboolean
has_room (BhdTurn *turn, const BhdCaller *operator, const BhdViewRow * row, GError **error)
{
  const char *organization_id = operator->organization_id;
  gint64 shared = 0, most = 0;
  g_autoptr (GPtrArray) own = NULL;

  if (row->operator_id == NULL)
    return bhd_view_rows_count (turn->db, organization_id, &shared, &most, error) &&
           bhd_refuse_full (shared + most, BHD_VIEWS_MAX, error,
                            "there are %d views that somebody sees already: remove one first",
                            BHD_VIEWS_MAX);
  own = bhd_view_rows_list (turn->db, organization_id, row->operator_id, error);
  return own != NULL &&
         bhd_refuse_full (own->len, BHD_VIEWS_MAX, error,
                          "there are %d views already: remove one first", BHD_VIEWS_MAX);
}

static gboolean
set_filter (BhdViewRow *row, const char *filter, GError **error)
{
  char *kept;

  if (filter == NULL)
    return TRUE;
  kept = bhd_view_filter_read (filter, strlen (filter), error);
  if (kept == NULL)
    return FALSE;
  g_free (row->filter);
  row->filter = kept;
  return TRUE;
}

/* Sets what is given.  Returns: FALSE with @error set. */
static gboolean
apply (const BhdCaller *operator, BhdViewRow * row, const BhdViewChange *given, GError **error)
{
  if (!set_filter (row, given->filter, error))
    return FALSE;
  bhd_set_given (&row->name, given->name);
  bhd_set_given (&row->sort, given->sort);
  if (given->position != NULL)
    row->position = *given->position;
  if (given->shared == NULL)
    return TRUE;
  g_free (row->operator_id);
  row->operator_id = bhd_sharing_owner (operator, * given->shared);
  return bhd_sharing_check (operator, row->operator_id, error);
}

/* The same again?  FALSE with @error set; else @known (out) (nullable). */
static gboolean
look_up_id (BhdTurn *turn,
            const BhdCaller *
            operator,
            const char * id,
            BhdViewRow **known,
            GError **error)
{
  GError *inner = NULL;

  *known = bhd_view_rows_find (turn->db, operator->organization_id, id, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (*known == NULL || bhd_sharing_may_see (operator, (*known)->operator_id))
    return inner == NULL;
  g_clear_pointer (known, bhd_view_row_free);
  return bhd_refuse_conflict (error, "view") != NULL;
}

BhdViewRow *
bhd_views_create (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const BhdViewChange * draft,
                  gboolean *created,
                  GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdViewRow) row = NULL;

  *created = FALSE;
  if (!look_up_id (turn, operator, draft->id, &row, error) || row != NULL)
    return g_steal_pointer (&row);

  row = g_new0 (BhdViewRow, 1);
  row->id = g_strdup (draft->id);
  row->sort = g_strdup ("activity");
  row->filter = g_strdup ("{}");
  row->operator_id = bhd_sharing_owner (operator, FALSE);
  row->created_us = turn->now_us;
  *created = apply (operator, row, draft, error) && has_room (turn, operator, row, error) &&
             bhd_view_rows_insert (turn->db, organization_id, row, error) &&
             bhd_directory_tell (turn, organization_id, "views", error);
  return *created ? g_steal_pointer (&row) : NULL;
}

BhdViewRow *
bhd_views_change (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const char * id,
                  const BhdViewChange *change,
                  gboolean *was_shared,
                  GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdViewRow) row = find (turn, operator, id, error);

  *was_shared = row != NULL && row->operator_id == NULL;
  if (row == NULL || !apply (operator, row, change, error) ||
      (row->operator_id == NULL && !*was_shared && !has_room (turn, operator, row, error)))
    return NULL;
  if (!bhd_view_rows_update (turn->db, organization_id, row, error) ||
      !bhd_directory_tell (turn, organization_id, "views", error))
    return NULL;
  return g_steal_pointer (&row);
}

gboolean
bhd_views_delete (BhdTurn *turn,
                  const BhdCaller *
                  operator,
                  const char * id,
                  gboolean *shared,
                  GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdViewRow) row = find (turn, operator, id, error);

  *shared = row != NULL && row->operator_id == NULL;
  return row != NULL && bhd_view_rows_delete (turn->db, organization_id, id, error) &&
         bhd_directory_tell (turn, organization_id, "views", error);
}
