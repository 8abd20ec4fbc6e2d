/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-outbox.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/bhc-backoff.h"
#include "console/client/bhc-post.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/client/cache/bhc-drafts.h"
#include "console/client/files/bhc-file-sender.h"

#include <glib/gi18n.h>

#define AT_ONCE 4 /* conversations */

struct _BhcOutbox
{
  GObject parent_instance;

  BhcApi *api;
  BhcCache *cache;
  BhcFileStore *files; /* (nullable) */
  GCancellable *cancellable;
  gboolean connected;
  GHashTable *busy;     /* conversation → id of its message that is under way */
  GHashTable *refused;  /* set of ids: the daemon has answered, which is being written down */
  GHashTable *recalled; /* set of ids: what is being taken back is not sent */
  BhcBackoff backoff;
  guint retry;
  guint hold; /* until the next message is no longer held */
};

enum
{
  UNAUTHORIZED,
  PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A message under way. */
typedef struct
{
  BhcOutbox *outbox;
  char *id;
  char *conversation_id;
  char *body; /* of the request */
  GPtrArray *files;
  GCancellable *uploading;
} Sending;

G_DEFINE_FINAL_TYPE (BhcOutbox, bhc_outbox, G_TYPE_OBJECT)

static void send_what_can_go (BhcOutbox *self);

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->outbox);
  g_free (sending->id);
  g_free (sending->conversation_id);
  g_free (sending->body);
  g_ptr_array_unref (sending->files);
  g_object_unref (sending->uploading);
  g_free (sending);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static gboolean
retry_cb (gpointer data)
{
  BhcOutbox *self = data;

  self->retry = 0;
  send_what_can_go (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_next_try (BhcOutbox *self, const GError *error)
{
  const char *seconds = bh_error_get_detail (error, "retry_after");
  guint asked_ms = seconds != NULL ? (guint) g_ascii_strtoull (seconds, NULL, 10) * 1000 : 0;
  guint delay_ms = MAX (bhc_backoff_next_ms (&self->backoff), MIN (asked_ms, 60000));

  if (self->retry == 0 && self->connected)
    self->retry = g_timeout_add (delay_ms, retry_cb, self);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  BhcOutbox *self = sending->outbox;
  g_autoptr (GError) error = NULL;
  gboolean settled = bhc_cache_run_finish (BHC_CACHE (source), result, &error);

  g_hash_table_remove (self->busy, sending->conversation_id);
  g_hash_table_remove (self->refused, sending->id);
  if (settled)
    send_what_can_go (self);
  else
    wait_for_next_try (self, error);
}

static gboolean
hold_cb (gpointer data)
{
  BhcOutbox *self = data;

  self->hold = 0;
  send_what_can_go (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_hold (BhcOutbox *self, gint64 left_us)
{
  g_clear_handle_id (&self->hold, g_source_remove);
  if (left_us < G_MAXINT64)
    self->hold = g_timeout_add ((guint) (left_us / 1000) + 1, hold_cb, self);
}

/* Neither stored nor refused: the same again, later. */
static gboolean
is_passing (const GError *error)
{
  static const BhErrorCode passing[] = {
    BH_ERROR_OFFLINE,      BH_ERROR_UNAVAILABLE, BH_ERROR_TIMEOUT,
    BH_ERROR_RATE_LIMITED, BH_ERROR_INTERNAL,
  };

  if (error->domain != BH_ERROR)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (passing); i++)
    if (error->code == (int) passing[i])
      return TRUE;

  return FALSE;
}

/* With “stale” the reason that stays is who answered. */
static void
refuse (Sending *sending, const GError *error)
{
  gboolean stale = g_error_matches (error, BH_ERROR, BH_ERROR_STALE);
  g_autofree char *reason = stale ? bhc_post_read_author (error) : bhc_post_read_reason (error);

  g_hash_table_add (sending->outbox->refused, g_strdup (sending->id));
  bhc_cache_refuse_outgoing_async (sending->outbox->cache, sending->id,
                                   reason != NULL ? reason : "", stale ? BHC_OUTGOING_STALE : NULL,
                                   settled_cb, sending);
}

static void
not_sent (Sending *sending, const GError *error)
{
  g_autoptr (Sending) owned = sending;
  BhcOutbox *self = owned->outbox;

  if (!is_passing (error) && !g_error_matches (error, BH_ERROR, BH_ERROR_UNAUTHORIZED))
    {
      refuse (g_steal_pointer (&owned), error);
      return;
    }

  g_hash_table_remove (self->busy, owned->conversation_id);
  if (is_passing (error))
    wait_for_next_try (self, error);
  else
    g_signal_emit (self, signals[UNAUTHORIZED], 0, error->message);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  BhcOutbox *self = sending->outbox;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonObject *stored = object != NULL ? bh_json_get_object (object, "message") : NULL;
  JsonObject *changed = object != NULL ? bh_json_get_object (object, "conversation") : NULL;
  g_autoptr (BhMessage) message = NULL;
  g_autoptr (BhConversation) conversation = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (stored != NULL)
    message = bh_message_from_json (stored, &error);
  else if (error == NULL)
    g_set_error_literal (&error, BH_ERROR, BH_ERROR_OFFLINE, _ ("the answer cannot be read"));
  if (message == NULL)
    {
      not_sent (g_steal_pointer (&sending), error);
      return;
    }

  if (changed != NULL)
    conversation = bh_conversation_from_json (changed, NULL);
  bhc_backoff_reset (&self->backoff);
  for (guint i = 0; i < sending->files->len; i++)
    bhc_file_store_keep_sent (self->files, g_ptr_array_index (sending->files, i));
  bhc_cache_apply_answer_async (self->cache, conversation, message, settled_cb, sending);
  g_steal_pointer (&sending);
}

static void
post (Sending *sending)
{
  BhcOutbox *self = sending->outbox;
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages", sending->conversation_id);

  bhc_api_call_async (self->api, "POST", path, sending->body, self->cancellable, sent_cb, sending);
}

/* Whoever wrote it may take it back while its files are on their way. */
static gboolean
is_taken_back (const Sending *sending)
{
  g_autoptr (GPtrArray) waiting =
      bhc_cache_read_outbox (sending->outbox->cache, sending->conversation_id);

  for (guint i = 0; i < waiting->len; i++)
    if (g_str_equal (((const BhcOutgoing *) g_ptr_array_index (waiting, i))->id, sending->id))
      return FALSE;
  return TRUE;
}

static void
give_up (Sending *sending)
{
  BhcOutbox *self = sending->outbox;

  for (guint i = 0; i < sending->files->len; i++)
    bhc_file_store_drop_outgoing (self->files, g_ptr_array_index (sending->files, i));
  g_hash_table_remove (self->busy, sending->conversation_id);
  send_what_can_go (self);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  g_autoptr (GError) error = NULL;

  gboolean sent = bhc_file_sender_send_finish (BHC_API (source), result, &error);

  if (g_cancellable_is_cancelled (sending->outbox->cancellable))
    return;
  if (is_taken_back (sending))
    give_up (sending);
  else if (sent)
    post (g_steal_pointer (&sending));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    not_sent (g_steal_pointer (&sending), error);
}

static void
progress_cb (gint64 done, gint64 total, gpointer data)
{
  Sending *sending = data;

  if (is_taken_back (sending))
    g_cancellable_cancel (sending->uploading);
  g_signal_emit (sending->outbox, signals[PROGRESS], 0, sending->id,
                 total > 0 ? (double) done / (double) total : 0.0);
}

static void
send_one (BhcOutbox *self, const BhcOutgoing *outgoing)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->uploading = g_cancellable_new ();
  sending->files = bh_attachments_read (self->files != NULL ? outgoing->extra : NULL);

  sending->body = bhc_post_write (outgoing, sending->files);
  sending->outbox = g_object_ref (self);
  sending->id = g_strdup (outgoing->id);
  sending->conversation_id = g_strdup (outgoing->conversation_id);
  g_hash_table_insert (self->busy, g_strdup (outgoing->conversation_id), g_strdup (outgoing->id));
  if (sending->files->len > 0)
    bhc_file_sender_send_async (self->api, self->files, sending->conversation_id, sending->files,
                                sending->uploading, progress_cb, uploaded_cb, sending);
  else
    post (sending);
}

/* The first waiting message of each conversation that has none under way; what is held holds what
 * was written behind it there. */
static void
send_what_can_go (BhcOutbox *self)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GHashTable) held = NULL;
  gint64 now_us = bh_clock_now_us (), soonest_us = G_MAXINT64;

  if (!self->connected || self->retry != 0)
    return;

  held = g_hash_table_new (g_str_hash, g_str_equal);
  waiting = bhc_cache_read_outbox (self->cache, NULL);
  for (guint i = 0; i < waiting->len && g_hash_table_size (self->busy) < AT_ONCE; i++)
    {
      const BhcOutgoing *outgoing = g_ptr_array_index (waiting, i);
      gint64 left_us = bhc_outgoing_held_us (outgoing, now_us);

      if (outgoing->refusal != NULL || g_hash_table_contains (held, outgoing->conversation_id) ||
          g_hash_table_contains (self->busy, outgoing->conversation_id))
        continue;
      if (left_us == 0 && !g_hash_table_contains (self->recalled, outgoing->id))
        {
          send_one (self, outgoing);
          continue;
        }
      g_hash_table_add (held, outgoing->conversation_id);
      if (left_us > 0)
        soonest_us = MIN (soonest_us, left_us);
    }
  wait_for_hold (self, soonest_us);
}

static void
cache_changed_cb (BhcCache *cache, BhcChanges *changes, BhcOutbox *self)
{
  if (g_hash_table_size (changes->outgoing) > 0)
    send_what_can_go (self);
}

static void
bhc_outbox_dispose (GObject *object)
{
  BhcOutbox *self = BHC_OUTBOX (object);

  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->hold, g_source_remove);
  g_clear_object (&self->api);
  g_clear_object (&self->files);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (bhc_outbox_parent_class)->dispose (object);
}

static void
bhc_outbox_finalize (GObject *object)
{
  BhcOutbox *self = BHC_OUTBOX (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->busy, g_hash_table_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  g_clear_pointer (&self->recalled, g_hash_table_unref);

  G_OBJECT_CLASS (bhc_outbox_parent_class)->finalize (object);
}

static void
bhc_outbox_class_init (BhcOutboxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_outbox_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_outbox_finalize;

  signals[UNAUTHORIZED] = g_signal_new ("unauthorized", BHC_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PROGRESS] = g_signal_new ("progress", BHC_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_DOUBLE);
}

static void
bhc_outbox_init (BhcOutbox *self)
{
  self->cancellable = g_cancellable_new ();
  self->busy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->recalled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BhcOutbox *
bhc_outbox_new (BhcApi *api, BhcCache *cache)
{
  BhcOutbox *self = g_object_new (BHC_TYPE_OUTBOX, NULL);

  self->api = g_object_ref (api);
  self->cache = g_object_ref (cache);
  g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self, 0);

  return self;
}

void
bhc_outbox_set_files (BhcOutbox *self, BhcFileStore *files)
{
  g_return_if_fail (BHC_IS_OUTBOX (self));

  g_set_object (&self->files, files);
}

void
bhc_outbox_set_connected (BhcOutbox *self, gboolean connected)
{
  g_return_if_fail (BHC_IS_OUTBOX (self));

  if (self->connected == connected)
    return;

  self->connected = connected;
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->hold, g_source_remove);
  bhc_backoff_reset (&self->backoff);
  send_what_can_go (self);
}

void
bhc_outbox_stop (BhcOutbox *self)
{
  g_return_if_fail (BHC_IS_OUTBOX (self));

  g_cancellable_cancel (self->cancellable);
  bhc_outbox_set_connected (self, FALSE);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcOutbox *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  BhcOutgoing *draft = bhc_cache_recall_finish (BHC_CACHE (source), result, &error);

  g_hash_table_remove (self->recalled, g_task_get_task_data (task));
  if (draft != NULL)
    g_task_return_pointer (task, draft, (GDestroyNotify) bhc_outgoing_free);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, BH_ERROR, BH_ERROR_CLOSED, _ ("it has been sent"));
  send_what_can_go (self);
}

/* What was refused comes back as soon as that is seen: the cache takes one piece of work after the
 * other. */
static gboolean
is_under_way (BhcOutbox *self, const char *id)
{
  GHashTableIter iter;
  const char *busy;

  if (g_hash_table_contains (self->refused, id))
    return FALSE;
  g_hash_table_iter_init (&iter, self->busy);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &busy))
    if (g_str_equal (busy, id))
      return TRUE;
  return FALSE;
}

void
bhc_outbox_recall_async (BhcOutbox *self,
                         const char *id,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_OUTBOX (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_task_data (task, g_strdup (id), g_free);
  if (is_under_way (self, id))
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_CLOSED, _ ("it is being sent"));
      return;
    }

  g_hash_table_add (self->recalled, g_strdup (id));
  bhc_cache_recall_async (self->cache, id, recalled_cb, g_steal_pointer (&task));
}

BhcOutgoing *
bhc_outbox_recall_finish (BhcOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
