/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/insights/bhc-insights.h"

#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "console/model/bhc-desk-ask.h"

struct _BhcInsights
{
  GObject parent_instance;

  BhcDesk *desk;
  BhcPeriod period;
  char *filter; /* the rest of the question, as a query */
  guint n_asked;
  BhcSpan asked; /* the newest question's */
  gint64 asked_us;

  BhcInsightsState state;
  char *problem;       /* (nullable) */
  BhcFigures *figures; /* (nullable) */
  BhcSpan span;        /* theirs */
  gint64 fetched_us;
};

enum
{
  CHANGED,
  STALE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcInsights, bhc_insights, G_TYPE_OBJECT)

/* One question on its way. */
typedef struct
{
  BhcInsights *insights;
  guint number;
  BhcSpan span;
  gint64 asked_us;
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->insights);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
set_state (BhcInsights *self, BhcInsightsState state, const char *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_figures (BhcInsights *self, const Question *question, GVariant *answer)
{
  g_clear_pointer (&self->figures, bhc_figures_free);
  self->figures = bhc_figures_new (answer);
  self->span = question->span;
  self->fetched_us = question->asked_us;
  set_state (self, BHC_INSIGHTS_READY, NULL);
}

static void
note_failure (BhcInsights *self, const GError *error)
{
  gboolean offline = g_error_matches (error, BH_ERROR, BH_ERROR_OFFLINE);

  if (self->figures != NULL)
    g_signal_emit (self, signals[STALE], 0, error->message);
  else
    set_state (self, offline ? BHC_INSIGHTS_OFFLINE : BHC_INSIGHTS_FAILED, error->message);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  BhcInsights *self = question->insights;

  if (question->number != self->n_asked)
    return;
  if (answer != NULL)
    take_figures (self, question, answer);
  else
    note_failure (self, error);
}

static void
add_filter (GString *query, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (query, "&%s=", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

static void
ask (BhcInsights *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GString) path = g_string_new ("/v1/desk/insights?");
  const char *named = g_time_zone_get_identifier (zone);
  Question *question = g_new0 (Question, 1);

  self->asked_us = bh_clock_now_us ();
  self->asked = bhc_period_span (&self->period, self->asked_us, zone);
  g_string_append_printf (path, "from_us=%" G_GINT64_FORMAT "&to_us=%" G_GINT64_FORMAT "&step=%s",
                          self->asked.from_us, self->asked.to_us, bhc_step_word (self->asked.step));
  if (*named != '/') /* a file of this machine says nothing there */
    add_filter (path, "time_zone", named);
  g_string_append (path, self->filter);
  *question = (Question){ g_object_ref (self), ++self->n_asked, self->asked, self->asked_us };
  bhc_desk_ask_async (self->desk, "GET", path->str, NULL, NULL, answered_cb, question);
}

static void
state_cb (BhcInsights *self)
{
  if (self->state == BHC_INSIGHTS_OFFLINE && bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE)
    bhc_insights_refresh (self);
}

static void
bhc_insights_dispose (GObject *object)
{
  BhcInsights *self = BHC_INSIGHTS (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->figures, bhc_figures_free);
  g_clear_pointer (&self->filter, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (bhc_insights_parent_class)->dispose (object);
}

static void
bhc_insights_class_init (BhcInsightsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_insights_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[STALE] = g_signal_new ("stale", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bhc_insights_init (BhcInsights *self)
{
  self->filter = g_strdup ("");
}

BhcInsights *
bhc_insights_new (BhcDesk *desk)
{
  BhcInsights *self = g_object_new (BHC_TYPE_INSIGHTS, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
bhc_insights_ask (BhcInsights *self, const BhcInsightsQuery *query)
{
  g_autoptr (GString) filter = g_string_new (NULL);

  g_return_if_fail (BHC_IS_INSIGHTS (self));

  add_filter (filter, "team_id", query->team);
  add_filter (filter, "operator_id", query->colleague);
  add_filter (filter, "label_id", query->label);
  add_filter (filter, "channel", query->channel);
  g_free (self->filter);
  self->filter = g_string_free (g_steal_pointer (&filter), FALSE);
  self->period = query->period;
  g_clear_pointer (&self->figures, bhc_figures_free);
  bhc_insights_refresh (self);
}

void
bhc_insights_refresh (BhcInsights *self)
{
  g_return_if_fail (BHC_IS_INSIGHTS (self));

  if (self->figures == NULL)
    set_state (self, BHC_INSIGHTS_LOADING, NULL);
  ask (self);
}

BhcInsightsState
bhc_insights_get_state (BhcInsights *self)
{
  return self->state;
}

const char *
bhc_insights_get_problem (BhcInsights *self)
{
  return self->problem;
}

const BhcFigures *
bhc_insights_get_figures (BhcInsights *self)
{
  return self->figures;
}

BhcSpan
bhc_insights_get_span (BhcInsights *self)
{
  return self->figures != NULL ? self->span : self->asked;
}

gint64
bhc_insights_get_asked_us (BhcInsights *self)
{
  return self->figures != NULL ? self->fetched_us : self->asked_us;
}
