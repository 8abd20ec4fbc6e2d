/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"

G_BEGIN_DECLS

/* Chatting for programs: a session of theirs is a contact, and what it says takes the way of every
 * visitor's words. */

#define BHD_API_SESSION_MAX 128
#define BHD_API_MESSAGE_ID_MAX 128

typedef struct
{
  const char *session_id;
  const char *message;
  const char *message_id; /* (nullable) the program's name for it: the same again is a retry */
} BhdApiWords;

/* Where an answer is waited for: the visitor's message it must come behind. */
typedef struct
{
  char *organization_id;
  char *contact_id;
  char *conversation_id;
  gint64 input_seq;
} BhdApiPlace;

void bhd_api_place_clear (BhdApiPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BhdApiPlace, bhd_api_place_clear)

/* Says it in the session's newest conversation that is not resolved, or in a new one.  What has
 * been said under the same id, or in the same words that nobody has answered yet, is not said
 * again.  @program: whose key.  @place: (out): filled. */
gboolean bhd_api_chat_post (BhdTurn *turn,
                            const BhdCaller *program,
                            const BhdApiWords *words,
                            BhdApiPlace *place,
                            GError **error);

/* What has become of it. */
typedef struct
{
  char *message;
  char *message_id; /* (nullable): it is no stored one */
  char *sources;    /* (nullable) a JSON array */
  char *status;     /* of the conversation */
  gint64 tokens_in;
  gint64 tokens_out;
} BhdApiOutcome;

void bhd_api_outcome_free (BhdApiOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdApiOutcome, bhd_api_outcome_free)

/* Looks.  Returns: (transfer full) (nullable): NULL without @error while the AI is about to answer;
 * always something where it is not: where a person has the conversation, or the AI is off, the
 * outcome says so. */
BhdApiOutcome *bhd_api_chat_look (BhdTurn *turn, const BhdApiPlace *place, GError **error);

G_END_DECLS
