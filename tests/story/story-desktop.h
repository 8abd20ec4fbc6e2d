/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/atspi/bht-atspi.h"
#include "tests/process/bht-bellhopd.h"

G_BEGIN_DECLS

/* What a desktop gives a console: a window that can be read, and somebody who shows notifications.
 */
typedef struct
{
  char *data_dir;
  char **command;
  GPid pid;
  AtspiAccessible *root;
} StoryConsole;

/* @name tells consoles apart: each is a program of its own on the same bus.  @email: (nullable)
 * nobody, who signs in by hand. */
StoryConsole *
story_console_new (const char *dir, const char *name, const char *url, const char *email);
void story_console_start (StoryConsole *self);

/* The console of @name@example.org, which has started. */
StoryConsole *story_console_open (BhtBellhopd *daemon, const char *name);
void story_console_kill (StoryConsole *self); /* SIGKILL */
void story_console_free (StoryConsole *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoryConsole, story_console_free)

void story_console_wait (StoryConsole *self, AtspiRole role, const char *pattern);
void story_console_press (StoryConsole *self, AtspiRole role, const char *pattern);
void story_console_write (StoryConsole *self,
                          const char *text); /* into the composer, and sends it */

/* The lines of the transcript as they are read out.  Returns: (transfer full) */
char *story_console_transcript (StoryConsole *self);

/* Takes the place of the desktop's notification service on this test's own bus. */
void story_notifications_own (void);
guint
story_notifications_count (const char *body_part); /* shown so far with this in title or body */

G_END_DECLS
