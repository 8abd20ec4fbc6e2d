/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What a client writes: one masked frame.  @start: its first byte. */
void client_frame_append (GByteArray *bytes, guint8 start, const char *payload, gsize length);

/* Several, as “81:hello 80:*200”: first byte in hex, a letter for a fault, payload up to the next
 * blank; *N stands for N times x.  Faults: u unmasked, w and W lengths written in two and eight
 * bytes without need, X a length beyond 63 bits. */
GByteArray *client_frames_new (const char *description);
