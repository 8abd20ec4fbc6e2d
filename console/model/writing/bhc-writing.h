/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/model/bhc-desk.h"

G_BEGIN_DECLS

/* Into the outbox: shown at once as waiting, sent in order, kept over restarts.  @kind TEXT or
 * NOTE. */
void bhc_desk_post (BhcDesk *self, const char *conversation, BhMessageKind kind, const char *body);

/* With files that were taken (of BhAttachment): they are uploaded first; @body may be empty. */
void bhc_desk_post_files (BhcDesk *self,
                          const char *conversation,
                          BhMessageKind kind,
                          const char *body,
                          GPtrArray *files);
void bhc_desk_retry_message (BhcDesk *self, const char *message_id);   /* a refused one, again */
void bhc_desk_discard_message (BhcDesk *self, const char *message_id); /* a refused one, away */
void bhc_desk_typing (BhcDesk *self, const char *conversation, gboolean on); /* throttled inside */

G_END_DECLS
