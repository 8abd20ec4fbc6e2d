/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-phrasings.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/knowledge/bhd-answers.h"

static gboolean
get_phrasings (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdPhrasingFilter filter = {
    .status = bhd_request_text (request, "status"),
    .document_id = bhd_request_text (request, "document_id"),
    .after = bhd_request_text (request, "after"),
    .limit = (guint) bhd_request_int (request, "limit", BHD_KNOWLEDGE_PAGE),
  };
  gboolean more = FALSE;
  const BhPhrasing *last = NULL;
  g_autoptr (GPtrArray) phrasings =
      bhd_phrasings_list (turn, bhd_answers_organization (request), &filter, &more, error);

  if (phrasings == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "phrasings");
  for (guint i = 0; i < phrasings->len; i++)
    bh_phrasing_write_json (last = g_ptr_array_index (phrasings, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bhd_answers_next (reply, last != NULL ? last->id : NULL, more);
  bh_json_end_object (&reply->json);
  return TRUE;
}

/* An agent proposes, an admin's word counts. */
static gboolean
post_phrasing (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  const BhdPhrasingDraft draft = {
    .id = bhd_request_text (request, "id"),
    .document_id = bhd_request_text (request, "document_id"),
    .question = bhd_request_text (request, "question"),
    .origin = "operator",
    .conversation_id = bhd_request_text (request, "conversation_id"),
    .approved_by = caller->role >= BH_ROLE_ADMIN ? caller->operator_id : NULL,
  };
  gboolean created = FALSE;
  g_autoptr (BhPhrasing) phrasing =
      bhd_phrasings_put (turn, caller->organization_id, &draft, &created, error);

  reply->status = created ? 201 : 200;
  return bhd_answers_phrasing (reply, phrasing);
}

static gboolean
decide (BhdTurn *turn,
        const BhdRequest *request,
        gboolean approved,
        BhdReply *reply,
        GError **error)
{
  const BhdCaller *caller = bhd_request_caller (request);
  g_autoptr (BhPhrasing) phrasing =
      bhd_phrasings_decide (turn, caller->organization_id, bhd_request_param (request, "id"),
                            approved, caller->operator_id, error);

  return bhd_answers_phrasing (reply, phrasing);
}

static gboolean
post_approve (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return decide (turn, request, TRUE, reply, error);
}

static gboolean
post_reject (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return decide (turn, request, FALSE, reply, error);
}

static gboolean
delete_phrasing (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_phrasings_delete (turn, bhd_answers_organization (request),
                               bhd_request_param (request, "id"), error);
}

static const BhdField list_fields[] = {
  { "status", BHD_FIELD_CHOICE, BHD_IN_QUERY, FALSE, .choices = "proposed|approved|rejected" },
  { "document_id", BHD_FIELD_ID, BHD_IN_QUERY, FALSE },
  BHD_KNOWLEDGE_PAGE_FIELDS,
  { NULL },
};

static const BhdField phrasing_fields[] = {
  { "id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { "document_id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { "question", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, BH_PHRASING_MAX },
  { "conversation_id", BHD_FIELD_ID, BHD_IN_BODY, FALSE },
  { NULL },
};

const BhdRoute bhd_phrasing_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/phrasings",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_phrasings,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("phrasings", phrasing), BHD_NEXT)),
    .summary = "Other ways to ask for what is there" },
  { .method = "POST",
    .path = "/v1/desk/phrasings",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = phrasing_fields,
    .write = post_phrasing,
    .gives = BHD_GIVES (BHD_OK_OR_CREATED (BHD_ONE ("phrasing", phrasing))),
    .summary = "Propose a way to ask, or approve it at once" },
  { .method = "POST",
    .path = "/v1/desk/phrasings/:id/approve",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_approve,
    .audit = "phrasing.approved",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("phrasing", phrasing))),
    .summary = "Search it from now on" },
  { .method = "POST",
    .path = "/v1/desk/phrasings/:id/reject",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_reject,
    .audit = "phrasing.rejected",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("phrasing", phrasing))),
    .summary = "Do not search it" },
  { .method = "DELETE",
    .path = "/v1/desk/phrasings/:id",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_phrasing,
    .audit = "phrasing.deleted",
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Forget it" },
  { NULL },
};
