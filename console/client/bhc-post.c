/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-post.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/media/bh-attachment.h"

#include <string.h>

#define EXTRA_MAX (256 * 1024) /* bytes */

static void
write_files (BhJsonWriter *json, GPtrArray *files)
{
  if (files->len == 0)
    return;
  bh_json_begin_array (json, "attachments");
  for (guint i = 0; i < files->len; i++)
    bh_json_string (json, NULL, ((const BhAttachment *) g_ptr_array_index (files, i))->id);
  bh_json_end_array (json);
}

/* Of what the outbox keeps beside the words the daemon takes the ids. */
static void
write_mentions (BhJsonWriter *json, const char *extra)
{
  g_autoptr (JsonNode) root =
      extra != NULL ? bh_json_parse_object (extra, strlen (extra), EXTRA_MAX, NULL) : NULL;
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  JsonArray *mentions = object != NULL ? bh_json_get_array (object, "mentions") : NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (mentions == NULL || json_array_get_length (mentions) == 0)
    return;

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (node, mentions);
  text = json_to_string (node, FALSE);
  bh_json_raw (json, "mentions", text);
}

char *
bhc_post_write (const BhcOutgoing *outgoing, GPtrArray *files)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", outgoing->id);
  bh_json_string (&json, "body", outgoing->body);
  bh_json_string (&json, "kind", bh_message_kind_to_string (outgoing->kind));
  write_files (&json, files);
  if (outgoing->kind == BH_MESSAGE_NOTE)
    write_mentions (&json, outgoing->extra);
  else if (outgoing->seen_seq > 0)
    bh_json_int (&json, "seen_seq", outgoing->seen_seq);
  bh_json_end_object (&json);

  return bh_json_writer_steal (&json);
}

/* The detail is JSON: “"Sam"”. */
static char *
read_text (const GError *error, const char *name)
{
  const char *detail = bh_error_get_detail (error, name);
  g_autoptr (JsonNode) node = detail != NULL ? json_from_string (detail, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_dup_string (node) : NULL;
}

char *
bhc_post_read_author (const GError *error)
{
  return read_text (error, "author_name");
}

char *
bhc_post_read_reason (const GError *error)
{
  char *english = read_text (error, "english");

  return english != NULL ? english : g_strdup (error->message);
}
