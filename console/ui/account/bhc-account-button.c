/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/presence/bhc-presence.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/account/bhc-account-button.h"

#define FACE 32

struct _BhcAccountButton
{
  GtkWidget parent_instance;

  BhcDesk *desk;
  BhcPresence *presence;
  GtkWidget *button;
  GtkWidget *face;
  GtkWidget *dot;
};

G_DEFINE_FINAL_TYPE (BhcAccountButton, bhc_account_button, GTK_TYPE_WIDGET)

static const struct
{
  const char *status;
  const char *label;
  const char *icon;
} statuses[] = {
  { "online", NC_ ("status", "_Online"), "bellhop-status-online-symbolic" },
  { "away", NC_ ("status", "_Away"), "bellhop-status-away-symbolic" },
  { "busy", NC_ ("status", "_Busy"), "bellhop-status-busy-symbolic" },
};

typedef struct
{
  const char *label;
  const char *action;
} Item;

static const Item console_items[] = {
  { N_ ("_Mute the Bell for Now"), "app.mute" },
  { N_ ("_Settings"), "win.settings" },
  { N_ ("_Preferences"), "win.preferences" },
  { N_ ("Keyboard _Shortcuts"), "win.shortcuts" },
  { N_ ("_Help"), "win.help" },
  { N_ ("A_bout Bellhop"), "app.about" },
};

static const Item leaving_items[] = {
  { N_ ("Sign _Out…"), "win.sign-out" },
  { N_ ("_Quit"), "app.quit" },
};

static GMenuModel *
make_section (const Item *items, guint n)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < n; i++)
    g_menu_append (menu, _ (items[i].label), items[i].action);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_status_section (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (GMenuItem) item =
          g_menu_item_new (g_dpgettext2 (NULL, "status", statuses[i].label), NULL);

      g_menu_item_set_action_and_target (item, "me.status", "s", statuses[i].status);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (GMenuModel *accounts)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) status = make_status_section ();
  g_autoptr (GMenuModel) console = make_section (console_items, G_N_ELEMENTS (console_items));
  g_autoptr (GMenuModel) leaving = make_section (leaving_items, G_N_ELEMENTS (leaving_items));

  g_menu_append_section (menu, NULL, status);
  if (accounts != NULL)
    g_menu_append_section (menu, NULL, accounts);
  g_menu_append_section (menu, NULL, console);
  g_menu_append_section (menu, NULL, leaving);
  return G_MENU_MODEL (menu);
}

static guint
find_status (const char *status)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (statuses) - 1 && !g_str_equal (statuses[i].status, status))
    i++;
  return i;
}

/* The label of a menu item without its mnemonic. */
static char *
plain (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", 2);

  return g_strjoinv ("", parts);
}

/* What one chose to be reaches nobody without a connection. */
static void
show_dot (BhcAccountButton *self, gboolean offline, guint at)
{
  GtkImage *dot = GTK_IMAGE (self->dot);

  gtk_image_set_from_icon_name (dot, offline ? "bellhop-offline-symbolic" : statuses[at].icon);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    gtk_widget_remove_css_class (self->dot, statuses[i].status);
  if (!offline)
    gtk_widget_add_css_class (self->dot, statuses[at].status);
}

static void
show_me (BhcAccountButton *self)
{
  const BhOperator *me = bhc_desk_get_operator (self->desk);
  guint at = find_status (bhc_presence_get_status (self->presence));
  gboolean offline = bhc_desk_get_state (self->desk) == BHC_STATE_OFFLINE;
  g_autofree char *status = offline ? g_strdup (C_ ("presence", "Offline"))
                                    : plain (g_dpgettext2 (NULL, "status", statuses[at].label));
  const char *name = me != NULL ? me->name : "";
  const BhcFaceOf who = { me != NULL ? me->id : NULL, me != NULL ? me->avatar : NULL, NULL, FACE };
  /* Translators: the operator, and whether they are online, away, busy or offline. */
  g_autofree char *words = g_strdup_printf (_ ("%s, %s"), name, status);

  adw_avatar_set_text (ADW_AVATAR (self->face), name);
  bhc_face_show_operator (self->face, bhc_desk_get_files (self->desk), &who);
  show_dot (self, offline, at);
  gtk_widget_set_tooltip_text (self->button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static GtkWidget *
make_content (BhcAccountButton *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->face = g_object_new (ADW_TYPE_AVATAR, "size", FACE, "show-initials", TRUE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->dot =
      g_object_new (GTK_TYPE_IMAGE, "pixel-size", 12, "halign", GTK_ALIGN_END, "valign",
                    GTK_ALIGN_END, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->dot, "status-dot");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->face);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->dot);
  gtk_widget_set_halign (overlay, GTK_ALIGN_CENTER);
  return overlay;
}

static void
bhc_account_button_dispose (GObject *object)
{
  BhcAccountButton *self = BHC_ACCOUNT_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->presence);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_account_button_parent_class)->dispose (object);
}

static void
bhc_account_button_class_init (BhcAccountButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_account_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
bhc_account_button_init (BhcAccountButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), make_content (self));
  gtk_widget_add_css_class (self->button, "flat");
  bhc_parts_mend (GTK_WIDGET (self));
}

GtkWidget *
bhc_account_button_new (BhcDesk *desk, GMenuModel *accounts)
{
  BhcAccountButton *self = g_object_new (BHC_TYPE_ACCOUNT_BUTTON, NULL);
  g_autoptr (GMenuModel) menu = make_menu (accounts);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GPropertyAction) status = NULL;

  self->desk = g_object_ref (desk);
  self->presence = g_object_ref (bhc_presence_of (desk));
  status = g_property_action_new ("status", self->presence, "status");
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (status));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "me", G_ACTION_GROUP (actions));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->button), menu);
  g_signal_connect_object (self->presence, "notify::status", G_CALLBACK (show_me), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (show_me), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::operator-name", G_CALLBACK (show_me), self,
                           G_CONNECT_SWAPPED);
  show_me (self);

  return GTK_WIDGET (self);
}

void
bhc_account_button_popup (BhcAccountButton *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
