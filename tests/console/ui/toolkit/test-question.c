/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/ui-fixture.h"

#include "console/ui/toolkit/bhc-compat.h"

#define SCREEN 360
#define FRAME 10 /* what GTK draws around a window where nobody composes */

static void
confirmed_cb (gpointer data)
{
}

static void
ask (UiFixture *fixture, const char *heading, const char *body)
{
  ui_fixture_show_window (fixture, SCREEN + FRAME, 790);
  bhc_compat_confirm (GTK_WIDGET (fixture->window), heading, body, "Yes", confirmed_cb, NULL);
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
}

/* One of two lines or three, by how wide it is, in letters of another height than the font's. */
static void
test_keeps_to_a_narrow_window (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ask (fixture, "أتريد محو هذه المحادثة؟",
       "ستزول كل رسائلها وملاحظاتها وملفاتها لدى الجميع، ومنهم الزائر. لا يمكن التراجع عن هذا.");
  question = ui_find_question ();
  g_assert_nonnull (question);
  g_assert_cmpint (gtk_widget_get_width (question), <=, SCREEN);
  ui_answer_question ("cancel");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
add_tests (void)
{
  UI_TEST ("/ui/question/keeps-to-a-narrow-window", test_keeps_to_a_narrow_window);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
