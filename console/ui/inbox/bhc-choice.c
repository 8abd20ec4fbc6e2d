/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/inbox/bhc-choice.h"

#include "console/ui/inbox/bhc-hand.h"
#include "console/ui/inbox/bhc-inbox-row.h"
#include "console/ui/toolkit/bhc-one-stop.h"

guint
bhc_choice_first (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (model);

  return gtk_bitset_is_empty (chosen) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (chosen);
}

guint
bhc_choice_count (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (model);

  return (guint) gtk_bitset_get_size (chosen);
}

GPtrArray *
bhc_choice_list (GtkSelectionModel *model)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (model);
  GPtrArray *conversations = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint at;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &at);
       more && conversations->len < BHC_CHOOSE_AT_MOST; more = gtk_bitset_iter_next (&iter, &at))
    g_ptr_array_add (conversations, g_list_model_get_item (G_LIST_MODEL (model), at));

  return conversations;
}

/* Whether one is @id. */
static gboolean
holds (GtkSelectionModel *model, const char *id)
{
  g_autoptr (GPtrArray) chosen = bhc_choice_list (model);

  for (guint i = 0; i < chosen->len; i++)
    if (g_strcmp0 (bhc_conversation_get_id (chosen->pdata[i]), id) == 0)
      return TRUE;

  return FALSE;
}

gboolean
bhc_choice_move_on (GtkListView *list, GtkToggleButton *choose, guint to, const char *open)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  if (gtk_toggle_button_get_active (choose) || bhc_hand_is_on (GTK_WIDGET (list)) ||
      bhc_choice_count (model) != 2 || !gtk_selection_model_is_selected (model, to) ||
      !holds (model, open))
    return FALSE;

  return gtk_selection_model_select_item (model, to, TRUE);
}

static gboolean
choose_all_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_range (0, MIN (n, BHC_CHOOSE_AT_MOST));
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n);

  gtk_selection_model_set_selection (model, chosen, mask);
  return TRUE;
}

/* The row below a point of the list.  Returns: (nullable) */
static BhcInboxRow *
row_at (GtkWidget *list, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, BHC_TYPE_INBOX_ROW) : NULL;

  if (row == NULL && picked != NULL && picked != list)
    row = gtk_widget_get_first_child (picked); /* the item around it was met */

  return BHC_IS_INBOX_ROW (row) ? BHC_INBOX_ROW (row) : NULL;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkToggleButton *choose)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkSelectionModel *model = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  BhcInboxRow *row = row_at (list, x, y);
  guint at;

  if (row == NULL || !gtk_toggle_button_get_active (choose))
    return;

  at = bhc_inbox_row_get_position (row);
  if (gtk_selection_model_is_selected (model, at))
    gtk_selection_model_unselect_item (model, at);
  else if (bhc_choice_count (model) < BHC_CHOOSE_AT_MOST)
    gtk_selection_model_select_item (model, at, FALSE);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

void
bhc_choice_attach (GtkListView *list, GtkToggleButton *choose)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (
          gtk_shortcut_trigger_parse_string ("<Control>a|<Shift>End|<Control><Shift>End"),
          gtk_callback_action_new (choose_all_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), choose, 0);
  gtk_widget_add_controller (GTK_WIDGET (list), GTK_EVENT_CONTROLLER (press));
  bhc_hand_watch (GTK_WIDGET (list));
  bhc_one_stop_make (GTK_WIDGET (list));
}
