/* SPDX-License-Identifier: AGPL-3.0-or-later */
#define G_LOG_DOMAIN "bhc-desk"

#include "console/model/bhc-desk-private.h"

#include "common/bh-error.h"
#include "common/phrases/bh-phrasebook.h"
#include "console/client/account/bhc-account-file.h"
#include "console/client/cache/bhc-cache-file.h"
#include "console/client/machine/bhc-room.h"
#include "console/model/directory/bhc-colleague.h"

#include <glib/gi18n.h>

static void open_session (BhcDesk *self, BhcCache *cache);

static void
take_account (BhcDesk *self, BhcAccount *account)
{
  g_clear_pointer (&self->account, bhc_account_free);
  self->account = account;
  bhc_desk_update (self);
}

/* Beside the cache: one for each server and operator.  Returns: (transfer full) */
static char *
files_directory (BhcDesk *self)
{
  g_autofree char *path = bhc_account_cache_path (self->account, self->data_dir);

  return g_strconcat (path, ".files", NULL);
}

static BhcCache *
open_cache (BhcDesk *self, GError **error)
{
  g_autofree char *path = bhc_account_cache_path (self->account, self->data_dir);

  g_mkdir_with_parents (self->data_dir, 0700);

  return bhc_cache_open (path, self->account->who, self->account->organization, error);
}

static void
link_changed_cb (BhcFeed *feed, BhcDesk *self)
{
  static const BhcState states[] = {
    [BHC_LINK_STOPPED] = BHC_STATE_OFFLINE, [BHC_LINK_CONNECTING] = BHC_STATE_CONNECTING,
    [BHC_LINK_SYNCING] = BHC_STATE_SYNCING, [BHC_LINK_ONLINE] = BHC_STATE_ONLINE,
    [BHC_LINK_WAITING] = BHC_STATE_OFFLINE,
  };
  BhcLink link = bhc_feed_get_link (feed);

  bhc_shelf_set_current (self->shelf, link == BHC_LINK_ONLINE);
  if (link == BHC_LINK_WAITING)
    bhc_live_forget (self->live);

  /* A try that nobody asked for shows only when it succeeds. */
  if (link != BHC_LINK_CONNECTING || self->state != BHC_STATE_OFFLINE)
    bhc_desk_set_state (self, states[link], bhc_feed_get_problem (feed));
}

void
bhc_desk_tell_move (BhcDesk *self, const BhcNews *news)
{
  g_signal_emit_by_name (self, "visitor-moved", news->contact_id, news->url, news->title,
                         news->at_us);
}

static void
news_cb (BhcFeed *feed, const BhcNews *news, BhcDesk *self)
{
  if (news->kind == BHC_NEWS_VISITOR_MOVED)
    bhc_desk_tell_move (self, news);
  else if (news->kind == BHC_NEWS_PRESENCE)
    bhc_desk_tell_presence (self, news);
  else if (news->kind == BHC_NEWS_RUN)
    bhc_desk_tell_run (self, news);
  else
    bhc_live_take (self->live, news);
  if (news->of_team)
    bhc_desk_tell_colleague (self, news);
}

static void
cache_changed_cb (BhcCache *cache, BhcChanges *changes, BhcDesk *self)
{
  gboolean news = bhc_feed_get_link (bhc_session_get_feed (self->session)) == BHC_LINK_ONLINE;

  for (guint i = 0; i < changes->messages->len; i++)
    {
      const BhMessage *message = g_ptr_array_index (changes->messages, i);

      bhc_live_end (self->live, message);
      if (news)
        bhc_desk_tell_arrival (self, message);
    }
}

static void
ended_cb (BhcSession *session, const char *sentence, BhcDesk *self)
{
  bhc_account_forget_token (self->account);
  bhc_desk_close_session (self);
  bhc_desk_set_state (self, BHC_STATE_SIGNED_OUT, sentence);
}

static gboolean
renew_cb (gpointer data)
{
  BhcDesk *self = data;
  g_autoptr (BhOperator) owner = NULL;
  g_autofree char *path = bhc_account_cache_path (self->account, self->data_dir);
  g_autofree char *organization = NULL;
  g_autoptr (BhcCache) cache = NULL;
  g_autoptr (GError) error = NULL;

  self->renewal = 0;
  cache = g_object_ref (bhc_session_get_cache (self->session));
  owner = bh_operator_ref ((BhOperator *) bhc_cache_get_operator (cache));
  organization = g_strdup (bhc_cache_get_organization (cache));
  bhc_desk_close_session (self);
  g_clear_object (&cache);

  cache = bhc_cache_open_anew (path, owner, organization, &error);
  if (cache != NULL)
    open_session (self, cache);
  else
    bhc_desk_set_state (self, BHC_STATE_SIGNED_OUT, error->message);

  return G_SOURCE_REMOVE;
}

static void
damaged_cb (BhcCache *cache, BhcDesk *self)
{
  if (self->renewal == 0)
    self->renewal = g_idle_add (renew_cb, self);
}

void
bhc_desk_tell_unkept (BhcDesk *self, const char *problem)
{
  g_autofree char *why = bh_phrasebook_say (problem); /* what SQLite says is in English */

  bhc_desk_set_notice (self, _ ("What you write is not kept on this computer: %s"), why);
}

static void
pad_trouble (const char *problem, gpointer teller)
{
  bhc_desk_tell_unkept (teller, problem);
}

/* What could not be kept so far is, and what was missed is asked for. */
static void
room_found_cb (BhcDesk *self)
{
  bhc_desk_tell_unkept (self, NULL);
  bhc_pad_flush (self->pad);
  bhc_session_start (self->session);
}

static void
tell_full_disk (BhcDesk *self)
{
  g_autoptr (GError) error = NULL;

  bhc_room_set_error (&error);
  bhc_desk_tell_unkept (self, error->message);
}

static void
learn_faces (BhcFiles *files, BhcDirectory *directory)
{
  GListModel *colleagues = bhc_directory_get_colleagues (directory);

  for (guint i = 0; i < g_list_model_get_n_items (colleagues); i++)
    {
      g_autoptr (BhcColleague) who = g_list_model_get_item (colleagues, i);

      bhc_files_note_face (files, bhc_colleague_get_id (who), bhc_colleague_get_avatar (who));
    }
}

static void
open_session (BhcDesk *self, BhcCache *cache)
{
  g_autofree char *files = files_directory (self);
  BhcFeed *feed;

  self->session = bhc_session_new (cache, self->account->server, self->account->token);
  bhc_session_keep_files (self->session, files);
  self->files = bhc_files_new (bhc_session_get_files (self->session));
  g_signal_connect_object (bhc_session_get_outbox (self->session), "progress",
                           G_CALLBACK (bhc_files_note_progress), self->files, G_CONNECT_SWAPPED);
  self->pad = bhc_pad_new (cache, pad_trouble, self);
  self->live = bhc_live_new (bhc_cache_get_operator (cache)->id, BHC_TYPING_LAPSE_MS);
  feed = bhc_session_get_feed (self->session);
  bhc_shelf_set_cache (self->shelf, cache);
  g_signal_connect_object (feed, "link-changed", G_CALLBACK (link_changed_cb), self, 0);
  g_signal_connect_object (feed, "news", G_CALLBACK (news_cb), self, 0);
  g_signal_connect_object (feed, "webhook", G_CALLBACK (bhc_desk_tell_webhook), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "whisper", G_CALLBACK (bhc_desk_tell_whisper), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (feed, "suggestion", G_CALLBACK (bhc_desk_tell_suggestion), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "ended", G_CALLBACK (ended_cb), self, 0);
  g_signal_connect_object (cache, "damaged", G_CALLBACK (damaged_cb), self, 0);
  g_signal_connect_object (cache, "room-found", G_CALLBACK (room_found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (cache, "organization-changed", G_CALLBACK (bhc_desk_update), self,
                           G_CONNECT_SWAPPED);
  /* After the transcripts, so that they see an answer stored before they see it no longer written.
   */
  g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self, G_CONNECT_AFTER);

  g_signal_connect_object (self->directory, "changed", G_CALLBACK (learn_faces), self->files,
                           G_CONNECT_SWAPPED);
  bhc_directory_set_session (self->directory, self->session);
  bhc_library_set_session (self->library, self->session);
  if (!bhc_cache_has_room (cache))
    tell_full_disk (self);
  bhc_desk_set_state (self, BHC_STATE_CONNECTING, NULL);
  bhc_session_start (self->session);
}

void
bhc_desk_close_session (BhcDesk *self)
{
  g_clear_handle_id (&self->renewal, g_source_remove);
  if (self->session == NULL)
    return;

  g_signal_handlers_disconnect_by_data (bhc_session_get_feed (self->session), self);
  g_signal_handlers_disconnect_by_data (bhc_session_get_cache (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  bhc_pad_flush (self->pad);
  g_clear_pointer (&self->pad, bhc_pad_free);
  bhc_shelf_set_cache (self->shelf, NULL);
  bhc_uploads_abandon (self->uploads); /* nobody else may go on with them */
  bhc_directory_set_session (self->directory, NULL);
  bhc_library_set_session (self->library, NULL);
  bhc_session_close (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->live);
  g_clear_object (&self->files);
}

/* The operator stays signed out, and reads why. */
static void
stay_out (BhcDesk *self, GError *error)
{
  if (error != NULL)
    bh_phrasebook_say_error (error);
  bhc_desk_set_state (self, BHC_STATE_SIGNED_OUT, error != NULL ? error->message : NULL);
}

/* The cache did not say whose the kept token is; now the daemon has. */
static void
identified_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDesk) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcCache) cache = NULL;
  BhcAccount *account = bhc_account_identify_finish (result, &error);

  if (self->state != BHC_STATE_STARTING)
    {
      g_clear_pointer (&account, bhc_account_free);
      return;
    }
  if (account != NULL)
    {
      take_account (self, account);
      cache = open_cache (self, &error);
    }
  if (cache != NULL)
    open_session (self, cache);
  else
    stay_out (self, error);
}

/* Whoever did not sign out expects to be signed in.  (A keyring that was asked to open, and was
 * not, says nothing.) */
static gboolean
was_signed_in (BhcDesk *self)
{
  g_autoptr (GPtrArray) accounts = bhc_account_file_load (self->data_dir);

  for (guint i = 0; i < accounts->len; i++)
    {
      const BhcAccount *account = g_ptr_array_index (accounts, i);

      if (g_str_equal (account->server, self->account->server) &&
          g_str_equal (account->email, self->account->email))
        return TRUE;
    }

  return FALSE;
}

static void
token_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDesk) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *token = bhc_account_find_token_finish (result, &error);
  g_autoptr (BhcCache) cache = NULL;

  if (self->state != BHC_STATE_STARTING)
    return;
  if (token == NULL)
    {
      if (error == NULL && was_signed_in (self))
        g_set_error_literal (
            &error, BH_ERROR, BH_ERROR_UNAVAILABLE,
            _ ("Your keyring is locked, or has kept no sign-in of yours: sign in again."));
      stay_out (self, error);
      return;
    }

  self->account->token = g_steal_pointer (&token);
  cache = open_cache (self, &error);
  if (cache != NULL)
    open_session (self, cache);
  else if (g_error_matches (error, BH_ERROR, BH_ERROR_NOT_FOUND))
    bhc_account_identify_async (self->account, NULL, identified_cb, g_object_ref (self));
  else
    stay_out (self, error);
}

void
bhc_desk_set_account (BhcDesk *self, const char *server, const char *email)
{
  g_return_if_fail (BHC_IS_DESK (self));
  g_return_if_fail (self->session == NULL);

  take_account (self, bhc_account_new (server, email));
}

void
bhc_desk_start (BhcDesk *self)
{
  g_return_if_fail (BHC_IS_DESK (self));
  g_return_if_fail (self->session == NULL);

  if (self->account == NULL)
    take_account (self, bhc_account_file_load_last (self->data_dir));
  if (self->account == NULL)
    {
      bhc_desk_set_state (self, BHC_STATE_SIGNED_OUT, NULL);
      return;
    }

  bhc_desk_set_state (self, BHC_STATE_STARTING, NULL);
  bhc_account_find_token_async (self->account, NULL, token_found_cb, g_object_ref (self));
}

static void
token_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BhcDesk) self = data;
  g_autoptr (GError) error = NULL;

  if (bhc_account_keep_token_finish (result, &error))
    return;

  bh_phrasebook_say_error (error);
  bhc_desk_set_notice (self, _ ("You are signed in until the console is closed: %s"),
                       error->message);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcDesk *self = g_task_get_source_object (task);
  gboolean remember = GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (BhcCache) cache = NULL;
  BhcAccount *account = bhc_account_sign_in_finish (result, &error);

  if (account != NULL)
    {
      bhc_desk_close_session (self);
      bhc_desk_set_notice (self, NULL, NULL);
      take_account (self, account);
      cache = open_cache (self, &error);
    }
  if (cache == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (!bhc_account_file_enter (self->data_dir, account, &error))
    g_warning ("the server's address is not kept: %s", error->message);
  open_session (self, cache);
  if (remember)
    bhc_account_keep_token_async (account, token_kept_cb, g_object_ref (self));
  g_task_return_boolean (task, TRUE);
}

void
bhc_desk_sign_in_async (BhcDesk *self,
                        const char *server,
                        const char *email,
                        const char *password,
                        gboolean remember,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_desk_sign_in_async);
  g_task_set_task_data (task, GINT_TO_POINTER (remember), NULL);
  bhc_account_sign_in_async (server, email, password, signed_in_cb, g_steal_pointer (&task));
}

gboolean
bhc_desk_sign_in_finish (BhcDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
bhc_desk_sign_out (BhcDesk *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *files = NULL;

  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session == NULL)
    return;

  path = bhc_account_cache_path (self->account, self->data_dir);
  files = files_directory (self);
  bhc_session_say_sign_out (self->session);
  bhc_account_forget_token (self->account);
  if (!bhc_account_file_leave (self->data_dir, self->account, &error))
    g_warning ("the account is looked for again at the next start: %s", error->message);
  bhc_desk_close_session (self);
  bhc_cache_file_remove (path);
  bhc_file_store_remove (files);
  bhc_desk_set_notice (self, NULL, NULL);
  bhc_desk_set_state (self, BHC_STATE_SIGNED_OUT, NULL);
}

void
bhc_desk_retry (BhcDesk *self)
{
  g_return_if_fail (BHC_IS_DESK (self));

  if (self->session == NULL || self->state != BHC_STATE_OFFLINE)
    return;

  bhc_desk_set_state (self, BHC_STATE_CONNECTING, NULL);
  bhc_session_start (self->session);
}
