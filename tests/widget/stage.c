/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/widget/stage.h"
#include "tests/browser/bht-wire.h"

static BhtBrowser *browser; /* of the program */
static GPtrArray *facts;    /* GLib forgets those that are not run */

static void
stage_end (Stage *stage)
{
  bht_page_free (stage->page);
  mock_desk_free (stage->desk);
  g_clear_pointer (&stage->shop, mock_shop_free);
}

/* The launcher's shadow root is closed to the page; the tests look into it all the same. */
#define OPEN_SHADOWS                                                                               \
  "(attach => { Element.prototype.attachShadow = function (init) { const root = "                  \
  "attach.call(this, init); Object.defineProperty(this, 'shadowRoot', { value: root, "             \
  "configurable: true }); return root } })(Element.prototype.attachShadow)"

typedef struct
{
  void (*test) (Stage *stage);
  void (*test_with) (Stage *stage, gconstpointer data);
  gconstpointer data;
} Fact;

static void
run_test (gconstpointer data)
{
  const Fact *fact = data;
  Stage stage = { mock_desk_new (), NULL, bht_page_new (browser) };

  if (bht_browser_prepares (browser))
    bht_page_prepare (stage.page, OPEN_SHADOWS);
  bht_page_set_media (stage.page, "prefers-reduced-motion", "reduce");
  stage_build_shop (&stage, "data-organization-id=\"demo\"", "", "<h1>A shop</h1>");
  if (fact->test != NULL)
    fact->test (&stage);
  else
    fact->test_with (&stage, fact->data);
  stage_end (&stage);
}

static void
add (const char *path, Fact fact)
{
  Fact *kept = g_memdup2 (&fact, sizeof fact);

  g_ptr_array_add (facts, kept);
  g_test_add_data_func (path, kept, run_test);
}

void
stage_add (const char *path, void (*test) (Stage *stage))
{
  add (path, (Fact){ test, NULL, NULL });
}

void
stage_add_with (const char *path,
                void (*test) (Stage *stage, gconstpointer data),
                gconstpointer data)
{
  add (path, (Fact){ NULL, test, data });
}

int
stage_run (int argc, char **argv, void (*add_tests) (void))
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  browser = bht_browser_new (&error);
  if (browser == NULL)
    {
      g_printerr ("no browser: %s (install Debian's chromium)\n", error->message);
      return 77;
    }
  facts = g_ptr_array_new_with_free_func (g_free);
  add_tests ();
  status = g_test_run ();
  g_ptr_array_unref (facts);
  bht_browser_free (browser);
  return status;
}

void
stage_build_shop (Stage *stage, const char *attributes, const char *head, const char *body)
{
  g_autoptr (GString) html = g_string_new (NULL);

  g_string_printf (html,
                   "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Shop</title>"
                   "%s%s"
                   "<script src=\"DESK/widget/chat-widget.js\" %s async></script><body>%s",
                   bht_browser_prepares (browser) ? "" : "<script>" OPEN_SHADOWS "</script>", head,
                   attributes, body);
  g_string_replace (html, "DESK", mock_desk_origin (stage->desk), 0);
  g_clear_pointer (&stage->shop, mock_shop_free);
  stage->shop = mock_shop_new (html->str);
}

void
stage_open_shop (Stage *stage)
{
  bht_page_open (stage->page, mock_shop_origin (stage->shop));
}

void
stage_open_chat (Stage *stage)
{
  stage_open_shop (stage);
  bht_page_click (stage->page, BHT_TOP, "button", "Open chat");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Name");
}

void
stage_introduce (Stage *stage)
{
  bht_page_click (stage->page, FRAME, "textbox", "Name");
  bht_page_type (stage->page, "Ada");
  bht_page_click (stage->page, FRAME, "textbox", "E-mail");
  bht_page_type (stage->page, "ada@example.org");
  bht_page_press (stage->page, "Enter");
  bht_page_wait_for (stage->page, FRAME, "textbox", "Message");
}

void
stage_start (Stage *stage)
{
  stage_open_chat (stage);
  stage_introduce (stage);
  stage_wait_feed (stage, 1);
  stage_wait (stage, "document.querySelector('.banner.live')");
}

void
stage_close_chat (Stage *stage)
{
  bht_page_run (stage->page, FRAME,
                "window.hasClosed = false; addEventListener('message', e => { if (e.data.say === "
                "'panel' && !e.data.open) hasClosed = true })");
  bht_page_click (stage->page, BHT_TOP, "button", "Close chat");
  stage_wait (stage, "hasClosed");
}

void
stage_write (Stage *stage, const char *text)
{
  bht_page_run (stage->page, FRAME, "document.querySelector('textarea').focus()");
  bht_page_type (stage->page, text);
  bht_page_press (stage->page, "Enter");
}

void
stage_wait (Stage *stage, const char *script)
{
  bht_page_wait (stage->page, FRAME, script);
}

gboolean
stage_holds (Stage *stage, const char *script)
{
  return bht_page_holds (stage->page, FRAME, script);
}

void
stage_wait_text (Stage *stage, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autofree char *script =
      g_strdup_printf ("document.querySelector('.lines')?.textContent.includes(%s)", quoted);

  stage_wait (stage, script);
}

guint
stage_bubbles (Stage *stage, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autofree char *script = g_strdup_printf (
      "[...document.querySelectorAll('.bubble')].filter(b => b.textContent === %s).length", quoted);
  g_autofree char *count = bht_page_eval (stage->page, FRAME, script);

  return (guint) g_ascii_strtoull (count, NULL, 10);
}

void
stage_turn_until (gboolean (*holds) (Stage *stage), Stage *stage)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (!holds (stage))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
stage_wait_feed (Stage *stage, guint count)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (mock_desk_feeds (stage->desk) != count)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
stage_wait_pressed (Stage *stage, const char *pressed)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (!g_str_equal (mock_desk_pressed (stage->desk), pressed))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

void
stage_picture (Stage *stage, const char *name)
{
  const char *folder = g_getenv ("BHT_PICTURES");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;
  g_mkdir_with_parents (folder, 0755);
  path = g_build_filename (folder, file, NULL);
  bht_page_screenshot (stage->page, path);
}
