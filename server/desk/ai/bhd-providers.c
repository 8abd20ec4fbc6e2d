/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-providers.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/store/bhd-seal.h"

#include <glib/gi18n.h>
#include <string.h>

#define PROVIDERS_MAX 20

const BhdProviderKind bhd_provider_kinds[] = {
  { "openai", "OpenAI and compatible", "https://api.openai.com/v1", FALSE, TRUE },
  { "anthropic", "Anthropic", "https://api.anthropic.com", TRUE, FALSE },
  { "gemini", "Google Gemini", "https://generativelanguage.googleapis.com", TRUE, TRUE },
  { NULL },
};

const BhdProviderKind *
bhd_provider_kind_find (const char *kind)
{
  for (const BhdProviderKind *row = bhd_provider_kinds; row->kind != NULL; row++)
    if (strcmp (row->kind, kind) == 0)
      return row;
  return NULL;
}

/* What the key is bound to: it opens for this provider of this organisation alone. */
static char *
seal_name (const char *id)
{
  return g_strconcat ("provider ", id, NULL);
}

gboolean
bhd_providers_check_url (const char *field, const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if ((strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0) || host == NULL ||
      *host == '\0')
    return bhd_refuse_field (error, field, "it must be an address with https:// or http://");
  if (g_uri_get_userinfo (uri) != NULL)
    return bhd_refuse_field (error, field, "a name and password do not belong in an address");
  return TRUE;
}

GPtrArray *
bhd_providers_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_provider_rows_list (turn->db, organization_id, error);
}

static BhdProviderRow *
find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdProviderRow *row = bhd_provider_rows_find (turn->db, organization_id, id, &inner);

  if (row != NULL)
    return row;
  if (inner == NULL)
    return bhd_refuse_unknown (error, N_ ("no such provider"));
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static gboolean
set_key (BhdProviderRow *row, const char *key, GError **error)
{
  g_autofree char *name = seal_name (row->id);

  if (key == NULL)
    return TRUE;
  g_clear_pointer (&row->key, g_free);
  if (*key == '\0')
    return TRUE;
  row->key = bhd_seal_close (row->organization_id, name, key, error);
  return row->key != NULL;
}

/* Paths are put behind it, and a secret would be told in errors. */
static gboolean
check_base (const char *base_url, GError **error)
{
  if (!bhd_providers_check_url ("base_url", base_url, error))
    return FALSE;
  return strpbrk (base_url, "?#") == NULL ||
         bhd_refuse_field (error, "base_url", "it must end with its path: leave out ? and #");
}

/* "" is where everybody finds this kind. */
static const char *
base_of (const BhdProviderRow *row, const BhdProviderChange *change)
{
  const BhdProviderKind *kind = bhd_provider_kind_find (row->kind);

  if (change->base_url == NULL || *change->base_url != '\0' || kind == NULL)
    return change->base_url;
  return kind->base_url;
}

static gboolean
apply (BhdProviderRow *row, const BhdProviderChange *change, GError **error)
{
  const char *base_url = base_of (row, change);

  if (base_url != NULL && !check_base (base_url, error))
    return FALSE;
  if (base_url != NULL && strcmp (base_url, row->base_url) != 0)
    g_clear_pointer (&row->key, g_free); /* it was given for the other address */
  if (change->name != NULL && *change->name != '\0')
    bhd_set_given (&row->name, change->name);
  bhd_set_given (&row->base_url, base_url);
  bhd_set_given (&row->model, change->model);
  row->position = change->position != NULL ? *change->position : row->position;
  row->enabled = change->enabled != NULL ? *change->enabled : row->enabled;
  row->price_in = change->price_in != NULL ? *change->price_in : row->price_in;
  row->price_out = change->price_out != NULL ? *change->price_out : row->price_out;
  row->vision = change->vision != NULL ? *change->vision : row->vision;
  return set_key (row, change->key, error);
}

/* Behind the others, enabled, at the address everybody uses. */
static BhdProviderRow *
new_default (BhdTurn *turn,
             const char *organization_id,
             const char *id,
             const char *kind_name,
             GError **error)
{
  const BhdProviderKind *kind = bhd_provider_kind_find (kind_name != NULL ? kind_name : "");
  g_autoptr (GPtrArray) others = NULL;
  BhdProviderRow *row;

  if (kind == NULL)
    {
      bhd_refuse_field (error, "kind", "nobody speaks to such a provider");
      return NULL;
    }
  others = bhd_provider_rows_list (turn->db, organization_id, error);
  if (others == NULL)
    return NULL;
  if (others->len >= PROVIDERS_MAX)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                   "there are %d providers already: remove one first", PROVIDERS_MAX);
      return NULL;
    }
  row = g_new0 (BhdProviderRow, 1);
  row->organization_id = g_strdup (organization_id);
  row->id = g_strdup (id);
  row->kind = g_strdup (kind->kind);
  row->name = g_strdup (kind->label);
  row->base_url = g_strdup (kind->base_url);
  row->model = g_strdup ("");
  row->enabled = TRUE;
  for (guint i = 0; i < others->len; i++)
    row->position = MAX (row->position, ((BhdProviderRow *) others->pdata[i])->position + 1);
  row->created_us = row->updated_us = turn->now_us;
  return row;
}

BhdProviderRow *
bhd_providers_create (BhdTurn *turn,
                      const char *organization_id,
                      const char *id,
                      const BhdProviderChange *change,
                      gboolean *created,
                      GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdProviderRow) stored =
      bhd_provider_rows_find (turn->db, organization_id, id, &inner);
  g_autoptr (BhdProviderRow) row = NULL;

  *created = FALSE;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (stored != NULL)
    return g_strcmp0 (stored->kind, change->kind) == 0 ? g_steal_pointer (&stored)
                                                       : bhd_refuse_conflict (error, "provider");

  *created = TRUE;
  row = new_default (turn, organization_id, id, change->kind, error);
  if (row == NULL || !apply (row, change, error) ||
      !bhd_provider_rows_insert (turn->db, row, error) ||
      !bhd_ai_settings_announce (turn, organization_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

BhdProviderRow *
bhd_providers_change (BhdTurn *turn,
                      const char *organization_id,
                      const char *id,
                      const BhdProviderChange *change,
                      GError **error)
{
  g_autoptr (BhdProviderRow) row = find (turn, organization_id, id, error);

  if (row == NULL)
    return NULL;
  if (change->kind != NULL && strcmp (change->kind, row->kind) != 0)
    {
      bhd_refuse_field (error, "kind", "it stays as it was made: add another provider instead");
      return NULL;
    }
  row->updated_us = turn->now_us;
  if (!apply (row, change, error) || !bhd_provider_rows_update (turn->db, row, error) ||
      !bhd_ai_settings_announce (turn, organization_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

gboolean
bhd_providers_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhdProviderRow) row = find (turn, organization_id, id, error);
  g_autoptr (BhdAiSettings) settings = NULL;
  const BhdAiSettingsChange forget = { .embedding_provider_id = "" };

  if (row == NULL || !bhd_provider_rows_delete (turn->db, organization_id, id, error))
    return FALSE;
  settings = bhd_ai_settings_get (turn, organization_id, error);
  if (settings == NULL)
    return FALSE;
  if (g_strcmp0 (settings->embedding_provider_id, id) == 0)
    {
      g_autoptr (BhdAiSettings) changed =
          bhd_ai_settings_change (turn, organization_id, &forget, error);

      return changed != NULL;
    }
  return bhd_ai_settings_announce (turn, organization_id, error);
}

void
bhd_provider_account_free (BhdProviderAccount *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->name);
  g_free (self->base_url);
  g_free (self->model);
  bhd_secret_free (self->key);
  g_free (self);
}

static BhdProviderAccount *
open_account (const BhdProviderRow *row, GError **error)
{
  g_autoptr (BhdProviderAccount) self = g_new0 (BhdProviderAccount, 1);
  g_autofree char *name = seal_name (row->id);

  if (row->key != NULL)
    {
      self->key = bhd_seal_open (row->organization_id, name, row->key, error);
      if (self->key == NULL)
        return NULL;
    }
  self->id = g_strdup (row->id);
  self->kind = g_strdup (row->kind);
  self->name = g_strdup (row->name);
  self->base_url = g_strdup (row->base_url);
  self->model = g_strdup (row->model);
  self->price_in = row->price_in;
  self->price_out = row->price_out;
  self->vision = row->vision;
  return g_steal_pointer (&self);
}

static gboolean
is_asked (const BhdProviderRow *row)
{
  return row->enabled && *row->model != '\0';
}

gboolean
bhd_providers_can_see (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_provider_rows_list (turn->db, organization_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const BhdProviderRow *row = rows->pdata[i];

      if (row->vision && is_asked (row))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
bhd_providers_list_accounts (BhdTurn *turn,
                             const char *organization_id,
                             char **unusable,
                             GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_provider_rows_list (turn->db, organization_id, error);
  GPtrArray *accounts;

  if (unusable != NULL)
    *unusable = NULL;
  if (rows == NULL)
    return NULL;

  accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_provider_account_free);
  for (guint i = 0; i < rows->len; i++)
    {
      const BhdProviderRow *row = rows->pdata[i];
      g_autoptr (GError) inner = NULL;
      BhdProviderAccount *account;

      if (!is_asked (row))
        continue;
      account = open_account (row, &inner);
      if (account != NULL)
        g_ptr_array_add (accounts, account);
      else if (unusable != NULL && *unusable == NULL)
        *unusable =
            g_strdup_printf ("the key of “%s” cannot be used: %s", row->name, inner->message);
    }
  return accounts;
}

BhdProviderAccount *
bhd_providers_find_account (BhdTurn *turn,
                            const char *organization_id,
                            const char *id,
                            GError **error)
{
  g_autoptr (BhdProviderRow) row = find (turn, organization_id, id, error);

  return row != NULL ? open_account (row, error) : NULL;
}
