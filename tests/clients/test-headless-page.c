/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser.h"
#include "tests/process/bht-bellhopd.h"

#include <json-glib/json-glib.h>

/* The page that tries the headless API, from a real daemon. */

#define LAST "document.querySelector('#talk div:last-child')"

typedef struct
{
  BhtBellhopd *daemon;
  BhtPage *page;
  char *key;
} Fixture;

static BhtBrowser *browser; /* of the program */

static char *
make_key (BhtBellhopd *daemon)
{
  g_autofree char *output = NULL;
  g_autoptr (JsonNode) root = NULL;

  bht_bellhopd_try_ctl (daemon, NULL, "key create --organization demo --kind widget --name Page",
                        &output, NULL);
  root = json_from_string (output, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (root), "secret"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autofree char *address = NULL;

  fixture->daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (fixture->daemon);
  fixture->key = make_key (fixture->daemon);
  address = g_strconcat (bht_bellhopd_url (fixture->daemon), "/demo/headless", NULL);
  fixture->page = bht_page_new (browser);
  bht_page_open (fixture->page, address);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_page_free (fixture->page);
  bht_bellhopd_free (fixture->daemon);
  g_free (fixture->key);
}

static void
say (Fixture *fixture, const char *key, const char *text)
{
  bht_page_run (fixture->page, BHT_TOP, "document.querySelector('#key').focus()");
  bht_page_type (fixture->page, key);
  bht_page_click (fixture->page, BHT_TOP, "textbox", "Message");
  bht_page_type (fixture->page, text);
  bht_page_press (fixture->page, "Enter");
}

/* To be looked at. */
static void
save_pictures (Fixture *fixture)
{
  static const struct
  {
    guint width;
    const char *scheme;
  } looks[] = { { 1200, "light" }, { 1200, "dark" }, { 360, "light" } };
  const char *folder = g_getenv ("BHT_PICTURES");

  for (guint i = 0; i < G_N_ELEMENTS (looks) && folder != NULL; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("%s/headless-%u-%s.png", folder, looks[i].width, looks[i].scheme);

      g_mkdir_with_parents (folder, 0700);
      bht_page_set_viewport (fixture->page, looks[i].width, 900, 1);
      bht_page_set_media (fixture->page, "prefers-color-scheme", looks[i].scheme);
      bht_page_screenshot (fixture->page, path);
    }
}

static void
test_streams (Fixture *fixture, gconstpointer data)
{
  say (fixture, fixture->key, "Hello");
  bht_page_wait (fixture->page, BHT_TOP,
                 LAST ".className === 'theirs' && " LAST ".textContent.length > 5");
  bht_page_wait (fixture->page, BHT_TOP,
                 "document.querySelector('#wire').textContent.includes('\"type\":\"done\"')");
  save_pictures (fixture);
}

static void
test_takes_the_whole (Fixture *fixture, gconstpointer data)
{
  bht_page_click (fixture->page, BHT_TOP, "radio", "as one JSON");
  say (fixture, fixture->key, "Hello");
  bht_page_wait (fixture->page, BHT_TOP,
                 LAST ".className === 'theirs' && " LAST ".textContent.length > 5");
}

static void
test_tells_a_wrong_key (Fixture *fixture, gconstpointer data)
{
  say (fixture, "bhw_wrong", "Hello");
  bht_page_wait (fixture->page, BHT_TOP,
                 LAST ".className === 'bad' && " LAST ".textContent === 'Unauthorized'");
}

static void
test_keeps_nothing (Fixture *fixture, gconstpointer data)
{
  say (fixture, fixture->key, "Hello");
  bht_page_wait (fixture->page, BHT_TOP, LAST ".textContent.length > 5");
  g_assert_true (bht_page_holds (fixture->page, BHT_TOP,
                                 "localStorage.length + sessionStorage.length === 0 && "
                                 "document.cookie === ''"));
  bht_page_reload (fixture->page);
  g_assert_true (
      bht_page_holds (fixture->page, BHT_TOP, "document.querySelector('#key').value === ''"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  browser = bht_browser_new (NULL);
  g_assert_nonnull (browser);
  g_test_add ("/clients/headless-page/streams", Fixture, NULL, set_up, test_streams, tear_down);
  g_test_add ("/clients/headless-page/takes-the-whole", Fixture, NULL, set_up, test_takes_the_whole,
              tear_down);
  g_test_add ("/clients/headless-page/tells-a-wrong-key", Fixture, NULL, set_up,
              test_tells_a_wrong_key, tear_down);
  g_test_add ("/clients/headless-page/keeps-nothing", Fixture, NULL, set_up, test_keeps_nothing,
              tear_down);
  status = g_test_run ();
  bht_browser_free (browser);
  return status;
}
