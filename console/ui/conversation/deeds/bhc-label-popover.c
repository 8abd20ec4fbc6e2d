/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-id.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/bhc-problem.h"
#include "console/ui/conversation/deeds/bhc-label-popover.h"

struct _BhcLabelPopover
{
  GtkPopover parent_instance;

  BhcDesk *desk; /* (nullable) until it is filled */
  char **before; /* (nullable) */

  GtkEditable *search;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkWidget *none;
  GtkWidget *create;
  GtkLabel *problem;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcLabelPopover, bhc_label_popover, GTK_TYPE_POPOVER)

/* New ones take these in turn. */
static const char *const colors[] = { "#1c71d8", "#2ec27e", "#e5a50a", "#e66100",
                                      "#c01c28", "#9141ac", "#986a44", "#5e5c64" };

static const char *
typed (BhcLabelPopover *self)
{
  return gtk_editable_get_text (self->search);
}

static GtkCheckButton *
check_of (GtkListBoxRow *row)
{
  return GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row));
}

static const char *
name_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "bhc-name");
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const char *words = typed (data);

  return *words == '\0' || g_str_match_string (words, name_of (row), TRUE);
}

/* The colour is a sign beside the words, which stay the theme's. */
static GtkWidget *
make_content (BhcLabel *label)
{
  g_autofree char *name = g_markup_escape_text (bhc_label_get_name (label), -1);
  g_autofree char *markup =
      g_strdup_printf ("<span foreground=\"%s\">●</span> %s", bhc_label_get_color (label), name);
  GtkWidget *content = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (content), markup);
  gtk_label_set_wrap (GTK_LABEL (content), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (content), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (content), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (content), 14);
  return content;
}

static void
add_row (BhcLabelPopover *self, BhcLabel *label, gboolean checked)
{
  const char *name = bhc_label_get_name (label);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), checked);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), make_content (label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), check);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "bhc-id", g_strdup (bhc_label_get_id (label)), g_free);
  g_object_set_data_full (G_OBJECT (row), "bhc-name", g_strdup (name), g_free);
  gtk_list_box_append (self->list, row);
}

static gboolean
is_admin (BhcLabelPopover *self)
{
  const BhOperator *me = self->desk != NULL ? bhc_desk_get_operator (self->desk) : NULL;

  return me != NULL && me->role >= BH_ROLE_ADMIN;
}

/* @exact: one is called just as what is typed.  Returns: (nullable): the first that is meant */
static GtkListBoxRow *
find_match (BhcLabelPopover *self, gboolean exact)
{
  g_autofree char *words = g_utf8_casefold (typed (self), -1);
  GtkListBoxRow *row;

  g_strstrip (words);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      g_autofree char *name = g_utf8_casefold (name_of (row), -1);

      if (exact ? g_str_equal (name, words) : filter_cb (row, self))
        return row;
    }

  return NULL;
}

static void
searched_cb (BhcLabelPopover *self)
{
  gboolean any = find_match (self, FALSE) != NULL;
  gboolean makes = is_admin (self) && *typed (self) != '\0' && find_match (self, TRUE) == NULL;
  g_autofree char *words = g_strdup_printf (_ ("Create “%s”"), typed (self));

  gtk_list_box_invalidate_filter (self->list);
  gtk_widget_set_visible (self->scroller, any);
  gtk_widget_set_visible (self->none, !any && !makes);
  gtk_widget_set_visible (self->create, makes);
  gtk_button_set_label (GTK_BUTTON (self->create), words);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
}

static char **
get_checked (BhcLabelPopover *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (gtk_check_button_get_active (check_of (row)))
        g_strv_builder_add (ids, g_object_get_data (G_OBJECT (row), "bhc-id"));
    }

  return g_strv_builder_end (ids);
}

static void
fill_rows (BhcLabelPopover *self, const char *const *ids)
{
  GListModel *labels = bhc_directory_get_labels (bhc_desk_get_directory (self->desk));
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (BhcLabel) label = g_list_model_get_item (labels, i);

      if (bhc_label_get_name (label) != NULL)
        add_row (self, label, g_strv_contains (ids, bhc_label_get_id (label)));
    }
}

/* ---- one that is missing ---- */

typedef struct
{
  BhcLabelPopover *popover; /* held */
  char *id;
} Wish;

static void
take_new (BhcLabelPopover *self, const char *id)
{
  g_auto (GStrv) checked = get_checked (self);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_addv (ids, (const char **) checked);
  g_strv_builder_add (ids, id);
  all = g_strv_builder_end (ids);
  g_clear_pointer (&self->before, g_strfreev);
  gtk_editable_set_text (self->search, "");
  g_signal_emit (self, signals[CHOSEN], 0, all);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Wish *wish = data;
  g_autoptr (BhcLabelPopover) self = wish->popover;
  g_autofree char *id = wish->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (self->create == NULL) /* gone meanwhile */
    return;
  gtk_widget_set_sensitive (self->create, TRUE);
  if (answer != NULL)
    {
      take_new (self, id);
      return;
    }
  bhc_problem_show (self->problem, error->message);
}

static void
create_cb (BhcLabelPopover *self)
{
  GListModel *labels = bhc_directory_get_labels (bhc_desk_get_directory (self->desk));
  g_autofree char *name = g_strstrip (g_strdup (typed (self)));
  Wish *wish;
  GVariantDict values;

  if (*name == '\0' || !gtk_widget_get_visible (self->create))
    return;

  wish = g_new0 (Wish, 1);
  wish->popover = g_object_ref (self);
  wish->id = bh_id_new ();
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "id", "s", wish->id);
  g_variant_dict_insert (&values, "name", "s", name);
  g_variant_dict_insert (&values, "color", "s",
                         colors[g_list_model_get_n_items (labels) % G_N_ELEMENTS (colors)]);
  gtk_widget_set_sensitive (self->create, FALSE);
  bhc_desk_ask_async (self->desk, "POST", "/v1/desk/labels", g_variant_dict_end (&values), NULL,
                      created_cb, wish);
}

/* Return takes what is called so, else the first that is meant.  Where nothing is, it only goes to
 * the offer of a new one: a slip of the finger makes none for the whole team. */
static void
entered_cb (BhcLabelPopover *self)
{
  GtkListBoxRow *row = find_match (self, TRUE);
  GtkCheckButton *check;

  searched_cb (self); /* it waits for more letters */
  if (row == NULL)
    row = find_match (self, FALSE);
  if (row == NULL)
    {
      if (gtk_widget_get_visible (self->create))
        gtk_widget_grab_focus (self->create);
      return;
    }
  check = check_of (row);
  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
  gtk_editable_select_region (self->search, 0, -1);
}

static void
stop_cb (BhcLabelPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
closed_cb (BhcLabelPopover *self)
{
  g_auto (GStrv) checked = get_checked (self);
  g_auto (GStrv) before = g_steal_pointer (&self->before);

  gtk_editable_set_text (self->search, "");
  if (before != NULL && !g_strv_equal ((const char *const *) before, (const char *const *) checked))
    g_signal_emit (self, signals[CHOSEN], 0, checked);
}

/* GTK would give the keyboard back to what had it last, which may be a label. */
static void
bhc_label_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bhc_label_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (BHC_LABEL_POPOVER (widget)->search));
}

static void
bhc_label_popover_dispose (GObject *object)
{
  BhcLabelPopover *self = BHC_LABEL_POPOVER (object);

  g_clear_pointer (&self->before, g_strfreev);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_LABEL_POPOVER);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_label_popover_parent_class)->dispose (object);
}

static void
bhc_label_popover_class_init (BhcLabelPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_label_popover_dispose;
  widget_class->map = bhc_label_popover_map;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-label-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcLabelPopover, search);
  gtk_widget_class_bind_template_child (widget_class, BhcLabelPopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcLabelPopover, list);
  gtk_widget_class_bind_template_child (widget_class, BhcLabelPopover, none);
  gtk_widget_class_bind_template_child (widget_class, BhcLabelPopover, create);
  gtk_widget_class_bind_template_child (widget_class, BhcLabelPopover, problem);
  gtk_widget_class_bind_template_callback (widget_class, searched_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
bhc_label_popover_init (BhcLabelPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_parts_mend (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
}

void
bhc_label_popover_fill (BhcLabelPopover *self, BhcDesk *desk, const char *const *ids)
{
  g_return_if_fail (BHC_IS_LABEL_POPOVER (self));

  g_set_object (&self->desk, desk);
  fill_rows (self, ids);
  g_strfreev (self->before);
  self->before = get_checked (self);
  searched_cb (self);
}
