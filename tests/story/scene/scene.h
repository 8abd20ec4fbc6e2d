/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/story/people/desk.h"
#include "tests/story/people/visitor.h"
#include "tests/story/story-desktop.h"

G_BEGIN_DECLS

/* Where a story plays that needs one window: the real daemon, Mia (an owner) at the console on this
 * test's own screen and bus, her colleague Sam, and visitors.  Several windows at once, bells and
 * notifications: seat.h. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *mia; /* the same person, by another way: to look behind the window */
  BhtApi *sam;
  char *mia_id;
  char *sam_id;
  GPtrArray *visitors;
  StoryConsole *window; /* Mia's; NULL until it is shown */
} Scene;

/* @settings: NULL-terminated “BELLHOP_NAME=value” (nullable).  There is no window yet: first comes
 * what it is to find. */
void scene_open (Scene *self, const char *const *settings);
void scene_show (Scene *self); /* Mia's window, signed in, with the keyboard */
void scene_close (Scene *self);

/* Another operator's window. */
StoryConsole *scene_show_for (Scene *self, const char *name);

/* Somebody writes @words, and then asks for a person.  Returns: (transfer none) */
Visitor *scene_meet (Scene *self, const char *name, const char *words);
Visitor *scene_meet_waiting (Scene *self, const char *name, const char *words);

G_END_DECLS
