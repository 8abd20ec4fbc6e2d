/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/ui-fixture.h"
#include "tests/bht-patience.h"
#include "tests/console/ui/fixture/quark-table.h"

#include "common/bh-clock.h"
#include "console/ui/bhc-window.h"
#include "console/ui/toolkit/bhc-icon-guard.h"

#include <glib/gstdio.h>

/* GTK 4.24 counts a popover's frame twice where the screen has no compositor, and says so in a
 * manner that asks no fatal handler. */
static GLogWriterOutput
write_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0 &&
        strstr (fields[i].value, "gdk_frame_timings_submitted() called on submitted") != NULL)
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, NULL);
}

int
ui_fixture_main (int argc, char **argv, void (*add_tests) (void))
{
  quark_table_keep ();
  g_log_set_writer_func (write_log_cb, NULL, NULL);
  gtk_disable_setlocale ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP no display\n");
      return 0;
    }
  adw_init ();
  bhc_icon_guard_begin ();
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", NULL);
  add_tests ();

  return g_test_run ();
}

void
ui_fixture_set_up (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleAction) mute = NULL;
  g_autoptr (GError) error = NULL;

  fixture->application =
      g_object_new (ADW_TYPE_APPLICATION, "application-id", "org.bellhop.Console.Test", "flags",
                    G_APPLICATION_NON_UNIQUE, "resource-base-path", "/org/bellhop/Console", NULL);
  g_application_register (G_APPLICATION (fixture->application), NULL, &error);
  g_assert_no_error (error);
  mute = g_simple_action_new_stateful ("mute", NULL, g_variant_new_boolean (FALSE));
  g_action_map_add_action (G_ACTION_MAP (fixture->application), G_ACTION (mute));
  fixture->desk = bhc_desk_new (NULL);
}

/* GTK 4.8 shows a tooltip some time after the pointer came, also over a popover whose window has
 * been destroyed meanwhile: there it finds no surface.  The display holds the tooltip by this name.
 */
static void
forget_tooltip (void)
{
  g_object_set_data (G_OBJECT (gdk_display_get_default ()), "gdk-display-current-tooltip", NULL);
}

/* What one test has left open is nothing the next one should find. */
static void
destroy_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  while (g_list_model_get_n_items (windows) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, 0);

      gtk_window_destroy (window);
    }
}

void
ui_fixture_tear_down (UiFixture *fixture, gconstpointer data)
{
  GtkWindow *window = fixture->window;

  if (window != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      forget_tooltip ();
      destroy_windows ();
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_null (window);
    }
  g_clear_object (&fixture->desk);
  g_application_quit (G_APPLICATION (fixture->application));
  g_clear_object (&fixture->application);
  bh_clock_set (0);
}

void
ui_fixture_show_window (UiFixture *fixture, int width, int height)
{
  fixture->window = GTK_WINDOW (
      bhc_window_new (GTK_APPLICATION (fixture->application), fixture->desk, NULL, NULL));
  gtk_window_set_default_size (fixture->window, width, height);
  gtk_window_present (fixture->window);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  ui_wait_frames (GTK_WIDGET (fixture->window), 3);
}

void
ui_wait_until (UiCondition holds, gpointer data)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (!holds (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  int *left = data;

  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer data)
{
  return *(int *) data <= 0;
}

void
ui_wait_frames (GtkWidget *widget, int n)
{
  gtk_widget_add_tick_callback (widget, count_frame_cb, &n, NULL);
  ui_wait_until (is_zero, &n);
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));

  return NULL;
}

GtkWidget *
ui_find (GtkWidget *root, GType type, const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root) &&
      (label == NULL || g_strcmp0 (text_of (root), label) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find (child, type, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
ui_find_named (GtkWidget *root, const char *buildable_id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), buildable_id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_find_named (child, buildable_id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
ui_part (UiFixture *fixture, const char *buildable_id)
{
  GtkWidget *widget = ui_find_named (GTK_WIDGET (fixture->window), buildable_id);

  g_assert_nonnull (widget);
  return widget;
}

gboolean
ui_shows (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (ui_shows (child, text))
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
question_in (GtkWidget *window)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  AdwDialog *dialog = NULL;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  if (ADW_IS_APPLICATION_WINDOW (window))
    dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  else if (ADW_IS_WINDOW (window))
    dialog = adw_window_get_visible_dialog (ADW_WINDOW (window));
  return ADW_IS_ALERT_DIALOG (dialog) ? GTK_WIDGET (dialog) : NULL;
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  return ADW_IS_MESSAGE_DIALOG (window) ? window : NULL;
#endif
}

GtkWidget *
ui_find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = gtk_widget_get_mapped (window) ? question_in (window) : NULL;
    }

  return found;
}

static const char *
response_label (GtkWidget *question, const char *response)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return adw_alert_dialog_get_response_label (ADW_ALERT_DIALOG (question), response);
  G_GNUC_END_IGNORE_DEPRECATIONS
#else
  return adw_message_dialog_get_response_label (ADW_MESSAGE_DIALOG (question), response);
#endif
}

static GtkWidget *
find_answer (const char *response)
{
  GtkWidget *question = ui_find_question ();

  return question != NULL ? ui_find (question, GTK_TYPE_BUTTON, response_label (question, response))
                          : NULL;
}

static gboolean
can_be_answered (gpointer response)
{
  return find_answer (response) != NULL;
}

void
ui_answer_question (const char *response)
{
  ui_wait_until (can_be_answered, (gpointer) response);
  g_signal_emit_by_name (find_answer (response), "clicked");
}

void
ui_save_picture (GtkWidget *widget, const char *file)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree char *folder = g_path_get_dirname (file);

  g_mkdir_with_parents (folder, 0755);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)),
                                         node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, file));
}
