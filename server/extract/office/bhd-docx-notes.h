/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* The footnotes or endnotes of a Word document: plain text by id.  @part: the part they are in.
 * Notes beyond a few megabytes are not kept. */
BhExtraction
bhd_docx_notes_read (GHashTable *notes, const guint8 *bytes, gsize length, const char *part);

GHashTable *bhd_docx_notes_new (void); /* char * → GString * */

G_END_DECLS
