/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

G_BEGIN_DECLS

/* What a conversation tells about its own transcript: how far the visitor has read, and a line for
 * the rating at its place in time. */
typedef struct
{
  gint64 read_seq;
  BhMessage *rating; /* (nullable) a notice that is only shown */
} BhcMarks;

void bhc_marks_clear (BhcMarks *self);

/* Returns: whether something is different now.  @record: (nullable) */
gboolean bhc_marks_read (BhcMarks *self, const BhConversation *record);

/* The last of @messages that an operator wrote and the visitor has read.  Returns: (nullable) */
const BhMessage *bhc_marks_find_seen (const BhcMarks *self, GPtrArray *messages);

/* In front of which of @messages the rating belongs; their number: behind them all; -1: nowhere
 * here.  @has_older, @has_newer: the transcript goes on there. */
int bhc_marks_place_rating (const BhcMarks *self,
                            GPtrArray *messages,
                            gboolean has_older,
                            gboolean has_newer);

G_END_DECLS
