/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-title.h"

#include "console/ui/knowledge/bhc-import-window.h"

struct _BhcImportWindow
{
  AdwWindow parent_instance;

  BhcLibrary *library;

  GtkWidget *import;
  GtkEditable *url;
  GtkEditable *category;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (BhcImportWindow, bhc_import_window, ADW_TYPE_WINDOW)

static void
tell (BhcImportWindow *self, const char *problem)
{
  bhc_problem_show (self->problem, problem);
}

/* “www.example.org/help” is how people write it. */
static char *
get_address (BhcImportWindow *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->url)));

  if (*text == '\0' || strstr (text, "://") != NULL)
    return g_steal_pointer (&text);

  return g_strconcat ("https://", text, NULL);
}

static gboolean
is_address (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_str_has_prefix (g_uri_get_scheme (uri), "http");
}

static void
changed_cb (BhcImportWindow *self)
{
  g_autofree char *address = get_address (self);

  gtk_widget_set_sensitive (self->import, is_address (address));
  tell (self, NULL);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  gtk_widget_set_sensitive (self->import, TRUE);
  if (answer != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    tell (self, error->message);
}

static void
import_cb (BhcImportWindow *self)
{
  g_autofree char *address = get_address (self);

  if (!gtk_widget_get_sensitive (self->import))
    return;

  gtk_widget_set_sensitive (self->import, FALSE);
  bhc_library_import_async (self->library, address, gtk_editable_get_text (self->category),
                            imported_cb, g_object_ref (self));
}

static void
bhc_import_window_dispose (GObject *object)
{
  BhcImportWindow *self = BHC_IMPORT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_IMPORT_WINDOW);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (bhc_import_window_parent_class)->dispose (object);
}

static void
bhc_import_window_class_init (BhcImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_import_window_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcImportWindow, import);
  gtk_widget_class_bind_template_child (widget_class, BhcImportWindow, url);
  gtk_widget_class_bind_template_child (widget_class, BhcImportWindow, category);
  gtk_widget_class_bind_template_child (widget_class, BhcImportWindow, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
}

static void
bhc_import_window_init (BhcImportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_title_fit (ADW_WINDOW (self));
  bhc_parts_mend (GTK_WIDGET (self));
}

GtkWidget *
bhc_import_window_new (GtkWindow *parent, BhcLibrary *library, const char *category)
{
  BhcImportWindow *self = g_object_new (BHC_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->library = g_object_ref (library);
  gtk_editable_set_text (self->category, category != NULL ? category : "");

  return GTK_WIDGET (self);
}
