/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Files with real parts: the widget in Chromium sends a picture and a text, the console on a screen
 * shows both and answers with a file that is dragged onto it, and the widget saves that one as it
 * was.  One story in chapters: each begins where the one before has ended. */
#include "tests/bht-patience.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/story/drop/hand.h"
#include "tests/story/story-desktop.h"
#include "tests/story/widget/story-shop.h"

#include <string.h>

#define SENT "[...document.querySelectorAll('.line.visitor')].pop()?.classList.contains('sent')"
#define READY                                                                                      \
  "document.querySelectorAll('.tray li').length === 2 &&"                                          \
  " [...document.querySelectorAll('.tray progress')].every((bar) => bar.hidden)"

/* A drawing and a list, dropped together. */
#define DROP                                                                                       \
  "(async () => { const canvas = document.createElement('canvas');"                                \
  " canvas.width = 400; canvas.height = 260; const pen = canvas.getContext('2d');"                 \
  " pen.fillStyle = '#dbe7f0'; pen.fillRect(0, 0, 400, 260); pen.strokeStyle = '#24506e';"         \
  " pen.lineWidth = 8; for (const x of [110, 290]) { pen.beginPath();"                             \
  " pen.arc(x, 170, 60, 0, 7); pen.stroke(); } pen.beginPath(); pen.moveTo(110, 170);"             \
  " pen.lineTo(170, 80); pen.lineTo(260, 80); pen.lineTo(290, 170); pen.stroke();"                 \
  " const blob = await new Promise((done) => canvas.toBlob(done));"                                \
  " const data = new DataTransfer();"                                                              \
  " data.items.add(new File([blob], 'bike.png', { type: 'image/png' }));"                          \
  " data.items.add(new File(['fork\\nchain\\n'], 'parts.txt', { type: 'text/plain' }));"           \
  " document.querySelector('.chat').dispatchEvent(new DragEvent('drop',"                           \
  "   { bubbles: true, cancelable: true, dataTransfer: data })); })()"

/* What is saved passes by here. */
#define WATCH_SAVING                                                                               \
  "(() => { const make = URL.createObjectURL;"                                                     \
  " URL.createObjectURL = (blob) => { window.saved = blob; return make.call(URL, blob); };"        \
  " HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; }; })()"
#define HASH                                                                                       \
  "saved.arrayBuffer().then((bytes) => crypto.subtle.digest('SHA-256', bytes)).then((hash) =>"     \
  " [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join(''))"

typedef struct
{
  BhtBellhopd *daemon;
  StoryShop shop;
  StoryConsole *mia;
  char *offer; /* the path of what Mia sends */
} Story;

static Story story;

static void
test_widget_sends_two (void)
{
  story_shop_start_chat (&story.shop);
  bht_page_run (story.shop.page, FRAME, DROP);
  bht_page_wait (story.shop.page, FRAME, READY);
  bht_page_click (story.shop.page, FRAME, "textbox", "Message");
  bht_page_type (story.shop.page, "This is the bike");
  bht_page_press (story.shop.page, "Enter");
  bht_page_wait (story.shop.page, FRAME, SENT);
  bht_page_wait (story.shop.page, FRAME,
                 "document.querySelector('.picture-file img')?.naturalWidth === 400");
  g_assert_true (
      bht_page_holds (story.shop.page, FRAME,
                      "document.querySelector('.card-file b').textContent === 'parts.txt'"));
}

/* Returns: (transfer full) (nullable): the file of that name somewhere below @path. */
static char *
find_file (const char *path, const char *wanted)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      char *found = g_str_equal (name, wanted)                ? g_strdup (inner)
                    : g_file_test (inner, G_FILE_TEST_IS_DIR) ? find_file (inner, wanted)
                                                              : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What is shown as a picture was fetched without being asked for. */
static void
test_console_shows_both (void)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autofree char *fetched = NULL;
  g_autofree char *unasked = NULL;

  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "All, 1");
  story_console_press (story.mia, ATSPI_ROLE_LIST_ITEM, "Ada Lindqvist, *");
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "bike.png, *");
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Open: parts.txt");
  while ((fetched = find_file (story.mia->data_dir, "bike.png")) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
  unasked = find_file (story.mia->data_dir, "parts.txt");
  g_assert_null (unasked);
  story_shop_picture (&story.shop, "files-1-shown");
}

static void
drag (const char *file)
{
  hand_take (file, NULL);
  story_shop_picture (&story.shop, "files-2-dragging");
  hand_drop ();
}

static void
test_console_answers_with_one (void)
{
  drag (story.offer);
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "*repair plan.txt*");
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Send Reply");
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Open: repair plan.txt");
  bht_page_wait (story.shop.page, FRAME,
                 "[...document.querySelectorAll('.card-file b')].pop()?.textContent"
                 " === 'repair plan.txt'");
  story_shop_picture (&story.shop, "files-3-answered");
}

/* It is shown before it is sent, and to the visitor as what it is. */
static void
test_console_answers_with_a_picture (void)
{
  drag (g_getenv ("BHT_PICTURE"));
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Remove bellhop.png");
  story_shop_picture (&story.shop, "files-4-picture-dropped");
  story_console_press (story.mia, ATSPI_ROLE_PUSH_BUTTON, "Send Reply");
  story_console_wait (story.mia, ATSPI_ROLE_PUSH_BUTTON, "bellhop.png, *");
  bht_page_wait (story.shop.page, FRAME,
                 "[...document.querySelectorAll('.picture-file img')].pop()?.naturalWidth > 400");
  story_shop_picture (&story.shop, "files-5-picture-answered");
}

static void
test_widget_saves_it_as_it_was (void)
{
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (story.offer, &text, &length, NULL));
  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) text, length);
  bht_page_run (story.shop.page, FRAME, WATCH_SAVING);
  bht_page_run (story.shop.page, FRAME,
                "[...document.querySelectorAll('.card-file')].pop().click()");
  bht_page_wait (story.shop.page, FRAME,
                 "window.saved !== undefined && window.savedAs !== undefined");
  hash = bht_page_eval (story.shop.page, FRAME, HASH);
  name = bht_page_eval (story.shop.page, FRAME, "savedAs");
  g_assert_cmpstr (hash, ==, expected);
  g_assert_cmpstr (name, ==, "repair plan.txt");
}

static void
test_no_complaints (void)
{
  g_autofree char *nameless = bht_atspi_list_nameless (story.mia->root);

  g_assert_cmpstr (bht_page_errors (story.shop.page), ==, "");
  g_assert_null (strstr (nameless, "GtkStackPage"));
  g_assert_null (strstr (nameless, "GtkPicture"));
  g_assert_null (strstr (nameless, "GtkImage"));
}

/* More than one piece of an upload, and every line another. */
static void
make_offer (void)
{
  g_autoptr (GString) text = g_string_new ("Räder, Gabel, Kette — 修理\n");

  for (guint line = 0; text->len < 1500000; line++)
    g_string_append_printf (text, "%06u: true the wheel, check the fork\n", line);
  story.offer = g_build_filename (bht_bellhopd_dir (story.daemon), "repair plan.txt", NULL);
  g_assert_true (g_file_set_contents (story.offer, text->str, (gssize) text->len, NULL));
}

static void
set_up (void)
{
  g_autofree char *token = NULL;

  story_notifications_own ();
  story.daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (story.daemon);
  make_offer ();
  story_shop_open (&story.shop, story.daemon);
  story.mia = story_console_open (story.daemon, "mia");
  story_console_wait (story.mia, ATSPI_ROLE_LIST_ITEM, "Waiting, 0");
}

static void
tear_down (void)
{
  hand_put_away ();
  story_console_free (story.mia);
  story_shop_close (&story.shop);
  bht_bellhopd_free (story.daemon);
  g_free (story.offer);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  g_test_add_func ("/story/files/1-the-widget-sends-two", test_widget_sends_two);
  g_test_add_func ("/story/files/2-the-console-shows-both", test_console_shows_both);
  g_test_add_func ("/story/files/3-the-console-answers-with-one", test_console_answers_with_one);
  g_test_add_func ("/story/files/4-the-widget-saves-it-as-it-was", test_widget_saves_it_as_it_was);
  g_test_add_func ("/story/files/5-the-console-answers-with-a-picture",
                   test_console_answers_with_a_picture);
  g_test_add_func ("/story/files/6-nobody-complains", test_no_complaints);
  status = g_test_run ();
  tear_down ();

  return status;
}
