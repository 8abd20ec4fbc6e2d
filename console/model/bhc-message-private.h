/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* Everything a row shows that is not in its record. */
typedef struct
{
  BhcDelivery delivery;
  const char *refusal; /* (nullable) */
  BhcFiles *files;     /* (nullable) */
  gboolean offline;
  const char *const *mentions; /* (nullable) the names behind an “@” */
} BhcMessageState;

BhcMessage *bhc_message_new (const BhMessage *record, const char *me, const BhcMessageState *state);

/* Changes the row in place: the AI has written more, the daemon has stored it, … */
void bhc_message_update (BhcMessage *self, const BhMessage *record, const BhcMessageState *state);

/* @above: the row before it (nullable): decides "first-of-day" and "first-of-author". */
void bhc_message_set_above (BhcMessage *self, BhcMessage *above);

G_END_DECLS
