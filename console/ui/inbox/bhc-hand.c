/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/inbox/bhc-hand.h"

#define HAND "bhc-hand"

static gboolean
gone_cb (gpointer widget)
{
  g_object_set_data (widget, HAND, NULL);
  return G_SOURCE_REMOVE;
}

/* Whatever an event does has been done before the main loop comes round again. */
static gboolean
event_cb (GtkWidget *widget)
{
  if (!bhc_hand_is_on (widget))
    {
      g_object_set_data (G_OBJECT (widget), HAND, widget);
      g_idle_add_full (G_PRIORITY_HIGH, gone_cb, g_object_ref (widget), g_object_unref);
    }

  return GDK_EVENT_PROPAGATE;
}

void
bhc_hand_watch (GtkWidget *widget)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (events, "event", G_CALLBACK (event_cb), widget);
  gtk_widget_add_controller (widget, events);
}

gboolean
bhc_hand_is_on (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), HAND) != NULL;
}
