/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/bench/retrieval/retrieval-set.h"

#include <string.h>

static char **
read_lines (const char *folder, const char *name, gboolean needed)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_get_contents (path, &text, NULL, &error))
    return g_strsplit (text, "\n", -1);
  if (needed)
    g_error ("%s", error->message);
  return g_new0 (char *, 1);
}

static void
doc_free (gpointer data)
{
  RetrievalDoc *self = data;

  g_free (self->id);
  g_free (self->group);
  g_free (self->title);
  g_free (self->body);
  g_free (self);
}

void
retrieval_query_free (RetrievalQuery *self)
{

  g_free (self->id);
  g_strfreev (self->groups);
  g_free (self->text);
  g_free (self->holds);
  g_free (self);
}

/* Stable: the order within a group is the file's. */
static void
gather_groups (GPtrArray *docs)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups =
      g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < docs->len; i++)
    {
      RetrievalDoc *doc = docs->pdata[i];
      GPtrArray *group = g_hash_table_lookup (places, doc->group);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
          g_hash_table_insert (places, doc->group, group);
        }
      g_ptr_array_add (group, doc);
    }
  for (guint i = 0, at = 0; i < groups->len; i++)
    {
      GPtrArray *group = groups->pdata[i];

      for (guint k = 0; k < group->len; k++)
        docs->pdata[at++] = group->pdata[k];
    }
}

static void
read_docs (RetrievalSet *self, const char *folder)
{
  g_auto (GStrv) lines = read_lines (folder, "docs.tsv", TRUE);

  self->phrasings = TRUE;
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) row = g_strsplit (*line, "\t", 4);
      RetrievalDoc *doc = NULL;

      if (g_strv_length (row) < 3)
        continue;
      doc = g_new0 (RetrievalDoc, 1);
      doc->id = g_strdup (row[0]);
      doc->group = g_strdup (row[1]);
      doc->title = g_strdup (row[2]);
      doc->body = g_strdup (row[3] != NULL ? row[3] : "");
      self->phrasings = self->phrasings && doc->body[0] == '\0';
      g_ptr_array_add (self->docs, doc);
    }
  gather_groups (self->docs);
}

static void
read_queries (RetrievalSet *self, const char *folder)
{
  g_auto (GStrv) lines = read_lines (folder, "queries.dev.tsv", TRUE);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) row = g_strsplit (*line, "\t", 3);
      RetrievalQuery *query = NULL;

      if (g_strv_length (row) < 3)
        continue;
      query = g_new0 (RetrievalQuery, 1);
      query->id = g_strdup (row[0]);
      query->groups = g_strsplit (g_str_equal (row[1], "-") ? "" : row[1], ",", -1);
      query->text = g_strdup (row[2]);
      g_ptr_array_add (self->queries, query);
    }
}

/* The strings come in a file of their own, found again by the question. */
static void
read_strings (RetrievalSet *self, const char *folder)
{
  g_auto (GStrv) lines = read_lines (folder, "queries.tsv", FALSE);
  g_autoptr (GHashTable) strings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) row = g_strsplit (*line, "\t", 4);

      if (g_strv_length (row) == 4 && !g_str_equal (row[1], "-"))
        g_hash_table_insert (strings, g_strdup (row[3]), g_strdup (row[2]));
    }
  for (guint i = 0; i < self->queries->len; i++)
    {
      RetrievalQuery *query = self->queries->pdata[i];

      query->holds = g_strdup (g_hash_table_lookup (strings, query->text));
    }
}

RetrievalSet *
retrieval_set_read (const char *folder)
{
  RetrievalSet *self = g_new0 (RetrievalSet, 1);

  self->name = g_path_get_basename (folder);
  self->docs = g_ptr_array_new_with_free_func (doc_free);
  self->queries = g_ptr_array_new_with_free_func ((GDestroyNotify) retrieval_query_free);
  read_docs (self, folder);
  read_queries (self, folder);
  read_strings (self, folder);
  if (self->docs->len == 0 || self->queries->len == 0)
    g_error ("%s holds no documents or no questions", folder);
  return self;
}

void
retrieval_set_free (RetrievalSet *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->docs);
  g_ptr_array_unref (self->queries);
  g_free (self);
}
