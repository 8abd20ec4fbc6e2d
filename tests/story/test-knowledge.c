/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Files come in, the daemon dies at every moment of it, and in the end everything is there once:
 * found by its words, kept once, and nothing else. */
#include "tests/bht-patience.h"
#include "tests/story/library.h"

#include "common/bh-id.h"

#include <glib/gstdio.h>
#include <string.h>

#define RULES "# House rules\n\nQuokkas may stay overnight for nine euros.\n"
#define N_FILES 8
#define N_KILLS 5

static void
set_up (Library *library, gconstpointer setting)
{
  library_open (library, setting);
}

static void
tear_down (Library *library, gconstpointer setting)
{
  library_close (library);
}

static void
await_blobs (Library *library, guint count)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (library_count_blobs (library) != count)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

static void
await_found (Library *library, const char *question, const char *document_id)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (library_count_found (library, question, document_id) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
}

static void
test_upload_is_found (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "rules.md", RULES);
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  g_autofree char *failure = library_await (library, id);
  g_autoptr (JsonNode) document = bht_api_expect (library->desk, "GET", path, NULL, 200);

  g_assert_cmpstr (failure, ==, NULL);
  g_assert_cmpstr (bht_json_string (document, "document.title"), ==, "House rules");
  g_assert_nonnull (strstr (bht_json_string (document, "document.body"), "Quokkas"));
  await_found (library, "May quokkas stay?", id);
  g_assert_cmpuint (library_count_blobs (library), ==, 1);
}

static void
test_upload_goes_on_after_a_crash (Library *library, gconstpointer data)
{
  g_autofree char *upload_id = library_announce (library, "rules.md", RULES);
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s", upload_id);
  g_autofree char *first = g_strndup (RULES, 20);
  g_autofree char *id = NULL;
  g_autoptr (JsonNode) now = NULL;
  g_autoptr (JsonNode) last = NULL;

  g_assert_cmpuint (library_send (library, upload_id, 0, first, NULL), ==, 200);
  library_crash (library);
  now = bht_api_expect (library->desk, "GET", path, NULL, 200);
  g_assert_cmpint (bht_json_int (now, "upload.received"), ==, 20);
  g_assert_cmpuint (library_send (library, upload_id, 20, RULES + 20, &last), ==, 201);
  id = g_strdup (bht_json_string (last, "document.id"));
  await_found (library, "May quokkas stay?", id);
}

static void
test_reading_is_taken_up_after_a_crash (Library *library, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *failure = NULL;

  library_set_slow (library, TRUE);
  id = library_add (library, "rules.md", RULES);
  library_await_status (library, id, "extracting");
  library_set_slow (library, FALSE);
  library_crash (library);
  failure = library_await (library, id);
  g_assert_cmpstr (failure, ==, NULL);
  await_found (library, "May quokkas stay?", id);
}

/* A file comes in whole, and soon after the daemon dies, wherever it is then. */
static char *
add_and_crash (Library *library, guint number)
{
  g_autofree char *name = g_strdup_printf ("file-%u.md", number);
  g_autofree char *text = g_strdup_printf ("# File %u\n\nAbout quokka%u alone.\n", number, number);
  char *id = library_add (library, name, text);

  g_usleep ((gulong) g_test_rand_int_range (0, 60000));
  if (number < N_KILLS)
    library_crash (library);
  return id;
}

static void
test_everything_is_there_once (Library *library, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_FILES; i++)
    g_ptr_array_add (ids, add_and_crash (library, i));
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *question = g_strdup_printf ("quokka%u", i);
      g_autofree char *failure = library_await (library, ids->pdata[i]);

      g_assert_cmpstr (failure, ==, NULL);
      await_found (library, question, ids->pdata[i]);
    }
  await_blobs (library, N_FILES);
}

static void
test_deleted_is_gone (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "rules.md", RULES);
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  g_autoptr (JsonNode) answer = NULL;

  await_found (library, "May quokkas stay?", id);
  answer = bht_api_expect (library->desk, "DELETE", path, NULL, 204);
  g_assert_cmpuint (library_count_found (library, "May quokkas stay?", id), ==, 0);
  await_blobs (library, 0);
}

static void
test_deleted_while_it_is_read_is_gone (Library *library, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) answer = NULL;

  library_set_slow (library, TRUE);
  id = library_add (library, "rules.md", RULES);
  path = g_strdup_printf ("/v1/desk/documents/%s", id);
  library_await_status (library, id, "extracting");
  answer = bht_api_expect (library->desk, "DELETE", path, NULL, 204);
  await_blobs (library, 0);
}

static void
test_replaced_loses_its_words (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "rules.md", RULES);
  g_autofree char *again = NULL;

  await_found (library, "quokkas", id);
  again = library_add (library, "rules.md", "# House rules\n\nWombats only.\n");
  g_assert_cmpstr (again, ==, id);
  await_found (library, "wombats", id);
  g_assert_cmpuint (library_count_found (library, "quokkas overnight euros", id), ==, 0);
  await_blobs (library, 1);
}

/* The machine stopped between keeping a file and committing its document. */
static void
test_orphan_is_swept (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "rules.md", RULES);
  g_autofree char *folder = g_build_filename (bht_bellhopd_dir (library->daemon), "state", "blobs",
                                              library->organization_id, "ab", NULL);
  g_autofree char *name = g_strnfill (64, 'b');
  g_autofree char *orphan = NULL;

  name[0] = 'a';
  orphan = g_build_filename (folder, name, NULL);
  g_mkdir (folder, 0700);
  g_assert_true (g_file_set_contents (orphan, "orphan", -1, NULL));
  library_crash (library);
  await_blobs (library, 1);
  g_assert_false (g_file_test (orphan, G_FILE_TEST_EXISTS));
}

static void
test_nothing_waits_for_documents (Library *library, gconstpointer data)
{
  library_set_slow (library, TRUE);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("file-%u.md", i);
      g_autofree char *text = g_strdup_printf ("# File %u\n\nwords\n", i);
      g_autofree char *id = library_add (library, name, text);

      if (i < 2)
        library_await_status (library, id, "extracting");
    }
  g_assert_cmpint (library_health_us (library), <, LIBRARY_AT_ONCE_US);
}

/* Returns: (transfer full): the phrasing's id */
static char *
add_phrasing (Library *library, const char *document_id, const char *question)
{
  g_autofree char *body =
      g_strdup_printf ("{\"document_id\":\"%s\",\"question\":\"%s\"}", document_id, question);
  g_autoptr (JsonNode) answer =
      bht_api_expect (library->desk, "POST", "/v1/desk/phrasings", body, 201);

  g_assert_cmpstr (bht_json_string (answer, "phrasing.status"), ==, "approved");
  return g_strdup (bht_json_string (answer, "phrasing.id"));
}

static void
test_phrasing_is_found_at_once (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "rules.md", RULES);
  g_autofree char *phrasing_id = NULL;
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) answer = NULL;

  await_found (library, "quokkas", id);
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), ==, 0);
  phrasing_id = add_phrasing (library, id, "furry lodgers");
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), >, 0);
  library_crash (library);
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), >, 0);
  path = g_strdup_printf ("/v1/desk/phrasings/%s", phrasing_id);
  answer = bht_api_expect (library->desk, "DELETE", path, NULL, 204);
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), ==, 0);
}

static void
test_unreadable_says_why (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "broken.pdf", "%PDF-1.4 and then nothing of it");
  g_autofree char *failure = library_await (library, id);

  g_assert_nonnull (failure);
  g_test_message ("%s", failure);
}

#define TEST(path, function) g_test_add (path, Library, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/story/knowledge/upload-is-found", test_upload_is_found);
  TEST ("/story/knowledge/upload-goes-on-after-a-crash", test_upload_goes_on_after_a_crash);
  TEST ("/story/knowledge/reading-is-taken-up-after-a-crash",
        test_reading_is_taken_up_after_a_crash);
  TEST ("/story/knowledge/everything-is-there-once", test_everything_is_there_once);
  TEST ("/story/knowledge/deleted-is-gone", test_deleted_is_gone);
  TEST ("/story/knowledge/deleted-while-it-is-read", test_deleted_while_it_is_read_is_gone);
  TEST ("/story/knowledge/replaced-loses-its-words", test_replaced_loses_its_words);
  TEST ("/story/knowledge/orphan-is-swept", test_orphan_is_swept);
  TEST ("/story/knowledge/nothing-waits-for-documents", test_nothing_waits_for_documents);
  TEST ("/story/knowledge/phrasing-is-found-at-once", test_phrasing_is_found_at_once);
  TEST ("/story/knowledge/unreadable-says-why", test_unreadable_says_why);
  return g_test_run ();
}
