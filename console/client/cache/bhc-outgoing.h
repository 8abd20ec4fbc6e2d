/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"

G_BEGIN_DECLS

#define BHC_OUTGOING_STALE "stale" /* codes: a colleague answered meanwhile … */
#define BHC_OUTGOING_LOST "lost"   /* … the daemon had it, and has it no longer */

/* A message on its way out: written here, not yet known to be stored by the daemon.  A draft is one
 * that nobody has sent: without an id. */
typedef struct
{
  char *id;
  char *conversation_id;
  BhMessageKind kind;
  char *body;
  gint64 created_us;
  char *extra;     /* (nullable) as of a message: the files that go with it, who is mentioned */
  char *refusal;   /* (nullable) why the daemon does not take it: a sentence */
  char *code;      /* (nullable) the same as a word; with “stale” the refusal is who answered */
  gint64 hold_us;  /* until then it can be taken back, and is not sent; 0: no longer */
  gint64 seen_seq; /* the last message whoever wrote it had seen; 0: not known */
  gboolean offline; /* written without a connection */
} BhcOutgoing;

BhcOutgoing *bhc_outgoing_new (const char *id,
                               const char *conversation,
                               BhMessageKind kind,
                               const char *body,
                               gint64 created_us,
                               const char *refusal);
BhcOutgoing *bhc_outgoing_with_extra (BhcOutgoing *self,
                                      const char *extra); /* takes and returns it */
gboolean bhc_outgoing_is_empty (const BhcOutgoing *self); /* neither words nor files */

/* How long it is held still, in microseconds; a clock that was put back holds nothing for long. */
gint64 bhc_outgoing_held_us (const BhcOutgoing *self, gint64 now_us);
#define BHC_HOLD_MAX_US (60 * G_USEC_PER_SEC)

void bhc_outgoing_free (BhcOutgoing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcOutgoing, bhc_outgoing_free)

G_END_DECLS
