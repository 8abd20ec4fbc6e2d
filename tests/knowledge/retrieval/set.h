/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/bhd-index.h"

/* Sets of questions that ranking is judged with.  Documents are lines of id, group, title, body;
 * questions of id, groups (“-”: none), text; parted by tabs. */

/* Lines of a file, without the empty end. */
char **retrieval_lines (const char *path);

/* Where documents go. */
typedef struct
{
  gpointer target;
  void (*put) (gpointer target, const char *id, GPtrArray *passages);
  void (*put_phrasings) (gpointer target, const char *id, const char *const *phrasings);
  gboolean apart; /* each passage is a document of its own, titled “Title (id)” */
} RetrievalSink;

/* Puts lines with a body as passages of one article for each title (“Title - Heading” is a heading
 * under a title), lines without one as phrasings of one document for each group, named and answered
 * by the first.  The id of each passage is its group. */
void retrieval_fill (const RetrievalSink *sink, const char *path);
void retrieval_fill_index (BhdIndex *index, const char *path, gboolean apart); /* of “o” */
