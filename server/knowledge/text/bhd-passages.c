/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-passages.h"

#include "common/bh-id.h"
#include "server/knowledge/text/bhd-markdown.h"
#include "server/knowledge/text/bhd-sentences.h"

#include <string.h>

#define SHORT_WORDS 30 /* shorter blocks are read with their neighbours */
#define AIM_WORDS 130  /* a passage is not filled beyond this */
#define LONG_WORDS 250 /* longer blocks are parted between sentences */
#define LEVELS 6
#define SEPARATOR " › "

typedef struct
{
  const char *document_id;
  const char *title;
  GPtrArray *passages;
  char *headings[LEVELS]; /* (nullable) open ones by level */
  GString *body;          /* of the passage that is being filled */
  guint words;
} Cutter;

static char *
heading_path (const Cutter *self)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < LEVELS; i++)
    {
      if (self->headings[i] == NULL)
        continue;
      if (path->len > 0)
        g_string_append (path, SEPARATOR);
      g_string_append (path, self->headings[i]);
    }
  return g_string_free (path, FALSE);
}

static void
close_passage (Cutter *self)
{
  g_autofree char *id = NULL;
  g_autofree char *heading = NULL;

  if (self->body->len == 0)
    return;
  id = bh_id_new ();
  heading = heading_path (self);
  g_ptr_array_add (self->passages,
                   bhd_passage_new (id, self->document_id, self->title, heading, self->body->str));
  g_string_truncate (self->body, 0);
  self->words = 0;
}

static void
open_heading (Cutter *self, const BhdBlock *block)
{
  close_passage (self);
  for (guint i = block->level - 1; i < LEVELS; i++)
    g_clear_pointer (&self->headings[i], g_free);
  /* The document's own title needs no second mention. */
  if (g_strcmp0 (block->text, self->title) != 0)
    self->headings[block->level - 1] = g_strdup (block->text);
}

static guint
count_words (GArray *sentences)
{
  guint words = 0;

  for (guint i = 0; i < sentences->len; i++)
    words += g_array_index (sentences, BhdSentence, i).words;
  return words;
}

static void
append_block (Cutter *self, const char *text, gsize length, const char *joint)
{
  if (self->body->len > 0)
    g_string_append (self->body, joint);
  g_string_append_len (self->body, text, (gssize) length);
}

/* A long block fills passages sentence by sentence; each begins with the last one's last sentence,
 * so that what belongs together is found together. */
static void
add_long (Cutter *self, GArray *sentences)
{
  for (guint i = 0; i < sentences->len; i++)
    {
      const BhdSentence *sentence = &g_array_index (sentences, BhdSentence, i);

      if (self->words > 0 && self->words + sentence->words > AIM_WORDS)
        {
          const BhdSentence *last = i > 0 ? sentence - 1 : NULL;

          close_passage (self);
          if (last != NULL && !last->item && last->words + sentence->words <= AIM_WORDS)
            {
              append_block (self, last->start, last->length, "");
              self->words = last->words;
            }
        }
      append_block (self, sentence->start, sentence->length, sentence->fresh ? "\n" : " ");
      self->words += sentence->words;
    }
}

/* Paragraphs are found best as their writer parted them: only what is too short to stand alone, or
 * is announced, is read together. */
static gboolean
stands_apart (const Cutter *self, guint words)
{
  gboolean announced = g_str_has_suffix (self->body->str, ":");

  if (self->words < SHORT_WORDS)
    return FALSE;
  return self->words + words > AIM_WORDS || (words >= SHORT_WORDS && !announced);
}

static void
add_block (Cutter *self, const BhdBlock *block)
{
  g_autoptr (GArray) sentences = bhd_sentences_split (block->text);
  guint words = count_words (sentences);

  if (stands_apart (self, words))
    close_passage (self);
  if (words > LONG_WORDS)
    {
      close_passage (self);
      add_long (self, sentences);
      return;
    }
  append_block (self, block->text, strlen (block->text), "\n");
  self->words += words;
}

GPtrArray *
bhd_passages_cut (const char *document_id, const char *title, const char *format, const char *body)
{
  gboolean markdown = g_strcmp0 (format, "text") != 0;
  g_autoptr (GPtrArray) blocks = markdown ? bhd_markdown_read (body) : bhd_plain_read (body);
  Cutter self = { document_id, title };

  self.passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  self.body = g_string_new (NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      const BhdBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == BHD_BLOCK_HEADING)
        open_heading (&self, block);
      else
        add_block (&self, block);
    }
  close_passage (&self);

  for (guint i = 0; i < LEVELS; i++)
    g_free (self.headings[i]);
  g_string_free (self.body, TRUE);
  return self.passages;
}
