/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-docx-styles.h"

#include "server/extract/office/bhd-part.h"

#include <string.h>

#define CHAIN_MAX 12     /* styles based on each other */
#define STYLES_MAX 10000 /* more are not kept */
#define LEVELS 6

typedef struct
{
  char *base;    /* (nullable) id of the style it is based on */
  guint heading; /* 0: as the base */
  gint list;     /* -1: as the base */
  gboolean contents;
} Style;

struct _BhdDocxStyles
{
  GHashTable *styles; /* by id */
  Style *open;        /* (nullable) while it is read */
};

static void
style_free (gpointer data)
{
  Style *self = data;

  g_free (self->base);
  g_free (self);
}

BhdDocxStyles *
bhd_docx_styles_new (void)
{
  BhdDocxStyles *self = g_new0 (BhdDocxStyles, 1);

  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, style_free);
  return self;
}

void
bhd_docx_styles_free (BhdDocxStyles *self)
{
  g_hash_table_unref (self->styles);
  g_free (self);
}

static void
open_style (BhdDocxStyles *self, const BhdXmlElement *element)
{
  char *id = bhd_xml_attribute (element, "styleId");

  self->open = NULL;
  if (id == NULL || g_hash_table_size (self->styles) >= STYLES_MAX)
    {
      g_free (id);
      return;
    }
  self->open = g_new0 (Style, 1);
  self->open->list = -1;
  g_hash_table_replace (self->styles, id, self->open);
}

/* The built-in styles have English names in every language. */
static void
read_name (Style *style, const BhdXmlElement *element)
{
  g_autofree char *name = bhd_xml_attribute (element, "val");

  if (name == NULL)
    return;
  if (g_ascii_strcasecmp (name, "title") == 0)
    style->heading = 1;
  else if (g_ascii_strncasecmp (name, "heading ", 8) == 0 && g_ascii_isdigit (name[8]))
    style->heading = CLAMP ((guint) (name[8] - '0'), 1, LEVELS);
  else if (g_ascii_strncasecmp (name, "toc ", 4) == 0)
    style->contents = TRUE;
}

static void
start_cb (gpointer data, const BhdXmlElement *element)
{
  BhdDocxStyles *self = data;
  const char *name = bhd_xml_name (element);
  gint level;

  if (strcmp (name, "style") == 0)
    open_style (self, element);
  else if (self->open == NULL)
    return;
  else if (strcmp (name, "name") == 0)
    read_name (self->open, element);
  else if (strcmp (name, "basedOn") == 0 && self->open->base == NULL)
    self->open->base = bhd_xml_attribute (element, "val");
  else if (strcmp (name, "numId") == 0)
    self->open->list = bhd_xml_number (element, "val", -1);
  else if (strcmp (name, "outlineLvl") == 0 && self->open->heading == 0)
    {
      level = bhd_xml_number (element, "val", 9);
      self->open->heading = level >= 0 && level < 9 ? MIN ((guint) level + 1, LEVELS) : 0;
    }
}

static void
end_cb (gpointer data, const char *name)
{
  BhdDocxStyles *self = data;

  if (strcmp (name, "style") == 0)
    self->open = NULL;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
}

BhExtraction
bhd_docx_styles_read (BhdDocxStyles *self, const guint8 *bytes, gsize length)
{
  static const BhdXmlReader reader = { start_cb, end_cb, text_cb };

  return bhd_part_read_optional (bytes, length, "word/styles.xml", &reader, self);
}

static Style *
find (BhdDocxStyles *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->styles, id) : NULL;
}

guint
bhd_docx_styles_heading (BhdDocxStyles *self, const char *id)
{
  Style *style = find (self, id);

  for (guint i = 0; style != NULL && i < CHAIN_MAX; i++, style = find (self, style->base))
    if (style->heading > 0)
      return style->heading;
  return 0;
}

gint
bhd_docx_styles_list (BhdDocxStyles *self, const char *id)
{
  Style *style = find (self, id);

  for (guint i = 0; style != NULL && i < CHAIN_MAX; i++, style = find (self, style->base))
    if (style->list >= 0)
      return style->list;
  return 0;
}

gboolean
bhd_docx_styles_is_contents (BhdDocxStyles *self, const char *id)
{
  Style *style = find (self, id);

  return style != NULL && style->contents;
}
