/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/bhc-time.h"
#include "console/ui/knowledge/bhc-article-chooser.h"
#include "console/ui/knowledge/bhc-article-editor.h"
#include "console/ui/knowledge/bhc-catalog-view.h"

#include "console/ui/knowledge/bhc-gaps-page.h"

struct _BhcGapsPage
{
  AdwBin parent_instance;

  BhcLibrary *library; /* (nullable) */
  BhcCatalogLook look;
  char *linking;       /* (nullable) the gap an article is chosen for */
  GtkWidget *examples; /* (nullable) weak: the window of them */

  GtkDropDown *status;
  BhcCatalogView *view;
};

G_DEFINE_FINAL_TYPE (BhcGapsPage, bhc_gaps_page, ADW_TYPE_BIN)

static void
show_filter (BhcGapsPage *self)
{
  gboolean closed = gtk_drop_down_get_selected (self->status) == 1;
  const BhcCatalogFilter filter = { .status = closed ? "closed" : "open" };
  g_autoptr (BhcCatalog) catalog = bhc_catalog_new (self->library, BHC_KIND_GAP, &filter);

  bhc_catalog_view_set_catalog (self->view, catalog, closed);
}

static void
filter_cb (BhcGapsPage *self)
{
  if (self->library != NULL)
    show_filter (self);
}

static GtkWindow *
get_window (BhcGapsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* (nullable) */
static const BhGap *
find_gap (BhcGapsPage *self, GVariant *parameter)
{
  BhcCatalog *catalog = bhc_catalog_view_get_catalog (self->view);
  BhcEntry *entry = bhc_catalog_find (catalog, g_variant_get_string (parameter, NULL));

  return entry != NULL ? bhc_entry_get_gap (entry) : NULL;
}

static gboolean
tell_failure (BhcGapsPage *self, const GError *error)
{
  g_autofree char *sentence = error != NULL ? bhc_problem_sentence (error->message) : NULL;

  if (error != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.tell", "s", sentence);

  return error != NULL;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcGapsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);

  tell_failure (self, error);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcGapsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);
  gpointer gap = answer != NULL ? answer->records[BHC_KIND_GAP] : NULL;

  if (!tell_failure (self, error) && gap != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.offer-reopen", "s",
                                bhc_kind_get_id (gap));
}

static void
dismiss_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcGapsPage *self = BHC_GAPS_PAGE (widget);

  bhc_library_turn_gap_async (self->library, g_variant_get_string (parameter, NULL), FALSE,
                              dismissed_cb, g_object_ref (self));
}

static void
reopen_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bhc_gaps_page_reopen (BHC_GAPS_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static void
write_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcGapsPage *self = BHC_GAPS_PAGE (widget);
  const BhGap *gap = find_gap (self, parameter);

  if (gap != NULL)
    gtk_window_present (
        GTK_WINDOW (bhc_article_editor_new_for_gap (get_window (self), self->library, gap)));
}

static void
chosen_cb (BhcGapsPage *self, const char *document, const char *title)
{
  bhc_library_link_gap_async (self->library, self->linking, document, done_cb, g_object_ref (self));
}

static void
link_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcGapsPage *self = BHC_GAPS_PAGE (widget);
  const BhGap *gap = find_gap (self, parameter);
  GtkWidget *chooser;

  if (gap == NULL)
    return;

  g_free (self->linking);
  self->linking = g_strdup (gap->id);
  chooser = bhc_article_chooser_new (get_window (self), self->library, gap->question);
  g_signal_connect_object (chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (chooser));
}

/* ---- examples ---- */

static void
open_conversation_cb (GtkWidget *row, BhcGapsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "places.open-conversation", "s",
                              (const char *) g_object_get_data (G_OBJECT (row), "conversation"));
  gtk_window_close (GTK_WINDOW (self->examples));
}

static GtkWidget *
make_example (BhcGapsPage *self, const BhGapExample *example)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *question = g_markup_escape_text (example->question, -1);
  g_autofree char *moment = bhc_time_moment (example->created_us);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), question);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), moment);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (example->conversation_id == NULL)
    return row;

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Open the Conversation"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_object_set_data_full (G_OBJECT (row), "conversation", g_strdup (example->conversation_id),
                          g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (open_conversation_cb), self, 0);

  return row;
}

static GtkWidget *
make_examples (BhcGapsPage *self, const BhGap *gap)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *question = g_markup_escape_text (gap->question, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), question);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("How it was asked, the latest first."));
  for (guint i = 0; gap->examples != NULL && i < gap->examples->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_example (self, gap->examples->pdata[i]));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));

  return page;
}

static void
activated_cb (BhcGapsPage *self, BhcEntry *entry)
{
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "transient-for", get_window (self),
                                    "modal", TRUE, "title", _ ("Examples"), "search-enabled", FALSE,
                                    "default-width", 520, "default-height", 420, NULL);

  g_set_weak_pointer (&self->examples, window);
  adw_preferences_window_add (
      ADW_PREFERENCES_WINDOW (window),
      ADW_PREFERENCES_PAGE (make_examples (self, bhc_entry_get_gap (entry))));
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_rights (BhcGapsPage *self)
{
  static const char *const actions[] = { "gaps.write", "gaps.link", "gaps.dismiss", "gaps.reopen" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i],
                                   bhc_library_can_change (self->library));
}

static void
bhc_gaps_page_dispose (GObject *object)
{
  BhcGapsPage *self = BHC_GAPS_PAGE (object);

  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_GAPS_PAGE);
  g_clear_pointer (&self->linking, g_free);
  g_clear_weak_pointer (&self->examples);

  G_OBJECT_CLASS (bhc_gaps_page_parent_class)->dispose (object);
}

static void
bhc_gaps_page_class_init (BhcGapsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_gaps_page_dispose;
  gtk_widget_class_install_action (widget_class, "gaps.write", "s", write_cb);
  gtk_widget_class_install_action (widget_class, "gaps.link", "s", link_cb);
  gtk_widget_class_install_action (widget_class, "gaps.dismiss", "s", dismiss_cb);
  gtk_widget_class_install_action (widget_class, "gaps.reopen", "s", reopen_cb);
  g_type_ensure (BHC_TYPE_CATALOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-gaps-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcGapsPage, status);
  gtk_widget_class_bind_template_child (widget_class, BhcGapsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bhc_gaps_page_init (BhcGapsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->look = (BhcCatalogLook){ &bhc_gap_look,
                                 _ ("Questions Without an Answer"),
                                 "bellhop-check-symbolic",
                                 _ ("No Open Questions"),
                                 _ ("What visitors ask and no article answers is kept here."),
                                 FALSE };
  bhc_catalog_view_set_look (self->view, &self->look);
}

void
bhc_gaps_page_set_library (BhcGapsPage *self, BhcLibrary *library)
{
  g_return_if_fail (BHC_IS_GAPS_PAGE (self));

  g_set_object (&self->library, library);
  g_signal_connect_object (library, "notify::can-change", G_CALLBACK (show_rights), self,
                           G_CONNECT_SWAPPED);
  show_rights (self);
  show_filter (self);
}

void
bhc_gaps_page_reopen (BhcGapsPage *self, const char *id)
{
  g_return_if_fail (BHC_IS_GAPS_PAGE (self));

  bhc_library_turn_gap_async (self->library, id, TRUE, done_cb, g_object_ref (self));
}
