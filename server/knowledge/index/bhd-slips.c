/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-slips.h"

#include "server/knowledge/index/bhd-spelling.h"
#include "server/knowledge/index/bhd-synonyms.h"
#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/vectors/bhd-word-vectors.h"

#include <string.h>

#define SHORTEST 3 /* letters of a word that may be mistyped */
#define LONGEST 16 /* of longer ones there are too many variants to try */

typedef struct
{
  const BhdToken *wrong;
  char best[BHD_TOKEN_MAX + 1];
  guint doubt; /* of the best, or more than it may be */
  guint worth; /* of the best */
} Search;

/* 0: nobody knows it; most where it has synonyms, which lead to what documents say. */
static guint
knowledge_of (const char *word, gsize length)
{
  char stem[BHD_TOKEN_MAX + 1]; /* the room that stems are made in is used again */

  g_strlcpy (stem, bhd_language_stem (BHD_LANGUAGE_ENGLISH, word, length), sizeof stem);
  return (bhd_word_vectors_find (stem) != NULL) +
         2 * (bhd_synonyms_find (BHD_LANGUAGE_ENGLISH, stem) != NULL);
}

static void
consider (Search *self, const char *word, gsize length)
{
  guint doubt = bhd_spelling_doubt (self->wrong->text, word);
  guint worth = doubt <= self->doubt ? knowledge_of (word, length) : 0;

  if (worth == 0 || (doubt == self->doubt && worth <= self->worth))
    return;
  self->doubt = doubt;
  self->worth = worth;
  memcpy (self->best, word, length + 1);
}

static void
swap_letters (Search *self)
{
  char word[BHD_TOKEN_MAX + 1];

  for (gsize i = 0; i + 1 < self->wrong->length; i++)
    {
      memcpy (word, self->wrong->text, self->wrong->length + 1);
      word[i] = self->wrong->text[i + 1];
      word[i + 1] = self->wrong->text[i];
      consider (self, word, self->wrong->length);
    }
}

static void
drop_letters (Search *self)
{
  char word[BHD_TOKEN_MAX + 1];

  for (gsize i = 0; i < self->wrong->length; i++)
    {
      memcpy (word, self->wrong->text, i);
      memcpy (word + i, self->wrong->text + i + 1, self->wrong->length - i);
      consider (self, word, self->wrong->length - 1);
    }
}

static void
change_letters (Search *self)
{
  char word[BHD_TOKEN_MAX + 1];

  memcpy (word, self->wrong->text, self->wrong->length + 1);
  for (gsize i = 0; i < self->wrong->length; i++)
    {
      for (word[i] = 'a'; word[i] <= 'z'; word[i]++)
        consider (self, word, self->wrong->length);
      word[i] = self->wrong->text[i];
    }
}

static void
add_letters (Search *self)
{
  char word[BHD_TOKEN_MAX + 1];

  if (self->wrong->length == BHD_TOKEN_MAX)
    return;
  for (gsize i = 0; i <= self->wrong->length; i++)
    {
      memcpy (word, self->wrong->text, i);
      memcpy (word + i + 1, self->wrong->text + i, self->wrong->length - i + 1);
      for (word[i] = 'a'; word[i] <= 'z'; word[i]++)
        consider (self, word, self->wrong->length + 1);
    }
}

static gboolean
is_latin (const BhdToken *token)
{
  for (gsize i = 0; i < token->length; i++)
    if (!g_ascii_islower (token->text[i]))
      return FALSE;
  return TRUE;
}

gboolean
bhd_slips_is_word (const BhdToken *token)
{
  return knowledge_of (token->text, token->length) > 0;
}

gboolean
bhd_slips_mend (BhdToken *token, guint doubt)
{
  guint allowed = bhd_spelling_doubt_allowed ((guint) token->length) + 1;
  Search search = { .wrong = token, .doubt = MIN (doubt, allowed), .worth = G_MAXUINT };

  if (token->length < SHORTEST || token->length > LONGEST || !is_latin (token) ||
      bhd_slips_is_word (token))
    return FALSE;
  swap_letters (&search);
  drop_letters (&search);
  change_letters (&search);
  add_letters (&search);
  if (search.best[0] == '\0')
    return FALSE;
  g_strlcpy (token->text, search.best, sizeof token->text);
  token->length = strlen (token->text);
  return TRUE;
}
