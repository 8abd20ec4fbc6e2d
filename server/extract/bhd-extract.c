/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/extract/bhd-extract.h"

#include "server/extract/bhd-charset.h"
#include "server/extract/bhd-csv.h"
#include "server/extract/bhd-html.h"
#include "server/extract/bhd-kind.h"
#include "server/extract/bhd-text.h"
#include "server/extract/office/bhd-docx.h"
#include "server/extract/office/bhd-odt.h"
#include "server/extract/office/bhd-xml.h"
#include "server/extract/pdf/bhd-pdf.h"

#include <string.h>
#include <time.h>

typedef struct
{
  const char *format;
  BhExtraction (*extract) (const guint8 *bytes, gsize length, BhdMarkup *out);
} Extractor;

static const Extractor extractors[] = {
  { "text", bhd_text_extract }, { "markdown", bhd_text_extract }, { "csv", bhd_csv_extract },
  { "html", bhd_html_extract }, { "pdf", bhd_pdf_extract },       { "docx", bhd_docx_extract },
  { "odt", bhd_odt_extract },
};

void
bhd_extract_prepare (void)
{
  g_setenv ("TZ", "UTC0", TRUE); /* or the time zone is looked up with every date in an archive */
  tzset ();
  bhd_charset_prepare ();
  bhd_xml_prepare ();
}

static const Extractor *
find_extractor (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (extractors); i++)
    if (strcmp (format, extractors[i].format) == 0)
      return &extractors[i];
  return NULL;
}

BhExtraction
bhd_extract_document (const char *format, const guint8 *bytes, gsize length, BhdMarkup *out)
{
  const Extractor *extractor = find_extractor (format);
  const BhFormat *known = bh_format_by_name (format);
  BhExtraction status;

  if (extractor == NULL || known == NULL)
    return BH_EXTRACTION_USAGE;
  status = bhd_kind_check (known, bytes, length);
  if (status == BH_EXTRACTION_DONE)
    status = extractor->extract (bytes, length, out);
  /* What was refused because there was no more room is too much, whatever else it was. */
  if (bhd_markup_is_full (out))
    return BH_EXTRACTION_TOO_MUCH_TEXT;
  if (status != BH_EXTRACTION_DONE)
    return status;
  if (bhd_markup_text (out)->len == 0)
    return BH_EXTRACTION_NO_TEXT;
  return bhd_markup_is_full (out) ? BH_EXTRACTION_TOO_MUCH_TEXT : BH_EXTRACTION_DONE;
}
