/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/hooks/bhd-webhooks.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/desk/knowledge/bhd-telling-private.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/bhd-seal.h"
#include "server/store/rows/bhd-delivery-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define WEBHOOKS_MAX 20
#define FIRST_EVENTS "handoff.created handoff.released" /* what it hears until somebody chooses */

/* What the secret is bound to: it opens for this webhook of this organisation alone.  The first
 * one's has been sealed since there was no other. */
static char *
seal_name (const char *organization_id, const char *id)
{
  return strcmp (organization_id, id) == 0 ? g_strdup ("webhook")
                                           : g_strconcat ("webhook ", id, NULL);
}

char *
bhd_webhooks_open_secret (const char *organization_id,
                          const char *id,
                          const char *sealed,
                          GError **error)
{
  g_autofree char *name = seal_name (organization_id, id);

  return sealed != NULL ? bhd_seal_open (organization_id, name, sealed, error) : NULL;
}

/* Returns: (transfer full): the plain secret, @row has it sealed. */
static char *
make_secret (BhdWebhookRow *row, GError **error)
{
  g_autofree char *name = seal_name (row->organization_id, row->id);
  char *secret = bh_token_new ();

  g_free (row->secret);
  row->secret = bhd_seal_close (row->organization_id, name, secret, error);
  if (row->secret != NULL)
    return secret;
  bhd_secret_free (secret);
  return NULL;
}

/* Whoever causes an event reads what is wanted along with the organisation. */
static gboolean
note_wanted (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_webhook_rows_list (turn->db, organization_id, error);
  g_autoptr (GStrvBuilder) wanted = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *events = NULL;

  if (rows == NULL)
    return FALSE;
  for (const char *const *name = bhd_hook_event_names (); *name != NULL; name++)
    for (guint i = 0; i < rows->len; i++)
      {
        const BhdWebhookRow *row = rows->pdata[i];

        if (!row->enabled || !bhd_webhook_events_have (row->events, *name))
          continue;
        g_strv_builder_add (wanted, *name);
        break;
      }
  names = g_strv_builder_end (wanted);
  events = *names != NULL ? g_strjoinv (" ", names) : NULL;
  return bhd_webhook_rows_set_wanted (turn->db, organization_id, events, error);
}

/* Every operator hears that it has changed; its address is for who may ask. */
static gboolean
announce (BhdTurn *turn, const BhdWebhookRow *row, GError **error)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_json_begin_object (&json, NULL);
  bh_json_begin_object (&json, "webhook");
  bh_json_string (&json, "id", row->id);
  bh_json_bool (&json, "enabled", row->enabled);
  bh_json_bool (&json, "failing", row->failing_since_us != 0);
  bh_json_end_object (&json);
  bh_json_end_object (&json);
  return note_wanted (turn, row->organization_id, error) &&
         bhd_tell (turn, row->organization_id, "webhook.updated", NULL, &json, error);
}

GPtrArray *
bhd_webhooks_list (BhdTurn *turn, const char *organization_id, GError **error)
{
  return bhd_webhook_rows_list (turn->db, organization_id, error);
}

BhdWebhookRow *
bhd_webhooks_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdWebhookRow) row = bhd_webhook_rows_find (turn->db, organization_id, id, &inner);

  if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  else if (row == NULL || *row->url == '\0')
    return bhd_refuse_unknown (error, N_ ("no such webhook"));
  return g_steal_pointer (&row);
}

static gboolean
set_events (BhdWebhookRow *row, const char *const *events, GError **error)
{
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; events[i] != NULL; i++)
    if (!g_strv_contains (bhd_hook_event_names (), events[i]))
      return bhd_refuse_field (error, "events", "there is no event “%s”", events[i]);
  for (const char *const *name = bhd_hook_event_names (); *name != NULL; name++)
    if (g_strv_contains (events, *name))
      g_strv_builder_add (known, *name);
  names = g_strv_builder_end (known);
  if (*names == NULL)
    return bhd_refuse_field (error, "events", "choose at least one");
  g_free (row->events);
  row->events = g_strjoinv (" ", names);
  return TRUE;
}

static gboolean
apply (BhdWebhookRow *row, const BhdWebhookChange *change, GError **error)
{
  if (change->url != NULL && !bhd_providers_check_url ("url", change->url, error))
    return FALSE;
  if (change->events != NULL && !set_events (row, change->events, error))
    return FALSE;
  if ((change->url != NULL && g_strcmp0 (change->url, row->url) != 0) ||
      (change->enabled != NULL && *change->enabled && !row->enabled))
    row->failing_since_us = 0; /* it may begin anew */
  bhd_set_given (&row->url, change->url);
  row->enabled = change->enabled != NULL ? *change->enabled : row->enabled;
  return TRUE;
}

static BhdWebhookRow *
new_row (BhdTurn *turn, const char *organization_id, const char *id)
{
  BhdWebhookRow *row = g_new0 (BhdWebhookRow, 1);

  row->organization_id = g_strdup (organization_id);
  row->id = g_strdup (id);
  row->url = g_strdup ("");
  row->events = g_strdup (FIRST_EVENTS);
  row->enabled = TRUE;
  row->created_us = turn->now_us;
  return row;
}

static gboolean
check_number (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_webhook_rows_list (turn->db, organization_id, error);

  if (rows != NULL && rows->len < WEBHOOKS_MAX)
    return TRUE;
  if (rows != NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "there are %d webhooks already: remove one first", WEBHOOKS_MAX);
  return FALSE;
}

static BhdWebhookRow *
insert (BhdTurn *turn,
        const char *organization_id,
        const char *id,
        const BhdWebhookChange *change,
        char **secret,
        GError **error)
{
  g_autoptr (BhdWebhookRow) row = new_row (turn, organization_id, id);

  if (!check_number (turn, organization_id, error) || !apply (row, change, error))
    return NULL;
  *secret = make_secret (row, error);
  if (*secret != NULL && bhd_webhook_rows_insert (turn->db, row, error) &&
      announce (turn, row, error))
    return g_steal_pointer (&row);
  g_clear_pointer (secret, bhd_secret_free);
  return NULL;
}

BhdWebhookRow *
bhd_webhooks_create (BhdTurn *turn,
                     const char *organization_id,
                     const char *id,
                     const BhdWebhookChange *change,
                     char **secret,
                     GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdWebhookRow) stored = bhd_webhook_rows_find (turn->db, organization_id, id, &inner);

  *secret = NULL;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (stored == NULL && strcmp (organization_id, id) != 0)
    return insert (turn, organization_id, id, change, secret, error);
  return stored != NULL && g_strcmp0 (stored->url, change->url) == 0
             ? g_steal_pointer (&stored)
             : bhd_refuse_conflict (error, "webhook");
}

/* What waits for a webhook that is off would wait for ever. */
static gboolean
store (BhdTurn *turn, const BhdWebhookRow *row, GError **error)
{
  return bhd_webhook_rows_update (turn->db, row, error) &&
         (row->enabled ||
          bhd_delivery_rows_give_up (turn->db, row->organization_id, row->id,
                                     "its webhook was switched off", turn->now_us, error)) &&
         announce (turn, row, error);
}

BhdWebhookRow *
bhd_webhooks_change (BhdTurn *turn,
                     const char *organization_id,
                     const char *id,
                     const BhdWebhookChange *change,
                     GError **error)
{
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_find (turn, organization_id, id, error);

  if (row == NULL || !apply (row, change, error) || !store (turn, row, error))
    return NULL;
  return g_steal_pointer (&row);
}

gboolean
bhd_webhooks_delete (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_find (turn, organization_id, id, error);

  return row != NULL && bhd_webhook_rows_delete (turn->db, organization_id, id, error) &&
         note_wanted (turn, organization_id, error) &&
         bhd_tell_gone (turn, organization_id, "webhook.deleted", "webhook", id, error);
}

static char *
renew (BhdTurn *turn, BhdWebhookRow *row, GError **error)
{
  char *secret = make_secret (row, error);

  if (secret != NULL && bhd_webhook_rows_update (turn->db, row, error))
    return secret;
  g_clear_pointer (&secret, bhd_secret_free);
  return NULL;
}

char *
bhd_webhooks_renew_secret (BhdTurn *turn,
                           const char *organization_id,
                           const char *id,
                           GError **error)
{
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_find (turn, organization_id, id, error);

  return row != NULL ? renew (turn, row, error) : NULL;
}

/* Made where there is none: without an address it is in no list and told nothing.
 * Returns: (transfer full) */
static BhdWebhookRow *
ensure_first (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdWebhookRow) row =
      bhd_webhook_rows_find (turn->db, organization_id, organization_id, &inner);

  if (inner == NULL && row == NULL)
    {
      row = new_row (turn, organization_id, organization_id);
      row->enabled = FALSE;
      bhd_webhook_rows_insert (turn->db, row, &inner);
    }
  if (inner == NULL)
    return g_steal_pointer (&row);
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

char *
bhd_webhooks_renew_first_secret (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (BhdWebhookRow) row = ensure_first (turn, organization_id, error);

  return row != NULL ? renew (turn, row, error) : NULL;
}

gboolean
bhd_webhooks_set_first_url (BhdTurn *turn,
                            const char *organization_id,
                            const char *url,
                            GError **error)
{
  g_autoptr (BhdWebhookRow) row = ensure_first (turn, organization_id, error);

  if (row == NULL)
    return FALSE;
  bhd_set_given (&row->url, url);
  row->enabled = *url != '\0';
  row->failing_since_us = 0;
  return store (turn, row, error);
}

gboolean
bhd_webhooks_switch_off (BhdTurn *turn, BhdWebhookRow *row, GError **error)
{
  row->enabled = FALSE;
  return store (turn, row, error) &&
         bhd_audit_note (turn,
                         &(const BhdAuditRow){ .organization_id = row->organization_id,
                                               .action = (char *) BHD_AUDIT_WEBHOOK_OFF,
                                               .subject_id = row->id },
                         error);
}
