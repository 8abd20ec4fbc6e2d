/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/knowledge/index/bhd-shard.h"

G_BEGIN_DECLS

#define BHD_QUERY_MAX 64  /* different words of a question that are looked at */
#define BHD_QUERY_FORMS 4 /* stems of one word, where documents are in several languages */
#define BHD_STOP_WEIGHT 0.4

/* One word of a question, and the terms of the organisation's passages it may stand for. */
typedef struct
{
  BhdTerm *forms[BHD_QUERY_FORMS];
  guint n_forms; /* 0: nobody has written this word */
  guint32 df;    /* passages that hold it */
  double weight; /* 1, or less for a frequent or a respelled word */
  double mass;   /* weight × idf: what finding it is worth */
  gboolean stop;
} BhdQueryWord;

typedef struct
{
  BhdQueryWord words[BHD_QUERY_MAX];
  guint n_words;
  guint n_content; /* no stop words */
  double mass;     /* of all words */
  double unknown;  /* share of the mass of words that nobody has written */
} BhdQuery;

/* Reads a question against a shard; valid as long as the shard's lock is held. */
void bhd_query_read (BhdQuery *self, BhdShard *shard, const char *question);

/* The place of a term among the words of the question, or -1. */
int bhd_query_find (const BhdQuery *self, const BhdTerm *term);

G_END_DECLS
