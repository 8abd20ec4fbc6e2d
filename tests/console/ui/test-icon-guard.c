/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/ui/toolkit/bhc-icon-guard.h"

#define LARGE 200 /* pixels: GTK holds the last hundred small ones itself */

static GtkIconPaintable *
look_up (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());

  return gtk_icon_theme_lookup_icon (theme, "image-missing", NULL, LARGE, 1, GTK_TEXT_DIR_LTR, 0);
}

static gpointer
let_go_thread (gpointer icon)
{
  g_object_unref (icon);
  return NULL;
}

static void
gone_cb (gpointer data, GObject *icon)
{
  *(GThread **) data = g_thread_self ();
}

static void
let_go_elsewhere (GtkIconPaintable *icon, GThread **ended_by)
{
  g_object_weak_ref (G_OBJECT (icon), gone_cb, ended_by);
  g_thread_join (g_thread_new ("elsewhere", let_go_thread, icon));
}

static void
test_ended_here (void)
{
  GThread *ended_by = NULL;

  let_go_elsewhere (look_up (), &ended_by);
  g_assert_null (ended_by);
  while (ended_by == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (ended_by == g_thread_self ());
}

static void
test_found_meanwhile (void)
{
  GtkIconPaintable *icon = look_up ();
  GtkIconPaintable *again;
  GThread *ended_by = NULL;

  let_go_elsewhere (icon, &ended_by);
  again = look_up ();
  g_assert_true (again == icon);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_null (ended_by);
  g_object_unref (again);
  while (ended_by == NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  bhc_icon_guard_begin ();

  g_test_add_func ("/ui/icon-guard/let-go-of-by-a-thread-ends-in-the-main-loop", test_ended_here);
  g_test_add_func ("/ui/icon-guard/let-go-of-by-a-thread-can-still-be-found", test_found_meanwhile);

  return g_test_run ();
}
