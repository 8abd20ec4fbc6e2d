/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BhdFront BhdFront;

/* The way back to the fronts for connections that were parked: closed before the fronts go, so that
 * nobody comes back to one that is no longer there.  Any thread. */
typedef struct _BhdReturns BhdReturns;

BhdReturns *bhd_returns_new (void);
BhdReturns *bhd_returns_ref (BhdReturns *self);
void bhd_returns_unref (BhdReturns *self);
void bhd_returns_close (BhdReturns *self);
gboolean bhd_returns_are_open (BhdReturns *self);

/* Takes @fd; closes it where it is too late. */
void bhd_returns_give (BhdReturns *self, BhdFront *front, int fd);

G_END_DECLS
