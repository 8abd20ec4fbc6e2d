/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-organization.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/bhd-contact-rows.h"

G_BEGIN_DECLS

#define BHD_CONTACT_SESSION_LIFE (24 * BH_HOUR)
#define BHD_CONTACT_SESSION_EXTEND_BELOW (4 * BH_HOUR)
#define BHD_OPERATOR_SESSION_LIFE (30 * 24 * BH_HOUR)

/* Who this bearer token is.  @who says which kind of session to look for (visitor or operator).
 * Returns: (transfer full); BH_ERROR_UNAUTHORIZED for an unknown or ended session. */
BhdCaller *bhd_identity_authenticate (BhdTurn *turn, BhdWho who, const char *token, GError **error);

/* The visitor acts: a session with under four hours left lives another day.  Writing turns. */
gboolean bhd_identity_touch (BhdTurn *turn, const BhdCaller *visitor, GError **error);

/* A visitor introduces themself: a new contact and its session.  @organization is a slug or an id.
 * @token: (out) (transfer full): told once, stored hashed. */
BhdCaller *bhd_identity_open_contact_session (BhdTurn *turn,
                                              const char *organization,
                                              const char *name,
                                              const char *email,
                                              const char *metadata,
                                              char **token,
                                              GError **error);

/* A session of @contact, whose strings are the caller's; @stored: it is there already. */
BhdCaller *bhd_identity_open_session (BhdTurn *turn,
                                      const BhdContactDraft *contact,
                                      gboolean stored,
                                      char **token,
                                      GError **error);

/* The visitor forgets this browser; its sockets are the caller's to close. */
gboolean
bhd_identity_close_contact_session (BhdTurn *turn, const BhdCaller *visitor, GError **error);

/* Signing in, in three steps so that argon2 runs outside any turn: look up, verify, open.
 * @hash: (out) (transfer full) (nullable).  Returns: (transfer full) (nullable): NULL without
 * @error where nobody has this address. */
BhOperator *
bhd_identity_find_operator (BhdTurn *turn, const char *email, char **hash, GError **error);
gboolean bhd_identity_open_operator_session (BhdTurn *turn,
                                             const BhOperator *
                                             operator,
                                             char ** token,
                                             gint64 *expires_us,
                                             GError **error);
gboolean
bhd_identity_close_operator_session (BhdTurn *turn, const BhdCaller *operator, GError ** error);

BhOperator *bhd_identity_create_operator (BhdTurn *turn,
                                          const char *organization,
                                          const char *email,
                                          const char *name,
                                          BhRole role,
                                          const char *password_hash,
                                          GError **error);
/* The token hashes of an operator's sessions, so that their feeds can be cut off when they end.
 * Returns: (transfer full) */
char **bhd_identity_list_sessions (BhdTurn *turn, const char *email, GError **error);
/* Ends the operator's sessions. */
gboolean bhd_identity_set_password (BhdTurn *turn,
                                    const char *email,
                                    const char *password_hash,
                                    GError **error);
GPtrArray *bhd_identity_list_operators (BhdTurn *turn,
                                        const char *organization_id,
                                        GError **error); /* of BhOperator */
BhOperator *bhd_identity_get_operator (BhdTurn *turn, const BhdCaller *operator, GError ** error);

/* BH_ERROR_FORBIDDEN, in words for visitors, with the detail “blocked”. */
void bhd_identity_set_blocked_error (GError **error);

G_END_DECLS
