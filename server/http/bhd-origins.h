/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* What is remembered of the origins that organisations allow, so that not every request from a page
 * of theirs asks the database.  Shared by all fronts, of bounded size.  Any thread. */
typedef struct _BhdOrigins BhdOrigins;

BhdOrigins *bhd_origins_new (void);
void bhd_origins_free (BhdOrigins *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdOrigins, bhd_origins_free)

/* An organisation is new or has changed, and that is committed. */
void bhd_origins_forget (BhdOrigins *self);

/* Taken before the turn begins that asks: what it finds is remembered only if nothing has been
 * forgotten since, for it may have seen the data as they were. */
guint bhd_origins_ticket (BhdOrigins *self);

/* Whether the organisation (slug or id) allows @origin: else BH_ERROR_ORIGIN_REFUSED.  An unknown
 * organisation passes, since the handler will say so. */
gboolean bhd_origins_check (BhdOrigins *self,
                            guint ticket,
                            BhdTurn *turn,
                            const char *organization,
                            const char *origin,
                            GError **error);

/* The same of an organisation that is remembered.  Returns: FALSE where it is not. */
gboolean bhd_origins_recall_organization (BhdOrigins *self,
                                          const char *organization,
                                          const char *origin,
                                          gboolean *allowed);

/* Whether some organisation allows it: what a preflight, which has no credential, can be told. */
gboolean bhd_origins_is_known (BhdOrigins *self,
                               guint ticket,
                               BhdTurn *turn,
                               const char *origin,
                               gboolean *known,
                               GError **error);

/* The same without a turn.  Returns: FALSE where it is not remembered. */
gboolean bhd_origins_recall (BhdOrigins *self, const char *origin, gboolean *known);

G_END_DECLS
