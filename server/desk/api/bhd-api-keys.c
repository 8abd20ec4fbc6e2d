/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/api/bhd-api-keys.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-password.h"

#include <sodium.h>
#include <string.h>

#define PREFIX 8 /* characters of a key that may be seen */
#define STALE BH_HOUR

static const char *
kind_of (BhdWho who)
{
  return who == BHD_ADMIN_KEY ? "admin" : "widget";
}

static BhdApiKeyRow *
make_row (BhdTurn *turn,
          const char *organization_id,
          const char *id,
          const char *kind,
          const char *name,
          const char *secret)
{
  BhdApiKeyRow *row = g_new0 (BhdApiKeyRow, 1);

  row->organization_id = g_strdup (organization_id);
  row->id = id != NULL ? g_strdup (id) : bh_id_new ();
  row->kind = g_strdup (kind);
  row->name = g_strdup (name);
  row->prefix = g_strndup (secret, PREFIX);
  row->secret_hash = bhd_token_hash (secret);
  row->created_us = turn->now_us;
  return row;
}

BhdApiKeyRow *
bhd_api_keys_create (BhdTurn *turn,
                     const char *organization_id,
                     const char *id,
                     const char *kind,
                     const char *name,
                     char **secret,
                     GError **error)
{
  g_autofree char *random = bh_token_new ();
  g_autofree char *made = g_strconcat (g_str_equal (kind, "admin") ? "bha_" : "bhw_", random, NULL);
  g_autoptr (BhdApiKeyRow) row = make_row (turn, organization_id, id, kind, name, made);
  g_autoptr (GError) inner = NULL;

  if (bhd_api_key_rows_insert (turn->db, row, &inner))
    {
      *secret = g_steal_pointer (&made);
      return g_steal_pointer (&row);
    }
  if (g_error_matches (inner, BH_ERROR, BH_ERROR_CONFLICT))
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "this id names a key already, which is told only once: make another");
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

GPtrArray *
bhd_api_keys_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_api_key_rows_list (turn->db, organization_id, error);
}

gboolean
bhd_api_keys_revoke (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdApiKeyRow) row = bhd_api_key_rows_find (turn->db, organization_id, id, &inner);
  gboolean revoked;

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (row == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "there is no such key");
      return FALSE;
    }
  return bhd_api_key_rows_revoke (turn->db, organization_id, id, turn->now_us, &revoked, error);
}

/* Looks at every candidate to its end, so that time tells nothing. */
static const BhdApiKeyRow *
pick (GPtrArray *candidates, const char *hash)
{
  const BhdApiKeyRow *found = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const BhdApiKeyRow *row = g_ptr_array_index (candidates, i);

      if (strlen (row->secret_hash) == strlen (hash) &&
          sodium_memcmp (row->secret_hash, hash, strlen (hash)) == 0)
        found = row;
    }
  return found;
}

static BhdCaller *
caller_new (BhdWho who, const BhdApiKeyRow *row)
{
  BhdCaller fields = { .who = who, .expires_us = G_MAXINT64, .used_us = row->last_used_us };

  fields.organization_id = g_strdup (row->organization_id);
  fields.key_id = g_strdup (row->id);
  fields.name = g_strdup (row->name);
  fields.token_hash = g_strdup (row->secret_hash);
  return bhd_caller_new_take (&fields);
}

/* An installation without a single admin key says so instead of refusing every key. */
static gboolean
check_configured (BhdTurn *turn, BhdWho who, GError **error)
{
  gboolean any = FALSE;

  if (who != BHD_ADMIN_KEY)
    return TRUE;
  if (!bhd_api_key_rows_any (turn->db, kind_of (who), &any, error))
    return FALSE;
  if (!any)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "ADMIN_API_KEY is not configured on this deployment");
  return any;
}

BhdCaller *
bhd_api_keys_authenticate (BhdTurn *turn, BhdWho who, const char *secret, GError **error)
{
  g_autofree char *prefix = g_strndup (secret != NULL ? secret : "", PREFIX);
  g_autofree char *hash = bhd_token_hash (secret != NULL ? secret : "");
  g_autoptr (GPtrArray) candidates = NULL;
  const BhdApiKeyRow *row;

  if (!check_configured (turn, who, error))
    return NULL;
  candidates = bhd_api_key_rows_list_prefix (turn->db, kind_of (who), prefix, error);
  if (candidates == NULL)
    return NULL;
  row = pick (candidates, hash);
  if (row != NULL)
    return caller_new (who, row);
  g_set_error (error, BH_ERROR, BH_ERROR_UNAUTHORIZED, "could not tell whose key this is");
  return NULL;
}

gboolean
bhd_api_keys_touch (BhdTurn *turn, const BhdCaller *caller, GError **error)
{
  if (turn->now_us - caller->used_us < STALE)
    return TRUE;
  return bhd_api_key_rows_touch (turn->db, caller->organization_id, caller->key_id, turn->now_us,
                                 error);
}
