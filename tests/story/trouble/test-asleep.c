/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Connections that are dead without anybody having said so: how soon the console says that it is
 * offline, and how soon it is right again. */
#include "tests/console/bht-wait.h"
#include "tests/story/trouble/trouble.h"

/* Far more than it takes, and far less than it takes a connection to time out. */
#define SOON_S 25
#define AT_ONCE_S 8

static double
seconds_since (gint64 then_us)
{
  return (double) (g_get_monotonic_time () - then_us) / G_USEC_PER_SEC;
}

static void
wait_state (Trouble *t, BhcState state, const char *what, double patience_s)
{
  gint64 then_us = g_get_monotonic_time ();

  bht_wait_until (bhc_desk_get_state (t->desk) == state);
  g_test_message ("%s after %.1f s", what, seconds_since (then_us));
  g_assert_cmpfloat (seconds_since (then_us), <, patience_s);
}

/* Nothing comes through, and then it does again. */
static void
test_swallowed (Trouble *t, gconstpointer unused)
{
  bht_proxy_stall (t->proxy, TRUE);
  trouble_mia_writes (t, t->conversation, "into the void");
  trouble_ada_says (t, "Are you there?");
  wait_state (t, BHC_STATE_OFFLINE, "offline", SOON_S);
  bht_proxy_stall (t->proxy, FALSE);

  wait_state (t, BHC_STATE_ONLINE, "online", SOON_S);
  trouble_wait_sent (t);
  trouble_wait_shown (t, "Are you there?");
  trouble_assert_same (t);
}

/* There is a connection that the next request will take. */
static void
warm_up (Trouble *t)
{
  trouble_mia_writes (t, t->conversation, "Hello");
  trouble_wait_sent (t);
}

/* Only the feed tells of it. */
static gboolean
has_heard (Trouble *t, gint64 more_than)
{
  g_autoptr (BhcConversation) shown = bhc_desk_find_conversation (t->desk, t->conversation);

  return bhc_conversation_get_record (shown)->last_seq > more_than;
}

static gint64
last_heard (Trouble *t)
{
  g_autoptr (BhcConversation) shown = bhc_desk_find_conversation (t->desk, t->conversation);

  return bhc_conversation_get_record (shown)->last_seq;
}

static void
wait_right (Trouble *t, double patience_s)
{
  gint64 then_us = g_get_monotonic_time ();
  gint64 before = 0;

  trouble_wait_sent (t);
  g_test_message ("sent after %.1f s", seconds_since (then_us));
  before = last_heard (t);
  trouble_ada_says (t, "Are you there?");
  bht_wait_until (has_heard (t, before));
  g_test_message ("right again after %.1f s", seconds_since (then_us));
  g_assert_cmpfloat (seconds_since (then_us), <, patience_s);
  trouble_wait_online (t);
  trouble_assert_same (t);
}

/* What was connected stays dead; what was on its way goes another. */
static void
test_forgotten (Trouble *t, gconstpointer unused)
{
  warm_up (t);
  bht_proxy_forget (t->proxy);
  trouble_mia_writes (t, t->conversation, "into the void");

  wait_right (t, SOON_S);
}

/* ---- logind ---- */

static void
claim_logind (GDBusConnection *bus)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.freedesktop.login1", 0), G_VARIANT_TYPE ("(u)"),
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reply);
}

static void
say_sleeping (GDBusConnection *bus, gboolean sleeping)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (bus, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", sleeping), &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (bus, NULL, &error);
  g_assert_no_error (error);
}

static void
test_woken (Trouble *t, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) logind =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SYSTEM_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  warm_up (t);
  claim_logind (logind);
  say_sleeping (logind, TRUE);
  bht_proxy_forget (t->proxy);
  trouble_mia_writes (t, t->conversation, "half asleep");
  say_sleeping (logind, FALSE);

  wait_right (t, AT_ONCE_S);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/story/trouble/asleep/" name, Trouble, NULL, trouble_set_up, function,              \
              trouble_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);

  ADD ("swallowed-bytes-are-noticed-in-seconds", test_swallowed);
  ADD ("forgotten-connections-are-replaced-in-seconds", test_forgotten);
  ADD ("woken-machine-is-right-at-once", test_woken);

  status = g_test_run ();
  g_test_dbus_stop (bus);
  return status;
}
