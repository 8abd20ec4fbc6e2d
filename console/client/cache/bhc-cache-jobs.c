/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-cache-jobs.h"

#include "console/client/cache/bhc-ahead.h"
#include "console/client/cache/bhc-erase.h"
#include "console/client/cache/bhc-write.h"
#include "console/client/lost/bhc-doubts.h"

/* The first message heard of a conversation begins what is known of it to be complete: no event
 * after it can be missed. */
static gboolean
begin_transcript (BhcWrite *write, const BhMessage *message, GError **error)
{
  gint64 from;

  if (!bhc_write_get_complete_from (write, message->conversation_id, &from, error))
    return FALSE;

  return from >= 0 ||
         bhc_write_set_complete_from (write, message->conversation_id, message->seq, error);
}

static gboolean
apply_event (BhcWrite *write, const BhcFrame *frame, GError **error)
{
  if (!bhc_ahead_meet (write, frame, error))
    return FALSE;
  if (frame->conversation != NULL && !bhc_write_conversation (write, frame->conversation, error))
    return FALSE;
  if (frame->contact != NULL && !bhc_write_contact (write, frame->contact, error))
    return FALSE;
  if (!bhc_write_erasure (write, &frame->erasure, error))
    return FALSE;
  if (frame->message == NULL)
    return TRUE;

  return bhc_write_message (write, frame->message, error) &&
         begin_transcript (write, frame->message, error);
}

static gboolean
events_job (BhcWrite *write, gpointer data, GError **error)
{
  GPtrArray *frames = data;
  gint64 seq, mark = 0;

  if (!bhc_write_get_seq (write, &seq, error))
    return FALSE;

  for (guint i = 0; i < frames->len; i++)
    {
      const BhcFrame *frame = g_ptr_array_index (frames, i);

      if (frame->seq > seq && !apply_event (write, frame, error))
        return FALSE;
      if (frame->seq >= seq)
        mark = frame->at_us;
      seq = MAX (seq, frame->seq);
    }

  return bhc_ahead_check (write, seq, error) && bhc_write_set_seq (write, seq, mark, error);
}

void
bhc_cache_apply_events_async (BhcCache *self,
                              GPtrArray *frames,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  bhc_cache_run_async (self, events_job, frames, (GDestroyNotify) g_ptr_array_unref, callback,
                       data);
}

static gboolean
begin_snapshot_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_begin_generation (write, error) &&
         (!GPOINTER_TO_INT (data) || bhc_doubts_begin (write, error));
}

void
bhc_cache_begin_snapshot_async (BhcCache *self,
                                gboolean restored,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  bhc_cache_run_async (self, begin_snapshot_job, GINT_TO_POINTER (restored), NULL, callback, data);
}

static gboolean
conversations_job (BhcWrite *write, gpointer data, GError **error)
{
  GPtrArray *conversations = data;

  for (guint i = 0; i < conversations->len; i++)
    if (!bhc_write_conversation (write, g_ptr_array_index (conversations, i), error))
      return FALSE;

  return TRUE;
}

void
bhc_cache_apply_conversations_async (BhcCache *self,
                                     GPtrArray *conversations,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  bhc_cache_run_async (self, conversations_job, conversations, (GDestroyNotify) g_ptr_array_unref,
                       callback, data);
}

static gboolean
end_snapshot_job (BhcWrite *write, gpointer data, GError **error)
{
  const gint64 *seq = data;

  return bhc_write_end_generation (write, error) && bhc_write_forget_messages (write, error) &&
         bhc_write_forget_sight (write, *seq, error) && bhc_ahead_forget (write, error) &&
         bhc_write_set_seq (write, *seq, 0, error);
}

void
bhc_cache_end_snapshot_async (BhcCache *self,
                              gint64 seq,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  bhc_cache_run_async (self, end_snapshot_job, g_memdup2 (&seq, sizeof seq), g_free, callback,
                       data);
}

BhcPage *
bhc_page_new (const char *conversation, gint64 before)
{
  BhcPage *self = g_new0 (BhcPage, 1);

  self->conversation_id = g_strdup (conversation);
  self->before = before;

  return self;
}

void
bhc_page_free (BhcPage *self)
{
  g_free (self->conversation_id);
  g_clear_pointer (&self->conversation, bh_conversation_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self);
}

/* @from: what was complete before the page, @page joins it at its end. */
static gint64
complete_with (const BhcPage *page, gint64 from)
{
  const BhMessage *oldest = page->messages->len > 0 ? g_ptr_array_index (page->messages, 0) : NULL;

  if (!page->more || oldest == NULL)
    return 0;

  return from >= 0 ? MIN (from, oldest->seq) : oldest->seq;
}

static gboolean
page_job (BhcWrite *write, gpointer data, GError **error)
{
  const BhcPage *page = data;
  gint64 from;

  if (page->conversation != NULL && !bhc_write_conversation (write, page->conversation, error))
    return FALSE;
  if (!bhc_ahead_note (write, page->conversation, NULL, error))
    return FALSE;
  if (!bhc_write_get_complete_from (write, page->conversation_id, &from, error))
    return FALSE;
  if (page->before > 0 && from != page->before)
    return TRUE;

  for (guint i = 0; i < page->messages->len; i++)
    if (!bhc_write_message (write, g_ptr_array_index (page->messages, i), error) ||
        !bhc_ahead_note (write, NULL, g_ptr_array_index (page->messages, i), error))
      return FALSE;

  return bhc_write_set_complete_from (write, page->conversation_id, complete_with (page, from),
                                      error);
}

void
bhc_cache_apply_page_async (BhcCache *self,
                            BhcPage *page,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  bhc_cache_run_async (self, page_job, page, (GDestroyNotify) bhc_page_free, callback, data);
}

typedef struct
{
  BhConversation *conversation; /* (nullable) */
  BhMessage *message;           /* (nullable) */
} Answer;

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->conversation, bh_conversation_unref);
  g_clear_pointer (&answer->message, bh_message_unref);
  g_free (answer);
}

static gboolean
answer_job (BhcWrite *write, gpointer data, GError **error)
{
  const Answer *answer = data;

  if (!bhc_ahead_note (write, answer->conversation, answer->message, error))
    return FALSE;
  if (answer->conversation != NULL && !bhc_write_conversation (write, answer->conversation, error))
    return FALSE;

  return answer->message == NULL || bhc_write_message (write, answer->message, error);
}

void
bhc_cache_apply_answer_async (BhcCache *self,
                              const BhConversation *conversation,
                              const BhMessage *message,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  Answer *answer = g_new0 (Answer, 1);

  if (conversation != NULL)
    answer->conversation = bh_conversation_ref ((BhConversation *) conversation);
  if (message != NULL)
    answer->message = bh_message_ref ((BhMessage *) message);
  bhc_cache_run_async (self, answer_job, answer, (GDestroyNotify) answer_free, callback, data);
}

static gboolean
add_outgoing_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_outgoing (write, data, error);
}

void
bhc_cache_add_outgoing_async (BhcCache *self,
                              BhcOutgoing *outgoing,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  bhc_cache_run_async (self, add_outgoing_job, outgoing, (GDestroyNotify) bhc_outgoing_free,
                       callback, data);
}

typedef struct
{
  char *id;
  char *refusal; /* (nullable) */
  char *code;    /* (nullable) */
} Refusal;

static void
refusal_free (Refusal *refusal)
{
  g_free (refusal->id);
  g_free (refusal->refusal);
  g_free (refusal->code);
  g_free (refusal);
}

static gboolean
refuse_job (BhcWrite *write, gpointer data, GError **error)
{
  const Refusal *refusal = data;

  return bhc_write_refusal (write, refusal->id, refusal->refusal, refusal->code, error);
}

void
bhc_cache_refuse_outgoing_async (BhcCache *self,
                                 const char *id,
                                 const char *reason,
                                 const char *code,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Refusal *refusal = g_new0 (Refusal, 1);

  refusal->id = g_strdup (id);
  refusal->refusal = g_strdup (reason);
  refusal->code = g_strdup (code);
  bhc_cache_run_async (self, refuse_job, refusal, (GDestroyNotify) refusal_free, callback, data);
}

static gboolean
drop_job (BhcWrite *write, gpointer data, GError **error)
{
  return bhc_write_drop_outgoing (write, data, error);
}

void
bhc_cache_drop_outgoing_async (BhcCache *self,
                               const char *id,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  bhc_cache_run_async (self, drop_job, g_strdup (id), g_free, callback, data);
}
