/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/ai/bhd-providers.h"

G_BEGIN_DECLS

/* Which providers have failed just now: for a while they are not asked, so that visitors do not
 * wait for them one after the other.  One whose address, model or key is changed is asked at once.
 * Any thread. */
typedef struct _BhdBreaker BhdBreaker;

BhdBreaker *bhd_breaker_new (gint64 pause_us);
void bhd_breaker_free (BhdBreaker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdBreaker, bhd_breaker_free)

gboolean bhd_breaker_allows (BhdBreaker *self, const BhdProviderAccount *account);
void bhd_breaker_failed (BhdBreaker *self, const BhdProviderAccount *account);
void bhd_breaker_answered (BhdBreaker *self, const BhdProviderAccount *account);

G_END_DECLS
