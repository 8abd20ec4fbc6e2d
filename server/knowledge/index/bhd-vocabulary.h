/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/text/bhd-tokens.h"

G_BEGIN_DECLS

/* The words of one organisation's passages as they are written, and the terms (stems) they stand
 * for, each with the list of passages that hold it.  A word is looked up once and numbered, so that
 * an ending comes off once a word and not once an occurrence.  Not locked: see bhd-index.c. */
typedef struct
{
  const char *text; /* folded */
  guint32 term;
  guint32 count;   /* occurrences in what is indexed now; 0: unknown again */
  guint64 letters; /* which letters it has, one bit each: a quick no for spelling */
  guint8 length;   /* characters */
  guint8 n_bytes;
  guint8 language;
  gboolean stop;
} BhdWord;

/* slot << 8 | weighted frequency, in no order */
typedef struct
{
  guint32 *postings;
  guint32 length;
  guint32 room;
} BhdTerm;

#define BHD_POSTING_SLOT(posting) ((posting) >> 8)
#define BHD_POSTING_TF(posting) ((posting) &0xff)
#define BHD_SLOT_MAX (1 << 24)

typedef struct _BhdVocabulary BhdVocabulary;

#define BHD_NO_WORD G_MAXUINT32

BhdVocabulary *bhd_vocabulary_new (void);
void bhd_vocabulary_free (BhdVocabulary *self);

/* Finds or adds. */
guint32 bhd_vocabulary_intern (BhdVocabulary *self, guint language, const BhdToken *token);
guint32 bhd_vocabulary_size (BhdVocabulary *self);
BhdWord *bhd_vocabulary_word (BhdVocabulary *self, guint32 id);
BhdTerm *bhd_vocabulary_term (BhdVocabulary *self, guint32 id);
/* Returns: the term of a stem, or NULL. */
BhdTerm *bhd_vocabulary_stem (BhdVocabulary *self, const char *stem);

/* Counts @weight occurrences in @slot.  All of a slot are added in one go, before another slot's.
 */
void bhd_term_add (BhdTerm *self, guint32 slot, guint weight);
void bhd_term_remove (BhdTerm *self, guint32 slot);

guint64 bhd_word_letters (const char *text);

G_END_DECLS
