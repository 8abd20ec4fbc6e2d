/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/bhc-time.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/knowledge/bhc-entry-row.h"

struct _BhcEntryRow
{
  AdwBin parent_instance;

  const BhcEntryLook *look;
  BhcEntry *entry; /* (nullable) */
  GSignalGroup *signals;
  const char *style; /* (nullable) of the state */

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *facts;
  GtkWidget *state_box;
  GtkSpinner *spinner;
  GtkLabel *state;
  GtkLabel *age;
  GtkBox *buttons;
  GtkWidget *made[BHC_ENTRY_BUTTONS]; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BhcEntryRow, bhc_entry_row, ADW_TYPE_BIN)

/* What a screen reader says of the row. */
static void
name_row (BhcEntryRow *self)
{
  g_autoptr (GString) words = g_string_new (gtk_label_get_label (self->title));
  GtkLabel *const others[] = { self->facts, self->state };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (*gtk_label_get_label (others[i]) != '\0')
      g_string_append_printf (words, ", %s", gtk_label_get_label (others[i]));
  bhc_compat_label_row (GTK_WIDGET (self), words->str);
}

static void
show_entry (BhcEntryRow *self)
{
  self->look->show (self, self->entry);
  for (guint i = 0; i < BHC_ENTRY_BUTTONS; i++)
    if (self->made[i] != NULL)
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->made[i]), "s",
                                        bhc_entry_get_id (self->entry));
  name_row (self);
}

static void
bhc_entry_row_dispose (GObject *object)
{
  BhcEntryRow *self = BHC_ENTRY_ROW (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_ENTRY_ROW);

  G_OBJECT_CLASS (bhc_entry_row_parent_class)->dispose (object);
}

static void
bhc_entry_row_class_init (BhcEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bhc_entry_row_dispose;
  g_type_ensure (BHC_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, title);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, facts);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, state);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, age);
  gtk_widget_class_bind_template_child (widget_class, BhcEntryRow, buttons);
}

static void
bhc_entry_row_init (BhcEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BHC_TYPE_ENTRY);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (show_entry), self);
}

static GtkWidget *
make_button (const BhcEntryButton *button)
{
  const char *label = g_dpgettext2 (NULL, "row", button->label);
  GtkWidget *made = gtk_button_new_from_icon_name (button->icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (made), button->action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (made), "s", "");
  gtk_widget_set_tooltip_text (made, label);
  gtk_widget_add_css_class (made, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (made), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return made;
}

GtkWidget *
bhc_entry_row_new (const BhcEntryLook *look)
{
  BhcEntryRow *self = g_object_new (BHC_TYPE_ENTRY_ROW, NULL);

  self->look = look;
  for (guint i = 0; i < BHC_ENTRY_BUTTONS; i++)
    {
      if (look->buttons[i].icon == NULL)
        continue;
      self->made[i] = make_button (&look->buttons[i]);
      gtk_box_append (self->buttons, self->made[i]);
    }

  return GTK_WIDGET (self);
}

void
bhc_entry_row_set_entry (BhcEntryRow *self, BhcEntry *entry)
{
  g_return_if_fail (BHC_IS_ENTRY_ROW (self));

  if (!g_set_object (&self->entry, entry))
    return;

  g_signal_group_set_target (self->signals, entry);
  if (entry != NULL)
    show_entry (self);
}

void
bhc_entry_row_set_title (BhcEntryRow *self, const char *icon, const char *title)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  gtk_label_set_label (self->title, title);
}

void
bhc_entry_row_set_facts (BhcEntryRow *self, const char *facts)
{
  gtk_label_set_label (self->facts, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts != NULL);
}

void
bhc_entry_row_set_state (BhcEntryRow *self, const char *state, const char *style, gboolean busy)
{
  gtk_label_set_label (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (self->state_box, state != NULL);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), self->style);
  self->style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), style);
}

void
bhc_entry_row_set_age (BhcEntryRow *self, gint64 us)
{
  g_autofree char *age = us > 0 ? bhc_time_age (us, bh_clock_now_us ()) : g_strdup ("");
  g_autofree char *moment = us > 0 ? bhc_time_moment (us) : NULL;

  gtk_label_set_label (self->age, age);
  gtk_widget_set_visible (GTK_WIDGET (self->age), us > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->age), moment);
}

void
bhc_entry_row_allow (BhcEntryRow *self, guint button, gboolean allowed)
{
  if (self->made[button] != NULL)
    gtk_widget_set_visible (self->made[button], allowed);
}
