/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/conversation/bhc-source-view.h"

static GtkWidget *
make_line (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, style);

  return label;
}

/* What was said of a source opens it, where it is known which article that is. */
static GtkWidget *
make_source_title (const char *where, const char *document, const char *passage)
{
  GtkWidget *button;

  if (document == NULL)
    return make_line (where, "source-title");

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), make_line (where, "source-title"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _ ("Open the Article"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small-button");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "places.open-article");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", document,
                                    passage != NULL ? passage : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, where,
                                  -1);

  return button;
}

GtkWidget *
bhc_source_view_new (BhcSource *source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *title = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *document = NULL;
  g_autofree char *passage = NULL;
  g_autofree char *where = NULL;

  g_object_get (source, "title", &title, "heading", &heading, "quote", &quote, "document-id",
                &document, "passage-id", &passage, NULL);
  where = heading != NULL && *heading != '\0' ? g_strdup_printf ("%s › %s", title, heading)
                                              : g_strdup (title);
  gtk_box_append (GTK_BOX (box), make_source_title (where, document, passage));
  if (quote != NULL && *quote != '\0')
    gtk_box_append (GTK_BOX (box), make_line (quote, "source-quote"));

  return box;
}
