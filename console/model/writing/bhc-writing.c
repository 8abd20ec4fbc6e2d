/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/writing/bhc-writing.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "console/client/bhc-outbox.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/cache/bhc-cache-read.h"
#include "console/model/bhc-desk-private.h"

#include <glib/gi18n.h>

#define TYPING_EVERY_US (3 * G_USEC_PER_SEC)
#define LOOK_BACK 50 /* messages: for what a colleague has said */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDesk) self = data;
  g_autoptr (GError) error = NULL;

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    bhc_desk_tell_unkept (self, error->message);
}

/* A letter on its way into the outbox. */
typedef struct
{
  BhcDesk *desk;
  char *conversation;
  BhMessageKind kind;
  BhcLetter *letter;
} Sending;

/* In front of what has been written since. */
static void
take_back (BhcDesk *self, Sending *sending)
{
  g_autoptr (BhcLetter) since = bhc_pad_read (self->pad, sending->conversation, sending->kind);

  if (*since->body != '\0')
    {
      g_autofree char *body = sending->letter->body;

      sending->letter->body = g_strconcat (body, "\n", since->body, NULL);
    }
  bhc_pad_note_trouble (self->pad);
  bhc_pad_put (self->pad, sending->conversation, sending->kind, g_steal_pointer (&sending->letter));
  g_signal_emit_by_name (self, "draft-returned", sending->conversation);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  g_autoptr (BhcDesk) self = sending->desk;
  g_autoptr (GError) error = NULL;

  if (!bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    {
      bhc_desk_tell_unkept (self, error->message);
      if (self->pad != NULL)
        take_back (self, sending);
    }
  g_clear_pointer (&sending->letter, bhc_letter_free);
  g_free (sending->conversation);
  g_free (sending);
}

void
bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body)
{
  bhc_desk_post_files (self, conversation, kind, body, NULL);
}

void
bhc_desk_post_files (BhcDesk *self,
                     const char *conversation,
                     BhMessageKind kind,
                     const char *body,
                     GPtrArray *files)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *extra = bhc_files_write (files);

  g_return_if_fail (BHC_IS_DESK (self));
  g_return_if_fail (kind != BH_MESSAGE_NOTICE);

  if (self->session == NULL || (*body == '\0' && extra == NULL))
    return;

  bhc_cache_add_outgoing_async (
      bhc_session_get_cache (self->session),
      bhc_outgoing_with_extra (
          bhc_outgoing_new (id, conversation, kind, body, bh_clock_now_us (), NULL), extra),
      written_cb, g_object_ref (self));
}

void
bhc_desk_send (BhcDesk *self, const char *conversation, BhMessageKind kind, BhcLetter *draft)
{
  g_autoptr (BhcLetter) owned = draft;
  g_autofree char *id = bh_id_new ();
  BhcOutgoing *outgoing;
  Sending *sending;

  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session == NULL || bhc_letter_is_empty (draft))
    return;

  sending = g_new0 (Sending, 1);
  sending->desk = g_object_ref (self);
  sending->conversation = g_strdup (conversation);
  sending->kind = kind;
  sending->letter = bhc_letter_copy (draft);
  bhc_letter_trim_mentions (owned);
  outgoing = bhc_pad_to_outgoing (owned, id, conversation, kind);
  outgoing->hold_us = outgoing->created_us + bhc_preferences_get_undo_seconds (self->preferences) *
                                                 (gint64) G_USEC_PER_SEC;
  outgoing->offline = !bhc_session_is_connected (self->session);
  bhc_pad_note (self->pad, conversation, kind, NULL);
  bhc_cache_send_draft_async (bhc_session_get_cache (self->session), outgoing, sent_cb, sending);
}

static void
recalled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcOutgoing) kept = bhc_outbox_recall_finish (BHC_OUTBOX (source), result, &error);
  BhcLetter *draft;

  if (kept == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  draft = bhc_letter_read (kept->body, kept->extra);
  draft->seen_seq = kept->seen_seq;
  if (self->pad != NULL)
    bhc_pad_note (self->pad, kept->conversation_id, kept->kind, draft);
  else
    bhc_letter_free (draft);
  g_task_return_int (task, (gssize) kept->kind);
}

void
bhc_desk_recall_async (BhcDesk *self,
                       const char *message_id,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, NULL, callback, data);
  if (self->session == NULL)
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE, _ ("nobody is signed in"));
      return;
    }

  bhc_pad_flush (self->pad);
  bhc_outbox_recall_async (BHC_OUTBOX (bhc_session_get_outbox (self->session)), message_id,
                           recalled_cb, g_steal_pointer (&task));
}

gboolean
bhc_desk_recall_finish (BhcDesk *self, GAsyncResult *result, BhMessageKind *kind, GError **error)
{
  gssize value;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  value = g_task_propagate_int (G_TASK (result), error);
  if (value < 0)
    return FALSE;

  *kind = (BhMessageKind) value;
  return TRUE;
}

char *
bhc_desk_find_held (BhcDesk *self, const char *conversation)
{
  g_autoptr (GPtrArray) outbox = NULL;
  gint64 now_us = bh_clock_now_us ();

  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  if (self->session == NULL)
    return NULL;

  outbox = bhc_cache_read_outbox (bhc_session_get_cache (self->session), conversation);
  for (guint i = outbox->len; i > 0; i--)
    {
      const BhcOutgoing *outgoing = g_ptr_array_index (outbox, i - 1);

      if (outgoing->refusal == NULL && bhc_outgoing_held_us (outgoing, now_us) > 0)
        return g_strdup (outgoing->id);
    }

  return NULL;
}

BhcLetter *
bhc_desk_read_draft (BhcDesk *self, const char *conversation, BhMessageKind kind)
{
  g_return_val_if_fail (BHC_IS_DESK (self), NULL);

  return self->pad != NULL ? bhc_pad_read (self->pad, conversation, kind) : bhc_letter_new ("");
}

void
bhc_desk_keep_draft (BhcDesk *self, const char *conversation, BhMessageKind kind, BhcLetter *draft)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->pad != NULL)
    bhc_pad_put (self->pad, conversation, kind, draft);
  else
    bhc_letter_free (draft);
}

void
bhc_desk_flush_drafts (BhcDesk *self)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->pad != NULL)
    bhc_pad_flush (self->pad);
}

guint
bhc_desk_count_drafts (BhcDesk *self)
{
  g_return_val_if_fail (BHC_IS_DESK (self), 0);

  return self->pad != NULL ? bhc_pad_count (self->pad) : 0;
}

gint64
bhc_desk_get_seen (BhcDesk *self, const char *conversation)
{
  g_return_val_if_fail (BHC_IS_DESK (self), 0);

  return self->session != NULL
             ? bhc_cache_read_newest_seq (bhc_session_get_cache (self->session), conversation)
             : 0;
}

BhMessage *
bhc_desk_find_answer (BhcDesk *self, const char *conversation, gint64 seq)
{
  const BhOperator *me = bhc_desk_get_operator (self);
  g_autoptr (GPtrArray) messages = NULL;

  if (me == NULL)
    return NULL;

  messages = bhc_cache_read_messages_before (bhc_session_get_cache (self->session), conversation,
                                             G_MAXINT64, LOOK_BACK);
  for (guint i = messages->len; i > 0; i--)
    {
      BhMessage *message = g_ptr_array_index (messages, i - 1);

      if (message->seq > seq && message->author == BH_AUTHOR_OPERATOR &&
          message->kind == BH_MESSAGE_TEXT && g_strcmp0 (message->author_id, me->id) != 0)
        return bh_message_ref (message);
    }

  return NULL;
}

void
bhc_desk_retry_message (BhcDesk *self, const char *message_id)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session != NULL)
    bhc_cache_refuse_outgoing_async (bhc_session_get_cache (self->session), message_id, NULL, NULL,
                                     written_cb, g_object_ref (self));
}

void
bhc_desk_discard_message (BhcDesk *self, const char *message_id)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session != NULL)
    bhc_cache_drop_outgoing_async (bhc_session_get_cache (self->session), message_id, written_cb,
                                   g_object_ref (self));
}

void
bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on)
{
  gboolean told = g_strcmp0 (self->typing_in, conversation) == 0;
  gint64 now_us = g_get_monotonic_time ();

  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session == NULL || (on && told && now_us - self->typing_us < TYPING_EVERY_US) ||
      (!on && !told))
    return;

  g_free (self->typing_in);
  self->typing_in = on ? g_strdup (conversation) : NULL;
  self->typing_us = now_us;
  bhc_session_say_typing (self->session, conversation, on);
}
