/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/knowledge/retrieval/set.h"

#include <string.h>

typedef struct
{
  GPtrArray *passages;
  GPtrArray *phrasings; /* of char, no NULL at the end */
} Group;

char **
retrieval_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  if (g_str_has_suffix (text, "\n"))
    text[strlen (text) - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

static void
group_free (gpointer data)
{
  Group *self = data;

  g_ptr_array_unref (self->passages);
  g_ptr_array_unref (self->phrasings);
  g_free (self);
}

/* Passages of one title are one article. */
static char *
document_of (char **row, gboolean apart)
{
  g_auto (GStrv) path = g_strsplit (row[2], " - ", 2);

  if (apart && *row[3] != '\0')
    return g_strdup_printf ("%s (%s)", path[0], row[1]);
  return g_strdup (*row[3] != '\0' ? path[0] : row[1]);
}

static Group *
group_new (void)
{
  Group *self = g_new0 (Group, 1);

  self->passages = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_passage_unref);
  self->phrasings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
add_passage (Group *self, const char *id, char **row)
{
  g_auto (GStrv) path = g_strsplit (row[2], " - ", 2);
  gboolean parted = path[0] != NULL && path[1] != NULL;

  g_ptr_array_add (self->passages,
                   bhd_passage_new (row[1], id, *row[3] != '\0' ? id : row[2],
                                    parted ? path[1] : "", *row[3] != '\0' ? row[3] : row[2]));
}

static void
put_group (const RetrievalSink *sink, const char *id, const Group *group)
{
  sink->put (sink->target, id, group->passages);
  g_ptr_array_add (group->phrasings, NULL);
  sink->put_phrasings (sink->target, id, (const char *const *) group->phrasings->pdata);
}

void
retrieval_fill (const RetrievalSink *sink, const char *path)
{
  g_auto (GStrv) lines = retrieval_lines (path);
  g_autoptr (GHashTable) groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  GHashTableIter iter;
  gpointer id, group;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (lines[i], "\t", 4);
      g_autofree char *key = document_of (row, sink->apart);

      group = g_hash_table_lookup (groups, key);
      if (group == NULL)
        {
          group = group_new ();
          g_hash_table_insert (groups, g_strdup (key), group);
        }
      if (*row[3] != '\0' || ((Group *) group)->passages->len == 0)
        add_passage (group, key, row);
      else
        g_ptr_array_add (((Group *) group)->phrasings, g_strdup (row[2]));
    }
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &id, &group))
    put_group (sink, id, group);
}

static void
put_in_index (gpointer index, const char *id, GPtrArray *passages)
{
  bhd_index_put (index, "o", id, passages);
}

static void
put_phrasings_in_index (gpointer index, const char *id, const char *const *phrasings)
{
  bhd_index_put_phrasings (index, "o", id, phrasings);
}

void
retrieval_fill_index (BhdIndex *index, const char *path, gboolean apart)
{
  const RetrievalSink sink = { index, put_in_index, put_phrasings_in_index, apart };

  retrieval_fill (&sink, path);
}
