/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/contacts/bhd-contacts.h"
#include "server/store/rows/bhd-event-rows.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef DeskFixture Fixture;

static BhdContactRow *
merge (Fixture *f, const BhdCaller *from, const BhdCaller *into, GStrv *sessions)
{
  return bhd_contacts_merge (&f->turn, f->mia->organization_id, from->contact_id, into->contact_id,
                             sessions, &f->error);
}

static guint
count_found (Fixture *f, const char *query)
{
  const BhdContactSearch search = { .query = query, .limit = 50 };
  g_autoptr (GPtrArray) entries =
      bhd_contacts_list (&f->turn, f->mia->organization_id, &search, &f->error);

  g_assert_no_error (f->error);
  return entries->len;
}

static void
test_merged_contact_has_both (Fixture *f, gconstpointer data)
{
  g_autoptr (BhMessage) message = desk_say (f, f->ada, "Hello?");
  g_auto (GStrv) sessions = NULL;
  g_autoptr (BhdContactRow) into = merge (f, f->ada, f->bob, &sessions);
  g_autoptr (BhConversation) conversation = desk_look (f);
  BhdEvent *event = desk_last_event (f, "contact.erased");

  g_assert_cmpstr (into->name, ==, "Bob");
  g_assert_cmpstr (conversation->contact_id, ==, f->bob->contact_id);
  g_assert_cmpuint (g_strv_length (sessions), ==, 1);
  g_assert_nonnull (strstr (event->body, f->bob->contact_id));
  g_assert_nonnull (strstr (event->body, f->id));
  g_assert_cmpuint (count_found (f, "bob"), ==, 1);
  g_assert_cmpuint (count_found (f, "ada"), ==, 0);
}

static void
vouch_for (Fixture *f, const BhdCaller *visitor, const char *email)
{
  static const char sql[] = "UPDATE contact SET verified = 1, external_id = 'u1', email = $3 "
                            "WHERE organization_id = $1 AND id = $2";

  g_assert_true (bh_db_exec (
      f->turn.db, sql, g_variant_new ("(sss)", f->mia->organization_id, visitor->contact_id, email),
      &f->error));
}

static void
test_vouched_for_takes_no_word_of_others (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) sessions = NULL;
  g_autoptr (BhdContactRow) into = NULL;

  vouch_for (f, f->bob, "");
  into = merge (f, f->ada, f->bob, &sessions);
  g_assert_cmpstr (into->email, ==, "");
}

static void
test_vouched_for_brings_what_the_site_says (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) sessions = NULL;
  g_autoptr (BhdContactRow) into = NULL;

  vouch_for (f, f->ada, "ada@site.example");
  into = merge (f, f->ada, f->bob, &sessions);
  g_assert_cmpstr (into->external_id, ==, "u1");
  g_assert_cmpstr (into->email, ==, "ada@site.example");
  g_assert_cmpstr (into->name, ==, "Ada");
}

static void
test_merging_with_oneself_is_refused (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) sessions = NULL;
  g_autoptr (BhdContactRow) into = merge (f, f->ada, f->ada, &sessions);

  g_assert_null (into);
  desk_assert_error (f, BH_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define FACT(name, function) DESK_TEST ("/desk/contact-merge/" name, function)
  FACT ("merged-contact-has-both", test_merged_contact_has_both);
  FACT ("vouched-for-takes-no-word-of-others", test_vouched_for_takes_no_word_of_others);
  FACT ("vouched-for-brings-what-the-site-says", test_vouched_for_brings_what_the_site_says);
  FACT ("merging-with-oneself-is-refused", test_merging_with_oneself_is_refused);
#undef FACT
  return g_test_run ();
}
