/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* The lists of a Word document, and how far each has been counted. */
typedef struct _BhdDocxLists BhdDocxLists;

BhdDocxLists *bhd_docx_lists_new (void);
void bhd_docx_lists_free (BhdDocxLists *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDocxLists, bhd_docx_lists_free)

BhExtraction bhd_docx_lists_read (BhdDocxLists *self, const guint8 *bytes, gsize length);

/* The number of the next item, which counts; 0: a bullet.
 * @list: as paragraphs name it; @level: 0 to 8. */
guint bhd_docx_lists_count (BhdDocxLists *self, gint list, guint level);

G_END_DECLS
