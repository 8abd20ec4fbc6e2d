/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-roster.h"

/* Which operators are there. */

#define NOW G_GINT64_CONSTANT (1700000000000000)

typedef struct
{
  BhdRoster roster;
  GString *news; /* what was told: “+mia/online”, “-mia/away” */
} Fixture;

static void
tell_cb (const char *organization_id,
         const char *operator_id,
         gboolean here,
         BhAttendance status,
         gpointer data)
{
  Fixture *f = data;

  g_string_append_printf (f->news, "%c%s/%s ", here ? '+' : '-', operator_id,
                          bh_attendance_to_string (status));
}

static void
assert_told (Fixture *f, const char *wanted)
{
  g_assert_cmpstr (f->news->str, ==, wanted);
  g_string_truncate (f->news, 0);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->news = g_string_new (NULL);
  bhd_roster_init (&f->roster, tell_cb, f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_roster_clear (&f->roster);
  g_string_free (f->news, TRUE);
}

static void
assert_online (Fixture *f, const char *organization, gint64 now_us, const char *wanted)
{
  g_auto (GStrv) online = bhd_roster_list (&f->roster, organization, now_us);
  g_autofree char *joined = g_strjoinv (",", online);

  g_assert_cmpstr (joined, ==, wanted);
}

static void
test_two_consoles_are_one_person (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  assert_online (f, "acme", NOW, "mia");
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
  assert_online (f, "acme", NOW, "mia");
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
  assert_online (f, "acme", NOW, "");
}

static void
test_visitors_are_counted_and_not_listed (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", NULL, BH_ATTENDANCE_ONLINE, NOW);
  assert_online (f, "acme", NOW, "");
  g_assert_cmpint (g_atomic_int_get (&f->roster.count), ==, 1);
  bhd_roster_leave (&f->roster, "acme", NULL, 0, NOW);
  g_assert_cmpint (g_atomic_int_get (&f->roster.count), ==, 0);
}

static void
test_another_organisation_sees_nobody (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  assert_online (f, "rival", NOW, "");
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
}

static void
test_who_polls_lingers (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  bhd_roster_leave (&f->roster, "acme", "mia", NOW + BHD_ROSTER_LINGER, NOW);
  assert_online (f, "acme", NOW + BHD_ROSTER_LINGER - 1, "mia");
  assert_online (f, "acme", NOW + BHD_ROSTER_LINGER, "");
}

static void
test_first_and_last_console_are_told (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_BUSY, NOW);
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_BUSY, NOW);
  assert_told (f, "+mia/busy ");
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
  assert_told (f, "");
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
  assert_told (f, "-mia/busy ");
}

static void
test_who_polls_again_is_told_once (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  g_assert_cmpint (bhd_roster_leave (&f->roster, "acme", "mia", NOW + BHD_ROSTER_LINGER, NOW), ==,
                   NOW + BHD_ROSTER_LINGER);
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW + 1);
  assert_told (f, "+mia/online ");
  g_assert_cmpint (bhd_roster_since (&f->roster, "acme", "mia", NOW + 2), ==, NOW);
}

static void
test_who_lingered_is_told_by_the_sweep (Fixture *f, gconstpointer data)
{
  gint64 end = NOW + BHD_ROSTER_LINGER;

  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  bhd_roster_leave (&f->roster, "acme", "mia", end, NOW);
  g_assert_cmpint (bhd_roster_sweep (&f->roster, end - 1), ==, end);
  assert_told (f, "+mia/online ");
  g_assert_cmpint (bhd_roster_sweep (&f->roster, end), ==, 0);
  assert_told (f, "-mia/online ");
  g_assert_cmpint (bhd_roster_since (&f->roster, "acme", "mia", end), ==, 0);
}

/* A socket that outlives the last poll's time. */
static void
test_poll_before_socket (Fixture *f, gconstpointer data)
{
  gint64 end = NOW + BHD_ROSTER_LINGER;

  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  bhd_roster_leave (&f->roster, "acme", "mia", end, NOW);
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  g_assert_cmpint (bhd_roster_sweep (&f->roster, end), ==, 0);
  assert_told (f, "+mia/online ");
  g_assert_cmpint (bhd_roster_leave (&f->roster, "acme", "mia", 0, end), ==, 0);
  assert_told (f, "-mia/online ");
}

static void
test_status_is_told (Fixture *f, gconstpointer data)
{
  bhd_roster_set_status (&f->roster, "acme", "mia", BH_ATTENDANCE_AWAY, NOW);
  assert_told (f, "-mia/away ");
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_AWAY, NOW);
  bhd_roster_set_status (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  assert_told (f, "+mia/away +mia/online ");
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
  assert_told (f, "-mia/online ");
}

static void
test_silent_roster_tells_nobody (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia", BH_ATTENDANCE_ONLINE, NOW);
  bhd_roster_silence (&f->roster);
  bhd_roster_leave (&f->roster, "acme", "mia", 0, NOW);
  assert_told (f, "+mia/online ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/feed/roster/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("two-consoles-are-one-person", test_two_consoles_are_one_person);
  ADD ("visitors-are-counted-and-not-listed", test_visitors_are_counted_and_not_listed);
  ADD ("another-organisation-sees-nobody", test_another_organisation_sees_nobody);
  ADD ("who-polls-lingers", test_who_polls_lingers);
  ADD ("first-and-last-console-are-told", test_first_and_last_console_are_told);
  ADD ("who-polls-again-is-told-once", test_who_polls_again_is_told_once);
  ADD ("who-lingered-is-told-by-the-sweep", test_who_lingered_is_told_by_the_sweep);
  ADD ("poll-before-socket", test_poll_before_socket);
  ADD ("status-is-told", test_status_is_told);
  ADD ("silent-roster-tells-nobody", test_silent_roster_tells_nobody);
  return g_test_run ();
}
