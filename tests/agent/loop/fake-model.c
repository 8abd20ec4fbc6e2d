/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/agent/loop/fake-model.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/runs/bhd-run-views.h"

#include <string.h>

static char *
write_request (const BhdModelRequest *request)
{
  static const char *const roles[] = { "user", "assistant", "tool" };
  GString *text = g_string_new (request->system);

  for (guint i = 0; i < request->messages->len; i++)
    {
      const BhdModelMessage *message = g_ptr_array_index (request->messages, i);

      g_string_append_printf (text, "\n#%s: %s", roles[message->role],
                              message->text != NULL ? message->text : "");
      for (guint k = 0; message->calls != NULL && k < message->calls->len; k++)
        g_string_append_printf (text, "\n#call: %s",
                                ((BhdModelCall *) message->calls->pdata[k])->name);
    }
  for (const BhdModelTool *tool = request->tools; tool != NULL && tool->name != NULL; tool++)
    g_string_append_printf (text, "\n#tool-offered: %s", tool->name);
  return g_string_free (text, FALSE);
}

static gboolean
say_words (LoopFixture *self, const FakeTurn *turn, BhdModelSayFunc say, gpointer data)
{
  g_auto (GStrv) words = g_strsplit (turn->text != NULL ? turn->text : "", " ", -1);
  guint n = g_strv_length (words);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *piece = g_strconcat (i > 0 ? " " : "", words[i], NULL);

      if (i == n / 2 && turn->meanwhile != NULL)
        turn->meanwhile (&self->agent);
      if (!say (piece, data))
        return FALSE;
    }
  return TRUE;
}

static BhdModelAnswer *
make_answer (const FakeTurn *turn)
{
  BhdModelAnswer *answer = g_new0 (BhdModelAnswer, 1);

  answer->finish = turn->calls[0].name != NULL ? BHD_MODEL_CALLS : turn->finish;
  answer->text = g_strdup (turn->text != NULL ? turn->text : "");
  answer->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_model_call_free);
  for (guint i = 0; i < G_N_ELEMENTS (turn->calls) && turn->calls[i].name != NULL; i++)
    {
      BhdModelCall *call = g_new0 (BhdModelCall, 1);

      call->id = g_strdup_printf ("call-%u", i);
      call->name = g_strdup (turn->calls[i].name);
      call->arguments = g_strdup (turn->calls[i].arguments);
      g_ptr_array_add (answer->calls, call);
    }
  answer->tokens_in = 1000;
  answer->tokens_out = 100;
  return answer;
}

static BhdModelAnswer *
fake_ask (const BhdModelRequest *request,
          BhdModelSayFunc say,
          gpointer say_data,
          gpointer data,
          GError **error)
{
  LoopFixture *self = data;
  const FakeTurn *turn;

  g_ptr_array_add (self->heard, write_request (request));
  if (self->next >= self->n_turns)
    g_error ("“%s” is asked beyond the script", request->account->model);
  turn = &self->turns[self->next++];
  if (turn->model != NULL)
    g_assert_cmpstr (request->account->model, ==, turn->model);
  if (!say_words (self, turn, say, say_data))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  else if (turn->error != 0)
    g_set_error (error, BH_ERROR, turn->error, "the model is gone");
  else
    return make_answer (turn);
  return NULL;
}

static float *
fake_embed (const BhdModelAccount *account,
            const char *question,
            guint *dimension,
            gpointer data,
            GError **error)
{
  LoopFixture *self = data;
  float *numbers;

  g_ptr_array_add (self->embedded, g_strdup_printf ("%s %s", account->model, question));
  if (self->embed_fails)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_TIMEOUT, "too slow");
      return NULL;
    }
  numbers = g_new0 (float, 4);
  numbers[0] = 1;
  *dimension = 4;
  return numbers;
}

static LoopFixture *current; /* whose tools are called: their functions take no data */

static BhdToolResult *
tool_result (const BhdToolRow *tool, const char *arguments)
{
  BhdToolResult *result = g_new0 (BhdToolResult, 1);

  g_ptr_array_add (current->tool_calls, g_strdup_printf ("%s %s", tool->name, arguments));
  result->text = g_strdup (current->tool_answer);
  result->outcome = tool->confirm ? BHD_TOOL_ASKED : BHD_TOOL_SUCCESS;
  if (tool->confirm)
    result->action = g_strdup ("{\"call_id\":\"x\",\"state\":\"pending\"}");
  return result;
}

static BhdToolResult *
fake_call (const BhdToolWays *ways,
           const BhdToolRow *tool,
           const BhdToolPurpose *purpose,
           const char *arguments,
           char **call_id,
           GError **error)
{
  return tool_result (tool, arguments);
}

static BhdToolResult *
fake_run (BhdOutbound *outbound,
          const BhdToolRow *tool,
          const char *arguments,
          gboolean allow_private,
          GCancellable *cancellable)
{
  return tool_result (tool, arguments);
}

static BhdToolResult *
fake_finish (const BhdToolWays *ways, const BhdToolCallRow *call, GError **error)
{
  BhdToolResult *result = g_new0 (BhdToolResult, 1);

  g_ptr_array_add (current->tool_calls, g_strdup_printf ("%s confirmed", call->tool_name));
  result->text = g_strdup (current->tool_answer);
  result->outcome = current->tool_fails ? BHD_TOOL_ERROR : BHD_TOOL_SUCCESS;
  return result;
}

static const BhdToolPort fake_tools = { fake_call, fake_run, fake_finish };

void
loop_fixture_set_up (LoopFixture *self, gconstpointer data)
{
  agent_fixture_set_up (&self->agent, data);
  self->heard = g_ptr_array_new_with_free_func (g_free);
  self->tool_calls = g_ptr_array_new_with_free_func (g_free);
  self->embedded = g_ptr_array_new_with_free_func (g_free);
  self->tool_answer = "ok";
  current = self;
}

void
loop_fixture_tear_down (LoopFixture *self, gconstpointer data)
{
  agent_fixture_tear_down (&self->agent, data);
  g_ptr_array_unref (self->heard);
  g_ptr_array_unref (self->tool_calls);
  g_ptr_array_unref (self->embedded);
}

void
loop_start (LoopFixture *self, const FakeTurn *turns, guint n_turns, const BhdProvider *last)
{
  const BhdModelPort models = { fake_ask, fake_embed, self };
  const BhdAgentParts parts = { .last = last, .models = &models, .port = &fake_tools };

  self->turns = turns;
  self->n_turns = n_turns;
  self->next = 0;
  agent_start_with (&self->agent, &parts, 1);
}

const char *
loop_heard (LoopFixture *self, guint i)
{
  g_assert_cmpuint (i, <, self->heard->len);
  return g_ptr_array_index (self->heard, i);
}

BhMessage *
loop_last_answer (LoopFixture *self)
{
  g_autoptr (GPtrArray) messages = agent_messages (&self->agent);

  for (guint i = messages->len; i > 1; i--)
    {
      BhMessage *message = g_ptr_array_index (messages, i - 1);

      if (message->author == BH_AUTHOR_AI && message->kind == BH_MESSAGE_TEXT)
        return bh_message_ref (message);
    }
  return NULL;
}

guint
loop_count_notices (LoopFixture *self, const char *code)
{
  g_autoptr (GPtrArray) messages = agent_messages (&self->agent);
  guint n = 0;

  for (guint i = 0; i < messages->len; i++)
    n += g_strcmp0 (((BhMessage *) g_ptr_array_index (messages, i))->notice, code) == 0;
  return n;
}

static gpointer
last_run_job (BhdTurn *turn, gpointer data, GError **error)
{
  LoopFixture *self = data;
  g_autoptr (GPtrArray) runs =
      bhd_run_views_list (turn, self->agent.mia, self->agent.conversation_id, 1, error);

  return runs != NULL && runs->len > 0 ? bh_run_ref (g_ptr_array_index (runs, 0)) : NULL;
}

static gpointer
call (LoopFixture *self, BhdJobFunc job, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer result = bhd_store_call (self->agent.store, BHD_JOB_WRITE, job, data, &error);

  g_assert_no_error (error);
  return result;
}

BhRun *
loop_last_run (LoopFixture *self)
{
  return call (self, last_run_job, self);
}

typedef struct
{
  LoopFixture *fixture;
  gconstpointer change;
} Change;

static gpointer
set_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (BhdAiSettings) settings =
      bhd_ai_settings_change (turn, change->fixture->agent.organization_id, change->change, error);

  return NULL;
}

void
loop_set (LoopFixture *self, const BhdAiSettingsChange *change)
{
  Change wanted = { self, change };

  call (self, set_job, &wanted);
}

static gpointer
provider_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Change *change = data;
  const gint64 price_in = 3000000, price_out = 15000000;
  const BhdProviderChange provider = { .kind = "openai",
                                       .name = change->change,
                                       .base_url = "http://127.0.0.1:9/v1",
                                       .model = change->change,
                                       .price_in = &price_in,
                                       .price_out = &price_out };
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhdProviderRow) row = bhd_providers_create (
      turn, change->fixture->agent.organization_id, id, &provider, &created, error);

  return NULL;
}

void
loop_add_provider (LoopFixture *self, const char *model)
{
  Change wanted = { self, model };

  call (self, provider_job, &wanted);
}

static gpointer
rule_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Change *change = data;
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhdGuardrailRow) row = bhd_guardrails_create (
      turn, change->fixture->agent.organization_id, id, change->change, &created, error);

  return NULL;
}

void
loop_add_rule (LoopFixture *self, const BhdGuardrailChange *change)
{
  Change wanted = { self, change };

  call (self, rule_job, &wanted);
}

static gpointer
tool_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Change *change = data;
  g_autofree char *id = bh_id_new ();
  gboolean created;
  g_autoptr (BhdToolRow) row = bhd_tool_registry_create (
      turn, change->fixture->agent.organization_id, id, change->change, &created, error);

  return NULL;
}

void
loop_add_tool (LoopFixture *self, const BhdToolChange *change)
{
  Change wanted = { self, change };

  call (self, tool_job, &wanted);
}

void
loop_assert_contains (const char *text, const char *part)
{
  if (text == NULL || strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

void
loop_assert_lacks (const char *text, const char *part)
{
  if (text != NULL && strstr (text, part) != NULL)
    g_error ("“%s” is in “%s”", part, text);
}
