/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-title.h"

#include "server/extract/office/bhd-part.h"

#include <string.h>

#define TITLE_MAX 2000 /* bytes that are read of it */

typedef struct
{
  GString *title;
  gboolean open;
} Reader;

static void
start_cb (gpointer data, const BhdXmlElement *element)
{
  Reader *self = data;

  self->open = strcmp (bhd_xml_name (element), "title") == 0;
}

static void
end_cb (gpointer data, const char *name)
{
  Reader *self = data;

  self->open = FALSE;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  Reader *self = data;

  if (self->open && self->title->len < TITLE_MAX)
    g_string_append_len (self->title, text, (gssize) length);
}

BhExtraction
bhd_title_read (const guint8 *bytes, gsize length, const char *part, BhdMarkup *out)
{
  static const BhdXmlReader reader = { start_cb, end_cb, text_cb };
  g_autoptr (GString) title = g_string_new (NULL);
  Reader self = { title };
  BhExtraction status = bhd_part_read_optional (bytes, length, part, &reader, &self);

  if (status == BH_EXTRACTION_DONE)
    bhd_markup_set_title (out, title->str);
  return status;
}
