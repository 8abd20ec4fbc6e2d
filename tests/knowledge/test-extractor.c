/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-extractor.h"

#include "common/bh-error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_text_comes_back_clean (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = bhd_extractor_run_body (g_getenv ("BELLHOP_EXTRACT"), "text",
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
      bhd_extractor_run_body (g_getenv ("BELLHOP_EXTRACT"), "markdown", body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, 1024 * 1024);
}

static void
test_too_much_text_is_refused (void)
{
  g_autofree char *body = g_strnfill (17 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run_body (g_getenv ("BELLHOP_EXTRACT"), "text", body, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
}

/* Returns: an open file that has no name. */
static int
open_file (const char *content)
{
  int fd = memfd_create ("document", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, content, strlen (content)), ==, (gssize) strlen (content));
  return fd;
}

static void
test_file_is_read_from_its_beginning (void)
{
  int fd = open_file ("<title>Boats</title><p>Dry <b>feet</b>");
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text =
      bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "html", fd, 1000, &title, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (title, ==, "Boats");
  g_assert_cmpstr (text, ==, "Dry feet");
  g_assert_cmpint (close (fd), ==, 0);
}

static void
test_larger_file_than_allowed_is_refused (void)
{
  int fd = open_file ("0123456789");
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "text", fd, 9, NULL, &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_TOO_LARGE);
  close (fd);
}

/* As of a page whose server sends nothing. */
static void
test_empty_file_has_no_text (void)
{
  int fd = open_file ("");
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run (g_getenv ("BELLHOP_EXTRACT"), "html", fd, 0, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no text"));
  close (fd);
}

static void
test_refusal_names_the_kind_it_is_not (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run_body (g_getenv ("BELLHOP_EXTRACT"), "pdf", "Hello", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "PDF"));
}

static void
test_nothing_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run_body (g_getenv ("BELLHOP_EXTRACT"), "text", " \n ", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "no text"));
}

static void
test_missing_program_is_told (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run_body ("/nowhere/bellhop-extract", "text", "a", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE);
}

static void
test_unknown_format_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run_body (g_getenv ("BELLHOP_EXTRACT"), "exe", "a", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

static void
test_dying_program_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_extractor_run_body ("/bin/false", "text", "a", &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

/* Runs a program that is a line of shell instead of the extractor. */
static char *
run_shell (const char *line, GError **error)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", line);
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("extract-XXXXXX", &path, NULL);
  char *text;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, script, strlen (script)), ==, (gssize) strlen (script));
  g_assert_cmpint (fchmod (fd, 0700), ==, 0);
  g_assert_cmpint (close (fd), ==, 0);
  text = bhd_extractor_run_body (path, "pdf", "a", error);
  g_unlink (path);
  return text;
}

static void
test_secrets_of_the_daemon_stay_with_it (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_setenv ("BELLHOP_KEY_FILE", "/secret", TRUE);
  text = run_shell ("echo; env", &error);
  g_unsetenv ("BELLHOP_KEY_FILE");
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "LC_ALL"));
  g_assert_null (strstr (text, "secret"));
}

typedef struct
{
  const char *name;
  const char *line;
  BhErrorCode code;
  const char *word; /* of what the person reads */
} End;

static const End ends[] = {
  { "locked", "exit 13", BH_ERROR_MALFORMED, "password" },
  { "damaged", "exit 11", BH_ERROR_MALFORMED, "damaged" },
  { "of-another-kind", "exit 12", BH_ERROR_MALFORMED, "PDF" },
  { "too-large", "exit 14", BH_ERROR_TOO_LARGE, "too large" },
  { "too-much-text", "exit 15", BH_ERROR_TOO_LARGE, "too much text" },
  { "a-bomb", "exit 16", BH_ERROR_TOO_LARGE, "unpacked" },
  { "too-many-pages", "exit 17", BH_ERROR_TOO_LARGE, "2,000 pages" },
  { "too-wide", "exit 18", BH_ERROR_TOO_LARGE, "columns" },
  { "too-deep", "exit 19", BH_ERROR_TOO_LARGE, "nested" },
  { "without-text", "exit 20", BH_ERROR_MALFORMED, "scan" },
  { "not-locked-in", "exit 10", BH_ERROR_UNAVAILABLE, "locked in" },
  { "ended-unknown", "exit 99", BH_ERROR_MALFORMED, "could not be read" },
  { "out-of-time", "kill -XCPU $$", BH_ERROR_TIMEOUT, "too long" },
  { "out-of-memory", "kill -ABRT $$", BH_ERROR_TOO_LARGE, "too complex" },
  { "caught-at-something", "kill -SYS $$", BH_ERROR_MALFORMED, "damaged" },
  { "without-an-answer", "exit 0", BH_ERROR_MALFORMED, "damaged" },
};

static void
test_end_is_told (gconstpointer data)
{
  const End *end = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (run_shell (end->line, &error));
  g_assert_error (error, BH_ERROR, (int) end->code);
  if (strstr (error->message, end->word) == NULL)
    g_error ("“%s” is not in: %s", end->word, error->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/knowledge/extractor/text-comes-back-clean", test_text_comes_back_clean);
  g_test_add_func ("/knowledge/extractor/large-document-comes-back-whole",
                   test_large_document_comes_back_whole);
  g_test_add_func ("/knowledge/extractor/too-much-text-is-refused", test_too_much_text_is_refused);
  g_test_add_func ("/knowledge/extractor/file-is-read-from-its-beginning",
                   test_file_is_read_from_its_beginning);
  g_test_add_func ("/knowledge/extractor/larger-file-than-allowed-is-refused",
                   test_larger_file_than_allowed_is_refused);
  g_test_add_func ("/knowledge/extractor/empty-file-has-no-text", test_empty_file_has_no_text);
  g_test_add_func ("/knowledge/extractor/refusal-names-the-kind-it-is-not",
                   test_refusal_names_the_kind_it_is_not);
  g_test_add_func ("/knowledge/extractor/nothing-is-refused", test_nothing_is_refused);
  g_test_add_func ("/knowledge/extractor/missing-program-is-told", test_missing_program_is_told);
  g_test_add_func ("/knowledge/extractor/unknown-format-is-refused",
                   test_unknown_format_is_refused);
  g_test_add_func ("/knowledge/extractor/dying-program-is-an-error",
                   test_dying_program_is_an_error);
  g_test_add_func ("/knowledge/extractor/secrets-of-the-daemon-stay-with-it",
                   test_secrets_of_the_daemon_stay_with_it);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat ("/knowledge/extractor/tells-", ends[i].name, NULL);

      g_test_add_data_func (path, &ends[i], test_end_is_told);
    }
  return g_test_run ();
}
