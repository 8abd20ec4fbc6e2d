/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/model/bhc-desk-views.h"
#include "console/ui/inbox/bhc-bulk-bar.h"
#include "console/ui/inbox/bhc-choice.h"
#include "console/ui/inbox/bhc-filter-button.h"
#include "console/ui/inbox/bhc-inbox-row.h"
#include "console/ui/inbox/bhc-row-care.h"
#include "console/ui/inbox/bhc-sorts.h"
#include "console/ui/inbox/bhc-view-deeds.h"
#include "console/ui/inbox/bhc-view-switch.h"
#include "console/ui/inbox/bhc-view-words.h"
#include "console/ui/toolkit/bhc-compat.h"
#include "console/ui/toolkit/bhc-parts.h"

#include "console/ui/inbox/bhc-inbox-pane.h"

/* How far down a conversation is looked for that has just moved: news rise to the top. */
#define LOOK_FOR 50

struct _BhcInboxPane
{
  AdwBin parent_instance;

  BhcDesk *desk; /* (nullable) */
  char *current; /* (nullable) the open conversation's id */
  gboolean show_close;
  gboolean silent; /* the selection is being set by us, not by a person */
  GSignalGroup *signals;

  GtkWidget *mute;
  BhcViewSwitch *views;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *scroller;
  GtkWidget *list;
  BhcRowCare *care;
  GtkMultiSelection *selection;
  BhcFilterButton *filter;
  GtkWidget *clear_filter;
  GtkWidget *choose;
  GtkRevealer *bulk_revealer;
  BhcBulkBar *bulk;
  GSignalGroup *names; /* of the directory */
  GSimpleAction *sort;
};

typedef enum
{
  PROP_DESK = 1,
  PROP_SHOW_CLOSE,
} BhcInboxPaneProperty;
static GParamSpec *props[PROP_SHOW_CLOSE + 1];

enum
{
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcInboxPane, bhc_inbox_pane, ADW_TYPE_BIN)

static gboolean
is_filtered (BhcInboxPane *self)
{
  return !bhc_filter_is_empty (bhc_filter_button_get_filter (self->filter));
}

static void
show_page (BhcInboxPane *self)
{
  BhcState state = self->desk != NULL ? bhc_desk_get_state (self->desk) : BHC_STATE_STARTING;
  gboolean unknown = self->desk == NULL || bhc_desk_get_count (self->desk, BHC_VIEW_ALL) == 0;
  gboolean busy = (unknown && (state == BHC_STATE_CONNECTING || state == BHC_STATE_SYNCING)) ||
                  (is_filtered (self) && self->desk != NULL && bhc_desk_is_filtering (self->desk));

  gtk_widget_set_visible (self->clear_filter, is_filtered (self));
  bhc_view_describe_empty (self->empty, bhc_view_switch_get_view (self->views), is_filtered (self));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, busy ? "loading" : "empty");
}

static guint
find_current (BhcInboxPane *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n = MIN (g_list_model_get_n_items (model), LOOK_FOR);

  for (guint i = 0; self->current != NULL && i < n; i++)
    {
      g_autoptr (BhcConversation) item = g_list_model_get_item (model, i);

      if (g_str_equal (bhc_conversation_get_id (item), self->current))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Several are selected, or are to be: none of them is the one that is open. */
static gboolean
is_choosing (BhcInboxPane *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->choose)) ||
         bhc_choice_count (GTK_SELECTION_MODEL (self->selection)) > 1;
}

static void
mark_current (BhcInboxPane *self)
{
  guint at = bhc_choice_first (GTK_SELECTION_MODEL (self->selection)), current;
  g_autoptr (BhcConversation) selected =
      at != GTK_INVALID_LIST_POSITION ? g_list_model_get_item (G_LIST_MODEL (self->selection), at)
                                      : NULL;

  if (is_choosing (self) ||
      (selected != NULL && g_strcmp0 (bhc_conversation_get_id (selected), self->current) == 0))
    return;

  current = find_current (self);
  self->silent = TRUE;
  if (current != GTK_INVALID_LIST_POSITION)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), current, TRUE);
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->silent = FALSE;
}

static void
show_bulk (BhcInboxPane *self)
{
  gboolean choosing = is_choosing (self);
  g_autoptr (GPtrArray) chosen =
      choosing ? bhc_choice_list (GTK_SELECTION_MODEL (self->selection)) : NULL;

  (choosing ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->list, "choosing");
  gtk_revealer_set_reveal_child (self->bulk_revealer, choosing);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->bulk), GTK_ACCESSIBLE_STATE_HIDDEN, !choosing,
                               -1); /* what is folded away is not read out */
  if (choosing)
    bhc_bulk_bar_show (self->bulk, chosen);
}

static void
items_changed_cb (BhcInboxPane *self)
{
  if (self->silent || self->desk == NULL)
    return;

  mark_current (self);
  show_bulk (self);
  show_page (self);
}

static void
open_row (BhcInboxPane *self, BhcConversation *conversation, gboolean enter)
{
  g_free (self->current);
  self->current = g_strdup (bhc_conversation_get_id (conversation));
  g_signal_emit (self, signals[OPENED], 0, conversation, enter);
}

static void
selected_cb (BhcInboxPane *self, guint position)
{
  guint at = bhc_choice_first (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (BhcConversation) conversation = NULL;

  if (self->silent ||
      bhc_choice_move_on (GTK_LIST_VIEW (self->list), GTK_TOGGLE_BUTTON (self->choose), position,
                          self->current))
    return;

  show_bulk (self);
  if (is_choosing (self) || at == GTK_INVALID_LIST_POSITION)
    return;

  conversation = g_list_model_get_item (G_LIST_MODEL (self->selection), at);
  if (g_strcmp0 (bhc_conversation_get_id (conversation), self->current) != 0)
    open_row (self, conversation, FALSE);
}

static void
activate_cb (BhcInboxPane *self, guint position)
{
  g_autoptr (BhcConversation) conversation =
      g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (conversation != NULL)
    open_row (self, conversation, TRUE);
}

static void
take_sort (BhcInboxPane *self, BhcInbox *inbox)
{
  g_autofree char *key = bhc_view_switch_dup_key (self->views);
  BhcSort first = bhc_sorts_first (bhc_view_switch_get_view (self->views),
                                   bhc_view_switch_get_saved (self->views));
  BhcSort sort = bhc_sorts_get (bhc_desk_get_preferences (self->desk), key, first);

  bhc_inbox_set_sort (inbox, sort);
  g_simple_action_set_state (self->sort, g_variant_new_string (bhc_sort_to_string (sort)));
}

static BhcInbox *
get_inbox (BhcInboxPane *self)
{
  BhcView view = bhc_view_switch_get_view (self->views);
  const BhcFilter *filter = bhc_filter_button_get_filter (self->filter);
  BhcInbox *inbox = is_filtered (self) ? bhc_desk_filter (self->desk, view, filter)
                                       : bhc_desk_get_inbox (self->desk, view);

  take_sort (self, inbox);
  return inbox;
}

static void
show_view (BhcInboxPane *self)
{
  self->silent = TRUE;
  gtk_multi_selection_set_model (self->selection,
                                 self->desk != NULL ? G_LIST_MODEL (get_inbox (self)) : NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    bhc_compat_scroll_to (self->list, 0); /* it would stay at a row that was in both views */
  self->silent = FALSE;
  mark_current (self);
  show_bulk (self);
  show_page (self);
}

static void
sort_cb (GSimpleAction *action, GVariant *parameter, BhcInboxPane *self)
{
  g_autofree char *key = bhc_view_switch_dup_key (self->views);

  if (self->desk == NULL)
    return;

  bhc_sorts_set (bhc_desk_get_preferences (self->desk), key,
                 bhc_sort_from_string (g_variant_get_string (parameter, NULL)));
  show_view (self);
}

static void
save_cb (BhcInboxPane *self)
{
  GListModel *inbox = gtk_multi_selection_get_model (self->selection);

  if (self->desk != NULL)
    bhc_view_deeds_save (GTK_WIDGET (self), self->desk, bhc_filter_button_get_filter (self->filter),
                         bhc_inbox_get_sort (BHC_INBOX (inbox)));
}

static void
clear_filter_cb (BhcInboxPane *self)
{
  bhc_filter_button_clear (self->filter);
}

/* ---- several at once ---- */

static void
choose_cb (BhcInboxPane *self)
{
  self->silent = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->silent = FALSE;
  mark_current (self);
  show_bulk (self);
}

static void
cleared_cb (BhcInboxPane *self)
{
  self->silent = TRUE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  self->silent = FALSE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->choose), FALSE);
  choose_cb (self);
}

static void
show_mute (BhcInboxPane *self)
{
  gboolean muted = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mute));

  gtk_button_set_icon_name (GTK_BUTTON (self->mute),
                            muted ? "bellhop-bell-muted-symbolic" : "bellhop-bell-symbolic");
  gtk_widget_set_tooltip_text (self->mute,
                               muted ? _ ("The Bell Is Muted") : _ ("Mute the Bell for Now"));
}

static void
set_desk (BhcInboxPane *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;

  g_signal_group_set_target (self->signals, desk);
  bhc_row_care_set_desk (self->care, desk);
  g_signal_group_set_target (self->names, desk != NULL ? bhc_desk_get_directory (desk) : NULL);
  show_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DESK]);
}

static void
bhc_inbox_pane_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch ((BhcInboxPaneProperty) prop_id)
    {
    case PROP_DESK:
      set_desk (BHC_INBOX_PANE (object), g_value_get_object (value));
      break;
    case PROP_SHOW_CLOSE:
      BHC_INBOX_PANE (object)->show_close = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_inbox_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((BhcInboxPaneProperty) prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, BHC_INBOX_PANE (object)->desk);
      break;
    case PROP_SHOW_CLOSE:
      g_value_set_boolean (value, BHC_INBOX_PANE (object)->show_close);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bhc_inbox_pane_dispose (GObject *object)
{
  BhcInboxPane *self = BHC_INBOX_PANE (object);

  self->silent = TRUE; /* the list is emptied on its way out */
  g_clear_object (&self->signals);
  g_clear_object (&self->names);
  g_clear_object (&self->sort);
  g_clear_pointer (&self->care, bhc_row_care_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), BHC_TYPE_INBOX_PANE);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->current, g_free);

  G_OBJECT_CLASS (bhc_inbox_pane_parent_class)->dispose (object);
}

static void
bhc_inbox_pane_class_init (BhcInboxPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bhc_inbox_pane_dispose;
  object_class->set_property = bhc_inbox_pane_set_property;
  object_class->get_property = bhc_inbox_pane_get_property;

  props[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, BHC_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOW_CLOSE] = g_param_spec_boolean ("show-close", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  signals[OPENED] =
      g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, BHC_TYPE_CONVERSATION, G_TYPE_BOOLEAN);

  g_type_ensure (BHC_TYPE_VIEW_SWITCH);
  g_type_ensure (BHC_TYPE_FILTER_BUTTON);
  g_type_ensure (BHC_TYPE_BULK_BAR);
  g_type_ensure (BHC_TYPE_INBOX_ROW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bellhop/Console/bhc-inbox-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, mute);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, views);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, stack);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, empty);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, list);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, selection);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, filter);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, clear_filter);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, choose);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, bulk_revealer);
  gtk_widget_class_bind_template_child (widget_class, BhcInboxPane, bulk);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_view);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
add_sort (BhcInboxPane *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->sort = g_simple_action_new_stateful ("sort", G_VARIANT_TYPE_STRING,
                                             g_variant_new_string ("activity"));
  g_signal_connect_object (self->sort, "activate", G_CALLBACK (sort_cb), self, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->sort));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "inbox", G_ACTION_GROUP (group));
}

static void
bhc_inbox_pane_init (BhcInboxPane *self)
{
  add_sort (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_choice_attach (GTK_LIST_VIEW (self->list), GTK_TOGGLE_BUTTON (self->choose));
  bhc_bulk_bar_leave_by_escape (self->bulk, GTK_WIDGET (self));
  self->care = bhc_row_care_new (self->list, self->scroller);
  bhc_parts_mend (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show_page), self);
  g_signal_group_connect_swapped (self->signals, "counts-changed", G_CALLBACK (show_page), self);
  self->names = g_signal_group_new (BHC_TYPE_DIRECTORY);
  g_signal_group_connect_swapped (self->names, "changed", G_CALLBACK (bhc_row_care_age),
                                  self->care);
  g_signal_connect_swapped (self->mute, "notify::active", G_CALLBACK (show_mute), self);
}

void
bhc_inbox_pane_set_view (BhcInboxPane *self, BhcView view)
{
  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  bhc_view_switch_set_view (self->views, view);
}

void
bhc_inbox_pane_show_nth (BhcInboxPane *self, guint n)
{
  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  bhc_view_switch_show_nth (self->views, n);
}

void
bhc_inbox_pane_set_current (BhcInboxPane *self, const char *id)
{
  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  if (g_strcmp0 (self->current, id) == 0)
    return;

  g_free (self->current);
  self->current = g_strdup (id);
  mark_current (self);
}

void
bhc_inbox_pane_walk (BhcInboxPane *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = bhc_choice_first (GTK_SELECTION_MODEL (self->selection));
  gint64 next = at == GTK_INVALID_LIST_POSITION ? 0 : (gint64) at + step;

  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  if (next < 0 || next >= n)
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), (guint) next, TRUE);
  bhc_compat_scroll_to (self->list, (guint) next);
}

void
bhc_inbox_pane_focus (BhcInboxPane *self)
{
  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  if (!gtk_widget_get_mapped (self->list) || !gtk_widget_grab_focus (self->list))
    gtk_widget_child_focus (GTK_WIDGET (self->views), GTK_DIR_TAB_FORWARD);
}
