/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/gallery/camera.h"
#include "tests/story/gallery/measure.h"

#include "console/ui/commands/bhc-commands.h"

#define QUIET_FRAMES 12
#define PATIENCE_US (4 * G_USEC_PER_SEC)

/* ---- waiting until it rests ---- */

/* It says when it turns from one page to the next, not when it folds or unfolds. */
static gboolean
is_folding (GtkWidget *widget)
{
  GtkWidget *page = adw_leaflet_get_visible_child (ADW_LEAFLET (widget));

  return adw_leaflet_get_folded (ADW_LEAFLET (widget)) && page != NULL &&
         gtk_widget_get_width (page) != gtk_widget_get_width (widget);
}

/* A toast that was dismissed takes no focus on its way. */
static gboolean
is_leaving (GtkWidget *widget)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget") &&
         !gtk_widget_get_can_focus (widget);
}

static gboolean
is_sliding (GtkWidget *widget)
{
  double shown = ADW_IS_FLAP (widget) ? adw_flap_get_reveal_progress (ADW_FLAP (widget)) : 0;

  return (shown > 0 && shown < 1) || is_leaving (widget) ||
         (ADW_IS_LEAFLET (widget) &&
          (is_folding (widget) ||
           adw_leaflet_get_child_transition_running (ADW_LEAFLET (widget)))) ||
         (GTK_IS_STACK (widget) && gtk_stack_get_transition_running (GTK_STACK (widget)));
}

static gboolean
is_busy (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_SPINNER (widget) && gtk_spinner_get_spinning (GTK_SPINNER (widget)))
    return TRUE;
  if (is_sliding (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (is_busy (child))
        return TRUE;
    }
  return FALSE;
}

static void
rest (GtkWidget *widget)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  do
    ui_wait_frames (widget, QUIET_FRAMES);
  while (is_busy (widget) && g_get_monotonic_time () < deadline);
}

/* ---- pictures ---- */

static char *
next_file (Camera *self, const char *name)
{
  return g_strdup_printf ("%s/%03u-%s.png", g_getenv ("BELLHOP_PICTURES"), self->number++, name);
}

void
camera_take_picture (Camera *self, GtkWidget *widget, const char *name)
{
  g_autofree char *file = next_file (self, name);

  rest (widget);
  ui_save_picture (widget, file);
}

void
camera_take (Camera *self, GtkWidget *widget, const char *name)
{
  g_autoptr (GString) found = g_string_new (NULL);

  camera_take_picture (self, widget, name);
  measure_window (widget, GTK_IS_SHORTCUTS_WINDOW (widget) ? 10000 : self->width, found);
  if (found->len > 0)
    g_string_append_printf (self->faults, "%s\n%s", name, found->str);
}

void
camera_take_main (Camera *self, const char *name)
{
  camera_take (self, GTK_WIDGET (self->ui->window), name);
}

void
camera_take_popover (Camera *self, GtkWidget *popover, const char *name)
{
  g_autofree char *file = next_file (self, name);
  int width; /* without its shadow */

  rest (GTK_WIDGET (self->ui->window));
  if (!gtk_widget_get_mapped (popover) || gtk_widget_get_width (popover) <= 0)
    return;
  ui_save_picture (popover, file);
  width = gtk_widget_get_width (gtk_widget_get_first_child (popover));
  if (width > self->width)
    g_string_append_printf (self->faults, "%s\n  a popover of %d, wider than the screen\n", name,
                            width);
}

void
camera_take_menus (Camera *self, GtkWidget *widget, const char *name)
{
  GtkPopover *popover;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_widget_is_sensitive (widget))
    {
      g_autofree char *menu = g_strconcat (name, "-menu", NULL);

      gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
      popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget));
      if (popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover)))
        camera_take_popover (self, GTK_WIDGET (popover), menu);
      gtk_menu_button_popdown (GTK_MENU_BUTTON (widget));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    camera_take_menus (self, child, name);
}

/* ---- acting ---- */

gboolean
camera_act (Camera *self, const char *action, const char *target)
{
  g_autoptr (GHashTable) owners = bhc_commands_find_owners (GTK_WIDGET (self->ui->window));
  GtkWidget *owner = g_hash_table_lookup (owners, action);
  g_autoptr (GVariant) parameter =
      target != NULL ? g_variant_ref_sink (g_variant_parse (NULL, target, NULL, NULL, NULL)) : NULL;

  if (owner == NULL)
    g_test_message ("nothing knows %s", action);
  return owner != NULL && gtk_widget_activate_action_variant (owner, action, parameter);
}

GtkWindow *
camera_find_front (Camera *self, GtkWidget *behind)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) each = g_list_model_get_item (windows, i - 1);

      if (each != self->ui->window && GTK_WIDGET (each) != behind &&
          gtk_widget_get_mapped (GTK_WIDGET (each)))
        return each;
    }
  return NULL;
}

void
camera_fit (Camera *self, GtkWindow *window)
{
  int asked_width, asked_height;

  gtk_window_get_default_size (window, &asked_width, &asked_height);
  if (asked_width > self->width)
    gtk_window_set_default_size (window, self->width + CAMERA_FRAME, asked_height);
}

#if ADW_CHECK_VERSION(1, 5, 0)
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
/* A question that stands inside of @window.  (nullable) */
static AdwDialog *
find_dialog (GtkWidget *window)
{
  if (ADW_IS_APPLICATION_WINDOW (window))
    return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  return ADW_IS_WINDOW (window) ? adw_window_get_visible_dialog (ADW_WINDOW (window)) : NULL;
}

static gboolean
has_dialog (Camera *self)
{
  return find_dialog (GTK_WIDGET (self->ui->window)) != NULL;
}

/* What stands inside of the main window, or of the one @behind.  What it covers cannot be reached
 * and need not be: a picture alone.  Returns: whether there is one */
static gboolean
take_dialog (Camera *self, GtkWidget *behind, const char *name)
{
  GtkWidget *window = behind != NULL ? behind : GTK_WIDGET (self->ui->window);
  g_autofree char *file = NULL;
  AdwDialog *dialog = find_dialog (window);

  if (dialog == NULL)
    return FALSE;

  file = next_file (self, name);
  rest (window);
  ui_save_picture (window, file);
  adw_dialog_force_close (dialog);
  rest (window);
  return TRUE;
}
G_GNUC_END_IGNORE_DEPRECATIONS
#else
static gboolean
has_dialog (Camera *self)
{
  return FALSE;
}

static gboolean
take_dialog (Camera *self, GtkWidget *behind, const char *name)
{
  return FALSE;
}
#endif

void
camera_take_newest (Camera *self, GtkWidget *behind, const char *name)
{
  GtkWindow *window;

  ui_wait_frames (GTK_WIDGET (self->ui->window), 4);
  window = camera_find_front (self, behind);
  if (window == NULL && take_dialog (self, behind, name))
    return;
  if (window == NULL)
    {
      camera_take_main (self, name);
      return;
    }
  camera_fit (self, window);
  camera_take (self, GTK_WIDGET (window), name);
  gtk_window_destroy (window);
  ui_wait_frames (GTK_WIDGET (self->ui->window), 2);
}

static gboolean
is_asked (gpointer unused)
{
  return ui_find_question () != NULL;
}

void
camera_take_question (Camera *self, GtkWidget *behind, const char *name)
{
  ui_wait_until (is_asked, NULL);
  if (!take_dialog (self, behind, name))
    camera_take_newest (self, behind, name);
}

void
camera_take_front (Camera *self, const char *name)
{
  camera_take_newest (self, NULL, name);
}

/* What is below the part of a page that is seen at first. */
void
camera_take_end (Camera *self, GtkWidget *page, const char *name)
{
  GtkWidget *viewport = ui_find (page, GTK_TYPE_VIEWPORT, NULL);
  GtkAdjustment *place =
      viewport != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)) : NULL;

  if (place == NULL || gtk_adjustment_get_upper (place) <= gtk_adjustment_get_page_size (place))
    return;
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  camera_take_picture (self, GTK_WIDGET (gtk_widget_get_root (page)), name);
  gtk_adjustment_set_value (place, 0);
}

/* Some first ask the daemon. */
void
camera_take_window (Camera *self, const char *name, const char *action, const char *target)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  if (!camera_act (self, action, target))
    return;
  while (camera_find_front (self, NULL) == NULL && !has_dialog (self) &&
         g_get_monotonic_time () < deadline)
    ui_wait_frames (GTK_WIDGET (self->ui->window), 4);
  camera_take_front (self, name);
}
