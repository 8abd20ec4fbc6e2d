/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/fake-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One application and one window of the console on the display of the test, over the fake model. */
typedef struct
{
  AdwApplication *application;
  BhcDesk *desk;
  GtkWindow *window; /* (nullable) until ui_fixture_show_window() */
} UiFixture;

/* Starts GTK and runs the tests; skips all of them where there is no display. */
int ui_fixture_main (int argc, char **argv, void (*add_tests) (void));

void ui_fixture_set_up (UiFixture *fixture, gconstpointer data);
void ui_fixture_tear_down (UiFixture *fixture, gconstpointer data);
#define UI_TEST(path, func)                                                                        \
  g_test_add (path, UiFixture, NULL, ui_fixture_set_up, func, ui_fixture_tear_down)

void ui_fixture_show_window (UiFixture *fixture, int width, int height); /* drawn when it returns */

/* Runs the main loop until @holds, failing after a minute. */
typedef gboolean (*UiCondition) (gpointer data);
void ui_wait_until (UiCondition holds, gpointer data);
void ui_wait_frames (GtkWidget *widget, int n);

/* The first widget below @root of @type that has @label (a label's or a button's text; nullable:
 * any) and is shown.  Returns: (transfer none) (nullable) */
GtkWidget *ui_find (GtkWidget *root, GType type, const char *label);
GtkWidget *ui_find_named (GtkWidget *root, const char *buildable_id);
GtkWidget *ui_part (UiFixture *fixture, const char *buildable_id); /* of the window: it is there */
gboolean ui_shows (GtkWidget *root, const char *text); /* some mapped label contains it */

/* What asks before something is lost: a window of its own, from libadwaita 1.5 on a dialog in the
 * window that it is about.  Returns: (transfer none) (nullable): nothing is asked */
GtkWidget *ui_find_question (void);
void ui_answer_question (const char *response); /* “yes” or “cancel”, by its button */

void ui_save_picture (GtkWidget *widget, const char *file);

G_END_DECLS
