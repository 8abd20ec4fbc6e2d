/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Who the site says the visitor is, and proves with its secret: the HMAC-SHA256 of id, e-mail and
 * name, as they were sent, joined by line feeds. */
typedef struct
{
  char *id;
  char *name;  /* may be empty */
  char *email; /* may be empty */
} BhdVouched;

void bhd_vouched_clear (BhdVouched *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdVouched, bhd_vouched_clear)

#define BHD_VOUCHED_MAX_JSON 4096

/* @identity: a JSON object {"id","name","email","hmac"}.  BH_ERROR_INVALID for one that makes no
 * sense; BH_ERROR_UNAUTHORIZED with the detail “field” for one that is not proved. */
gboolean bhd_vouching_read (BhdTurn *turn,
                            const char *organization_id,
                            const char *identity,
                            BhdVouched *vouched,
                            GError **error);

G_END_DECLS
