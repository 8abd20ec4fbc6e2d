/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-shard.h"
#include "server/knowledge/index/bhd-wanted.h"

G_BEGIN_DECLS

#define BHD_QUERY_MAX 64   /* different words of a question that are looked at */
#define BHD_QUERY_FORMS 16 /* terms that one word may stand for */
#define BHD_STOP_WEIGHT 0.3

/* A term of the organisation's documents that a word of the question may stand for. */
typedef struct
{
  guint32 term;
  float weight; /* 1: it is the word */
} BhdForm;

typedef struct
{
  BhdForm forms[BHD_QUERY_FORMS]; /* the word itself first, then by weight */
  guint n_forms;
  guint n_exact; /* forms that are the word: 0: nobody has written it */
  guint32 df;    /* units that hold it */
  double weight; /* 1, or less for a frequent or a respelled word */
  double mass;   /* weight × idf: what finding it is worth */
  gboolean stop;
  gboolean meant; /* its meaning is known */
} BhdQueryWord;

typedef struct
{
  BhdQueryWord words[BHD_QUERY_MAX];
  guint n_words;
  guint n_content; /* no stop words */
  BhdWanted wanted;
  double mass;    /* of all words, never 0 */
  double unknown; /* share of the mass of words that nobody has written */
  BhdGrams *grams;
  gint8 *meaning; /* (nullable) */
  double covered; /* share of the mass of words that have a meaning here */
} BhdQuery;

/* Reads a question against a shard; valid as long as the shard's lock is held. */
BhdQuery *bhd_query_new (BhdShard *shard, const char *question);
void bhd_query_free (BhdQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdQuery, bhd_query_free)

G_END_DECLS
