/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/cache/find/bhc-find-look-private.h"

#include "common/bh-db-row.h"
#include "common/bh-json-reader.h"
#include "console/client/cache/find/bhc-find-contacts-private.h"
#include "console/client/cache/find/bhc-find-plan-private.h"

#include <string.h>

/* How many messages are looked at: first a few, as most searches need no more; then more at a time.
 * Who waits for the first page is to see something soon. */
#define FIRST_WINDOW 60
#define GROWTH 5
#define LAST_OF_FIRST 1500
#define LAST_WINDOW 7500
#define END_SEQ (G_GINT64_CONSTANT (1) << 39) /* behind every number */
#define CLOCK_US G_TIME_SPAN_HOUR
#define NEARBY 500 /* conversations: so few are read whole, without the index */
#define RECORD_MAX (4 * 1024 * 1024)

/* Where the candidates come from: by their words, all of them, or those of some contacts. */
#define BY_WORDS                                                                                   \
  "SELECT w.rowid AS seq, s.row AS row FROM said_words w CROSS JOIN said s ON s.seq = w.rowid "    \
  "WHERE w.said_words MATCH $4 AND w.rowid >= $1 AND w.rowid < $2 ORDER BY w.rowid DESC LIMIT $3"
#define BY_AGE                                                                                     \
  "SELECT s.seq AS seq, s.row AS row FROM said s WHERE $4 IS NULL AND s.seq >= $1 AND s.seq < $2 " \
  "ORDER BY s.seq DESC LIMIT $3"
#define BY_CONTACT                                                                                 \
  "SELECT m.seq AS seq, m.rowid AS row FROM json_each ($4) j "                                     \
  "CROSS JOIN kept.conversation n ON n.contact_id = j.value "                                      \
  "CROSS JOIN kept.message m ON m.conversation_id = n.id "                                         \
  "WHERE m.seq >= $1 AND m.seq < $2 ORDER BY m.seq DESC LIMIT $3"
#define READ(candidates)                                                                           \
  "SELECT p.seq, c.row, m.record, c.record FROM (" candidates ") p "                               \
  "LEFT JOIN kept.message m ON m.rowid = p.row AND m.seq = p.seq "                                 \
  "LEFT JOIN kept.conversation c ON c.id = m.conversation_id ORDER BY p.seq DESC"

/* What is known of a conversation that was looked at. */
typedef enum
{
  CASE_UNKNOWN,
  CASE_LEFT_OUT,
  CASE_FITS,
  CASE_FITS_AND_RATED,
} Verdict;

/* One look, from its first window to its last. */
typedef struct
{
  const BhcFindPlan *plan;
  const char *sql;
  char *nearby;         /* (nullable) contacts, a JSON list */
  GHashTable *verdicts; /* row of a conversation → Verdict */
  BhcFindPage *page;
  gint64 from_seq, below_seq;
  guint last_window;
  guint limit;
  guint n_rows;
} Look;

static void
look_clear (Look *look)
{
  g_clear_pointer (&look->nearby, g_free);
  g_clear_pointer (&look->verdicts, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

BhcFindWish *
bhc_find_wish_new (const char *text, GTimeZone *zone, gint64 below_seq, guint limit)
{
  BhcFindWish *self = g_new0 (BhcFindWish, 1);

  self->text = g_strdup (text);
  self->zone = g_time_zone_ref (zone);
  self->below_seq = below_seq;
  self->limit = limit;

  return self;
}

void
bhc_find_wish_free (BhcFindWish *self)
{
  g_free (self->text);
  g_time_zone_unref (self->zone);
  g_free (self);
}

static void
free_hit (gpointer data)
{
  BhcFindHit *hit = data;

  g_clear_pointer (&hit->message, bh_message_unref);
  g_clear_pointer (&hit->conversation, bh_conversation_unref);
  g_free (hit);
}

BhcFindPage *
bhc_find_page_new (void)
{
  BhcFindPage *self = g_new0 (BhcFindPage, 1);

  self->hits = g_ptr_array_new_with_free_func (free_hit);
  self->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_find_contact_free);

  return self;
}

void
bhc_find_page_free (BhcFindPage *self)
{
  g_ptr_array_unref (self->hits);
  g_ptr_array_unref (self->contacts);
  g_free (self);
}

/* ---- one candidate ---- */

static Verdict
judge (const Look *look, const char *record)
{
  BhcFindCase facts;
  Verdict verdict = CASE_LEFT_OUT;

  if (!bhc_find_case_read (&facts, record, NULL))
    return CASE_LEFT_OUT;
  if (bhc_find_plan_fits_case (look->plan, &facts))
    verdict = facts.rated ? CASE_FITS_AND_RATED : CASE_FITS;
  bhc_find_case_clear (&facts);

  return verdict;
}

/* Of one conversation several messages are looked at. */
static Verdict
find_verdict (const Look *look, gint64 row, const char *record)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) row);
  Verdict verdict = (Verdict) GPOINTER_TO_UINT (g_hash_table_lookup (look->verdicts, key));

  if (verdict != CASE_UNKNOWN)
    return verdict;

  verdict = bhc_find_plan_takes_any_case (look->plan) ? CASE_FITS : judge (look, record);
  g_hash_table_insert (look->verdicts, key, GUINT_TO_POINTER (verdict));
  return verdict;
}

static gboolean
fits (const Look *look, const char *record, Verdict verdict)
{
  BhcFindSaying saying;
  gboolean fit;

  if (!bhc_find_saying_read (&saying, record, NULL))
    return FALSE;

  fit = saying.kind != BH_MESSAGE_NOTICE &&
        bhc_find_plan_fits_saying (look->plan, &saying, verdict == CASE_FITS_AND_RATED);
  bhc_find_saying_clear (&saying);
  return fit;
}

static void
add_hit (BhcFindPage *page, const char *message, const char *conversation)
{
  g_autoptr (JsonNode) one = bh_json_parse_object (message, strlen (message), RECORD_MAX, NULL);
  g_autoptr (JsonNode) other =
      bh_json_parse_object (conversation, strlen (conversation), RECORD_MAX, NULL);
  BhcFindHit *hit = g_new0 (BhcFindHit, 1);

  if (one != NULL && other != NULL)
    {
      hit->message = bh_message_from_json (json_node_get_object (one), NULL);
      hit->conversation = bh_conversation_from_json (json_node_get_object (other), NULL);
    }
  if (hit->message != NULL && hit->conversation != NULL)
    g_ptr_array_add (page->hits, hit);
  else
    free_hit (hit);
}

static void
take_candidate (BhDbRow *row, gpointer data)
{
  Look *look = data;
  gint64 seq = bh_db_row_int (row);
  gint64 where = bh_db_row_int (row);
  const char *message = bh_db_row_text (row);
  const char *conversation = bh_db_row_text (row);
  Verdict verdict;

  if (look->page->hits->len == look->limit)
    return;

  look->n_rows++;
  look->below_seq = seq;
  if (message == NULL || conversation == NULL)
    return;
  verdict = find_verdict (look, where, conversation);
  if (verdict != CASE_LEFT_OUT && fits (look, message, verdict))
    add_hit (look->page, message, conversation);
}

/* ---- windows ---- */

static gboolean
look_at (BhDb *index, Look *look, guint window, gboolean *done, GError **error)
{
  const BhDbValue params[] = {
    BH_INT (look->from_seq),
    BH_INT (look->below_seq),
    BH_INT (window),
    BH_TEXT (look->nearby != NULL ? look->nearby : look->plan->match),
  };
  int n = 0;

  n = bh_db_each (index, look->sql, params, G_N_ELEMENTS (params), take_candidate, look, error);
  if (n < 0)
    return FALSE;

  *done = look->page->hits->len == look->limit;
  if (!*done && n < (int) window)
    {
      look->below_seq = 0;
      *done = TRUE;
    }

  return TRUE;
}

static gboolean
fill (BhDb *index, Look *look, GCancellable *cancellable, GError **error)
{
  gboolean done = FALSE;

  for (guint window = FIRST_WINDOW; !done && window <= look->last_window; window *= GROWTH)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !look_at (index, look, window, &done, error))
      return FALSE;

  look->page->below_seq = look->below_seq;
  return TRUE;
}

/* About which number was said at @us. */
static gint64
find_seq_at (BhDb *index, gint64 us, GError **error)
{
  static const char sql[] = "SELECT us FROM said WHERE seq < $1 ORDER BY seq DESC LIMIT 1";
  gint64 low = 0, high = END_SEQ;

  while (high - low > 1)
    {
      gint64 middle = low + (high - low) / 2;
      const BhDbValue params[] = { BH_INT (middle) };
      gint64 said_us = 0;

      if (bh_db_each (index, sql, params, 1, bh_db_row_keep_int, &said_us, error) < 0)
        return -1;
      if (said_us < us)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* Days bound the numbers that are looked at; not to the moment, as clocks are set now and then. */
static gboolean
narrow (BhDb *index, Look *look, GError **error)
{
  gint64 seq = 0;

  if (look->plan->from_us > 0)
    look->from_seq = find_seq_at (index, look->plan->from_us - CLOCK_US, error);
  if (look->from_seq < 0)
    return FALSE;
  if (look->plan->before_us < G_MAXINT64)
    seq = find_seq_at (index, look->plan->before_us + CLOCK_US, error);
  if (look->plan->before_us < G_MAXINT64 && seq >= 0)
    look->below_seq = MIN (look->below_seq, seq + 1);

  return seq >= 0;
}

/* Conversations of some contacts are far apart in the index, and found at once where they are few.
 */
static gboolean
choose_way (BhDb *index, Look *look, GError **error)
{
  static const char by_words[] = READ (BY_WORDS);
  static const char by_age[] = READ (BY_AGE);
  static const char by_contact[] = READ (BY_CONTACT);
  static const char count[] = "SELECT COUNT (*) FROM (SELECT 1 FROM json_each ($1) j "
                              "CROSS JOIN kept.conversation n ON n.contact_id = j.value LIMIT $2)";
  GHashTable *contacts = look->plan->wanted[BHC_FIND_BY_CONTACT];
  g_autofree char **ids = NULL;
  g_autofree char *joined = NULL;
  gint64 n = 0;

  look->sql = look->plan->match != NULL ? by_words : by_age;
  if (contacts == NULL)
    return TRUE;

  ids = (char **) g_hash_table_get_keys_as_array (contacts, NULL);
  joined = g_strjoinv ("\",\"", ids); /* ids are letters, digits and “-” */
  look->nearby = *joined != '\0' ? g_strconcat ("[\"", joined, "\"]", NULL) : g_strdup ("[]");
  if (bh_db_each (index, count, (const BhDbValue[]){ BH_TEXT (look->nearby), BH_INT (NEARBY + 1) },
                  2, bh_db_row_keep_int, &n, error) < 0)
    return FALSE;
  if (n <= NEARBY)
    look->sql = by_contact;
  else
    g_clear_pointer (&look->nearby, g_free);

  return TRUE;
}

static gboolean
add_contacts (BhDb *index, BhcFindPage *page, const BhFindQuery *query, GError **error)
{
  g_autofree char *words = bh_find_query_words (query);
  GPtrArray *contacts = bhc_find_contacts (index, words, BHC_FIND_CONTACTS, error);

  if (contacts == NULL)
    return FALSE;

  g_ptr_array_unref (page->contacts);
  page->contacts = contacts;
  return TRUE;
}

BhcFindPage *
bhc_find_look (BhDb *index,
               const char *me,
               const BhcFindWish *wish,
               GCancellable *cancellable,
               GError **error)
{
  BhFindQuery *query = bh_find_query_parse (wish->text, wish->zone, error);
  g_autoptr (BhcFindPlan) plan = query != NULL ? bhc_find_plan_new (index, me, query, error) : NULL;
  g_autoptr (BhcFindPage) page = bhc_find_page_new ();
  g_auto (Look) look = { .plan = plan, .page = page };

  if (plan == NULL)
    return NULL;

  look.below_seq = wish->below_seq > 0 ? wish->below_seq : END_SEQ;
  look.last_window = wish->below_seq > 0 ? LAST_WINDOW : LAST_OF_FIRST;
  look.limit = MIN (wish->limit, BHC_FIND_PAGE);
  look.verdicts = g_hash_table_new (NULL, NULL);
  if (!choose_way (index, &look, error) || !narrow (index, &look, error) ||
      !fill (index, &look, cancellable, error))
    return NULL;
  if (wish->below_seq == 0 && !add_contacts (index, page, plan->query, error))
    return NULL;

  return g_steal_pointer (&page);
}
