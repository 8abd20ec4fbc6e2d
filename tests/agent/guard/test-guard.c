/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "tests/agent/guard/guard-fixture.h"

#include <string.h>

static void
test_actions (void)
{
  static const char *const actions[] = { "block", "warn", "log" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      BhdGuardrailRow *row = guard_rule ("blocked_topic", "tea");
      g_autoptr (BhdVerdict) verdict = NULL;

      guard_set (&row->action, actions[i]);
      verdict = guard_check (row, "tea", BHD_GUARD_IN);
      g_assert_cmpuint (verdict->hits->len, ==, 1);
      g_assert_cmpint (verdict->allowed, ==, i != 0);
    }
}

static void
test_directions (void)
{
  BhdGuardrailRow *row = guard_rule ("blocked_topic", "tea");
  g_autoptr (GPtrArray) rules = guard_rules (row);
  g_autoptr (BhdGuard) guard = NULL;
  g_autoptr (BhdVerdict) in = NULL;
  g_autoptr (BhdVerdict) out = NULL;

  guard_set (&row->direction, "out");
  guard = bhd_guard_new (rules);
  in = bhd_guard_check (guard, "tea", BHD_GUARD_IN);
  out = bhd_guard_check (guard, "tea", BHD_GUARD_OUT);
  g_assert_true (in->allowed);
  g_assert_false (out->allowed);
  g_assert_false (bhd_guard_has_blocking (guard, BHD_GUARD_IN));
  g_assert_true (bhd_guard_has_blocking (guard, BHD_GUARD_OUT));
}

static void
test_warning_holds_nothing_back (void)
{
  BhdGuardrailRow *row = guard_rule ("blocked_topic", "tea");
  g_autoptr (GPtrArray) rules = guard_rules (row);
  g_autoptr (BhdGuard) guard = NULL;

  guard_set (&row->action, "warn");
  guard = bhd_guard_new (rules);
  g_assert_false (bhd_guard_has_blocking (guard, BHD_GUARD_OUT));
}

static void
test_disabled (void)
{
  BhdGuardrailRow *row = guard_rule ("blocked_topic", "tea");
  g_autoptr (BhdVerdict) verdict = NULL;

  row->enabled = FALSE;
  verdict = guard_check (row, "tea", BHD_GUARD_IN);
  g_assert_cmpuint (verdict->hits->len, ==, 0);
}

static void
test_all_rules_run (void)
{
  BhdGuardrailRow *second = guard_rule ("blocked_topic", "coffee");
  g_autoptr (GPtrArray) rules = guard_rules (guard_rule ("blocked_topic", "tea"));
  g_autoptr (BhdGuard) guard = NULL;
  g_autoptr (BhdVerdict) verdict = NULL;

  guard_set (&second->message, "No coffee here.");
  g_ptr_array_add (rules, second);
  guard = bhd_guard_new (rules);
  verdict = bhd_guard_check (guard, "tea or coffee", BHD_GUARD_IN);
  g_assert_cmpuint (verdict->hits->len, ==, 2);
  g_assert_cmpstr (verdict->message, ==, "No coffee here.");
}

static void
test_excerpt_masks (void)
{
  static const struct
  {
    const char *type, *pattern, *text, *secret, *shown;
  } cases[] = {
    { "pii_filter", "email", "mail ada@example.org now", "ada@", "mail [email] now" },
    { "pii_filter", "", "card 4111 1111 1111 1111 ok", "1111", "card [card] ok" },
    { "pii_filter", "KD-\\d+", "number KD-77 here", "KD-77", "number [hidden] here" },
    { "custom", "geheim\\w*", "ein geheimnis", "geheim", "ein [hidden]" },
    { "blocked_topic", "tea", "tea for ada@example.org", "ada@", "tea for [email]" },
    { "blocked_topic", "tea", "tea 123456789 x", "123456789", "tea [number] x" },
    { "pii_filter", "iban", "DE89 3704 0044 0532 0130 00 please", "3704", "[iban] please" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *excerpt = guard_excerpt (cases[i].type, cases[i].pattern, cases[i].text);

      g_assert_null (strstr (excerpt, cases[i].secret));
      g_assert_cmpstr (excerpt, ==, cases[i].shown);
    }
}

static void
test_excerpt_short (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *excerpt = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "wört ");
  g_string_append (text, "tea ");
  for (guint i = 0; i < 300; i++)
    g_string_append (text, "wört ");
  excerpt = guard_excerpt ("blocked_topic", "tea", text->str);
  g_assert_cmpint (g_utf8_strlen (excerpt, -1), ==, 500);
  g_assert_nonnull (strstr (excerpt, "tea"));
}

static void
assert_refused (const char *type, const char *pattern)
{
  g_autoptr (BhdGuardrailRow) row = guard_rule (type, pattern);
  g_autoptr (GError) error = NULL;

  if (bhd_guard_check_rule (row, &error))
    g_error ("“%s” is taken", pattern);
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
  g_assert_cmpstr (bh_error_get_detail (error, "field"), ==, "\"pattern\"");
}

static void
test_bad_patterns (void)
{
  static const char *const bad[] = { "(", "[a", "a{2,1}", "\\C", "(?<n>a)(?<n>b)", "", "  " };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused ("custom", bad[i]);
  assert_refused ("blocked_topic", " , ,");
  assert_refused ("topic_boundary", "");
  assert_refused ("surprise", "x");
}

static void
test_empty_matches (void)
{
  assert_refused ("custom", "a*");
  assert_refused ("custom", "(foo)?");
  assert_refused ("custom", "^");
}

static void
test_pathological (void)
{
  static const char *const bad[] = { "(a+)+$",        "(x+x+)+y",   "([a-zA-Z]+)*!", "(a|aa)+$",
                                     "^(\\w+\\s?)*$", "(.*,){12}P", "(q+)+z" };
  static const char *const good[] = {
    "\\b\\d{3}-\\d{2}-\\d{4}\\b", "[A-Z]{2}\\d{6}", "(?:foo|bar|baz)\\s+quux",
    "\\bsk-[\\w-]{20,}\\b",       "https?://\\S+",  "customer\\W+number\\W+\\d+"
  };
  gint64 start_us = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused ("custom", bad[i]);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (BhdGuardrailRow) row = guard_rule ("custom", good[i]);
      g_autoptr (GError) error = NULL;

      bhd_guard_check_rule (row, &error);
      g_assert_no_error (error);
    }
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_USEC_PER_SEC);
}

static char *
tempting (void)
{
  g_autofree char *letters = g_strnfill (20000, 'a');

  return g_strconcat (letters, "!", NULL);
}

static void
test_too_long_blocks (void)
{
  g_autofree char *text = tempting ();
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (BhdVerdict) verdict =
      guard_check (guard_rule ("custom", "(a+)+$"), text, BHD_GUARD_IN);

  g_assert_false (verdict->allowed);
  g_assert_cmpuint (verdict->hits->len, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 3 * G_USEC_PER_SEC);
}

static void
test_broken_blocks (void)
{
  g_autoptr (BhdVerdict) verdict = guard_check (guard_rule ("custom", "("), "hello", BHD_GUARD_IN);

  g_assert_false (verdict->allowed);
}

static void
test_invalid_text (void)
{
  g_assert_true (guard_hits ("blocked_topic", "tea", "\xff\xfe tea \xc3"));
}

static void
test_cache (void)
{
  g_autoptr (BhdGuardCache) cache = bhd_guard_cache_new ();
  g_autoptr (GPtrArray) rules = guard_rules (guard_rule ("blocked_topic", "tea"));
  g_autoptr (BhdGuard) first = bhd_guard_cache_get (cache, "acme", rules);
  g_autoptr (BhdGuard) again = bhd_guard_cache_get (cache, "acme", rules);
  g_autoptr (BhdGuard) changed = NULL;
  g_autoptr (BhdVerdict) verdict = NULL;

  g_assert_true (first == again);
  guard_set (&((BhdGuardrailRow *) rules->pdata[0])->pattern, "coffee");
  changed = bhd_guard_cache_get (cache, "acme", rules);
  verdict = bhd_guard_check (changed, "coffee", BHD_GUARD_IN);
  g_assert_false (verdict->allowed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guard/only-block-forbids", test_actions);
  g_test_add_func ("/guard/a-rule-looks-in-its-direction", test_directions);
  g_test_add_func ("/guard/a-warning-holds-nothing-back", test_warning_holds_nothing_back);
  g_test_add_func ("/guard/a-rule-that-is-off-does-nothing", test_disabled);
  g_test_add_func ("/guard/every-rule-runs", test_all_rules_run);
  g_test_add_func ("/guard/excerpt/is-masked", test_excerpt_masks);
  g_test_add_func ("/guard/excerpt/is-short", test_excerpt_short);
  g_test_add_func ("/guard/refuses/what-does-not-compile", test_bad_patterns);
  g_test_add_func ("/guard/refuses/what-fits-nothing-at-all", test_empty_matches);
  g_test_add_func ("/guard/refuses/what-takes-too-long", test_pathological);
  g_test_add_func ("/guard/too-much-work-blocks", test_too_long_blocks);
  g_test_add_func ("/guard/a-broken-rule-blocks", test_broken_blocks);
  g_test_add_func ("/guard/text-that-is-none-is-read", test_invalid_text);
  g_test_add_func ("/guard/is-compiled-when-a-rule-has-changed", test_cache);
  return g_test_run ();
}
