/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-conversation.h"

G_BEGIN_DECLS

/* Where a conversation stands, as an operator thinks of it. */
typedef enum
{
  BHC_STATUS_ASSISTANT, /* the AI answers */
  BHC_STATUS_WAITING,   /* for a person */
  BHC_STATUS_MINE,
  BHC_STATUS_COLLEAGUE,
  BHC_STATUS_RESOLVED,
} BhcStatus;

BhcStatus bhc_status_of (BhcConversation *conversation);
const char *bhc_status_icon (BhcStatus status);
const char *bhc_status_style (BhcStatus status); /* a CSS class */

/* Somebody waits for an answer of ours, whoever has the conversation. */
gboolean bhc_status_is_urgent (BhcConversation *conversation);

/* A few words for a row, and a sentence for a header or a screen reader.  Both (transfer full) */
char *bhc_status_words (BhcConversation *conversation, gint64 now_us);
char *bhc_status_sentence (BhcConversation *conversation, gint64 now_us);

/* Why a person was wanted, by the word on the wire; one that nobody knows stays as it is.
 * Returns: (transfer none) */
const char *bhc_status_reason_words (const char *reason);

/* Never empty: somebody who gave no name is a visitor.  Returns: (transfer none) */
const char *bhc_status_contact_name (BhcConversation *conversation);

/* The first letters of the first and the last word.  Returns: (transfer full) */
char *bhc_status_initials (const char *name);

G_END_DECLS
