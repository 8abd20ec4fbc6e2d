/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/knowledge/bht-books.h"
#include "tests/console/ui/ui-fixture.h"

G_BEGIN_DECLS

/* The real model beside a daemon in memory, in a window. */
typedef struct
{
  UiFixture ui;
  BhtShelf shelf;
} ShelfWindow;

void shelf_window_set_up (ShelfWindow *fixture, gconstpointer role);
void shelf_window_tear_down (ShelfWindow *fixture, gconstpointer role);
#define SHELF_TEST(path, func)                                                                     \
  g_test_add (path, ShelfWindow, NULL, shelf_window_set_up, func, shelf_window_tear_down)

/* Signed in, at the knowledge base. */
void shelf_window_show (ShelfWindow *fixture, int width, int height);
void shelf_window_go (ShelfWindow *fixture, const char *section); /* “gaps” … */

void shelf_window_wait (ShelfWindow *fixture, const char *text); /* until it is seen somewhere */
void shelf_window_wait_gone (ShelfWindow *fixture, const char *text);
void shelf_window_wait_call (ShelfWindow *fixture, const char *call); /* of the daemon */

/* The newest window that lies over the main one.  Returns: (transfer none) (nullable) */
GtkWidget *shelf_window_top (ShelfWindow *fixture);
GtkWidget *shelf_window_wait_top (ShelfWindow *fixture);

/* The first widget that is called @name by a screen reader, by its tooltip or by its label. */
GtkWidget *shelf_find (GtkWidget *root, GType type, const char *name);
void shelf_click (GtkWidget *root, const char *name); /* a button */

G_END_DECLS
