/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/scene/scene.h"
#include "tests/bht-patience.h"

#include "common/bh-id.h"
#include "tests/story/day/keyboard.h"

#include <string.h>

#define LOOK_AGAIN_US (20 * G_TIME_SPAN_MILLISECOND)

void
scene_open (Scene *self, const char *const *settings)
{
  g_autofree char *token = NULL;
  g_autofree char *id = bh_id_new ();

  self->daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (self->daemon);
  self->mia = scene_sign_in (self, "mia", &self->mia_id);
  scene_ask (self->mia, "POST", "/v1/desk/operators",
             "{\"id\":\"%s\",\"email\":\"sam@example.org\",\"name\":\"Sam\",\"role\":\"agent\","
             "\"password\":\"" BHT_PASSWORD "\"}",
             id);
  self->sam = scene_sign_in (self, "sam", &self->sam_id);
}

BhtApi *
scene_sign_in (Scene *self, const char *name, char **id)
{
  const char *url = bht_bellhopd_url (self->daemon);
  g_autoptr (BhtApi) nobody = bht_api_new (url, NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s@example.org\",\"password\":\"" BHT_PASSWORD "\"}", name);
  g_autoptr (JsonNode) answer = bht_api_expect (nobody, "POST", "/v1/desk/sign-in", body, 200);

  if (id != NULL)
    *id = g_strdup (bht_json_string (answer, "operator.id"));
  return bht_api_new (url, bht_json_string (answer, "token"));
}

StoryConsole *
scene_show_for (Scene *self, const char *name)
{
  g_autofree char *email = g_strconcat (name, "@example.org", NULL);
  StoryConsole *window = story_console_new (bht_bellhopd_dir (self->daemon), name,
                                            bht_bellhopd_url (self->daemon), email);

  story_console_start (window);
  return window;
}

void
scene_show (Scene *self)
{
  keyboard_start ();
  self->window = scene_show_for (self, "mia");
  story_console_wait (self->window, ATSPI_ROLE_LIST_ITEM, "Waiting, *");
}

void
scene_close (Scene *self)
{
  g_clear_pointer (&self->window, story_console_free);
  bht_api_free (self->sam);
  bht_api_free (self->mia);
  bht_bellhopd_free (self->daemon);
  g_free (self->mia_id);
  g_free (self->sam_id);
}

static void
await (BhtApi *api, const char *path, const char *words, gboolean wanted)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (api, "GET", path, NULL, 200);
      g_autofree char *text = json_to_string (answer, FALSE);

      if ((strstr (text, words) != NULL) == wanted)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("GET %s %s %s: %s", path, wanted ? "never said" : "still says", words, text);
      g_usleep (LOOK_AGAIN_US);
    }
}

void
scene_await (BhtApi *api, const char *path, const char *words)
{
  await (api, path, words, TRUE);
}

void
scene_await_no (BhtApi *api, const char *path, const char *words)
{
  await (api, path, words, FALSE);
}

void
scene_ask (BhtApi *api, const char *method, const char *path, const char *json, ...)
{
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *body = NULL;
  va_list arguments;
  guint status;

  va_start (arguments, json);
  body = g_strdup_vprintf (json, arguments);
  va_end (arguments);
  status = bht_api_call (api, method, path, body, &answer);
  if (status < 200 || status > 299)
    g_error ("%s %s %s: %u %s", method, path, body, status,
             answer != NULL ? json_to_string (answer, FALSE) : "");
}

char *
scene_add_label (Scene *self, const char *name, const char *color)
{
  char *id = bh_id_new ();

  scene_ask (self->mia, "POST", "/v1/desk/labels",
             "{\"id\":\"%s\",\"name\":\"%s\",\"color\":\"%s\"}", id, name, color);
  return id;
}
