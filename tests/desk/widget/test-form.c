/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/widget/visitor-scene.h"

/* What the form before a chat asks for, and nothing else, is kept. */

typedef DeskFixture Fixture;

#define NO_FORM "{\"pre_chat\":{\"enabled\":false}}"
#define FORM(fields) "{\"pre_chat\":{\"enabled\":true,\"fields\":[" fields "]}}"
#define FIELD(key, type, more) "{\"key\":\"" key "\",\"type\":\"" type "\",\"label\":\"L\"" more "}"
#define NEEDED ",\"required\":true"

static void
assert_blamed (Fixture *f, const char *fields, const char *key)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", key);

  g_assert_null (scene_try (f, NULL, fields, NULL));
  g_assert_error (f->error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpstr (bh_error_get_detail (f->error, "field"), ==, quoted);
  g_clear_error (&f->error);
}

static void
assert_attributes (Fixture *f, const char *fields, const char *attributes)
{
  g_autoptr (BhdCaller) caller = scene_introduce (f, NULL, fields, NULL);
  g_autoptr (BhdContactRow) row =
      bhd_contact_rows_find (f->turn.db, caller->organization_id, caller->contact_id, &f->error);

  g_assert_no_error (f->error);
  g_assert_cmpstr (row->attributes, ==, attributes);
}

static void
test_name_and_email_by_default (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdCaller) caller = NULL;

  assert_blamed (f, NULL, "name");
  assert_blamed (f, "{\"name\":\"  \"}", "name");
  assert_blamed (f, "{\"name\":\"Zoe\"}", "email");
  assert_blamed (f, "{\"name\":\"Zoe\",\"email\":\"zoe\"}", "email");
  caller = scene_introduce (f, NULL, "{\"name\":\" Zoe \",\"email\":\"ZOE@example.org\"}", NULL);
  g_assert_cmpstr (caller->name, ==, "Zoe");
  g_assert_cmpstr (caller->email, ==, "zoe@example.org");
  g_assert_false (caller->verified);
}

static void
test_without_a_form_nobody_is_asked (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdCaller) caller = NULL;

  scene_decide (f, NO_FORM);
  caller = scene_introduce (f, NULL, NULL, NULL);
  g_assert_cmpstr (caller->name, ==, "Visitor");
  g_assert_cmpstr (caller->email, ==, "");
}

static void
test_email_is_not_needed_where_the_form_says_so (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdCaller) caller = NULL;

  scene_decide (f, FORM (FIELD ("name", "name", NEEDED) "," FIELD ("email", "email", "")));
  caller = scene_introduce (f, "Zoe", NULL, NULL);
  g_assert_cmpstr (caller->email, ==, "");
  assert_blamed (f, "{\"name\":\"Zoe\",\"email\":\"nowhere\"}", "email");
}

static void
test_answers_become_attributes (Fixture *f, gconstpointer data)
{
  scene_decide (f, FORM (FIELD ("order", "text", NEEDED) "," FIELD ("news", "checkbox", "")));
  assert_attributes (f, "{\"order\":\" 4711 \",\"news\":true,\"other\":\"x\"}",
                     "{\"order\":\"4711\",\"news\":\"true\"}");
  assert_blamed (f, "{\"news\":true}", "order");
  assert_blamed (f, "{\"order\":\"\"}", "order");
  assert_blamed (f, "{\"order\":null}", "order");
}

static void
test_each_type_is_checked (Fixture *f, gconstpointer data)
{
  g_autofree char *long_line = g_strnfill (201, 'a');
  g_autofree char *too_long = g_strdup_printf ("{\"t\":\"%s\"}", long_line);

  scene_decide (
      f, FORM (FIELD ("t", "text", "") "," FIELD ("l", "long_text", "") "," FIELD (
             "p", "phone",
             "") "," FIELD ("e", "email",
                            "") "," FIELD ("c", "choice",
                                           ",\"options\":[\"a\",\"b\"]") "," FIELD ("k", "checkbox",
                                                                                    "")));
  assert_attributes (f,
                     "{\"t\":\"x\",\"l\":\"a\\nb\",\"p\":\"+49 30\",\"e\":\"A@b.c\",\"c\":\"b\"}",
                     "{\"t\":\"x\",\"l\":\"a\\nb\",\"p\":\"+49 30\",\"e\":\"a@b.c\",\"c\":\"b\"}");
  assert_attributes (f, "{}", NULL);
  assert_blamed (f, too_long, "t");
  assert_blamed (f, "{\"t\":\"a\\nb\"}", "t");
  assert_blamed (f, "{\"t\":7}", "t");
  assert_blamed (f, "{\"t\":[\"a\"]}", "t");
  assert_blamed (f, "{\"t\":{\"a\":1}}", "t");
  assert_blamed (f, "{\"l\":\"a\\u0007b\"}", "l");
  assert_blamed (f, "{\"p\":\"call me\"}", "p");
  assert_blamed (f, "{\"e\":\"a@\"}", "e");
  assert_blamed (f, "{\"c\":\"d\"}", "c");
  assert_blamed (f, "{\"k\":\"maybe\"}", "k");
}

static void
test_a_needed_tick_must_be_set (Fixture *f, gconstpointer data)
{
  scene_decide (f, FORM (FIELD ("terms", "checkbox", NEEDED)));
  assert_blamed (f, "{\"terms\":false}", "terms");
  assert_attributes (f, "{\"terms\":true}", "{\"terms\":\"true\"}");
}

static void
test_malformed_fields (Fixture *f, gconstpointer data)
{
  g_assert_null (scene_try (f, NULL, "{\"name\":", NULL));
  desk_assert_error (f, BH_ERROR_MALFORMED);
}

static void
test_desk_sees_attributes (Fixture *f, gconstpointer data)
{
  g_autoptr (BhdCaller) caller = NULL;
  g_autofree char *id = NULL;
  g_autoptr (BhConversation) seen = NULL;
  g_autoptr (BhConversation) others = NULL;

  scene_decide (f, FORM (FIELD ("order", "text", "")));
  caller = scene_introduce (f, NULL, "{\"order\":\"4711\"}", NULL);
  id = scene_open (f, caller);
  seen = bhd_conversations_find (&f->turn, f->mia, id, &f->error);
  g_assert_cmpstr (seen->contact_attributes, ==, "{\"order\":\"4711\"}");
  g_assert_cmpstr (seen->contact_name, ==, "Visitor");
  others = desk_look (f);
  g_assert_null (others->contact_attributes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  DESK_TEST ("/desk/form/name-and-email-by-default", test_name_and_email_by_default);
  DESK_TEST ("/desk/form/without-a-form-nobody-is-asked", test_without_a_form_nobody_is_asked);
  DESK_TEST ("/desk/form/email-is-not-needed-where-the-form-says-so",
             test_email_is_not_needed_where_the_form_says_so);
  DESK_TEST ("/desk/form/answers-become-attributes", test_answers_become_attributes);
  DESK_TEST ("/desk/form/each-type-is-checked", test_each_type_is_checked);
  DESK_TEST ("/desk/form/a-needed-tick-must-be-set", test_a_needed_tick_must_be_set);
  DESK_TEST ("/desk/form/malformed-fields", test_malformed_fields);
  DESK_TEST ("/desk/form/desk-sees-attributes", test_desk_sees_attributes);
  return g_test_run ();
}
