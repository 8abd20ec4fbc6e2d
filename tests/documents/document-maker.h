/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes documents of the containers' own bytes, so that they can be as wrong as they like.  All
 * return: (transfer full). */

typedef struct _Zip Zip;

Zip *zip_new (void);
void zip_add (Zip *self, const char *name, const char *content);
/* Raw deflated bytes under any sizes; @same_place: as the entry before, whose bytes it shares. */
void
zip_add_packed (Zip *self, const char *name, GBytes *packed, guint32 size, gboolean same_place);
void zip_add_encrypted (Zip *self, const char *name);
GBytes *zip_end (Zip *self); /* takes it */

/* @megabytes of @fill, deflated, without being made first; @with_head: as a zlib stream. */
GBytes *pack_repeated (const char *before, char fill, guint megabytes, gboolean with_head);
GBytes *pack (const char *bytes, gsize length, gboolean with_head);

/* @body: what stands inside <w:body> or <office:text>. */
GBytes *make_docx (const char *body);
Zip *start_docx (void); /* all but the text */
char *docx_document (const char *body);
GBytes *make_odt (const char *body);

/* @objects: “1 0 obj … endobj …”; its catalogue is the first one. */
GBytes *make_pdf (const char *objects);
GBytes *make_pdf_page (const char *content); /* one page whose content stream is that */
GBytes *make_pdf_stream (GBytes *packed);    /* … and is deflated */

GBytes *make_text (const char *text);
GBytes *make_filled (const char *before, const char *again, guint times, const char *behind);

G_END_DECLS
