/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-odt-styles.h"

#include <string.h>

#define STYLES_MAX 10000 /* more are not kept */
#define LEVELS 10

struct _BhdOdtStyles
{
  GHashTable *parents; /* of paragraph styles */
  GHashTable *lists;   /* name → a bit for each level that is numbered */
  char *list;          /* (nullable) the list style that is open */
};

BhdOdtStyles *
bhd_odt_styles_new (void)
{
  BhdOdtStyles *self = g_new0 (BhdOdtStyles, 1);

  self->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
bhd_odt_styles_free (BhdOdtStyles *self)
{
  g_hash_table_unref (self->parents);
  g_hash_table_unref (self->lists);
  g_free (self->list);
  g_free (self);
}

static void
add_parent (BhdOdtStyles *self, const BhdXmlElement *element)
{
  char *name = bhd_xml_attribute (element, "name");
  char *parent = bhd_xml_attribute (element, "parent-style-name");

  if (name != NULL && parent != NULL && g_hash_table_size (self->parents) < STYLES_MAX)
    {
      g_hash_table_replace (self->parents, name, parent);
      return;
    }
  g_free (name);
  g_free (parent);
}

static void
add_number (BhdOdtStyles *self, const BhdXmlElement *element)
{
  gint level = bhd_xml_number (element, "level", 0);
  g_autofree char *format = bhd_xml_attribute (element, "num-format");
  guint bits;

  if (self->list == NULL || level < 1 || level > LEVELS || format == NULL || *format == '\0' ||
      g_hash_table_size (self->lists) >= STYLES_MAX)
    return;
  bits = GPOINTER_TO_UINT (g_hash_table_lookup (self->lists, self->list));
  g_hash_table_replace (self->lists, g_strdup (self->list), GUINT_TO_POINTER (bits | 1u << level));
}

void
bhd_odt_styles_start (BhdOdtStyles *self, const BhdXmlElement *element)
{
  const char *name = bhd_xml_name (element);

  if (strcmp (name, "style") == 0)
    add_parent (self, element);
  else if (strcmp (name, "list-style") == 0)
    {
      g_free (self->list);
      self->list = bhd_xml_attribute (element, "name");
    }
  else if (strcmp (name, "list-level-style-number") == 0)
    add_number (self, element);
}

void
bhd_odt_styles_end (BhdOdtStyles *self, const char *name)
{
  if (strcmp (name, "list-style") == 0)
    g_clear_pointer (&self->list, g_free);
}

gboolean
bhd_odt_styles_is_title (BhdOdtStyles *self, const char *name)
{
  const char *parent = name != NULL ? g_hash_table_lookup (self->parents, name) : NULL;

  return g_strcmp0 (name, "Title") == 0 || g_strcmp0 (parent, "Title") == 0;
}

gboolean
bhd_odt_styles_is_numbered (BhdOdtStyles *self, const char *name, guint level)
{
  guint bits = name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->lists, name)) : 0;

  return level <= LEVELS && (bits & 1u << level) != 0;
}
