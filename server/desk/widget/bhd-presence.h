/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"
#include "server/desk/widget/bhd-opening.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What a visitor may expect of an organisation, but for who is there now. */
typedef struct
{
  BhdOpening opening;
  GPtrArray *operators;      /* of BhOperator */
  gint64 reply_time_s;       /* -1: not known */
  gint64 reply_time_good_us; /* until when that is near enough */
} BhdPresence;

void bhd_presence_clear (BhdPresence *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdPresence, bhd_presence_clear)

/* @old (nullable): what was known before, whose reply time may be near enough still; to count it
 * takes a while.  Returns: FALSE with @error set. */
gboolean bhd_presence_read (BhdTurn *turn,
                            const char *organization_id,
                            const BhdPresence *old,
                            BhdPresence *self,
                            GError **error);

/* @connected: ids of the operators whose console listens; who of them is away or busy is not
 * told. */
void bhd_presence_write_json (const BhdPresence *self,
                              const char *const *connected,
                              BhJsonWriter *json,
                              const char *name);

G_END_DECLS
