/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-writer.h"
#include "server/http/headless/tongues/bhd-tongues.h"

const BhdErrorForm bhd_tongue_chat_errors = { FALSE, "Invalid request payload" };

static void
begin_line (BhJsonWriter *json, const char *type)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", type);
}

static void
end_line (BhJsonWriter *json, GString *out)
{
  g_autofree char *line = NULL;

  bh_json_end_object (json);
  line = bh_json_writer_steal (json);
  g_string_append (out, line);
  g_string_append_c (out, '\n');
}

static void
lines_begin (const BhdTalk *talk, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_line (&json, "start");
  bh_json_string (&json, "conversationId", talk->place.conversation_id);
  end_line (&json, out);
}

static void
lines_piece (const BhdTalk *talk, const char *text, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_line (&json, "token");
  bh_json_string (&json, "token", text);
  end_line (&json, out);
}

static void
lines_done (const BhdTalk *talk, const BhdApiOutcome *outcome, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_line (&json, "done");
  bh_json_string (&json, "message", outcome->message);
  bh_json_string (&json, "conversationId", talk->place.conversation_id);
  end_line (&json, out);
}

static void
lines_fail (const BhdTalk *talk, const GError *error, GString *out)
{
  gboolean ours = bh_error_status (error) == 503;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_line (&json, "error");
  bh_json_string (&json, "error", ours ? error->message : "Internal server error");
  end_line (&json, out);
}

static void
json_done (const BhdTalk *talk, const BhdApiOutcome *outcome, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "conversationId", talk->place.conversation_id);
  bh_json_string (&json, "message", outcome->message);
  bh_json_raw (&json, "sources", outcome->sources != NULL ? outcome->sources : "[]");
  bh_json_string (&json, "status", outcome->status);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  g_string_append (out, text);
}

const BhdTongue bhd_tongue_json = {
  .errors = &bhd_tongue_chat_errors,
  .done = json_done,
};

const BhdTongue bhd_tongue_lines = {
  .media_type = "application/x-ndjson; charset=utf-8",
  .errors = &bhd_tongue_chat_errors,
  .streams = TRUE,
  .begin = lines_begin,
  .piece = lines_piece,
  .done = lines_done,
  .fail = lines_fail,
};
