/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/bhc-wire.h"

#include <glib/gi18n.h>

#define WAIT_S 25

struct _BhcWire
{
  BhcApi *api;
  GCancellable *cancellable;
  gint64 after;
  gboolean opened;
  gboolean live; /* the first empty answer has come */
  const BhcWireListener *listener;
  gpointer data;
};

static void ask (BhcWire *self);

static GPtrArray *
read_frames (JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_frame_free);
  JsonArray *array = bh_json_get_array (object, "frames");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      BhcFrame *frame = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        frame = bhc_frame_from_json (json_node_get_object (node), error);
      else
        g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, _ ("a frame that is no object"));
      if (frame == NULL)
        return NULL;
      g_ptr_array_add (frames, frame);
    }

  return g_steal_pointer (&frames);
}

/* FALSE: the listener has closed the wire, @self is gone. */
static gboolean
deliver (BhcWire *self, BhcFrame *frame)
{
  g_autoptr (GCancellable) alive = g_object_ref (self->cancellable);

  self->listener->frame (frame, self->data);

  return !g_cancellable_is_cancelled (alive);
}

static gboolean
deliver_all (BhcWire *self, GPtrArray *frames)
{
  gboolean news = FALSE;

  while (frames->len > 0)
    {
      BhcFrame *frame = g_ptr_array_steal_index (frames, 0);

      news |= frame->op == BHC_FRAME_EVENT;
      self->live |= frame->op == BHC_FRAME_LIVE;
      if (!deliver (self, frame))
        return FALSE;
    }

  if (!news && !self->live)
    {
      BhcFrame *live = g_new0 (BhcFrame, 1);

      live->op = BHC_FRAME_LIVE;
      live->seq = self->after;
      self->live = TRUE;
      return deliver (self, live);
    }

  return TRUE;
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);
  g_autoptr (GPtrArray) frames = NULL;
  BhcWire *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  frames = root != NULL ? read_frames (json_node_get_object (root), &error) : NULL;
  if (frames == NULL)
    {
      self->listener->closed (error, self->data);
      return;
    }

  if (!self->opened)
    {
      self->opened = TRUE;
      self->listener->opened (self->data);
    }
  self->after = bh_json_get_int (json_node_get_object (root), "seq", self->after);
  if (deliver_all (self, frames))
    ask (self);
}

static void
ask (BhcWire *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/feed?after=%" G_GINT64_FORMAT "&wait=%d",
                                           self->after, self->live ? WAIT_S : 0);

  bhc_api_call_async (self->api, "GET", path, NULL, self->cancellable, answer_cb, self);
}

static BhcWire *
bhc_poll_open (BhcApi *api, gint64 after, const BhcWireListener *listener, gpointer data)
{
  BhcWire *self = g_new0 (BhcWire, 1);

  self->api = g_object_ref (api);
  self->cancellable = g_cancellable_new ();
  self->after = after;
  self->listener = listener;
  self->data = data;
  ask (self);

  return self;
}

static void
bhc_poll_close (BhcWire *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->api);
  g_free (self);
}

const BhcWireKind bhc_poll_wire = { bhc_poll_open, bhc_poll_close, NULL };
