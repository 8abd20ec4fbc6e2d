/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-db-row.h"
#include "common/find/bh-find-fold.h"
#include "console/client/cache/find/bhc-find-record.h"

#include <string.h>

#include "console/client/cache/find/bhc-find-contacts-private.h"

#define NOBODYS_NAME "Visitor" /* which the daemon calls who has not told a name */
#define WORDS_MAX 4
#define LOOKED_AT 2000 /* of those with a common beginning: who became known last */

/* ---- following ---- */

typedef struct
{
  gint64 number;
  char *words;
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->words, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static void
keep_known (BhDbRow *row, gpointer data)
{
  Known *known = data;

  known_clear (known);
  known->number = bh_db_row_int (row);
  known->words = bh_db_row_dup_text (row);
}

static void
keep_text (BhDbRow *row, gpointer data)
{
  char **text = data;

  g_free (*text);
  *text = bh_db_row_dup_text (row);
}

static gboolean
drop (BhDb *index, const Known *known, GError **error)
{
  static const char words[] =
      "INSERT INTO known_words (known_words, rowid, words) VALUES ('delete', $1, $2)";
  static const char contact[] = "DELETE FROM known WHERE number = $1";
  const BhDbValue params[] = { BH_INT (known->number), BH_TEXT (known->words) };

  return bh_db_put (index, words, params, 2, error) && bh_db_put (index, contact, params, 1, error);
}

static gboolean
put (BhDb *index, const char *contact, gint64 row, const char *words, GError **error)
{
  static const char known[] = "INSERT INTO known (contact_id, row, words) VALUES ($1, $2, $3)";
  static const char text[] = "INSERT INTO known_words (rowid, words) "
                             "SELECT number, words FROM known WHERE contact_id = $1";
  const BhDbValue params[] = { BH_TEXT (contact), BH_INT (row), BH_TEXT (words) };

  return bh_db_put (index, known, params, 3, error) && bh_db_put (index, text, params, 1, error);
}

static char *
words_of (const BhcFindCase *facts)
{
  gboolean named = g_strcmp0 (facts->contact_name, NOBODYS_NAME) != 0;
  g_autofree char *all =
      g_strconcat (named && facts->contact_name != NULL ? facts->contact_name : "", " ",
                   facts->contact_email != NULL ? facts->contact_email : "", " ",
                   facts->contact_external_id != NULL ? facts->contact_external_id : "", NULL);

  return bh_find_fold (all);
}

static gboolean
note (BhDb *index, gint64 row, const BhcFindCase *facts, GError **error)
{
  static const char find[] = "SELECT number, words FROM known WHERE contact_id = $1";
  static const char move[] = "UPDATE known SET row = $2 WHERE number = $1";
  const BhDbValue who[] = { BH_TEXT (facts->contact_id) };
  g_auto (Known) known = { 0 };
  g_autofree char *words = words_of (facts);

  if (bh_db_each (index, find, who, 1, keep_known, &known, error) < 0)
    return FALSE;
  if (known.words != NULL && strcmp (known.words, words) == 0)
    return bh_db_put (index, move, (const BhDbValue[]){ BH_INT (known.number), BH_INT (row) }, 2,
                      error);

  return (known.words == NULL || drop (index, &known, error)) &&
         put (index, facts->contact_id, row, words, error);
}

/* The row told of @contact before, and no longer does: another may. */
static gboolean
forget (BhDb *index, const char *contact, GError **error)
{
  static const char find[] = "SELECT number, words FROM known WHERE contact_id = $1";
  static const char other[] =
      "SELECT record FROM kept.conversation WHERE contact_id = $1 ORDER BY row DESC LIMIT 1";
  static const char place[] = "SELECT MAX (row) FROM kept.conversation WHERE contact_id = $1";
  const BhDbValue who[] = { BH_TEXT (contact) };
  g_auto (Known) known = { 0 };
  g_autofree char *record = NULL;
  g_autofree char *row = NULL;
  BhcFindCase facts;
  gboolean noted;

  if (bh_db_each (index, other, who, 1, keep_text, &record, error) < 0 ||
      bh_db_each (index, place, who, 1, keep_text, &row, error) < 0)
    return FALSE;
  if (record == NULL || row == NULL)
    return bh_db_each (index, find, who, 1, keep_known, &known, error) >= 0 &&
           (known.words == NULL || drop (index, &known, error));
  if (!bhc_find_case_read (&facts, record, NULL))
    return TRUE;

  noted = facts.contact_id == NULL || note (index, g_ascii_strtoll (row, NULL, 10), &facts, error);
  bhc_find_case_clear (&facts);
  return noted;
}

static void
add_text (BhDbRow *row, gpointer data)
{
  g_ptr_array_add (data, bh_db_row_dup_text (row));
}

/* Whoever is no longer told of by @row. */
static gboolean
forget_others (BhDb *index, gint64 row, const char *contact, GError **error)
{
  static const char sql[] = "SELECT contact_id FROM known WHERE row = $1 AND contact_id <> $2";
  const BhDbValue params[] = { BH_INT (row), BH_TEXT (contact != NULL ? contact : "") };
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);

  if (bh_db_each (index, sql, params, 2, add_text, others, error) < 0)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    if (!forget (index, others->pdata[i], error))
      return FALSE;

  return TRUE;
}

gboolean
bhc_find_contacts_follow (BhDb *index, gint64 row, GError **error)
{
  static const char sql[] = "SELECT record FROM kept.conversation WHERE row = $1";
  const BhDbValue params[] = { BH_INT (row) };
  g_autofree char *record = NULL;
  BhcFindCase facts = { 0 };
  gboolean followed;

  if (bh_db_each (index, sql, params, 1, keep_text, &record, error) < 0)
    return FALSE;
  if (record != NULL && !bhc_find_case_read (&facts, record, NULL)) /* so it cannot be found */
    return TRUE;

  followed = forget_others (index, row, facts.contact_id, error) &&
             (facts.contact_id == NULL || note (index, row, &facts, error));
  bhc_find_case_clear (&facts);
  return followed;
}

/* ---- finding ---- */

void
bhc_find_contact_free (BhcFindContact *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->email);
  g_free (self->conversation_id);
  g_free (self);
}

/* Each piece between blanks is looked for as it stands, its end left open. */
static char *
match_of (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t\n", -1);
  GString *match = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; pieces[i] != NULL && n < WORDS_MAX; i++)
    {
      g_autofree char *folded = bh_find_fold (pieces[i]);

      if (*folded == '\0')
        continue;
      g_string_append_printf (match, "%s\"%s\" *", n > 0 ? " AND " : "", folded);
      n++;
    }

  return g_string_free (match, n == 0);
}

static void
add_contact (BhDbRow *row, gpointer list)
{
  BhcFindContact *contact = g_new0 (BhcFindContact, 1);

  contact->id = bh_db_row_dup_text (row);
  contact->last_us = bh_db_row_int (row);
  contact->conversation_id = bh_db_row_dup_text (row);
  g_ptr_array_add (list, contact);
}

static int
compare_contacts (gconstpointer a, gconstpointer b)
{
  const BhcFindContact *one = *(BhcFindContact *const *) a;
  const BhcFindContact *other = *(BhcFindContact *const *) b;

  return one->last_us < other->last_us ? 1 : one->last_us > other->last_us ? -1 : 0;
}

static gboolean
read_names (BhDb *index, BhcFindContact *contact, GError **error)
{
  static const char sql[] = "SELECT record FROM kept.conversation WHERE id = $1";
  const BhDbValue params[] = { BH_TEXT (contact->conversation_id) };
  g_autofree char *record = NULL;
  BhcFindCase facts = { 0 };

  if (bh_db_each (index, sql, params, 1, keep_text, &record, error) < 0)
    return FALSE;
  if (record != NULL)
    bhc_find_case_read (&facts, record, NULL);

  contact->name = g_strdup (facts.contact_name != NULL ? facts.contact_name : "");
  contact->email = g_strdup (facts.contact_email != NULL ? facts.contact_email : "");
  bhc_find_case_clear (&facts);
  return TRUE;
}

GPtrArray *
bhc_find_contacts (BhDb *index, const char *text, guint limit, GError **error)
{
  static const char sql[] =
      "SELECT k.contact_id, MAX (c.updated_us), c.id FROM "
      "(SELECT rowid AS number FROM known_words WHERE known_words MATCH $1 "
      " ORDER BY rowid DESC LIMIT $2) w CROSS JOIN known k ON k.number = w.number "
      "CROSS JOIN kept.conversation c ON c.contact_id = k.contact_id GROUP BY k.contact_id";
  g_autofree char *match = match_of (text);
  const BhDbValue params[] = { BH_TEXT (match), BH_INT (LOOKED_AT) };
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_find_contact_free);

  if (match == NULL)
    return g_steal_pointer (&list);
  if (bh_db_each (index, sql, params, 2, add_contact, list, error) < 0)
    return NULL;

  g_ptr_array_sort (list, compare_contacts);
  if (list->len > limit)
    g_ptr_array_set_size (list, (int) limit);
  for (guint i = 0; i < list->len; i++)
    if (!read_names (index, list->pdata[i], error))
      return NULL;

  return g_steal_pointer (&list);
}
