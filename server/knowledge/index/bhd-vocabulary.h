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

/* What is scored apart: the text of documents, and the short lines that name what is asked. */
typedef enum
{
  BHD_LANE_PASSAGES,
  BHD_LANE_ENTRIES, /* titles, headings, phrasings */
  BHD_LANES
} BhdLaneKind;

/* unit << 8 | weighted frequency, in no order */
typedef struct
{
  guint32 *items;
  guint32 length;
  guint32 room;
} BhdPostings;

typedef struct
{
  const char *stem;
  BhdPostings lanes[BHD_LANES];
  const gint8 *vector; /* (nullable) see bhd-word-vectors.h */
  guint32 alike;       /* the next term that begins alike, or BHD_NO_WORD */
} BhdTerm;

#define BHD_POSTING_UNIT(posting) ((posting) >> 8)
#define BHD_POSTING_TF(posting) ((posting) &0xff)
#define BHD_UNIT_MAX (1 << 24)
#define BHD_ALIKE_BYTES 4 /* terms that share as many first bytes are chained */

typedef struct _BhdVocabulary BhdVocabulary;

#define BHD_NO_WORD G_MAXUINT32

BhdVocabulary *bhd_vocabulary_new (void);
void bhd_vocabulary_free (BhdVocabulary *self);

/* Finds or adds. */
guint32 bhd_vocabulary_intern (BhdVocabulary *self, guint language, const BhdToken *token);
guint32 bhd_vocabulary_size (BhdVocabulary *self);
BhdWord *bhd_vocabulary_word (BhdVocabulary *self, guint32 id);
BhdTerm *bhd_vocabulary_term (BhdVocabulary *self, guint32 id);
guint32 bhd_vocabulary_n_terms (BhdVocabulary *self);
/* Returns: BHD_NO_WORD where nobody has written it. */
guint32 bhd_vocabulary_find (BhdVocabulary *self, guint language, const BhdToken *token);
/* Returns: number of the term of a stem, or BHD_NO_WORD. */
guint32 bhd_vocabulary_stem (BhdVocabulary *self, const char *stem);
/* Returns: number of the first of the terms that begin as @stem does; the others hang on it. */
guint32 bhd_vocabulary_alike (BhdVocabulary *self, const char *stem);

/* Counts @weight occurrences in @unit.  All of a unit are added in one go, before another's. */
void bhd_postings_add (BhdPostings *self, guint32 unit, guint weight);
void bhd_postings_remove (BhdPostings *self, guint32 unit);

guint64 bhd_word_letters (const char *text);

G_END_DECLS
