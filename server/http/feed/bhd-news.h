/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/store/bhd-event.h"

G_BEGIN_DECLS

/* Bytes ready for the wire.  The first @header bytes are the WebSocket frame's; a long poll takes
 * what follows them. */
typedef struct
{
  const char *bytes; /* NULL: nothing for this audience */
  gsize length;
  gsize header;
} BhdView;

/* Something to say, encoded once for each audience and shared by all sockets of all threads: an
 * immutable record, by reference, in one piece of memory. */
typedef struct
{
  gatomicrefcount refs;
  gint64 seq; /* 0: it has no number */
  const char *organization_id;
  const char *contact_id; /* (nullable): the visitor who may hear it */
  gboolean forgets;       /* what was told before it is not to be told again */
  BhdView desk;
  BhdView visitor;
} BhdNews;

/* Splices the stored JSON, unchanged. */
BhdNews *bhd_news_new_event (const BhdEvent *event);
BhdNews *bhd_news_new_ephemeral (const char *organization_id,
                                 const char *contact_id,
                                 const char *conversation_id,
                                 const char *type,
                                 const char *body);

/* The same for the visitor alone. */
BhdNews *bhd_news_new_private (const char *organization_id,
                               const char *contact_id,
                               const char *conversation_id,
                               const char *type,
                               const char *body);

/* For one socket: the same to both audiences. */
BhdNews *bhd_news_new_mark (const char *op, gint64 seq); /* {"op":"live","seq":18} */
BhdNews *bhd_news_new_control (guint8 opcode, const char *payload, gsize length);
BhdNews *bhd_news_new_close (guint16 code, const char *reason);
BhdNews *bhd_news_new_bytes (const char *bytes, gsize length); /* no frame around it */

BhdNews *bhd_news_ref (BhdNews *self);
void bhd_news_unref (BhdNews *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdNews, bhd_news_unref)

G_END_DECLS
