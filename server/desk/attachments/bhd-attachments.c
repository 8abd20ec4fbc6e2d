/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/attachments/bhd-attachments.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/media/bh-file-name.h"
#include "common/media/bh-picture.h"
#include "server/desk/attachments/bhd-announcing-private.h"
#include "server/desk/bhd-change-private.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/knowledge/bhd-uploads.h"
#include "server/desk/team/bhd-directory-private.h"
#include "server/desk/widget/bhd-widgets.h"
#include "server/store/rows/bhd-attachment-rows.h"
#include "server/store/rows/knowledge/bhd-blob-rows.h"
#include "server/store/rows/knowledge/bhd-upload-rows.h"
#include "server/store/rows/team/bhd-canned-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define STALE_AT_ONCE 100

static const char *
sender_of (const BhdCaller *caller)
{
  return caller->who == BHD_VISITOR ? caller->contact_id : caller->operator_id;
}

static gboolean
is_own (const BhdAttachment *attachment, const BhdCaller *caller)
{
  return attachment->by_visitor == (caller->who == BHD_VISITOR) &&
         g_strcmp0 (attachment->sender_id, sender_of (caller)) == 0;
}

static gboolean
check_size (const BhdAttachment *draft, gint64 max_size, GError **error)
{
  if (draft->size < 1)
    return bh_error_refuse (error, BH_ERROR_INVALID, "size",
                            "could not take “%s”: the file is empty", draft->name);
  if (draft->size > max_size)
    return bh_error_refuse (error, BH_ERROR_TOO_LARGE, "size",
                            "could not take “%s”: it is larger than %.3g MB", draft->name,
                            (double) max_size / (1024 * 1024));
  return TRUE;
}

/* Visitors send what the organisation wants of them, colleagues whatever is known here. */
static gboolean
is_taken (const BhWidget *widget, const BhdCaller *caller, const char *name)
{
  g_autofree char *extension = g_ascii_strdown (bh_media_extension (name), -1);

  return g_strv_contains ((const char *const *) widget->extensions, extension) ||
         (caller->who == BHD_OPERATOR && bh_media_for_name (name) != NULL);
}

gboolean
bhd_attachments_check_rules (BhdTurn *turn,
                             const BhdCaller *caller,
                             const BhdAttachment *draft,
                             gint64 max_size,
                             GError **error)
{
  g_autoptr (BhWidget) widget = bhd_widgets_get (turn, caller->organization_id, error);
  gboolean visitor = caller->who == BHD_VISITOR;
  g_autofree char *taken = NULL;

  if (widget == NULL)
    return FALSE;
  if (visitor && !widget->attachments)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_FORBIDDEN, "no files are taken here: write instead");
      return FALSE;
    }
  if (!is_taken (widget, caller, draft->name))
    {
      taken = g_strjoinv (", ", widget->extensions);
      return bh_error_refuse (
          error, BH_ERROR_INVALID, "name",
          "could not take “%s”: files of this kind are not taken, these are: %s", draft->name,
          taken);
    }
  return check_size (draft, visitor ? MIN (max_size, widget->max_size) : max_size, error);
}

static gboolean
check_loose (gint64 loose, GError **error)
{
  return loose < BHD_ATTACHMENTS_LOOSE ||
         bh_error_refuse (
             error, BH_ERROR_CONFLICT, "id",
             "%d files are waiting to be sent already: send or remove one of them first",
             BHD_ATTACHMENTS_LOOSE);
}

/* Another conversation is had for nothing, and gives no room of its own. */
static gboolean
check_day (BhdTurn *turn, const BhdCaller *caller, gint64 size, GError **error)
{
  gint64 bytes = 0, loose = 0;

  if (caller->who != BHD_VISITOR)
    return TRUE;
  if (!bhd_attachment_rows_count_of_visitor (turn->db, caller->organization_id, caller->contact_id,
                                             turn->now_us - 24 * BH_HOUR, &bytes, &loose, error) ||
      !check_loose (loose, error))
    return FALSE;
  return bytes + size <= BHD_ATTACHMENTS_BYTES ||
         bh_error_refuse (error, BH_ERROR_TOO_LARGE, "size",
                          "you have sent too many files today already: go on tomorrow");
}

static gboolean
check_quota (BhdTurn *turn,
             const BhdCaller *caller,
             const char *conversation_id,
             gint64 size,
             GError **error)
{
  gint64 n = 0, bytes = 0, loose = 0;

  if (!bhd_attachment_rows_count (turn->db, caller->organization_id, conversation_id,
                                  sender_of (caller), &n, &bytes, &loose, error))
    return FALSE;
  if (!check_loose (loose, error))
    return FALSE;
  if (n >= BHD_ATTACHMENTS_CONVERSATION || bytes + size > BHD_ATTACHMENTS_BYTES)
    return bh_error_refuse (error, BH_ERROR_TOO_LARGE, "size",
                            "this conversation holds too many files already: start a new one");
  return check_day (turn, caller, size, error);
}

gboolean
bhd_attachments_look_up (BhdTurn *turn,
                         const BhdCaller *caller,
                         const BhdAttachment *draft,
                         BhdAttachment **known,
                         GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdAttachment) found =
      bhd_attachment_rows_find (turn->db, caller->organization_id, draft->id, &inner);
  g_autoptr (BhdUpload) upload =
      inner == NULL ? bhd_upload_rows_find (turn->db, caller->organization_id, draft->id, &inner)
                    : NULL;

  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  if (upload == NULL && found == NULL)
    return TRUE;
  if (upload != NULL || !is_own (found, caller) || found->size != draft->size ||
      found->message_id != NULL ||
      g_strcmp0 (found->conversation_id, draft->conversation_id) != 0 ||
      g_strcmp0 (found->canned_id, draft->canned_id) != 0 || strcmp (found->name, draft->name) != 0)
    return bh_error_refuse (error, BH_ERROR_CONFLICT, "id",
                            "the id names another file already: make a new one");
  *known = g_steal_pointer (&found);
  return TRUE;
}

BhdAttachment *
bhd_attachments_begin (BhdTurn *turn,
                       const BhdCaller *caller,
                       const BhdAttachment *draft,
                       GError **error)
{
  BhdAttachment fields = { .by_visitor = caller->who == BHD_VISITOR, .size = draft->size };
  g_autoptr (BhdAttachment) self = NULL;

  fields.organization_id = g_strdup (caller->organization_id);
  fields.id = g_strdup (draft->id);
  fields.conversation_id = g_strdup (draft->conversation_id);
  fields.canned_id = g_strdup (draft->canned_id);
  fields.sender_id = g_strdup (sender_of (caller));
  fields.name = g_strdup (draft->name);
  fields.created_us = turn->now_us;
  fields.updated_us = turn->now_us;
  self = bhd_attachment_new_take (&fields);
  return bhd_attachment_rows_insert (turn->db, self, error) ? g_steal_pointer (&self) : NULL;
}

/* A visitor's conversation takes nothing once it is closed; colleagues may still leave notes. */
static gboolean
check_conversation (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  g_autoptr (BhdConversationRow) row = bhd_change_begin (turn, caller, id, error);

  if (row == NULL)
    return FALSE;
  if (caller->who != BHD_VISITOR || row->fields.status != BH_STATUS_RESOLVED)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_CLOSED, "this conversation is closed: start a new one");
  return FALSE;
}

gboolean
bhd_attachments_open (BhdTurn *turn,
                      const BhdCaller *caller,
                      const char *conversation_id,
                      const BhdAttachment *announced,
                      gint64 max_size,
                      BhdAttachment **attachment,
                      gboolean *created,
                      GError **error)
{
  g_autofree char *name = bh_file_name_clean (announced->name);
  const BhdAttachment draft = { .id = announced->id,
                                .conversation_id = (char *) conversation_id,
                                .name = name,
                                .size = announced->size };

  *created = FALSE;
  if (!check_conversation (turn, caller, conversation_id, error) ||
      !bhd_attachments_look_up (turn, caller, &draft, attachment, error))
    return FALSE;
  if (*attachment != NULL)
    return TRUE;

  if (bhd_attachments_check_rules (turn, caller, &draft, max_size, error) &&
      check_quota (turn, caller, conversation_id, draft.size, error))
    *attachment = bhd_attachments_begin (turn, caller, &draft, error);
  *created = *attachment != NULL;
  return *created;
}

BhdAttachment *
bhd_attachments_find_own (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdAttachment) found =
      bhd_attachment_rows_find (turn->db, caller->organization_id, id, &inner);
  gboolean own = found != NULL && is_own (found, caller) && found->message_id == NULL;

  return bhd_tell_found (own, N_ ("no such upload"), inner, error) ? g_steal_pointer (&found)
                                                                   : NULL;
}

/* Everybody's reply, or the own one; no visitor's. */
static gboolean
may_see_canned (BhdTurn *turn,
                const BhdAttachment *attachment,
                const BhdCaller *caller,
                GError **error)
{
  g_autoptr (BhdCannedRow) row =
      caller->who == BHD_OPERATOR && attachment->blob_hash != NULL
          ? bhd_canned_rows_find (turn->db, caller->organization_id, attachment->canned_id, error)
          : NULL;

  return row != NULL &&
         (row->operator_id == NULL || g_strcmp0 (row->operator_id, caller->operator_id) == 0);
}

/* A colleague's is seen once it was said, and by the visitor only if it was not said in a note. */
static gboolean
may_see (const BhdAttachment *attachment, const BhdCaller *caller)
{
  if (attachment->blob_hash == NULL)
    return FALSE;
  return is_own (attachment, caller) ||
         (attachment->message_id != NULL && (caller->who == BHD_OPERATOR || !attachment->internal));
}

BhdAttachment *
bhd_attachments_find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdAttachment) found =
      bhd_attachment_rows_find (turn->db, caller->organization_id, id, &inner);
  g_autoptr (BhdConversationRow) row = NULL;
  gboolean visible;

  if (found != NULL && found->canned_id != NULL)
    {
      visible = may_see_canned (turn, found, caller, &inner);
      return bhd_tell_found (visible, N_ ("no such attachment"), inner, error)
                 ? g_steal_pointer (&found)
                 : NULL;
    }
  if (!bhd_tell_found (found != NULL && may_see (found, caller), N_ ("no such attachment"), inner,
                       error))
    return NULL;
  row = bhd_change_begin (turn, caller, found->conversation_id, &inner);
  return bhd_tell_found (row != NULL, N_ ("no such attachment"), inner, error)
             ? g_steal_pointer (&found)
             : NULL;
}

gboolean
bhd_attachments_advance (BhdTurn *turn,
                         const BhdAttachment *attachment,
                         gint64 from,
                         gint64 to,
                         GError **error)
{
  g_autoptr (BhdAttachment) now = NULL;
  GError *inner = NULL;
  gboolean stored = FALSE;

  if (!bhd_attachment_rows_advance (turn->db, attachment->organization_id, attachment->id, from, to,
                                    turn->now_us, &stored, error))
    return FALSE;
  if (stored)
    return TRUE;
  now = bhd_attachment_rows_find (turn->db, attachment->organization_id, attachment->id, &inner);
  if (bhd_tell_found (now != NULL, N_ ("no such upload"), inner, error))
    bhd_uploads_set_offset_error (now->received, error);
  return FALSE;
}

gboolean
bhd_attachments_judge (BhdAttachment *attachment, GBytes *head, GError **error)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (head, &length);
  const BhMedia *media = bh_media_sniff (bytes, length, attachment->name);
  const BhMedia *named = bh_media_for_name (attachment->name);
  guint width = 0, height = 0;

  if (named != NULL && named->picture && !media->picture)
    return bh_error_refuse (error, BH_ERROR_INVALID, "name",
                            "could not take “%s”: it is not the picture that its name says",
                            attachment->name);
  if (media->picture && !bh_picture_read_size (media, bytes, length, &width, &height))
    return bh_error_refuse (error, BH_ERROR_INVALID, "name",
                            "could not take “%s”: the picture is damaged", attachment->name);
  if (media->picture && !bh_picture_is_reasonable (width, height))
    return bh_error_refuse (error, BH_ERROR_INVALID, "size",
                            "could not take “%s”: it has %u × %u pixels, make it smaller",
                            attachment->name, width, height);
  g_free (attachment->media_type);
  attachment->media_type = g_strdup (media->media_type);
  attachment->width = width;
  attachment->height = height;
  return TRUE;
}

gboolean
bhd_attachments_complete (BhdTurn *turn, const BhdAttachment *attachment, GError **error)
{
  BhdAttachment complete = *attachment;

  complete.updated_us = turn->now_us;
  return bhd_attachment_rows_complete (turn->db, &complete, error) &&
         bhd_tell_found (bh_db_changes (turn->db) == 1, N_ ("no such upload"), NULL, error) &&
         (attachment->canned_id == NULL ||
          bhd_directory_tell (turn, attachment->organization_id, "canned", error));
}

gboolean
bhd_attachments_drop (BhdTurn *turn, const BhdAttachment *attachment, GError **error)
{
  if (!bhd_attachment_rows_delete (turn->db, attachment->organization_id, attachment->id, error))
    return FALSE;
  if (attachment->blob_hash == NULL)
    return TRUE;
  turn->wakes |= BHD_WAKE_SWEEPER;
  return bhd_blob_rows_release (turn->db, attachment->organization_id, attachment->blob_hash,
                                error);
}

static gboolean
drop_all (BhdTurn *turn, GPtrArray *list, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    if (!bhd_attachments_drop (turn, g_ptr_array_index (list, i), error))
      return FALSE;
  return TRUE;
}

GPtrArray *
bhd_attachments_drop_stale (BhdTurn *turn, gint64 age_us, GError **error)
{
  g_autoptr (GPtrArray) stale =
      bhd_attachment_rows_list_stale (turn->db, turn->now_us - age_us, STALE_AT_ONCE, error);

  return stale != NULL && drop_all (turn, stale, error) ? g_steal_pointer (&stale) : NULL;
}

gboolean
bhd_attachments_erase (BhdTurn *turn,
                       const char *organization_id,
                       const char *conversation_id,
                       GError **error)
{
  g_autoptr (GPtrArray) all =
      bhd_attachment_rows_list (turn->db, organization_id, conversation_id, error);

  return all != NULL && drop_all (turn, all, error);
}

void
bhd_attachment_write_json (const BhdAttachment *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "name", self->name);
  bh_json_string (json, "media_type", self->media_type);
  bh_json_int (json, "size", self->size);
  if (self->width > 0 && self->height > 0)
    {
      bh_json_int (json, "width", self->width);
      bh_json_int (json, "height", self->height);
    }
  bh_json_end_object (json);
}
