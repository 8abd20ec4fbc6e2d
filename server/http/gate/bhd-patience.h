/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-clock.h"

G_BEGIN_DECLS

/* How long a client may take for what. */
typedef struct
{
  gint64 head_us;   /* from the first byte of a head to its last */
  gint64 body_us;   /* a whole body … */
  guint body_rate;  /* … at no fewer bytes a second than this, after the first seconds */
  gint64 grace_us;  /* how many those are */
  gint64 idle_us;   /* between two requests */
  gint64 stall_us;  /* not reading what we answer */
  gint64 linger_us; /* after our last byte, so that a refusal is read before the reset */
  gint64 sweep_us;  /* how often this is looked at */
} BhdPatience;

#define BHD_PATIENCE_DEFAULT                                                                       \
  {                                                                                                \
    .head_us = 10 * BH_SECOND, .body_us = BH_MINUTE, .body_rate = 1024, .grace_us = 5 * BH_SECOND, \
    .idle_us = 8 * BH_SECOND, .stall_us = 20 * BH_SECOND, .linger_us = 2 * BH_SECOND,              \
    .sweep_us = BH_SECOND                                                                          \
  }

G_END_DECLS
