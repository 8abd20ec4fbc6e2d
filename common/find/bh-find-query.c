/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/find/bh-find-fold.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/find/bh-find-query.h"

/* What can be typed for quotes: opening ones, and which close them. */
static const struct
{
  gunichar open;
  gunichar close[3];
} quotes[] = {
  { '"', { '"', 0x201d, 0x201c } },    { 0x201c, { 0x201d, '"', 0 } },
  { 0x201e, { 0x201c, 0x201d, '"' } }, { 0xab, { 0xbb, 0, 0 } },
  { 0x300c, { 0x300d, 0, 0 } },
};

static void
free_term (gpointer data)
{
  BhFindTerm *term = data;

  g_free (term->text);
  g_free (term->folded);
  g_free (term);
}

/* Past the quote that ends what begins with @open, or NULL where @open is none. */
static const char *
read_quoted (const char *at, char **text)
{
  const char *from = g_utf8_next_char (at);
  guint kind = 0;

  while (kind < G_N_ELEMENTS (quotes) && quotes[kind].open != g_utf8_get_char (at))
    kind++;
  if (*at == '\0' || kind == G_N_ELEMENTS (quotes))
    return NULL;
  for (at = from; *at != '\0'; at = g_utf8_next_char (at))
    for (guint i = 0; i < G_N_ELEMENTS (quotes[kind].close); i++)
      if (quotes[kind].close[i] != 0 && quotes[kind].close[i] == g_utf8_get_char (at))
        {
          *text = g_strndup (from, (gsize) (at - from));
          return g_utf8_next_char (at);
        }
  *text = g_strdup (from);
  return at;
}

static const char *
read_plain (const char *at, char **text)
{
  const char *from = at;

  while (*at != '\0' && !g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  *text = g_strndup (from, (gsize) (at - from));
  return at;
}

static const BhFindOperator *
read_operator (const char **at)
{
  const BhFindOperator *found = NULL;
  const char *end = *at;

  while (g_ascii_isalpha (*end))
    end++;
  if (*end == ':')
    found = bh_find_operator_by_name (*at, (gsize) (end - *at));
  if (found != NULL)
    *at = end + 1;
  return found;
}

#define REFUSE(error, ...) (g_set_error (error, BH_ERROR, BH_ERROR_INVALID, __VA_ARGS__), FALSE)

/* “2026-11-01”, years that have four digits. */
static gboolean
read_day (const char *text, GTimeZone *zone, gint64 *us)
{
  int part[3] = { 0 };
  g_autoptr (GDateTime) day = NULL;

  if (strlen (text) != strlen ("2026-11-01"))
    return FALSE;
  for (int i = 0, n = 0; text[i] != '\0'; i++)
    {
      if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
      if (text[i] == '-')
        n++;
      else
        part[n] = 10 * part[n] + text[i] - '0';
    }
  day = g_date_time_new (zone, part[0], part[1], part[2], 0, 0, 0);
  if (day == NULL || part[0] < 1970)
    return FALSE;
  *us = g_date_time_to_unix (day) * G_USEC_PER_SEC;
  return TRUE;
}

static const char *
find_listed (const BhFindOperator *asked, const char *text)
{
  for (guint i = 0; i < asked->words.n_words; i++)
    if (g_ascii_strcasecmp (asked->words.words[i], text) == 0)
      return asked->words.words[i];
  return NULL;
}

static gboolean
take_listed (BhFindTerm *term, const BhFindOperator *asked, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (term->listed != NULL)
    return TRUE;
  for (guint i = 0; i < asked->words.n_words; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", asked->words.words[i]);
  return REFUSE (error, "“%s:” knows only these words: %s", asked->name, words->str);
}

static gboolean
take_day (BhFindTerm *term, const BhFindOperator *asked, GTimeZone *zone, GError **error)
{
  if (term->negated)
    return REFUSE (error, "“%s:” cannot be turned around by a minus: use “%s:”", asked->name,
                   asked->field == BH_FIND_BEFORE ? "after" : "before");
  if (!read_day (term->text, zone, &term->us))
    return REFUSE (error, "“%s:” wants a day such as 2026-11-01, not “%s”", asked->name,
                   term->text);
  return TRUE;
}

static gboolean
take_value (BhFindTerm *term, const BhFindOperator *asked, GTimeZone *zone, GError **error)
{
  term->field = asked->field;
  term->listed = find_listed (asked, term->text);
  if (*term->text == '\0')
    return REFUSE (error, "“%s:” wants something behind it", asked->name);
  if (asked->kind == BH_FIND_VALUE_LISTED)
    return take_listed (term, asked, error);
  if (asked->kind == BH_FIND_VALUE_DAY)
    return take_day (term, asked, zone, error);
  return TRUE;
}

/* What stands at @at, up to the blank or quote behind it. */
static const char *
read_term (const char *at, GTimeZone *zone, BhFindTerm *term, GError **error)
{
  const BhFindOperator *asked = NULL;
  const char *end = NULL;

  term->negated = *at == '-' && at[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (at + 1));
  at += term->negated ? 1 : 0;
  asked = read_operator (&at);
  end = read_quoted (at, &term->text);
  term->field = end != NULL ? BH_FIND_PHRASE : BH_FIND_WORDS;
  if (end == NULL)
    end = read_plain (at, &term->text);
  g_strstrip (term->text);
  term->folded = bh_find_fold (term->text);
  return asked == NULL || take_value (term, asked, zone, error) ? end : NULL;
}

static gboolean
says_something (const BhFindTerm *term)
{
  return (term->field != BH_FIND_WORDS && term->field != BH_FIND_PHRASE) || *term->folded != '\0';
}

static gboolean
keep_term (BhFindQuery *self, BhFindTerm *term, GError **error)
{
  if (!says_something (term))
    {
      free_term (term);
      return TRUE;
    }
  g_ptr_array_add (self->terms, term);
  if (self->terms->len <= BH_FIND_TERMS_MAX)
    return TRUE;
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "at most %d words and filters can be asked for",
               BH_FIND_TERMS_MAX);
  return FALSE;
}

static gboolean
read_terms (BhFindQuery *self, const char *at, GTimeZone *zone, GError **error)
{
  for (;;)
    {
      BhFindTerm *term = NULL;

      while (*at != '\0' && g_unichar_isspace (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (*at == '\0')
        break;
      term = g_new0 (BhFindTerm, 1);
      at = read_term (at, zone, term, error);
      if (at == NULL)
        free_term (term);
      if (at == NULL || !keep_term (self, term, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_enough (const BhFindQuery *self, GError **error)
{
  for (guint i = 0; i < self->terms->len; i++)
    if (!((BhFindTerm *) self->terms->pdata[i])->negated)
      return TRUE;
  g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID,
                       self->terms->len > 0 ? N_ ("say as well what to look for, not only what not")
                                            : N_ ("there is no word in this to look for"));
  return FALSE;
}

BhFindQuery *
bh_find_query_parse (const char *text, GTimeZone *zone, GError **error)
{
  g_autoptr (BhFindQuery) self = g_new0 (BhFindQuery, 1);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  self->terms = g_ptr_array_new_with_free_func (free_term);
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_INVALID, "this is not UTF-8");
      return NULL;
    }
  if (g_utf8_strlen (text, -1) > BH_FIND_MAX)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "a search has at most %d characters",
                   BH_FIND_MAX);
      return NULL;
    }
  if (!read_terms (self, text, zone != NULL ? zone : utc, error) || !is_enough (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
bh_find_query_free (BhFindQuery *self)
{
  g_ptr_array_unref (self->terms);
  g_free (self);
}

const BhFindTerm *
bh_find_query_next (const BhFindQuery *self, BhFindField field, const BhFindTerm *after)
{
  gboolean behind = after == NULL;

  for (guint i = 0; i < self->terms->len; i++)
    {
      const BhFindTerm *term = self->terms->pdata[i];

      if (behind && term->field == field)
        return term;
      behind = behind || term == after;
    }
  return NULL;
}

char *
bh_find_query_words (const BhFindQuery *self)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const BhFindTerm *term = self->terms->pdata[i];

      if (!term->negated && (term->field == BH_FIND_WORDS || term->field == BH_FIND_PHRASE))
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", term->text);
    }
  return g_string_free (words, FALSE);
}

gboolean
bh_find_query_has_words (const BhFindQuery *self)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const BhFindTerm *term = self->terms->pdata[i];

      if (!term->negated && (term->field == BH_FIND_WORDS || term->field == BH_FIND_PHRASE))
        return TRUE;
    }
  return FALSE;
}
