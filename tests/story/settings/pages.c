/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/settings/pages.h"

void
pages_open (StoryConsole *self, const char *topic)
{
  g_autofree char *command = g_strconcat ("Settings: ", topic, NULL);

  keyboard_command (self->root, command);
  window_see (self, ATSPI_ROLE_FRAME, "Settings");
}

void
pages_open_record (StoryConsole *self, const char *topic, const char *name)
{
  g_autofree char *row = g_strconcat (name, "*", NULL);

  pages_open (self, topic);
  keyboard_walk (self->root, "Tab", ROW, row);
  keyboard_press ("Return");
}

void
pages_save (StoryConsole *self)
{
  keyboard_walk (self->root, "shift+Tab", BUTTON, "Save");
  keyboard_press ("Return");
}

void
pages_leave (StoryConsole *self)
{
  keyboard_press ("Escape");
  window_see_no (self, ATSPI_ROLE_FRAME, "Settings");
  window_enter ();
}

void
pages_fill_in (StoryConsole *self, const char *field, const char *text)
{
  g_autofree char *pattern = g_strconcat (field, "*", NULL);

  window_write (self, pattern, text);
}

void
pages_set_number (StoryConsole *self, const char *field, const char *number)
{
  keyboard_walk (self->root, "Tab", ATSPI_ROLE_SPIN_BUTTON, field);
  keyboard_press ("ctrl+a");
  keyboard_type (number);
  keyboard_press ("Tab");
}
