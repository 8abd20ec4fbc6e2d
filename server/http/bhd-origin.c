/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-origin.h"

#include "common/bh-error.h"
#include "server/desk/bhd-organizations.h"

#include <string.h>

char *
bhd_origin_normalize (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  int port = uri != NULL ? g_uri_get_port (uri) : -1;
  g_autofree char *host = NULL;

  if ((strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0) ||
      g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    return NULL;
  if (*g_uri_get_path (uri) != '\0' && strcmp (g_uri_get_path (uri), "/") != 0)
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._:", *c) == NULL)
      return NULL;
  if (port == (strcmp (scheme, "https") == 0 ? 443 : 80))
    port = -1;
  return g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, port, "", NULL, NULL);
}

gboolean
bhd_origin_is_own (const char *origin, const char *host)
{
  const char *rest = strstr (origin, "://");

  return rest != NULL && host != NULL && g_ascii_strcasecmp (rest + 3, host) == 0;
}

gboolean
bhd_origin_is_allowed (const BhOrganization *organization, const char *origin)
{
  const char *const *allowed = (const char *const *) organization->allowed_origins;

  return allowed == NULL || allowed[0] == NULL || g_strv_contains (allowed, origin);
}

gboolean
bhd_origin_is_known (BhdTurn *turn, const char *origin, gboolean *known, GError **error)
{
  g_autoptr (GPtrArray) organizations = bhd_organizations_list (turn, error);

  *known = FALSE;
  for (guint i = 0; organizations != NULL && i < organizations->len && !*known; i++)
    *known = bhd_origin_is_allowed (g_ptr_array_index (organizations, i), origin);
  return organizations != NULL;
}

gboolean
bhd_origin_check (BhdTurn *turn, const char *organization, const char *origin, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (BhOrganization) found = bhd_organizations_find (turn, organization, &local_error);

  if (g_error_matches (local_error, BH_ERROR, BH_ERROR_NOT_FOUND))
    return TRUE;
  if (found == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (bhd_origin_is_allowed (found, origin))
    return TRUE;

  g_set_error (error, BH_ERROR, BH_ERROR_ORIGIN_REFUSED,
               "could not serve this page: its origin “%s” is not among the organisation's allowed "
               "origins",
               origin);
  return FALSE;
}

char *
bhd_origin_frame_ancestors (const BhOrganization *organization)
{
  g_autofree char *list = NULL;

  if (organization->allowed_origins == NULL || organization->allowed_origins[0] == NULL)
    return g_strdup ("frame-ancestors *");
  list = g_strjoinv (" ", organization->allowed_origins);
  return g_strdup_printf ("frame-ancestors 'self' %s", list);
}
