/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-tool-registry.h"

#include "common/bh-error.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/desk/ai/bhd-refuse-private.h"
#include "server/desk/ai/bhd-tool-headers-private.h"
#include "server/store/bhd-seal.h"

#include <glib/gi18n.h>
#include <string.h>

#define TOOLS_MAX 50 /* the model reads them all before each answer */
#define NAME_MAX_BYTES 64
#define TIMEOUT_MS 10000
#define MAX_ANSWER 65536

/* What the agent has itself. */
static const char *const reserved[] = { "search", "report_gap", "escalate", "resolve" };

GPtrArray *
bhd_tool_registry_list (BhdTurn *turn,
                        const char *organization_id,
                        gboolean only_enabled,
                        GError **error)
{
  return bhd_tool_rows_list (turn->db, organization_id, only_enabled, error);
}

BhdToolRow *
bhd_tool_registry_find (BhdTurn *turn, const char *organization_id, const char *id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  BhdToolRow *row = bhd_tool_rows_find (turn->db, organization_id, id, &inner);

  if (row != NULL)
    return row;
  if (inner == NULL)
    return bhd_refuse_unknown (error, N_ ("no such tool"));
  g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

/* What the headers are bound to: they open for this tool of this organisation alone. */
static char *
seal_name (const char *id)
{
  return g_strconcat ("tool ", id, NULL);
}

/* What all providers take as the name of a function. */
static gboolean
check_name (const char *name, GError **error)
{
  gsize length = strlen (name);

  if (length == 0 || length > NAME_MAX_BYTES || !(g_ascii_isalpha (name[0]) || name[0] == '_') ||
      strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != length)
    return bhd_refuse_field (error, "name",
                             "use 1 to %d of a-z, A-Z, 0-9, “_” and “-”, beginning with a letter",
                             NAME_MAX_BYTES);
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (reserved[i], name) == 0)
      return bhd_refuse_field (error, "name", "“%s” is a tool the AI has already", name);
  return TRUE;
}

/* The machine a url leads to: scheme, host and port. */
static char *
host_of (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri == NULL ? g_strdup ("")
                     : g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri),
                                        g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : "",
                                        g_uri_get_port (uri));
}

static void
forget_headers (BhdToolRow *row)
{
  g_clear_pointer (&row->headers, g_free);
  bhd_set_given (&row->header_names, "[]");
}

/* Headers that were given for one machine must not go to another. */
static void
forget_headers_of_old_host (BhdToolRow *row, const BhdToolChange *change)
{
  g_autofree char *old = host_of (row->url);
  g_autofree char *now = change->url != NULL ? host_of (change->url) : g_strdup (old);

  if (strcmp (old, now) != 0)
    forget_headers (row);
}

static gboolean
set_headers (BhdToolRow *row, const char *headers, GError **error)
{
  g_autofree char *name = seal_name (row->id);
  g_autofree char *names = NULL;

  if (headers == NULL)
    return TRUE;
  forget_headers (row);
  if (*headers == '\0')
    return TRUE;
  names = bhd_tool_headers_check (headers, error);
  if (names == NULL)
    return FALSE;
  bhd_set_given (&row->header_names, names);
  row->headers = strcmp (names, "[]") != 0
                     ? bhd_seal_close (row->organization_id, name, headers, error)
                     : NULL;
  return row->headers != NULL || strcmp (names, "[]") == 0;
}

/* All but the headers. */
static gboolean
apply_plain (BhdToolRow *row, const BhdToolChange *change, GError **error)
{
  if ((change->name != NULL && !check_name (change->name, error)) ||
      (change->url != NULL && !bhd_providers_check_url ("url", change->url, error)))
    return FALSE;
  forget_headers_of_old_host (row, change);
  bhd_set_given (&row->name, change->name);
  bhd_set_given (&row->description, change->description);
  bhd_set_given (&row->method, change->method);
  bhd_set_given (&row->url, change->url);
  bhd_set_given (&row->arguments_schema, change->arguments_schema);
  row->timeout_ms = change->timeout_ms != NULL ? *change->timeout_ms : row->timeout_ms;
  row->max_answer = change->max_answer != NULL ? *change->max_answer : row->max_answer;
  row->confirm = change->confirm != NULL ? *change->confirm : row->confirm;
  row->enabled = change->enabled != NULL ? *change->enabled : row->enabled;
  return change->check == NULL || change->check (row, error);
}

static gboolean
apply (BhdToolRow *row, const BhdToolChange *change, GError **error)
{
  return apply_plain (row, change, error) && set_headers (row, change->headers, error);
}

static BhdToolRow *
new_default (gint64 now_us, const char *organization_id, const char *id)
{
  BhdToolRow *row = g_new0 (BhdToolRow, 1);

  row->organization_id = g_strdup (organization_id);
  row->id = g_strdup (id);
  row->name = g_strdup ("");
  row->description = g_strdup ("");
  row->method = g_strdup ("GET");
  row->url = g_strdup ("");
  row->header_names = g_strdup ("[]");
  row->arguments_schema = g_strdup ("{\"type\":\"object\",\"properties\":{}}");
  row->timeout_ms = TIMEOUT_MS;
  row->max_answer = MAX_ANSWER;
  row->enabled = TRUE;
  row->created_us = row->updated_us = now_us;
  return row;
}

gboolean
bhd_tool_registry_check (const BhdToolRow *old, const BhdToolChange *change, GError **error)
{
  g_autoptr (BhdToolRow) row = old != NULL ? bhd_tool_row_copy (old) : new_default (0, "", "");

  return apply_plain (row, change, error);
}

static gboolean
has_room (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GPtrArray) rows = bhd_tool_rows_list (turn->db, organization_id, FALSE, error);

  if (rows == NULL || rows->len < TOOLS_MAX)
    return rows != NULL;
  g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT, "there are %d tools already: remove one first",
               TOOLS_MAX);
  return FALSE;
}

/* Says which rule was broken: the database knows only that one was. */
static gboolean
explain_conflict (gboolean stored, GError **inner, GError **error)
{
  if (stored)
    return TRUE;
  if (g_error_matches (*inner, BH_ERROR, BH_ERROR_CONFLICT))
    g_set_error (error, BH_ERROR, BH_ERROR_CONFLICT,
                 "another tool has this name already: choose another one");
  else
    g_propagate_error (error, g_steal_pointer (inner));
  return FALSE;
}

BhdToolRow *
bhd_tool_registry_create (BhdTurn *turn,
                          const char *organization_id,
                          const char *id,
                          const BhdToolChange *change,
                          gboolean *created,
                          GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (BhdToolRow) stored = bhd_tool_rows_find (turn->db, organization_id, id, &inner);
  g_autoptr (BhdToolRow) row = new_default (turn->now_us, organization_id, id);

  *created = FALSE;
  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  if (stored != NULL)
    return g_strcmp0 (stored->name, change->name) == 0 ? g_steal_pointer (&stored)
                                                       : bhd_refuse_conflict (error, "tool");

  *created = TRUE;
  if (!has_room (turn, organization_id, error) || !apply (row, change, error) ||
      !explain_conflict (bhd_tool_rows_insert (turn->db, row, &inner), &inner, error) ||
      !bhd_ai_settings_announce (turn, organization_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

BhdToolRow *
bhd_tool_registry_change (BhdTurn *turn,
                          const char *organization_id,
                          const char *id,
                          const BhdToolChange *change,
                          GError **error)
{
  g_autoptr (BhdToolRow) row = bhd_tool_registry_find (turn, organization_id, id, error);
  g_autoptr (GError) inner = NULL;

  if (row == NULL)
    return NULL;
  row->updated_us = turn->now_us;
  if (!apply (row, change, error) ||
      !explain_conflict (bhd_tool_rows_update (turn->db, row, &inner), &inner, error) ||
      !bhd_ai_settings_announce (turn, organization_id, error))
    return NULL;
  return g_steal_pointer (&row);
}

gboolean
bhd_tool_registry_delete (BhdTurn *turn,
                          const char *organization_id,
                          const char *id,
                          GError **error)
{
  g_autoptr (BhdToolRow) row = bhd_tool_registry_find (turn, organization_id, id, error);

  return row != NULL && bhd_tool_rows_delete (turn->db, organization_id, id, error) &&
         bhd_ai_settings_announce (turn, organization_id, error);
}

char *
bhd_tool_registry_open_headers (const BhdToolRow *tool, GError **error)
{
  g_autofree char *name = seal_name (tool->id);

  return tool->headers != NULL ? bhd_seal_open (tool->organization_id, name, tool->headers, error)
                               : NULL;
}
