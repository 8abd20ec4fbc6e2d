/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-canned.h"

#include "common/media/bh-file-name.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/attachments/bhd-announcing-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/desk/team/bhd-sharing-private.h"
#include "server/store/rows/bhd-attachment-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHORTCUT "abcdefghijklmnopqrstuvwxyz0123456789_-"
#define SHORTCUT_MAX 32

/* One that the operator may change. */
static BhdCannedRow *
find (BhdTurn *turn, const BhdCaller *operator, const char * id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdCannedRow) row =
      bhd_canned_rows_find (turn->db, operator->organization_id, id, &inner);
  gboolean visible = row != NULL && bhd_sharing_may_see (operator, row->operator_id);

  if (!bhd_tell_found (visible, N_ ("no such canned reply"), inner, error) ||
      !bhd_sharing_check (operator, row->operator_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

/* Sets what is given.  Returns: FALSE with @error set. */
static gboolean
apply (const BhdCaller *operator, BhdCannedRow * row, const BhdCannedChange *given, GError **error)
{
  gsize length = given->shortcut != NULL ? strlen (given->shortcut) : 1;

  if (length < 1 || length > SHORTCUT_MAX ||
      (given->shortcut != NULL && strspn (given->shortcut, SHORTCUT) != length))
    return bhd_refuse_field (error, "shortcut", "it must be 1 to %d small letters, digits, - and _",
                             SHORTCUT_MAX);
  bhd_set_given (&row->shortcut, given->shortcut);
  bhd_set_given (&row->title, given->title);
  bhd_set_given (&row->body, given->body);
  if (given->shared == NULL)
    return TRUE;
  g_free (row->operator_id);
  row->operator_id = bhd_sharing_owner (operator, * given->shared);
  return bhd_sharing_check (operator, row->operator_id, error);
}

static gboolean
announce (BhdTurn *turn,
          const char *organization_id,
          const BhdCannedRow *row,
          gboolean stored,
          GError *inner,
          GError **error)
{
  if (!stored)
    return bhd_refuse_taken (inner, error, "shortcut", "“/%s” stands for a reply already",
                             row->shortcut);
  return bhd_directory_tell (turn, organization_id, "canned", error);
}

static gboolean
has_room (BhdTurn *turn, const char *organization_id, GError **error)
{
  gint64 count = bhd_canned_rows_count (turn->db, organization_id, error);

  return count >= 0 &&
         bhd_refuse_full (count, BHD_CANNED_MAX, error,
                          "there are %d canned replies already: remove one first", BHD_CANNED_MAX);
}

/* The same again?  FALSE with @error set; else @known (out) (nullable). */
static gboolean
look_up_id (BhdTurn *turn,
            const BhdCaller *
            operator,
            const char * id,
            BhdCannedRow **known,
            GError **error)
{
  GError *inner = NULL;

  *known = bhd_canned_rows_find (turn->db, operator->organization_id, id, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (*known == NULL || bhd_sharing_may_see (operator, (*known)->operator_id))
    return inner == NULL;
  g_clear_pointer (known, bhd_canned_row_free);
  return bhd_refuse_conflict (error, "canned reply") != NULL;
}

BhdCannedRow *
bhd_canned_create (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const BhdCannedChange * draft,
                   gboolean *created,
                   GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdCannedRow) row = NULL;
  GError *inner = NULL;
  gboolean stored;

  *created = FALSE;
  if (!look_up_id (turn, operator, draft->id, &row, error) || row != NULL)
    return g_steal_pointer (&row);

  row = g_new0 (BhdCannedRow, 1);
  row->id = g_strdup (draft->id);
  row->title = g_strdup ("");
  row->operator_id = bhd_sharing_owner (operator, FALSE);
  row->created_us = row->updated_us = turn->now_us;
  if (!apply (operator, row, draft, error) || !has_room (turn, organization_id, error))
    return NULL;
  stored = bhd_canned_rows_insert (turn->db, organization_id, row, &inner);
  *created = announce (turn, organization_id, row, stored, inner, error);
  return *created ? g_steal_pointer (&row) : NULL;
}

BhdCannedRow *
bhd_canned_change (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const char * id,
                   const BhdCannedChange *change,
                   gboolean *was_shared,
                   GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdCannedRow) row = find (turn, operator, id, error);
  GError *inner = NULL;
  gboolean stored;

  *was_shared = row != NULL && row->operator_id == NULL;
  if (row == NULL || !apply (operator, row, change, error))
    return NULL;
  row->updated_us = turn->now_us;
  stored = bhd_canned_rows_update (turn->db, organization_id, row, &inner);
  return announce (turn, organization_id, row, stored, inner, error) ? g_steal_pointer (&row)
                                                                     : NULL;
}

gboolean
bhd_canned_delete (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const char * id,
                   gboolean *shared,
                   GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdCannedRow) row = find (turn, operator, id, error);
  g_autoptr (GPtrArray) files =
      row != NULL ? bhd_attachment_rows_list_of_canned (turn->db, organization_id, id, error)
                  : NULL;

  if (files == NULL)
    return FALSE;
  *shared = row->operator_id == NULL;
  for (guint i = 0; i < files->len; i++)
    if (!bhd_attachments_drop (turn, g_ptr_array_index (files, i), error))
      return FALSE;
  return bhd_canned_rows_delete (turn->db, organization_id, id, error) &&
         bhd_directory_tell (turn, organization_id, "canned", error);
}

gboolean
bhd_canned_open_file (BhdTurn *turn,
                      const BhdCaller *
                      operator,
                      const char * id,
                      const BhdAttachment *announced,
                      gint64 max_size,
                      BhdAttachment **attachment,
                      gboolean *created,
                      GError **error)
{
  g_autofree char *name = bh_file_name_clean (announced->name);
  const BhdAttachment draft = { .id = announced->id,
                                .canned_id = (char *) id,
                                .name = name,
                                .size = announced->size };
  g_autoptr (BhdCannedRow) row = find (turn, operator, id, error);
  g_autoptr (GPtrArray) files = NULL;

  *created = FALSE;
  if (row == NULL || !bhd_attachments_look_up (turn, operator, & draft, attachment, error))
    return FALSE;
  if (*attachment != NULL)
    return TRUE;

  files = bhd_attachment_rows_list_of_canned (turn->db, operator->organization_id, id, error);
  if (files != NULL &&
      bhd_refuse_full (files->len, BHD_CANNED_FILES_MAX, error,
                       "there are %d files of this reply already: remove one first",
                       BHD_CANNED_FILES_MAX) &&
      bhd_attachments_check_rules (turn, operator, & draft, max_size, error))
    *attachment = bhd_attachments_begin (turn, operator, & draft, error);
  *created = *attachment != NULL;
  return *created;
}

gboolean
bhd_canned_drop_file (BhdTurn *turn,
                      const BhdCaller *
                      operator,
                      const char * id,
                      const char *attachment_id,
                      GError **error)
{
  const char *organization_id = operator->organization_id;
  g_autoptr (BhdCannedRow) row = find (turn, operator, id, error);
  GError *inner = NULL;
  g_autoptr (BhdAttachment) file = NULL;
  gboolean its;

  if (row == NULL)
    return FALSE;
  file = bhd_attachment_rows_find (turn->db, organization_id, attachment_id, &inner);
  its = file != NULL && g_strcmp0 (file->canned_id, id) == 0;
  return bhd_tell_found (its, N_ ("no such attachment"), inner, error) &&
         bhd_attachments_drop (turn, file, error) &&
         bhd_directory_tell (turn, organization_id, "canned", error);
}
