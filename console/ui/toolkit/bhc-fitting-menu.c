/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-fitting-menu.h"

#define MARGIN 6 /* on both sides together, beside the window's edge */
#define WHOLE -1 /* as many letters in a line as there are */

/* An account's address would read as another one. */
static PangoAttrList *
no_hyphens (void)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  return attributes;
}

static void
fit_label (GtkWidget *label, int chars)
{
  g_autoptr (PangoAttrList) attributes = no_hyphens ();

  if (g_str_equal (gtk_widget_get_css_name (label), "accelerator"))
    gtk_widget_set_visible (label, chars == WHOLE);
  else
    g_object_set (label, "wrap", chars != WHOLE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "max-width-chars", chars, "attributes", attributes, NULL);
}

static void
fit_words (GtkWidget *widget, int chars)
{
  if (GTK_IS_LABEL (widget))
    fit_label (widget, chars);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fit_words (child, chars);
}

/* Without its shadow. */
static int
natural_width (GtkWidget *menu)
{
  GtkWidget *contents = gtk_widget_get_first_child (menu);
  int natural;

  gtk_widget_measure (contents, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* As GtkLabel counts it. */
static int
char_width (GtkWidget *menu)
{
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (menu), NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (PANGO_PIXELS_CEIL (width), 1);
}

static void
fit_cb (GtkWidget *menu)
{
  int room = gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (menu))) - MARGIN;
  int around;

  fit_words (menu, WHOLE);
  if (natural_width (menu) <= room)
    return;

  fit_words (menu, 1);
  around = natural_width (menu) - char_width (menu);
  fit_words (menu, MAX ((room - around) / char_width (menu), 1));
}

void
bhc_fitting_menu_mend (GtkWidget *menu)
{
  g_return_if_fail (GTK_IS_POPOVER (menu));

  g_signal_handlers_disconnect_by_func (menu, fit_cb, NULL);
  g_signal_connect (menu, "map", G_CALLBACK (fit_cb), NULL);
}
