/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Who is there, what the AI is at, and what is whispered, as the feed tells it. */
#include "console/model/team/bhc-audit.h"
#include "console/model/team/bhc-crew.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

#include <string.h>

#define PERSON(id, name, connected, open)                                                          \
  "{\"operator\":{\"id\":\"" id "\",\"name\":\"" name "\",\"email\":\"x@example.org\","            \
  "\"role\":\"agent\",\"avatar\":null,\"teams\":[],\"status\":\"online\",\"disabled\":false},"     \
  "\"connected\":" connected ",\"since_us\":null,\"open\":" open ",\"waiting\":1}"
#define RUN                                                                                        \
  "{\"run_id\":\"r1\",\"conversation_id\":\"c1\",\"contact_name\":\"Ada\",\"question\":"           \
  "\"Where is it?\",\"provider\":null,\"started_us\":null}"
#define PEOPLE(open, runs)                                                                         \
  "{\"people\":[" PERSON (BHT_ME, "Me", "true", "2") "," PERSON (BHT_COLLEAGUE, "Sam", "false",    \
                                                                 open) "],\"ai\":[" runs "]}"
#define WHISPER(id, from, body, at, read)                                                          \
  "{\"id\":\"" id "\",\"from\":{\"id\":\"" from "\",\"name\":\"N\"},\"to\":{\"id\":\"x\","         \
  "\"name\":\"N\"},\"conversation_id\":null,\"body\":\"" body "\",\"read_us\":" read               \
  ",\"created_us\":" at "}"
#define THREAD(list, unread, more)                                                                 \
  "{\"whispers\":[" list "],\"unread\":{" unread "},\"more\":" more "}"
#define FROM_SAM WHISPER ("w1", BHT_COLLEAGUE, "Can you help?", "10", "null")
#define ONE_UNREAD "\"" BHT_COLLEAGUE "\":1"
#define EVENT                                                                                      \
  "{\"whisper\":{\"id\":\"w1\",\"from_id\":\"" BHT_COLLEAGUE "\",\"to_id\":\"" BHT_ME "\"}}"

/* What the daemon answers, and what it was told. */
static struct
{
  const char *people;
  const char *unread;
  const char *thread;
  const char *older;
  const char *audit[2]; /* pages */
  guint n_people, n_reads, n_posts;
  gboolean refuses;
  char *last_id;
} world;

static void
answer_whispers (const BhtRequest *request)
{
  GHashTable *query = request->query;
  gboolean about_one = query != NULL && g_hash_table_contains (query, "with");
  gboolean before = query != NULL && g_hash_table_contains (query, "before");

  bht_mock_answer (request->message, 200,
                   before      ? world.older
                   : about_one ? world.thread
                               : world.unread);
}

static void
post_whisper (const BhtRequest *request)
{
  g_autofree char *answer = NULL;

  world.n_posts++;
  if (world.refuses)
    {
      bht_mock_refuse (request->message, BH_ERROR_UNAVAILABLE, "come back later");
      return;
    }
  g_free (world.last_id);
  world.last_id = g_strdup (json_object_get_string_member (request->body, "id"));
  answer = g_strdup_printf ("{\"whisper\":" WHISPER ("%s", BHT_ME, "Yes", "99", "null") "}",
                            world.last_id);
  bht_mock_answer (request->message, 201, answer);
}

static gboolean
answer_cb (BhtMock *mock, const BhtRequest *request, gpointer data)
{
  gboolean posts = g_str_equal (request->method, "POST");
  const char *what = request->path[0];

  if (g_strcmp0 (what, "people") == 0)
    {
      world.n_people++;
      bht_mock_answer (request->message, 200, world.people);
    }
  else if (g_strcmp0 (what, "whispers") == 0 && g_strcmp0 (request->path[1], "read") == 0)
    {
      world.n_reads++;
      world.unread = THREAD ("", "", "false");
      bht_mock_answer (request->message, 200, "{}");
    }
  else if (g_strcmp0 (what, "whispers") == 0 && posts)
    post_whisper (request);
  else if (g_strcmp0 (what, "whispers") == 0)
    answer_whispers (request);
  else if (g_strcmp0 (what, "audit") == 0)
    bht_mock_answer (
        request->message, 200,
        world.audit[request->query != NULL && g_hash_table_contains (request->query, "before")]);
  else
    return FALSE;
  return TRUE;
}

static BhcCrew *
begin (BhtDesk *fixture)
{
  g_free (world.last_id);
  memset (&world, 0, sizeof world);
  world.people = PEOPLE ("0", "");
  world.unread = world.thread = world.older = THREAD ("", "", "false");
  fixture->mock->extra = answer_cb;
  bht_desk_sign_in (fixture, FALSE);
  bhc_crew_of (fixture->desk);
  bht_wait_until (bhc_crew_is_current (bhc_crew_of (fixture->desk)));
  return bhc_crew_of (fixture->desk);
}

static BhcMate *
sam (BhcCrew *crew)
{
  return bhc_crew_find_mate (crew, BHT_COLLEAGUE);
}

static void
test_mates_with_their_loads (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);

  g_assert_cmpuint (bht_count (bhc_crew_get_mates (crew)), ==, 2);
  g_assert_cmpint (bhc_mate_get (bhc_crew_find_mate (crew, BHT_ME))->open, ==, 2);
  g_assert_cmpstr (bhc_mate_get_presence (bhc_crew_find_mate (crew, BHT_ME)), ==, "online");
  g_assert_cmpstr (bhc_mate_get_presence (sam (crew)), ==, "offline");
}

static void
test_presence_is_live (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  guint asked = world.n_people;

  bht_mock_tell (fixture->mock,
                 "{\"op\":\"ephemeral\",\"type\":\"presence\",\"body\":{\"operator_id\":"
                 "\"" BHT_COLLEAGUE "\",\"connected\":true,\"status\":\"busy\"}}");
  bht_wait_until (g_str_equal (bhc_mate_get_presence (sam (crew)), "busy"));
  g_assert_cmpuint (world.n_people, ==, asked);
}

static void
test_runs_come_and_go (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  g_autoptr (BhcAiRun) run = NULL;

  bhc_crew_watch (crew);
  world.people = PEOPLE ("0", RUN);
  bht_mock_tell (fixture->mock, "{\"op\":\"ephemeral\",\"type\":\"run.updated\","
                                "\"conversation_id\":\"c1\",\"body\":{\"run_id\":\"r1\",\"state\":"
                                "\"running\",\"provider\":null}}");
  bht_wait_until (bht_count (bhc_crew_get_runs (crew)) == 1);
  run = g_list_model_get_item (bhc_crew_get_runs (crew), 0);
  g_assert_cmpstr (bhc_ai_run_get_question (run), ==, "Where is it?");
  g_assert_null (bhc_ai_run_get_provider (run));
  bht_mock_tell (fixture->mock, "{\"op\":\"ephemeral\",\"type\":\"run.updated\","
                                "\"conversation_id\":\"c1\",\"body\":{\"run_id\":\"r1\",\"state\":"
                                "\"done\",\"provider\":\"embedded\"}}");
  bht_wait_until (bht_count (bhc_crew_get_runs (crew)) == 0);
  bhc_crew_unwatch (crew);
}

static void
test_loads_follow_conversations (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);

  bhc_crew_watch (crew);
  world.people = PEOPLE ("5", "");
  bht_mock_open (fixture->mock, "Ada");
  bht_wait_until (bhc_mate_get (sam (crew))->open == 5);
  bhc_crew_unwatch (crew);
}

static void
test_last_known_without_a_connection (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);

  bht_mock_go_away (fixture->mock);
  bht_wait_until (!bhc_crew_is_current (crew));
  g_assert_cmpuint (bht_count (bhc_crew_get_mates (crew)), ==, 2);
  bht_mock_come_back (fixture->mock);
  bhc_desk_retry (fixture->desk);
  bht_wait_until (bhc_crew_is_current (crew));
}

static void
heard_cb (BhcCrew *crew, BhcWhisper *whisper, char **heard)
{
  g_free (*heard);
  *heard = g_strdup (bhc_whisper_get_body (whisper));
}

static void
test_a_whisper_is_heard (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  g_autofree char *heard = NULL;

  g_signal_connect (crew, "heard", G_CALLBACK (heard_cb), &heard);
  world.thread = THREAD (FROM_SAM, ONE_UNREAD, "false");
  bht_mock_publish (fixture->mock, "whisper.created", EVENT);
  bht_wait_until (heard != NULL);
  g_assert_cmpstr (heard, ==, "Can you help?");
  g_assert_cmpuint (bhc_crew_get_n_unread (crew), ==, 1);
  g_assert_cmpuint (bhc_mate_get_unread (sam (crew)), ==, 1);
}

static void
test_others_whispers_are_no_matter (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  g_autofree char *heard = NULL;

  g_signal_connect (crew, "heard", G_CALLBACK (heard_cb), &heard);
  world.thread = THREAD (FROM_SAM, ONE_UNREAD, "false");
  bht_mock_publish (fixture->mock, "whisper.created",
                    "{\"whisper\":{\"id\":\"w9\",\"from_id\":\"a\",\"to_id\":\"b\"}}");
  bht_mock_publish (fixture->mock, "whisper.created", EVENT);
  bht_wait_until (heard != NULL);
  g_assert_cmpstr (heard, ==, "Can you help?");
}

static void
test_who_looks_has_read (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  BhcWhispers *whispers = bhc_crew_open_whispers (crew, BHT_COLLEAGUE);
  g_autofree char *heard = NULL;

  g_signal_connect (crew, "heard", G_CALLBACK (heard_cb), &heard);
  bhc_whispers_load (whispers);
  bhc_whispers_set_seen (whispers, TRUE);
  bht_wait_until (bhc_whispers_is_loaded (whispers));
  world.thread = THREAD (FROM_SAM, ONE_UNREAD, "false");
  bht_mock_publish (fixture->mock, "whisper.created", EVENT);
  bht_wait_until (bht_count (whispers) == 1 && world.n_reads > 0);
  bht_wait_until (bhc_crew_get_n_unread (crew) == 0);
  g_assert_null (heard);
}

static void
test_pages_of_whispers (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  BhcWhispers *whispers = bhc_crew_open_whispers (crew, BHT_COLLEAGUE);
  g_autoptr (BhcWhisper) first = NULL;

  world.thread = THREAD (FROM_SAM, "", "true");
  world.older = THREAD (WHISPER ("w0", BHT_ME, "Hello", "5", "7"), "", "false");
  bhc_whispers_load (whispers);
  bht_wait_until (bhc_whispers_has_older (whispers));
  bhc_whispers_load_older (whispers);
  bht_wait_until (bht_count (whispers) == 2);
  bht_wait_until (!bhc_whispers_has_older (whispers));
  first = g_list_model_get_item (G_LIST_MODEL (whispers), 0);
  g_assert_cmpstr (bhc_whisper_get_body (first), ==, "Hello");
  g_assert_true (bhc_whisper_is_read (first));
}

static BhcWhisperState
state_of (BhcWhispers *whispers)
{
  g_autoptr (BhcWhisper) whisper = g_list_model_get_item (G_LIST_MODEL (whispers), 0);

  return bhc_whisper_get_state (whisper);
}

static void
test_what_failed_is_sent_under_the_same_id (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  BhcWhispers *whispers = bhc_crew_open_whispers (crew, BHT_COLLEAGUE);
  g_autoptr (BhcWhisper) whisper = NULL;

  world.refuses = TRUE;
  bhc_whispers_send (whispers, "Yes");
  bht_wait_until (state_of (whispers) == BHC_WHISPER_FAILED);
  world.refuses = FALSE;
  whisper = g_list_model_get_item (G_LIST_MODEL (whispers), 0);
  bhc_whispers_send_again (whispers, whisper);
  bht_wait_until (state_of (whispers) == BHC_WHISPER_SENT);
  g_assert_cmpuint (world.n_posts, ==, 2);
  g_assert_cmpstr (bhc_whisper_get_id (whisper), ==, world.last_id);
}

static void
test_said_offline_is_sent_later (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);
  BhcWhispers *whispers = bhc_crew_open_whispers (crew, BHT_COLLEAGUE);

  bht_mock_go_away (fixture->mock);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_OFFLINE);
  bhc_whispers_send (whispers, "Yes");
  bht_wait_until (state_of (whispers) == BHC_WHISPER_FAILED);
  bht_mock_come_back (fixture->mock);
  bhc_desk_retry (fixture->desk);
  bht_wait_until (state_of (whispers) == BHC_WHISPER_SENT);
}

static void
test_signing_out_forgets (BhtDesk *fixture, gconstpointer data)
{
  BhcCrew *crew = begin (fixture);

  bhc_desk_sign_out (fixture->desk);
  bht_wait_until (bhc_desk_get_state (fixture->desk) == BHC_STATE_SIGNED_OUT);
  g_assert_cmpuint (bht_count (bhc_crew_get_mates (crew)), ==, 0);
}

#define ENTRY(id, at)                                                                              \
  "{\"id\":\"" id "\",\"at_us\":" at ",\"operator\":null,\"action\":\"label.created\","            \
  "\"subject_id\":\"l1\",\"detail\":{\"name\":\"x\"}}"
#define AUDIT(entries, next)                                                                       \
  "{\"entries\":[" entries "],\"next\":" next ",\"actions\":[\"label.created\"]}"

static void
test_the_log_in_pages (BhtDesk *fixture, gconstpointer data)
{
  g_autoptr (BhcAudit) audit = NULL;

  begin (fixture);
  world.audit[0] = AUDIT (ENTRY ("e2", "20"), "\"e2\"");
  world.audit[1] = AUDIT (ENTRY ("e1", "10"), "null");
  audit = bhc_audit_new (fixture->desk);
  bhc_audit_ask (audit, NULL, NULL, 0);
  bht_wait_until (bht_count (audit) == 1);
  g_assert_true (bhc_audit_has_more (audit));
  bhc_audit_load_all (audit);
  bht_wait_until (bht_count (audit) == 2);
  g_assert_false (bhc_audit_has_more (audit));
}

static void
test_the_log_of_a_period (BhtDesk *fixture, gconstpointer data)
{
  g_autoptr (BhcAudit) audit = NULL;

  begin (fixture);
  world.audit[0] = AUDIT (ENTRY ("e2", "20") "," ENTRY ("e1", "10"), "\"e1\"");
  audit = bhc_audit_new (fixture->desk);
  bhc_audit_ask (audit, BHT_ME, "label.created", 15);
  bht_wait_until (!bhc_audit_is_loading (audit));
  g_assert_cmpuint (bht_count (audit), ==, 1);
  g_assert_false (bhc_audit_has_more (audit));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  BHT_ADD_DESK ("/console/team/mates-with-their-loads", test_mates_with_their_loads);
  BHT_ADD_DESK ("/console/team/presence-is-live", test_presence_is_live);
  BHT_ADD_DESK ("/console/team/runs-come-and-go", test_runs_come_and_go);
  BHT_ADD_DESK ("/console/team/loads-follow-conversations", test_loads_follow_conversations);
  BHT_ADD_DESK ("/console/team/last-known-without-a-connection",
                test_last_known_without_a_connection);
  BHT_ADD_DESK ("/console/team/a-whisper-is-heard", test_a_whisper_is_heard);
  BHT_ADD_DESK ("/console/team/others-whispers-are-no-matter", test_others_whispers_are_no_matter);
  BHT_ADD_DESK ("/console/team/who-looks-has-read", test_who_looks_has_read);
  BHT_ADD_DESK ("/console/team/pages-of-whispers", test_pages_of_whispers);
  BHT_ADD_DESK ("/console/team/what-failed-is-sent-under-the-same-id",
                test_what_failed_is_sent_under_the_same_id);
  BHT_ADD_DESK ("/console/team/said-offline-is-sent-later", test_said_offline_is_sent_later);
  BHT_ADD_DESK ("/console/team/signing-out-forgets", test_signing_out_forgets);
  BHT_ADD_DESK ("/console/team/the-log-in-pages", test_the_log_in_pages);
  BHT_ADD_DESK ("/console/team/the-log-of-a-period", test_the_log_of_a_period);
  result = g_test_run ();
  g_free (world.last_id);
  return result;
}
