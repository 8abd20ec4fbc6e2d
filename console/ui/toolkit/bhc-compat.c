/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#define TOAST_FRAME 120 /* what a toast and its button need around its words */
#define HEIGHT_STEP 2

/* The guarded calls are newer than the version the project promises to need. */
#define BEGIN_NEWER G_GNUC_BEGIN_IGNORE_DEPRECATIONS
#define END_NEWER G_GNUC_END_IGNORE_DEPRECATIONS

typedef struct
{
  GtkWidget *parent; /* weak */
  BhcConfirmed confirmed;
  gpointer data;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_weak_pointer (&question->parent);
  g_free (question);
}

static void
response_cb (Question *question, const char *response)
{
  BhcConfirmed confirmed = g_steal_pointer (&question->confirmed); /* a dialog may answer twice */

  if (g_strcmp0 (response, "yes") == 0 && question->parent != NULL && confirmed != NULL)
    confirmed (question->data);
}

#if ADW_CHECK_VERSION(1, 5, 0)
BEGIN_NEWER
static void
show_question (GtkWidget *parent,
               const char *heading,
               const char *body,
               const char *yes,
               Question *question)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "yes", yes,
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "yes",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free,
                         G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
}

void
bhc_compat_tell (GtkWidget *parent, const char *heading, const char *body, GtkWidget *extra)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), extra);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Done"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_dialog_present (dialog, parent);
}
END_NEWER
#else
static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *natural)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, natural, NULL, NULL);
  return minimum;
}

/* GTK 4.8 asks how wide a window is at the height that it has found, and what a question says gets
 * too little of that height beside its buttons: it becomes one line, wider than what lies behind.
 * As high as it must be to stay as wide as it was. */
static void
keep_narrow (GtkWidget *dialog)
{
  int width, height, enough;

  measure (dialog, GTK_ORIENTATION_HORIZONTAL, -1, &width);
  measure (dialog, GTK_ORIENTATION_VERTICAL, width, &height);
  enough = 2 * height;
  while (height < enough && measure (dialog, GTK_ORIENTATION_HORIZONTAL, height, NULL) > width)
    height += HEIGHT_STEP;
  gtk_window_set_default_size (GTK_WINDOW (dialog), width, height);
}

static void
show_question (GtkWidget *parent,
               const char *heading,
               const char *body,
               const char *yes,
               Question *question)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "yes",
                                    yes, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free,
                         G_CONNECT_SWAPPED);
  bhc_parts_mend (dialog);
  keep_narrow (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
bhc_compat_tell (GtkWidget *parent, const char *heading, const char *body, GtkWidget *extra)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body);

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), extra);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Done"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  bhc_parts_mend (dialog);
  keep_narrow (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
#endif

void
bhc_compat_confirm (GtkWidget *parent,
                    const char *heading,
                    const char *body,
                    const char *yes,
                    BhcConfirmed confirmed,
                    gpointer data)
{
  Question *question = g_new0 (Question, 1);

  g_set_weak_pointer (&question->parent, parent);
  question->confirmed = confirmed;
  question->data = data;
  show_question (parent, heading, body, yes, question);
}

void
bhc_compat_label_row (GtkWidget *row, const char *label)
{
  GtkWidget *item = gtk_widget_get_parent (row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

void
bhc_compat_set_status (GtkLabel *label, const char *words)
{
  gtk_label_set_label (label, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
bhc_compat_describe (AdwStatusPage *page, const char *words)
{
  g_autofree char *markup = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  adw_status_page_set_description (page, markup);
}

static void
hide_pages_cb (GtkStack *stack)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 child != shown, -1);
}

void
bhc_compat_hide_pages (GtkStack *stack)
{
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (hide_pages_cb), NULL);
  hide_pages_cb (stack);
}

#if GTK_CHECK_VERSION(4, 14, 0)
BEGIN_NEWER
/* GTK's own backend for tests has nobody to say anything to, and calls what is not there. */
static gboolean
can_announce (GtkWidget *widget)
{
  g_autoptr (GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  return context != NULL && !g_str_equal (G_OBJECT_TYPE_NAME (context), "GtkTestATContext");
}

void
bhc_compat_announce (GtkWidget *widget, const char *words)
{
  if (can_announce (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
END_NEWER
#else
void
bhc_compat_announce (GtkWidget *widget, const char *words)
{
}
#endif

void
bhc_compat_scroll_to (GtkWidget *list, guint position)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  BEGIN_NEWER
  gtk_list_view_scroll_to (GTK_LIST_VIEW (list), position, GTK_LIST_SCROLL_NONE, NULL);
  END_NEWER
#else
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
#endif
}

GtkWidget *
bhc_compat_toast_words (GtkWidget *over, const char *sentence)
{
  PangoContext *context = gtk_widget_get_pango_context (over);
  g_autoptr (PangoFontDescription) bold =
      pango_font_description_copy (pango_context_get_font_description (context));
  PangoFontMetrics *metrics;
  int letter, fits;

  pango_font_description_set_weight (bold, PANGO_WEIGHT_BOLD);
  metrics = pango_context_get_metrics (context, bold, NULL);
  letter = PANGO_PIXELS_CEIL (MAX (pango_font_metrics_get_approximate_char_width (metrics),
                                   pango_font_metrics_get_approximate_digit_width (metrics)));
  fits = (gtk_widget_get_width (over) - TOAST_FRAME) / MAX (letter, 1);
  pango_font_metrics_unref (metrics);
  return g_object_new (GTK_TYPE_LABEL, "label", sentence, "wrap", TRUE, "wrap-mode",
                       PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "max-width-chars", CLAMP (fits, 8, 80),
                       NULL);
}

#if !ADW_CHECK_VERSION(1, 4, 0)
#define DPI_OF_TEXT_ONCE (96 * 1024)

static int
grown (GObject *clamp, const char *property)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (clamp)), "gtk-xft-dpi", &dpi, NULL);
  return (int) (GPOINTER_TO_INT (g_object_get_data (clamp, property)) *
                (dpi > 0 ? (double) dpi / DPI_OF_TEXT_ONCE : 1));
}

static void
grow_cb (GObject *clamp)
{
  g_object_set (clamp, "maximum-size", grown (clamp, "maximum-size"), "tightening-threshold",
                grown (clamp, "tightening-threshold"), NULL);
}
#endif

void
bhc_compat_grow_clamp (GtkWidget *clamp)
{
#if !ADW_CHECK_VERSION(1, 4, 0)
  int most, threshold;

  if (g_object_get_data (G_OBJECT (clamp), "maximum-size") != NULL)
    return;

  g_object_get (clamp, "maximum-size", &most, "tightening-threshold", &threshold, NULL);
  g_object_set_data (G_OBJECT (clamp), "maximum-size", GINT_TO_POINTER (most));
  g_object_set_data (G_OBJECT (clamp), "tightening-threshold", GINT_TO_POINTER (threshold));
  g_signal_connect_object (gtk_widget_get_settings (clamp), "notify::gtk-xft-dpi",
                           G_CALLBACK (grow_cb), clamp, G_CONNECT_SWAPPED);
  grow_cb (G_OBJECT (clamp));
#endif
}

void
bhc_compat_turn_to (AdwLeaflet *leaflet, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (leaflet));
  g_autoptr (GtkWidget) focus = NULL;

  if (root != NULL && !adw_leaflet_get_folded (leaflet))
    g_set_object (&focus, gtk_root_get_focus (root));
  adw_leaflet_set_visible_child_name (leaflet, name);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}
