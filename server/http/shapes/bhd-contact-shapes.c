/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember contact_entry_members[] = {
  BHD_ONE ("contact", contact),
  { "conversations", BHD_IS_INT, 0, "How many" },
  { "last_us", BHD_IS_TIME, 0, "When they were last active, behind by up to ten minutes" },
  { NULL },
};
const BhdShape bhd_shape_contact_entry = { "ContactEntry", "A contact in the list of all",
                                           contact_entry_members };

static const BhdMember note_author_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_note_author = { "NoteAuthor", "Whose note it is",
                                                note_author_members };

static const BhdMember contact_note_members[] = {
  { "id", BHD_IS_ID },
  { "operator", BHD_IS_OBJECT, 0, NULL, &bhd_shape_note_author },
  { "body", BHD_IS_TEXT },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_contact_note = { "ContactNote", "What an operator remembers of a contact",
                                          contact_note_members };

static const BhdMember exported_conversation_members[] = {
  BHD_ONE ("conversation", conversation),
  BHD_MANY ("messages", message),
  BHD_MANY ("files", attachment),
  { NULL },
};
const BhdShape bhd_shape_exported_conversation = { "ExportedConversation",
                                                   "A conversation with all that was said in it",
                                                   exported_conversation_members };
