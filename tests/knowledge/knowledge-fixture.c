/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/knowledge-fixture.h"

#include "server/knowledge/text/bhd-passages.h"

#include <string.h>

static void
put (BhdIndex *index, const char *id, const char *title, const char *body)
{
  g_autoptr (GPtrArray) passages = bhd_passages_cut (id, title, "markdown", body);

  bhd_index_put (index, "o", id, passages);
}

void
knowledge_put (BhdIndex *index, const char *title, const char *body)
{
  put (index, title, title, body);
}

static void
put_file (BhdIndex *index, const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *id = g_strndup (name, strlen (name) - strlen (".md"));
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (text, "# "));
  title = g_strndup (text + 2, strcspn (text + 2, "\n"));
  put (index, id, title, text);
}

guint
knowledge_put_help_centre (BhdIndex *index, const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  for (name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".md"))
      {
        put_file (index, directory, name);
        n++;
      }
  return n;
}

GPtrArray *
knowledge_search (BhdIndex *index, const char *question, guint limit)
{
  const BhdSearch search = { .organization_id = "o", .question = question, .limit = limit };

  return bhd_index_search (index, &search);
}

char *
knowledge_answerer (BhdIndex *index, const char *question)
{
  g_autoptr (GPtrArray) hits = knowledge_search (index, question, 3);
  const BhdHit *best = hits->len > 0 ? g_ptr_array_index (hits, 0) : NULL;

  if (best == NULL || best->score < BHD_INDEX_SURE)
    return g_strdup ("-");
  return g_strdup (best->passage->document_id);
}
