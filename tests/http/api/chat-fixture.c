/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/api/chat-fixture.h"
#include "tests/bht-patience.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

void
chat_fixture_set_up (ChatFixture *self, gconstpointer config)
{
  self->daemon = bht_daemon_new (config);
  self->tenant = bht_daemon_add_tenant (self->daemon, "alpha");
}

void
chat_fixture_tear_down (ChatFixture *self, gconstpointer data)
{
  bht_tenant_free (self->tenant);
  if (self->daemon != NULL)
    bht_daemon_free (self->daemon);
}

int
chat_ask_with (ChatFixture *self, const char *path, const char *headers, const char *body)
{
  g_autofree char *request = g_strdup_printf ("POST %s HTTP/1.1\r\nHost: localhost\r\n%s"
                                              "Content-Type: application/json\r\n"
                                              "Content-Length: %zu\r\n\r\n%s",
                                              path, headers, strlen (body), body);
  int fd = bht_connect (self->daemon);

  bht_send (fd, request, -1);
  return fd;
}

int
chat_ask (ChatFixture *self, const char *path, const char *body)
{
  g_autofree char *headers = g_strdup_printf ("X-Api-Key: %s\r\n", self->tenant->widget_key);

  return chat_ask_with (self, path, headers, body);
}

void
chat_wait_parked (ChatFixture *self, guint n)
{
  for (guint i = 0; i < BHT_PATIENCE_MS && bhd_hub_count (self->daemon->hub) != n; i++)
    g_usleep (1000);
  g_assert_cmpuint (bhd_hub_count (self->daemon->hub), ==, n);
}

void
chat_wait_begun (int fd)
{
  struct pollfd here = { fd, POLLIN };

  g_assert_cmpint (poll (&here, 1, BHT_PATIENCE_MS), ==, 1);
}

static gpointer
take_job (BhdTurn *turn, gpointer data, GError **error)
{
  gint64 next_us;

  return bhd_runs_take (turn, &next_us, error);
}

BhdRun *
chat_take_run (ChatFixture *self)
{
  BhdRun *run = NULL;

  for (guint i = 0; i < BHT_PATIENCE_MS && run == NULL; i++)
    {
      run = bht_daemon_write (self->daemon, take_job, NULL);
      if (run == NULL)
        g_usleep (1000);
    }
  g_assert_nonnull (run);
  return run;
}

static void
tell (ChatFixture *self, const BhdRun *run, const char *type, const char *body)
{
  bhd_hub_say (self->daemon->hub, run->organization_id, run->contact_id, run->conversation_id, type,
               body);
}

void
chat_say (ChatFixture *self, const BhdRun *run, guint offset, const char *text)
{
  g_autofree char *body =
      g_strdup_printf ("{\"run_id\":\"%s\",\"message_id\":\"%s\",\"offset\":%u,\"text\":\"%s\"}",
                       run->id, run->message_id, offset, text);

  tell (self, run, "ai.delta", body);
}

void
chat_discard (ChatFixture *self, const BhdRun *run)
{
  tell (self, run, "ai.discarded", "{}");
}

typedef struct
{
  const BhdRun *run;
  const BhdRunResult *result;
  gboolean stored;
} Finish;

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Finish *finish = data;

  bhd_runs_finish (turn, finish->run, finish->result, &finish->stored, error);
  return NULL;
}

gboolean
chat_finish (ChatFixture *self, const BhdRun *run, const BhdRunResult *result)
{
  Finish finish = { run, result };

  bht_daemon_write (self->daemon, finish_job, &finish);
  return finish.stored;
}

BhtAnswer *
chat_answer (ChatFixture *self, int fd, const char *text)
{
  const BhdRunResult result = { .end = BHD_RUN_ANSWER,
                                .text = text,
                                .tokens_in = 11,
                                .tokens_out = 7 };
  g_autoptr (BhdRun) run = chat_take_run (self);

  chat_finish (self, run, &result);
  return chat_receive (fd);
}

BhtAnswer *
chat_receive (int fd)
{
  BhtAnswer *answer = bht_receive (fd, FALSE);

  close (fd);
  return answer;
}

const char *
chat_member (const BhtAnswer *answer, const char *name)
{
  return json_object_get_string_member (bht_answer_object (answer), name);
}

void
chat_assert_header (const BhtAnswer *answer, const char *name, const char *value)
{
  g_autofree char *found = bht_answer_header (answer, name);

  g_assert_cmpstr (found, ==, value);
}

BhtAnswer *
chat_talk (ChatFixture *self, const char *path, const char *body, const char *text)
{
  return chat_answer (self, chat_ask (self, path, body), text);
}

BhtAnswer *
chat_read (ChatFixture *self, const char *path)
{
  g_autofree char *headers = g_strdup_printf ("X-Admin-Api-Key: %s\r\n", self->tenant->admin_key);

  return bht_call (self->daemon, "GET", path, NULL, headers, NULL);
}

char *
chat_transcript (ChatFixture *self, const char *conversation_id)
{
  g_autofree char *path = g_strdup_printf ("/v1/admin/conversations/%s", conversation_id);
  g_autoptr (BhtAnswer) answer = chat_read (self, path);
  JsonArray *messages = json_object_get_array_member (bht_answer_object (answer), "messages");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (messages); i++)
    {
      JsonObject *message = json_array_get_object_element (messages, i);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "|" : "",
                              json_object_get_string_member (message, "role"),
                              json_object_get_string_member (message, "content"));
    }
  return g_string_free (text, FALSE);
}
