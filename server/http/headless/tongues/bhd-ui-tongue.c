/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "server/http/headless/tongues/bhd-tongues.h"

#include <string.h>

/* The one part of text that an answer has. */
#define PART "answer"

static void
begin_event (BhJsonWriter *json, const char *type)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", type);
}

static void
end_event (BhJsonWriter *json, GString *out)
{
  g_autofree char *text = NULL;

  bh_json_end_object (json);
  text = bh_json_writer_steal (json);
  g_string_append_printf (out, "data: %s\n\n", text);
}

/* An event that has nothing but, perhaps, one member.  @name, @value: (nullable) */
static void
append_event (const char *type, const char *name, const char *value, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_event (&json, type);
  if (name != NULL)
    bh_json_string (&json, name, value);
  end_event (&json, out);
}

static void
ui_begin (const BhdTalk *talk, GString *out)
{
  append_event ("start", "messageId", talk->name, out);
  append_event ("start-step", NULL, NULL, out);
  append_event ("text-start", "id", PART, out);
}

static void
ui_piece (const BhdTalk *talk, const char *text, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_event (&json, "text-delta");
  bh_json_string (&json, "id", PART);
  bh_json_string (&json, "delta", text);
  end_event (&json, out);
}

static void
append_source (JsonObject *source, GString *out)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  begin_event (&json, "source-document");
  bh_json_string (&json, "sourceId", bh_json_get_string (source, "passage_id", ""));
  bh_json_string (&json, "mediaType", "text/plain");
  bh_json_string (&json, "title", bh_json_get_string (source, "title", ""));
  end_event (&json, out);
}

/* @sources: (nullable) our own JSON array */
static void
append_sources (const char *sources, GString *out)
{
  g_autofree char *object = g_strdup_printf ("{\"s\":%s}", sources != NULL ? sources : "[]");
  g_autoptr (JsonNode) root = bh_json_parse_object (object, strlen (object), strlen (object), NULL);
  JsonArray *array = root != NULL ? bh_json_get_array (json_node_get_object (root), "s") : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
      append_source (json_array_get_object_element (array, i), out);
}

static void
ui_done (const BhdTalk *talk, const BhdApiOutcome *outcome, GString *out)
{
  append_event ("text-end", "id", PART, out);
  append_sources (outcome->sources, out);
  append_event ("finish-step", NULL, NULL, out);
  append_event ("finish", NULL, NULL, out);
  g_string_append (out, "data: [DONE]\n\n");
}

static void
ui_fail (const BhdTalk *talk, const GError *error, GString *out)
{
  gboolean ours = bh_error_status (error) == 503;

  append_event ("error", "errorText", ours ? error->message : "Internal server error", out);
  g_string_append (out, "data: [DONE]\n\n");
}

const BhdTongue bhd_tongue_ui = {
  .media_type = "text/event-stream; charset=utf-8",
  .header = "x-vercel-ai-ui-message-stream: v1\r\n",
  .errors = &bhd_tongue_chat_errors,
  .streams = TRUE,
  .appends = TRUE,
  .begin = ui_begin,
  .piece = ui_piece,
  .done = ui_done,
  .fail = ui_fail,
};
