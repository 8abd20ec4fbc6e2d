/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/search/bhc-search.h"
#include "console/ui/bhc-problem.h"
#include "console/ui/search/bhc-found-row.h"
#include "console/ui/search/bhc-search-hints.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/search/bhc-search-page.h"

struct _BhcSearchPage
{
  AdwBin parent_instance;

  BhcDesk *desk;
  BhcSearch *search;
  guint said; /* results that were announced last */

  GtkSearchEntry *entry;
  GtkSpinner *busy;
  GtkLabel *problem;
  GtkLabel *status;
  BhcSearchHints *hints;
  GtkStack *stack;
  AdwStatusPage *none;
  GtkListBox *list;
  GtkListBox *history;
  GtkWidget *history_part;
};

G_DEFINE_FINAL_TYPE (BhcSearchPage, bhc_search_page, ADW_TYPE_BIN)

/* ---- what is shown ---- */

static guint
n_results (BhcSearchPage *self)
{
  return g_list_model_get_n_items (bhc_search_get_results (self->search));
}

static const char *
choose_page (BhcSearchPage *self)
{
  if (n_results (self) > 0)
    return "list";
  if (*bhc_search_get_text (self->search) == '\0' || bhc_search_get_problem (self->search) != NULL)
    return "start";

  return bhc_search_is_loading (self->search) ? "loading" : "none";
}

/* Who was asked is said as it is: not the server, or the server before the connection was lost. */
static const char *
choose_status (BhcSearchPage *self)
{
  gboolean offline = bhc_desk_get_state (self->desk) == BHC_STATE_OFFLINE;

  if (*bhc_search_get_text (self->search) == '\0' || bhc_search_get_problem (self->search) != NULL)
    return "";
  if (bhc_search_is_local (self->search))
    return offline ? _ ("Only what is kept on this computer was searched. The server will be asked "
                        "when there is a connection again.")
                   : _ ("Only what is kept on this computer was searched.");
  if (offline)
    return _ ("As it was found before the connection was lost.");

  return bhc_search_is_partial (self->search)
             ? _ ("What this machine has seen is still being made ready to be searched")
             : "";
}

static const char *
nothing_in_words (BhcSearchPage *self)
{
  return bhc_search_is_local (self->search) ? _ ("Nothing Found on This Computer")
                                            : _ ("Nothing Found");
}

static void
announce (BhcSearchPage *self)
{
  guint n = n_results (self);
  g_autofree char *words = NULL;

  if (bhc_search_is_loading (self->search) || n == self->said)
    return;

  self->said = n;
  words = n > 0 ? g_strdup_printf (ngettext ("%u result", "%u results", n), n)
                : g_strdup (nothing_in_words (self));
  if (*bhc_search_get_text (self->search) != '\0')
    bhc_compat_announce (GTK_WIDGET (self), words);
}

static void
show_state (BhcSearchPage *self)
{
  const char *problem = bhc_search_get_problem (self->search);
  const char *status = choose_status (self);

  bhc_problem_show (self->problem, problem);
  bhc_compat_set_status (self->status, status);
  adw_status_page_set_title (self->none, nothing_in_words (self));
  gtk_widget_set_visible (GTK_WIDGET (self->status), *status != '\0');
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_spinner_set_spinning (self->busy, bhc_search_is_loading (self->search));
  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  announce (self);
}

static GtkWidget *
make_row_cb (gpointer item, gpointer data)
{
  return bhc_found_row_new (item, bhc_desk_get_directory (BHC_SEARCH_PAGE (data)->desk));
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  BhcFoundKind kind = bhc_found_get (bhc_found_row_get (row))->kind;
  GtkWidget *label = NULL;

  if (before != NULL && bhc_found_get (bhc_found_row_get (before))->kind == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  if (gtk_list_box_row_get_header (row) != NULL)
    return;

  label = gtk_label_new (bhc_found_row_group (kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "found-group");
  gtk_list_box_row_set_header (row, label);
}

static GtkWidget *
make_history_row (const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row, "found-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  return row;
}

static void
show_history (BhcSearchPage *self)
{
  g_auto (GStrv) searches = bhc_search_get_history (self->search);
  GtkListBoxRow *row = NULL;

  while ((row = gtk_list_box_get_row_at_index (self->history, 0)) != NULL)
    gtk_list_box_remove (self->history, GTK_WIDGET (row));
  for (guint i = 0; searches[i] != NULL; i++)
    gtk_list_box_append (self->history, make_history_row (searches[i]));
  gtk_widget_set_visible (self->history_part, searches[0] != NULL);
}

/* ---- what is done ---- */

static void
typed_cb (BhcSearchPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  bhc_search_hints_follow (self->hints, text,
                           gtk_editable_get_position (GTK_EDITABLE (self->entry)));
  bhc_search_set_text (self->search, text);
}

static void
moved_cb (BhcSearchPage *self)
{
  bhc_search_hints_follow (self->hints, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                           gtk_editable_get_position (GTK_EDITABLE (self->entry)));
}

static void
focus_field (BhcSearchPage *self, int position)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
}

static void
hint_cb (BhcSearchPage *self, const char *text, int position)
{
  g_autofree char *kept = g_strdup (text);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), kept);
  focus_field (self, position);
}

static void
open_found (BhcSearchPage *self, BhcFound *found)
{
  const BhcFoundFields *fields = bhc_found_get (found);
  g_autofree char *words = bhc_search_get_words (self->search);

  bhc_search_remember (self->search);
  if (fields->kind == BHC_FOUND_MESSAGE)
    gtk_widget_activate_action (GTK_WIDGET (self), "places.open-message", "(sxs)",
                                fields->conversation, fields->seq, words);
  else if (fields->kind == BHC_FOUND_ARTICLE)
    gtk_widget_activate_action (GTK_WIDGET (self), "places.open-article", "(ss)", fields->id, "");
  else if (fields->conversation != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "places.open-conversation", "s",
                                fields->conversation);
  else
    {
      g_autofree char *quoted = g_strdup_printf ("contact:\"%s\"", fields->contact);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), quoted);
    }
}

static void
activated_cb (BhcSearchPage *self, GtkListBoxRow *row)
{
  g_autoptr (BhcFound) found = g_object_ref (bhc_found_row_get (row));

  open_found (self, found);
}

/* Return in the field opens what stands first. */
static void
entered_cb (BhcSearchPage *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL)
    activated_cb (self, first);
}

static void
again_cb (BhcSearchPage *self, GtkListBoxRow *row)
{
  GtkWidget *label = gtk_list_box_row_get_child (row);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), gtk_label_get_label (GTK_LABEL (label)));
  focus_field (self, -1);
}

static void
edge_cb (BhcSearchPage *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    bhc_search_load_more (self->search);
}

static gboolean
is_within (BhcSearchPage *self, GtkWidget *part)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

/* From the field into what was found; from there on the list has its own keys. */
static gboolean
down_cb (BhcSearchPage *self, guint key)
{
  GtkListBox *list = n_results (self) > 0 ? self->list : self->history;
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (list, 0);

  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (first)))
    gtk_widget_grab_focus (GTK_WIDGET (first));
  return GDK_EVENT_STOP;
}

/* One step out: from what was found to the field, from there to where one works. */
static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcSearchPage *self = BHC_SEARCH_PAGE (widget);

  if (!is_within (self, GTK_WIDGET (self->entry)))
    focus_field (self, -1);
  else
    gtk_widget_activate_action (widget, "places.show", "s", "inbox");
}

static void
mapped_cb (BhcSearchPage *self)
{
  show_history (self);
  focus_field (self, -1);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  moved_cb (self);
}

/* ---- the object ---- */

static void
bhc_search_page_dispose (GObject *object)
{
  BhcSearchPage *self = BHC_SEARCH_PAGE (object);

  if (self->search != NULL)
    g_signal_handlers_disconnect_by_data (self->search, self);
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_SEARCH_PAGE);
  g_clear_object (&self->search);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_search_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, busy);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, problem);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, status);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, hints);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, none);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, list);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, history);
  gtk_widget_class_bind_template_child (widget_class, BhcSearchPage, history_part);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, edge_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
bhc_search_page_class_init (BhcSearchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_search_page_dispose;

  g_type_ensure (BHC_TYPE_SEARCH_HINTS);
  gtk_widget_class_install_action (widget_class, "search.back", NULL, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "search.back", NULL);
  bind_template (widget_class);
}

static void
bhc_search_page_init (BhcSearchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

GtkWidget *
bhc_search_page_new (BhcDesk *desk)
{
  BhcSearchPage *self = g_object_new (BHC_TYPE_SEARCH_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->search = bhc_search_new (desk);
  bhc_search_hints_set_directory (self->hints, bhc_desk_get_directory (desk));
  gtk_list_box_bind_model (self->list, bhc_search_get_results (self->search), make_row_cb, self,
                           NULL);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (show_state), self);
  show_state (self);
  return GTK_WIDGET (self);
}

void
bhc_search_page_find (BhcSearchPage *self, const char *text)
{
  g_return_if_fail (BHC_IS_SEARCH_PAGE (self));

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  focus_field (self, -1);
}
