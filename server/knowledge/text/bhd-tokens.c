/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-tokens.h"

#include <string.h>

#define ELISION_MAX 2 /* letters before an apostrophe that stand for a word: l'heure, I'm */

/* Accents over Latin, Greek and Cyrillic letters; the marks of other scripts are their vowels. */
static gboolean
is_accent (gunichar c)
{
  return c >= 0x300 && c <= 0x36f;
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x02bc;
}

static gboolean
is_spaceless (gunichar c)
{
  return (c >= 0x0e00 && c <= 0x0eff)       /* Thai, Lao */
         || (c >= 0x1000 && c <= 0x109f)    /* Myanmar */
         || (c >= 0x1780 && c <= 0x17ff)    /* Khmer */
         || (c >= 0x3040 && c <= 0x30ff)    /* kana */
         || (c >= 0x3400 && c <= 0x9fff)    /* Han */
         || (c >= 0x20000 && c <= 0x3ffff); /* Han, rare */
}

static void
append_char (BhdToken *token, gunichar c)
{
  char utf8[6];
  int n = g_unichar_to_utf8 (c, utf8);

  if (token->length + n > BHD_TOKEN_MAX)
    return;
  memcpy (token->text + token->length, utf8, n);
  token->length += n;
}

static void
append_folded (BhdToken *token, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  if (c == 0xdf || c == 0x1e9e)
    {
      append_char (token, 's');
      append_char (token, 's');
      return;
    }
  n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    if (!is_accent (parts[i]))
      append_char (token, g_unichar_tolower (parts[i]));
}

/* Whether the word goes on behind what stands at @at: “don't”, “9.90”. */
static gboolean
joins (const BhdToken *token, gunichar c, const char *next)
{
  if (is_apostrophe (c))
    return token->length > ELISION_MAX && g_unichar_isalpha (g_utf8_get_char (next));
  if (c == '.' || c == ',')
    return g_ascii_isdigit (token->text[token->length - 1]) && g_ascii_isdigit (*next);
  return FALSE;
}

static void
read_word (BhdTokens *self, BhdToken *token)
{
  while (*self->at != '\0')
    {
      guchar byte = (guchar) *self->at;
      gunichar c;

      if (g_ascii_isalnum (byte))
        {
          if (token->length < BHD_TOKEN_MAX)
            token->text[token->length++] = (char) (byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
          self->at++;
          continue;
        }
      if (byte < 0x80 && byte != '\'' && byte != '.' && byte != ',')
        break;
      c = g_utf8_get_char (self->at);
      if (is_spaceless (c))
        break;
      if (is_word_char (c))
        append_folded (token, c);
      else if (token->length == 0 || !joins (token, c, g_utf8_next_char (self->at)))
        break;
      else if (!is_apostrophe (c))
        append_char (token, c);
      self->at = g_utf8_next_char (self->at);
    }
  token->end = self->at;
}

/* A pair of characters; the last one of a run has been the second of a pair already. */
static gboolean
read_pair (BhdTokens *self, BhdToken *token)
{
  const char *second = g_utf8_next_char (self->at);
  gunichar next = *second != '\0' ? g_utf8_get_char (second) : 0;
  gboolean alone = !self->in_run;

  append_char (token, g_utf8_get_char (self->at));
  self->at = token->end = second;
  self->in_run = is_spaceless (next);
  if (!self->in_run)
    return alone;
  append_char (token, next);
  token->end = g_utf8_next_char (second);
  return TRUE;
}

void
bhd_tokens_init (BhdTokens *self, const char *text)
{
  self->at = text;
  self->in_run = FALSE;
}

gboolean
bhd_tokens_next (BhdTokens *self, BhdToken *token)
{
  while (*self->at != '\0')
    {
      gunichar c;
      gboolean found = FALSE;

      if ((guchar) *self->at < 0x80 && !g_ascii_isalnum (*self->at))
        {
          self->at++; /* most of what parts words, without a look into the tables */
          continue;
        }
      c = g_utf8_get_char (self->at);
      token->length = 0;
      token->start = self->at;
      if (is_spaceless (c))
        found = read_pair (self, token);
      else if (is_word_char (c))
        {
          read_word (self, token);
          found = token->length > 0;
        }
      else
        self->at = g_utf8_next_char (self->at);
      token->text[token->length] = '\0';
      if (found)
        return TRUE;
    }
  return FALSE;
}

gboolean
bhd_tokens_equal (const char *a, const char *b)
{
  BhdTokens left, right;
  BhdToken x, y;
  gboolean more;

  bhd_tokens_init (&left, a);
  bhd_tokens_init (&right, b);
  do
    {
      more = bhd_tokens_next (&left, &x);
      if (more != bhd_tokens_next (&right, &y) || (more && strcmp (x.text, y.text) != 0))
        return FALSE;
    }
  while (more);
  return TRUE;
}
