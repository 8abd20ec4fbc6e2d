/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/http/routes/ai/bhd-ai-answers.h"
#include "server/http/routes/bhd-routes.h"
#include "server/store/bhd-seal.h"

#include <string.h>

/* One writing request on its way through a worker: keys are sealed, and looking for the master key
 * may take its time. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  BhdProviderAccount *account; /* (nullable) */
} Work;

static gboolean
answer (BhdReply *reply, const BhdProviderRow *row)
{
  if (row == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bhd_ai_write_provider (&reply->json, "provider", row);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static void
write_kinds (BhJsonWriter *json)
{
  bh_json_begin_array (json, "kinds");
  for (const BhdProviderKind *kind = bhd_provider_kinds; kind->kind != NULL; kind++)
    {
      bh_json_begin_object (json, NULL);
      bh_json_string (json, "kind", kind->kind);
      bh_json_string (json, "label", kind->label);
      bh_json_string (json, "base_url", kind->base_url);
      bh_json_bool (json, "needs_key", kind->needs_key);
      bh_json_bool (json, "embeds", kind->embeds);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
}

static gboolean
get_providers (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_providers_list (turn, bhd_ai_organization (request), error);

  if (rows == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "providers");
  for (guint i = 0; i < rows->len; i++)
    bhd_ai_write_provider (&reply->json, NULL, rows->pdata[i]);
  bh_json_end_array (&reply->json);
  write_kinds (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* What a change points to. */
typedef struct
{
  gint64 position, price_in, price_out;
  gboolean enabled, vision;
} Storage;

static BhdProviderChange
read_change (const BhdRequest *request, Storage *storage)
{
  return (BhdProviderChange){
    .position = bhd_ai_number (request, "position", &storage->position),
    .kind = bhd_request_text (request, "kind"),
    .name = bhd_request_text (request, "name"),
    .base_url = bhd_request_text (request, "base_url"),
    .model = bhd_request_text (request, "model"),
    .key = bhd_ai_text (request, "key"),
    .enabled = bhd_ai_flag (request, "enabled", &storage->enabled),
    .price_in = bhd_ai_number (request, "price_in", &storage->price_in),
    .price_out = bhd_ai_number (request, "price_out", &storage->price_out),
    .vision = bhd_ai_flag (request, "vision", &storage->vision),
  };
}

static gpointer
create_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  Storage storage;
  const BhdProviderChange change = read_change (work->request, &storage);
  gboolean created = FALSE;
  g_autoptr (BhdProviderRow) row =
      bhd_providers_create (turn, bhd_ai_organization (work->request),
                            bhd_request_text (work->request, "id"), &change, &created, error);

  work->reply->status = created ? 201 : 200;
  answer (work->reply, row);
  return NULL;
}

static gpointer
change_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  Storage storage;
  const BhdProviderChange change = read_change (work->request, &storage);
  g_autoptr (BhdProviderRow) row =
      bhd_providers_change (turn, bhd_ai_organization (work->request),
                            bhd_request_param (work->request, "id"), &change, error);

  answer (work->reply, row);
  return NULL;
}

static gboolean
write_provider (BhdStore *store,
                const BhdRequest *request,
                BhdReply *reply,
                BhdJobFunc job,
                GError **error)
{
  Work work = { request, reply, NULL };
  const char *key = bhd_request_text (request, "key");

  if (key != NULL && *key != '\0' && !bhd_seal_ensure (error))
    return FALSE;
  return bhd_ai_call (store, BHD_JOB_WRITE, job, &work, error);
}

static gboolean
post_provider (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return write_provider (store, request, reply, create_job, error);
}

static gboolean
patch_provider (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return write_provider (store, request, reply, change_job, error);
}

static gboolean
delete_provider (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_providers_delete (turn, bhd_ai_organization (request),
                               bhd_request_param (request, "id"), error);
}

static gpointer
find_account_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;

  work->account = bhd_providers_find_account (turn, bhd_ai_organization (work->request),
                                              bhd_request_text (work->request, "id"), error);
  return NULL;
}

static void
set_text (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

/* What was typed in goes before what is stored; a stored key goes nowhere but to its address. */
static void
overlay (const BhdRequest *request, BhdProviderAccount *account)
{
  const char *base_url = bhd_request_text (request, "base_url");
  const char *key = bhd_request_text (request, "key");

  if (base_url != NULL && *base_url != '\0' && g_strcmp0 (base_url, account->base_url) != 0)
    {
      g_clear_pointer (&account->key, bhd_secret_free);
      set_text (&account->base_url, base_url);
    }
  if (key != NULL && *key != '\0')
    {
      bhd_secret_free (account->key);
      account->key = g_strdup (key);
    }
}

static gboolean
find_account (BhdStore *store, Work *work, GError **error)
{
  const char *kind_name = bhd_request_text (work->request, "kind");
  const BhdProviderKind *kind =
      bhd_provider_kind_find (kind_name != NULL ? kind_name : bhd_provider_kinds[0].kind);

  if (bhd_request_has (work->request, "id"))
    return bhd_ai_call (store, BHD_JOB_READ, find_account_job, work, error);

  work->account = g_new0 (BhdProviderAccount, 1);
  work->account->kind = g_strdup (kind->kind);
  work->account->name = g_strdup (kind->label);
  work->account->base_url = g_strdup (kind->base_url);
  work->account->model = g_strdup ("");
  return TRUE;
}

static gboolean
ask_for_models (const BhdRequest *request,
                const BhdProviderAccount *account,
                BhdReply *reply,
                GError **error)
{
  const BhdAiServices *services = bhd_request_ai (request);
  g_auto (GStrv) models = NULL;

  if (!bhd_ai_enter (error))
    return FALSE;
  models = services->list_models (services->data, account, error);
  bhd_ai_leave ();
  if (models == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "models");
  for (char **model = models; *model != NULL; model++)
    bh_json_string (&reply->json, NULL, *model);
  bh_json_end_array (&reply->json);
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* What the operator has to correct.  A provider that refuses a key does not refuse the operator. */
static const struct
{
  BhErrorCode code;
  const char *field;
} faults[] = {
  { BH_ERROR_FORBIDDEN, "key" },      { BH_ERROR_UNAUTHORIZED, "key" },
  { BH_ERROR_NOT_FOUND, "base_url" }, { BH_ERROR_INVALID, "base_url" },
  { BH_ERROR_MALFORMED, "base_url" },
};

static void
explain (GError *inner, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_error_matches (inner, BH_ERROR, (int) faults[i].code))
      {
        const char *known = bh_error_get_detail (inner, "field");
        g_autofree char *field =
            known != NULL ? g_strdup (known) : g_strdup_printf ("\"%s\"", faults[i].field);
        GError *refusal = g_error_new (BH_ERROR, BH_ERROR_INVALID,
                                       "the provider did not list its models: %s", inner->message);

        bh_error_set_detail (refusal, "field", field);
        g_propagate_error (error, refusal);
        g_error_free (inner);
        return;
      }
  g_propagate_error (error, inner);
}

static gboolean
post_models (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *base_url = bhd_request_text (request, "base_url");
  Work work = { request, reply, NULL };
  GError *inner = NULL;
  gboolean fine;

  if (!bhd_ai_has_services (request, error) ||
      (base_url != NULL && *base_url != '\0' &&
       !bhd_providers_check_url ("base_url", base_url, error)) ||
      !find_account (store, &work, error))
    return FALSE;

  overlay (request, work.account);
  fine = ask_for_models (request, work.account, reply, &inner);
  bhd_provider_account_free (work.account);
  if (inner != NULL)
    explain (inner, error);
  return fine;
}

#define KINDS "openai|anthropic|gemini"
#define PROVIDER_FIELDS                                                                            \
  { "position", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, 1000 },                                      \
      { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },                                       \
      { "base_url", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 500 },                                  \
      { "model", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 200 },                                     \
      { "key", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 1000 },                                      \
      { "enabled", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },                                           \
      { "vision", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },                                            \
      { "price_in", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, G_GINT64_CONSTANT (1000000000000) },     \
  {                                                                                                \
    "price_out", BHD_FIELD_INT, BHD_IN_BODY, FALSE, 0, G_GINT64_CONSTANT (1000000000000)           \
  }

static const BhdField create_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "kind", BHD_FIELD_CHOICE, BHD_IN_BODY, TRUE, .choices = KINDS },
  PROVIDER_FIELDS,
  { NULL },
};

static const BhdField change_fields[] = {
  { "kind", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = KINDS },
  PROVIDER_FIELDS,
  { NULL },
};

static const BhdField models_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "kind", BHD_FIELD_CHOICE, BHD_IN_BODY, FALSE, .choices = KINDS },
  { "base_url", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 500 },
  { "key", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 1000 },
  { NULL },
};

const BhdRoute bhd_provider_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/providers",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_providers,
    .gives =
        BHD_GIVES (BHD_OK (BHD_MANY ("providers", provider), BHD_MANY ("kinds", provider_kind))),
    .summary = "The language models, in the order in which they are asked" },
  { .method = "POST",
    .path = "/v1/desk/providers",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = create_fields,
    .work = post_provider,
    .audit = "provider.created",
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("provider", provider))),
    .summary = "Add a language model" },
  { .method = "PATCH",
    .path = "/v1/desk/providers/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .work = patch_provider,
    .audit = "provider.changed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("provider", provider))),
    .summary = "Change a language model or its key" },
  { .method = "DELETE",
    .path = "/v1/desk/providers/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_provider,
    .audit = "provider.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Remove a language model and its key" },
  { .method = "POST",
    .path = "/v1/desk/providers/models",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = models_fields,
    .work = post_models,
    .gives = BHD_GIVES (BHD_OK ({ "models", BHD_IS_TEXT, BHD_LIST })),
    .summary = "Ask a provider which models it offers" },
  { NULL },
};
