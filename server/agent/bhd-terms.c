/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/bhd-terms.h"

#include "server/desk/ai/bhd-guardrails.h"
#include "server/desk/ai/bhd-tool-registry.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/runs/bhd-usage.h"

typedef struct
{
  const char *organization_id;
  const char *contact_id;
  const BhdTermsDraft *draft; /* (nullable) */
  BhdTerms *terms;
  GPtrArray *rules;
} Load;

void
bhd_terms_free (BhdTerms *self)
{
  g_free (self->organization_name);
  g_clear_pointer (&self->settings, bhd_ai_settings_unref);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_free (self->unusable);
  g_clear_pointer (&self->embedder, bhd_provider_account_free);
  g_clear_pointer (&self->tools, g_ptr_array_unref);
  g_clear_pointer (&self->guard, bhd_guard_unref);
  g_free (self);
}

/* An embedding provider that has gone or whose key does not open is no reason not to answer: then
 * words have to do. */
static void
load_embedder (BhdTurn *turn, Load *load)
{
  BhdTerms *terms = load->terms;
  const BhdAiSettings *settings = terms->settings;

  if (settings->embedding_provider_id == NULL || settings->embedding_model == NULL)
    return;
  terms->embedder = bhd_providers_find_account (turn, load->organization_id,
                                                settings->embedding_provider_id, NULL);
  if (terms->embedder == NULL)
    return;
  g_free (terms->embedder->model);
  terms->embedder->model = g_strdup (settings->embedding_model);
}

static gboolean
load_name (BhdTurn *turn, Load *load, GError **error)
{
  g_autoptr (BhOrganization) organization =
      bhd_organizations_find (turn, load->organization_id, error);

  if (organization == NULL)
    return FALSE;
  load->terms->organization_name = g_strdup (organization->name);
  return TRUE;
}

static gboolean
load_settings (BhdTurn *turn, Load *load, GError **error)
{
  g_autoptr (BhdAiSettings) stored = bhd_ai_settings_get (turn, load->organization_id, error);

  if (stored == NULL)
    return FALSE;
  if (load->draft != NULL && load->draft->change != NULL)
    load->terms->settings = bhd_ai_settings_apply (stored, load->draft->change, error);
  else
    load->terms->settings = g_steal_pointer (&stored);
  return load->terms->settings != NULL;
}

static GPtrArray *
load_accounts (BhdTurn *turn, Load *load, GError **error)
{
  const char *id = load->draft != NULL ? load->draft->provider_id : NULL;
  g_autoptr (GPtrArray) one = NULL;
  BhdProviderAccount *account;

  if (id == NULL)
    return bhd_providers_list_accounts (turn, load->organization_id, &load->terms->unusable, error);
  one = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_provider_account_free);
  if (g_str_equal (id, "embedded"))
    return g_steal_pointer (&one);
  account = bhd_providers_find_account (turn, load->organization_id, id, error);
  if (account == NULL)
    return NULL;
  g_ptr_array_add (one, account);
  return g_steal_pointer (&one);
}

static gpointer
load_job (BhdTurn *turn, gpointer data, GError **error)
{
  Load *load = data;
  BhdTerms *terms = load->terms;

  if (!load_settings (turn, load, error) || !load_name (turn, load, error) ||
      !bhd_usage_look (turn, load->organization_id, load->contact_id, terms->settings,
                       &terms->spent, error))
    return NULL;
  terms->accounts = load_accounts (turn, load, error);
  if (terms->accounts != NULL)
    terms->tools = bhd_tool_registry_list (turn, load->organization_id, TRUE, error);
  if (terms->tools != NULL)
    load->rules = bhd_guardrails_list (turn, load->organization_id, error);
  if (load->rules != NULL)
    load_embedder (turn, load);
  return NULL;
}

BhdTerms *
bhd_terms_load (BhdStore *store,
                BhdGuardCache *guards,
                const char *organization_id,
                const char *contact_id,
                const BhdTermsDraft *draft,
                GError **error)
{
  g_autoptr (BhdTerms) terms = g_new0 (BhdTerms, 1);
  g_autoptr (GError) inner = NULL;
  g_autoptr (GPtrArray) rules = NULL;
  Load load = { organization_id, contact_id, draft, terms };

  bhd_store_call (store, BHD_JOB_READ, load_job, &load, &inner);
  rules = load.rules;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (terms->settings->guardrails_enabled && rules->len > 0)
    terms->guard = bhd_guard_cache_get (guards, organization_id, rules);
  return g_steal_pointer (&terms);
}

BhdModelAccount
bhd_terms_reach (const BhdProviderAccount *account, gboolean allow_private)
{
  return (BhdModelAccount){ .id = account->id,
                            .kind = account->kind,
                            .base_url = account->base_url,
                            .model = account->model,
                            .key = account->key,
                            .allow_private = allow_private,
                            .price_in = account->price_in,
                            .price_out = account->price_out };
}
