/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/audit/bhd-auditing.h"

#include "common/bh-json-reader.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/people/bhd-audit.h"
#include "server/http/audit/bhd-audit-detail.h"
#include "server/http/bhd-request-private.h"

#include <string.h>

/* Returns: (nullable): what was sent in @name, declared or not. */
static const char *
sent_text (const BhdRequest *request, const char *name)
{
  const BhdField *fields = request->route->fields;

  for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
    if (strcmp (fields[i].name, name) == 0)
      return request->values[i].given ? request->values[i].text : NULL;
  return NULL;
}

/* Returns: (transfer full) (nullable): NULL without @error where nobody has this address. */
static char *
organization_of_person (BhdTurn *turn, const char *email, GError **error)
{
  g_autoptr (BhOperator) person =
      email != NULL ? bhd_identity_find_operator (turn, email, NULL, error) : NULL;

  return person != NULL ? g_strdup (person->organization_id) : NULL;
}

/* Returns: (transfer full) (nullable): NULL without @error where the request is about none. */
static char *
organization_of (BhdTurn *turn, const BhdRequest *request, GError **error)
{
  const char *named = bhd_request_param (request, "organization");
  g_autoptr (BhOrganization) organization = NULL;

  if (request->caller->organization_id != NULL)
    return g_strdup (request->caller->organization_id);
  if (named == NULL)
    named = sent_text (request, "organization");
  if (named == NULL)
    named = sent_text (request, "slug");
  if (named == NULL)
    return organization_of_person (turn, sent_text (request, "email"), error);
  organization = bhd_organizations_find (turn, named, error);
  return organization != NULL ? g_strdup (organization->id) : NULL;
}

/* The id of the one record that was answered, {"label":{"id":…}}.  Returns: (transfer full)
 * (nullable) */
static char *
answered_id (const BhdReply *reply)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) members = NULL;
  JsonNode *first;

  if (reply->json.text == NULL || reply->json.text->len == 0 ||
      !json_parser_load_from_data (parser, reply->json.text->str, (gssize) reply->json.text->len,
                                   NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;
  members = json_object_get_values (json_node_get_object (json_parser_get_root (parser)));
  first = members != NULL ? members->data : NULL;
  if (first == NULL || !JSON_NODE_HOLDS_OBJECT (first))
    return NULL;
  return g_strdup (bh_json_get_string (json_node_get_object (first), "id", NULL));
}

/* Returns: (transfer full) (nullable) */
static char *
subject_of (const BhdRequest *request, const BhdReply *reply)
{
  const char *named = bhd_request_param (request, "id");

  if (named == NULL)
    named = sent_text (request, "id");
  return named != NULL ? g_strdup (named) : answered_id (reply);
}

static gboolean
is_worth_an_entry (const BhdRoute *route, const BhdReply *reply)
{
  return route->audit != NULL && !reply->own && reply->status < 300 &&
         (reply->status != 200 || !g_str_has_suffix (route->audit, ".created"));
}

gboolean
bhd_auditing_note (BhdTurn *turn, const BhdRequest *request, const BhdReply *reply, GError **error)
{
  const BhdCaller *caller = request->caller;
  g_autofree char *organization_id = NULL;
  g_autofree char *subject_id = NULL;
  g_autofree char *detail = NULL;
  g_autoptr (GError) inner = NULL;

  if (!is_worth_an_entry (request->route, reply))
    return TRUE;
  organization_id = organization_of (turn, request, &inner);
  if (organization_id == NULL)
    {
      if (inner != NULL)
        g_propagate_error (error, g_steal_pointer (&inner));
      return inner == NULL;
    }
  subject_id = subject_of (request, reply);
  detail = bhd_audit_detail_new (request);
  return bhd_audit_note (turn,
                         &(const BhdAuditRow){ .organization_id = organization_id,
                                               .operator_id = caller->operator_id,
                                               .operator_name = caller->name,
                                               .action = (char *) request->route->audit,
                                               .subject_id = subject_id,
                                               .detail = detail },
                         error);
}
