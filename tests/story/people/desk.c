/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/people/desk.h"
#include "tests/bht-patience.h"

#include "common/bh-id.h"

#include <string.h>

#define LOOK_AGAIN_US (20 * G_TIME_SPAN_MILLISECOND)

BhtApi *
desk_sign_in (BhtBellhopd *daemon, const char *name, char **id)
{
  const char *url = bht_bellhopd_url (daemon);
  g_autoptr (BhtApi) nobody = bht_api_new (url, NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s@example.org\",\"password\":\"" BHT_PASSWORD "\"}", name);
  g_autoptr (JsonNode) answer = bht_api_expect (nobody, "POST", "/v1/desk/sign-in", body, 200);

  if (id != NULL)
    *id = g_strdup (bht_json_string (answer, "operator.id"));
  return bht_api_new (url, bht_json_string (answer, "token"));
}

BhtApi *
desk_hire (BhtBellhopd *daemon, const char *name, char **id)
{
  g_autofree char *address = g_ascii_strdown (name, -1);
  g_autofree char *hire =
      g_strdup_printf ("operator create --organization demo --email %s@example.org --name \"%s\" "
                       "--role agent",
                       address, name);

  bht_bellhopd_ctl (daemon, BHT_PASSWORD "\n", hire);
  return desk_sign_in (daemon, address, id);
}

void
desk_ask (BhtApi *api, const char *method, const char *path, const char *json, ...)
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
desk_add_label (BhtApi *api, const char *name, const char *color)
{
  char *id = bh_id_new ();

  desk_ask (api, "POST", "/v1/desk/labels", "{\"id\":\"%s\",\"name\":\"%s\",\"color\":\"%s\"}", id,
            name, color);
  return id;
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
desk_await (BhtApi *api, const char *path, const char *words)
{
  await (api, path, words, TRUE);
}

void
desk_await_no (BhtApi *api, const char *path, const char *words)
{
  await (api, path, words, FALSE);
}
