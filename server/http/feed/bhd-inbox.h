/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Messages to a thread that waits in epoll: an eventfd is written when the first one comes. */
typedef struct
{
  GMutex lock;
  GArray *letters; /* of BhdLetter */
  int fd;          /* readable while there are letters */
} BhdInbox;

typedef struct
{
  int kind;
  gpointer content; /* owned by whoever takes it */
} BhdLetter;

gboolean bhd_inbox_init (BhdInbox *self, GError **error);
void bhd_inbox_clear (BhdInbox *self);                            /* it is empty */
void bhd_inbox_post (BhdInbox *self, int kind, gpointer content); /* any thread */
GArray *bhd_inbox_take (BhdInbox *self); /* (transfer full): all there are, perhaps none */

G_END_DECLS
