/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/drop/hand.h"

#include <signal.h>
#include <sys/wait.h>

static GPid source; /* 0: none */

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static void
show_source (const char *file, const char *other)
{
  const char *command[] = { g_getenv ("BHT_DRAG_SOURCE"), file, other, NULL };
  g_autoptr (GError) error = NULL;

  hand_put_away ();
  g_spawn_async (NULL, (char **) command, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &source,
                 &error);
  g_assert_no_error (error);
  run ("xdotool search --sync --name \"^Drag Source$\" windowmove 1300 300 windowraise");
}

/* The pointer moves in steps, as a hand does: a jump is no drag. */
void
hand_take (const char *file, const char *other)
{
  show_source (file, other);
  run ("xdotool mousemove 1380 380 sleep 0.2 mousedown 1 sleep 0.2 "
       "mousemove 1360 385 sleep 0.1 mousemove 1330 390 sleep 0.1 mousemove 1100 450 sleep 0.2 "
       "mousemove 900 440 sleep 0.2 mousemove 700 430 sleep 0.3 mousemove 690 425 sleep 0.3");
}

void
hand_drop (void)
{
  run ("xdotool mouseup 1");
}

void
hand_put_away (void)
{
  if (source == 0)
    return;
  kill (source, SIGKILL);
  waitpid (source, NULL, 0);
  source = 0;
}
