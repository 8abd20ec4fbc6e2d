/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* Who has come how often lately: token buckets in a table of fixed size, shared by all fronts.
 * Where it is full the bucket that was used longest ago gives way.  Any thread. */
typedef struct _BhdRateTable BhdRateTable;

/* What a class allows where nothing is scaled: so many at once, and so many a second after that. */
void bhd_rate_limits (BhdRate rate, double *burst, double *per_second);

/* @scale as in BhdHttpConfig. */
BhdRateTable *bhd_rate_table_new (double scale);
void bhd_rate_table_free (BhdRateTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdRateTable, bhd_rate_table_free)

/* Takes one token of @who's bucket.  Returns: 0, or after how many seconds there will be one. */
guint bhd_rate_table_take (BhdRateTable *self, BhdRate rate, const char *who, gint64 now_us);

/* As take, but only looks. */
guint bhd_rate_table_peek (BhdRateTable *self, BhdRate rate, const char *who, gint64 now_us);

G_END_DECLS
