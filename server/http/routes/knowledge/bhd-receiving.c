/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/knowledge/bhd-receiving.h"

#include "common/bh-error.h"
#include "common/media/bh-media.h"
#include "server/desk/team/bhd-canned.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  BhdStore *store;
  const BhdLibrary *library;
  const BhdCaller *caller;
  const char *id;
  gint64 offset;
  gint64 end;                /* behind the chunk */
  BhdUpload *upload;         /* of an attachment: what both sorts have in common */
  BhdAttachment *attachment; /* (nullable): this is for a conversation */
  BhDocument *document;
} Receiving;

static void
receiving_clear (Receiving *self)
{
  g_clear_pointer (&self->upload, bhd_upload_free);
  g_clear_pointer (&self->attachment, bhd_attachment_free);
  g_clear_pointer (&self->document, bh_document_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Receiving, receiving_clear)

void
bhd_received_clear (BhdReceived *self)
{
  g_clear_pointer (&self->upload, bhd_upload_free);
  g_clear_pointer (&self->document, bh_document_unref);
  g_clear_pointer (&self->attachment, bhd_attachment_free);
}

static gboolean
call (Receiving *self, BhdJobKind kind, BhdJobFunc job, GError **error)
{
  GError *inner = NULL;

  bhd_store_call (self->store, kind, job, self, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

static BhdUpload *
upload_of_attachment (const BhdAttachment *attachment)
{
  BhdUpload fields = { .size = attachment->size, .received = attachment->received };

  fields.organization_id = g_strdup (attachment->organization_id);
  fields.id = g_strdup (attachment->id);
  fields.file_name = g_strdup (attachment->name);
  return bhd_upload_new_take (&fields);
}

/* Documents are an administrator's; whoever talks in a conversation may send a file to it. */
static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  Receiving *self = data;
  gboolean librarian = self->caller->who == BHD_LOCAL ||
                       (self->caller->who == BHD_OPERATOR && self->caller->role >= BH_ROLE_ADMIN);
  GError *inner = NULL;

  if (librarian)
    self->upload = bhd_uploads_find (turn, self->caller, self->id, &inner);
  if (self->upload != NULL || self->caller->who == BHD_LOCAL ||
      (inner != NULL && !g_error_matches (inner, BH_ERROR, BH_ERROR_NOT_FOUND)))
    {
      if (inner != NULL)
        g_propagate_error (error, inner);
      return NULL;
    }
  g_clear_error (&inner);
  self->attachment = bhd_attachments_find_own (turn, self->caller, self->id, error);
  if (self->attachment != NULL)
    self->upload = upload_of_attachment (self->attachment);
  return NULL;
}

static gpointer
advance_job (BhdTurn *turn, gpointer data, GError **error)
{
  Receiving *self = data;
  gint64 from = self->upload->received;

  if (self->attachment != NULL)
    bhd_attachments_advance (turn, self->attachment, from, self->end, error);
  else
    bhd_uploads_advance (turn, self->upload, from, self->end, error);
  return NULL;
}

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Receiving *self = data;

  if (self->attachment != NULL)
    bhd_attachments_complete (turn, self->attachment, error);
  else
    self->document = bhd_uploads_finish (turn, self->upload, error);
  return NULL;
}

/* A file of a canned reply goes as if it was taken from there. */
static gpointer
drop_job (BhdTurn *turn, gpointer data, GError **error)
{
  Receiving *self = data;

  if (self->attachment != NULL && self->attachment->canned_id != NULL &&
      self->attachment->blob_hash != NULL)
    bhd_canned_drop_file (turn, self->caller, self->attachment->canned_id, self->attachment->id,
                          error);
  else if (self->attachment != NULL)
    bhd_attachments_drop (turn, self->attachment, error);
  else
    bhd_uploads_drop (turn, self->upload, error);
  return NULL;
}

/* A backup that left the parts out, a disk that lied: what is not there has to come again. */
static gboolean
check_part (Receiving *self, GError **error)
{
  gint64 size = bhd_parts_size (self->library->parts, self->upload);

  if (size >= self->upload->received)
    return TRUE;
  self->end = size;
  if (call (self, BHD_JOB_WRITE, advance_job, error))
    bhd_uploads_set_offset_error (size, error);
  return FALSE;
}

static gboolean
check_chunk (Receiving *self, GBytes *bytes, GError **error)
{
  gint64 length = (gint64) g_bytes_get_size (bytes);

  if (self->offset != self->upload->received)
    {
      bhd_uploads_set_offset_error (self->upload->received, error);
      return FALSE;
    }
  if (length == 0 || self->offset + length > self->upload->size)
    {
      g_set_error (
          error, BH_ERROR, BH_ERROR_INVALID,
          length == 0
              ? N_ ("could not take the chunk: it is empty")
              : N_ ("could not take the chunk: it goes beyond the size that was announced"));
      return FALSE;
    }
  self->end = self->offset + length;
  return TRUE;
}

static void
drop (Receiving *self)
{
  if (call (self, BHD_JOB_WRITE, drop_job, NULL))
    bhd_parts_remove (self->library->parts, self->upload->organization_id, self->upload->id);
}

/* What an attachment is, its bytes say. */
static gboolean
judge (Receiving *self, GError **error)
{
  g_autoptr (GBytes) head =
      bhd_parts_head (self->library->parts, self->upload, BH_MEDIA_HEAD, error);

  if (head == NULL)
    return FALSE;
  if (bhd_attachments_judge (self->attachment, head, error))
    return TRUE;
  drop (self);
  return FALSE;
}

static gboolean
check_hash (Receiving *self, GError **error)
{
  g_autofree char *hash = bhd_parts_hash (self->library->parts, self->upload, error);

  if (hash == NULL)
    return FALSE;
  if (self->attachment != NULL)
    self->upload->hash = g_strdup (hash);
  if (strcmp (hash, self->upload->hash) == 0 &&
      bhd_parts_size (self->library->parts, self->upload) == self->upload->size)
    return self->attachment == NULL || judge (self, error);

  drop (self);
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "could not take “%s”: what came is not what was announced, upload it again",
               self->upload->file_name);
  return FALSE;
}

/* The blob is there before the row that refers to it. */
static gboolean
finish (Receiving *self, GError **error)
{
  BhdBlobs *blobs = self->library->blobs;
  g_autofree char *path = bhd_parts_path (self->library->parts, self->upload);
  gboolean made;

  if (self->attachment != NULL)
    self->attachment->blob_hash = g_strdup (self->upload->hash);
  bhd_blobs_lock (blobs);
  made = bhd_blobs_adopt (blobs, self->upload->organization_id, self->upload->hash, path, error) &&
         call (self, BHD_JOB_WRITE, finish_job, error);
  bhd_blobs_unlock (blobs);
  if (made)
    bhd_parts_remove (self->library->parts, self->upload->organization_id, self->upload->id);
  return made;
}

static gboolean
keep (Receiving *self, GBytes *bytes, GError **error)
{
  if (!bhd_parts_write (self->library->parts, self->upload, self->offset, bytes, error))
    return FALSE;
  if (self->end == self->upload->size)
    return check_hash (self, error) && finish (self, error);
  if (!call (self, BHD_JOB_WRITE, advance_job, error))
    return FALSE;
  self->upload->received = self->end;
  return TRUE;
}

static gboolean
check_library (const BhdLibrary *library, GError **error)
{
  if (library->parts != NULL && library->blobs != NULL)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "nothing can be uploaded here");
  return FALSE;
}

/* Whoever did not hear that all of it came asks again. */
static gboolean
is_complete (const Receiving *self)
{
  return self->attachment != NULL && self->attachment->blob_hash != NULL;
}

static gboolean
receive (Receiving *self, GBytes *bytes, GError **error)
{
  return check_part (self, error) && check_chunk (self, bytes, error) && keep (self, bytes, error);
}

static void
tell (Receiving *self, BhdReceived *received)
{
  if (is_complete (self))
    received->attachment = g_steal_pointer (&self->attachment);
  else if (self->document != NULL)
    received->document = g_steal_pointer (&self->document);
  else
    received->upload = g_steal_pointer (&self->upload);
}

gboolean
bhd_receiving_take (BhdStore *store,
                    const BhdLibrary *library,
                    const BhdCaller *caller,
                    const char *id,
                    gint64 offset,
                    GBytes *bytes,
                    BhdReceived *received,
                    GError **error)
{
  g_auto (Receiving) self = { store, library, caller, id, offset };
  gboolean taken;

  if (!check_library (library, error))
    return FALSE;
  bhd_parts_lock (library->parts, id);
  taken = call (&self, BHD_JOB_READ, find_job, error);
  received->again = taken && is_complete (&self);
  taken = taken && (received->again || receive (&self, bytes, error));
  bhd_parts_unlock (library->parts, id);

  if (taken)
    tell (&self, received);
  return taken;
}

gboolean
bhd_receiving_drop (BhdStore *store,
                    const BhdLibrary *library,
                    const BhdCaller *caller,
                    const char *id,
                    GError **error)
{
  g_auto (Receiving) self = { store, library, caller, id };
  gboolean dropped;

  if (!check_library (library, error))
    return FALSE;
  bhd_parts_lock (library->parts, id);
  dropped =
      call (&self, BHD_JOB_READ, find_job, error) && call (&self, BHD_JOB_WRITE, drop_job, error);
  if (dropped)
    bhd_parts_remove (library->parts, self.upload->organization_id, self.upload->id);
  bhd_parts_unlock (library->parts, id);
  return dropped;
}
