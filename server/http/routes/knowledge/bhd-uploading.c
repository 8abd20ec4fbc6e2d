/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/knowledge/bhd-uploading.h"

#include "common/bh-error.h"
#include "server/http/routes/knowledge/bhd-answers.h"
#include "server/http/routes/knowledge/bhd-receiving.h"

#include <string.h>

void
bhd_uploading_answer (BhdReply *reply, const BhdUpload *upload)
{
  bh_json_begin_object (&reply->json, NULL);
  bh_json_begin_object (&reply->json, "upload");
  bh_json_string (&reply->json, "id", upload->id);
  bh_json_int (&reply->json, "received", upload->received);
  bh_json_end_object (&reply->json);
  bh_json_end_object (&reply->json);
}

void
bhd_uploading_answer_attachment (BhdReply *reply, const BhdAttachment *attachment)
{
  bh_json_begin_object (&reply->json, NULL);
  if (attachment->blob_hash != NULL)
    bhd_attachment_write_json (attachment, &reply->json, "attachment");
  else
    {
      bh_json_begin_object (&reply->json, "upload");
      bh_json_string (&reply->json, "id", attachment->id);
      bh_json_int (&reply->json, "received", attachment->received);
      bh_json_end_object (&reply->json);
    }
  bh_json_end_object (&reply->json);
}

/* Returns: (transfer full): NULL with BH_ERROR_INVALID. */
static char *
read_hash (const BhdRequest *request, GError **error)
{
  g_autofree char *hash = g_ascii_strdown (bhd_request_text (request, "hash"), -1);

  if (strlen (hash) == 64 && strspn (hash, "0123456789abcdef") == 64)
    return g_steal_pointer (&hash);
  bh_error_refuse (
      error, BH_ERROR_INVALID, "hash",
      "could not take “hash”: it must be the SHA-256 of the file in hexadecimal digits");
  return NULL;
}

gboolean
bhd_uploading_announce (BhdTurn *turn,
                        const BhdCaller *caller,
                        const BhdRequest *request,
                        BhdReply *reply,
                        GError **error)
{
  const char *title = bhd_request_text (request, "title");
  const char *category = bhd_request_text (request, "category");
  g_autofree char *hash = read_hash (request, error);
  const BhdUpload draft = { .id = (char *) bhd_request_text (request, "id"),
                            .title = (char *) (title != NULL ? title : ""),
                            .category = (char *) (category != NULL ? category : ""),
                            .file_name = (char *) bhd_request_text (request, "file_name"),
                            .size = bhd_request_int (request, "size", 0),
                            .hash = hash };
  g_autoptr (BhdUpload) upload = NULL;
  g_autoptr (BhDocument) document = NULL;
  gboolean created = FALSE;

  if (hash == NULL ||
      !bhd_uploads_open (turn, caller, &draft, bhd_request_library (request)->max_size, &upload,
                         &document, &created, error))
    return FALSE;

  reply->status = created ? 201 : 200;
  if (document != NULL)
    return bhd_answers_document (reply, document);
  bhd_uploading_answer (reply, upload);
  return TRUE;
}

gboolean
bhd_uploading_announce_attachment (BhdTurn *turn,
                                   const BhdRequest *request,
                                   BhdAttachmentOpen open,
                                   BhdReply *reply,
                                   GError **error)
{
  const BhdAttachment draft = { .id = (char *) bhd_request_text (request, "id"),
                                .name = (char *) bhd_request_text (request, "name"),
                                .size = bhd_request_int (request, "size", 0) };
  g_autoptr (BhdAttachment) attachment = NULL;
  gboolean created = FALSE;

  if (!open (turn, bhd_request_caller (request), bhd_request_param (request, "id"), &draft,
             bhd_request_library (request)->attachment_max_size, &attachment, &created, error))
    return FALSE;
  reply->status = created ? 201 : 200;
  bhd_uploading_answer_attachment (reply, attachment);
  return TRUE;
}

gboolean
bhd_uploading_send (BhdStore *store,
                    const BhdCaller *caller,
                    const BhdRequest *request,
                    BhdReply *reply,
                    GError **error)
{
  g_auto (BhdReceived) received = { NULL };

  if (!bhd_receiving_take (
          store, bhd_request_library (request), caller, bhd_request_param (request, "id"),
          bhd_request_int (request, "offset", 0), bhd_request_body (request), &received, error))
    return FALSE;

  reply->status = received.upload == NULL && !received.again ? 201 : 200;
  if (received.document != NULL)
    return bhd_answers_document (reply, received.document);
  if (received.attachment != NULL)
    bhd_uploading_answer_attachment (reply, received.attachment);
  else
    bhd_uploading_answer (reply, received.upload);
  return TRUE;
}
