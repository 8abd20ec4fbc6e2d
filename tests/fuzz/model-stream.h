/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model-wire.h"
#include "server/agent/models/bhd-sse.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const BhdModelWire *wire;
  BhdModelDraft draft;
} ModelStream;

static gboolean
model_stream_event_cb (const char *event,
                       const char *data,
                       gsize length,
                       gpointer user_data,
                       GError **error)
{
  ModelStream *stream = user_data;

  return bhd_model_wire_read (stream->wire, &stream->draft, data, length, error);
}

static void
model_stream_check (BhdModelAnswer *answer, GString *outcome)
{
  g_assert_true (g_utf8_validate (answer->text, -1, NULL));
  g_assert_true (answer->tokens_in >= 0 && answer->tokens_out >= 0);
  g_assert_true ((answer->finish == BHD_MODEL_CALLS) == (answer->calls->len > 0));
  g_string_append_printf (outcome, "%d %s", (int) answer->finish, answer->text);
  for (guint i = 0; i < answer->calls->len; i++)
    {
      const BhdModelCall *call = answer->calls->pdata[i];

      g_assert_true (call->id != NULL && call->name != NULL);
      g_assert_true (g_utf8_validate (call->arguments, -1, NULL));
      g_assert_true (bhd_model_text_is_object (bhd_model_call_get_object (call)));
      g_string_append_printf (outcome, "|%s %s", call->name, call->arguments);
    }
}

/* What @data, fed @step bytes at a time, leads to: an answer or one error. */
static char *
model_stream_read (const char *kind, const guint8 *data, gsize size, gsize step)
{
  g_auto (BhdSse) sse = BHD_SSE_INIT;
  ModelStream stream = { .wire = bhd_model_wire_find (kind, NULL) };
  g_autoptr (GString) outcome = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdModelAnswer) answer = NULL;
  gboolean read = TRUE;

  bhd_model_draft_init (&stream.draft, NULL, NULL);
  for (gsize at = 0; read && at < size; at += step)
    read = bhd_sse_feed (&sse, (const char *) data + at, MIN (step, size - at),
                         model_stream_event_cb, &stream, &error);
  if (read)
    answer = bhd_model_draft_complete (&stream.draft, stream.wire->must_end, 100, &error);
  g_assert_true ((answer != NULL) == (error == NULL));
  if (answer != NULL)
    model_stream_check (answer, outcome);
  else
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_string_append (outcome, error->message);
    }
  bhd_model_draft_clear (&stream.draft);
  return g_string_free (g_steal_pointer (&outcome), FALSE);
}

/* However the bytes are cut, they lead to the same. */
static int
model_stream_fuzz (const char *kind, const guint8 *data, gsize size)
{
  g_autofree char *whole = model_stream_read (kind, data, size, MAX (size, 1));
  g_autofree char *singly = model_stream_read (kind, data, size, 1);

  g_assert_cmpstr (whole, ==, singly);
  return 0;
}
