/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* In German: LANGUAGE and BELLHOP_LOCALES are the test's environment. */
#include "config.h"

#include "common/phrases/bh-language.h"
#include "tests/common/phrases/bht-locale.h"

#define LIST "/usr/share/iso-codes/json/iso_639-2.json"
#define CATALOGUE "/usr/share/locale/de/LC_MESSAGES/iso_639-2.mo"

static void
assert_name (const char *tag, const char *expected)
{
  g_autofree char *name = bh_language_name (tag);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_is_said_in_the_readers (void)
{
  if (!g_file_test (LIST, G_FILE_TEST_EXISTS) || !g_file_test (CATALOGUE, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("this system has no names of languages");
      return;
    }
  assert_name ("en-GB", "Englisch (Vereinigtes Königreich)");
  assert_name ("de", "Deutsch");
  assert_name ("deu", "Deutsch");
  assert_name ("es-419", "Spanisch");
  assert_name ("zh-Hant-TW", "Chinesisch (Taiwan)");
}

static void
test_unknown_stays_as_it_is (void)
{
  assert_name (NULL, NULL);
  assert_name ("", "");
  assert_name ("-GB", "-GB");
  assert_name ("qq-QQ", "qq-QQ");
  assert_name ("../../etc/passwd", "../../etc/passwd");
}

static void
add_tests (void)
{
  g_test_add_func ("/common/language/is-said-in-the-readers", test_is_said_in_the_readers);
  g_test_add_func ("/common/language/unknown-stays-as-it-is", test_unknown_stays_as_it_is);
}

int
main (int argc, char **argv)
{
  return bht_locale_main (argc, argv, add_tests);
}
