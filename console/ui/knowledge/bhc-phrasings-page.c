/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-problem.h"
#include "console/ui/knowledge/bhc-catalog-view.h"
#include "console/ui/knowledge/bhc-knowledge-words.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/knowledge/bhc-phrasings-page.h"

struct _BhcPhrasingsPage
{
  AdwBin parent_instance;

  BhcLibrary *library; /* (nullable) */
  BhcCatalogLook look;
  GPtrArray *queue; /* Judgement: the first is under way */
  guint next;       /* where the selection goes when what was judged has gone */

  GtkWidget *bar;
  GtkLabel *summary;
  BhcCatalogView *view;
};

typedef struct
{
  char *id;
  gboolean approve;
} Judgement;

G_DEFINE_FINAL_TYPE (BhcPhrasingsPage, bhc_phrasings_page, ADW_TYPE_BIN)

static void judge_first (BhcPhrasingsPage *self);

static void
judgement_free (gpointer data)
{
  Judgement *judgement = data;

  g_free (judgement->id);
  g_free (judgement);
}

static guint64
count_selected (BhcPhrasingsPage *self)
{
  g_autoptr (GtkBitset) selected =
      gtk_selection_model_get_selection (bhc_catalog_view_get_selection (self->view));

  return gtk_bitset_get_size (selected);
}

static void
show_selection (BhcPhrasingsPage *self)
{
  guint n = (guint) count_selected (self);
  GListModel *model = G_LIST_MODEL (bhc_catalog_view_get_selection (self->view));
  gboolean can = n > 0 && bhc_library_can_change (self->library);
  g_autofree char *words = n > 1 ? g_strdup_printf (ngettext ("%u selected", "%u selected", n), n)
                                 : g_strdup (_ ("Proposed ways to ask"));

  bhc_compat_set_status (self->summary, words);
  gtk_widget_set_visible (self->bar, g_list_model_get_n_items (model) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phrasings.approve-selected", can);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phrasings.reject-selected", can);
}

/* What was judged has gone: what follows it is next. */
static void
items_changed_cb (BhcPhrasingsPage *self)
{
  GtkSelectionModel *selection = bhc_catalog_view_get_selection (self->view);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));

  if (n > 0 && count_selected (self) == 0)
    gtk_selection_model_select_item (selection, MIN (self->next, n - 1), TRUE);
  show_selection (self);
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcPhrasingsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcAnswer) answer = bhc_library_finish (BHC_LIBRARY (source), result, &error);
  g_autofree char *sentence = NULL;

  g_ptr_array_remove_index (self->queue, 0);
  if (answer == NULL)
    {
      sentence = bhc_problem_sentence (error->message);
      g_ptr_array_set_size (self->queue, 0);
      gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.tell", "s", sentence);
    }
  if (self->library != NULL && self->queue->len > 0)
    judge_first (self);
}

static void
judge_first (BhcPhrasingsPage *self)
{
  const Judgement *first = g_ptr_array_index (self->queue, 0);

  bhc_library_judge_async (self->library, first->id, first->approve, judged_cb,
                           g_object_ref (self));
}

/* One after the other, so that many do not come too fast; what is judged already stays so. */
static void
judge (BhcPhrasingsPage *self, const char *id, gboolean approve)
{
  Judgement *judgement;

  for (guint i = 0; i < self->queue->len; i++)
    if (g_str_equal (((Judgement *) self->queue->pdata[i])->id, id))
      return;

  judgement = g_new0 (Judgement, 1);
  judgement->id = g_strdup (id);
  judgement->approve = approve;
  g_ptr_array_add (self->queue, judgement);
  if (self->queue->len == 1)
    judge_first (self);
}

/* The selection moves on at once: the daemon's word may take its time. */
static void
judge_selected (BhcPhrasingsPage *self, gboolean approve)
{
  GtkSelectionModel *selection = bhc_catalog_view_get_selection (self->view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  guint64 n = gtk_bitset_get_size (selected);
  guint after;

  if (n == 0)
    return;

  self->next = gtk_bitset_get_minimum (selected);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcEntry) entry =
          g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_nth (selected, i));

      judge (self, bhc_entry_get_id (entry), approve);
    }
  after = gtk_bitset_get_maximum (selected) + 1;
  if (after < g_list_model_get_n_items (G_LIST_MODEL (selection)))
    gtk_selection_model_select_item (selection, after, TRUE);
}

static void
judge_selected_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  judge_selected (BHC_PHRASINGS_PAGE (widget), g_str_equal (name, "phrasings.approve-selected"));
}

/* A row's own button: of this one alone. */
static void
judge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  judge (BHC_PHRASINGS_PAGE (widget), g_variant_get_string (parameter, NULL),
         g_str_equal (name, "phrasings.approve"));
}

static void
open_article (BhcPhrasingsPage *self, BhcEntry *entry)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "knowledge.open-article", "(ss)",
                              bhc_entry_get_phrasing (entry)->document_id, "");
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcPhrasingsPage *self = BHC_PHRASINGS_PAGE (widget);
  BhcEntry *entry = bhc_catalog_find (bhc_catalog_view_get_catalog (self->view),
                                      g_variant_get_string (parameter, NULL));

  if (entry != NULL)
    open_article (self, entry);
}

static void
activated_cb (BhcPhrasingsPage *self, BhcEntry *entry)
{
  open_article (self, entry);
}

static void
show_rights (BhcPhrasingsPage *self)
{
  gboolean can_change = bhc_library_can_change (self->library);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phrasings.approve", can_change);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "phrasings.reject", can_change);
  show_selection (self);
}

static void
bhc_phrasings_page_dispose (GObject *object)
{
  BhcPhrasingsPage *self = BHC_PHRASINGS_PAGE (object);

  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_PHRASINGS_PAGE);

  G_OBJECT_CLASS (bhc_phrasings_page_parent_class)->dispose (object);
}

static void
bhc_phrasings_page_finalize (GObject *object)
{
  g_ptr_array_unref (BHC_PHRASINGS_PAGE (object)->queue);

  G_OBJECT_CLASS (bhc_phrasings_page_parent_class)->finalize (object);
}

static void
bhc_phrasings_page_class_init (BhcPhrasingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_phrasings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_phrasings_page_finalize;
  gtk_widget_class_install_action (widget_class, "phrasings.approve", "s", judge_cb);
  gtk_widget_class_install_action (widget_class, "phrasings.reject", "s", judge_cb);
  gtk_widget_class_install_action (widget_class, "phrasings.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "phrasings.approve-selected", NULL,
                                   judge_selected_cb);
  gtk_widget_class_install_action (widget_class, "phrasings.reject-selected", NULL,
                                   judge_selected_cb);
  g_type_ensure (BHC_TYPE_CATALOG_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-phrasings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcPhrasingsPage, bar);
  gtk_widget_class_bind_template_child (widget_class, BhcPhrasingsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, BhcPhrasingsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bhc_phrasings_page_init (BhcPhrasingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->queue = g_ptr_array_new_with_free_func (judgement_free);
  self->look = (BhcCatalogLook){
    &bhc_phrasing_look,
    _ ("Proposed ways to ask"),
    "bellhop-check-symbolic",
    _ ("Nothing Proposed"),
    _ ("When a visitor or a colleague says which article answers a question, the question is "
       "proposed here."),
    TRUE
  };
  bhc_catalog_view_set_look (self->view, &self->look);
}

void
bhc_phrasings_page_set_library (BhcPhrasingsPage *self, BhcLibrary *library)
{
  const BhcCatalogFilter filter = { .status = "proposed" };
  g_autoptr (BhcCatalog) catalog = NULL;
  GtkSelectionModel *selection;

  g_return_if_fail (BHC_IS_PHRASINGS_PAGE (self));

  g_set_object (&self->library, library);
  catalog = bhc_catalog_new (library, BHC_KIND_PHRASING, &filter);
  bhc_catalog_view_set_catalog (self->view, catalog, FALSE);
  selection = bhc_catalog_view_get_selection (self->view);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "selection-changed", G_CALLBACK (show_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::can-change", G_CALLBACK (show_rights), self,
                           G_CONNECT_SWAPPED);
  show_rights (self);
}
