/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/widget/bhd-form.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

#define BHD_VISITOR_NAME "Visitor" /* of who gave none */

/* A visitor as they introduce themself. */
typedef struct
{
  const char *organization; /* slug or id */
  BhdFormInput form;
  const char *metadata; /* (nullable) */
  const char *identity; /* (nullable), see bhd-vouching.h */
} BhdIntroduction;

/* Whoever the site vouches for is the contact of that id, whichever browser it comes from; anybody
 * else is a new one.  @token: (out) (transfer full): told once, stored hashed. */
BhdCaller *bhd_visitors_introduce (BhdTurn *turn,
                                   const BhdIntroduction *introduction,
                                   char **token,
                                   GError **error);

/* The site vouches for a visitor who is there already, and who keeps what they began.  Returns:
 * (transfer full): the caller as they are now; BH_ERROR_CONFLICT where they are somebody else. */
BhdCaller *bhd_visitors_identify (BhdTurn *turn,
                                  const BhdCaller *visitor,
                                  const char *identity,
                                  GError **error);

gboolean bhd_visitors_set_metadata (BhdTurn *turn,
                                    const BhdCaller *visitor,
                                    const char *metadata,
                                    GError **error);

G_END_DECLS
