/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/widget/bh-widget.h"

#include <string.h>

/* What an organisation may decide about its widget. */

static BhWidget *
change (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), strlen (text), error);
  g_autoptr (BhWidget) old = bh_widget_new_default ();

  g_assert_nonnull (node);
  return bh_widget_change (old, json_node_get_object (node), error);
}

static char *
json_of (const BhWidget *widget)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_widget_write_json (widget, &json, NULL);
  return bh_json_writer_steal (&json);
}

static void
assert_kept (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhWidget) widget = change (text, &error);
  g_autofree char *json = NULL;

  g_assert_no_error (error);
  json = json_of (widget);
  if (strstr (json, part) == NULL)
    g_error ("%s gives %s", text, json);
}

static void
assert_refused (const char *text, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhWidget) widget = change (text, &error);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", field);

  if (widget != NULL)
    g_error ("%s was taken", text);
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, quoted);
}

static void
test_defaults_ask_for_name_and_email (void)
{
  g_autoptr (BhWidget) widget = bh_widget_new_default ();
  const BhWidgetField *first = g_ptr_array_index (widget->fields, 0);
  const BhWidgetField *second = g_ptr_array_index (widget->fields, 1);

  g_assert_true (widget->pre_chat);
  g_assert_cmpuint (widget->fields->len, ==, 2);
  g_assert_cmpstr (first->key, ==, "name");
  g_assert_cmpstr (second->key, ==, "email");
  g_assert_true (first->required && second->required);
}

static void
test_what_is_written_is_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhWidget) widget = bh_widget_new_default ();
  g_autofree char *json = json_of (widget);
  g_autoptr (BhWidget) again = change (json, &error);
  g_autofree char *same = NULL;

  g_assert_no_error (error);
  same = json_of (again);
  g_assert_cmpstr (same, ==, json);
}

static void
test_other_members_stay (void)
{
  assert_kept ("{\"title\":\" Help \"}", "\"title\":\"Help\",\"accent_color\":\"#0ea5e9\"");
  assert_kept ("{\"pre_chat\":{\"enabled\":false}}", "\"enabled\":false,\"fields\":[{\"key\":");
  assert_kept ("{\"title\":null,\"tomorrow\":1}", "\"title\":\"\"");
}

static void
test_colors (void)
{
  assert_kept ("{\"accent_color\":\"#0AF\"}", "\"accent_color\":\"#00aaff\"");
  assert_kept ("{\"accent_color\":\"#0Ea5E9\"}", "\"accent_color\":\"#0ea5e9\"");
  assert_refused ("{\"accent_color\":\"red\"}", "accent_color");
  assert_refused ("{\"accent_color\":\"#0ea5\"}", "accent_color");
  assert_refused ("{\"accent_color\":\"#00000g\"}", "accent_color");
  assert_refused ("{\"accent_color\":\"#fff;}\"}", "accent_color");
  assert_refused ("{\"accent_color\":\"\"}", "accent_color");
  assert_refused ("{\"accent_color\":7}", "accent_color");
}

#define FIELDS(list) "{\"pre_chat\":{\"fields\":[" list "]}}"
#define ORDER "{\"key\":\"order\",\"type\":\"text\",\"label\":\"Order\"}"

static void
test_form_fields (void)
{
  assert_kept (FIELDS (ORDER), "\"key\":\"order\",\"type\":\"text\",\"label\":\"Order\","
                               "\"required\":false");
  assert_kept (FIELDS ("{\"key\":\"p\",\"type\":\"choice\",\"label\":\"L\",\"options\":[\"a\"]}"),
               "\"options\":[\"a\"]");
  assert_kept (FIELDS ("{\"key\":\"email\",\"type\":\"email\"}"), "\"label\":\"\"");
  assert_refused (FIELDS ("{\"key\":\"Order\",\"type\":\"text\",\"label\":\"L\"}"), "pre_chat");
  assert_refused (FIELDS ("{\"key\":\"_o\",\"type\":\"text\",\"label\":\"L\"}"), "pre_chat");
  assert_refused (FIELDS ("{\"key\":\"o\",\"type\":\"date\",\"label\":\"L\"}"), "pre_chat");
  assert_refused (FIELDS ("{\"key\":\"o\",\"type\":\"text\"}"), "pre_chat");
  assert_refused (FIELDS ("{\"key\":\"name\",\"type\":\"text\",\"label\":\"L\"}"), "pre_chat");
  assert_refused (FIELDS (ORDER "," ORDER), "pre_chat");
  assert_refused (FIELDS ("{\"key\":\"o\",\"type\":\"choice\",\"label\":\"L\"}"), "pre_chat");
  assert_refused (FIELDS ("{\"key\":\"o\",\"type\":\"text\",\"label\":\"L\",\"options\":[\"a\"]}"),
                  "pre_chat");
  assert_refused (FIELDS ("7"), "pre_chat");
  assert_refused ("{\"pre_chat\":{\"fields\":{}}}", "pre_chat");
  assert_refused ("{\"pre_chat\":[]}", "pre_chat");
}

static void
test_at_most_eight_fields (void)
{
  g_autoptr (GString) nine = g_string_new ("{\"pre_chat\":{\"fields\":[");

  for (guint i = 0; i < 9; i++)
    g_string_append_printf (nine, "%s{\"key\":\"k%u\",\"type\":\"text\",\"label\":\"L\"}",
                            i > 0 ? "," : "", i);
  g_string_append (nine, "]}}");
  assert_refused (nine->str, "pre_chat");
}

#define RULE(members) "{\"proactive\":[{\"text\":\"Hi\"," members "}]}"

static void
test_rules (void)
{
  assert_kept (RULE ("\"pages\":[\"*/pricing*\"],\"after_s\":10"),
               "\"pages\":[\"*/pricing*\"],\"after_s\":10,\"visitors\":\"any\",\"text\":\"Hi\"");
  assert_kept ("{\"proactive\":[]}", "\"proactive\":[]");
  assert_refused ("{\"proactive\":[{\"after_s\":1}]}", "proactive");
  assert_refused (RULE ("\"after_s\":-1"), "proactive");
  assert_refused (RULE ("\"after_s\":1.5"), "proactive");
  assert_refused (RULE ("\"visitors\":\"old\""), "proactive");
  assert_refused (RULE ("\"pages\":[\"a page\"]"), "proactive");
  assert_refused (RULE ("\"pages\":\"*\""), "proactive");
  assert_refused (RULE ("\"id\":\"1\""), "proactive");
  assert_refused ("{\"proactive\":[{\"text\":\"Hi\\u0007\"}]}", "proactive");
}

static void
test_words_and_numbers (void)
{
  assert_kept ("{\"phone\":\"+49 30 1234567\"}", "\"phone\":\"+49 30 1234567\"");
  assert_kept ("{\"phone\":\"\"}", "\"phone\":\"\"");
  assert_refused ("{\"phone\":\"javascript:alert(1)\"}", "phone");
  assert_refused ("{\"phone\":\"49+30\"}", "phone");
  assert_refused ("{\"phone\":\"12\"}", "phone");
  assert_refused ("{\"offline\":\"away\"}", "offline");
  assert_refused ("{\"csat\":1}", "csat");
  assert_refused ("{\"suggestions\":[\"1\",\"2\",\"3\",\"4\"]}", "suggestions");
  assert_refused ("{\"title\":\"two\\nlines\"}", "title");
}

static void
test_attachments (void)
{
  assert_kept ("{\"attachments\":{\"extensions\":[\".PDF\"]}}",
               "\"enabled\":true,\"max_size\":10485760,\"extensions\":[\"pdf\"]");
  assert_refused ("{\"attachments\":{\"extensions\":[\"../x\"]}}", "attachments");
  assert_refused ("{\"attachments\":{\"max_size\":0}}", "attachments");
  assert_refused ("{\"attachments\":{\"max_size\":1e9}}", "attachments");
  assert_refused ("{\"attachments\":true}", "attachments");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/common/widget/defaults-ask-for-name-and-email",
                   test_defaults_ask_for_name_and_email);
  g_test_add_func ("/common/widget/what-is-written-is-read", test_what_is_written_is_read);
  g_test_add_func ("/common/widget/other-members-stay", test_other_members_stay);
  g_test_add_func ("/common/widget/colors", test_colors);
  g_test_add_func ("/common/widget/form-fields", test_form_fields);
  g_test_add_func ("/common/widget/at-most-eight-fields", test_at_most_eight_fields);
  g_test_add_func ("/common/widget/rules", test_rules);
  g_test_add_func ("/common/widget/words-and-numbers", test_words_and_numbers);
  g_test_add_func ("/common/widget/attachments", test_attachments);
  return g_test_run ();
}
