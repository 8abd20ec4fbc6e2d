/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/bhc-cache-find.h"

#include "common/bh-json-reader.h"

#include <string.h>

#define RECORD_MAX (1024 * 1024) /* bytes */
#define AT_ONCE 500              /* records in memory */

typedef struct
{
  char *conversation;
  char *words;  /* folded */
  GArray *seqs; /* of gint64 */
} Search;

static void
search_free (Search *search)
{
  g_free (search->conversation);
  g_free (search->words);
  g_array_unref (search->seqs);
  g_free (search);
}

static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

static gboolean
fits (const Search *search, const char *record)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (record, strlen (record), RECORD_MAX, NULL);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *body = object != NULL ? bh_json_get_string (object, "body", NULL) : NULL;
  const char *kind = object != NULL ? bh_json_get_string (object, "kind", "") : "";
  g_autofree char *folded = body != NULL ? fold (body) : NULL;

  return folded != NULL && strcmp (kind, "notice") != 0 && strstr (folded, search->words) != NULL;
}

static gboolean
look_through (Search *search, GVariant *rows, gint64 *after)
{
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      const char *record;

      g_variant_get_child (rows, i, "(x&s)", after, &record);
      if (fits (search, record))
        g_array_append_val (search->seqs, *after);
    }

  return g_variant_n_children (rows) == AT_ONCE;
}

static gboolean
search_job (BhcWrite *write, gpointer data, GError **error)
{
  static const char sql[] = "SELECT seq, record FROM message WHERE conversation_id = $1 "
                            "AND seq > $2 ORDER BY seq LIMIT $3";
  Search *search = data;
  gint64 after = 0;
  gboolean more = TRUE;

  while (more)
    {
      g_autoptr (GVariant) rows = bh_db_query (
          write->db, "(xs)", sql,
          g_variant_new ("(sxx)", search->conversation, after, (gint64) AT_ONCE), error);

      if (rows == NULL)
        return FALSE;
      more = look_through (search, rows, &after);
    }

  return TRUE;
}

void
bhc_cache_find_messages_async (BhcCache *self,
                               const char *conversation,
                               const char *words,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Search *search = g_new0 (Search, 1);

  search->conversation = g_strdup (conversation);
  search->words = fold (words);
  search->seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  bhc_cache_run_async (self, search_job, search, (GDestroyNotify) search_free, callback, data);
}

GArray *
bhc_cache_find_messages_finish (BhcCache *self, GAsyncResult *result, GError **error)
{
  if (!bhc_cache_run_finish (self, result, error))
    return NULL;

  return g_array_ref (((Search *) bhc_cache_run_get_data (result))->seqs);
}
