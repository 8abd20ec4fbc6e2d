/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-xml.h"

#include <libxml/parser.h>
#include <string.h>

#define DEPTH_MAX 256       /* elements inside each other */
#define CHUNK (1024 * 1024) /* bytes the parser gets at once */

struct _BhdXml
{
  const BhdXmlReader *reader;
  gpointer data;
  xmlParserCtxt *parser;
  BhExtraction status;
  guint depth;
};

/* As the parser hands it out. */
struct _BhdXmlElement
{
  const char *name;
  const char *space; /* (nullable) */
  int n_attributes;
  const xmlChar **attributes; /* five each: name, prefix, namespace, start and end of the value */
};

static void
refuse (BhdXml *self, BhExtraction status)
{
  if (self->status == BH_EXTRACTION_DONE)
    self->status = status;
  xmlStopParser (self->parser);
}

static void
start_cb (void *data,
          const xmlChar *name,
          const xmlChar *prefix,
          const xmlChar *space,
          int n_spaces,
          const xmlChar **spaces,
          int n_attributes,
          int n_defaults,
          const xmlChar **attributes)
{
  BhdXml *self = data;
  BhdXmlElement element = { (const char *) name, (const char *) space, n_attributes, attributes };

  if (++self->depth > DEPTH_MAX)
    refuse (self, BH_EXTRACTION_TOO_DEEP);
  if (self->status == BH_EXTRACTION_DONE)
    self->reader->start (self->data, &element);
}

static void
end_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
  BhdXml *self = data;

  self->depth--;
  if (self->status == BH_EXTRACTION_DONE)
    self->reader->end (self->data, (const char *) name);
}

static void
characters_cb (void *data, const xmlChar *text, int length)
{
  BhdXml *self = data;

  if (self->status == BH_EXTRACTION_DONE)
    self->reader->text (self->data, (const char *) text, (gsize) length);
}

static void
doctype_cb (void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
  refuse (data, BH_EXTRACTION_MALFORMED);
}

/* Whatever is outside of the document is not there. */
static xmlParserInput *
load_nothing (const char *url, const char *id, xmlParserCtxt *context)
{
  return NULL;
}

void
bhd_xml_prepare (void)
{
  xmlInitParser ();
  xmlSetExternalEntityLoader (load_nothing);
}

BhdXml *
bhd_xml_new (const BhdXmlReader *reader, gpointer data)
{
  static const xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = doctype_cb,
    .startElementNs = start_cb,
    .endElementNs = end_cb,
    .characters = characters_cb,
    .cdataBlock = characters_cb,
    .ignorableWhitespace = characters_cb,
  };
  BhdXml *self = g_new0 (BhdXml, 1);

  self->reader = reader;
  self->data = data;
  self->parser = xmlCreatePushParserCtxt ((xmlSAXHandler *) &handler, self, NULL, 0, NULL);
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  return self;
}

void
bhd_xml_free (BhdXml *self)
{
  xmlFreeParserCtxt (self->parser);
  g_free (self);
}

static BhExtraction
push (BhdXml *self, const char *bytes, gsize length, gboolean last)
{
  if (self->status != BH_EXTRACTION_DONE)
    return self->status;
  if (xmlParseChunk (self->parser, bytes, (int) length, last) != XML_ERR_OK &&
      self->parser->wellFormed == 0)
    refuse (self, BH_EXTRACTION_MALFORMED);
  return self->status;
}

BhExtraction
bhd_xml_push (BhdXml *self, const char *bytes, gsize length)
{
  BhExtraction status = self->status;

  for (gsize at = 0; at < length && status == BH_EXTRACTION_DONE; at += CHUNK)
    status = push (self, bytes + at, MIN (CHUNK, length - at), FALSE);
  return status;
}

BhExtraction
bhd_xml_finish (BhdXml *self)
{
  return push (self, NULL, 0, TRUE);
}

const char *
bhd_xml_name (const BhdXmlElement *element)
{
  return element->name;
}

gboolean
bhd_xml_is_of (const BhdXmlElement *element, const char *word)
{
  return element->space != NULL && strstr (element->space, word) != NULL;
}

char *
bhd_xml_attribute (const BhdXmlElement *element, const char *name)
{
  for (int i = 0; i < element->n_attributes; i++)
    {
      const xmlChar **each = element->attributes + 5 * i;

      if (strcmp ((const char *) each[0], name) == 0)
        return g_strndup ((const char *) each[3], (gsize) (each[4] - each[3]));
    }
  return NULL;
}

gint
bhd_xml_number (const BhdXmlElement *element, const char *name, gint fallback)
{
  g_autofree char *value = bhd_xml_attribute (element, name);
  gint64 number = 0;

  if (value == NULL || !g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &number, NULL))
    return fallback;
  return (gint) number;
}
