/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/office/bhd-part.h"

#include "server/extract/office/bhd-zip.h"

static BhExtraction
push (gpointer data, const char *bytes, gsize length)
{
  return bhd_xml_push (data, bytes, length);
}

BhExtraction
bhd_part_read (const guint8 *bytes,
               gsize length,
               const char *name,
               const BhdXmlReader *reader,
               gpointer data)
{
  g_autoptr (BhdXml) xml = bhd_xml_new (reader, data);
  BhExtraction status = bhd_zip_read (bytes, length, name, push, xml);

  return status == BH_EXTRACTION_DONE ? bhd_xml_finish (xml) : status;
}

BhExtraction
bhd_part_read_optional (const guint8 *bytes,
                        gsize length,
                        const char *name,
                        const BhdXmlReader *reader,
                        gpointer data)
{
  BhExtraction status = bhd_part_read (bytes, length, name, reader, data);

  return status == BH_EXTRACTION_OTHER_KIND ? BH_EXTRACTION_DONE : status;
}
