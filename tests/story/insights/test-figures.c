/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A day at the desk, and what the figures say of it to who looks, to who listens and to a program:
 * the same numbers, and what was done. */
#include "common/bh-id.h"
#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/seat/seat.h"

#include <string.h>

#define TEAMS 14
#define SHOWN 12 /* bars that have room */

static struct
{
  BhtBellhopd *daemon;
  BhtApi *mia;
  BhtApi *sam;
  Seat *seat;
} story;

static void
rate (Visitor *visitor, guint score)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/csat", visitor->conversation);
  g_autofree char *body = g_strdup_printf ("{\"score\":%u}", score);

  json_node_unref (bht_api_expect (visitor->api, "POST", path, body, 201));
}

/* A conversation of a team that is called by its number. */
static void
give_to_new_team (Visitor *visitor, guint number)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *team =
      g_strdup_printf ("{\"id\":\"%s\",\"name\":\"Team %u\",\"members\":[]}", id, number);
  g_autofree char *change = g_strdup_printf ("{\"team_id\":\"%s\"}", id);

  json_node_unref (bht_api_expect (story.mia, "POST", "/v1/desk/teams", team, 201));
  json_node_unref (bht_api_expect (story.mia, "PATCH", visitor->path, change, 200));
}

/* Fourteen visitors, each for a team of its own.  Five want a person: Mia answers three and
 * resolves two, which are rated 5 and 4; Sam answers two. */
static void
work (void)
{
  for (guint i = 0; i < TEAMS; i++)
    {
      g_autoptr (Visitor) visitor = visitor_new (story.daemon, "Ada Lindqvist", "My fork creaks.");
      BhtApi *who = i < 3 ? story.mia : story.sam;

      give_to_new_team (visitor, i + 1);
      if (i >= 5)
        continue;
      visitor_asks_for_a_person (visitor);
      visitor_is (visitor, who, "claim");
      bht_api_say (who, "desk", visitor->conversation, NULL, "Which one?");
      if (i >= 2)
        continue;
      visitor_is (visitor, who, "resolve");
      rate (visitor, 5 - i);
    }
}

static void
see (AtspiRole role, const char *pattern)
{
  seat_see (story.seat, role, pattern);
}

static void
test_tiles (void)
{
  seat_keys (story.seat, "ctrl+4");
  see (BHT_ATSPI_ANY, "Conversations: 14. *");
  see (BHT_ATSPI_ANY, "Satisfaction: 4.5. *");
  see (BHT_ATSPI_ANY, "Handed Over: 36%. *");     /* 5 of 14 */
  see (BHT_ATSPI_ANY, "Resolution Rate: 14%. *"); /* 2 of 14 */
  seat_picture (story.seat, "insights-1");
}

/* The chart has the keyboard; its name is what its point says. */
static void
test_chart_is_walked (void)
{
  seat_walk (story.seat, "Tab", ATSPI_ROLE_IMAGE, "Conversations");
  seat_keys (story.seat, "End");
  seat_at (story.seat, ATSPI_ROLE_IMAGE, "*Begun: 14,Resolved: 2,Handed Over: 5");
  seat_keys (story.seat, "Left");
  seat_at (story.seat, ATSPI_ROLE_IMAGE, "*Begun: 0,Resolved: 0,Handed Over: 0");
}

static AtspiAccessible *
walk_to_chart (const char *title)
{
  seat_walk (story.seat, "Tab", ATSPI_ROLE_IMAGE, title);
  return bht_atspi_wait (seat_root (story.seat), ATSPI_ROLE_IMAGE, title, SEAT_SECONDS);
}

static void
test_bars_are_walked (void)
{
  g_autoptr (AtspiAccessible) chart = walk_to_chart ("By Operator");

  seat_keys (story.seat, "Down");
  seat_at (story.seat, ATSPI_ROLE_IMAGE, "Mia,Conversations: 3,Messages: 3,*Ratings: 2");
  seat_keys (story.seat, "Down");
  seat_at (story.seat, ATSPI_ROLE_IMAGE, "Sam,Conversations: 2,Messages: 2,*Ratings: 0");
}

/* Twelve have room; who looks and who listens is told of the others. */
static void
test_the_rest_is_told (void)
{
  g_autoptr (AtspiAccessible) chart = walk_to_chart ("By Team");
  g_autofree char *description = atspi_accessible_get_description (chart, NULL);

  g_assert_nonnull (strstr (description, "14 rows"));
  g_assert_true (g_str_has_suffix (description, "and 2 more, in the table"));
  seat_keys (story.seat, "End");
  seat_at (story.seat, ATSPI_ROLE_IMAGE, "Team *,Conversations: 1,*");
  seat_picture (story.seat, "insights-2-teams");
}

/* A chart's button shows the same as a table, with every row. */
static void
test_table (void)
{
  seat_press (story.seat, ATSPI_ROLE_PUSH_BUTTON, "Show as Table: By Team");
  for (guint i = 1; i <= TEAMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Team %u", i);

      see (ATSPI_ROLE_LABEL, name);
    }
}

static char *
wait_file (const char *path)
{
  char *text = NULL;

  see (BHT_ATSPI_ANY, "The figures are in “figures.csv”.");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_export (void)
{
  static const char *const lines[] = { ",Begun,14,",
                                       ",Resolved,2,",
                                       ",Handed Over,5,",
                                       "By Operator,Mia,Conversations,3,",
                                       "By Operator,Sam,Conversations,2,",
                                       "By Team,Team 14,Conversations,1," };
  g_autofree char *path = g_build_filename (seat_home (story.seat), "figures.csv", NULL);
  g_autofree char *text = NULL;

  seat_keys (story.seat, "ctrl+s");
  see (BHT_ATSPI_ANY, "Save Figures");
  seat_at (story.seat, ATSPI_ROLE_TEXT, "*");
  seat_picture (story.seat, "insights-3-save");
  seat_keys (story.seat, "ctrl+a");
  seat_type (story.seat, path);
  seat_keys (story.seat, "Return");
  text = wait_file (path);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      if (strstr (text, lines[i]) == NULL)
        g_error ("“%s” is not in the file:\n%s", lines[i], text);
    }
}

static void
set_up (void)
{
  static const char *const settings[] = { "BELLHOP_RATE_SCALE=1000", NULL };
  g_autofree char *token = NULL;

  story.daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (story.daemon);
  story.mia = bht_api_new (bht_bellhopd_url (story.daemon), token);
  story.sam = desk_hire (story.daemon, "Sam", NULL);
  work ();
  story.seat = seat_new (bht_bellhopd_dir (story.daemon), "mia", 1400, 1000);
  seat_open (story.seat, bht_bellhopd_url (story.daemon));
  seat_see (story.seat, ATSPI_ROLE_LIST_ITEM, "Resolved, 2");
}

static void
tear_down (void)
{
  seat_free (story.seat);
  bht_api_free (story.mia);
  bht_api_free (story.sam);
  bht_bellhopd_free (story.daemon);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/figures/1-tiles-say-what-was-done", test_tiles);
  g_test_add_func ("/story/figures/2-a-chart-is-walked-by-keys", test_chart_is_walked);
  g_test_add_func ("/story/figures/3-bars-are-walked-by-keys", test_bars_are_walked);
  g_test_add_func ("/story/figures/4-who-has-no-room-is-counted", test_the_rest_is_told);
  g_test_add_func ("/story/figures/5-a-table-has-every-row", test_table);
  g_test_add_func ("/story/figures/6-a-file-has-the-same-numbers", test_export);
  status = g_test_run ();
  tear_down ();
  return status;
}
