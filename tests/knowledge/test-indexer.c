/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/bhd-indexer.h"

#include "server/desk/bhd-organizations.h"
#include "server/desk/knowledge/bhd-intake.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tests/bht-folder.h"
#include "tests/bht-patience.h"

typedef struct
{
  char *directory;
  BhdStore *store;
  BhdIndex *index;
  BhdIndexer *indexer; /* atomic, (nullable) */
  char *organization_id;
  gboolean unfindable; /* something was told to be ready that could not be found */
  GMutex mutex;
  GCond cond;
} Fixture;

typedef struct
{
  Fixture *fixture;
  const char *title;
  const char *body;
  const char *id;
} Work;

/* Whoever is told that a document is ready asks at once. */
static void
look_for_ready (Fixture *f, const BhdEvent *event)
{
  const BhdSearch search = { .organization_id = f->organization_id,
                             .question = "penguin",
                             .limit = 1 };
  g_autoptr (GPtrArray) hits = NULL;

  if (strcmp (event->type, "document.updated") != 0 || strstr (event->body, "Penguins") == NULL ||
      strstr (event->body, "\"ready\"") == NULL)
    return;
  hits = bhd_index_search (f->index, &search);
  f->unfindable |= hits->len == 0;
}

static void
committed_cb (GPtrArray *events, BhdWake wakes, gpointer data)
{
  Fixture *f = data;
  BhdIndexer *indexer = g_atomic_pointer_get (&f->indexer);

  for (guint i = 0; i < events->len && indexer != NULL; i++)
    {
      bhd_indexer_note (indexer, g_ptr_array_index (events, i));
      look_for_ready (f, g_ptr_array_index (events, i));
    }
  if ((wakes & BHD_WAKE_INDEXER) != 0 && indexer != NULL)
    bhd_indexer_wake (indexer);
  g_mutex_lock (&f->mutex);
  g_cond_broadcast (&f->cond);
  g_mutex_unlock (&f->mutex);
}

static gpointer
found_job (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autoptr (BhOrganization) organization = bhd_organizations_create (turn, "acme", "Acme", error);

  f->organization_id = g_strdup (organization->id);
  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->directory = g_dir_make_tmp ("bellhop-indexer-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->directory, "bellhop.db", NULL);
  g_mutex_init (&f->mutex);
  g_cond_init (&f->cond);
  f->store = bhd_store_new (path, 1, &error);
  g_assert_no_error (error);
  bhd_store_set_commit_func (f->store, committed_cb, f);
  bhd_store_call (f->store, BHD_JOB_WRITE, found_job, f, &error);
  g_assert_no_error (error);
  f->index = bhd_index_new ();
}

static void
start (Fixture *f, const char *extract)
{
  g_autoptr (GError) error = NULL;
  const BhdIndexerPlan plan = { .store = f->store, .index = f->index, .extract = extract };
  BhdIndexer *indexer = bhd_indexer_new (&plan, &error);

  g_assert_no_error (error);
  g_atomic_pointer_set (&f->indexer, indexer);
}

static void
stop (Fixture *f)
{
  BhdIndexer *indexer = g_atomic_pointer_get (&f->indexer);

  g_atomic_pointer_set (&f->indexer, NULL);
  if (indexer != NULL)
    bhd_indexer_free (indexer);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  stop (f);
  bhd_store_free (f->store);
  bhd_index_free (f->index);
  bht_folder_remove (f->directory);
  g_free (f->directory);
  g_free (f->organization_id);
  g_mutex_clear (&f->mutex);
  g_cond_clear (&f->cond);
}

static gpointer
put_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  char category[] = "Help", format[] = "markdown";
  BhDocument draft = { .title = (char *) work->title,
                       .category = category,
                       .format = format,
                       .body = (char *) work->body };
  gboolean created;

  return bhd_documents_put (turn, work->fixture->organization_id, &draft, &created, error);
}

static char *
put (Fixture *f, const char *title, const char *body)
{
  Work work = { f, title, body, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDocument) document =
      bhd_store_call (f->store, BHD_JOB_WRITE, put_job, &work, &error);

  g_assert_no_error (error);
  return g_strdup (document->id);
}

static gpointer
get_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  return bhd_documents_get (turn, work->fixture->organization_id, work->id, error);
}

/* Waits until the document is “ready” or “error”; returns its status or what went wrong. */
static char *
await (Fixture *f, const char *id)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  Work work = { f, NULL, NULL, id };

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BhDocument) document =
          bhd_store_call (f->store, BHD_JOB_READ, get_job, &work, &error);

      g_assert_no_error (error);
      if (g_str_equal (document->status, "ready"))
        return g_strdup ("ready");
      if (g_str_equal (document->status, "error"))
        return g_strdup (document->error);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_mutex_lock (&f->mutex);
      g_cond_wait_until (&f->cond, &f->mutex, g_get_monotonic_time () + G_USEC_PER_SEC / 20);
      g_mutex_unlock (&f->mutex);
    }
}

static GPtrArray *
search (Fixture *f, const char *question)
{
  const BhdSearch search = { .organization_id = f->organization_id,
                             .question = question,
                             .limit = 5 };

  return bhd_index_search (f->index, &search);
}

/* The indexer finishes a document in the store, then in the index: stopping it waits for both. */
static guint
count_hits (Fixture *f, const char *question)
{
  g_autoptr (GPtrArray) hits = NULL;

  stop (f);
  hits = search (f, question);
  return hits->len;
}

static void
test_document_becomes_findable (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *status = NULL;

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  id = put (f, "Returns", "# Returns\n\nYou may return what you bought.");
  status = await (f, id);
  g_assert_cmpstr (status, ==, "ready");
  g_assert_cmpuint (count_hits (f, "return"), ==, 1);
}

static void
test_told_ready_is_findable (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Penguins", "A penguin does not fly.");
  g_autofree char *status = NULL;

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  status = await (f, id);
  stop (f); /* whoever commits has told */
  g_assert_cmpstr (status, ==, "ready");
  g_assert_false (f->unfindable);
}

static void
test_restart_finds_the_same (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autofree char *status = NULL;

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  status = await (f, id);
  stop (f);
  bhd_index_free (f->index);
  f->index = bhd_index_new ();
  start (f, g_getenv ("BELLHOP_EXTRACT"));
  g_assert_cmpuint (count_hits (f, "return"), ==, 1);
}

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  g_autofree char *organization_id = NULL;

  return bhd_intake_take (turn, &organization_id, error);
}

static void
test_killed_in_the_middle_is_taken_up (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autoptr (GError) error = NULL;
  g_autoptr (BhDocument) taken = bhd_store_call (f->store, BHD_JOB_WRITE, take_job, f, &error);
  g_autofree char *status = NULL;

  g_assert_nonnull (taken);
  start (f, g_getenv ("BELLHOP_EXTRACT"));
  status = await (f, id);
  g_assert_cmpstr (status, ==, "ready");
}

static void
test_empty_document_says_why (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Empty", "# Empty");
  g_autofree char *status = NULL;

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  status = await (f, id);
  g_assert_cmpstr (status, ==, "there is no text in it");
}

static void
test_broken_extractor_says_why (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Returns", "Text.");
  g_autofree char *status = NULL;

  start (f, "/bin/false");
  status = await (f, id);
  g_assert_cmpstr (status, ==, "the document could not be read");
}

static gpointer
delete_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  bhd_documents_delete (turn, work->fixture->organization_id, work->id, error);
  return NULL;
}

static void
test_deleted_document_is_unfindable_at_once (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autofree char *status = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  Work work = { f, NULL, NULL, id };

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  status = await (f, id);
  bhd_store_call (f->store, BHD_JOB_WRITE, delete_job, &work, &error);
  g_assert_no_error (error);
  hits = search (f, "return");
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_replaced_document_loses_its_words (Fixture *f, gconstpointer data)
{
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *second = NULL;

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  first = await (f, id);
  again = put (f, "Returns", "We take nothing back.");
  second = await (f, again);
  g_assert_cmpstr (id, ==, again);
  g_assert_cmpuint (count_hits (f, "bought"), ==, 0);
}

/* Stands for bellhop-extract and does @first before: shell, with DIR for the fixture's directory.
 * Returns: (transfer full): its path */
static char *
write_extract (Fixture *f, const char *first)
{
  g_auto (GStrv) parts = g_strsplit (first, "DIR", -1);
  g_autofree char *work = g_strjoinv (f->directory, parts);
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\n%s\nexec '%s' \"$@\"\n", work, g_getenv ("BELLHOP_EXTRACT"));
  char *path = g_build_filename (f->directory, "extract", NULL);

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

/* Each waits for the other: alone they would not end in time. */
static void
test_two_are_read_at_a_time (Fixture *f, gconstpointer data)
{
  g_autofree char *extract =
      write_extract (f, "touch DIR/begun.$$\n"
                        "while [ $(ls DIR/begun.* | wc -l) -lt 2 ]; do sleep 0.02; done");
  g_autofree char *one = put (f, "One", "Returns.");
  g_autofree char *two = put (f, "Two", "Deliveries.");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  start (f, extract);
  first = await (f, one);
  second = await (f, two);
  g_assert_cmpstr (first, ==, "ready");
  g_assert_cmpstr (second, ==, "ready");
}

static void
await_file (Fixture *f, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autofree char *path = g_build_filename (f->directory, name, NULL);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (2000);
    }
}

static void
test_replaced_while_it_is_read (Fixture *f, gconstpointer data)
{
  g_autofree char *extract =
      write_extract (f, "touch DIR/begun\nwhile [ ! -e DIR/go ]; do sleep 0.02; done");
  g_autofree char *go = g_build_filename (f->directory, "go", NULL);
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autofree char *again = NULL;
  g_autofree char *status = NULL;

  start (f, extract);
  await_file (f, "begun");
  again = put (f, "Returns", "We take nothing back.");
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  status = await (f, again);
  g_assert_cmpstr (status, ==, "ready");
  g_assert_cmpuint (count_hits (f, "bought"), ==, 0);
  g_assert_cmpuint (count_hits (f, "nothing back"), ==, 1);
}

static void
test_deleted_while_it_is_read (Fixture *f, gconstpointer data)
{
  g_autofree char *extract =
      write_extract (f, "touch DIR/begun\nwhile [ ! -e DIR/go ]; do sleep 0.02; done");
  g_autofree char *go = g_build_filename (f->directory, "go", NULL);
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autoptr (GError) error = NULL;
  Work work = { f, NULL, NULL, id };

  start (f, extract);
  await_file (f, "begun");
  bhd_store_call (f->store, BHD_JOB_WRITE, delete_job, &work, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (go, "", 0, NULL));
  g_assert_cmpuint (count_hits (f, "return"), ==, 0);
}

static void
test_category_is_searched (Fixture *f, gconstpointer data)
{
  BhdSearch search = { .question = "return", .limit = 5 };
  g_autofree char *id = put (f, "Returns", "You may return what you bought.");
  g_autofree char *status = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) other = NULL;

  start (f, g_getenv ("BELLHOP_EXTRACT"));
  status = await (f, id);
  stop (f);
  search.organization_id = f->organization_id;
  search.category = "Help";
  own = bhd_index_search (f->index, &search);
  search.category = "Other";
  other = bhd_index_search (f->index, &search);
  g_assert_cmpuint (own->len, ==, 1);
  g_assert_cmpuint (other->len, ==, 0);
}

#define INDEXER_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  INDEXER_TEST ("/knowledge/indexer/document-becomes-findable", test_document_becomes_findable);
  INDEXER_TEST ("/knowledge/indexer/what-is-told-ready-is-findable", test_told_ready_is_findable);
  INDEXER_TEST ("/knowledge/indexer/restart-finds-the-same", test_restart_finds_the_same);
  INDEXER_TEST ("/knowledge/indexer/killed-in-the-middle-is-taken-up",
                test_killed_in_the_middle_is_taken_up);
  INDEXER_TEST ("/knowledge/indexer/empty-document-says-why", test_empty_document_says_why);
  INDEXER_TEST ("/knowledge/indexer/broken-extractor-says-why", test_broken_extractor_says_why);
  INDEXER_TEST ("/knowledge/indexer/deleted-document-is-unfindable-at-once",
                test_deleted_document_is_unfindable_at_once);
  INDEXER_TEST ("/knowledge/indexer/replaced-document-loses-its-words",
                test_replaced_document_loses_its_words);
  INDEXER_TEST ("/knowledge/indexer/two-are-read-at-a-time", test_two_are_read_at_a_time);
  INDEXER_TEST ("/knowledge/indexer/replaced-while-it-is-read", test_replaced_while_it_is_read);
  INDEXER_TEST ("/knowledge/indexer/deleted-while-it-is-read", test_deleted_while_it_is_read);
  INDEXER_TEST ("/knowledge/indexer/category-is-searched", test_category_is_searched);
  return g_test_run ();
}
