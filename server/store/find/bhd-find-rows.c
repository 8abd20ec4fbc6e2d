/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/store/find/bhd-find-rows.h"

#include "common/bh-db-row.h"
#include "server/store/find/bhd-find-index-private.h"

/* Where the candidates come from: by their words, all of them, or those of some conversations. */
#define BY_WORDS                                                                                   \
  "SELECT w.rowid AS place, s.message_id AS id FROM found.said_words w "                           \
  "CROSS JOIN found.said s ON s.place = w.rowid "                                                  \
  "WHERE w.said_words MATCH $5 AND w.rowid >= $2 AND w.rowid < $3 ORDER BY w.rowid DESC LIMIT $4"
#define BY_AGE                                                                                     \
  "SELECT s.place AS place, s.message_id AS id FROM found.said s "                                 \
  "WHERE $5 IS NULL AND s.place >= $2 AND s.place < $3 ORDER BY s.place DESC LIMIT $4"
#define NEARBY                                                                                     \
  "SELECT n.seq AS place, n.id AS id FROM json_each ($5) j "                                       \
  "CROSS JOIN message n ON n.organization_id = $1 AND n.conversation_id = j.value "                \
  "WHERE n.seq >= $2 AND n.seq < $3 AND n.kind <> 'notice' ORDER BY n.seq DESC LIMIT $4"

/* Whether what @expression says is among the words of @wanted, and not of @unwanted. */
#define IN(words, expression) "instr(" words ", '|' || " expression " || '|') > 0"
#define FITS(wanted, unwanted, expression)                                                         \
  "AND (" wanted                                                                                   \
  " IS NULL OR " IN (wanted, expression) ") "                                                      \
                                         "AND (" unwanted                                          \
                                         " IS NULL OR NOT " IN (unwanted, expression) ") "
#define HAS(words, word, condition) "(" IN (words, "'" word "'") " AND " condition ")"

#define WRITTEN_BY(words)                                                                          \
  "(" IN (words, "m.author") " OR " IN (words, "COALESCE(m.author_id, '-')") ")"
#define LABELLED(words)                                                                            \
  "EXISTS (SELECT 1 FROM conversation_label l WHERE l.organization_id = $1 "                       \
  "AND l.conversation_id = c.id AND " IN (words, "l.label_id") ")"
#define WITH_FILE                                                                                  \
  "EXISTS (SELECT 1 FROM attachment a WHERE a.organization_id = $1 "                               \
  "AND a.conversation_id = c.id AND a.message_id = m.id)"
#define HAVING(words)                                                                              \
  "(" HAS (words, "attachment", WITH_FILE) " OR " HAS (                                            \
      words, "note", "m.kind = 'note'") " OR " HAS (words, "csat", "c.csat_score IS NOT NULL") ")"
#define EITHER(wanted, unwanted, CONDITION)                                                        \
  "AND (" wanted " IS NULL OR " CONDITION (wanted) ") "                                            \
                                                   "AND (" unwanted                                \
                                                   " IS NULL OR NOT " CONDITION (unwanted) ") "

#define READ(candidates)                                                                                               \
  "SELECT p.place, m.id IS NOT NULL AND c.id IS NOT NULL "                                                             \
  "AND m.created_us >= $6 AND m.created_us < $7 " EITHER ("$8", "$9", WRITTEN_BY) FITS (                               \
      "$10", "$11", "c.status") FITS ("$12", "$13", "COALESCE(c.assignee_id, 'none')")                                 \
      FITS ("$14", "$15", "COALESCE(c.team_id, 'none')") FITS ("$16", "$17", "c.channel") FITS (                       \
          "$18", "$19", "c.priority") FITS ("$20", "$21", "c.contact_id")                                              \
          EITHER ("$22", "$23", LABELLED) EITHER (                                                                     \
              "$24", "$25",                                                                                            \
              HAVING) ", m.id, m.conversation_id, m.author, m.author_id, m.author_name, m.kind, m.body, m.created_us " \
                      "FROM (" candidates ") p "                                                                       \
                      "LEFT JOIN message m ON m.organization_id = $1 AND m.id = p.id "                                 \
                      "LEFT JOIN conversation c ON c.organization_id = $1 AND c.id = m.conversation_id "               \
                      "ORDER BY p.place DESC"

#define N_FIRST 7 /* parameters before the words */

void
bhd_find_candidate_free (BhdFindCandidate *self)
{
  g_clear_pointer (&self->message, bh_message_unref);
  g_free (self);
}

static BhMessage *
message_from_row (BhDbRow *row, gint64 seq)
{
  BhMessage fields = { 0 };

  fields.id = bh_db_row_dup_text (row);
  fields.conversation_id = bh_db_row_dup_text (row);
  fields.seq = seq;
  bh_author_from_string (bh_db_row_text (row), &fields.author);
  fields.author_id = bh_db_row_dup_text (row);
  fields.author_name = bh_db_row_dup_text (row);
  bh_message_kind_from_string (bh_db_row_text (row), &fields.kind);
  fields.body = bh_db_row_dup_text (row);
  fields.created_us = bh_db_row_int (row);
  return bh_message_new_take (&fields);
}

static void
add_candidate (BhDbRow *row, gpointer list)
{
  BhdFindCandidate *candidate = g_new0 (BhdFindCandidate, 1);

  candidate->seq = bh_db_row_int (row) & ((G_GINT64_CONSTANT (1) << BHD_FIND_PLACE_BITS) - 1);
  if (bh_db_row_int (row) != 0)
    candidate->message = message_from_row (row, candidate->seq);
  g_ptr_array_add (list, candidate);
}

/* 0: the index has not heard of this organisation yet. */
static gboolean
find_number (BhDb *db, const char *organization_id, gint64 *number, GError **error)
{
  static const char sql[] = "SELECT number FROM found.followed WHERE organization_id = $1";
  g_autoptr (GError) inner = NULL;
  g_autoptr (GVariant) row =
      bh_db_query_row (db, "(x)", sql, g_variant_new ("(s)", organization_id), &inner);

  *number = 0;
  if (row != NULL)
    g_variant_get (row, "(x)", number);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* @base: the organisation's first place. */
static void
fill_params (BhDbValue *params, const BhdFindFilter *filter, gint64 base)
{
  const BhDbValue first[N_FIRST] = {
    BH_TEXT (filter->organization_id),
    BH_INT (base + filter->from_seq),
    BH_INT (base + filter->below_seq),
    BH_INT (filter->window),
    BH_TEXT (filter->nearby != NULL ? filter->nearby : filter->match),
    BH_INT (filter->from_us),
    BH_INT (filter->before_us),
  };

  for (guint i = 0; i < N_FIRST; i++)
    params[i] = first[i];
  for (guint i = 0; i < BHD_FIND_N_BY; i++)
    {
      params[N_FIRST + 2 * i] = (BhDbValue) BH_TEXT (filter->wanted[i]);
      params[N_FIRST + 2 * i + 1] = (BhDbValue) BH_TEXT (filter->unwanted[i]);
    }
}

GPtrArray *
bhd_find_rows_read (BhDb *db, const BhdFindFilter *filter, GError **error)
{
  static const char by_words[] = READ (BY_WORDS);
  static const char by_age[] = READ (BY_AGE);
  static const char nearby[] = READ (NEARBY);
  const char *sql = filter->nearby != NULL ? nearby : filter->match != NULL ? by_words : by_age;
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_find_candidate_free);
  BhDbValue params[N_FIRST + 2 * BHD_FIND_N_BY] = { { 0 } };
  gint64 number = 0;

  if (filter->nearby == NULL && !find_number (db, filter->organization_id, &number, error))
    return NULL;
  fill_params (params, filter, number << BHD_FIND_PLACE_BITS);
  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_candidate, list, error) < 0)
    return NULL;
  return g_steal_pointer (&list);
}

/* When the last message before this place was said. */
static gboolean
find_time (BhDb *db, const char *organization_id, gint64 place, gint64 *us, GError **error)
{
  static const char sql[] =
      "SELECT m.created_us FROM found.said s CROSS JOIN message m ON m.organization_id = $1 "
      "AND m.id = s.message_id WHERE s.place < $2 AND s.place >= $3 ORDER BY s.place DESC LIMIT 1";
  gint64 base = place >> BHD_FIND_PLACE_BITS << BHD_FIND_PLACE_BITS;
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_INT (place), BH_INT (base) };

  *us = 0;
  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), bh_db_row_keep_int, us, error) >= 0;
}

gint64
bhd_find_rows_seq_at (BhDb *db, const char *organization_id, gint64 us, GError **error)
{
  gint64 low = 0, high = G_GINT64_CONSTANT (1) << (BHD_FIND_PLACE_BITS - 1);
  gint64 number = 0, said_us = 0;

  if (!find_number (db, organization_id, &number, error))
    return -1;
  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;

      if (!find_time (db, organization_id, (number << BHD_FIND_PLACE_BITS) | middle, &said_us,
                      error))
        return -1;
      if (said_us < us)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
add_id (BhDbRow *row, gpointer data)
{
  g_ptr_array_add (data, bh_db_row_dup_text (row));
}

static char *
ids_to_json (GPtrArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++) /* ids are letters, digits and “-” */
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "", (const char *) ids->pdata[i]);
  return g_string_free (g_string_append_c (json, ']'), FALSE);
}

char *
bhd_find_rows_nearby (BhDb *db,
                      const char *organization_id,
                      BhdFindBy by,
                      const char *ids,
                      guint limit,
                      GError **error)
{
  static const char contacts[] =
      "SELECT DISTINCT c.id FROM json_each ($2) j CROSS JOIN conversation c "
      "ON c.organization_id = $1 AND c.contact_id = j.value LIMIT $3";
  static const char labels[] =
      "SELECT DISTINCT l.conversation_id FROM json_each ($2) j CROSS JOIN conversation_label l "
      "ON l.organization_id = $1 AND l.label_id = j.value LIMIT $3";
  const BhDbValue params[] = { BH_TEXT (organization_id), BH_TEXT (ids), BH_INT (limit + 1) };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *sql = by == BHD_FIND_BY_CONTACT ? contacts : labels;

  if (bh_db_each (db, sql, params, G_N_ELEMENTS (params), add_id, found, error) < 0)
    return NULL;
  return found->len <= limit ? ids_to_json (found) : NULL;
}

typedef struct
{
  BhdFindNameFunc func;
  gpointer data;
} Names;

static void
tell_name (BhDbRow *row, gpointer data)
{
  const Names *names = data;
  const char *id = bh_db_row_text (row);

  names->func (id, bh_db_row_text (row), names->data);
}

gboolean
bhd_find_rows_names (BhDb *db,
                     const char *organization_id,
                     BhdFindBy by,
                     BhdFindNameFunc func,
                     gpointer data,
                     GError **error)
{
  static const char operators[] = "SELECT id, name FROM operator WHERE organization_id = $1";
  static const char teams[] = "SELECT id, name FROM team WHERE organization_id = $1";
  static const char labels[] = "SELECT id, name FROM label WHERE organization_id = $1";
  const char *sql = by == BHD_FIND_BY_TEAM ? teams : by == BHD_FIND_BY_LABEL ? labels : operators;
  const BhDbValue params[] = { BH_TEXT (organization_id) };
  Names names = { func, data };

  return bh_db_each (db, sql, params, G_N_ELEMENTS (params), tell_name, &names, error) >= 0;
}
