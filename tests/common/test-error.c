/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

static void
test_wire_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint code = BH_ERROR_INTERNAL; code <= BH_ERROR_OFFLINE; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (BH_ERROR, (int) code, "no");

      g_assert_true (g_hash_table_add (names, (gpointer) bh_error_wire_name (error)));
      g_assert_cmpuint (bh_error_status (error), >=, 400);
      g_assert_cmpuint (bh_error_code_from_wire_name (bh_error_wire_name (error)), ==, code);
    }
}

static void
test_unknown_wire_name (void)
{
  g_assert_cmpuint (bh_error_code_from_wire_name ("of a newer daemon"), ==, BH_ERROR_INTERNAL);
}

static void
test_foreign_text_stays_here (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "/secret/path");
  g_autofree char *json = bh_error_to_json (error, "r1");

  g_assert_null (strstr (json, "secret"));
  g_assert_nonnull (strstr (json, "\"code\":\"internal\""));
  g_assert_nonnull (strstr (json, "\"request_id\":\"r1\""));
  g_assert_cmpuint (bh_error_status (error), ==, 500);
}

static void
test_details_travel (void)
{
  g_autoptr (GError) error = g_error_new_literal (BH_ERROR, BH_ERROR_CLAIMED, "Mia has it");
  g_autoptr (GError) copy = NULL;
  g_autofree char *json = NULL;

  bh_error_set_detail (error, "owner", "{\"name\":\"Mia\"}");
  copy = g_error_copy (error);
  json = bh_error_to_json (copy, "r1");
  g_assert_nonnull (strstr (json, "\"owner\":{\"name\":\"Mia\"}"));
  g_assert_cmpstr (bh_error_get_detail (copy, "owner"), ==, "{\"name\":\"Mia\"}");
  g_assert_null (bh_error_get_detail (copy, "field"));
}

static void
test_refusal_names_its_field (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bh_error_refuse (&error, BH_ERROR_INVALID, "size", "%d is too large", 7));
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "7 is too large");
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, "\"size\"");
  g_assert_false (bh_error_refuse (NULL, BH_ERROR_INVALID, "size", "nobody asks why"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/error/each-code-has-its-own-wire-name", test_wire_names);
  g_test_add_func ("/common/error/an-unknown-wire-name-is-internal", test_unknown_wire_name);
  g_test_add_func ("/common/error/foreign-text-does-not-travel", test_foreign_text_stays_here);
  g_test_add_func ("/common/error/refusal-names-its-field", test_refusal_names_its_field);
  g_test_add_func ("/common/error/details-travel-with-copies", test_details_travel);
  return g_test_run ();
}
