/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/bht-patience.h"
#include "tests/http/bht-client.h"

#include <string.h>

typedef struct
{
  BhtTenant *tenant;
} Fixture;

/* One daemon for all tests, a new organisation for each. */
static BhtDaemon *shared;

static BhtAnswer *
find (Fixture *f, const char *search, const char *more)
{
  g_autofree char *escaped = g_uri_escape_string (search, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/desk/find?q=%s%s", escaped, more);

  return bht_call (shared, "GET", path, f->tenant->owner_token, NULL, NULL);
}

static JsonArray *
hits_of (const BhtAnswer *answer)
{
  g_assert_cmpuint (answer->status, ==, 200);
  return json_object_get_array_member (bht_answer_object (answer), "hits");
}

/* The index follows behind: asks until there are @n. */
static BhtAnswer *
find_so_many (Fixture *f, const char *search, guint n)
{
  gint64 end_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      BhtAnswer *answer = find (f, search, "");

      if (json_array_get_length (hits_of (answer)) == n)
        return answer;
      if (g_get_monotonic_time () > end_us)
        g_error ("“%s” did not come to %u hits: %s", search, n, answer->body);
      bht_answer_free (answer);
    }
}

static void
assert_finds (Fixture *f, const char *search, guint n)
{
  g_autoptr (BhtAnswer) answer = find_so_many (f, search, n);
}

static const char *
excerpt_of (const BhtAnswer *answer, guint at)
{
  return json_object_get_string_member (json_array_get_object_element (hits_of (answer), at),
                                        "excerpt");
}

/* Says it in the tenant's conversation. */
static void
say (Fixture *f, const char *token, const char *kind, const char *body)
{
  g_autofree char *id = bh_id_new ();
  gboolean visitor = token == f->tenant->visitor_token;
  g_autofree char *path = g_strdup_printf ("/v1/%s/conversations/%s/messages",
                                           visitor ? "widget" : "desk", f->tenant->conversation_id);
  g_autofree char *json =
      g_strdup_printf (visitor ? "{\"id\":\"%s\",\"body\":\"%s\"}"
                               : "{\"id\":\"%s\",\"body\":\"%s\",\"kind\":\"%s\"}",
                       id, body, kind);
  g_autoptr (BhtAnswer) answer = bht_call (shared, "POST", path, token, NULL, json);

  g_assert_cmpuint (answer->status, ==, 201);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static guint count;
  g_autofree char *slug = g_strdup_printf ("find-%u", ++count);

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  f->tenant = bht_daemon_add_tenant (shared, slug);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->tenant);
}

static void
test_words_are_found_newest_first (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;

  say (f, f->tenant->visitor_token, NULL, "My blue Lámp flickers");
  say (f, f->tenant->visitor_token, NULL, "another blue one");
  say (f, f->tenant->visitor_token, NULL, "die Stehlampe, blau und groß");
  assert_finds (f, "BLUE", 2);
  assert_finds (f, "lamp blu", 1);
  assert_finds (f, "\"blue lamp\"", 1);
  assert_finds (f, "\"lamp blue\"", 0);
  assert_finds (f, "GROSS", 1);
  assert_finds (f, "blue -lamp", 1);
  answer = find_so_many (f, "blue", 2);
  g_assert_cmpstr (excerpt_of (answer, 0), ==, "another blue one");
}

static void
test_hit_says_where_the_word_stands (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = NULL;
  JsonObject *hit = NULL;
  JsonArray *mark = NULL;

  say (f, f->tenant->visitor_token, NULL, "Größe wanted, not greatness");
  answer = find_so_many (f, "wanted", 1);
  hit = json_array_get_object_element (hits_of (answer), 0);
  mark = json_array_get_array_element (json_object_get_array_member (hit, "marks"), 0);
  g_assert_cmpint (json_array_get_int_element (mark, 0), ==, 6);
  g_assert_cmpint (json_array_get_int_element (mark, 1), ==, 6);
  g_assert_cmpstr (json_object_get_string_member (hit, "author"), ==, "visitor");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (hit, "conversation"), "id"), ==,
      f->tenant->conversation_id);
}

static void
test_scripts_without_blanks (Fixture *f, gconstpointer data)
{
  say (f, f->tenant->visitor_token, NULL, "東京タワーの入場券を返品したい");
  assert_finds (f, "返品", 1);
  assert_finds (f, "品返", 0);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  say (f, f->tenant->visitor_token, NULL, "parcel from the visitor");
  say (f, f->tenant->owner_token, "note", "parcel noted");
  say (f, f->tenant->owner_token, "text", "parcel answered");
  assert_finds (f, "parcel", 3);
  assert_finds (f, "parcel from:visitor", 1);
  assert_finds (f, "parcel from:me", 2);
  assert_finds (f, "parcel -from:me", 1);
  assert_finds (f, "parcel has:note", 1);
  assert_finds (f, "parcel from:me -has:note", 1);
  assert_finds (f, "parcel from:nobodyofthisname", 0);
  assert_finds (f, "parcel status:resolved", 0);
  assert_finds (f, "parcel -status:resolved channel:widget", 3);
  assert_finds (f, "parcel assignee:me", 3);
  assert_finds (f, "parcel assignee:none", 0);
  assert_finds (f, "parcel after:2020-01-01", 3);
  assert_finds (f, "parcel before:2020-01-01", 0);
  assert_finds (f, "parcel has:attachment", 0);
  assert_finds (f, "has:note", 1);
}

static void
test_pages_go_on_where_the_last_one_ended (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) first = NULL;
  g_autoptr (BhtAnswer) second = NULL;
  g_autofree char *more = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *body = g_strdup_printf ("count %u", i);

      say (f, f->tenant->visitor_token, NULL, body);
    }
  assert_finds (f, "count", 5);
  first = find (f, "count", "&limit=3");
  g_assert_cmpstr (excerpt_of (first, 2), ==, "count 2");
  more = g_strdup_printf ("&limit=3&after=%s",
                          json_object_get_string_member (bht_answer_object (first), "next"));
  second = find (f, "count", more);
  g_assert_cmpuint (json_array_get_length (hits_of (second)), ==, 2);
  g_assert_cmpstr (excerpt_of (second, 0), ==, "count 1");
  g_assert_true (json_object_get_null_member (bht_answer_object (second), "next"));
}

static gpointer
delete_messages (BhdTurn *turn, gpointer data, GError **error)
{
  const BhtTenant *tenant = data;

  bh_db_exec (turn->db, "DELETE FROM message WHERE organization_id = $1",
              g_variant_new ("(s)", tenant->organization_id), error);
  turn->wakes |= BHD_WAKE_SWEEPER;
  return NULL;
}

static gpointer
count_removed (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (
      turn->db, "(xx)",
      "SELECT (SELECT COUNT(*) FROM find_removed), (SELECT COUNT(*) FROM found.said s, "
      "found.followed f WHERE s.place >> 40 = f.number AND f.organization_id = $1)",
      g_variant_new ("(s)", data), error);
  gint64 waiting = 1, said = 1;

  if (row != NULL)
    g_variant_get (row, "(xx)", &waiting, &said);
  return GINT_TO_POINTER ((int) (waiting + said));
}

static void
test_what_is_deleted_leaves_the_index (Fixture *f, gconstpointer data)
{
  gint64 end_us = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GError) error = NULL;

  say (f, f->tenant->visitor_token, NULL, "please forget me");
  assert_finds (f, "forget", 1);
  bht_daemon_write (shared, delete_messages, f->tenant);
  assert_finds (f, "forget", 0);
  while (bhd_store_call (shared->store, BHD_JOB_READ, count_removed, f->tenant->organization_id,
                         &error) != NULL)
    g_assert_true (error == NULL && g_get_monotonic_time () < end_us);
}

static void
test_what_cannot_be_read_is_said (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = find (f, "status:open", "");
  g_autoptr (BhtAnswer) zone = find (f, "x", "&time_zone=Nowhere/Land");
  g_autoptr (BhtAnswer) path = find (f, "x", "&time_zone=/usr/share/zoneinfo/Europe/Berlin");

  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_nonnull (strstr (answer->body, "escalated"));
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (answer), "field"), ==, "q");
  bht_answer_assert_error (zone, 400, "invalid");
  bht_answer_assert_error (path, 400, "invalid");
}

static void
test_another_organisation_finds_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtTenant) other = bht_daemon_add_tenant (shared, "find-other");
  Fixture theirs = { other };

  say (f, f->tenant->visitor_token, NULL, "secretword of ours");
  assert_finds (f, "secretword", 1);
  say (&theirs, other->visitor_token, NULL, "ourword of theirs");
  assert_finds (&theirs, "ourword", 1);
  assert_finds (&theirs, "secretword", 0);
  assert_finds (&theirs, "secretword from:visitor", 0);
}

static void
test_contacts_and_articles_besides (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) named = NULL;
  g_autoptr (BhtAnswer) paged = NULL;
  g_autofree char *path = NULL;
  g_autoptr (BhtAnswer) renamed = NULL;

  say (f, f->tenant->visitor_token, NULL, "where is my parcel");
  path = g_strdup_printf ("/v1/desk/contacts/%s", f->tenant->contact_id);
  renamed = bht_call (shared, "PATCH", path, f->tenant->owner_token, NULL,
                      "{\"name\":\"Zoë Parcelová\",\"email\":\"zoe@example.org\"}");
  g_assert_cmpuint (renamed->status, ==, 200);
  assert_finds (f, "parcel", 1);
  named = find (f, "parcel", "");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (bht_answer_object (named), "contacts")),
      ==, 1);
  assert_finds (f, "parcel contact:zoe@example.org", 1);
  assert_finds (f, "contact:\"zoe par\"", 2); /* the greeting as well */
  assert_finds (f, "parcel from:zoe", 1);
  assert_finds (f, "parcel contact:nobodyelse", 0);
  assert_finds (f, "parcel -contact:zoe", 0);
  paged = find (f, "parcel", "&after=1000");
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (bht_answer_object (paged), "contacts")),
      ==, 0);
}

static BhtAnswer *
ask_insights (Fixture *f, const char *query)
{
  g_autofree char *path = g_strconcat ("/v1/desk/insights?", query, NULL);

  return bht_call (shared, "GET", path, f->tenant->agent_token, NULL, NULL);
}

/* The figures themselves are held in tests/desk/insights. */
static void
test_insights_have_their_form (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      ask_insights (f, "from_us=1500000000000000&to_us=4000000000000000&step=month&"
                       "time_zone=Europe/Berlin");
  g_autoptr (BhtAnswer) good =
      ask_insights (f, "from_us=1774652400000000&to_us=1774908000000000&time_zone=Europe/Berlin");

  bht_answer_assert_error (answer, 400, "invalid"); /* more than 400 months */
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_nonnull (strstr (good->body, "\"first_response_us\":{\"median\":null,\"p90\":null}"));
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (bht_answer_object (good), "series")), ==,
      3);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (bht_answer_object (good), "hours")), ==,
      7);
}

static void
test_insights_refuse_what_makes_no_sense (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) backwards = ask_insights (f, "from_us=10&to_us=5");
  g_autoptr (BhtAnswer) zone = ask_insights (f, "from_us=0&to_us=5&time_zone=Nowhere");
  g_autoptr (BhtAnswer) path =
      ask_insights (f, "from_us=0&to_us=5&time_zone=../zoneinfo/Europe/Berlin");
  g_autoptr (BhtAnswer) team = ask_insights (f, "from_us=0&to_us=5&team_id=x");

  bht_answer_assert_error (backwards, 400, "invalid");
  bht_answer_assert_error (zone, 400, "invalid");
  bht_answer_assert_error (path, 400, "invalid");
  bht_answer_assert_error (team, 400, "invalid");
}

#define TEST(name, function)                                                                       \
  g_test_add ("/http/find/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  TEST ("words-newest-first", test_words_are_found_newest_first);
  TEST ("says-where-words-stand", test_hit_says_where_the_word_stands);
  TEST ("scripts-without-blanks", test_scripts_without_blanks);
  TEST ("filters", test_filters);
  TEST ("pages", test_pages_go_on_where_the_last_one_ended);
  TEST ("deleted-leaves", test_what_is_deleted_leaves_the_index);
  TEST ("says-what-is-wrong", test_what_cannot_be_read_is_said);
  TEST ("tenants-apart", test_another_organisation_finds_nothing);
  TEST ("contacts-besides", test_contacts_and_articles_besides);
  TEST ("insights-form", test_insights_have_their_form);
  TEST ("insights-sense", test_insights_refuse_what_makes_no_sense);
  result = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  return result;
}
