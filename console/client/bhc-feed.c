/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-feed"

#include "console/client/bhc-feed.h"

#include "common/bh-error.h"
#include "console/client/bhc-backoff.h"
#include "console/client/bhc-snapshot.h"
#include "console/client/bhc-wire.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/client/machine/bhc-waking.h"

#include <glib/gi18n.h>

struct _BhcFeed
{
  GObject parent_instance;

  BhcApi *api;
  BhcCache *cache;
  BhcLink link;
  char *problem; /* (nullable) */

  const BhcWireKind *kind;
  BhcWire *wire;            /* (nullable) */
  GCancellable *snapshot;   /* (nullable) while one is taken */
  gboolean snapshot_wanted; /* what the cache has does not join what the daemon can tell */
  gboolean restored;        /* the same, as the daemon has gone back */
  gint64 seq;               /* of the last event received */
  gint64 mark;              /* when that was, by the daemon; 0: not known */
  gint64 expected;          /* what answers had told before the connection was opened */
  guint resets;             /* since the daemon last told everything */
  gboolean doubted;         /* the daemon seems not to have that event */
  GPtrArray *pending;       /* BhcFrame: received, not yet handed to the cache */
  gboolean applying;        /* the cache is at work on some */
  gboolean live;            /* the daemon has told everything */
  BhcWaking *waking;

  BhcBackoff backoff;
  guint retry;
};

enum
{
  LINK_CHANGED,
  NEWS,
  TIDINGS,
  SUGGESTION,
  WEBHOOK,
  DIRECTORY,
  WHISPER,
  RESET,
  UNAUTHORIZED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const BhcWireListener listener;

G_DEFINE_FINAL_TYPE (BhcFeed, bhc_feed, G_TYPE_OBJECT)

static void
set_link (BhcFeed *self, BhcLink link, const char *problem)
{
  if (self->link == link && g_strcmp0 (self->problem, problem) == 0)
    return;

  self->link = link;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_signal_emit (self, signals[LINK_CHANGED], 0);
}

static void
hang_up (BhcFeed *self)
{
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->snapshot != NULL)
    g_cancellable_cancel (self->snapshot);
  g_clear_object (&self->snapshot);
  g_clear_pointer (&self->wire, self->kind->close);
  self->live = FALSE;
}

static gboolean
retry_cb (gpointer data)
{
  BhcFeed *self = data;

  self->retry = 0;
  bhc_feed_start (self);
  return G_SOURCE_REMOVE;
}

static void
give_up_for_now (BhcFeed *self, const GError *error)
{
  hang_up (self);

  if (g_error_matches (error, BH_ERROR, BH_ERROR_UNAUTHORIZED))
    {
      set_link (self, BHC_LINK_STOPPED, error->message);
      g_signal_emit (self, signals[UNAUTHORIZED], 0, error->message);
      return;
    }

  /* Next time by the other way, if the first is blocked; and then by the first again. */
  if (self->kind == &bhc_poll_wire)
    self->kind = &bhc_socket_wire;
  else if (g_error_matches (error, BH_ERROR, BH_ERROR_UPGRADE_REQUIRED))
    self->kind = &bhc_poll_wire;

  self->retry = g_timeout_add (bhc_backoff_next_ms (&self->backoff), retry_cb, self);
  set_link (self, BHC_LINK_WAITING, error->message);
}

/* The last event is asked for once more: a daemon that was put back to a backup and has gone on
 * since has another one under that number.  Where that leads nowhere it is asked plainly. */
static void
open_wire (BhcFeed *self)
{
  gint64 kept = bhc_cache_read_seq (self->cache);
  gboolean plainly = self->doubted || self->resets > 1;

  if (kept >= self->seq)
    {
      self->seq = kept;
      self->mark = bhc_cache_read_mark (self->cache);
    }
  self->expected = bhc_cache_read_ahead (self->cache);
  self->wire =
      self->kind->open (self->api, plainly ? self->seq : MAX (self->seq - 1, 0), &listener, self);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFeed) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = bhc_snapshot_finish (BHC_API (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->snapshot);
  if (!done)
    {
      give_up_for_now (self, error);
      return;
    }

  self->snapshot_wanted = FALSE;
  self->restored = FALSE;
  self->seq = -1;
  open_wire (self);
}

static void
take_snapshot (BhcFeed *self)
{
  g_ptr_array_set_size (self->pending, 0);
  self->snapshot = g_cancellable_new ();
  bhc_snapshot_async (self->api, self->cache, self->restored, self->snapshot, snapshot_cb,
                      g_object_ref (self));
}

/* What the cache has and what the daemon has are two stories.  @restored: the daemon's is an older
 * one; else it only cannot tell all of what came between. */
static void
begin_anew (BhcFeed *self, gboolean restored)
{
  hang_up (self);
  self->resets++;
  self->doubted = FALSE;
  self->snapshot_wanted = TRUE;
  self->restored |= restored;
  set_link (self, BHC_LINK_SYNCING, NULL);
  g_signal_emit (self, signals[RESET], 0);
  take_snapshot (self);
}

static void
caught_up (BhcFeed *self)
{
  if (!self->live || self->applying || self->pending->len > 0 || self->wire == NULL)
    return;

  bhc_backoff_reset (&self->backoff);
  set_link (self, BHC_LINK_ONLINE, NULL);
}

static void apply_pending (BhcFeed *self);

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcFeed) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = bhc_cache_run_finish (BHC_CACHE (source), result, &error);

  self->applying = FALSE;
  if (self->link == BHC_LINK_STOPPED)
    return;
  if (g_error_matches (error, BH_ERROR, BH_ERROR_STALE))
    {
      begin_anew (self, TRUE);
      return;
    }
  if (!done)
    {
      /* What was not written has to be told again. */
      self->seq = -1;
      g_ptr_array_set_size (self->pending, 0);
      give_up_for_now (self, error);
      return;
    }

  apply_pending (self);
  caught_up (self);
}

static void
apply_pending (BhcFeed *self)
{
  GPtrArray *frames;

  if (self->applying || self->pending->len == 0)
    return;

  frames = g_steal_pointer (&self->pending);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  self->applying = TRUE;
  bhc_cache_apply_events_async (self->cache, frames, applied_cb, g_object_ref (self));
}

/* The event that is known already has come again. */
static void
compare_mark (BhcFeed *self, BhcFrame *frame)
{
  g_autoptr (BhcFrame) owned = frame;

  if (owned->at_us == 0 || owned->at_us == self->mark)
    return;
  if (self->mark != 0)
    {
      begin_anew (self, TRUE);
      return;
    }

  self->mark = owned->at_us;
  g_ptr_array_add (self->pending, g_steal_pointer (&owned));
  apply_pending (self);
}

static void
take_event (BhcFeed *self, BhcFrame *frame)
{
  g_autoptr (BhcFrame) owned = frame;
  g_autoptr (GError) error = NULL;

  if (owned->seq == self->seq)
    compare_mark (self, g_steal_pointer (&owned));
  if (owned == NULL || owned->seq < self->seq)
    return;
  if (owned->seq > self->seq + 1)
    {
      error = g_error_new (BH_ERROR, BH_ERROR_OFFLINE,
                           _ ("an event was lost on the way: it is asked for again"));
      give_up_for_now (self, error);
      return;
    }

  self->seq = owned->seq;
  self->mark = owned->at_us;
  if (owned->organization != NULL)
    bhc_cache_set_organization (self->cache, owned->organization);
  if (owned->tidings.id != NULL)
    g_signal_emit (self, signals[TIDINGS], 0, &owned->tidings);
  if (owned->suggested != NULL)
    g_signal_emit (self, signals[SUGGESTION], 0, owned->suggested);
  if (owned->webhook)
    g_signal_emit (self, signals[WEBHOOK], 0, owned->webhook_off);
  if (owned->directory)
    g_signal_emit (self, signals[DIRECTORY], 0);
  if (owned->whisper.id != NULL)
    g_signal_emit (self, signals[WHISPER], 0, &owned->whisper);
  g_ptr_array_add (self->pending, g_steal_pointer (&owned));
  apply_pending (self);
}

/* A number below one's own may only mean that the daemon's threads have not heard of it yet. */
static void
take_live (BhcFeed *self, gint64 seq)
{
  if (seq < self->expected)
    {
      begin_anew (self, TRUE);
      return;
    }
  if (seq < self->seq && !self->doubted)
    {
      hang_up (self);
      self->doubted = TRUE;
      open_wire (self);
      return;
    }

  self->doubted = FALSE;
  self->resets = 0;
  self->live = TRUE;
  caught_up (self);
}

static void
wire_opened (gpointer data)
{
  BhcFeed *self = data;

  set_link (self, BHC_LINK_SYNCING, NULL);
}

static void
wire_frame (BhcFrame *frame, gpointer data)
{
  BhcFeed *self = data;
  g_autoptr (BhcFrame) owned = frame;

  switch (owned->op)
    {
    case BHC_FRAME_EVENT:
      take_event (self, g_steal_pointer (&owned));
      break;
    case BHC_FRAME_LIVE:
      take_live (self, owned->seq);
      break;
    case BHC_FRAME_RESET:
      begin_anew (self, owned->seq < self->seq);
      break;
    case BHC_FRAME_EPHEMERAL:
      g_signal_emit (self, signals[NEWS], 0, &owned->news);
      break;
    case BHC_FRAME_UNKNOWN:
    default:
      break;
    }
}

static void
wire_closed (const GError *error, gpointer data)
{
  BhcFeed *self = data;

  give_up_for_now (self, error);
}

static const BhcWireListener listener = { wire_opened, wire_frame, wire_closed };

static void
try_now (BhcFeed *self)
{
  bhc_backoff_reset (&self->backoff);
  bhc_feed_start (self);
}

/* What was connected before the machine slept is not waited for. */
static void
awake_cb (BhcFeed *self)
{
  if (self->link == BHC_LINK_STOPPED)
    return;

  hang_up (self);
  bhc_api_drop_connections (self->api);
  try_now (self);
}

static void
network_cb (BhcFeed *self)
{
  if (self->link == BHC_LINK_WAITING)
    try_now (self);
  else if (self->wire != NULL && self->kind->doubt != NULL)
    self->kind->doubt (self->wire);
}

static void
bhc_feed_dispose (GObject *object)
{
  BhcFeed *self = BHC_FEED (object);

  hang_up (self);
  g_clear_object (&self->waking);
  g_clear_object (&self->api);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (bhc_feed_parent_class)->dispose (object);
}

static void
bhc_feed_finalize (GObject *object)
{
  BhcFeed *self = BHC_FEED (object);

  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (bhc_feed_parent_class)->finalize (object);
}

static void
bhc_feed_class_init (BhcFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_feed_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_feed_finalize;

  signals[LINK_CHANGED] = g_signal_new ("link-changed", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[NEWS] = g_signal_new ("news", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[TIDINGS] = g_signal_new ("tidings", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SUGGESTION] = g_signal_new ("suggestion", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[WEBHOOK] = g_signal_new ("webhook", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[DIRECTORY] = g_signal_new ("directory", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
  signals[WHISPER] = g_signal_new ("whisper", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[RESET] =
      g_signal_new ("reset", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[UNAUTHORIZED] = g_signal_new ("unauthorized", BHC_TYPE_FEED, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bhc_feed_init (BhcFeed *self)
{
  self->kind = &bhc_socket_wire;
  self->seq = -1;
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
}

BhcFeed *
bhc_feed_new (BhcApi *api, BhcCache *cache)
{
  BhcFeed *self = g_object_new (BHC_TYPE_FEED, NULL);

  self->api = g_object_ref (api);
  self->cache = g_object_ref (cache);
  self->waking = bhc_waking_new ();
  g_signal_connect_object (self->waking, "awake", G_CALLBACK (awake_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->waking, "network", G_CALLBACK (network_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
bhc_feed_start (BhcFeed *self)
{
  g_return_if_fail (BHC_IS_FEED (self));

  if (self->wire != NULL || self->snapshot != NULL)
    return;

  g_clear_handle_id (&self->retry, g_source_remove);
  set_link (self, BHC_LINK_CONNECTING, NULL);
  if (self->snapshot_wanted || bhc_cache_read_seq (self->cache) < 0)
    take_snapshot (self);
  else
    open_wire (self);
}

void
bhc_feed_stop (BhcFeed *self)
{
  g_return_if_fail (BHC_IS_FEED (self));

  hang_up (self);
  set_link (self, BHC_LINK_STOPPED, NULL);
}

BhcLink
bhc_feed_get_link (BhcFeed *self)
{
  g_return_val_if_fail (BHC_IS_FEED (self), BHC_LINK_STOPPED);

  return self->link;
}

const char *
bhc_feed_get_problem (BhcFeed *self)
{
  g_return_val_if_fail (BHC_IS_FEED (self), NULL);

  return self->problem;
}
