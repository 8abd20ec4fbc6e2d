/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "console/ui/insights/bhc-unit-words.h"

#include "console/ui/insights/bhc-overview.h"

enum
{
  CONVERSATIONS,
  RESOLUTION_RATE,
  HANDOFF_RATE,
  FIRST_RESPONSE,
  FIRST_RESPONSE_P90,
  RESOLUTION,
  RESOLUTION_P90,
  RATING,
  RATINGS,
  AI_SHARE,
  AI_ANSWERS,
  COST,
  TOOL_CALLS,
  TOOLS_FAILED,
  GAPS,
  N_COLUMNS
};

static const struct
{
  const char *title;
  BhcUnit unit;
} columns[N_COLUMNS] = {
  [CONVERSATIONS] = { NC_ ("figure", "Conversations"), BHC_UNIT_COUNT },
  [RESOLUTION_RATE] = { NC_ ("figure", "Resolution Rate"), BHC_UNIT_SHARE },
  [HANDOFF_RATE] = { NC_ ("figure", "Handed Over"), BHC_UNIT_SHARE },
  [FIRST_RESPONSE] = { NC_ ("figure", "First Response, Median"), BHC_UNIT_TIME },
  [FIRST_RESPONSE_P90] = { NC_ ("figure", "First Response, 9 in 10"), BHC_UNIT_TIME },
  [RESOLUTION] = { NC_ ("figure", "Time to Resolution, Median"), BHC_UNIT_TIME },
  [RESOLUTION_P90] = { NC_ ("figure", "Time to Resolution, 9 in 10"), BHC_UNIT_TIME },
  [RATING] = { NC_ ("figure", "Satisfaction"), BHC_UNIT_RATING },
  [RATINGS] = { NC_ ("figure", "Ratings"), BHC_UNIT_COUNT },
  [AI_SHARE] = { NC_ ("figure", "Resolved by the Assistant"), BHC_UNIT_SHARE },
  [AI_ANSWERS] = { NC_ ("figure", "Answers of the Assistant"), BHC_UNIT_COUNT },
  [COST] = { NC_ ("figure", "Estimated Cost"), BHC_UNIT_COST },
  [TOOL_CALLS] = { NC_ ("figure", "Tool Calls"), BHC_UNIT_COUNT },
  [TOOLS_FAILED] = { NC_ ("figure", "Failed Tool Calls"), BHC_UNIT_COUNT },
  [GAPS] = { NC_ ("figure", "New Gaps in the Articles"), BHC_UNIT_COUNT },
};

/* The tiles; what is better than before is only said of what has a good side. */
static const struct
{
  guint column;
  int better;    /* 1: more, -1: less, 0: neither */
  guint besides; /* the column of the line below; N_COLUMNS: none */
  const char *line;
} tiles_shown[] = {
  { CONVERSATIONS, 0, N_COLUMNS, NULL },
  { RESOLUTION_RATE, 1, N_COLUMNS, NULL },
  { HANDOFF_RATE, 0, N_COLUMNS, NULL },
  { FIRST_RESPONSE, -1, FIRST_RESPONSE_P90, NC_ ("figure", "9 in 10") },
  { RESOLUTION, -1, RESOLUTION_P90, NC_ ("figure", "9 in 10") },
  { RATING, 1, RATINGS, NC_ ("figure", "Ratings") },
  { AI_SHARE, 0, AI_ANSWERS, NC_ ("figure", "Answers") },
  { COST, 0, N_COLUMNS, NULL },
  { TOOL_CALLS, 0, TOOLS_FAILED, NC_ ("figure", "Failed") },
  { GAPS, -1, N_COLUMNS, NULL },
};

static double
share_of (gint64 part, gint64 whole)
{
  return whole > 0 ? (double) part / (double) whole : NAN;
}

static void
add_totals (BhcTable *table, const char *name, const BhcTotals *totals)
{
  const double values[N_COLUMNS] = {
    [CONVERSATIONS] = (double) totals->conversations,
    [RESOLUTION_RATE] = share_of (totals->resolved, totals->conversations),
    [HANDOFF_RATE] = share_of (totals->handoffs, totals->conversations),
    [FIRST_RESPONSE] = totals->first_response,
    [FIRST_RESPONSE_P90] = totals->first_response_p90,
    [RESOLUTION] = totals->resolution,
    [RESOLUTION_P90] = totals->resolution_p90,
    [RATING] = totals->rating,
    [RATINGS] = (double) totals->ratings,
    [AI_SHARE] = totals->ai_share,
    [AI_ANSWERS] = (double) totals->ai_answers,
    [COST] = (double) totals->cost,
    [TOOL_CALLS] = (double) totals->tool_calls,
    [TOOLS_FAILED] = (double) totals->tools_failed,
    [GAPS] = (double) totals->gaps,
  };

  bhc_table_add_row (table, name, NULL, NULL, values);
}

BhcTable *
bhc_overview_new (const BhcFigures *figures)
{
  BhcTable *table = bhc_table_new (_ ("Overview"), _ ("Period"));

  for (guint i = 0; i < N_COLUMNS; i++)
    bhc_table_add_column (table, g_dpgettext2 (NULL, "figure", columns[i].title), columns[i].unit);
  add_totals (table, _ ("This Period"), &figures->totals);
  add_totals (table, _ ("The Period Before"), &figures->before);
  return table;
}

static void
add_line (GtkBox *box, const char *words, const char *class)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (box, label);
}

/* “▲ +12 %”: the sign says it without the colour. */
static void
add_change (GtkBox *box, const char *change, int way, int better)
{
  static const char *const signs[] = { "▼ ", "", "▲ " };
  g_autofree char *words = g_strconcat (signs[way + 1], change, NULL);

  add_line (box, words, "caption");
  if (way * better != 0)
    gtk_widget_add_css_class (gtk_widget_get_last_child (GTK_WIDGET (box)),
                              way == better ? "success" : "error");
}

/* What is told below a figure, where it can be. */
static void
add_besides (GtkBox *box, BhcTable *table, guint which)
{
  guint column = tiles_shown[which].besides;
  double value = column < N_COLUMNS ? bhc_table_get_value (table, 0, column) : NAN;
  g_autofree char *number = NULL;
  g_autofree char *line = NULL;

  if (isnan (value))
    return;
  number = bhc_unit_say (bhc_table_get_unit (table, column), value);
  line = g_strdup_printf (C_ ("figure", "%s: %s"),
                          g_dpgettext2 (NULL, "figure", tiles_shown[which].line), number);
  add_line (box, line, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (GTK_WIDGET (box)), "dim-label");
}

static void
name_tile (GtkWidget *tile, BhcTable *table, guint column, const char *figure, const char *change)
{
  g_autofree char *was =
      bhc_unit_say (bhc_table_get_unit (table, column), bhc_table_get_value (table, 1, column));
  g_autofree char *before = g_strdup_printf (_ ("The period before: %s"), was);
  g_autofree char *name =
      g_strdup_printf ("%s: %s. %s%s%s", bhc_table_get_column (table, column), figure,
                       change != NULL ? change : "", change != NULL ? ". " : "", before);

  gtk_widget_set_tooltip_text (tile, before);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_tile (BhcTable *table, guint which)
{
  guint column = tiles_shown[which].column;
  BhcUnit unit = bhc_table_get_unit (table, column);
  double now = bhc_table_get_value (table, 0, column);
  int way;
  GtkWidget *tile = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                  3, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  g_autofree char *figure = bhc_unit_say (unit, now);
  g_autofree char *change =
      bhc_unit_compare (unit, now, bhc_table_get_value (table, 1, column), &way);

  gtk_widget_add_css_class (tile, "card");
  gtk_widget_add_css_class (tile, "figure-tile");
  add_line (GTK_BOX (tile), bhc_table_get_column (table, column), "caption-heading");
  gtk_label_set_wrap_mode (GTK_LABEL (gtk_widget_get_first_child (tile)),
                           PANGO_WRAP_WORD); /* rather fewer tiles beside each other */
  add_line (GTK_BOX (tile), figure, "title-2");
  if (change != NULL)
    add_change (GTK_BOX (tile), change, way, tiles_shown[which].better);
  add_besides (GTK_BOX (tile), table, which);
  name_tile (tile, table, column, figure, change);
  return tile;
}

void
bhc_overview_show (BhcTable *overview, BhcColumns *tiles)
{
  bhc_columns_clear (tiles);
  for (guint i = 0; i < G_N_ELEMENTS (tiles_shown); i++)
    bhc_columns_append (tiles, make_tile (overview, i));
}
