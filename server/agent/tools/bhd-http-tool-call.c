/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/tools/bhd-http-tool.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/desk/ai/bhd-tool-registry.h"

#include <glib/gi18n.h>
#include <string.h>

#define ARGUMENTS_MAX 32768
#define ASKED                                                                                      \
  "The visitor is asked to confirm this with a button below your answer. Nothing has been done "   \
  "yet. Do not call the tool again; say briefly what you would do once they confirm."
#define GONE "This tool is no longer there."

static const char *const statuses[] = {
  [BHD_TOOL_SUCCESS] = "success",
  [BHD_TOOL_ERROR] = "error",
  [BHD_TOOL_REFUSED] = "refused",
  [BHD_TOOL_CANCELLED] = "cancelled",
};

/* What a turn needs of a call, and what it makes. */
typedef struct
{
  BhdToolCallDraft draft;
  const char *organization_id;
  char *id;     /* (nullable) */
  char *action; /* (nullable) */
  const BhdToolResult *result;
  BhdToolRow *tool; /* (nullable) */
} Job;

static void
note_end (BhdTurn *turn, const Job *job, GError **error)
{
  const BhdToolResult *result = job->result;
  const BhdToolCallEnd end = { .status = statuses[result->outcome],
                               .http_status = result->http_status,
                               .result = result->text,
                               .error = result->error,
                               .duration_us = result->duration_us };

  bhd_tool_calls_finish (turn, job->organization_id, job->id, &end, error);
}

static gpointer
start_job (BhdTurn *turn, gpointer data, GError **error)
{
  Job *job = data;

  job->id = bhd_tool_calls_start (turn, &job->draft, error);
  return NULL;
}

static gpointer
finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  note_end (turn, data, error);
  return NULL;
}

static gpointer
start_and_finish_job (BhdTurn *turn, gpointer data, GError **error)
{
  Job *job = data;

  job->id = bhd_tool_calls_start (turn, &job->draft, error);
  if (job->id != NULL)
    note_end (turn, job, error);
  return NULL;
}

static gpointer
ask_job (BhdTurn *turn, gpointer data, GError **error)
{
  Job *job = data;

  job->action = bhd_tool_calls_ask (turn, &job->draft, error);
  return NULL;
}

static gpointer
find_tool_job (BhdTurn *turn, gpointer data, GError **error)
{
  Job *job = data;
  g_autoptr (GError) inner = NULL;

  job->tool = bhd_tool_registry_find (turn, job->organization_id, job->draft.tool->id, &inner);
  if (inner != NULL && !g_error_matches (inner, BH_ERROR, BH_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static gboolean
call_store (const BhdToolWays *ways, BhdJobKind kind, BhdJobFunc run, Job *job, GError **error)
{
  GError *inner = NULL;

  bhd_store_call (ways->store, kind, run, job, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, inner);
  return FALSE;
}

/* What a model wrote need not be an object: the record keeps one. */
static const char *
recordable (const char *arguments)
{
  gsize length = arguments != NULL ? strlen (arguments) : 0;
  g_autoptr (JsonNode) node =
      length > 0 ? bh_json_parse_object (arguments, length, ARGUMENTS_MAX, NULL) : NULL;

  return node != NULL ? arguments : "{}";
}

static BhdToolResult *
result_new (BhdToolOutcome outcome, const char *text, const char *error)
{
  BhdToolResult *result = g_new0 (BhdToolResult, 1);

  result->outcome = outcome;
  result->text = g_strdup (text);
  result->error = g_strdup (error);
  return result;
}

/* Arguments that do not fit are refused before anybody is asked. */
static BhdToolResult *
refuse (const BhdToolWays *ways, Job *job, const GError *reason, GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("The call was not made: %s. Correct the arguments.", reason->message);
  g_autoptr (BhdToolResult) result = result_new (BHD_TOOL_REFUSED, text, reason->message);

  job->result = result;
  return call_store (ways, BHD_JOB_WRITE, start_and_finish_job, job, error)
             ? g_steal_pointer (&result)
             : NULL;
}

static BhdToolResult *
ask (const BhdToolWays *ways, Job *job, GError **error)
{
  BhdToolResult *result;

  if (!call_store (ways, BHD_JOB_WRITE, ask_job, job, error))
    return NULL;
  result = result_new (BHD_TOOL_ASKED, ASKED, NULL);
  result->action = g_steal_pointer (&job->action);
  return result;
}

static BhdToolResult *
run (const BhdToolWays *ways,
     const BhdToolRow *tool,
     const char *arguments,
     Job *job,
     GError **error)
{
  g_autoptr (BhdToolResult) result =
      bhd_http_tool_run (ways->outbound, tool, arguments, ways->allow_private, ways->cancellable);

  job->result = result;
  return call_store (ways, BHD_JOB_WRITE, finish_job, job, error) ? g_steal_pointer (&result)
                                                                  : NULL;
}

BhdToolResult *
bhd_http_tool_call (const BhdToolWays *ways,
                    const BhdToolRow *tool,
                    const BhdToolPurpose *purpose,
                    const char *arguments_json,
                    char **call_id,
                    GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *arguments = bhd_http_tool_normalize (tool, arguments_json, &reason);
  Job job = { .draft = { .tool = tool,
                         .run_id = purpose->run_id,
                         .conversation_id = purpose->conversation_id,
                         .message_id = purpose->message_id,
                         .arguments = arguments != NULL ? arguments : recordable (arguments_json) },
              .organization_id = tool->organization_id };
  BhdToolResult *result = NULL;

  if (arguments == NULL)
    result = refuse (ways, &job, reason, error);
  else if (tool->confirm && purpose->conversation_id != NULL)
    result = ask (ways, &job, error);
  else if (call_store (ways, BHD_JOB_WRITE, start_job, &job, error))
    result = run (ways, tool, arguments, &job, error);
  if (call_id != NULL)
    *call_id = g_steal_pointer (&job.id);
  g_free (job.id);
  return result;
}

BhdToolResult *
bhd_http_tool_finish_confirmed (const BhdToolWays *ways, const BhdToolCallRow *call, GError **error)
{
  const BhdToolRow wanted = { .id = call->tool_id };
  Job job = { .draft = { .tool = &wanted }, .organization_id = call->organization_id };
  g_autoptr (BhdToolRow) tool = NULL;
  g_autoptr (BhdToolResult) gone = NULL;

  job.id = call->id;
  if (!call_store (ways, BHD_JOB_READ, find_tool_job, &job, error))
    return NULL;
  tool = job.tool;
  if (tool != NULL && tool->enabled)
    return run (ways, tool, call->arguments, &job, error);

  gone = result_new (BHD_TOOL_REFUSED, GONE, N_ ("the tool has been removed or is off"));
  job.result = gone;
  return call_store (ways, BHD_JOB_WRITE, finish_job, &job, error) ? g_steal_pointer (&gone) : NULL;
}
