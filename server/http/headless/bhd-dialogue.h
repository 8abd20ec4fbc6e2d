/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"

G_BEGIN_DECLS

/* What a client of others' making sends as “messages”: a question, and what was said before it.
 * Foreign bytes. */
typedef struct
{
  char *question;     /* the user's last words: 1 to BH_MESSAGE_MAX characters */
  char *question_id;  /* (nullable) the client's name for them */
  GPtrArray *history; /* of BhMessage, oldest first, at most BHD_DIALOGUE_HISTORY */
} BhdDialogue;

#define BHD_DIALOGUE_HISTORY 29 /* with the question as many as a run reads */
#define BHD_DIALOGUE_MAX_MESSAGES 2000
#define BHD_DIALOGUE_MAX_SIZE (2 * 1024 * 1024)

/* Reads OpenAI's form (“content”: text or parts) and the AI SDK's (“parts”).  What is neither the
 * user's nor the assistant's is passed over, as is what is no text: the organisation's settings say
 * how to answer.
 * @array: JSON.  Returns: (transfer full); NULL with BH_ERROR_INVALID (and the detail “field”),
 * _MALFORMED or _TOO_LARGE. */
BhdDialogue *bhd_dialogue_read (const char *array, gsize length, GError **error);
void bhd_dialogue_free (BhdDialogue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdDialogue, bhd_dialogue_free)

G_END_DECLS
