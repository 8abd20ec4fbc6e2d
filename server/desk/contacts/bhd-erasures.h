/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Forgetting for good.  What is asked for is out of reach when the turn ends; the rows that hung on
 * it go in pieces, by bhd_erasures_work(), and once more an hour later, for what came late (an
 * answer that was on its way, a webhook's last words). */

/* @confirm: (nullable): the contact's e-mail, or id where there is none; BH_ERROR_INVALID where it
 * is not.  NULL: nobody need be asked.  @sessions: (out) (transfer full): have ended. */
gboolean bhd_erasures_contact (BhdTurn *turn,
                               const char *organization_id,
                               const char *id,
                               const char *confirm,
                               char ***sessions,
                               GError **error);

gboolean bhd_erasures_conversation (BhdTurn *turn,
                                    const char *organization_id,
                                    const char *id,
                                    GError **error);

/* A piece of what the organisation does not keep any longer.  @more: (out): call again. */
gboolean
bhd_erasures_retire (BhdTurn *turn, const char *organization_id, gboolean *more, GError **error);

/* A piece of whatever is to be forgotten, of any organisation.  @more: (out): call again. */
gboolean bhd_erasures_work (BhdTurn *turn, gboolean *more, GError **error);

/* Tells the consoles that @id has gone.  @into: (nullable): it was merged. */
gboolean bhd_erasures_tell_contact (BhdTurn *turn,
                                    const char *organization_id,
                                    const char *id,
                                    const char *into,
                                    const char *const *conversations,
                                    GError **error);

G_END_DECLS
