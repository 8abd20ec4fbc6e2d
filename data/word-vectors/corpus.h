/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Questions as lists of numbered stems, those of one intent beside each other. */
typedef struct
{
  guint first; /* in words */
  guint length;
} Utterance;

typedef struct
{
  guint set;   /* which set of questions it is of */
  guint first; /* in utterances */
  guint length;
} Intent;

typedef struct
{
  GPtrArray *stems;   /* of char *: the text of each number */
  GHashTable *number; /* stem → number + 1 */
  GArray *counts;     /* of guint */
  GArray *words;      /* of guint */
  GArray *utterances; /* of Utterance */
  GArray *intents;    /* of Intent, two utterances each at least */
  GPtrArray *sets;    /* of char *, sorted */
} Corpus;

/* Reads lines “set TAB intent TAB text”, without the sets named in @without; stems rarer than
 * @rare are left out, and of the others all but the @room most frequent. */
Corpus *corpus_read (const char *const *paths,
                     const char *const *without,
                     guint rare,
                     guint room,
                     GError **error);
void corpus_free (Corpus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Corpus, corpus_free)

/* The stems of a text as the index makes them.  Returns: (transfer full): of char * */
GPtrArray *corpus_stems (const char *text);

G_END_DECLS
