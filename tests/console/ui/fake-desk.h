/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"
#include "console/model/bhc-message-private.h"

G_BEGIN_DECLS

/* A model without a daemon: bhc_desk_*, bhc_inbox_* and bhc_transcript_* of console/model, answered
 * from what a test puts in.  Linked instead of the real ones; the rows are the real ones. */

#define FAKE_ME "op-mia"

void fake_desk_add_signals (GType desk); /* those that only the fixture names */
void fake_desk_set_state (BhcDesk *self, BhcState state, const char *problem);
void fake_desk_sign_in (BhcDesk *self, BhRole role); /* as Mia, at once, and online */
#define fake_desk_sign_in_as_mia(self) fake_desk_sign_in (self, BH_ROLE_AGENT)

/* Put in, or replaced by its id.  @fields: its strings are copied.  Returns: (transfer none) */
BhcConversation *fake_desk_put (BhcDesk *self, const BhConversation *fields);
void fake_desk_refresh (BhcDesk *self); /* after the directory was given other views */
void fake_desk_erase (BhcDesk *self, const char *id);
void fake_desk_ring (BhcDesk *self, BhcConversation *conversation);

/* So many more conversations in “All”, made when they are looked at. */
void fake_desk_set_lazy (BhcDesk *self, guint n);

/* The next sign-in or action ends with @error (transfer full). */
void fake_desk_fail_next (BhcDesk *self, GError *error);
void fake_desk_set_outbox (BhcDesk *self, guint n);

/* What was asked of the desk, a line each: “post c1 text Hello”, “claim c1”, “sign-in URL E-MAIL”.
 */
const char *fake_desk_get_calls (BhcDesk *self);
void fake_desk_note_call (BhcDesk *self, const char *call);

/* Appended to the conversation's transcript.  @fields: its strings are copied. */
BhcMessage *fake_desk_say (BhcDesk *self,
                           const char *conversation,
                           const BhMessage *fields,
                           const BhcMessageState *state);
void fake_transcript_set_typing (BhcTranscript *self, const char *name);

/* So many older messages, which come in pages of 50 when they are asked for. */
void fake_transcript_set_older (BhcTranscript *self, guint n);

G_END_DECLS
