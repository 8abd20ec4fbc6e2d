/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/knowledge/bhc-catalog-view.h"

struct _BhcCatalogView
{
  AdwBin parent_instance;

  const BhcCatalogLook *look;
  BhcCatalog *catalog; /* (nullable) */
  gboolean filtered;
  GSignalGroup *signals;
  GtkSelectionModel *selection;

  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GtkWidget *more;
  GtkSpinner *busy;
  GtkLabel *problem;
  GtkWidget *again;
};

enum
{
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcCatalogView, bhc_catalog_view, ADW_TYPE_BIN)

static void
show_more (BhcCatalogView *self, gboolean loading, const char *error)
{
  gtk_widget_set_visible (self->more, loading || error != NULL);
  gtk_spinner_set_spinning (self->busy, loading);
  gtk_widget_set_visible (GTK_WIDGET (self->busy), loading);
  gtk_label_set_label (self->problem, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  gtk_widget_set_visible (self->again, error != NULL);
}

static void
show_page (BhcCatalogView *self)
{
  gboolean loading = FALSE, loaded = FALSE;
  g_autofree char *error = NULL;
  g_autofree char *sentence = NULL;
  const char *page = "offline";

  if (self->catalog == NULL)
    return;

  g_object_get (self->catalog, "loading", &loading, "loaded", &loaded, "error", &error, NULL);
  sentence = error != NULL ? bhc_problem_sentence (error) : NULL;
  bhc_compat_describe (self->failed, sentence);
  show_more (self, loading, sentence);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->catalog)) > 0)
    page = "list";
  else if (loading)
    page = "loading";
  else if (error != NULL)
    page = "failed";
  else if (loaded)
    page = "empty";
  gtk_stack_set_visible_child_name (self->stack, page);

  adw_status_page_set_icon_name (self->empty,
                                 self->filtered ? "system-search-symbolic" : self->look->icon);
  adw_status_page_set_title (self->empty, self->filtered ? _ ("Nothing Found") : self->look->empty);
  adw_status_page_set_description (
      self->empty, self->filtered ? _ ("Try other words or another filter.") : self->look->hint);
}

static void
fetch_more (BhcCatalogView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  double left =
      gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_value (adjustment) - page;

  if (self->catalog != NULL && page > 1 && left < 2 * page)
    bhc_catalog_load_more (self->catalog);
}

static void
retry_cb (BhcCatalogView *self)
{
  if (self->catalog == NULL)
    return;
  if (bhc_catalog_has_more (self->catalog))
    bhc_catalog_load_more (self->catalog);
  else
    bhc_catalog_reload (self->catalog);
}

static void
activate_cb (BhcCatalogView *self, guint position)
{
  g_autoptr (BhcEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (entry != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, entry);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, BhcCatalogView *self)
{
  gtk_list_item_set_child (item, bhc_entry_row_new (self->look->look));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  bhc_entry_row_set_entry (BHC_ENTRY_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  bhc_entry_row_set_entry (BHC_ENTRY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
bhc_catalog_view_dispose (GObject *object)
{
  BhcCatalogView *self = BHC_CATALOG_VIEW (object);

  g_clear_object (&self->signals);
  adw_bin_set_child (ADW_BIN (self), NULL); /* a part of the template: it must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_CATALOG_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->catalog);

  G_OBJECT_CLASS (bhc_catalog_view_parent_class)->dispose (object);
}

static void
bhc_catalog_view_class_init (BhcCatalogViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_catalog_view_dispose;
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, BHC_TYPE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-catalog-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, empty);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, failed);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, list);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, more);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, busy);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, problem);
  gtk_widget_class_bind_template_child (widget_class, BhcCatalogView, again);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bhc_catalog_view_init (BhcCatalogView *self)
{
  static const char *const told[] = { "notify::loading", "notify::error", "notify::loaded",
                                      "items-changed" };
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  bhc_parts_mend (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BHC_TYPE_CATALOG);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    g_signal_group_connect_swapped (self->signals, told[i], G_CALLBACK (show_page), self);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (fetch_more), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (fetch_more), self, G_CONNECT_SWAPPED);
}

void
bhc_catalog_view_set_look (BhcCatalogView *self, const BhcCatalogLook *look)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (BHC_IS_CATALOG_VIEW (self));

  self->look = look;
  if (look->several)
    self->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (NULL));
  else
    {
      GtkSingleSelection *single = gtk_single_selection_new (NULL);

      gtk_single_selection_set_autoselect (single, look->eager);
      gtk_single_selection_set_can_unselect (single, TRUE);
      self->selection = GTK_SELECTION_MODEL (single);
    }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, self->selection);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  look->name, -1);
  g_object_unref (factory);
}

void
bhc_catalog_view_set_catalog (BhcCatalogView *self, BhcCatalog *catalog, gboolean filtered)
{
  g_return_if_fail (BHC_IS_CATALOG_VIEW (self));
  g_return_if_fail (self->look != NULL);

  self->filtered = filtered;
  g_set_object (&self->catalog, catalog);
  g_signal_group_set_target (self->signals, catalog);
  if (self->look->several)
    gtk_multi_selection_set_model (GTK_MULTI_SELECTION (self->selection), G_LIST_MODEL (catalog));
  else
    gtk_single_selection_set_model (GTK_SINGLE_SELECTION (self->selection), G_LIST_MODEL (catalog));
  show_page (self);
}

BhcCatalog *
bhc_catalog_view_get_catalog (BhcCatalogView *self)
{
  g_return_val_if_fail (BHC_IS_CATALOG_VIEW (self), NULL);

  return self->catalog;
}

GtkSelectionModel *
bhc_catalog_view_get_selection (BhcCatalogView *self)
{
  g_return_val_if_fail (BHC_IS_CATALOG_VIEW (self), NULL);

  return self->selection;
}
