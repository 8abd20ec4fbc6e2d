/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*BhcThresholdFunc) (GtkWidget *widget);

/* A width from which on a widget looks different (libadwaita 1.2 has no breakpoints).  It is looked
 * at while the widget is laid out, and acted upon after the layout. */
typedef struct
{
  GtkWidget *widget; /* (transfer none) */
  int width;
  BhcThresholdFunc crossed;
  gboolean reached;
  guint idle; /* 0: none */
} BhcThreshold;

void bhc_threshold_init (BhcThreshold *self,
                         GtkWidget *widget,
                         int width,
                         gboolean reached,
                         BhcThresholdFunc crossed);
void bhc_threshold_clear (BhcThreshold *self);

/* The widget has been given @width. */
void bhc_threshold_look (BhcThreshold *self, int width);

G_END_DECLS
