/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* Reads XML piece by piece, without building a tree.  Nothing outside of it is ever read: a
 * document type, and with it every entity, is refused, as are elements nested too deeply. */
typedef struct _BhdXml BhdXml;
typedef struct _BhdXmlElement BhdXmlElement;

typedef struct
{
  void (*start) (gpointer data, const BhdXmlElement *element);
  void (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text, gsize length);
} BhdXmlReader;

void bhd_xml_prepare (void); /* before there is no more disk */

BhdXml *bhd_xml_new (const BhdXmlReader *reader, gpointer data);
void bhd_xml_free (BhdXml *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdXml, bhd_xml_free)

/* DONE, MALFORMED or TOO_DEEP, which stays so. */
BhExtraction bhd_xml_push (BhdXml *self, const char *bytes, gsize length);
BhExtraction bhd_xml_finish (BhdXml *self);

/* Of the element that starts.  Names are without prefix. */
const char *bhd_xml_name (const BhdXmlElement *element);
gboolean bhd_xml_is_of (const BhdXmlElement *element, const char *word); /* in its namespace */
/* Returns: (transfer full) (nullable) */
char *bhd_xml_attribute (const BhdXmlElement *element, const char *name);
gint bhd_xml_number (const BhdXmlElement *element, const char *name, gint fallback);

G_END_DECLS
