/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "tests/bht-patience.h"

G_BEGIN_DECLS

/* Drives a real, headless Chromium from a test: one BhtBrowser a program, one BhtPage a fact.
 *
 *   g_autoptr (BhtBrowser) browser = bht_browser_new (&error);
 *   g_autoptr (BhtPage) page = bht_page_new (browser);
 *   bht_page_open (page, "http://localhost:8000/shop");
 *   bht_page_click (page, BHT_TOP, "button", "Open chat");
 *   bht_page_wait (page, "/widget/frame", "document.querySelector('form')");
 *
 * All calls wait for the browser and meanwhile turn the default main context, so that a server of
 * the test may live in the same thread.  What does not come within the deadline, and a script that
 * throws, end the test with a message that says what was awaited.
 *
 * @where names the document to work in: BHT_TOP, or a part of the address of a frame inside the
 * page, whatever its origin. */
typedef struct _BhtBrowser BhtBrowser;
typedef struct _BhtPage BhtPage;

#define BHT_TOP NULL
#define BHT_DEADLINE_S BHT_PATIENCE_S

/* The program is “chromium”, or what BHT_CHROMIUM names.  Its data lie in a directory of its own
 * that goes with it. */
BhtBrowser *bht_browser_new (GError **error);
void bht_browser_free (BhtBrowser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtBrowser, bht_browser_free)

/* A blank tab with storage of its own; another page of the same profile shares that storage. */
BhtPage *bht_page_new (BhtBrowser *browser);
BhtPage *bht_page_new_beside (BhtPage *other);
void bht_page_free (BhtPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtPage, bht_page_free)

void bht_page_open (BhtPage *self, const char *address); /* returns when it has loaded */
void bht_page_reload (BhtPage *self);
void bht_page_prepare (BhtPage *self, const char *script); /* runs before each page's own */
gboolean bht_browser_prepares (BhtBrowser *self);          /* whether it can do so */

/* The value of @script, awaited where it is a promise; a text as it is, all else as JSON.
 * Returns: (transfer full) */
char *bht_page_eval (BhtPage *self, const char *where, const char *script);
void bht_page_run (BhtPage *self, const char *where, const char *script); /* for what it does */
gboolean bht_page_holds (BhtPage *self, const char *where, const char *script); /* now */
void bht_page_wait (BhtPage *self, const char *where, const char *script); /* until it is true */

/* Finds by what assistive technology is told: a role (“button”, “textbox” …) and the whole name. */
gboolean bht_page_has (BhtPage *self, const char *where, const char *role, const char *name);
void bht_page_wait_for (BhtPage *self, const char *where, const char *role, const char *name);
void bht_page_click (BhtPage *self, const char *where, const char *role, const char *name);

void bht_page_type (BhtPage *self, const char *text); /* where the focus is */
void bht_page_press (BhtPage *self, const char *keys); /* “Enter”, “Shift+Enter”, “Escape”, “Tab” */

void bht_page_set_viewport (BhtPage *self, guint width, guint height, double scale);

/* A media feature, such as “prefers-color-scheme” and “dark”; "" takes it back. */
void bht_page_set_media (BhtPage *self, const char *feature, const char *value);
void bht_page_set_slowness (BhtPage *self, double times); /* of the processor; Chromium only */
void bht_page_set_offline (BhtPage *self, gboolean offline);
void bht_page_block (BhtPage *self, const char *pattern); /* of addresses; NULL: none any more */

void bht_page_screenshot (BhtPage *self, const char *path); /* PNG of what the viewport shows */

/* Every error on the console and every uncaught exception so far, one a line, of all frames. */
const char *bht_page_errors (BhtPage *self);
void bht_page_forget_errors (BhtPage *self);

G_END_DECLS
