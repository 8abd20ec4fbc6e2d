/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/tenancy/tenancy-line.h"

#include "common/bh-id.h"

#include <string.h>

const BhdRoute *
tenancy_line_route (const Line *line)
{
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    if (g_str_equal ((*route)->method, line->method) && g_str_equal ((*route)->path, line->route))
      return *route;
  g_error ("%s %s has a line and is no route", line->method, line->route);
}

const char *
tenancy_token (const BhtTenant *tenant, const BhdRoute *route)
{
  const char *const tokens[] = {
    [BHD_VISITOR] = tenant->visitor_token,
    [BHD_OPERATOR] = tenant->owner_token,
    [BHD_WIDGET_KEY] = tenant->widget_key,
    [BHD_ADMIN_KEY] = tenant->admin_key,
  };

  return tokens[route->who];
}

/* What of @tenant the line's path names. */
static const char *
named_by (const Line *line, const BhtTenant *tenant)
{
  const struct
  {
    const char *word;
    const char *id;
  } things[] = {
    { "/desk/canned/", tenant->canned_id },   { "/desk/views/", tenant->view_id },
    { "/widget/uploads/", tenant->file_id },  { "/attachments/", tenant->attachment_id },
    { "/documents/", tenant->document_id },   { "/gaps/", tenant->gap_id },
    { "/phrasings/", tenant->phrasing_id },   { "/uploads/", tenant->upload_id },
    { "/providers/", tenant->provider_id },   { "/tools/", tenant->tool_id },
    { "/guardrails/", tenant->guardrail_id }, { "/desk/runs/", tenant->run_id },
    { "/desk/keys/", tenant->key_id },        { "/webhooks/", tenant->organization_id },
    { "/deliveries/", tenant->delivery_id },  { "/desk/labels/", tenant->label_id },
    { "/desk/teams/", tenant->team_id },      { "/desk/operators/", tenant->owner_id },
    { "/deliveries/", tenant->delivery_id },  { "/contacts/", tenant->contact_id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (strstr (line->route, things[i].word) != NULL)
      return things[i].id;
  return tenant->conversation_id;
}

/* Returns: (transfer full) (nullable) */
static char *
replace (const char *text, const char *word, const char *with)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, word, -1) : NULL;

  return parts != NULL ? g_strjoinv (with, parts) : NULL;
}

char *
tenancy_line_body (const Line *line, const BhtTenant *tenant)
{
  g_autofree char *fresh = bh_id_new ();
  g_auto (GStrv) body = line->body != NULL ? g_strsplit (line->body, "%s", -1) : NULL;
  g_autofree char *full = body != NULL ? g_strjoinv (fresh, body) : NULL;
  g_autofree char *named = replace (full, "DOCUMENT", tenant->document_id);
  g_autofree char *addressed = replace (named, "COLLEAGUE", tenant->agent_id);
  g_autofree char *answered = replace (addressed, "ANSWER", tenant->answer_id);

  return replace (answered, "CONTACT", tenant->contact_id);
}

char *
tenancy_line_path (const Line *line, const BhtTenant *tenant)
{
  g_auto (GStrv) path = g_strsplit (line->path != NULL ? line->path : line->route, "%s", -1);
  g_autofree char *named = g_strjoinv (named_by (line, tenant), path);
  g_autofree char *filed = replace (named, "CANNED_FILE", tenant->canned_file_id);

  return replace (filed, "ANSWER", tenant->answer_id);
}

const char *
tenancy_find_secret (const BhtTenant *tenant, const char *text)
{
  const char *const secrets[] = {
    tenant->organization_id, tenant->slug,          tenant->contact_id,  tenant->conversation_id,
    tenant->document_id,     tenant->owner_token,   tenant->gap_id,      tenant->phrasing_id,
    tenant->upload_id,       tenant->provider_id,   tenant->tool_id,     tenant->guardrail_id,
    tenant->run_id,          tenant->answer_id,     tenant->key_id,      tenant->widget_key,
    tenant->file_id,         tenant->attachment_id, tenant->delivery_id, tenant->agent_id,
    tenant->label_id,        tenant->team_id,       tenant->canned_id,   tenant->canned_file_id,
    tenant->view_id,
  };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (text, secrets[i]) != NULL)
      return secrets[i];
  return NULL;
}
