/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/media/bh-picture.h"
#include "server/desk/bhd-avatars.h"
#include "server/http/routes/bhd-routes.h"

#include <string.h>
#include <unistd.h>

/* The picture of one operator on its way in or out. */
typedef struct
{
  const BhdCaller *caller;
  const char *hash;
  const char *media_type;
  BhdAvatar *avatar;
  BhOperator *person;
} Picture;

static void
picture_clear (Picture *self)
{
  g_clear_pointer (&self->avatar, bhd_avatar_free);
  g_clear_pointer (&self->person, bh_operator_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

static gboolean
call (BhdStore *store, BhdJobKind kind, BhdJobFunc job, Picture *picture, GError **error)
{
  GError *inner = NULL;

  bhd_store_call (store, kind, job, picture, &inner);
  if (inner != NULL)
    g_propagate_error (error, inner);
  return inner == NULL;
}

/* Returns: (nullable): its media type; NULL with BH_ERROR_INVALID where it is no picture to take.
 */
static const char *
judge (GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  const BhMedia *media = bh_media_sniff (data, length, NULL);
  guint width = 0, height = 0;

  if (!media->picture || strcmp (media->media_type, "image/gif") == 0 ||
      !bh_picture_read_size (media, data, length, &width, &height))
    g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                 "could not take the picture: it must be a PNG, a JPEG or a WebP");
  else if (width > BHD_AVATAR_SIDE || height > BHD_AVATAR_SIDE)
    g_set_error (error, BH_ERROR, BH_ERROR_INVALID,
                 "could not take the picture: it has %u × %u pixels, make it %d × %d at most",
                 width, height, BHD_AVATAR_SIDE, BHD_AVATAR_SIDE);
  else
    return media->media_type;
  return NULL;
}

static gpointer
set_job (BhdTurn *turn, gpointer data, GError **error)
{
  Picture *self = data;

  self->person = bhd_avatars_set (turn, self->caller, self->hash, self->media_type, error);
  return NULL;
}

static gpointer
find_job (BhdTurn *turn, gpointer data, GError **error)
{
  Picture *self = data;

  self->avatar = bhd_avatars_find (turn, self->hash, error);
  return NULL;
}

static void
answer_operator (BhdReply *reply, const BhOperator *person)
{
  bh_json_begin_object (&reply->json, NULL);
  bh_operator_write_json (person, &reply->json, "operator");
  bh_json_end_object (&reply->json);
}

static gboolean
check_blobs (BhdBlobs *blobs, GError **error)
{
  if (blobs == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE, "no pictures are kept here");
  return blobs != NULL;
}

static gboolean
put_avatar (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdBlobs *blobs = bhd_request_library (request)->blobs;
  GBytes *bytes = bhd_request_body (request);
  g_auto (Picture) self = { bhd_request_caller (request) };
  g_autofree char *hash = NULL;
  gboolean stored;

  self.media_type = judge (bytes, error);
  if (self.media_type == NULL || !check_blobs (blobs, error))
    return FALSE;

  bhd_blobs_lock (blobs);
  self.hash = hash = bhd_blobs_add (blobs, self.caller->organization_id, bytes, error);
  stored = hash != NULL && call (store, BHD_JOB_WRITE, set_job, &self, error);
  bhd_blobs_unlock (blobs);
  if (stored)
    answer_operator (reply, self.person);
  return stored;
}

static gboolean
delete_avatar (BhdTurn *turn, const BhdRequest *request, BhdReply *reply, GError **error)
{
  g_autoptr (BhOperator) person =
      bhd_avatars_set (turn, bhd_request_caller (request), NULL, NULL, error);

  if (person == NULL)
    return FALSE;
  answer_operator (reply, person);
  return TRUE;
}

static gboolean
get_avatar (BhdStore *store, const BhdRequest *request, BhdReply *reply, GError **error)
{
  BhdBlobs *blobs = bhd_request_library (request)->blobs;
  g_auto (Picture) self = { .hash = bhd_request_param (request, "hash") };
  g_autoptr (GMappedFile) file = NULL;
  int fd;

  if (!check_blobs (blobs, error) || !call (store, BHD_JOB_READ, find_job, &self, error))
    return FALSE;
  fd = bhd_blobs_open (blobs, self.avatar->organization_id, self.hash, error);
  if (fd < 0)
    return FALSE;
  file = g_mapped_file_new_from_fd (fd, FALSE, error);
  close (fd);
  if (file == NULL)
    return FALSE;
  reply->bytes = g_mapped_file_get_bytes (file);
  reply->content_type = g_intern_string (self.avatar->media_type);
  reply->cache_control = "public, max-age=31536000, immutable";
  reply->embeddable = TRUE;
  return TRUE;
}

const BhdRoute bhd_avatar_routes[] = {
  { .method = "PUT",
    .path = "/v1/desk/me/avatar",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .work = put_avatar,
    .max_body = BHD_AVATAR_MAX_SIZE,
    .raw_body = TRUE,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Give yourself a picture" },
  { .method = "DELETE",
    .path = "/v1/desk/me/avatar",
    .who = BHD_OPERATOR,
    .rate = BHD_RATE_DESK_WRITE,
    .write = delete_avatar,
    .gives = BHD_GIVES (BHD_OK (BHD_ONE ("operator", operator))),
    .summary = "Remove your picture" },
  { .method = "GET",
    .path = "/v1/avatars/:hash",
    .who = BHD_ANYONE,
    .rate = BHD_RATE_READ,
    .work = get_avatar,
    .gives = BHD_GIVES (BHD_RAW ("image/*")),
    .summary = "An operator's picture" },
  { NULL },
};
