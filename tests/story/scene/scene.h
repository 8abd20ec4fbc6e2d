/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/story-desktop.h"

G_BEGIN_DECLS

/* Where a story plays: the real daemon, Mia (an owner) at the real window, and her colleague Sam,
 * whose deeds come over the same interface as those of his console.  Whatever waits fails the test
 * where it waits in vain. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *mia; /* the same person, by another way: to look behind the window */
  BhtApi *sam;
  char *mia_id;
  char *sam_id;
  StoryConsole *window; /* Mia's; NULL until it is shown */
} Scene;

/* @settings: NULL-terminated “BELLHOP_NAME=value” (nullable).  There is no window yet: first comes
 * what it is to find. */
void scene_open (Scene *self, const char *const *settings);
void scene_show (Scene *self); /* Mia's window, signed in, with the keyboard */
void scene_close (Scene *self);

/* Another operator's window. */
StoryConsole *scene_show_for (Scene *self, const char *name);

/* @name in small letters: name@example.org.  @id: (out) (optional) (transfer full): theirs.
 * Returns: (transfer full): a client that is signed in as them */
BhtApi *scene_sign_in (Scene *self, const char *name, char **id);

/* Until what the daemon answers to GET @path holds @words. */
void scene_await (BhtApi *api, const char *path, const char *words);
void scene_await_no (BhtApi *api, const char *path, const char *words);

/* @json: formatted like printf(); the answer has to be a success. */
void scene_ask (BhtApi *api, const char *method, const char *path, const char *json, ...)
    G_GNUC_PRINTF (4, 5);

/* Makes a label.  Returns: (transfer full): its id */
char *scene_add_label (Scene *self, const char *name, const char *color);

G_END_DECLS
