/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-message.h"

G_BEGIN_DECLS

/* The words of a message, as the transcript shows them. */

/* A notice in the reader's language.  Returns: (transfer full) */
char *bhc_message_words_notice (const BhMessage *record);

/* What a conversation is about, as far as the daemon put it in words of its own.  @summary:
 * (nullable).  Returns: (transfer full) (nullable) */
char *bhc_message_words_summary (const char *summary);

/* Who wrote it, never empty.  Returns: (transfer none) */
const char *bhc_message_words_author (const BhMessage *record);

/* The same above the message, with what is to be known of who that is.  Returns: (transfer full) */
char *bhc_message_words_byline (const BhMessage *record);

/* What was offered below it and what became of that; "" where nothing was.  Returns: (transfer
 * full) */
char *bhc_message_words_offer (BhcMessage *message);

/* The whole row for a screen reader.  Returns: (transfer full) */
char *bhc_message_words_row (BhcMessage *message);

G_END_DECLS
