/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include <string.h>

#include "console/ui/contact/bhc-browser.h"

typedef struct
{
  const char *mark;
  const char *name;
} Sign;

/* The first mark that is found wins: most browsers also claim to be those below them. */
static const Sign browsers[] = {
  { "Edg/", "Edge" },
  { "EdgA/", "Edge" },
  { "OPR/", "Opera" },
  { "Vivaldi/", "Vivaldi" },
  { "SamsungBrowser/", "Samsung Internet" },
  { "Epiphany/", "GNOME Web" },
  { "FxiOS/", "Firefox" },
  { "Firefox/", "Firefox" },
  { "CriOS/", "Chrome" },
  { "Chromium/", "Chromium" },
  { "Chrome/", "Chrome" },
  { "Version/", "Safari" },
};

static const Sign systems[] = {
  { "iPhone", "iPhone" }, { "iPad", "iPad" },          { "Android", "Android" },
  { "CrOS", "ChromeOS" }, { "Windows NT", "Windows" }, { "Mac OS X", "macOS" },
  { "Linux", "Linux" },
};

static const char *
find_sign (const char *text, const Sign *signs, gsize n_signs, const char **after)
{
  for (gsize i = 0; i < n_signs; i++)
    {
      const char *at = strstr (text, signs[i].mark);

      if (at == NULL)
        continue;
      *after = at + strlen (signs[i].mark);
      return signs[i].name;
    }

  return NULL;
}

char *
bhc_browser_describe (const char *user_agent)
{
  const char *version = "";
  const char *ignored;
  const char *browser, *system;
  g_autofree char *full = NULL;

  if (user_agent == NULL)
    return NULL;

  browser = find_sign (user_agent, browsers, G_N_ELEMENTS (browsers), &version);
  system = find_sign (user_agent, systems, G_N_ELEMENTS (systems), &ignored);
  if (browser == NULL)
    return g_strdup (system);

  full =
      g_strdup_printf ("%s %.*s", browser, (int) MIN (strspn (version, "0123456789"), 4), version);
  g_strchomp (full);
  /* Translators: a browser and an operating system. */
  return system != NULL ? g_strdup_printf (_ ("%s on %s"), full, system) : g_steal_pointer (&full);
}
