/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-large.h"

#include "tests/bench/retrieval/retrieval-ask.h"

#include <math.h>
#include <string.h>

#define WORDS 90          /* of a passage: neither joined nor split */
#define PASSAGES 400      /* of a document */
#define SENTENCE_LEAST 30 /* bytes */
#define QUESTIONS 400
#define WARM 20 /* questions before it counts */

/* Sentences of the bodies; of sets that have none, the phrasings. */
static GPtrArray *
take_sentences (const GPtrArray *sets, gboolean bodies)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sets->len; i++)
    {
      const RetrievalSet *set = sets->pdata[i];

      for (guint k = 0; k < set->docs->len; k++)
        {
          const RetrievalDoc *doc = set->docs->pdata[k];
          g_auto (GStrv) parts = g_strsplit (bodies ? doc->body : doc->title, ". ", -1);

          for (char **part = parts; *part != NULL; part++)
            if (!bodies || strlen (*part) >= SENTENCE_LEAST)
              g_ptr_array_add (sentences, g_strdup (*part));
        }
    }
  return sentences;
}

static guint
count_words (const char *text)
{
  guint n = 1;

  for (; *text != '\0'; text++)
    n += *text == ' ';
  return n;
}

static void
write_passage (GString *text, const GPtrArray *sentences, GRand *rand)
{
  for (guint words = 0; words < WORDS;)
    {
      const char *sentence = sentences->pdata[g_rand_int_range (rand, 0, (int) sentences->len)];

      g_string_append_printf (text, "%s. ", sentence);
      words += count_words (sentence);
    }
  g_string_append (text, "\n\n");
}

static void
fill (RetrievalDesk *desk, const GPtrArray *sentences, guint passages)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (passages);

  for (guint done = 0; done < passages; done += PASSAGES)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *title = g_strdup_printf ("Collection %u", done / PASSAGES + 1);
      g_autofree char *id = NULL;

      for (guint i = 0; i < MIN (PASSAGES, passages - done); i++)
        write_passage (text, sentences, rand);
      id = retrieval_desk_put (desk, title, "text", text->str);
    }
  retrieval_desk_wait (desk);
}

static GPtrArray *
take_questions (const GPtrArray *sets, gboolean bodies)
{
  GPtrArray *questions = g_ptr_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < sets->len; i++)
    {
      const RetrievalSet *set = sets->pdata[i];

      for (guint k = 0; set->phrasings != bodies && k < set->queries->len; k++)
        g_ptr_array_add (questions, set->queries->pdata[k]);
    }
  for (guint i = 0; i < questions->len; i++)
    {
      guint other = (guint) g_rand_int_range (rand, (int) i, (int) questions->len);
      gpointer swapped = questions->pdata[i];

      questions->pdata[i] = questions->pdata[other];
      questions->pdata[other] = swapped;
    }
  g_ptr_array_set_size (questions, (int) MIN (questions->len, QUESTIONS + WARM));
  return questions;
}

static double
resident_mb (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", pid);
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NAN;
  line = strstr (text, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + strlen ("VmRSS:"), NULL) / 1024 : NAN;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static void
take_times (RetrievalSpeed *self, const GPtrArray *answers)
{
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = MIN (WARM, answers->len / 2); i < answers->len; i++)
    {
      const RetrievalAnswer *answer = answers->pdata[i];

      g_array_append_val (visits, answer->ms);
      g_array_append_val (runs, answer->run_ms);
    }
  g_array_sort (visits, compare_doubles);
  g_array_sort (runs, compare_doubles);
  self->p50_ms = g_array_index (visits, double, visits->len / 2);
  self->p95_ms = g_array_index (visits, double, visits->len * 95 / 100);
  self->run_p50_ms = g_array_index (runs, double, runs->len / 2);
  self->run_p95_ms = g_array_index (runs, double, runs->len * 95 / 100);
}

static double
start_cold (RetrievalDesk *desk, const GPtrArray *questions)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;
  gint64 began_us;

  g_ptr_array_add (one, questions->pdata[0]);
  bht_bellhopd_terminate (desk->daemon);
  began_us = g_get_monotonic_time ();
  bht_bellhopd_start (desk->daemon);
  answers = retrieval_ask (desk, one, 1);
  if (!((RetrievalAnswer *) answers->pdata[0])->came)
    return NAN;
  return (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
}

RetrievalSpeed
retrieval_large_run (const GPtrArray *sets, guint passages)
{
  RetrievalSpeed self = { .passages = passages };
  g_autoptr (RetrievalDesk) desk = retrieval_desk_new ();
  g_autoptr (GPtrArray) sentences = take_sentences (sets, TRUE);
  gboolean bodies = sentences->len > 0;
  g_autoptr (GPtrArray) questions = take_questions (sets, bodies);
  g_autoptr (GPtrArray) answers = NULL;
  gint64 began_us = g_get_monotonic_time ();

  if (!bodies)
    {
      g_ptr_array_unref (sentences);
      sentences = take_sentences (sets, FALSE);
    }
  fill (desk, sentences, passages);
  self.import_s = (double) (g_get_monotonic_time () - began_us) / G_USEC_PER_SEC;
  answers = retrieval_ask (desk, questions, 1);
  take_times (&self, answers);
  self.memory_mb = resident_mb (bht_bellhopd_pid (desk->daemon));
  self.cold_s = start_cold (desk, questions);
  return self;
}
