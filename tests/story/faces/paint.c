/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/faces/paint.h"
#include "tests/bht-patience.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <stdlib.h>

#define NEAR 6 /* of 255: pictures are not kept to the last bit */
#define LOOK_AGAIN_US (50 * G_TIME_SPAN_MILLISECOND)

static gboolean
is_near (guint one, guint other)
{
  for (guint shift = 0; shift <= 16; shift += 8)
    if (abs ((int) ((one >> shift) & 0xff) - (int) ((other >> shift) & 0xff)) > NEAR)
      return FALSE;
  return TRUE;
}

static XImage *
take_picture (Display *display)
{
  int screen = DefaultScreen (display);
  XImage *image = XGetImage (display, RootWindow (display, screen), 0, 0,
                             (guint) DisplayWidth (display, screen),
                             (guint) DisplayHeight (display, screen), AllPlanes, ZPixmap);

  g_assert_nonnull (image);
  return image;
}

guint
paint_count (guint color)
{
  Display *display = XOpenDisplay (NULL);
  XImage *image = NULL;
  guint count = 0;

  g_assert_nonnull (display);
  image = take_picture (display);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      count += is_near ((guint) XGetPixel (image, x, y), color) ? 1 : 0;
  XDestroyImage (image);
  XCloseDisplay (display);
  return count;
}

void
paint_await (guint color, guint least)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  guint count;

  while ((count = paint_count (color)) < least)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%u pixels instead of %u or more are #%06x", count, least, color);
      g_usleep (LOOK_AGAIN_US);
    }
}

void
paint_await_none (guint color)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  guint count;

  while ((count = paint_count (color)) > 0)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("%u pixels are #%06x still", count, color);
      g_usleep (LOOK_AGAIN_US);
    }
}
