/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/knowledge/bhc-catalog-view.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/knowledge/bhc-article-chooser.h"

struct _BhcArticleChooser
{
  AdwWindow parent_instance;

  BhcLibrary *library;
  BhcCatalogLook look;

  GtkWidget *choose;
  GtkLabel *question;
  GtkEditable *search;
  BhcCatalogView *view;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcArticleChooser, bhc_article_chooser, ADW_TYPE_WINDOW)

static void
take (BhcArticleChooser *self, BhcEntry *entry)
{
  const BhDocument *document = bhc_entry_get_document (entry);

  g_signal_emit (self, signals[CHOSEN], 0, document->id, document->title);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (BhcArticleChooser *self, BhcEntry *entry)
{
  take (self, entry);
}

static BhcEntry *
get_selected (BhcArticleChooser *self)
{
  GtkSelectionModel *selection = bhc_catalog_view_get_selection (self->view);

  return gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (selection));
}

static void
choose_cb (BhcArticleChooser *self)
{
  BhcEntry *entry = get_selected (self);

  if (entry != NULL)
    take (self, entry);
}

static void
selected_cb (BhcArticleChooser *self)
{
  gtk_widget_set_sensitive (self->choose, get_selected (self) != NULL);
}

static void
search_cb (BhcArticleChooser *self)
{
  const BhcCatalogFilter filter = { .query = gtk_editable_get_text (self->search) };
  g_autoptr (BhcCatalog) catalog = NULL;

  if (self->library == NULL)
    return;

  catalog = bhc_catalog_new (self->library, BHC_KIND_DOCUMENT, &filter);
  bhc_catalog_view_set_catalog (self->view, catalog, *filter.query != '\0');
}

static void
stop_cb (BhcArticleChooser *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
bhc_article_chooser_dispose (GObject *object)
{
  BhcArticleChooser *self = BHC_ARTICLE_CHOOSER (object);

  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ARTICLE_CHOOSER);

  G_OBJECT_CLASS (bhc_article_chooser_parent_class)->dispose (object);
}

static void
bhc_article_chooser_class_init (BhcArticleChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_article_chooser_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (BHC_TYPE_CATALOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-article-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcArticleChooser, choose);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleChooser, question);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleChooser, search);
  gtk_widget_class_bind_template_child (widget_class, BhcArticleChooser, view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
bhc_article_chooser_init (BhcArticleChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  self->look = (BhcCatalogLook){ &bhc_choice_look,
                                 _ ("Articles"),
                                 "bellhop-book-symbolic",
                                 _ ("No Articles Yet"),
                                 _ ("Write one first."),
                                 FALSE,
                                 TRUE };
  bhc_catalog_view_set_look (self->view, &self->look);
  g_signal_connect_object (bhc_catalog_view_get_selection (self->view), "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
bhc_article_chooser_new (GtkWindow *parent, BhcLibrary *library, const char *question)
{
  BhcArticleChooser *self = g_object_new (BHC_TYPE_ARTICLE_CHOOSER, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  gtk_label_set_label (self->question, question);
  search_cb (self);

  return GTK_WIDGET (self);
}
