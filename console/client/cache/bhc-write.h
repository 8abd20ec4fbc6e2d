/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "console/client/cache/bhc-cache.h"
#include "console/client/cache/bhc-outgoing.h"

G_BEGIN_DECLS

/* Changing single rows of the cache inside a job, and noting what changed.  REST answers and events
 * meet here: whoever comes late changes nothing. */

/* Keeps the copy with the higher seq. */
gboolean
bhc_write_conversation (BhcWrite *self, const BhConversation *conversation, GError **error);

/* A message known already changes nothing; one that waited in the outbox leaves it. */
gboolean bhc_write_message (BhcWrite *self, const BhMessage *message, GError **error);

/* From which seq on all messages are here; see bhc_cache_read_complete_from(). */
gboolean bhc_write_get_complete_from (BhcWrite *self,
                                      const char *conversation,
                                      gint64 *from,
                                      GError **error);
gboolean
bhc_write_set_complete_from (BhcWrite *self, const char *conversation, gint64 from, GError **error);

/* The feed number up to which every event is here (-1: none), and when that event happened by the
 * daemon's clock (0: not known). */
gboolean bhc_write_get_seq (BhcWrite *self, gint64 *seq, GError **error);
gboolean bhc_write_set_seq (BhcWrite *self, gint64 seq, gint64 mark, GError **error);

/* Snapshots are numbered; each conversation remembers the last that saw it. */
gboolean bhc_write_begin_generation (BhcWrite *self, GError **error);
gboolean bhc_write_forget_messages (BhcWrite *self, GError **error);

/* The unseen ones go.  Where something typed waits in one it stays, in no view but “all”: the
 * daemon will say why it cannot be sent there. */
gboolean bhc_write_end_generation (BhcWrite *self, GError **error);

/* Nobody has seen what the daemon will number behind @seq, though it had such numbers once. */
gboolean bhc_write_forget_sight (BhcWrite *self, gint64 seq, GError **error);

gboolean bhc_write_outgoing (BhcWrite *self, const BhcOutgoing *outgoing, GError **error);
gboolean bhc_write_refusal (BhcWrite *self,
                            const char *id,
                            const char *refusal, /* (nullable): to be sent again */
                            const char *code,    /* (nullable) the same as a word */
                            GError **error);
gboolean bhc_write_drop_outgoing (BhcWrite *self, const char *id, GError **error);

G_END_DECLS
