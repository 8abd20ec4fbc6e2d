/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/find/bhc-find-plan-private.h"

#include "common/find/bh-find-fold.h"
#include "common/find/bh-find-match.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/cache/bhc-filter.h"
#include "console/client/cache/find/bhc-find-contacts-private.h"
#include "console/client/cache/find/bhc-find-index-private.h"

#include <string.h>

#define CONTACTS 200 /* of one name */

/* Which operator asks for what; where its names stand in the directory, and whether contacts have
 * such names, too. */
static const struct
{
  BhFindField field;
  BhcFindBy by;
  const char *list; /* (nullable) */
  gboolean contacts;
} asked[] = {
  { BH_FIND_FROM, BHC_FIND_BY_AUTHOR, "operators", TRUE },
  { BH_FIND_STATUS, BHC_FIND_BY_STATUS, NULL, FALSE },
  { BH_FIND_ASSIGNEE, BHC_FIND_BY_ASSIGNEE, "operators", FALSE },
  { BH_FIND_TEAM, BHC_FIND_BY_TEAM, "teams", FALSE },
  { BH_FIND_CHANNEL, BHC_FIND_BY_CHANNEL, NULL, FALSE },
  { BH_FIND_PRIORITY, BHC_FIND_BY_PRIORITY, NULL, FALSE },
  { BH_FIND_CONTACT, BHC_FIND_BY_CONTACT, NULL, TRUE },
  { BH_FIND_LABEL, BHC_FIND_BY_LABEL, "labels", FALSE },
  { BH_FIND_HAS, BHC_FIND_BY_HAVING, NULL, FALSE },
};

/* What names are looked up in. */
typedef struct
{
  BhDb *index;
  const char *me;
  GVariant *directory; /* (nullable) */
} Names;

void
bhc_find_plan_free (BhcFindPlan *self)
{
  for (guint i = 0; i < BHC_FIND_N_BY; i++)
    {
      g_clear_pointer (&self->wanted[i], g_hash_table_unref);
      g_clear_pointer (&self->unwanted[i], g_hash_table_unref);
    }
  g_free (self->match);
  bh_find_query_free (self->query);
  g_free (self);
}

/* ---- names ---- */

/* Whoever bears a name with these words in a row, each the beginning of one. */
static gboolean
bears (const char *name, const char *wanted)
{
  g_autofree char *folded = bh_find_fold (name);
  g_autofree char *spaced = g_strconcat (" ", folded, NULL);
  g_autofree char *sought = g_strconcat (" ", wanted, NULL);

  return strstr (spaced, sought) != NULL;
}

static void
add_listed (const Names *names, const char *list, const char *folded, GHashTable *words)
{
  g_autoptr (GVariant) rows =
      names->directory != NULL
          ? g_variant_lookup_value (names->directory, list, G_VARIANT_TYPE ("aa{sv}"))
          : NULL;

  for (gsize i = 0; rows != NULL && i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
      const char *id = NULL;
      const char *name = NULL;

      if (g_variant_lookup (row, "id", "&s", &id) && g_variant_lookup (row, "name", "&s", &name) &&
          bears (name, folded))
        g_hash_table_add (words, g_strdup (id));
    }
}

static gboolean
add_contacts (const Names *names, const char *text, GHashTable *words, GError **error)
{
  g_autoptr (GPtrArray) contacts = bhc_find_contacts (names->index, text, CONTACTS, error);

  for (guint i = 0; contacts != NULL && i < contacts->len; i++)
    g_hash_table_add (words, g_strdup (((BhcFindContact *) contacts->pdata[i])->id));

  return contacts != NULL;
}

static gboolean
add_term (const Names *names, guint row, const BhFindTerm *term, GHashTable *words, GError **error)
{
  if (term->listed != NULL)
    {
      gboolean me = g_str_equal (term->listed, "me");

      g_hash_table_add (words, g_strdup (me ? names->me : term->listed));
      return TRUE;
    }
  if (*term->folded == '\0') /* signs alone: nobody's name */
    return TRUE;
  if (asked[row].list != NULL)
    add_listed (names, asked[row].list, term->folded, words);

  return !asked[row].contacts || add_contacts (names, term->text, words, error);
}

static gboolean
plan_row (BhcFindPlan *self, const Names *names, guint row, GError **error)
{
  const BhFindTerm *term = NULL;
  BhcFindBy by = asked[row].by;

  while ((term = bh_find_query_next (self->query, asked[row].field, term)) != NULL)
    {
      GHashTable **words = term->negated ? &self->unwanted[by] : &self->wanted[by];

      if (*words == NULL)
        *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      if (!add_term (names, row, term, *words, error))
        return FALSE;
    }

  return TRUE;
}

static void
plan_days (BhcFindPlan *self)
{
  const BhFindTerm *term = NULL;

  self->before_us = G_MAXINT64;
  while ((term = bh_find_query_next (self->query, BH_FIND_AFTER, term)) != NULL)
    self->from_us = MAX (self->from_us, term->us);
  while ((term = bh_find_query_next (self->query, BH_FIND_BEFORE, term)) != NULL)
    self->before_us = MIN (self->before_us, term->us);
}

static gboolean
has_names (const BhFindQuery *query)
{
  for (guint i = 0; i < query->terms->len; i++)
    {
      const BhFindTerm *term = query->terms->pdata[i];
      const BhFindOperator *operator= bh_find_operator_of (term->field);

      if (operator!= NULL && operator->kind == BH_FIND_VALUE_NAME && term->listed == NULL)
        return TRUE;
    }

  return FALSE;
}

BhcFindPlan *
bhc_find_plan_new (BhDb *index, const char *me, BhFindQuery *query, GError **error)
{
  g_autoptr (BhcFindPlan) self = g_new0 (BhcFindPlan, 1);
  g_autoptr (GVariant) directory = has_names (query) ? bhc_cache_file_read_directory (index) : NULL;
  const Names names = { index, me, directory };

  self->query = query;
  self->match = bh_find_query_to_fts5 (query);
  plan_days (self);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (!plan_row (self, &names, i, error))
      return NULL;

  return g_steal_pointer (&self);
}

/* ---- fitting ---- */

static gboolean
has (GHashTable *words, const char *word)
{
  return word != NULL && g_hash_table_contains (words, word);
}

static gboolean
fits (const BhcFindPlan *self, BhcFindBy by, const char *word)
{
  return (self->wanted[by] == NULL || has (self->wanted[by], word)) &&
         (self->unwanted[by] == NULL || !has (self->unwanted[by], word));
}

/* @list: (nullable) JSON, of ids. */
static gboolean
has_any (GHashTable *words, const char *list)
{
  GHashTableIter iter;
  const char *word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, (gpointer *) &word, NULL))
    if (bhc_list_has (list, word))
      return TRUE;

  return FALSE;
}

static gboolean
fits_labels (const BhcFindPlan *self, const char *list)
{
  return (self->wanted[BHC_FIND_BY_LABEL] == NULL ||
          has_any (self->wanted[BHC_FIND_BY_LABEL], list)) &&
         (self->unwanted[BHC_FIND_BY_LABEL] == NULL ||
          !has_any (self->unwanted[BHC_FIND_BY_LABEL], list));
}

gboolean
bhc_find_plan_takes_any_case (const BhcFindPlan *self)
{
  for (guint i = 0; i < BHC_FIND_N_BY; i++)
    if (i != BHC_FIND_BY_AUTHOR && (self->wanted[i] != NULL || self->unwanted[i] != NULL))
      return FALSE;

  return TRUE;
}

gboolean
bhc_find_plan_fits_case (const BhcFindPlan *self, const BhcFindCase *facts)
{
  const char *assignee = facts->assignee_id != NULL ? facts->assignee_id : "none";
  const char *team = facts->team_id != NULL ? facts->team_id : "none";

  return fits (self, BHC_FIND_BY_STATUS, facts->status) &&
         fits (self, BHC_FIND_BY_ASSIGNEE, assignee) && fits (self, BHC_FIND_BY_TEAM, team) &&
         fits (self, BHC_FIND_BY_CHANNEL, facts->channel) &&
         fits (self, BHC_FIND_BY_PRIORITY, facts->priority) &&
         fits (self, BHC_FIND_BY_CONTACT, facts->contact_id) && fits_labels (self, facts->labels);
}

static gboolean
is_written_by (GHashTable *words, const BhcFindSaying *saying)
{
  return has (words, bh_author_to_string (saying->author)) || has (words, saying->author_id);
}

static gboolean
has_what (GHashTable *words, const BhcFindSaying *saying, gboolean rated)
{
  return (saying->has_files && has (words, "attachment")) ||
         (saying->kind == BH_MESSAGE_NOTE && has (words, "note")) || (rated && has (words, "csat"));
}

gboolean
bhc_find_plan_fits_saying (const BhcFindPlan *self, const BhcFindSaying *saying, gboolean rated)
{
  GHashTable *const *wanted = self->wanted;
  GHashTable *const *unwanted = self->unwanted;

  if (saying->created_us < self->from_us || saying->created_us >= self->before_us)
    return FALSE;
  if (wanted[BHC_FIND_BY_AUTHOR] != NULL && !is_written_by (wanted[BHC_FIND_BY_AUTHOR], saying))
    return FALSE;
  if (unwanted[BHC_FIND_BY_AUTHOR] != NULL && is_written_by (unwanted[BHC_FIND_BY_AUTHOR], saying))
    return FALSE;
  if (wanted[BHC_FIND_BY_HAVING] != NULL && !has_what (wanted[BHC_FIND_BY_HAVING], saying, rated))
    return FALSE;
  if (unwanted[BHC_FIND_BY_HAVING] != NULL &&
      has_what (unwanted[BHC_FIND_BY_HAVING], saying, rated))
    return FALSE;

  return bh_find_matches (self->query, saying->body);
}
