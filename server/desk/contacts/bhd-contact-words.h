/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-turn.h"
#include "server/store/rows/contacts/bhd-contact-list.h"

G_BEGIN_DECLS

/* What a contact is found by: the words of name, e-mail and external id, without case and accents;
 * what stands between blanks as a whole, and its parts. */

/* Whoever has stored @contact calls this in the same turn. */
gboolean bhd_contact_words_store (BhdTurn *turn, const BhdContactDraft *contact, GError **error);

/* What somebody looks for, at most BHD_CONTACT_LOOKED_FOR words.  Returns: (transfer full) */
char **bhd_contact_words_split (const char *text);

/* A piece of those stored before there were words.  @more: (out): call again. */
gboolean bhd_contact_words_catch_up (BhdTurn *turn,
                                     const char *organization_id,
                                     gboolean *more,
                                     GError **error);

G_END_DECLS
