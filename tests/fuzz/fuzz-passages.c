/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/knowledge/text/bhd-passages.h"

#include "server/extract/bhd-text.h"
#include "server/knowledge/bhd-index.h"
#include "server/knowledge/text/bhd-quote.h"

/* A document on its whole way: extracted, cut, indexed, found, quoted. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_passage (const BhdPassage *passage, const char *question)
{
  g_autofree char *quote = bhd_quote_best (question, passage->body);

  g_assert_true (g_utf8_validate (passage->body, -1, NULL));
  g_assert_true (g_utf8_validate (passage->heading, -1, NULL));
  g_assert_true (g_utf8_validate (quote, -1, NULL));
  g_assert_cmpint (*passage->body, !=, '\0');
}

static void
check (BhdIndex *index, const char *format, const char *text)
{
  g_autoptr (GPtrArray) passages = bhd_passages_cut ("d", "Title", format, text);
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *question = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 200));
  const BhdSearch search = { .organization_id = "o", .question = question, .limit = 5 };

  bhd_index_put (index, "o", "d", passages);
  for (guint i = 0; i < passages->len; i++)
    check_passage (g_ptr_array_index (passages, i), question);
  hits = bhd_index_search (index, &search);
  for (guint i = 0; i < hits->len; i++)
    {
      const BhdHit *hit = g_ptr_array_index (hits, i);

      g_assert_true (hit->score >= 0 && hit->score <= 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BhdIndex) index = bhd_index_new ();
  g_autofree char *text = bhd_text_from_bytes (data, size);

  check (index, "markdown", text);
  check (index, "text", text);
  return 0;
}
