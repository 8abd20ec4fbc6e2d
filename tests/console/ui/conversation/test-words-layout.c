/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <adwaita.h>

#include "console/ui/conversation/rows/bhc-words-layout.h"
#include "tests/console/ui/ui-fixture.h"

#define WIDE 300
#define HIGH 40

static void
test_side (void)
{
  static const struct
  {
    const char *words;
    GtkTextDirection direction;
    float xalign;
  } cases[] = {
    { "Hello", GTK_TEXT_DIR_LTR, 0 },
    { "مرحبا", GTK_TEXT_DIR_RTL, 0 },
    { "Hello", GTK_TEXT_DIR_RTL, 1 },
    { "مرحبا", GTK_TEXT_DIR_LTR, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkWidget) place = g_object_ref_sink (adw_bin_new ());
      GtkWidget *words = gtk_label_new (cases[i].words);

      gtk_widget_set_direction (words, cases[i].direction);
      adw_bin_set_child (ADW_BIN (place), words);
      gtk_widget_set_layout_manager (place, bhc_words_layout_new ());
      gtk_widget_measure (place, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_allocate (place, WIDE, HIGH, -1, NULL);
      g_assert_cmpfloat (gtk_label_get_xalign (GTK_LABEL (words)), ==, cases[i].xalign);
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/ui/words-layout/words-begin-at-their-side", test_side);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
