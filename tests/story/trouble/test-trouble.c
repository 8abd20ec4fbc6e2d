/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* A console's bad days: each ends with the console showing what the daemon has, or with a sentence
 * that says what to do, and with everything that was typed. */
#include "common/bh-clock.h"
#include "console/model/writing/bhc-writing.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-wait.h"
#include "tests/story/trouble/trouble.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* ---- the daemon goes away ---- */

static void
test_restarted (Trouble *t, gconstpointer unused)
{
  bht_bellhopd_terminate (t->daemon);
  bht_wait_until (bhc_desk_get_state (t->desk) == BHC_STATE_OFFLINE);
  g_assert_cmpstr (bhc_desk_get_problem (t->desk), !=, NULL);
  trouble_mia_writes (t, t->conversation, "first");
  trouble_mia_writes (t, t->conversation, "second");
  trouble_mia_writes (t, t->conversation, "third");
  bht_bellhopd_start (t->daemon);

  trouble_wait_online (t);
  trouble_wait_sent (t);
  trouble_wait_shown (t, "first\nsecond\nthird\n");
  trouble_assert_same (t);
}

/* Everything but the newest event has left the log: nothing can be told piece by piece any more. */
static void
test_day_offline (Trouble *t, gconstpointer unused)
{
  trouble_cut (t, TRUE);
  trouble_mia_writes (t, t->conversation, "written on the train");
  trouble_mia_writes (t, t->conversation, "and in the tunnel");
  for (guint i = 0; i < 5; i++)
    trouble_ada_says (t, "Is anybody there?");
  bht_bellhopd_terminate (t->daemon);
  trouble_alter (t, "DELETE FROM event WHERE seq < (SELECT MAX (seq) FROM event);"
                    "UPDATE feed SET pruned_seq = seq - 1");
  bht_bellhopd_start (t->daemon);
  trouble_cut (t, FALSE);

  trouble_wait_sent (t);
  trouble_go_up_to (t, "written on the train\nand in the tunnel\n");
  trouble_assert_same (t);
}

/* ---- the daemon is put back to a backup ---- */

static void
test_restored (Trouble *t, gconstpointer unused)
{
  trouble_ada_says (t, "before the backup");
  trouble_back_up (t);
  trouble_ada_says (t, "lost in the fire");
  g_free (bht_api_open_conversation (t->ada));
  trouble_wait_online (t);
  trouble_wait_shown (t, "lost in the fire");
  bht_wait_until (bhc_desk_get_count (t->desk, BHC_VIEW_ALL) == 2);
  trouble_restore (t);

  trouble_wait_online (t);
  trouble_assert_same (t);
  trouble_ada_says (t, "after the fire");
  trouble_wait_shown (t, "before the backup\nafter the fire");
}

/* By the time the console asks again, the daemon has given its numbers to other events. */
static void
test_restored_and_gone_on (Trouble *t, gconstpointer unused)
{
  trouble_back_up (t);
  trouble_wait_online (t);
  trouble_ada_says (t, "lost in the fire");
  trouble_wait_shown (t, "lost in the fire");
  trouble_cut (t, TRUE);
  trouble_restore (t);
  for (guint i = 0; i < 10; i++)
    trouble_ada_says (t, "Hello? It was burning.");
  trouble_cut (t, FALSE);

  trouble_assert_same (t);
}

/* One event less than the console knows: the number before its last is the daemon's last. */
static void
test_restored_by_one (Trouble *t, gconstpointer unused)
{
  bht_bellhopd_terminate (t->daemon);
  trouble_alter (t, "UPDATE conversation SET unread = unread"); /* the log is put into the file */
  bht_bellhopd_start (t->daemon);
  trouble_back_up (t);
  trouble_wait_online (t);
  trouble_ada_says (t, "lost in the fire");
  trouble_wait_shown (t, "lost in the fire");
  trouble_restore (t);

  trouble_wait_online (t);
  trouble_assert_same (t);
}

static void
test_typed_for_a_lost_conversation (Trouble *t, gconstpointer unused)
{
  g_autofree char *lost = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *refusal = NULL;
  g_autoptr (BhcConversation) found = NULL;

  trouble_back_up (t);
  trouble_wait_online (t);
  lost = bht_api_open_conversation (t->ada);
  bht_wait_until (bhc_desk_get_count (t->desk, BHC_VIEW_ALL) == 2);
  trouble_cut (t, TRUE);
  trouble_mia_writes (t, lost, "An answer of an hour's work");
  trouble_mia_drafts (t, lost, "and half a");
  trouble_restore (t);
  trouble_cut (t, FALSE);

  refusal = trouble_read_refusal (t, lost);
  g_assert_cmpstr (refusal, !=, "");
  draft = trouble_read_draft (t, lost);
  g_assert_cmpstr (draft, ==, "and half a");
  found = bhc_desk_find_conversation (t->desk, lost);
  g_assert_nonnull (found);
}

/* ---- what she had sent has gone with it ---- */

static void
mia_says (Trouble *t, const char *conversation, const char *text)
{
  trouble_mia_writes (t, conversation, text);
  trouble_wait_sent (t);
  trouble_wait_delivery (t, conversation, text, BHC_DELIVERY_STORED);
}

static void
test_lost_words_are_kept (Trouble *t, gconstpointer unused)
{
  mia_says (t, t->conversation, "kept by the backup");
  trouble_back_up (t);
  trouble_wait_online (t);
  trouble_ada_says (t, "Ada's, and burnt");
  mia_says (t, t->conversation, "burnt");
  mia_says (t, t->conversation, "burnt as well");
  trouble_restore (t);

  trouble_wait_online (t);
  trouble_wait_delivery (t, t->conversation, "burnt", BHC_DELIVERY_LOST);
  trouble_wait_delivery (t, t->conversation, "burnt as well", BHC_DELIVERY_LOST);
  trouble_wait_delivery (t, t->conversation, "kept by the backup", BHC_DELIVERY_STORED);
  trouble_send_again (t, t->conversation, "burnt");
  trouble_wait_delivery (t, t->conversation, "burnt", BHC_DELIVERY_STORED);
  trouble_send_again (t, t->conversation, "burnt as well");
  trouble_wait_sent (t);
  trouble_assert_same (t);
}

/* Found where the daemon has given the numbers to others, too; and the program that finds it may be
 * another one than that which sent it. */
static void
test_lost_words_are_kept_later (Trouble *t, gconstpointer unused)
{
  mia_says (t, t->conversation, "kept by the backup");
  trouble_back_up (t);
  trouble_wait_online (t);
  mia_says (t, t->conversation, "burnt");
  trouble_cut (t, TRUE);
  trouble_restore (t);
  for (guint i = 0; i < 10; i++)
    trouble_ada_says (t, "Hello? It was burning.");
  trouble_reopen (t);
  bht_proxy_cut (t->proxy, FALSE);
  trouble_sign_in (t, BHT_PASSWORD);

  trouble_wait_online (t);
  trouble_wait_delivery (t, t->conversation, "burnt", BHC_DELIVERY_LOST);
  trouble_wait_delivery (t, t->conversation, "kept by the backup", BHC_DELIVERY_STORED);
}

static void
test_lost_conversation_is_kept (Trouble *t, gconstpointer unused)
{
  g_autofree char *lost = NULL;
  g_autofree char *refusal = NULL;

  trouble_back_up (t);
  trouble_wait_online (t);
  lost = bht_api_open_conversation (t->ada);
  bht_wait_until (bhc_desk_get_count (t->desk, BHC_VIEW_ALL) == 2);
  mia_says (t, lost, "An answer of an hour's work");
  trouble_restore (t);

  trouble_wait_online (t);
  trouble_wait_delivery (t, lost, "An answer of an hour's work", BHC_DELIVERY_LOST);
  g_assert_cmpuint (bhc_desk_get_count (t->desk, BHC_VIEW_ALL), ==, 2);
  trouble_send_again (t, lost, "An answer of an hour's work");
  refusal = trouble_read_refusal (t, lost);
  g_assert_cmpstr (refusal, !=, "");
}

/* ---- the sign-in ends ---- */

#define OTHER_PASSWORD "a newer correct horse"

static void
test_revoked (Trouble *t, gconstpointer unused)
{
  g_autofree char *draft = NULL;

  trouble_cut (t, TRUE);
  trouble_mia_writes (t, t->conversation, "on its way");
  trouble_mia_drafts (t, t->conversation, "half a sentence");
  json_node_unref (bht_api_expect (
      t->mia, "PATCH", "/v1/desk/me",
      "{\"old_password\":\"" BHT_PASSWORD "\",\"password\":\"" OTHER_PASSWORD "\"}", 200));
  bht_proxy_cut (t->proxy, FALSE);
  bht_wait_until (bhc_desk_get_state (t->desk) == BHC_STATE_SIGNED_OUT);
  g_assert_nonnull (strstr (bhc_desk_get_problem (t->desk), "sign in again"));

  trouble_sign_in (t, OTHER_PASSWORD);
  trouble_wait_online (t);
  trouble_wait_sent (t);
  draft = trouble_read_draft (t, t->conversation);
  g_assert_cmpstr (draft, ==, "half a sentence");
  trouble_wait_shown (t, "on its way");
}

/* ---- the console's clock is changed ---- */

static void
test_clock_changed (Trouble *t, gconstpointer unused)
{
  const gint64 now_us = bh_clock_now_us ();

  mia_says (t, t->conversation, "at noon");
  bh_clock_set (now_us - BH_HOUR);
  trouble_ada_says (t, "an hour earlier?");
  mia_says (t, t->conversation, "an hour earlier");
  bh_clock_set (now_us + BH_HOUR);
  trouble_ada_says (t, "an hour later?");
  trouble_cut (t, TRUE);
  trouble_mia_writes (t, t->conversation, "an hour later");
  bh_clock_set (now_us - 24 * BH_HOUR);
  trouble_cut (t, FALSE);
  trouble_wait_sent (t);

  trouble_wait_shown (
      t, "at noon\nan hour earlier?\nan hour earlier\nan hour later?\nan hour later\n");
  trouble_assert_same (t);
  bh_clock_set (0);
}

/* ---- a disk is full ---- */

/* No file grows; what there is can be read. */
static void
fill_disk (GPid pid, gboolean full)
{
  const struct rlimit limit = { .rlim_cur = full ? 1 : RLIM_INFINITY, .rlim_max = RLIM_INFINITY };

  g_assert_cmpint (prlimit (pid, RLIMIT_FSIZE, &limit, NULL), ==, 0);
}

static void
test_daemon_disk_full (Trouble *t, gconstpointer unused)
{
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", t->conversation);
  g_autoptr (JsonNode) answer = NULL;

  fill_disk (bht_bellhopd_pid (t->daemon), TRUE);
  g_assert_cmpuint (bht_api_call (t->ada, "POST", path,
                                  "{\"id\":\"0190a0a0-0000-7000-8000-0000000000aa\","
                                  "\"body\":\"Can you hear me?\"}",
                                  &answer),
                    ==, 503);
  g_assert_nonnull (strstr (bht_json_string (answer, "error"), "disk"));
  trouble_mia_writes (t, t->conversation, "kept until there is room");
  trouble_wait_shown (t, "kept until there is room");
  fill_disk (bht_bellhopd_pid (t->daemon), FALSE);

  trouble_wait_sent (t);
  trouble_assert_same (t);
}

static void
test_console_disk_full (Trouble *t, gconstpointer unused)
{
  g_autofree char *draft = NULL;

  trouble_wait_shown (t, "");
  fill_disk (0, TRUE);
  trouble_mia_drafts (t, t->conversation, "half a sentence");
  bht_wait_until (bhc_desk_get_problem (t->desk) != NULL);
  g_assert_nonnull (strstr (bhc_desk_get_problem (t->desk), "disk"));
  draft = trouble_read_draft (t, t->conversation);
  g_assert_cmpstr (draft, ==, "half a sentence");
  g_assert_cmpuint (bhc_desk_get_count (t->desk, BHC_VIEW_ALL), ==, 1);
  trouble_ada_says (t, "said while the disk was full");
  fill_disk (0, FALSE);

  bht_wait_until (bhc_desk_get_problem (t->desk) == NULL);
  trouble_wait_online (t);
  trouble_assert_same (t);
  trouble_reopen (t);
  trouble_sign_in (t, BHT_PASSWORD);
  g_clear_pointer (&draft, g_free);
  draft = trouble_read_draft (t, t->conversation);
  g_assert_cmpstr (draft, ==, "half a sentence");
}

static void
returned_cb (BhcDesk *desk, const char *conversation, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* What cannot even be put into the outbox is the draft again. */
static void
test_console_disk_full_when_sending (Trouble *t, gconstpointer unused)
{
  g_autofree char *draft = NULL;
  gboolean returned = FALSE;

  g_signal_connect (t->desk, "draft-returned", G_CALLBACK (returned_cb), &returned);
  fill_disk (0, TRUE);
  bhc_desk_send (t->desk, t->conversation, BH_MESSAGE_TEXT, bhc_letter_new ("a long answer"));
  bht_wait_until (returned);
  draft = trouble_read_draft (t, t->conversation);
  g_assert_cmpstr (draft, ==, "a long answer");
  g_assert_nonnull (strstr (bhc_desk_get_problem (t->desk), "disk"));
  fill_disk (0, FALSE);

  bht_wait_until (bhc_desk_get_problem (t->desk) == NULL);
}

/* ---- nothing is the matter: how soon two consoles ring, and are silent ---- */

typedef struct
{
  gint64 rang_us;
  gint64 silent_us;
} Ear;

static void
rang_cb (BhcDesk *desk, BhcConversation *conversation, gpointer data)
{
  ((Ear *) data)->rang_us = bh_clock_now_us ();
}

static void
waiting_cb (BhcDesk *desk, GParamSpec *pspec, gpointer data)
{
  Ear *ear = data;

  if (ear->rang_us != 0 && ear->silent_us == 0 && bhc_desk_get_count (desk, BHC_VIEW_WAITING) == 0)
    ear->silent_us = bh_clock_now_us ();
}

static void
listen_to (BhcDesk *desk, Ear *ear)
{
  g_signal_connect (desk, "handoff-waiting", G_CALLBACK (rang_cb), ear);
  g_signal_connect (desk, "notify::n-waiting", G_CALLBACK (waiting_cb), ear);
}

typedef struct
{
  BhtApi *api;
  char *path;
} Post;

static gpointer
post_thread (gpointer data)
{
  const Post *post = data;

  return bht_api_expect (post->api, "POST", post->path, "{}", 200);
}

/* From another thread, so that the consoles hear meanwhile; until both have noted when.
 * @of_two: the same field of two Ears. */
static JsonNode *
post_beside (BhtApi *api,
             const char *side,
             const char *conversation,
             const char *verb,
             gint64 *of_two)
{
  Post post = { api, g_strdup_printf ("/v1/%s/conversations/%s/%s", side, conversation, verb) };
  GThread *thread = g_thread_new ("post", post_thread, &post);
  JsonNode *answer;

  bht_wait_until (of_two[0] != 0 && of_two[sizeof (Ear) / sizeof (gint64)] != 0);
  answer = g_thread_join (thread);
  g_free (post.path);
  return answer;
}

static void
test_handoff (Trouble *t, gconstpointer unused)
{
  Trouble noor = { .daemon = t->daemon, .directory = bht_directory_new (), .proxy = t->proxy };
  Ear ears[2] = { { 0 } };
  g_autofree char *waiting = bht_api_open_conversation (t->ada);
  g_autoptr (JsonNode) claimed = NULL;
  gint64 asked_us, claimed_us;

  bht_bellhopd_ctl (
      t->daemon, BHT_PASSWORD "\n",
      "operator create --organization demo --email noor@example.org --name Noor --role agent");
  noor.desk = bhc_desk_new (noor.directory);
  trouble_sign_in_as (&noor, "noor@example.org", BHT_PASSWORD);
  trouble_wait_online (&noor);
  listen_to (t->desk, &ears[0]);
  listen_to (noor.desk, &ears[1]);

  json_node_unref (post_beside (t->ada, "widget", waiting, "person", &ears[0].rang_us));
  claimed = post_beside (t->mia, "desk", waiting, "claim", &ears[0].silent_us);
  asked_us = bht_json_int (claimed, "conversation.handoff.created_us");
  claimed_us = bht_json_int (claimed, "conversation.handoff.claimed_us");
  for (guint i = 0; i < G_N_ELEMENTS (ears); i++)
    {
      g_test_message ("console %u: rings %.1f ms after the wish, is silent %.1f ms after the claim",
                      i + 1, (double) (ears[i].rang_us - asked_us) / 1000,
                      (double) (ears[i].silent_us - claimed_us) / 1000);
      g_assert_cmpint (asked_us, <, ears[i].rang_us);
      g_assert_cmpint (ears[i].rang_us, <, ears[i].silent_us);
    }
  trouble_close (&noor);
  bht_folder_remove (noor.directory);
  g_free (noor.directory);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/story/trouble/" name, Trouble, NULL, trouble_set_up, function, trouble_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN); /* inherited: a file that may not grow is an error, not an end */

  ADD ("handoff-rings-everywhere-and-is-silent-everywhere", test_handoff);
  ADD ("restarted-daemon-gets-the-outbox-in-order", test_restarted);
  ADD ("day-offline-ends-as-the-daemon-has-it", test_day_offline);
  ADD ("restored-daemon-is-believed", test_restored);
  ADD ("restored-daemon-that-has-gone-on-is-believed", test_restored_and_gone_on);
  ADD ("restored-daemon-of-one-event-less-is-believed", test_restored_by_one);
  ADD ("typed-for-a-lost-conversation-is-kept", test_typed_for_a_lost_conversation);
  ADD ("words-that-a-restored-daemon-lost-are-kept", test_lost_words_are_kept);
  ADD ("words-that-a-restored-daemon-lost-are-found-later", test_lost_words_are_kept_later);
  ADD ("conversation-that-a-restored-daemon-lost-is-kept", test_lost_conversation_is_kept);
  ADD ("revoked-sign-in-keeps-what-was-typed", test_revoked);
  ADD ("changed-clock-changes-no-order", test_clock_changed);
  ADD ("daemon-with-a-full-disk-refuses-and-gets-it-later", test_daemon_disk_full);
  ADD ("console-with-a-full-disk-says-so-and-recovers", test_console_disk_full);
  ADD ("console-with-a-full-disk-gives-the-words-back", test_console_disk_full_when_sending);

  return g_test_run ();
}
