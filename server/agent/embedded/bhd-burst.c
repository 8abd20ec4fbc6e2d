/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/embedded/bhd-burst.h"

#include "common/bh-json-reader.h"
#include "common/media/bh-attachment.h"
#include "server/agent/embedded/bhd-replies.h"
#include "server/knowledge/text/bhd-sentences.h"

#include <string.h>

#define BHD_EXTRA_MAX 65536 /* bytes of what is offered below a message */
#define SUMMARY_LINE 160    /* characters of a message */
#define SUMMARY_LINES 6     /* messages */

static const BhMessage *
message_at (const BhdRun *run, guint i)
{
  return g_ptr_array_index (run->history, i);
}

/* Where the burst begins: behind the last text of anybody else. */
static guint
burst_start (const BhdRun *run)
{
  guint start = run->history->len;

  while (start > 0)
    {
      const BhMessage *message = message_at (run, start - 1);

      if (message->kind == BH_MESSAGE_TEXT && message->author != BH_AUTHOR_VISITOR)
        break;
      start--;
    }
  return start;
}

static gboolean
is_visitors (const BhMessage *message)
{
  return message->author == BH_AUTHOR_VISITOR && message->kind == BH_MESSAGE_TEXT;
}

static gboolean
has_files (const BhMessage *message)
{
  g_autoptr (GPtrArray) files = bh_attachments_read (message->extra);

  return files->len > 0;
}

static void
close_question (BhdBurst *self, GString *open)
{
  if (open->len > 0)
    g_ptr_array_add (self->questions, g_strdup (open->str));
  g_string_truncate (open, 0);
}

/* A statement explains the question behind it; a question ends what belongs together. */
static void
read_sentence (BhdBurst *self, const char *sentence, gboolean fresh, GString *open)
{
  gboolean asks = FALSE;
  BhdIntent intents = bhd_intent_read (sentence, &asks);

  /* What lies behind the boundary asked for a person who has been here since. */
  self->intents |= fresh ? intents : intents & ~(BhdIntent) BHD_INTENT_PERSON;
  if (!asks)
    return;
  if (open->len > 0)
    g_string_append_c (open, ' ');
  g_string_append (open, sentence);
  if (bhd_intent_is_question (sentence))
    close_question (self, open);
}

static void
read_message (BhdBurst *self, const BhMessage *message, gboolean fresh, GString *open)
{
  g_autoptr (GArray) sentences = bhd_sentences_split (message->body);

  for (guint i = 0; i < sentences->len; i++)
    {
      const BhdSentence *at = &g_array_index (sentences, BhdSentence, i);
      g_autofree char *sentence = g_strndup (at->start, at->length);

      read_sentence (self, sentence, fresh, open);
    }
}

/* What explains comes after the question as well: “how do I return it? it is too small”. */
static void
join_rest (BhdBurst *self, GString *open)
{
  char **last;

  if (open->len == 0)
    return;
  if (self->questions->len == 0)
    {
      close_question (self, open);
      return;
    }
  last = (char **) &g_ptr_array_index (self->questions, self->questions->len - 1);
  g_string_prepend_c (open, ' ');
  g_string_prepend (open, *last);
  g_free (*last);
  *last = g_strdup (open->str);
}

/* “ok” says little of a language: then what the visitor wrote before tells. */
static const char *
language_of (const BhdRun *run, const char *text)
{
  const char *language = bhd_reply_language (text);

  for (guint i = run->history->len; *language == '\0' && i > 0; i--)
    if (is_visitors (message_at (run, i - 1)))
      language = bhd_reply_language (message_at (run, i - 1)->body);
  return language;
}

/* “chosen” of a visitor's message: which of the choices it takes, and what was asked. */
static void
read_choice (BhdBurst *self, const BhMessage *message)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *chosen;

  if (message->extra == NULL)
    return;
  node = bh_json_parse_object (message->extra, strlen (message->extra), BHD_EXTRA_MAX, NULL);
  chosen = node != NULL ? bh_json_get_object (json_node_get_object (node), "chosen") : NULL;
  if (chosen == NULL)
    return;
  g_free (self->offered);
  self->offered = g_strdup (bh_json_get_string (chosen, "question", ""));
  g_free (self->chosen);
  self->chosen = g_strdup (bh_json_get_string (chosen, "document_id", NULL));
}

BhdBurst *
bhd_burst_read (const BhdRun *run)
{
  BhdBurst *self = g_new0 (BhdBurst, 1);
  guint start = burst_start (run);
  const BhMessage *before = start > 0 ? message_at (run, start - 1) : NULL;
  g_autoptr (GString) open = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  self->questions = g_ptr_array_new_with_free_func (g_free);
  self->after_answer = before != NULL && before->author == BH_AUTHOR_AI && start > 1;
  self->after_offer = before != NULL && before->author == BH_AUTHOR_AI &&
                      before->seq > run->boundary_seq && bhd_reply_is_offer (before->body);
  for (guint i = start; i < run->history->len; i++)
    {
      const BhMessage *message = message_at (run, i);

      if (!is_visitors (message))
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, message->body);
      self->files |= has_files (message);
      read_choice (self, message);
      read_message (self, message, message->seq > run->boundary_seq, open);
    }
  join_rest (self, open);
  self->text = g_strdup (text->str);
  self->language = language_of (run, self->offered != NULL ? self->offered : self->text);
  return self;
}

void
bhd_burst_free (BhdBurst *self)
{
  g_ptr_array_unref (self->questions);
  g_free (self->text);
  g_free (self->offered);
  g_free (self->chosen);
  g_free (self);
}

char *
bhd_burst_earlier_question (const BhdRun *run)
{
  for (guint i = burst_start (run); i > 0; i--)
    {
      const BhMessage *message = message_at (run, i - 1);
      gboolean asks = FALSE;

      if (!is_visitors (message))
        continue;
      bhd_intent_read (message->body, &asks);
      if (asks)
        return g_strdup (message->body);
    }
  return NULL;
}

static void
append_line (GString *summary, const BhMessage *message)
{
  static const char *const names[] = {
    [BH_AUTHOR_VISITOR] = "Visitor",
    [BH_AUTHOR_AI] = "Assistant",
    [BH_AUTHOR_OPERATOR] = "Team",
    [BH_AUTHOR_SYSTEM] = "System",
  };
  g_autofree char *words = bh_message_to_words (message);
  glong length = g_utf8_strlen (words, -1);
  g_autofree char *start = g_utf8_substring (words, 0, MIN (length, SUMMARY_LINE));

  g_strdelimit (start, "\n", ' ');
  if (summary->len > 0)
    g_string_append_c (summary, '\n');
  g_string_append_printf (summary, "%s: %s%s", names[message->author], start,
                          length > SUMMARY_LINE ? "…" : "");
}

/* Lines that say something of what it is about: no courtesies, no greeting of ours. */
static gboolean
belongs_in_summary (const BhMessage *message, gboolean seen_visitor)
{
  gboolean asks = FALSE;

  if (message->kind != BH_MESSAGE_TEXT)
    return FALSE;
  if (message->author != BH_AUTHOR_VISITOR)
    return seen_visitor;
  bhd_intent_read (message->body, &asks);
  return asks || has_files (message);
}

char *
bhd_burst_summary (const BhdRun *run)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < run->history->len; i++)
    if (belongs_in_summary (message_at (run, i), lines->len > 0))
      g_ptr_array_add (lines, (gpointer) message_at (run, i));
  for (guint i = lines->len > SUMMARY_LINES ? lines->len - SUMMARY_LINES : 0; i < lines->len; i++)
    append_line (summary, g_ptr_array_index (lines, i));
  if (summary->len == 0)
    g_string_append (summary, "The visitor asked for a person and nothing else.");
  return g_string_free (summary, FALSE);
}
