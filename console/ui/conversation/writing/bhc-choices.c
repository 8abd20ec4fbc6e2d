/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/conversation/writing/bhc-choices.h"

#define PAGE 5 /* rows */

struct _BhcChoices
{
  GObject parent_instance;

  GtkWidget *popover;
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  gboolean empty; /* there are only words */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcChoices, bhc_choices, G_TYPE_OBJECT)

static void
bhc_choices_dispose (GObject *object)
{
  BhcChoices *self = BHC_CHOICES (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (bhc_choices_parent_class)->dispose (object);
}

static void
bhc_choices_class_init (BhcChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_choices_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", BHC_TYPE_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
bhc_choices_init (BhcChoices *self)
{
}

static void
choose (BhcChoices *self, GtkListBoxRow *row)
{
  GObject *object = row != NULL ? g_object_get_data (G_OBJECT (row), "object") : NULL;
  g_autoptr (GObject) held = object != NULL ? g_object_ref (object) : NULL;

  bhc_choices_hide (self);
  if (held != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, held);
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, BhcChoices *self)
{
  choose (self, row);
}

/* A list in a popover is scrolled by whoever has the focus; here nobody has. */
static void
reveal (BhcChoices *self, GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
select_row (BhcChoices *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  reveal (self, row);
  bhc_compat_announce (GTK_WIDGET (self->list), g_object_get_data (G_OBJECT (row), "words"));
}

static int
count (BhcChoices *self)
{
  int n = 0;

  while (gtk_list_box_get_row_at_index (self->list, n) != NULL)
    n++;
  return n;
}

static void
move (BhcChoices *self, int by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = count (self);
  int to = (row != NULL ? gtk_list_box_row_get_index (row) : -1) + by;

  if (ABS (by) == 1) /* around the end */
    to = (to + n) % MAX (n, 1);
  select_row (self, CLAMP (to, 0, MAX (n - 1, 0)));
}

static GtkWidget *
make_line (const char *text, const char *style)
{
  g_autofree char *line = g_strdup (text);
  GtkWidget *label = gtk_label_new (g_strdelimit (line, "\n\r\t", ' '));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);

  return label;
}

BhcChoices *
bhc_choices_new (GtkWidget *parent, const char *label)
{
  BhcChoices *self = g_object_new (BHC_TYPE_CHOICES, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "choices");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, TRUE);
  gtk_scrolled_window_set_max_content_height (self->scroller, 240);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scroller, 300, -1);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_TOP);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_parent (self->popover, parent);
  bhc_parts_mend (self->popover);

  return self;
}

void
bhc_choices_begin (BhcChoices *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (BHC_IS_CHOICES (self));

  self->empty = TRUE;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

void
bhc_choices_add (BhcChoices *self, GObject *object, const char *heading, const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  char *words = g_strjoin (", ", heading, detail, NULL);

  g_return_if_fail (BHC_IS_CHOICES (self));

  gtk_box_append (GTK_BOX (box), make_line (heading, "heading"));
  if (detail != NULL && *detail != '\0')
    {
      GtkWidget *line = make_line (detail, "caption");

      gtk_widget_add_css_class (line, "dim-label");
      gtk_box_append (GTK_BOX (box), line);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "object", g_object_ref (object), g_object_unref);
  g_object_set_data_full (G_OBJECT (row), "words", words, g_free);
  gtk_list_box_append (self->list, row);
  self->empty = FALSE;
}

void
bhc_choices_say (BhcChoices *self, const char *words)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (words);

  g_return_if_fail (BHC_IS_CHOICES (self));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_list_box_append (self->list, row);
}

gboolean
bhc_choices_has_any (BhcChoices *self)
{
  g_return_val_if_fail (BHC_IS_CHOICES (self), FALSE);

  return gtk_list_box_get_row_at_index (self->list, 0) != NULL;
}

void
bhc_choices_show (BhcChoices *self, const GdkRectangle *at)
{
  g_return_if_fail (BHC_IS_CHOICES (self));

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), at);
  if (!bhc_choices_is_shown (self))
    gtk_popover_popup (GTK_POPOVER (self->popover));
  if (!self->empty)
    select_row (self, 0);
}

void
bhc_choices_hide (BhcChoices *self)
{
  g_return_if_fail (BHC_IS_CHOICES (self));

  if (bhc_choices_is_shown (self))
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

gboolean
bhc_choices_is_shown (BhcChoices *self)
{
  g_return_val_if_fail (BHC_IS_CHOICES (self), FALSE);

  return self->popover != NULL && gtk_widget_get_visible (self->popover);
}

gboolean
bhc_choices_handle_key (BhcChoices *self, guint key, GdkModifierType state)
{
  static const struct
  {
    guint key;
    int by; /* 0: chooses */
  } keys[] = {
    { GDK_KEY_Up, -1 },     { GDK_KEY_KP_Up, -1 },      { GDK_KEY_Down, 1 },
    { GDK_KEY_KP_Down, 1 }, { GDK_KEY_Page_Up, -PAGE }, { GDK_KEY_Page_Down, PAGE },
    { GDK_KEY_Return, 0 },  { GDK_KEY_KP_Enter, 0 },    { GDK_KEY_ISO_Enter, 0 },
    { GDK_KEY_Tab, 0 },     { GDK_KEY_KP_Tab, 0 },
  };
  const GdkModifierType held = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;

  g_return_val_if_fail (BHC_IS_CHOICES (self), FALSE);

  if (!bhc_choices_is_shown (self) || (state & held) != 0)
    return FALSE;
  if (key == GDK_KEY_Escape)
    {
      bhc_choices_hide (self);
      return TRUE;
    }

  for (gsize i = 0; !self->empty && i < G_N_ELEMENTS (keys); i++)
    {
      if (keys[i].key != key)
        continue;
      if (keys[i].by != 0)
        move (self, keys[i].by);
      else
        choose (self, gtk_list_box_get_selected_row (self->list));
      return TRUE;
    }

  return FALSE;
}
