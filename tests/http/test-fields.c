/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/http/bhd-fields.h"

#include <string.h>

#define ID "01890a5d-ac96-774b-bcce-b302099a8057"

static const BhdField fields[] = {
  { "text", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 1, 5 },
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 5 },
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, FALSE },
  { "id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "int", BHD_FIELD_INT, BHD_IN_BODY, FALSE, -1, 9 },
  { "bool", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "choice", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "text|note" },
  { "object", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 12 },
  { "origins", BHD_FIELD_ORIGINS, BHD_IN_BODY, FALSE, 0, 2 },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 9 },
  { "word", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 1, 5 },
  { "flag", BHD_FIELD_BOOL, BHD_IN_QUERY, FALSE },
  { "words", BHD_FIELD_WORDS, BHD_IN_BODY, FALSE, 0, 2 },
  { NULL },
};

static const BhdField needed[] = {
  { "text", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, 5 },
  { NULL },
};

typedef struct
{
  const char *name;
  const char *body;
  const char *query;
  const char *refused; /* the field; NULL: all is well */
} Case;

static const Case cases[] = {
  { "nothing", "", NULL, NULL },
  { "empty-object", "{}", NULL, NULL },
  { "unknown-member", "{\"else\":[1,{}]}", "else=1", NULL },
  { "null-is-nothing", "{\"text\":null,\"int\":null}", NULL, NULL },
  { "text", "{\"text\":\" a \"}", NULL, NULL },
  { "text-counts-characters", "{\"text\":\"äöüßé\"}", NULL, NULL },
  { "text-empty", "{\"text\":\"\"}", NULL, "text" },
  { "text-long", "{\"text\":\"123456\"}", NULL, "text" },
  { "text-number", "{\"text\":1}", NULL, "text" },
  { "text-nul", "{\"text\":\"a\\u0000b\"}", NULL, "text" },
  { "text-twice", "{\"text\":\"a\",\"text\":\"b\"}", NULL, "text" },
  { "name-blank", "{\"name\":\"  \"}", NULL, "name" },
  { "name-two-lines", "{\"name\":\"a\\nb\"}", NULL, "name" },
  { "name-trimmed", "{\"name\":\"   12345   \"}", NULL, NULL },
  { "email", "{\"email\":\" Ada@Example.ORG \"}", NULL, NULL },
  { "email-no-at", "{\"email\":\"ada\"}", NULL, "email" },
  { "email-no-local", "{\"email\":\"@example.org\"}", NULL, "email" },
  { "email-no-domain", "{\"email\":\"ada@\"}", NULL, "email" },
  { "email-two-at", "{\"email\":\"a@b@c.d\"}", NULL, "email" },
  { "email-header", "{\"email\":\"a@b.c\\r\\nBcc: x@y.z\"}", NULL, "email" },
  { "id", "{\"id\":\"" ID "\"}", NULL, NULL },
  { "id-else", "{\"id\":\"1\"}", NULL, "id" },
  { "int", "{\"int\":9}", NULL, NULL },
  { "int-low", "{\"int\":-2}", NULL, "int" },
  { "int-high", "{\"int\":10}", NULL, "int" },
  { "int-half", "{\"int\":1.5}", NULL, "int" },
  { "int-text", "{\"int\":\"1\"}", NULL, "int" },
  { "int-absurd", "{\"int\":99999999999999999999}", NULL, "int" },
  { "bool", "{\"bool\":true}", NULL, NULL },
  { "bool-number", "{\"bool\":1}", NULL, "bool" },
  { "choice", "{\"choice\":\"note\"}", NULL, NULL },
  { "choice-else", "{\"choice\":\"tex\"}", NULL, "choice" },
  { "choice-all", "{\"choice\":\"text|note\"}", NULL, "choice" },
  { "object", "{\"object\":{\"a\":[1]}}", NULL, NULL },
  { "object-array", "{\"object\":[]}", NULL, "object" },
  { "object-large", "{\"object\":{\"a\":123456789}}", NULL, "object" },
  { "origins", "{\"origins\":[\"https://A.example\",\"http://localhost:80/\"]}", NULL, NULL },
  { "origins-many", "{\"origins\":[\"https://a\",\"https://b\",\"https://c\"]}", NULL, "origins" },
  { "origins-path", "{\"origins\":[\"https://a.example/x\"]}", NULL, "origins" },
  { "origins-star", "{\"origins\":[\"*\"]}", NULL, "origins" },
  { "origins-policy", "{\"origins\":[\"https://a; script-src *\"]}", NULL, "origins" },
  { "origins-number", "{\"origins\":[1]}", NULL, "origins" },
  { "words", "{\"words\":[\" one \",\"two words\"]}", NULL, NULL },
  { "words-many", "{\"words\":[\"a\",\"b\",\"c\"]}", NULL, "words" },
  { "words-number", "{\"words\":[1]}", NULL, "words" },
  { "words-lines", "{\"words\":[\"a\\nb\"]}", NULL, "words" },
  { "words-text", "{\"words\":\"a\"}", NULL, "words" },
  { "words-null", "{\"words\":null}", NULL, NULL },
  { "origins-text", "{\"origins\":\"https://a\"}", NULL, "origins" },
  { "query", "", "limit=9&word=a%20b+c&flag=false", NULL },
  { "query-not-of-body", "", "text=toolongtobetaken", NULL },
  { "query-high", "", "limit=10", "limit" },
  { "query-blank", "", "limit=", "limit" },
  { "query-no-number", "", "limit=1x", "limit" },
  { "query-twice", "", "limit=1&limit=2", "limit" },
  { "query-no-utf8", "", "word=%ff", "word" },
  { "query-flag-else", "", "flag=yes", "flag" },
};

static BhdValue *
read_all (const BhdField *table, const char *body, const char *query, GError **error)
{
  return bhd_fields_read (table, body, strlen (body), query, error);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GError) error = NULL;
  BhdValue *values = read_all (fields, row->body, row->query, &error);
  g_autofree char *detail = row->refused != NULL ? g_strdup_printf ("\"%s\"", row->refused) : NULL;

  if (row->refused == NULL)
    g_assert_no_error (error);
  else
    {
      g_assert_null (values);
      g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
      g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, detail);
    }
  bhd_fields_free (values, bhd_fields_count (fields));
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  BhdValue *values = read_all (fields,
                               "{\"text\":\" a\",\"name\":\" b \",\"email\":\" A@B.org\","
                               "\"int\":3,\"bool\":true,\"object\":{\"a\":1},"
                               "\"origins\":[\"https://A.example:443/\"]}",
                               "word=%C3%A4+b&limit=2", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (values[0].text, ==, " a");
  g_assert_cmpstr (values[1].text, ==, "b");
  g_assert_cmpstr (values[2].text, ==, "a@b.org");
  g_assert_false (values[3].given);
  g_assert_cmpint (values[4].number, ==, 3);
  g_assert_cmpint (values[5].number, ==, 1);
  g_assert_cmpstr (values[7].text, ==, "{\"a\":1}");
  g_assert_cmpstr (values[8].list[0], ==, "https://a.example");
  g_assert_cmpint (values[9].number, ==, 2);
  g_assert_cmpstr (values[10].text, ==, "ä b");
  bhd_fields_free (values, bhd_fields_count (fields));
}

static void
test_required (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all (needed, "{}", NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
}

static void
test_required_is_not_null (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all (needed, "{\"text\":null}", NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
}

static void
test_malformed (gconstpointer body)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all (fields, body, NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static void
test_words (void)
{
  static const char body[] = "{\"words\":[\" one \",\"  \"]}";
  BhdValue *values = bhd_fields_read (fields, body, strlen (body), NULL, NULL);
  guint last = bhd_fields_count (fields) - 1;

  g_assert_nonnull (values);
  g_assert_cmpuint (g_strv_length (values[last].list), ==, 1);
  g_assert_cmpstr (values[last].list[0], ==, "one");
  bhd_fields_free (values, last + 1);
}

/* Null is not given, but it can be told from what was left out. */
static void
test_null (void)
{
  static const char body[] = "{\"name\":null}";
  BhdValue *values = bhd_fields_read (fields, body, strlen (body), NULL, NULL);

  g_assert_nonnull (values);
  g_assert_true (values[1].is_null);
  g_assert_false (values[1].given);
  g_assert_false (values[0].is_null);
  bhd_fields_free (values, bhd_fields_count (fields));
}

int
main (int argc, char **argv)
{
  static const char *const malformed[] = { "{", "[]", "1", "{\"a\":}", "{}x", "{\"a\":\"\xff\"}" };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/fields/words-are-trimmed-and-blank-ones-nothing", test_words);
  g_test_add_func ("/http/fields/null-is-told-from-nothing", test_null);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strconcat ("/http/fields/", cases[i].name, NULL);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autofree char *name = g_strdup_printf ("/http/fields/malformed/%u", i);

      g_test_add_data_func (name, malformed[i], test_malformed);
    }
  g_test_add_func ("/http/fields/values", test_values);
  g_test_add_func ("/http/fields/required", test_required);
  g_test_add_func ("/http/fields/required-is-not-null", test_required_is_not_null);
  return g_test_run ();
}
