/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Priority, labels, teams, snoozes; mentions; stale views; the marks of first reply and end. */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "tests/desk/flow/flow-scene.h"

#include <string.h>

typedef DeskFixture Fixture;

#define SORT(...) (&(const BhdSorting){ __VA_ARGS__ })
#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

static void
refuse (Fixture *f, const BhdSorting *sorting, BhErrorCode code, const char *field)
{
  g_assert_null (bhd_sorting_change (&f->turn, f->mia, f->id, sorting, &f->error));
  g_assert_cmpstr (bh_error_get_detail (f->error, "field"), ==, field);
  desk_assert_error (f, code);
}

static void
test_priority_is_stored (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) sorted = flow_sort (f, SORT (.priority = "urgent"));
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpstr (found->priority, ==, "urgent");
  g_assert_cmpint (found->seq, ==, sorted->seq);
}

static void
test_the_desk_hears_of_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) sorted = flow_sort (f, SORT (.priority = "urgent"));
  const BhdEvent *event = desk_last_event (f, "conversation.updated");

  g_assert_cmpint (event->seq, ==, sorted->seq);
  g_assert_null (event->contact_id);
}

static void
test_what_is_so_already_is_no_news (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) first = flow_sort (f, SORT (.labels = LIST (VIP)));
  g_autoptr (BhConversation) second =
      flow_sort (f, SORT (.priority = "normal", .labels = LIST (VIP), .has_team = TRUE));

  g_assert_cmpint (first->seq, ==, second->seq);
}

static void
test_labels_come_once_each (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) sorted = flow_sort (f, SORT (.labels = LIST (VIP, REFUND, VIP)));

  g_assert_cmpstr (sorted->labels, ==, "[\"" VIP "\",\"" REFUND "\"]");
}

static void
test_labels_are_found_by (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) both = flow_sort (f, SORT (.labels = LIST (VIP, REFUND)));
  g_autoptr (BhConversation) one = flow_sort (f, SORT (.labels = LIST (REFUND)));

  g_assert_cmpint (flow_count (f, "SELECT COUNT(*) FROM conversation_label"), ==, 1);
  g_assert_cmpint (flow_count (f, "SELECT COUNT(*) FROM conversation_label WHERE label_id = "
                                  "'" REFUND "'"),
                   ==, 1);
}

static void
test_an_empty_list_takes_them_off (Fixture *f, gconstpointer data)
{
  const char *const none[] = { NULL };
  g_autoptr (BhConversation) one = flow_sort (f, SORT (.labels = LIST (VIP)));
  g_autoptr (BhConversation) bare = flow_sort (f, SORT (.labels = none));

  g_assert_null (bare->labels);
  g_assert_cmpint (flow_count (f, "SELECT COUNT(*) FROM conversation_label"), ==, 0);
}

static void
test_unknown_labels_are_invalid (Fixture *f, gconstpointer data)
{
  refuse (f, SORT (.labels = LIST (VIP, RIVALS_LABEL)), BH_ERROR_INVALID, "\"labels\"");
  g_assert_cmpint (flow_count (f, "SELECT COUNT(*) FROM conversation_label"), ==, 0);
}

static void
test_a_team_has_a_name (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) given = flow_sort (f, SORT (.has_team = TRUE, .team_id = BILLING));
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpstr (found->team_id, ==, BILLING);
  g_assert_cmpstr (found->team_name, ==, "Billing");
}

static void
test_a_team_is_taken_off (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) given = flow_sort (f, SORT (.has_team = TRUE, .team_id = BILLING));
  g_autoptr (BhConversation) taken = flow_sort (f, SORT (.has_team = TRUE));

  g_assert_null (taken->team_id);
}

static void
test_unknown_teams_are_invalid (Fixture *f, gconstpointer data)
{
  refuse (f, SORT (.has_team = TRUE, .team_id = RIVALS_TEAM), BH_ERROR_INVALID, "\"team_id\"");
}

static void
test_a_stranger_finds_nothing (Fixture *f, gconstpointer data)
{
  g_assert_null (
      bhd_sorting_change (&f->turn, f->mallory, f->id, SORT (.priority = "low"), &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_a_snooze_lasts_until_its_time (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhConversation) early = NULL;
  g_autoptr (BhConversation) late = NULL;

  desk_wait (f, BH_HOUR - 1);
  flow_pass (f);
  early = desk_look (f);
  g_assert_cmpint (early->snoozed_until_us, ==, NOW + BH_HOUR);

  desk_wait (f, 1);
  flow_pass (f);
  late = desk_look (f);
  g_assert_cmpint (late->snoozed_until_us, ==, 0);
  g_assert_cmpint (desk_last_event (f, "conversation.updated")->seq, ==, late->seq);
}

static void
test_the_visitors_words_end_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Still there?");
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpint (found->snoozed_until_us, ==, 0);
}

static void
test_colleagues_words_do_not (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "Waits for the parts");
  g_autoptr (BhMessage) text = desk_say (f, f->mia, "Tomorrow");
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpint (found->snoozed_until_us, ==, NOW + BH_HOUR);
}

static void
test_wanting_a_person_ends_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhConversation) wanted = flow_want (f);

  g_assert_cmpint (wanted->snoozed_until_us, ==, 0);
}

static void
test_resolving_ends_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhConversation) resolved = flow_resolve (f);

  g_assert_cmpint (resolved->snoozed_until_us, ==, 0);
}

static void
test_null_ends_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) snoozed = flow_snooze (f, NOW + BH_HOUR);
  g_autoptr (BhConversation) woken = flow_snooze (f, 0);

  g_assert_cmpint (woken->snoozed_until_us, ==, 0);
}

static void
test_the_past_is_invalid (Fixture *f, gconstpointer data)
{
  refuse (f, SORT (.has_snooze = TRUE, .snoozed_until_us = NOW), BH_ERROR_INVALID,
          "\"snoozed_until_us\"");
}

static void
test_what_is_closed_is_not_put_off (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) resolved = flow_resolve (f);

  refuse (f, SORT (.has_snooze = TRUE, .snoozed_until_us = NOW + BH_HOUR), BH_ERROR_CLOSED, NULL);
}

static void
test_what_is_closed_is_still_sorted (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) resolved = flow_resolve (f);
  g_autoptr (BhConversation) sorted = flow_sort (f, SORT (.labels = LIST (VIP)));

  g_assert_nonnull (strstr (sorted->labels, VIP));
}

/* Mentions. */

static void
test_a_note_mentions (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = flow_mention (f, f->mia, f->noah->operator_id);
  g_autofree char *list = g_strdup_printf ("[\"%s\"]", f->noah->operator_id);
  g_autofree char *extra = g_strdup_printf ("{\"mentions\":%s}", list);
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_cmpstr (note->extra, ==, extra);
  g_assert_cmpstr (found->mentions, ==, list);
}

static void
test_who_was_mentioned_reads (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = flow_mention (f, f->mia, f->noah->operator_id);
  g_autoptr (BhConversation) read =
      bhd_read_marks_move (&f->turn, f->noah, f->id, note->seq, &f->error);

  g_assert_no_error (f->error);
  g_assert_null (read->mentions);
  g_assert_cmpint (desk_last_event (f, "conversation.updated")->seq, ==, read->seq);
}

static void
test_reading_what_was_before_leaves_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = flow_mention (f, f->mia, f->noah->operator_id);
  g_autoptr (BhConversation) read =
      bhd_read_marks_move (&f->turn, f->noah, f->id, note->seq - 1, &f->error);

  g_assert_no_error (f->error);
  g_assert_nonnull (read->mentions);
}

static void
test_others_reading_leaves_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = flow_mention (f, f->mia, f->noah->operator_id);
  g_autoptr (BhConversation) read =
      bhd_read_marks_move (&f->turn, f->owner, f->id, note->seq, &f->error);

  g_assert_no_error (f->error);
  g_assert_nonnull (read->mentions);
}

static void
test_nobody_mentions_themselves (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = flow_mention (f, f->mia, f->mia->operator_id);
  g_autoptr (BhConversation) found = desk_look (f);

  g_assert_null (found->mentions);
}

static void
refuse_posting (Fixture *f, const BhdCaller *caller, BhdPosting posting, BhErrorCode code)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;

  posting.id = id;
  posting.body = "Hello";
  g_assert_null (
      bhd_messages_post_seen (&f->turn, caller, f->id, &posting, NULL, &created, &f->error));
  desk_assert_error (f, code);
}

static void
test_strangers_are_not_mentioned (Fixture *f, gconstpointer data)
{
  const char *const stranger[] = { f->mallory->operator_id, NULL };

  refuse_posting (f, f->mia, (BhdPosting){ .kind = BH_MESSAGE_NOTE, .mentions = stranger },
                  BH_ERROR_INVALID);
}

static void
test_texts_mention_nobody (Fixture *f, gconstpointer data)
{
  const char *const noah[] = { f->noah->operator_id, NULL };

  refuse_posting (f, f->mia, (BhdPosting){ .kind = BH_MESSAGE_TEXT, .mentions = noah },
                  BH_ERROR_INVALID);
}

/* Stale views. */

static void
test_a_colleagues_text_makes_it_stale (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) before = desk_look (f);
  g_autoptr (BhMessage) answer = desk_say (f, f->noah, "I have it");
  g_autofree char *id = bh_id_new ();
  const BhdPosting posting = { .id = id,
                               .body = "Hi",
                               .has_seen = TRUE,
                               .seen_seq = before->last_seq };
  gboolean created;

  g_assert_null (
      bhd_messages_post_seen (&f->turn, f->mia, f->id, &posting, NULL, &created, &f->error));
  g_assert_cmpstr (bh_error_get_detail (f->error, "author_name"), ==, "\"Noah\"");
  desk_assert_error (f, BH_ERROR_STALE);
}

static void
post_seen (Fixture *f, gint64 seen_seq)
{
  g_autofree char *id = bh_id_new ();
  const BhdPosting posting = { .id = id, .body = "Hi", .has_seen = TRUE, .seen_seq = seen_seq };
  gboolean created = FALSE;
  g_autoptr (BhMessage) message =
      bhd_messages_post_seen (&f->turn, f->mia, f->id, &posting, NULL, &created, &f->error);

  g_assert_no_error (f->error);
  g_assert_true (created);
}

static void
test_seen_it_is_said (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = desk_say (f, f->noah, "I have it");

  post_seen (f, answer->seq);
}

static void
test_other_words_do_not_make_it_stale (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) own = desk_say (f, f->mia, "One");
  g_autoptr (BhMessage) note = desk_note (f, f->noah, "A note");
  g_autoptr (BhMessage) visitor = desk_say (f, f->ada, "Yes?");

  post_seen (f, 0);
}

static void
test_unsaid_it_is_said_anyway (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) answer = desk_say (f, f->noah, "I have it");
  g_autoptr (BhMessage) other = desk_say (f, f->mia, "So have I");

  g_assert_nonnull (other);
}

/* Marks. */

static void
test_first_reply_is_the_first_text (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) note = desk_note (f, f->mia, "Hm");
  g_autoptr (BhConversation) noted = desk_look (f);
  g_autoptr (BhMessage) text = NULL;
  g_autoptr (BhMessage) later = NULL;
  g_autoptr (BhConversation) found = NULL;

  g_assert_cmpint (noted->first_reply_us, ==, 0);
  desk_wait (f, BH_MINUTE);
  text = desk_say (f, f->mia, "Hello");
  desk_wait (f, BH_MINUTE);
  later = desk_say (f, f->mia, "And");
  found = desk_look (f);
  g_assert_cmpint (found->first_reply_us, ==, NOW + BH_MINUTE);
}

static void
test_resolved_and_reopened (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) resolved = NULL;
  g_autoptr (BhConversation) reopened = NULL;

  desk_wait (f, BH_MINUTE);
  resolved = flow_resolve (f);
  g_assert_cmpint (resolved->resolved_us, ==, NOW + BH_MINUTE);
  reopened = bhd_conversations_reopen (&f->turn, f->noah, f->id, &f->error);
  g_assert_no_error (f->error);
  g_assert_cmpint (reopened->resolved_us, ==, 0);
  g_assert_cmpstr (reopened->assignee_name, ==, "Noah");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define SORTING "/desk/flow/sorting/"
  FLOW_TEST (SORTING "priority-is-stored", test_priority_is_stored);
  FLOW_TEST (SORTING "the-desk-hears-of-it-alone", test_the_desk_hears_of_it);
  FLOW_TEST (SORTING "what-is-so-already-is-no-news", test_what_is_so_already_is_no_news);
  FLOW_TEST (SORTING "labels-come-once-each", test_labels_come_once_each);
  FLOW_TEST (SORTING "labels-are-found-by", test_labels_are_found_by);
  FLOW_TEST (SORTING "an-empty-list-takes-labels-off", test_an_empty_list_takes_them_off);
  FLOW_TEST (SORTING "unknown-labels-are-invalid", test_unknown_labels_are_invalid);
  FLOW_TEST (SORTING "a-team-has-a-name", test_a_team_has_a_name);
  FLOW_TEST (SORTING "a-team-is-taken-off", test_a_team_is_taken_off);
  FLOW_TEST (SORTING "unknown-teams-are-invalid", test_unknown_teams_are_invalid);
  FLOW_TEST (SORTING "a-stranger-finds-nothing", test_a_stranger_finds_nothing);
#define SNOOZE "/desk/flow/snooze/"
  FLOW_TEST (SNOOZE "lasts-until-its-time", test_a_snooze_lasts_until_its_time);
  FLOW_TEST (SNOOZE "the-visitors-words-end-it", test_the_visitors_words_end_it);
  FLOW_TEST (SNOOZE "colleagues-words-do-not", test_colleagues_words_do_not);
  FLOW_TEST (SNOOZE "wanting-a-person-ends-it", test_wanting_a_person_ends_it);
  FLOW_TEST (SNOOZE "resolving-ends-it", test_resolving_ends_it);
  FLOW_TEST (SNOOZE "null-ends-it", test_null_ends_it);
  FLOW_TEST (SNOOZE "the-past-is-invalid", test_the_past_is_invalid);
  FLOW_TEST (SNOOZE "what-is-closed-is-not-put-off", test_what_is_closed_is_not_put_off);
  FLOW_TEST (SNOOZE "what-is-closed-is-still-sorted", test_what_is_closed_is_still_sorted);
#define MENTIONS "/desk/flow/mentions/"
  FLOW_TEST (MENTIONS "a-note-mentions", test_a_note_mentions);
  FLOW_TEST (MENTIONS "who-was-mentioned-reads", test_who_was_mentioned_reads);
  FLOW_TEST (MENTIONS "reading-what-was-before-leaves-it", test_reading_what_was_before_leaves_it);
  FLOW_TEST (MENTIONS "others-reading-leaves-it", test_others_reading_leaves_it);
  FLOW_TEST (MENTIONS "nobody-mentions-themselves", test_nobody_mentions_themselves);
  FLOW_TEST (MENTIONS "strangers-are-not-mentioned", test_strangers_are_not_mentioned);
  FLOW_TEST (MENTIONS "texts-mention-nobody", test_texts_mention_nobody);
#define STALE "/desk/flow/stale/"
  FLOW_TEST (STALE "a-colleagues-text-makes-it-stale", test_a_colleagues_text_makes_it_stale);
  FLOW_TEST (STALE "seen-it-is-said", test_seen_it_is_said);
  FLOW_TEST (STALE "other-words-do-not", test_other_words_do_not_make_it_stale);
  FLOW_TEST (STALE "without-a-mark-it-is-said-anyway", test_unsaid_it_is_said_anyway);
#define MARKS "/desk/flow/marks/"
  FLOW_TEST (MARKS "first-reply-is-the-first-text", test_first_reply_is_the_first_text);
  FLOW_TEST (MARKS "resolved-and-reopened", test_resolved_and_reopened);
  return g_test_run ();
}
