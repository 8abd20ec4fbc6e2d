/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/fake-desk.h"

G_BEGIN_DECLS

BhcInbox *fake_inbox_new (void);
void fake_inbox_set_rows (BhcInbox *self, GPtrArray *rows); /* of BhcConversation, shared */
void fake_inbox_set_lazy (BhcInbox *self, guint n);

BhcTranscript *fake_transcript_new (const char *conversation);
void fake_transcript_append (BhcTranscript *self, BhcMessage *message);

G_END_DECLS
