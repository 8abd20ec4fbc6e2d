/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Makes word-vectors.bin out of questions sorted by what they ask for; see ATTRIBUTION.md. */
#include <locale.h>
#include <stdlib.h>

#include "data/word-vectors/corpus.h"
#include "data/word-vectors/judge.h"
#include "data/word-vectors/learn.h"
#include "data/word-vectors/word-file.h"

typedef struct
{
  LearnSettings learn;
  int rare;
  int room;
  char *output;
  char **without;
  char **judged;
  char **inputs;
} Settings;

static void
settings_clear (Settings *self)
{
  g_free (self->output);
  g_strfreev (self->without);
  g_strfreev (self->judged);
  g_strfreev (self->inputs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Settings, settings_clear)

static gboolean
settings_read (Settings *self, int *argc, char ***argv, GError **error)
{
  LearnSettings *to = &self->learn;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &to->seed, "Chance", "N" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &to->steps, "Batches to learn from", "N" },
    { "batch", 0, 0, G_OPTION_ARG_INT, &to->batch, "Intents a batch", "N" },
    { "temperature", 0, 0, G_OPTION_ARG_DOUBLE, &to->temperature, "Of the softmax", "T" },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &to->rate, "Of learning", "R" },
    { "drop", 0, 0, G_OPTION_ARG_DOUBLE, &to->drop, "Share of words left out", "P" },
    { "mixed", 0, 0, G_OPTION_ARG_DOUBLE, &to->mixed, "Share of batches over all sets", "P" },
    { "apart", 0, 0, G_OPTION_ARG_DOUBLE, &to->apart, "Share of batches of the last set (WordNet)",
      "P" },
    { "rare", 0, 0, G_OPTION_ARG_INT, &self->rare, "Leave out stems seen less often", "N" },
    { "room", 0, 0, G_OPTION_ARG_INT, &self->room, "Keep so many stems", "N" },
    { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->without, "Leave out this set", "SET" },
    { "judge", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->judged, "Judge with it", "FOLDER" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, "Write the vectors", "FILE" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->inputs, NULL, "FILE..." },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (self->inputs != NULL)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "name a file of questions");
  return FALSE;
}

static gboolean
run (Settings *settings, GError **error)
{
  g_autoptr (Corpus) corpus =
      corpus_read ((const char *const *) settings->inputs, (const char *const *) settings->without,
                   settings->rare, settings->room, error);
  g_autofree float *vectors = NULL;

  if (corpus == NULL)
    return FALSE;

  g_printerr ("%u stems, %u questions, %u intents, %u sets\n", corpus->stems->len,
              corpus->utterances->len, corpus->intents->len, corpus->sets->len);
  vectors = learn (corpus, &settings->learn);
  word_file_round (corpus, vectors);
  for (guint i = 0; settings->judged != NULL && settings->judged[i] != NULL; i++)
    if (!judge (corpus, vectors, settings->judged[i], error))
      return FALSE;

  return settings->output == NULL || word_file_write (corpus, vectors, settings->output, error);
}

int
main (int argc, char **argv)
{
  g_auto (Settings) settings = { .learn = { 1, 14000, 128, 0.06, 0.05, 0.2, 0.6, 0.45 },
                                 .rare = 3,
                                 .room = 9300 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (settings_read (&settings, &argc, &argv, &error) && run (&settings, &error))
    return EXIT_SUCCESS;

  g_printerr ("%s\n", error->message);
  return EXIT_FAILURE;
}
