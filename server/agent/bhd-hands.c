/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-hands.h"

#include "common/bh-json-reader.h"
#include "common/bh-words.h"
#include "server/agent/bhd-prompt.h"

#include <string.h>

#define ARGUMENTS_MAX (32 * 1024) /* bytes */
#define QUERY_MAX 500             /* characters */
#define SUMMARY_MAX 1000
#define NOTED_MAX 2000 /* characters of arguments and results that are kept with the run */

struct _BhdHands
{
  BhdHandsSetup setup;
  GArray *list; /* of BhdModelTool */
  guint count;
  gboolean know;
  char *action; /* (nullable) the message's extra: a tool that the visitor has to confirm */
};

typedef struct
{
  BhdModelTool tool;
  /* Returns: (transfer full): for the model.  @status: (out): a literal. */
  char *(*call) (BhdHands *self, JsonObject *arguments, const char **status);
} OwnHand;

#define REASONS                                                                                    \
  "user_requested", "low_confidence", "sentiment_negative", "tool_failed", "topic_boundary",       \
      "max_turns_exceeded", "guardrail_violation", "custom"
#define PRIORITIES "low", "normal", "high", "urgent"

static const BhWords reasons = BH_WORDS (REASONS);
static const BhWords priorities = BH_WORDS (PRIORITIES);

static char *
refuse (const char **status, const char *why)
{
  *status = "refused";
  return g_strdup (why);
}

static gboolean
is_one_of (const BhWords *words, const char *word)
{
  guint value;

  return word != NULL && bh_words_find (words, word, &value);
}

static char *
cut (const char *text, glong max)
{
  return g_utf8_strlen (text, -1) > max ? g_utf8_substring (text, 0, max) : g_strdup (text);
}

static char *
call_search (BhdHands *self, JsonObject *arguments, const char **status)
{
  const char *query = bh_json_get_string (arguments, "query", "");
  const char *category = bh_json_get_string (arguments, "category", NULL);
  g_autofree char *question = cut (query, QUERY_MAX);
  g_autoptr (GPtrArray) hits = NULL;

  g_strstrip (question);
  if (*question == '\0')
    return refuse (status, "search needs “query”: the words to look for");
  hits = bhd_toolbox_search (self->setup.tools, question,
                             category != NULL && *category != '\0' ? category : NULL);
  return bhd_findings_show (self->setup.findings, hits);
}

static char *
call_escalate (BhdHands *self, JsonObject *arguments, const char **status)
{
  const char *reason = bh_json_get_string (arguments, "reason", NULL);
  const char *priority = bh_json_get_string (arguments, "priority", NULL);
  g_autofree char *summary = cut (bh_json_get_string (arguments, "summary", ""), SUMMARY_MAX);

  if (!is_one_of (&reasons, reason))
    return refuse (status, "escalate needs “reason”, one of those in its schema");
  if (priority != NULL && !is_one_of (&priorities, priority))
    return refuse (status, "“priority” is low, normal, high or urgent");
  bhd_toolbox_escalate (self->setup.tools, reason, priority, summary);
  return g_strdup ("A person of the team is asked for. Say nothing more.");
}

static char *
call_resolve (BhdHands *self, JsonObject *arguments, const char **status)
{
  bhd_toolbox_resolve (self->setup.tools);
  return g_strdup ("The conversation will be closed.");
}

static const OwnHand own_hands[] = {
  { { "search",
      "Find passages of the help articles. Use it before every statement about products, "
      "prices, policies or the organisation that the passages you have do not cover.",
      "{\"type\":\"object\",\"properties\":{\"query\":{\"type\":\"string\",\"description\":\"what "
      "to look for, in the words of a help article\"},\"category\":{\"type\":\"string\","
      "\"description\":\"only in this category\"}},\"required\":[\"query\"]}" },
    call_search },
  { { "escalate", "Hand the conversation to a person of the team, once.",
      "{\"type\":\"object\",\"properties\":{\"reason\":{\"type\":\"string\",\"enum\":["
      "\"user_requested\",\"low_confidence\",\"sentiment_negative\",\"tool_failed\","
      "\"topic_boundary\",\"max_turns_exceeded\",\"guardrail_violation\",\"custom\"]},"
      "\"priority\":{\"type\":\"string\",\"enum\":[\"low\",\"normal\",\"high\",\"urgent\"]},"
      "\"summary\":{\"type\":\"string\",\"description\":\"for the person who takes over: what the "
      "visitor wants, what was tried\"}},\"required\":[\"reason\",\"summary\"]}" },
    call_escalate },
  { { "resolve", "Close the conversation: the visitor has said that nothing more is needed.",
      "{\"type\":\"object\",\"properties\":{}}" },
    call_resolve },
};

BhdHands *
bhd_hands_new (const BhdHandsSetup *setup)
{
  BhdHands *self = g_new0 (BhdHands, 1);

  self->setup = *setup;
  self->list = g_array_new (TRUE, TRUE, sizeof (BhdModelTool));
  for (guint i = 0; i < G_N_ELEMENTS (own_hands); i++)
    g_array_append_val (self->list, own_hands[i].tool);
  for (guint i = 0; setup->port != NULL && i < setup->terms->tools->len; i++)
    {
      const BhdToolRow *row = g_ptr_array_index (setup->terms->tools, i);
      const BhdModelTool tool = { row->name, row->description, row->arguments_schema };

      g_array_append_val (self->list, tool);
    }
  return self;
}

void
bhd_hands_free (BhdHands *self)
{
  g_array_unref (self->list);
  g_free (self->action);
  g_free (self);
}

const BhdModelTool *
bhd_hands_list (BhdHands *self)
{
  return (const BhdModelTool *) self->list->data;
}

/* What only looks may run in a playground; what it would have done is told. */
static BhdToolResult *
call_dry (BhdHands *self, const BhdToolRow *tool, const char *arguments)
{
  BhdToolResult *result;

  if (g_str_equal (tool->method, "GET") && !tool->confirm)
    return self->setup.port->run (self->setup.ways.outbound, tool, arguments,
                                  self->setup.ways.allow_private, self->setup.ways.cancellable);
  result = g_new0 (BhdToolResult, 1);
  result->outcome = BHD_TOOL_REFUSED;
  result->text = g_strdup ("Not run: this is a rehearsal. Say what you would have done.");
  return result;
}

static void
offer_action (BhdHands *self, const char *action)
{
  g_free (self->action);
  self->action = g_strdup_printf ("{\"action\":%s}", action);
  bhd_toolbox_set_extra (self->setup.tools, self->action);
}

void
bhd_hands_pass_on (BhdHands *self)
{
  if (self->action != NULL)
    bhd_toolbox_set_extra (self->setup.tools, self->action);
}

static BhdToolResult *
call_real (BhdHands *self, const BhdToolRow *tool, const char *arguments, GError **error)
{
  const BhdRun *run = self->setup.run;
  const BhdToolPurpose purpose = { run->id, run->conversation_id, run->message_id };
  g_autofree char *call_id = NULL;

  return self->setup.port->call (&self->setup.ways, tool, &purpose, arguments, &call_id, error);
}

static char *
call_tool (BhdHands *self, const BhdToolRow *tool, const char *arguments, const char **status)
{
  static const char *const words[] = {
    [BHD_TOOL_SUCCESS] = "success",     [BHD_TOOL_ERROR] = "error", [BHD_TOOL_REFUSED] = "refused",
    [BHD_TOOL_CANCELLED] = "cancelled", [BHD_TOOL_ASKED] = "asked",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdToolResult) result = self->setup.dry ? call_dry (self, tool, arguments)
                                                     : call_real (self, tool, arguments, &error);

  *status = result != NULL ? words[result->outcome] : "error";
  if (result == NULL)
    return g_strdup ("The tool cannot be used just now.");
  if (result->action != NULL)
    offer_action (self, result->action);
  self->know |= result->outcome == BHD_TOOL_SUCCESS || result->outcome == BHD_TOOL_ASKED;
  return bhd_prompt_wrap (self->setup.mark, "tool-answer",
                          result->text != NULL ? result->text : "");
}

static const BhdToolRow *
find_tool (BhdHands *self, const char *name)
{
  for (guint i = 0; self->setup.port != NULL && i < self->setup.terms->tools->len; i++)
    {
      const BhdToolRow *tool = g_ptr_array_index (self->setup.terms->tools, i);

      if (g_str_equal (tool->name, name))
        return tool;
    }
  return NULL;
}

static char *
call_own (BhdHands *self, const OwnHand *hand, const char *arguments, const char **status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node =
      bh_json_parse_object (*arguments != '\0' ? arguments : "{}",
                            *arguments != '\0' ? strlen (arguments) : 2, ARGUMENTS_MAX, &error);

  if (node != NULL)
    return hand->call (self, json_node_get_object (node), status);
  *status = "refused";
  return g_strdup_printf ("The arguments are not a JSON object: %s", error->message);
}

static char *
dispatch (BhdHands *self, const char *name, const char *arguments, const char **status)
{
  const BhdToolRow *tool;

  if (self->count > (guint) MAX (self->setup.terms->settings->max_tool_calls, 1))
    return refuse (status, "No more calls: answer now with what you know.");
  for (guint i = 0; i < G_N_ELEMENTS (own_hands); i++)
    if (g_str_equal (own_hands[i].tool.name, name))
      return call_own (self, &own_hands[i], arguments, status);
  tool = find_tool (self, name);
  if (tool != NULL)
    return call_tool (self, tool, arguments, status);
  return refuse (status, "There is no such tool.");
}

char *
bhd_hands_call (BhdHands *self, const BhdModelCall *call)
{
  const char *name = call->name != NULL ? call->name : "";
  const char *arguments = call->arguments != NULL ? call->arguments : "";
  g_autofree char *noted_name = cut (name, 64);
  BhRunTool *noted = bh_run_detail_add_tool (bhd_toolbox_detail (self->setup.tools), noted_name);
  gint64 start_us = g_get_monotonic_time ();
  const char *status = "success";
  char *answer;

  self->count++;
  answer = dispatch (self, name, arguments, &status);
  noted->arguments = cut (arguments, NOTED_MAX);
  noted->result = cut (answer, NOTED_MAX);
  noted->status = g_strdup (status);
  noted->duration_us = g_get_monotonic_time () - start_us;
  return answer;
}

gboolean
bhd_hands_know (const BhdHands *self)
{
  return self->know;
}
