/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/model/insights/bhc-insights.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/bhc-time.h"
#include "console/ui/commands/bhc-commands.h"
#include "console/ui/insights/bhc-chart-card.h"
#include "console/ui/insights/bhc-columns.h"
#include "console/ui/insights/bhc-insight-charts.h"
#include "console/ui/insights/bhc-insights-export.h"
#include "console/ui/insights/bhc-insights-filter.h"
#include "console/ui/insights/bhc-overview.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/insights/bhc-insights-page.h"

struct _BhcInsightsPage
{
  AdwBin parent_instance;

  BhcDesk *desk;
  BhcInsights *insights;
  BhcTable *overview; /* (nullable) */
  BhcColumns *tiles;
  BhcColumns *cards;

  AdwToastOverlay *toasts;
  AdwBin *filter_bin;
  GtkLabel *stale;
  GtkLabel *span;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *failed;
  GtkBox *figures;
};

G_DEFINE_FINAL_TYPE (BhcInsightsPage, bhc_insights_page, ADW_TYPE_BIN)

/* ---- what is shown ---- */

/* “7 November 2026 – 21 November 2026, Europe/Berlin” */
static void
show_span (BhcInsightsPage *self)
{
  BhcSpan span = bhc_insights_get_span (self->insights);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_local (span.from_us / BH_SECOND);
  g_autoptr (GDateTime) to = g_date_time_new_from_unix_local ((span.to_us - 1) / BH_SECOND);
  g_autoptr (GDateTime) asked =
      g_date_time_new_from_unix_local (bhc_insights_get_asked_us (self->insights) / BH_SECOND);
  g_autofree char *first = g_date_time_format (from, _ ("%-e %B %Y"));
  g_autofree char *last = g_date_time_format (to, _ ("%-e %B %Y"));
  g_autofree char *clock = g_date_time_format (asked, _ ("%H:%M"));
  /* Translators: the first day, the last day, the time zone, a time of day. */
  g_autofree char *words = g_strdup_printf (_ ("%s – %s, time zone %s, as of %s"), first, last,
                                            g_time_zone_get_identifier (zone), clock);

  gtk_label_set_label (self->span, words);
}

/* Without a connection figures are of the time they were asked for, wherever one has scrolled. */
static void
show_stale (BhcInsightsPage *self)
{
  gboolean stale = bhc_desk_get_state (self->desk) == BHC_STATE_OFFLINE &&
                   bhc_insights_get_figures (self->insights) != NULL;
  g_autofree char *moment = bhc_time_moment (bhc_insights_get_asked_us (self->insights));
  /* Translators: a day and a time of day. */
  g_autofree char *words = g_strdup_printf (_ ("As last known: %s"), moment);

  bhc_compat_set_status (self->stale, stale ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->stale), stale);
}

static BhcChartCard *
find_card (BhcInsightsPage *self, const char *name)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    {
      if (g_str_equal (bhc_chart_card_get_name (BHC_CHART_CARD (card)), name))
        return BHC_CHART_CARD (card);
    }
  return NULL;
}

static void
show_figures (BhcInsightsPage *self, const BhcFigures *figures)
{
  BhcStep step = bhc_insights_get_span (self->insights).step;

  g_clear_object (&self->overview);
  self->overview = bhc_overview_new (figures);
  bhc_overview_show (self->overview, self->tiles);
  for (const BhcInsightChart *chart = bhc_insight_charts; chart->name != NULL; chart++)
    {
      g_autoptr (BhcTable) table = chart->make (figures, step);

      bhc_chart_card_set_table (find_card (self, chart->name), table);
    }
}

static const char *
page_name (BhcInsightsPage *self)
{
  static const char *const pages[] = { [BHC_INSIGHTS_LOADING] = "loading",
                                       [BHC_INSIGHTS_READY] = "figures",
                                       [BHC_INSIGHTS_FAILED] = "failed",
                                       [BHC_INSIGHTS_OFFLINE] = "offline" };
  const BhcFigures *figures = bhc_insights_get_figures (self->insights);

  if (figures != NULL && bhc_figures_are_empty (figures))
    return "empty";
  return pages[bhc_insights_get_state (self->insights)];
}

static void
changed_cb (BhcInsightsPage *self)
{
  const char *page = page_name (self);
  gboolean ready = g_str_equal (page, "figures");

  if (ready)
    show_figures (self, bhc_insights_get_figures (self->insights));
  bhc_problem_describe (self->failed, bhc_insights_get_problem (self->insights));
  gtk_spinner_set_spinning (self->spinner, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "insights.export", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "insights.save-table", ready);
  show_span (self);
  show_stale (self);
}

static void
tell (BhcInsightsPage *self, const char *sentence)
{
  GtkWidget *label = bhc_compat_toast_words (GTK_WIDGET (self), sentence);
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, label);
  adw_toast_overlay_add_toast (self->toasts, toast);
  bhc_compat_announce (GTK_WIDGET (self), sentence);
}

static void
stale_cb (BhcInsightsPage *self, const char *problem)
{
  g_autofree char *sentence = g_strdup_printf (_ ("The figures were not refreshed: %s"), problem);

  tell (self, sentence);
}

/* ---- what can be done ---- */

static void
ask (BhcInsightsPage *self)
{
  BhcInsightsFilter *filter = BHC_INSIGHTS_FILTER (adw_bin_get_child (self->filter_bin));
  BhcInsightsQuery query = bhc_insights_filter_get_query (filter);

  bhc_insights_ask (self->insights, &query);
}

static void
refresh_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_insights_refresh (BHC_INSIGHTS_PAGE (widget)->insights);
}

/* “insights 2026-11-15 2026-11-21.csv” */
static void export(BhcInsightsPage *self, GBytes *bytes, const char *what)
{
  BhcSpan span = bhc_insights_get_span (self->insights);
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_local (span.from_us / BH_SECOND);
  g_autoptr (GDateTime) to = g_date_time_new_from_unix_local ((span.to_us - 1) / BH_SECOND);
  g_autofree char *first = g_date_time_format (from, "%Y-%m-%d");
  g_autofree char *last = g_date_time_format (to, "%Y-%m-%d");
  g_autofree char *name = g_strdup_printf ("%s %s %s.csv", what, first, last);

  bhc_insights_export (GTK_WIDGET (self), bytes, name);
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcInsightsPage *self = BHC_INSIGHTS_PAGE (widget);
  g_autoptr (GBytes) bytes = bhc_insights_page_to_csv (self);

  if (bytes != NULL)
    export(self, bytes, "insights");
}

static void
save_table_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcInsightsPage *self = BHC_INSIGHTS_PAGE (widget);
  BhcChartCard *card = find_card (self, g_variant_get_string (parameter, NULL));
  BhcTable *table = card != NULL ? bhc_chart_card_get_table (card) : NULL;
  g_autoptr (GBytes) bytes = table != NULL ? bhc_table_to_csv (table) : NULL;

  if (bytes != NULL)
    export(self, bytes, bhc_chart_card_get_name (card));
}

static void
tell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  tell (BHC_INSIGHTS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

/* Who looks at figures sees none that are old. */
static void
refresh_old (BhcInsightsPage *self)
{
  gint64 age_us = bh_clock_now_us () - bhc_insights_get_asked_us (self->insights);

  if (bhc_insights_get_figures (self->insights) != NULL && age_us > BH_MINUTE)
    bhc_insights_refresh (self->insights);
}

static void
bhc_insights_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bhc_insights_page_parent_class)->map (widget);
  refresh_old (BHC_INSIGHTS_PAGE (widget));
}

static void
state_cb (BhcInsightsPage *self)
{
  show_stale (self);
  if (bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    refresh_old (self);
}

static void
bhc_insights_page_dispose (GObject *object)
{
  BhcInsightsPage *self = BHC_INSIGHTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_INSIGHTS_PAGE);
  g_clear_object (&self->insights);
  g_clear_object (&self->overview);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_insights_page_parent_class)->dispose (object);
}

static void
bhc_insights_page_class_init (BhcInsightsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_insights_page_dispose;
  widget_class->map = bhc_insights_page_map;
  gtk_widget_class_install_action (widget_class, "insights.refresh", NULL, refresh_cb);
  gtk_widget_class_install_action (widget_class, "insights.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "insights.save-table", "s", save_table_cb);
  gtk_widget_class_install_action (widget_class, "insights.tell", "s", tell_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-insights-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, filter_bin);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, span);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, stale);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, failed);
  gtk_widget_class_bind_template_child (widget_class, BhcInsightsPage, figures);
}

static void
bhc_insights_page_init (BhcInsightsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tiles = BHC_COLUMNS (bhc_columns_new (150, 5, 12));
  self->cards = BHC_COLUMNS (bhc_columns_new (380, 2, 12));
  gtk_box_append (self->figures, GTK_WIDGET (self->tiles));
  gtk_box_append (self->figures, GTK_WIDGET (self->cards));
  for (const BhcInsightChart *chart = bhc_insight_charts; chart->name != NULL; chart++)
    bhc_columns_append (
        self->cards, bhc_chart_card_new (chart->name, chart->hint != NULL ? _ (chart->hint) : NULL,
                                         chart->kind));
  bhc_commands_attach (GTK_WIDGET (self), "insights");
  bhc_compat_hide_pages (self->stack);
}

GtkWidget *
bhc_insights_page_new (BhcDesk *desk)
{
  BhcInsightsPage *self = g_object_new (BHC_TYPE_INSIGHTS_PAGE, NULL);
  GtkWidget *filter = bhc_insights_filter_new (bhc_desk_get_directory (desk));

  self->desk = g_object_ref (desk);
  self->insights = bhc_insights_new (desk);
  adw_bin_set_child (self->filter_bin, filter);
  g_signal_connect_object (self->insights, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->insights, "stale", G_CALLBACK (stale_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (filter, "changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  bhc_parts_mend (GTK_WIDGET (self));
  ask (self);
  return GTK_WIDGET (self);
}

GBytes *
bhc_insights_page_to_csv (BhcInsightsPage *self)
{
  g_autoptr (GPtrArray) tables = NULL;

  g_return_val_if_fail (BHC_IS_INSIGHTS_PAGE (self), NULL);

  if (self->overview == NULL)
    return NULL;
  tables = g_ptr_array_new ();
  g_ptr_array_add (tables, self->overview);
  for (const BhcInsightChart *chart = bhc_insight_charts; chart->name != NULL; chart++)
    g_ptr_array_add (tables, bhc_chart_card_get_table (find_card (self, chart->name)));
  return bhc_tables_to_csv (tables);
}
