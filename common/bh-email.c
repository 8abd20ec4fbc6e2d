/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-email.h"

#include <string.h>

#define EMAIL_MAX 254 /* bytes */

static gboolean
is_domain (const char *domain)
{
  for (const char *c = domain; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && (guchar) *c < 0x80 && strchr ("-.", *c) == NULL)
      return FALSE;
  return *domain != '\0' && *domain != '.' && !g_str_has_suffix (domain, ".");
}

static gboolean
has_blank_or_control (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text <= 0x20 || *text == 0x7f)
      return TRUE;
  return FALSE;
}

char *
bh_email_normalize (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *email = g_utf8_strdown (trimmed, -1);
  const char *at = strchr (email, '@');

  if (at == NULL || at == email || has_blank_or_control (email) || !is_domain (at + 1) ||
      strlen (email) > EMAIL_MAX)
    return NULL;
  return g_steal_pointer (&email);
}
