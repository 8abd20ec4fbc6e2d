/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/feed/bhd-roster.h"

/* Which operators are there. */

#define NOW G_GINT64_CONSTANT (1700000000000000)

typedef struct
{
  BhdRoster roster;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  bhd_roster_init (&f->roster);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_roster_clear (&f->roster);
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
  bhd_roster_enter (&f->roster, "acme", "mia");
  bhd_roster_enter (&f->roster, "acme", "mia");
  assert_online (f, "acme", NOW, "mia");
  bhd_roster_leave (&f->roster, "acme", "mia", 0);
  assert_online (f, "acme", NOW, "mia");
  bhd_roster_leave (&f->roster, "acme", "mia", 0);
  assert_online (f, "acme", NOW, "");
}

static void
test_visitors_are_counted_and_not_listed (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", NULL);
  assert_online (f, "acme", NOW, "");
  g_assert_cmpint (g_atomic_int_get (&f->roster.count), ==, 1);
  bhd_roster_leave (&f->roster, "acme", NULL, 0);
  g_assert_cmpint (g_atomic_int_get (&f->roster.count), ==, 0);
}

static void
test_another_organisation_sees_nobody (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia");
  assert_online (f, "rival", NOW, "");
  bhd_roster_leave (&f->roster, "acme", "mia", 0);
}

static void
test_who_polls_lingers (Fixture *f, gconstpointer data)
{
  bhd_roster_enter (&f->roster, "acme", "mia");
  bhd_roster_leave (&f->roster, "acme", "mia", NOW + BHD_ROSTER_LINGER);
  assert_online (f, "acme", NOW + BHD_ROSTER_LINGER - 1, "mia");
  assert_online (f, "acme", NOW + BHD_ROSTER_LINGER, "");
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
  return g_test_run ();
}
