/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/assistant/fake-ask.h"
#include "tests/console/ui/assistant/sample-settings.h"
#include "tests/console/ui/ui-fixture.h"

G_BEGIN_DECLS

/* What a person does with the settings. */

GtkWidget *open_topic (UiFixture *fixture, const char *topic); /* Returns: their window */
void save_picture (GtkWidget *window, const char *name);
void wait_shown (GtkWidget *root, const char *text);
GtkWidget *newest_window (void);
void settle (void);
void press (GtkWidget *root, const char *label);
GtkWidget *find_titled (GtkWidget *root, const char *title); /* (nullable) */
void write_line (GtkWidget *root, const char *title, const char *text);
void write_lines (GtkWidget *root, const char *title, const char *text);
void open_row (GtkWidget *root, const char *title);

#define assert_called(fixture, line)                                                               \
  g_assert_nonnull (strstr (fake_ask_get_calls ((fixture)->desk), line))

G_END_DECLS
