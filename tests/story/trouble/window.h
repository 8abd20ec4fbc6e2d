/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bht-patience.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/process/bht-proxy.h"
#include "tests/story/story-desktop.h"

G_BEGIN_DECLS

/* Mia's real console beside the real daemon, with a network between them; Ada's conversation is
 * hers, and open.  Everything waits for what it says. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtProxy *proxy;
  BhtApi *mia;  /* the same person, by another way */
  BhtApi *ada;  /* the visitor */
  char *mia_id; /* (nullable) */
  char *conversation;
  StoryConsole *console;
} Window;

void window_set_up (Window *self, gconstpointer unused);
void window_tear_down (Window *self, gconstpointer unused);

void window_open (Window *self); /* Ada's conversation */
void window_ada_says (Window *self, const char *text);
void window_wait_line (Window *self, const char *pattern);  /* of the transcript */
guint window_count_lines (Window *self, const char *part);  /* those that hold it */
void window_press (Window *self, const char *pattern);      /* a button */
void window_type (Window *self, const char *text);          /* into the composer, by keys */
void window_assert_typed (Window *self, const char *text);  /* the composer holds it */
void window_wait_words (Window *self, const char *pattern); /* wherever they stand */
gboolean window_keeps (Window *self, const char *bytes);    /* in any file of the console's */

/* Another owner.  Returns: (transfer full): signed in */
BhtApi *window_hire_owner (Window *self, const char *email, const char *name);
void window_picture (const char *name);

/* Until @condition of the daemon or of a file holds. */
#define window_wait_until(condition)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 window_deadline = g_get_monotonic_time () + BHT_PATIENCE_US;                            \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > window_deadline)                                             \
          g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);               \
        g_usleep (20000);                                                                          \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
