/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/ai/bhd-guardrails.h"
#include "server/desk/ai/bhd-violations.h"
#include "server/http/bhd-fields.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

#define PATTERN_MAX 2000
#define TEXT_MAX 20000

/* One request on its way through a worker: what strangers' patterns do takes longer than a turn may
 * be held. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  const BhdGuardrailChange *change; /* (nullable) */
  BhdGuardrailRow *stored;          /* (nullable) */
  GPtrArray *rules;                 /* (nullable) of BhdGuardrailRow */
} Work;

static gboolean
answer (BhdReply *reply, const BhdGuardrailRow *row)
{
  if (row == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_ai_write_guardrail (&reply->json, "guardrail", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
get_guardrails (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_guardrails_list (turn, bhd_ai_organization (request), error);

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "guardrails");
  for (guint i = 0; i < rows->len; i++)
    bhd_ai_write_guardrail (&reply->json, NULL, rows->pdata[i]);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static BhdGuardrailChange
read_change (const BhdRequest *request, gboolean *enabled)
{
  return (BhdGuardrailChange){
    .name = bhd_request_text (request, "name"),
    .type = bhd_request_text (request, "type"),
    .pattern = bhd_request_text (request, "pattern"),
    .action = bhd_request_text (request, "action"),
    .direction = bhd_request_text (request, "direction"),
    .message = bhd_ai_text (request, "message"),
    .enabled = bhd_ai_flag (request, "enabled", enabled),
  };
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->stored = bhd_guardrails_find (turn, bhd_ai_organization (work->request),
                                      bhd_request_param (work->request, "id"), error);
  return NULL;
}

static gpointer
create_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  gboolean created = FALSE;
  g_autoptr (BhdGuardrailRow) row =
      bhd_guardrails_create (turn, bhd_ai_organization (work->request),
                             bhd_request_text (work->request, "id"), work->change, &created, error);

  work->reply->status = created ? 201 : 200;
  answer (work->reply, row);
  return NULL;
}

static gpointer
change_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (BhdGuardrailRow) row =
      bhd_guardrails_change (turn, bhd_ai_organization (work->request),
                             bhd_request_param (work->request, "id"), work->change, error);

  answer (work->reply, row);
  return NULL;
}

static gboolean
check (const Work *work, GError **error)
{
  BhdGuardrailChange change = *work->change;
  g_autoptr (BhdGuardrailRow) row = NULL;

  change.check = bhd_request_ai (work->request)->check_rule;
  row = bhd_guardrails_apply (work->stored, &change, error);
  return row != NULL;
}

static gboolean
post_guardrail (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean enabled;
  const BhdGuardrailChange change = read_change (request, &enabled);
  Work work = { request, reply, &change, NULL, NULL };

  return bhd_ai_has_services (request, error) && check (&work, error) &&
         bhd_ai_call (store, BHD_JOB_WRITE, create_job, &work, error);
}

static gboolean
patch_guardrail (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean enabled;
  const BhdGuardrailChange change = read_change (request, &enabled);
  Work work = { request, reply, &change, NULL, NULL };
  gboolean fine = bhd_ai_has_services (request, error) &&
                  bhd_ai_call (store, BHD_JOB_READ, find_job, &work, error) &&
                  check (&work, error) &&
                  bhd_ai_call (store, BHD_JOB_WRITE, change_job, &work, error);

  g_clear_pointer (&work.stored, bhd_guardrail_row_free);
  return fine;
}

static gboolean
delete_guardrail (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_guardrails_delete (turn, bhd_ai_organization (request),
                                bhd_request_param (request, "id"), error);
}

static gboolean
get_violations (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  guint limit = (guint) bhd_request_int (request, "limit", BHD_AI_PAGE);
  g_autoptr (GPtrArray) rows = bhd_violations_page (
      turn, bhd_ai_organization (request), bhd_request_text (request, "after"), limit + 1, error);
  const BhdViolationRow *last = NULL;

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "violations");
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    bhd_ai_write_violation (&reply->json, NULL, last = rows->pdata[i]);
  bh_json_end_array (&reply->json);
  bh_json_string (&reply->json, "next", rows->len > limit ? last->id : NULL);
  bh_json_end_object (&reply->json);
  return TRUE;
}

#define GUARDRAIL_FIELDS(required)                                                                 \
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 80 },                                        \
      { "type", BHD_FIELD_CHOICE, BHD_IN_BODY, required,                                           \
        .choices = "blocked_topic|topic_boundary|pii_filter|jailbreak_detection|custom" },         \
      { "pattern", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, PATTERN_MAX },                           \
      { "action", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "block|warn|log" },             \
      { "direction", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = "in|out|both" },             \
      { "message", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, 1000 },                                  \
  {                                                                                                \
    "enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE                                                  \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  GUARDRAIL_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = { GUARDRAIL_FIELDS (FALSE), { NULL } };

/* A rule that is not stored, as the test takes it; in the order of the names below. */
static const BhdField rule_fields[] = {
  { "id", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 36 },
  GUARDRAIL_FIELDS (FALSE),
  { NULL },
};

enum
{
  RULE_ID,
  RULE_NAME,
  RULE_TYPE,
  RULE_PATTERN,
  RULE_ACTION,
  RULE_DIRECTION,
  RULE_MESSAGE,
};

static gpointer
list_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->rules = bhd_guardrails_list (turn, bhd_ai_organization (work->request), error);
  return NULL;
}

static BhdGuardrailRow *
rule_from_values (const Work *work, const BhdValue *values, GError **error)
{
  const gboolean yes = TRUE;
  const BhdGuardrailChange change = {
    .name = values[RULE_NAME].text,
    .type = values[RULE_TYPE].text,
    .pattern = values[RULE_PATTERN].text,
    .action = values[RULE_ACTION].text,
    .direction = values[RULE_DIRECTION].text,
    .message = values[RULE_MESSAGE].text,
    .enabled = &yes,
    .check = bhd_request_ai (work->request)->check_rule,
  };

  return bhd_guardrails_apply (NULL, &change, error);
}

/* The one rule that came along. */
static gboolean
read_rule (Work *work, const char *json, GError **error)
{
  BhdValue *values = bhd_fields_read (rule_fields, json, strlen (json), NULL, error);
  BhdGuardrailRow *row = values != NULL ? rule_from_values (work, values, error) : NULL;

  bhd_fields_free (values, bhd_fields_count (rule_fields));
  if (row == NULL)
    return FALSE;
  work->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_guardrail_row_free);
  g_ptr_array_add (work->rules, row);
  return TRUE;
}

static void
write_hit (const BhdGuardrailRow *rule, const char *excerpt, gpointer data)
{
  BhJsonWriter *json = data;

  bh_json_begin_object (json, NULL);
  bh_json_string (json, "guardrail_id", *rule->id != '\0' ? rule->id : NULL);
  bh_json_string (json, "name", rule->name);
  bh_json_string (json, "type", rule->type);
  bh_json_string (json, "action", rule->action);
  bh_json_string (json, "excerpt", excerpt);
  bh_json_string (json, "message", rule->message);
  bh_json_end_object (json);
}

static gboolean
post_test (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdAiServices *services = bhd_request_ai (request);
  const char *rule = bhd_request_text (request, "rule");
  Work work = { request, reply, NULL, NULL, NULL };
  gboolean allowed;

  if (!bhd_ai_has_services (request, error))
    return FALSE;
  if (!(rule != NULL ? read_rule (&work, rule, error)
                     : bhd_ai_call (store, BHD_JOB_READ, list_job, &work, error)))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "violations");
  allowed = services->test_text (work.rules, bhd_request_text (request, "text"),
                                 bhd_request_text (request, "direction"), write_hit, &reply->json);
  bh_json_end_array (&reply->json);
  bh_json_bool (&reply->json, "allowed", allowed);
  bh_json_end_object (&reply->json);
  g_ptr_array_unref (work.rules);
  return TRUE;
}

static const BhdField test_fields[] = {
  { "text", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 0, TEXT_MAX },
  { "direction", BHD_FIELD_CHOICE, BHD_IN_BODY, TRUE, .choices = "in|out" },
  { "rule", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, 16384 },
  { NULL },
};

static const BhdField page_fields[] = { BHD_AI_PAGE_FIELDS, { NULL } };

const BhdRoute bhd_guardrail_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/guardrails",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_guardrails,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("guardrails", guardrail))),
    .summary = "What the AI must not hear or say" },
  { .method = "POST",
    .path = "/v1/desk/guardrails",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .work = post_guardrail,
    .audit = "guardrail.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("guardrail", guardrail))),
    .summary = "Add a guardrail" },
  { .method = "PATCH",
    .path = "/v1/desk/guardrails/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .work = patch_guardrail,
    .audit = "guardrail.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("guardrail", guardrail))),
    .summary = "Change a guardrail" },
  { .method = "DELETE",
    .path = "/v1/desk/guardrails/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_guardrail,
    .audit = "guardrail.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a guardrail" },
  { .method = "POST",
    .path = "/v1/desk/guardrails/test",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = test_fields,
    .max_body = 128 * 1024,
    .work = post_test,
    .gives = BHD_GIVES (BHD_OK ({ "allowed", BHD_IS_BOOL }, BHD_MANY ("violations", rule_hit))),
    .summary = "Try the guardrails, or one that is not stored, on a text" },
  { .method = "GET",
    .path = "/v1/desk/violations",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = page_fields,
    .read = get_violations,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("violations", violation), BHD_NEXT)),
    .summary = "When guardrails were hit" },
  { NULL },
};
