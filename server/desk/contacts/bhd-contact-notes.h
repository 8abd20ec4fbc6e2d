/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"
#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/rows/contacts/bhd-contact-note-rows.h"

G_BEGIN_DECLS

/* What operators remember about a contact.  The consoles hear contact.updated and ask again. */

#define BHD_CONTACT_NOTES 200 /* told of one contact */

/* The same id again is the same note (*@created FALSE).  Returns: (transfer full) */
BhdContactNote *bhd_contact_notes_add (BhdTurn *turn,
                                       const BhdCaller *
                                       operator,
                                       const char * contact_id,
                                       const char *id,
                                       const char *body,
                                       gboolean *created,
                                       GError **error);

/* One's own; an admin anybody's. */
gboolean bhd_contact_notes_delete (BhdTurn *turn,
                                   const BhdCaller *
                                   operator,
                                   const char * contact_id,
                                   const char *id,
                                   GError **error);

/* Newest first.  Returns: (transfer full): of BhdContactNote */
GPtrArray *bhd_contact_notes_list (BhdTurn *turn,
                                   const char *organization_id,
                                   const char *contact_id,
                                   GError **error);

void bhd_contact_note_write_json (const BhdContactNote *self, BhJsonWriter *json, const char *name);

G_END_DECLS
