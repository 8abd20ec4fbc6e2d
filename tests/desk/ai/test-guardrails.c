/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "server/desk/ai/bhd-guardrails.h"
#include "server/desk/ai/bhd-violations.h"
#include "tests/desk/desk-fixture.h"

#include <string.h>

static const BhdGuardrailChange no_politics = { .name = "No politics",
                                                .type = "blocked_topic",
                                                .pattern = "election",
                                                .action = "warn" };

static BhdGuardrailRow *
add (DeskFixture *fixture, const char *id)
{
  gboolean created;
  BhdGuardrailRow *row = bhd_guardrails_create (&fixture->turn, fixture->ada->organization_id, id,
                                                &no_politics, &created, &fixture->error);

  g_assert_no_error (fixture->error);
  return row;
}

static void
test_kept (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdGuardrailRow) made = add (fixture, id);
  const BhdGuardrailChange change = { .message = "Let us talk about parcels." };
  g_autoptr (BhdGuardrailRow) changed = bhd_guardrails_change (
      &fixture->turn, fixture->ada->organization_id, id, &change, &fixture->error);
  g_autoptr (BhdGuardrailRow) read =
      bhd_guardrails_find (&fixture->turn, fixture->ada->organization_id, id, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (read->pattern, ==, "election");
  g_assert_cmpstr (read->action, ==, "warn");
  g_assert_cmpstr (read->direction, ==, "both");
  g_assert_cmpstr (read->message, ==, change.message);
  g_assert_true (read->enabled);
  g_assert_nonnull (desk_last_event (fixture, "ai.updated"));
}

static gboolean
refuse (const BhdGuardrailRow *row, GError **error)
{
  g_assert_cmpstr (row->type, ==, "blocked_topic");
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "no");
  return FALSE;
}

static void
test_checked (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdGuardrailRow) made = add (fixture, id);
  const BhdGuardrailChange change = { .pattern = "(", .check = refuse };

  g_assert_null (bhd_guardrails_change (&fixture->turn, fixture->ada->organization_id, id, &change,
                                        &fixture->error));
  desk_assert_error (fixture, BH_ERROR_INVALID);
}

static void
test_others (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdGuardrailRow) made = add (fixture, id);
  const char *rival = fixture->eve->organization_id;
  g_autoptr (GPtrArray) list = bhd_guardrails_list (&fixture->turn, rival, &fixture->error);

  g_assert_cmpuint (list->len, ==, 0);
  g_assert_null (bhd_guardrails_find (&fixture->turn, rival, id, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_guardrails_delete (&fixture->turn, rival, id, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

static void
test_deleted (DeskFixture *fixture, gconstpointer unused)
{
  const char *acme = fixture->ada->organization_id;
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdGuardrailRow) made = add (fixture, id);
  g_autoptr (GPtrArray) list = NULL;

  bhd_guardrails_delete (&fixture->turn, acme, id, &fixture->error);
  list = bhd_guardrails_list (&fixture->turn, acme, &fixture->error);
  g_assert_cmpuint (list->len, ==, 0);
}

static void
note (DeskFixture *fixture, const BhdGuardrailRow *rule, const char *excerpt)
{
  const BhdViolationDraft draft = { .rule = rule,
                                    .direction = "in",
                                    .conversation_id = fixture->id,
                                    .run_id = "run",
                                    .excerpt = excerpt };

  bhd_violations_note (&fixture->turn, &draft, &fixture->error);
  g_assert_no_error (fixture->error);
}

static GPtrArray *
page (DeskFixture *fixture, const char *organization_id, const char *after, guint limit)
{
  GPtrArray *list =
      bhd_violations_page (&fixture->turn, organization_id, after, limit, &fixture->error);

  g_assert_no_error (fixture->error);
  return list;
}

static void
test_violations_paged (DeskFixture *fixture, gconstpointer unused)
{
  const char *acme = fixture->ada->organization_id;
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdGuardrailRow) rule = add (fixture, id);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) rival = page (fixture, fixture->eve->organization_id, NULL, 10);

  note (fixture, rule, "one");
  note (fixture, rule, "two");
  note (fixture, rule, "three");
  first = page (fixture, acme, NULL, 2);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpstr (((BhdViolationRow *) first->pdata[0])->excerpt, ==, "three");
  g_assert_cmpstr (((BhdViolationRow *) first->pdata[0])->run_id, ==, "run");
  second = page (fixture, acme, ((BhdViolationRow *) first->pdata[1])->id, 2);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (((BhdViolationRow *) second->pdata[0])->excerpt, ==, "one");
  g_assert_cmpuint (rival->len, ==, 0);
}

static void
test_excerpt_cut (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdGuardrailRow) rule = add (fixture, id);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) list = NULL;

  for (guint i = 0; i < 700; i++)
    g_string_append (text, "ä");
  note (fixture, rule, text->str);
  list = page (fixture, fixture->ada->organization_id, NULL, 1);
  g_assert_cmpint (g_utf8_strlen (((BhdViolationRow *) list->pdata[0])->excerpt, -1), ==, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/ai/guardrails/what-is-left-out-stays", test_kept);
  DESK_TEST ("/desk/ai/guardrails/are-checked-as-they-would-be", test_checked);
  DESK_TEST ("/desk/ai/guardrails/others-are-not-found", test_others);
  DESK_TEST ("/desk/ai/guardrails/a-removed-one-is-gone", test_deleted);
  DESK_TEST ("/desk/ai/violations/are-paged-newest-first", test_violations_paged);
  DESK_TEST ("/desk/ai/violations/an-excerpt-is-cut", test_excerpt_cut);
  return g_test_run ();
}
