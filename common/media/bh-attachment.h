/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"

G_BEGIN_DECLS

/* A file that came with a message, as its “extra” tells of it. */
typedef struct
{
  char *id;
  char *name;
  char *media_type;
  gint64 size;
  gint64 width; /* 0: no picture */
  gint64 height;
} BhAttachment;

void bh_attachment_free (BhAttachment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhAttachment, bh_attachment_free)

/* Whether it may be shown as a picture, by its type and its size. */
gboolean bh_attachment_is_picture (const BhAttachment *self);

/* @extra: (nullable) of a message.  Returns: (transfer full): of BhAttachment; empty where there is
 * none. */
GPtrArray *bh_attachments_read (const char *extra);

/* For readers of words alone: the body, and a line “[attached: name]” for each file.
 * Returns: (transfer full) */
char *bh_message_to_words (const BhMessage *message);

G_END_DECLS
