/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* All kinds of files go through the real upload: each is found by its words, or refused with a
 * reason that a person understands; and nothing else happens. */
#include "tests/bht-patience.h"
#include "tests/story/documents/intake.h"
#include "tests/story/documents/taking.h"

#include <string.h>

#define HEAVY_KIB (256 * 1024)
#ifdef BHT_SANITIZED
#define SLOW_US (500 * 1000)
#else
#define SLOW_US (50 * 1000)
#endif

static Taking *taking; /* one for all tests */

static gboolean
is_expected (const DocumentCase *document, const char *refusal)
{
  for (guint i = 0; i < G_N_ELEMENTS (document->refusals) && document->refusals[i] != NULL; i++)
    if (strstr (refusal, document->refusals[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
test_ends_as_it_should (gconstpointer data)
{
  const Taken *taken = data;

  g_test_message ("%.2f s, %s", (double) (taken->ended_us - taken->begun_us) / G_USEC_PER_SEC,
                  taken->refusal != NULL ? taken->refusal : "ready");
  if (taken->document->refusals[0] == NULL)
    g_assert_cmpstr (taken->refusal, ==, NULL);
  else if (taken->refusal == NULL || !is_expected (taken->document, taken->refusal))
    g_error ("%s: %s", taken->document->file_name, taken->refusal);
  g_assert_cmpint (taken->ended_us - taken->begun_us, <, BHT_PATIENCE_US);
}

static void
test_is_found (gconstpointer data)
{
  const Taken *taken = data;

  g_assert_true (
      intake_is_found (taking->desk, taken->document->word, taken->id, taken->document->word));
}

/* Returns: whether the AI has said something, and its sources in @found. */
static gboolean
look_for_answer (BhtApi *visitor,
                 const char *conversation,
                 const char *document_id,
                 gboolean *found)
{
  g_autofree char *path = g_strdup_printf ("/v1/widget/conversations/%s/messages", conversation);
  g_autoptr (JsonNode) page = bht_api_expect (visitor, "GET", path, NULL, 200);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (page), "messages");
  guint last = json_array_get_length (messages) - 1;
  JsonObject *message = json_array_get_object_element (messages, last);
  JsonArray *sources = json_object_get_array_member (message, "sources");

  if (!g_str_equal (json_object_get_string_member (message, "author"), "ai") || last == 0)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (sources); i++)
    *found |= g_str_equal (
        json_object_get_string_member (json_array_get_object_element (sources, i), "document_id"),
        document_id);
  if (!*found)
    g_test_message ("%s", json_object_get_string_member (message, "body"));
  return TRUE;
}

static void
test_answers_a_visitor (gconstpointer data)
{
  const Taken *taken = data;
  gint64 deadline_us = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (BhtApi) visitor = bht_api_new_visitor (bht_bellhopd_url (taking->daemon), "Ada");
  g_autofree char *conversation = bht_api_open_conversation (visitor);
  const char *question =
      taken->document->question != NULL ? taken->document->question : taken->document->word;
  gboolean found = FALSE;

  g_assert_cmpuint (bht_api_say (visitor, "widget", conversation, NULL, question), ==, 201);
  while (!look_for_answer (visitor, conversation, taken->id, &found))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline_us);
      g_usleep (10000);
    }
  g_assert_true (found);
}

/* No line of it stands in a document that was read. */
static void
check_lines (const char *body, char **lines)
{
  for (; *lines != NULL; lines++)
    if (strlen (*lines) > 8 && strstr (body, *lines) != NULL)
      g_error ("another file is in it: %s", *lines);
}

static void
test_no_other_file (void)
{
  g_autofree char *passwd = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents ("/etc/passwd", &passwd, NULL, NULL));
  lines = g_strsplit (passwd, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 1);
  for (guint i = 0; i < taking->taken->len; i++)
    {
      const Taken *taken = g_ptr_array_index (taking->taken, i);
      g_autofree char *path = g_strdup_printf ("/v1/desk/documents/%s/passages", taken->id);
      g_autoptr (JsonNode) answer = NULL;
      g_autofree char *text = NULL;

      if (taken->id == NULL)
        continue;
      answer = bht_api_expect (taking->desk, "GET", path, NULL, 200);
      text = json_to_string (answer, FALSE);
      check_lines (text, lines);
    }
}

/* … and it is counted where somebody does call. */
static void
test_nobody_is_called (void)
{
  g_autoptr (BhtApi) somebody = bht_api_new (taking->outside_url, NULL);

  g_assert_cmpuint (web_visits (taking->outside), ==, 0);
  bht_api_call (somebody, "GET", "/", NULL, NULL);
  g_assert_cmpuint (web_visits (taking->outside), >, 0);
}

static void
test_daemon_never_blocks (void)
{
  const PulseReading *pulse = &taking->pulse;

  g_test_message ("%u answers, the slowest after %.1f ms, %.1f ms without the machine's own delays",
                  pulse->asked, (double) pulse->slowest_us / 1000,
                  (double) pulse->slowest_own_us / 1000);
  g_assert_cmpuint (pulse->asked, >, 20);
  g_assert_cmpint (pulse->slowest_own_us, <, SLOW_US);
}

static void
test_memory_is_bounded (void)
{
  ScalesReading reading = scales_read (taking->scales);

  g_test_message ("%u documents read, the heaviest %ld KiB, the slowest %.2f s", reading.runs,
                  reading.heaviest_kib, reading.slowest_s);
  g_assert_cmpuint (reading.runs, >=, 40);
  g_assert_cmpint (reading.heaviest_kib, >, 0);
  g_assert_cmpint (reading.heaviest_kib, <=, HEAVY_KIB);
}

static void
add (const char *what, Taken *taken, GTestDataFunc func)
{
  g_autofree char *name = g_strdelimit (g_strdup (taken->document->file_name), "/", '_');
  g_autofree char *path = g_strdup_printf ("/story/documents/%s/%s", what, name);

  g_test_add_data_func (path, taken, func);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  taking = taking_new ();
  for (guint i = 0; i < taking->taken->len; i++)
    {
      Taken *taken = g_ptr_array_index (taking->taken, i);

      add ("ends-as-it-should", taken, test_ends_as_it_should);
      if (taken->document->word == NULL)
        continue;
      add ("is-found", taken, test_is_found);
      add ("answers-a-visitor", taken, test_answers_a_visitor);
    }
  g_test_add_func ("/story/documents/no-other-file-is-in-them", test_no_other_file);
  g_test_add_func ("/story/documents/nobody-is-called", test_nobody_is_called);
  g_test_add_func ("/story/documents/daemon-never-blocks", test_daemon_never_blocks);
  g_test_add_func ("/story/documents/memory-is-bounded", test_memory_is_bounded);
  status = g_test_run ();
  taking_free (taking);
  return status;
}
