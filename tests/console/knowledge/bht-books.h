/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run.h"
#include "common/knowledge/bh-document.h"
#include "common/knowledge/bh-gap.h"
#include "common/knowledge/bh-phrasing.h"
#include "tests/console/bht-desk.h"

G_BEGIN_DECLS

/* The knowledge base of a mock daemon: PROTOCOL.md's routes with everything in memory, every change
 * told by the feed, and switches for what can go wrong. */
typedef struct
{
  BhtMock *mock;
  GPtrArray *documents; /* BhDocument, newest first */
  GPtrArray *gaps;      /* BhGap, most asked first */
  GPtrArray *phrasings; /* BhPhrasing, newest first */
  GPtrArray *runs;      /* BhRun */
  GHashTable *uploads;  /* id → BhtUpload */
  GString *calls;       /* what was asked to change something, a line each */
  guint page;           /* records in an answer */
  guint chunk;          /* bytes a part may have */
  guint drop_parts;     /* so many parts are stored and not answered: the line goes dead */
  guint forget_parts;   /* the same, and they are not stored either */
  guint n_parts, n_lists, n_looks;
  gboolean stays_queued; /* what is uploaded is not read */
} BhtBooks;

BhtBooks *bht_books_new (BhtMock *mock);
void bht_books_free (BhtBooks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhtBooks, bht_books_free)

/* Each tells the feed. */
const char *bht_books_write (BhtBooks *self, const char *title, const char *body);
void bht_books_set_status (BhtBooks *self, const char *id, const char *status, const char *error);
void bht_books_delete (BhtBooks *self, const char *id);
const char *bht_books_miss (BhtBooks *self, const char *question, guint hits); /* a gap */
const char *
bht_books_propose (BhtBooks *self, const char *document, const char *question, const char *status);

/* A run that wrote @message and found @document. */
const char *
bht_books_run (BhtBooks *self, const char *conversation, const char *message, const char *document);

gboolean bht_books_was_called (BhtBooks *self, const char *line); /* “POST gaps/x/dismiss {}” … */

/* A desk signed in beside a daemon with a knowledge base. */
typedef struct
{
  BhtDesk desk;
  BhtBooks *books;
} BhtShelf;

void bht_shelf_set_up (BhtShelf *fixture, gconstpointer role);
void bht_shelf_tear_down (BhtShelf *fixture, gconstpointer role);

G_END_DECLS
