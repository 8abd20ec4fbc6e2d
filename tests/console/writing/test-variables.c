/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/directory/bhc-parts-private.h"
#include "console/model/writing/bhc-canned-words.h"
#include "console/model/writing/bhc-variables.h"

#include <string.h>

static const char *
look_up (const char *name, gpointer data)
{
  static const char *const values[][2] = {
    { "contact.name", "Ada Byron" },
    { "contact.email", "" },
    { "contact.sly", "{{contact.name}}" },
    { "agent.name", "Mia" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_str_equal (values[i][0], name))
      return values[i][1];
  return NULL;
}

static void
assert_fills (const char *body, const char *expected, guint n_blanks)
{
  g_autoptr (GArray) blanks = NULL;
  g_autofree char *filled = bhc_variables_fill (body, look_up, NULL, &blanks);

  g_assert_cmpstr (filled, ==, expected);
  g_assert_cmpuint (blanks->len, ==, n_blanks);
}

static void
test_known (void)
{
  assert_fills ("Hello {{contact.name}}, {{agent.name}} here.", "Hello Ada Byron, Mia here.", 0);
  assert_fills ("{{ contact.name }}", "Ada Byron", 0);
  assert_fills ("no braces", "no braces", 0);
  assert_fills ("", "", 0);
}

static void
test_fallback (void)
{
  assert_fills ("Hello {{contact.first_name|there}}!", "Hello there!", 0);
  assert_fills ("Hello {{contact.name|there}}!", "Hello Ada Byron!", 0);
  assert_fills ("{{contact.email|no address}}", "no address", 0);
  assert_fills ("[{{unknown|}}]", "[]", 0);
}

static void
test_unknown_is_a_blank (void)
{
  g_autoptr (GArray) blanks = NULL;
  g_autofree char *filled =
      bhc_variables_fill ("Grüße: {{contact.order}} {{contact.email}}", look_up, NULL, &blanks);

  g_assert_cmpstr (filled, ==, "Grüße: {{contact.order}} {{contact.email}}");
  g_assert_cmpuint (blanks->len, ==, 2);
  g_assert_cmpuint (g_array_index (blanks, BhcBlank, 0).start, ==, 7);
  g_assert_cmpuint (g_array_index (blanks, BhcBlank, 0).length, ==, 17);
}

static void
test_braces_in_braces (void)
{
  assert_fills ("{{a|{{agent.name}}}}", "{{a|Mia}}", 0);
  assert_fills ("{{{{agent.name}}}}", "{{Mia}}", 0);
  assert_fills ("{{{agent.name}}}", "{Mia}", 0);
  assert_fills ("{{agent.name|x{y}}", "{{agent.name|x{y}}", 0);
}

static void
test_values_are_not_looked_through (void)
{
  assert_fills ("{{contact.sly}}", "{{contact.name}}", 0);
}

static void
test_hostile (void)
{
  g_autofree char *long_name = g_strnfill (65, 'a');
  g_autofree char *braced = g_strdup_printf ("{{%s}}", long_name);
  g_autofree char *many = g_strnfill (200000, '{');
  g_autoptr (GArray) blanks = NULL;
  g_autofree char *filled = NULL;

  assert_fills (braced, braced, 0);
  assert_fills ("{{", "{{", 0);
  assert_fills ("{{agent.name", "{{agent.name", 0);
  assert_fills ("{{agent.name}", "{{agent.name}", 0);
  assert_fills ("{{}}", "{{}}", 0);
  assert_fills ("{{agent name}}", "{{agent name}}", 0);
  assert_fills ("{{agent.name|<b>%s</b>}}", "Mia", 0);
  filled = bhc_variables_fill (many, look_up, NULL, &blanks);
  g_assert_cmpuint (strlen (filled), <=, BHC_FILLED_MAX);
}

/* ---- finding one ---- */

static void
add (GListStore *store, const char *shortcut, const char *title, const char *body)
{
  g_autoptr (BhcCanned) canned = g_object_new (BHC_TYPE_CANNED, NULL);
  g_autoptr (GVariant) values = NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "id", "s", shortcut);
  g_variant_dict_insert (&dict, "shortcut", "s", shortcut);
  g_variant_dict_insert (&dict, "title", "s", title);
  g_variant_dict_insert (&dict, "body", "s", body);
  values = g_variant_ref_sink (g_variant_dict_end (&dict));
  bhc_canned_fill (canned, values);
  g_list_store_append (store, canned);
}

static char *
found (GListStore *store, const char *words)
{
  g_autoptr (GPtrArray) all = bhc_canned_search (G_LIST_MODEL (store), words, 3);
  GString *shortcuts = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (shortcuts, "%s ", bhc_canned_get_shortcut (all->pdata[i]));
  return g_string_free (shortcuts, FALSE);
}

static void
test_search (void)
{
  static const char *const cases[][2] = {
    { "", "hello money-back order " },
    { "ord", "order reorder " },
    { "RÜCK", "money-back " },
    { "kindly", "hello " },
    { "nothing", "" },
  };
  g_autoptr (GListStore) store = g_list_store_new (BHC_TYPE_CANNED);

  add (store, "hello", "Greeting", "I kindly greet you");
  add (store, "money-back", "Rückzahlung", "Within 30 days");
  add (store, "order", "Where is it?", "On its way");
  add (store, "reorder", "Once more", "With pleasure");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shortcuts = found (store, cases[i][0]);

      g_assert_cmpstr (shortcuts, ==, cases[i][1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/console/variables/known", test_known);
  g_test_add_func ("/console/variables/fallback", test_fallback);
  g_test_add_func ("/console/variables/unknown-is-a-blank", test_unknown_is_a_blank);
  g_test_add_func ("/console/variables/braces-in-braces", test_braces_in_braces);
  g_test_add_func ("/console/variables/values-are-not-looked-through",
                   test_values_are_not_looked_through);
  g_test_add_func ("/console/variables/hostile", test_hostile);
  g_test_add_func ("/console/canned/search", test_search);

  return g_test_run ();
}
