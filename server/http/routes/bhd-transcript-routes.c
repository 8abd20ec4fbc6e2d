/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/desk/mail/bhd-mails.h"
#include "server/desk/mail/bhd-transcript.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>

static gboolean
get_transcript (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  char *text = bhd_transcript_get (turn, bhd_request_caller (request),
                                   bhd_request_param (request, "id"), error);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_utc (turn->now_us / BH_SECOND);
  g_autofree char *date = g_date_time_format (today, "%Y-%m-%d");

  if (text == NULL)
    return FALSE;
  reply->bytes = g_bytes_new_take (text, strlen (text));
  reply->content_type = "text/plain; charset=utf-8";
  reply->disposition = g_strdup_printf ("attachment; filename=\"conversation-%s.txt\"", date);
  return TRUE;
}

static gboolean
post_transcript (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  if (bhd_request_mail (request, error) == NULL ||
      !bhd_mails_ask_transcript (turn, bhd_request_caller (request),
                                 bhd_request_param (request, "id"), error))
    return FALSE;
  reply->status = 202;
  return TRUE;
}

static gboolean
post_mail_test (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  const BhdMailService *mail = bhd_request_mail (request, error);
  g_autofree char *answer = NULL;

  if (mail == NULL ||
      !mail->send_test (mail->data, bhd_request_text (request, "to"), &answer, error))
    return FALSE;
  bh_json_begin_object (&reply->json, NULL);
  bh_json_string (&reply->json, "answer", answer);
  bh_json_end_object (&reply->json);
  return TRUE;
}

static const BhdField test_fields[] = {
  { "to", BHD_FIELD_EMAIL, BHD_IN_BODY, TRUE },
  { NULL },
};

const BhdRoute bhd_transcript_routes[] = {
  { .method = "GET",
    .path = "/v1/widget/conversations/:id/transcript",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .read = get_transcript,
    .gives = BHD_GIVES (BHD_RAW ("text/plain")),
    .summary = "The conversation as text, to keep" },
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/transcript",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .write = post_transcript,
    .gives = BHD_GIVES (BHD_ACCEPTED_NOTHING),
    .summary = "The same by e-mail, to the contact's own address" },
  { .method = "GET",
    .path = "/v1/desk/conversations/:id/transcript",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .read = get_transcript,
    .gives = BHD_GIVES (BHD_RAW ("text/plain")),
    .summary = "The conversation as the visitor saw it, as text" },
  { .method = "POST",
    .path = "/v1/desk/conversations/:id/transcript",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = post_transcript,
    .gives = BHD_GIVES (BHD_ACCEPTED_NOTHING),
    .summary = "The same by e-mail, to the contact's own address" },
  { .method = "POST",
    .path = "/v1/ctl/mail/test",
    .who = BHD_LOCAL,
    .rate = BHD_RATE_NONE,
    .fields = test_fields,
    .work = post_mail_test,
    .slow = TRUE,
    .gives = BHD_GIVES (BHD_OK ({ "answer", BHD_IS_TEXT, 0, "What the mail server said" })),
    .summary = "Send a letter now, and see whether it leaves" },
  { NULL },
};
