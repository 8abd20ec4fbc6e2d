/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The daemon dies in the middle of an import, the same bytes come twice, documents go: whatever
 * happens, in the end each is there once, and of what is gone nothing is left. */
#include "tests/bht-patience.h"
#include "tests/story/documents/intake.h"
#include "tests/story/library.h"

#include "common/bh-id.h"

#include <string.h>

#define RULES "# House rules\n\nQuokkas may stay overnight for nine euros.\n"
#define N_KILLS 6

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
collect_files (const char *path, GPtrArray *files)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_ptr_array_add (files, g_strdup (path));
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      collect_files (inner, files);
    }
}

/* Returns: (transfer full): what the daemon keeps besides its database and its lock. */
static GPtrArray *
list_files (Library *library)
{
  g_autofree char *state = g_build_filename (bht_bellhopd_dir (library->daemon), "state", NULL);
  g_autoptr (GDir) dir = g_dir_open (state, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (state, name, NULL);

      if (!g_str_has_prefix (name, "bellhop.db") && !g_str_has_prefix (name, "index.db") &&
          !g_str_equal (name, "lock"))
        collect_files (path, files);
    }
  return files;
}

/* Waits until nothing but @count files are kept: no part, no copy, no file of another name. */
static void
await_files (Library *library, guint count)
{
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (GPtrArray) files = list_files (library);

      if (files->len == count)
        return;
      for (guint i = 0; i < files->len && g_get_monotonic_time () >= deadline_us; i++)
        g_test_message ("%s", (const char *) g_ptr_array_index (files, i));
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_usleep (5000);
    }
}

static gint64
count_documents (Library *library)
{
  g_autoptr (JsonNode) list =
      bht_api_expect (library->desk, "GET", "/v1/desk/documents", NULL, 200);

  return bht_json_int (list, "total");
}

/* No passage of the document is there twice.  Returns: how many there are. */
static guint
count_passages (Library *library, const char *document_id)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s/passages", document_id);
  g_autoptr (JsonNode) answer = bht_api_expect (library->desk, "GET", path, NULL, 200);
  JsonArray *passages = json_object_get_array_member (json_node_get_object (answer), "passages");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (passages); i++)
    {
      JsonObject *passage = json_array_get_object_element (passages, i);

      g_assert_true (
          g_hash_table_add (seen, (char *) json_object_get_string_member (passage, "body")));
    }
  return json_array_get_length (passages);
}

/* Of many passages, all different. */
static GBytes *
make_long (const char *word)
{
  g_autoptr (GString) text = g_string_new ("# Our animals\n\n");

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text,
                            "## Number %u\n\nThe %s of number %u is green and has %u legs.\n\n", i,
                            word, i, i + 4);
  return g_bytes_new (text->str, text->len);
}

static char *
upload (Library *library, const char *file_name, GBytes *bytes)
{
  g_autofree char *refusal = NULL;
  char *id = intake_upload (library->desk, file_name, bytes, &refusal);

  g_assert_cmpstr (refusal, ==, NULL);
  return id;
}

static void
assert_ready (Library *library, const char *document_id)
{
  g_autofree char *failure = library_await (library, document_id);

  g_assert_cmpstr (failure, ==, NULL);
}

static void
test_killed_while_indexing (Library *library, gconstpointer data)
{
  g_autoptr (GBytes) bytes = make_long ("numbat");
  g_autofree char *id = upload (library, "numbat.md", bytes);
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  gboolean seen = FALSE, ended = FALSE;

  while (!seen && !ended)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (library->desk, "GET", path, NULL, 200);
      const char *status = bht_json_string (answer, "document.status");

      seen = g_str_equal (status, "indexing");
      ended = g_str_equal (status, "ready") || g_str_equal (status, "error");
    }
  library_crash (library);
  if (!seen)
    g_test_message ("it was ready before it was seen being indexed");
  assert_ready (library, id);
  g_assert_cmpuint (count_passages (library, id), ==, 400);
  g_assert_true (intake_is_found (library->desk, "legs of numbat number 217", id, "217"));
  g_assert_cmpint (count_documents (library), ==, 1);
  await_files (library, 1);
}

/* Somebody who repeats what was not acknowledged, as the console does, until the document is there.
 */
typedef struct
{
  BhtApi *desk;
  GBytes *bytes;
  char *id; /* of the upload */
  char *document_id;
} Sender;

/* Announces it anew; it may turn out to be there. */
static void
begin (Sender *self)
{
  g_autoptr (JsonNode) answer = NULL;
  guint status = intake_announce (self->desk, self->id, "sent.md", self->bytes, &answer);

  if (answer != NULL && json_object_has_member (json_node_get_object (answer), "document"))
    self->document_id = g_strdup (bht_json_string (answer, "document.id"));
  else
    g_assert_true (status == 0 || status == 200 || status == 201 || status == 503);
}

/* Sends one chunk from where the daemon says it is. */
static void
go_on (Sender *self)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/uploads/%s", self->id);
  g_autoptr (JsonNode) upload = NULL;
  g_autoptr (JsonNode) answer = NULL;
  guint status = bht_api_call (self->desk, "GET", path, NULL, &upload);

  if (status == 404)
    begin (self);
  if (status != 200)
    return;
  status = intake_send (self->desk, self->id, self->bytes,
                        (gsize) bht_json_int (upload, "upload.received"), 2000, &answer);
  if (status == 201)
    self->document_id = g_strdup (bht_json_string (answer, "document.id"));
  else
    g_assert_true (status == 0 || status == 200 || status == 503);
}

static gpointer
send_thread (gpointer data)
{
  Sender *self = data;
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (self->document_id == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      go_on (self);
    }
  return NULL;
}

static void
test_killed_again_and_again (Library *library, gconstpointer data)
{
  g_autofree char *id = NULL;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *word = g_strdup_printf ("numbat%u", i);
      g_autoptr (GBytes) bytes = make_long (word);
      Sender sender = { library->desk, bytes, bh_id_new (), NULL };
      GThread *thread = g_thread_new ("sender", send_thread, &sender);

      g_usleep ((gulong) g_test_rand_int_range (0, 150000));
      library_crash (library);
      g_thread_join (thread);
      assert_ready (library, sender.document_id);
      g_assert_true (id == NULL || g_str_equal (id, sender.document_id));
      g_assert_cmpuint (count_passages (library, sender.document_id), ==, 400);
      g_free (id);
      id = g_steal_pointer (&sender.document_id);
      g_free (sender.id);
    }
  g_assert_cmpint (count_documents (library), ==, 1);
  await_files (library, 1);
}

/* Returns: (transfer full): a client of another operator, who signs in. */
static BhtApi *
open_operator (Library *library, const char *organization, const char *name, const char *role)
{
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (library->daemon), NULL);
  g_autofree char *command =
      g_strdup_printf ("operator create --organization %s --email %s@example.org --name %s "
                       "--role %s",
                       organization, name, name, role);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s@example.org\",\"password\":\"" BHT_PASSWORD "\"}", name);
  g_autoptr (JsonNode) answer = NULL;

  bht_bellhopd_ctl (library->daemon, BHT_PASSWORD "\n", command);
  answer = bht_api_expect (nobody, "POST", "/v1/desk/sign-in", body, 200);
  return bht_api_new (bht_bellhopd_url (library->daemon), bht_json_string (answer, "token"));
}

static void
propose (BhtApi *desk, const char *document_id, const char *question)
{
  g_autofree char *body =
      g_strdup_printf ("{\"document_id\":\"%s\",\"question\":\"%s\"}", document_id, question);
  g_autoptr (JsonNode) answer = bht_api_expect (desk, "POST", "/v1/desk/phrasings", body, 201);
}

static gint64
count_proposed (Library *library)
{
  g_autoptr (JsonNode) overview =
      bht_api_expect (library->desk, "GET", "/v1/desk/knowledge", NULL, 200);

  return bht_json_int (overview, "phrasings.proposed");
}

static void
test_deleted_leaves_nothing (Library *library, gconstpointer data)
{
  g_autofree char *id = library_add (library, "rules.md", RULES);
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", id);
  g_autoptr (BhtApi) agent = open_operator (library, "demo", "tom", "agent");
  g_autoptr (JsonNode) gone = NULL;

  assert_ready (library, id);
  propose (library->desk, id, "furry lodgers");
  propose (agent, id, "beds for marsupials");
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), >, 0);
  g_assert_cmpint (count_proposed (library), ==, 1);
  gone = bht_api_expect (library->desk, "DELETE", path, NULL, 204);
  g_assert_cmpuint (library_count_found (library, "quokkas overnight", id), ==, 0);
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), ==, 0);
  g_assert_cmpuint (bht_api_call (library->desk, "GET", path, NULL, NULL), ==, 404);
  g_assert_cmpint (count_proposed (library), ==, 0);
  await_files (library, 0);
  library_crash (library);
  g_assert_cmpuint (library_count_found (library, "quokkas overnight", id), ==, 0);
  g_assert_cmpuint (library_count_found (library, "furry lodgers", id), ==, 0);
}

static void
test_same_bytes_are_one_document (Library *library, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new (RULES, strlen (RULES));
  g_autofree char *first = bh_id_new ();
  g_autofree char *second = bh_id_new ();
  g_autofree char *third = bh_id_new ();
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) two = NULL;
  g_autoptr (JsonNode) three = NULL;

  g_assert_cmpuint (intake_announce (library->desk, first, "rules.md", bytes, NULL), ==, 201);
  g_assert_cmpuint (intake_announce (library->desk, second, "copy.md", bytes, NULL), ==, 201);
  g_assert_cmpuint (intake_send (library->desk, first, bytes, 0, 4096, &one), ==, 201);
  g_assert_cmpuint (intake_send (library->desk, second, bytes, 0, 4096, &two), ==, 201);
  g_assert_cmpstr (bht_json_string (one, "document.id"), ==, bht_json_string (two, "document.id"));
  g_assert_cmpuint (intake_announce (library->desk, third, "third.md", bytes, &three), ==, 200);
  g_assert_cmpstr (bht_json_string (three, "document.id"), ==,
                   bht_json_string (one, "document.id"));
  g_assert_cmpint (count_documents (library), ==, 1);
  await_files (library, 1);
}

static void
test_other_organization_has_its_own (Library *library, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new (RULES, strlen (RULES));
  g_autofree char *ours = upload (library, "rules.md", bytes);
  g_autoptr (BhtApi) other = NULL;
  Library theirs = { library->daemon };
  g_autofree char *id = NULL;
  g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s", ours);
  g_autoptr (JsonNode) gone = NULL;

  bht_bellhopd_ctl (library->daemon, NULL, "organization create --slug other --name Other");
  theirs.desk = other = open_operator (library, "other", "tom", "owner");
  assert_ready (library, ours);
  g_assert_cmpuint (library_count_found (&theirs, "quokkas overnight", ours), ==, 0);
  g_assert_cmpuint (bht_api_call (other, "GET", path, NULL, NULL), ==, 404);
  g_assert_cmpuint (bht_api_call (other, "DELETE", path, NULL, NULL), ==, 404);
  id = upload (&theirs, "rules.md", bytes);
  g_assert_cmpstr (id, !=, ours);
  assert_ready (&theirs, id);
  await_files (library, 2);
  g_assert_cmpuint (library_count_found (library, "quokkas overnight", id), ==, 0);
  gone = bht_api_expect (library->desk, "DELETE", path, NULL, 204);
  await_files (library, 1);
  g_assert_true (intake_is_found (other, "quokkas overnight", id, "quokkas"));
}

/* A file that replaces another of its name leaves no bytes of that. */
static void
test_replaced_leaves_nothing (Library *library, gconstpointer data)
{
  g_autoptr (GBytes) thylacines = make_long ("thylacine");
  g_autoptr (GBytes) bilbies = make_long ("bilby");
  g_autofree char *first = upload (library, "animals.md", thylacines);
  g_autofree char *second = NULL;

  assert_ready (library, first);
  second = upload (library, "animals.md", bilbies);
  g_assert_cmpstr (first, ==, second);
  assert_ready (library, second);
  g_assert_true (intake_is_found (library->desk, "legs of bilby number 17", second, "bilby"));
  g_assert_cmpuint (library_count_found (library, "thylacine", second), ==, 0);
  g_assert_cmpuint (count_passages (library, second), ==, 400);
  await_files (library, 1);
}

#define TEST(path, function) g_test_add (path, Library, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/story/imports/killed-while-indexing", test_killed_while_indexing);
  TEST ("/story/imports/killed-again-and-again", test_killed_again_and_again);
  TEST ("/story/imports/deleted-leaves-nothing", test_deleted_leaves_nothing);
  TEST ("/story/imports/same-bytes-are-one-document", test_same_bytes_are_one_document);
  TEST ("/story/imports/other-organization-has-its-own", test_other_organization_has_its_own);
  TEST ("/story/imports/replaced-leaves-nothing", test_replaced_leaves_nothing);
  return g_test_run ();
}
