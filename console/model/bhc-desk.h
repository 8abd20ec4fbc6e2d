/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-person.h"
#include "console/model/bhc-inbox.h"
#include "console/model/bhc-preferences.h"
#include "console/model/bhc-transcript.h"
#include "console/model/directory/bhc-directory.h"
#include "console/model/files/bhc-files.h"
#include "console/model/knowledge/bhc-uploads.h"

G_BEGIN_DECLS

typedef enum
{
  BHC_STATE_SIGNED_OUT,
  BHC_STATE_STARTING,   /* looking for a kept sign-in */
  BHC_STATE_CONNECTING, /* signed in, the cache is shown, not connected yet */
  BHC_STATE_SYNCING,    /* connected, catching up */
  BHC_STATE_ONLINE,
  BHC_STATE_OFFLINE, /* signed in, no connection: "problem" says why, tried again by itself */
} BhcState;
#define BHC_TYPE_STATE (bhc_state_get_type ())
GType bhc_state_get_type (void);

/* Everything the console knows, signed in as one operator: the root of the model.  Properties:
 * "state" (BhcState), "problem" (nullable sentence), "operator-name", "organization-name",
 * "server", "unsent" (nullable id of a conversation where a message was refused), and the live
 * counts "n-waiting", "n-mine", "n-unassigned", "n-all", "n-resolved", "n-mentioned", "n-outbox".
 * Signal "counts-changed": bhc_desk_get_count() or bhc_desk_find_view() may answer something else.
 * Signal "handoff-waiting" (BhcConversation *): someone new waits for a person (not for those found
 * at start).  "n-waiting" falling to 0 ends the ringing.
 * Signal "webhook-changed" (gboolean off): one is another; @off: it failed, and was switched off.
 * Signal "message-arrived" (BhcConversation *, const BhMessage *, BhcArrival): news for me.
 * Signal "suggestion" (const char *conversation): what the AI would reply there is another. Signals
 * "colleague-here": see bhc-watchers.h; "presence", "run", "whisper": see bhc-crew.h.  Main thread.
 */
#define BHC_TYPE_DESK (bhc_desk_get_type ())
G_DECLARE_FINAL_TYPE (BhcDesk, bhc_desk, BHC, DESK, GObject)

/* @data_dir: where the cache lives (one file per server and operator). */
BhcDesk *bhc_desk_new (const char *data_dir);

/* Whose desk it is to be; before starting. */
void bhc_desk_set_account (BhcDesk *self, const char *server, const char *email);

/* Looks for a kept sign-in (keyring), of its account or of the last one, and connects; else the
 * state becomes SIGNED_OUT. */
void bhc_desk_start (BhcDesk *self);

/* @remember: keep the token in the keyring.  Fails with a sentence for the form: wrong password,
 * server unreachable, not a Bellhop server, keyring locked (then the sign-in holds for this
 * session: BH_ERROR_UNAVAILABLE is reported through "problem", not here). */
void bhc_desk_sign_in_async (BhcDesk *self,
                             const char *server,
                             const char *email,
                             const char *password,
                             gboolean remember,
                             GAsyncReadyCallback callback,
                             gpointer data);
gboolean bhc_desk_sign_in_finish (BhcDesk *self, GAsyncResult *result, GError **error);
void
bhc_desk_sign_out (BhcDesk *self);   /* ends the session at the daemon, forgets token and cache */
void bhc_desk_retry (BhcDesk *self); /* connect now instead of at the next try */

/* What the person at this machine prefers; until they are set, the defaults.  (transfer none) */
void bhc_desk_set_preferences (BhcDesk *self, BhcPreferences *preferences);
BhcPreferences *bhc_desk_get_preferences (BhcDesk *self);

BhcState bhc_desk_get_state (BhcDesk *self);
const char *bhc_desk_get_problem (BhcDesk *self);
const BhOperator *bhc_desk_get_operator (BhcDesk *self);    /* (nullable) */
const char *bhc_desk_get_organization_name (BhcDesk *self); /* (nullable) */
const char *bhc_desk_get_server (BhcDesk *self); /* (nullable); of the last sign-in, for the form */
const char *bhc_desk_get_email (BhcDesk *self);  /* (nullable) the same */
guint bhc_desk_get_count (BhcDesk *self, BhcView view);
BhcInbox *bhc_desk_get_inbox (BhcDesk *self, BhcView view); /* (transfer none), made once */
BhcTranscript *bhc_desk_open_transcript (BhcDesk *self,
                                         const char *conversation); /* (transfer full) */
BhcConversation *bhc_desk_find_conversation (BhcDesk *self,
                                             const char *id); /* (transfer full) (nullable) */
BhcFiles *bhc_desk_get_files (BhcDesk *self);                 /* (nullable): nobody is signed in */
void bhc_desk_mark_read (BhcDesk *self, const char *conversation);

/* What the team shares.  (transfer none), made once */
BhcDirectory *bhc_desk_get_directory (BhcDesk *self);

/* The knowledge base, and what is on its way into it.  Both (transfer none), made once */
BhcLibrary *bhc_desk_get_library (BhcDesk *self);
BhcUploads *bhc_desk_get_uploads (BhcDesk *self);

typedef enum
{
  BHC_ACTION_CLAIM,
  BHC_ACTION_RELEASE,
  BHC_ACTION_RESOLVE,
  BHC_ACTION_REOPEN,
  BHC_ACTION_RETURN, /* to the AI */
} BhcAction;

/* Needs the daemon: a claim made offline would be a lie.  BH_ERROR_OFFLINE without a connection;
 * BH_ERROR_CLAIMED names the owner in its message. */
void bhc_desk_act_async (BhcDesk *self,
                         const char *conversation,
                         BhcAction action,
                         GAsyncReadyCallback callback,
                         gpointer data);
gboolean bhc_desk_act_finish (BhcDesk *self, GAsyncResult *result, GError **error);

G_END_DECLS
