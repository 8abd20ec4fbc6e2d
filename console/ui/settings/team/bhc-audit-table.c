/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/insights/bhc-csv.h"
#include "console/ui/settings/team/bhc-audit-words.h"

#include "console/ui/settings/team/bhc-audit-table.h"

static void
append_entry (BhcCsv *table, BhcDesk *desk, BhcSheet *entry)
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
  bhc_csv_add_text (table, at);
  bhc_csv_add_text (table, who);
  bhc_csv_add_text (table, bhc_sheet_get_text (entry, "action"));
  bhc_csv_add_text (table, what);
  bhc_csv_add_text (table, bhc_sheet_get_text (entry, "subject_id"));
  bhc_csv_add_text (table, detail);
  bhc_csv_end_line (table);
}

GBytes *
bhc_audit_table_new (BhcDesk *desk, BhcAudit *audit)
{
  static const char *const titles[] = { N_ ("Time"), N_ ("Person"),  N_ ("Action"),
                                        N_ ("What"), N_ ("Subject"), N_ ("Details") };
  BhcCsv table = bhc_csv_new ();

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    bhc_csv_add_text (&table, _ (titles[i]));
  bhc_csv_end_line (&table);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (audit)); i++)
    {
      g_autoptr (BhcSheet) entry = g_list_model_get_item (G_LIST_MODEL (audit), i);

      append_entry (&table, desk, entry);
    }
  return bhc_csv_finish (&table);
}
