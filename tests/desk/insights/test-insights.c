/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/insights/bhd-insights.h"
#include "tests/desk/desk-fixture.h"

/* A small history, of which every figure was worked out by hand.  In Berlin the clock is put
 * forward in the night to Sunday, 29 March 2026. */

#define MINUTE G_TIME_SPAN_MINUTE
#define TEAM "team-1"
#define LABEL "label-1"

typedef DeskFixture Fixture;

/* In March 2026, UTC. */
static gint64
at (int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 3, day, hour, minute, 0);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
run_sql (Fixture *f, const char *sql, GVariant *params)
{
  bh_db_exec (f->db, sql, params, &f->error);
  g_assert_no_error (f->error);
}

typedef struct
{
  const char *id;
  const char *operator_id; /* (nullable) */
  const char *team_id;     /* (nullable) */
  const char *channel;
  gint64 messages;
  gint64 created_us, reply_us, resolved_us;
  gint64 score, rated_us;
} Told;

static void
tell (Fixture *f, const char *organization_id, const Told *c)
{
  run_sql (f,
           "INSERT INTO conversation (organization_id, id, contact_id, status, channel, priority, "
           "unread, message_count, visitor_seq, boundary_seq, created_us, updated_us, seq, "
           "assignee_id, team_id, first_reply_us, resolved_us, csat_score, csat_us) "
           "VALUES ($1, $2, 'k', 'unresolved', $3, 'normal', 0, $4, 0, 0, $5, $5, 0, $6, $7, $8, "
           "$9, CASE WHEN $10 > 0 THEN $10 END, CASE WHEN $10 > 0 THEN $11 END)",
           g_variant_new ("(sssxxmsmsxxxx)", organization_id, c->id, c->channel, c->messages,
                          c->created_us, c->operator_id, c->team_id, c->reply_us, c->resolved_us,
                          c->score, c->rated_us));
}

static void
want_person (Fixture *f, const char *conversation_id, const char *reason, gint64 at_us)
{
  run_sql (f,
           "INSERT INTO handoff (organization_id, id, conversation_id, status, reason, summary, "
           "created_us) VALUES ($1, 'h' || $2, $2, 'claimed', $3, '', $4)",
           g_variant_new ("(sssx)", f->mia->organization_id, conversation_id, reason, at_us));
  run_sql (f,
           "UPDATE conversation SET handoff_id = 'h' || id WHERE organization_id = $1 AND id = $2",
           g_variant_new ("(ss)", f->mia->organization_id, conversation_id));
}

static void
run_ai (Fixture *f, const char *conversation_id, const char *outcome, gint64 at_us, gint64 in)
{
  gint64 verdict = g_str_equal (outcome, "answered")  ? 1
                   : g_str_equal (outcome, "offered") ? -1
                                                      : 0;

  run_sql (f,
           "INSERT INTO run (organization_id, id, conversation_id, message_id, state, due_us, "
           "input_seq, outcome, tokens_in, tokens_out, cost, verdict, created_us) "
           "VALUES ($1, $2 || $3, $2, 'm', 'done', 0, 0, $3, $4, $4 / 10, $4 / 5, $5, $6)",
           g_variant_new ("(sssxxx)", f->mia->organization_id, conversation_id, outcome, in,
                          verdict, at_us));
}

static void
call_tool (Fixture *f, const char *id, const char *status, gint64 duration_us)
{
  run_sql (
      f,
      "INSERT INTO tool_call (organization_id, id, tool_id, tool_name, conversation_id, "
      "arguments, status, duration_us, created_us) "
      "VALUES ($1, $2, 't', 'lookup', 'c1', '{}', $3, $4, $5)",
      g_variant_new ("(sssxx)", f->mia->organization_id, id, status, duration_us, at (28, 10, 2)));
}

static void
write_text (Fixture *f, const char *id, const char *operator_id, gint64 at_us)
{
  run_sql (f,
           "INSERT INTO message (organization_id, id, conversation_id, seq, author, author_id, "
           "author_name, kind, body, created_us) "
           "VALUES ($1, $2, 'c1', $4, 'operator', $3, 'n', 'text', 'b', $4)",
           g_variant_new ("(sssx)", f->mia->organization_id, id, operator_id, at_us));
}

static void
miss (Fixture *f, const char *id, gint64 hits, gint64 first_us, gint64 last_us)
{
  run_sql (f,
           "INSERT INTO gap (organization_id, id, question, question_key, hits, status, first_us, "
           "last_us) VALUES ($1, $2, 'Q ' || $2, $2, $3, 'open', $4, $5)",
           g_variant_new ("(ssxxx)", f->mia->organization_id, id, hits, first_us, last_us));
}

static void
tell_conversations (Fixture *f)
{
  const char *mia = f->mia->operator_id, *noah = f->noah->operator_id;
  const Told all[] = {
    { "c0", NULL, NULL, "widget", 1, at (26, 12, 0), 0, 0, 0, 0 },
    { "c1", mia, NULL, "widget", 4, at (28, 10, 0), at (28, 10, 7), at (28, 11, 0), 5,
      at (28, 11, 5) },
    { "c2", NULL, NULL, "widget", 2, at (28, 23, 30), 0, at (29, 0, 0), 2, at (29, 0, 1) },
    { "c3", mia, NULL, "widget", 6, at (29, 21, 59), at (29, 22, 30), 0, 0, 0 },
    { "c4", noah, TEAM, "api", 3, at (29, 22, 1), at (29, 22, 5), at (30, 10, 1), 4,
      at (30, 10, 2) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    tell (f, f->mia->organization_id, &all[i]);
  tell (f, f->mallory->organization_id, &all[1]);
}

static void
tell_all (Fixture *f)
{
  tell_conversations (f);
  want_person (f, "c1", "user_requested", at (28, 10, 5));
  want_person (f, "c3", "low_confidence", at (29, 22, 10));
  run_ai (f, "c1", "answered", at (28, 10, 1), 100);
  run_ai (f, "c2", "offered", at (28, 23, 31), 50);
  run_ai (f, "c3", "escalated", at (29, 22, 10), 10);
  call_tool (f, "t1", "success", 100);
  call_tool (f, "t2", "error", 300);
  call_tool (f, "t3", "refused", 7);
  write_text (f, "m1", f->mia->operator_id, at (28, 10, 7));
  write_text (f, "m2", f->mia->operator_id, at (29, 22, 30));
  write_text (f, "m3", f->noah->operator_id, at (29, 22, 5));
  write_text (f, "m4", f->mia->operator_id, at (26, 1, 1));
  miss (f, "g1", 3, at (20, 1, 1), at (29, 1, 1));
  miss (f, "g2", 9, at (1, 1, 1), at (2, 1, 1));
  run_sql (f,
           "INSERT INTO team (organization_id, id, name, name_key, created_us) "
           "VALUES ($1, '" TEAM "', 'Bikes', 'bikes', 0)",
           g_variant_new ("(s)", f->mia->organization_id));
  run_sql (f,
           "INSERT INTO conversation_label (organization_id, label_id, conversation_id) "
           "VALUES ($1, '" LABEL "', 'c4')",
           g_variant_new ("(s)", f->mia->organization_id));
}

/* From Saturday, 28 March, to Monday, 30 March, in Berlin: 71 hours. */
static BhdInsightScope
three_days (Fixture *f)
{
  return (BhdInsightScope){ .organization_id = f->mia->organization_id,
                            .from_us = at (27, 23, 0),
                            .to_us = at (30, 22, 0) };
}

static BhdInsights *
look (Fixture *f, const BhdInsightScope *scope)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  BhdInsights *insights = NULL;

  g_assert_nonnull (berlin);
  insights = bhd_insights_read (&f->turn, scope, BHD_STEP_DAY, berlin, &f->error);
  g_assert_no_error (f->error);
  return insights;
}

static BhdInsights *
look_at_all (Fixture *f)
{
  BhdInsightScope scope = three_days (f);

  tell_all (f);
  return look (f, &scope);
}

static void
test_totals (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdInsights) insights = look_at_all (f);
  BhdTally *totals = &insights->totals;
  const gint64 scores[] = { 0, 1, 0, 1, 1 };

  g_assert_cmpint (totals->conversations, ==, 4);
  g_assert_cmpint (totals->messages, ==, 15);
  g_assert_cmpint (totals->resolved, ==, 3);
  g_assert_cmpint (totals->resolved_by_ai, ==, 1);
  g_assert_cmpint (totals->handoffs, ==, 2);
  g_assert_cmpint (bhd_times_median (&totals->first_response), ==, 4 * MINUTE);
  g_assert_cmpint (bhd_times_p90 (&totals->first_response), ==, 20 * MINUTE);
  g_assert_cmpint (bhd_times_median (&totals->resolution), ==, 60 * MINUTE);
  g_assert_cmpint (bhd_times_p90 (&totals->resolution), ==, 720 * MINUTE);
  g_assert_cmpmem (totals->scores, sizeof totals->scores, scores, sizeof scores);
  g_assert_cmpfloat_with_epsilon (bhd_tally_rating (totals), 11.0 / 3, 1e-9);
  g_assert_cmpint (totals->ai_answers, ==, 2);
  g_assert_cmpint (totals->tokens_in, ==, 160);
  g_assert_cmpint (totals->tokens_out, ==, 16);
  g_assert_cmpint (totals->cost, ==, 32);
  g_assert_cmpint (totals->helpful, ==, 1);
  g_assert_cmpint (totals->unhelpful, ==, 1);
  g_assert_cmpint (totals->tool_calls, ==, 2);
  g_assert_cmpint (totals->tools_failed, ==, 1);
  g_assert_cmpint (totals->gaps, ==, 1);
}

static void
test_period_before (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdInsights) insights = look_at_all (f);

  g_assert_cmpint (insights->before.conversations, ==, 1);
  g_assert_cmpint (insights->before.messages, ==, 1);
  g_assert_cmpint (insights->before.resolved, ==, 0);
  g_assert_cmpint (bhd_times_median (&insights->before.first_response), ==, -1);
}

/* The Sunday has 23 hours: what was said at 22:01 UTC was said on Monday there. */
static void
test_days_are_those_of_the_place (Fixture *f, gconstpointer data)
{
  static const gint64 conversations[] = { 1, 2, 1 }, handoffs[] = { 1, 0, 1 };
  static const gint64 answers[] = { 1, 1, 0 }, costs[] = { 20, 10, 2 };
  g_autoptr (BhdInsights) insights = look_at_all (f);

  g_assert_cmpuint (insights->steps->len, ==, 3);
  g_assert_cmpint (g_array_index (insights->steps, gint64, 0), ==, at (27, 23, 0));
  g_assert_cmpint (g_array_index (insights->steps, gint64, 1), ==, at (28, 23, 0));
  g_assert_cmpint (g_array_index (insights->steps, gint64, 2), ==, at (29, 22, 0));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (insights->series[i].conversations, ==, conversations[i]);
      g_assert_cmpint (insights->series[i].resolved, ==, 1);
      g_assert_cmpint (insights->series[i].handoffs, ==, handoffs[i]);
      g_assert_cmpint (insights->series[i].ai_answers, ==, answers[i]);
      g_assert_cmpint (insights->series[i].cost, ==, costs[i]);
    }
  g_assert_cmpint (bhd_times_median (&insights->series[1].first_response), ==, 20 * MINUTE);
  g_assert_cmpint (bhd_times_median (&insights->series[2].resolution), ==, 720 * MINUTE);
  g_assert_cmpfloat (bhd_tally_rating (&insights->series[1]), ==, 2);
}

static void
test_hours_of_the_week (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdInsights) insights = look_at_all (f);
  gint64 sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (insights->hours); i++)
    sum += insights->hours[i];
  g_assert_cmpint (sum, ==, 4);
  g_assert_cmpint (insights->hours[5 * 24 + 11], ==, 1); /* Saturday */
  g_assert_cmpint (insights->hours[6 * 24], ==, 1);
  g_assert_cmpint (insights->hours[6 * 24 + 23], ==, 1);
  g_assert_cmpint (insights->hours[0], ==, 1);
}

static void
assert_entry (GPtrArray *entries, guint at_index, const char *name, gint64 conversations)
{
  const BhdInsightEntry *entry = NULL;

  g_assert_cmpuint (entries->len, >, at_index);
  entry = entries->pdata[at_index];
  g_assert_cmpstr (entry->name, ==, name);
  g_assert_cmpint (entry->tally.conversations, ==, conversations);
}

static void
test_operators_and_teams (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdInsights) insights = look_at_all (f);
  BhdInsightEntry *mia = insights->operators->pdata[0];

  assert_entry (insights->operators, 0, "Mia", 2);
  assert_entry (insights->operators, 1, "Noah", 1);
  assert_entry (insights->teams, 0, "Bikes", 1);
  g_assert_cmpint (mia->tally.messages, ==, 2);
  g_assert_cmpint (bhd_times_median (&mia->tally.first_response), ==, 11 * MINUTE);
  g_assert_cmpint (bhd_times_median (&mia->tally.resolution), ==, 60 * MINUTE);
  g_assert_cmpint (bhd_tally_ratings (&mia->tally), ==, 1);
  g_assert_cmpfloat (bhd_tally_rating (&mia->tally), ==, 5);
}

static void
test_tools_gaps_and_reasons (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdInsights) insights = look_at_all (f);
  BhdInsightEntry *tool = insights->tools->pdata[0];
  const BhdInsightEntry *gap = insights->gaps->pdata[0];

  g_assert_cmpuint (insights->tools->len, ==, 1);
  g_assert_cmpstr (tool->name, ==, "lookup");
  g_assert_cmpint (tool->tally.tool_calls, ==, 2);
  g_assert_cmpint (bhd_times_median (&tool->durations), ==, 200);
  g_assert_cmpuint (insights->gaps->len, ==, 1);
  g_assert_cmpstr (gap->name, ==, "Q g1");
  g_assert_cmpint (gap->count, ==, 3);
  g_assert_cmpuint (insights->reasons->len, ==, 2);
  g_assert_cmpint (((BhdInsightEntry *) insights->reasons->pdata[1])->count, ==, 1);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  BhdInsightScope of_mia = three_days (f), of_team = of_mia, labelled = of_mia, by_api = of_mia;
  g_autoptr (BhdInsights) mia = NULL;
  g_autoptr (BhdInsights) team = NULL;
  g_autoptr (BhdInsights) label = NULL;
  g_autoptr (BhdInsights) api = NULL;

  tell_all (f);
  of_mia.operator_id = f->mia->operator_id;
  of_team.team_id = TEAM;
  labelled.label_id = LABEL;
  by_api.channel = "api";
  mia = look (f, &of_mia);
  team = look (f, &of_team);
  label = look (f, &labelled);
  api = look (f, &by_api);
  g_assert_cmpint (mia->totals.conversations, ==, 2);
  g_assert_cmpint (mia->totals.handoffs, ==, 2);
  g_assert_cmpint (mia->totals.tokens_in, ==, 110);
  g_assert_cmpint (team->totals.conversations, ==, 1);
  g_assert_cmpint (team->totals.handoffs, ==, 0);
  g_assert_cmpint (label->totals.resolved, ==, 1);
  g_assert_cmpint (api->totals.messages, ==, 3);
  g_assert_cmpint (api->totals.tool_calls, ==, 0);
}

static void
test_empty_period (Fixture *f, gconstpointer data)
{
  BhdInsightScope scope = { .organization_id = f->mia->organization_id,
                            .from_us = at (1, 0, 0),
                            .to_us = at (2, 0, 0) };
  g_autoptr (BhdInsights) insights = look (f, &scope);

  g_assert_cmpint (insights->totals.conversations, ==, 0);
  g_assert_cmpint (bhd_times_median (&insights->totals.resolution), ==, -1);
  g_assert_cmpint (bhd_times_p90 (&insights->totals.first_response), ==, -1);
  g_assert_cmpuint (insights->operators->len, ==, 0);
  g_assert_cmpuint (insights->steps->len, ==, 2); /* from 1 March, 1:00, to 2 March, 1:00 */
}

static guint
count_steps (const char *zone_name, gint64 from_us, gint64 to_us, BhdStep step)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) steps = bhd_steps_new (from_us, to_us, step, zone, &error);

  g_assert_no_error (error);
  return steps->len;
}

static void
test_steps_follow_calendar_and_clock (Fixture *f, gconstpointer data)
{
  gint64 sunday_us = at (28, 23, 0), october_us = at (28, 22, 0) + 210 * G_TIME_SPAN_DAY;

  g_assert_cmpuint (count_steps ("Europe/Berlin", sunday_us, at (29, 22, 0), BHD_STEP_HOUR), ==,
                    23);
  g_assert_cmpuint (count_steps ("Europe/Berlin", sunday_us, at (29, 22, 0), BHD_STEP_DAY), ==, 1);
  /* 24 October, 22:00 UTC, is where Sunday begins: it has 25 hours. */
  g_assert_cmpuint (
      count_steps ("Europe/Berlin", october_us, october_us + 25 * G_TIME_SPAN_HOUR, BHD_STEP_HOUR),
      ==, 25);
  g_assert_cmpuint (
      count_steps ("Europe/Berlin", october_us, october_us + 25 * G_TIME_SPAN_HOUR, BHD_STEP_DAY),
      ==, 1);
  g_assert_cmpuint (count_steps ("UTC", at (1, 0, 0), at (31, 0, 0), BHD_STEP_MONTH), ==, 1);
  g_assert_cmpuint (count_steps ("Pacific/Auckland", at (1, 0, 0), at (31, 12, 0), BHD_STEP_MONTH),
                    ==, 2);
  /* 1 March 2026 is a Sunday. */
  g_assert_cmpuint (count_steps ("UTC", at (1, 0, 0), at (31, 0, 0), BHD_STEP_WEEK), ==, 6);
}

static void
test_steps_are_bounded (Fixture *f, gconstpointer data)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  g_assert_cmpuint (
      count_steps ("UTC", at (1, 0, 0), at (1, 0, 0) + 400 * G_TIME_SPAN_HOUR, BHD_STEP_HOUR), ==,
      400);
  g_assert_null (bhd_steps_new (at (1, 0, 0), at (1, 0, 0) + 401 * G_TIME_SPAN_HOUR, BHD_STEP_HOUR,
                                utc, &f->error));
  desk_assert_error (f, BH_ERROR_INVALID);
  g_assert_null (bhd_steps_new (at (2, 0, 0), at (2, 0, 0), BHD_STEP_HOUR, utc, &f->error));
  desk_assert_error (f, BH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/insights/totals", test_totals);
  DESK_TEST ("/desk/insights/period-before", test_period_before);
  DESK_TEST ("/desk/insights/days-of-the-place", test_days_are_those_of_the_place);
  DESK_TEST ("/desk/insights/hours-of-the-week", test_hours_of_the_week);
  DESK_TEST ("/desk/insights/operators-and-teams", test_operators_and_teams);
  DESK_TEST ("/desk/insights/tools-gaps-reasons", test_tools_gaps_and_reasons);
  DESK_TEST ("/desk/insights/filters", test_filters);
  DESK_TEST ("/desk/insights/empty-period", test_empty_period);
  DESK_TEST ("/desk/insights/steps-follow-the-calendar", test_steps_follow_calendar_and_clock);
  DESK_TEST ("/desk/insights/steps-are-bounded", test_steps_are_bounded);
  return g_test_run ();
}
