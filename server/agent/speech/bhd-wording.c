/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/speech/bhd-wording.h"

#include <string.h>

#define INSTEAD "…"

struct _BhdWording
{
  GRegex *terms;    /* (nullable): there are none */
  gsize longest;    /* bytes of a term, in whatever case */
  GString *waiting; /* begins with what was said last, for the border of a word */
  gsize said;       /* bytes of @waiting that were */
  guint count;
};

static GRegex *
compile (char *const *blocked, gsize *longest)
{
  g_autoptr (GString) pattern = g_string_new ("(?<![\\p{L}\\p{N}])(?:");
  guint n = 0;

  for (guint i = 0; blocked != NULL && blocked[i] != NULL; i++)
    {
      g_autofree char *literal = g_regex_escape_string (blocked[i], -1);

      if (*blocked[i] == '\0')
        continue;
      g_string_append_printf (pattern, "%s%s", n++ > 0 ? "|" : "", literal);
      *longest = MAX (*longest, 2 * strlen (blocked[i])); /* another case may take more bytes */
    }
  g_string_append (pattern, ")(?![\\p{L}\\p{N}])");
  return n > 0 ? g_regex_new (pattern->str, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL) : NULL;
}

BhdWording *
bhd_wording_new (char *const *blocked)
{
  BhdWording *self = g_new0 (BhdWording, 1);

  self->terms = compile (blocked, &self->longest);
  self->waiting = g_string_new (NULL);
  return self;
}

void
bhd_wording_free (BhdWording *self)
{
  g_clear_pointer (&self->terms, g_regex_unref);
  g_string_free (self->waiting, TRUE);
  g_free (self);
}

/* Says what waits up to @end, and keeps the character before it as a border. */
static void
say_until (BhdWording *self, gsize end, GString *out)
{
  const char *border;

  if (end <= self->said)
    return;
  g_string_append_len (out, self->waiting->str + self->said, (gssize) (end - self->said));
  border = g_utf8_find_prev_char (self->waiting->str, self->waiting->str + end);
  self->said = end;
  if (border != NULL)
    {
      gsize cut = (gsize) (border - self->waiting->str);

      g_string_erase (self->waiting, 0, (gssize) cut);
      self->said -= cut;
    }
}

/* Replaces the first term that is certain.  @to: bytes before which one must end. */
static gboolean
replace_one (BhdWording *self, gsize to)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start = 0, end = 0;

  if (!g_regex_match_full (self->terms, self->waiting->str, (gssize) self->waiting->len,
                           (int) self->said, 0, &match, NULL) ||
      !g_match_info_fetch_pos (match, 0, &start, &end) || (gsize) end > to)
    return FALSE;
  g_string_erase (self->waiting, start, end - start);
  g_string_insert (self->waiting, start, INSTEAD);
  self->count++;
  return TRUE;
}

/* Where a character begins, at @at or before it. */
static gsize
align (const GString *text, gsize at)
{
  while (at > 0 && at < text->len && (text->str[at] & 0xc0) == 0x80)
    at--;
  return at;
}

static void
pass (BhdWording *self, gsize keep, GString *out)
{
  while (replace_one (self, keep > 0 ? MAX (self->waiting->len, 1) - 1 : self->waiting->len))
    ;
  if (self->waiting->len > keep)
    say_until (self, align (self->waiting, self->waiting->len - keep), out);
}

void
bhd_wording_feed (BhdWording *self, const char *piece, GString *out)
{
  if (self->terms == NULL)
    {
      g_string_append (out, piece);
      return;
    }
  g_string_append (self->waiting, piece);
  pass (self, self->longest + 1, out);
}

void
bhd_wording_end (BhdWording *self, GString *out)
{
  if (self->terms == NULL)
    return;
  pass (self, 0, out);
  g_string_truncate (self->waiting, 0);
  self->said = 0;
}

guint
bhd_wording_count (const BhdWording *self)
{
  return self->count;
}
