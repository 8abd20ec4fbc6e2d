/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Draws a symbolic icon once, when Bellhop is built, in the form in which GTK keeps its own (black
 * with a mask): drawing SVG at run time costs every console 9 MB.
 *
 * Usage: encode-symbolic SVG SIZE PNG */
#include <librsvg/rsvg.h>

static cairo_surface_t *
draw (RsvgHandle *handle, int size, GError **error)
{
  const RsvgRectangle whole = { 0, 0, size, size };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cairo = cairo_create (surface);

  rsvg_handle_render_document (handle, cairo, &whole, error);
  cairo_destroy (cairo);
  return surface;
}

/* Only the mask counts: the colour comes from the style. */
static gboolean
save_black (cairo_surface_t *mask, int size, const char *file)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size, size);
  cairo_t *cairo = cairo_create (surface);
  gboolean saved;

  cairo_set_source_rgb (cairo, 0, 0, 0);
  cairo_mask_surface (cairo, mask, 0, 0);
  saved = cairo_surface_write_to_png (surface, file) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return saved;
}

int
main (int argc, char **argv)
{
  RsvgHandle *handle = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *mask = NULL;
  gboolean saved = FALSE;
  int size;

  if (argc != 4)
    {
      g_printerr ("usage: encode-symbolic SVG SIZE PNG\n");
      return 2;
    }

  size = (int) g_ascii_strtoll (argv[2], NULL, 10);
  handle = rsvg_handle_new_from_file (argv[1], &error);
  if (handle != NULL)
    mask = draw (handle, size, &error);
  if (error == NULL)
    saved = save_black (mask, size, argv[3]);
  if (!saved)
    g_printerr ("%s: %s\n", argv[1], error != NULL ? error->message : "it cannot be written");

  g_clear_pointer (&mask, cairo_surface_destroy);
  g_clear_object (&handle);
  return saved ? 0 : 1;
}
