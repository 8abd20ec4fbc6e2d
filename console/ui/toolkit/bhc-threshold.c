/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/toolkit/bhc-threshold.h"

void
bhc_threshold_init (BhcThreshold *self,
                    GtkWidget *widget,
                    int width,
                    gboolean reached,
                    BhcThresholdFunc crossed)
{
  *self = (BhcThreshold){ widget, width, crossed, reached, 0 };
}

void
bhc_threshold_clear (BhcThreshold *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
}

static gboolean
crossed_cb (gpointer data)
{
  BhcThreshold *self = data;

  self->idle = 0;
  self->crossed (self->widget);
  return G_SOURCE_REMOVE;
}

void
bhc_threshold_look (BhcThreshold *self, int width)
{
  gboolean reached = width >= self->width;

  if (self->reached == reached)
    return;

  self->reached = reached;
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW, crossed_cb, self, NULL);
}
