/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-email.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/contacts/bhd-contact-notes.h"
#include "server/desk/contacts/bhd-contact-view.h"
#include "server/desk/contacts/bhd-contacts.h"
#include "server/desk/widget/bhd-visits.h"
#include "server/http/routes/bhd-cursor.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/contacts/bhd-contact-answers.h"

#define LIST 50
#define CONVERSATIONS 50 /* told with one contact */
#define NOTE_MAX 4000
#define ATTRIBUTES_MAX (32 * 1024)

static const char *
organization_of (const BhdRequest *request)
{
  return bhd_request_caller (request)->organization_id;
}

static void
write_entry (const BhdRequest *request, const BhdContactEntry *entry, BhJsonWriter *json)
{
  const BhdContactDraft contact = bhd_contact_draft_of (entry->row, organization_of (request));

  bh_json_begin_object (json, NULL);
  bhd_contact_write_json (&contact, NULL, json, "contact");
  bh_json_int (json, "conversations", entry->conversations);
  bh_json_int (json, "last_us", entry->row->last_us);
  bh_json_end_object (json);
}

static void
write_next (BhJsonWriter *json, GPtrArray *entries, guint limit)
{
  const BhdContactEntry *last = entries->len == limit ? entries->pdata[limit - 1] : NULL;

  bhd_cursor_write_next (json, last != NULL ? last->row->last_us : 0,
                         last != NULL ? last->row->id : NULL);
}

static gboolean
get_contacts (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdContactSearch search = { .query = bhd_request_text (request, "q"),
                              .limit = (guint) bhd_request_int (request, "limit", LIST) };
  g_autoptr (GPtrArray) entries = NULL;
  BhdCursor after;

  if (!bhd_cursor_read (request, "after", &after, error))
    return FALSE;
  search.before_us = after.us;
  search.before_id = after.id;
  entries = bhd_contacts_list (turn, organization_of (request), &search, error);
  if (entries == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "contacts");
  for (guint i = 0; i < entries->len; i++)
    write_entry (request, entries->pdata[i], &reply->json);
  bh_json_end_array (&reply->json);
  write_next (&reply->json, entries, search.limit);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
write_notes (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) notes = bhd_contact_notes_list (turn, organization_of (request),
                                                        bhd_request_param (request, "id"), error);

  bh_json_begin_array (&reply->json, "notes");
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    bhd_contact_note_write_json (notes->pdata[i], &reply->json, NULL);
  bh_json_end_array (&reply->json);
  return notes != NULL;
}

static gboolean
write_conversations (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (GPtrArray) list = bhd_contacts_list_conversations (
      turn, organization_of (request), bhd_request_param (request, "id"), CONVERSATIONS, error);

  bh_json_begin_array (&reply->json, "conversations");
  for (guint i = 0; list != NULL && i < list->len; i++)
    bh_conversation_write_json (list->pdata[i], &reply->json, NULL);
  bh_json_end_array (&reply->json);
  return list != NULL;
}

static gboolean
get_contact (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *id = bhd_request_param (request, "id");
  g_autoptr (BhdContactRow) row = bhd_contacts_find (turn, organization_of (request), id, error);
  g_autofree char *pages =
      row != NULL ? bhd_visits_list (turn, organization_of (request), id, error) : NULL;
  BhdContactDraft contact;

  if (pages == NULL)
    return FALSE;
  contact = bhd_contact_draft_of (row, organization_of (request));
  bh_json_begin_object (&reply->json, NULL);
  bhd_contact_write_json (&contact, pages, &reply->json, "contact");
  if (!write_notes (turn, request, reply, error) ||
      !write_conversations (turn, request, reply, error))
    return FALSE;
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* An empty address takes the one there is away. */
static gboolean
read_email (const BhdRequest *request, char **email, GError **error)
{
  const char *given = bhd_request_text (request, "email");

  *email = given == NULL ? NULL : *given == '\0' ? g_strdup ("") : bh_email_normalize (given);
  if (given == NULL || *email != NULL)
    return TRUE;
  return bh_error_refuse (error, BH_ERROR_INVALID, "email",
                          "could not take “email”: it is no e-mail address");
}

static gboolean
patch_contact (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean blocked = bhd_request_bool (request, "blocked", FALSE);
  g_autofree char *email = NULL;
  g_autoptr (BhdContactRow) row = NULL;
  BhdContactChange change = { .name = bhd_request_text (request, "name"),
                              .attributes = bhd_request_text (request, "attributes"),
                              .blocked = bhd_request_has (request, "blocked") ? &blocked : NULL };

  if (!read_email (request, &email, error))
    return FALSE;
  change.email = email;
  row = bhd_contacts_change (turn, organization_of (request), bhd_request_param (request, "id"),
                             &change, error);
  return bhd_contacts_answer (request, row, reply);
}

gboolean
bhd_contacts_answer (const BhdRequest *request, const BhdContactRow *row, BhdReply *reply)
{
  BhdContactDraft contact;

  if (row == NULL)
    return FALSE;
  contact = bhd_contact_draft_of (row, organization_of (request));
  bh_json_begin_object (&reply->json, NULL);
  bhd_contact_write_json (&contact, NULL, &reply->json, "contact");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_note (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  gboolean created = FALSE;
  g_autoptr (BhdContactNote) note = bhd_contact_notes_add (
      turn, bhd_request_caller (request), bhd_request_param (request, "id"),
      bhd_request_text (request, "id"), bhd_request_text (request, "body"), &created, error);

  if (note == NULL)
    return FALSE;
  reply->status = created ? 201 : 200;
  bh_json_begin_object (&reply->json, NULL);
  bhd_contact_note_write_json (note, &reply->json, "note");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
delete_note (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_contact_notes_delete (turn, bhd_request_caller (request),
                                   bhd_request_param (request, "id"),
                                   bhd_request_param (request, "note_id"), error);
}

static const BhdField list_fields[] = {
  { "q", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 0, 200 },
  { "after", BHD_FIELD_TEXT, BHD_IN_QUERY, FALSE, 1, 64 },
  { "limit", BHD_FIELD_INT, BHD_IN_QUERY, FALSE, 1, 100 },
  { NULL },
};

static const BhdField change_fields[] = {
  { "name", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 1, 80 },
  { "email", BHD_FIELD_TEXT, BHD_IN_BODY, FALSE, 0, 254 },
  { "blocked", BHD_FIELD_BOOL, BHD_IN_BODY, FALSE },
  { "attributes", BHD_FIELD_OBJECT, BHD_IN_BODY, FALSE, 0, ATTRIBUTES_MAX },
  { NULL },
};

static const BhdField note_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "body", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, NOTE_MAX },
  { NULL },
};

#define CONTACT "/v1/desk/contacts/:id"

const BhdRoute bhd_contact_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/contacts",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_contacts,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("contacts", contact_entry), BHD_NEXT)),
    .summary = "Everybody who wrote, by last activity" },
  { .method = "GET",
    .path = CONTACT,
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_contact,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("contact", contact),
                                BHD_MANY ("notes", contact_note),
                                BHD_MANY ("conversations", conversation))),
    .summary = "One contact, with notes and conversations" },
  { .method = "PATCH",
    .path = CONTACT,
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = change_fields,
    .write = patch_contact,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("contact", contact))),
    .audit = "contact.changed",
    .discreet = TRUE,
    .summary = "Change a contact, or keep it from writing" },
  { .method = "POST",
    .path = CONTACT "/notes",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = note_fields,
    .write = post_note,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("note", contact_note))),
    .summary = "Note something about a contact" },
  { .method = "DELETE",
    .path = CONTACT "/notes/:note_id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_note,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Delete a note of one's own; an administrator anybody's" },
  { NULL },
};
