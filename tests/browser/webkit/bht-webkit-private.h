/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"
#include "tests/browser/bht-waiting.h"
#include "tests/browser/webkit/bht-webdriver.h"

G_BEGIN_DECLS

/* The functions of bht-browser.h, for WebKit: a program that links this library in place of another
 * drives WebKitGTK's MiniBrowser, on a screen.  Classic WebDriver runs nothing before a page's own
 * scripts, hears no errors, and emulates neither media nor networks: what a program asks of these
 * ends it. */
struct _BhtBrowser
{
  GSubprocess *process;
  BhtWebdriver *wire;
  char *directory;
  char *capabilities;
  BhtPage *page; /* (nullable) not owned: there is one at a time */
};

struct _BhtPage
{
  BhtBrowser *browser;
};

/* Ends the test where the browser refuses.  Returns: (transfer full) */
JsonNode *bht_webkit_must (BhtPage *self, const char *path, const char *body);

/* Turns to the document that @where names; FALSE: there is none at the moment. */
gboolean bht_webkit_enter (BhtPage *self, const char *where);

/* The value of a function's body, whose last argument tells it.  Returns: (transfer full) */
JsonNode *bht_webkit_execute (BhtPage *self, const char *body, GError **error);

G_END_DECLS
