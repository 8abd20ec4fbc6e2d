/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-grams.h"

#include "server/knowledge/text/bhd-tokens.h"

#include <math.h>
#include <string.h>

#define SHORTEST 3
#define LONGEST 5
#define LETTERS_MAX 240  /* of a line are looked at */
#define REWEIGH 10       /* all weights are made anew when a tenth of the lines is new or gone, */
#define REWEIGH_SMALL 80 /* not so soon while there are few */
#define EXACT_LINES 500  /* up to so many, each line changes the weights at once */

/* The words of a line between single spaces. */
static guint
read_letters (const char *text, gunichar *letters)
{
  BhdTokens tokens;
  BhdToken token;
  guint n = 0;

  letters[n++] = ' ';
  bhd_tokens_init (&tokens, text);
  while (bhd_tokens_next (&tokens, &token))
    {
      for (const char *at = token.text; *at != '\0' && n < LETTERS_MAX; at = g_utf8_next_char (at))
        letters[n++] = g_utf8_get_char (at);
      if (n < LETTERS_MAX)
        letters[n++] = ' ';
    }
  return n;
}

/* Notes a kind.  Returns: whether it is new */
static gboolean
meet (guint8 *met, guint16 *next, guint32 kind)
{
  guint8 bit = (guint8) (1 << kind % 8);

  if (met[kind / 8] & bit)
    return FALSE;
  met[kind / 8] |= bit;
  *next = (guint16) kind;
  return TRUE;
}

BhdGrams *
bhd_grams_new (const char *text)
{
  gunichar letters[LETTERS_MAX];
  guint16 kinds[BHD_GRAMS_MAX];
  guint8 met[BHD_GRAM_KINDS / 8] = { 0 };
  guint n_letters = read_letters (text, letters), n = 0;
  BhdGrams *self;

  for (guint i = 0; i < n_letters; i++)
    {
      guint32 hash = 2166136261u;

      for (guint j = i; j < n_letters && j < i + LONGEST; j++)
        {
          hash = (hash ^ letters[j]) * 16777619u;
          if (j - i + 1 >= SHORTEST && n < BHD_GRAMS_MAX)
            n += meet (met, kinds + n, (hash ^ hash >> 15) & (BHD_GRAM_KINDS - 1));
        }
    }
  self = g_malloc (sizeof *self + n * sizeof *kinds);
  self->n = (guint16) n;
  memcpy (self->kinds, kinds, n * sizeof *kinds);
  return self;
}

BhdGramTable *
bhd_gram_table_new (void)
{
  BhdGramTable *self = g_new0 (BhdGramTable, 1);

  bhd_gram_table_weigh (self);
  return self;
}

static float
weigh (const BhdGramTable *self, guint32 kind)
{
  float weight = logf (1 + (float) (self->n_weighed + 1) / (float) MAX (self->lines[kind], 1));

  return weight * weight;
}

void
bhd_gram_table_weigh (BhdGramTable *self)
{
  float rarest;

  self->n_weighed = self->n_lines;
  rarest = logf (1 + (float) (self->n_weighed + 1));
  for (guint32 i = 0; i < BHD_GRAM_KINDS; i++)
    self->weights[i] = self->lines[i] > 0 ? weigh (self, i) : rarest * rarest;
}

void
bhd_gram_table_add (BhdGramTable *self, const BhdGrams *grams, int sign)
{
  self->n_lines += (guint32) sign;
  for (guint i = 0; i < grams->n; i++)
    {
      self->lines[grams->kinds[i]] += (guint32) sign;
      if (self->n_lines < EXACT_LINES)
        self->weights[grams->kinds[i]] = weigh (self, grams->kinds[i]);
    }
  if ((guint32) ABS ((int) (self->n_lines - self->n_weighed)) * REWEIGH >
      self->n_weighed + REWEIGH_SMALL)
    bhd_gram_table_weigh (self);
}

double
bhd_gram_table_norm (const BhdGramTable *self, const BhdGrams *grams)
{
  double sum = 0;

  for (guint i = 0; i < grams->n; i++)
    sum += self->weights[grams->kinds[i]];
  return sqrt (sum);
}
