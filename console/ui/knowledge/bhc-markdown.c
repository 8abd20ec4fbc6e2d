/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/ui/knowledge/bhc-markdown.h"

#include <pango/pango.h>
#include <string.h>

#define HEADINGS 3

static void
make_tags (GtkTextBuffer *buffer)
{
  static const char *const names[HEADINGS] = { "h1", "h2", "h3" };
  static const double scales[HEADINGS] = { 1.5, 1.25, 1.1 };

  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "h1") != NULL)
    return;

  for (guint i = 0; i < HEADINGS; i++)
    gtk_text_buffer_create_tag (buffer, names[i], "weight", PANGO_WEIGHT_BOLD, "scale", scales[i],
                                "pixels-above-lines", 8, "pixels-below-lines", 4, NULL);
  gtk_text_buffer_create_tag (buffer, "strong", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "emphasis", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, "link", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "item", "left-margin", 34, "indent", -16, NULL);
  gtk_text_buffer_create_tag (buffer, "quote", "left-margin", 30, "style", PANGO_STYLE_ITALIC,
                              NULL);
}

/* What words are enclosed in, the longer first. */
static const struct
{
  const char *mark;
  const char *tag;
} marks[] = {
  { "**", "strong" },
  { "__", "strong" },
  { "`", "code" },
  { "*", "emphasis" },
};

static void
append (GtkTextBuffer *buffer, const char *text, gssize length, const char *tag, const char *block)
{
  GtkTextIter start, end;
  int offset;

  gtk_text_buffer_get_end_iter (buffer, &end);
  offset = gtk_text_iter_get_offset (&end);
  gtk_text_buffer_insert (buffer, &end, text, (int) length);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  if (tag != NULL)
    gtk_text_buffer_apply_tag_by_name (buffer, tag, &start, &end);
  if (block != NULL)
    gtk_text_buffer_apply_tag_by_name (buffer, block, &start, &end);
}

/* How much of @text is an enclosed run of words; @inner is its length without the marks. */
static gsize
find_run (const char *text, const char **tag, const char **inside, gsize *inner)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize n = strlen (marks[i].mark);
      const char *end;

      if (!g_str_has_prefix (text, marks[i].mark) || g_ascii_isspace (text[n]) || text[n] == '\0')
        continue;
      end = strstr (text + n, marks[i].mark);
      if (end == NULL || end == text + n)
        continue;
      *tag = marks[i].tag;
      *inside = text + n;
      *inner = (gsize) (end - text) - n;
      return *inner + 2 * n;
    }

  return 0;
}

/* “[words](address)” */
static gsize
find_link (const char *text, const char **inside, gsize *inner)
{
  const char *middle = *text == '[' ? strstr (text, "](") : NULL;
  const char *end = middle != NULL ? strchr (middle, ')') : NULL;

  if (end == NULL)
    return 0;

  *inside = text + 1;
  *inner = (gsize) (middle - text) - 1;
  return (gsize) (end - text) + 1;
}

static void
append_words (GtkTextBuffer *buffer, const char *line, const char *block)
{
  const char *plain = line;
  const char *at = line;

  while (*at != '\0')
    {
      const char *tag = "link";
      const char *inside = NULL;
      gsize inner = 0;
      gsize length = find_link (at, &inside, &inner);

      if (length == 0)
        length = find_run (at, &tag, &inside, &inner);
      if (length == 0)
        {
          at++;
          continue;
        }
      append (buffer, plain, at - plain, NULL, block);
      append (buffer, inside, (gssize) inner, tag, block);
      at += length;
      plain = at;
    }
  append (buffer, plain, -1, NULL, block);
}

/* The length of “1. ”, 0 where there is none. */
static gsize
numbering (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  return digits > 0 && digits < 4 && (g_str_has_prefix (line + digits, ". ")) ? digits + 2 : 0;
}

static void
append_line (GtkTextBuffer *buffer, const char *line)
{
  static const char *const tags[HEADINGS] = { "h1", "h2", "h3" };
  gsize hashes = strspn (line, "#");
  gsize blank = strspn (line, " ");
  const char *text = line + blank;
  gsize number = numbering (text);

  if (hashes > 0 && line[hashes] == ' ')
    append_words (buffer, line + hashes + 1, tags[MIN (hashes, HEADINGS) - 1]);
  else if (g_str_has_prefix (text, "- ") || g_str_has_prefix (text, "* "))
    {
      append (buffer, "•  ", -1, NULL, "item");
      append_words (buffer, text + 2, "item");
    }
  else if (number > 0)
    {
      append (buffer, text, (gssize) number, NULL, "item");
      append_words (buffer, text + number, "item");
    }
  else if (g_str_has_prefix (text, "> "))
    append_words (buffer, text + 2, "quote");
  else
    append_words (buffer, line, NULL);
}

void
bhc_markdown_fill (GtkTextBuffer *buffer, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean code = FALSE;

  make_tags (buffer);
  gtk_text_buffer_set_text (buffer, "", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "```"))
        {
          code = !code;
          continue;
        }
      if (code)
        append (buffer, lines[i], -1, "code", NULL);
      else
        append_line (buffer, lines[i]);
      if (lines[i + 1] != NULL)
        append (buffer, "\n", 1, NULL, NULL);
    }
}
