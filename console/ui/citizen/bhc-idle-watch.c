/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/citizen/bhc-idle-watch.h"

#define LOOK_SECONDS 30

struct _BhcIdleWatch
{
  GObject parent_instance;

  GtkApplication *application; /* weak */
  BhcPreferences *preferences;
  guint timer;
  gint64 touched_us;
  gboolean locked;
  gboolean idle;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcIdleWatch, bhc_idle_watch, G_TYPE_OBJECT)

static void
set_idle (BhcIdleWatch *self, gboolean idle)
{
  if (self->idle == idle)
    return;

  self->idle = idle;
  g_signal_emit (self, signals[CHANGED], 0, idle);
}

void
bhc_idle_watch_look (BhcIdleWatch *self, gint64 now_us)
{
  guint minutes;

  g_return_if_fail (BHC_IS_IDLE_WATCH (self));

  g_object_get (self->preferences, "away-minutes", &minutes, NULL);
  set_idle (self, self->locked || (minutes > 0 && now_us - self->touched_us >=
                                                      (gint64) minutes * 60 * G_USEC_PER_SEC));
}

void
bhc_idle_watch_touch (BhcIdleWatch *self, gint64 now_us)
{
  g_return_if_fail (BHC_IS_IDLE_WATCH (self));

  self->touched_us = now_us;
  if (self->idle)
    bhc_idle_watch_look (self, now_us);
}

gboolean
bhc_idle_watch_is_idle (BhcIdleWatch *self)
{
  g_return_val_if_fail (BHC_IS_IDLE_WATCH (self), FALSE);

  return self->idle;
}

static gboolean
timer_cb (gpointer data)
{
  bhc_idle_watch_look (data, g_get_monotonic_time ());

  return G_SOURCE_CONTINUE;
}

static void
locked_cb (BhcIdleWatch *self)
{
  gint64 now_us = g_get_monotonic_time ();

  g_object_get (self->application, "screensaver-active", &self->locked, NULL);
  if (!self->locked)
    self->touched_us = now_us; /* who unlocks it is there */
  bhc_idle_watch_look (self, now_us);
}

static gboolean
event_cb (BhcIdleWatch *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      bhc_idle_watch_touch (self, g_get_monotonic_time ());
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
window_cb (BhcIdleWatch *self, GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}

static void
bhc_idle_watch_dispose (GObject *object)
{
  BhcIdleWatch *self = BHC_IDLE_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->preferences);

  G_OBJECT_CLASS (bhc_idle_watch_parent_class)->dispose (object);
}

static void
bhc_idle_watch_class_init (BhcIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_idle_watch_dispose;
  signals[CHANGED] = g_signal_new ("changed", BHC_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bhc_idle_watch_init (BhcIdleWatch *self)
{
  self->touched_us = g_get_monotonic_time ();
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, timer_cb, self);
}

BhcIdleWatch *
bhc_idle_watch_new (GtkApplication *application, BhcPreferences *preferences)
{
  BhcIdleWatch *self = g_object_new (BHC_TYPE_IDLE_WATCH, NULL);

  g_set_weak_pointer (&self->application, application);
  self->preferences = g_object_ref (preferences);
  g_signal_connect_object (application, "window-added", G_CALLBACK (window_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (application, "notify::screensaver-active", G_CALLBACK (locked_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
