/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/ui/bhc-window.h"
#include "console/ui/files/bhc-file-card.h"
#include "console/ui/files/bhc-file-name.h"
#include "console/ui/files/bhc-file-tray.h"
#include "tests/console/ui/fixture/fake-files.h"
#include "tests/console/ui/sample-desk.h"
#include "tests/console/ui/ui-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define PICTURE "0190a000-0000-7000-8000-000000000001"
#define TABLE "0190a000-0000-7000-8000-000000000002"

static void
show_sample (UiFixture *fixture)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c3");
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

/* Returns: (transfer full): a PNG of such a size. */
static GBytes *
make_png (int width, int height)
{
  g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  char *bytes;
  gsize length;

  gdk_pixbuf_fill (pixels, 0x3a80c8ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &bytes, &length, "png", NULL, NULL));
  return g_bytes_new_take (bytes, length);
}

static void
say_with (UiFixture *fixture, const BhAttachment *attachment)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *extra = NULL;
  BhMessage fields = { .id = (char *) attachment->id,
                       .author = BH_AUTHOR_VISITOR,
                       .author_name = (char *) "Ada",
                       .kind = BH_MESSAGE_TEXT,
                       .body = (char *) "",
                       .created_us = bh_clock_now_us () };
  const BhcMessageState state = { BHC_DELIVERY_STORED, NULL, bhc_desk_get_files (fixture->desk) };

  g_ptr_array_add (list, (gpointer) attachment);
  fields.extra = extra = bhc_files_write (list);
  fake_desk_say (fixture->desk, "c3", &fields, &state);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

static void
say_picture (UiFixture *fixture, const char *bytes, gsize length, gint64 width, gint64 height)
{
  const BhAttachment attachment = { (char *) PICTURE,
                                    (char *) "the blue one.png",
                                    (char *) "image/png",
                                    (gint64) length,
                                    width,
                                    height };

  fake_files_put (fixture->desk, &attachment, bytes, length);
  say_with (fixture, &attachment);
}

static gboolean
shows_pixels (gpointer data)
{
  GtkWidget *picture = ui_find (data, GTK_TYPE_PICTURE, NULL);

  return picture != NULL && gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL;
}

static void
test_picture_is_previewed (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = make_png (1200, 800);
  GtkWidget *window, *picture;
  GdkPaintable *pixels;

  show_sample (fixture);
  window = GTK_WIDGET (fixture->window);
  say_picture (fixture, g_bytes_get_data (png, NULL), g_bytes_get_size (png), 1200, 800);
  ui_wait_until (shows_pixels, window);
  picture = ui_find (window, GTK_TYPE_PICTURE, NULL);
  pixels = gtk_picture_get_paintable (GTK_PICTURE (picture));
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (pixels), <=, 560);
  ui_wait_frames (window, 6);
  g_assert_cmpint (gtk_widget_get_width (picture), ==, 280); /* as large as its place was before */
  g_assert_cmpint (gtk_widget_get_height (picture), ==, 186);
  ui_save_picture (window, "file-picture.png");
}

static gboolean
shows_row (gpointer data)
{
  return ui_shows (data, "the blue one");
}

/* A few bytes that would unpack into gigabytes. */
static void
test_bomb_stays_a_row (UiFixture *fixture, gconstpointer data)
{
  static const char bomb[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x60\0\0\0\x60\0\x08\2\0\0\0";

  show_sample (fixture);
  say_picture (fixture, bomb, sizeof bomb - 1, 100, 100);
  ui_wait_until (shows_row, fixture->window);
}

static void
test_no_picture_stays_a_row (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  say_picture (fixture, "<svg/>", 6, 100, 100);
  ui_wait_until (shows_row, fixture->window);
}

static void
test_file_says_its_name_and_size (UiFixture *fixture, gconstpointer data)
{
  const BhAttachment table = { (char *) TABLE, (char *) "orders <b>2026</b>.csv",
                               (char *) "text/csv", 48211 };

  show_sample (fixture);
  say_with (fixture, &table);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "orders <b>2026</b>"));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), ".csv"));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "48.2"));
  ui_save_picture (GTK_WIDGET (fixture->window), "file-row.png");
}

/* ---- the name ---- */

static void
test_ending_is_what_says_the_kind (UiFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *ending;
  } rows[] = {
    { "photo.jpeg", ".jpeg" },
    { "backup.tar.gz", ".gz" },
    { "Sketch 2.numbers", ".numbers" },
    { "README", "" },
    { ".profile", "" },
    { "what now.", "" },
    { "Dr. Brandt writes", "" },
    { "v1.of-the-whole-thing", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (bhc_file_name_ending (rows[i].name), ==, rows[i].ending);
}

static void
test_short_of_room_the_ending_stays (UiFixture *fixture, gconstpointer data)
{
  static const char name[] = "Confirmation of order 4711 from the 3rd of November.txt";
  GtkWidget *window = gtk_window_new ();
  GtkWidget *file = bhc_file_name_new (name, 12);
  GtkWidget *beginning, *ending;

  gtk_window_set_child (GTK_WINDOW (window), file);
  gtk_window_present (GTK_WINDOW (window));
  ui_wait_frames (window, 3);
  beginning = gtk_widget_get_first_child (file);
  ending = gtk_widget_get_last_child (file);
  g_assert_true (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (beginning))));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (ending)), ==, ".txt");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (ending))));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (file), ==, name);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (file), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_name_is_read_in_its_own_direction (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) english = g_object_ref_sink (bhc_file_name_new ("order 1.pdf", 20));
  g_autoptr (GtkWidget) arabic = g_object_ref_sink (bhc_file_name_new ("طلب 1.pdf", 20));

  g_assert_cmpint (gtk_widget_get_direction (english), ==, GTK_TEXT_DIR_LTR);
  g_assert_cmpint (gtk_widget_get_halign (english), ==, GTK_ALIGN_START);
  g_assert_cmpint (gtk_widget_get_direction (arabic), ==, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_halign (arabic), ==, GTK_ALIGN_END);
}

/* ---- the tray ---- */

static BhcFileTray *
tray (UiFixture *fixture)
{
  return BHC_FILE_TRAY (ui_part (fixture, "tray"));
}

static void
add_file (UiFixture *fixture, const char *name, const char *text)
{
  g_autofree char *directory = g_dir_make_tmp ("bellhop-tray-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  bhc_file_tray_add (tray (fixture), file);
}

static gboolean
is_ready (gpointer data)
{
  return bhc_file_tray_is_ready (data);
}

static void
test_tray_is_sent_without_words (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  g_assert_false (gtk_widget_get_sensitive (ui_part (fixture, "send")));
  add_file (fixture, "manual.txt", "words");
  ui_wait_until (is_ready, tray (fixture));
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "manual"));
  ui_save_picture (GTK_WIDGET (fixture->window), "file-tray.png");
  g_signal_emit_by_name (ui_part (fixture, "send"), "clicked");
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
  g_assert_cmpuint (bhc_file_tray_count (tray (fixture)), ==, 0);
  g_assert_nonnull (strstr (fake_desk_get_calls (fixture->desk), "post c3 text \n"));
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "manual"));
}

static void
test_tray_waits_for_its_conversation (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  add_file (fixture, "manual.txt", "words");
  ui_wait_until (is_ready, tray (fixture));
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c1");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_cmpuint (bhc_file_tray_count (tray (fixture)), ==, 0);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c3");
  ui_wait_frames (GTK_WIDGET (fixture->window), 4);
  g_assert_cmpuint (bhc_file_tray_count (tray (fixture)), ==, 1);
}

static void
test_tray_says_what_cannot_be_sent (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  add_file (fixture, "empty.txt", "");
  ui_wait_until (is_ready, tray (fixture));
  g_assert_cmpuint (bhc_file_tray_count (tray (fixture)), ==, 0);
  g_assert_true (ui_shows (GTK_WIDGET (fixture->window), "empty.txt: The file is empty."));
}

static void
test_tray_takes_five (UiFixture *fixture, gconstpointer data)
{
  show_sample (fixture);
  for (guint i = 0; i < 6; i++)
    add_file (fixture, "a.txt", "words");
  ui_wait_until (is_ready, tray (fixture));
  g_assert_cmpuint (bhc_file_tray_count (tray (fixture)), ==, 5);
}

static void
add_tests (void)
{
  UI_TEST ("/ui/files/picture-is-previewed", test_picture_is_previewed);
  UI_TEST ("/ui/files/bomb-stays-a-row", test_bomb_stays_a_row);
  UI_TEST ("/ui/files/no-picture-stays-a-row", test_no_picture_stays_a_row);
  UI_TEST ("/ui/files/file-says-its-name-and-size", test_file_says_its_name_and_size);
  UI_TEST ("/ui/files/ending-is-what-says-the-kind", test_ending_is_what_says_the_kind);
  UI_TEST ("/ui/files/short-of-room-the-ending-stays", test_short_of_room_the_ending_stays);
  UI_TEST ("/ui/files/name-is-read-in-its-own-direction", test_name_is_read_in_its_own_direction);
  UI_TEST ("/ui/files/tray-is-sent-without-words", test_tray_is_sent_without_words);
  UI_TEST ("/ui/files/tray-waits-for-its-conversation", test_tray_waits_for_its_conversation);
  UI_TEST ("/ui/files/tray-says-what-cannot-be-sent", test_tray_says_what_cannot_be_sent);
  UI_TEST ("/ui/files/tray-takes-five", test_tray_takes_five);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
