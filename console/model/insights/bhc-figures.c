/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/insights/bhc-figures.h"

#include <math.h>
#include <string.h>

#define SERIES_MAX 400
#define ENTRIES_MAX 1000

/* A number of a bag, and where it goes. */
typedef struct
{
  const char *path;  /* “csat.average”: a member of a member */
  gboolean measured; /* a double, NAN where nothing can be said; else a gint64 */
  gsize offset;
} Member;

#define COUNT(type, path, field)                                                                   \
  {                                                                                                \
    path, FALSE, G_STRUCT_OFFSET (type, field)                                                     \
  }
#define MEASURE(type, path, field)                                                                 \
  {                                                                                                \
    path, TRUE, G_STRUCT_OFFSET (type, field)                                                      \
  }

static const Member totals_members[] = {
  COUNT (BhcTotals, "conversations", conversations),
  COUNT (BhcTotals, "messages", messages),
  COUNT (BhcTotals, "resolved", resolved),
  COUNT (BhcTotals, "resolved_by_ai", resolved_by_ai),
  COUNT (BhcTotals, "handoffs", handoffs),
  MEASURE (BhcTotals, "first_response_us.median", first_response),
  MEASURE (BhcTotals, "first_response_us.p90", first_response_p90),
  MEASURE (BhcTotals, "resolution_us.median", resolution),
  MEASURE (BhcTotals, "resolution_us.p90", resolution_p90),
  COUNT (BhcTotals, "csat.count", ratings),
  MEASURE (BhcTotals, "csat.average", rating),
  COUNT (BhcTotals, "ai.answers", ai_answers),
  MEASURE (BhcTotals, "ai.share", ai_share),
  COUNT (BhcTotals, "ai.tokens_in", tokens_in),
  COUNT (BhcTotals, "ai.tokens_out", tokens_out),
  COUNT (BhcTotals, "ai.cost", cost),
  COUNT (BhcTotals, "ai.helpful", helpful),
  COUNT (BhcTotals, "ai.unhelpful", unhelpful),
  COUNT (BhcTotals, "tools.calls", tool_calls),
  COUNT (BhcTotals, "tools.failed", tools_failed),
  COUNT (BhcTotals, "gaps", gaps),
};

static const Member step_members[] = {
  COUNT (BhcStepFigures, "at_us", at_us),
  COUNT (BhcStepFigures, "conversations", conversations),
  COUNT (BhcStepFigures, "resolved", resolved),
  COUNT (BhcStepFigures, "handoffs", handoffs),
  MEASURE (BhcStepFigures, "first_response_us", first_response),
  MEASURE (BhcStepFigures, "resolution_us", resolution),
  MEASURE (BhcStepFigures, "csat", rating),
  COUNT (BhcStepFigures, "ai_answers", ai_answers),
  COUNT (BhcStepFigures, "ai_cost", cost),
};

static const Member entry_members[] = {
  COUNT (BhcFigureEntry, "conversations", conversations),
  COUNT (BhcFigureEntry, "messages", messages),
  MEASURE (BhcFigureEntry, "first_response_us", first_response),
  MEASURE (BhcFigureEntry, "resolution_us", resolution),
  MEASURE (BhcFigureEntry, "csat", rating),
  COUNT (BhcFigureEntry, "csat_count", ratings),
  COUNT (BhcFigureEntry, "calls", calls),
  COUNT (BhcFigureEntry, "failed", failed),
  MEASURE (BhcFigureEntry, "duration_us", duration),
  COUNT (BhcFigureEntry, "hits", count),
  COUNT (BhcFigureEntry, "count", count),
};

/* Returns: (transfer full) (nullable) */
static GVariant *
find_value (GVariant *bag, const char *path)
{
  const char *dot = strchr (path, '.');
  g_autofree char *outer = NULL;
  g_autoptr (GVariant) inner = NULL;

  if (dot == NULL)
    return g_variant_lookup_value (bag, path, NULL);
  outer = g_strndup (path, (gsize) (dot - path));
  inner = g_variant_lookup_value (bag, outer, G_VARIANT_TYPE_VARDICT);
  return inner != NULL ? g_variant_lookup_value (inner, dot + 1, NULL) : NULL;
}

/* A whole number comes as one also where parts of it would be allowed. */
static double
get_measure (GVariant *value)
{
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return (double) g_variant_get_int64 (value);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_variant_get_double (value);
  return NAN;
}

static void
read_members (GVariant *bag, const Member *members, gsize n, gpointer into)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) value = find_value (bag, members[i].path);
      double measure = get_measure (value);

      if (members[i].measured)
        G_STRUCT_MEMBER (double, into, members[i].offset) = measure;
      else if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        G_STRUCT_MEMBER (gint64, into, members[i].offset) = g_variant_get_int64 (value);
    }
}

#define READ(bag, members, into) read_members (bag, members, G_N_ELEMENTS (members), into)

static void
read_numbers (GVariant *list, gint64 *into, gsize n)
{
  gsize given;
  const gint64 *numbers = g_variant_get_fixed_array (list, &given, sizeof (gint64));

  for (gsize i = 0; i < MIN (n, given); i++)
    into[i] = numbers[i];
}

static void
read_totals (GVariant *answer, const char *name, BhcTotals *totals)
{
  g_autoptr (GVariant) found = g_variant_lookup_value (answer, name, G_VARIANT_TYPE_VARDICT);
  g_autoptr (GVariant) bag =
      found != NULL ? g_variant_ref (found)
                    : g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0));
  g_autoptr (GVariant) scores = find_value (bag, "csat.scores");

  READ (bag, totals_members, totals);
  if (scores != NULL && g_variant_is_of_type (scores, G_VARIANT_TYPE ("ax")))
    read_numbers (scores, totals->scores, G_N_ELEMENTS (totals->scores));
}

static void
read_hours (GVariant *answer, gint64 *hours)
{
  g_autoptr (GVariant) days = g_variant_lookup_value (answer, "hours", G_VARIANT_TYPE ("aax"));

  for (gsize day = 0; days != NULL && day < MIN (g_variant_n_children (days), 7); day++)
    {
      g_autoptr (GVariant) numbers = g_variant_get_child_value (days, day);

      read_numbers (numbers, hours + 24 * day, 24);
    }
}

/* The records of a list, at most so many. Returns: (transfer full): nothing if there is none */
static GPtrArray *
list_records (GVariant *answer, const char *name, gsize most)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GVariant) list = g_variant_lookup_value (answer, name, G_VARIANT_TYPE ("aa{sv}"));

  for (gsize i = 0; list != NULL && i < MIN (g_variant_n_children (list), most); i++)
    g_ptr_array_add (records, g_variant_get_child_value (list, i));
  return records;
}

static GArray *
read_series (GVariant *answer)
{
  g_autoptr (GPtrArray) records = list_records (answer, "series", SERIES_MAX);
  GArray *series = g_array_new (FALSE, TRUE, sizeof (BhcStepFigures));

  g_array_set_size (series, records->len);
  for (guint i = 0; i < records->len; i++)
    READ (records->pdata[i], step_members, &g_array_index (series, BhcStepFigures, i));
  return series;
}

static void
free_entry (gpointer data)
{
  BhcFigureEntry *entry = data;

  g_free (entry->id);
  g_free (entry->name);
  g_free (entry);
}

static char *
dup_text (GVariant *bag, const char *path)
{
  g_autoptr (GVariant) value = path != NULL ? find_value (bag, path) : NULL;

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
             ? g_variant_dup_string (value, NULL)
             : NULL;
}

/* @id: (nullable) */
static GPtrArray *
read_entries (GVariant *answer, const char *list, const char *id, const char *name)
{
  g_autoptr (GPtrArray) records = list_records (answer, list, ENTRIES_MAX);
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);

  for (guint i = 0; i < records->len; i++)
    {
      BhcFigureEntry *entry = g_new0 (BhcFigureEntry, 1);

      READ (records->pdata[i], entry_members, entry);
      entry->id = dup_text (records->pdata[i], id);
      entry->name = dup_text (records->pdata[i], name);
      g_ptr_array_add (entries, entry);
    }
  return entries;
}

BhcFigures *
bhc_figures_new (GVariant *answer)
{
  BhcFigures *self = g_new0 (BhcFigures, 1);

  read_totals (answer, "totals", &self->totals);
  read_totals (answer, "before", &self->before);
  read_hours (answer, self->hours);
  self->series = read_series (answer);
  self->operators = read_entries (answer, "operators", "operator.id", "operator.name");
  self->teams = read_entries (answer, "teams", "team.id", "team.name");
  self->tools = read_entries (answer, "tools", NULL, "name");
  self->gaps = read_entries (answer, "gaps", "id", "question");
  self->reasons = read_entries (answer, "reasons", NULL, "reason");
  return self;
}

void
bhc_figures_free (BhcFigures *self)
{
  g_array_unref (self->series);
  g_ptr_array_unref (self->operators);
  g_ptr_array_unref (self->teams);
  g_ptr_array_unref (self->tools);
  g_ptr_array_unref (self->gaps);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

gboolean
bhc_figures_are_empty (const BhcFigures *self)
{
  const BhcTotals *totals = &self->totals;

  return totals->conversations == 0 && totals->messages == 0 && totals->resolved == 0 &&
         totals->handoffs == 0 && totals->ratings == 0 && totals->ai_answers == 0 &&
         totals->tool_calls == 0 && self->operators->len == 0;
}
