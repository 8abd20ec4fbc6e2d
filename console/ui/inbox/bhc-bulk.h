/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

typedef enum
{
  BHC_DEED_CLAIM,
  BHC_DEED_RESOLVE,
  BHC_DEED_LABEL,    /* what: a label's id, put beside those that are there */
  BHC_DEED_ASSIGN,   /* what: a colleague's id */
  BHC_DEED_PRIORITY, /* what: its word */
  BHC_DEED_SNOOZE,   /* what: nothing; until_us */
} BhcDeedKind;

typedef struct
{
  BhcDeedKind kind;
  const char *what; /* (nullable) */
  gint64 until_us;
} BhcDeed;

/* Does one thing with several conversations, one after the other, whatever becomes of the first.
 * Lives until it has finished.
 *
 * Signal "progress" (guint done, guint all).
 * Signal "finished" (const char *sentence): what was done, and what failed and why. */
#define BHC_TYPE_BULK (bhc_bulk_get_type ())
G_DECLARE_FINAL_TYPE (BhcBulk, bhc_bulk, BHC, BULK, GObject)

/* @conversations: of BhcConversation, shared. */
BhcBulk *bhc_bulk_new (BhcDesk *desk, GPtrArray *conversations);
void bhc_bulk_run (BhcBulk *self, const BhcDeed *deed);

G_END_DECLS
