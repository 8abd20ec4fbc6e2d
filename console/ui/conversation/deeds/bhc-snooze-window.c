/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-time.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/conversation/deeds/bhc-snooze-window.h"

#define ROOM 320 /* for the days, in a window as narrow as a telephone */

struct _BhcSnoozeWindow
{
  AdwWindow parent_instance;

  GtkWidget *snooze;
  GtkCalendar *calendar;
  GtkWidget *clock;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkLabel *words;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcSnoozeWindow, bhc_snooze_window, ADW_TYPE_WINDOW)

static gint64
get_until_us (BhcSnoozeWindow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) until = g_date_time_new_local (
      g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day),
      gtk_spin_button_get_value_as_int (self->hour),
      gtk_spin_button_get_value_as_int (self->minute), 0);

  return until != NULL ? g_date_time_to_unix (until) * BH_SECOND : 0;
}

static void
changed_cb (BhcSnoozeWindow *self)
{
  gint64 until_us = get_until_us (self);
  gboolean future = until_us > bh_clock_now_us ();
  g_autofree char *moment = bhc_time_moment (until_us);

  gtk_widget_set_sensitive (self->snooze, future);
  bhc_compat_set_status (self->words, future ? moment : _ ("This time has passed already."));
}

static void
snooze_cb (BhcSnoozeWindow *self)
{
  gint64 until_us = get_until_us (self);
  g_autoptr (BhcSnoozeWindow) held = g_object_ref (self);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, until_us);
}

/* “9:05” is how a clock shows it. */
static gboolean
output_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
bhc_snooze_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BHC_TYPE_SNOOZE_WINDOW);

  G_OBJECT_CLASS (bhc_snooze_window_parent_class)->dispose (object);
}

static void
bhc_snooze_window_class_init (BhcSnoozeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_snooze_window_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-snooze-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcSnoozeWindow, snooze);
  gtk_widget_class_bind_template_child (widget_class, BhcSnoozeWindow, calendar);
  gtk_widget_class_bind_template_child (widget_class, BhcSnoozeWindow, clock);
  gtk_widget_class_bind_template_child (widget_class, BhcSnoozeWindow, hour);
  gtk_widget_class_bind_template_child (widget_class, BhcSnoozeWindow, minute);
  gtk_widget_class_bind_template_child (widget_class, BhcSnoozeWindow, words);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, snooze_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
}

/* Where its letters are too large for a narrow window, its frame gives way, not the last days. */
static void
fit (GtkWidget *calendar)
{
  int width;

  gtk_widget_measure (calendar, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if (width > ROOM)
    gtk_widget_add_css_class (calendar, "tight");
}

static void
bhc_snooze_window_init (BhcSnoozeWindow *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) morning = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  bhc_parts_mend (GTK_WIDGET (self));
  fit (GTK_WIDGET (self->calendar));
  gtk_widget_set_direction (self->clock, GTK_TEXT_DIR_LTR); /* “09:05” is so in Arabic, too */
  now = g_date_time_new_from_unix_local (bh_clock_now_us () / BH_SECOND);
  morning = bhc_snooze_time ("morning", now);
  gtk_calendar_select_day (self->calendar, morning);
  gtk_spin_button_set_value (self->hour, g_date_time_get_hour (morning));
  changed_cb (self);
}

GtkWidget *
bhc_snooze_window_new (GtkWindow *parent)
{
  return g_object_new (BHC_TYPE_SNOOZE_WINDOW, "transient-for", parent, NULL);
}
