/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/seat-keyring.h"

#include "tests/story/seat/seat-guest.h"

#define NAME "org.freedesktop.secrets"
#define ROOT "/org/freedesktop/secrets"
#define COLLECTION ROOT "/collection/login"
#define ITEM COLLECTION "/1"
#define PROMPT ROOT "/prompt/1"
#define SESSION ROOT "/session/1"

struct _SeatKeyring
{
  SeatGuest *guest;
  gint asked; /* atomic */
};

/* As much of the Secret Service as a program needs to be refused by it. */
static const char xml[] =
    "<node><interface name='org.freedesktop.Secret.Service'>"
    "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
    "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='SearchItems'><arg type='a{ss}' direction='in'/>"
    "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
    "<method name='Unlock'><arg type='ao' direction='in'/>"
    "<arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
    "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
    "</interface><interface name='org.freedesktop.Secret.Collection'>"
    "<method name='CreateItem'><arg type='a{sv}' direction='in'/>"
    "<arg type='(oayays)' direction='in'/><arg type='b' direction='in'/>"
    "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
    "</interface><interface name='org.freedesktop.Secret.Prompt'>"
    "<method name='Prompt'><arg type='s' direction='in'/></method>"
    "<method name='Dismiss'/>"
    "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
    "</interface></node>";

static void
open_session (GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *algorithm;

  g_variant_get (parameters, "(&sv)", &algorithm, NULL);
  if (g_str_equal (algorithm, "plain"))
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(vo)", g_variant_new_string (""), SESSION));
  else
    g_dbus_method_invocation_return_error (invocation, G_DBUS_ERROR, G_DBUS_ERROR_NOT_SUPPORTED,
                                           "only plain ones");
}

/* Somebody presses “Cancel”. */
static void
prompt (GDBusConnection *connection, GDBusMethodInvocation *invocation)
{
  static const char *const nothing[] = { NULL };

  g_dbus_method_invocation_return_value (invocation, NULL);
  g_dbus_connection_emit_signal (
      connection, NULL, PROMPT, "org.freedesktop.Secret.Prompt", "Completed",
      g_variant_new ("(bv)", TRUE, g_variant_new_objv (nothing, -1)), NULL);
}

static GVariant *
answer (const char *method, GVariant *parameters)
{
  if (g_str_equal (method, "SearchItems"))
    return g_variant_new_parsed ("(@ao [], [%o])", ITEM);
  if (g_str_equal (method, "Unlock"))
    return g_variant_new_parsed ("(@ao [], %o)", PROMPT);
  return g_variant_new ("(o)", COLLECTION);
}

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
  SeatKeyring *self = data;

  if (g_str_equal (method, "OpenSession"))
    open_session (parameters, invocation);
  else if (g_str_equal (method, "CreateItem"))
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.Secret.Error.IsLocked",
                                                "the collection is locked");
  else if (g_str_equal (method, "Prompt"))
    {
      g_atomic_int_inc (&self->asked);
      prompt (connection, invocation);
    }
  else if (g_str_equal (method, "Dismiss"))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    g_dbus_method_invocation_return_value (invocation, answer (method, parameters));
}

SeatKeyring *
seat_keyring_new (const char *bus)
{
  static const SeatPlace places[] = {
    { ROOT, "org.freedesktop.Secret.Service" },
    { COLLECTION, "org.freedesktop.Secret.Collection" },
    { ROOT "/aliases/default", "org.freedesktop.Secret.Collection" },
    { PROMPT, "org.freedesktop.Secret.Prompt" },
    { NULL },
  };
  SeatKeyring *self = g_new0 (SeatKeyring, 1);

  self->guest = seat_guest_new (bus, NAME, xml, places, call_cb, self);
  return self;
}

void
seat_keyring_free (SeatKeyring *self)
{
  seat_guest_free (self->guest);
  g_free (self);
}

guint
seat_keyring_count (SeatKeyring *self)
{
  return (guint) g_atomic_int_get (&self->asked);
}
