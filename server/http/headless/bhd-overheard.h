/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An ephemeral frame of the feed, read for whoever waits for an answer. */
typedef struct
{
  char *type;
  char *conversation_id; /* (nullable) */
  char *text;            /* (nullable) */
  gint64 offset;         /* -1: none */
} BhdOverheard;

/* Returns: FALSE where it is no such frame. */
gboolean bhd_overheard_read (BhdOverheard *self, const char *frame, gsize length);
void bhd_overheard_clear (BhdOverheard *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdOverheard, bhd_overheard_clear)

G_END_DECLS
