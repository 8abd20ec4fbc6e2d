/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-work.h"

G_BEGIN_DECLS

/* A text in, a text out: providers in their order, without tools.  @text is data: it is put between
 * marks.  What it used up is counted for the organisation.  Returns: (transfer full): NULL with
 * BH_ERROR_UNAVAILABLE where there is no provider or none could. */
char *bhd_plain_ask (BhdWorkplace *place,
                     const BhdTerms *terms,
                     const char *organization_id,
                     const char *instruction,
                     const char *text,
                     GError **error);

G_END_DECLS
