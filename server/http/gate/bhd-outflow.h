/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BHD_OUTFLOW_HOLD (32 * 1024)

/* What has been answered and not yet sent.  libsoup writes an answer's head and body apart; short
 * ones are held until they are whole, so that they leave in one system call. */
typedef struct
{
  GByteArray *held;
  gboolean blocked;   /* the writer waits for the socket to take more */
  gint64 progress_us; /* when the client last took bytes, or was first offered some */
} BhdOutflow;

void bhd_outflow_init (BhdOutflow *self);
void bhd_outflow_clear (BhdOutflow *self);

void bhd_outflow_hold (BhdOutflow *self, const void *bytes, gsize length);
void bhd_outflow_drop (BhdOutflow *self);

/* Holds what is short, sends what is long.  Returns: as a pollable stream's write. */
gssize
bhd_outflow_write (BhdOutflow *self, int fd, const void *bytes, gsize length, GError **error);

/* Sends what the socket takes.  FALSE where the socket is broken. */
gboolean bhd_outflow_send (BhdOutflow *self, int fd);

/* Whether the client has taken nothing since @since_us although there is something. */
gboolean bhd_outflow_is_stalled (const BhdOutflow *self, gint64 since_us);

G_END_DECLS
