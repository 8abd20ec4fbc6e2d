/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-waking"

#include "console/client/machine/bhc-waking.h"

#include <time.h>

#define LOOK_S 5
#define SLEPT_US (2 * G_USEC_PER_SEC)

struct _BhcWaking
{
  GObject parent_instance;

  GCancellable *cancellable; /* of the search for the bus */
  GDBusConnection *bus;      /* (nullable) where logind is */
  guint sleeping;            /* the subscription there */
  gboolean lying_down;       /* logind said so, and nothing since */
  guint look;
  gint64 asleep_us; /* at the last look */
};

enum
{
  AWAKE,
  NETWORK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcWaking, bhc_waking, G_TYPE_OBJECT)

/* One clock goes on while the machine is suspended, the other stands still. */
static gint64
read_asleep_us (void)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return 0;
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000 - g_get_monotonic_time ();
}

static void
wake (BhcWaking *self)
{
  self->lying_down = FALSE;
  g_signal_emit (self, signals[AWAKE], 0);
}

void
bhc_waking_look (BhcWaking *self, gint64 asleep_us)
{
  gboolean slept = asleep_us - self->asleep_us > SLEPT_US;

  g_return_if_fail (BHC_IS_WAKING (self));

  self->asleep_us = asleep_us;
  if (slept)
    wake (self);
}

static gboolean
look_cb (gpointer data)
{
  bhc_waking_look (data, read_asleep_us ());

  return G_SOURCE_CONTINUE;
}

/* ---- logind ---- */

/* Once for each sleep, whoever noticed first. */
static void
sleeping_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer data)
{
  BhcWaking *self = data;
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);
  if (begins)
    self->lying_down = TRUE;
  else if (self->lying_down)
    {
      self->asleep_us = read_asleep_us ();
      wake (self);
    }
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BhcWaking *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bus == NULL)
    {
      g_debug ("the clocks alone tell of sleep: %s", error->message);
      return;
    }

  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = g_steal_pointer (&bus);
  self->sleeping = g_dbus_connection_signal_subscribe (
      self->bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE, sleeping_cb, self, NULL);
}

/* ---- the network ---- */

static void
network_cb (BhcWaking *self, gboolean available)
{
  if (available)
    g_signal_emit (self, signals[NETWORK], 0);
}

/* ---- the object ---- */

static void
bhc_waking_dispose (GObject *object)
{
  BhcWaking *self = BHC_WAKING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->look, g_source_remove);
  if (self->sleeping != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->sleeping);
  self->sleeping = 0;
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (bhc_waking_parent_class)->dispose (object);
}

static void
bhc_waking_finalize (GObject *object)
{
  g_clear_object (&BHC_WAKING (object)->cancellable);

  G_OBJECT_CLASS (bhc_waking_parent_class)->finalize (object);
}

static void
bhc_waking_class_init (BhcWakingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_waking_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_waking_finalize;

  signals[AWAKE] = g_signal_new ("awake", BHC_TYPE_WAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[NETWORK] = g_signal_new ("network", BHC_TYPE_WAKING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bhc_waking_init (BhcWaking *self)
{
  self->cancellable = g_cancellable_new ();
  self->asleep_us = read_asleep_us ();
  self->look = g_timeout_add_seconds (LOOK_S, look_cb, self);
}

BhcWaking *
bhc_waking_new (void)
{
  BhcWaking *self = g_object_new (BHC_TYPE_WAKING, NULL);

  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (network_cb), self, G_CONNECT_SWAPPED);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, bus_cb, self);

  return self;
}
