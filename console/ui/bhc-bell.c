/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/bhc-bell.h"

struct _BhcBell
{
  GtkMediaStream *stream; /* (nullable): loaded when it is first needed */
};

BhcBell *
bhc_bell_new (void)
{
  return g_new0 (BhcBell, 1);
}

void
bhc_bell_ring (BhcBell *self)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (self->stream == NULL)
    self->stream = gtk_media_file_new_for_resource ("/org/bellhop/Console/bell.wav");

  if (gtk_media_stream_get_error (self->stream) != NULL)
    {
      if (display != NULL)
        gdk_display_beep (display);
      return;
    }

  gtk_media_stream_seek (self->stream, 0);
  gtk_media_stream_play (self->stream);
}

void
bhc_bell_free (BhcBell *self)
{
  g_clear_object (&self->stream);
  g_free (self);
}
