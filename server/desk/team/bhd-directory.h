/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What a console knows of its colleagues and of what they share. */
typedef struct
{
  GPtrArray *operators; /* of BhOperator, disabled ones included */
  GPtrArray *teams;     /* of BhdTeamRow */
  GPtrArray *labels;    /* of BhdLabelRow */
  GPtrArray *canned;    /* of BhdCannedRow: own and shared */
  GPtrArray *views;     /* of BhdViewRow: own and shared */
} BhdDirectory;

void bhd_directory_clear (BhdDirectory *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdDirectory, bhd_directory_clear)

/* Fills @self, as @operator sees it. */
gboolean
bhd_directory_read (BhdTurn *turn, const BhdCaller *operator, BhdDirectory * self, GError **error);

G_END_DECLS
