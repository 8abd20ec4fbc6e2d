/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

/* data/demo.sh as a newcomer starts it, on programs that are built already and without a screen. */

typedef struct
{
  BhtBellhopd *place; /* stopped: a folder, and a port that nobody else is given */
  char *data;
  GSubprocess *script;
  char *said;
  BhtApi *mia;
} Demo;

static void
link_to (Demo *demo, const char *name, const char *variable)
{
  g_autofree char *path = g_build_filename (bht_bellhopd_dir (demo->place), "built", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_make_symbolic_link (file, g_getenv (variable), NULL, &error);
  g_assert_no_error (error);
}

/* A build in which nothing is left to do. */
static void
make_build (Demo *demo)
{
  g_autofree char *rules =
      g_build_filename (bht_bellhopd_dir (demo->place), "built", "build.ninja", NULL);

  link_to (demo, "server/bellhopd", "BHT_BELLHOPD");
  link_to (demo, "server/ctl/bellhopctl", "BHT_BELLHOPCTL");
  link_to (demo, "server/extract/bellhop-extract", "BHT_EXTRACT");
  g_assert_true (g_file_set_contents (rules, "", 0, NULL));
}

static void
child_setup_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
spawn (Demo *demo)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *build = g_build_filename (bht_bellhopd_dir (demo->place), "built", NULL);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "BELLHOP_DEMO_DIR", demo->data, TRUE);
  g_subprocess_launcher_setenv (launcher, "BELLHOP_DEMO_BUILD", build, TRUE);
  g_subprocess_launcher_setenv (launcher, "BELLHOP_LISTEN",
                                bht_bellhopd_url (demo->place) + strlen ("http://"), TRUE);
  demo->script = g_subprocess_launcher_spawn (launcher, &error, "sh", g_getenv ("BHT_DEMO"), NULL);
  g_assert_no_error (error);
}

/* What it says up to its last line. */
static char *
hear (Demo *demo)
{
  g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (demo->script));
  GString *said = g_string_new (NULL);
  g_autofree char *line = NULL;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  while (line == NULL || !g_str_has_prefix (line, "Console:"))
    {
      g_free (line);
      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      g_assert_nonnull (line);
      g_string_append_printf (said, "%s\n", line);
    }
  return g_string_free (said, FALSE);
}

static void
sign_in (Demo *demo)
{
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (demo->place), NULL);
  g_autofree char *file = g_build_filename (demo->data, "password", NULL);
  g_autofree char *password = NULL;
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) answer = NULL;

  g_assert_true (g_file_get_contents (file, &password, NULL, NULL));
  g_assert_nonnull (strstr (demo->said, password));
  body = g_strdup_printf ("{\"email\":\"mia@northwind.example\",\"password\":\"%s\"}", password);
  answer = bht_api_expect (nobody, "POST", "/v1/desk/sign-in", body, 200);
  demo->mia = bht_api_new (bht_bellhopd_url (demo->place), bht_json_string (answer, "token"));
}

static void
start (Demo *demo)
{
  spawn (demo);
  demo->said = hear (demo);
  sign_in (demo);
}

static void
stop (Demo *demo)
{
  g_subprocess_send_signal (demo->script, SIGTERM);
  g_assert_true (g_subprocess_wait_check (demo->script, NULL, NULL));
  g_clear_object (&demo->script);
  g_clear_pointer (&demo->said, g_free);
  g_clear_pointer (&demo->mia, bht_api_free);
}

static void
set_up (Demo *demo, gconstpointer unused)
{
  demo->place = bht_bellhopd_new (NULL);
  bht_bellhopd_terminate (demo->place);
  demo->data = g_build_filename (bht_bellhopd_dir (demo->place), "data", NULL);
  make_build (demo);
}

static void
tear_down (Demo *demo, gconstpointer unused)
{
  stop (demo);
  bht_bellhopd_free (demo->place);
  g_free (demo->data);
}

/* ---- what lies on the desk ---- */

static JsonNode *
ask_conversations (Demo *demo)
{
  return bht_api_expect (demo->mia, "GET", "/v1/desk/conversations?limit=200", NULL, 200);
}

/* How many of @list have a @member; where @value is not NULL, that one. */
static guint
count (JsonNode *list, const char *member, const char *value)
{
  JsonArray *all = json_object_get_array_member (json_node_get_object (list), "conversations");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *each = json_array_get_object_element (all, i);
      JsonNode *node = json_object_get_member (each, member);

      if (node == NULL || JSON_NODE_HOLDS_NULL (node) ||
          (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0))
        continue;
      n += value == NULL || g_strcmp0 (json_node_get_string (node), value) == 0;
    }
  return n;
}

static void
test_desk_is_furnished (Demo *demo, gconstpointer unused)
{
  g_autoptr (JsonNode) conversations = NULL;
  g_autoptr (JsonNode) gaps = NULL;

  start (demo);
  conversations = ask_conversations (demo);
  g_assert_cmpuint (count (conversations, "id", NULL), ==, 13);
  g_assert_cmpuint (count (conversations, "status", "resolved"), ==, 5);
  g_assert_cmpuint (count (conversations, "status", "unresolved"), ==, 2);
  g_assert_cmpuint (count (conversations, "csat", NULL), ==, 5);
  g_assert_cmpuint (count (conversations, "snoozed_until_us", NULL), ==, 1);
  g_assert_cmpuint (count (conversations, "mentions", NULL), >=, 1);
  g_assert_cmpuint (count (conversations, "labels", NULL), >=, 8);
  g_assert_cmpuint (count (conversations, "team", NULL), >=, 3);
  gaps = bht_api_expect (demo->mia, "GET", "/v1/desk/gaps?status=open", NULL, 200);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (json_node_get_object (gaps), "gaps")), >,
      0);
}

static gint64
spoke_at (JsonArray *conversations, guint nth)
{
  JsonObject *conversation = json_array_get_object_element (conversations, nth);

  return json_object_get_int_member (json_object_get_object_member (conversation, "last_message"),
                                     "created_us");
}

/* As on a desk at which people work: some of it is days old, some minutes, and nothing is yet to
 * come. */
static void
test_times_are_believable (Demo *demo, gconstpointer unused)
{
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *all;
  gint64 now, oldest, newest;

  start (demo);
  now = oldest = g_get_real_time ();
  newest = 0;
  answer = ask_conversations (demo);
  all = json_object_get_array_member (json_node_get_object (answer), "conversations");
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      oldest = MIN (oldest, spoke_at (all, i));
      newest = MAX (newest, spoke_at (all, i));
    }
  g_assert_cmpint (oldest, <, now - 2 * G_TIME_SPAN_DAY);
  g_assert_cmpint (newest, >, now - G_TIME_SPAN_HOUR);
  g_assert_cmpint (newest, <, now);
}

static guint
count_waiting (JsonNode *list)
{
  JsonArray *all = json_object_get_array_member (json_node_get_object (list), "conversations");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *each = json_array_get_object_element (all, i);

      n += g_str_equal (json_object_get_string_member (each, "status"), "escalated") &&
           json_object_get_null_member (each, "assignee");
    }
  return n;
}

static void
test_somebody_waits_and_everybody_has_work (Demo *demo, gconstpointer unused)
{
  g_autoptr (JsonNode) conversations = NULL;
  g_autoptr (JsonNode) people = NULL;
  JsonArray *list;

  start (demo);
  conversations = ask_conversations (demo);
  g_assert_cmpuint (count_waiting (conversations), ==, 2);
  people = bht_api_expect (demo->mia, "GET", "/v1/desk/people", NULL, 200);
  list = json_object_get_array_member (json_node_get_object (people), "people");
  g_assert_cmpuint (json_array_get_length (list), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (list, i), "open"),
                     >, 0);
}

static void
test_next_start_changes_nothing (Demo *demo, gconstpointer unused)
{
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;

  start (demo);
  before = ask_conversations (demo);
  stop (demo);
  start (demo);
  after = ask_conversations (demo);
  g_assert_cmpint (bht_json_int (before, "seq"), ==, bht_json_int (after, "seq"));
}

static void
test_cut_short_begins_anew (Demo *demo, gconstpointer unused)
{
  g_autofree char *furnished = g_build_filename (demo->data, "furnished", NULL);
  g_autofree char *furnishing = g_build_filename (demo->data, "furnishing", NULL);
  g_autoptr (JsonNode) conversations = NULL;

  start (demo);
  stop (demo);
  g_assert_cmpint (g_rename (furnished, furnishing), ==, 0);
  start (demo);
  conversations = ask_conversations (demo);
  g_assert_cmpuint (count (conversations, "id", NULL), ==, 13);
  g_assert_false (g_file_test (furnishing, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Demo *demo, gconstpointer unused);
  } tests[] = {
    { "/demo/desk-is-furnished", test_desk_is_furnished },
    { "/demo/somebody-waits-and-everybody-has-work", test_somebody_waits_and_everybody_has_work },
    { "/demo/times-are-believable", test_times_are_believable },
    { "/demo/next-start-changes-nothing", test_next_start_changes_nothing },
    { "/demo/cut-short-begins-anew", test_cut_short_begins_anew },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Demo, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
