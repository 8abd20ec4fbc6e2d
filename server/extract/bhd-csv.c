/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-csv.h"

#include "server/extract/bhd-text.h"

#include <csv.h>
#include <string.h>

#define CHUNK 65536   /* bytes between two looks at whether it is enough */
#define NO_QUOTE 0x01 /* a character that the text no longer has */

/* What columns of questions and answers are called. */
static const char *const question_words[] = {
  "question", "questions", "q",   "frage",     "fragen", "pregunta", "domanda", "vraag",
  "pergunta", "faq",       "ask", "utterance", "query",  "title",    "titel",
};
static const char *const answer_words[] = {
  "answer",   "answers", "a",       "antwort",  "antworten", "respuesta",
  "risposta", "réponse", "reponse", "antwoord", "resposta",  "reply",
  "response", "body",    "content", "text",     "inhalt",
};

typedef struct
{
  BhdMarkup *out;
  GPtrArray *head; /* (nullable) until the first row has ended */
  GPtrArray *row;
  gint question; /* column, -1: none */
  gint answer;
  gboolean too_wide;
} Table;

static gint
find_column (GPtrArray *head, const char *const *words, guint n_words)
{
  for (guint w = 0; w < n_words; w++)
    for (guint i = 0; i < head->len; i++)
      {
        g_autofree char *cell = g_utf8_casefold (g_ptr_array_index (head, i), -1);

        if (strcmp (g_strstrip (cell), words[w]) == 0)
          return (gint) i;
      }
  return -1;
}

static gboolean
is_question (const char *cell)
{
  g_autofree char *text = g_strstrip (g_strdup (cell));

  return g_str_has_suffix (text, "?") || g_str_has_suffix (text, "？") ||
         g_str_has_suffix (text, "؟");
}

static void
add_lines (Table *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        bhd_markup_break_line (self->out);
      bhd_markup_add (self->out, lines[i], strlen (lines[i]));
    }
}

static gboolean
is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
write_pairs (Table *self)
{
  for (guint i = 0; i < self->row->len; i++)
    {
      const char *value = g_ptr_array_index (self->row, i);
      const char *name = i < self->head->len ? g_ptr_array_index (self->head, i) : "";

      if ((gint) i == self->question || (gint) i == self->answer || is_blank (value))
        continue;
      bhd_markup_open_item (self->out, 0, 0);
      bhd_markup_add (self->out, name, strlen (name));
      if (!is_blank (name))
        bhd_markup_add (self->out, ": ", 2);
      add_lines (self, value);
    }
}

static const char *
cell (Table *self, gint column)
{
  return column >= 0 && (guint) column < self->row->len
             ? g_ptr_array_index (self->row, (guint) column)
             : "";
}

static void
write_row (Table *self)
{
  const char *question = cell (self, self->question);

  if (self->question >= 0 && !is_blank (question))
    {
      bhd_markup_open_heading (self->out, 2);
      bhd_markup_add (self->out, question, strlen (question));
    }
  if (self->answer >= 0)
    {
      bhd_markup_open_text (self->out);
      add_lines (self, cell (self, self->answer));
    }
  bhd_markup_part (self->out);
  write_pairs (self);
}

/* The first row names the columns, unless it is a question with its answer already. */
static void
read_head (Table *self)
{
  self->head = g_steal_pointer (&self->row);
  self->row = g_ptr_array_new_with_free_func (g_free);
  self->question = find_column (self->head, question_words, G_N_ELEMENTS (question_words));
  self->answer = find_column (self->head, answer_words, G_N_ELEMENTS (answer_words));
  if (self->question >= 0 && self->answer >= 0 && self->question != self->answer)
    return;
  self->question = self->answer = -1;
  if (self->head->len != 2 || !is_question (g_ptr_array_index (self->head, 0)))
    return;
  self->question = 0;
  self->answer = 1;
  g_ptr_array_unref (self->row);
  self->row = g_ptr_array_ref (self->head);
  write_row (self);
  g_ptr_array_unref (self->row);
  self->row = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
is_empty (GPtrArray *row)
{
  for (guint i = 0; i < row->len; i++)
    if (!is_blank (g_ptr_array_index (row, i)))
      return FALSE;
  return TRUE;
}

static void
end_field_cb (void *field, size_t length, void *data)
{
  Table *self = data;

  if (self->row->len >= BH_EXTRACTION_COLUMNS_MAX)
    self->too_wide = TRUE;
  else if (!bhd_markup_is_full (self->out))
    g_ptr_array_add (self->row, g_strndup (field, length));
}

static void
end_row_cb (int end, void *data)
{
  Table *self = data;

  if (bhd_markup_is_full (self->out) || self->too_wide)
    return;
  if (is_empty (self->row))
    ;
  else if (self->head == NULL)
    read_head (self);
  else
    write_row (self);
  g_ptr_array_set_size (self->row, 0);
}

static char
find_delimiter (const GString *text)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  gsize counts[G_N_ELEMENTS (delimiters)] = { 0 }, best = 0;
  gboolean quoted = FALSE;

  for (const char *at = text->str; *at != '\0' && (quoted || *at != '\n'); at++)
    {
      quoted ^= *at == '"';
      for (guint i = 0; i < G_N_ELEMENTS (delimiters) && !quoted; i++)
        counts[i] += *at == delimiters[i];
    }
  for (guint i = 1; i < G_N_ELEMENTS (delimiters); i++)
    if (counts[i] > counts[best])
      best = i;
  return delimiters[best];
}

/* Returns: FALSE where a quotation mark was never closed. */
static gboolean
parse (Table *self, const GString *text, gboolean with_quotes)
{
  struct csv_parser parser;
  gboolean closed;

  csv_init (&parser, CSV_APPEND_NULL);
  csv_set_blk_size (&parser, CHUNK);
  csv_set_delim (&parser, (unsigned char) find_delimiter (text));
  if (!with_quotes)
    csv_set_quote (&parser, NO_QUOTE);
  for (gsize at = 0; at < text->len && !bhd_markup_is_full (self->out) && !self->too_wide;
       at += CHUNK)
    csv_parse (&parser, text->str + at, MIN (CHUNK, text->len - at), end_field_cb, end_row_cb,
               self);
  /* Strict only about the end. */
  csv_set_opts (&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
  closed = csv_fini (&parser, end_field_cb, end_row_cb, self) == 0;
  csv_free (&parser);
  return closed;
}

static gboolean
read_table (const GString *text, gboolean with_quotes, BhdMarkup *out, BhExtraction *status)
{
  Table self = { .out = out, .row = g_ptr_array_new_with_free_func (g_free) };
  gboolean closed = parse (&self, text, with_quotes);

  *status = self.too_wide ? BH_EXTRACTION_TOO_WIDE : BH_EXTRACTION_DONE;
  /* A lone row is no head: it is all there is. */
  if (closed && self.head != NULL && bhd_markup_text (out)->len == 0)
    {
      g_ptr_array_unref (self.row);
      self.row = g_steal_pointer (&self.head);
      self.head = g_ptr_array_new ();
      self.question = self.answer = -1;
      write_row (&self);
    }
  g_ptr_array_unref (self.row);
  g_clear_pointer (&self.head, g_ptr_array_unref);
  return closed || self.too_wide;
}

BhExtraction
bhd_csv_extract (const guint8 *bytes, gsize length, BhdMarkup *out)
{
  GString *text = bhd_text_decode (bytes, length);
  BhExtraction status;

  /* One quotation mark that is never closed would swallow the rest as one cell. */
  if (!read_table (text, TRUE, out, &status) && !bhd_markup_is_full (out))
    {
      bhd_markup_take (out, g_string_new (NULL));
      read_table (text, FALSE, out, &status);
    }
  g_string_free (text, TRUE);
  return status;
}
