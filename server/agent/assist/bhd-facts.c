/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/assist/bhd-facts.h"

#include <string.h>

static const char pattern[] = "https?://[^\\s<>\"]+|[\\w.+-]+@[\\w-]+\\.[\\w.-]+|"
                              "\\p{Nd}+(?:[.,:/-]\\p{Nd}+)*";

/* A mark that ends the sentence is no part of an address. */
static char *
trim (char *fact)
{
  gsize length = strlen (fact);

  while (length > 0 && strchr (".,;:!?)'", fact[length - 1]) != NULL)
    fact[--length] = '\0';
  return fact;
}

static GHashTable *
collect (GRegex *regex, const char *text)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (gboolean more = g_regex_match (regex, text, 0, &match); more;
       more = g_match_info_next (match, NULL))
    g_hash_table_add (facts, trim (g_match_info_fetch (match, 0)));
  return facts;
}

static char *
find_only_in (GHashTable *facts, GHashTable *others)
{
  GHashTableIter iter;
  gpointer fact;

  g_hash_table_iter_init (&iter, facts);
  while (g_hash_table_iter_next (&iter, &fact, NULL))
    if (!g_hash_table_contains (others, fact))
      return g_strdup (fact);
  return NULL;
}

char *
bhd_facts_find_difference (const char *before, const char *after)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GHashTable) old = collect (regex, before);
  g_autoptr (GHashTable) new = collect (regex, after);
  char *difference = find_only_in (old, new);

  return difference != NULL ? difference : find_only_in (new, old);
}
