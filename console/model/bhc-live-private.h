/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/bhc-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is going on now in any conversation and is kept nowhere: what the AI is writing, who types.
 *
 * Signal "changed" (const char *conversation). */
#define BHC_TYPE_LIVE (bhc_live_get_type ())
G_DECLARE_FINAL_TYPE (BhcLive, bhc_live, BHC, LIVE, GObject)

#define BHC_TYPING_LAPSE_MS 6000

/* @me: whose own typing is no news (nullable). */
BhcLive *bhc_live_new (const char *me, guint lapse_ms);
void bhc_live_take (BhcLive *self, const BhcNews *news);

/* A message is stored: it is no longer being written, its author no longer types. */
void bhc_live_end (BhcLive *self, const BhMessage *message);
void bhc_live_forget (BhcLive *self); /* the connection is gone */

/* What the AI is writing, as a message of its future id.  Returns: (transfer none) (nullable) */
const BhMessage *bhc_live_get_stream (BhcLive *self, const char *conversation);
const char *bhc_live_get_typist (BhcLive *self, const char *conversation); /* (nullable) */

G_END_DECLS
