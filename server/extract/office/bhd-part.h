/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/office/bhd-xml.h"

G_BEGIN_DECLS

/* Reads one XML part of an office document that is a zip archive.  A part that is not there is
 * OTHER_KIND; else as the parts of the archive and the XML end. */
BhExtraction bhd_part_read (const guint8 *bytes,
                            gsize length,
                            const char *name,
                            const BhdXmlReader *reader,
                            gpointer data);

/* The same for a part that need not be there: OTHER_KIND becomes DONE. */
BhExtraction bhd_part_read_optional (const guint8 *bytes,
                                     gsize length,
                                     const char *name,
                                     const BhdXmlReader *reader,
                                     gpointer data);

G_END_DECLS
