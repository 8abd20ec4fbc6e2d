/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-extraction.h"
#include "common/bh-formats.h"

G_BEGIN_DECLS

/* Whether bytes can be of the format they are said to be, by how they begin: DONE, OTHER_KIND, or
 * ENCRYPTED for office documents that are locked in a container of another kind. */
BhExtraction bhd_kind_check (const BhFormat *format, const guint8 *bytes, gsize length);

G_END_DECLS
