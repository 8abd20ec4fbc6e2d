/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/contact/bhc-address-link.h"

/* A hyphen would be read as one of the address. */
static void
wrap_unbroken (GtkWidget *label)
{
  g_autoptr (PangoAttrList) unbroken = pango_attr_list_new ();

  pango_attr_list_insert (unbroken, pango_attr_insert_hyphens_new (FALSE));
  g_object_set (label, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "natural-wrap-mode",
                GTK_NATURAL_WRAP_NONE, "justify", GTK_JUSTIFY_CENTER, "attributes", unbroken, NULL);
}

void
bhc_address_link_show (GtkLinkButton *link, const char *email)
{
  g_autofree char *escaped = g_uri_escape_string (email, "@", FALSE);
  g_autofree char *uri = g_strconcat ("mailto:", escaped, NULL);
  g_autofree char *tooltip = g_strdup_printf (_ ("Write an e-mail to %s"), email);

  gtk_widget_set_visible (GTK_WIDGET (link), *email != '\0');
  gtk_link_button_set_uri (link, uri);
  gtk_button_set_label (GTK_BUTTON (link), email);
  wrap_unbroken (gtk_button_get_child (GTK_BUTTON (link)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (link), tooltip);
}
