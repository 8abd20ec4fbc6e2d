/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file in a conversation or of a canned reply, from its announcement on. */
typedef struct
{
  char *organization_id;
  char *id;
  char *conversation_id; /* (nullable): this or canned_id */
  char *canned_id;       /* (nullable): the reply that it goes with */
  gboolean by_visitor;
  char *sender_id;   /* a contact or an operator */
  char *message_id;  /* (nullable): no message has taken it */
  gboolean internal; /* a note has taken it */
  char *name;        /* clean, see bh_file_name_clean() */
  gint64 size;
  gint64 received;
  char *blob_hash;  /* (nullable): not all of it is here */
  char *media_type; /* (nullable) as blob_hash */
  gint64 width;     /* 0: no picture */
  gint64 height;
  gint64 created_us;
  gint64 updated_us;
} BhdAttachment;

BhdAttachment *bhd_attachment_new_take (BhdAttachment *fields);
void bhd_attachment_free (BhdAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdAttachment, bhd_attachment_free)

G_END_DECLS
