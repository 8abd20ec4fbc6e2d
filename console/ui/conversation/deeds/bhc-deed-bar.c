/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "common/bh-clock.h"
#include "console/model/bhc-desk-ask.h"
#include "console/ui/conversation/deeds/bhc-deed-words.h"
#include "console/ui/conversation/deeds/bhc-label-popover.h"
#include "console/ui/conversation/deeds/bhc-priority-choice.h"
#include "console/ui/conversation/deeds/bhc-snooze-times.h"
#include "console/ui/conversation/deeds/bhc-snooze-window.h"
#include "console/ui/conversation/deeds/bhc-transfer-window.h"
#include "console/ui/conversation/deeds/bhc-watcher-faces.h"
#include "console/ui/toolkit/bhc-compat.h"

#include "console/ui/conversation/deeds/bhc-deed-bar.h"

struct _BhcDeedBar
{
  AdwBin parent_instance;

  BhcDesk *desk;                 /* (nullable) */
  BhcConversation *conversation; /* (nullable) */
  BhcConversation *labelled;     /* (nullable) whose labels were last offered */
  BhcConversation *erased;       /* (nullable) which one was last asked about */
  GSignalGroup *signals;
  GtkWindow *window; /* (nullable) while mapped */
  GVariant *wanted;  /* (nullable) a bag: asked for, and not yet in the record */

  BhcWatcherFaces *watchers;
  GtkLabel *sorting;
  GtkWidget *blocked;
  GtkWidget *wake;
  GtkMenuButton *snooze;
  GtkMenuButton *priority;
  GtkMenuButton *labels;
  BhcLabelPopover *label_popover;
};

typedef enum
{
  PROP_DESK = 1,
} BhcDeedBarProperty;
static GParamSpec *props[PROP_DESK + 1];

enum
{
  FAILED,
  READY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcDeedBar, bhc_deed_bar, ADW_TYPE_BIN)

/* ---- what is seen ---- */

static void
show (BhcDeedBar *self)
{
  const BhConversation *record;
  BhcSorting sorting;

  if (self->conversation == NULL || self->desk == NULL)
    return;

  record = bhc_conversation_get_record (self->conversation);
  bhc_sorting_read (&sorting, record, self->wanted, bhc_desk_get_directory (self->desk));
  bhc_sorting_show (&sorting, self->sorting, bh_clock_now_us ());
  bhc_priority_choice_show (self->priority, sorting.priority);
  gtk_widget_set_visible (self->wake, sorting.snoozed_until_us > 0);
  gtk_widget_set_visible (self->blocked, record->contact_blocked);
  bhc_sorting_clear (&sorting);
  g_signal_emit (self, signals[READY], 0);
}

static void
record_cb (BhcDeedBar *self)
{
  g_clear_pointer (&self->wanted, g_variant_unref);
  show (self);
}

/* ---- asking for something else ---- */

typedef struct
{
  BhcDeedBar *bar; /* held */
  char *id;
} Change;

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Change *change = data;
  g_autoptr (BhcDeedBar) self = change->bar;
  g_autofree char *id = change->id;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);
  g_autofree char *sentence = NULL;

  if (answer != NULL || self->sorting == NULL)
    return;
  if (self->conversation != NULL && g_str_equal (bhc_conversation_get_id (self->conversation), id))
    record_cb (self);
  sentence = g_strdup_printf (_ ("That was not done: %s"), error->message);
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* @conversation: another may be open by the time an answer comes.  @values: floating */
static void
change (BhcDeedBar *self, BhcConversation *conversation, GVariant *values)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (values);
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s", bhc_conversation_get_id (conversation));
  Change *change = g_new0 (Change, 1);

  change->bar = g_object_ref (self);
  change->id = g_strdup (bhc_conversation_get_id (conversation));
  if (conversation == self->conversation)
    {
      bhc_sorting_add (&self->wanted, held);
      show (self);
    }
  bhc_desk_ask_async (self->desk, "PATCH", path, held, NULL, changed_cb, change);
}

static void
change_one (BhcDeedBar *self, BhcConversation *conversation, const char *member, GVariant *value)
{
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert_value (&values, member, value);
  change (self, conversation, g_variant_dict_end (&values));
}

static void
chosen_cb (BhcDeedBar *self, char **ids)
{
  if (self->labelled != NULL && self->desk != NULL)
    change_one (self, self->labelled, "labels", g_variant_new_strv ((const char *const *) ids, -1));
}

/* ---- the actions ---- */

static GtkWindow *
get_window (BhcDeedBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
transfer (BhcDeedBar *self, GVariant *parameter)
{
  GtkWidget *window = bhc_transfer_window_new (get_window (self), self->desk, self->conversation);

  gtk_window_present (GTK_WINDOW (window));
}

static void
snooze (BhcDeedBar *self, GVariant *parameter)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (bh_clock_now_us () / BH_SECOND);
  g_autoptr (GDateTime) until = bhc_snooze_time (g_variant_get_string (parameter, NULL), now);

  if (until != NULL)
    change_one (self, self->conversation, "snoozed_until_us",
                g_variant_new_int64 (g_date_time_to_unix (until) * BH_SECOND));
}

static void
picked_cb (BhcDeedBar *self, gint64 until_us, GtkWidget *window)
{
  if (self->desk != NULL)
    change_one (self, g_object_get_data (G_OBJECT (window), "bhc-conversation"), "snoozed_until_us",
                g_variant_new_int64 (until_us));
}

static void
pick_snooze (BhcDeedBar *self, GVariant *parameter)
{
  GtkWidget *window = bhc_snooze_window_new (get_window (self));

  g_object_set_data_full (G_OBJECT (window), "bhc-conversation", g_object_ref (self->conversation),
                          g_object_unref);
  g_signal_connect_object (window, "chosen", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
wake (BhcDeedBar *self, GVariant *parameter)
{
  change_one (self, self->conversation, "snoozed_until_us",
              g_variant_new_maybe (G_VARIANT_TYPE_STRING, NULL));
}

static void
set_priority (BhcDeedBar *self, GVariant *parameter)
{
  change_one (self, self->conversation, "priority", parameter);
}

static void
open_snooze (BhcDeedBar *self, GVariant *parameter)
{
  gtk_menu_button_popup (self->snooze);
}

static void
open_priority (BhcDeedBar *self, GVariant *parameter)
{
  gtk_menu_button_popup (self->priority);
}

static void
open_labels (BhcDeedBar *self, GVariant *parameter)
{
  gtk_menu_button_popup (self->labels);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDeedBar) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = bhc_desk_ask_finish (BHC_DESK (source), result, &error);

  if (answer == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
erase_confirmed (gpointer data)
{
  BhcDeedBar *self = data;
  g_autofree char *path = NULL;

  if (self->erased == NULL || self->desk == NULL)
    return;

  path = g_strdup_printf ("/v1/desk/conversations/%s", bhc_conversation_get_id (self->erased));
  bhc_desk_ask_async (self->desk, "DELETE", path, NULL, NULL, erased_cb, g_object_ref (self));
}

static void
erase (BhcDeedBar *self, GVariant *parameter)
{
  g_set_object (&self->erased, self->conversation);
  bhc_compat_confirm (GTK_WIDGET (self), _ ("Erase This Conversation?"),
                      _ ("All its messages, notes and files are gone for everybody, the visitor "
                         "included. This cannot be undone."),
                      _ ("_Erase"), erase_confirmed, self);
}

typedef enum
{
  WHEN_ANY,
  WHEN_OPEN,
  WHEN_SNOOZED,
  WHEN_ADMIN,
} When;

static const struct
{
  const char *name;
  const char *type; /* (nullable) */
  When when;
  void (*act) (BhcDeedBar *self, GVariant *parameter);
} deeds[] = {
  { "conversation.transfer", NULL, WHEN_OPEN, transfer },
  { "conversation.snooze", "s", WHEN_OPEN, snooze },
  { "conversation.snooze-until", NULL, WHEN_OPEN, pick_snooze },
  { "conversation.snooze-menu", NULL, WHEN_OPEN, open_snooze },
  { "conversation.wake", NULL, WHEN_SNOOZED, wake },
  { "conversation.priority", "s", WHEN_ANY, set_priority },
  { "conversation.priority-menu", NULL, WHEN_ANY, open_priority },
  { "conversation.labels", NULL, WHEN_ANY, open_labels },
  { "conversation.erase", NULL, WHEN_ADMIN, erase },
};

static gboolean
is_possible (BhcDeedBar *self, When when)
{
  const BhOperator *me = self->desk != NULL ? bhc_desk_get_operator (self->desk) : NULL;
  const BhConversation *record =
      self->conversation != NULL ? bhc_conversation_get_record (self->conversation) : NULL;
  gboolean open = record != NULL && record->status != BH_STATUS_RESOLVED;

  switch (when)
    {
    case WHEN_OPEN:
      return open;
    case WHEN_SNOOZED:
      return open && (record->snoozed_until_us > 0 || self->wanted != NULL);
    case WHEN_ADMIN:
      return record != NULL && me != NULL && me->role >= BH_ROLE_ADMIN;
    case WHEN_ANY:
    default:
      return record != NULL;
    }
}

/* ---- the menus, as they are when they open ---- */

static void
make_snooze_menu (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (bh_clock_now_us () / BH_SECOND);
  g_autoptr (GMenuModel) menu = bhc_snooze_menu (now);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
fill_labels (GtkMenuButton *button, gpointer data)
{
  BhcDeedBar *self = data;
  const BhConversation *record;
  BhcSorting sorting;

  if (self->conversation == NULL)
    return;

  record = bhc_conversation_get_record (self->conversation);
  g_set_object (&self->labelled, self->conversation);
  bhc_sorting_read (&sorting, record, self->wanted, bhc_desk_get_directory (self->desk));
  bhc_label_popover_fill (self->label_popover, self->desk,
                          (const char *const *) sorting.label_ids->pdata);
  bhc_sorting_clear (&sorting);
}

/* ---- who looks ---- */

static void
active_cb (BhcDeedBar *self)
{
  bhc_watcher_faces_set_looking (self->watchers,
                                 self->window != NULL && gtk_window_is_active (self->window));
}

static void
bhc_deed_bar_map (GtkWidget *widget)
{
  BhcDeedBar *self = BHC_DEED_BAR (widget);

  GTK_WIDGET_CLASS (bhc_deed_bar_parent_class)->map (widget);
  g_set_object (&self->window, get_window (self));
  if (self->window != NULL)
    g_signal_connect_swapped (self->window, "notify::is-active", G_CALLBACK (active_cb), self);
  active_cb (self);
}

static void
bhc_deed_bar_unmap (GtkWidget *widget)
{
  BhcDeedBar *self = BHC_DEED_BAR (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, active_cb, self);
  g_clear_object (&self->window);
  active_cb (self);
  GTK_WIDGET_CLASS (bhc_deed_bar_parent_class)->unmap (widget);
}

static void
set_desk (BhcDeedBar *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;

  bhc_watcher_faces_set_desk (self->watchers, desk);
  if (desk != NULL)
    g_signal_connect_object (bhc_desk_get_directory (desk), "changed", G_CALLBACK (show), self,
                             G_CONNECT_SWAPPED);
}

static void
bhc_deed_bar_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcDeedBarProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (BHC_DEED_BAR (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_deed_bar_dispose (GObject *object)
{
  BhcDeedBar *self = BHC_DEED_BAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->conversation);
  g_clear_object (&self->labelled);
  g_clear_object (&self->erased);
  g_clear_pointer (&self->wanted, g_variant_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_DEED_BAR);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (bhc_deed_bar_parent_class)->dispose (object);
}

static void
bhc_deed_bar_class_init (BhcDeedBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_deed_bar_dispose;
  object_class->set_property = bhc_deed_bar_set_property;
  widget_class->map = bhc_deed_bar_map;
  widget_class->unmap = bhc_deed_bar_unmap;
  props[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (BHC_TYPE_LABEL_POPOVER);
  g_type_ensure (BHC_TYPE_WATCHER_FACES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-deed-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, watchers);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, sorting);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, blocked);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, wake);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, snooze);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, priority);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, labels);
  gtk_widget_class_bind_template_child (widget_class, BhcDeedBar, label_popover);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
bhc_deed_bar_init (BhcDeedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BHC_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->signals, "notify::record", G_CALLBACK (record_cb), self);
  gtk_menu_button_set_create_popup_func (self->snooze, make_snooze_menu, self, NULL);
  gtk_menu_button_set_create_popup_func (self->labels, fill_labels, self, NULL);
}

void
bhc_deed_bar_set_conversation (BhcDeedBar *self, BhcConversation *conversation)
{
  g_return_if_fail (BHC_IS_DEED_BAR (self));

  if (!g_set_object (&self->conversation, conversation))
    return;

  g_signal_group_set_target (self->signals, conversation);
  bhc_watcher_faces_set_conversation (
      self->watchers, conversation != NULL ? bhc_conversation_get_id (conversation) : NULL);
  active_cb (self);
  record_cb (self);
}

void
bhc_deed_bar_install (GtkWidgetClass *pane, GtkWidgetActionActivateFunc activate)
{
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_install_action (pane, deeds[i].name, deeds[i].type, activate);
}

void
bhc_deed_bar_do (BhcDeedBar *self, const char *action, GVariant *parameter)
{
  g_return_if_fail (BHC_IS_DEED_BAR (self));

  for (gsize i = 0; self->conversation != NULL && i < G_N_ELEMENTS (deeds); i++)
    {
      if (g_str_equal (deeds[i].name, action) && is_possible (self, deeds[i].when))
        deeds[i].act (self, parameter);
    }
}

void
bhc_deed_bar_enable (BhcDeedBar *self, GtkWidget *pane)
{
  g_return_if_fail (BHC_IS_DEED_BAR (self));

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_action_set_enabled (pane, deeds[i].name, is_possible (self, deeds[i].when));
}
