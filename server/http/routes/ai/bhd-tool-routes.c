/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/ai/bhd-tool-calls.h"
#include "server/desk/ai/bhd-tool-registry.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/store/bhd-seal.h"

/* One request on its way through a worker. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  const BhdToolChange *change; /* (nullable) */
  BhdToolRow *tool;            /* (nullable) as it is stored */
} Work;

static gboolean
answer (BhdReply *reply, const BhdToolRow *row)
{
  if (row == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_ai_write_tool (&reply->json, "tool", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
get_tools (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) rows =
      bhd_tool_registry_list (turn, bhd_ai_organization (request), FALSE, error);

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "tools");
  for (guint i = 0; i < rows->len; i++)
    bhd_ai_write_tool (&reply->json, NULL, rows->pdata[i]);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* What a change points to. */
typedef struct
{
  gint64 timeout_ms, max_answer;
  gboolean confirm, enabled;
} Storage;

static BhdToolChange
read_change (const BhdRequest *request, Storage *storage)
{
  return (BhdToolChange){
    .name = bhd_request_text (request, "name"),
    .description = bhd_request_text (request, "description"),
    .method = bhd_request_text (request, "method"),
    .url = bhd_request_text (request, "url"),
    .headers = bhd_ai_text (request, "headers"),
    .arguments_schema = bhd_request_text (request, "arguments_schema"),
    .timeout_ms = bhd_ai_number (request, "timeout_ms", &storage->timeout_ms),
    .max_answer = bhd_ai_number (request, "max_answer", &storage->max_answer),
    .confirm = bhd_ai_flag (request, "confirm", &storage->confirm),
    .enabled = bhd_ai_flag (request, "enabled", &storage->enabled),
  };
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->tool = bhd_tool_registry_find (turn, bhd_ai_organization (work->request),
                                       bhd_request_param (work->request, "id"), error);
  return NULL;
}

static gpointer
create_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  gboolean created = FALSE;
  g_autoptr (BhdToolRow) row = bhd_tool_registry_create (turn, bhd_ai_organization (work->request),
                                                         bhd_request_text (work->request, "id"),
                                                         work->change, &created, error);

  work->reply->status = created ? 201 : 200;
  answer (work->reply, row);
  return NULL;
}

static gpointer
change_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (BhdToolRow) row =
      bhd_tool_registry_change (turn, bhd_ai_organization (work->request),
                                bhd_request_param (work->request, "id"), work->change, error);

  answer (work->reply, row);
  return NULL;
}

/* Trying patterns out takes longer than the writer may wait, so it is done before. */
static gboolean
check (const Work *work, GError **error)
{
  BhdToolChange change = *work->change;

  change.check = bhd_request_ai (work->request)->check_tool;
  return bhd_tool_registry_check (work->tool, &change, error);
}

static gboolean
write_tool (BhdStore *store, Work *work, BhdJobFunc job, GError **error)
{
  const char *headers = bhd_request_text (work->request, "headers");

  if (!check (work, error) || (headers != NULL && !bhd_seal_ensure (error)))
    return FALSE;
  return bhd_ai_call (store, BHD_JOB_WRITE, job, work, error);
}

static gboolean
post_tool (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Storage storage;
  const BhdToolChange change = read_change (request, &storage);
  Work work = { request, reply, &change, NULL };

  return bhd_ai_has_services (request, error) && write_tool (store, &work, create_job, error);
}

static gboolean
patch_tool (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Storage storage;
  const BhdToolChange change = read_change (request, &storage);
  Work work = { request, reply, &change, NULL };
  gboolean fine = bhd_ai_has_services (request, error) &&
                  bhd_ai_call (store, BHD_JOB_READ, find_job, &work, error) &&
                  write_tool (store, &work, change_job, error);

  g_clear_pointer (&work.tool, bhd_tool_row_free);
  return fine;
}

static gboolean
delete_tool (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_tool_registry_delete (turn, bhd_ai_organization (request),
                                   bhd_request_param (request, "id"), error);
}

static gboolean
run (const Work *work, GError **error)
{
  const BhdAiServices *services = bhd_request_ai (work->request);
  g_autoptr (BhdToolCallRow) call = NULL;

  if (!bhd_ai_enter (error))
    return FALSE;
  call = services->try_tool (services->data, work->tool,
                             bhd_request_text (work->request, "arguments"), error);
  bhd_ai_leave ();
  if (call == NULL)
    return FALSE;

  bh_json_begin_object (&work->reply->json, NULL);
  bhd_ai_write_call (&work->reply->json, "call", call);
  bh_json_end_object (&work->reply->json);
  return TRUE;
}

static gboolean
post_try (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  Work work = { request, reply, NULL, NULL };
  gboolean fine = bhd_ai_has_services (request, error) &&
                  bhd_ai_call (store, BHD_JOB_READ, find_job, &work, error) && run (&work, error);

  g_clear_pointer (&work.tool, bhd_tool_row_free);
  return fine;
}

#define TOOL_FIELDS(required)                                                                      \
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 64 },                                        \
      { "description", BHD_FIELD_TEXT, BHD_IN_BODY, required, 1, 1000 },                           \
      { "method", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "GET|POST|PUT|PATCH|DELETE" },  \
      { "url", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 2000 },                                   \
      { "headers", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 16384 },                               \
      { "arguments_schema", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 16384 },                      \
      { "timeout_ms", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 100, 60000 },                             \
      { "max_answer", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 256, 1048576 },                           \
      { "confirm", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },                                           \
  {                                                                                                \
    "enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE                                                  \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  TOOL_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = { TOOL_FIELDS (FALSE), { NULL } };

static const BhdField try_fields[] = {
  { "arguments", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 32768 },
  { NULL },
};

const BhdRoute bhd_tool_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/tools",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_tools,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("tools", tool))),
    .summary = "What the AI can ask of the organisation's own systems" },
  { .method = "POST",
    .path = "/v1/desk/tools",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .work = post_tool,
    .audit = "tool.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("tool", tool))),
    .summary = "Add a tool" },
  { .method = "PATCH",
    .path = "/v1/desk/tools/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .work = patch_tool,
    .audit = "tool.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("tool", tool))),
    .summary = "Change a tool" },
  { .method = "DELETE",
    .path = "/v1/desk/tools/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_tool,
    .audit = "tool.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a tool and its headers" },
  { .method = "POST",
    .path = "/v1/desk/tools/:id/try",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = try_fields,
    .work = post_try,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("call", tool_call))),
    .summary = "Call a tool now" },
  { NULL },
};
