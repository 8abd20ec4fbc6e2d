/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* An OpenDocument text: its text as it stands now, without what was deleted. */
BhExtraction bhd_odt_extract (const guint8 *bytes, gsize length, BhdMarkup *out);

G_END_DECLS
