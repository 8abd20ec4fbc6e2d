/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/scene/window.h"

/* The window of settings, as the keys go through it. */

void pages_open (StoryConsole *self, const char *topic);

/* Opens a record of the topic by the beginning of its row. */
void pages_open_record (StoryConsole *self, const char *topic, const char *name);

/* Saves what the page says.  The button stands at the end: back from the beginning. */
void pages_save (StoryConsole *self);

void pages_leave (StoryConsole *self);

/* Writes into a field, whose name says behind it what is wrong.  GTK 4.8 does not tell in which
 * row the keyboard is: a screen reader writes there. */
void pages_fill_in (StoryConsole *self, const char *field, const char *text);

/* @field: a pattern. */
void pages_set_number (StoryConsole *self, const char *field, const char *number);
