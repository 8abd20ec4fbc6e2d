/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/inbox/bhc-sorts.h"

#include <string.h>

/* “key:sort key:sort …” */
static char **
read_sorts (BhcPreferences *preferences)
{
  g_autofree char *text = NULL;

  g_object_get (preferences, "inbox-sorts", &text, NULL);
  return g_strsplit (text != NULL ? text : "", " ", -1);
}

/* Returns: (nullable): the word behind the key */
static const char *
find_word (const char *entry, const char *key)
{
  gsize length = strlen (key);

  return strncmp (entry, key, length) == 0 && entry[length] == ':' ? entry + length + 1 : NULL;
}

BhcSort
bhc_sorts_first (BhcView view, BhcSavedView *saved)
{
  if (saved != NULL)
    return bhc_saved_view_get_sort (saved);

  return view == BHC_VIEW_WAITING ? BHC_SORT_WAITING : BHC_SORT_ACTIVITY;
}

BhcSort
bhc_sorts_get (BhcPreferences *preferences, const char *key, BhcSort fallback)
{
  g_auto (GStrv) sorts = read_sorts (preferences);

  for (guint i = 0; sorts[i] != NULL; i++)
    if (find_word (sorts[i], key) != NULL)
      return bhc_sort_from_string (find_word (sorts[i], key));

  return fallback;
}

void
bhc_sorts_set (BhcPreferences *preferences, const char *key, BhcSort sort)
{
  g_auto (GStrv) sorts = read_sorts (preferences);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; sorts[i] != NULL; i++)
    if (*sorts[i] != '\0' && find_word (sorts[i], key) == NULL)
      g_string_append_printf (text, "%s ", sorts[i]);
  g_string_append_printf (text, "%s:%s", key, bhc_sort_to_string (sort));
  g_object_set (preferences, "inbox-sorts", text->str, NULL);
}
