/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/bht-desk.h"

G_BEGIN_DECLS

/* What tests of writing do at a desk of a mock daemon. */

guint writing_outbox (BhtDesk *fixture);
GPtrArray *writing_stored (BhtDesk *fixture, const char *id);
void writing_set_undo (BhtDesk *fixture, guint seconds);
void writing_send_words (BhtDesk *fixture, const char *id, const char *body, gint64 seen_seq);
void writing_keep (BhtDesk *fixture, const char *id, BhMessageKind kind, const char *body);
char *writing_draft_of (BhtDesk *fixture, const char *id, BhMessageKind kind);
char *writing_id_at (BhcTranscript *transcript, guint position);
gboolean writing_recall (BhtDesk *fixture, const char *id, GError **error);

#define writing_assert_draft(fixture, id, kind, words)                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = writing_draft_of (fixture, id, kind);                                 \
    g_assert_cmpstr (found, ==, words);                                                            \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
