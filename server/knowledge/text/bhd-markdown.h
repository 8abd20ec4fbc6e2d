/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What one block of a document is. */
typedef enum
{
  BHD_BLOCK_HEADING,
  BHD_BLOCK_TEXT, /* a paragraph on one line */
  BHD_BLOCK_LIST, /* one line an item, “• …” or “3. …” */
  BHD_BLOCK_CODE, /* lines as they are */
} BhdBlockKind;

typedef struct
{
  BhdBlockKind kind;
  guint level; /* of a heading, 1 to 6 */
  char *text;  /* for reading: no marks of Markdown left */
} BhdBlock;

/* Reads a document into its blocks, in order.  Both take any UTF-8 and never fail: what is no
 * Markdown is text.  Returns: (transfer full): of BhdBlock */
GPtrArray *bhd_markdown_read (const char *text);
GPtrArray *bhd_plain_read (const char *text); /* blank lines part paragraphs */

/* The text of one line without emphasis, links, code marks, images and tags.
 * Returns: (transfer full) */
char *bhd_markdown_clean (const char *line, gssize length);

G_END_DECLS
