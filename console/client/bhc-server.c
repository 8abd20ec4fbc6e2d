/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-server.h"

#include "common/bh-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return strcmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost");
}

static GUri *
parse (const char *text, const char *scheme)
{
  g_autofree char *full = scheme != NULL ? g_strdup_printf ("%s://%s", scheme, text) : NULL;
  g_autoptr (GUri) uri = g_uri_parse (full != NULL ? full : text, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return host != NULL && *host != '\0' ? g_steal_pointer (&uri) : NULL;
}

/* Without a scheme it is https, but http for this machine, where no certificate is expected. */
static GUri *
parse_address (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  if (strstr (text, "://") != NULL)
    return parse (text, NULL);

  uri = parse (text, "https");
  if (uri != NULL && is_loopback (g_uri_get_host (uri)))
    return parse (text, "http");

  return g_steal_pointer (&uri);
}

static char *
to_string (GUri *uri)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  const char *brackets = strchr (host, ':') != NULL ? "[]" : "";
  g_autofree char *port =
      g_uri_get_port (uri) >= 0 ? g_strdup_printf (":%d", g_uri_get_port (uri)) : g_strdup ("");

  return g_strdup_printf ("%s://%.1s%s%s%s", g_uri_get_scheme (uri), brackets, host,
                          *brackets != '\0' ? "]" : "", port);
}

char *
bhc_server_normalize (const char *text, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GUri) uri = *stripped != '\0' ? parse_address (stripped) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;

  if (scheme == NULL || (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   _ ("“%s” is not a server's address: write it like https://desk.example.org"),
                   stripped);
      return NULL;
    }
  if (strcmp (scheme, "http") == 0 && !is_loopback (g_uri_get_host (uri)))
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                   _ ("“%s” would send your password unprotected: use https://%s"), stripped,
                   g_uri_get_host (uri));
      return NULL;
    }

  return to_string (uri);
}
