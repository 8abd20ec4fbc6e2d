/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"

#include <glib/gstdio.h>

/* Each snippet, put into a page as it tells to. */

#define HOST "document.querySelector('bellhop-widget')"

static char *
read_snippet (Stage *stage, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.txt", g_getenv ("BHT_SNIPPETS"), name);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_string_assign (text, contents);
  g_assert_cmpuint (g_string_replace (text, "{origin}", mock_desk_origin (stage->desk), 0), >, 0);
  g_assert_cmpuint (g_string_replace (text, "{organization}", "demo", 0), >, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
open_page (Stage *stage, const char *body)
{
  g_autofree char *html = g_strconcat (
      "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Shop</title><body>", body,
      NULL);

  g_clear_pointer (&stage->shop, mock_shop_free);
  stage->shop = mock_shop_new (html);
  stage_open_shop (stage);
}

static void
assert_one (Stage *stage)
{
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
  g_assert_true (bht_page_holds (stage->page, BHT_TOP,
                                 "document.querySelectorAll('bellhop-widget').length === 1"));
  g_assert_cmpstr (bht_page_errors (stage->page), ==, "");
}

static void
test_html (Stage *stage)
{
  g_autofree char *snippet = read_snippet (stage, "html");

  open_page (stage, snippet);
  assert_one (stage);
}

static void
test_javascript (Stage *stage)
{
  g_autofree char *snippet = read_snippet (stage, "javascript");
  g_autofree char *body = g_strconcat ("<script>", snippet, "</script>", NULL);

  open_page (stage, body);
  assert_one (stage);
}

/* The page's script, made of the snippet by esbuild.  NULL: React is not there. */
static char *
build (Stage *stage, const char *name, const char *suffix)
{
  const char *modules = g_getenv ("BHT_MODULES");
  g_autofree char *snippet = read_snippet (stage, name);
  g_autofree char *folder = g_dir_make_tmp ("bellhop-snippet-XXXXXX", NULL);
  g_autofree char *file = g_strconcat (folder, "/snippet.", suffix, NULL);
  g_autofree char *react = g_strconcat (modules, "/node_modules/react-dom", NULL);
  g_autofree char *command = NULL, *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_file_test (react, G_FILE_TEST_IS_DIR))
    return NULL;
  g_file_set_contents (file, snippet, -1, &error);
  g_assert_no_error (error);
  command =
      g_strdup_printf ("env NODE_PATH=%s/node_modules %s %s/page-%s.jsx --bundle --format=iife "
                       "--jsx=automatic --alias:snippet=%s --alias:next/script=%s/next-script.jsx "
                       "--define:process.env.NODE_ENV=\\\"development\\\" --charset=utf8",
                       modules, g_getenv ("BHT_ESBUILD"), g_getenv ("BHT_PAGES"), name, file,
                       g_getenv ("BHT_PAGES"));
  g_spawn_command_line_sync (command, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (file);
  g_rmdir (folder);
  return g_steal_pointer (&output);
}

static gboolean
open_built (Stage *stage, const char *name, const char *suffix)
{
  g_autofree char *script = build (stage, name, suffix);
  g_autoptr (GString) safe = g_string_new (script);
  g_autofree char *body = NULL;

  if (script == NULL)
    {
      g_test_skip ("React is not in the build folder: tests/run.sh fetches it");
      return FALSE;
    }
  g_string_replace (safe, "</script", "<\\/script", 0);
  body = g_strconcat ("<script>", safe->str, "</script>", NULL);
  open_page (stage, body);
  return TRUE;
}

/* Mounted, unmounted and mounted again at once; then it leaves nothing. */
static void
test_react (Stage *stage)
{
  if (!open_built (stage, "react", "jsx"))
    return;
  assert_one (stage);
  bht_page_run (stage->page, BHT_TOP, "leave()");
  bht_page_wait (stage->page, BHT_TOP,
                 "!" HOST " && !('Bellhop' in window) && "
                 "!document.querySelector('script[src*=chat-widget]')");
}

static void
test_nextjs (Stage *stage)
{
  if (open_built (stage, "nextjs", "tsx"))
    assert_one (stage);
}

/* What WordPress makes of it: PHP says at least that it is PHP, where there is PHP. */
static void
test_wordpress (Stage *stage)
{
  g_autofree char *snippet = read_snippet (stage, "wordpress");
  g_autofree char *php = g_find_program_in_path ("php");
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "bellhop-XXXXXX.php", NULL);
  g_autofree char *command = NULL;
  int status = 0, fd;

  if (php == NULL)
    {
      g_test_skip ("there is no php");
      return;
    }
  fd = g_mkstemp (path);
  g_assert_true (g_file_set_contents (path, snippet, -1, NULL));
  command = g_strdup_printf ("%s -l %s", php, path);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL));
  g_close (fd, NULL);
  g_unlink (path);
  g_assert_cmpint (status, ==, 0);
}

static void
add_tests (void)
{
  stage_add ("/snippets/html", test_html);
  stage_add ("/snippets/javascript", test_javascript);
  stage_add ("/snippets/react", test_react);
  stage_add ("/snippets/nextjs", test_nextjs);
  stage_add ("/snippets/wordpress", test_wordpress);
}

int
main (int argc, char **argv)
{
  return stage_run (argc, argv, add_tests);
}
