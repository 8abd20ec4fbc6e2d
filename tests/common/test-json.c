/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"

#include <string.h>

#define LIMIT 100000

static void
test_writer_escapes (void)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "a\"b", "line\nbreak \\ \x01 \b\f\r\t ä </script>");
  bh_json_int (&json, "min", G_MININT64);
  bh_json_int (&json, "zero", 0);
  bh_json_double (&json, "nan", 0.0 / 0.0);
  bh_json_begin_array (&json, "list");
  bh_json_bool (&json, NULL, TRUE);
  bh_json_string (&json, NULL, NULL);
  bh_json_raw (&json, NULL, "{\"x\":1}");
  bh_json_end_array (&json);
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (
      text, ==,
      "{\"a\\\"b\":\"line\\nbreak \\\\ \\u0001 \\b\\f\\r\\t ä </script>\",\"min\":-9223372036854775808,"
      "\"zero\":0,\"nan\":null,\"list\":[true,null,{\"x\":1}]}");
}

static const char *const right[] = {
  "{}",
  " [ ] ",
  "0",
  "-0.5e+10",
  "\"\"",
  "true",
  "null",
  "[1,[2,{\"a\":[]}]]",
  "{\"a\":1,\"a\":2}",
  "\"\\ud83d\\ude00\"",
  "\"\xf0\x9f\x98\x80\"",
  NULL,
};

static const char *const wrong[] = {
  "",
  " ",
  "[",
  "]",
  "{",
  "[1,]",
  "{,}",
  "{\"a\"}",
  "{\"a\":}",
  "{a:1}",
  "'a'",
  "01",
  "1.",
  ".5",
  "+1",
  "1e",
  "-",
  "tru",
  "nul",
  "\"",
  "\"\\x\"",
  "\"\\u12\"",
  "\"\\ud800\"",
  "\"\\udc00\"",
  "\"\\ud800\\u0041\"",
  "\"\n\"",
  "[][]",
  "[][][[",
  "1 2",
  "\xff",
  "\"\xc0\xaf\"",
  "\"\xed\xa0\x80\"",
  "NaN",
  "Infinity",
  "// x\n1",
  "{\"a\":1 \"b\":2}",
  NULL,
};

static void
test_grammar (void)
{
  for (const char *const *text = right; *text != NULL; text++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (bh_json_check (*text, strlen (*text), LIMIT, &error));
      g_assert_no_error (error);
    }
  for (const char *const *text = wrong; *text != NULL; text++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("text %td", text - wrong);
      g_assert_false (bh_json_check (*text, strlen (*text), LIMIT, &error));
      g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
    }
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bh_json_check ("\"a\0b\"", 5, LIMIT, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (LIMIT, '[');
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) allowed = g_string_new (NULL);

  g_assert_false (bh_json_check (deep, LIMIT, LIMIT, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);

  for (guint i = 0; i < BH_JSON_MAX_DEPTH; i++)
    g_string_append_c (allowed, '[');
  for (guint i = 0; i < BH_JSON_MAX_DEPTH; i++)
    g_string_append_c (allowed, ']');
  g_assert_true (bh_json_check (allowed->str, allowed->len, LIMIT, NULL));
  g_string_prepend_c (allowed, '[');
  g_string_append_c (allowed, ']');
  g_assert_false (bh_json_check (allowed->str, allowed->len, LIMIT, NULL));
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bh_json_check ("[1,2]", 5, 4, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
}

static void
test_parse_wants_object (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bh_json_parse_object ("[]", 2, LIMIT, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static gboolean
collect_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  g_autofree char *text = bh_json_span_dup_string (value);
  gint64 number = -1;

  if (g_str_equal (name, "stop"))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, "stopped");
      return FALSE;
    }
  if (text != NULL)
    g_string_append_printf (data, "%s=%s;", name, text);
  else if (bh_json_span_get_int (value, &number))
    g_string_append_printf (data, "%s=%" G_GINT64_FORMAT ";", name, number);
  else
    g_string_append_printf (data, "%s:%.*s;", name, (int) value->length, value->text);
  return TRUE;
}

static void
test_members (void)
{
  static const char text[] =
      " {\"a\" : \"x\\u00e4\\n\\ud83d\\ude00\\/\" , \"n\":-12,\"f\":1.5, \"o\": {\"p\":[1]}, \"\\u0061b\":null } ";
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (bh_json_each_member (text, strlen (text), LIMIT, collect_cb, seen, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (seen->str, ==, "a=xä\n😀/;n=-12;f:1.5;o:{\"p\":[1]};ab:null;");
}

static void
test_members_refuse (void)
{
  static const char *const texts[] = { "[]",         "{\"a\":1", "{\"a\":1}x", "{\"a\":[}",
                                       "{\"a\":1,}", "",         NULL };
  g_autoptr (GString) seen = g_string_new (NULL);

  for (const char *const *text = texts; *text != NULL; text++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (bh_json_each_member (*text, strlen (*text), LIMIT, collect_cb, seen, &error));
      g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
    }
}

static void
test_members_stop (void)
{
  static const char text[] = "{\"stop\":1,\"a\":2}";
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (bh_json_each_member (text, strlen (text), LIMIT, collect_cb, seen, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpstr (seen->str, ==, "");
}

static void
test_nul_in_string (void)
{
  BhJsonSpan span = { "\"a\\u0000b\"", 10, BH_JSON_STRING };

  g_assert_null (bh_json_span_dup_string (&span));
}

static void
test_typed_members (void)
{
  static const char text[] = "{\"s\":\"x\",\"n\":3,\"o\":{},\"a\":[],\"z\":null}";
  g_autoptr (JsonNode) root = bh_json_parse_object (text, strlen (text), LIMIT, NULL);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpstr (bh_json_get_string (object, "s", NULL), ==, "x");
  g_assert_cmpstr (bh_json_get_string (object, "n", "default"), ==, "default");
  g_assert_cmpstr (bh_json_get_string (object, "z", "default"), ==, "default");
  g_assert_cmpint (bh_json_get_int (object, "n", 0), ==, 3);
  g_assert_cmpint (bh_json_get_int (object, "s", 7), ==, 7);
  g_assert_nonnull (bh_json_get_object (object, "o"));
  g_assert_null (bh_json_get_object (object, "a"));
  g_assert_nonnull (bh_json_get_array (object, "a"));
  g_assert_null (bh_json_get_array (NULL, "a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/json/writer-escapes", test_writer_escapes);
  g_test_add_func ("/common/json/grammar-is-strict", test_grammar);
  g_test_add_func ("/common/json/nul-is-refused", test_nul);
  g_test_add_func ("/common/json/depth-is-limited", test_depth);
  g_test_add_func ("/common/json/size-is-limited", test_size);
  g_test_add_func ("/common/json/root-must-be-an-object", test_parse_wants_object);
  g_test_add_func ("/common/json/members-come-as-spans", test_members);
  g_test_add_func ("/common/json/members-are-refused-when-malformed", test_members_refuse);
  g_test_add_func ("/common/json/a-refused-member-stops", test_members_stop);
  g_test_add_func ("/common/json/a-string-with-nul-is-none", test_nul_in_string);
  g_test_add_func ("/common/json/wrong-types-give-the-default", test_typed_members);
  return g_test_run ();
}
