/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/ui/inbox/bhc-bulk.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-mnemonic.h"
#include "console/ui/toolkit/bhc-parts.h"
#include "console/ui/toolkit/bhc-wrap-layout.h"

#include "console/ui/inbox/bhc-bulk-bar.h"

struct _BhcBulkBar
{
  AdwBin parent_instance;

  BhcDesk *desk;            /* (nullable) */
  GPtrArray *conversations; /* (nullable) */
  gboolean busy;
  GtkWidget *words;
  GtkWidget *buttons;
  GtkWidget *more;
};

typedef enum
{
  PROP_DESK = 1,
} BhcBulkBarProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  CLEARED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const struct
{
  const char *action;
  BhcDeedKind kind;
  const char *type; /* (nullable) of the action's parameter */
} deeds[] = {
  { "bulk.claim", BHC_DEED_CLAIM, NULL },      { "bulk.resolve", BHC_DEED_RESOLVE, NULL },
  { "bulk.label", BHC_DEED_LABEL, "s" },       { "bulk.assign", BHC_DEED_ASSIGN, "s" },
  { "bulk.priority", BHC_DEED_PRIORITY, "s" }, { "bulk.snooze", BHC_DEED_SNOOZE, "x" },
};

G_DEFINE_FINAL_TYPE (BhcBulkBar, bhc_bulk_bar, ADW_TYPE_BIN)

static guint
count (BhcBulkBar *self)
{
  return self->conversations != NULL ? self->conversations->len : 0;
}

static void
show_words (BhcBulkBar *self, guint done, guint all)
{
  g_autofree char *words =
      self->busy
          ? g_strdup_printf (_ ("%u of %u…"), done, all)
          : g_strdup_printf (ngettext ("%u selected", "%u selected", count (self)), count (self));

  bhc_compat_set_status (GTK_LABEL (self->words), words);
  gtk_widget_set_sensitive (self->buttons, !self->busy && count (self) > 0);
}

/* The bar goes: where it had the keyboard, the list is next. */
static void
clear_cb (BhcBulkBar *self)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  g_signal_emit (self, signals[CLEARED], 0);
  if (focused)
    gtk_widget_activate_action (GTK_WIDGET (self), "desk.back", NULL);
}

static gboolean
escape_cb (GtkWidget *pane, GVariant *arguments, gpointer data)
{
  BhcBulkBar *self = BHC_BULK_BAR (data);
  GtkWidget *revealer = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_REVEALER);

  if (revealer == NULL || !gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)))
    return FALSE;

  clear_cb (self);
  return TRUE;
}

static void
progress_cb (BhcBulkBar *self, guint done, guint all)
{
  show_words (self, done, all);
}

static void
finished_cb (BhcBulkBar *self, const char *sentence)
{
  self->busy = FALSE;
  show_words (self, 0, 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "desk.tell", "s", sentence);
  clear_cb (self);
}

static void
run (BhcBulkBar *self, const BhcDeed *deed)
{
  g_autoptr (BhcBulk) bulk = NULL;

  if (self->busy || self->desk == NULL || count (self) == 0)
    return;

  self->busy = TRUE;
  bulk = bhc_bulk_new (self->desk, self->conversations);
  g_signal_connect_object (bulk, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bulk, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  bhc_bulk_run (bulk, deed);
}

static void
resolve_confirmed (gpointer data)
{
  const BhcDeed deed = { .kind = BHC_DEED_RESOLVE };

  run (data, &deed);
}

static void
ask_resolve (BhcBulkBar *self)
{
  g_autofree char *heading = g_strdup_printf (
      ngettext ("Resolve %u Conversation?", "Resolve %u Conversations?", count (self)),
      count (self));

  bhc_compat_confirm (GTK_WIDGET (self), heading,
                      _ ("The visitors see that their conversations have ended. Each can be "
                         "reopened."),
                      _ ("_Resolve"), resolve_confirmed, self);
}

static void
deed_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  BhcBulkBar *self = BHC_BULK_BAR (widget);
  BhcDeed deed = { 0 };
  guint i = 0;

  while (i < G_N_ELEMENTS (deeds) - 1 && !g_str_equal (deeds[i].action, action))
    i++;
  deed.kind = deeds[i].kind;
  if (deed.kind == BHC_DEED_RESOLVE)
    {
      ask_resolve (self);
      return;
    }
  if (deed.kind == BHC_DEED_SNOOZE)
    deed.until_us = bh_clock_now_us () + g_variant_get_int64 (parameter) * G_TIME_SPAN_HOUR;
  else if (parameter != NULL)
    deed.what = g_variant_get_string (parameter, NULL);
  run (self, &deed);
}

/* ---- the menu ---- */

static void
add_item (GMenu *menu, const char *title, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static void
add_listed (GMenu *whole, const char *title, const char *action, GListModel *list)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *id = NULL;
      g_autofree char *name = NULL;
      g_autofree char *label = NULL;

      if (BHC_IS_COLLEAGUE (item) && bhc_colleague_is_disabled (BHC_COLLEAGUE (item)))
        continue;
      g_object_get (item, "id", &id, "name", &name, NULL);
      label = bhc_mnemonic_escape (name != NULL ? name : id);
      add_item (menu, label, action, g_variant_new_string (id));
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0)
    g_menu_append_submenu (whole, title, G_MENU_MODEL (menu));
}

static GMenu *
priority_menu (void)
{
  static const char *const priorities[][2] = { { "urgent", N_ ("Urgent") },
                                               { "high", N_ ("High") },
                                               { "normal", N_ ("Normal") },
                                               { "low", N_ ("Low") } };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (priorities); i++)
    add_item (menu, _ (priorities[i][1]), "bulk.priority", g_variant_new_string (priorities[i][0]));

  return menu;
}

static GMenu *
snooze_menu (void)
{
  static const struct
  {
    gint64 hours;
    const char *title;
  } spans[] = { { 1, N_ ("For an Hour") },
                { 4, N_ ("For Four Hours") },
                { 24, N_ ("For a Day") },
                { 24 * 7, N_ ("For a Week") } };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    add_item (menu, _ (spans[i].title), "bulk.snooze", g_variant_new_int64 (spans[i].hours));

  return menu;
}

/* Made when it is opened, from what the directory has by then. */
static void
fill_menu (GtkMenuButton *button, gpointer data)
{
  BhcBulkBar *self = data;
  BhcDirectory *directory = bhc_desk_get_directory (self->desk);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) priorities = priority_menu ();
  g_autoptr (GMenu) snoozes = snooze_menu ();

  add_listed (menu, _ ("_Label"), "bulk.label", bhc_directory_get_labels (directory));
  add_listed (menu, _ ("_Assign To"), "bulk.assign", bhc_directory_get_colleagues (directory));
  g_menu_append_submenu (menu, _ ("_Priority"), G_MENU_MODEL (priorities));
  g_menu_append_submenu (menu, _ ("_Snooze"), G_MENU_MODEL (snoozes));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
bhc_bulk_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcBulkBarProperty) prop_id)
    {
    case PROP_DESK:
      g_set_object (&BHC_BULK_BAR (object)->desk, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_bulk_bar_dispose (GObject *object)
{
  BhcBulkBar *self = BHC_BULK_BAR (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->conversations, g_ptr_array_unref);

  G_OBJECT_CLASS (bhc_bulk_bar_parent_class)->dispose (object);
}

static void
bhc_bulk_bar_class_init (BhcBulkBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_bulk_bar_dispose;
  object_class->set_property = bhc_bulk_bar_set_property;
  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[CLEARED] = g_signal_new ("cleared", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_install_action (widget_class, deeds[i].action, deeds[i].type, deed_cb);
}

static GtkWidget *
make_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_close (BhcBulkBar *self)
{
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _ ("Select Nothing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Select nothing"), -1);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (clear_cb), self);

  return close;
}

static void
bhc_bulk_bar_init (BhcBulkBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "ellipsize",
                              PANGO_ELLIPSIZE_END, NULL);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->more =
      g_object_new (GTK_TYPE_MENU_BUTTON, "label", _ ("More"), "direction", GTK_ARROW_UP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More"), -1);
  gtk_widget_set_halign (self->more, GTK_ALIGN_START); /* in a line of its own, too */
  gtk_widget_set_layout_manager (self->buttons, bhc_wrap_layout_new (6));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->more), fill_menu, self, NULL);
  gtk_box_append (GTK_BOX (head), self->words);
  gtk_box_append (GTK_BOX (head), make_close (self));
  gtk_box_append (GTK_BOX (self->buttons), make_button (_ ("_Claim"), "bulk.claim"));
  gtk_box_append (GTK_BOX (self->buttons), make_button (_ ("_Resolve…"), "bulk.resolve"));
  gtk_box_append (GTK_BOX (self->buttons), self->more);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_widget_add_css_class (box, "bulk-bar");
  adw_bin_set_child (ADW_BIN (self), box);
  bhc_parts_mend (box);
  show_words (self, 0, 0);
}

void
bhc_bulk_bar_show (BhcBulkBar *self, GPtrArray *conversations)
{
  g_return_if_fail (BHC_IS_BULK_BAR (self));

  if (self->busy)
    return;

  g_clear_pointer (&self->conversations, g_ptr_array_unref);
  self->conversations = g_ptr_array_ref (conversations);
  show_words (self, 0, 0);
}

void
bhc_bulk_bar_leave_by_escape (BhcBulkBar *self, GtkWidget *pane)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (BHC_IS_BULK_BAR (self));

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (pane, keys);
}
