/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/media/bh-media.h"

G_BEGIN_DECLS

#define BH_PICTURE_MAX_SIDE 30000
#define BH_PICTURE_MAX_PIXELS (100 * 1000 * 1000) /* of one that is worth decoding */

/* How large a picture says it is, upright: reads its header and decodes nothing.  @media: what
 * bh_media_sniff() found in the same bytes.  FALSE where there is no such header. */
gboolean bh_picture_read_size (const BhMedia *media,
                               const guint8 *bytes,
                               gsize length,
                               guint *width,
                               guint *height);

/* Whether it is stored on its side, as cameras do, so that width and height change places when it
 * is decoded. */
gboolean bh_picture_is_turned (const BhMedia *media, const guint8 *bytes, gsize length);

/* Whether somebody may be asked to decode it. */
gboolean bh_picture_is_reasonable (guint width, guint height);

G_END_DECLS
