/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/agent/models/bhd-model-failure.h"
#include "server/agent/models/bhd-model-post.h"
#include "server/agent/models/bhd-sse.h"

#define ANSWER_MAX (32 * 1024 * 1024)
#define IDLE_US (30 * G_TIME_SPAN_SECOND)
#define FAREWELL_US (G_TIME_SPAN_SECOND / 4)
#define LOOK_US (G_TIME_SPAN_SECOND / 2) /* while nothing comes: is it still wanted? */

/* One question, from the first attempt to the last. */
typedef struct
{
  const BhdModelWire *wire;
  const BhdModelRequest *request;
  BhdOutbound *outbound;
  BhdModelSayFunc say;
  gpointer data;
  gint64 asked_us;
  guint quirks;
  gint64 retry_after_us; /* of the last attempt */
} Asking;

/* What one attempt hands to the reader of events. */
typedef struct
{
  const BhdModelWire *wire;
  BhdModelDraft *draft;
  gint64 farewell_us; /* until when the server may end what has ended, 0 not yet */
} Reading;

void
bhd_model_answer_free (BhdModelAnswer *self)
{
  g_ptr_array_unref (self->calls);
  g_free (self->text);
  g_free (self);
}

static gboolean
event_cb (const char *event, const char *data, gsize length, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (!bhd_model_wire_read (reading->wire, reading->draft, data, length, error))
    return FALSE;
  if (reading->draft->ended && reading->farewell_us == 0)
    reading->farewell_us = g_get_monotonic_time () + FAREWELL_US;
  return TRUE;
}

static gint64
first_deadline (const Asking *self)
{
  const BhdModelRequest *request = self->request;

  return self->asked_us + MIN (request->first_token_ms, request->total_ms) * (gint64) 1000;
}

static gint64
total_deadline (const Asking *self)
{
  return self->asked_us + self->request->total_ms * (gint64) 1000;
}

/* Until the first piece patience is short; then the next one may take a while, and the whole has
 * its own limit. */
static gint64
next_deadline (const Asking *self, const Reading *reading)
{
  if (reading->farewell_us != 0)
    return reading->farewell_us;
  if (reading->draft->first_us == 0)
    return first_deadline (self);
  return MIN (total_deadline (self), g_get_monotonic_time () + IDLE_US);
}

static void
tell_timeout (const Asking *self, const BhdModelDraft *draft, GError **error)
{
  g_clear_error (error);
  if (draft->first_us == 0)
    g_set_error (error, BH_ERROR, BH_ERROR_TIMEOUT, "the model said nothing for %u ms",
                 MIN (self->request->first_token_ms, self->request->total_ms));
  else
    g_set_error_literal (error, BH_ERROR, BH_ERROR_TIMEOUT,
                         "the model did not get to the end of its answer in time");
}

/* Nothing came.  Returns: TRUE where there is still time, and somebody who waits. */
static gboolean
waits_on (const Asking *self, gint64 deadline_us, GError **error)
{
  if (!g_error_matches (*error, BH_ERROR, BH_ERROR_TIMEOUT) ||
      g_get_monotonic_time () >= deadline_us)
    return FALSE;
  g_clear_error (error);
  if (self->request->wanted == NULL || self->request->wanted (self->data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the answer is no longer wanted");
  return FALSE;
}

static gint64
next_look (gint64 deadline_us)
{
  return MIN (deadline_us, g_get_monotonic_time () + LOOK_US);
}

static gboolean
read_piece (const Asking *self,
            BhdDownload *download,
            gint64 deadline_us,
            GBytes **piece,
            GError **error)
{
  gboolean read;

  do
    read = bhd_download_read (download, next_look (deadline_us), piece, error);
  while (!read && waits_on (self, deadline_us, error));
  return read;
}

static const BhdHead *
await_head (const Asking *self, BhdDownload *download, GError **error)
{
  gint64 deadline_us = first_deadline (self);
  const BhdHead *head;

  do
    head = bhd_download_await_head (download, next_look (deadline_us), error);
  while (head == NULL && waits_on (self, deadline_us, error));
  return head;
}

/* Reads to the end of the stream, or to the mark that says so: the server then gets a moment to
 * end it, so that the connection can be used again. */
static gboolean
read_stream (const Asking *self, BhdDownload *download, BhdModelDraft *draft, GError **error)
{
  g_auto (BhdSse) sse = BHD_SSE_INIT;
  Reading reading = { self->wire, draft, 0 };

  for (;;)
    {
      g_autoptr (GBytes) piece = NULL;
      gboolean read = read_piece (self, download, next_deadline (self, &reading), &piece, error);
      gsize length = 0;
      const char *bytes = piece != NULL ? g_bytes_get_data (piece, &length) : NULL;

      if (!read && g_error_matches (*error, BH_ERROR, BH_ERROR_TIMEOUT))
        tell_timeout (self, draft, error);
      if (!read || piece == NULL)
        return read;
      if (!bhd_sse_feed (&sse, bytes, length, event_cb, &reading, error))
        return FALSE;
    }
}

/* What followed a status other than 200: a few words, perhaps. */
static gboolean
read_refusal (const Asking *self, BhdDownload *download, guint status, GError **error)
{
  g_autoptr (GBytes) body = bhd_download_read_all (download, first_deadline (self), NULL);
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);

  bhd_model_failure_set (error, status, body != NULL ? body : nothing);
  return FALSE;
}

static gboolean
receive (Asking *self, BhdDownload *download, BhdModelDraft *draft, GError **error)
{
  const BhdHead *head = await_head (self, download, error);

  if (head == NULL)
    {
      if (g_error_matches (*error, BH_ERROR, BH_ERROR_TIMEOUT))
        tell_timeout (self, draft, error);
      bhd_model_failure_explain_address (*error);
      return FALSE;
    }
  self->retry_after_us = head->retry_after_us;
  if (head->status != 200)
    return read_refusal (self, download, head->status, error);
  if (read_stream (self, download, draft, error))
    return TRUE;
  /* Nothing that happens behind the mark of the end takes the answer back. */
  if (!draft->ended || g_cancellable_is_cancelled (self->request->cancellable))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

static char *
write_body (const Asking *self)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  self->wire->write_ask (&json, self->request, self->quirks);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static gboolean
attempt (Asking *self, BhdModelDraft *draft, GError **error)
{
  const BhdModelRequest *request = self->request;
  g_autofree char *path = self->wire->ask_path (request->account);
  g_autofree char *body = write_body (self);
  BhdModelPost post = {
    .wire = self->wire,
    .account = request->account,
    .path = path,
    .body = body,
    .max_answer = ANSWER_MAX,
    .deadline_us = total_deadline (self),
    .cancellable = request->cancellable,
  };
  g_autoptr (BhdDownload) download = bhd_model_post_send (&post, self->outbound, error);

  self->retry_after_us = -1;
  return download != NULL && receive (self, download, draft, error);
}

/* Whether the server complained of something it can be spared. */
static gboolean
learn_quirk (Asking *self, const GError *failure)
{
  guint quirk = 0;

  if (self->wire->quirk != NULL && g_error_matches (failure, BH_ERROR, BH_ERROR_INVALID))
    quirk = self->wire->quirk (failure->message) & ~self->quirks;
  self->quirks |= quirk;
  return quirk != 0;
}

/* Returns: TRUE to try again. */
static gboolean
recover (Asking *self, const BhdModelDraft *draft, const GError *failure, guint attempts)
{
  if (draft->first_us != 0)
    return FALSE;
  return learn_quirk (self, failure) ||
         bhd_model_post_pause (failure, attempts, self->retry_after_us, first_deadline (self),
                               self->request->cancellable);
}

static BhdModelAnswer *
complete (const Asking *self, BhdModelDraft *draft, GError **error)
{
  BhdModelAnswer *answer =
      bhd_model_draft_complete (draft, self->wire->must_end, self->request->max_tokens, error);

  if (answer != NULL && draft->first_us != 0)
    answer->first_token_us = draft->first_us - self->asked_us;
  return answer;
}

/* Of an attempt that patience cut off nothing can be said; the one before had its reasons. */
static GError *
choose_failure (GError *before, GError *failure)
{
  if (before == NULL || !g_error_matches (failure, BH_ERROR, BH_ERROR_TIMEOUT))
    return failure;
  g_error_free (failure);
  return g_error_copy (before);
}

static BhdModelAnswer *
ask (Asking *self, GError **error)
{
  g_autoptr (GError) before = NULL;

  for (guint attempts = 1;; attempts++)
    {
      g_auto (BhdModelDraft) draft = { 0 };
      g_autoptr (GError) failure = NULL;
      BhdModelAnswer *answer = NULL;

      bhd_model_draft_init (&draft, self->say, self->data);
      if (attempt (self, &draft, &failure))
        answer = complete (self, &draft, &failure);
      if (answer != NULL)
        return answer;
      if (!recover (self, &draft, failure, attempts))
        {
          gboolean silent = draft.first_us == 0;

          g_propagate_error (error,
                             choose_failure (silent ? before : NULL, g_steal_pointer (&failure)));
          return NULL;
        }
      g_clear_error (&before);
      before = g_steal_pointer (&failure);
    }
}

BhdModelAnswer *
bhd_model_ask (BhdOutbound *outbound,
               const BhdModelRequest *request,
               BhdModelSayFunc say,
               gpointer data,
               GError **error)
{
  Asking asking = {
    .wire = bhd_model_wire_find (request->account->kind, error),
    .request = request,
    .outbound = outbound,
    .say = say,
    .data = data,
    .asked_us = g_get_monotonic_time (),
  };
  g_autoptr (GError) failure = NULL;
  BhdModelAnswer *answer = NULL;

  if (asking.wire == NULL)
    return NULL;
  answer = ask (&asking, &failure);
  if (failure == NULL)
    return answer;
  if (g_cancellable_set_error_if_cancelled (request->cancellable, error))
    return NULL;
  bhd_model_failure_clean (failure, request->account);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
