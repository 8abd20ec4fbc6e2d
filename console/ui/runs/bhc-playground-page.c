/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-message.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/runs/bhc-run-view.h"
#include "console/ui/toolkit/bhc-chosen.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/runs/bhc-playground-page.h"

struct _BhcPlaygroundPage
{
  AdwBin parent_instance;

  BhcLibrary *library;       /* (nullable) */
  GPtrArray *history;        /* BhcLine: what was said so far */
  GPtrArray *providers;      /* ids, in the order of the row behind its first line */
  char *asked;               /* (nullable) the question under way */
  GCancellable *cancellable; /* (nullable) the same */

  GtkWidget *scroller;
  GtkEditable *question;
  GtkWidget *ask;
  AdwComboRow *provider;
  GtkEditable *tone;
  GtkSwitch *continues;
  GtkWidget *history_box;
  GtkBox *history_lines;
  GtkStack *stack;
  GtkSpinner *busy;
  GtkLabel *failed;
  GtkLabel *answer;
  GtkBox *sources;
  BhcRunView *run;
};

G_DEFINE_FINAL_TYPE (BhcPlaygroundPage, bhc_playground_page, ADW_TYPE_BIN)

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_history (BhcPlaygroundPage *self)
{
  gboolean shown = gtk_switch_get_active (self->continues) && self->history->len > 0;

  clear_box (self->history_lines);
  gtk_widget_set_visible (self->history_box, shown);
  for (guint i = 0; shown && i < self->history->len; i++)
    {
      const BhcLine *line = g_ptr_array_index (self->history, i);
      g_autofree char *words =
          g_strdup_printf (line->by_visitor ? _ ("Visitor: %s") : _ ("Assistant: %s"), line->body);
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (self->history_lines, label);
    }
}

static void
continues_cb (BhcPlaygroundPage *self)
{
  show_history (self);
}

static void
forget_cb (BhcPlaygroundPage *self)
{
  g_ptr_array_set_size (self->history, 0);
  show_history (self);
}

static void
changed_cb (BhcPlaygroundPage *self)
{
  const char *text = gtk_editable_get_text (self->question);

  gtk_widget_set_sensitive (self->ask,
                            text[strspn (text, " \t")] != '\0' && self->cancellable == NULL);
}

static void
set_busy (BhcPlaygroundPage *self, gboolean busy)
{
  g_clear_object (&self->cancellable);
  if (busy)
    self->cancellable = g_cancellable_new ();
  gtk_spinner_set_spinning (self->busy, busy);
  if (busy)
    gtk_stack_set_visible_child_name (self->stack, "busy");
  changed_cb (self);
}

static void
open_article_cb (BhcPlaygroundPage *self, const char *id, const char *passage)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.open-article", "(ss)", id,
                              passage != NULL ? passage : "");
}

static GtkWidget *
make_source (BhcSource *source)
{
  g_autofree char *title = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *document = NULL;
  g_autofree char *passage = NULL;
  g_autofree char *where = NULL;
  GtkWidget *button;

  g_object_get (source, "title", &title, "heading", &heading, "document-id", &document,
                "passage-id", &passage, NULL);
  where = heading != NULL && *heading != '\0' ? g_strdup_printf ("%s › %s", title, heading)
                                              : g_strdup (title);
  button = gtk_button_new_with_label (where);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  if (document != NULL)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "knowledge.open-article");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", document,
                                        passage != NULL ? passage : "");
    }

  return button;
}

static void
show_answer (BhcPlaygroundPage *self, const BhcAnswer *answer)
{
  g_autoptr (GListModel) sources = bhc_sources_parse (answer->sources);
  const BhRun *run = answer->records[BHC_KIND_RUN];
  const char *text =
      answer->text != NULL && *answer->text != '\0' ? answer->text : _ ("It said nothing.");

  gtk_label_set_label (self->answer, text);
  clear_box (self->sources);
  for (guint i = 0; sources != NULL && i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr (BhcSource) source = g_list_model_get_item (sources, i);

      gtk_box_append (self->sources, make_source (source));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->run), run != NULL);
  if (run != NULL)
    bhc_run_view_set_run (self->run, self->library, run);
  gtk_stack_set_visible_child_name (self->stack, "answer");
  bhc_compat_announce (GTK_WIDGET (self), text);
}

static void
played_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcPlaygroundPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      bhc_problem_show (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  show_answer (self, answer);
  g_ptr_array_add (self->history, bhc_line_new (TRUE, self->asked));
  if (answer->text != NULL)
    g_ptr_array_add (self->history, bhc_line_new (FALSE, answer->text));
  gtk_editable_set_text (self->question, "");
  show_history (self);
}

static void
ask_cb (BhcPlaygroundPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->provider);
  const char *tone = gtk_editable_get_text (self->tone);
  BhcTrial trial = { NULL };

  if (!gtk_widget_get_sensitive (self->ask))
    return;

  g_free (self->asked);
  self->asked = g_strstrip (g_strdup (gtk_editable_get_text (self->question)));
  trial.question = self->asked;
  trial.history = gtk_switch_get_active (self->continues) ? self->history : NULL;
  trial.tone = *tone != '\0' ? tone : NULL;
  if (chosen > 0 && chosen <= self->providers->len)
    trial.provider = g_ptr_array_index (self->providers, chosen - 1);
  if (!gtk_switch_get_active (self->continues))
    g_ptr_array_set_size (self->history, 0);

  set_busy (self, TRUE);
  bhc_library_play_async (self->library, &trial, self->cancellable, played_cb, g_object_ref (self));
}

static void
providers_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcPlaygroundPage) self = data;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, NULL);
  const char *const first[] = { _ ("As it is set"), NULL };
  g_autoptr (GtkStringList) names = gtk_string_list_new (first);
  GPtrArray *list = answer != NULL ? answer->lists[BHC_KIND_PROVIDER] : NULL;

  if (self->library == NULL)
    return;

  g_ptr_array_set_size (self->providers, 0);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const BhcProvider *provider = g_ptr_array_index (list, i);
      g_autofree char *name = bhc_dotted (provider->name, provider->model, NULL);

      gtk_string_list_append (names, name);
      g_ptr_array_add (self->providers, g_strdup (provider->id));
    }
  adw_combo_row_set_model (self->provider, G_LIST_MODEL (names));
}

static void
fetch_providers (BhcPlaygroundPage *self)
{
  if (bhc_library_is_connected (self->library))
    bhc_library_fetch_providers_async (self->library, providers_cb, g_object_ref (self));
}

static void
bhc_playground_page_dispose (GObject *object)
{
  BhcPlaygroundPage *self = BHC_PLAYGROUND_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  adw_bin_set_child (ADW_BIN (self), NULL); /* a part of the template: it must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_PLAYGROUND_PAGE);

  G_OBJECT_CLASS (bhc_playground_page_parent_class)->dispose (object);
}

static void
bhc_playground_page_finalize (GObject *object)
{
  BhcPlaygroundPage *self = BHC_PLAYGROUND_PAGE (object);

  g_ptr_array_unref (self->history);
  g_ptr_array_unref (self->providers);
  g_free (self->asked);

  G_OBJECT_CLASS (bhc_playground_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-playground-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, question);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, ask);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, provider);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, tone);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, continues);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, history_box);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, history_lines);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, busy);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, failed);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, answer);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, sources);
  gtk_widget_class_bind_template_child (widget_class, BhcPlaygroundPage, run);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, continues_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_article_cb);
}

static void
bhc_playground_page_class_init (BhcPlaygroundPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_playground_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_playground_page_finalize;
  g_type_ensure (BHC_TYPE_RUN_VIEW);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bhc_playground_page_init (BhcPlaygroundPage *self)
{
  self->history = g_ptr_array_new_with_free_func ((GDestroyNotify) bhc_line_free);
  self->providers = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_chosen_show_whole (self->provider);
  bhc_compat_hide_pages (self->stack);
  bhc_parts_mend (self->scroller);
}

void
bhc_playground_page_set_library (BhcPlaygroundPage *self, BhcLibrary *library)
{
  g_return_if_fail (BHC_IS_PLAYGROUND_PAGE (self));

  g_set_object (&self->library, library);
  g_signal_connect_object (library, "notify::connected", G_CALLBACK (fetch_providers), self,
                           G_CONNECT_SWAPPED);
  fetch_providers (self);
}
