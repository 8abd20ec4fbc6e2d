/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/ui-fixture.h"

G_BEGIN_DECLS

#define CAMERA_FRAME 10 /* what GTK draws around a window where nobody composes */

/* Goes through a console, takes pictures into the folder BELLHOP_PICTURES and measures what it
 * sees. */
typedef struct
{
  UiFixture *ui;
  int width; /* of the screen */
  GString *faults;
  guint number; /* of the next picture */
} Camera;

/* @widget as it is when it rests. */
void camera_take (Camera *self, GtkWidget *widget, const char *name);
void camera_take_main (Camera *self, const char *name);                       /* the main window */
void camera_take_picture (Camera *self, GtkWidget *widget, const char *name); /* measures nothing */
void camera_take_end (Camera *self, GtkWidget *page, const char *name);       /* where it scrolls */
void camera_take_popover (Camera *self, GtkWidget *popover, const char *name); /* that is open */

/* What every menu button below @widget opens. */
void camera_take_menus (Camera *self, GtkWidget *widget, const char *name);

/* Does @action, as the command palette would.  @target: (nullable) its parameter, in GVariant's
 * text format.  Returns: whether anybody knows it */
gboolean camera_act (Camera *self, const char *action, const char *target);

/* The newest window in front of the main one, but @behind (nullable).  (nullable) */
GtkWindow *camera_find_front (Camera *self, GtkWidget *behind);

/* The window that stands in front of the main one; closes it.  Without one: the main window. */
void camera_take_front (Camera *self, const char *name);
void camera_take_newest (Camera *self, GtkWidget *behind, const char *name); /* or before @behind */

/* What is asked in front of @behind, or told there; closes it. */
void camera_take_question (Camera *self, GtkWidget *behind, const char *name);

/* What @action opens; it is closed again. */
void camera_take_window (Camera *self, const char *name, const char *action, const char *target);

/* No wider than the screen. */
void camera_fit (Camera *self, GtkWindow *window);

G_END_DECLS
