/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/find/bh-find-fold.h"
#include "common/find/bh-find-match.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Nothing in it is anything to FTS5 but words and the blanks between them. */
static void
fold (const char *text)
{
  g_autofree char *folded = bh_find_fold (text);

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_null (strpbrk (folded, "\"'*():^{}+-,"));
  g_assert_false (g_str_has_prefix (folded, " ") || g_str_has_suffix (folded, " "));
  g_assert_null (strstr (folded, "  "));
}

static void
look_at_excerpt (const BhFindQuery *query, const char *text, guint max)
{
  g_autoptr (GArray) marks = NULL;
  g_autofree char *excerpt = bh_find_excerpt (query, text, max, &marks);
  glong length = g_utf8_strlen (excerpt, -1);

  g_assert_cmpint (length, <=, max);
  for (guint i = 0; i < marks->len; i++)
    {
      const BhFindMark *mark = &g_array_index (marks, BhFindMark, i);

      g_assert_cmpint (mark->length, >, 0);
      g_assert_cmpint (mark->start + mark->length, <=, length);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (BhFindQuery) query = bh_find_query_parse (text, NULL, &error);
  g_autofree char *fts5 = NULL;

  fold (valid);
  g_assert_true ((query == NULL) == (error != NULL));
  if (query == NULL)
    return 0;
  fts5 = bh_find_query_to_fts5 (query);
  g_assert_true ((fts5 != NULL) == bh_find_query_has_words (query));
  look_at_excerpt (query, valid, 120);
  bh_find_matches (query, valid);
  return 0;
}
