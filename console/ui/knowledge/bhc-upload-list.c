/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/knowledge/bhc-upload-list.h"

#define PROGRESS_WIDTH 56 /* how much it is stands below the name, too */

struct _BhcUploadList
{
  AdwBin parent_instance;

  BhcUploads *uploads; /* (nullable) */

  GtkLabel *summary;
  GtkWidget *clear;
  GtkWidget *scroller;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (BhcUploadList, bhc_upload_list, ADW_TYPE_BIN)

static const struct
{
  const char *words;
  const char *icon;
  const char *style;
} states[] = {
  [BHC_UPLOAD_READING] = { NC_ ("upload", "Reading the file"), "text-x-generic-symbolic", NULL },
  [BHC_UPLOAD_WAITING] = { NC_ ("upload", "Waiting"), "bellhop-clock-symbolic", NULL },
  [BHC_UPLOAD_SENDING] = { NC_ ("upload", "Uploading"), "text-x-generic-symbolic", NULL },
  [BHC_UPLOAD_DONE] = { NC_ ("upload", "Uploaded"), "bellhop-check-symbolic", "success" },
  [BHC_UPLOAD_KNOWN] = { NC_ ("upload", "This file is in the knowledge base already"),
                         "bellhop-check-symbolic", "success" },
  [BHC_UPLOAD_REFUSED] = { NC_ ("upload", "Not uploaded"), "dialog-error-symbolic", "error" },
  [BHC_UPLOAD_FAILED] = { NC_ ("upload", "Not uploaded"), "dialog-error-symbolic", "error" },
  [BHC_UPLOAD_CANCELLED] = { NC_ ("upload", "Cancelled"), "window-close-symbolic", NULL },
};

/* The parts of one row; the row keeps them. */
typedef struct
{
  BhcUpload *upload;
  AdwActionRow *row;
  GtkImage *icon;
  GtkWidget *progress;
  GtkWidget *cancel;
  GtkWidget *retry;
} Parts;

static void
show_upload (Parts *parts)
{
  BhcUploadState state = bhc_upload_get_state (parts->upload);
  const char *words = g_dpgettext2 (NULL, "upload", states[state].words);
  const char *problem = bhc_upload_get_problem (parts->upload);
  double fraction = bhc_upload_get_fraction (parts->upload);
  g_autofree char *sentence = bhc_problem_sentence (problem);
  g_autofree char *markup =
      problem != NULL ? g_markup_printf_escaped ("%s: %s", words, sentence)
      : state == BHC_UPLOAD_SENDING
          ? g_markup_printf_escaped ("%s, %d %%", words, (int) (fraction * 100))
          : g_markup_escape_text (words, -1);
  gboolean again = state == BHC_UPLOAD_FAILED || state == BHC_UPLOAD_CANCELLED;

  adw_action_row_set_subtitle (parts->row, markup);
  gtk_image_set_from_icon_name (parts->icon, states[state].icon);
  gtk_widget_set_css_classes (GTK_WIDGET (parts->icon),
                              (const char *[]){ states[state].style, NULL });
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (parts->progress), fraction);
  gtk_widget_set_visible (parts->progress, !bhc_upload_is_over (parts->upload));
  gtk_widget_set_visible (parts->cancel, !bhc_upload_is_over (parts->upload));
  gtk_widget_set_visible (parts->retry, again);
}

static void
changed_cb (BhcUpload *upload, GtkWidget *row)
{
  Parts *parts = g_object_get_data (G_OBJECT (row), "parts");

  show_upload (parts);
}

static GtkWidget *
make_button (const char *icon, const char *words, const char *name, GCallback clicked, Parts *parts)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", words, name);
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", clicked, parts->upload, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (parts->row, button);

  return button;
}

static GtkWidget *
make_row (gpointer item, gpointer unused)
{
  Parts *parts = g_new0 (Parts, 1);
  GtkWidget *row = adw_action_row_new ();
  const char *name = bhc_upload_get_name (item);
  g_autofree char *escaped = g_markup_escape_text (name, -1);

  parts->upload = item; /* the list holds it as long as the row */
  parts->row = ADW_ACTION_ROW (row);
  parts->icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  parts->progress = gtk_progress_bar_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_title_lines (parts->row, 2);
  gtk_widget_set_tooltip_text (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_valign (parts->progress, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (parts->progress, PROGRESS_WIDTH, -1);
  adw_action_row_add_prefix (parts->row, GTK_WIDGET (parts->icon));
  adw_action_row_add_suffix (parts->row, parts->progress);
  parts->retry = make_button ("view-refresh-symbolic", _ ("Try Again"), name,
                              G_CALLBACK (bhc_upload_retry), parts);
  parts->cancel = make_button ("window-close-symbolic", _ ("Cancel Upload"), name,
                               G_CALLBACK (bhc_upload_cancel), parts);
  g_object_set_data_full (G_OBJECT (row), "parts", parts, g_free);
  g_object_set_data_full (G_OBJECT (row), "upload", g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), row, 0);
  show_upload (parts);
  bhc_parts_mend (row);

  return row;
}

static void
show_summary (BhcUploadList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->uploads));
  guint n_open = bhc_uploads_count_open (self->uploads);
  g_autofree char *words =
      n_open > 0 ? g_strdup_printf (
                       ngettext ("%u file on its way", "%u files on their way", n_open), n_open)
                 : g_strdup (_ ("Uploads"));

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_widget_set_sensitive (self->clear, n > n_open);
  bhc_compat_set_status (self->summary, words);
}

static void
clear_cb (BhcUploadList *self)
{
  bhc_uploads_clear (self->uploads);
}

static void
bhc_upload_list_dispose (GObject *object)
{
  BhcUploadList *self = BHC_UPLOAD_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_UPLOAD_LIST);
  g_clear_object (&self->uploads);

  G_OBJECT_CLASS (bhc_upload_list_parent_class)->dispose (object);
}

static void
bhc_upload_list_class_init (BhcUploadListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_upload_list_dispose;
  g_type_ensure (BHC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-upload-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcUploadList, summary);
  gtk_widget_class_bind_template_child (widget_class, BhcUploadList, clear);
  gtk_widget_class_bind_template_child (widget_class, BhcUploadList, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcUploadList, list);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
bhc_upload_list_init (BhcUploadList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (self->scroller);
}

void
bhc_upload_list_set_uploads (BhcUploadList *self, BhcUploads *uploads)
{
  g_return_if_fail (BHC_IS_UPLOAD_LIST (self));

  g_set_object (&self->uploads, uploads);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (uploads), make_row, NULL, NULL);
  g_signal_connect_object (uploads, "items-changed", G_CALLBACK (show_summary), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (uploads, "notify::n-open", G_CALLBACK (show_summary), self,
                           G_CONNECT_SWAPPED);
  show_summary (self);
}
