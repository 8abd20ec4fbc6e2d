/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/seat/caller.h"
#include "tests/bht-patience.h"

#include <string.h>

#define LOOK_AGAIN_US (20 * G_TIME_SPAN_MILLISECOND)

Caller *
caller_new (BhtBellhopd *daemon, const char *name)
{
  Caller *self = g_new0 (Caller, 1);

  self->api = bht_api_new_visitor (bht_bellhopd_url (daemon), name);
  self->conversation = bht_api_open_conversation (self->api);
  self->path = g_strconcat ("/v1/desk/conversations/", self->conversation, NULL);
  return self;
}

void
caller_free (Caller *self)
{
  bht_api_free (self->api);
  g_free (self->conversation);
  g_free (self->path);
  g_free (self);
}

void
caller_says (Caller *self, const char *words)
{
  g_assert_cmpuint (bht_api_say (self->api, "widget", self->conversation, NULL, words), ==, 201);
}

void
caller_wants_person (Caller *self)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/person", self->conversation);

  json_node_unref (bht_api_expect (self->api, "POST", path, "{}", 200));
}

BhtApi *
desk_hire (BhtBellhopd *daemon, const char *email, const char *name, const char *role)
{
  g_autofree char *hire = g_strdup_printf (
      "operator create --organization demo --email %s --name \"%s\" --role %s", email, name, role);
  g_autofree char *body =
      g_strdup_printf ("{\"email\":\"%s\",\"password\":\"" BHT_PASSWORD "\"}", email);
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (daemon), NULL);
  g_autoptr (JsonNode) session = NULL;

  bht_bellhopd_ctl (daemon, BHT_PASSWORD "\n", hire);
  session = bht_api_expect (nobody, "POST", "/v1/desk/sign-in", body, 200);
  return bht_api_new (bht_bellhopd_url (daemon), bht_json_string (session, "token"));
}

void
desk_await (BhtApi *api, const char *path, const char *part)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (api, "GET", path, NULL, 200);
      g_autofree char *text = json_to_string (answer, FALSE);

      if (strstr (text, part) != NULL)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("GET %s never said %s, but %s", path, part, text);
      g_usleep (LOOK_AGAIN_US);
    }
}

gint64
desk_read_us (BhtApi *api, const Caller *caller, const char *field)
{
  g_autoptr (JsonNode) answer = bht_api_expect (api, "GET", caller->path, NULL, 200);
  g_autofree char *path = g_strconcat ("conversation.", field, NULL);

  return bht_json_int (answer, path);
}
