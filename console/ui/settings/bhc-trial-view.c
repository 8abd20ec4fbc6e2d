/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-ask.h"
#include "console/ui/settings/bhc-told-secret.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/settings/bhc-trial-view.h"

#define WORDS_SHOWN 200

struct _BhcTrialView
{
  GtkBox parent_instance;

  BhcDesk *desk;
  const BhcTrial *trial;
  BhcForm *form;     /* (nullable) the record's */
  BhcSheet *sheet;   /* (nullable) */
  GtkWidget *inputs; /* (nullable) BhcForm */
  GtkWidget *button;
  GtkWidget *result;
  GtkWidget *words; /* (nullable) GtkFlowBox */
};

enum
{
  RAN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcTrialView, bhc_trial_view, GTK_TYPE_BOX)

static void
bhc_trial_view_dispose (GObject *object)
{
  BhcTrialView *self = BHC_TRIAL_VIEW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->form);
  g_clear_object (&self->sheet);

  G_OBJECT_CLASS (bhc_trial_view_parent_class)->dispose (object);
}

static void
bhc_trial_view_class_init (BhcTrialViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_trial_view_dispose;

  signals[RAN] = g_signal_new ("ran", BHC_TYPE_TRIAL_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
bhc_trial_view_init (BhcTrialView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

static void
show_result (BhcTrialView *self, const char *words, gboolean failed)
{
  gtk_label_set_label (GTK_LABEL (self->result), words);
  gtk_widget_set_visible (self->result, *words != '\0');
  if (failed)
    gtk_widget_add_css_class (self->result, "error");
  else
    gtk_widget_remove_css_class (self->result, "error");
}

static void
word_cb (BhcTrialView *self, GtkButton *button)
{
  bhc_form_fill (self->form, self->trial->fills,
                 g_variant_new_string (gtk_button_get_label (button)));
}

static void
clear_words (BhcTrialView *self)
{
  GtkFlowBoxChild *child;

  while ((child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (self->words), 0)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->words), GTK_WIDGET (child));
}

static void
show_words (BhcTrialView *self, GVariant *answer)
{
  g_autoptr (GVariant) value =
      g_variant_lookup_value (answer, self->trial->words, G_VARIANT_TYPE_STRING_ARRAY);
  g_autofree const char **words = value != NULL ? g_variant_get_strv (value, NULL) : NULL;

  clear_words (self);
  for (guint i = 0; words != NULL && words[i] != NULL && i < WORDS_SHOWN; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (words[i]);

      g_signal_connect_object (button, "clicked", G_CALLBACK (word_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_append (GTK_FLOW_BOX (self->words), button);
    }
  show_result (self, words == NULL || words[0] == NULL ? _ ("It offers none.") : "", FALSE);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcTrialView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  g_autofree char *words = NULL;
  const char *secret = NULL;

  gtk_widget_set_sensitive (self->button, TRUE);
  if (answer == NULL)
    {
      show_result (self, error->message, TRUE);
      return;
    }
  if (self->trial->words != NULL)
    {
      show_words (self, answer);
      return;
    }
  words = self->trial->tell != NULL ? self->trial->tell (answer) : g_strdup ("");
  show_result (self, words, FALSE);
  if (g_variant_lookup (answer, "secret", "&s", &secret))
    bhc_told_secret_show (GTK_WIDGET (self), secret);
  g_signal_emit (self, signals[RAN], 0);
}

/* A kept secret is not in the form: then the record itself is named. */
static GVariant *
read_values (BhcTrialView *self)
{
  g_autoptr (GVariant) own =
      self->inputs != NULL ? bhc_form_read_changes (BHC_FORM (self->inputs)) : NULL;
  GVariantDict dict;

  g_variant_dict_init (&dict, own);
  for (guint i = 0; self->trial->carried != NULL && self->trial->carried[i] != NULL; i++)
    {
      g_autoptr (GVariant) value = bhc_form_read (self->form, self->trial->carried[i]);

      if (value != NULL)
        g_variant_dict_insert_value (&dict, self->trial->carried[i], value);
    }
  if (self->sheet != NULL && self->trial->carried != NULL)
    g_variant_dict_insert (&dict, "id", "s", bhc_sheet_get_id (self->sheet));
  return g_variant_dict_end (&dict);
}

static char *
make_path (BhcTrialView *self)
{
  g_auto (GStrv) parts = g_strsplit (self->trial->path, "%s", 2);

  return g_strjoinv (self->sheet != NULL ? bhc_sheet_get_id (self->sheet) : "", parts);
}

static void
run (gpointer data)
{
  BhcTrialView *self = data;
  g_autofree char *path = make_path (self);

  gtk_widget_set_sensitive (self->button, FALSE);
  show_result (self, _ ("Asking…"), FALSE);
  bhc_desk_ask_async (self->desk, "POST", path, read_values (self), self->trial->raw, asked_cb,
                      g_object_ref (self));
}

static void
run_cb (BhcTrialView *self)
{
  if (self->trial->question == NULL)
    run (self);
  else
    bhc_compat_confirm (GTK_WIDGET (self), _ ("Make a New Secret?"), _ (self->trial->question),
                        _ ("_Make"), run, self);
}

static void
add_head (BhcTrialView *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (self->trial->title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _ (self->trial->hint));
  gtk_box_append (GTK_BOX (self), group);
}

static void
add_button (BhcTrialView *self)
{
  self->button = gtk_button_new_with_mnemonic (_ (self->trial->button));
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (run_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->button);
}

static void
add_result (BhcTrialView *self)
{
  self->result = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->result), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->result), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (self->result), 0);
  gtk_label_set_selectable (GTK_LABEL (self->result), TRUE);
  gtk_widget_set_visible (self->result, FALSE);
  gtk_box_append (GTK_BOX (self), self->result);
  if (self->trial->words == NULL)
    return;
  self->words = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->words), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->words), 4);
  gtk_box_append (GTK_BOX (self), self->words);
}

GtkWidget *
bhc_trial_view_new (BhcDesk *desk, const BhcTrial *trial, BhcForm *form, BhcSheet *sheet)
{
  BhcTrialView *self = g_object_new (BHC_TYPE_TRIAL_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->trial = trial;
  g_set_object (&self->form, form);
  g_set_object (&self->sheet, sheet);
  add_head (self);
  if (trial->inputs != NULL)
    {
      self->inputs = bhc_form_new (trial->inputs);
      bhc_form_show (BHC_FORM (self->inputs), NULL);
      gtk_box_append (GTK_BOX (self), self->inputs);
    }
  add_button (self);
  add_result (self);
  return GTK_WIDGET (self);
}
