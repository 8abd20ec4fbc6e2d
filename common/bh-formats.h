/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A kind of document that can be read.  What is offered anywhere is exactly what stands in
 * bh_formats; bellhop-extract reads each of them but pictures, which a language model looks at:
 * they are offered and taken only where the organisation has one that sees. */
typedef struct
{
  const char *name;              /* as stored and sent: “pdf” */
  const char *label;             /* as a person reads it, not translated: “PDF” */
  const char *const *extensions; /* without a dot, lower case, NULL at the end; the first is best */
  const char *const *media_types; /* lower case, without parameters, NULL at the end */
  const char *magic; /* (nullable) what stands at the beginning, or close to it, of every one */
  gboolean picture;
  gsize max_size; /* bytes; 0: as large as any upload */
} BhFormat;

extern const BhFormat bh_formats[]; /* ends with one whose name is NULL */

/* All (nullable): NULL is a format that cannot be read. */
const BhFormat *bh_format_by_name (const char *name);
const BhFormat *bh_format_for_name (const char *file_name);        /* by its extension */
const BhFormat *bh_format_for_media_type (const char *media_type); /* parameters do not matter */

/* What a file dialogue or an <input accept> takes: “.txt,.text,.md,…”.  Returns: (transfer full) */
char *bh_formats_to_accept (gboolean pictures);

G_END_DECLS
