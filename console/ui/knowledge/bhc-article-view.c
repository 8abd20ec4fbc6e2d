/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/phrases/bh-phrasebook.h"
#include "console/model/knowledge/bhc-catalog.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-article-editor.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"
#include "console/ui/knowledge/bhc-markdown.h"
#include "console/ui/knowledge/bhc-plain-row.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-dotted.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"
#include "console/ui/toolkit/bhc-whole-text.h"

#include "console/ui/knowledge/bhc-article-view.h"

#define MAX_PASSAGES 200 /* rows; a book has more */

struct _BhcArticleView
{
  AdwBin parent_instance;

  BhcLibrary *library;       /* (nullable) */
  char *id;                  /* (nullable) what is open */
  char *passage;             /* (nullable) to be shown when it has come */
  BhDocument *document;      /* (nullable) with its body */
  BhcCatalog *questions;     /* (nullable) its phrasings */
  GPtrArray *passage_rows;   /* of the group */
  GPtrArray *phrasing_rows;  /* the same */
  GCancellable *cancellable; /* (nullable) while it is fetched */

  AdwWindowTitle *title;
  GtkWidget *edit;
  GtkWidget *delete;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkWidget *scroller;
  GtkLabel *heading;
  GtkLabel *facts;
  GtkLabel *problem;
  GtkTextView *text;
  AdwPreferencesGroup *phrasings;
  GtkWidget *phrasing;
  AdwPreferencesGroup *passages;
};

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcArticleView, bhc_article_view, ADW_TYPE_BIN)

static void fetch (BhcArticleView *self);

static void
tell (BhcArticleView *self, const char *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.tell", "s", sentence);
}

static void
tell_error (BhcArticleView *self, const GError *error)
{
  g_autofree char *sentence = bhc_problem_sentence (error->message);

  tell (self, sentence);
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  bhc_parts_mend (row);
  g_ptr_array_add (rows, row);
}

/* ---- passages ---- */

/* What has the focus is scrolled to; it has a place only after the next layout. */
static gboolean
focus_cb (GtkWidget *row, GdkFrameClock *clock, gpointer frames)
{
  int *left = frames;

  if (--*left > 0)
    return G_SOURCE_CONTINUE;

  gtk_widget_grab_focus (row);
  return G_SOURCE_REMOVE;
}

static void
point_at (GtkWidget *row)
{
  int *frames = g_new0 (int, 1);

  *frames = 3;
  gtk_widget_add_css_class (row, "found-passage");
  gtk_widget_add_tick_callback (row, focus_cb, frames, g_free);
}

static void
show_passages (BhcArticleView *self, GPtrArray *passages)
{
  clear_rows (self->passages, self->passage_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->passages), passages->len > 0);
  for (guint i = 0; i < MIN (passages->len, MAX_PASSAGES); i++)
    {
      const BhcPassage *passage = g_ptr_array_index (passages, i);
      g_autofree char *number = g_strdup_printf (_ ("Passage %u"), i + 1);
      GtkWidget *row =
          bhc_plain_row_new (*passage->heading != '\0' ? passage->heading : number, passage->body);

      add_row (self->passages, self->passage_rows, row);
      if (g_strcmp0 (passage->id, self->passage) == 0)
        point_at (row);
    }
}

static void
passages_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcArticleView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (answer == NULL)
    tell_error (self, error);
  else if (answer->lists[BHC_KIND_PASSAGE] != NULL)
    show_passages (self, answer->lists[BHC_KIND_PASSAGE]);
  g_clear_pointer (&self->passage, g_free);
}

/* ---- phrasings ---- */

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcArticleView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (answer == NULL)
    tell_error (self, error);
}

static void
drop_cb (GtkButton *button, BhcArticleView *self)
{
  bhc_library_drop_phrasing_async (self->library, g_object_get_data (G_OBJECT (button), "id"),
                                   dropped_cb, g_object_ref (self));
}

static GtkWidget *
make_phrasing (BhcArticleView *self, const BhPhrasing *phrasing)
{
  gboolean proposed = g_strcmp0 (phrasing->status, "proposed") == 0;
  GtkWidget *row =
      bhc_plain_row_new (phrasing->question, proposed ? _ ("Proposed, not searched yet") : "");
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove “%s”"), phrasing->question);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_visible (button, bhc_library_can_change (self->library));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (phrasing->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (drop_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_phrasings (BhcArticleView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->questions));

  clear_rows (self->phrasings, self->phrasing_rows);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->questions), i);
      const BhPhrasing *phrasing = bhc_entry_get_phrasing (entry);

      if (g_strcmp0 (phrasing->status, "rejected") != 0)
        add_row (self->phrasings, self->phrasing_rows, make_phrasing (self, phrasing));
    }
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcArticleView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (answer == NULL)
    tell_error (self, error);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->phrasing), "");
}

static void
propose_cb (BhcArticleView *self)
{
  g_autofree char *question =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->phrasing))));

  if (*question != '\0')
    bhc_library_propose_async (self->library, self->id, question, NULL, proposed_cb,
                               g_object_ref (self));
}

/* ---- the article ---- */

static void
show_document (BhcArticleView *self)
{
  const BhDocument *document = self->document;
  g_autofree char *facts = bhc_knowledge_facts (document);
  g_autofree char *origin = bhc_knowledge_origin (document);
  g_autofree char *state = bhc_dotted (bhc_knowledge_status (document), facts, NULL);
  g_autofree char *line = g_strdup_printf ("%s\n%s", state, origin);
  g_autofree char *reason = bh_phrasebook_say (document->error);
  gboolean written = g_strcmp0 (document->source, "written") == 0;
  gboolean can_change = bhc_library_can_change (self->library);

  adw_window_title_set_title (self->title, document->title);
  gtk_label_set_label (self->heading, document->title);
  gtk_label_set_label (self->facts, line);
  bhc_problem_show (self->problem, reason);
  bhc_markdown_fill (gtk_text_view_get_buffer (self->text),
                     document->body != NULL && *document->body != '\0'
                         ? document->body
                         : _ ("There is no text yet."));
  gtk_widget_set_visible (self->edit, can_change && written);
  gtk_widget_set_visible (self->delete, can_change);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "article.edit", can_change && written);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "article.delete", can_change);
  gtk_stack_set_visible_child_name (self->stack, "article");
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcArticleView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL || bhc_answer_get_document (answer) == NULL)
    {
      g_clear_object (&self->cancellable);
      bhc_problem_describe (self->failed, error != NULL ? error->message : NULL);
      if (self->document == NULL)
        gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  g_clear_pointer (&self->document, bh_document_unref);
  self->document = g_steal_pointer (&answer->records[BHC_KIND_DOCUMENT]);
  show_document (self);
  bhc_library_fetch_passages_async (self->library, self->id, self->cancellable, passages_cb,
                                    g_object_ref (self));
}

static void
fetch (BhcArticleView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->document == NULL)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  bhc_library_fetch_article_async (self->library, self->id, self->cancellable, fetched_cb,
                                   g_object_ref (self));
}

static void
retry_cb (BhcArticleView *self)
{
  if (self->library != NULL)
    fetch (self);
}

static void
back (BhcArticleView *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
article_changed_cb (BhcArticleView *self, const char *id, gboolean deleted)
{
  if (g_strcmp0 (self->id, id) != 0)
    return;
  if (deleted)
    back (self);
  else
    fetch (self);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  back (BHC_ARTICLE_VIEW (widget));
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcArticleView *self = BHC_ARTICLE_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->document != NULL)
    gtk_window_present (
        GTK_WINDOW (bhc_article_editor_new (GTK_WINDOW (root), self->library, self->document)));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcArticleView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  if (answer == NULL)
    {
      tell_error (self, error);
      return;
    }

  tell (self, _ ("The article was deleted."));
  back (self);
}

static void
delete_confirmed (gpointer data)
{
  BhcArticleView *self = data;

  bhc_library_delete_article_async (self->library, self->id, deleted_cb, g_object_ref (self));
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcArticleView *self = BHC_ARTICLE_VIEW (widget);
  g_autofree char *heading = NULL;

  if (self->document == NULL)
    return;

  heading = g_strdup_printf (_ ("Delete “%s”?"), self->document->title);
  bhc_compat_confirm (widget, heading,
                      _ ("The assistant no longer answers from it. This cannot be undone."),
                      _ ("_Delete"), delete_confirmed, self);
}

static void
forget (BhcArticleView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (self->library, self);
  if (self->questions != NULL)
    g_signal_handlers_disconnect_by_data (self->questions, self);
  g_clear_object (&self->questions);
  g_clear_object (&self->library);
  g_clear_pointer (&self->document, bh_document_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->passage, g_free);
}

static void
bhc_article_view_dispose (GObject *object)
{
  BhcArticleView *self = BHC_ARTICLE_VIEW (object);

  forget (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ARTICLE_VIEW);
  g_clear_pointer (&self->passage_rows, g_ptr_array_unref);
  g_clear_pointer (&self->phrasing_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (bhc_article_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, title);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, edit);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, delete);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, failed);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, heading);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, facts);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, problem);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, text);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, phrasings);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, phrasing);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleView, passages);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_cb);
}

static void
bhc_article_view_class_init (BhcArticleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_article_view_dispose;
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "article.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "article.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "article.delete", NULL, delete_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-article-view.ui");
  bind_children (widget_class);
}

static void
bhc_article_view_init (BhcArticleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  bhc_title_fit_bar (self->title, FALSE);
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_whole_text_show (self->text);
  self->passage_rows = g_ptr_array_new ();
  self->phrasing_rows = g_ptr_array_new ();
}

static void
open_questions (BhcArticleView *self)
{
  const BhcCatalogFilter filter = { .document = self->id };

  self->questions = bhc_catalog_new (self->library, BHC_KIND_PHRASING, &filter);
  g_signal_connect_object (self->questions, "items-changed", G_CALLBACK (show_phrasings), self,
                           G_CONNECT_SWAPPED);
  show_phrasings (self);
}

void
bhc_article_view_open (BhcArticleView *self,
                       BhcLibrary *library,
                       const char *id,
                       const char *passage)
{
  g_autofree char *wanted = g_strdup (id);
  g_autofree char *shown = g_strdup (passage);

  g_return_if_fail (BHC_IS_ARTICLE_VIEW (self));

  forget (self);
  clear_rows (self->passages, self->passage_rows);
  if (library == NULL)
    return;

  self->library = g_object_ref (library);
  self->id = g_steal_pointer (&wanted);
  self->passage = g_steal_pointer (&shown);
  g_signal_connect_object (library, "article-changed", G_CALLBACK (article_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_window_title_set_title (self->title, "");
  gtk_widget_set_visible (self->edit, FALSE);
  gtk_widget_set_visible (self->delete, FALSE);
  open_questions (self);
  fetch (self);
}
