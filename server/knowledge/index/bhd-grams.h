/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs of three to five letters: lines with typing slips, compounds or other endings share most of
 * theirs.  A run is known by its hash. */
#define BHD_GRAM_BITS 13
#define BHD_GRAM_KINDS (1 << BHD_GRAM_BITS)
#define BHD_GRAMS_MAX 600 /* of a line */

typedef struct
{
  guint16 n;
  guint16 kinds[]; /* each once */
} BhdGrams;

/* Returns: (transfer full): of @text, as bhd-tokens.h sees it; g_free() */
BhdGrams *bhd_grams_new (const char *text);

/* How many lines hold each kind, and what sharing it is worth.  Not locked. */
typedef struct
{
  guint32 n_lines;
  guint32 n_weighed; /* lines when all weights were made */
  guint32 lines[BHD_GRAM_KINDS];
  float weights[BHD_GRAM_KINDS]; /* squared */
} BhdGramTable;

BhdGramTable *bhd_gram_table_new (void); /* g_free() */
void bhd_gram_table_add (BhdGramTable *self, const BhdGrams *grams, int sign);
void bhd_gram_table_weigh (BhdGramTable *self); /* all weights anew */

double bhd_gram_table_norm (const BhdGramTable *self, const BhdGrams *grams);

G_END_DECLS
