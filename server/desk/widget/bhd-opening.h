/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether business hours (bhd-hours.h) are on, and until when that holds. */
typedef struct
{
  gboolean open;
  gint64 changes_us; /* 0: never */
} BhdOpening;

/* Hours that name no span, or a zone this machine does not know, are never off. */
BhdOpening bhd_opening_at (const char *hours, const char *time_zone, gint64 now_us);

G_END_DECLS
