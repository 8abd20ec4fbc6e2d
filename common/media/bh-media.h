/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A kind of file that people send each other.  What is believed of a file is what its bytes say. */
typedef struct
{
  const char *media_type;
  const char *const *extensions; /* without a dot, lower case, NULL at the end */
  gboolean picture;              /* may be shown as one */
} BhMedia;

extern const BhMedia bh_media[]; /* ends with one whose media_type is NULL */

#define BH_MEDIA_HEAD (1024 * 1024) /* bytes from the beginning that tell */

/* @bytes: the beginning of the file, at most BH_MEDIA_HEAD of it.  @file_name decides only between
 * kinds that the bytes leave open (a table is a text).  Returns: never NULL: what nobody knows is
 * “application/octet-stream”. */
const BhMedia *bh_media_sniff (const guint8 *bytes, gsize length, const char *file_name);

const BhMedia *bh_media_for_type (const char *media_type); /* (nullable) */
const BhMedia *bh_media_for_name (const char *file_name);  /* (nullable): by its extension */

/* Returns: (transfer none): behind the last dot; “” where there is none. */
const char *bh_media_extension (const char *file_name);

G_END_DECLS
