/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"

G_BEGIN_DECLS

/* A message on its way out: written here, not yet known to be stored by the daemon. */
typedef struct
{
  char *id;
  char *conversation_id;
  BhMessageKind kind;
  char *body;
  gint64 created_us;
  char *extra;   /* (nullable) as of a message: the files that go with it */
  char *refusal; /* (nullable) why the daemon does not take it: a sentence */
} BhcOutgoing;

BhcOutgoing *bhc_outgoing_new (const char *id,
                               const char *conversation,
                               BhMessageKind kind,
                               const char *body,
                               gint64 created_us,
                               const char *refusal);
BhcOutgoing *bhc_outgoing_with_extra (BhcOutgoing *self,
                                      const char *extra); /* takes and returns it */
void bhc_outgoing_free (BhcOutgoing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcOutgoing, bhc_outgoing_free)

G_END_DECLS
