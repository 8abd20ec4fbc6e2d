/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/agent/tools/bhd-schema.h"

#include <string.h>

#define ORDER                                                                                      \
  "{\"type\":\"object\",\"properties\":{"                                                          \
  "\"id\":{\"type\":\"string\",\"minLength\":2,\"maxLength\":5,\"pattern\":\"^[0-9]+$\"},"         \
  "\"count\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":9},"                                  \
  "\"price\":{\"type\":\"number\",\"minimum\":0.5},"                                               \
  "\"gift\":{\"type\":\"boolean\"},"                                                               \
  "\"size\":{\"enum\":[\"s\",\"m\",7,null]},"                                                      \
  "\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":1,\"maxItems\":2},"   \
  "\"to\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":[\"string\",\"null\"]}},"        \
  "\"required\":[\"city\"],\"additionalProperties\":false}},"                                      \
  "\"required\":[\"id\"],\"additionalProperties\":false}"

static BhdSchema *
compile (const char *json)
{
  g_autoptr (GError) error = NULL;
  BhdSchema *schema = bhd_schema_compile (json, &error);

  g_assert_no_error (error);
  return schema;
}

static void
test_fits (void)
{
  static const char *const good[] = {
    "{\"id\":\"4711\"}",
    "{\"id\":\"12\",\"count\":9,\"price\":0.5,\"gift\":true}",
    "{\"id\":\"12\",\"count\":3.0}",
    "{\"id\":\"12\",\"price\":7}",
    "{\"id\":\"12\",\"size\":7}",
    "{\"id\":\"12\",\"size\":null}",
    "{\"id\":\"12\",\"tags\":[\"a\",\"b\"]}",
    "{\"id\":\"12\",\"to\":{\"city\":null}}",
    " \n{\"id\":\"12\"}\n",
  };
  g_autoptr (BhdSchema) schema = compile (ORDER);

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = bhd_schema_read (schema, good[i], &error);

      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
    }
}

/* The message is what a model has to mend its call by. */
static void
test_does_not_fit (void)
{
  static const struct
  {
    const char *arguments, *told;
  } bad[] = {
    { "{}", "“id” is required" },
    { "", "“id” is required" },
    { "{\"id\":4711}", "“id” must be of type string" },
    { "{\"id\":\"1\"}", "“id” must have at least 2 characters" },
    { "{\"id\":\"123456\"}", "“id” may have at most 5 characters" },
    { "{\"id\":\"12a\"}", "“id” does not have the form" },
    { "{\"id\":\"12\",\"count\":0}", "“count” must be at least 1" },
    { "{\"id\":\"12\",\"count\":10}", "“count” may be at most 9" },
    { "{\"id\":\"12\",\"count\":1.5}", "“count” must be of type integer" },
    { "{\"id\":\"12\",\"price\":0.4}", "“price” must be at least 0.5" },
    { "{\"id\":\"12\",\"gift\":\"yes\"}", "“gift” must be of type boolean" },
    { "{\"id\":\"12\",\"size\":\"xl\"}", "“size” must be one of \"s\", \"m\", 7, null" },
    { "{\"id\":\"12\",\"tags\":[]}", "“tags” must have at least 1 items" },
    { "{\"id\":\"12\",\"tags\":[\"a\",\"b\",\"c\"]}", "“tags” may have at most 2 items" },
    { "{\"id\":\"12\",\"tags\":[\"a\",7]}", "“tags[1]” must be of type string" },
    { "{\"id\":\"12\",\"to\":{}}", "“to.city” is required" },
    { "{\"id\":\"12\",\"to\":{\"city\":7}}", "“to.city” must be of type string or null" },
    { "{\"id\":\"12\",\"to\":{\"city\":\"x\",\"zip\":1}}", "“to.zip” is not asked for" },
    { "{\"id\":\"12\",\"surprise\":1}", "“surprise” is not asked for" },
    { "[]", "must be a JSON object" },
    { "\"id\"", "must be a JSON object" },
    { "{\"id\":\"12\"", "must be a JSON object" },
    { "{\"id\":\"12\"} and more", "must be a JSON object" },
    { "null", "must be a JSON object" },
  };
  g_autoptr (BhdSchema) schema = compile (ORDER);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = bhd_schema_read (schema, bad[i].arguments, &error);

      g_assert_null (node);
      g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
      if (strstr (error->message, bad[i].told) == NULL)
        g_error ("%s: %s", bad[i].arguments, error->message);
    }
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "{}",
    "{\"type\":\"array\"}",
    "{\"type\":[\"object\",\"null\"]}",
    "{\"type\":\"objekt\"}",
    "{\"type\":\"object\",\"properties\":[]}",
    "{\"type\":\"object\",\"properties\":{\"a\":true}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/b\"}}}",
    "{\"type\":\"object\",\"$defs\":{}}",
    "{\"type\":\"object\",\"anyOf\":[]}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"oneOf\":[]}}}",
    "{\"type\":\"object\",\"patternProperties\":{}}",
    "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
    "{\"type\":\"object\",\"required\":\"a\"}",
    "{\"type\":\"object\",\"required\":[1]}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[]}}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[[]]}}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"minimum\":\"1\"}}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"maxLength\":-1}}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"pattern\":\"(\"}}}",
    "{\"type\":\"object\",\"properties\":{\"a\":{\"items\":[]}}}",
    "{\"type\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhdSchema) schema = bhd_schema_compile (bad[i], &error);

      if (schema != NULL)
        g_error ("%s is taken", bad[i]);
      g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
    }
}

static void
test_slow_pattern (void)
{
  g_autoptr (BhdSchema) slow =
      compile ("{\"type\":\"object\",\"properties\":{\"a\":{\"items\":{\"pattern\":\"(a+)+$\"}}}}");
  g_autoptr (BhdSchema) quick = compile (ORDER);
  g_autoptr (GError) error = NULL;

  g_assert_false (bhd_schema_probe (slow, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_true (bhd_schema_probe (quick, NULL));
}

static void
test_said_but_not_kept (void)
{
  g_autoptr (BhdSchema) schema =
      compile ("{\"type\":\"object\",\"title\":\"T\",\"description\":\"D\",\"properties\":"
               "{\"day\":{\"type\":\"string\",\"format\":\"date\",\"default\":\"x\"}}}");
  g_autoptr (JsonNode) node = bhd_schema_read (schema, "{\"day\":\"soon\",\"other\":1}", NULL);

  g_assert_nonnull (node);
}

static void
test_empty_pattern_matches (void)
{
  g_autoptr (BhdSchema) schema = compile (
      "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"^[a-z]*$\"}}}");
  g_autoptr (JsonNode) empty = bhd_schema_read (schema, "{\"a\":\"\"}", NULL);
  g_autoptr (JsonNode) upper = bhd_schema_read (schema, "{\"a\":\"A\"}", NULL);

  g_assert_nonnull (empty);
  g_assert_null (upper);
}

static void
test_deep (void)
{
  g_autoptr (BhdSchema) schema = compile ("{\"type\":\"object\"}");
  g_autofree char *opening = g_strnfill (5000, '[');
  g_autofree char *arguments = g_strconcat ("{\"a\":", opening, NULL);
  g_autofree char *deep = g_strconcat ("{\"type\":\"object\",\"default\":", opening, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_schema_read (schema, arguments, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_null (bhd_schema_compile (deep, NULL));
}

static void
test_large (void)
{
  g_autoptr (BhdSchema) schema = compile ("{\"type\":\"object\"}");
  g_autofree char *letters = g_strnfill (40000, 'a');
  g_autofree char *arguments = g_strconcat ("{\"a\":\"", letters, "\"}", NULL);

  g_assert_null (bhd_schema_read (schema, arguments, NULL));
}

static void
test_requires (void)
{
  g_autoptr (BhdSchema) schema =
      compile ("{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"},"
               "\"maybe\":{\"type\":\"string\"},\"list\":{\"type\":\"array\"}},"
               "\"required\":[\"id\",\"list\",\"undescribed\"]}");

  g_assert_true (bhd_schema_requires (schema, "id"));
  g_assert_false (bhd_schema_requires (schema, "maybe"));
  g_assert_false (bhd_schema_requires (schema, "list"));
  g_assert_false (bhd_schema_requires (schema, "undescribed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/what-fits-is-read", test_fits);
  g_test_add_func ("/schema/what-does-not-fit-is-told", test_does_not_fit);
  g_test_add_func ("/schema/what-is-not-understood-is-refused", test_refused);
  g_test_add_func ("/schema/a-slow-pattern-is-refused", test_slow_pattern);
  g_test_add_func ("/schema/format-and-words-say-nothing", test_said_but_not_kept);
  g_test_add_func ("/schema/a-pattern-keeps-case-and-may-be-empty", test_empty_pattern_matches);
  g_test_add_func ("/schema/depth-is-bounded", test_deep);
  g_test_add_func ("/schema/size-is-bounded", test_large);
  g_test_add_func ("/schema/knows-what-is-always-given", test_requires);
  return g_test_run ();
}
