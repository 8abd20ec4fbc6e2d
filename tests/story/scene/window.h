/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/day/keyboard.h"
#include "tests/story/story-desktop.h"

G_BEGIN_DECLS

/* What one does with a window and sees in it.  Patterns as in bht-atspi.h; everything waits until
 * it is so. */
#define ROW ATSPI_ROLE_LIST_ITEM
#define BUTTON ATSPI_ROLE_PUSH_BUTTON
#define FIELD ATSPI_ROLE_TEXT
#define WORDS ATSPI_ROLE_LABEL
#define ANYTHING BHT_ATSPI_ANY

/* A window manager of few words lets the keyboard go nowhere when a window has gone: the console's
 * own has it again. */
void window_enter (void);

void window_see (StoryConsole *self, AtspiRole role, const char *pattern);
void window_see_no (StoryConsole *self, AtspiRole role, const char *pattern);
void window_see_checked (StoryConsole *self, AtspiRole role, const char *pattern);

/* Exactly the rows of the list @list, in this order: NULL-terminated patterns. */
void window_see_rows (StoryConsole *self, const char *list, ...) G_GNUC_NULL_TERMINATED;

/* So many rows in the list @list; 0: none, or no list at all. */
void window_see_count (StoryConsole *self, const char *list, guint count);

/* What is called so does what a click on it does. */
void window_press (StoryConsole *self, AtspiRole role, const char *pattern);

/* The same in a dialog or another window of this name. */
void window_press_in (StoryConsole *self, const char *window, AtspiRole role, const char *pattern);

/* Opens the button's menu and chooses from it, and from the menus in it: NULL-terminated. */
void window_choose (StoryConsole *self, const char *button, ...) G_GNUC_NULL_TERMINATED;

/* Opens what hangs on a button. */
void window_unfold (StoryConsole *self, const char *button);

void window_write (StoryConsole *self, const char *field, const char *text);
char *window_read (StoryConsole *self, const char *field); /* what stands there */
void window_await_text (StoryConsole *self, const char *field, const char *text);

/* A picture to look at, into the folder of this run's pictures. */
void window_picture (const char *name);

G_END_DECLS
