/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/contacts/bhd-contact-export.h"
#include "server/desk/contacts/bhd-contact-notes.h"
#include "server/desk/contacts/bhd-contact-words.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/contacts/bhd-erasures.h"
#include "server/desk/mail/bhd-contact-mail.h"
#include "server/desk/mail/bhd-mails.h"
#include "server/store/rows/bhd-event-rows.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

#define DAY (24 * BH_HOUR)

static GPtrArray *
list (Fixture *f, const char *query)
{
  const BhdContactSearch search = { .query = query, .limit = 50 };
  GPtrArray *entries = bhd_contacts_list (&f->turn, f->mia->organization_id, &search, &f->error);

  g_assert_no_error (f->error);
  return entries;
}

/* Names of those found, in order, with a comma between them. */
static char *
names_of (Fixture *f, const char *query)
{
  g_autoptr (GPtrArray) entries = list (f, query);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            ((BhdContactEntry *) entries->pdata[i])->row->name);
  return g_strdup (names->str);
}

static void
assert_found (Fixture *f, const char *query, const char *names)
{
  g_autofree char *found = names_of (f, query);

  g_assert_cmpstr (found, ==, names);
}

static BhdContactRow *
change (Fixture *f, const BhdCaller *who, const BhdContactChange *wanted)
{
  return bhd_contacts_change (&f->turn, f->mia->organization_id, who->contact_id, wanted,
                              &f->error);
}

static void
rename_contact (Fixture *f, const BhdCaller *who, const char *name, const char *email)
{
  const BhdContactChange wanted = { .name = name, .email = email };
  g_autoptr (BhdContactRow) row = change (f, who, &wanted);

  g_assert_no_error (f->error);
}

static void
block (Fixture *f, const BhdCaller *who, gboolean blocked)
{
  const BhdContactChange wanted = { .blocked = &blocked };
  g_autoptr (BhdContactRow) row = change (f, who, &wanted);

  g_assert_no_error (f->error);
}

static gint64
count (Fixture *f, const char *sql)
{
  g_autoptr (GVariant) row = bh_db_query_row (f->db, "(x)", sql, NULL, &f->error);
  gint64 number = -1;

  g_assert_no_error (f->error);
  g_variant_get (row, "(x)", &number);
  return number;
}

static guint
work (Fixture *f)
{
  gboolean more = TRUE;
  guint pieces = 0;

  for (; more; pieces++)
    g_assert_true (bhd_erasures_work (&f->turn, &more, &f->error));
  g_assert_no_error (f->error);
  return pieces;
}

static void
erase (Fixture *f, const BhdCaller *who)
{
  g_auto (GStrv) sessions = NULL;

  g_assert_true (bhd_erasures_contact (&f->turn, f->mia->organization_id, who->contact_id, NULL,
                                       &sessions, &f->error));
  g_assert_cmpuint (g_strv_length (sessions), ==, 1);
}

static void
test_found_by_beginnings (Fixture *f, gconstpointer data)
{
  rename_contact (f, f->ada, "Ådä Lövelace", "countess@analytical.example");
  assert_found (f, "ada", "Ådä Lövelace");
  assert_found (f, "LOVE ad", "Ådä Lövelace");
  assert_found (f, "countess@ana", "Ådä Lövelace");
  assert_found (f, "analytical", "Ådä Lövelace");
  assert_found (f, "velace", "");
  assert_found (f, "ada bob", "");
  assert_found (f, "%", "");
}

static void
test_old_words_are_gone (Fixture *f, gconstpointer data)
{
  rename_contact (f, f->ada, "Grace", NULL);
  assert_found (f, "ada", "");
  assert_found (f, "grace", "Grace");
}

static void
test_others_contacts_stay_theirs (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdContactRow) foreign = NULL;

  assert_found (f, "eve", "");
  foreign = bhd_contacts_find (&f->turn, f->mia->organization_id, f->eve->contact_id, &f->error);
  g_assert_null (foreign);
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_who_was_active_comes_first (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = NULL;

  desk_wait (f, BHD_CONTACT_PATIENCE);
  message = desk_say (f, f->ada, "Hello?");
  assert_found (f, NULL, "Ada,Bob");
}

static void
test_stored_before_there_were_words (Fixture *f, gconstpointer data)
{
  gboolean more = TRUE;

  bh_db_script (f->db, "DELETE FROM contact_word; UPDATE contact SET words = NULL", &f->error);
  assert_found (f, "bob", "");
  g_assert_true (bhd_contact_words_catch_up (&f->turn, f->mia->organization_id, &more, &f->error));
  g_assert_false (more);
  assert_found (f, "bob", "Bob");
}

static void
test_attributes_are_merged (Fixture *f, gconstpointer data)
{
  const BhdContactChange first = { .attributes = "{\"order\":\"4711\",\"plan\":\"gold\"}" };
  const BhdContactChange second = { .attributes = "{\"order\":null,\"town\":\"Berlin\"}" };
  const BhdContactChange bad = { .attributes = "{\"Or der\":\"1\"}" };
  g_autoptr (BhdContactRow) one = change (f, f->ada, &first);
  g_autoptr (BhdContactRow) two = change (f, f->ada, &second);
  g_autoptr (BhdContactRow) none = NULL;

  g_assert_no_error (f->error);
  g_assert_cmpstr (two->attributes, ==, "{\"plan\":\"gold\",\"town\":\"Berlin\"}");
  none = change (f, f->ada, &bad);
  desk_assert_error (f, BH_ERROR_INVALID);
}

static void
test_consoles_hear_of_a_change (Fixture *f, gconstpointer data)
{
  BhdEvent *event;

  rename_contact (f, f->ada, "Grace", NULL);
  event = desk_last_event (f, "contact.updated");
  g_assert_nonnull (strstr (event->body, "\"name\":\"Grace\""));
  g_assert_null (event->contact_id);
}

static void
test_blocked_reads_and_does_not_write (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) seen = NULL;
  g_autoptr (BhMessage) message = NULL;
  g_autofree char *id = bh_id_new ();
  gboolean created;

  block (f, f->ada, TRUE);
  message = bhd_messages_post (&f->turn, f->ada, f->id, id, BH_MESSAGE_TEXT, "Hi", NULL, &created,
                               &f->error);
  g_assert_cmpstr (bh_error_get_detail (f->error, "blocked"), ==, "true");
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
  seen = bhd_conversations_find (&f->turn, f->ada, f->id, &f->error);
  g_assert_true (seen->contact_blocked);

  block (f, f->ada, FALSE);
  message = desk_say (f, f->ada, "Hi");
}

static void
test_note_is_its_writers_or_an_admins (Fixture *f, gconstpointer data)
{
  const char *contact = f->ada->contact_id;
  g_autofree char *id = bh_id_new ();
  gboolean created = FALSE, again = TRUE;
  g_autoptr (BhdContactNote) note =
      bhd_contact_notes_add (&f->turn, f->mia, contact, id, "Kind.", &created, &f->error);
  g_autoptr (BhdContactNote) same =
      bhd_contact_notes_add (&f->turn, f->mia, contact, id, "Kind.", &again, &f->error);

  g_assert_true (created && !again);
  g_assert_false (bhd_contact_notes_delete (&f->turn, f->noah, contact, id, &f->error));
  desk_assert_error (f, BH_ERROR_FORBIDDEN);
  g_assert_false (bhd_contact_notes_delete (&f->turn, f->owner, f->bob->contact_id, id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  g_assert_true (bhd_contact_notes_delete (&f->turn, f->owner, contact, id, &f->error));
}

static void
test_letter_is_sent_and_remembered (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  const BhdContactMail mail = { id, "Your order", "It is on its way.", NULL };
  g_autoptr (BhdMail) taken = NULL;
  g_autoptr (BhdLetter) letter = NULL;
  gint64 next_us;

  for (guint i = 0; i < 2; i++) /* sent again it is the same one */
    g_assert_true (bhd_contact_mail_send (&f->turn, f->mia, f->ada->contact_id, &mail, &f->error));
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM mail"), ==, 1);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM message WHERE kind = 'note' "
                             "AND body LIKE '%Your order%on its way.'"),
                   ==, 1);
  g_assert_true (bhd_mails_take (&f->turn, BH_MINUTE, &taken, &next_us, &f->error));
  letter = bhd_mails_write (&f->turn, taken, &f->error);
  g_assert_cmpstr (letter->subject, ==, "Your order");
  g_assert_cmpstr (letter->text, ==, "It is on its way.");
  g_assert_cmpstr (letter->to, ==, "someone@example.org");
}

static void
test_letter_needs_an_address (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  const BhdContactMail mail = { id, "Your order", "It is on its way.", NULL };

  rename_contact (f, f->ada, NULL, "");
  g_assert_false (bhd_contact_mail_send (&f->turn, f->mia, f->ada->contact_id, &mail, &f->error));
  desk_assert_error (f, BH_ERROR_INVALID);
}

static void
test_export_has_everything (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = desk_say (f, f->ada, "said-in-text");
  g_autoptr (BhMessage) noted = desk_note (f, f->mia, "said-in-note");
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  g_assert_true (bhd_contact_export_write (&f->turn, f->mia->organization_id, f->ada->contact_id,
                                           &json, &f->error));
  text = bh_json_writer_steal (&json);
  g_assert_nonnull (strstr (text, "said-in-text"));
  g_assert_nonnull (strstr (text, "said-in-note"));
  g_assert_nonnull (strstr (text, "someone@example.org"));
}

static void
test_erased_is_out_of_reach_at_once (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (BhMessage) said = desk_say (f, f->ada, "Hello?");

  erase (f, f->ada);
  g_assert_true (f->turn.wakes & BHD_WAKE_CARETAKER);
  conversation = bhd_conversations_find (&f->turn, f->mia, f->id, &f->error);
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  assert_found (f, NULL, "Bob");
  assert_found (f, "ada", "");
}

static void
test_erased_in_pieces (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 600; i++)
    {
      g_autoptr (BhMessage) said = desk_say (f, f->ada, "Hello?");
    }
  erase (f, f->ada);
  g_assert_cmpuint (work (f), >, 3);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM message"), ==, 0);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM run"), ==, 0);
}

static void
test_what_comes_late_goes_an_hour_later (Fixture *f, gconstpointer data)
{
  g_autofree char *late = g_strdup_printf (
      "INSERT INTO tool_call (organization_id, id, tool_id, tool_name, conversation_id, arguments, "
      "status, created_us) VALUES ('%s', 'c', 't', 't', '%s', '{}', 'pending', 1)",
      f->mia->organization_id, f->id);

  erase (f, f->ada);
  work (f);
  bh_db_script (f->db, late, &f->error);
  desk_wait (f, BH_HOUR);
  work (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM tool_call"), ==, 0);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM erasure"), ==, 0);
}

static void
test_answer_of_an_erased_run_is_nothing (Fixture *f, gconstpointer data)
{
  const BhdRunResult result = { .end = BHD_RUN_ANSWER, .text = "Late", .provider = "embedded" };
  g_autoptr (BhMessage) said = desk_say (f, f->ada, "Hello?");
  g_autoptr (BhdRun) run = desk_take_run (f);

  g_assert_nonnull (run);
  erase (f, f->ada);
  work (f);
  g_assert_false (desk_finish_run (f, run, &result));
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM message"), ==, 0);
}

static void
test_log_keeps_its_numbers (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) said = desk_say (f, f->ada, "Hello?");
  g_autoptr (GPtrArray) events = NULL;

  erase (f, f->ada);
  work (f);
  events =
      bhd_event_rows_list (f->db, f->mia->organization_id, NULL, 0, G_MAXINT64, 1000, &f->error);
  for (guint i = 0; i < events->len; i++)
    {
      const BhdEvent *event = events->pdata[i];

      g_assert_cmpint (event->seq, ==, i + 1);
      if (!g_str_equal (event->type, "contact.erased"))
        g_assert_cmpstr (event->type, ==, "event.erased");
    }
}

static void
test_others_are_left_alone (Fixture *f, gconstpointer data)
{
  g_autoptr (BhConversation) bobs = NULL;
  g_autofree char *id = bh_id_new ();
  gboolean created;

  bobs = bhd_conversations_open (&f->turn, f->bob, id, &created, &f->error);
  erase (f, f->ada);
  work (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM conversation"), ==, 1);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM contact"), ==, 2);
}

static void
test_erasing_is_confirmed (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) sessions = NULL;

  g_assert_false (bhd_erasures_contact (&f->turn, f->mia->organization_id, f->ada->contact_id,
                                        "other@example.org", &sessions, &f->error));
  desk_assert_error (f, BH_ERROR_INVALID);
  g_assert_true (bhd_erasures_contact (&f->turn, f->mia->organization_id, f->ada->contact_id,
                                       "Someone@Example.org", &sessions, &f->error));
}

static void
retire (Fixture *f)
{
  gboolean more = TRUE;

  while (more)
    g_assert_true (bhd_erasures_retire (&f->turn, f->mia->organization_id, &more, &f->error));
}

static void
test_old_conversations_retire (Fixture *f, gconstpointer data)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO desk_settings (organization_id, claim_timeout_s, "
                       "auto_resolve_h, retention_days, updated_us) VALUES ('%s', 0, 0, 30, 1)",
                       f->mia->organization_id);
  g_autoptr (BhMessage) said = desk_say (f, f->ada, "Hello?");
  g_autoptr (BhConversation) resolved =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);

  desk_wait (f, 31 * DAY);
  retire (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM conversation"), ==, 1); /* for ever */
  bh_db_script (f->db, sql, &f->error);
  desk_wait (f, -2 * DAY);
  retire (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM conversation"), ==, 1); /* not yet */
  desk_wait (f, 2 * DAY);
  retire (f);
  work (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM conversation"), ==, 0);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM message"), ==, 0);
  g_assert_nonnull (desk_last_event (f, "conversation.erased"));
}

static void
resolve_another (Fixture *f)
{
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhConversation) opened =
      bhd_conversations_open (&f->turn, f->bob, id, &created, &f->error);
  g_autoptr (BhConversation) resolved = bhd_conversations_resolve (&f->turn, f->mia, id, &f->error);

  g_assert_no_error (f->error);
}

/* What is marked once was looked through once. */
static void
test_old_conversations_retire_together (Fixture *f, gconstpointer data)
{
  bh_db_script (f->db,
                "INSERT INTO desk_settings SELECT id, 0, 0, 30, 1 FROM organization;"
                "CREATE TEMP TABLE mark (subject_id TEXT);"
                "CREATE TEMP TRIGGER marked AFTER UPDATE OF log_seq ON erasure BEGIN"
                "  INSERT INTO mark VALUES (NEW.subject_id); END;",
                &f->error);
  g_assert_no_error (f->error);
  for (guint i = 0; i < 5; i++)
    resolve_another (f);
  desk_wait (f, 31 * DAY);
  retire (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM mark"), ==, 5);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM event WHERE type = 'conversation.erased'"), ==,
                   5);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM audit WHERE action = 'conversation.expired'"),
                   ==, 5);
}

static void
test_open_conversations_do_not_retire (Fixture *f, gconstpointer data)
{
  bh_db_script (f->db, "INSERT INTO desk_settings SELECT id, 0, 0, 30, 1 FROM organization",
                &f->error);
  desk_wait (f, 400 * DAY);
  retire (f);
  g_assert_cmpint (count (f, "SELECT COUNT(*) FROM conversation"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define FACT(name, function) DESK_TEST ("/desk/contacts/" name, function)
  FACT ("found-by-beginnings", test_found_by_beginnings);
  FACT ("old-words-are-gone", test_old_words_are_gone);
  FACT ("others-contacts-stay-theirs", test_others_contacts_stay_theirs);
  FACT ("who-was-active-comes-first", test_who_was_active_comes_first);
  FACT ("stored-before-there-were-words", test_stored_before_there_were_words);
  FACT ("attributes-are-merged", test_attributes_are_merged);
  FACT ("consoles-hear-of-a-change", test_consoles_hear_of_a_change);
  FACT ("blocked-reads-and-does-not-write", test_blocked_reads_and_does_not_write);
  FACT ("note-is-its-writers-or-an-admins", test_note_is_its_writers_or_an_admins);
  FACT ("letter-is-sent-and-remembered", test_letter_is_sent_and_remembered);
  FACT ("letter-needs-an-address", test_letter_needs_an_address);
  FACT ("export-has-everything", test_export_has_everything);
  FACT ("erased-is-out-of-reach-at-once", test_erased_is_out_of_reach_at_once);
  FACT ("erased-in-pieces", test_erased_in_pieces);
  FACT ("what-comes-late-goes-an-hour-later", test_what_comes_late_goes_an_hour_later);
  FACT ("answer-of-an-erased-run-is-nothing", test_answer_of_an_erased_run_is_nothing);
  FACT ("log-keeps-its-numbers", test_log_keeps_its_numbers);
  FACT ("others-are-left-alone", test_others_are_left_alone);
  FACT ("erasing-is-confirmed", test_erasing_is_confirmed);
  FACT ("old-conversations-retire", test_old_conversations_retire);
  FACT ("old-conversations-retire-together", test_old_conversations_retire_together);
  FACT ("open-conversations-do-not-retire", test_open_conversations_do_not_retire);
#undef FACT
  return g_test_run ();
}
