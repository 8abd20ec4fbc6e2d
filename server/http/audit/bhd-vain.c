/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/audit/bhd-vain.h"

#include "server/http/audit/bhd-audit-detail.h"
#include "server/http/bhd-request-private.h"

#include <string.h>

static gboolean
is_sent (const BhdRequest *request, guint i)
{
  return request->route->fields[i].place == BHD_IN_BODY &&
         (request->values[i].given || request->values[i].is_null);
}

static gboolean
is_change (const BhdRequest *request)
{
  return request->route->fields != NULL && strcmp (request->route->method, "PATCH") == 0;
}

gboolean
bhd_vain_says_nothing (const BhdRequest *request)
{
  if (!is_change (request))
    return FALSE;
  for (guint i = 0; request->route->fields[i].name != NULL; i++)
    if (is_sent (request, i))
      return FALSE;
  return TRUE;
}

static gboolean
forget (BhdTurn *turn, guint n_events, BhdWake wakes, GError **error)
{
  g_ptr_array_set_size (turn->events, (int) n_events);
  turn->wakes = wakes;
  return bh_db_exec (turn->db, "ROLLBACK TO vain", NULL, error) &&
         bh_db_exec (turn->db, "RELEASE vain", NULL, error);
}

gboolean
bhd_vain_handle (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  guint n_events = turn->events->len;
  BhdWake wakes = turn->wakes;

  return bh_db_exec (turn->db, "SAVEPOINT vain", NULL, error) &&
         request->route->write (turn, request, reply, error) &&
         forget (turn, n_events, wakes, error);
}

/* What is never answered may be another without being seen. */
static gboolean
is_told (const BhdRequest *request)
{
  const BhdRoute *route = request->route;

  if (!is_change (request) || route->write == NULL || route->audit == NULL)
    return FALSE;
  for (guint i = 0; route->fields[i].name != NULL; i++)
    if ((is_sent (request, i) && bhd_audit_detail_is_secret (route->fields[i].name)) ||
        (route->fields[i].place == BHD_IN_BODY && route->fields[i].required))
      return FALSE;
  return TRUE;
}

static BhdValue *
values_of_nothing (const BhdRequest *request)
{
  const BhdField *fields = request->route->fields;
  BhdValue *values;
  guint n = 0;

  while (fields[n].name != NULL)
    n++;
  values = g_new0 (BhdValue, n + 1);
  for (guint i = 0; i < n; i++)
    if (fields[i].place != BHD_IN_BODY)
      values[i] = request->values[i];
  return values;
}

char *
bhd_vain_foresee (BhdTurn *turn, BhdRequest *request, GError **error)
{
  BhdValue *sent = request->values;
  guint n_events = turn->events->len;
  BhdWake wakes = turn->wakes;
  g_autofree BhdValue *nothing = NULL;
  char *foreseen = NULL;
  BhdReply reply;

  if (!is_told (request))
    return NULL;
  if (!bh_db_exec (turn->db, "SAVEPOINT vain", NULL, error))
    return NULL;

  bhd_reply_init (&reply);
  request->values = nothing = values_of_nothing (request);
  if (request->route->write (turn, request, &reply, NULL) && reply.json.text != NULL)
    foreseen = g_strdup (reply.json.text->str);
  request->values = sent;
  bhd_reply_clear (&reply);
  if (!forget (turn, n_events, wakes, error))
    g_clear_pointer (&foreseen, g_free);
  return foreseen;
}

static gboolean
is_answered (const BhdReply *reply, const char *name)
{
  g_autofree char *member = g_strdup_printf ("\"%s\":", name);

  return strstr (reply->json.text->str, member) != NULL;
}

gboolean
bhd_vain_was (const BhdReply *reply, const char *foreseen, const BhdRequest *request)
{
  const BhdField *fields = request->route->fields;

  if (foreseen == NULL || reply->json.text == NULL || strcmp (reply->json.text->str, foreseen) != 0)
    return FALSE;
  for (guint i = 0; fields[i].name != NULL; i++)
    if (is_sent (request, i) && !is_answered (reply, fields[i].name))
      return FALSE;
  return TRUE;
}
