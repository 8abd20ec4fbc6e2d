/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/insights/bhc-columns.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/insights/bhc-insights-filter.h"

/* What can be narrowed down to. */
enum
{
  TEAM,
  COLLEAGUE,
  LABEL,
  CHANNEL,
  N_CHOICES
};

typedef struct
{
  GtkDropDown *list;
  GPtrArray *ids; /* behind “all” */
} Choice;

/* The first and the last day of a period of one's own. */
typedef struct
{
  GtkWidget *button;
  GtkWidget *calendar;
  GDate day;
} Day;

struct _BhcInsightsFilter
{
  AdwBin parent_instance;

  BhcDirectory *directory;
  GtkDropDown *period;
  Day days[2];
  Choice choices[N_CHOICES];
  gboolean filling; /* nobody has chosen anything */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcInsightsFilter, bhc_insights_filter, ADW_TYPE_BIN)

static const struct
{
  const char *all, *name;
} choice_words[N_CHOICES] = {
  [TEAM] = { N_ ("All Teams"), N_ ("Team") },
  [COLLEAGUE] = { N_ ("All Operators"), N_ ("Operator") },
  [LABEL] = { N_ ("All Labels"), N_ ("Label") },
  [CHANNEL] = { N_ ("All Channels"), N_ ("Channel") },
};

static const struct
{
  const char *id, *name;
} channels[] = {
  { "widget", NC_ ("channel", "Website") },
  { "api", NC_ ("channel", "API") },
  { "offline", NC_ ("channel", "Outside of Hours") },
};

static void
changed_cb (BhcInsightsFilter *self)
{
  gboolean own = gtk_drop_down_get_selected (self->period) == BHC_PERIOD_OWN;

  for (gsize i = 0; i < G_N_ELEMENTS (self->days); i++)
    gtk_widget_set_visible (self->days[i].button, own);
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- lists ---- */

static GtkDropDown *
make_list (BhcInsightsFilter *self, const char *name)
{
  GtkWidget *list = gtk_drop_down_new (NULL, NULL);

  gtk_widget_add_css_class (list, "small-drop");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (changed_cb), self);
  return GTK_DROP_DOWN (list);
}

/* (nullable) */
static const char *
chosen_id (const Choice *choice)
{
  guint selected = gtk_drop_down_get_selected (choice->list);

  return selected > 0 && selected <= choice->ids->len ? choice->ids->pdata[selected - 1] : NULL;
}

/* Takes over what is in @items, whose names and ids are properties; the choice stays. */
static void
fill_choice (BhcInsightsFilter *self, guint which, GListModel *items)
{
  Choice *choice = &self->choices[which];
  g_autofree char *kept = g_strdup (chosen_id (choice));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (choice->ids, 0);
  gtk_string_list_append (names, _ (choice_words[which].all));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);
      g_autofree char *name = NULL;
      char *id = NULL;

      g_object_get (item, "id", &id, "name", &name, NULL);
      g_ptr_array_add (choice->ids, id);
      gtk_string_list_append (names, name);
      if (g_strcmp0 (id, kept) == 0)
        selected = i + 1;
    }
  gtk_drop_down_set_model (choice->list, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (choice->list, selected);
}

static void
fill_channels (BhcInsightsFilter *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ (choice_words[CHANNEL].all));
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      gtk_string_list_append (names, g_dpgettext2 (NULL, "channel", channels[i].name));
      g_ptr_array_add (self->choices[CHANNEL].ids, g_strdup (channels[i].id));
    }
  gtk_drop_down_set_model (self->choices[CHANNEL].list, G_LIST_MODEL (names));
}

/* One who was chosen may be no more: then the question is another. */
static void
directory_cb (BhcInsightsFilter *self)
{
  GListModel *const lists[] = { [TEAM] = bhc_directory_get_teams (self->directory),
                                [COLLEAGUE] = bhc_directory_get_colleagues (self->directory),
                                [LABEL] = bhc_directory_get_labels (self->directory) };
  gboolean lost = FALSE;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      gboolean chosen = chosen_id (&self->choices[i]) != NULL;

      fill_choice (self, i, lists[i]);
      lost = lost || (chosen && chosen_id (&self->choices[i]) == NULL);
    }
  self->filling = FALSE;
  if (lost)
    changed_cb (self);
}

/* ---- days ---- */

static void
show_day (Day *day, const char *name)
{
  g_autoptr (GDateTime) date =
      g_date_time_new_utc (g_date_get_year (&day->day), (int) g_date_get_month (&day->day),
                           g_date_get_day (&day->day), 0, 0, 0);
  g_autofree char *words = g_date_time_format (date, _ ("%-e %b %Y"));
  g_autofree char *whole = g_strdup_printf ("%s: %s", name, words);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (day->button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (day->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  whole, -1);
  /* What has the focus is the button within; before 4.10 GTK reads its words as well. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (day->button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_get_minor_version () < 10 ? name : whole, -1);
}

static void
show_days (BhcInsightsFilter *self)
{
  show_day (&self->days[0], _ ("First day"));
  show_day (&self->days[1], _ ("Last day"));
}

static GDate
date_of (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return date;
}

/* Whoever takes the days the wrong way round means the same days. */
static void
order_days (BhcInsightsFilter *self)
{
  GDate from = self->days[0].day, to = self->days[1].day;

  if (g_date_compare (&from, &to) <= 0)
    return;
  bhc_insights_filter_set_days (self, &to, &from);
  gtk_widget_activate_action (GTK_WIDGET (self), "insights.tell", "s",
                              _ ("The last day was before the first: they were exchanged."));
}

static void
day_selected_cb (GtkCalendar *calendar, BhcInsightsFilter *self)
{
  Day *day = calendar == GTK_CALENDAR (self->days[0].calendar) ? &self->days[0] : &self->days[1];
  g_autoptr (GDateTime) time = gtk_calendar_get_date (calendar);

  if (self->filling)
    return;
  day->day = date_of (time);
  self->filling = TRUE;
  order_days (self);
  self->filling = FALSE;
  show_days (self);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (day->button));
  changed_cb (self);
}

static void
make_day (BhcInsightsFilter *self, Day *day)
{
  GtkWidget *popover = gtk_popover_new ();

  day->calendar = gtk_calendar_new ();
  day->button = gtk_menu_button_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), day->calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (day->button), popover);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (day->button), TRUE);
  gtk_widget_set_visible (day->button, FALSE);
  gtk_widget_add_css_class (day->button, "small-drop");
  g_signal_connect (day->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
}

/* A fortnight, until something else is chosen. */
static void
begin_days (BhcInsightsFilter *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (bh_clock_now_us () / BH_SECOND);
  GDate from = date_of (now), to = from;

  g_date_subtract_days (&from, 13);
  bhc_insights_filter_set_days (self, &from, &to);
}

/* ---- the widget ---- */

static void
bhc_insights_filter_dispose (GObject *object)
{
  BhcInsightsFilter *self = BHC_INSIGHTS_FILTER (object);

  self->filling = TRUE; /* lists go, and nothing is asked */
  for (guint i = 0; i < N_CHOICES; i++)
    g_clear_pointer (&self->choices[i].ids, g_ptr_array_unref);
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (bhc_insights_filter_parent_class)->dispose (object);
}

static void
bhc_insights_filter_class_init (BhcInsightsFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_insights_filter_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
fill_periods (BhcInsightsFilter *self)
{
  const char *const names[] = { C_ ("period", "Today"),
                                C_ ("period", "Last 7 Days"),
                                C_ ("period", "Last 30 Days"),
                                C_ ("period", "Last 90 Days"),
                                C_ ("period", "This Year"),
                                C_ ("period", "From – To…"),
                                NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_drop_down_set_model (self->period, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->period, BHC_PERIOD_WEEK);
}

static void
bhc_insights_filter_init (BhcInsightsFilter *self)
{
  BhcColumns *row = BHC_COLUMNS (bhc_columns_new (138, 7, 6));

  self->filling = TRUE;
  self->period = make_list (self, _ ("Period"));
  for (gsize i = 0; i < G_N_ELEMENTS (self->days); i++)
    make_day (self, &self->days[i]);
  bhc_columns_append (row, GTK_WIDGET (self->period));
  for (gsize i = 0; i < G_N_ELEMENTS (self->days); i++)
    bhc_columns_append (row, self->days[i].button);
  for (guint i = 0; i < N_CHOICES; i++)
    {
      self->choices[i].ids = g_ptr_array_new_with_free_func (g_free);
      self->choices[i].list = make_list (self, _ (choice_words[i].name));
      bhc_columns_append (row, GTK_WIDGET (self->choices[i].list));
    }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (row));
  fill_periods (self);
  fill_channels (self);
  begin_days (self);
  bhc_parts_mend (GTK_WIDGET (self));
  self->filling = FALSE;
}

GtkWidget *
bhc_insights_filter_new (BhcDirectory *directory)
{
  BhcInsightsFilter *self = g_object_new (BHC_TYPE_INSIGHTS_FILTER, NULL);

  self->directory = g_object_ref (directory);
  g_signal_connect_object (directory, "changed", G_CALLBACK (directory_cb), self,
                           G_CONNECT_SWAPPED);
  directory_cb (self);
  return GTK_WIDGET (self);
}

BhcInsightsQuery
bhc_insights_filter_get_query (BhcInsightsFilter *self)
{
  return (BhcInsightsQuery){
    .period = { (BhcPeriodKind) gtk_drop_down_get_selected (self->period), self->days[0].day,
                self->days[1].day },
    .team = chosen_id (&self->choices[TEAM]),
    .colleague = chosen_id (&self->choices[COLLEAGUE]),
    .label = chosen_id (&self->choices[LABEL]),
    .channel = chosen_id (&self->choices[CHANNEL]),
  };
}

void
bhc_insights_filter_set_period (BhcInsightsFilter *self, BhcPeriodKind kind)
{
  g_return_if_fail (BHC_IS_INSIGHTS_FILTER (self));

  gtk_drop_down_set_selected (self->period, kind);
}

void
bhc_insights_filter_set_days (BhcInsightsFilter *self, const GDate *from, const GDate *to)
{
  const GDate *const days[] = { from, to };
  gboolean filling = self->filling;

  g_return_if_fail (BHC_IS_INSIGHTS_FILTER (self));

  self->filling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GDateTime) time =
          g_date_time_new_local (g_date_get_year (days[i]), (int) g_date_get_month (days[i]),
                                 g_date_get_day (days[i]), 0, 0, 0);

      self->days[i].day = *days[i];
      gtk_calendar_select_day (GTK_CALENDAR (self->days[i].calendar), time);
    }
  show_days (self);
  self->filling = filling;
  if (!filling && gtk_drop_down_get_selected (self->period) == BHC_PERIOD_OWN)
    changed_cb (self);
}
