/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/phrases/bh-phrasebook.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-plain-row.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/runs/bhc-run-view.h"

struct _BhcRunView
{
  AdwBin parent_instance;

  BhcLibrary *library; /* (nullable) */
  BhRun *run;          /* (nullable) */
  GtkWidget *good;     /* (nullable) of the run shown */
  GtkWidget *bad;
  GtkWidget *thanks;
};

enum
{
  OPEN_ARTICLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcRunView, bhc_run_view, ADW_TYPE_BIN)

static AdwPreferencesGroup *
add_group (GtkBox *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), markup);
  gtk_box_append (box, group);

  return ADW_PREFERENCES_GROUP (group);
}

/* ---- the question ---- */

static const char *
band_words (const char *band)
{
  if (g_strcmp0 (band, "answer") == 0)
    return _ ("Sure enough to answer");
  if (g_strcmp0 (band, "choices") == 0)
    return _ ("Not sure: offered a choice of articles");
  if (g_strcmp0 (band, "person") == 0)
    return _ ("Found nothing it trusted: offered a person");

  return _ ("Nothing was searched");
}

static void
add_question (GtkBox *box, const BhRunDetail *detail)
{
  AdwPreferencesGroup *group = add_group (box, _ ("Question"));

  adw_preferences_group_add (
      group, bhc_plain_row_new (detail->question != NULL ? detail->question : _ ("No question"),
                                band_words (detail->band)));
  if (detail->failure != NULL)
    {
      g_autofree char *reason = bh_phrasebook_say (detail->failure);
      GtkWidget *row = bhc_plain_row_new (_ ("It failed"), reason);

      gtk_widget_add_css_class (row, "error");
      adw_preferences_group_add (group, row);
    }
}

/* ---- what was found ---- */

static GtkWidget *
make_level (const char *name, double value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1);
  g_autofree char *number = g_strdup_printf ("%.2f", value);
  g_autofree char *words = g_strdup_printf ("%s %s", name, number);
  GtkWidget *figure = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (value, 0, 1));
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (figure, "caption");
  gtk_widget_add_css_class (figure, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), figure);

  return box;
}

static GtkWidget *
make_parts (const BhRunPassage *passage)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  gtk_widget_add_css_class (box, "run-parts");
  gtk_box_append (GTK_BOX (box), make_level (C_ ("score", "Same words"), passage->lexical));
  gtk_box_append (GTK_BOX (box), make_level (C_ ("score", "Phrasing"), passage->phrasing));
  gtk_box_append (GTK_BOX (box), make_level (C_ ("score", "Like words"), passage->words));
  gtk_box_append (GTK_BOX (box), make_level (C_ ("score", "Meaning"), passage->dense));
  if (passage->matched != NULL)
    {
      g_autofree char *words = g_strdup_printf (_ ("Met the phrasing “%s”"), passage->matched);
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Parts of the score"));

  return row;
}

static void
open_cb (GtkWidget *button, BhcRunView *self)
{
  g_signal_emit (self, signals[OPEN_ARTICLE], 0, g_object_get_data (G_OBJECT (button), "document"),
                 g_object_get_data (G_OBJECT (button), "passage"));
}

static GtkWidget *
make_opener (BhcRunView *self, const BhRunPassage *passage)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("text-x-generic-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Open “%s”"), passage->title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Open the Article"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "document", g_strdup (passage->document_id), g_free);
  g_object_set_data_full (G_OBJECT (button), "passage", g_strdup (passage->passage_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);

  return button;
}

static GtkWidget *
make_passage (BhcRunView *self, const BhRunPassage *passage)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *score = make_level ("", passage->score);
  g_autofree char *title = g_markup_escape_text (passage->title, -1);
  g_autofree char *heading = g_markup_escape_text (passage->heading, -1);
  GtkWidget *name = gtk_widget_get_first_child (score);

  gtk_widget_set_visible (name, FALSE);
  gtk_widget_set_size_request (score, 110, -1);
  gtk_widget_set_tooltip_text (score, _ ("How sure it was of this passage, 0 to 1"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), heading);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_opener (self, passage));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), score);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_parts (passage));

  return row;
}

static void
add_searches (BhcRunView *self, GtkBox *box, const BhRunDetail *detail)
{
  for (guint i = 0; i < detail->searches->len; i++)
    {
      const BhRunSearch *search = g_ptr_array_index (detail->searches, i);
      g_autofree char *title = g_strdup_printf (_ ("Searched “%s”"), search->question);
      AdwPreferencesGroup *group = add_group (box, title);

      for (guint j = 0; j < search->passages->len; j++)
        adw_preferences_group_add (group, make_passage (self, search->passages->pdata[j]));
      if (search->passages->len == 0)
        adw_preferences_group_add (group, bhc_plain_row_new (_ ("Nothing was found"), NULL));
    }
}

/* ---- tools, guardrails, providers ---- */

static void
add_tools (GtkBox *box, const BhRunDetail *detail)
{
  AdwPreferencesGroup *group;

  if (detail->tools->len == 0)
    return;

  group = add_group (box, _ ("Tools"));
  for (guint i = 0; i < detail->tools->len; i++)
    {
      const BhRunTool *tool = g_ptr_array_index (detail->tools, i);
      g_autofree char *title = g_strdup_printf ("%s · %s · %d ms", tool->name, tool->status,
                                                (int) (tool->duration_us / 1000));
      g_autofree char *words =
          g_strdup_printf ("%s\n→ %s", tool->arguments != NULL ? tool->arguments : "{}",
                           tool->result != NULL ? tool->result : "—");

      adw_preferences_group_add (group, bhc_plain_row_new (title, words));
    }
}

static void
add_guardrails (GtkBox *box, const BhRunDetail *detail)
{
  AdwPreferencesGroup *group;

  if (detail->guardrails->len == 0)
    return;

  group = add_group (box, _ ("Guardrails"));
  for (guint i = 0; i < detail->guardrails->len; i++)
    {
      const BhRunGuardrail *guardrail = g_ptr_array_index (detail->guardrails, i);
      const char *where =
          g_strcmp0 (guardrail->direction, "in") == 0 ? _ ("in the question") : _ ("in the answer");
      g_autofree char *title = bhc_dotted (guardrail->name, guardrail->action, where, NULL);

      adw_preferences_group_add (group, bhc_plain_row_new (title, guardrail->excerpt));
    }
}

static char *
seconds (gint64 us)
{
  return g_strdup_printf (_ ("%.1f s"), (double) us / G_USEC_PER_SEC);
}

static const char *
outcome_words (const char *outcome)
{
  static const struct
  {
    const char *outcome;
    const char *words;
  } outcomes[] = {
    { "answered", N_ ("Answered") },
    { "offered", N_ ("Offered a choice or a person") },
    { "escalated", N_ ("Asked for a person") },
    { "resolved", N_ ("Resolved the conversation") },
    { "suggested", N_ ("Suggested an answer to the desk") },
    { "superseded", N_ ("Gave way to a newer message") },
    { "discarded", N_ ("Discarded: a person was faster") },
    { "failed", N_ ("Failed") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i].outcome, outcome) == 0)
      return _ (outcomes[i].words);

  return _ ("Under way");
}

static void
add_figures (GtkBox *box, const BhRun *run, const BhRunDetail *detail)
{
  AdwPreferencesGroup *group = add_group (box, _ ("How It Was Written"));
  const char *provider = run->provider == NULL                        ? "—"
                         : g_strcmp0 (run->provider, "embedded") == 0 ? _ ("Built in")
                                                                      : run->provider;
  g_autofree char *model = run->model != NULL && *run->model != '\0'
                               ? bhc_dotted (provider, run->model, NULL)
                               : g_strdup (provider);
  g_autofree char *tokens =
      g_strdup_printf (_ ("%d read, %d written"), (int) run->tokens_in, (int) run->tokens_out);
  g_autofree char *first = run->first_token_us > 0 ? seconds (run->first_token_us) : g_strdup ("—");
  g_autofree char *whole = seconds (run->duration_us);
  g_autofree char *time = g_strdup_printf (_ ("%s, first word after %s"), whole, first);
  g_autofree char *cost = run->cost > 0 ? g_strdup_printf ("%.4f", (double) run->cost / 1e6)
                                        : g_strdup (_ ("Not known"));

  adw_preferences_group_add (group,
                             bhc_plain_row_new (_ ("Outcome"), outcome_words (run->outcome)));
  adw_preferences_group_add (group, bhc_plain_row_new (_ ("Model"), model));
  adw_preferences_group_add (group, bhc_plain_row_new (_ ("Time"), time));
  adw_preferences_group_add (group, bhc_plain_row_new (_ ("Tokens"), tokens));
  adw_preferences_group_add (group, bhc_plain_row_new (_ ("Cost, estimated"), cost));
  for (guint i = 0; i < detail->attempts->len; i++)
    {
      const BhRunAttempt *attempt = g_ptr_array_index (detail->attempts, i);
      g_autofree char *title = g_strdup_printf (_ ("%s failed before"), attempt->provider);
      g_autofree char *reason = bh_phrasebook_say (attempt->error);

      adw_preferences_group_add (group, bhc_plain_row_new (title, reason));
    }
}

/* ---- the verdict ---- */

static void
show_verdict (BhcRunView *self)
{
  int verdict = self->run->verdict;

  gtk_widget_set_css_classes (self->good,
                              (const char *[]){ "flat", verdict > 0 ? "is-chosen" : NULL, NULL });
  gtk_widget_set_css_classes (self->bad,
                              (const char *[]){ "flat", verdict < 0 ? "is-chosen" : NULL, NULL });
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->good), GTK_ACCESSIBLE_STATE_PRESSED,
      verdict > 0 ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->bad), GTK_ACCESSIBLE_STATE_PRESSED,
      verdict < 0 ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  bhc_compat_set_status (GTK_LABEL (self->thanks), verdict > 0   ? _ ("Judged as good")
                                                   : verdict < 0 ? _ ("Judged as bad")
                                                                 : "");
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcRunView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);
  BhRun *run = answer != NULL ? answer->records[BHC_KIND_RUN] : NULL;

  if (self->good == NULL || self->run == NULL)
    return;
  if (error != NULL)
    bhc_problem_show (GTK_LABEL (self->thanks), error->message);
  if (run == NULL || g_strcmp0 (run->id, self->run->id) != 0)
    return;

  bh_run_unref (self->run);
  self->run = bh_run_ref (run);
  show_verdict (self);
}

static void
verdict_cb (GtkWidget *button, BhcRunView *self)
{
  int verdict = button == self->good ? 1 : -1;

  /* Said again it is taken back. */
  bhc_library_judge_run_async (self->library, self->run->id,
                               self->run->verdict == verdict ? 0 : verdict, judged_cb,
                               g_object_ref (self));
}

static GtkWidget *
make_thumb (BhcRunView *self, const char *icon, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (verdict_cb), self, 0);

  return button;
}

static void
add_verdict (BhcRunView *self, GtkBox *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", _ ("Was this a good answer?"), "wrap",
                                   TRUE, "xalign", 0.0, NULL);

  self->good = make_thumb (self, "bellhop-good-symbolic", _ ("Good Answer"));
  self->bad = make_thumb (self, "bellhop-bad-symbolic", _ ("Bad Answer"));
  self->thanks = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, NULL);
  gtk_widget_add_css_class (self->thanks, "dim-label");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), self->good);
  gtk_box_append (GTK_BOX (line), self->bad);
  gtk_box_append (GTK_BOX (line), self->thanks);
  gtk_box_append (box, line);
  show_verdict (self);
}

static void
bhc_run_view_dispose (GObject *object)
{
  BhcRunView *self = BHC_RUN_VIEW (object);

  self->good = self->bad = self->thanks = NULL;
  g_clear_object (&self->library);
  g_clear_pointer (&self->run, bh_run_unref);

  G_OBJECT_CLASS (bhc_run_view_parent_class)->dispose (object);
}

static void
bhc_run_view_class_init (BhcRunViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_run_view_dispose;
  signals[OPEN_ARTICLE] =
      g_signal_new ("open-article", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
bhc_run_view_init (BhcRunView *self)
{
}

GtkWidget *
bhc_run_view_new (void)
{
  return g_object_new (BHC_TYPE_RUN_VIEW, NULL);
}

void
bhc_run_view_set_run (BhcRunView *self, BhcLibrary *library, const BhRun *run)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  g_autoptr (BhRunDetail) detail = NULL;
  BhRun *kept = bh_run_ref ((BhRun *) run);

  g_return_if_fail (BHC_IS_RUN_VIEW (self));

  g_set_object (&self->library, library);
  g_clear_pointer (&self->run, bh_run_unref);
  self->run = kept;
  if (run->detail != NULL)
    detail = bh_run_detail_parse (run->detail, NULL);
  if (detail == NULL)
    detail = bh_run_detail_new ();

  gtk_widget_add_css_class (box, "run");
  add_question (GTK_BOX (box), detail);
  self->good = self->bad = self->thanks = NULL;
  if (run->conversation_id != NULL && *run->conversation_id != '\0') /* a rehearsal is not kept */
    add_verdict (self, GTK_BOX (box));
  add_searches (self, GTK_BOX (box), detail);
  add_tools (GTK_BOX (box), detail);
  add_guardrails (GTK_BOX (box), detail);
  add_figures (GTK_BOX (box), run, detail);
  adw_bin_set_child (ADW_BIN (self), box);
  bhc_parts_mend (box);
}
