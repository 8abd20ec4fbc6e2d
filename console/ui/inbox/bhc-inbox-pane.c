/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/bhc-compat.h"
#include "console/ui/inbox/bhc-inbox-row.h"
#include "console/ui/inbox/bhc-view-switch.h"

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
  GdkFrameClock *clock; /* (nullable) while the list is realized */
  GtkSingleSelection *selection;
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

static const struct
{
  const char *icon;
  const char *title;
  const char *description;
} empty_pages[BHC_N_VIEWS] = {
  [BHC_VIEW_WAITING] = { "bellhop-bell-symbolic", N_ ("Nobody Is Waiting"),
                         N_ ("A bell rings when someone asks for a person.") },
  [BHC_VIEW_MINE] = { "bellhop-person-symbolic", N_ ("Nothing Is Yours"),
                      N_ ("Conversations you claim are kept here until they are resolved.") },
  [BHC_VIEW_UNASSIGNED] = { "bellhop-unassigned-symbolic", N_ ("Nothing Unassigned"),
                            N_ ("Open conversations that nobody has claimed are kept here.") },
  [BHC_VIEW_ALL] = { "bellhop-all-symbolic", N_ ("No Conversations Yet"),
                     N_ ("They appear here as soon as a visitor writes.") },
  [BHC_VIEW_RESOLVED] = { "bellhop-check-symbolic", N_ ("Nothing Resolved Yet"),
                          N_ ("Finished conversations are kept here.") },
};

G_DEFINE_FINAL_TYPE (BhcInboxPane, bhc_inbox_pane, ADW_TYPE_BIN)

static void
show_page (BhcInboxPane *self)
{
  BhcView view = bhc_view_switch_get_view (self->views);
  BhcState state = self->desk != NULL ? bhc_desk_get_state (self->desk) : BHC_STATE_STARTING;
  gboolean unknown = self->desk == NULL || bhc_desk_get_count (self->desk, BHC_VIEW_ALL) == 0;
  gboolean busy = state == BHC_STATE_CONNECTING || state == BHC_STATE_SYNCING;

  adw_status_page_set_icon_name (self->empty, empty_pages[view].icon);
  adw_status_page_set_title (self->empty, _ (empty_pages[view].title));
  adw_status_page_set_description (self->empty, _ (empty_pages[view].description));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else
    gtk_stack_set_visible_child_name (self->stack, unknown && busy ? "loading" : "empty");
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

static void
mark_current (BhcInboxPane *self)
{
  BhcConversation *selected = gtk_single_selection_get_selected_item (self->selection);

  if (selected != NULL && g_strcmp0 (bhc_conversation_get_id (selected), self->current) == 0)
    return;

  self->silent = TRUE;
  gtk_single_selection_set_selected (self->selection, find_current (self));
  self->silent = FALSE;
}

static void
items_changed_cb (BhcInboxPane *self)
{
  if (self->silent || self->desk == NULL)
    return;

  mark_current (self);
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
selected_cb (BhcInboxPane *self)
{
  BhcConversation *conversation = gtk_single_selection_get_selected_item (self->selection);

  if (self->silent || conversation == NULL)
    return;
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
show_view (BhcInboxPane *self)
{
  BhcView view = bhc_view_switch_get_view (self->views);

  self->silent = TRUE;
  gtk_single_selection_set_model (
      self->selection,
      self->desk != NULL ? G_LIST_MODEL (bhc_desk_get_inbox (self->desk, view)) : NULL);
  self->silent = FALSE;
  mark_current (self);
  show_page (self);
}

static void
view_changed_cb (BhcInboxPane *self)
{
  show_view (self);
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

/* Within a page of what is seen, so that a turn of the wheel finds the rows ready. */
static gboolean
is_near (BhcInboxPane *self, GtkWidget *item)
{
  float height = (float) gtk_widget_get_height (self->scroller);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (item, self->scroller, &bounds) &&
         bounds.origin.y + bounds.size.height >= -height && bounds.origin.y <= 2 * height;
}

/* After the layout: rows know where they are, and what they change is laid out in the same frame.
 */
static void
refresh_rows (BhcInboxPane *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (self->list); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (BHC_IS_INBOX_ROW (row) && bhc_inbox_row_is_stale (BHC_INBOX_ROW (row)) &&
          is_near (self, item))
        bhc_inbox_row_refresh (BHC_INBOX_ROW (row),
                               self->desk != NULL ? bhc_desk_get_files (self->desk) : NULL);
    }
}

static void
list_realize_cb (BhcInboxPane *self)
{
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->list));
  g_signal_connect_swapped (self->clock, "layout", G_CALLBACK (refresh_rows), self);
}

static void
list_unrealize_cb (BhcInboxPane *self)
{
  g_signal_handlers_disconnect_by_func (self->clock, refresh_rows, self);
  g_clear_object (&self->clock);
}

static void
set_desk (BhcInboxPane *self, BhcDesk *desk)
{
  if (!g_set_object (&self->desk, desk))
    return;

  g_signal_group_set_target (self->signals, desk);
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
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_realize_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_unrealize_cb);
}

static void
bhc_inbox_pane_init (BhcInboxPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bhc_compat_name_parts (GTK_WIDGET (self));
  bhc_compat_hide_pages (self->stack);
  self->signals = g_signal_group_new (BHC_TYPE_DESK);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (show_page), self);
  g_signal_connect_swapped (self->mute, "notify::active", G_CALLBACK (show_mute), self);
}

void
bhc_inbox_pane_set_view (BhcInboxPane *self, BhcView view)
{
  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  bhc_view_switch_set_view (self->views, view);
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
  guint at = gtk_single_selection_get_selected (self->selection);
  gint64 next = at == GTK_INVALID_LIST_POSITION ? 0 : (gint64) at + step;

  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  if (next < 0 || next >= n)
    return;

  gtk_single_selection_set_selected (self->selection, (guint) next);
  bhc_compat_scroll_to (self->list, (guint) next);
}

void
bhc_inbox_pane_focus (BhcInboxPane *self)
{
  g_return_if_fail (BHC_IS_INBOX_PANE (self));

  if (!gtk_widget_get_mapped (self->list) || !gtk_widget_grab_focus (self->list))
    gtk_widget_child_focus (GTK_WIDGET (self->views), GTK_DIR_TAB_FORWARD);
}
