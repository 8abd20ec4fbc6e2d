/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-organizations.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/store/rows/bhd-event-rows.h"
#include "server/store/rows/bhd-organization-rows.h"

#include <string.h>

#define SLUG_MAX 63
#define DEFAULT_GREETING "Hello! How can we help?"
#define DEFAULT_AI_NAME "Bell"

static gboolean
check_slug (const char *slug, GError **error)
{
  gsize length = strlen (slug);

  if (length >= 1 && length <= SLUG_MAX && slug[0] != '-' &&
      strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == length)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
               "“%s” cannot be a slug: use 1 to %d of a-z, 0-9 and “-”, not “-” first", slug,
               SLUG_MAX);
  bh_error_set_detail (error != NULL ? *error : NULL, "field", "\"slug\"");
  return FALSE;
}

static gboolean
insert (BhdTurn *turn, const BhOrganization *organization, GError **error)
{
  g_autoptr (GError) inner = NULL;

  turn->wakes |= BHD_WAKE_FRONTS;
  if (bhd_organization_rows_insert (turn->db, organization, &inner))
    return bhd_event_rows_start (turn->db, organization->id, error);

  if (!g_error_matches (inner, BH_ERROR, BH_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
               "an organization “%s” exists already: choose another slug", organization->slug);
  return FALSE;
}

BhOrganization *
bhd_organizations_create (BhdTurn *turn, const char *slug, const char *name, GError **error)
{
  BhOrganization fields = { 0 };
  g_autoptr (BhOrganization) organization = NULL;

  if (!check_slug (slug, error))
    return NULL;

  fields.id = bh_id_new ();
  fields.slug = g_strdup (slug);
  fields.name = g_strdup (name);
  fields.greeting = g_strdup (DEFAULT_GREETING);
  fields.ai_enabled = TRUE;
  fields.ai_name = g_strdup (DEFAULT_AI_NAME);
  fields.allowed_origins = g_new0 (char *, 1);
  fields.created_us = turn->now_us;
  organization = bh_organization_new_take (&fields);
  return insert (turn, organization, error) ? g_steal_pointer (&organization) : NULL;
}

BhOrganization *
bhd_organizations_find (BhdTurn *turn, const char *slug_or_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhOrganization *organization = bhd_organization_rows_find (turn->db, slug_or_id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (organization == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_NOT_FOUND, "no organization “%s”: use its slug or id",
                 slug_or_id);
  return organization;
}

GPtrArray *
bhd_organizations_list (BhdTurn *turn, GError **error)
{
  return bhd_organization_rows_list (turn->db, error);
}

static gboolean
announce (BhdTurn *turn, const BhOrganization *organization, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  BhdEventDraft draft = { organization->id, "organization.updated" };

  draft.seq = bhd_turn_reserve_seq (turn, organization->id, error);
  if (draft.seq == 0)
    return FALSE;

  bh_json_begin_object (&json, NULL);
  bh_organization_write_json (organization, &json, "organization");
  bh_json_end_object (&json);
  draft.body = body = bh_json_writer_steal (&json);
  return bhd_turn_publish (turn, &draft, error);
}

/* @change decides where it says something, @old else. */
static char *
pick (const char *change, const char *old)
{
  return g_strdup (change != NULL ? change : old);
}

static BhOrganization *
changed (const BhOrganization *old, const BhdOrganizationChange *change)
{
  BhOrganization fields = { 0 };
  const char *webhook = change->webhook_url != NULL ? change->webhook_url : old->webhook_url;
  char **origins =
      change->allowed_origins != NULL ? (char **) change->allowed_origins : old->allowed_origins;

  fields.id = g_strdup (old->id);
  fields.slug = g_strdup (old->slug);
  fields.name = pick (change->name, old->name);
  fields.greeting = pick (change->greeting, old->greeting);
  fields.ai_name = pick (change->ai_name, old->ai_name);
  fields.ai_enabled = change->ai_enabled != NULL ? *change->ai_enabled : old->ai_enabled;
  fields.allowed_origins = g_strdupv (origins);
  fields.webhook_url = webhook != NULL && *webhook != '\0' ? g_strdup (webhook) : NULL;
  fields.created_us = old->created_us;
  return bh_organization_new_take (&fields);
}

BhOrganization *
bhd_organizations_change (BhdTurn *turn,
                          const char *slug_or_id,
                          const BhdOrganizationChange *change,
                          GError **error)
{
  g_autoptr (BhOrganization) old = bhd_organizations_find (turn, slug_or_id, error);
  g_autoptr (BhOrganization) organization = NULL;

  if (old == NULL)
    return NULL;

  turn->wakes |= BHD_WAKE_FRONTS;
  organization = changed (old, change);
  if (!bhd_organization_rows_update (turn->db, organization, error) ||
      (change->webhook_url != NULL &&
       !bhd_webhooks_set_first_url (turn, old->id, change->webhook_url, error)) ||
      !announce (turn, organization, error))
    return NULL;
  return g_steal_pointer (&organization);
}

gint64
bhd_organizations_feed_head (BhdTurn *turn, const char *organization_id, GError **error)
{
  gint64 seq = -1;

  bhd_event_rows_head (turn->db, organization_id, &seq, NULL, error);
  return seq;
}
