/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Which colleagues look at a conversation or write in it now, and telling them that this operator
 * does.  What is not said again lapses.  The desk tells of it by its signal "colleague-here"
 * (conversation, operator, name, gboolean typing, gboolean on), never of the operator's own.
 *
 * Signal "changed".  Main thread. */
#define BHC_TYPE_WATCHERS (bhc_watchers_get_type ())
G_DECLARE_FINAL_TYPE (BhcWatchers, bhc_watchers, BHC, WATCHERS, GObject)

typedef struct
{
  const char *id;
  const char *name;
  gboolean typing;
} BhcWatcher;

BhcWatchers *bhc_watchers_new (BhcDesk *desk);
void bhc_watchers_set_conversation (BhcWatchers *self, const char *id); /* (nullable) */

/* The conversation is looked at in a window that has the focus: said at once and every 20 s. */
void bhc_watchers_set_looking (BhcWatchers *self, gboolean looking);

/* By name.  (transfer none), until it has changed */
guint bhc_watchers_get_n (BhcWatchers *self);
BhcWatcher bhc_watchers_get (BhcWatchers *self, guint i);

G_END_DECLS
