/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/attachments/bhd-attachments.h"
#include "server/desk/knowledge/bhd-uploads.h"
#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* What operators and this machine's administrator ask alike; @caller says whose upload it is. */

/* The fields of an announcement; elements of a BhdField table. */
#define BHD_UPLOADING_FIELDS                                                                       \
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },                                                       \
      { "title", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 200 },                                     \
      { "category", BHD_FIELD_NAME, BHD_IN_BODY, FALSE, 0, 80 },                                   \
      { "file_name", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 255 },                                  \
      { "size", BHD_FIELD_INT, BHD_IN_BODY, TRUE, 0, G_MAXINT64 },                                 \
  {                                                                                                \
    "hash", BHD_FIELD_NAME, BHD_IN_BODY, TRUE, 1, 64                                               \
  }

/* The same of a file that goes with what is said. */
#define BHD_UPLOADING_ATTACHMENT_FIELDS                                                            \
  { "id", BHD_FIELD_ID, BHD_IN_BODY, TRUE },                                                       \
      { "name", BHD_FIELD_TEXT, BHD_IN_BODY, TRUE, 1, 1024 },                                      \
  {                                                                                                \
    "size", BHD_FIELD_INT, BHD_IN_BODY, TRUE, 0, G_MAXINT64                                        \
  }

void bhd_uploading_answer (BhdReply *reply, const BhdUpload *upload);

/* How far it has come, or itself when all of it is here. */
void bhd_uploading_answer_attachment (BhdReply *reply, const BhdAttachment *attachment);
gboolean bhd_uploading_announce (BhdTurn *turn,
                                 const BhdCaller *caller,
                                 const BhdRequest *request,
                                 BhdReply *reply,
                                 GError **error);

/* What takes an announced file into a conversation, or to a canned reply. */
typedef gboolean (*BhdAttachmentOpen) (BhdTurn *turn,
                                       const BhdCaller *caller,
                                       const char *id,
                                       const BhdAttachment *announced,
                                       gint64 max_size,
                                       BhdAttachment **attachment,
                                       gboolean *created,
                                       GError **error);

gboolean bhd_uploading_announce_attachment (BhdTurn *turn,
                                            const BhdRequest *request,
                                            BhdAttachmentOpen open,
                                            BhdReply *reply,
                                            GError **error);

/* A worker's thread. */
gboolean bhd_uploading_send (BhdStore *store,
                             const BhdCaller *caller,
                             const BhdRequest *request,
                             BhdReply *reply,
                             GError **error);

G_END_DECLS
