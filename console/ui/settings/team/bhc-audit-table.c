/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/team/bhc-audit-words.h"

#include "console/ui/settings/team/bhc-audit-table.h"

#include <string.h>

static void
append_cell (GString *table, const char *text, gboolean last)
{
  g_autofree char *safe =
      strchr ("=+-@\t\r", *text) != NULL && *text != '\0' ? g_strconcat ("'", text, NULL) : NULL;
  g_auto (GStrv) parts = g_strsplit (safe != NULL ? safe : text, "\"", -1);
  g_autofree char *quoted = g_strjoinv ("\"\"", parts);

  g_string_append_printf (table, "\"%s\"%s", quoted, last ? "\r\n" : ",");
}

static void
append_entry (GString *table, BhcDesk *desk, BhcSheet *entry)
{
  gint64 at_us = 0;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *at = NULL;
  g_autofree char *who = bhc_audit_words_person (entry);
  g_autofree char *what = bhc_audit_words_sentence (entry);
  g_autofree char *detail = bhc_audit_words_detail (desk, entry);

  g_variant_lookup (bhc_sheet_get_values (entry), "at_us", "x", &at_us);
  time = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  at = time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
  append_cell (table, at, FALSE);
  append_cell (table, who, FALSE);
  append_cell (table, bhc_sheet_get_text (entry, "action"), FALSE);
  append_cell (table, what, FALSE);
  append_cell (table, bhc_sheet_get_text (entry, "subject_id"), FALSE);
  append_cell (table, detail, TRUE);
}

GBytes *
bhc_audit_table_new (BhcDesk *desk, BhcAudit *audit)
{
  static const char *const titles[] = { N_ ("Time"), N_ ("Person"),  N_ ("Action"),
                                        N_ ("What"), N_ ("Subject"), N_ ("Details") };
  GString *table = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    append_cell (table, _ (titles[i]), i + 1 == G_N_ELEMENTS (titles));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (audit)); i++)
    {
      g_autoptr (BhcSheet) entry = g_list_model_get_item (G_LIST_MODEL (audit), i);

      append_entry (table, desk, entry);
    }
  return g_string_free_to_bytes (table);
}
