/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-visits.h"

#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/widget/bhd-metadata.h"
#include "server/store/rows/widget/bhd-visit-rows.h"

#include <string.h>

typedef struct
{
  const char *url;
  const char *title;
  gint64 at_us;
} Page;

static void
write_page (BhJsonWriter *json, const char *contact_id, const Page *page)
{
  bh_json_begin_object (json, NULL);
  if (contact_id != NULL)
    bh_json_string (json, "contact_id", contact_id);
  bh_json_string (json, "url", page->url);
  bh_json_string (json, "title", page->title);
  bh_json_int (json, "at_us", page->at_us);
  bh_json_end_object (json);
}

/* Our own words, written below, are an array: as a member they can be read. */
static JsonNode *
parse (const char *pages)
{
  g_autofree char *text = g_strdup_printf ("{\"pages\":%s}", pages);

  return bh_json_parse_object (text, strlen (text), G_MAXSIZE, NULL);
}

/* Behind @page what was there before; the page one is still on is said once. */
static char *
push (const char *old, const Page *page)
{
  g_autoptr (JsonNode) root = parse (old != NULL ? old : "[]");
  JsonArray *pages = root != NULL ? bh_json_get_array (json_node_get_object (root), "pages") : NULL;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  guint length = pages != NULL ? json_array_get_length (pages) : 0;
  guint kept = 1;

  bh_json_begin_array (&json, NULL);
  write_page (&json, NULL, page);
  for (guint i = 0; i < length && kept < BHD_VISITS_PAGES; i++)
    {
      JsonObject *object = json_array_get_object_element (pages, i);
      Page before = { bh_json_get_string (object, "url", ""),
                      bh_json_get_string (object, "title", ""),
                      bh_json_get_int (object, "at_us", 0) };

      if (i == 0 && g_str_equal (before.url, page->url))
        continue;
      write_page (&json, NULL, &before);
      kept++;
    }
  bh_json_end_array (&json);
  return bh_json_writer_steal (&json);
}

static char *
to_news (const BhdCaller *visitor, const Page *page)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  write_page (&json, visitor->contact_id, page);
  return bh_json_writer_steal (&json);
}

static gboolean
read_old (BhdTurn *turn, const BhdCaller *visitor, char **old, GError **error)
{
  g_autoptr (GError) inner = NULL;

  *old = bhd_visit_rows_get_pages (turn->db, visitor->organization_id, visitor->contact_id, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

gboolean
bhd_visits_note (BhdTurn *turn,
                 const BhdCaller *visitor,
                 const char *url,
                 const char *title,
                 char **news,
                 GError **error)
{
  g_autofree char *address = bhd_metadata_clean_url (url, BHD_VISITS_URL);
  g_autofree char *name = bhd_metadata_cut (title != NULL ? title : "", BHD_VISITS_TITLE);
  const Page page = { address, name, turn->now_us };
  g_autofree char *old = NULL;
  g_autofree char *pages = NULL;

  if (g_ascii_strncasecmp (address, "https://", 8) != 0 &&
      g_ascii_strncasecmp (address, "http://", 7) != 0)
    return bhd_refuse_field (error, "url", "it must be an address with https:// or http://");
  if (!read_old (turn, visitor, &old, error))
    return FALSE;
  pages = push (old, &page);
  *news = to_news (visitor, &page);
  return bhd_visit_rows_put_pages (turn->db, visitor->organization_id, visitor->contact_id, pages,
                                   error);
}

char *
bhd_visits_list (BhdTurn *turn, const char *organization_id, const char *contact_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  char *pages = bhd_visit_rows_get_pages (turn->db, organization_id, contact_id, &inner);

  if (inner == NULL)
    return pages != NULL ? pages : g_strdup ("[]");
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}
