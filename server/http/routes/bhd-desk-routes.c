/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-password.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-team-answers.h"

/* One sign-in, in the steps that bhd-identity.h asks for. */
typedef struct
{
  const char *email;
  BhOperator *person;
  char *hash;
  char *token;
  gint64 expires_us;
  BhOrganization *organization;
} SignIn;

static void
sign_in_clear (SignIn *self)
{
  g_clear_pointer (&self->person, bh_operator_unref);
  g_clear_pointer (&self->organization, bh_organization_unref);
  g_free (self->hash);
  g_free (self->token);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignIn, sign_in_clear)

static gpointer
look_up (BhdTurn *turn, gpointer data, GError **error)
{
  SignIn *self = data;

  self->person = bhd_identity_find_operator (turn, self->email, &self->hash, error);
  return NULL;
}

static gpointer
open_session (BhdTurn *turn, gpointer data, GError **error)
{
  SignIn *self = data;

  if (bhd_identity_open_operator_session (turn, self->person, &self->token, &self->expires_us,
                                          error))
    self->organization = bhd_organizations_find (turn, self->person->organization_id, error);
  return NULL;
}

static gboolean
call (BhdStore *store, BhdJobKind kind, BhdJobFunc run, SignIn *sign_in, GError **error)
{
  g_autoptr (GError) inner = NULL;

  bhd_store_call (store, kind, run, sign_in, &inner);
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* The work takes as long, and the answer says as much, whether the address is known or not, and
 * where its operator is disabled. */
static gboolean
sign_in (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_auto (SignIn) self = { .email = bhd_request_text (request, "email") };

  if (!call (store, BHD_JOB_READ, look_up, &self, error))
    return FALSE;
  if (!bhd_password_verify (bhd_request_text (request, "password"), self.hash) ||
      self.person == NULL || self.person->disabled)
    {
      g_set_error (
          error, BH_ERROR, BH_ERROR_UNAUTHORIZED,
          "could not sign in: the address or the password is wrong, or an administrator has "
          "disabled the account");
      return FALSE;
    }
  if (!call (store, BHD_JOB_WRITE, open_session, &self, error))
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "token", self.token);
  bh_json_int (&reply->json, "expires_us", self.expires_us);
  bh_operator_write_json (self.person, &reply->json, "operator");
  bh_organization_write_json (self.organization, &reply->json, "organization");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
sign_out (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);

  if (!bhd_identity_close_operator_session (turn, caller, error))
    return FALSE;

  bhd_hub_end_session (bhd_request_hub (request), caller->token_hash);
  return TRUE;
}

static gboolean
get_me (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  g_autoptr (BhOperator) me = bhd_identity_get_operator (turn, caller, error);
  g_autoptr (BhOrganization) organization = NULL;

  if (me != NULL)
    organization = bhd_organizations_find (turn, caller->organization_id, error);
  if (organization == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_operator_write_json (me, &reply->json, "operator");
  bh_organization_write_json (organization, &reply->json, "organization");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
get_operators (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) operators =
      bhd_identity_list_operators (turn, bhd_request_caller (request)->organization_id, error);

  return bhd_team_answer_operators (operators, reply);
}

static const BhdField sign_in_fields[] = {
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { "password", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BHD_PASSWORD_MAX },
  { NULL },
};

static const BhdField feed_fields[] = {
  { "after", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 0, G_MAXINT64 },
  { "wait", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 0, 25 },
  { NULL },
};

const BhdRoute bhd_desk_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/sign-in",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_SIGN_IN,
    .fields = sign_in_fields,
    .work = sign_in,
    .gives = BHD_GIVES (BHD_OK ({ "token", BHD_IS_TEXT },
                                { "expires_us", BHD_IS_TIME },
                                BHD_ONE ("operator", operator),
                                BHD_ONE ("organization", organization))),
    .summary = "Sign in with address and password" },
  { .method = "POST",
    .path = "/v1/desk/sign-out",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = sign_out,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "End this session" },
  { .method = "GET",
    .path = "/v1/desk/me",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_me,
    .gives =
        BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator), BHD_ONE ("organization", organization))),
    .summary = "Who is signed in" },
  { .method = "GET",
    .path = "/v1/desk/operators",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_operators,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("operators", operator))),
    .summary = "The colleagues" },
  { .method = "GET",
    .path = "/v1/feed",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_FEED,
    .fields = feed_fields,
    .feed = TRUE,
    .gives = BHD_GIVES (
        BHD_SOCKET,
        BHD_OK (BHD_MANY ("frames", frame), { "seq", BHD_IS_INT, 0, "The next “after”" })),
    .summary = "What happens in the organisation" },
  { NULL },
};
