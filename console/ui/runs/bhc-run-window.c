/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/runs/bhc-run-window.h"

struct _BhcRunWindow
{
  AdwWindow parent_instance;
};

enum
{
  OPEN_ARTICLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcRunWindow, bhc_run_window, ADW_TYPE_WINDOW)

static void
open_article_cb (BhcRunWindow *self, const char *id, const char *passage)
{
  g_autofree char *article = g_strdup (id);
  g_autofree char *place = g_strdup (passage);

  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[OPEN_ARTICLE], 0, article, place);
  g_object_unref (self);
}

static void
bhc_run_window_class_init (BhcRunWindowClass *klass)
{
  signals[OPEN_ARTICLE] =
      g_signal_new ("open-article", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
bhc_run_window_init (BhcRunWindow *self)
{
}

GtkWidget *
bhc_run_window_new (GtkWindow *parent, BhcLibrary *library, const BhRun *run)
{
  GtkWidget *self =
      g_object_new (BHC_TYPE_RUN_WINDOW, "transient-for", parent, "title", _ ("Why This Answer?"),
                    "default-width", 560, "default-height", 680, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *view = bhc_run_view_new ();

  bhc_run_view_set_run (BHC_RUN_VIEW (view), library, run);
  g_signal_connect_object (view, "open-article", G_CALLBACK (open_article_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (view, "run-window");
  adw_clamp_set_child (ADW_CLAMP (clamp), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  bhc_parts_mend (scroller);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);

  return self;
}
