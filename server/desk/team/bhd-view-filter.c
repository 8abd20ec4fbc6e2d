/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-view-filter.h"

#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "server/desk/ai/bhd-refuse-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  LIST, /* of .words, and of ids */
  DAYS,
  FLAG,
} Kind;

static const struct
{
  const char *name;
  Kind kind;
  gboolean ids;
  const char *words; /* “|one|two|” */
} members[] = {
  { "statuses", LIST, FALSE, "|unresolved|escalated|resolved|" },
  { "labels", LIST, TRUE, "" },
  { "assignees", LIST, TRUE, "|me|none|" },
  { "teams", LIST, TRUE, "|none|" },
  { "priorities", LIST, FALSE, "|low|normal|high|urgent|" },
  { "channels", LIST, FALSE, "|widget|api|offline|" },
  { "since_days", DAYS },
  { "snoozed", FLAG },
};

typedef struct
{
  BhJsonWriter values[G_N_ELEMENTS (members)]; /* what is kept of each; nothing: not given */
  gboolean seen[G_N_ELEMENTS (members)];
} Reading;

static gboolean
refuse (guint at, const char *reason, GError **error)
{
  g_autofree char *field = g_strconcat ("filter.", members[at].name, NULL);

  return bhd_refuse_field (error, field, "%s", reason);
}

static gboolean
is_word (guint at, const char *text)
{
  g_autofree char *between = g_strconcat ("|", text, "|", NULL);

  return (members[at].ids && bh_id_is_valid (text)) ||
         (*text != '\0' && strchr (text, '|') == NULL &&
          strstr (members[at].words, between) != NULL);
}

/* Each word once. */
static gboolean
keep_words (guint at, JsonArray *array, BhJsonWriter *json, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (array == NULL || json_array_get_length (array) > BHD_VIEW_FILTER_WORDS)
    return refuse (at, N_ ("it must be a list of at most fifty words"), error);
  if (json_array_get_length (array) == 0)
    return TRUE;
  bh_json_begin_array (json, members[at].name);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      gboolean text = json_node_get_value_type (node) == G_TYPE_STRING;

      if (!text || !is_word (at, json_node_get_string (node)))
        return refuse (at, N_ ("there is a word in it that nobody knows"), error);
      if (g_hash_table_add (seen, (gpointer) json_node_get_string (node)))
        bh_json_string (json, NULL, json_node_get_string (node));
    }
  bh_json_end_array (json);
  return TRUE;
}

static gboolean
read_list (guint at, const BhJsonSpan *span, BhJsonWriter *json, GError **error)
{
  g_autofree char *text = g_strdup_printf ("{\"list\":%.*s}", (int) span->length, span->text);
  g_autoptr (JsonNode) root = bh_json_parse_object (text, strlen (text), strlen (text), error);

  return root != NULL &&
         keep_words (at, bh_json_get_array (json_node_get_object (root), "list"), json, error);
}

static gboolean
read_days (guint at, const BhJsonSpan *span, BhJsonWriter *json, GError **error)
{
  gint64 days;

  if (!bh_json_span_get_int (span, &days) || days < 1 || days > BHD_VIEW_FILTER_DAYS)
    return refuse (at, N_ ("it must be a number of days, 1 to 3650"), error);
  bh_json_int (json, members[at].name, days);
  return TRUE;
}

static gboolean
read_flag (guint at, const BhJsonSpan *span, BhJsonWriter *json, GError **error)
{
  if (span->type != BH_JSON_BOOL)
    return refuse (at, N_ ("it must be true or false"), error);
  bh_json_bool (json, members[at].name, span->text[0] == 't');
  return TRUE;
}

static gboolean (*const readers[]) (guint at,
                                    const BhJsonSpan *span,
                                    BhJsonWriter *json,
                                    GError **error) = {
  [LIST] = read_list,
  [DAYS] = read_days,
  [FLAG] = read_flag,
};

static gboolean
read_member (const char *name, const BhJsonSpan *span, gpointer data, GError **error)
{
  Reading *reading = data;
  g_autofree char *start = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (strcmp (members[i].name, name) != 0)
        continue;
      if (reading->seen[i])
        return refuse (i, N_ ("it must be given once"), error);
      reading->seen[i] = TRUE;
      return span->type == BH_JSON_NULL ||
             readers[members[i].kind](i, span, &reading->values[i], error);
    }
  start = g_utf8_strlen (name, -1) > 32 ? g_utf8_substring (name, 0, 32) : g_strdup (name);
  return bhd_refuse_field (error, "filter", "nobody knows its “%s”", start);
}

/* In the order of the table, whatever order it came in. */
static char *
write_kept (Reading *reading)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value =
          reading->values[i].text != NULL ? bh_json_writer_steal (&reading->values[i]) : NULL;

      if (value != NULL)
        g_string_append_printf (text, "%s%s", text->len > 1 ? "," : "", value);
    }
  g_string_append_c (text, '}');
  return g_string_free (text, FALSE);
}

char *
bhd_view_filter_read (const char *json, gsize length, GError **error)
{
  Reading reading = { 0 };
  char *kept = NULL;

  if (bh_json_each_member (json, length, BHD_VIEW_FILTER_MAX, read_member, &reading, error))
    kept = write_kept (&reading);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    bh_json_writer_clear (&reading.values[i]);
  return kept;
}
