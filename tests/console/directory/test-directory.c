/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

#define OPERATORS                                                                                        \
  "\"operators\":[{\"id\":\"o2\",\"name\":\"Sam\",\"email\":\"sam@example.org\",\"role\":\"admin\","     \
  "\"avatar\":null,\"teams\":[\"t1\"],\"status\":\"away\",\"disabled\":false},"                          \
  "{\"id\":\"o1\",\"name\":\"Mia\",\"email\":\"mia@example.org\",\"role\":\"agent\",\"avatar\":\"abc\"," \
  "\"teams\":[],\"status\":\"online\",\"disabled\":true}]"
#define TEAMS "\"teams\":[{\"id\":\"t1\",\"name\":\"Returns\",\"members\":[\"o2\"]}]"
#define CANNED                                                                                              \
  "\"canned\":[{\"id\":\"c1\",\"shortcut\":\"hi\",\"title\":\"Hello\",\"body\":\"Hello {{contact.name}}\"," \
  "\"shared\":true,\"attachments\":[{\"id\":\"a1\",\"name\":\"map.png\",\"media_type\":\"image/png\","      \
  "\"size\":7}],\"updated_us\":5}]"
#define VIEWS                                                                                          \
  "\"views\":[{\"id\":\"v2\",\"name\":\"Alpha\",\"shared\":false,\"position\":1,\"sort\":\"waiting\"," \
  "\"filter\":{}},{\"id\":\"v1\",\"name\":\"Urgent\",\"shared\":true,\"position\":0,"                  \
  "\"sort\":\"priority\",\"filter\":{\"statuses\":[\"escalated\"],\"labels\":[],"                      \
  "\"assignees\":[\"me\",\"none\"],\"since_days\":7,\"snoozed\":false}}]"
#define DIRECTORY(labels) "{" OPERATORS "," TEAMS ",\"labels\":[" labels "]," CANNED "," VIEWS "}"
#define REFUND "{\"id\":\"l1\",\"name\":\"refund\",\"color\":\"#c01c28\"}"
#define BILLING "{\"id\":\"l2\",\"name\":\"billing\",\"color\":\"#1c71d8\"}"

static BhcDirectory *
sign_in (BhtDesk *fixture, const char *json)
{
  BhcDirectory *directory = bhc_desk_get_directory (fixture->desk);

  fixture->mock->directory = json;
  bht_desk_sign_in (fixture, TRUE);
  bht_wait_until (bht_count (bhc_directory_get_colleagues (directory)) > 0);

  return directory;
}

static void
test_lists_are_in_order (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND "," BILLING));
  g_autoptr (BhcColleague) first =
      g_list_model_get_item (bhc_directory_get_colleagues (directory), 0);
  g_autoptr (BhcLabel) label = g_list_model_get_item (bhc_directory_get_labels (directory), 0);
  g_autoptr (BhcSavedView) own = g_list_model_get_item (bhc_directory_get_views (directory), 0);
  g_autoptr (BhcSavedView) shared = g_list_model_get_item (bhc_directory_get_views (directory), 1);

  g_assert_cmpstr (bhc_colleague_get_name (first), ==, "Mia");
  g_assert_cmpstr (bhc_label_get_name (label), ==, "billing");
  g_assert_cmpstr (bhc_saved_view_get_name (own), ==, "Alpha");
  g_assert_cmpstr (bhc_saved_view_get_name (shared), ==, "Urgent");
}

static void
test_members_are_typed (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));
  BhcColleague *sam = bhc_directory_find_colleague (directory, "o2");
  BhcCanned *canned = bhc_directory_find_canned (directory, "c1");
  g_autofree char *status = NULL;
  g_auto (GStrv) teams = NULL;

  g_assert_cmpint (bhc_colleague_get_role (sam), ==, BH_ROLE_ADMIN);
  g_assert_null (bhc_colleague_get_avatar (sam));
  g_assert_false (bhc_colleague_is_disabled (sam));
  g_assert_true (bhc_colleague_is_in_team (sam, "t1"));
  g_assert_true (bhc_team_has_member (bhc_directory_find_team (directory, "t1"), "o2"));
  g_object_get (sam, "status", &status, "teams", &teams, NULL);
  g_assert_cmpstr (status, ==, "away");
  g_assert_cmpstr (teams[0], ==, "t1");
  g_assert_cmpuint (g_variant_n_children (bhc_canned_get_attachments (canned)), ==, 1);
}

static void
test_a_views_filter_is_typed (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));
  BhcSavedView *view = bhc_directory_find_view (directory, "v1");
  const BhcFilter *filter = bhc_saved_view_get_filter (view);

  g_assert_cmpint (bhc_saved_view_get_sort (view), ==, BHC_SORT_PRIORITY);
  g_assert_cmpstr (filter->statuses[0], ==, "escalated");
  g_assert_cmpstr (filter->assignees[1], ==, "none");
  g_assert_null (filter->labels);
  g_assert_cmpint (filter->since_days, ==, 7);
  g_assert_cmpint (filter->snoozed, ==, 0);
  g_assert_true (
      bhc_filter_is_empty (bhc_saved_view_get_filter (bhc_directory_find_view (directory, "v2"))));
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  ++*n;
}

static void
test_news_change_the_same_objects (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));
  BhcLabel *label = bhc_directory_find_label (directory, "l1");
  guint renamed = 0, colored = 0;

  g_signal_connect (label, "notify::name", G_CALLBACK (count_cb), &renamed);
  g_signal_connect (label, "notify::color", G_CALLBACK (count_cb), &colored);
  fixture->mock->directory =
      DIRECTORY ("{\"id\":\"l1\",\"name\":\"money back\",\"color\":\"#c01c28\"}," BILLING);
  bht_mock_publish (fixture->mock, "directory.updated", "{\"what\":\"labels\"}");
  bht_wait_until (bht_count (bhc_directory_get_labels (directory)) == 2);

  g_assert_true (bhc_directory_find_label (directory, "l1") == label);
  g_assert_cmpstr (bhc_label_get_name (label), ==, "money back");
  g_assert_cmpuint (renamed, ==, 1);
  g_assert_cmpuint (colored, ==, 0);
}

static void
test_what_is_gone_leaves (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND "," BILLING));

  fixture->mock->directory = DIRECTORY (BILLING);
  bht_mock_publish (fixture->mock, "directory.updated", "{\"what\":\"labels\"}");
  bht_wait_until (bht_count (bhc_directory_get_labels (directory)) == 1);

  g_assert_null (bhc_directory_find_label (directory, "l1"));
  g_assert_nonnull (bhc_directory_find_label (directory, "l2"));
}

static void
test_names_are_there_offline (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));

  bht_desk_close (fixture);
  bht_mock_go_away (fixture->mock);
  bht_desk_reopen (fixture);
  bhc_desk_start (fixture->desk);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);

  directory = bhc_desk_get_directory (fixture->desk);
  g_assert_cmpstr (bhc_label_get_name (bhc_directory_find_label (directory, "l1")), ==, "refund");
}

static void
test_reconnecting_asks_again (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));

  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
  fixture->mock->directory = DIRECTORY (REFUND "," BILLING);
  bht_mock_come_back (fixture->mock);
  bhc_desk_retry (fixture->desk);
  bht_wait_until (bht_count (bhc_directory_get_labels (directory)) == 2);
}

static void
test_signing_out_empties_it (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));

  bhc_desk_sign_out (fixture->desk);
  g_assert_cmpuint (bht_count (bhc_directory_get_labels (directory)), ==, 0);
  g_assert_null (bhc_directory_find_colleague (directory, "o1"));
}

static void
test_what_is_no_directory_changes_nothing (BhtDesk *fixture, gconstpointer data)
{
  BhcDirectory *directory = sign_in (fixture, DIRECTORY (REFUND));
  guint asked = fixture->mock->n_directories;

  fixture->mock->directory = "{\"labels\":7}";
  bht_mock_publish (fixture->mock, "directory.updated", "{\"what\":\"labels\"}");
  bht_wait_until (fixture->mock->n_directories > asked);
  fixture->mock->directory = "{\"operators\":[{\"name\":\"no id\"}],\"labels\":[{\"id\":\"l9\"}]}";
  bht_mock_publish (fixture->mock, "directory.updated", "{\"what\":\"labels\"}");
  bht_wait_until (bhc_directory_find_label (directory, "l9") != NULL);

  g_assert_null (bhc_label_get_name (bhc_directory_find_label (directory, "l9")));
  g_assert_cmpuint (bht_count (bhc_directory_get_colleagues (directory)), ==, 0);
}

static BhConversation *
make_conversation (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  return bh_conversation_from_json (json_node_get_object (json_parser_get_root (parser)), NULL);
}

static void
assert_matches (const char *filter, gboolean expected)
{
  g_autoptr (GVariant) values = g_variant_parse (G_VARIANT_TYPE_VARDICT, filter, NULL, NULL, NULL);
  g_autoptr (BhcFilter) one = bhc_filter_from_values (values);
  g_autoptr (GVariant) again = g_variant_ref_sink (bhc_filter_to_values (one));
  g_autoptr (BhcFilter) other = bhc_filter_from_values (again);
  g_autoptr (BhcFilter) copy = bhc_filter_copy (other);
  g_autoptr (BhConversation) conversation = make_conversation (
      "{\"id\":\"x\",\"status\":\"escalated\",\"channel\":\"widget\",\"priority\":\"high\","
      "\"contact\":{\"id\":\"y\"},\"assignee\":{\"id\":\"me-id\",\"name\":\"Me\"},\"team\":null,"
      "\"labels\":[\"l1\",\"l22\"],\"snoozed_until_us\":null,\"updated_us\":1000}");

  g_assert_cmpint (bhc_filter_matches (copy, conversation, "me-id", 2000), ==, expected);
}

static void
test_filters_match (void)
{
  assert_matches ("@a{sv} {}", TRUE);
  assert_matches ("{'statuses':<['escalated','resolved']>}", TRUE);
  assert_matches ("{'statuses':<['resolved']>}", FALSE);
  assert_matches ("{'labels':<['l9','l22']>}", TRUE);
  assert_matches ("{'labels':<['l2']>}", FALSE);
  assert_matches ("{'assignees':<['me']>}", TRUE);
  assert_matches ("{'assignees':<['me-id']>}", TRUE);
  assert_matches ("{'assignees':<['none']>}", FALSE);
  assert_matches ("{'teams':<['none']>}", TRUE);
  assert_matches ("{'teams':<['t1']>}", FALSE);
  assert_matches ("{'priorities':<['high']>,'channels':<['widget']>}", TRUE);
  assert_matches ("{'priorities':<['high']>,'channels':<['api']>}", FALSE);
  assert_matches ("{'snoozed':<false>}", TRUE);
  assert_matches ("{'snoozed':<true>}", FALSE);
  assert_matches ("{'since_days':<int64 1>}", TRUE);
}

static void
test_filters_know_the_time (void)
{
  g_autoptr (BhcFilter) filter = bhc_filter_new ();
  g_autoptr (BhConversation) conversation = make_conversation (
      "{\"id\":\"x\",\"status\":\"escalated\",\"contact\":{\"id\":\"y\"},\"updated_us\":1000}");

  filter->since_days = 2;
  g_assert_true (bhc_filter_matches (filter, conversation, NULL, 1000 + 2 * G_TIME_SPAN_DAY));
  g_assert_false (bhc_filter_matches (filter, conversation, NULL, 1001 + 2 * G_TIME_SPAN_DAY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  BHT_ADD_DESK ("/console/directory/lists-are-in-order", test_lists_are_in_order);
  BHT_ADD_DESK ("/console/directory/members-are-typed", test_members_are_typed);
  BHT_ADD_DESK ("/console/directory/filter-is-typed", test_a_views_filter_is_typed);
  BHT_ADD_DESK ("/console/directory/news-change-the-same-objects",
                test_news_change_the_same_objects);
  BHT_ADD_DESK ("/console/directory/what-is-gone-leaves", test_what_is_gone_leaves);
  BHT_ADD_DESK ("/console/directory/names-are-there-offline", test_names_are_there_offline);
  BHT_ADD_DESK ("/console/directory/reconnecting-asks-again", test_reconnecting_asks_again);
  BHT_ADD_DESK ("/console/directory/signing-out-empties-it", test_signing_out_empties_it);
  BHT_ADD_DESK ("/console/directory/nonsense-changes-nothing",
                test_what_is_no_directory_changes_nothing);
  g_test_add_func ("/console/filter/matches", test_filters_match);
  g_test_add_func ("/console/filter/knows-the-time", test_filters_know_the_time);

  return g_test_run ();
}
