/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-colleague-work.h"
#include "server/http/routes/team/bhd-team-answers.h"

/* The administrator of this machine looks after operators, by their address. */

static gboolean
get_operators (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, bhd_request_param (request, "organization"), error);
  g_autoptr (GPtrArray) operators =
      organization != NULL ? bhd_identity_list_operators (turn, organization->id, error) : NULL;

  return bhd_team_answer_operators (operators, reply);
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  const char *email = bhd_request_text (data, "email");
  GError *inner = NULL;
  BhOperator *person = bhd_identity_find_operator (turn, email, NULL, &inner);

  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (person == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "nobody signs in with “%s”", email);
  return person;
}

static gboolean
set_disabled (BhdStore *store,
              const BhdRequest *request,
              gboolean disabled,
              BhdReply *reply,
              GError **error)
{
  const BhdColleagueChange change = { .disabled = &disabled };
  g_autoptr (BhOperator) person = bhd_store_call_full (
      store, BHD_JOB_READ, find_job, (gpointer) request, (GDestroyNotify) bh_operator_unref, error);
  BhdCaller caller = { .who = BHD_LOCAL };

  if (person == NULL)
    return FALSE;
  caller.organization_id = person->organization_id;
  return bhd_colleague_work_change (store, request, &caller, person->id, &change, NULL, reply,
                                    error);
}

static gboolean
post_disable (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return set_disabled (store, request, TRUE, reply, error);
}

static gboolean
post_enable (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return set_disabled (store, request, FALSE, reply, error);
}

static const BhdField email_fields[] = {
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { NULL },
};

const BhdRoute bhd_local_staff_routes[] = {
  { .method = "GET",
    .path = "/v1/ctl/organizations/:organization/operators",
    .who = BHD_LOCAL,
    .read = get_operators,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("operators", operator))),
    .summary = "An organisation's operators" },
  { .method = "POST",
    .path = "/v1/ctl/operators/disable",
    .who = BHD_LOCAL,
    .fields = email_fields,
    .work = post_disable,
    .audit = "operator.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Let an operator sign in no more, and give back what they had" },
  { .method = "POST",
    .path = "/v1/ctl/operators/enable",
    .who = BHD_LOCAL,
    .fields = email_fields,
    .work = post_enable,
    .audit = "operator.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Let an operator sign in again" },
  { NULL },
};
