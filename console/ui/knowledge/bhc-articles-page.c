/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-formats.h"
#include "console/ui/knowledge/bhc-article-editor.h"
#include "console/ui/knowledge/bhc-catalog-view.h"
#include "console/ui/knowledge/bhc-import-window.h"
#include "console/ui/knowledge/bhc-upload-list.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/knowledge/bhc-articles-page.h"

struct _BhcArticlesPage
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  BhcCatalogLook look;
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GtkStringList *categories;     /* the first is none */
  gboolean silent;               /* the filters are being set by us */

  GtkEditable *search;
  GtkWidget *add;
  GtkDropDown *status;
  GtkDropDown *category;
  BhcUploadList *uploads;
  BhcCatalogView *view;
  GtkWidget *drop_sign;
};

G_DEFINE_FINAL_TYPE (BhcArticlesPage, bhc_articles_page, ADW_TYPE_BIN)

/* In the order of the drop-down. */
static const char *const statuses[] = { NULL, "ready", "queued", "error" };

static BhcLibrary *
get_library (BhcArticlesPage *self)
{
  return bhc_desk_get_library (self->desk);
}

/* (nullable) */
static const char *
get_category (BhcArticlesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->category);

  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
             ? NULL
             : gtk_string_list_get_string (self->categories, selected);
}

static gboolean
has_category (BhcArticlesPage *self, const char *category)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->categories));

  for (guint i = 1; i < n; i++)
    if (g_str_equal (gtk_string_list_get_string (self->categories, i), category))
      return TRUE;

  return FALSE;
}

/* The categories there are, as far as articles have been seen. */
static void
learn_categories (BhcArticlesPage *self)
{
  BhcCatalog *catalog = bhc_catalog_view_get_catalog (self->view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (catalog));

  self->silent = TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcEntry) entry = g_list_model_get_item (G_LIST_MODEL (catalog), i);
      const char *category = bhc_entry_get_document (entry)->category;

      if (*category != '\0' && !has_category (self, category))
        gtk_string_list_append (self->categories, category);
    }
  self->silent = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->category),
                          g_list_model_get_n_items (G_LIST_MODEL (self->categories)) > 1);
}

static void
show_filter (BhcArticlesPage *self)
{
  guint status = gtk_drop_down_get_selected (self->status);
  const BhcCatalogFilter filter = {
    .query = gtk_editable_get_text (self->search),
    .status = status < G_N_ELEMENTS (statuses) ? statuses[status] : NULL,
    .category = get_category (self),
  };
  g_autoptr (BhcCatalog) catalog = bhc_catalog_new (get_library (self), BHC_KIND_DOCUMENT, &filter);

  g_signal_connect_object (catalog, "items-changed", G_CALLBACK (learn_categories), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  bhc_catalog_view_set_catalog (self->view, catalog,
                                *filter.query != '\0' || filter.status != NULL ||
                                    filter.category != NULL);
}

static void
filter_cb (BhcArticlesPage *self)
{
  if (self->desk != NULL && !self->silent)
    show_filter (self);
}

static void
activated_cb (BhcArticlesPage *self, BhcEntry *entry)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.open-article", "(ss)",
                              bhc_entry_get_id (entry), "");
}

static GtkWindow *
get_window (BhcArticlesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcArticlesPage *self = BHC_ARTICLES_PAGE (widget);

  gtk_window_present (
      GTK_WINDOW (bhc_article_editor_new (get_window (self), get_library (self), NULL)));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcArticlesPage *self = BHC_ARTICLES_PAGE (widget);

  gtk_window_present (GTK_WINDOW (
      bhc_import_window_new (get_window (self), get_library (self), get_category (self))));
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (BHC_ARTICLES_PAGE (widget)->search));
}

static void
add_suffixes (GtkFileFilter *filter, const BhcAnswer *overview)
{
  for (guint i = 0; overview != NULL && i < overview->formats->len; i++)
    {
      const BhcFormat *format = g_ptr_array_index (overview->formats, i);

      for (char **each = format->extensions; *each != NULL; each++)
        gtk_file_filter_add_suffix (filter, *each);
    }
  for (const BhFormat *format = bh_formats; overview == NULL && format->name != NULL; format++)
    for (const char *const *each = format->extensions; *each != NULL; each++)
      gtk_file_filter_add_suffix (filter, *each);
}

static void
chosen_cb (BhcArticlesPage *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      bhc_uploads_add (bhc_desk_get_uploads (self->desk), file, get_category (self));
    }
  g_clear_object (&self->chooser);
}

static void
upload_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcArticlesPage *self = BHC_ARTICLES_PAGE (widget);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Upload Files"), get_window (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Upload"), _ ("_Cancel"));
  gtk_file_filter_set_name (filter, _ ("Files that can be read"));
  add_suffixes (filter, bhc_library_get_overview (get_library (self)));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BhcArticlesPage *self)
{
  bhc_articles_page_add_files (self, g_value_get_boxed (value));

  return TRUE;
}

static void
hover_cb (BhcArticlesPage *self, GParamSpec *pspec, GtkDropTarget *target)
{
  gtk_widget_set_visible (self->drop_sign, gtk_drop_target_get_current_drop (target) != NULL);
}

static void
accept_files (BhcArticlesPage *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (target, "notify::current-drop", G_CALLBACK (hover_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
show_rights (BhcArticlesPage *self)
{
  static const char *const actions[] = { "articles.new", "articles.upload", "articles.import" };
  gboolean can_change = bhc_library_can_change (get_library (self));

  gtk_widget_set_visible (self->add, can_change);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], can_change);
}

static void
bhc_articles_page_dispose (GObject *object)
{
  BhcArticlesPage *self = BHC_ARTICLES_PAGE (object);

  self->silent = TRUE;
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ARTICLES_PAGE);
  g_clear_object (&self->categories);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_articles_page_parent_class)->dispose (object);
}

static void
bhc_articles_page_class_init (BhcArticlesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_articles_page_dispose;
  gtk_widget_class_install_action (widget_class, "articles.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "articles.upload", NULL, upload_cb);
  gtk_widget_class_install_action (widget_class, "articles.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "articles.find", NULL, find_cb);
  g_type_ensure (BHC_TYPE_WRAP_LAYOUT);
  g_type_ensure (BHC_TYPE_UPLOAD_LIST);
  g_type_ensure (BHC_TYPE_CATALOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-articles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, search);
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, add);
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, status);
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, category);
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, uploads);
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, view);
  gtk_widget_class_bind_template_child (widget_class, BhcArticlesPage, drop_sign);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bhc_articles_page_init (BhcArticlesPage *self)
{
  const char *const none[] = { _ ("All Categories"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->look = (BhcCatalogLook){ &bhc_document_look,
                                 _ ("Articles"),
                                 "bellhop-book-symbolic",
                                 _ ("No Articles Yet"),
                                 _ ("The assistant answers from what stands here. Drop files on "
                                    "this page, or write the first article."),
                                 FALSE };
  bhc_catalog_view_set_look (self->view, &self->look);
  self->categories = gtk_string_list_new (none);
  gtk_drop_down_set_model (self->category, G_LIST_MODEL (self->categories));
  accept_files (self);
}

void
bhc_articles_page_set_desk (BhcArticlesPage *self, BhcDesk *desk)
{
  g_return_if_fail (BHC_IS_ARTICLES_PAGE (self));

  g_set_object (&self->desk, desk);
  bhc_upload_list_set_uploads (self->uploads, bhc_desk_get_uploads (desk));
  g_signal_connect_object (get_library (self), "notify::can-change", G_CALLBACK (show_rights), self,
                           G_CONNECT_SWAPPED);
  show_rights (self);
  show_filter (self);
}

void
bhc_articles_page_add_files (BhcArticlesPage *self, GSList *files)
{
  g_return_if_fail (BHC_IS_ARTICLES_PAGE (self));

  if (!bhc_library_can_change (get_library (self)))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.tell", "s",
                                  _ ("Only an administrator may add articles."));
      return;
    }

  for (GSList *l = files; l != NULL; l = l->next)
    bhc_uploads_add (bhc_desk_get_uploads (self->desk), l->data, get_category (self));
}
