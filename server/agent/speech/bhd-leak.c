/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/speech/bhd-leak.h"

#include "server/knowledge/text/bhd-tokens.h"

#include <string.h>

#define ROW 8 /* words in a row that nobody says by chance */

struct _BhdLeak
{
  GHashTable *rows; /* hashes of all rows of the secret */
  guint words[ROW]; /* hashes of the latest ones, as a ring */
  guint n_words;
  gsize looked; /* bytes of the text */
  gboolean leaked;
};

static void
push (BhdLeak *self, const char *word)
{
  self->words[self->n_words++ % ROW] = g_str_hash (word);
}

static gpointer
row_hash (const BhdLeak *self)
{
  guint hash = 0;

  for (guint i = 0; i < ROW; i++)
    hash = hash * 31 + self->words[(self->n_words + i) % ROW];
  return GUINT_TO_POINTER (hash | 1);
}

BhdLeak *
bhd_leak_new (const char *secret)
{
  BhdLeak *self = g_new0 (BhdLeak, 1);
  BhdTokens tokens;
  BhdToken token;

  self->rows = g_hash_table_new (NULL, NULL);
  bhd_tokens_init (&tokens, secret);
  while (bhd_tokens_next (&tokens, &token))
    {
      push (self, token.text);
      if (self->n_words >= ROW)
        g_hash_table_add (self->rows, row_hash (self));
    }
  bhd_leak_restart (self);
  return self;
}

void
bhd_leak_free (BhdLeak *self)
{
  g_hash_table_unref (self->rows);
  g_free (self);
}

void
bhd_leak_restart (BhdLeak *self)
{
  self->n_words = 0;
  self->looked = 0;
  self->leaked = FALSE;
}

/* A word may go on in what comes next: the last one is looked at again then. */
gboolean
bhd_leak_look (BhdLeak *self, const char *text)
{
  const char *start = text + self->looked;
  gsize length = strlen (start);
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, start);
  while (!self->leaked && bhd_tokens_next (&tokens, &token) && token.end < start + length)
    {
      push (self, token.text);
      self->looked = (gsize) (token.end - text);
      self->leaked = self->n_words >= ROW && g_hash_table_contains (self->rows, row_hash (self));
    }
  return self->leaked;
}
