/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/bhd-embedding.h"

#include "common/bh-error.h"
#include "server/agent/bhd-terms.h"
#include "server/agent/models/bhd-model.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-providers.h"

typedef struct
{
  const char *organization_id;
  BhdProviderAccount *account; /* its model is the embedding one */
} Look;

static gpointer
look_job (BhdTurn *turn, gpointer data, GError **error)
{
  Look *look = data;
  g_autoptr (BhdAiSettings) settings = bhd_ai_settings_get (turn, look->organization_id, error);

  if (settings == NULL || settings->embedding_provider_id == NULL ||
      settings->embedding_model == NULL)
    return NULL;
  look->account = bhd_providers_find_account (turn, look->organization_id,
                                              settings->embedding_provider_id, error);
  if (look->account == NULL)
    return NULL;
  g_free (look->account->model);
  look->account->model = g_strdup (settings->embedding_model);
  return NULL;
}

static BhdProviderAccount *
find_account (BhdStore *store, const char *organization_id, GError **error)
{
  Look look = { organization_id, NULL };
  GError *inner = NULL;

  bhd_store_call (store, BHD_JOB_READ, look_job, &look, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  else if (look.account == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "no provider is set for embeddings any more");
  return look.account;
}

float *
bhd_embedding_ask (const char *organization_id,
                   const char *const *texts,
                   guint n,
                   guint *dimension,
                   char **model,
                   GError **error,
                   gpointer data)
{
  const BhdModelReach *reach = data;
  g_autoptr (BhdProviderAccount) account = find_account (reach->store, organization_id, error);
  BhdModelAccount way;
  float *numbers = NULL;

  if (account == NULL)
    return NULL;
  way = bhd_terms_reach (account, reach->allow_private);
  numbers = bhd_model_embed (reach->outbound, &way, texts, n, FALSE, dimension, error);
  if (numbers != NULL)
    *model = g_strdup (account->model);
  return numbers;
}

void
bhd_embedding_note (BhdEmbedder *embedder, BhdVectors *vectors, const BhdEvent *event)
{
  if (g_str_equal (event->type, "document.deleted")) /* the event's subject is the document */
    bhd_vectors_forget (vectors, event->organization_id, event->conversation_id);
  if (g_str_equal (event->type, "ai.updated"))
    bhd_embedder_retry (embedder);
  else if (g_str_has_prefix (event->type, "document."))
    bhd_embedder_wake (embedder);
}

void
bhd_embedding_write (const char *organization_id, BhJsonWriter *json, gpointer data)
{
  g_autofree char *model = NULL;
  gint64 done = 0;
  gint64 total = 0;

  if (!bhd_embedder_progress (data, organization_id, &model, &done, &total))
    {
      bh_json_null (json, "embedding");
      return;
    }
  bh_json_begin_object (json, "embedding");
  bh_json_string (json, "model", model);
  bh_json_int (json, "done", done);
  bh_json_int (json, "total", total);
  bh_json_end_object (json);
}
