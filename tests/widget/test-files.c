/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser.h"
#include "tests/http/files/bht-files.h"
#include "tests/widget/mock-desk.h"

#include "data/widget/bh-widget.h"

#include <string.h>

/* Files between the widget and the daemon, with an operator at the other end. */

#define FRAME "/widget/frame"
#define SENT "[...document.querySelectorAll('.line.visitor')].pop()?.classList.contains('sent')"
#define LAST "[...document.querySelectorAll('.line')].pop()"

/* A drawing of 300 × 150 as a PNG, a text and what is neither. */
#define MAKE                                                                                       \
  "window.make = async (name, type, size) => {"                                                    \
  "  if (type !== 'image/png') return new File(['x'.repeat(size || 20)], name, { type });"         \
  "  const canvas = document.createElement('canvas'); canvas.width = 300; canvas.height = 150;"    \
  "  const pen = canvas.getContext('2d'); pen.fillStyle = '#2a7'; pen.fillRect(0, 0, 300, 150);"   \
  "  pen.fillStyle = '#fff'; pen.fillText('receipt', 120, 80);"                                    \
  "  return new File([await new Promise((done) => canvas.toBlob(done))], name, { type }); };"      \
  "window.give = async (kind, ...files) => {"                                                      \
  "  const data = new DataTransfer(); files.forEach((file) => data.items.add(file));"              \
  "  const init = { bubbles: true, cancelable: true };"                                            \
  "  if (kind === 'paste') document.querySelector('.composer textarea').dispatchEvent("            \
  "    new ClipboardEvent('paste', { ...init, clipboardData: data }));"                            \
  "  else document.querySelector('.chat').dispatchEvent("                                          \
  "    new DragEvent(kind, { ...init, dataTransfer: data })); };"

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
  MockShop *shop;
  BhtPage *page;
} Fixture;

static BhtBrowser *browser; /* of the program */

static void
run (Fixture *f, const char *script)
{
  bht_page_run (f->page, FRAME, script);
}

static void
wait_for (Fixture *f, const char *script)
{
  bht_page_wait (f->page, FRAME, script);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *html = NULL;

  f->daemon = bht_daemon_new (NULL);
  f->tenant = bht_daemon_add_tenant (f->daemon, "demo");
  html = g_strdup_printf ("<!DOCTYPE html><title>Shop</title><script async data-language=\"en\" "
                          "src=\"http://127.0.0.1:%u/widget/chat-widget.js\" "
                          "data-organization-id=\"demo\"></script><h1>A shop</h1>",
                          f->daemon->port);
  f->shop = mock_shop_new (html);
  f->page = bht_page_new (browser);
  bht_page_set_media (f->page, "prefers-reduced-motion", "reduce");
  bht_page_open (f->page, mock_shop_origin (f->shop));
  bht_page_click (f->page, BHT_TOP, "button", "Open chat");
  bht_page_click (f->page, FRAME, "textbox", "Name");
  bht_page_type (f->page, "Grace");
  bht_page_click (f->page, FRAME, "textbox", "E-mail");
  bht_page_type (f->page, "grace@example.org");
  bht_page_press (f->page, "Enter");
  wait_for (f, "document.querySelector('.banner.live')");
  run (f, MAKE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_page_free (f->page);
  mock_shop_free (f->shop);
  bht_tenant_free (f->tenant);
  bht_daemon_free (f->daemon);
}

static void
picture (Fixture *f, const char *name)
{
  g_autofree char *folder = g_strdup (g_getenv ("BHT_PICTURES"));
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  bht_page_screenshot (f->page, path);
}

static char *
conversation (Fixture *f)
{
  return bht_page_eval (f->page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
}

static void
test_dropped_picture_is_sent (Fixture *f, gconstpointer data)
{
  run (f, "make('receipt.png', 'image/png').then((file) => give('drop', file))");
  wait_for (f, "document.querySelector('.tray li img')");
  wait_for (f, "document.querySelector('.tray progress')?.hidden === true");
  picture (f, "files-tray.png");
  bht_page_click (f->page, FRAME, "button", "Send message");
  wait_for (f, SENT);
  wait_for (f, "document.querySelector('.picture-file img')?.naturalWidth === 300");
  g_assert_true (bht_page_holds (
      f->page, FRAME, "document.querySelector('.picture-file img').src.startsWith('blob:')"));
  g_assert_true (bht_page_holds (f->page, FRAME, "!document.querySelector('.tray li')"));
  picture (f, "files-picture.png");
  g_assert_cmpstr (bht_page_errors (f->page), ==, "");
}

/* Its place is kept before its bytes are here. */
static void
test_picture_moves_nothing (Fixture *f, gconstpointer data)
{
  bht_page_block (f->page, "*/attachments/*");
  run (f, "make('receipt.png', 'image/png').then((file) => give('drop', file))");
  wait_for (f, "document.querySelector('.tray progress')?.hidden === true");
  run (f, "new MutationObserver(() => { const box = document.querySelector('.picture-file');"
          " if (box && !window.first) window.first = box.getBoundingClientRect().height; })"
          ".observe(document.body, { childList: true, subtree: true })");
  bht_page_click (f->page, FRAME, "button", "Send message");
  wait_for (f, "window.first > 100 && window.first < 140");
  bht_page_block (f->page, NULL);
}

static void
test_pasted_text_file_is_a_card (Fixture *f, gconstpointer data)
{
  run (f, "make('order <b>1</b>.txt', 'text/plain').then((file) => give('paste', file))");
  wait_for (f, "document.querySelector('.tray progress')?.hidden === true");
  bht_page_click (f->page, FRAME, "textbox", "Message");
  bht_page_type (f->page, "Here it is");
  bht_page_press (f->page, "Enter");
  wait_for (f, SENT);
  wait_for (f, "document.querySelector('.card-file b').textContent === 'order _b_1_b_.txt' ||"
               " document.querySelector('.card-file b').textContent === 'b_.txt'");
  g_assert_true (bht_page_holds (f->page, FRAME,
                                 LAST ".querySelector('.bubble') || document.querySelector("
                                      "'.visitor .bubble').textContent === 'Here it is'"));
}

static void
test_refusals_name_their_file (Fixture *f, gconstpointer data)
{
  run (f, "Promise.all([make('run.exe', 'application/x'), make('empty.txt', 'text/plain', 0)])"
          ".then((files) => give('drop', files[0], new File([], 'empty.txt'),"
          " new File([new Uint8Array(11e6)], 'large.txt')))");
  wait_for (f, "document.querySelectorAll('.tray .error span').length === 3");
  g_assert_true (bht_page_holds (f->page, FRAME,
                                 "['run.exe', 'empty.txt', 'large.txt'].every((name) =>"
                                 " document.querySelector('.tray .error').textContent.includes("
                                 "name))"));
  picture (f, "files-refused.png");
}

static void
test_false_picture_is_refused (Fixture *f, gconstpointer data)
{
  run (f, "give('drop', new File(['<svg onload=alert(1)>'], 'a.png', { type: 'image/png' }))");
  wait_for (f, "document.querySelector('.tray li.failed')?.textContent.includes('not what its')");
  bht_page_click (f->page, FRAME, "button", "Remove a.png");
  wait_for (f, "!document.querySelector('.tray li')");
}

static void
test_lost_network_is_waited_for (Fixture *f, gconstpointer data)
{
  bht_page_block (f->page, "*offset=524288*");
  run (f, "make('large.txt', 'text/plain', 1500000).then((file) => give('drop', file))");
  wait_for (f, "document.querySelector('.tray small')?.textContent.includes('Waiting')");
  g_assert_true (
      bht_page_holds (f->page, FRAME, "document.querySelector('.tray progress').value > 0.3"));
  g_assert_true (bht_page_holds (f->page, FRAME,
                                 "document.querySelector('.send').hasAttribute('aria-disabled')"));
  bht_page_block (f->page, NULL);
  wait_for (f, "document.querySelector('.tray progress')?.hidden === true");
}

static void
test_unsent_outlives_reload (Fixture *f, gconstpointer data)
{
  run (f, "make('order.txt', 'text/plain').then((file) => give('drop', file))");
  wait_for (f, "document.querySelector('.tray progress')?.hidden === true");
  bht_page_reload (f->page);
  wait_for (f, "document.querySelector('.tray b')?.textContent === 'order.txt'");
  bht_page_click (f->page, FRAME, "button", "Send message");
  wait_for (f, SENT);
  wait_for (f, "document.querySelector('.card-file')");
}

static void
test_unfinished_is_named_after_reload (Fixture *f, gconstpointer data)
{
  bht_page_block (f->page, "*offset=0*");
  run (f, "make('order.txt', 'text/plain').then((file) => give('drop', file))");
  wait_for (f, "document.querySelector('.tray small')?.textContent.includes('Waiting')");
  bht_page_block (f->page, NULL);
  bht_page_reload (f->page);
  wait_for (f, "document.querySelector('.tray li.failed')?.textContent.includes('order.txt')");
  g_assert_true (bht_page_holds (
      f->page, FRAME,
      "document.querySelector('.tray li').textContent.includes('choose it again')"));
}

static void
test_operators_file_arrives (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *file = NULL;
  g_autofree char *quoted = NULL;
  g_autoptr (BhtAnswer) said = NULL;

  bht_page_click (f->page, FRAME, "textbox", "Message");
  bht_page_type (f->page, "Hello");
  bht_page_press (f->page, "Enter");
  wait_for (f, SENT);
  id = conversation (f);
  file = bht_files_upload (f->daemon, "desk", f->tenant->agent_token, id, "manual.txt", "words", 5);
  quoted = g_strdup_printf ("\"%s\"", file);
  said = bht_files_say (f->daemon, "desk", f->tenant->agent_token, id, "", NULL, quoted);
  g_assert_cmpuint (said->status, ==, 201);
  wait_for (f, "document.querySelector('.operator .card-file b')?.textContent === 'manual.txt'");
  picture (f, "files-card.png");
}

static void
test_drop_target_shows_itself (Fixture *f, gconstpointer data)
{
  g_assert_true (
      bht_page_holds (f->page, FRAME, "document.querySelector('.drop-sign').hidden === true"));
  run (f, "give('dragenter', new File(['x'], 'a.txt'))");
  wait_for (f, "document.querySelector('.drop-sign').hidden === false");
  picture (f, "files-drop.png");
  run (f, "give('dragleave', new File(['x'], 'a.txt'))");
  wait_for (f, "document.querySelector('.drop-sign').hidden === true");
}

#define TEST(name, function)                                                                       \
  g_test_add ("/widget/files/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_resources_register (bh_widget_get_resource ());
  browser = bht_browser_new (&error);
  if (browser == NULL)
    {
      g_printerr ("no browser: %s (install Debian's chromium)\n", error->message);
      return 77;
    }
  TEST ("dropped-picture-is-sent", test_dropped_picture_is_sent);
  TEST ("picture-moves-nothing", test_picture_moves_nothing);
  TEST ("pasted-text-file-is-a-card", test_pasted_text_file_is_a_card);
  TEST ("refusals-name-their-file", test_refusals_name_their_file);
  TEST ("false-picture-is-refused", test_false_picture_is_refused);
  TEST ("lost-network-is-waited-for", test_lost_network_is_waited_for);
  TEST ("unsent-outlives-reload", test_unsent_outlives_reload);
  TEST ("unfinished-is-named-after-reload", test_unfinished_is_named_after_reload);
  TEST ("operators-file-arrives", test_operators_file_arrives);
  TEST ("drop-target-shows-itself", test_drop_target_shows_itself);
  status = g_test_run ();
  bht_browser_free (browser);
  return status;
}
