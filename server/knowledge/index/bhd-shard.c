/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/index/bhd-shard.h"

#include <string.h>

typedef struct
{
  guint32 number;
  guint language;
  GArray *slots;       /* of guint32 */
  GPtrArray *passages; /* of BhdPassage */
  char **phrasings;    /* (nullable) */
  char *category;      /* (nullable) */
} ShardDocument;

static void
document_free (gpointer data)
{
  ShardDocument *self = data;

  g_array_unref (self->slots);
  g_ptr_array_unref (self->passages);
  g_strfreev (self->phrasings);
  g_free (self->category);
  g_free (self);
}

static void
slot_clear (gpointer data)
{
  BhdSlot *slot = data;

  g_clear_pointer (&slot->passage, bhd_passage_unref);
  g_clear_pointer (&slot->words, g_free);
}

BhdShard *
bhd_shard_new (void)
{
  BhdShard *self = g_new0 (BhdShard, 1);

  self->vocabulary = bhd_vocabulary_new ();
  self->slots = g_array_new (FALSE, TRUE, sizeof (BhdSlot));
  g_array_set_clear_func (self->slots, slot_clear);
  self->free_slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, document_free);
  return self;
}

void
bhd_shard_free (BhdShard *self)
{
  bhd_vocabulary_free (self->vocabulary);
  g_array_unref (self->slots);
  g_array_unref (self->free_slots);
  g_hash_table_unref (self->documents);
  g_free (self);
}

static guint32
take_slot (BhdShard *self)
{
  guint32 slot;

  if (self->free_slots->len == 0)
    {
      g_array_set_size (self->slots, self->slots->len + 1);
      return self->slots->len - 1;
    }
  slot = g_array_index (self->free_slots, guint32, self->free_slots->len - 1);
  g_array_set_size (self->free_slots, self->free_slots->len - 1);
  return slot;
}

static void
append_words (BhdShard *self, GArray *words, guint language, const char *text)
{
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text != NULL ? text : "");
  while (bhd_tokens_next (&tokens, &token))
    {
      guint32 word = bhd_vocabulary_intern (self->vocabulary, language, &token);

      g_array_append_val (words, word);
    }
}

/* The heading path often begins with the title: then only the rest is new. */
static const char *
heading_rest (const BhdPassage *passage)
{
  gsize length = passage->title != NULL ? strlen (passage->title) : 0;

  if (passage->heading == NULL || length == 0 ||
      strncmp (passage->heading, passage->title, length) != 0)
    return passage->heading;
  return strchr (" ", passage->heading[length]) != NULL ? passage->heading + length
                                                        : passage->heading;
}

static void
count_words (BhdShard *self, BhdSlot *slot, guint32 number)
{
  for (guint32 i = 0; i < slot->n_words; i++)
    {
      BhdWord *word = bhd_vocabulary_word (self->vocabulary, slot->words[i]);

      word->count++;
      bhd_term_add (bhd_vocabulary_term (self->vocabulary, word->term), number,
                    i < slot->body ? BHD_TITLE_WEIGHT : 1);
    }
}

static guint32
add_passage (BhdShard *self,
             const ShardDocument *document,
             BhdPassage *passage,
             const char *phrasing,
             GArray *words)
{
  guint32 number = take_slot (self);
  BhdSlot *slot = bhd_shard_slot (self, number);

  g_array_set_size (words, 0);
  append_words (self, words, document->language, phrasing != NULL ? phrasing : passage->title);
  if (phrasing == NULL)
    append_words (self, words, document->language, heading_rest (passage));
  slot->body = words->len;
  if (phrasing == NULL)
    append_words (self, words, document->language, passage->body);

  slot->passage = bhd_passage_ref (passage);
  slot->phrasing = phrasing;
  slot->document = document->number;
  slot->n_words = words->len;
  slot->words = g_memdup2 (words->data, words->len * sizeof (guint32));
  slot->length = words->len + slot->body * (BHD_TITLE_WEIGHT - 1);
  count_words (self, slot, number);
  self->n_passages++;
  self->total_length += slot->length;
  return number;
}

static void
remove_slot (BhdShard *self, guint32 number)
{
  BhdSlot *slot = bhd_shard_slot (self, number);

  for (guint32 i = 0; i < slot->n_words; i++)
    {
      BhdWord *word = bhd_vocabulary_word (self->vocabulary, slot->words[i]);

      word->count--;
      bhd_term_remove (bhd_vocabulary_term (self->vocabulary, word->term), number);
    }
  self->n_passages--;
  self->total_length -= slot->length;
  slot_clear (slot);
  memset (slot, 0, sizeof *slot);
  g_array_append_val (self->free_slots, number);
}

static void
empty_document (BhdShard *self, ShardDocument *document)
{
  for (guint i = 0; i < document->slots->len; i++)
    remove_slot (self, g_array_index (document->slots, guint32, i));
  if (document->slots->len > 0)
    self->languages[document->language]--;
  g_array_set_size (document->slots, 0);
}

/* What most documents are written in: what a short one is taken for. */
static guint
main_language (BhdShard *self)
{
  guint best = BHD_LANGUAGE_UNKNOWN;

  for (guint i = 1; i < BHD_LANGUAGES; i++)
    if (self->languages[i] > self->languages[best])
      best = i;
  return best;
}

static guint
guess_language (BhdShard *self, GPtrArray *passages)
{
  g_autoptr (GString) sample = g_string_new (NULL);

  for (guint i = 0; i < passages->len && sample->len < 2000; i++)
    {
      const BhdPassage *passage = g_ptr_array_index (passages, i);

      g_string_append_printf (sample, "%s %s ", passage->title, passage->body);
    }
  return bhd_language_guess (sample->str, main_language (self));
}

static ShardDocument *
find_document (BhdShard *self, const char *document_id)
{
  ShardDocument *document = g_hash_table_lookup (self->documents, document_id);

  if (document != NULL)
    return document;
  document = g_new0 (ShardDocument, 1);
  document->number = self->next_document++;
  document->slots = g_array_new (FALSE, FALSE, sizeof (guint32));
  document->passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  g_hash_table_insert (self->documents, g_strdup (document_id), document);
  return document;
}

static void
fill_document (BhdShard *self, ShardDocument *document)
{
  g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (document->passages->len == 0)
    return;
  document->language = guess_language (self, document->passages);
  for (guint i = 0; i < document->passages->len && self->n_passages < BHD_SLOT_MAX; i++)
    {
      BhdPassage *passage = g_ptr_array_index (document->passages, i);
      guint32 slot = add_passage (self, document, passage, NULL, words);

      g_array_append_val (document->slots, slot);
    }
  for (guint i = 0; document->phrasings != NULL && document->phrasings[i] != NULL; i++)
    {
      BhdPassage *passage = g_ptr_array_index (document->passages, 0);
      guint32 slot = add_passage (self, document, passage, document->phrasings[i], words);

      g_array_append_val (document->slots, slot);
    }
  self->languages[document->language]++;
}

void
bhd_shard_put (BhdShard *self, const char *document_id, GPtrArray *passages)
{
  ShardDocument *document = find_document (self, document_id);

  empty_document (self, document);
  if (passages == NULL || passages->len == 0)
    {
      g_hash_table_remove (self->documents, document_id);
      return;
    }
  g_ptr_array_set_size (document->passages, 0);
  for (guint i = 0; i < passages->len; i++)
    g_ptr_array_add (document->passages, bhd_passage_ref (g_ptr_array_index (passages, i)));
  fill_document (self, document);
}

void
bhd_shard_put_phrasings (BhdShard *self, const char *document_id, const char *const *phrasings)
{
  ShardDocument *document = find_document (self, document_id);

  empty_document (self, document);
  g_strfreev (document->phrasings);
  document->phrasings = g_strdupv ((char **) phrasings);
  fill_document (self, document);
}

void
bhd_shard_put_category (BhdShard *self, const char *document_id, const char *category)
{
  ShardDocument *document = find_document (self, document_id);

  g_free (document->category);
  document->category = g_strdup (category);
}

const char *
bhd_shard_category (BhdShard *self, const char *document_id)
{
  const ShardDocument *document = g_hash_table_lookup (self->documents, document_id);

  return document != NULL ? document->category : NULL;
}
