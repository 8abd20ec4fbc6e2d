/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/widget/bhd-widgets.h"

#include "common/bh-error.h"
#include "common/bh-id.h"
#include "common/bh-json-reader.h"
#include "server/desk/widget/bhd-identity-secret-private.h"
#include "server/store/bhd-seal.h"
#include "server/store/rows/widget/bhd-widget-rows.h"

#include <string.h>

static BhWidget *
change (const BhWidget *old, const char *text, GError **error)
{
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), BH_WIDGET_MAX_JSON, error);

  return node != NULL ? bh_widget_change (old, json_node_get_object (node), error) : NULL;
}

BhWidget *
bhd_widgets_get (BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *stored = bhd_widget_rows_find (turn->db, organization_id, &inner);
  g_autoptr (BhWidget) defaults = NULL;

  if (inner != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return NULL;
    }
  defaults = bh_widget_new_default ();
  return stored != NULL ? change (defaults, stored, error) : g_steal_pointer (&defaults);
}

static char *
to_json (const BhWidget *widget, const char *name)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  if (name != NULL)
    bh_json_begin_object (&json, NULL);
  bh_widget_write_json (widget, &json, name);
  if (name != NULL)
    bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}

static gboolean
announce (BhdTurn *turn, const char *organization_id, const BhWidget *widget, GError **error)
{
  BhdEventDraft draft = { organization_id, "widget.updated" };
  g_autofree char *body = to_json (widget, "widget");

  draft.seq = bhd_turn_reserve_seq (turn, organization_id, error);
  draft.body = body;
  return draft.seq != 0 && bhd_turn_publish (turn, &draft, error);
}

/* What is stored must be read again. */
static gboolean
check_size (const char *settings, GError **error)
{
  if (strlen (settings) <= BH_WIDGET_MAX_JSON)
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_TOO_LARGE,
               "these are more than %d KiB of settings: shorten the greetings or the form",
               BH_WIDGET_MAX_JSON / 1024);
  return FALSE;
}

BhWidget *
bhd_widgets_change (BhdTurn *turn, const char *organization_id, const char *changes, GError **error)
{
  g_autoptr (BhWidget) old = bhd_widgets_get (turn, organization_id, error);
  g_autoptr (BhWidget) widget = old != NULL ? change (old, changes, error) : NULL;
  g_autofree char *settings = NULL;

  if (widget == NULL)
    return NULL;

  turn->wakes |= BHD_WAKE_FRONTS;
  settings = to_json (widget, NULL);
  if (!check_size (settings, error))
    return NULL;
  if (!bhd_widget_rows_put (turn->db, organization_id, settings, turn->now_us, error) ||
      !announce (turn, organization_id, widget, error))
    return NULL;
  return g_steal_pointer (&widget);
}

gboolean
bhd_widgets_has_secret (BhdTurn *turn, const char *organization_id, gboolean *has, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autofree char *sealed = bhd_widget_rows_get_secret (turn->db, organization_id, &inner);

  *has = sealed != NULL;
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

char *
bhd_widgets_renew_secret (BhdTurn *turn, const char *organization_id, GError **error)
{
  char *secret = bh_token_new ();
  g_autofree char *sealed =
      bhd_seal_close (organization_id, BHD_IDENTITY_SECRET_NAME, secret, error);

  if (sealed != NULL &&
      bhd_widget_rows_set_secret (turn->db, organization_id, sealed, turn->now_us, error))
    return secret;
  bhd_secret_free (secret);
  return NULL;
}
