/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-rate.h"
#include "server/http/openapi/bhd-openapi-private.h"

#include <string.h>

/* What each BhdWho may send; any one of its rows is enough. */
static const struct
{
  BhdWho who;
  const char *scheme;
  const char *header; /* NULL: Authorization: Bearer */
  const char *about;
} schemes[] = {
  { BHD_VISITOR, "visitor", NULL,
    "The token of a visitor's session, from POST /v1/widget/sessions.  On a WebSocket it may travel "
    "as the sub-protocol bellhop.bearer.TOKEN" },
  { BHD_OPERATOR, "operator", NULL,
    "The token of an operator's session, from POST /v1/desk/sign-in.  On a WebSocket it may travel "
    "as the sub-protocol bellhop.bearer.TOKEN" },
  { BHD_WIDGET_KEY, "widgetKey", "X-Api-Key", "A widget key of the organisation: it may chat" },
  { BHD_WIDGET_KEY, "widgetApiKey", "X-Widget-Api-Key", "A widget key under its other header" },
  { BHD_WIDGET_KEY, "widgetBearer", NULL, "A widget key as a bearer token" },
  { BHD_ADMIN_KEY, "adminKey", "X-Admin-Api-Key",
    "An admin key of the organisation: it may read what was said" },
  { BHD_ADMIN_KEY, "adminBearer", NULL, "An admin key as a bearer token" },
};

static const char *const callers[] = {
  [BHD_ANYONE] = "For anybody.",
  [BHD_VISITOR] = "For visitors.",
  [BHD_OPERATOR] = "For operators.",
  [BHD_WIDGET_KEY] = "For programs with a widget key.",
  [BHD_ADMIN_KEY] = "For programs with an admin key.",
  [BHD_LOCAL] = "For the administrator of this machine.",
};

void
bhd_openapi_write_security (BhJsonWriter *json, const BhdRoute *route)
{
  bh_json_begin_array (json, "security");
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (schemes[i].who == route->who)
      {
        bh_json_begin_object (json, NULL);
        bh_json_begin_array (json, schemes[i].scheme);
        bh_json_end_array (json);
        bh_json_end_object (json);
      }
  bh_json_end_array (json);
}

static gboolean
is_used (BhdWho who, const BhdRoute *const *routes)
{
  for (; *routes != NULL; routes++)
    if ((*routes)->who == who)
      return TRUE;
  return FALSE;
}

void
bhd_openapi_write_schemes (BhJsonWriter *json, const BhdRoute *const *routes)
{
  bh_json_begin_object (json, "securitySchemes");
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      gboolean bearer = schemes[i].header == NULL;

      if (!is_used (schemes[i].who, routes))
        continue;

      bh_json_begin_object (json, schemes[i].scheme);
      bh_json_string (json, "description", schemes[i].about);
      bh_json_string (json, "type", bearer ? "http" : "apiKey");
      bh_json_string (json, bearer ? "scheme" : "in", bearer ? "bearer" : "header");
      if (!bearer)
        bh_json_string (json, "name", schemes[i].header);
      bh_json_end_object (json);
    }
  bh_json_end_object (json);
}

gboolean
bhd_openapi_needs_credential (const BhdRoute *route)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (schemes[i].who == route->who)
      return TRUE;
  return FALSE;
}

static void
describe_caller (const BhdRoute *route, GString *text)
{
  if (route->who == BHD_OPERATOR && route->role > BH_ROLE_AGENT)
    g_string_append_printf (text, "For operators with the role %s or a higher one.",
                            bh_role_to_string (route->role));
  else
    g_string_append (text, callers[route->who]);
}

static void
describe_rate (const BhdRoute *route, GString *text)
{
  double burst, per_second;

  if (route->rate == BHD_RATE_NONE)
    return;
  bhd_rate_limits (route->rate, &burst, &per_second);
  if (per_second >= 1)
    g_string_append_printf (text, " Takes %g at once and %g a second after that.", burst,
                            per_second);
  else
    g_string_append_printf (text, " Takes %g at once and %g a minute after that.", burst,
                            60 * per_second);
}

char *
bhd_openapi_describe (const BhdRoute *route)
{
  g_autoptr (GString) text = g_string_new (NULL);

  describe_caller (route, text);
  describe_rate (route, text);
  if (route->max_body > 0)
    g_string_append_printf (text, " The body may have %" G_GSIZE_FORMAT " KiB.",
                            route->max_body / 1024);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
