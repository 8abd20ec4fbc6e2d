/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/knowledge/bhd-answers.h"

const char *
bhd_answers_organization (const BhdRequest *request)
{
  return bhd_request_caller (request)->organization_id;
}

gboolean
bhd_answers_document (BhdReply *reply, const BhDocument *document)
{
  if (document == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_document_write_json (document, &reply->json, "document");
  bh_json_end_object (&reply->json);
  return TRUE;
}

gboolean
bhd_answers_gap (BhdReply *reply, const BhGap *gap)
{
  if (gap == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_gap_write_json (gap, &reply->json, "gap");
  bh_json_end_object (&reply->json);
  return TRUE;
}

gboolean
bhd_answers_phrasing (BhdReply *reply, const BhPhrasing *phrasing)
{
  if (phrasing == NULL)
    return FALSE;

  bh_json_begin_object (&reply->json, NULL);
  bh_phrasing_write_json (phrasing, &reply->json, "phrasing");
  bh_json_end_object (&reply->json);
  return TRUE;
}

void
bhd_answers_next (BhdReply *reply, const char *last, gboolean more)
{
  bh_json_string (&reply->json, "next", more ? last : NULL);
}
