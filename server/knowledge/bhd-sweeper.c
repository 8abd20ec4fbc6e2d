/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-sweeper.h"

#include "common/bh-clock.h"
#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/knowledge/bhd-files.h"
#include "server/desk/knowledge/bhd-uploads.h"
#include "server/store/bhd-bell.h"

#define UPLOAD_AGE (24 * BH_HOUR)
#define EVERY BH_HOUR /* looks for uploads that have grown old */

struct _BhdSweeper
{
  BhdStore *store;
  BhdBlobs *blobs;
  BhdParts *parts;
  BhdBell bell;
  GThread *thread;
};

/* A file that is looked at. */
typedef struct
{
  BhdSweeper *sweeper;
  char *organization_id;
  char *name;
  gboolean found;
  gboolean needed;
} Look;

static void
look_clear (Look *self)
{
  g_free (self->organization_id);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* Runs @job on @look.  Returns: whether it did. */
static gboolean
ask (BhdSweeper *self, BhdJobKind kind, BhdJobFunc job, gpointer look)
{
  g_autoptr (GError) error = NULL;

  bhd_store_call (self->store, kind, job, look, &error);
  if (error != NULL)
    g_warning ("could not tidy the files, will try again: %s", error->message);
  return error == NULL;
}

static gpointer
is_needed_job (BhdTurn *turn, gpointer data, GError **error)
{
  Look *look = data;

  bhd_files_is_needed (turn, look->organization_id, look->name, &look->needed, error);
  return NULL;
}

/* Returns: whether it is done with. */
static gboolean
drop_blob (BhdSweeper *self, Look *look)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  bhd_blobs_lock (self->blobs);
  done =
      ask (self, BHD_JOB_READ, is_needed_job, look) &&
      (look->needed || bhd_blobs_remove (self->blobs, look->organization_id, look->name, &error));
  bhd_blobs_unlock (self->blobs);
  if (error != NULL)
    g_warning ("%s", error->message);
  return done;
}

static gpointer
next_job (BhdTurn *turn, gpointer data, GError **error)
{
  Look *look = data;

  bhd_files_next_released (turn, &look->organization_id, &look->name, &look->found, error);
  return NULL;
}

static gpointer
done_job (BhdTurn *turn, gpointer data, GError **error)
{
  Look *look = data;

  bhd_files_note_removed (turn, look->organization_id, look->name, look->needed, error);
  return NULL;
}

/* Returns: whether there may be more. */
static gboolean
drop_next_released (BhdSweeper *self)
{
  g_auto (Look) look = { self };

  return ask (self, BHD_JOB_READ, next_job, &look) && look.found && drop_blob (self, &look) &&
         ask (self, BHD_JOB_WRITE, done_job, &look);
}

static gpointer
stale_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_uploads_drop_stale (turn, UPLOAD_AGE, error);
}

static void
drop_part (BhdSweeper *self, const char *organization_id, const char *upload_id)
{
  bhd_parts_lock (self->parts, upload_id);
  bhd_parts_remove (self->parts, organization_id, upload_id);
  bhd_parts_unlock (self->parts, upload_id);
}

static void
drop_stale_uploads (BhdSweeper *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) stale = bhd_store_call_full (self->store, BHD_JOB_WRITE, stale_job, NULL,
                                                     (GDestroyNotify) g_ptr_array_unref, &error);

  if (error != NULL)
    g_warning ("could not drop old uploads, will try again: %s", error->message);
  for (guint i = 0; stale != NULL && i < stale->len; i++)
    {
      const BhdUpload *upload = g_ptr_array_index (stale, i);

      drop_part (self, upload->organization_id, upload->id);
    }
}

static gpointer
loose_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_attachments_drop_stale (turn, UPLOAD_AGE, error);
}

/* Files that no message has taken.  Returns: whether there may be more. */
static gboolean
drop_loose_attachments (BhdSweeper *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loose = bhd_store_call_full (self->store, BHD_JOB_WRITE, loose_job, NULL,
                                                     (GDestroyNotify) g_ptr_array_unref, &error);

  if (error != NULL)
    g_warning ("could not drop unsent files, will try again: %s", error->message);
  for (guint i = 0; loose != NULL && i < loose->len; i++)
    {
      const BhdAttachment *attachment = g_ptr_array_index (loose, i);

      drop_part (self, attachment->organization_id, attachment->id);
    }
  return loose != NULL && loose->len > 0;
}

/* Between keeping a blob and committing its document the machine may have stopped. */
static void
check_blob_cb (const char *organization_id, const char *hash, gpointer data)
{
  g_auto (Look) look = { data, g_strdup (organization_id), g_strdup (hash) };

  drop_blob (data, &look);
}

static gpointer
is_upload_job (BhdTurn *turn, gpointer data, GError **error)
{
  Look *look = data;

  bhd_files_is_upload (turn, look->organization_id, look->name, &look->needed, error);
  return NULL;
}

static void
check_part_cb (const char *organization_id, const char *upload_id, gpointer data)
{
  BhdSweeper *self = data;
  g_auto (Look) look = { self, g_strdup (organization_id), g_strdup (upload_id) };

  if (ask (self, BHD_JOB_READ, is_upload_job, &look) && !look.needed)
    drop_part (self, organization_id, upload_id);
}

static gpointer
sweeper_thread (gpointer data)
{
  BhdSweeper *self = data;
  guint64 heard;

  bhd_blobs_each (self->blobs, check_blob_cb, self);
  bhd_parts_each (self->parts, check_part_cb, self);
  do
    {
      heard = bhd_bell_count (&self->bell);
      while (drop_loose_attachments (self))
        ;
      while (drop_next_released (self))
        ;
      drop_stale_uploads (self);
    }
  while (bhd_bell_wait (&self->bell, heard, g_get_monotonic_time () + EVERY));
  return NULL;
}

BhdSweeper *
bhd_sweeper_new (BhdStore *store, BhdBlobs *blobs, BhdParts *parts)
{
  BhdSweeper *self = g_new0 (BhdSweeper, 1);

  self->store = store;
  self->blobs = blobs;
  self->parts = parts;
  bhd_bell_init (&self->bell);
  self->thread = g_thread_new ("sweeper", sweeper_thread, self);
  return self;
}

void
bhd_sweeper_wake (BhdSweeper *self)
{
  bhd_bell_ring (&self->bell);
}

void
bhd_sweeper_free (BhdSweeper *self)
{
  bhd_bell_end (&self->bell);
  g_thread_join (self->thread);
  bhd_bell_clear (&self->bell);
  g_free (self);
}
