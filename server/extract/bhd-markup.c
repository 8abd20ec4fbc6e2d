/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-markup.h"

#include "server/extract/bhd-character.h"

#include <string.h>

#define LEVELS 6
#define INDENT "                " /* of the deepest item that is told apart */
#define TITLE_MAX 300             /* bytes */

typedef enum
{
  NOTHING,
  TEXT,
  HEADING,
  ITEM,
  CODE,
  ROW,
} Kind;

struct _BhdMarkup
{
  GString *text;
  gsize max;   /* bytes of text */
  char *title; /* (nullable) */
  gboolean full;

  Kind kind;      /* of the open block */
  guint level;    /* of a heading or item */
  guint number;   /* of an item, 0: none */
  GString *block; /* its words */
  gboolean space; /* a blank stands before the next word */
  Kind last;      /* the kind of the block before */

  guint cells;     /* of the open row */
  guint table_row; /* rows of the open table that are written */
};

BhdMarkup *
bhd_markup_new (gsize max)
{
  BhdMarkup *self = g_new0 (BhdMarkup, 1);

  self->max = max;
  self->text = g_string_new (NULL);
  self->block = g_string_new (NULL);
  return self;
}

void
bhd_markup_free (BhdMarkup *self)
{
  g_string_free (self->text, TRUE);
  g_string_free (self->block, TRUE);
  g_free (self->title);
  g_free (self);
}

/* Items of one list and rows of one table stand close. */
static void
part_blocks (BhdMarkup *self)
{
  gboolean close = self->last == self->kind &&
                   (self->kind == ITEM || (self->kind == ROW && self->table_row > 0));

  if (self->text->len > 0)
    g_string_append (self->text, close ? "\n" : "\n\n");
}

static void
write_mark (BhdMarkup *self)
{
  guint indent = MIN (2 * self->level, (guint) strlen (INDENT));

  if (self->kind == HEADING)
    g_string_append_printf (self->text, "%.*s ", (int) CLAMP (self->level, 1, LEVELS), "######");
  else if (self->kind == ITEM && self->number > 0)
    g_string_append_printf (self->text, "%.*s%u. ", (int) indent, INDENT, self->number);
  else if (self->kind == ITEM)
    g_string_append_printf (self->text, "%.*s- ", (int) indent, INDENT);
}

/* A line that begins like a block of Markdown, and is none. */
static gboolean
looks_like_block (const char *line)
{
  const char *at = line;

  if (*at != '\0' && strchr ("#>|=+-", *at) != NULL)
    return TRUE;
  while (g_ascii_isdigit (*at))
    at++;
  return at > line && (*at == '.' || *at == ')') && (at[1] == ' ' || at[1] == '\0');
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* @before: the byte in front of @at, or 0. */
static gboolean
needs_escape (const char *at, char before)
{
  switch (*at)
    {
    case '*':
    case '`':
    case '[':
      return TRUE;
    case ']':
      return at[1] == '(' || at[1] == '[';
    case '\\':
      return g_ascii_ispunct (at[1]);
    case '<':
      return g_ascii_isalpha (at[1]) || at[1] == '/' || at[1] == '!';
    case '~':
      return at[1] == '~' || before == '~';
    case '_':
      return !is_word (before) || !is_word (at[1]);
    default:
      return FALSE;
    }
}

/* Returns: the place behind what was written. */
static const char *
write_line_start (BhdMarkup *self, const char *at)
{
  if (!looks_like_block (at))
    return at;
  for (; g_ascii_isdigit (*at); at++)
    g_string_append_c (self->text, *at);
  g_string_append_c (self->text, '\\');
  return at;
}

static void
write_escaped (BhdMarkup *self)
{
  gboolean has_lines = self->kind == TEXT || self->kind == ITEM;
  char before = '\n';

  for (const char *at = self->block->str; *at != '\0'; before = *at++)
    {
      if (has_lines && before == '\n')
        at = write_line_start (self, at);
      if (needs_escape (at, before))
        g_string_append_c (self->text, '\\');
      g_string_append_c (self->text, *at);
    }
}

static void
write_rule (BhdMarkup *self)
{
  g_string_append (self->text, "\n|");
  for (guint i = 0; i < self->cells; i++)
    g_string_append (self->text, " --- |");
}

static void
write_block (BhdMarkup *self)
{
  if (self->kind == ROW && self->cells <= 1)
    {
      /* The one cell without its fences. */
      g_string_truncate (self->block, self->block->len - strlen (" |"));
      g_string_erase (self->block, 0, strlen ("| "));
      self->kind = TEXT;
    }
  part_blocks (self);
  write_mark (self);
  if (self->kind == CODE)
    g_string_append_printf (self->text, "```\n%s\n```", self->block->str);
  else
    write_escaped (self);
  if (self->kind == ROW && self->table_row++ == 0)
    write_rule (self);
  self->last = self->kind;
}

static gboolean
holds_words (const GString *block)
{
  return block->str[strspn (block->str, " \n|")] != '\0';
}

void
bhd_markup_close (BhdMarkup *self)
{
  if (self->kind == ROW && self->block->len > 0 && !g_str_has_suffix (self->block->str, " |"))
    bhd_markup_close_cell (self);
  while (self->block->len > 0 && strchr (" \n", self->block->str[self->block->len - 1]) != NULL)
    g_string_truncate (self->block, self->block->len - 1);
  if (holds_words (self->block) && !self->full)
    write_block (self);
  if (self->text->len > self->max)
    self->full = TRUE;
  g_string_truncate (self->block, 0);
  self->kind = NOTHING;
  self->space = FALSE;
  self->cells = 0;
}

static void
open_block (BhdMarkup *self, Kind kind, guint level, guint number)
{
  bhd_markup_close (self);
  self->kind = kind;
  self->level = level;
  self->number = number;
}

void
bhd_markup_open_text (BhdMarkup *self)
{
  open_block (self, TEXT, 0, 0);
}

void
bhd_markup_open_heading (BhdMarkup *self, guint level)
{
  open_block (self, HEADING, level, 0);
}

void
bhd_markup_open_item (BhdMarkup *self, guint level, guint number)
{
  open_block (self, ITEM, level, number);
}

void
bhd_markup_open_code (BhdMarkup *self)
{
  open_block (self, CODE, 0, 0);
}

void
bhd_markup_open_row (BhdMarkup *self)
{
  open_block (self, ROW, 0, 0);
}

void
bhd_markup_part (BhdMarkup *self)
{
  bhd_markup_close (self);
  self->table_row = 0;
  self->last = NOTHING;
}

void
bhd_markup_close_cell (BhdMarkup *self)
{
  if (self->kind != ROW || self->block->len > self->max)
    return;
  if (self->block->len == 0)
    g_string_append_c (self->block, '|');
  g_string_append (self->block, g_str_has_suffix (self->block->str, "|") ? "  |" : " |");
  self->space = FALSE;
  self->cells++;
}

/* What stands in front of the next word. */
static void
write_joint (BhdMarkup *self)
{
  gsize length = self->block->len;
  char last = length > 0 ? self->block->str[length - 1] : '\0';

  if (self->kind == ROW && (last == '\0' || last == '|'))
    g_string_append (self->block, last == '\0' ? "| " : " ");
  else if (self->space && last != '\0' && last != '\n' && last != ' ')
    g_string_append_c (self->block, ' ');
  self->space = FALSE;
}

static void
add_char (BhdMarkup *self, gunichar c)
{
  const char *letters = bhd_character_letters (c);

  if (c == '\n' && self->kind == CODE)
    g_string_append_c (self->block, '\n');
  else if (c == ' ' && self->kind == CODE)
    g_string_append_c (self->block, ' ');
  else if (bhd_character_is_line_end (c) || g_unichar_isspace (c))
    self->space = TRUE;
  else if (!bhd_character_is_unwanted (c))
    {
      write_joint (self);
      if (letters != NULL)
        g_string_append (self->block, letters);
      else
        g_string_append_unichar (self->block, c == '|' && self->kind == ROW ? '/' : c);
    }
}

void
bhd_markup_add (BhdMarkup *self, const char *text, gsize length)
{
  const char *at = text, *end = text + length;

  if (self->kind == NOTHING)
    self->kind = TEXT;
  while (at < end && self->block->len <= self->max)
    {
      gunichar c = g_utf8_get_char_validated (at, end - at);

      if (*at == '\0' || c == (gunichar) -1 || c == (gunichar) -2)
        {
          at++;
          continue;
        }
      add_char (self, c);
      at = g_utf8_next_char (at);
    }
  if (self->block->len > self->max)
    self->full = TRUE;
}

void
bhd_markup_break_line (BhdMarkup *self)
{
  if (self->kind != TEXT && self->kind != ITEM && self->kind != CODE)
    self->space = TRUE;
  else if (self->block->len > 0 && self->block->len <= self->max &&
           (self->kind == CODE || self->block->str[self->block->len - 1] != '\n'))
    g_string_append_c (self->block, '\n');
}

void
bhd_markup_space (BhdMarkup *self)
{
  self->space = TRUE;
}

gboolean
bhd_markup_is_open (const BhdMarkup *self)
{
  return self->block->len > 0;
}

void
bhd_markup_set_title (BhdMarkup *self, const char *title)
{
  g_autoptr (BhdMarkup) line = bhd_markup_new (TITLE_MAX);
  const char *end;

  if (self->title != NULL || title == NULL)
    return;
  bhd_markup_add (line, title, strlen (title));
  if (line->block->len == 0)
    return;
  /* The limit may have cut nothing: one character more than it stands there. */
  g_utf8_validate_len (line->block->str, MIN (line->block->len, TITLE_MAX), &end);
  self->title = g_strndup (line->block->str, (gsize) (end - line->block->str));
}

const char *
bhd_markup_title (const BhdMarkup *self)
{
  return self->title;
}

void
bhd_markup_move (BhdMarkup *self, BhdMarkup *other)
{
  bhd_markup_close (other);
  self->full = self->full || other->full;
  if (other->text->len == 0)
    return;
  bhd_markup_part (self);
  if (self->text->len > 0)
    g_string_append (self->text, "\n\n");
  g_string_append_len (self->text, other->text->str, (gssize) other->text->len);
  g_string_truncate (other->text, 0);
  bhd_markup_part (other);
  self->full = self->full || self->text->len > self->max;
}

void
bhd_markup_take (BhdMarkup *self, GString *text)
{
  g_string_truncate (self->block, 0);
  bhd_markup_part (self);
  g_string_free (self->text, TRUE);
  self->text = text;
  self->full = text->len > self->max;
}

gboolean
bhd_markup_is_full (const BhdMarkup *self)
{
  return self->full;
}

gsize
bhd_markup_room (const BhdMarkup *self)
{
  return self->max - MIN (self->max, self->text->len);
}

const GString *
bhd_markup_text (BhdMarkup *self)
{
  bhd_markup_close (self);
  return self->text;
}
