/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/rows/ai/bhd-guardrail-rows.h"

G_BEGIN_DECLS

/* An organisation's rules, compiled: immutable, shared by reference between threads.  Output that
 * no blocking rule looks at may be spoken as it comes; any other is held back until it is whole and
 * checked. */
typedef struct _BhdGuard BhdGuard;

typedef enum
{
  BHD_GUARD_IN = 1 << 0,
  BHD_GUARD_OUT = 1 << 1,
} BhdGuardDirection;

/* @rules: of BhdGuardrailRow; copied; those that are off are left out.  A rule that does not
 * compile (any more) blocks where it is to block, and is a hit with its reason as excerpt. */
BhdGuard *bhd_guard_new (GPtrArray *rules);
BhdGuard *bhd_guard_ref (BhdGuard *self);
void bhd_guard_unref (BhdGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdGuard, bhd_guard_unref)

/* For registration: BH_ERROR_INVALID with the detail “field” where the pattern is empty of meaning,
 * does not compile or takes too long on a probe. */
gboolean bhd_guard_check_rule (const BhdGuardrailRow *rule, GError **error);

typedef struct
{
  const BhdGuardrailRow *rule; /* the guard's */
  char *excerpt;               /* around the hit, at most 500 characters, what was hit is masked */
} BhdGuardHit;

typedef struct
{
  gboolean allowed;
  GPtrArray *hits;     /* of BhdGuardHit */
  const char *message; /* (nullable) of the first rule that blocks: what is said instead */
  BhdGuard *guard;     /* keeps the rules */
} BhdVerdict;

void bhd_verdict_free (BhdVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdVerdict, bhd_verdict_free)

/* Every rule of this direction, without stopping at the first hit.  Any thread. */
BhdVerdict *bhd_guard_check (BhdGuard *self, const char *text, BhdGuardDirection direction);

/* Whether text of this direction must be held back until it has been checked. */
gboolean bhd_guard_has_blocking (BhdGuard *self, BhdGuardDirection direction);

/* Compiled guards of many organisations, for all threads: @rules that have not changed are not
 * compiled again. */
typedef struct _BhdGuardCache BhdGuardCache;

BhdGuardCache *bhd_guard_cache_new (void);
void bhd_guard_cache_free (BhdGuardCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdGuardCache, bhd_guard_cache_free)

/* Returns: (transfer full) */
BhdGuard *bhd_guard_cache_get (BhdGuardCache *self, const char *organization_id, GPtrArray *rules);

G_END_DECLS
