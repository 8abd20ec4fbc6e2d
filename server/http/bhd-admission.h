/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-request-private.h"

G_BEGIN_DECLS

/* Whether the route is one that pages of other origins may use. */
gboolean bhd_admission_is_public (const char *path);

/* Whether a program calls it, with a key. */
gboolean bhd_admission_takes_key (const BhdRoute *route);

/* A page of another origin asks.  Returns: (nullable): its origin. */
const char *bhd_admission_foreign_origin (const BhdRequest *request);

/* Whether a stranger on a page of an organisation that is remembered may ask, as far as can be told
 * without a turn. */
gboolean bhd_admission_recall (const BhdRequest *request);

/* In the turn of the handler: who asks, whether they may, from that page.  Sets the caller. */
gboolean bhd_admission_admit (BhdTurn *turn, BhdRequest *request, GError **error);

G_END_DECLS
