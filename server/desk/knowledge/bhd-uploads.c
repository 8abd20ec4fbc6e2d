/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-uploads.h"

#include "common/bh-error.h"
#include "common/bh-formats.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/desk/knowledge/bhd-documents.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/knowledge/bhd-title-private.h"
#include "server/store/rows/bhd-attachment-rows.h"
#include "server/store/rows/knowledge/bhd-document-rows.h"
#include "server/store/rows/knowledge/bhd-upload-rows.h"

#include <glib/gi18n.h>
#include <string.h>

/* Returns: (nullable): NULL with @error set. */
static const BhFormat *
check_format (BhdTurn *turn, const BhdCaller *caller, const char *file_name, GError **error)
{
  const BhFormat *format = bh_format_for_name (file_name);
  g_autofree char *accepted = NULL;
  GError *inner = NULL;
  gboolean sees = bhd_providers_can_see (turn, caller->organization_id, &inner);

  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return NULL;
    }
  if (format != NULL && (!format->picture || sees))
    return format;

  accepted = bh_formats_to_accept (sees);
  bh_error_refuse (
      error, BH_ERROR_INVALID, "file_name",
      format != NULL ? N_ ("could not take “%s”: files of this kind cannot be read, these can: %s; "
                           "pictures, once a model is set up that can look at them")
                     : N_ ("could not take “%s”: files of this kind cannot be read, these can: %s"),
      file_name, accepted);
  return NULL;
}

static gboolean
check_size (const BhdUpload *draft, const BhFormat *format, gint64 upload_max, GError **error)
{
  gint64 max_size = format->max_size > 0 ? MIN ((gint64) format->max_size, upload_max) : upload_max;

  if (draft->size < 1)
    bh_error_refuse (error, BH_ERROR_INVALID, "size", "could not take “%s”: the file is empty",
                     draft->file_name);
  else if (draft->size > max_size)
    bh_error_refuse (
        error, BH_ERROR_TOO_LARGE, "size",
        "could not take “%s”: it is larger than %.3g MB, cut it in parts or make it smaller",
        draft->file_name, (double) max_size / (1024 * 1024));
  return draft->size >= 1 && draft->size <= max_size;
}

/* The same upload again?  Returns: FALSE with @error set; else @known (out) (nullable). */
static gboolean
look_up_id (BhdTurn *turn,
            const BhdCaller *caller,
            const BhdUpload *draft,
            BhdUpload **known,
            GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdUpload) found =
      bhd_upload_rows_find (turn->db, caller->organization_id, draft->id, &inner);

  g_autoptr (BhdAttachment) attachment =
      found == NULL && inner == NULL
          ? bhd_attachment_rows_find (turn->db, caller->organization_id, draft->id, &inner)
          : NULL;

  if (inner != NULL)
    g_propagate_error (error, inner);
  if (found == NULL && attachment == NULL)
    return inner == NULL;
  if (found == NULL || strcmp (found->operator_id, caller->operator_id) != 0 ||
      found->size != draft->size || strcmp (found->hash, draft->hash) != 0 ||
      strcmp (found->file_name, draft->file_name) != 0)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "the id names another upload already");
      return FALSE;
    }
  *known = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
check_quota (BhdTurn *turn, const BhdCaller *caller, GError **error)
{
  gint64 open =
      bhd_upload_rows_count (turn->db, caller->organization_id, caller->operator_id, error);

  if (open < 0 || open < BHD_UPLOADS_OPEN)
    return open >= 0;
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
               "%d uploads of yours are open already: finish or delete one of them first",
               BHD_UPLOADS_OPEN);
  return FALSE;
}

/* Returns: (transfer full): NULL with @error set. */
static BhdUpload *
begin (BhdTurn *turn,
       const BhdCaller *caller,
       const BhdUpload *draft,
       const BhFormat *format,
       GError **error)
{
  BhdUpload fields = { 0 };
  g_autoptr (BhdUpload) upload = NULL;

  fields.organization_id = g_strdup (caller->organization_id);
  fields.id = g_strdup (draft->id);
  fields.operator_id = g_strdup (caller->operator_id);
  fields.title = g_strdup (draft->title);
  fields.category = g_strdup (draft->category);
  fields.file_name = g_strdup (draft->file_name);
  fields.format = g_strdup (format->name);
  fields.size = draft->size;
  fields.hash = g_strdup (draft->hash);
  fields.created_us = turn->now_us;
  fields.updated_us = turn->now_us;
  upload = bhd_upload_new_take (&fields);
  return bhd_upload_rows_insert (turn->db, upload, error) ? g_steal_pointer (&upload) : NULL;
}

gboolean
bhd_uploads_open (BhdTurn *turn,
                  const BhdCaller *caller,
                  const BhdUpload *draft,
                  gint64 max_size,
                  BhdUpload **upload,
                  BhDocument **document,
                  gboolean *created,
                  GError **error)
{
  const BhFormat *format = check_format (turn, caller, draft->file_name, error);
  GError *inner = NULL;

  *created = FALSE;
  if (format == NULL || !check_size (draft, format, max_size, error) ||
      !look_up_id (turn, caller, draft, upload, error))
    return FALSE;
  if (*upload != NULL)
    return TRUE;

  *document = bhd_documents_find_bytes (turn, caller->organization_id, draft->hash, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  if (inner != NULL || *document != NULL)
    return inner == NULL;

  if (check_quota (turn, caller, error))
    *upload = begin (turn, caller, draft, format, error);
  *created = *upload != NULL;
  return *created;
}

BhdUpload *
bhd_uploads_find (BhdTurn *turn, const BhdCaller *caller, const char *id, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdUpload) upload =
      bhd_upload_rows_find (turn->db, caller->organization_id, id, &inner);
  gboolean own = upload != NULL && strcmp (upload->operator_id, caller->operator_id) == 0;

  return bhd_tell_found (own, N_ ("no such upload"), inner, error) ? g_steal_pointer (&upload)
                                                                   : NULL;
}

void
bhd_uploads_set_offset_error (gint64 received, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, received);

  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "%s bytes are here: go on from there", number);
  if (error != NULL)
    bh_error_set_detail (*error, "received", number);
}

/* Somebody was quicker: says how far it is now. */
static gboolean
refuse_step (BhdTurn *turn, const BhdUpload *upload, GError **error)
{
  GError *inner = NULL;
  g_autoptr (BhdUpload) now =
      bhd_upload_rows_find (turn->db, upload->organization_id, upload->id, &inner);

  if (bhd_tell_found (now != NULL, N_ ("no such upload"), inner, error))
    bhd_uploads_set_offset_error (now->received, error);
  return FALSE;
}

gboolean
bhd_uploads_advance (BhdTurn *turn, const BhdUpload *upload, gint64 from, gint64 to, GError **error)
{
  gboolean stored = FALSE;

  if (!bhd_upload_rows_advance (turn->db, upload, from, to, turn->now_us, &stored, error))
    return FALSE;
  return stored || refuse_step (turn, upload, error);
}

/* What it will be called.  Where nobody gave a title, the file of the same name keeps the one it
 * has got.  Returns: (transfer full): NULL with @error set. */
static char *
title_of (BhdTurn *turn, const BhdUpload *upload, GError **error)
{
  g_autoptr (BhDocument) before = NULL;
  GError *inner = NULL;

  if (*upload->title != '\0')
    return g_strdup (upload->title);
  before = bhd_document_rows_find_by_file_name (turn->db, upload->organization_id,
                                                upload->file_name, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return NULL;
    }
  return before != NULL
             ? g_strdup (before->title)
             : bhd_title_for_file (turn, upload->organization_id, upload->file_name, error);
}

BhDocument *
bhd_uploads_finish (BhdTurn *turn, const BhdUpload *upload, GError **error)
{
  g_autofree char *title = title_of (turn, upload, error);
  const BhDocument draft = { .title = title,
                             .category = upload->category,
                             .format = upload->format,
                             .source = (char *) "upload",
                             .file_name = upload->file_name,
                             .blob = upload->hash,
                             .body = (char *) "",
                             .size = upload->size };
  g_autoptr (BhDocument) document = NULL;
  GError *inner = NULL;
  gboolean created;

  if (title == NULL || !bhd_uploads_drop (turn, upload, error))
    return NULL;
  document = bhd_documents_find_bytes (turn, upload->organization_id, upload->hash, &inner);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return NULL;
    }
  if (document == NULL)
    document = bhd_documents_put (turn, upload->organization_id, &draft, &created, error);
  return g_steal_pointer (&document);
}

gboolean
bhd_uploads_drop (BhdTurn *turn, const BhdUpload *upload, GError **error)
{
  return bhd_upload_rows_delete (turn->db, upload->organization_id, upload->id, error);
}

GPtrArray *
bhd_uploads_drop_stale (BhdTurn *turn, gint64 age_us, GError **error)
{
  g_autoptr (GPtrArray) stale = bhd_upload_rows_list_stale (turn->db, turn->now_us - age_us, error);

  for (guint i = 0; stale != NULL && i < stale->len; i++)
    if (!bhd_uploads_drop (turn, g_ptr_array_index (stale, i), error))
      return NULL;
  return g_steal_pointer (&stale);
}
