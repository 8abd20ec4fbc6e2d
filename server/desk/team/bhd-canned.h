/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-caller.h"
#include "server/store/bhd-turn.h"
#include "server/store/files/bhd-attachment.h"
#include "server/store/rows/team/bhd-canned-rows.h"

G_BEGIN_DECLS

/* Replies that are kept ready, own and shared ones; who they are somebody else's own for, for them
 * there is none. */

#define BHD_CANNED_MAX 1000 /* of one organisation */
#define BHD_CANNED_BODY_MAX 4000
#define BHD_CANNED_FILES_MAX 5 /* as many as one message takes */

/* What is NULL is not given. */
typedef struct
{
  const char *id; /* of a new one */
  const char *shortcut;
  const char *title;
  const char *body;
  const gboolean *shared;
} BhdCannedChange;

/* Returns: (transfer full): made, or the one that has this id (*@created FALSE); BH_ERROR_CONFLICT
 * for a shortcut that is taken, _FORBIDDEN for a shared one by an agent. */
BhdCannedRow *bhd_canned_create (BhdTurn *turn,
                                 const BhdCaller *
                                 operator,
                                 const BhdCannedChange * draft,
                                 gboolean *created,
                                 GError **error);
/* @was_shared: (out): it was everybody's before. */
BhdCannedRow *bhd_canned_change (BhdTurn *turn,
                                 const BhdCaller *
                                 operator,
                                 const char * id,
                                 const BhdCannedChange *change,
                                 gboolean *was_shared,
                                 GError **error);

/* With its files.  @shared: (out): it was everybody's. */
gboolean bhd_canned_delete (BhdTurn *turn,
                            const BhdCaller *
                            operator,
                            const char * id,
                            gboolean *shared,
                            GError **error);

/* As bhd_attachments_open(), for the reply @id. */
gboolean bhd_canned_open_file (BhdTurn *turn,
                               const BhdCaller *
                               operator,
                               const char * id,
                               const BhdAttachment *announced,
                               gint64 max_size,
                               BhdAttachment **attachment,
                               gboolean *created,
                               GError **error);
gboolean bhd_canned_drop_file (BhdTurn *turn,
                               const BhdCaller *
                               operator,
                               const char * id,
                               const char *attachment_id,
                               GError **error);

G_END_DECLS
