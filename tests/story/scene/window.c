/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/scene/window.h"
#include "tests/bht-patience.h"

#define LOOK_AGAIN_US (50 * G_TIME_SPAN_MILLISECOND)

static AtspiAccessible *
find (StoryConsole *self, AtspiRole role, const char *pattern)
{
  return bht_atspi_wait (self->root, role, pattern, BHT_PATIENCE_S);
}

/* The window manager may be at it still. */
void
window_enter (void)
{
  static const char command[] = "xdotool search --onlyvisible --name Bellhop$ windowactivate";
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  int status = 0;

  while (!g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) || status != 0)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” ends with %d", command, status);
      g_usleep (LOOK_AGAIN_US);
    }
}

void
window_see (StoryConsole *self, AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) found = find (self, role, pattern);
}

void
window_see_no (StoryConsole *self, AtspiRole role, const char *pattern)
{
  bht_atspi_wait_gone (self->root, role, pattern, BHT_PATIENCE_S);
}

void
window_see_checked (StoryConsole *self, AtspiRole role, const char *pattern)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autoptr (AtspiAccessible) found = find (self, role, pattern);

      if (bht_atspi_has_state (found, ATSPI_STATE_CHECKED))
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("“%s” is not checked", pattern);
      g_usleep (LOOK_AGAIN_US);
    }
}

/* Returns: (transfer full): the names of the rows that are shown, a line each */
static char *
list_rows (AtspiAccessible *list, GPtrArray *patterns, gboolean *fit)
{
  GString *lines = g_string_new (NULL);
  int n = atspi_accessible_get_child_count (list, NULL);
  guint at = 0;

  *fit = TRUE;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) row = atspi_accessible_get_child_at_index (list, i, NULL);
      g_autofree char *name = NULL;

      if (row == NULL || !bht_atspi_has_state (row, ATSPI_STATE_VISIBLE))
        continue;
      name = bht_atspi_name (row);
      g_string_append_printf (lines, "%s\n", name);
      *fit = *fit && at < patterns->len && g_pattern_match_simple (patterns->pdata[at], name);
      at++;
    }
  *fit = *fit && at == patterns->len;
  return g_string_free (lines, FALSE);
}

void
window_see_rows (StoryConsole *self, const char *list, ...)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autoptr (GPtrArray) patterns = g_ptr_array_new ();
  const char *pattern;
  va_list arguments;

  va_start (arguments, list);
  while ((pattern = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (patterns, (gpointer) pattern);
  va_end (arguments);

  for (;;)
    {
      g_autoptr (AtspiAccessible) shown = find (self, ATSPI_ROLE_LIST, list);
      gboolean fit;
      g_autofree char *names = list_rows (shown, patterns, &fit);

      if (fit)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("in “%s” stand not the %u rows that should, but\n%s", list, patterns->len, names);
      g_usleep (LOOK_AGAIN_US);
    }
}

static guint
count_rows (StoryConsole *self, const char *list)
{
  g_autoptr (AtspiAccessible) shown = bht_atspi_find (self->root, ATSPI_ROLE_LIST, list);

  return shown != NULL ? bht_atspi_count (shown, ATSPI_ROLE_LIST_ITEM, "?*") : 0;
}

void
window_see_count (StoryConsole *self, const char *list, guint count)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  guint shown;

  while ((shown = count_rows (self, list)) != count)
    {
      if (g_get_monotonic_time () > deadline)
        g_error ("in “%s” stand %u rows instead of %u", list, shown, count);
      g_usleep (LOOK_AGAIN_US);
    }
}

void
window_press (StoryConsole *self, AtspiRole role, const char *pattern)
{
  bht_atspi_wait_press (self->root, role, pattern, BHT_PATIENCE_S);
}

void
window_press_in (StoryConsole *self, const char *window, AtspiRole role, const char *pattern)
{
  g_autoptr (AtspiAccessible) within = find (self, ANYTHING, window);

  bht_atspi_wait_press (within, role, pattern, BHT_PATIENCE_S);
}

/* A button with a menu holds the one that can be pressed. */
void
window_unfold (StoryConsole *self, const char *button)
{
  g_autoptr (AtspiAccessible) holder = find (self, BUTTON, button);
  g_autoptr (AtspiAccessible) inner = atspi_accessible_get_child_at_index (holder, 0, NULL);

  bht_atspi_press (inner);
}

void
window_choose (StoryConsole *self, const char *button, ...)
{
  const char *item;
  va_list arguments;

  window_unfold (self, button);
  va_start (arguments, button);
  while ((item = va_arg (arguments, const char *)) != NULL)
    window_press (self, ATSPI_ROLE_MENU_ITEM, item);
  va_end (arguments);
}

void
window_write (StoryConsole *self, const char *field, const char *text)
{
  g_autoptr (AtspiAccessible) found = find (self, FIELD, field);

  bht_atspi_set_text (found, text);
}

char *
window_read (StoryConsole *self, const char *field)
{
  g_autoptr (AtspiAccessible) found = find (self, FIELD, field);

  return bht_atspi_get_text (found);
}

void
window_await_text (StoryConsole *self, const char *field, const char *text)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autofree char *shown = window_read (self, field);

      if (g_str_equal (shown, text))
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("in “%s” stands “%s” instead of “%s”", field, shown, text);
      g_usleep (LOOK_AGAIN_US);
    }
}

void
window_picture (const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("BHT_PICTURES"), name);

  bht_atspi_picture (file);
}
