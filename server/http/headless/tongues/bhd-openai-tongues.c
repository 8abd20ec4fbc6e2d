/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-writer.h"
#include "server/http/headless/tongues/bhd-tongues.h"

const BhdErrorForm bhd_tongue_openai_errors = { TRUE };

static void
begin_answer (const BhdTalk *talk, const char *object, BhJsonWriter *json)
{
  g_autofree char *id = g_strconcat ("chatcmpl-", talk->name, NULL);

  bh_json_begin_object (json, NULL);
  bh_json_string (json, "id", id);
  bh_json_string (json, "object", object);
  bh_json_int (json, "created", talk->created_s);
  bh_json_string (json, "model", BHD_TONGUE_MODEL);
}

/* @outcome: (nullable): nothing is known yet */
static void
write_usage (const BhdApiOutcome *outcome, BhJsonWriter *json)
{
  if (outcome == NULL)
    {
      bh_json_null (json, "usage");
      return;
    }
  bh_json_begin_object (json, "usage");
  bh_json_int (json, "prompt_tokens", outcome->tokens_in);
  bh_json_int (json, "completion_tokens", outcome->tokens_out);
  bh_json_int (json, "total_tokens", outcome->tokens_in + outcome->tokens_out);
  bh_json_end_object (json);
}

/* What OpenAI has no word for. */
static void
write_ours (const BhdTalk *talk, const BhdApiOutcome *outcome, BhJsonWriter *json)
{
  bh_json_begin_object (json, "bellhop");
  bh_json_string (json, "conversation_id", talk->place.conversation_id);
  bh_json_string (json, "status", outcome->status);
  bh_json_raw (json, "sources", outcome->sources != NULL ? outcome->sources : "[]");
  bh_json_end_object (json);
}

static void
completion_done (const BhdTalk *talk, const BhdApiOutcome *outcome, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  begin_answer (talk, "chat.completion", &json);
  bh_json_begin_array (&json, "choices");
  bh_json_begin_object (&json, NULL);
  bh_json_int (&json, "index", 0);
  bh_json_begin_object (&json, "message");
  bh_json_string (&json, "role", "assistant");
  bh_json_string (&json, "content", outcome->message);
  bh_json_null (&json, "refusal");
  bh_json_end_object (&json);
  bh_json_null (&json, "logprobs");
  bh_json_string (&json, "finish_reason", "stop");
  bh_json_end_object (&json);
  bh_json_end_array (&json);
  write_usage (outcome, &json);
  write_ours (talk, outcome, &json);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  g_string_append (out, text);
}

static void
append_event (BhJsonWriter *json, GString *out)
{
  g_autofree char *text = NULL;

  bh_json_end_object (json);
  text = bh_json_writer_steal (json);
  g_string_append_printf (out, "data: %s\n\n", text);
}

/* One chunk with one choice.  @role, @content: (nullable); @outcome: (nullable): this is not the
 * last one. */
static void
append_chunk (const BhdTalk *talk,
              const char *role,
              const char *content,
              const BhdApiOutcome *outcome,
              GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_answer (talk, "chat.completion.chunk", &json);
  bh_json_begin_array (&json, "choices");
  bh_json_begin_object (&json, NULL);
  bh_json_int (&json, "index", 0);
  bh_json_begin_object (&json, "delta");
  if (role != NULL)
    bh_json_string (&json, "role", role);
  if (content != NULL)
    bh_json_string (&json, "content", content);
  bh_json_end_object (&json);
  bh_json_null (&json, "logprobs");
  bh_json_string (&json, "finish_reason", outcome != NULL ? "stop" : NULL);
  bh_json_end_object (&json);
  bh_json_end_array (&json);
  if (talk->with_usage)
    write_usage (NULL, &json);
  if (outcome != NULL)
    write_ours (talk, outcome, &json);
  append_event (&json, out);
}

static void
chunks_begin (const BhdTalk *talk, GString *out)
{
  append_chunk (talk, "assistant", "", NULL, out);
}

static void
chunks_piece (const BhdTalk *talk, const char *text, GString *out)
{
  append_chunk (talk, NULL, text, NULL, out);
}

static void
chunks_done (const BhdTalk *talk, const BhdApiOutcome *outcome, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  append_chunk (talk, NULL, NULL, outcome, out);
  if (talk->with_usage)
    {
      begin_answer (talk, "chat.completion.chunk", &json);
      bh_json_begin_array (&json, "choices");
      bh_json_end_array (&json);
      write_usage (outcome, &json);
      append_event (&json, out);
    }
  g_string_append (out, "data: [DONE]\n\n");
}

static void
chunks_fail (const BhdTalk *talk, const GError *error, GString *out)
{
  g_autofree char *text = bhd_error_form_write (&bhd_tongue_openai_errors, error, talk->request_id);

  g_string_append_printf (out, "data: %s\n\n", text);
}

const BhdTongue bhd_tongue_completion = {
  .errors = &bhd_tongue_openai_errors,
  .done = completion_done,
};

const BhdTongue bhd_tongue_chunks = {
  .media_type = "text/event-stream; charset=utf-8",
  .errors = &bhd_tongue_openai_errors,
  .streams = TRUE,
  .appends = TRUE,
  .begin = chunks_begin,
  .piece = chunks_piece,
  .done = chunks_done,
  .fail = chunks_fail,
};
