/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/find/bhd-find-plan-private.h"

#include "common/find/bh-find-fold.h"
#include "common/find/bh-find-match.h"
#include "server/desk/contacts/bhd-contacts.h"

#include <string.h>

#define CONTACTS 200 /* of one name */
#define NEARBY 500   /* conversations: so few are read whole, without the index */

/* Which operator asks for what, and what its names are those of. */
static const struct
{
  BhFindField field;
  BhdFindBy by;
  gboolean named;
} asked[] = {
  { BH_FIND_FROM, BHD_FIND_BY_AUTHOR, TRUE },
  { BH_FIND_STATUS, BHD_FIND_BY_STATUS, FALSE },
  { BH_FIND_ASSIGNEE, BHD_FIND_BY_ASSIGNEE, TRUE },
  { BH_FIND_TEAM, BHD_FIND_BY_TEAM, TRUE },
  { BH_FIND_CHANNEL, BHD_FIND_BY_CHANNEL, FALSE },
  { BH_FIND_PRIORITY, BHD_FIND_BY_PRIORITY, FALSE },
  { BH_FIND_CONTACT, BHD_FIND_BY_CONTACT, TRUE },
  { BH_FIND_LABEL, BHD_FIND_BY_LABEL, TRUE },
  { BH_FIND_HAS, BHD_FIND_BY_HAVING, FALSE },
};

void
bhd_find_plan_free (BhdFindPlan *self)
{
  for (guint i = 0; i < BHD_FIND_N_BY; i++)
    {
      if (self->wanted[i] != NULL)
        g_string_free (self->wanted[i], TRUE);
      if (self->unwanted[i] != NULL)
        g_string_free (self->unwanted[i], TRUE);
    }
  g_free (self->match);
  g_free (self->nearby);
  g_free (self);
}

/* Whoever bears a name with these words in a row, each the beginning of one. */
typedef struct
{
  const char *folded;
  GString *words;
} Bearer;

static void
add_word (GString *words, const char *word)
{
  g_string_append (words, word);
  g_string_append_c (words, '|');
}

static void
name_cb (const char *id, const char *name, gpointer data)
{
  const Bearer *bearer = data;
  g_autofree char *folded = bh_find_fold (name);
  g_autofree char *spaced = g_strconcat (" ", folded, NULL);
  g_autofree char *wanted = g_strconcat (" ", bearer->folded, NULL);

  if (strstr (spaced, wanted) != NULL)
    add_word (bearer->words, id);
}

/* Whoever has it in name, address or external id; those who were active last, where many have. */
static gboolean
add_contacts (BhdTurn *turn,
              const BhdCaller *
              operator,
              const BhFindTerm * term,
              GString *words,
              GError **error)
{
  const BhdContactSearch search = { .query = term->text, .limit = CONTACTS };
  g_autoptr (GPtrArray) entries =
      bhd_contacts_list (turn, operator->organization_id, &search, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    add_word (words, ((BhdContactEntry *) entries->pdata[i])->row->id);
  return entries != NULL;
}

static gboolean
add_names (BhdTurn *turn,
           const BhdCaller *
           operator,
           BhdFindBy by,
           const BhFindTerm *term,
           GString *words,
           GError **error)
{
  Bearer bearer = { term->folded, words };

  if (*term->folded == '\0') /* signs alone: nobody's name */
    return TRUE;
  if (by != BHD_FIND_BY_CONTACT &&
      !bhd_find_rows_names (turn->db, operator->organization_id, by, name_cb, &bearer, error))
    return FALSE;
  return (by != BHD_FIND_BY_CONTACT && by != BHD_FIND_BY_AUTHOR) ||
         add_contacts (turn, operator, term, words, error);
}

/* The words that a term stands for, into @words. */
static gboolean
add_term (BhdTurn *turn,
          const BhdCaller *
          operator,
          guint row,
          const BhFindTerm *term,
          GString *words,
          GError **error)
{
  if (term->listed != NULL)
    add_word (words, g_str_equal (term->listed, "me") ? operator->operator_id : term->listed);
  else if (asked[row].named)
    return add_names (turn, operator, asked[row].by, term, words, error);
  return TRUE;
}

static gboolean
plan_row (BhdFindPlan *self,
          BhdTurn *turn,
          const BhdCaller *
          operator,
          const BhFindQuery * query,
          guint row,
          GError **error)
{
  const BhFindTerm *term = NULL;
  BhdFindBy by = asked[row].by;

  while ((term = bh_find_query_next (query, asked[row].field, term)) != NULL)
    {
      GString **words = term->negated ? &self->unwanted[by] : &self->wanted[by];

      if (*words == NULL)
        *words = g_string_new ("|");
      if (!add_term (turn, operator, row, term, *words, error))
        return FALSE;
    }
  self->filter.wanted[by] = self->wanted[by] != NULL ? self->wanted[by]->str : NULL;
  self->filter.unwanted[by] = self->unwanted[by] != NULL ? self->unwanted[by]->str : NULL;
  return TRUE;
}

static void
plan_days (BhdFindPlan *self, const BhFindQuery *query)
{
  const BhFindTerm *term = NULL;

  while ((term = bh_find_query_next (query, BH_FIND_AFTER, term)) != NULL)
    self->filter.from_us = MAX (self->filter.from_us, term->us);
  while ((term = bh_find_query_next (query, BH_FIND_BEFORE, term)) != NULL)
    self->filter.before_us = MIN (self->filter.before_us, term->us);
}

/* “|a|b|” as a JSON array. */
static char *
words_to_json (const GString *words)
{
  g_auto (GStrv) parts = g_strsplit (words->str + 1, "|", -1);
  GString *json = g_string_new ("[");

  for (guint i = 0; parts[i] != NULL && *parts[i] != '\0'; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", parts[i]);
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

/* Conversations of some contacts, or with some labels, are far apart in the index, and found at
 * once where they are few. */
static gboolean
plan_nearby (BhdFindPlan *self, BhdTurn *turn, BhdFindBy by, GError **error)
{
  g_autofree char *ids = NULL;
  g_autoptr (GError) inner = NULL;

  if (self->nearby != NULL || self->wanted[by] == NULL)
    return TRUE;
  ids = words_to_json (self->wanted[by]);
  self->nearby =
      bhd_find_rows_nearby (turn->db, self->filter.organization_id, by, ids, NEARBY, &inner);
  self->filter.nearby = self->nearby;
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

BhdFindPlan *
bhd_find_plan_new (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const BhFindQuery * query,
                   GError **error)
{
  g_autoptr (BhdFindPlan) self = g_new0 (BhdFindPlan, 1);

  self->filter.organization_id = operator->organization_id;
  self->filter.before_us = G_MAXINT64;
  self->match = bh_find_query_to_fts5 (query);
  self->filter.match = self->match;
  plan_days (self, query);
  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (!plan_row (self, turn, operator, query, i, error))
      return NULL;
  if (!plan_nearby (self, turn, BHD_FIND_BY_CONTACT, error) ||
      !plan_nearby (self, turn, BHD_FIND_BY_LABEL, error))
    return NULL;
  return g_steal_pointer (&self);
}
