/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-origin.h"

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

char *
bhd_origin_frame_ancestors (const BhOrganization *organization)
{
  g_autofree char *list = NULL;

  if (organization->allowed_origins == NULL || organization->allowed_origins[0] == NULL)
    return g_strdup ("frame-ancestors *");
  list = g_strjoinv (" ", organization->allowed_origins);
  return g_strdup_printf ("frame-ancestors 'self' %s", list);
}
