/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-extractor.h"

#include "common/bh-error.h"

#include <string.h>

static void
test_text_comes_back_clean (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "text",
                                             "a\r\n\x01"
                                             "b",
                                             &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "a\nb");
}

static void
test_large_document_comes_back_whole (void)
{
  g_autofree char *body = g_strnfill (1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "markdown", body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, 1024 * 1024);
}

static void
test_too_large_document_is_refused (void)
{
  g_autofree char *body = g_strnfill (5 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "text", body, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
}

static void
test_missing_program_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run ("/nowhere/bellhop-extract", "text", "a", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static void
test_unknown_format_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "docx", "a", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static void
test_dying_program_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run ("/bin/false", "text", "a", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knowledge/extractor/text-comes-back-clean", test_text_comes_back_clean);
  g_test_add_func ("/knowledge/extractor/large-document-comes-back-whole",
                   test_large_document_comes_back_whole);
  g_test_add_func ("/knowledge/extractor/too-large-document-is-refused",
                   test_too_large_document_is_refused);
  g_test_add_func ("/knowledge/extractor/missing-program-is-told", test_missing_program_is_told);
  g_test_add_func ("/knowledge/extractor/unknown-format-is-refused",
                   test_unknown_format_is_refused);
  g_test_add_func ("/knowledge/extractor/dying-program-is-an-error",
                   test_dying_program_is_an_error);
  return g_test_run ();
}
