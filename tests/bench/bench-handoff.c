/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* How soon two desks, each with the console in a real window on a screen of its own, ring after a
 * wish for a person, and are silent after the claim: from the moment that the daemon gave the
 * change, before it was on the disk, to the bell, the title and the next drawing of each screen.
 * Who claims alternates.  The same clock everywhere: all of it is on this machine. */
#include "tests/bench/bench-times.h"
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat-ear.h"
#include "tests/story/seat/seat.h"

#define ROUNDS 60
#define ROUNDS_SMOKE 2
#define AIM_MS 100.0

enum
{
  RINGS,
  SHOWS,
  SHOWN,
  SILENT,
  CLEARED,
  N_FIGURES
};

static const char *const names[N_FIGURES] = {
  [RINGS] = "rings after the wish",  [SHOWS] = "its title says so",
  [SHOWN] = "its window is drawn",   [SILENT] = "silent after the claim",
  [CLEARED] = "its window is drawn",
};

typedef struct
{
  const char *name;
  BhtApi *api;
  Seat *seat;
  SeatEar *ear;
  BenchTimes times[N_FIGURES];
} Desk;

static void
open_desk (Desk *desk, BhtBellhopd *daemon)
{
  desk->seat = seat_new (bht_bellhopd_dir (daemon), desk->name, 1280, 800);
  desk->ear = seat_ear_new (seat_screen (desk->seat));
  for (guint i = 0; i < N_FIGURES; i++)
    bench_times_init (&desk->times[i]);
  seat_open (desk->seat, bht_bellhopd_url (daemon));
  seat_see (desk->seat, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
close_desk (Desk *desk)
{
  for (guint i = 0; i < N_FIGURES; i++)
    bench_times_clear (&desk->times[i]);
  seat_ear_free (desk->ear);
  seat_free (desk->seat);
  bht_api_free (desk->api);
}

static void
hear_wish (Desk *desk, gint64 asked_us)
{
  bench_times_add (&desk->times[RINGS], seat_ear_wait_bell (desk->ear) - asked_us);
  bench_times_add (&desk->times[SHOWS], seat_ear_wait_title (desk->ear, "(1) Bellhop") - asked_us);
  bench_times_add (&desk->times[SHOWN], seat_ear_wait_drawn (desk->ear) - asked_us);
}

/* The bell is stopped before the title says that nobody waits. */
static void
hear_claim (Desk *desk, gint64 claimed_us)
{
  bench_times_add (&desk->times[SILENT], seat_ear_wait_title (desk->ear, "Bellhop") - claimed_us);
  bench_times_add (&desk->times[CLEARED], seat_ear_wait_drawn (desk->ear) - claimed_us);
  seat_ear_forget (desk->ear);
}

static void
run_round (Desk *desks, guint round, BhtBellhopd *daemon)
{
  g_autoptr (Visitor) visitor = visitor_new_waiting (daemon, "Ada Lindqvist", "My fork creaks.");
  const Desk *who = &desks[round % 2];
  gint64 asked_us, claimed_us;

  asked_us = visitor_read_us (visitor, who->api, "handoff.created_us");
  hear_wish (&desks[0], asked_us);
  hear_wish (&desks[1], asked_us);
  visitor_is (visitor, who->api, "claim");
  claimed_us = visitor_read_us (visitor, who->api, "handoff.claimed_us");
  hear_claim (&desks[0], claimed_us);
  hear_claim (&desks[1], claimed_us);
  visitor_is (visitor, who->api, "resolve");
}

static void
print_desk (Desk *desk)
{
  for (guint i = 0; i < N_FIGURES; i++)
    {
      double worst = bench_times_ms (&desk->times[i], 1);

      g_print ("%-5s %-24s median %6.1f ms, 9 in 10 %6.1f, worst %6.1f  %s\n", desk->name, names[i],
               bench_times_ms (&desk->times[i], 0.5), bench_times_ms (&desk->times[i], 0.9), worst,
               worst <= AIM_MS ? "within 100 ms" : "OVER 100 ms");
    }
}

int
main (int argc, char **argv)
{
  static const char *const settings[] = { "BELLHOP_RATE_SCALE=1000", NULL };
  guint rounds = argc > 1 && g_str_equal (argv[1], "--smoke") ? ROUNDS_SMOKE : ROUNDS;
  g_autoptr (BhtBellhopd) daemon = bht_bellhopd_new (settings);
  g_autofree char *token = bht_bellhopd_furnish (daemon);
  Desk desks[] = { { .name = "mia" }, { .name = "sam" } };

  desks[0].api = bht_api_new (bht_bellhopd_url (daemon), token);
  desks[1].api = desk_hire (daemon, "Sam", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    open_desk (&desks[i], daemon);
  for (guint i = 0; i < rounds; i++)
    run_round (desks, i, daemon);
  g_print ("%u handoffs\n", rounds);
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    {
      print_desk (&desks[i]);
      close_desk (&desks[i]);
    }

  return 0;
}
