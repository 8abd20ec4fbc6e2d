/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/team/bhd-view-filter.h"
#include "tests/desk/team/team-scene.h"

#define ID "01900000-0000-7000-8000-000000000001"

static void
assert_kept (const char *json, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = bhd_view_filter_read (json, strlen (json), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kept, ==, expected);
}

static void
assert_refused (const char *json, BhErrorCode code, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", field);

  g_assert_null (bhd_view_filter_read (json, strlen (json), &error));
  g_assert_error (error, BH_ERROR, (gint) code);
  if (code == BH_ERROR_INVALID)
    g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, quoted);
}

static void
test_whole (void)
{
  static const char whole[] =
      "{\"statuses\":[\"unresolved\",\"escalated\",\"resolved\"],\"labels\":[\"" ID "\"],"
      "\"assignees\":[\"me\",\"none\",\"" ID "\"],\"teams\":[\"" ID "\",\"none\"],"
      "\"priorities\":[\"low\",\"normal\",\"high\",\"urgent\"],"
      "\"channels\":[\"widget\",\"api\",\"offline\"],\"since_days\":7,\"snoozed\":false}";

  assert_kept (whole, whole);
}

static void
test_order_and_doubles_do_not_matter (void)
{
  assert_kept ("{\"snoozed\":true,\"statuses\":[\"resolved\",\"resolved\"]}",
               "{\"statuses\":[\"resolved\"],\"snoozed\":true}");
}

static void
test_nothing_asks_nothing (void)
{
  assert_kept ("{}", "{}");
  assert_kept ("{\"labels\":[],\"since_days\":null}", "{}");
}

static void
test_refused_by_member (void)
{
  static const char *const cases[][2] = {
    { "{\"statuses\":[\"open\"]}", "filter.statuses" },
    { "{\"statuses\":\"resolved\"}", "filter.statuses" },
    { "{\"statuses\":[\"\"]}", "filter.statuses" },
    { "{\"statuses\":[\"low|normal\"]}", "filter.statuses" },
    { "{\"priorities\":[\"low|normal\"]}", "filter.priorities" },
    { "{\"statuses\":[\"" ID "\"]}", "filter.statuses" },
    { "{\"labels\":[\"me\"]}", "filter.labels" },
    { "{\"labels\":[1]}", "filter.labels" },
    { "{\"labels\":[[]]}", "filter.labels" },
    { "{\"teams\":[\"me\"]}", "filter.teams" },
    { "{\"since_days\":0}", "filter.since_days" },
    { "{\"since_days\":3651}", "filter.since_days" },
    { "{\"since_days\":1.5}", "filter.since_days" },
    { "{\"snoozed\":1}", "filter.snoozed" },
    { "{\"snoozed\":true,\"snoozed\":true}", "filter.snoozed" },
    { "{\"moods\":[]}", "filter" },
    { "{\"\\\"\":1}", "filter" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i][0], BH_ERROR_INVALID, cases[i][1]);
}

static void
test_bounded (void)
{
  GString *json = g_string_new ("{\"labels\":[");
  g_autofree char *blanks = g_strnfill (BHD_VIEW_FILTER_MAX, ' ');
  g_autofree char *large = g_strconcat (blanks, "{}", NULL);

  for (guint i = 0; i <= BHD_VIEW_FILTER_WORDS; i++)
    g_string_append_printf (json, "%s\"" ID "\"", i > 0 ? "," : "");
  g_string_append (json, "]}");
  assert_refused (json->str, BH_ERROR_INVALID, "filter.labels");
  assert_refused (large, BH_ERROR_TOO_LARGE, NULL);
  assert_refused ("{\"labels\":", BH_ERROR_MALFORMED, NULL);
  g_string_free (json, TRUE);
}

void
add_filter_tests (void)
{
  g_test_add_func ("/desk/team/filters/whole", test_whole);
  g_test_add_func ("/desk/team/filters/order-and-doubles-do-not-matter",
                   test_order_and_doubles_do_not_matter);
  g_test_add_func ("/desk/team/filters/nothing-asks-nothing", test_nothing_asks_nothing);
  g_test_add_func ("/desk/team/filters/refused-by-member", test_refused_by_member);
  g_test_add_func ("/desk/team/filters/bounded", test_bounded);
}
