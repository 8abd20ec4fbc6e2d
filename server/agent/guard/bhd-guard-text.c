/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/guard/bhd-guard-text.h"

#include "server/agent/guard/bhd-guard-pattern.h"
#include "server/agent/guard/bhd-guard-pii.h"

#include <string.h>

#define EXCERPT 500 /* characters */
#define BEFORE 160  /* of them before the hit */
#define NUMBER 6    /* digits of a number that is masked */

static gboolean
is_invisible (gunichar c)
{
  return c == 0x00ad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

char *
bhd_guard_text_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *plain = g_string_sized_new (strlen (composed));

  for (const char *c = composed; *c != '\0'; c = g_utf8_next_char (c))
    if (!is_invisible (g_utf8_get_char (c)))
      g_string_append_len (plain, c, g_utf8_next_char (c) - c);
  return g_string_free (plain, FALSE);
}

/* Compiled once: what is personal is masked whatever the rules are. */
static gpointer
compile_pii (gpointer unused)
{
  GPtrArray *patterns = g_ptr_array_new ();

  for (const BhdGuardPii *row = bhd_guard_pii; row->name != NULL; row++)
    {
      BhdGuardPattern *pattern = bhd_guard_pattern_new (row->pattern, NULL);

      g_assert (pattern != NULL);
      g_ptr_array_add (patterns, pattern);
    }
  return patterns;
}

static const char *const masks[] = { "[email]", "[iban]", "[card]", "[ssn]", "[phone]" };

static gboolean
find_kind (const char *plain, guint kind, const BhdGuardPattern *pattern, GArray *spans)
{
  const BhdGuardPii *row = &bhd_guard_pii[kind];
  gsize from = 0, start, end;
  BhdFound found;

  while ((found = bhd_guard_pattern_find (pattern, plain, from, &start, &end)) == BHD_FOUND)
    {
      gsize length = end - start;
      gboolean is_one = row->is_one == NULL || row->is_one (plain + start, &length);
      const BhdGuardSpan span = { start, start + length, masks[kind] };

      if (is_one)
        g_array_append_val (spans, span);
      from = is_one ? span.end : start + 1; /* it begins with ASCII, but for an address */
      while ((plain[from] & 0xc0) == 0x80)
        from++;
    }
  return found == BHD_FOUND_NOTHING;
}

gboolean
bhd_guard_text_find_pii (const char *plain, const char *kind, GArray *spans)
{
  static GOnce once = G_ONCE_INIT;
  GPtrArray *patterns = g_once (&once, compile_pii, NULL);
  gboolean complete = TRUE;

  G_STATIC_ASSERT (G_N_ELEMENTS (masks) == 5);
  for (guint i = 0; i < patterns->len; i++)
    if (kind == NULL || g_ascii_strcasecmp (kind, bhd_guard_pii[i].name) == 0)
      complete &= find_kind (plain, i, patterns->pdata[i], spans);
  return complete;
}

static void
find_numbers (const char *plain, GArray *spans)
{
  for (gsize i = 0; plain[i] != '\0';)
    {
      gsize length = strspn (plain + i, "0123456789");
      const BhdGuardSpan span = { i, i + length, "[number]" };

      if (length >= NUMBER)
        g_array_append_val (spans, span);
      i += MAX (length, 1);
    }
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const BhdGuardSpan *one = a, *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  return one->end > other->end ? -1 : one->end < other->end;
}

/* Writes @plain with masks; *@at (in, out): a place in it, and where that is afterwards. */
static GString *
mask (const char *plain, GArray *spans, gsize *at)
{
  GString *shown = g_string_new (NULL);
  gsize from = 0, hit = *at;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const BhdGuardSpan *span = &g_array_index (spans, BhdGuardSpan, i);
      gsize start = MAX (span->start, from);

      if (span->mask == NULL || span->end <= from)
        continue;
      if (hit >= from && hit < start)
        *at = shown->len + (hit - from);
      g_string_append_len (shown, plain + from, (gssize) (start - from));
      if (hit >= start && hit < span->end)
        *at = shown->len;
      if (span->start >= from) /* the rest of one that overlaps is covered by the other's mask */
        g_string_append (shown, span->mask);
      from = span->end;
    }
  if (hit >= from)
    *at = shown->len + (hit - from);
  g_string_append (shown, plain + from);
  return shown;
}

char *
bhd_guard_text_excerpt (const char *plain, GArray *spans, gsize at)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (BhdGuardSpan));
  g_autoptr (GString) shown = NULL;
  glong hit, length, start;

  g_array_append_vals (all, spans->data, spans->len);
  if (!bhd_guard_text_find_pii (plain, NULL, all))
    return g_strdup ("[not shown: it took too long to mask]");
  find_numbers (plain, all);
  shown = mask (plain, all, &at);

  hit = g_utf8_strlen (shown->str, (gssize) MIN (at, shown->len));
  length = g_utf8_strlen (shown->str, -1);
  start = MAX (0, MIN (hit - BEFORE, length - EXCERPT));
  return g_utf8_substring (shown->str, start, MIN (start + EXCERPT, length));
}
