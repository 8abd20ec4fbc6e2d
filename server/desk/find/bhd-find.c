/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/find/bhd-find.h"

#include "common/find/bh-find-match.h"
#include "server/desk/find/bhd-find-plan-private.h"
#include "server/store/rows/bhd-conversation-rows.h"

/* How many messages are looked at: first a few, as most searches need no more; then more at a time;
 * together some 10,000, tens of milliseconds. */
#define FIRST_WINDOW 60
#define GROWTH 5
#define LAST_WINDOW 7500
#define END_SEQ (G_GINT64_CONSTANT (1) << 39) /* behind every number */
#define CLOCK_US G_TIME_SPAN_HOUR

static void
free_hit (gpointer data)
{
  BhdFindHit *hit = data;

  bh_message_unref (hit->message);
  g_clear_pointer (&hit->conversation, bh_conversation_unref);
  g_free (hit);
}

void
bhd_find_page_free (BhdFindPage *self)
{
  g_ptr_array_unref (self->hits);
  g_free (self);
}

/* Returns: whether the page is full. */
static gboolean
take_candidate (BhdFindPage *self,
                const BhFindQuery *query,
                const BhdFindCandidate *candidate,
                guint limit)
{
  BhdFindHit *hit = NULL;

  self->below_seq = candidate->seq;
  if (candidate->message == NULL || !bh_find_matches (query, candidate->message->body))
    return FALSE;
  hit = g_new0 (BhdFindHit, 1);
  hit->message = bh_message_ref (candidate->message);
  g_ptr_array_add (self->hits, hit);
  return self->hits->len == limit;
}

/* One window.  @done: (out): the page is full, or there is nothing more. */
static gboolean
look (BhdFindPage *self,
      BhdTurn *turn,
      const BhFindQuery *query,
      const BhdFindFilter *filter,
      guint limit,
      gboolean *done,
      GError **error)
{
  g_autoptr (GPtrArray) candidates = bhd_find_rows_read (turn->db, filter, error);

  if (candidates == NULL)
    return FALSE;
  *done = FALSE;
  for (guint i = 0; i < candidates->len && !*done; i++)
    *done = take_candidate (self, query, candidates->pdata[i], limit);
  if (*done || candidates->len == filter->window)
    return TRUE;
  self->below_seq = 0;
  *done = TRUE;
  return TRUE;
}

static gboolean
fill (BhdFindPage *self,
      BhdTurn *turn,
      const BhFindQuery *query,
      BhdFindFilter *filter,
      guint limit,
      GError **error)
{
  gboolean done = FALSE;

  for (guint window = FIRST_WINDOW; !done && window <= LAST_WINDOW; window *= GROWTH)
    {
      filter->window = window;
      if (!look (self, turn, query, filter, limit, &done, error))
        return FALSE;
      filter->below_seq = self->below_seq;
    }
  return TRUE;
}

/* Days bound the numbers that are looked at; not to the moment, as clocks are set now and then. */
static gboolean
narrow (BhdTurn *turn, BhdFindFilter *filter, GError **error)
{
  const char *organization_id = filter->organization_id;
  gint64 seq = 0;

  if (filter->from_us > 0)
    filter->from_seq =
        bhd_find_rows_seq_at (turn->db, organization_id, filter->from_us - CLOCK_US, error);
  if (filter->from_seq < 0)
    return FALSE;
  if (filter->before_us < G_MAXINT64)
    seq = bhd_find_rows_seq_at (turn->db, organization_id, filter->before_us + CLOCK_US, error);
  if (filter->before_us < G_MAXINT64 && seq >= 0)
    filter->below_seq = MIN (filter->below_seq, seq + 1);
  return seq >= 0;
}

/* Each conversation once. */
static gboolean
add_conversations (BhdFindPage *self, BhdTurn *turn, const char *organization_id, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) conversations = NULL;

  for (guint i = 0; i < self->hits->len; i++)
    {
      BhdFindHit *hit = self->hits->pdata[i];

      if (g_hash_table_add (known, hit->message->conversation_id))
        g_ptr_array_add (ids, hit->message->conversation_id);
    }
  conversations = bhd_conversation_rows_gather (turn->db, organization_id,
                                                (const char *const *) ids->pdata, ids->len, error);
  if (conversations == NULL)
    return FALSE;
  g_hash_table_remove_all (known);
  for (guint i = 0; i < conversations->len; i++)
    g_hash_table_insert (known, ((BhConversation *) conversations->pdata[i])->id,
                         conversations->pdata[i]);
  for (guint i = 0; i < self->hits->len; i++)
    {
      BhdFindHit *hit = self->hits->pdata[i];

      hit->conversation =
          bh_conversation_ref (g_hash_table_lookup (known, hit->message->conversation_id));
    }
  return TRUE;
}

BhdFindPage *
bhd_find_messages (BhdTurn *turn,
                   const BhdCaller *
                   operator,
                   const BhFindQuery * query,
                   gint64 below_seq,
                   guint limit,
                   GError **error)
{
  g_autoptr (BhdFindPlan) plan = bhd_find_plan_new (turn, operator, query, error);
  g_autoptr (BhdFindPage) self = NULL;

  if (plan == NULL)
    return NULL;
  self = g_new0 (BhdFindPage, 1);
  self->hits = g_ptr_array_new_with_free_func (free_hit);
  plan->filter.below_seq = below_seq > 0 ? below_seq : END_SEQ;
  if (!narrow (turn, &plan->filter, error) ||
      !fill (self, turn, query, &plan->filter, MIN (limit, BHD_FIND_PAGE), error) ||
      !add_conversations (self, turn, operator->organization_id, error))
    return NULL;
  return g_steal_pointer (&self);
}
