/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/outside/bhc-outside-private.h"

#include <string.h>

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define TOKEN LOWER UPPER DIGITS "!#$%&'*+-.^_`|~" /* of which names of headers are made */

static const char *
text_of (GVariant *value)
{
  return g_variant_get_string (value, NULL);
}

static gboolean
has_host (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  return (g_str_equal (scheme, "https") || g_str_equal (scheme, "http")) && host != NULL &&
         *host != '\0' && g_uri_get_userinfo (uri) == NULL;
}

const char *
bhc_check_address (GVariant *value)
{
  return has_host (text_of (value)) ? NULL : _ ("an address with https:// or http://");
}

const char *
bhc_check_base (GVariant *value)
{
  return *text_of (value) != '\0' ? bhc_check_address (value) : NULL;
}

const char *
bhc_check_tool_name (GVariant *value)
{
  const char *text = text_of (value);

  if ((g_ascii_isalpha (*text) || *text == '_') && strlen (text) <= 64 &&
      strspn (text, LOWER UPPER DIGITS "_-") == strlen (text))
    return NULL;
  return _ ("letters, digits, _ and -, a letter first, 64 at most");
}

const char *
bhc_check_headers (GVariant *value)
{
  GVariantIter iter;
  const char *name, *text;

  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &text))
    if (*name == '\0' || *text == '\0' || strspn (name, TOKEN) != strlen (name))
      return _ ("each such as X-Shop-Token: 4711");
  return NULL;
}

const char *
bhc_check_extensions (GVariant *value)
{
  g_autofree const char **endings = g_variant_get_strv (value, NULL);

  for (const char **ending = endings; *ending != NULL; ending++)
    {
      const char *word = **ending == '.' ? *ending + 1 : *ending;

      if (*word == '\0' || strlen (word) > 10 || strspn (word, LOWER UPPER DIGITS) != strlen (word))
        return _ ("each such as pdf: letters and digits");
    }
  return NULL;
}

const char *
bhc_check_name (GVariant *value)
{
  g_autofree char *name = g_strstrip (g_strdup (text_of (value)));

  return *name != '\0' ? NULL : _ ("a name is needed");
}

const char *
bhc_check_some (GVariant *value)
{
  return g_variant_n_children (value) > 0 ? NULL : _ ("choose at least one");
}

const char *
bhc_check_three (GVariant *value)
{
  return g_variant_n_children (value) <= 3 ? NULL : _ ("three at most");
}

const char *
bhc_check_color (GVariant *value)
{
  const char *text = text_of (value);
  gsize length = strlen (text);

  if ((length == 4 || length == 7) && text[0] == '#' &&
      strspn (text + 1, DIGITS "abcdefABCDEF") == length - 1)
    return NULL;
  return _ ("a colour such as #0ea5e9");
}

const char *
bhc_check_phone (GVariant *value)
{
  const char *text = text_of (value);
  guint digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    digits += g_ascii_isdigit (*c);
  if (*text == '\0' ||
      (strspn (text, DIGITS " +()-./") == strlen (text) && digits >= 3 && digits <= 15))
    return NULL;
  return _ ("a number such as +49 30 1234567");
}

const char *
bhc_check_key (GVariant *value)
{
  const char *text = text_of (value);

  if (g_ascii_islower (text[0]) && strlen (text) <= 32 &&
      strspn (text, LOWER DIGITS "_") == strlen (text))
    return NULL;
  return _ ("a to z, 0 to 9 and _, a letter first");
}

const char *
bhc_check_origins (GVariant *value)
{
  g_autofree const char **origins = g_variant_get_strv (value, NULL);

  for (const char **origin = origins; *origin != NULL; origin++)
    {
      g_autoptr (GUri) uri = g_uri_parse (*origin, G_URI_FLAGS_NONE, NULL);

      if (!has_host (*origin) || *g_uri_get_path (uri) != '\0' || g_uri_get_query (uri) != NULL)
        return _ ("each such as https://www.example.org, with nothing behind it");
    }
  return NULL;
}
