/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/bhd-organizations.h"
#include "server/desk/contacts/bhd-contact-export.h"
#include "server/desk/contacts/bhd-erasures.h"
#include "server/desk/mail/bhd-contact-mail.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/contacts/bhd-contact-answers.h"

/* What a turn did, for when it has been committed: who listens in a session that is over is cut
 * off. */
typedef struct
{
  const BhdRequest *request;
  BhdReply *reply;
  char **sessions; /* (nullable) */
} Work;

static gboolean
run (BhdStore *store, const BhdRequest *request, BhdReply *reply, BhdJobFunc job, GError **error)
{
  Work work = { request, reply, NULL };
  g_autoptr (GError) inner = NULL;

  bhd_store_call (store, BHD_JOB_WRITE, job, &work, &inner);
  for (guint i = 0; inner == NULL && work.sessions != NULL && work.sessions[i] != NULL; i++)
    bhd_hub_end_session (bhd_request_hub (request), work.sessions[i]);
  g_strfreev (work.sessions);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* The caller's, or the one whose name the administrator of this machine wrote into the path. */
static char *
find_organization (BhdTurn *turn, const BhdRequest *request, GError **error)
{
  const char *named = bhd_request_param (request, "organization");
  g_autoptr (BhOrganization) organization = NULL;

  if (named == NULL)
    return g_strdup (bhd_request_caller (request)->organization_id);
  organization = bhd_organizations_find (turn, named, error);
  return organization != NULL ? g_strdup (organization->id) : NULL;
}

static gpointer
merge_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (BhdContactRow) into =
      bhd_contacts_merge (turn, bhd_request_caller (work->request)->organization_id,
                          bhd_request_param (work->request, "id"),
                          bhd_request_text (work->request, "into"), &work->sessions, error);

  bhd_contacts_answer (work->request, into, work->reply);
  return NULL;
}

static gboolean
post_merge (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return run (store, request, reply, merge_job, error);
}

static gpointer
erase_job (BhdTurn *turn, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree char *organization_id = find_organization (turn, work->request, error);

  if (organization_id != NULL &&
      bhd_erasures_contact (turn, organization_id, bhd_request_param (work->request, "id"),
                            bhd_request_text (work->request, "confirm"), &work->sessions, error))
    work->reply->status = 204;
  return NULL;
}

static gboolean
post_erase (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return run (store, request, reply, erase_job, error);
}

static gboolean
get_export (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *id = bhd_request_param (request, "id");
  g_autofree char *organization_id = find_organization (turn, request, error);

  if (organization_id == NULL ||
      !bhd_contact_export_write (turn, organization_id, id, &reply->json, error))
    return FALSE;
  reply->disposition = g_strdup_printf ("attachment; filename=\"contact-%s.json\"", id);
  return TRUE;
}

static gboolean
post_mail (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdContactMail mail = {
    .id = bhd_request_text (request, "id"),
    .subject = bhd_request_text (request, "subject"),
    .body = bhd_request_text (request, "body"),
    .conversation_id = bhd_request_text (request, "conversation_id"),
  };

  if (bhd_request_mail (request, error) == NULL ||
      !bhd_contact_mail_send (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                              &mail, error))
    return FALSE;
  reply->status = 202;
  return TRUE;
}

static gboolean
delete_conversation (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_erasures_conversation (turn, bhd_request_caller (request)->organization_id,
                                    bhd_request_param (request, "id"), error);
}

static const BhdField merge_fields[] = {
  { "into", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { NULL },
};

static const BhdField mail_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "subject", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, BHD_CONTACT_MAIL_SUBJECT },
  { "body", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BHD_CONTACT_MAIL_BODY },
  { "conversation_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { NULL },
};

static const BhdField erase_fields[] = {
  { "confirm", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 254 },
  { NULL },
};

#define GIVES_EXPORT                                                                               \
  BHD_GIVES (BHD_OK ({ "exported_us", BHD_IS_TIME }, BHD_ONE ("contact", contact),                 \
                     BHD_MANY ("notes", contact_note),                                             \
                     BHD_MANY ("conversations", exported_conversation)))

#define CONTACT "/v1/desk/contacts/:id"
#define LOCAL_CONTACT "/v1/ctl/organizations/:organization/contacts/:id"

const BhdRoute bhd_erasure_routes[] = {
  { .method = "POST",
    .path = CONTACT "/merge",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = merge_fields,
    .work = post_merge,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("contact", contact))),
    .audit = "contact.merged",
    .summary = "Make two contacts one" },
  { .method = "POST",
    .path = CONTACT "/mail",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = mail_fields,
    .write = post_mail,
    .gives = BHD_GIVES (BHD_ACCEPTED_NOTHING),
    .summary = "Write the contact an e-mail" },
  { .method = "GET",
    .path = CONTACT "/export",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_READ,
    .read = get_export,
    .gives = GIVES_EXPORT,
    .summary = "Everything that is known of a contact" },
  { .method = "POST",
    .path = CONTACT "/erase",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = erase_fields,
    .work = post_erase,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .audit = "contact.erased",
    .discreet = TRUE,
    .summary = "Forget a contact, for good" },
  { .method = "DELETE",
    .path = "/v1/desk/conversations/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_conversation,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .audit = "conversation.erased",
    .summary = "Forget a conversation, for good" },
  { .method = "GET",
    .path = LOCAL_CONTACT "/export",
    .who = BHD_LOCAL,
    .read = get_export,
    .gives = GIVES_EXPORT,
    .summary = "Everything that is known of a contact" },
  { .method = "POST",
    .path = LOCAL_CONTACT "/erase",
    .who = BHD_LOCAL,
    .fields = erase_fields,
    .work = post_erase,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .audit = "contact.erased",
    .discreet = TRUE,
    .summary = "Forget a contact, for good" },
  { NULL },
};
