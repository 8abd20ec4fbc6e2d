/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* How bellhop-extract ends: its exit status, which the daemon turns into a sentence.
 *
 *   bellhop-extract FORMAT [INPUT_MAX [OUTPUT_MAX]] <DOCUMENT >TEXT
 *
 * FORMAT is the name of one of bh_formats, the limits are bytes.  Where the status is
 * BH_EXTRACTION_DONE, the first line of the output is the document's own title, which may be empty;
 * everything after it is the text: Markdown, but for the format “text”, whose text is plain.  In
 * any other case the output means nothing. */
typedef enum
{
  BH_EXTRACTION_DONE = 0,
  BH_EXTRACTION_USAGE = 2,     /* called in a way that is not known */
  BH_EXTRACTION_NO_CAGE = 10,  /* the process could not be locked in: nothing was read */
  BH_EXTRACTION_MALFORMED,     /* damaged or cut off */
  BH_EXTRACTION_OTHER_KIND,    /* not of the format named */
  BH_EXTRACTION_ENCRYPTED,     /* needs a password */
  BH_EXTRACTION_TOO_LARGE,     /* more bytes than INPUT_MAX */
  BH_EXTRACTION_TOO_MUCH_TEXT, /* more bytes than OUTPUT_MAX */
  BH_EXTRACTION_BOMB,          /* too large when unpacked */
  BH_EXTRACTION_TOO_MANY_PAGES,
  BH_EXTRACTION_TOO_WIDE, /* too many columns in a table */
  BH_EXTRACTION_TOO_DEEP, /* too many things inside each other */
  BH_EXTRACTION_NO_TEXT,
  BH_EXTRACTION_N_STATUSES, /* none: one more than the last */
} BhExtraction;

#define BH_EXTRACTION_INPUT_MAX (40 * 1024 * 1024)
#define BH_EXTRACTION_OUTPUT_MAX (16 * 1024 * 1024)
#define BH_EXTRACTION_PAGES_MAX 2000
#define BH_EXTRACTION_COLUMNS_MAX 16384
