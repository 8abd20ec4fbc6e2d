/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/contact/deeds/bhc-ask-window.h"

#include "console/ui/contact/card/bhc-attribute-form.h"

/* Lives as long as the form. */
typedef struct
{
  GtkWidget *above;
  BhcDesk *desk;
  char *contact;
  char *key; /* (nullable) of one that is there */
} Wish;

static void
wish_free (gpointer data, GClosure *closure)
{
  Wish *wish = data;

  g_object_unref (wish->above);
  g_object_unref (wish->desk);
  g_free (wish->contact);
  g_free (wish->key);
  g_free (wish);
}

static gboolean
check_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *first = bhc_ask_window_get_entry (form, 0);

  return *first != '\0';
}

static void
send_cb (BhcAskWindow *form, Wish *wish)
{
  g_autofree char *key =
      wish->key != NULL ? g_strdup (wish->key) : bhc_ask_window_get_entry (form, 0);
  g_autofree char *value = bhc_ask_window_get_entry (form, wish->key != NULL ? 0 : 1);
  g_autofree char *path = g_strconcat ("/v1/desk/contacts/", wish->contact, NULL);
  GVariantDict attributes, values;

  g_variant_dict_init (&attributes, NULL);
  g_variant_dict_insert (&attributes, key, "s", value);
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert_value (&values, "attributes", g_variant_dict_end (&attributes));
  bhc_ask_window_send (form, wish->desk, "PATCH", path, g_variant_dict_end (&values));
}

static void
done_cb (BhcAskWindow *form, Wish *wish)
{
  gtk_widget_activate_action (wish->above, "contact.changed", "s", wish->contact);
}

void
bhc_attribute_form_ask (GtkWidget *above,
                        BhcDesk *desk,
                        const char *contact,
                        const char *key,
                        const char *value)
{
  BhcAskWindow *form = bhc_ask_window_new (
      above, key != NULL ? _ ("Edit Attribute") : _ ("Add Attribute"), NULL, _ ("Save"), FALSE);
  Wish *wish = g_new0 (Wish, 1);

  wish->above = g_object_ref (above);
  wish->desk = g_object_ref (desk);
  wish->contact = g_strdup (contact);
  wish->key = g_strdup (key);
  if (key == NULL)
    bhc_ask_window_add_entry (form, _ ("Name of the attribute"), "");
  bhc_ask_window_add_entry (form, key != NULL ? key : _ ("Value"), value);
  g_signal_connect (form, "check", G_CALLBACK (check_cb), wish);
  g_signal_connect (form, "done", G_CALLBACK (done_cb), wish);
  g_signal_connect_data (form, "accepted", G_CALLBACK (send_cb), wish, wish_free,
                         G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (form));
}
