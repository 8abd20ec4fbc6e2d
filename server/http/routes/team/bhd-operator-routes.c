/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-password.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/team/bhd-colleague-work.h"

/* A new operator on the way through a worker. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  char *hash;
} Making;

/* @storage is where the role is kept. */
static const BhRole *
read_role (const BhdRequest *request, BhRole *storage)
{
  const char *word = bhd_request_text (request, "role");

  return word != NULL && bh_role_from_string (word, storage) ? storage : NULL;
}

static gpointer
create_job (BhdTurn *turn, gpointer data, GError **error)
{
  Making *making = data;
  BhRole role;
  gboolean created = FALSE;
  const BhdColleagueChange draft = { .id = bhd_request_text (making->request, "id"),
                                     .name = bhd_request_text (making->request, "name"),
                                     .email = bhd_request_text (making->request, "email"),
                                     .role = read_role (making->request, &role),
                                     .password_hash = making->hash };
  g_autoptr (BhOperator) person =
      bhd_colleagues_create (turn, bhd_request_caller (making->request), &draft, &created, error);

  if (person == NULL)
    return NULL;
  making->reply->status = created ? 201 : 200;
  bhd_colleague_work_answer (making->reply, person);
  return NULL;
}

static gboolean
post_operator (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autofree char *hash = bhd_password_hash (bhd_request_text (request, "password"), error);
  Making making = { request, reply, hash };

  return hash != NULL && bhd_ai_call (store, BHD_JOB_WRITE, create_job, &making, error);
}

static gboolean
patch_operator (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhRole role;
  gboolean disabled;
  const BhdColleagueChange change = { .name = bhd_request_text (request, "name"),
                                      .email = bhd_request_text (request, "email"),
                                      .role = read_role (request, &role),
                                      .disabled = bhd_ai_flag (request, "disabled", &disabled) };

  return bhd_colleague_work_change (store, request, bhd_request_caller (request),
                                    bhd_request_param (request, "id"), &change,
                                    bhd_request_text (request, "password"), reply, error);
}

/* The own hash, to hold the old password to. */
static gpointer
hash_job (BhdTurn *turn, gpointer data, GError **error)
{
  g_autoptr (BhOperator) me = bhd_identity_get_operator (turn, data, error);
  g_autoptr (BhOperator) found = NULL;
  char *hash = NULL;

  if (me != NULL)
    found = bhd_identity_find_operator (turn, me->email, &hash, error);
  return hash;
}

static gboolean
check_old_password (BhdStore *store, const BhdRequest *request, GError **error)
{
  const char *old = bhd_request_text (request, "old_password");
  g_autofree char *hash = NULL;

  if (bhd_request_text (request, "password") == NULL)
    return TRUE;
  hash = bhd_store_call_full (store, BHD_JOB_READ, hash_job,
                              (gpointer) bhd_request_caller (request), g_free, error);
  if (hash == NULL)
    return FALSE;
  if (old != NULL && bhd_password_verify (old, hash))
    return TRUE;
  return bh_error_refuse (error, BH_ERROR_INVALID, "old_password",
                          "could not take “old_password”: it is not your password");
}

static gboolean
patch_me (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  const BhdColleagueChange change = { .name = bhd_request_text (request, "name") };

  return check_old_password (store, request, error) &&
         bhd_colleague_work_change (store, request, caller, caller->operator_id, &change,
                                    bhd_request_text (request, "password"), reply, error);
}

#define OPERATOR_FIELDS(required)                                                                  \
  { "email", BHD_FIELD_EMAIL, BHD_IN_BODY, required },                                             \
      { "name", BHD_FIELD_NAME, BHD_IN_BODY, required, 1, 80 },                                    \
      { "role", BHD_FIELD_CHOICE, BHD_IN_BODY, required, .choices = "owner|admin|agent" },         \
  {                                                                                                \
    "password", BHD_FIELD_TEXT, BHD_IN_BODY, required, BHD_PASSWORD_MIN, BHD_PASSWORD_MAX          \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  OPERATOR_FIELDS (TRUE),
  { NULL },
};

static const BhdField change_fields[] = {
  OPERATOR_FIELDS (FALSE),
  { "disabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField me_fields[] = {
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 80 },
  { "password", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, BHD_PASSWORD_MIN, BHD_PASSWORD_MAX },
  { "old_password", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 1, BHD_PASSWORD_MAX },
  { NULL },
};

const BhdRoute bhd_operator_routes[] = {
  { .method = "POST",
    .path = "/v1/desk/operators",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .work = post_operator,
    .audit = "operator.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("operator", operator))),
    .summary = "Add a colleague" },
  { .method = "PATCH",
    .path = "/v1/desk/operators/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .work = patch_operator,
    .audit = "operator.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Change a colleague, or disable them" },
  { .method = "PATCH",
    .path = "/v1/desk/me",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_SESSION, /* old passwords could be guessed here */
    .fields = me_fields,
    .work = patch_me,
    .audit = "operator.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Change the own name or password" },
  { NULL },
};
