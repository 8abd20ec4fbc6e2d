/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/media/bh-file-name.h"
#include "server/desk/attachments/bhd-attachments.h"
#include "server/http/routes/bhd-routes.h"
#include "server/http/routes/knowledge/bhd-receiving.h"
#include "server/http/routes/knowledge/bhd-uploading.h"

#include <unistd.h>

/* Whatever the bytes are: nothing in them runs, whoever opens the address. */
#define POLICY "default-src 'none'; sandbox; frame-ancestors 'none'"

static gboolean
post_upload (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_uploading_announce_attachment (turn, request, bhd_attachments_open, reply, error);
}

static gboolean
put_chunk (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_uploading_send (store, bhd_request_caller (request), request, reply, error);
}

static gboolean
delete_upload (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  return bhd_receiving_drop (store, bhd_request_library (request), bhd_request_caller (request),
                             bhd_request_param (request, "id"), error);
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdRequest *request = data;

  return bhd_attachments_find (turn, bhd_request_caller (request),
                               bhd_request_param (request, "id"), error);
}

/* A blob never changes, so the file stands for its bytes: they are read as they are sent.
 * Returns: (transfer full): NULL with @error set. */
static GBytes *
map_blob (const BhdLibrary *library, const BhdAttachment *attachment, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  int fd;

  if (library->blobs == NULL)
    {
      g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "no files are kept here");
      return NULL;
    }
  fd = bhd_blobs_open (library->blobs, attachment->organization_id, attachment->blob_hash, error);
  if (fd < 0)
    return NULL;
  file = g_mapped_file_new_from_fd (fd, FALSE, error);
  close (fd);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static gboolean
get_attachment (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhdAttachment) attachment =
      bhd_store_call_full (store, BHD_JOB_READ, find_job, (gpointer) request,
                           (GDestroyNotify) bhd_attachment_free, error);

  if (attachment == NULL)
    return FALSE;
  reply->bytes = map_blob (bhd_request_library (request), attachment, error);
  if (reply->bytes == NULL)
    return FALSE;
  reply->content_type = g_intern_string (attachment->media_type);
  reply->disposition = bh_file_name_to_disposition (attachment->name);
  reply->csp = g_strdup (POLICY);
  return TRUE;
}

static const BhdField upload_fields[] = { BHD_UPLOADING_ATTACHMENT_FIELDS, { NULL } };

static const BhdField chunk_fields[] = {
  { "offset", BHD_FIELD_INT, BHD_IN_QUERY, TRUE, 0, G_MAXINT64 },
  { NULL },
};

#define GIVES_UPLOAD                                                                               \
  BHD_GIVES (                                                                                      \
      BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("attachment", attachment)),   \
      BHD_CREATED (BHD_ONE ("upload", upload)))

const BhdRoute bhd_attachment_routes[] = {
  { .method = "POST",
    .path = "/v1/widget/conversations/:id/uploads",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = upload_fields,
    .write = post_upload,
    .gives = GIVES_UPLOAD,
    .summary = "Announce a file for a message" },
  { .method = "PUT",
    .path = "/v1/widget/uploads/:id",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .fields = chunk_fields,
    .work = put_chunk,
    .max_body = BHD_LIBRARY_CHUNK,
    .raw_body = TRUE,
    .gives = BHD_GIVES (
        BHD_OK (BHD_ONE_OPTIONAL ("upload", upload), BHD_ONE_OPTIONAL ("attachment", attachment)),
        BHD_CREATED (BHD_ONE ("attachment", attachment))),
    .summary = "Send the next bytes of a file" },
  { .method = "DELETE",
    .path = "/v1/widget/uploads/:id",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_WRITE,
    .work = delete_upload,
    .gives = BHD_GIVES (BHD_NO_CONTENT),
    .summary = "Give a file up that no message has taken" },
  { .method = "GET",
    .path = "/v1/widget/attachments/:id",
    .who = BHD_VISITOR,
    .rate = BHD_RATE_READ,
    .work = get_attachment,
    .gives = BHD_GIVES (BHD_RAW ("*/*")),
    .summary = "The bytes of a file in the visitor's conversations" },
  { .method = "POST",
    .path = "/v1/desk/conversations/:id/uploads",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .fields = upload_fields,
    .write = post_upload,
    .gives = GIVES_UPLOAD,
    .summary = "Announce a file for a message" },
  { .method = "GET",
    .path = "/v1/desk/attachments/:id",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_READ,
    .work = get_attachment,
    .gives = BHD_GIVES (BHD_RAW ("*/*")),
    .summary = "The bytes of a file in a conversation" },
  { NULL },
};
