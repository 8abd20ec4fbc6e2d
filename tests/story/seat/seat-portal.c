/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/seat-portal.h"

#include "tests/bht-patience.h"
#include "tests/story/seat/seat-guest.h"

#define NAME "org.freedesktop.portal.Desktop"
#define PLACE "/org/freedesktop/portal/desktop"
#define BACKGROUND "org.freedesktop.portal.Background"

struct _SeatPortal
{
  SeatGuest *guest;

  GMutex lock;
  GPtrArray *asked; /* of texts */
};

static const char xml[] = "<node><interface name='" BACKGROUND "'>"
                          "<method name='RequestBackground'><arg type='s' direction='in'/>"
                          "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/>"
                          "</method></interface></node>";

static void
call_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  SeatPortal *self = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->asked, g_variant_print (parameters, FALSE));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", PLACE "/request/1"));
}

SeatPortal *
seat_portal_new (const char *bus, gboolean has_background)
{
  static const SeatPlace places[] = { { PLACE, BACKGROUND }, { NULL } };
  SeatPortal *self = g_new0 (SeatPortal, 1);

  g_mutex_init (&self->lock);
  self->asked = g_ptr_array_new_with_free_func (g_free);
  self->guest =
      seat_guest_new (bus, NAME, xml, has_background ? places : places + 1, call_cb, self);
  return self;
}

void
seat_portal_free (SeatPortal *self)
{
  seat_guest_free (self->guest);
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->asked);
  g_free (self);
}

/* (nullable) (transfer full) */
static char *
read_last (SeatPortal *self, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->asked->len >= n ? g_strdup (self->asked->pdata[self->asked->len - 1]) : NULL;
}

char *
seat_portal_wait (SeatPortal *self, guint n)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  char *text;

  while ((text = read_last (self, n)) == NULL)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("the portal was asked %u times instead of %u", self->asked->len, n);
      g_usleep (5000);
    }
  return text;
}
