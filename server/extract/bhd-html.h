/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/extract/bhd-markup.h"

G_BEGIN_DECLS

/* A web page: what a reader sees of it, without navigation, footer and what is hidden. */
BhExtraction bhd_html_extract (const guint8 *bytes, gsize length, BhdMarkup *out);

G_END_DECLS
