/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/insights/bhd-insights.h"

#include "server/store/find/bhd-find-rows.h"

/* Who is counted besides the whole. */
typedef struct
{
  BhdInsights *insights; /* (nullable): only totals: the period before */
  BhdTally *totals;
  GTimeZone *zone;
  GHashTable *operators; /* of BhdInsightEntry, as the rest */
  GHashTable *teams;
  GHashTable *tools;
  GHashTable *reasons;
  GPtrArray *gaps;
} Count;

static void
free_entry (gpointer data)
{
  BhdInsightEntry *entry = data;

  bhd_tally_clear (&entry->tally);
  g_clear_pointer (&entry->durations.times, g_array_unref);
  g_free (entry->id);
  g_free (entry->name);
  g_free (entry);
}

/* The entry of @id, made where there is none. */
static BhdInsightEntry *
entry_of (GHashTable *entries, const char *id, const char *name)
{
  BhdInsightEntry *entry = g_hash_table_lookup (entries, id);

  if (entry != NULL)
    return entry;
  entry = g_new0 (BhdInsightEntry, 1);
  entry->id = g_strdup (id);
  entry->name = g_strdup (name);
  g_hash_table_insert (entries, entry->id, entry);
  return entry;
}

/* The tallies that a row belongs to: the whole, its step, its operator and its team. */
typedef struct
{
  BhdTally *all[4];
  guint n;
} Tallies;

static Tallies
tallies_of (const Count *count, const BhdInsightRow *row)
{
  Tallies tallies = { { count->totals }, 1 };
  const BhdInsights *insights = count->insights;

  if (insights == NULL)
    return tallies;
  tallies.all[tallies.n++] = &insights->series[bhd_steps_find (insights->steps, row->at_us)];
  if (row->operator_id != NULL)
    tallies.all[tallies.n++] = &entry_of (count->operators, row->operator_id, NULL)->tally;
  if (row->team_id != NULL)
    tallies.all[tallies.n++] = &entry_of (count->teams, row->team_id, NULL)->tally;
  return tallies;
}

static void
count_begun (const BhdInsightRow *row, gpointer data)
{
  const Count *count = data;
  Tallies tallies = tallies_of (count, row);

  count->totals->messages += row->value[0];
  for (guint i = 0; i < tallies.n; i++)
    {
      tallies.all[i]->conversations++;
      if (row->value[1] >= 0)
        bhd_times_add (&tallies.all[i]->first_response, row->value[1]);
    }
  if (count->insights != NULL)
    count->insights->hours[bhd_steps_hour_of_week (count->zone, row->at_us)]++;
}

static void
count_resolved (const BhdInsightRow *row, gpointer data)
{
  Tallies tallies = tallies_of (data, row);

  for (guint i = 0; i < tallies.n; i++)
    {
      tallies.all[i]->resolved++;
      tallies.all[i]->resolved_by_ai += row->value[1];
      bhd_times_add (&tallies.all[i]->resolution, row->value[0]);
    }
}

static void
count_rated (const BhdInsightRow *row, gpointer data)
{
  Tallies tallies = tallies_of (data, row);

  for (guint i = 0; i < tallies.n; i++)
    tallies.all[i]->scores[CLAMP (row->value[0], 1, 5) - 1]++;
}

static void
count_said (const BhdInsightRow *row, gpointer data)
{
  const Count *count = data;

  if (count->insights != NULL && row->operator_id != NULL)
    entry_of (count->operators, row->operator_id, NULL)->tally.messages++;
}

static void
count_handoff (const BhdInsightRow *row, gpointer data)
{
  const Count *count = data;
  Tallies tallies = tallies_of (count, row);

  for (guint i = 0; i < tallies.n; i++)
    tallies.all[i]->handoffs++;
  if (count->insights != NULL)
    entry_of (count->reasons, row->word, row->word)->count++;
}

/* A choice offered and a farewell are answers; a handover is none. */
static gboolean
is_answer (const char *outcome)
{
  static const char *const answers[] = { "answered", "offered", "resolved", NULL };

  return outcome != NULL && g_strv_contains (answers, outcome);
}

static void
count_run (const BhdInsightRow *row, gpointer data)
{
  Tallies tallies = tallies_of (data, row);

  for (guint i = 0; i < tallies.n; i++)
    {
      BhdTally *tally = tallies.all[i];

      tally->ai_answers += is_answer (row->word);
      tally->tokens_in += row->value[0];
      tally->tokens_out += row->value[1];
      tally->cost += row->value[2];
      tally->helpful += row->value[3] > 0;
      tally->unhelpful += row->value[3] < 0;
    }
}

static void
count_tool (const BhdInsightRow *row, gpointer data)
{
  const Count *count = data;
  BhdInsightEntry *entry = NULL;

  count->totals->tool_calls++;
  count->totals->tools_failed += row->value[0];
  if (count->insights == NULL)
    return;
  entry = entry_of (count->tools, row->word, row->word);
  entry->tally.tool_calls++;
  entry->tally.tools_failed += row->value[0];
  bhd_times_add (&entry->durations, row->value[1]);
}

static void
count_gap (const BhdInsightRow *row, gpointer data)
{
  const Count *count = data;
  BhdInsightEntry *entry = NULL;

  if (count->insights == NULL)
    return;
  entry = g_new0 (BhdInsightEntry, 1);
  entry->id = g_strdup (row->operator_id);
  entry->name = g_strdup (row->word);
  entry->count = row->value[0];
  g_ptr_array_add (count->gaps, entry);
}

static const BhdInsightFunc counters[BHD_INSIGHT_N_KINDS] = {
  [BHD_INSIGHT_BEGUN] = count_begun,     [BHD_INSIGHT_RESOLVED] = count_resolved,
  [BHD_INSIGHT_RATED] = count_rated,     [BHD_INSIGHT_SAID] = count_said,
  [BHD_INSIGHT_HANDOFF] = count_handoff, [BHD_INSIGHT_RUN] = count_run,
  [BHD_INSIGHT_TOOL] = count_tool,
};

static gboolean
count_all (Count *count, BhdTurn *turn, const BhdInsightScope *scope, GError **error)
{
  for (guint i = 0; i < BHD_INSIGHT_N_KINDS; i++)
    if ((count->insights != NULL || i != BHD_INSIGHT_SAID) &&
        !bhd_insight_rows_each (turn->db, (BhdInsightKind) i, scope, counters[i], count, error))
      return FALSE;
  return bhd_insight_rows_gaps (turn->db, scope, BHD_INSIGHT_GAPS, count_gap, count,
                                &count->totals->gaps, error);
}

static void
name_cb (const char *id, const char *name, gpointer data)
{
  BhdInsightEntry *entry = g_hash_table_lookup (data, id);

  if (entry != NULL)
    entry->name = g_strdup (name);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const BhdInsightEntry *left = *(BhdInsightEntry *const *) a;
  const BhdInsightEntry *right = *(BhdInsightEntry *const *) b;
  gint64 more = right->tally.conversations + right->tally.tool_calls + right->count -
                left->tally.conversations - left->tally.tool_calls - left->count;

  return more != 0 ? (more > 0 ? 1 : -1) : g_strcmp0 (left->id, right->id);
}

/* What is in @entries, the busiest first. */
static GPtrArray *
list_entries (GHashTable *entries)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_entry);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (list, entry);
  g_hash_table_steal_all (entries);
  g_ptr_array_sort (list, compare_entries);
  return list;
}

static GHashTable *
new_entries (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
}

static gboolean
count_period (BhdInsights *self,
              BhdTurn *turn,
              const BhdInsightScope *scope,
              GTimeZone *zone,
              GError **error)
{
  g_autoptr (GHashTable) operators = new_entries ();
  g_autoptr (GHashTable) teams = new_entries ();
  g_autoptr (GHashTable) tools = new_entries ();
  g_autoptr (GHashTable) reasons = new_entries ();
  Count count = { self, &self->totals, zone, operators, teams, tools, reasons, self->gaps };
  const char *organization = scope->organization_id;

  if (!count_all (&count, turn, scope, error) ||
      !bhd_find_rows_names (turn->db, organization, BHD_FIND_BY_AUTHOR, name_cb, operators,
                            error) ||
      !bhd_find_rows_names (turn->db, organization, BHD_FIND_BY_TEAM, name_cb, teams, error))
    return FALSE;
  self->operators = list_entries (operators);
  self->teams = list_entries (teams);
  self->tools = list_entries (tools);
  self->reasons = list_entries (reasons);
  return TRUE;
}

static gboolean
count_before (BhdInsights *self, BhdTurn *turn, const BhdInsightScope *scope, GError **error)
{
  Count count = { .totals = &self->before };
  BhdInsightScope before = *scope;

  before.from_us = scope->from_us - (scope->to_us - scope->from_us);
  before.to_us = scope->from_us;
  return count_all (&count, turn, &before, error);
}

BhdInsights *
bhd_insights_read (BhdTurn *turn,
                   const BhdInsightScope *scope,
                   BhdStep step,
                   GTimeZone *zone,
                   GError **error)
{
  g_autoptr (GArray) steps = bhd_steps_new (scope->from_us, scope->to_us, step, zone, error);
  g_autoptr (BhdInsights) self = NULL;

  if (steps == NULL)
    return NULL;
  self = g_new0 (BhdInsights, 1);
  self->series = g_new0 (BhdTally, steps->len);
  self->steps = g_steal_pointer (&steps);
  self->gaps = g_ptr_array_new_with_free_func (free_entry);
  if (!count_period (self, turn, scope, zone, error) || !count_before (self, turn, scope, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bhd_insights_free (BhdInsights *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    bhd_tally_clear (&self->series[i]);
  bhd_tally_clear (&self->totals);
  bhd_tally_clear (&self->before);
  g_free (self->series);
  g_array_unref (self->steps);
  g_clear_pointer (&self->operators, g_ptr_array_unref);
  g_clear_pointer (&self->teams, g_ptr_array_unref);
  g_clear_pointer (&self->tools, g_ptr_array_unref);
  g_clear_pointer (&self->reasons, g_ptr_array_unref);
  g_ptr_array_unref (self->gaps);
  g_free (self);
}
