/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/files/bhc-file-name.h"

#include <string.h>

#define ENDING_MAX 9 /* letters, the dot among them: what is longer is a part of the name */
#define RIGHT_TO_LEFT_MARK "\u200f"

const char *
bhc_file_name_ending (const char *name)
{
  const char *end = name + strlen (name);
  const char *dot = strrchr (name, '.');

  if (dot == NULL || dot == name || dot[1] == '\0' || strpbrk (dot, " \t\n") != NULL ||
      g_utf8_strlen (dot, -1) > ENDING_MAX)
    return end;

  return dot;
}

static void
append_words (GtkWidget *box, const char *words, int max_chars)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", words, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (max_chars > 0)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), max_chars);
    }
  gtk_box_append (GTK_BOX (box), label);
}

/* The ending stands where the name's own letters lead, whichever way the window is read. */
static gboolean
is_from_the_right (GtkWidget *box, const char *name)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (box, name);

  return pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
}

static void
turn (GtkWidget *box, gboolean from_the_right)
{
  GtkTextDirection direction = from_the_right ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;

  gtk_widget_set_direction (box, direction);
  gtk_widget_set_halign (box, direction == gtk_widget_get_default_direction () ? GTK_ALIGN_START
                                                                               : GTK_ALIGN_END);
}

GtkWidget *
bhc_file_name_new (const char *name, int max_chars)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LABEL, NULL);
  const char *ending = bhc_file_name_ending (name);
  g_autofree char *beginning = g_strndup (name, (gsize) (ending - name));
  gboolean from_the_right = is_from_the_right (box, name);
  g_autofree char *end = g_strconcat (from_the_right ? RIGHT_TO_LEFT_MARK : "", ending, NULL);

  append_words (box, beginning, max_chars - (int) g_utf8_strlen (ending, -1));
  if (*ending != '\0')
    append_words (box, end, 0);
  turn (box, from_the_right);
  gtk_widget_set_tooltip_text (box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return box;
}
