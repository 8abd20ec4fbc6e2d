/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/rows/contacts/bhd-contact-list.h"

#include "common/bh-db-row.h"

#include <string.h>

#define LAST_CHARACTER "\xf4\x8f\xbf\xbf" /* sorts behind whatever a word goes on with */

#define COLUMNS                                                                                    \
  "k.id, k.name, k.email, k.metadata, k.attributes, k.external_id, k.created_us, k.blocked_us, "   \
  "k.last_us"
#define READ                                                                                       \
  "SELECT " COLUMNS ", (SELECT COUNT(*) FROM conversation c "                                      \
  "WHERE c.organization_id = $1 AND c.contact_id = k.id) FROM "
#define BEHIND "k.organization_id = $1 AND (k.last_us, k.id) < ($2, $3) "
#define NEWEST "ORDER BY k.last_us DESC, k.id DESC LIMIT "
#define HAS_WORDS                                                                                  \
  "k.words LIKE $5 ESCAPE '!' AND k.words LIKE $6 ESCAPE '!' AND k.words LIKE $7 ESCAPE '!' "      \
  "AND k.words LIKE $8 ESCAPE '!' "

void
bhd_contact_entry_free (BhdContactEntry *self)
{
  bhd_contact_row_free (self->row);
  g_free (self);
}

static BhdContactRow *
read_contact (BhDbRow *row)
{
  BhdContactRow *self = g_new0 (BhdContactRow, 1);

  self->id = bh_db_row_dup_text (row);
  self->name = bh_db_row_dup_text (row);
  self->email = bh_db_row_dup_text (row);
  self->metadata = bh_db_row_dup_text (row);
  self->attributes = bh_db_row_dup_text (row);
  self->external_id = bh_db_row_dup_text (row);
  self->created_us = bh_db_row_int (row);
  self->blocked_us = bh_db_row_int (row);
  self->last_us = bh_db_row_int (row);
  return self;
}

static void
add_entry (BhDbRow *row, gpointer list)
{
  BhdContactEntry *entry = g_new0 (BhdContactEntry, 1);

  entry->row = read_contact (row);
  entry->conversations = bh_db_row_int (row);
  g_ptr_array_add (list, entry);
}

static void
add_row (BhDbRow *row, gpointer list)
{
  g_ptr_array_add (list, read_contact (row));
}

static GPtrArray *
read_list (BhDb *db, const char *sql, const BhDbValue *params, guint n_params, GError **error)
{
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_contact_entry_free);

  if (bh_db_each (db, sql, params, n_params, add_entry, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

/* What LIKE finds at the beginning of a word; NULL: in every text. */
static char *
pattern_of (const char *word)
{
  GString *pattern = g_string_new (word != NULL ? "% " : "%");

  for (; word != NULL && *word != '\0'; word++)
    {
      if (*word == '%' || *word == '_' || *word == '!')
        g_string_append_c (pattern, '!');
      g_string_append_c (pattern, *word);
    }
  if (word != NULL)
    g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

/* The longest is the one the fewest have. */
static const char *
pick_rarest (const char *const *words)
{
  const char *rarest = words[0];

  for (guint i = 1; words[i] != NULL; i++)
    if (strlen (words[i]) > strlen (rarest))
      rarest = words[i];
  return rarest;
}

static gboolean
is_rare (BhDb *db,
         const char *organization_id,
         const char *word,
         const char *end,
         gboolean *rare,
         GError **error)
{
  static const char sql[] =
      "SELECT COUNT(*) FROM (SELECT 1 FROM contact_word WHERE organization_id = $1 "
      "AND word >= $2 AND word < $3 LIMIT $4) w";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (word), BH_TEXT (end),
                               BH_INT (BHD_CONTACT_RARE + 1) };
  gint64 count = 0;

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), bh_db_row_keep_int, &count, error) < 0)
    return FALSE;
  *rare = count <= BHD_CONTACT_RARE;
  return TRUE;
}

static GPtrArray *
look_for (BhDb *db, const BhdContactFilter *filter, BhDbValue *params, GError **error)
{
  static const char rare_sql[] =
      READ "contact k WHERE " BEHIND "AND " HAS_WORDS
           "AND k.id IN (SELECT contact_id FROM contact_word WHERE organization_id = $1 "
           "AND word >= $9 AND word < $10) " NEWEST "$4";
  static const char walk_sql[] =
      READ "(SELECT * FROM contact k WHERE " BEHIND NEWEST "$9) k WHERE " HAS_WORDS NEWEST "$4";
  const char *word = pick_rarest (filter->words);
  g_autofree char *end = g_strconcat (word, LAST_CHARACTER, NULL);
  gboolean rare = FALSE;

  if (!is_rare (db, filter->organization_id, word, end, &rare, error))
    return NULL;
  params[8] = rare ? (BhDbValue) BH_TEXT (word) : (BhDbValue) BH_INT (BHD_CONTACT_WALKED);
  params[9] = (BhDbValue) BH_TEXT (end);
  return read_list (db, rare ? rare_sql : walk_sql, params, rare ? 10 : 9, error);
}

GPtrArray *
bhd_contact_list_read (BhDb *db, const BhdContactFilter *filter, GError **error)
{
  static const char sql[] = READ "contact k WHERE " BEHIND NEWEST "$4";
  char *patterns[BHD_CONTACT_LOOKED_FOR];
  BhDbValue params[10] = { BH_TEXT (filter->organization_id),
                           BH_INT (filter->before_us > 0 ? filter->before_us : G_MAXINT64),
                           BH_TEXT (filter->before_id != NULL ? filter->before_id : ""),
                           BH_INT (filter->limit) };
  GPtrArray *list;

  if (filter->words == NULL || filter->words[0] == NULL)
    return read_list (db, sql, params, 4, error);

  for (guint i = 0, n = g_strv_length ((char **) filter->words); i < G_N_ELEMENTS (patterns); i++)
    {
      patterns[i] = pattern_of (i < n ? filter->words[i] : NULL);
      params[4 + i] = (BhDbValue) BH_TEXT (patterns[i]);
    }
  list = look_for (db, filter, params, error);
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    g_free (patterns[i]);
  return list;
}

/* The text of all its words, or NULL. */
static gboolean
read_words (BhDb *db,
            const char *organization_id,
            const char *contact_id,
            char **text,
            GError **error)
{
  static const char sql[] = "SELECT words FROM contact WHERE organization_id = $1 AND id = $2";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row = bh_db_query_row (
      db, "(ms)", sql, g_variant_new ("(ss)", organization_id, contact_id), &inner);

  if (row != NULL)
    g_variant_get (row, "(ms)", text);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
change_each (BhDb *db,
             const char *sql,
             const char *organization_id,
             const char *contact_id,
             const char *const *words,
             GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (words[i]),
                                   BH_TEXT (contact_id) };

      if (*words[i] != '\0' && !bh_db_put (db, sql, params, G_N_ELEMENTS (params), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
drop_each (BhDb *db,
           const char *organization_id,
           const char *contact_id,
           const char *text,
           GError **error)
{
  static const char sql[] = "DELETE FROM contact_word WHERE organization_id = $1 AND word = $2 "
                            "AND contact_id = $3";
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  return change_each (db, sql, organization_id, contact_id, (const char *const *) words, error);
}

static gboolean
put_text (BhDb *db,
          const char *organization_id,
          const char *contact_id,
          const char *text,
          GError **error)
{
  static const char sql[] = "UPDATE contact SET words = $3 WHERE organization_id = $1 AND id = $2";

  return bh_db_exec (db, sql, g_variant_new ("(sss)", organization_id, contact_id, text), error);
}

gboolean
bhd_contact_list_put_words (BhDb *db,
                            const char *organization_id,
                            const char *contact_id,
                            const char *const *words,
                            GError **error)
{
  static const char sql[] =
      "INSERT INTO contact_word (organization_id, word, contact_id) VALUES ($1, $2, $3) "
      "ON CONFLICT DO NOTHING";
  g_autofree char *joined = g_strjoinv (" ", (char **) words);
  g_autofree char *text = g_strconcat (*joined != '\0' ? " " : "", joined, NULL);
  g_autofree char *before = NULL;

  if (!read_words (db, organization_id, contact_id, &before, error))
    return FALSE;
  if (g_strcmp0 (before, text) == 0)
    return TRUE;
  return drop_each (db, organization_id, contact_id, before, error) &&
         change_each (db, sql, organization_id, contact_id, words, error) &&
         put_text (db, organization_id, contact_id, text, error);
}

gboolean
bhd_contact_list_drop_words (BhDb *db,
                             const char *organization_id,
                             const char *contact_id,
                             GError **error)
{
  g_autofree char *text = NULL;

  return read_words (db, organization_id, contact_id, &text, error) &&
         drop_each (db, organization_id, contact_id, text, error);
}

GPtrArray *
bhd_contact_list_without_words (BhDb *db, const char *organization_id, guint limit, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM contact k "
                            "WHERE k.organization_id = $1 AND k.words IS NULL LIMIT $2";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (limit) };
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_contact_row_free);

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_row, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}
