/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/trouble/window.h"
#include "tests/bht-patience.h"

#include "tests/story/day/keyboard.h"

#include <string.h>

void
window_set_up (Window *self, gconstpointer unused)
{
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;

  self->daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (self->daemon);
  self->mia = bht_api_new (bht_bellhopd_url (self->daemon), token);
  self->ada = bht_api_new_visitor (bht_bellhopd_url (self->daemon), "Ada");
  self->conversation = bht_api_open_conversation (self->ada);
  path = g_strdup_printf ("/v1/desk/conversations/%s/claim", self->conversation);
  json_node_unref (bht_api_expect (self->mia, "POST", path, "{}", 200));

  self->proxy = bht_proxy_new (bht_bellhopd_url (self->daemon));
  self->console = story_console_new (bht_bellhopd_dir (self->daemon), "mia",
                                     bht_proxy_url (self->proxy), "mia@example.org");
  story_console_start (self->console);
  window_open (self);
}

void
window_tear_down (Window *self, gconstpointer unused)
{
  story_console_free (self->console);
  bht_api_free (self->mia);
  bht_api_free (self->ada);
  bht_proxy_free (self->proxy);
  bht_bellhopd_free (self->daemon);
  g_free (self->conversation);
  g_free (self->mia_id);
}

void
window_open (Window *self)
{
  story_console_press (self->console, ATSPI_ROLE_LIST_ITEM, "Mine, *");
  story_console_press (self->console, ATSPI_ROLE_LIST_ITEM, "Ada, *");
  story_console_wait (self->console, ATSPI_ROLE_TEXT, "Write a reply");
}

void
window_ada_says (Window *self, const char *text)
{
  g_assert_cmpuint (bht_api_say (self->ada, "widget", self->conversation, NULL, text), ==, 201);
}

void
window_wait_line (Window *self, const char *pattern)
{
  story_console_wait (self->console, ATSPI_ROLE_LIST_ITEM, pattern);
}

guint
window_count_lines (Window *self, const char *part)
{
  g_autofree char *lines = story_console_transcript (self->console);
  guint count = 0;

  for (const char *at = lines; (at = strstr (at, part)) != NULL; at += strlen (part))
    count++;
  return count;
}

void
window_press (Window *self, const char *pattern)
{
  story_console_press (self->console, ATSPI_ROLE_PUSH_BUTTON, pattern);
}

void
window_type (Window *self, const char *text)
{
  keyboard_walk (self->console->root, "alt+l", ATSPI_ROLE_TEXT, "Write a reply");
  keyboard_type (text);
  window_assert_typed (self, text);
}

static gboolean
holds (AtspiAccessible *composer, const char *text)
{
  g_autofree char *typed = bht_atspi_get_text (composer);

  return g_strcmp0 (typed, text) == 0;
}

void
window_assert_typed (Window *self, const char *text)
{
  g_autoptr (AtspiAccessible) composer =
      bht_atspi_wait (self->console->root, ATSPI_ROLE_TEXT, "Write a reply", BHT_PATIENCE_S);

  window_wait_until (holds (composer, text));
}

void
window_wait_words (Window *self, const char *pattern)
{
  story_console_wait (self->console, BHT_ATSPI_ANY, pattern);
}

/* ---- beside it ---- */

static gboolean
is_below (const char *folder, const char *bytes)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean found = FALSE;
  const char *name;

  while (dir != NULL && !found && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        found = is_below (path, bytes);
      else if (g_file_get_contents (path, &text, &length, NULL))
        found = memmem (text, length, bytes, strlen (bytes)) != NULL;
    }
  return found;
}

gboolean
window_keeps (Window *self, const char *bytes)
{
  return is_below (self->console->data_dir, bytes);
}

BhtApi *
window_hire_owner (Window *self, const char *email, const char *name)
{
  g_autofree char *command = g_strdup_printf (
      "operator create --organization demo --email %s --name %s --role owner", email, name);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s\",\"password\":\"%s\"}", email, BHT_PASSWORD);
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (self->daemon), NULL);
  g_autoptr (JsonNode) answer = NULL;

  bht_bellhopd_ctl (self->daemon, BHT_PASSWORD "\n", command);
  answer = bht_api_expect (nobody, "POST", "/v1/desk/sign-in", body, 200);
  return bht_api_new (bht_bellhopd_url (self->daemon), bht_json_string (answer, "token"));
}

void
window_picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/trouble-%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}
