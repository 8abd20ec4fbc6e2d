/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-docx-notes.h"

#include "server/extract/office/bhd-part.h"

#include <string.h>

#define TEXT_MAX (4 * 1024 * 1024) /* bytes of all notes */
#define NOTES_MAX 20000

typedef struct
{
  GHashTable *notes;
  GString *open; /* (nullable) */
  gsize length;  /* of all */
  gboolean in_text;
  guint deleted; /* elements inside each other that hold what was deleted */
} Reader;

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

GHashTable *
bhd_docx_notes_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, string_free);
}

static gboolean
is_note (const char *name)
{
  return strcmp (name, "footnote") == 0 || strcmp (name, "endnote") == 0;
}

static gboolean
is_deleted (const char *name)
{
  return strcmp (name, "del") == 0 || strcmp (name, "moveFrom") == 0;
}

static void
start_cb (gpointer data, const BhdXmlElement *element)
{
  Reader *self = data;
  const char *name = bhd_xml_name (element);
  char *id;

  self->deleted += is_deleted (name);
  self->in_text = strcmp (name, "t") == 0;
  if (!is_note (name) || g_hash_table_size (self->notes) >= NOTES_MAX)
    return;
  id = bhd_xml_attribute (element, "id");
  self->open = g_string_new (NULL);
  g_hash_table_replace (self->notes, id != NULL ? id : g_strdup (""), self->open);
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  self->in_text = FALSE;
  self->deleted -= is_deleted (name);
  if (is_note (name))
    self->open = NULL;
  else if (self->open != NULL && strcmp (name, "p") == 0)
    g_string_append_c (self->open, ' ');
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (!self->in_text || self->open == NULL || self->deleted > 0 || self->length > TEXT_MAX)
    return;
  g_string_append_len (self->open, text, (gssize) length);
  self->length += length;
}

BhExtraction
bhd_docx_notes_read (GHashTable *notes, const guint8 *bytes, gsize length, const char *part)
{
  static const BhdXmlReader reader = { start_cb, end_cb, text_cb };
  Reader self = { .notes = notes };

  return bhd_part_read_optional (bytes, length, part, &reader, &self);
}
