/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/settings/bhc-told-secret.h"

static void
copy_cb (GtkButton *button, GtkLabel *label)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (button)),
                          gtk_label_get_label (label));
  gtk_button_set_label (button, _ ("Copied"));
  bhc_compat_announce (GTK_WIDGET (button), _ ("Copied"));
}

static GtkWidget *
make_secret (const char *secret)
{
  GtkWidget *label = gtk_label_new (secret);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "setting-secret");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, secret,
                                  -1);
  return label;
}

static void
show (GtkWidget *parent, const char *heading, const char *words, const char *secret)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = make_secret (secret);
  GtkWidget *copy = gtk_button_new_with_mnemonic (_ ("_Copy"));

  gtk_widget_set_halign (copy, GTK_ALIGN_CENTER);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (copy_cb), label, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), copy);
  bhc_compat_tell (parent, heading, words, box);
  gtk_widget_grab_focus (copy);
}

void
bhc_told_secret_show (GtkWidget *parent, const char *secret)
{
  show (parent, _ ("The New Secret"),
        _ ("Copy it now and keep it where only your servers read it. It is not shown again."),
        secret);
}

void
bhc_told_secret_show_password (GtkWidget *parent, const char *password)
{
  show (parent, _ ("The New Password"),
        _ ("Copy it now and hand it to whom it is for. It is not shown again."), password);
}
