/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "data/word-vectors/corpus.h"

#include "server/knowledge/text/bhd-language.h"
#include "server/knowledge/text/bhd-tokens.h"

typedef struct
{
  const char *set;
  const char *intent;
  const char *text;
} Line;

static guint
english (void)
{
  for (guint i = 0; i < BHD_LANGUAGES; i++)
    if (g_str_equal (bhd_language_code (i), "en"))
      return i;

  g_assert_not_reached ();
}

GPtrArray *
corpus_stems (const char *text)
{
  GPtrArray *stems = g_ptr_array_new_with_free_func (g_free);
  guint language = english ();
  BhdTokens tokens;
  BhdToken token;

  bhd_tokens_init (&tokens, text);
  while (bhd_tokens_next (&tokens, &token))
    if (strpbrk (token.text, "0123456789") == NULL)
      g_ptr_array_add (stems, g_strdup (bhd_language_stem (language, token.text, token.length)));

  return stems;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *one = a;
  const Line *other = b;
  int order = strcmp (one->set, other->set);

  if (order == 0)
    order = strcmp (one->intent, other->intent);

  return order != 0 ? order : strcmp (one->text, other->text);
}

/* Cuts @content, whose text the lines then point into. */
static void
read_lines (char *content, const char *const *without, GArray *lines)
{
  char *rest = content;
  char *line;

  while ((line = strsep (&rest, "\n")) != NULL)
    {
      const char *set = strsep (&line, "\t");
      const char *intent = strsep (&line, "\t");
      Line found = { set, intent, line };

      if (line != NULL && !(without != NULL && g_strv_contains (without, set)))
        g_array_append_val (lines, found);
    }
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *one = *(char *const *) a;
  const char *other = *(char *const *) b;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, one));
  guint m = GPOINTER_TO_UINT (g_hash_table_lookup (counts, other));

  return n != m ? (n < m) - (n > m) : strcmp (one, other);
}

/* The most frequent stems get their numbers, in order of frequency. */
static void
number_stems (Corpus *self, GHashTable *counts, guint rare, guint room)
{
  guint n_all = 0;
  g_autofree gpointer *all = g_hash_table_get_keys_as_array (counts, &n_all);

  g_qsort_with_data (all, (int) n_all, sizeof (gpointer), compare_counts, counts);
  for (guint i = 0; i < MIN (n_all, room); i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, all[i]));
      char *stem = NULL;

      if (n < rare)
        break;
      stem = g_strdup (all[i]);
      g_ptr_array_add (self->stems, stem);
      g_array_append_val (self->counts, n);
      g_hash_table_insert (self->number, stem, GUINT_TO_POINTER (i + 1));
    }
}

static void
count_stems (GHashTable *counts, GPtrArray *stems)
{
  for (guint i = 0; i < stems->len; i++)
    {
      gpointer n = g_hash_table_lookup (counts, stems->pdata[i]);

      g_hash_table_insert (counts, g_strdup (stems->pdata[i]),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
    }
}

static void
add_utterance (Corpus *self, GPtrArray *stems)
{
  Utterance utterance = { self->words->len, 0 };

  for (guint i = 0; i < stems->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->number, stems->pdata[i]));

      if (n == 0)
        continue;
      n--;
      g_array_append_val (self->words, n);
      utterance.length++;
    }

  if (utterance.length > 0)
    g_array_append_val (self->utterances, utterance);
}

static void
add_intents (Corpus *self, GArray *lines, GPtrArray *stems)
{
  for (guint i = 0; i < lines->len;)
    {
      const Line *first = &g_array_index (lines, Line, i);
      Intent intent = { 0, self->utterances->len, 0 };

      if (self->sets->len == 0 || !g_str_equal (self->sets->pdata[self->sets->len - 1], first->set))
        g_ptr_array_add (self->sets, g_strdup (first->set));
      intent.set = self->sets->len - 1;
      for (; i < lines->len; i++)
        {
          const Line *line = &g_array_index (lines, Line, i);

          if (!g_str_equal (line->set, first->set) || !g_str_equal (line->intent, first->intent))
            break;
          add_utterance (self, stems->pdata[i]);
        }
      intent.length = self->utterances->len - intent.first;
      if (intent.length > 1)
        g_array_append_val (self->intents, intent);
    }
}

static Corpus *
corpus_new (void)
{
  Corpus *self = g_new0 (Corpus, 1);

  self->stems = g_ptr_array_new_with_free_func (g_free);
  self->number = g_hash_table_new (g_str_hash, g_str_equal);
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->words = g_array_new (FALSE, FALSE, sizeof (guint));
  self->utterances = g_array_new (FALSE, FALSE, sizeof (Utterance));
  self->intents = g_array_new (FALSE, FALSE, sizeof (Intent));
  self->sets = g_ptr_array_new_with_free_func (g_free);
  return self;
}

Corpus *
corpus_read (const char *const *paths,
             const char *const *without,
             guint rare,
             guint room,
             GError **error)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Corpus *self = NULL;

  for (; *paths != NULL; paths++)
    {
      char *content = NULL;

      if (!g_file_get_contents (*paths, &content, NULL, error))
        return NULL;
      g_ptr_array_add (contents, content);
      read_lines (content, without, lines);
    }

  g_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    {
      GPtrArray *found = corpus_stems (g_array_index (lines, Line, i).text);

      g_ptr_array_add (stems, found);
      count_stems (counts, found);
    }

  self = corpus_new ();
  number_stems (self, counts, rare, room);
  add_intents (self, lines, stems);
  return self;
}

void
corpus_free (Corpus *self)
{
  g_ptr_array_unref (self->stems);
  g_hash_table_unref (self->number);
  g_array_unref (self->counts);
  g_array_unref (self->words);
  g_array_unref (self->utterances);
  g_array_unref (self->intents);
  g_ptr_array_unref (self->sets);
  g_free (self);
}
