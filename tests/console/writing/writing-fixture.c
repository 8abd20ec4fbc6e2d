/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/writing/writing-fixture.h"

#include "console/model/writing/bhc-writing.h"
#include "tests/console/bht-wait.h"

guint
writing_outbox (BhtDesk *fixture)
{
  guint n;

  g_object_get (fixture->desk, "n-outbox", &n, NULL);
  return n;
}

GPtrArray *
writing_stored (BhtDesk *fixture, const char *id)
{
  return bht_mock_get (fixture->mock, id)->messages;
}

void
writing_set_undo (BhtDesk *fixture, guint seconds)
{
  g_object_set (bhc_desk_get_preferences (fixture->desk), "undo-seconds", seconds, NULL);
}

void
writing_send_words (BhtDesk *fixture, const char *id, const char *body, gint64 seen_seq)
{
  BhcLetter *letter = bhc_letter_new (body);

  letter->seen_seq = seen_seq;
  bhc_desk_send (fixture->desk, id, BH_MESSAGE_TEXT, letter);
}

void
writing_keep (BhtDesk *fixture, const char *id, BhMessageKind kind, const char *body)
{
  bhc_desk_keep_draft (fixture->desk, id, kind, bhc_letter_new (body));
}

char *
writing_draft_of (BhtDesk *fixture, const char *id, BhMessageKind kind)
{
  g_autoptr (BhcLetter) letter = bhc_desk_read_draft (fixture->desk, id, kind);

  return g_strdup (letter->body);
}

char *
writing_id_at (BhcTranscript *transcript, guint position)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), position);

  return g_strdup (bhc_message_get_record (row)->id);
}

gboolean
writing_recall (BhtDesk *fixture, const char *id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  BhMessageKind kind = BH_MESSAGE_NOTICE;

  bhc_desk_recall_async (fixture->desk, id, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  return bhc_desk_recall_finish (fixture->desk, result, &kind, error);
}
