/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-values.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include <string.h>

static const char *const raw[] = { "schema", NULL };

static GVariant *
read_values (const char *json)
{
  g_autoptr (JsonNode) root = bh_json_parse_object (json, strlen (json), strlen (json), NULL);

  g_assert_nonnull (root);
  return bhc_values_from_json (json_node_get_object (root), raw);
}

/* What went in comes out. */
static void
assert_kept (const char *json)
{
  g_autoptr (GVariant) values = read_values (json);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bhc_values_to_json (values, raw, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, json);
}

static void
test_scalars (void)
{
  assert_kept ("{\"text\":\"ü\\n\"}");
  assert_kept ("{\"yes\":true}");
  assert_kept ("{\"number\":-5}");
  assert_kept ("{\"nothing\":null}");
}

static void
test_lists (void)
{
  assert_kept ("{\"words\":[\"a\",\"b\"]}");
  assert_kept ("{\"outer\":{\"records\":[{\"a\":1,\"list\":[\"b\"]},{\"c\":true}]}}");
  assert_kept ("{\"none\":[]}");
  assert_kept ("{\"spans\":[[\"09:00\",\"17:00\"]]}");
}

static void
test_lists_of_numbers (void)
{
  assert_kept ("{\"scores\":[0,-1,5]}");
  assert_kept ("{\"marks\":[[3,5],[10,2]]}");
  assert_kept ("{\"hours\":[[1,2],[]]}");
}

static void
test_objects (void)
{
  assert_kept ("{\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]]}}");
}

static void
test_lists_of_objects_are_records (void)
{
  g_autoptr (GVariant) values = read_values ("{\"rules\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
  g_autoptr (GVariant) rules = g_variant_lookup_value (values, "rules", G_VARIANT_TYPE ("aa{sv}"));

  g_assert_nonnull (rules);
  g_assert_cmpuint (g_variant_n_children (rules), ==, 2);
}

static void
test_mixed_lists_are_left_out (void)
{
  g_autoptr (GVariant) values = read_values ("{\"odd\":[1,\"a\",{}],\"text\":\"kept\"}");

  g_assert_cmpuint (g_variant_n_children (values), ==, 1);
}

static void
test_raw_members_stay_json (void)
{
  g_autoptr (GVariant) values = read_values ("{\"schema\":{\"type\":[1,{}]}}");
  g_autofree char *text = bhc_values_to_json (values, raw, NULL);

  g_assert_true (g_variant_lookup (values, "schema", "&s", NULL));
  g_assert_nonnull (strstr (text, "\"schema\":{"));
}

static void
test_broken_json_is_refused_with_its_field (void)
{
  g_autoptr (GVariant) values = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "schema", "s", "{\"type\":");
  values = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_assert_null (bhc_values_to_json (values, raw, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, "\"schema\"");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/console/values/scalars-are-kept", test_scalars);
  g_test_add_func ("/console/values/lists-are-kept", test_lists);
  g_test_add_func ("/console/values/lists-are-kept-of-numbers", test_lists_of_numbers);
  g_test_add_func ("/console/values/objects-are-kept", test_objects);
  g_test_add_func ("/console/values/lists-of-objects-are-records",
                   test_lists_of_objects_are_records);
  g_test_add_func ("/console/values/mixed-lists-are-left-out", test_mixed_lists_are_left_out);
  g_test_add_func ("/console/values/raw-members-stay-json", test_raw_members_stay_json);
  g_test_add_func ("/console/values/broken-json-is-refused-with-its-field",
                   test_broken_json_is_refused_with_its_field);
  return g_test_run ();
}
