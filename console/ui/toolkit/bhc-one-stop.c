/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-one-stop.h"

/* As GTK walks: from above to below, then in the direction of reading; containers may hold their
 * children in another order than they show them. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  GtkWidget *one = *(GtkWidget *const *) a;
  GtkWidget *other = *(GtkWidget *const *) b;
  GtkAllocation first, second;

  gtk_widget_get_allocation (one, &first);
  gtk_widget_get_allocation (other, &second);
  if (first.y != second.y)
    return first.y < second.y ? -1 : 1;
  if (gtk_widget_get_direction (one) == GTK_TEXT_DIR_RTL)
    return second.x + second.width - first.x - first.width;
  return first.x - second.x;
}

/* Returns: (transfer container): what is shown beside @widget, and itself, in order. */
static GPtrArray *
list_beside (GtkWidget *widget)
{
  GPtrArray *list = g_ptr_array_new ();

  for (GtkWidget *each = gtk_widget_get_first_child (gtk_widget_get_parent (widget)); each != NULL;
       each = gtk_widget_get_next_sibling (each))
    {
      if (!GTK_IS_NATIVE (each) && gtk_widget_get_mapped (each))
        g_ptr_array_add (list, each);
    }
  g_ptr_array_sort (list, compare_places);
  return list;
}

static gboolean
enter_beside (GtkWidget *widget, GtkDirectionType direction)
{
  g_autoptr (GPtrArray) list = list_beside (widget);
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  guint at = 0;

  if (!g_ptr_array_find (list, widget, &at))
    return FALSE;
  for (guint i = at + (guint) step; i < list->len; i += (guint) step)
    {
      if (gtk_widget_child_focus (g_ptr_array_index (list, i), direction))
        return TRUE;
    }

  return FALSE;
}

static void
leave (GtkWidget *list, GtkDirectionType direction)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (list));

  for (GtkWidget *widget = list; widget != root; widget = gtk_widget_get_parent (widget))
    {
      if (enter_beside (widget, direction))
        return;
    }
  /* Around the end. */
  gtk_root_set_focus (GTK_ROOT (root), NULL);
  gtk_widget_child_focus (root, direction);
}

/* The row that has the keyboard, or something in it.  (nullable) */
static GtkWidget *
find_row (GtkWidget *list)
{
  GtkWidget *widget = gtk_root_get_focus (gtk_widget_get_root (list));

  while (widget != NULL && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        GtkWidget *list)
{
  GtkWidget *row;
  gboolean back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if ((key != GDK_KEY_Tab && key != GDK_KEY_KP_Tab && key != GDK_KEY_ISO_Left_Tab) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;

  row = find_row (list);
  if (!back && row != NULL && gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
    return TRUE; /* into what can be used in the row */
  leave (list, back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  return TRUE;
}

void
bhc_one_stop_make (GtkWidget *list)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_cb), list);
  gtk_widget_add_controller (list, controller);
}
