/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-vocabulary.h"

#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/vectors/bhd-word-vectors.h"

#include <string.h>

#define TABLE_START 1024 /* a power of two */
#define CHUNK (16 * 1024)

/* The hash stands beside the number, so that only the word that is looked for is looked at. */
typedef struct
{
  guint32 hash;
  guint32 number; /* of a word + 1; 0: empty */
} Place;

struct _BhdVocabulary
{
  GArray *words;      /* of BhdWord */
  GArray *terms;      /* of BhdTerm */
  GHashTable *stems;  /* stem → number + 1 */
  GHashTable *alike;  /* first bytes of a stem → number + 1 of the newest term */
  GStringChunk *text; /* of words and stems */
  Place *table;       /* open addressing */
  guint32 table_size;
};

BhdVocabulary *
bhd_vocabulary_new (void)
{
  BhdVocabulary *self = g_new0 (BhdVocabulary, 1);

  self->words = g_array_new (FALSE, FALSE, sizeof (BhdWord));
  self->terms = g_array_new (FALSE, FALSE, sizeof (BhdTerm));
  self->stems = g_hash_table_new (g_str_hash, g_str_equal);
  self->alike = g_hash_table_new (NULL, NULL);
  self->text = g_string_chunk_new (CHUNK);
  self->table = g_new0 (Place, TABLE_START);
  self->table_size = TABLE_START;
  return self;
}

void
bhd_vocabulary_free (BhdVocabulary *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    for (guint lane = 0; lane < BHD_LANES; lane++)
      g_free (g_array_index (self->terms, BhdTerm, i).lanes[lane].items);
  g_array_unref (self->words);
  g_array_unref (self->terms);
  g_hash_table_unref (self->stems);
  g_hash_table_unref (self->alike);
  g_string_chunk_free (self->text);
  g_free (self->table);
  g_free (self);
}

static guint32
hash_word (guint language, const char *text, gsize length)
{
  guint32 hash = 2166136261u ^ language;

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * 16777619u;
  return hash ^ hash >> 15;
}

static gboolean
is_word (BhdVocabulary *self, guint32 id, guint language, const char *text, gsize length)
{
  const BhdWord *word = bhd_vocabulary_word (self, id);

  return word->language == language && word->n_bytes == length &&
         memcmp (word->text, text, length) == 0;
}

/* Where the word stands in the table, or the empty place where it would. */
static Place *
find_place (BhdVocabulary *self, guint language, const char *text, gsize length)
{
  guint32 hash = hash_word (language, text, length);
  guint32 at = hash & (self->table_size - 1);
  Place *place = &self->table[at];

  while (place->number != 0 &&
         (place->hash != hash || !is_word (self, place->number - 1, language, text, length)))
    {
      at = (at + 1) & (self->table_size - 1);
      place = &self->table[at];
    }
  return place;
}

static guint32
find_empty (const BhdVocabulary *self, guint32 hash)
{
  guint32 at = hash & (self->table_size - 1);

  while (self->table[at].number != 0)
    at = (at + 1) & (self->table_size - 1);
  return at;
}

static void
grow (BhdVocabulary *self)
{
  g_autofree Place *old = self->table;
  guint32 old_size = self->table_size;

  self->table_size *= 2;
  self->table = g_new0 (Place, self->table_size);
  for (guint32 i = 0; i < old_size; i++)
    if (old[i].number != 0)
      self->table[find_empty (self, old[i].hash)] = old[i];
}

/* NULL for what is too short to have relatives. */
static gpointer
first_bytes (const char *stem)
{
  guint32 bytes = 0;

  for (guint i = 0; i < BHD_ALIKE_BYTES; i++)
    {
      if (stem[i] == '\0' || g_ascii_isdigit (stem[i]))
        return NULL;
      bytes = bytes << 8 | (guchar) stem[i];
    }
  return GUINT_TO_POINTER (bytes);
}

guint32
bhd_vocabulary_alike (BhdVocabulary *self, const char *stem)
{
  gpointer key = first_bytes (stem);

  if (key == NULL)
    return BHD_NO_WORD;
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->alike, key)) - 1;
}

static guint32
add_term (BhdVocabulary *self, const char *stem)
{
  BhdTerm term = { g_string_chunk_insert (self->text, stem) };
  gpointer number = GUINT_TO_POINTER (self->terms->len + 1);
  gpointer key = first_bytes (stem);

  term.vector = bhd_word_vectors_find (term.stem);
  term.alike = bhd_vocabulary_alike (self, stem);
  if (key != NULL)
    g_hash_table_insert (self->alike, key, number);
  g_array_append_val (self->terms, term);
  g_hash_table_insert (self->stems, (gpointer) term.stem, number);
  return self->terms->len - 1;
}

static guint32
intern_stem (BhdVocabulary *self, const char *stem)
{
  guint32 number = bhd_vocabulary_stem (self, stem);

  return number != BHD_NO_WORD ? number : add_term (self, stem);
}

guint64
bhd_word_letters (const char *text)
{
  guint64 letters = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    letters |= G_GUINT64_CONSTANT (1) << (g_utf8_get_char (at) & 63);
  return letters;
}

guint32
bhd_vocabulary_intern (BhdVocabulary *self, guint language, const BhdToken *token)
{
  Place *place = find_place (self, language, token->text, token->length);
  BhdWord word = { 0 };

  if (place->number != 0)
    return place->number - 1;

  word.text = g_string_chunk_insert (self->text, token->text);
  word.n_bytes = (guint8) token->length;
  word.language = (guint8) language;
  word.stop = bhd_language_is_stop (language, token->text);
  word.letters = bhd_word_letters (token->text);
  word.length = (guint8) g_utf8_strlen (token->text, -1);
  word.term = intern_stem (self, bhd_language_stem (language, token->text, token->length));
  g_array_append_val (self->words, word);
  place->hash = hash_word (language, token->text, token->length);
  place->number = self->words->len;
  if (self->words->len * 2 > self->table_size)
    grow (self);
  return self->words->len - 1;
}

guint32
bhd_vocabulary_find (BhdVocabulary *self, guint language, const BhdToken *token)
{
  return find_place (self, language, token->text, token->length)->number - 1;
}

guint32
bhd_vocabulary_n_terms (BhdVocabulary *self)
{
  return self->terms->len;
}

guint32
bhd_vocabulary_size (BhdVocabulary *self)
{
  return self->words->len;
}

BhdWord *
bhd_vocabulary_word (BhdVocabulary *self, guint32 id)
{
  return &g_array_index (self->words, BhdWord, id);
}

BhdTerm *
bhd_vocabulary_term (BhdVocabulary *self, guint32 id)
{
  return &g_array_index (self->terms, BhdTerm, id);
}

guint32
bhd_vocabulary_stem (BhdVocabulary *self, const char *stem)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->stems, stem)) - 1;
}

void
bhd_postings_add (BhdPostings *self, guint32 unit, guint weight)
{
  guint32 *last = self->length > 0 ? &self->items[self->length - 1] : NULL;

  if (last != NULL && BHD_POSTING_UNIT (*last) == unit)
    {
      *last = unit << 8 | MIN (BHD_POSTING_TF (*last) + weight, 255);
      return;
    }
  if (self->length == self->room)
    {
      self->room = self->room < 2 ? 2 : self->room + self->room / 2;
      self->items = g_renew (guint32, self->items, self->room);
    }
  self->items[self->length++] = unit << 8 | MIN (weight, 255);
}

void
bhd_postings_remove (BhdPostings *self, guint32 unit)
{
  for (guint32 i = self->length; i > 0; i--)
    if (BHD_POSTING_UNIT (self->items[i - 1]) == unit)
      {
        self->items[i - 1] = self->items[--self->length];
        return;
      }
}
