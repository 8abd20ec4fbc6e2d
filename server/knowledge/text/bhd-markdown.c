/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-markdown.h"

#include <string.h>

/* The reader: lines come in, and gather in @open until something else begins. */
typedef struct
{
  GPtrArray *blocks;
  BhdBlockKind kind; /* of what is open */
  GString *open;
  char fence;         /* inside a code block: what closes it */
  GPtrArray *columns; /* (nullable) inside a table: its head */
} Reader;

static void
block_free (gpointer data)
{
  BhdBlock *self = data;

  g_free (self->text);
  g_free (self);
}

static void
add_block (Reader *self, BhdBlockKind kind, guint level, char *text)
{
  BhdBlock *block;

  if (*text == '\0')
    {
      g_free (text);
      return;
    }
  block = g_new0 (BhdBlock, 1);
  block->kind = kind;
  block->level = level;
  block->text = text;
  g_ptr_array_add (self->blocks, block);
}

static void
close_open (Reader *self)
{
  char *text = g_strstrip (g_strdup (self->open->str));

  g_string_truncate (self->open, 0);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  add_block (self, self->kind, 0, text);
  self->kind = BHD_BLOCK_TEXT;
}

static void
append_line (Reader *self, const char *line, char joint)
{
  if (self->open->len > 0)
    g_string_append_c (self->open, joint);
  g_string_append (self->open, line);
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t\r")] == '\0';
}

/* Lines of one repeated mark: “---”, “* * *”, “=====”. */
static gboolean
is_rule (const char *line, const char *marks)
{
  const char *at = line + strspn (line, " ");
  char mark = *at;
  guint n = 0;

  if (mark == '\0' || strchr (marks, mark) == NULL)
    return FALSE;
  for (; *at != '\0'; at++)
    {
      if (*at != mark && !g_ascii_isspace (*at))
        return FALSE;
      n += *at == mark;
    }
  return n >= 3 || (n >= 2 && strchr ("=", mark) != NULL);
}

static gboolean
read_fence (Reader *self, const char *line)
{
  const char *at = line + strspn (line, " ");

  if (self->fence != '\0')
    {
      if (strspn (at, (char[]){ self->fence, '\0' }) >= 3)
        {
          self->fence = '\0';
          close_open (self);
        }
      else
        append_line (self, line, '\n');
      return TRUE;
    }
  if (!g_str_has_prefix (at, "```") && !g_str_has_prefix (at, "~~~"))
    return FALSE;
  close_open (self);
  self->kind = BHD_BLOCK_CODE;
  self->fence = *at;
  return TRUE;
}

static gboolean
read_heading (Reader *self, const char *line)
{
  gsize level = strspn (line, "#");
  char *text, *end;

  if (level < 1 || level > 6 || (line[level] != ' ' && line[level] != '\t'))
    return FALSE;
  close_open (self);
  text = bhd_markdown_clean (line + level, -1);
  for (end = text + strlen (text); end > text && strchr ("# ", end[-1]) != NULL;)
    *--end = '\0';
  add_block (self, BHD_BLOCK_HEADING, (guint) level, text);
  return TRUE;
}

/* A paragraph that is underlined was a heading. */
static gboolean
read_underline (Reader *self, const char *line)
{
  BhdBlock *block;
  guint n = self->blocks->len;

  if (self->kind != BHD_BLOCK_TEXT || self->open->len == 0 || !is_rule (line, "=-"))
    return FALSE;
  close_open (self);
  if (self->blocks->len == n)
    return TRUE;
  block = g_ptr_array_index (self->blocks, self->blocks->len - 1);
  block->kind = BHD_BLOCK_HEADING;
  block->level = strchr (line, '=') != NULL ? 1 : 2;
  return TRUE;
}

static gboolean
read_item (Reader *self, const char *line)
{
  const char *at = line + strspn (line, " \t"), *digits = at;
  g_autofree char *text = NULL;
  g_autofree char *item = NULL;

  while (g_ascii_isdigit (*at))
    at++;
  if (at > digits && at - digits < 10 && (*at == '.' || *at == ')') && at[1] == ' ')
    {
      text = bhd_markdown_clean (at + 2, -1);
      item = g_strdup_printf ("%.*s. %s", (int) (at - digits), digits, text);
    }
  else if (at == digits && *at != '\0' && strchr ("-*+", *at) != NULL && g_ascii_isspace (at[1]))
    {
      text = bhd_markdown_clean (at + 2, -1);
      item = g_strconcat ("• ", text, NULL);
    }
  else
    return FALSE;

  if (self->kind != BHD_BLOCK_LIST)
    close_open (self);
  self->kind = BHD_BLOCK_LIST;
  append_line (self, item, '\n');
  return TRUE;
}

static GPtrArray *
split_cells (const char *line)
{
  g_autofree char *clean = bhd_markdown_clean (line, -1);
  g_auto (GStrv) parts = g_strsplit (clean, "|", -1);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (cells, g_strdup (parts[i]));
  return cells;
}

/* “City bike: Day 14 euros, Week 69 euros”; where there are two columns, “Tube: 18 euros”. */
static void
append_row (Reader *self, GPtrArray *cells)
{
  g_autoptr (GString) row = g_string_new ("• ");

  for (guint i = 0; i < cells->len; i++)
    {
      const char *head = i > 0 && cells->len > 2 && i < self->columns->len
                             ? g_ptr_array_index (self->columns, i)
                             : NULL;

      g_string_append (row, i == 0 ? "" : i == 1 ? ": " : ", ");
      if (head != NULL)
        g_string_append_printf (row, "%s ", head);
      g_string_append (row, g_ptr_array_index (cells, i));
    }
  append_line (self, row->str, '\n');
}

/* A table's rows become lines of a list; its head is said with each. */
static gboolean
read_row (Reader *self, const char *line)
{
  const char *at = line + strspn (line, " ");
  g_autoptr (GPtrArray) cells = NULL;

  if (*at != '|')
    return FALSE;
  if (at[strspn (at, "|-: \t")] == '\0')
    return TRUE;
  cells = split_cells (at);
  if (cells->len == 0)
    return TRUE;
  if (self->kind != BHD_BLOCK_LIST)
    close_open (self);
  self->kind = BHD_BLOCK_LIST;
  if (self->columns == NULL)
    self->columns = g_steal_pointer (&cells);
  else
    append_row (self, cells);
  return TRUE;
}

static void
read_line (Reader *self, const char *line)
{
  g_autofree char *clean = NULL;

  if (read_fence (self, line))
    return;
  if (is_blank (line))
    {
      close_open (self);
      return;
    }
  if (read_heading (self, line) || read_underline (self, line))
    return;
  if (is_rule (line, "-*_"))
    {
      close_open (self);
      return;
    }
  if (read_item (self, line) || read_row (self, line))
    return;

  line += strspn (line, " \t>"); /* of a quotation */
  clean = bhd_markdown_clean (line, -1);
  if (*clean != '\0')
    append_line (self, clean, ' ');
}

/* “---” lines around “key: value” at the very top are for other programs. */
static const char *
skip_front_matter (const char *text)
{
  const char *end;

  if (!g_str_has_prefix (text, "---\n"))
    return text;
  end = strstr (text + 3, "\n---\n");
  return end != NULL ? end + strlen ("\n---\n") : text;
}

static GPtrArray *
read_blocks (const char *text, void (*read) (Reader *, const char *))
{
  Reader self = { g_ptr_array_new_with_free_func (block_free), BHD_BLOCK_TEXT,
                  g_string_new (NULL) };
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    read (&self, lines[i]);
  close_open (&self);
  g_string_free (self.open, TRUE);
  return self.blocks;
}

static void
read_plain_line (Reader *self, const char *line)
{
  g_autofree char *clean = g_strstrip (g_strdup (line));

  if (*clean == '\0')
    close_open (self);
  else if (!read_item (self, line))
    append_line (self, clean, self->kind == BHD_BLOCK_LIST ? '\n' : ' ');
}

GPtrArray *
bhd_markdown_read (const char *text)
{
  return read_blocks (skip_front_matter (text), read_line);
}

GPtrArray *
bhd_plain_read (const char *text)
{
  return read_blocks (text, read_plain_line);
}
