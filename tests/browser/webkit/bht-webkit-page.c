/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/webkit/bht-webkit-private.h"

#include <string.h>

JsonNode *
bht_webkit_must (BhtPage *self, const char *path, const char *body)
{
  g_autoptr (GError) error = NULL;
  JsonNode *value = bht_webdriver_call (self->browser->wire, path, body, &error);

  if (value == NULL)
    g_error ("%s: %s", path, error->message);
  return value;
}

/* A page is a session, and a session a browser: nothing is kept from one to the next. */
BhtPage *
bht_page_new (BhtBrowser *browser)
{
  g_autoptr (GError) error = NULL;
  BhtPage *self;

  if (browser->page != NULL)
    g_error ("WebKit's driver has one page at a time");
  if (!bht_webdriver_begin (browser->wire, browser->capabilities, &error))
    g_error ("WebKit does not come up: %s", error->message);
  self = g_new0 (BhtPage, 1);
  self->browser = browser;
  browser->page = self;
  bht_page_set_viewport (self, 1280, 800, 1);
  return self;
}

BhtPage *
bht_page_new_beside (BhtPage *other)
{
  g_error ("WebKit's driver has one page at a time");
}

void
bht_page_free (BhtPage *self)
{
  self->browser->page = NULL;
  bht_webdriver_end (self->browser->wire);
  g_free (self);
}

void
bht_page_open (BhtPage *self, const char *address)
{
  g_autofree char *quoted = bht_quote (address);
  g_autofree char *body = g_strdup_printf ("{\"url\":%s}", quoted);
  g_autoptr (JsonNode) done = NULL;

  bht_webkit_enter (self, BHT_TOP);
  done = bht_webkit_must (self, "url", body);
}

void
bht_page_reload (BhtPage *self)
{
  g_autoptr (JsonNode) done = NULL;

  bht_webkit_enter (self, BHT_TOP);
  done = bht_webkit_must (self, "refresh", "{}");
}

void
bht_page_screenshot (BhtPage *self, const char *path)
{
  g_autoptr (JsonNode) shot = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length;

  bht_webkit_enter (self, BHT_TOP);
  shot = bht_webkit_must (self, "screenshot", NULL);
  bytes = g_base64_decode (json_node_get_string (shot), &length);
  if (!g_file_set_contents (path, (const char *) bytes, length, &error))
    g_error ("%s", error->message);
}

static int
measure (BhtPage *self, const char *script)
{
  g_autofree char *value = bht_page_eval (self, BHT_TOP, script);

  return (int) g_ascii_strtoll (value, NULL, 10);
}

static void
set_window (BhtPage *self, int width, int height)
{
  g_autofree char *body = g_strdup_printf ("{\"width\":%d,\"height\":%d}", width, height);
  g_autoptr (JsonNode) done = bht_webkit_must (self, "window/rect", body);
}

/* The window is larger than the page by its own bars; it cannot be narrower than those (447
 * pixels), and @scale is the screen's. */
void
bht_page_set_viewport (BhtPage *self, guint width, guint height, double scale)
{
  set_window (self, (int) width, (int) height);
  set_window (self, (int) width, (int) height * 2 - measure (self, "innerHeight"));
}

/* Only what holds for the whole browser. */
void
bht_page_set_media (BhtPage *self, const char *feature, const char *value)
{
  g_autofree char *matches = g_strdup_printf ("matchMedia('(%s: %s)').matches", feature, value);

  if (!bht_page_holds (self, BHT_TOP, matches))
    g_error ("WebKit's driver cannot make %s “%s”", feature, value);
}

void
bht_page_set_offline (BhtPage *self, gboolean offline)
{
  g_error ("WebKit's driver cannot take the network away");
}

void
bht_page_block (BhtPage *self, const char *pattern)
{
  g_error ("WebKit's driver cannot block addresses");
}

/* Is no empty text, which would say that there were none. */
const char *
bht_page_errors (BhtPage *self)
{
  return "(WebKit tells its driver of none)";
}

void
bht_page_forget_errors (BhtPage *self)
{
}
