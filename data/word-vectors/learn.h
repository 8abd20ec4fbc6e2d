/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "data/word-vectors/corpus.h"

G_BEGIN_DECLS

#define LEARN_SIZE 96

typedef struct
{
  guint seed;
  guint steps;
  guint batch;
  double temperature;
  double rate;
  double drop;  /* share of the words that each look at a question leaves out */
  double mixed; /* share of the batches that take questions of all sets */
  double apart; /* share of the batches that are of the last set alone */
} LearnSettings;

/* In-batch contrastive learning: two questions of each of @batch intents; each is to be nearer to
 * the other one of its intent than to those of all others. A question is the sum of its words.
 * The same settings and questions give the same numbers.  Returns: (transfer full): LEARN_SIZE
 * numbers a stem. */
float *learn (const Corpus *corpus, const LearnSettings *settings);

G_END_DECLS
