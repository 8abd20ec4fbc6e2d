/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/commands/bhc-commands.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/commands/bhc-palette.h"

#define NAME_CHARS 16 /* of a command, before its name takes another line */

struct _BhcPalette
{
  AdwWindow parent_instance;

  GHashTable *owners; /* what is possible, as it was when the palette was opened */
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
};

enum
{
  TYPED,
  SEARCH,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcPalette, bhc_palette, ADW_TYPE_WINDOW)

/* What choosing an offer does, beside its row. */
#define ACTION "action"
#define TARGET "target"

/* Every word that is typed begins a word of the title or of its group. */
static gboolean
matches (const char *typed, const BhcCommand *command)
{
  g_autofree char *words = g_strconcat (bhc_command_title (command), " ",
                                        bhc_command_group_title (command->group), NULL);

  return g_str_match_string (typed, words, TRUE);
}

static const BhcCommand *
command_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "command");
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (BHC_PALETTE (data)->entry));

  if (command_of (row) == NULL) /* what is offered, and searching everywhere */
    return *typed != '\0';
  return *typed == '\0' || matches (typed, command_of (row));
}

static GtkListBoxRow *
find_shown (BhcPalette *self, int from, int step)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i += step)
    {
      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        return row;
    }

  return NULL;
}

static void
select_row (BhcPalette *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
}

static gboolean
is_offer (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ACTION) != NULL;
}

/* What was offered for something else stands before the last row. */
static void
forget_offers (BhcPalette *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL;)
    {
      if (is_offer (row))
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      else
        i++;
    }
}

static void
typed_cb (BhcPalette *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  GtkListBoxRow *first;

  forget_offers (self);
  gtk_list_box_invalidate_filter (self->list);
  g_signal_emit (self, signals[TYPED], 0, typed);
  first = find_shown (self, 0, 1);
  select_row (self, first);
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "list" : "none");
  if (first == NULL && *typed != '\0')
    bhc_compat_announce (GTK_WIDGET (self), _ ("No such command"));
}

static void
walk_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BhcPalette *self = BHC_PALETTE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int step = g_variant_get_int32 (parameter);
  GtkAllocation place;

  if (row != NULL)
    row = find_shown (self, gtk_list_box_row_get_index (row) + step, step);
  if (row == NULL)
    return;

  select_row (self, row);
  gtk_widget_get_allocation (GTK_WIDGET (row), &place);
  gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (self->list), place.y,
                             place.y + place.height);
}

/* The palette has gone when the command runs, so that the command finds the window it is about. */
static void
run (BhcPalette *self, GtkListBoxRow *row)
{
  g_autoptr (BhcPalette) held = g_object_ref (self);
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  const BhcCommand *command = command_of (row);
  GtkWidget *owner = command != NULL ? g_hash_table_lookup (self->owners, command->action) : NULL;
  g_autofree char *action = g_strdup (g_object_get_data (G_OBJECT (row), ACTION));
  g_autofree char *target = g_strdup (g_object_get_data (G_OBJECT (row), TARGET));

  gtk_window_close (GTK_WINDOW (self));
  if (action != NULL && g_str_equal (action, "search"))
    g_signal_emit (self, signals[SEARCH], 0, target);
  else if (action != NULL)
    gtk_widget_activate_action (g_hash_table_lookup (self->owners, action), action, "s", target);
  else if (command == NULL)
    g_signal_emit (self, signals[SEARCH], 0, typed);
  else if (owner != NULL)
    bhc_command_run (command, owner);
}

static void
run_cb (BhcPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && gtk_widget_get_child_visible (GTK_WIDGET (row)))
    run (self, row);
}

static void
activated_cb (BhcPalette *self, GtkListBoxRow *row)
{
  run (self, row);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* What a command is called is read whole, in large text in lines of its own. */
static GtkWidget *
make_name (const char *title)
{
  GtkWidget *name = make_label (title, "palette-name");

  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (name), (int) MIN (g_utf8_strlen (title, -1), NAME_CHARS));
  return name;
}

static GtkWidget *
make_group (const char *group)
{
  GtkWidget *label = make_label (group, "dim-label");

  gtk_widget_add_css_class (label, "gives-way");
  return label;
}

static GtkWidget *
make_keys (const char *keys)
{
  GtkWidget *label = make_label (keys, "palette-keys");

  gtk_widget_set_halign (label, GTK_ALIGN_END);
  return label;
}

static GtkWidget *
add_row (BhcPalette *self, const BhcCommand *command, const char *title, const char *group)
{
  g_autofree char *keys = command != NULL ? bhc_command_keys_label (command) : NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, bhc_wrap_layout_new (12));
  gtk_box_append (GTK_BOX (box), make_name (title));
  gtk_box_append (GTK_BOX (box), make_group (group));
  if (keys != NULL)
    gtk_box_append (GTK_BOX (box), make_keys (keys));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "command", (gpointer) command);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
fill (BhcPalette *self, GtkWidget *root)
{
  self->owners = bhc_commands_find_owners (root);
  for (const BhcCommand *command = bhc_commands; command->title != NULL; command++)
    {
      GtkWidget *owner =
          command->action != NULL ? g_hash_table_lookup (self->owners, command->action) : NULL;

      if (owner != NULL && !g_str_equal (command->action, "win.palette") &&
          bhc_command_is_possible (command, owner))
        add_row (self, command, bhc_command_title (command),
                 bhc_command_group_title (command->group));
    }
  add_row (self, NULL, _ ("Search Everything for This"), _ ("Search"));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  typed_cb (self);
}

static void
bhc_palette_dispose (GObject *object)
{
  BhcPalette *self = BHC_PALETTE (object);

  g_clear_pointer (&self->owners, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_PALETTE);

  G_OBJECT_CLASS (bhc_palette_parent_class)->dispose (object);
}

static void
bhc_palette_class_init (BhcPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_palette_dispose;
  signals[TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SEARCH] = g_signal_new ("search", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "palette.walk", "i", walk_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bellhop/Console/bhc-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, BhcPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
bhc_palette_init (BhcPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self));
}

GtkWidget *
bhc_palette_new (GtkWindow *parent)
{
  BhcPalette *self = g_object_new (BHC_TYPE_PALETTE, "transient-for", parent, NULL);

  fill (self, GTK_WIDGET (parent));
  bhc_parts_mend (GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/* Above the row that searches everywhere. */
static void
move_up (BhcPalette *self, GtkWidget *row)
{
  int last = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (self->list);

  g_object_ref (row);
  gtk_list_box_remove (self->list, row);
  gtk_list_box_insert (self->list, row, last - 1);
  g_object_unref (row);
  if (chosen == NULL || gtk_list_box_row_get_index (chosen) == last)
    select_row (self, find_shown (self, 0, 1));
}

void
bhc_palette_offer (BhcPalette *self, const char *typed, const BhcPaletteOffer *offer)
{
  GtkWidget *row = NULL;

  g_return_if_fail (BHC_IS_PALETTE (self));

  if (!g_str_equal (typed, gtk_editable_get_text (GTK_EDITABLE (self->entry))) ||
      (!g_str_equal (offer->action, "search") &&
       g_hash_table_lookup (self->owners, offer->action) == NULL))
    return;

  row = add_row (self, NULL, offer->title, offer->group);
  g_object_set_data_full (G_OBJECT (row), ACTION, g_strdup (offer->action), g_free);
  g_object_set_data_full (G_OBJECT (row), TARGET, g_strdup (offer->target), g_free);
  move_up (self, row);
}
