/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-transcript-private.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/model/writing/bhc-mentioned-private.h"

typedef enum
{
  PROP_HAS_OLDER = 1,
  PROP_HAS_NEWER,
  PROP_LOADING,
  PROP_ERROR,
  PROP_TYPING,
} BhcTranscriptProperty;

static GParamSpec *props[PROP_TYPING + 1];

static GType
bhc_transcript_get_item_type (GListModel *model)
{
  return BHC_TYPE_MESSAGE;
}

static guint
bhc_transcript_get_n_items (GListModel *model)
{
  return bhc_rows_count (BHC_TRANSCRIPT (model)->rows);
}

static gpointer
bhc_transcript_get_item (GListModel *model, guint position)
{
  BhcMessage *row = bhc_rows_get (BHC_TRANSCRIPT (model)->rows, position);

  return row != NULL ? g_object_ref (row) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bhc_transcript_get_item_type;
  iface->get_n_items = bhc_transcript_get_n_items;
  iface->get_item = bhc_transcript_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BhcTranscript,
                               bhc_transcript,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bhc_transcript_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BhcTranscript *self = BHC_TRANSCRIPT (object);

  switch ((BhcTranscriptProperty) prop_id)
    {
    case PROP_HAS_OLDER:
      g_value_set_boolean (value, self->has_older);
      break;
    case PROP_HAS_NEWER:
      g_value_set_boolean (value, self->has_newer);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_TYPING:
      g_value_set_string (value, self->typing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_transcript_dispose (GObject *object)
{
  BhcTranscript *self = BHC_TRANSCRIPT (object);

  g_clear_handle_id (&self->hold, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->live);
  g_clear_object (&self->files);
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (bhc_transcript_parent_class)->dispose (object);
}

static void
bhc_transcript_finalize (GObject *object)
{
  BhcTranscript *self = BHC_TRANSCRIPT (object);

  g_clear_pointer (&self->rows, bhc_rows_free);
  g_clear_pointer (&self->window, bhc_excerpt_free);
  bhc_marks_clear (&self->marks);
  g_free (self->conversation);
  g_free (self->error);
  g_free (self->typing);

  G_OBJECT_CLASS (bhc_transcript_parent_class)->finalize (object);
}

static void
bhc_transcript_class_init (BhcTranscriptClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bhc_transcript_get_property;
  object_class->dispose = bhc_transcript_dispose;
  object_class->finalize = bhc_transcript_finalize;

  props[PROP_HAS_OLDER] = g_param_spec_boolean ("has-older", NULL, NULL, FALSE, flags);
  props[PROP_HAS_NEWER] = g_param_spec_boolean ("has-newer", NULL, NULL, FALSE, flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  props[PROP_TYPING] = g_param_spec_string ("typing", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
bhc_transcript_init (BhcTranscript *self)
{
}

static void
set_flag (BhcTranscript *self, gboolean *flag, BhcTranscriptProperty prop, gboolean value)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
set_text (BhcTranscript *self, char **text, BhcTranscriptProperty prop, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return;

  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static BhcDelivery
delivery_of (const BhcOutgoing *outgoing, gint64 held_us)
{
  if (g_strcmp0 (outgoing->code, BHC_OUTGOING_LOST) == 0)
    return BHC_DELIVERY_LOST;
  if (outgoing->refusal != NULL)
    return g_strcmp0 (outgoing->code, BHC_OUTGOING_STALE) == 0 ? BHC_DELIVERY_STALE
                                                               : BHC_DELIVERY_REFUSED;

  return held_us > 0 ? BHC_DELIVERY_HELD : BHC_DELIVERY_WAITING;
}

static gboolean
hold_cb (gpointer data)
{
  BhcTranscript *self = data;

  self->hold = 0;
  bhc_transcript_show (self);
  return G_SOURCE_REMOVE;
}

static void
add_outgoing (BhcTranscript *self, const BhcOutgoing *outgoing)
{
  const BhOperator *me = bhc_cache_get_operator (self->window->cache);
  gint64 held_us = bhc_outgoing_held_us (outgoing, bh_clock_now_us ());
  g_auto (GStrv) names = bhc_mentioned_names (self->directory, outgoing->extra);
  const BhcMessageState state = { delivery_of (outgoing, held_us), outgoing->refusal, self->files,
                                  outgoing->offline, (const char *const *) names };
  g_autoptr (BhMessage) record = NULL;
  BhMessage fields = { 0 };

  fields.id = g_strdup (outgoing->id);
  fields.conversation_id = g_strdup (outgoing->conversation_id);
  fields.author = BH_AUTHOR_OPERATOR;
  fields.author_id = g_strdup (me->id);
  fields.author_name = g_strdup (me->name);
  fields.kind = outgoing->kind;
  fields.body = g_strdup (outgoing->body);
  fields.extra = g_strdup (outgoing->extra);
  fields.created_us = outgoing->created_us;
  record = bh_message_new_take (&fields);
  bhc_rows_add (self->rows, record, &state);
  if (held_us > 0 && self->hold == 0)
    self->hold = g_timeout_add ((guint) (held_us / 1000) + 1, hold_cb, self);
}

/* What is not the daemon's yet stands at the end, where the window reaches it. */
static void
add_tail (BhcTranscript *self)
{
  const BhcMessageState streaming = { BHC_DELIVERY_STREAMING, NULL, self->files };
  const BhMessage *stream = bhc_live_get_stream (self->live, self->conversation);
  g_autoptr (GPtrArray) outbox = bhc_cache_read_outbox (self->window->cache, self->conversation);

  for (guint i = 0; i < outbox->len; i++)
    {
      const BhcOutgoing *outgoing = g_ptr_array_index (outbox, i);

      if (!bhc_excerpt_contains (self->window, outgoing->id))
        add_outgoing (self, outgoing);
    }

  if (stream != NULL && !bhc_excerpt_contains (self->window, stream->id))
    bhc_rows_add (self->rows, stream, &streaming);
}

static void
add_note (BhcTranscript *self, const BhMessage *message)
{
  g_auto (GStrv) names = bhc_mentioned_names (self->directory, message->extra);
  const BhcMessageState state = { BHC_DELIVERY_STORED, NULL, self->files, FALSE,
                                  (const char *const *) names };

  bhc_rows_add (self->rows, message, &state);
}

/* What the daemon has, and where the visitor's marks on it stand. */
static void
add_window (BhcTranscript *self)
{
  const BhcMessageState stored = { BHC_DELIVERY_STORED, NULL, self->files };
  const BhcMessageState seen = { BHC_DELIVERY_SEEN, NULL, self->files };
  GPtrArray *messages = self->window->messages;
  const BhMessage *last_seen = bhc_marks_find_seen (&self->marks, messages);
  int rating = bhc_marks_place_rating (&self->marks, messages, self->window->has_older,
                                       self->window->has_newer);

  for (int i = 0; i <= (int) messages->len; i++)
    {
      const BhMessage *message = i < (int) messages->len ? messages->pdata[i] : NULL;

      if (i == rating)
        bhc_rows_add (self->rows, self->marks.rating, &stored);
      if (message != NULL && message->kind == BH_MESSAGE_NOTE)
        add_note (self, message);
      else if (message != NULL)
        bhc_rows_add (self->rows, message, message == last_seen ? &seen : &stored);
    }
}

void
bhc_transcript_show (BhcTranscript *self)
{
  bhc_rows_begin (self->rows);
  add_window (self);
  if (!self->window->has_newer)
    add_tail (self);
  bhc_rows_end (self->rows, G_LIST_MODEL (self));

  set_flag (self, &self->has_older, PROP_HAS_OLDER, self->window->has_older);
  set_flag (self, &self->has_newer, PROP_HAS_NEWER, self->window->has_newer);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcTranscript) self = data;
  g_autoptr (GError) error = NULL;
  gboolean fetched = bhc_session_fetch_page_finish (BHC_SESSION (source), result, &error);

  if (self->session == NULL)
    return;

  g_clear_object (&self->cancellable);
  set_text (self, &self->error, PROP_ERROR, fetched ? NULL : error->message);
  if (self->stale && (fetched || g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND)))
    bhc_excerpt_go_to_end (self->window); /* what it shows is not the daemon's any more */
  else if (fetched)
    bhc_excerpt_grow_older (self->window);
  self->stale = self->stale && !fetched;
  bhc_transcript_show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
fetch (BhcTranscript *self, gint64 before)
{
  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  bhc_session_fetch_page_async (self->session, self->conversation, before, self->cancellable,
                                fetched_cb, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static gboolean
insert_messages (BhcTranscript *self, GPtrArray *messages)
{
  gboolean inserted = FALSE;

  for (guint i = 0; i < messages->len; i++)
    {
      BhMessage *message = g_ptr_array_index (messages, i);

      if (g_strcmp0 (message->conversation_id, self->conversation) == 0)
        inserted |= bhc_excerpt_insert (self->window, message);
    }

  return inserted;
}

/* Whether the conversation itself has changed in what it tells of its transcript. */
static gboolean
read_marks (BhcTranscript *self, GHashTable *conversations)
{
  gboolean changed = FALSE;
  GHashTableIter iter;
  BhcConversationChange *change;

  g_hash_table_iter_init (&iter, conversations);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &change))
    if (change->record != NULL && g_str_equal (change->record->id, self->conversation))
      changed |= bhc_marks_read (&self->marks, change->record);
  return changed;
}

static void
cache_changed_cb (BhcCache *cache, BhcChanges *changes, BhcTranscript *self)
{
  gboolean written = g_hash_table_contains (changes->outgoing, self->conversation);
  gboolean inserted = insert_messages (self, changes->messages);
  gboolean marked = read_marks (self, changes->conversations);

  if (changes->forgotten)
    {
      self->stale = TRUE;
      fetch (self, 0);
    }
  /* Whoever writes wants to see it. */
  if (written && self->window->has_newer && !self->stale)
    bhc_excerpt_go_to_end (self->window);
  if (written || inserted || marked)
    bhc_transcript_show (self);
}

static void
live_changed_cb (BhcLive *live, const char *conversation, BhcTranscript *self)
{
  if (g_strcmp0 (conversation, self->conversation) != 0)
    return;

  set_text (self, &self->typing, PROP_TYPING, bhc_live_get_typist (live, conversation));
  bhc_transcript_show (self);
}

static void
link_changed_cb (BhcFeed *feed, BhcTranscript *self)
{
  if (self->stale && bhc_session_is_connected (self->session))
    fetch (self, 0);
}

BhcTranscript *
bhc_transcript_new (BhcSession *session,
                    BhcLive *live,
                    BhcFiles *files,
                    BhcDirectory *directory,
                    const char *conversation)
{
  BhcTranscript *self = g_object_new (BHC_TYPE_TRANSCRIPT, NULL);
  BhcCache *cache = bhc_session_get_cache (session);
  gint64 row = 0;
  g_autoptr (BhConversation) record = bhc_cache_find_conversation (cache, conversation, &row);

  self->conversation = g_strdup (conversation);
  self->session = g_object_ref (session);
  self->live = g_object_ref (live);
  g_set_object (&self->files, files);
  self->directory = g_object_ref (directory);
  self->window = bhc_excerpt_new (cache, conversation);
  self->rows = bhc_rows_new (bhc_cache_get_operator (cache)->id);
  self->typing = g_strdup (bhc_live_get_typist (live, conversation));
  g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self, 0);
  g_signal_connect_object (live, "changed", G_CALLBACK (live_changed_cb), self, 0);
  g_signal_connect_object (bhc_session_get_feed (session), "link-changed",
                           G_CALLBACK (link_changed_cb), self, 0);

  bhc_marks_read (&self->marks, record);
  bhc_excerpt_go_to_end (self->window);
  bhc_transcript_show (self);
  self->stale = bhc_excerpt_missing_before (self->window) == 0;
  if (self->stale)
    fetch (self, 0);

  return self;
}

const char *
bhc_transcript_get_conversation_id (BhcTranscript *self)
{
  g_return_val_if_fail (BHC_IS_TRANSCRIPT (self), NULL);

  return self->conversation;
}

void
bhc_transcript_load_older (BhcTranscript *self)
{
  gint64 before;

  g_return_if_fail (BHC_IS_TRANSCRIPT (self));

  if (!self->has_older || self->cancellable != NULL)
    return;

  if (self->stale)
    {
      fetch (self, 0);
      return;
    }

  before = bhc_excerpt_missing_before (self->window);
  if (before > 0)
    fetch (self, before);
  else
    {
      bhc_excerpt_grow_older (self->window);
      bhc_transcript_show (self);
    }
}

void
bhc_transcript_load_newer (BhcTranscript *self)
{
  g_return_if_fail (BHC_IS_TRANSCRIPT (self));

  if (!self->has_newer || self->stale)
    return;

  bhc_excerpt_grow_newer (self->window);
  bhc_transcript_show (self);
}

gboolean
bhc_transcript_get_has_older (BhcTranscript *self)
{
  g_return_val_if_fail (BHC_IS_TRANSCRIPT (self), FALSE);

  return self->has_older;
}

gboolean
bhc_transcript_get_has_newer (BhcTranscript *self)
{
  g_return_val_if_fail (BHC_IS_TRANSCRIPT (self), FALSE);

  return self->has_newer;
}
