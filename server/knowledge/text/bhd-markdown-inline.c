/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-markdown.h"

#include <string.h>

#define LINK_MAX 1000 /* bytes that are searched for the end of a link or tag */

static const char *
find_close (const char *at, char close)
{
  const char *found = memchr (at, close, strnlen (at, LINK_MAX));

  return found;
}

/* “[words](address)”: the words are read on, the address is dropped. */
static gboolean
skip_address (const char **at)
{
  const char *close;

  if ((*at)[0] != ']' || ((*at)[1] != '(' && (*at)[1] != '['))
    return FALSE;
  close = find_close (*at + 2, (*at)[1] == '(' ? ')' : ']');
  if (close == NULL)
    return FALSE;
  *at = close + 1;
  return TRUE;
}

/* “<https://…>” keeps the address; “<br>” and comments go. */
static gboolean
skip_tag (const char **at, GString *out)
{
  const char *close;

  if ((*at)[0] != '<' || !(g_ascii_isalpha ((*at)[1]) || strchr ("/!", (*at)[1]) != NULL) ||
      (*at)[1] == '\0')
    return FALSE;
  close = find_close (*at + 1, '>');
  if (close == NULL)
    return FALSE;
  if (strncmp (*at, "<http", 5) == 0 || strncmp (*at, "<mailto:", 8) == 0)
    g_string_append_len (out, *at + 1, close - *at - 1);
  else if (out->len > 0 && out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
  *at = close + 1;
  return TRUE;
}

/* A star or underscore is emphasis where it touches a word on one side only; “a * b” and
 * “snake_case” are what they are. */
static gboolean
is_emphasis (const char *start, const char *at)
{
  const char *behind = at + strspn (at, "*_~"), *before = at;
  gboolean space_before;
  gboolean space_behind = *behind == '\0' || g_ascii_isspace (*behind);

  while (before > start && strchr ("*_~", before[-1]) != NULL)
    before--;
  space_before = before == start || strchr (" \t(\"'[", before[-1]) != NULL;
  if (*at == '~')
    return at[1] == '~' || (at > start && at[-1] == '~');
  if (space_before && space_behind)
    return FALSE;
  return *at == '*' || space_before || space_behind || g_ascii_ispunct (*behind);
}

static gboolean
read_mark (const char *start, const char **at, GString *out)
{
  const char *here = *at;

  if (here[0] == '\\' && g_ascii_ispunct (here[1]))
    {
      g_string_append_c (out, here[1]);
      *at += 2;
      return TRUE;
    }
  if (skip_address (at) || skip_tag (at, out))
    return TRUE;
  if ((here[0] == '!' && here[1] == '[') || here[0] == '`' || here[0] == '[' ||
      (strchr ("*_~", here[0]) != NULL && is_emphasis (start, here)))
    {
      (*at)++;
      return TRUE;
    }
  return FALSE;
}

char *
bhd_markdown_clean (const char *line, gssize length)
{
  g_autofree char *copy = g_strndup (line, length < 0 ? strlen (line) : (gsize) length);
  GString *out = g_string_new (NULL);
  const char *at = copy;

  while (*at != '\0')
    {
      if (read_mark (copy, &at, out))
        continue;
      g_string_append_c (out, *at == '\t' ? ' ' : *at);
      at++;
    }
  return g_strstrip (g_string_free (out, FALSE));
}
