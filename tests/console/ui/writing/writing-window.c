/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/writing/writing-window.h"

#include "console/ui/bhc-window.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/writing/sample-team.h"

void
writing_window_show (UiFixture *fixture, const char *id, int width, int height)
{
  sample_desk_fill (fixture->desk);
  sample_team_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, width, height);
  writing_window_open (fixture, id);
  gtk_widget_grab_focus (ui_part (fixture, "text"));
}

void
writing_window_open (UiFixture *fixture, const char *id)
{
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), id);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

void
writing_window_save (UiFixture *fixture, const char *name)
{
  const char *folder = g_getenv ("BELLHOP_PICTURES");
  g_autofree char *file = g_strdup_printf ("%s/%s.png", folder != NULL ? folder : "pictures", name);

  ui_wait_frames (GTK_WIDGET (fixture->window), 20);
  ui_save_picture (GTK_WIDGET (fixture->window), file);
}
