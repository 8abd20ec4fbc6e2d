/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"

#include <glib.h>

G_BEGIN_DECLS

/* Gets a piece of a part's content; anything but DONE ends the reading. */
typedef BhExtraction (*BhdZipSink) (gpointer data, const char *bytes, gsize length);

/* Unpacks the part called @name piece by piece; nothing is ever written anywhere.  A part that is
 * not there is OTHER_KIND; what grows too much is a BOMB; a password is ENCRYPTED. */
BhExtraction
bhd_zip_read (const guint8 *bytes, gsize length, const char *name, BhdZipSink sink, gpointer data);

G_END_DECLS
