/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Visitors with a session each, and (where asked for) a conversation. */
typedef struct
{
  GPtrArray *tokens;
  GPtrArray *conversations;
} BenchVisitors;

BenchVisitors *bench_visitors_new (guint16 port, guint count, gboolean conversations);
void bench_visitors_free (BenchVisitors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchVisitors, bench_visitors_free)
