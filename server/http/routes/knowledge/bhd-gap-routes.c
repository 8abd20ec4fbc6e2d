/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/knowledge/bhd-gaps.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/bhd-settings.h"
#include "server/http/routes/knowledge/bhd-answers.h"

static gboolean
get_gaps (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *status = bhd_request_text (request, "status");
  const BhdGapFilter filter = {
    .status = status != NULL ? status : "open",
    .after = bhd_request_text (request, "after"),
    .limit = (guint) bhd_request_int (request, "limit", BHD_KNOWLEDGE_PAGE),
  };
  gboolean more = FALSE;
  const BhGap *last = NULL;
  g_autoptr (GPtrArray) gaps =
      bhd_gaps_list (turn, bhd_answers_organization (request), &filter, &more, error);

  if (gaps == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_array (&reply->json, "gaps");
  for (guint i = 0; i < gaps->len; i++)
    bh_gap_write_json (last = g_ptr_array_index (gaps, i), &reply->json, NULL);
  bh_json_end_array (&reply->json);
  bhd_answers_next (reply, last != NULL ? last->id : NULL, more);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_article (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const char *category = bhd_request_text (request, "category");
  const BhDocument draft = { .title = (char *) bhd_request_text (request, "title"),
                             .category = (char *) (category != NULL ? category : ""),
                             .format = (char *) "markdown",
                             .body = (char *) bhd_request_text (request, "body") };
  g_autoptr (BhDocument) document = NULL;
  g_autoptr (BhGap) gap = NULL;

  if (!bhd_settings_check_size (draft.body, error))
    return FALSE;
  gap = bhd_gaps_write_article (turn, bhd_request_caller (request),
                                bhd_request_param (request, "id"), &draft, &document, error);
  if (gap == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_gap_write_json (gap, &reply->json, "gap");
  bh_document_write_json (document, &reply->json, "document");
  bh_json_end_object (&reply->json);
  return TRUE;
}

static gboolean
post_link (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhGap) gap =
      bhd_gaps_link (turn, bhd_request_caller (request), bhd_request_param (request, "id"),
                     bhd_request_text (request, "document_id"), error);

  return bhd_answers_gap (reply, gap);
}

static gboolean
post_dismiss (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhGap) gap = bhd_gaps_dismiss (turn, bhd_answers_organization (request),
                                            bhd_request_param (request, "id"), error);

  return bhd_answers_gap (reply, gap);
}

static gboolean
post_reopen (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhGap) gap = bhd_gaps_reopen (turn, bhd_answers_organization (request),
                                           bhd_request_param (request, "id"), error);

  return bhd_answers_gap (reply, gap);
}

static const BhdField list_fields[] = {
  { "status", BHD_FIELD_CHOICE, BHD_IN_QUERY, FALSE, .choices = "open|closed" },
  BHD_KNOWLEDGE_PAGE_FIELDS,
  { NULL },
};

static const BhdField article_fields[] = {
  { "title", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 200 },
  { "category", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },
  { "body", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, BH_DOCUMENT_MAX },
  { NULL },
};

static const BhdField link_fields[] = {
  { "document_id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },
  { NULL },
};

const BhdRoute bhd_gap_routes[] = {
  { .method = "GET",
    .path = "/v1/desk/gaps",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .fields = list_fields,
    .read = get_gaps,
    .gives = BHD_GIVES (BHD_OK (BHD_MANY ("gaps", gap), BHD_NEXT)),
    .summary = "Questions without an answer" },
  { .method = "POST",
    .path = "/v1/desk/gaps/:id/article",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = article_fields,
    .write = post_article,
    .audit = "gap.answered",
    .max_body = BHD_DOCUMENT_MAX_BODY,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("gap", gap), BHD_ONE ("document", document))),
    .summary = "Answer a gap with a new article" },
  { .method = "POST",
    .path = "/v1/desk/gaps/:id/link",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = link_fields,
    .write = post_link,
    .audit = "gap.linked",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("gap", gap))),
    .summary = "Answer a gap with an article that is there" },
  { .method = "POST",
    .path = "/v1/desk/gaps/:id/dismiss",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_dismiss,
    .audit = "gap.dismissed",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("gap", gap))),
    .summary = "Leave a gap unanswered" },
  { .method = "POST",
    .path = "/v1/desk/gaps/:id/reopen",
    .who = BHD_OPERATOR,
    .role = BH_ROLE_ADMIN,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_reopen,
    .audit = "gap.reopened",
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("gap", gap))),
    .summary = "Take a gap up again" },
  { NULL },
};
