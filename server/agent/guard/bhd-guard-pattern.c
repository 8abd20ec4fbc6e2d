/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard-pattern.h"

#include "common/bh-error.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <glib/gi18n.h>
#include <pcre2.h>
#include <string.h>

/* What one search may do.  A pattern is measured by less before it is taken. */
#define MATCH_LIMIT 500000
#define PROBE_LIMIT 100000
#define DEPTH_LIMIT 50000
#define HEAP_LIMIT 16384 /* KiB */
#define NEST_LIMIT 50
#define PROBE_LENGTH 3000
#define PROBE_LETTERS 40

struct _BhdGuardPattern
{
  char *text;
  pcre2_code *code;
  guint32 match_options;
  pcre2_match_context *bounds;
  pcre2_match_context *probe_bounds;
};

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  GError *refusal = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (&refusal, BH_ERROR, BH_ERROR_INVALID, "could not take “pattern”: %s", reason);
  bh_error_set_detail (refusal, "field", "\"pattern\"");
  g_propagate_error (error, refusal);
  return FALSE;
}

static pcre2_match_context *
make_bounds (guint match_limit)
{
  pcre2_match_context *bounds = pcre2_match_context_create (NULL);

  pcre2_set_match_limit (bounds, match_limit);
  pcre2_set_depth_limit (bounds, DEPTH_LIMIT);
  pcre2_set_heap_limit (bounds, HEAP_LIMIT);
  return bounds;
}

static pcre2_code *
compile (const char *text, guint32 more, GError **error)
{
  guint32 options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK | more;
  pcre2_compile_context *context = pcre2_compile_context_create (NULL);
  PCRE2_UCHAR reason[160] = "";
  PCRE2_SIZE at = 0;
  int code = 0;
  pcre2_code *compiled;

  pcre2_set_parens_nest_limit (context, NEST_LIMIT);
  compiled = pcre2_compile ((PCRE2_SPTR) text, strlen (text), options, &code, &at, context);
  pcre2_compile_context_free (context);
  if (compiled != NULL)
    return compiled;

  pcre2_get_error_message (code, reason, sizeof reason);
  refuse (error, N_ ("it is no regular expression: %s at character %ld"), (const char *) reason,
          g_utf8_strlen (text, (gssize) MIN (at, strlen (text))) + 1);
  return NULL;
}

static BhdGuardPattern *
pattern_new (const char *text, guint32 options, guint32 match_options, GError **error)
{
  BhdGuardPattern *self;
  pcre2_code *code;

  if (!g_utf8_validate (text, -1, NULL) || g_utf8_strlen (text, -1) > BHD_GUARD_PATTERN_MAX)
    {
      refuse (error, N_ ("it may have at most %d characters"), BHD_GUARD_PATTERN_MAX);
      return NULL;
    }
  code = compile (text, options, error);
  if (code == NULL)
    return NULL;

  pcre2_jit_compile (code, PCRE2_JIT_COMPLETE); /* where that may not be, it is interpreted */
  self = g_new0 (BhdGuardPattern, 1);
  self->text = g_strdup (text);
  self->code = code;
  self->match_options = match_options | PCRE2_NO_UTF_CHECK;
  self->bounds = make_bounds (MATCH_LIMIT);
  self->probe_bounds = make_bounds (PROBE_LIMIT);
  return self;
}

BhdGuardPattern *
bhd_guard_pattern_new (const char *text, GError **error)
{
  return pattern_new (text, PCRE2_CASELESS, PCRE2_NOTEMPTY, error);
}

BhdGuardPattern *
bhd_guard_pattern_new_exact (const char *text, GError **error)
{
  return pattern_new (text, 0, 0, error);
}

void
bhd_guard_pattern_free (BhdGuardPattern *self)
{
  pcre2_code_free (self->code);
  pcre2_match_context_free (self->bounds);
  pcre2_match_context_free (self->probe_bounds);
  g_free (self->text);
  g_free (self);
}

/* Any failure but “no match” leaves it open whether there is one. */
static BhdFound
search (const BhdGuardPattern *self,
        pcre2_match_context *bounds,
        const char *text,
        gsize from,
        gsize span[2])
{
  pcre2_match_data *data = pcre2_match_data_create (1, NULL);
  int result = pcre2_match (self->code, (PCRE2_SPTR) text, strlen (text), from, self->match_options,
                            data, bounds);
  const PCRE2_SIZE *found = pcre2_get_ovector_pointer (data);

  if (result >= 0)
    {
      span[0] = found[0];
      span[1] = MAX (found[1], found[0]); /* \K can put the end before the start */
    }
  pcre2_match_data_free (data);
  if (result >= 0)
    return BHD_FOUND;
  return result == PCRE2_ERROR_NOMATCH ? BHD_FOUND_NOTHING : BHD_FOUND_TOO_MUCH_WORK;
}

BhdFound
bhd_guard_pattern_find (const BhdGuardPattern *self,
                        const char *text,
                        gsize from,
                        gsize *start,
                        gsize *end)
{
  gsize span[2] = { 0, 0 };
  BhdFound found = search (self, self->bounds, text, from, span);

  *start = span[0];
  *end = span[1];
  return found;
}

/* @piece again and again, and something at the end that hardly fits.  The pattern's own letters
 * come behind: a search for a letter that is nowhere would end before it has begun. */
static gboolean
is_quick_on (const BhdGuardPattern *self, const char *piece, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize span[2];

  while (length > 0 && text->len < PROBE_LENGTH)
    g_string_append_len (text, piece, (gssize) length);
  g_string_append_printf (text, "\n\x01\n%s\n", self->text);
  return search (self, self->probe_bounds, text->str, 0, span) != BHD_FOUND_TOO_MUCH_WORK;
}

/* Backtracking explodes on repetitions of what the pattern repeats, so it is tried on its own
 * letters. */
static gboolean
is_quick_on_own_letters (const BhdGuardPattern *self)
{
  guint tried = 0;

  for (const char *c = self->text; *c != '\0' && tried < PROBE_LETTERS; c = g_utf8_next_char (c))
    {
      const char *next = g_utf8_next_char (c);
      g_autofree char *pair = NULL;

      if (!g_unichar_isprint (g_utf8_get_char (c)))
        continue;
      tried++;
      pair = g_strdup_printf ("%.*s ", (int) (next - c), c);
      if (!is_quick_on (self, c, (gsize) (next - c)) || !is_quick_on (self, pair, strlen (pair)))
        return FALSE;
    }
  return TRUE;
}

gboolean
bhd_guard_pattern_is_quick (const BhdGuardPattern *self)
{
  static const char *const pieces[] = { "a",  "1",  " ", "a1", "a ", "1 ", "-",  ".",  "a.", "1-",
                                        "aA", "ab", "é", "@",  "a@", "0.", "/a", "x=", "\n", "," };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    if (!is_quick_on (self, pieces[i], strlen (pieces[i])))
      return FALSE;
  return is_quick_on (self, self->text, strlen (self->text)) && is_quick_on_own_letters (self);
}

gboolean
bhd_guard_pattern_probe (const BhdGuardPattern *self, GError **error)
{
  pcre2_match_data *data = pcre2_match_data_create (1, NULL);
  int empty = pcre2_match (self->code, (PCRE2_SPTR) "", 0, 0, 0, data, self->probe_bounds);

  pcre2_match_data_free (data);
  if (empty >= 0)
    return refuse (error, N_ ("it fits every text, even none: leave out what may be missing"));
  return bhd_guard_pattern_is_quick (self) ||
         refuse (error, N_ ("it takes too long on some texts: avoid repeating what repeats"));
}
