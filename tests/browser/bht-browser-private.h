/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/browser/bht-browser.h"
#include "tests/browser/bht-closing.h"
#include "tests/browser/bht-waiting.h"
#include "tests/browser/bht-wire.h"

G_BEGIN_DECLS

struct _BhtBrowser
{
  GSubprocess *process;
  BhtWire *wire;
  char *directory;
  GPtrArray *pages; /* not owned */
  BhtPage *front;   /* (nullable) not owned */
};

/* A document that can run scripts. */
typedef struct
{
  char *session;
  char *frame;
  gint64 id;
} BhtDocument;

struct _BhtPage
{
  BhtBrowser *browser;
  char *profile; /* browser context */
  gboolean owns_profile;
  char *target;
  char *session;
  GHashTable *sessions; /* session → target: the page's own and those of frames apart */
  GPtrArray *documents; /* of BhtDocument */
  GHashTable *media;    /* feature → value */
  GPtrArray *scripts;   /* that run before each document's own */
  GString *errors;
  gboolean loaded;
  gboolean offline;
  char *blocked;
};

void bht_page_hear (BhtPage *self, const char *session, const char *method, JsonObject *params);

/* Tells one session what the page has been told so far. */
void bht_page_apply (BhtPage *self, const char *session);

/* The document @where names now, or NULL. */
const BhtDocument *bht_page_find (BhtPage *self, const char *where);

/* Ends the test where the browser refuses.  Returns: (transfer full) */
JsonObject *
bht_page_must (BhtPage *self, const char *session, const char *method, const char *params, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
