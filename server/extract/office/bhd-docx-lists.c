/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-docx-lists.h"

#include "server/extract/office/bhd-part.h"

#include <string.h>

#define LEVELS 9
#define LISTS_MAX 10000 /* more are not kept */

typedef struct
{
  gboolean bullets[LEVELS];
} Kind;

typedef struct
{
  gint kind;
  guint counts[LEVELS];
} List;

struct _BhdDocxLists
{
  GHashTable *kinds; /* id → Kind */
  GHashTable *lists; /* id → List */
  Kind *open_kind;   /* (nullable) */
  List *open_list;   /* (nullable) */
  gint level;
};

BhdDocxLists *
bhd_docx_lists_new (void)
{
  BhdDocxLists *self = g_new0 (BhdDocxLists, 1);

  self->kinds = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
bhd_docx_lists_free (BhdDocxLists *self)
{
  g_hash_table_unref (self->kinds);
  g_hash_table_unref (self->lists);
  g_free (self);
}

/* Returns: (nullable): a new value of the table, or none where there are too many. */
static gpointer
add (GHashTable *table, gint id, gsize size)
{
  gpointer value;

  if (g_hash_table_size (table) >= LISTS_MAX)
    return NULL;
  value = g_malloc0 (size);
  g_hash_table_replace (table, GINT_TO_POINTER (id), value);
  return value;
}

static void
read_format (BhdDocxLists *self, const BhdXmlElement *element)
{
  g_autofree char *format = bhd_xml_attribute (element, "val");

  if (self->open_kind != NULL && self->level >= 0 && self->level < LEVELS)
    self->open_kind->bullets[self->level] =
        g_strcmp0 (format, "bullet") == 0 || g_strcmp0 (format, "none") == 0;
}

static void
start_cb (gpointer data, const BhdXmlElement *element)
{
  BhdDocxLists *self = data;
  const char *name = bhd_xml_name (element);

  if (strcmp (name, "abstractNum") == 0)
    self->open_kind =
        add (self->kinds, bhd_xml_number (element, "abstractNumId", -1), sizeof (Kind));
  else if (strcmp (name, "lvl") == 0)
    self->level = bhd_xml_number (element, "ilvl", -1);
  else if (strcmp (name, "numFmt") == 0)
    read_format (self, element);
  else if (strcmp (name, "num") == 0)
    self->open_list = add (self->lists, bhd_xml_number (element, "numId", 0), sizeof (List));
  else if (strcmp (name, "abstractNumId") == 0 && self->open_list != NULL)
    self->open_list->kind = bhd_xml_number (element, "val", -1);
}

static void
end_cb (gpointer data, const char *name)
{
  BhdDocxLists *self = data;

  if (strcmp (name, "abstractNum") == 0)
    self->open_kind = NULL;
  else if (strcmp (name, "num") == 0)
    self->open_list = NULL;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
}

BhExtraction
bhd_docx_lists_read (BhdDocxLists *self, const guint8 *bytes, gsize length)
{
  static const BhdXmlReader reader = { start_cb, end_cb, text_cb };

  return bhd_part_read_optional (bytes, length, "word/numbering.xml", &reader, self);
}

guint
bhd_docx_lists_count (BhdDocxLists *self, gint id, guint level)
{
  List *list = g_hash_table_lookup (self->lists, GINT_TO_POINTER (id));
  Kind *kind =
      list != NULL ? g_hash_table_lookup (self->kinds, GINT_TO_POINTER (list->kind)) : NULL;

  if (kind == NULL || level >= LEVELS || kind->bullets[level])
    return 0;
  for (guint i = level + 1; i < LEVELS; i++)
    list->counts[i] = 0;
  return ++list->counts[level];
}
