/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "console/ui/bhc-window.h"
#include "console/ui/files/bhc-face.h"
#include "console/ui/inbox/bhc-inbox-pane.h"
#include "console/ui/settings/profile/bhc-profile.h"
#include "tests/console/ui/assistant/settings-driver.h"
#include "tests/console/ui/fixture/fake-files.h"
#include "tests/console/ui/sample-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#define HASH "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
#define OTHER "ff1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0"
#define ME "{\"operator\":{\"id\":\"" FAKE_ME "\",\"avatar\":\"" HASH "\"}}"
#define ME_BARE "{\"operator\":{\"id\":\"" FAKE_ME "\",\"avatar\":null}}"

/* A face of sorts: something that can be told from a square.  Returns: (transfer full) */
static GdkPixbuf *
draw (int width, int height, gboolean clear)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *pen = cairo_create (surface);
  g_autoptr (GdkPixbuf) pixels = NULL;

  cairo_set_source_rgb (pen, 0.93, 0.76, 0.55);
  cairo_paint (pen);
  cairo_set_source_rgb (pen, 0.36, 0.22, 0.15);
  cairo_arc (pen, width / 2.0, height * 0.3, width * 0.33, G_PI, 2 * G_PI);
  cairo_fill (pen);
  cairo_set_source_rgb (pen, 0.98, 0.88, 0.78);
  cairo_arc (pen, width / 2.0, height * 0.45, width * 0.24, 0, 2 * G_PI);
  cairo_fill (pen);
  cairo_set_source_rgb (pen, 0.16, 0.45, 0.62);
  cairo_arc (pen, width / 2.0, height * 1.05, width * 0.42, 0, 2 * G_PI);
  cairo_fill (pen);
  pixels = gdk_pixbuf_get_from_surface (surface, 0, 0, width, height);
  cairo_destroy (pen);
  cairo_surface_destroy (surface);
  return gdk_pixbuf_add_alpha (pixels, clear, 0xee, 0xc1, 0x8c);
}

/* Returns: (transfer full) */
static GBytes *
make_face (int width, int height, const char *type)
{
  g_autoptr (GdkPixbuf) pixels = draw (width, height, FALSE);
  char *bytes;
  gsize length;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixels, &bytes, &length, type, NULL, NULL));
  return g_bytes_new_take (bytes, length);
}

/* @bytes as a file that is gone with the test.  Returns: (transfer full) */
static GFile *
keep (UiFixture *fixture, const char *name, gconstpointer bytes, gsize length)
{
  const BhAttachment attachment = { (char *) "0190a000-0000-7000-8000-000000000009", (char *) name,
                                    (char *) "image/png", (gint64) length };

  fake_files_put (fixture->desk, &attachment, bytes, length);
  return bhc_file_store_get_outgoing (fake_files_get_store (fixture->desk), &attachment);
}

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  GtkWidget *found = ui_find (root, type, NULL);

  g_assert_nonnull (found);
  return found;
}

/* Any picture of an operator below @root. */
static gboolean
shows_face (gpointer root)
{
  if (bhc_face_is_shown (root) && gtk_widget_get_mapped (root))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_face (child))
      return TRUE;
  return FALSE;
}

static gboolean
shows_no_face (gpointer root)
{
  return !shows_face (root);
}

static void
show_sample (UiFixture *fixture)
{
  sample_desk_fill (fixture->desk);
  fake_desk_sign_in_as_mia (fixture->desk);
  ui_fixture_show_window (fixture, 1200, 760);
  bhc_inbox_pane_set_view (BHC_INBOX_PANE (ui_part (fixture, "inbox")), BHC_VIEW_ALL);
  bhc_window_open_conversation (BHC_WINDOW (fixture->window), "c3");
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

static void
put_face (UiFixture *fixture)
{
  g_autoptr (GBytes) face = make_face (256, 256, "png");

  fake_files_put_face (fixture->desk, HASH, face);
}

static void
say_as_mia (UiFixture *fixture)
{
  const BhcMessageState state = { BHC_DELIVERY_STORED, NULL, bhc_desk_get_files (fixture->desk) };
  const BhMessage reply = { .author = BH_AUTHOR_OPERATOR,
                            .author_id = (char *) FAKE_ME,
                            .author_name = (char *) "Mia Brandt",
                            .body = (char *) "Hello Priya, the blue one in M is here.",
                            .created_us = bh_clock_now_us () };

  fake_desk_say (fixture->desk, "c3", &reply, &state);
  ui_wait_frames (GTK_WIDGET (fixture->window), 6);
}

/* ---- where they are seen ---- */

static void
test_everywhere (UiFixture *fixture, gconstpointer data)
{
  put_face (fixture);
  show_sample (fixture);
  say_as_mia (fixture);
  g_assert_false (shows_face (fixture->window));
  bhc_files_note_face (bhc_desk_get_files (fixture->desk), FAKE_ME, HASH);
  ui_wait_until (shows_face, ui_part (fixture, "strip"));
  ui_wait_until (shows_face, ui_part (fixture, "inbox"));
  ui_wait_until (shows_face, ui_part (fixture, "transcript"));
}

static void
test_removed_is_gone_at_once (UiFixture *fixture, gconstpointer data)
{
  BhcFiles *files;

  put_face (fixture);
  show_sample (fixture);
  files = bhc_desk_get_files (fixture->desk);
  bhc_files_note_face (files, FAKE_ME, HASH);
  ui_wait_until (shows_face, ui_part (fixture, "strip"));
  bhc_files_note_face (files, FAKE_ME, NULL);
  ui_wait_until (shows_no_face, fixture->window);
}

/* One that cannot be fetched leaves the sign where it was. */
static void
test_missing_leaves_the_sign (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *sign;

  show_sample (fixture);
  bhc_files_note_face (bhc_desk_get_files (fixture->desk), FAKE_ME, OTHER);
  ui_wait_frames (GTK_WIDGET (fixture->window), 12);
  sign = ui_find_named (GTK_WIDGET (fixture->window), "status_icon");
  g_assert_true (gtk_widget_get_mapped (sign));
  g_assert_cmpint (gtk_image_get_storage_type (GTK_IMAGE (sign)), ==, GTK_IMAGE_ICON_NAME);
}

/* A hash that is a path stays outside. */
static void
test_hash_is_no_path (UiFixture *fixture, gconstpointer data)
{
  g_assert_null (
      bhc_file_store_get_face (fake_files_get_store (fixture->desk), "../../../../etc/passwd"));
  g_assert_null (bhc_file_store_get_face (fake_files_get_store (fixture->desk), ""));
}

/* ---- one's own ---- */

static GtkWidget *
open_profile (UiFixture *fixture, const char *me)
{
  fake_ask_answer (fixture->desk, "GET /v1/desk/me", me);
  return open_topic (fixture, "profile");
}

static gboolean
was_sent (gpointer data)
{
  return fake_ask_get_sent (data) != NULL;
}

static GdkPixbuf *
sent_pixels (UiFixture *fixture)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_bytes (fake_ask_get_sent (fixture->desk));
  GdkPixbuf *pixels = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

  g_assert_nonnull (pixels);
  return pixels;
}

static void
test_chosen_is_made_small (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) wide = make_face (1800, 1200, "jpeg");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GdkPixbuf) sent = NULL;
  GtkWidget *window;
  GtkWidget *profile;

  put_face (fixture);
  window = open_profile (fixture, ME_BARE);
  profile = find_type (window, BHC_TYPE_PROFILE);
  file = keep (fixture, "me.jpg", g_bytes_get_data (wide, NULL), g_bytes_get_size (wide));
  fake_ask_answer (fixture->desk, "PUT /v1/desk/me/avatar", ME);
  g_assert_false (shows_face (profile));
  bhc_profile_take (BHC_PROFILE (profile), file);
  ui_wait_until (was_sent, fixture->desk);
  assert_called (fixture, "PUT /v1/desk/me/avatar application/octet-stream\n");
  sent = sent_pixels (fixture);
  g_assert_cmpint (gdk_pixbuf_get_width (sent), ==, 512);
  g_assert_cmpint (gdk_pixbuf_get_height (sent), ==, 512);
  ui_wait_until (shows_face, profile);
  g_assert_nonnull (ui_find (profile, GTK_TYPE_BUTTON, "_Remove…"));
}

static void
test_small_stays_small (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) small = make_face (90, 120, "png");
  g_autoptr (GFile) file = NULL;
  g_autoptr (GdkPixbuf) sent = NULL;
  GtkWidget *profile = find_type (open_profile (fixture, ME_BARE), BHC_TYPE_PROFILE);

  file = keep (fixture, "me.png", g_bytes_get_data (small, NULL), g_bytes_get_size (small));
  bhc_profile_take (BHC_PROFILE (profile), file);
  ui_wait_until (was_sent, fixture->desk);
  assert_called (fixture, "PUT /v1/desk/me/avatar application/octet-stream\n");
  sent = sent_pixels (fixture);
  g_assert_cmpint (gdk_pixbuf_get_width (sent), ==, 90);
  g_assert_cmpint (gdk_pixbuf_get_height (sent), ==, 90);
}

static void
test_no_picture_is_said (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_profile (fixture, ME_BARE);
  GtkWidget *profile = find_type (window, BHC_TYPE_PROFILE);
  g_autoptr (GFile) file = keep (fixture, "me.png", "no picture", 10);

  bhc_profile_take (BHC_PROFILE (profile), file);
  wait_shown (window, "This picture cannot be shown here.");
  g_assert_null (fake_ask_get_sent (fixture->desk));
  g_assert_true (gtk_widget_is_sensitive (ui_find (profile, GTK_TYPE_BUTTON, "_Choose…")));
}

static void
test_refusal_is_said (UiFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) face = make_face (200, 200, "png");
  GtkWidget *window = open_profile (fixture, ME_BARE);
  g_autoptr (GFile) file =
      keep (fixture, "me.png", g_bytes_get_data (face, NULL), g_bytes_get_size (face));

  fake_ask_refuse (fixture->desk, "PUT /v1/desk/me/avatar", "no pictures are kept here", NULL);
  bhc_profile_take (BHC_PROFILE (find_type (window, BHC_TYPE_PROFILE)), file);
  wait_shown (window, "No pictures are kept here.");
}

static void
test_removing_is_asked (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;
  GtkWidget *profile;

  put_face (fixture);
  window = open_profile (fixture, ME);
  profile = find_type (window, BHC_TYPE_PROFILE);
  ui_wait_until (shows_face, profile);
  fake_ask_answer (fixture->desk, "DELETE /v1/desk/me/avatar", ME_BARE);
  press (window, "_Remove…");
  wait_shown (newest_window (), "Remove Your Picture?");
  g_assert_cmpstr (fake_ask_get_calls (fixture->desk), ==, "");
  press (newest_window (), "_Remove");
  ui_wait_until (shows_no_face, profile);
  assert_called (fixture, "DELETE /v1/desk/me/avatar");
}

/* Everybody has a face, not administrators alone. */
static void
test_agents_may (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  fake_ask_answer (fixture->desk, "GET /v1/desk/me", ME_BARE);
  fake_desk_sign_in (fixture->desk, BH_ROLE_AGENT);
  window = open_topic (fixture, "profile");
  g_assert_false (ui_shows (window, "Only administrators can change settings."));
  g_assert_true (gtk_widget_is_sensitive (
      ui_find (find_type (window, BHC_TYPE_PROFILE), GTK_TYPE_BUTTON, "_Choose…")));
}

/* ---- to be looked at ---- */

static void
test_looks (UiFixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  put_face (fixture);
  show_sample (fixture);
  say_as_mia (fixture);
  bhc_files_note_face (bhc_desk_get_files (fixture->desk), FAKE_ME, HASH);
  ui_wait_until (shows_face, ui_part (fixture, "transcript"));
  save_picture (GTK_WIDGET (fixture->window), "faces");
  window = open_profile (fixture, ME);
  ui_wait_until (shows_face, find_type (window, BHC_TYPE_PROFILE));
  save_picture (window, "profile");
}

static void
add_tests (void)
{
  UI_TEST ("/ui/faces/everywhere", test_everywhere);
  UI_TEST ("/ui/faces/removed-is-gone-at-once", test_removed_is_gone_at_once);
  UI_TEST ("/ui/faces/missing-leaves-the-sign", test_missing_leaves_the_sign);
  UI_TEST ("/ui/faces/hash-is-no-path", test_hash_is_no_path);
  UI_TEST ("/ui/profile/chosen-is-made-small", test_chosen_is_made_small);
  UI_TEST ("/ui/profile/small-stays-small", test_small_stays_small);
  UI_TEST ("/ui/profile/no-picture-is-said", test_no_picture_is_said);
  UI_TEST ("/ui/profile/refusal-is-said", test_refusal_is_said);
  UI_TEST ("/ui/profile/removing-is-asked", test_removing_is_asked);
  UI_TEST ("/ui/profile/agents-may", test_agents_may);
  UI_TEST ("/ui/profile/looks", test_looks);
}

int
main (int argc, char **argv)
{
  return ui_fixture_main (argc, argv, add_tests);
}
