/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* What the paragraph styles of a Word document mean. */
typedef struct _BhdDocxStyles BhdDocxStyles;

BhdDocxStyles *bhd_docx_styles_new (void);
void bhd_docx_styles_free (BhdDocxStyles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDocxStyles, bhd_docx_styles_free)

BhExtraction bhd_docx_styles_read (BhdDocxStyles *self, const guint8 *bytes, gsize length);

/* @id (nullable): of a paragraph. */
guint bhd_docx_styles_heading (BhdDocxStyles *self, const char *id);        /* 1 to 6; 0: none */
gint bhd_docx_styles_list (BhdDocxStyles *self, const char *id);            /* 0: none */
gboolean bhd_docx_styles_is_contents (BhdDocxStyles *self, const char *id); /* table of contents */

G_END_DECLS
