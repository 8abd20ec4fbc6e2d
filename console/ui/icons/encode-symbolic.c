/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Draws a symbolic icon once, when Bellhop is built, in the form in which GTK keeps its own (black
 * with a mask): drawing SVG at run time costs every console 9 MB.
 *
 * Usage: encode-symbolic SVG SIZE PNG */
#include <gdk-pixbuf/gdk-pixbuf.h>

/* Only the mask counts: the colour comes from the style. */
static void
blacken (GdkPixbuf *pixbuf)
{
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    {
      for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
        memset (pixels + y * stride + x * 4, 0, 3);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  int size;

  if (argc != 4)
    {
      g_printerr ("usage: encode-symbolic SVG SIZE PNG\n");
      return 2;
    }

  size = (int) g_ascii_strtoll (argv[2], NULL, 10);
  pixbuf = gdk_pixbuf_new_from_file_at_size (argv[1], size, size, &error);
  if (pixbuf == NULL || !gdk_pixbuf_get_has_alpha (pixbuf))
    {
      g_printerr ("%s: %s\n", argv[1], error != NULL ? error->message : "it has no mask");
      return 1;
    }

  blacken (pixbuf);
  if (gdk_pixbuf_save (pixbuf, argv[3], "png", &error, NULL))
    return 0;

  g_printerr ("%s: %s\n", argv[3], error->message);
  return 1;
}
