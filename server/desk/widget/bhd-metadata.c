/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-metadata.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define DAY (24 * 60) /* minutes */

typedef enum
{
  TEXT,
  URL,
  OFFSET, /* minutes */
  FLAG,
} Kind;

static const struct
{
  const char *name;
  Kind kind;
} members[] = {
  { "userAgent", TEXT },     { "language", TEXT }, { "languages", TEXT },
  { "platform", TEXT },      { "vendor", TEXT },   { "screenResolution", TEXT },
  { "viewportSize", TEXT },  { "timezone", TEXT }, { "timezoneOffset", OFFSET },
  { "cookieEnabled", FLAG }, { "referrer", URL },  { "currentUrl", URL },
};

char *
bhd_metadata_cut (const char *text, guint max)
{
  GString *cut = g_string_new (NULL);

  for (const char *c = text; *c != '\0' && max > 0; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_iscntrl (character))
        continue;
      g_string_append_unichar (cut, character);
      max--;
    }
  return g_string_free (cut, FALSE);
}

char *
bhd_metadata_clean_url (const char *url, guint max)
{
  const char *authority = strstr (url, "://");
  gsize length = authority != NULL ? strcspn (authority + 3, "/?#\\") : 0;
  const char *at = NULL;
  g_autofree char *clean = NULL;

  for (gsize i = 0; i < length; i++)
    if (authority[3 + i] == '@')
      at = authority + 3 + i;
  if (at == NULL)
    return bhd_metadata_cut (url, max);
  clean = g_strdup_printf ("%.*s%s", (int) (authority + 3 - url), url, at + 1);
  return bhd_metadata_cut (clean, max);
}

static gboolean
is_of (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
write_text (BhJsonWriter *json, const char *name, Kind kind, JsonNode *node)
{
  g_autofree char *text = NULL;

  if (!is_of (node, G_TYPE_STRING))
    return FALSE;
  text = kind == URL ? bhd_metadata_clean_url (json_node_get_string (node), BHD_METADATA_TEXT)
                     : bhd_metadata_cut (json_node_get_string (node), BHD_METADATA_TEXT);
  bh_json_string (json, name, text);
  return TRUE;
}

/* Returns: whether @node is what the member may be. */
static gboolean
write_member (BhJsonWriter *json, const char *name, Kind kind, JsonNode *node)
{
  if (kind == TEXT || kind == URL)
    return write_text (json, name, kind, node);
  if (kind == FLAG && is_of (node, G_TYPE_BOOLEAN))
    {
      bh_json_bool (json, name, json_node_get_boolean (node));
      return TRUE;
    }
  if (kind != OFFSET || !is_of (node, G_TYPE_INT64) || ABS (json_node_get_int (node)) > DAY)
    return FALSE;
  bh_json_int (json, name, json_node_get_int (node));
  return TRUE;
}

static JsonNode *
member_of (JsonNode *root, const char *name)
{
  return root != NULL ? json_object_get_member (json_node_get_object (root), name) : NULL;
}

static JsonNode *
parse (const char *text, gsize max)
{
  return text != NULL ? bh_json_parse_object (text, strlen (text), max, NULL) : NULL;
}

char *
bhd_metadata_merge (const char *old, const char *news)
{
  g_autoptr (JsonNode) before = parse (old, G_MAXSIZE);
  g_autoptr (JsonNode) now = parse (news, BHD_METADATA_MAX_JSON);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  gboolean any = FALSE;

  bh_json_begin_object (&json, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *name = members[i].name;
      gboolean told = write_member (&json, name, members[i].kind, member_of (now, name)) ||
                      write_member (&json, name, members[i].kind, member_of (before, name));

      any = any || told;
    }
  bh_json_end_object (&json);
  return any ? bh_json_writer_steal (&json) : NULL;
}
