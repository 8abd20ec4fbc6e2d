/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-zone.h"

#include <string.h>

#define NAME_MAX_LENGTH 64

/* The name becomes part of a path below the zone files. */
static gboolean
is_zone_name (const char *name)
{
  return g_ascii_isalpha (name[0]) && strlen (name) <= NAME_MAX_LENGTH &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") ==
             strlen (name) &&
         strstr (name, "//") == NULL;
}

GTimeZone *
bh_zone_find (const char *name)
{
  if (strcmp (name, "UTC") == 0)
    return g_time_zone_new_utc ();
  return is_zone_name (name) ? g_time_zone_new_identifier (name) : NULL;
}
