/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"
#include "console/ui/knowledge/bhc-markdown.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/knowledge/bhc-article-editor.h"

struct _BhcArticleEditor
{
  AdwWindow parent_instance;

  BhcLibrary *library;
  char *document;   /* (nullable) what is changed */
  char *gap;        /* (nullable) what is closed */
  gboolean changed; /* since it was opened */
  gboolean filling;

  GtkSpinner *busy;
  GtkEditable *title_row;
  GtkEditable *category;
  GtkLabel *problem;
  GtkStack *stack;
  GtkWidget *body_text;
  GtkTextBuffer *buffer;
  GtkTextView *preview;
};

enum
{
  SAVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcArticleEditor, bhc_article_editor, ADW_TYPE_WINDOW)

static void
tell (BhcArticleEditor *self, const char *problem)
{
  bhc_problem_show (self->problem, problem);
}

static char *
get_body (BhcArticleEditor *self)
{
  char *body;

  g_object_get (self->buffer, "text", &body, NULL);
  return body;
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
changed_cb (BhcArticleEditor *self)
{
  g_autofree char *body = get_body (self);

  if (self->filling)
    return;

  self->changed = TRUE;
  tell (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save",
                                 !is_blank (gtk_editable_get_text (self->title_row)) &&
                                     !is_blank (body));
}

static void
page_cb (BhcArticleEditor *self)
{
  g_autofree char *body = NULL;

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "preview") != 0)
    return;

  body = get_body (self);
  bhc_markdown_fill (gtk_text_view_get_buffer (self->preview), body);
}

static void
set_busy (BhcArticleEditor *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->busy, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", !busy);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcArticleEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  set_busy (self, FALSE);
  if (answer == NULL)
    {
      tell (self, error->message);
      return;
    }

  self->changed = FALSE;
  if (bhc_answer_get_document (answer) != NULL)
    g_signal_emit (self, signals[SAVED], 0, bhc_answer_get_document (answer)->id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcArticleEditor *self = BHC_ARTICLE_EDITOR (widget);
  g_autofree char *body = get_body (self);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));
  g_autofree char *category = g_strstrip (g_strdup (gtk_editable_get_text (self->category)));
  const BhcDraft draft = { title, category, body };

  tell (self, NULL);
  set_busy (self, TRUE);
  if (self->gap != NULL)
    bhc_library_answer_gap_async (self->library, self->gap, &draft, saved_cb, g_object_ref (self));
  else
    bhc_library_write_async (self->library, self->document, &draft, saved_cb, g_object_ref (self));
}

static void
discard_confirmed (gpointer data)
{
  BhcArticleEditor *self = data;

  self->changed = FALSE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
bhc_article_editor_close_request (GtkWindow *window)
{
  BhcArticleEditor *self = BHC_ARTICLE_EDITOR (window);

  if (self->changed)
    {
      bhc_compat_confirm (GTK_WIDGET (self), _ ("Discard What You Wrote?"),
                          _ ("It has not been saved."), _ ("_Discard"), discard_confirmed, self);
      return TRUE;
    }

  return GTK_WINDOW_CLASS (bhc_article_editor_parent_class)->close_request (window);
}

static void
bhc_article_editor_dispose (GObject *object)
{
  BhcArticleEditor *self = BHC_ARTICLE_EDITOR (object);

  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ARTICLE_EDITOR);
  g_clear_object (&self->library);
  g_clear_pointer (&self->document, g_free);
  g_clear_pointer (&self->gap, g_free);

  G_OBJECT_CLASS (bhc_article_editor_parent_class)->dispose (object);
}

static void
bhc_article_editor_class_init (BhcArticleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_article_editor_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bhc_article_editor_close_request;
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-article-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, busy);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, title_row);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, category);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, body_text);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleEditor, preview);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
}

static void
bhc_article_editor_init (BhcArticleEditor *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", FALSE);
  self->filling = FALSE;
}

static void
fill (BhcArticleEditor *self, const BhDocument *document)
{
  self->document = g_strdup (document->id);
  self->filling = TRUE;
  gtk_editable_set_text (self->title_row, document->title);
  gtk_editable_set_text (self->category, document->category);
  gtk_text_buffer_set_text (self->buffer, document->body != NULL ? document->body : "", -1);
  self->filling = FALSE;
}

GtkWidget *
bhc_article_editor_new (GtkWindow *parent, BhcLibrary *library, const BhDocument *document)
{
  BhcArticleEditor *self =
      g_object_new (BHC_TYPE_ARTICLE_EDITOR, "transient-for", parent, "title",
                    document != NULL ? _ ("Edit Article") : _ ("New Article"), NULL);

  self->library = g_object_ref (library);
  if (document != NULL)
    fill (self, document);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));

  return GTK_WIDGET (self);
}

GtkWidget *
bhc_article_editor_new_for_gap (GtkWindow *parent, BhcLibrary *library, const BhGap *gap)
{
  BhcArticleEditor *self = BHC_ARTICLE_EDITOR (bhc_article_editor_new (parent, library, NULL));

  self->gap = g_strdup (gap->id);
  self->filling = TRUE;
  gtk_editable_set_text (self->title_row, gap->question);
  self->filling = FALSE;
  gtk_widget_grab_focus (self->body_text);

  return GTK_WIDGET (self);
}
