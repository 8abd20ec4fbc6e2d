/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"
#include "tests/browser/bht-closing.h"
#include "tests/browser/bht-waiting.h"
#include "tests/browser/firefox/bht-bidi.h"

G_BEGIN_DECLS

/* The functions of bht-browser.h, for Firefox: a program that links this library in place of the
 * other drives Firefox. */
struct _BhtBrowser
{
  GSubprocess *process;
  BhtBidi *wire;
  char *directory;
  char *chrome;     /* the browser's own window: where its settings can be changed */
  GPtrArray *pages; /* not owned */
};

struct _BhtPage
{
  BhtBrowser *browser;
  char *profile; /* user context */
  gboolean owns_profile;
  char *context;
  GHashTable *contexts; /* the page's own and those of its frames, since it was made */
  GString *errors;
  char *blocked; /* (nullable) pattern of addresses */
  char *intercept;
};

void bht_firefox_hear (const char *method, JsonObject *params, gpointer browser);

/* Ends the test where the browser refuses.  Returns: (transfer full) */
JsonObject *bht_firefox_must (BhtPage *self, const char *method, const char *params, ...)
    G_GNUC_PRINTF (3, 4);

/* The context of the document @where names now.  Returns: (transfer full) (nullable) */
char *bht_firefox_find (BhtPage *self, const char *where);

/* What a page before has emulated holds for the whole browser. */
void bht_firefox_forget_media (BhtPage *self);

/* Where the keyboard is heard.  Returns: (transfer full) */
char *bht_firefox_focused (BhtPage *self);

G_END_DECLS
