/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/conversation/rows/bhc-message-factory.h"

#include "console/ui/conversation/bhc-message-row.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#define SPARE 24            /* rows: a screen of them and some */
#define ROW "bhc-row"       /* of a list item */
#define SEATED "bhc-seated" /* of a row */

static void
setup_cb (GPtrArray *spare, GtkListItem *item)
{
  g_autoptr (GtkWidget) row = spare->len > 0
                                  ? g_ptr_array_steal_index (spare, spare->len - 1)
                                  : g_object_ref_sink (g_object_new (BHC_TYPE_MESSAGE_ROW, NULL));

  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, row);
  g_object_set_data_full (G_OBJECT (item), ROW, g_steal_pointer (&row), g_object_unref);
}

static void
bind_cb (GPtrArray *spare, GtkListItem *item)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (item), ROW);
  GBinding *seated = g_object_bind_property (gtk_list_item_get_item (item), "message", row,
                                             "message", G_BINDING_SYNC_CREATE);

  g_object_set_data (G_OBJECT (row), SEATED, seated);
}

static void
unbind_cb (GPtrArray *spare, GtkListItem *item)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (item), ROW);

  g_binding_unbind (g_object_steal_data (G_OBJECT (row), SEATED));
  g_object_set (row, "message", NULL, NULL);
}

/* GTK 4.8 has taken the row out of the item by now. */
static void
teardown_cb (GPtrArray *spare, GtkListItem *item)
{
  g_autoptr (GtkWidget) row = g_object_steal_data (G_OBJECT (item), ROW);

  gtk_list_item_set_child (item, NULL);
  if (spare->len < SPARE)
    g_ptr_array_add (spare, g_steal_pointer (&row));
}

GtkListItemFactory *
bhc_message_factory_new (void)
{
  static const struct
  {
    const char *signal;
    GCallback handler;
  } handlers[] = {
    { "setup", G_CALLBACK (setup_cb) },
    { "bind", G_CALLBACK (bind_cb) },
    { "unbind", G_CALLBACK (unbind_cb) },
    { "teardown", G_CALLBACK (teardown_cb) },
  };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GPtrArray *spare = g_ptr_array_new_with_free_func (g_object_unref);

  g_type_ensure (BHC_TYPE_WRAP_LAYOUT); /* of the rows */
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_swapped (factory, handlers[i].signal, handlers[i].handler, spare);
  g_object_set_data_full (G_OBJECT (factory), "bhc-spare", spare,
                          (GDestroyNotify) g_ptr_array_unref);

  return factory;
}
