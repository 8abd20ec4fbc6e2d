/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/day/keyboard.h"
#include "tests/bht-patience.h"

#include <signal.h>
#include <sys/prctl.h>

#define STEPS_MAX 60           /* nothing is further away than that */
#define MOVE_US G_USEC_PER_SEC /* some keys move nothing */
#define LOOK_AGAIN_US (20 * G_TIME_SPAN_MILLISECOND)

static char **environment; /* (nullable) of whom acts on another screen */

static void
child_setup_cb (gpointer unused)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
run (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, environment,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* Only a window manager knows of desktops. */
static gboolean
is_managed (void)
{
  const char *command[] = { "xdotool", "get_num_desktops", NULL };
  int status = -1;

  return g_spawn_sync (NULL, (char **) command, environment,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                           G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL) &&
         status == 0;
}

void
keyboard_start (void)
{
  const char *command[] = { "openbox", "--sm-disable", NULL };
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  /* Without this flag another process would be its parent, whose end may be its own. */
  g_spawn_async (NULL, (char **) command, environment,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                     G_SPAWN_STDERR_TO_DEV_NULL,
                 child_setup_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  while (!is_managed () && g_get_monotonic_time () < deadline)
    g_usleep (LOOK_AGAIN_US);
}

void
keyboard_use (const char *screen)
{
  g_strfreev (environment);
  environment = g_environ_setenv (g_get_environ (), "DISPLAY", screen, TRUE);
}

void
keyboard_press (const char *keys)
{
  g_auto (GStrv) each = g_strsplit (keys, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    run ((const char *[]){ "xdotool", "key", "--clearmodifiers", each[i], NULL });
}

void
keyboard_type (const char *text)
{
  run ((const char *[]){ "xdotool", "type", "--delay", "4", text, NULL });
}

typedef struct
{
  AtspiRole role;
  GPatternSpec *pattern;
} Wanted;

static gboolean
has_focus (AtspiAccessible *object, const Wanted *wanted)
{
  g_autofree char *name = NULL;

  if (!bht_atspi_has_state (object, ATSPI_STATE_FOCUSED))
    return FALSE;
  if (wanted->role != BHT_ATSPI_ANY && atspi_accessible_get_role (object, NULL) != wanted->role)
    return FALSE;
  name = bht_atspi_name (object);
  return g_pattern_spec_match_string (wanted->pattern, name);
}

static gboolean
find_focus (AtspiAccessible *object, const Wanted *wanted)
{
  int n = atspi_accessible_get_child_count (object, NULL);

  if (has_focus (object, wanted))
    return TRUE;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

      if (child != NULL && bht_atspi_has_state (child, ATSPI_STATE_VISIBLE) &&
          find_focus (child, wanted))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_focused (AtspiAccessible *root, AtspiRole role, const char *pattern)
{
  Wanted wanted = { role, g_pattern_spec_new (pattern) };
  gboolean found;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  atspi_accessible_clear_cache (root);
  found = find_focus (root, &wanted);
  g_pattern_spec_free (wanted.pattern);
  return found;
}

static void
dump_focus (AtspiAccessible *object, GString *text)
{
  int n = atspi_accessible_get_child_count (object, NULL);
  g_autofree char *name = bht_atspi_name (object);

  if (bht_atspi_has_state (object, ATSPI_STATE_FOCUSED))
    g_string_append_printf (text, "“%s” (%d); ", name, atspi_accessible_get_role (object, NULL));
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

      if (child != NULL)
        dump_focus (child, text);
    }
}

static void G_GNUC_NORETURN
give_up (AtspiAccessible *root, const char *pattern)
{
  g_autofree char *tree = bht_atspi_dump (root);
  g_autoptr (GString) focus = g_string_new (NULL);

  dump_focus (root, focus);
  g_error ("the keyboard does not come to “%s” but is at %s; shown was\n%s", pattern, focus->str,
           tree);
}

static gboolean
becomes_focused (AtspiAccessible *root, AtspiRole role, const char *pattern, gint64 patience_us)
{
  gint64 deadline = g_get_monotonic_time () + patience_us;

  while (!is_focused (root, role, pattern))
    {
      if (g_get_monotonic_time () > deadline)
        return FALSE;
      g_usleep (LOOK_AGAIN_US);
    }

  return TRUE;
}

void
keyboard_wait_focus (AtspiAccessible *root, AtspiRole role, const char *pattern)
{
  if (!becomes_focused (root, role, pattern, BHT_PATIENCE_US))
    give_up (root, pattern);
}

/* What has the focus.  Returns: (transfer full) */
static char *
describe_focus (AtspiAccessible *root)
{
  GString *focus = g_string_new (NULL);

  while (g_main_context_iteration (NULL, FALSE))
    ;
  atspi_accessible_clear_cache (root);
  dump_focus (root, focus);
  return g_string_free (focus, FALSE);
}

/* A key that comes before the one before it was heeded leads past the aim. */
static void
await_move (AtspiAccessible *root, const char *from)
{
  gint64 deadline = g_get_monotonic_time () + MOVE_US;
  gboolean moved = FALSE;

  while (!moved && g_get_monotonic_time () < deadline)
    {
      g_autofree char *now = describe_focus (root);

      moved = *now != '\0' && !g_str_equal (now, from);
      g_usleep (moved ? 0 : LOOK_AGAIN_US);
    }
}

void
keyboard_walk (AtspiAccessible *root, const char *keys, AtspiRole role, const char *pattern)
{
  for (guint i = 0; i < STEPS_MAX; i++)
    {
      g_autofree char *from = NULL;

      if (becomes_focused (root, role, pattern, 150 * G_TIME_SPAN_MILLISECOND))
        return;
      from = describe_focus (root);
      keyboard_press (keys);
      await_move (root, from);
    }
  give_up (root, pattern);
}

void
keyboard_command (AtspiAccessible *root, const char *words)
{
  g_autoptr (AtspiAccessible) row = NULL;
  g_autofree char *pattern = g_strconcat (words, "*", NULL);

  keyboard_press ("ctrl+k");
  keyboard_wait_focus (root, BHT_ATSPI_ANY, "Command");
  keyboard_type (words);
  row = bht_atspi_wait (root, ATSPI_ROLE_LIST_ITEM, pattern, BHT_PATIENCE_S);
  keyboard_press ("Return");
  bht_atspi_wait_gone (root, BHT_ATSPI_ANY, "Command", BHT_PATIENCE_S);
}
