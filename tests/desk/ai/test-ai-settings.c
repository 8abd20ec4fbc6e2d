/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-hours.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

/* A Wednesday. */
#define BERLIN_WINTER G_GINT64_CONSTANT (1705487400000000) /* 2024-01-17 10:30 UTC, 11:30 there */
#define HOUR G_GINT64_CONSTANT (3600000000)

static BhdAiSettings *
change (DeskFixture *fixture, const BhdAiSettingsChange *wanted)
{
  return bhd_ai_settings_change (&fixture->turn, fixture->ada->organization_id, wanted,
                                 &fixture->error);
}

static BhdAiSettings *
get (DeskFixture *fixture, const char *organization_id)
{
  BhdAiSettings *settings = bhd_ai_settings_get (&fixture->turn, organization_id, &fixture->error);

  g_assert_no_error (fixture->error);
  return settings;
}

static void
assert_refused (DeskFixture *fixture, const BhdAiSettingsChange *wanted, const char *field)
{
  g_autoptr (BhdAiSettings) settings = change (fixture, wanted);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", field);

  g_assert_null (settings);
  g_assert_cmpstr (bh_error_get_detail (fixture->error, "field"), ==, quoted);
  desk_assert_error (fixture, BH_ERROR_INVALID);
}

static void
test_defaults (DeskFixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdAiSettings) settings = get (fixture, fixture->ada->organization_id);

  g_assert_cmpstr (settings->schedule, ==, "always");
  g_assert_true (settings->guardrails_enabled);
  g_assert_false (settings->suggestions_only);
  g_assert_cmpint (settings->max_tool_calls, ==, 8);
  g_assert_cmpint (settings->visitor_messages, ==, 0);
}

static void
test_kept (DeskFixture *fixture, gconstpointer unused)
{
  const char *const terms[] = { "parcel", "Paket", NULL };
  const gboolean yes = TRUE;
  const gint64 four = 4;
  const BhdAiSettingsChange first = { .tone = "warm",
                                      .preferred_terms = terms,
                                      .suggestions_only = &yes,
                                      .max_tool_calls = &four };
  const BhdAiSettingsChange second = { .schedule = "outside_hours",
                                       .hours = "{\"mon\":[[\"09:00\",\"17:00\"]]}" };
  g_autoptr (BhdAiSettings) one = change (fixture, &first);
  g_autoptr (BhdAiSettings) two = change (fixture, &second);
  g_autoptr (BhdAiSettings) read = get (fixture, fixture->ada->organization_id);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (read->tone, ==, "warm");
  g_assert_true (g_strv_equal ((const char *const *) read->preferred_terms, terms));
  g_assert_true (read->suggestions_only);
  g_assert_cmpint (read->max_tool_calls, ==, 4);
  g_assert_cmpstr (read->schedule, ==, "outside_hours");
  g_assert_cmpstr (read->hours, ==, two->hours);
  g_assert_cmpint (read->updated_us, ==, fixture->turn.now_us);
}

static void
test_own (DeskFixture *fixture, gconstpointer unused)
{
  const BhdAiSettingsChange wanted = { .tone = "warm" };
  g_autoptr (BhdAiSettings) changed = change (fixture, &wanted);
  g_autoptr (BhdAiSettings) rival = get (fixture, fixture->eve->organization_id);

  g_assert_cmpstr (rival->tone, ==, "");
}

static void
test_told (DeskFixture *fixture, gconstpointer unused)
{
  const BhdAiSettingsChange wanted = { .tone = "warm" };
  g_autoptr (BhdAiSettings) changed = change (fixture, &wanted);
  BhdEvent *event = desk_last_event (fixture, "ai.updated");

  g_assert_nonnull (event);
  g_assert_null (event->contact_id);
  g_assert_nonnull (strstr (event->body, "\"ai\":{"));
  g_assert_nonnull (strstr (event->body, "\"tone\":\"warm\""));
}

static void
test_bad_hours (DeskFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "[]",
                                     "{\"monday\":[]}",
                                     "{\"mon\":7}",
                                     "{\"mon\":[[\"09:00\"]]}",
                                     "{\"mon\":[[\"9:00\",\"17:00\"]]}",
                                     "{\"mon\":[[\"09:00\",\"09:00\"]]}",
                                     "{\"mon\":[[\"09:60\",\"17:00\"]]}",
                                     "{\"mon\":[[\"24:00\",\"02:00\"]]}",
                                     "{\"mon\":[[\"09:00\",\"24:01\"]]}",
                                     "{\"mon\":[[9,17]]}",
                                     "nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const BhdAiSettingsChange wanted = { .hours = bad[i] };

      assert_refused (fixture, &wanted, "hours");
    }
}

static void
test_bad_zone (DeskFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "",       "Europe/Atlantis", "../../../etc/passwd",
                                     "+02:00", "/etc/localtime",  "Europe//Berlin" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const BhdAiSettingsChange wanted = { .time_zone = bad[i] };

      assert_refused (fixture, &wanted, "time_zone");
    }
}

static void
test_unknown_embedding_provider (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  const BhdAiSettingsChange wanted = { .embedding_provider_id = id };

  assert_refused (fixture, &wanted, "embedding_provider_id");
}

static void
test_zone_decides (void)
{
  static const char hours[] = "{\"wed\":[[\"11:00\",\"12:00\"]]}";

  g_assert_true (bhd_hours_are_open (hours, "Europe/Berlin", BERLIN_WINTER));
  g_assert_false (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER));
  g_assert_false (bhd_hours_are_open (hours, "Europe/Berlin", BERLIN_WINTER + 24 * HOUR));
}

/* Half a year later the same wall clock is another hour of UTC. */
static void
test_summer_time (void)
{
  static const char hours[] = "{\"wed\":[[\"11:00\",\"12:00\"]]}";
  gint64 summer = BERLIN_WINTER + 26 * 7 * 24 * HOUR;

  g_assert_false (bhd_hours_are_open (hours, "Europe/Berlin", summer));
  g_assert_true (bhd_hours_are_open (hours, "Europe/Berlin", summer - HOUR));
}

static void
test_edges (void)
{
  static const char hours[] = "{\"wed\":[[\"10:30\",\"11:30\"]]}";

  g_assert_true (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER));
  g_assert_false (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER - 1));
  g_assert_true (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER + HOUR - 1));
  g_assert_false (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER + HOUR));
}

static void
test_over_midnight (void)
{
  static const char hours[] = "{\"tue\":[[\"22:00\",\"10:45\"]],\"sun\":[[\"23:00\",\"24:00\"]]}";

  g_assert_true (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER));
  g_assert_false (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER + HOUR));
  g_assert_false (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER - 24 * HOUR));
  g_assert_true (bhd_hours_are_open (hours, "UTC", BERLIN_WINTER - 12 * HOUR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/ai/settings/untouched-are-the-defaults", test_defaults);
  DESK_TEST ("/desk/ai/settings/what-is-left-out-stays", test_kept);
  DESK_TEST ("/desk/ai/settings/are-the-organisations-own", test_own);
  DESK_TEST ("/desk/ai/settings/a-change-is-told-to-the-desk", test_told);
  DESK_TEST ("/desk/ai/settings/hours-that-say-nothing-are-refused", test_bad_hours);
  DESK_TEST ("/desk/ai/settings/an-unknown-zone-is-refused", test_bad_zone);
  DESK_TEST ("/desk/ai/settings/an-unknown-provider-is-refused", test_unknown_embedding_provider);
  g_test_add_func ("/desk/ai/hours/lie-in-their-zone", test_zone_decides);
  g_test_add_func ("/desk/ai/hours/follow-summer-time", test_summer_time);
  g_test_add_func ("/desk/ai/hours/begin-and-end-on-the-minute", test_edges);
  g_test_add_func ("/desk/ai/hours/may-reach-over-midnight", test_over_midnight);
  return g_test_run ();
}
