/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the daemon's answer becomes. */
#include "console/model/insights/bhc-figures.h"
#include "tests/console/insights/figures-tests.h"

#include "common/bh-json-reader.h"
#include "console/client/bhc-values.h"

#include <math.h>
#include <string.h>

static BhcFigures *
read_figures (const char *json)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (json, strlen (json), strlen (json), NULL);
  g_autoptr (GVariant) answer = NULL;

  g_assert_nonnull (root);
  answer = bhc_values_from_json (json_node_get_object (root), NULL);
  return bhc_figures_new (answer);
}

static void
test_totals (void)
{
  g_autoptr (BhcFigures) figures = read_figures (
      "{\"totals\":{\"conversations\":120,\"resolved_by_ai\":40,\"first_response_us\":{\"median\":"
      "90000000,\"p90\":null},\"csat\":{\"count\":3,\"average\":4.5,\"scores\":[0,0,0,1,2]},"
      "\"ai\":{\"share\":0.4,\"cost\":1234567}},\"before\":{\"conversations\":100}}");

  g_assert_cmpint (figures->totals.conversations, ==, 120);
  g_assert_cmpint (figures->totals.resolved_by_ai, ==, 40);
  g_assert_cmpfloat (figures->totals.first_response, ==, 90e6);
  g_assert_true (isnan (figures->totals.first_response_p90));
  g_assert_cmpfloat (figures->totals.rating, ==, 4.5);
  g_assert_cmpint (figures->totals.scores[4], ==, 2);
  g_assert_cmpfloat (figures->totals.ai_share, ==, 0.4);
  g_assert_cmpint (figures->totals.cost, ==, 1234567);
  g_assert_cmpint (figures->before.conversations, ==, 100);
}

static void
test_whole_mean_is_a_mean (void)
{
  g_autoptr (BhcFigures) figures =
      read_figures ("{\"totals\":{\"csat\":{\"count\":1,\"average\":4}}}");

  g_assert_cmpfloat (figures->totals.rating, ==, 4);
}

static void
test_series (void)
{
  g_autoptr (BhcFigures) figures =
      read_figures ("{\"series\":[{\"at_us\":5,\"conversations\":2,\"csat\":null},"
                    "{\"at_us\":6,\"ai_cost\":7,\"csat\":3.5}]}");
  const BhcStepFigures *last;

  g_assert_cmpuint (figures->series->len, ==, 2);
  last = &g_array_index (figures->series, BhcStepFigures, 1);
  g_assert_cmpint (last->at_us, ==, 6);
  g_assert_cmpint (last->cost, ==, 7);
  g_assert_cmpfloat (last->rating, ==, 3.5);
  g_assert_true (isnan (g_array_index (figures->series, BhcStepFigures, 0).rating));
}

static void
test_hours (void)
{
  g_autoptr (BhcFigures) figures = read_figures ("{\"hours\":[[1,2,3],[],[0,9]]}");

  g_assert_cmpint (figures->hours[2], ==, 3);
  g_assert_cmpint (figures->hours[24], ==, 0);
  g_assert_cmpint (figures->hours[2 * 24 + 1], ==, 9);
}

static void
test_lists (void)
{
  g_autoptr (BhcFigures) figures = read_figures (
      "{\"operators\":[{\"operator\":{\"id\":\"o1\",\"name\":null},\"messages\":4}],"
      "\"tools\":[{\"name\":\"order_status\",\"calls\":5,\"failed\":1,\"duration_us\":200}],"
      "\"gaps\":[{\"id\":\"g\",\"question\":\"Why?\",\"hits\":3}],"
      "\"reasons\":[{\"reason\":\"asked\",\"count\":2}]}");
  const BhcFigureEntry *colleague = figures->operators->pdata[0];
  const BhcFigureEntry *tool = figures->tools->pdata[0];
  const BhcFigureEntry *gap = figures->gaps->pdata[0];

  g_assert_cmpstr (colleague->id, ==, "o1");
  g_assert_null (colleague->name);
  g_assert_cmpint (colleague->messages, ==, 4);
  g_assert_cmpstr (tool->name, ==, "order_status");
  g_assert_cmpfloat (tool->duration, ==, 200);
  g_assert_cmpstr (gap->name, ==, "Why?");
  g_assert_cmpint (gap->count, ==, 3);
  g_assert_cmpuint (figures->teams->len, ==, 0);
}

static void
test_nothing_is_empty (void)
{
  g_autoptr (BhcFigures) figures = read_figures ("{}");

  g_assert_true (bhc_figures_are_empty (figures));
  g_assert_true (isnan (figures->before.first_response));
}

static void
test_nonsense_is_passed_over (void)
{
  g_autoptr (BhcFigures) figures = read_figures (
      "{\"totals\":[1],\"before\":\"x\",\"series\":{\"a\":1},\"hours\":[[1],[\"a\"]],"
      "\"operators\":[{\"operator\":5,\"conversations\":\"many\"}],\"gaps\":[1,2],\"tools\":null}");

  g_assert_cmpuint (figures->series->len, ==, 0);
  g_assert_cmpuint (figures->gaps->len, ==, 0);
  g_assert_cmpuint (figures->operators->len, ==, 1);
}

static void
test_too_long_ends (void)
{
  g_autoptr (GString) json = g_string_new ("{\"hours\":[");
  g_autoptr (BhcFigures) figures = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (json, "%s[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9]",
                            i > 0 ? "," : "");
  g_string_append (json, "],\"series\":[{}");
  for (guint i = 0; i < 900; i++)
    g_string_append (json, ",{}");
  g_string_append (json, "]}");
  figures = read_figures (json->str);
  g_assert_cmpuint (figures->series->len, ==, 400);
}

void
add_figures_tests (void)
{
  g_test_add_func ("/console/figures/totals", test_totals);
  g_test_add_func ("/console/figures/whole-mean", test_whole_mean_is_a_mean);
  g_test_add_func ("/console/figures/series", test_series);
  g_test_add_func ("/console/figures/hours", test_hours);
  g_test_add_func ("/console/figures/lists", test_lists);
  g_test_add_func ("/console/figures/nothing-is-empty", test_nothing_is_empty);
  g_test_add_func ("/console/figures/nonsense", test_nonsense_is_passed_over);
  g_test_add_func ("/console/figures/too-long", test_too_long_ends);
}
