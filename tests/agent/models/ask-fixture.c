/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"

#include <string.h>

#include "tests/agent/models/ask-fixture.h"

static const BhdModelTool tools[] = {
  { "search", "Looks into the help centre.",
    "{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\"}},"
    "\"required\":[\"query\"],\"additionalProperties\":false}" },
  { "resolve", "Ends the conversation.", "{\"type\":\"object\",\"properties\":{}}" },
  { NULL },
};

void
ask_fixture_set_up (AskFixture *self, gconstpointer kind)
{
  g_autoptr (GError) error = NULL;

  emulator_init (&self->emulator);
  self->outbound = bhd_outbound_new (&error);
  g_assert_no_error (error);
  self->said = g_string_new (NULL);
  self->account = (BhdModelAccount){
    .id = g_strdup ("p1"),
    .kind = g_strdup (kind),
    .base_url = g_strdup (self->emulator.url),
    .model = g_strdup ("test-model"),
    .key = g_strdup (ASK_KEY),
    .allow_private = TRUE,
  };
  self->request = (BhdModelRequest){
    .account = &self->account,
    .system = "Be kind.",
    .messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_model_message_free),
    .tools = tools,
    .max_tokens = 512,
    .first_token_ms = 10000,
    .total_ms = 20000,
  };
  ask_fixture_add (self, BHD_MODEL_USER, "Where is my order?");
}

void
ask_fixture_tear_down (AskFixture *self, gconstpointer kind)
{
  bhd_outbound_free (self->outbound);
  emulator_clear (&self->emulator);
  g_ptr_array_unref (self->request.messages);
  g_string_free (self->said, TRUE);
  g_free (self->account.id);
  g_free (self->account.kind);
  g_free (self->account.base_url);
  g_free (self->account.model);
  g_free (self->account.key);
}

static gboolean
say_cb (const char *piece, gpointer data)
{
  AskFixture *self = data;

  g_string_append_printf (self->said, "|%s", piece);
  self->pieces++;
  if (self->cancels)
    g_cancellable_cancel (self->request.cancellable);
  return self->stop_after == 0 || self->pieces < self->stop_after;
}

BhdModelAnswer *
ask_fixture_ask (AskFixture *self, GError **error)
{
  return bhd_model_ask (self->outbound, &self->request, say_cb, self, error);
}

BhdModelAnswer *
ask_fixture_get (AskFixture *self)
{
  g_autoptr (GError) error = NULL;
  BhdModelAnswer *answer = ask_fixture_ask (self, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

GError *
ask_fixture_fail (AskFixture *self, int code)
{
  GError *error = NULL;

  g_assert_null (ask_fixture_ask (self, &error));
  g_assert_error (error, BH_ERROR, code);
  g_assert_null (strstr (error->message, ASK_KEY));
  return error;
}

BhdModelMessage *
ask_fixture_add (AskFixture *self, BhdModelRole role, const char *text)
{
  BhdModelMessage *message = bhd_model_message_new (role, text);

  g_ptr_array_add (self->request.messages, message);
  return message;
}

void
ask_fixture_add_picture (AskFixture *self)
{
  BhdModelMessage *message = ask_fixture_add (self, BHD_MODEL_USER, "What is it?");

  message->picture = g_bytes_new_static ("GIF89a", 6);
  message->picture_type = "image/gif";
}

void
ask_fixture_call (BhdModelMessage *message, const char *id, const char *name, const char *arguments)
{
  BhdModelCall *call = g_new0 (BhdModelCall, 1);

  call->id = g_strdup (id);
  call->name = g_strdup (name);
  call->arguments = g_strdup (arguments);
  if (message->calls == NULL)
    message->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_model_call_free);
  g_ptr_array_add (message->calls, call);
}

const BhdModelCall *
ask_fixture_get_call (BhdModelAnswer *answer, guint i)
{
  g_assert_cmpuint (i, <, answer->calls->len);
  return answer->calls->pdata[i];
}

static void
add_result (AskFixture *self, const char *call_id, const char *name, const char *text)
{
  BhdModelMessage *result = ask_fixture_add (self, BHD_MODEL_TOOL, text);

  result->call_id = g_strdup (call_id);
  result->name = g_strdup (name);
}

void
ask_fixture_add_story (AskFixture *self)
{
  BhdModelMessage *asks = ask_fixture_add (self, BHD_MODEL_ASSISTANT, "I will look.");

  ask_fixture_call (asks, "c1", "search", "{\"query\":\"order\"}");
  ask_fixture_call (asks, "c2", "search", "not JSON");
  add_result (self, "c1", "search", "{\"found\":1}");
  add_result (self, "c2", "search", "the arguments were no JSON");
  ask_fixture_add (self, BHD_MODEL_ASSISTANT, "It is on its way.");
  ask_fixture_add (self, BHD_MODEL_USER, "Thanks");
}
