/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

typedef struct
{
  DeskFixture desk;
  char *document_id;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  const BhDocument draft = { .title = (char *) "Shipping",
                             .category = (char *) "",
                             .format = (char *) "markdown",
                             .body = (char *) "# It" };
  g_autoptr (BhDocument) document = NULL;
  gboolean created;

  desk_fixture_set_up (&f->desk, data);
  document = bhd_documents_put (&f->desk.turn, f->desk.owner->organization_id, &draft, &created,
                                &f->desk.error);
  f->document_id = g_strdup (document->id);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->document_id);
  desk_fixture_tear_down (&f->desk, data);
}

/* @approved_by: (nullable) */
static BhPhrasing *
put (Fixture *f, const char *question, const char *approved_by, gboolean *created)
{
  const BhdPhrasingDraft draft = { .document_id = f->document_id,
                                   .question = question,
                                   .origin = "operator",
                                   .approved_by = approved_by };
  BhPhrasing *phrasing = bhd_phrasings_put (&f->desk.turn, f->desk.mia->organization_id, &draft,
                                            created, &f->desk.error);

  g_assert_no_error (f->desk.error);
  return phrasing;
}

static void
propose (Fixture *f, const char *document_id, const char *question)
{
  g_assert_true (bhd_phrasings_propose (&f->desk.turn, f->desk.mia->organization_id, document_id,
                                        question, "visitor", f->desk.id, &f->desk.error));
  g_assert_no_error (f->desk.error);
}

static BhPhrasing *
decide (Fixture *f, const char *id, gboolean approved)
{
  BhPhrasing *phrasing =
      bhd_phrasings_decide (&f->desk.turn, f->desk.mia->organization_id, id, approved,
                            f->desk.owner->operator_id, &f->desk.error);

  g_assert_no_error (f->desk.error);
  return phrasing;
}

static GPtrArray *
list (Fixture *f, const char *status)
{
  const BhdPhrasingFilter filter = { .status = status, .limit = 100 };
  gboolean more;
  GPtrArray *phrasings = bhd_phrasings_list (&f->desk.turn, f->desk.mia->organization_id, &filter,
                                             &more, &f->desk.error);

  g_assert_no_error (f->desk.error);
  return phrasings;
}

static void
test_agents_is_proposed (Fixture *f, gconstpointer data)
{
  gboolean created = FALSE;
  g_autoptr (BhPhrasing) phrasing = put (f, "Where is my parcel?", NULL, &created);

  g_assert_true (created);
  g_assert_cmpstr (phrasing->status, ==, "proposed");
  g_assert_cmpstr (phrasing->title, ==, "Shipping");
  g_assert_nonnull (desk_last_event (&f->desk, "phrasing.updated"));
}

static void
test_admins_is_approved (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) phrasing =
      put (f, "Where is my parcel?", f->desk.owner->operator_id, &created);

  g_assert_cmpstr (phrasing->status, ==, "approved");
}

static void
test_same_question_is_one (Fixture *f, gconstpointer data)
{
  gboolean created = TRUE;
  g_autoptr (BhPhrasing) first = put (f, "Where is my parcel?", NULL, &created);
  g_autoptr (BhPhrasing) second = put (f, " where is MY parcel", NULL, &created);

  g_assert_false (created);
  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpint (second->hits, ==, 2);
}

static void
test_admin_approves_what_was_proposed (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) first = put (f, "Where is my parcel?", NULL, &created);
  g_autoptr (BhPhrasing) second =
      put (f, "Where is my parcel", f->desk.owner->operator_id, &created);

  g_assert_cmpstr (second->id, ==, first->id);
  g_assert_cmpstr (second->status, ==, "approved");
}

static void
test_repeated_id_changes_nothing (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  const BhdPhrasingDraft draft = { .id = id,
                                   .document_id = f->document_id,
                                   .question = "Where?",
                                   .origin = "operator" };
  gboolean created;
  g_autoptr (BhPhrasing) first = bhd_phrasings_put (&f->desk.turn, f->desk.mia->organization_id,
                                                    &draft, &created, &f->desk.error);
  g_autoptr (BhPhrasing) second = bhd_phrasings_put (&f->desk.turn, f->desk.mia->organization_id,
                                                     &draft, &created, &f->desk.error);

  g_assert_false (created);
  g_assert_cmpint (second->hits, ==, 1);
}

static void
test_id_of_another_is_a_conflict (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) first = put (f, "Where is my parcel?", NULL, &created);
  const BhdPhrasingDraft draft = { .id = first->id,
                                   .document_id = f->document_id,
                                   .question = "Something else",
                                   .origin = "operator" };

  g_assert_null (bhd_phrasings_put (&f->desk.turn, f->desk.mia->organization_id, &draft, &created,
                                    &f->desk.error));
  desk_assert_error (&f->desk, BH_ERROR_CONFLICT);
}

static void
test_wordless_is_refused (Fixture *f, gconstpointer data)
{
  const BhdPhrasingDraft draft = { .document_id = f->document_id,
                                   .question = "???",
                                   .origin = "operator" };
  gboolean created;

  g_assert_null (bhd_phrasings_put (&f->desk.turn, f->desk.mia->organization_id, &draft, &created,
                                    &f->desk.error));
  desk_assert_error (&f->desk, BH_ERROR_INVALID);
}

static void
test_visitors_choice_is_proposed (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) proposed = NULL;
  const BhPhrasing *phrasing;

  propose (f, f->document_id, "parcel lost?");
  proposed = list (f, "proposed");
  g_assert_cmpuint (proposed->len, ==, 1);
  phrasing = proposed->pdata[0];
  g_assert_cmpstr (phrasing->origin, ==, "visitor");
  g_assert_cmpstr (phrasing->conversation_id, ==, f->desk.id);
}

static void
test_what_teaches_nothing_is_passed_over (Fixture *f, gconstpointer data)
{
  g_autofree char *gone = bh_id_new ();
  g_autofree char *story = g_strnfill (BH_PHRASING_MAX + 1, 'a');
  g_autoptr (GPtrArray) all = NULL;

  propose (f, gone, "parcel lost?");
  propose (f, f->document_id, "?!");
  propose (f, f->document_id, story);
  all = list (f, NULL);
  g_assert_cmpuint (all->len, ==, 0);
}

static void
test_rejected_stays_so (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) phrasing = put (f, "parcel lost?", NULL, &created);
  g_autoptr (BhPhrasing) rejected = decide (f, phrasing->id, FALSE);
  g_autoptr (GPtrArray) proposed = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_assert_cmpstr (rejected->status, ==, "rejected");
  propose (f, f->document_id, "parcel lost?");
  proposed = list (f, "proposed");
  all = list (f, "rejected");
  g_assert_cmpuint (proposed->len, ==, 0);
  g_assert_cmpint (((BhPhrasing *) all->pdata[0])->hits, ==, 2);
}

static void
test_approved_can_be_rejected (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) phrasing = put (f, "parcel lost?", f->desk.owner->operator_id, &created);
  g_autoptr (BhPhrasing) rejected = decide (f, phrasing->id, FALSE);
  BhdEvent *event = desk_last_event (&f->desk, "phrasing.updated");

  g_assert_cmpstr (rejected->status, ==, "rejected");
  g_assert_nonnull (strstr (event->body, "rejected"));
}

static void
test_deleted_is_told (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) phrasing = put (f, "parcel lost?", NULL, &created);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (bhd_phrasings_delete (&f->desk.turn, f->desk.mia->organization_id, phrasing->id,
                                       &f->desk.error));
  all = list (f, NULL);
  g_assert_cmpuint (all->len, ==, 0);
  g_assert_nonnull (strstr (desk_last_event (&f->desk, "phrasing.deleted")->body, phrasing->id));
}

static void
test_document_takes_them_along (Fixture *f, gconstpointer data)
{
  gboolean created;
  g_autoptr (BhPhrasing) phrasing = put (f, "parcel lost?", NULL, &created);
  g_autoptr (GPtrArray) all = NULL;

  bhd_documents_delete (&f->desk.turn, f->desk.mia->organization_id, f->document_id,
                        &f->desk.error);
  all = list (f, NULL);
  g_assert_cmpuint (all->len, ==, 0);
  g_assert_null (bhd_phrasings_decide (&f->desk.turn, f->desk.mia->organization_id, phrasing->id,
                                       TRUE, f->desk.owner->operator_id, &f->desk.error));
  desk_assert_error (&f->desk, BH_ERROR_NOT_FOUND);
}

static void
test_other_organization_reaches_nothing (Fixture *f, gconstpointer data)
{
  const char *rival = f->desk.mallory->organization_id;
  const BhdPhrasingDraft draft = { .document_id = f->document_id,
                                   .question = "theirs",
                                   .origin = "operator" };
  gboolean created;
  g_autoptr (BhPhrasing) phrasing = put (f, "parcel lost?", NULL, &created);

  g_assert_null (bhd_phrasings_put (&f->desk.turn, rival, &draft, &created, &f->desk.error));
  desk_assert_error (&f->desk, BH_ERROR_NOT_FOUND);
  g_assert_null (
      bhd_phrasings_decide (&f->desk.turn, rival, phrasing->id, TRUE, "m", &f->desk.error));
  desk_assert_error (&f->desk, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_phrasings_delete (&f->desk.turn, rival, phrasing->id, &f->desk.error));
  desk_assert_error (&f->desk, BH_ERROR_NOT_FOUND);
}

#define TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/desk/phrasings/agents-is-proposed", test_agents_is_proposed);
  TEST ("/desk/phrasings/admins-is-approved", test_admins_is_approved);
  TEST ("/desk/phrasings/same-question-is-one", test_same_question_is_one);
  TEST ("/desk/phrasings/admin-approves-what-was-proposed", test_admin_approves_what_was_proposed);
  TEST ("/desk/phrasings/repeated-id-changes-nothing", test_repeated_id_changes_nothing);
  TEST ("/desk/phrasings/id-of-another-is-a-conflict", test_id_of_another_is_a_conflict);
  TEST ("/desk/phrasings/wordless-is-refused", test_wordless_is_refused);
  TEST ("/desk/phrasings/visitors-choice-is-proposed", test_visitors_choice_is_proposed);
  TEST ("/desk/phrasings/what-teaches-nothing", test_what_teaches_nothing_is_passed_over);
  TEST ("/desk/phrasings/rejected-stays-so", test_rejected_stays_so);
  TEST ("/desk/phrasings/approved-can-be-rejected", test_approved_can_be_rejected);
  TEST ("/desk/phrasings/deleted-is-told", test_deleted_is_told);
  TEST ("/desk/phrasings/document-takes-them-along", test_document_takes_them_along);
  TEST ("/desk/phrasings/other-organization", test_other_organization_reaches_nothing);
  return g_test_run ();
}
