/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/speech/bhd-citations.h"

#include <string.h>

#define MARK_MAX 24  /* bytes of a mark with its brackets */
#define NUMBER_MAX 4 /* digits of a passage's number */

struct _BhdCitations
{
  BhdCitedFunc func;
  gpointer data;
  guint n_known;
  GString *space; /* blanks that wait: before a mark they are not said */
  gboolean after_mark;
  GString *mark; /* what began with a bracket */
};

BhdCitations *
bhd_citations_new (BhdCitedFunc func, gpointer data)
{
  BhdCitations *self = g_new0 (BhdCitations, 1);

  self->func = func;
  self->data = data;
  self->space = g_string_new (NULL);
  self->mark = g_string_new (NULL);
  return self;
}

void
bhd_citations_free (BhdCitations *self)
{
  g_string_free (self->space, TRUE);
  g_string_free (self->mark, TRUE);
  g_free (self);
}

void
bhd_citations_set_known (BhdCitations *self, guint n_known)
{
  self->n_known = n_known;
}

/* The next number of a mark.  Returns: 0 at its end or where it is none. */
static guint
next_number (const char **at)
{
  guint number = 0, digits = 0;

  *at += strspn (*at, ", [");
  for (; g_ascii_isdigit (**at) && digits < NUMBER_MAX; digits++, (*at)++)
    number = number * 10 + (guint) (**at - '0');
  return number;
}

static gboolean
is_mark (const BhdCitations *self)
{
  const char *at = self->mark->str;
  guint number = next_number (&at);

  if (number == 0)
    return FALSE;
  for (; number != 0; number = next_number (&at))
    if (number > self->n_known)
      return FALSE;
  return *at == ']';
}

static void
tell (BhdCitations *self)
{
  const char *at = self->mark->str;

  for (guint number = next_number (&at); number != 0; number = next_number (&at))
    self->func (number, self->data);
}

static void
give_up_mark (BhdCitations *self, GString *out)
{
  g_string_append (out, self->space->str);
  g_string_append (out, self->mark->str);
  g_string_truncate (self->space, 0);
  g_string_truncate (self->mark, 0);
}

static void
close_mark (BhdCitations *self, GString *out)
{
  if (!is_mark (self))
    {
      give_up_mark (self, out);
      return;
    }
  tell (self);
  self->after_mark = TRUE;
  g_string_truncate (self->mark, 0);
}

static void
feed_mark (BhdCitations *self, char c, GString *out)
{
  g_string_append_c (self->mark, c);
  if (c == ']')
    close_mark (self, out);
  else if (strchr ("0123456789, ", c) == NULL || self->mark->len >= MARK_MAX)
    give_up_mark (self, out);
}

/* Where a mark was, one blank is left, and none before what closes a sentence: “free [1].” is
 * “free.” */
static void
say_space (BhdCitations *self, char next, GString *out)
{
  if (self->after_mark)
    g_string_truncate (self->space,
                       strchr (".,;:!?)\n", next) != NULL ? 0 : MIN (self->space->len, 1));
  g_string_append (out, self->space->str);
  g_string_truncate (self->space, 0);
  self->after_mark = FALSE;
}

static void
feed_text (BhdCitations *self, char c, GString *out)
{
  if (c == '[')
    {
      g_string_append_c (self->mark, c);
      return;
    }
  if (c == ' ')
    {
      g_string_append_c (self->space, c);
      return;
    }
  say_space (self, c, out);
  g_string_append_c (out, c);
}

void
bhd_citations_feed (BhdCitations *self, const char *piece, GString *out)
{
  for (; *piece != '\0'; piece++)
    if (self->mark->len > 0 && *piece == '[')
      {
        give_up_mark (self, out);
        feed_text (self, *piece, out);
      }
    else if (self->mark->len > 0)
      feed_mark (self, *piece, out);
    else
      feed_text (self, *piece, out);
}

/* Blanks at the very end are nobody's. */
void
bhd_citations_end (BhdCitations *self, GString *out)
{
  if (self->mark->len > 0)
    give_up_mark (self, out);
  g_string_truncate (self->space, 0);
}
