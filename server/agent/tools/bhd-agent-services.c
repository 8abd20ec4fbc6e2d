/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/tools/bhd-agent-services.h"

#include "common/bh-error.h"
#include "server/agent/guard/bhd-guard.h"
#include "server/agent/models/bhd-model.h"

#include <string.h>

static gboolean
test_text (GPtrArray *rules,
           const char *text,
           const char *direction,
           BhdGuardHitFunc hit,
           gpointer hit_data)
{
  BhdGuardDirection way = strcmp (direction, "out") == 0 ? BHD_GUARD_OUT : BHD_GUARD_IN;
  g_autoptr (BhdGuard) guard = bhd_guard_new (rules);
  g_autoptr (BhdVerdict) verdict = bhd_guard_check (guard, text, way);

  for (guint i = 0; i < verdict->hits->len; i++)
    {
      const BhdGuardHit *one = verdict->hits->pdata[i];

      hit (one->rule, one->excerpt, hit_data);
    }
  return verdict->allowed;
}

/* Borrows the strings of @account. */
static char **
list_models (gpointer data, const BhdProviderAccount *account, GError **error)
{
  const BhdAgentReach *reach = data;
  const BhdModelAccount model_account = {
    .id = account->id,
    .kind = account->kind,
    .base_url = account->base_url,
    .model = account->model,
    .key = account->key,
    .allow_private = reach->models_to_private,
  };

  return bhd_model_list (reach->tools.outbound, &model_account, error);
}

typedef struct
{
  const char *organization_id;
  const char *id;
} Wanted;

static gpointer
find_call_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Wanted *wanted = data;

  return bhd_tool_call_rows_find (turn->db, wanted->organization_id, wanted->id, error);
}

static BhdToolCallRow *
try_tool (gpointer data, const BhdToolRow *tool, const char *arguments, GError **error)
{
  const BhdToolWays *ways = &((const BhdAgentReach *) data)->tools;
  const BhdToolPurpose nobody = { NULL, NULL, NULL };
  g_autofree char *id = NULL;
  g_autoptr (BhdToolResult) result =
      bhd_http_tool_call (ways, tool, &nobody, arguments, &id, error);
  Wanted wanted = { tool->organization_id, id };

  if (result == NULL)
    return NULL;
  return bhd_store_call_full (ways->store, BHD_JOB_READ, find_call_job, &wanted,
                              (GDestroyNotify) bhd_tool_call_row_free, error);
}

void
bhd_agent_services_init (BhdAiServices *self, const BhdAgentReach *reach)
{
  *self = (BhdAiServices){
    .data = (gpointer) reach,
    .check_rule = bhd_guard_check_rule,
    .check_tool = bhd_http_tool_check,
    .test_text = test_text,
    .list_models = list_models,
    .try_tool = try_tool,
  };
}
