/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/bench/retrieval/retrieval-desk.h"

G_BEGIN_DECLS

/* What became of one question. */
typedef struct
{
  gboolean came;     /* the AI said something */
  gboolean answered; /* with a source; otherwise it offered choices or a person */
  gboolean chosen;   /* it offered choices */
  GPtrArray *groups; /* ranked: of char *, the desk's */
  GPtrArray *told;   /* groups of the answer's first source */
  double confidence; /* of the best passage; NAN where nobody says */
  char *text;        /* what the visitor read */
  double ms;         /* from the question's way out to the answer's way in */
  double run_ms;     /* of that, the run; NAN where nobody says */
} RetrievalAnswer;

void retrieval_answer_free (RetrievalAnswer *self);

/* Asks each question in a conversation of its own, @visitors at a time, through what the widget
 * uses: session, conversation, message, feed.
 * Returns: (transfer full): of RetrievalAnswer, in the order of @queries */
GPtrArray *retrieval_ask (RetrievalDesk *desk, const GPtrArray *queries, guint visitors);

G_END_DECLS
