/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/seat-guest.h"

struct _SeatGuest
{
  GDBusConnection *connection;
  GDBusInterfaceVTable table;
  GMainLoop *loop;
  GThread *thread;
};

static gpointer
answer_thread (gpointer data)
{
  SeatGuest *self = data;
  GMainContext *context = g_main_loop_get_context (self->loop);

  g_main_context_push_thread_default (context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (context);
  return NULL;
}

void
seat_guest_own (SeatGuest *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", name, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      &error);

  g_assert_no_error (error);
}

/* What is said to it comes to the thread whose context is the default here. */
static void
settle (SeatGuest *self, const char *xml, const SeatPlace *places, gpointer data)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (g_main_loop_get_context (self->loop));
  for (const SeatPlace *place = places; place->path != NULL; place++)
    {
      GDBusInterfaceInfo *interface = g_dbus_node_info_lookup_interface (node, place->interface);

      g_dbus_connection_register_object (self->connection, place->path, interface, &self->table,
                                         data, NULL, &error);
      g_assert_no_error (error);
    }
  g_main_context_pop_thread_default (g_main_loop_get_context (self->loop));
}

SeatGuest *
seat_guest_new (const char *bus,
                const char *name,
                const char *xml,
                const SeatPlace *places,
                GDBusInterfaceMethodCallFunc answer,
                gpointer data)
{
  SeatGuest *self = g_new0 (SeatGuest, 1);
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GError) error = NULL;

  self->table.method_call = answer;
  self->loop = g_main_loop_new (context, FALSE);
  self->connection =
      g_dbus_connection_new_for_address_sync (bus,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  settle (self, xml, places, data);
  seat_guest_own (self, name);
  self->thread = g_thread_new ("guest", answer_thread, self);
  return self;
}

void
seat_guest_free (SeatGuest *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_free (self);
}

void
seat_guest_tell (SeatGuest *self, const SeatPlace *place, const char *signal, GVariant *what)
{
  g_dbus_connection_emit_signal (self->connection, NULL, place->path, place->interface, signal,
                                 what, NULL);
  g_dbus_connection_flush_sync (self->connection, NULL, NULL);
}
