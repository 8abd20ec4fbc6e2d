/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/model/bhc-desk-ask.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/bhc-problem.h"
#include "console/ui/contact/deeds/bhc-ask-window.h"

struct _BhcAskWindow
{
  AdwWindow parent_instance;

  GPtrArray *entries; /* of GtkEditable, not held */
  GtkTextView *text;  /* (nullable) */
  gboolean busy;

  GtkWidget *yes;
  GtkBox *form;
  GtkLabel *explanation;
  AdwPreferencesGroup *fields;
  GtkLabel *problem;
};

enum
{
  CHECK,
  ACCEPTED,
  DONE,
  REFUSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcAskWindow, bhc_ask_window, ADW_TYPE_WINDOW)

static void
tell (BhcAskWindow *self, const char *problem)
{
  bhc_problem_show (self->problem, problem);
}

static void
changed_cb (BhcAskWindow *self)
{
  gboolean ready = TRUE;

  if (self->yes == NULL)
    return;
  if (g_signal_has_handler_pending (self, signals[CHECK], 0, TRUE))
    g_signal_emit (self, signals[CHECK], 0, &ready);
  gtk_widget_set_sensitive (self->yes, ready && !self->busy);
}

static void
yes_cb (BhcAskWindow *self)
{
  if (gtk_widget_get_sensitive (self->yes))
    g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcAskWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  self->busy = FALSE;
  if (answer != NULL)
    g_signal_emit (self, signals[DONE], 0);
  if (self->yes == NULL) /* closed meanwhile */
    return;
  if (answer != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_signal_emit (self, signals[REFUSED], 0, error);
  tell (self, error->message);
  changed_cb (self);
}

static void
bhc_ask_window_dispose (GObject *object)
{
  BhcAskWindow *self = BHC_ASK_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ASK_WINDOW);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (bhc_ask_window_parent_class)->dispose (object);
}

static void
bhc_ask_window_class_init (BhcAskWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_ask_window_dispose;
  signals[CHECK] = g_signal_new ("check", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_BOOLEAN, 0);
  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-ask-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcAskWindow, yes);
  gtk_widget_class_bind_template_child (widget_class, BhcAskWindow, form);
  gtk_widget_class_bind_template_child (widget_class, BhcAskWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, BhcAskWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, BhcAskWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, yes_cb);
}

static void
bhc_ask_window_init (BhcAskWindow *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  bhc_parts_mend (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (changed_cb), NULL);
}

BhcAskWindow *
bhc_ask_window_new (GtkWidget *above,
                    const char *title,
                    const char *explanation,
                    const char *yes,
                    gboolean grave)
{
  GtkRoot *root = gtk_widget_get_root (above);
  BhcAskWindow *self = g_object_new (BHC_TYPE_ASK_WINDOW, "title", title, "transient-for",
                                     GTK_IS_WINDOW (root) ? root : NULL, NULL);

  gtk_label_set_label (self->explanation, explanation != NULL ? explanation : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation), explanation != NULL);
  gtk_button_set_label (GTK_BUTTON (self->yes), yes);
  gtk_widget_add_css_class (self->yes, grave ? "destructive-action" : "suggested-action");
  return self;
}

void
bhc_ask_window_add_entry (BhcAskWindow *self, const char *title, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  g_return_if_fail (BHC_IS_ASK_WINDOW (self));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (yes_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->fields, row);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), TRUE);
  g_ptr_array_add (self->entries, row);
  bhc_parts_mend (row);
}

void
bhc_ask_window_add_text (BhcAskWindow *self, const char *title)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  g_return_if_fail (BHC_IS_ASK_WINDOW (self));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_box_append (self->form, label);
  g_object_set (view, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 8,
                "bottom-margin", 8, "left-margin", 10, "right-margin", 10, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "min-content-height", 160,
                "vexpand", TRUE, "child", view, NULL);
  gtk_widget_add_css_class (scroller, "text-frame");
  gtk_box_append (self->form, scroller);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->text = GTK_TEXT_VIEW (view);
  bhc_parts_mend (scroller);
}

char *
bhc_ask_window_get_entry (BhcAskWindow *self, guint i)
{
  g_return_val_if_fail (BHC_IS_ASK_WINDOW (self), NULL);
  g_return_val_if_fail (i < self->entries->len, NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (g_ptr_array_index (self->entries, i))));
}

char *
bhc_ask_window_get_text (BhcAskWindow *self)
{
  char *text = NULL;

  g_return_val_if_fail (BHC_IS_ASK_WINDOW (self), NULL);
  g_return_val_if_fail (self->text != NULL, NULL);

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  return g_strstrip (text);
}

void
bhc_ask_window_send (BhcAskWindow *self,
                     BhcDesk *desk,
                     const char *method,
                     const char *path,
                     GVariant *values)
{
  g_return_if_fail (BHC_IS_ASK_WINDOW (self));

  self->busy = TRUE;
  tell (self, NULL);
  changed_cb (self);
  bhc_desk_ask_async (desk, method, path, values, NULL, answered_cb, g_object_ref (self));
}
