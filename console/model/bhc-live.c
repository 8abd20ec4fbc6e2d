/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-live-private.h"

#include "common/bh-clock.h"

#include <string.h>

#define MAX_STREAMS 1000      /* conversations the AI writes in at once, as far as we care */
#define MAX_CHARACTERS 100000 /* of one answer */

struct _BhcLive
{
  GObject parent_instance;

  char *me; /* (nullable) */
  guint lapse_ms;
  GHashTable *streams; /* conversation → BhMessage */
  GHashTable *typists; /* conversation → Typist */
};

typedef struct
{
  BhcLive *live;
  char *conversation;
  char *author_id; /* (nullable) a visitor's may be missing */
  char *name;
  guint lapse;
} Typist;

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcLive, bhc_live, G_TYPE_OBJECT)

static void
typist_free (Typist *typist)
{
  g_clear_handle_id (&typist->lapse, g_source_remove);
  g_free (typist->conversation);
  g_free (typist->author_id);
  g_free (typist->name);
  g_free (typist);
}

static void
bhc_live_finalize (GObject *object)
{
  BhcLive *self = BHC_LIVE (object);

  g_clear_pointer (&self->streams, g_hash_table_unref);
  g_clear_pointer (&self->typists, g_hash_table_unref);
  g_free (self->me);

  G_OBJECT_CLASS (bhc_live_parent_class)->finalize (object);
}

static void
bhc_live_class_init (BhcLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bhc_live_finalize;

  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bhc_live_init (BhcLive *self)
{
  self->streams =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bh_message_unref);
  self->typists =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) typist_free);
}

BhcLive *
bhc_live_new (const char *me, guint lapse_ms)
{
  BhcLive *self = g_object_new (BHC_TYPE_LIVE, NULL);

  self->me = g_strdup (me);
  self->lapse_ms = lapse_ms;

  return self;
}

static void
set_stream (BhcLive *self, const BhcNews *news, const char *body, gint64 created_us)
{
  BhMessage fields = { 0 };

  fields.id = g_strdup (news->message_id);
  fields.conversation_id = g_strdup (news->conversation_id);
  fields.author = BH_AUTHOR_AI;
  fields.author_name = g_strdup ("");
  fields.kind = BH_MESSAGE_TEXT;
  fields.body = g_strdup (body);
  fields.created_us = created_us;
  g_hash_table_insert (self->streams, g_strdup (news->conversation_id),
                       bh_message_new_take (&fields));
}

static gboolean
start_stream (BhcLive *self, const BhcNews *news)
{
  if (g_hash_table_size (self->streams) >= MAX_STREAMS)
    return FALSE;

  set_stream (self, news, "", bh_clock_now_us ());
  return TRUE;
}

/* Text may come twice or with a gap (these frames may be lost): what is known already is skipped,
 * and after a gap nothing is added, because the whole answer will come anyway. */
static gboolean
add_to_stream (BhcLive *self, const BhcNews *news)
{
  BhMessage *stream = g_hash_table_lookup (self->streams, news->conversation_id);
  g_autofree char *body = NULL;
  glong known, length;

  if ((stream == NULL || strcmp (stream->id, news->message_id) != 0) && !start_stream (self, news))
    return FALSE;

  stream = g_hash_table_lookup (self->streams, news->conversation_id);
  known = g_utf8_strlen (stream->body, -1);
  length = news->text != NULL ? g_utf8_strlen (news->text, -1) : 0;
  if (news->offset < 0 || news->offset > known || news->offset + length <= known ||
      known + length > MAX_CHARACTERS)
    return FALSE;

  body =
      g_strconcat (stream->body, g_utf8_offset_to_pointer (news->text, known - news->offset), NULL);
  set_stream (self, news, body, stream->created_us);
  return TRUE;
}

static gboolean
end_stream (BhcLive *self, const char *conversation, const char *message_id)
{
  const BhMessage *stream = g_hash_table_lookup (self->streams, conversation);

  return stream != NULL && strcmp (stream->id, message_id) == 0 &&
         g_hash_table_remove (self->streams, conversation);
}

static gboolean
lapse_cb (gpointer data)
{
  Typist *typist = data;
  g_autoptr (BhcLive) self = g_object_ref (typist->live);
  g_autofree char *conversation = g_strdup (typist->conversation);

  typist->lapse = 0;
  g_hash_table_remove (self->typists, conversation);
  g_signal_emit (self, signals[CHANGED], 0, conversation);

  return G_SOURCE_REMOVE;
}

static gboolean
end_typing (BhcLive *self, const char *conversation, const char *author_id)
{
  const Typist *typist = g_hash_table_lookup (self->typists, conversation);

  return typist != NULL &&
         (typist->author_id == NULL || g_strcmp0 (typist->author_id, author_id) == 0) &&
         g_hash_table_remove (self->typists, conversation);
}

static gboolean
take_typing (BhcLive *self, const BhcNews *news)
{
  Typist *typist;

  if (news->author_id != NULL && g_strcmp0 (news->author_id, self->me) == 0)
    return FALSE;
  if (!news->on)
    return end_typing (self, news->conversation_id, news->author_id);
  if (g_hash_table_size (self->typists) >= MAX_STREAMS)
    return FALSE;

  typist = g_new0 (Typist, 1);
  typist->live = self;
  typist->conversation = g_strdup (news->conversation_id);
  typist->author_id = g_strdup (news->author_id);
  typist->name = g_strdup (news->name != NULL ? news->name : "");
  typist->lapse = g_timeout_add (self->lapse_ms, lapse_cb, typist);
  g_hash_table_insert (self->typists, g_strdup (news->conversation_id), typist);

  return TRUE;
}

void
bhc_live_take (BhcLive *self, const BhcNews *news)
{
  gboolean changed = FALSE;

  g_return_if_fail (BHC_IS_LIVE (self));

  switch (news->kind)
    {
    case BHC_NEWS_AI_STARTED:
      changed = start_stream (self, news);
      break;
    case BHC_NEWS_AI_DELTA:
      changed = add_to_stream (self, news);
      break;
    case BHC_NEWS_AI_DISCARDED:
      changed = end_stream (self, news->conversation_id, news->message_id);
      break;
    case BHC_NEWS_TYPING:
      changed = take_typing (self, news);
      break;
    case BHC_NEWS_VIEWING:
    case BHC_NEWS_VISITOR_MOVED:
    case BHC_NEWS_PRESENCE:
    case BHC_NEWS_RUN:
    case BHC_NEWS_UNKNOWN:
    default:
      break;
    }

  if (changed)
    g_signal_emit (self, signals[CHANGED], 0, news->conversation_id);
}

void
bhc_live_end (BhcLive *self, const BhMessage *message)
{
  gboolean changed;

  g_return_if_fail (BHC_IS_LIVE (self));

  changed = end_stream (self, message->conversation_id, message->id);
  changed |= end_typing (self, message->conversation_id, message->author_id);
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0, message->conversation_id);
}

void
bhc_live_forget (BhcLive *self)
{
  g_autoptr (GHashTable) gone = NULL;
  GHashTableIter iter;
  char *conversation;

  g_return_if_fail (BHC_IS_LIVE (self));

  gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->streams);
  while (g_hash_table_iter_next (&iter, (gpointer *) &conversation, NULL))
    g_hash_table_add (gone, g_strdup (conversation));
  g_hash_table_iter_init (&iter, self->typists);
  while (g_hash_table_iter_next (&iter, (gpointer *) &conversation, NULL))
    g_hash_table_add (gone, g_strdup (conversation));

  g_hash_table_remove_all (self->streams);
  g_hash_table_remove_all (self->typists);
  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, (gpointer *) &conversation, NULL))
    g_signal_emit (self, signals[CHANGED], 0, conversation);
}

const BhMessage *
bhc_live_get_stream (BhcLive *self, const char *conversation)
{
  g_return_val_if_fail (BHC_IS_LIVE (self), NULL);

  return g_hash_table_lookup (self->streams, conversation);
}

const char *
bhc_live_get_typist (BhcLive *self, const char *conversation)
{
  const Typist *typist;

  g_return_val_if_fail (BHC_IS_LIVE (self), NULL);

  typist = g_hash_table_lookup (self->typists, conversation);
  return typist != NULL ? typist->name : NULL;
}
