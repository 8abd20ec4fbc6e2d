/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* A program that has copied the picture PICTURE, and says so with one line.
 * Usage: clipboard-source PICTURE */
#include <gtk/gtk.h>

int
main (int argc, char **argv)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  gtk_init ();
  texture = gdk_texture_new_from_filename (argv[1], &error);
  g_assert_no_error (error);
  gdk_clipboard_set_texture (gdk_display_get_clipboard (gdk_display_get_default ()), texture);
  gdk_display_sync (gdk_display_get_default ());
  g_print ("copied\n");
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}
