/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/people/visitor.h"
#include "tests/story/people/desk.h"

Visitor *
visitor_new (BhtBellhopd *daemon, const char *name, const char *words)
{
  Visitor *self = g_new0 (Visitor, 1);

  self->api = bht_api_new_visitor (bht_bellhopd_url (daemon), name);
  visitor_begins_anew (self, words);
  return self;
}

void
visitor_begins_anew (Visitor *self, const char *words)
{
  g_free (self->conversation);
  g_free (self->path);
  self->conversation = bht_api_open_conversation (self->api);
  self->path = g_strconcat ("/v1/desk/conversations/", self->conversation, NULL);
  if (words != NULL)
    visitor_says (self, words);
}

Visitor *
visitor_new_waiting (BhtBellhopd *daemon, const char *name, const char *words)
{
  Visitor *self = visitor_new (daemon, name, words);

  visitor_asks_for_a_person (self);
  return self;
}

void
visitor_free (Visitor *self)
{
  bht_api_free (self->api);
  g_free (self->conversation);
  g_free (self->path);
  g_free (self);
}

void
visitor_says (Visitor *self, const char *words)
{
  g_assert_cmpuint (bht_api_say (self->api, "widget", self->conversation, NULL, words), ==, 201);
}

static void
post (Visitor *self, const char *verb, const char *json)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/%s", self->conversation, verb);

  desk_ask (self->api, "POST", path, "%s", json);
}

void
visitor_types (Visitor *self, gboolean on)
{
  post (self, "typing", on ? "{\"on\":true}" : "{\"on\":false}");
}

void
visitor_asks_for_a_person (Visitor *self)
{
  post (self, "person", "{}");
}

void
visitor_reads (Visitor *self, BhtApi *api)
{
  g_autoptr (JsonNode) desk = bht_api_expect (api, "GET", self->path, NULL, 200);
  g_autofree char *json = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}",
                                           bht_json_int (desk, "conversation.last_message.seq"));

  post (self, "read", json);
}

void
visitor_await (Visitor *self, const char *words)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", self->conversation);

  desk_await (self->api, path, words);
}

void
visitor_await_no (Visitor *self, const char *words)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/widget/conversations/%s/messages", self->conversation);

  desk_await_no (self->api, path, words);
}

void
visitor_is (Visitor *self, BhtApi *api, const char *verb)
{
  g_autofree char *path = g_strconcat (self->path, "/", verb, NULL);

  desk_ask (api, "POST", path, "{}");
}

void
visitor_is_marked (Visitor *self, BhtApi *api, const char *json, ...)
{
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, json);
  body = g_strdup_vprintf (json, arguments);
  va_end (arguments);
  desk_ask (api, "PATCH", self->path, "%s", body);
}

void
visitor_await_desk (Visitor *self, BhtApi *api, const char *words)
{
  desk_await (api, self->path, words);
}

void
visitor_await_said (Visitor *self, BhtApi *api, const char *words)
{
  g_autofree char *path = g_strconcat (self->path, "/messages", NULL);

  desk_await (api, path, words);
}

gint64
visitor_read_us (Visitor *self, BhtApi *api, const char *field)
{
  g_autoptr (JsonNode) answer = bht_api_expect (api, "GET", self->path, NULL, 200);
  g_autofree char *path = g_strconcat ("conversation.", field, NULL);

  return bht_json_int (answer, path);
}
