/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/trouble/trouble.h"

#include "console/model/writing/bhc-writing.h"
#include "tests/bht-folder.h"
#include "tests/console/bht-wait.h"
#include "tests/story/trouble/daemon-state.h"

#include <stdio.h>
#include <unistd.h>

static void
run_what_waits (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
use_file_keyring (Trouble *self)
{
  g_autofree char *path = g_build_filename (self->directory, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
}

void
trouble_set_up_in (Trouble *self, char *directory)
{
  g_autofree char *token = NULL;
  g_autofree char *path = NULL;

  self->daemon = bht_bellhopd_new (NULL);
  token = bht_bellhopd_furnish (self->daemon);
  self->mia = bht_api_new (bht_bellhopd_url (self->daemon), token);
  self->ada = bht_api_new_visitor (bht_bellhopd_url (self->daemon), "Ada");
  self->conversation = bht_api_open_conversation (self->ada);
  path = g_strdup_printf ("/v1/desk/conversations/%s/claim", self->conversation);
  json_node_unref (bht_api_expect (self->mia, "POST", path, "{}", 200));

  self->proxy = bht_proxy_new (bht_bellhopd_url (self->daemon));
  self->directory = directory;
  use_file_keyring (self);
  self->desk = bhc_desk_new (self->directory);
  trouble_sign_in (self, BHT_PASSWORD);
  trouble_wait_online (self);
}

void
trouble_set_up (Trouble *self, gconstpointer unused)
{
  trouble_set_up_in (self, bht_directory_new ());
}

void
trouble_close (Trouble *self)
{
  g_object_run_dispose (G_OBJECT (self->desk));
  run_what_waits ();
  bht_wait_until (G_OBJECT (self->desk)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->desk));
}

void
trouble_tear_down (Trouble *self, gconstpointer unused)
{
  trouble_close (self);
  bht_api_free (self->mia);
  bht_api_free (self->ada);
  bht_proxy_free (self->proxy);
  bht_bellhopd_free (self->daemon);
  run_what_waits ();
  bht_folder_remove (self->directory);
  g_free (self->directory);
  g_free (self->conversation);
}

void
trouble_reopen (Trouble *self)
{
  trouble_close (self);
  self->desk = bhc_desk_new (self->directory);
}

void
trouble_sign_in (Trouble *self, const char *password)
{
  trouble_sign_in_as (self, "mia@example.org", password);
}

void
trouble_sign_in_as (Trouble *self, const char *email, const char *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bhc_desk_sign_in_async (self->desk, bht_proxy_url (self->proxy), email, password, FALSE,
                          bht_result_cb, &result);
  bht_wait_until (result != NULL);
  bhc_desk_sign_in_finish (self->desk, result, &error);
  g_assert_no_error (error);
}

void
trouble_wait_online (Trouble *self)
{
  bht_wait_until (bhc_desk_get_state (self->desk) == BHC_STATE_ONLINE);
}

void
trouble_cut (Trouble *self, gboolean cut)
{
  bht_proxy_cut (self->proxy, cut);
  if (cut)
    bht_wait_until (bhc_desk_get_state (self->desk) == BHC_STATE_OFFLINE);
  else
    trouble_wait_online (self);
}

void
trouble_ada_says (Trouble *self, const char *text)
{
  g_assert_cmpuint (bht_api_say (self->ada, "widget", self->conversation, NULL, text), ==, 201);
}

/* ---- what Mia types ---- */

void
trouble_mia_drafts (Trouble *self, const char *conversation, const char *text)
{
  bhc_desk_keep_draft (self->desk, conversation, BH_MESSAGE_TEXT, bhc_letter_new (text));
  bhc_desk_flush_drafts (self->desk);
}

char *
trouble_read_draft (Trouble *self, const char *conversation)
{
  g_autoptr (BhcLetter) draft = bhc_desk_read_draft (self->desk, conversation, BH_MESSAGE_TEXT);

  return g_strdup (draft->body);
}

static guint
count_waiting (Trouble *self)
{
  guint waiting;

  g_object_get (self->desk, "n-outbox", &waiting, NULL);
  return waiting;
}

void
trouble_mia_writes (Trouble *self, const char *conversation, const char *text)
{
  guint before = count_waiting (self);

  bhc_desk_post (self->desk, conversation, BH_MESSAGE_TEXT, text);
  bht_wait_until (count_waiting (self) > before);
}

void
trouble_wait_sent (Trouble *self)
{
  bht_wait_until (count_waiting (self) == 0);
}

/* ---- what Mia sees ---- */

static BhcMessage *
row_at (BhcTranscript *transcript, guint i)
{
  g_autoptr (BhcMessage) row = g_list_model_get_item (G_LIST_MODEL (transcript), i);

  return row; /* the transcript holds it */
}

static char *
words_of (BhcTranscript *transcript)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    g_string_append_printf (words, "%s\n", bhc_message_get_record (row_at (transcript, i))->body);
  return g_string_free (words, FALSE);
}

static gboolean
has_words (BhcTranscript *transcript, const char *text)
{
  g_autofree char *words = words_of (transcript);

  return strstr (words, text) != NULL;
}

void
trouble_wait_shown (Trouble *self, const char *text)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self->desk, self->conversation);

  bht_wait_until (has_words (transcript, text));
}

static gboolean
goes_up_to (BhcTranscript *transcript, const char *text)
{
  if (has_words (transcript, text))
    return TRUE;

  bhc_transcript_load_older (transcript);
  return FALSE;
}

void
trouble_go_up_to (Trouble *self, const char *text)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self->desk, self->conversation);

  bht_wait_until (goes_up_to (transcript, text));
}

static gboolean
read_refusal (BhcTranscript *transcript, char **refusal)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (transcript));

  for (guint i = 0; i < n; i++)
    if (bhc_message_get_delivery (row_at (transcript, i)) == BHC_DELIVERY_REFUSED)
      {
        g_object_get (row_at (transcript, i), "refusal", refusal, NULL);
        return TRUE;
      }
  return FALSE;
}

char *
trouble_read_refusal (Trouble *self, const char *conversation)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self->desk, conversation);
  char *refusal = NULL;

  bht_wait_until (read_refusal (transcript, &refusal));
  return refusal;
}

/* (nullable) */
static BhcMessage *
find_row (BhcTranscript *transcript, const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (transcript)); i++)
    if (g_str_equal (bhc_message_get_record (row_at (transcript, i))->body, text))
      return row_at (transcript, i);
  return NULL;
}

static gboolean
is_in_state (BhcTranscript *transcript, const char *text, BhcDelivery delivery)
{
  BhcMessage *row = find_row (transcript, text);
  BhcDelivery shown = row != NULL ? bhc_message_get_delivery (row) : BHC_DELIVERY_STREAMING;

  return shown == delivery || (shown == BHC_DELIVERY_SEEN && delivery == BHC_DELIVERY_STORED);
}

void
trouble_wait_delivery (Trouble *self,
                       const char *conversation,
                       const char *text,
                       BhcDelivery delivery)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self->desk, conversation);

  bht_wait_until (is_in_state (transcript, text, delivery));
}

void
trouble_send_again (Trouble *self, const char *conversation, const char *text)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self->desk, conversation);
  BhcMessage *row = find_row (transcript, text);

  g_assert_nonnull (row);
  bhc_desk_retry_message (self->desk, bhc_message_get_record (row)->id);
}

/* ---- what the daemon has ---- */

static char *
stored_words (Trouble *self)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=100", self->conversation);
  g_autoptr (JsonNode) answer = bht_api_expect (self->mia, "GET", path, NULL, 200);
  JsonArray *messages = json_object_get_array_member (json_node_get_object (answer), "messages");
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (messages); i++)
    g_string_append_printf (
        words, "%s\n",
        json_object_get_string_member (json_array_get_object_element (messages, i), "body"));
  return g_string_free (words, FALSE);
}

static guint
count_stored (Trouble *self)
{
  g_autoptr (JsonNode) answer =
      bht_api_expect (self->mia, "GET", "/v1/desk/conversations?limit=200", NULL, 200);

  return json_array_get_length (
      json_object_get_array_member (json_node_get_object (answer), "conversations"));
}

static gboolean
shows (BhcTranscript *transcript, const char *stored)
{
  g_autofree char *words = words_of (transcript);

  if (bhc_transcript_get_has_older (transcript))
    bhc_transcript_load_older (transcript);
  return g_str_equal (words, stored);
}

void
trouble_assert_same (Trouble *self)
{
  g_autoptr (BhcTranscript) transcript = bhc_desk_open_transcript (self->desk, self->conversation);
  g_autofree char *stored = stored_words (self);
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s", self->conversation);
  g_autoptr (JsonNode) answer = bht_api_expect (self->mia, "GET", path, NULL, 200);
  g_autoptr (BhcConversation) shown = NULL;

  bht_wait_until (shows (transcript, stored));
  bht_wait_until (bhc_desk_get_count (self->desk, BHC_VIEW_ALL) == count_stored (self));
  shown = bhc_desk_find_conversation (self->desk, self->conversation);
  g_assert_nonnull (shown);
  bht_wait_until (bhc_conversation_get_record (shown)->seq ==
                  bht_json_int (answer, "conversation.seq"));
  g_assert_cmpstr (bh_status_to_string (bhc_conversation_get_record (shown)->status), ==,
                   bht_json_string (answer, "conversation.status"));
}

/* ---- what happens to the daemon ---- */

void
trouble_back_up (Trouble *self)
{
  daemon_state_copy (self->daemon, "state", "backup");
}

void
trouble_restore (Trouble *self)
{
  daemon_state_copy (self->daemon, "backup", "state");
}

void
trouble_alter (Trouble *self, const char *sql)
{
  daemon_state_alter (self->daemon, sql);
}
