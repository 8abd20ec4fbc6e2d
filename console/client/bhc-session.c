/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/bhc-session.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "console/client/bhc-api.h"
#include "console/client/bhc-outbox.h"
#include "console/client/bhc-values.h"
#include "console/client/cache/bhc-cache-jobs.h"
#include "console/client/lost/bhc-inquiry.h"

#include <glib/gi18n.h>

#define PAGE 50

struct _BhcSession
{
  GObject parent_instance;

  BhcApi *api;
  BhcCache *cache;
  BhcFeed *feed;
  BhcOutbox *outbox;
  BhcInquiry *inquiry;
  BhcFinder *finder;
  BhcFileStore *files; /* (nullable) */
};

enum
{
  ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BhcSession, bhc_session, G_TYPE_OBJECT)

static void
link_changed_cb (BhcFeed *feed, BhcSession *self)
{
  bhc_outbox_set_connected (self->outbox, bhc_session_is_connected (self));
  if (bhc_feed_get_link (feed) == BHC_LINK_ONLINE)
    bhc_inquiry_start (self->inquiry);
}

static void
cache_changed_cb (BhcCache *cache, BhcChanges *changes, BhcSession *self)
{
  for (guint i = 0; self->files != NULL && i < changes->files->len; i++)
    bhc_file_store_forget (self->files, g_ptr_array_index (changes->files, i));
}

static void
unauthorized_cb (GObject *source, const char *sentence, BhcSession *self)
{
  bhc_feed_stop (self->feed);
  g_signal_emit (self, signals[ENDED], 0, sentence);
}

static void
bhc_session_dispose (GObject *object)
{
  BhcSession *self = BHC_SESSION (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->inquiry);
  g_clear_object (&self->finder);
  g_clear_object (&self->files);
  g_clear_object (&self->feed);
  g_clear_object (&self->api);
  g_clear_object (&self->cache);

  G_OBJECT_CLASS (bhc_session_parent_class)->dispose (object);
}

static void
bhc_session_class_init (BhcSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_session_dispose;

  signals[ENDED] = g_signal_new ("ended", BHC_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bhc_session_init (BhcSession *self)
{
}

BhcSession *
bhc_session_new (BhcCache *cache, const char *server, const char *token)
{
  BhcSession *self = g_object_new (BHC_TYPE_SESSION, NULL);

  self->cache = g_object_ref (cache);
  self->api = bhc_api_new (server, token);
  self->feed = bhc_feed_new (self->api, cache);
  self->outbox = bhc_outbox_new (self->api, cache);
  self->inquiry = bhc_inquiry_new (self->api, cache);
  self->finder = bhc_finder_new (cache);
  g_signal_connect_object (cache, "changed", G_CALLBACK (cache_changed_cb), self, 0);
  g_signal_connect_object (self->feed, "link-changed", G_CALLBACK (link_changed_cb), self, 0);
  g_signal_connect_object (self->feed, "unauthorized", G_CALLBACK (unauthorized_cb), self, 0);
  g_signal_connect_object (self->outbox, "unauthorized", G_CALLBACK (unauthorized_cb), self, 0);

  return self;
}

void
bhc_session_keep_files (BhcSession *self, const char *directory)
{
  g_return_if_fail (BHC_IS_SESSION (self));

  g_clear_object (&self->files);
  self->files = bhc_file_store_new (self->api, directory);
  bhc_outbox_set_files (self->outbox, self->files);
}

BhcFileStore *
bhc_session_get_files (BhcSession *self)
{
  g_return_val_if_fail (BHC_IS_SESSION (self), NULL);

  return self->files;
}

GObject *
bhc_session_get_outbox (BhcSession *self)
{
  g_return_val_if_fail (BHC_IS_SESSION (self), NULL);

  return G_OBJECT (self->outbox);
}

void
bhc_session_start (BhcSession *self)
{
  g_return_if_fail (BHC_IS_SESSION (self));

  bhc_feed_start (self->feed);
}

void
bhc_session_close (BhcSession *self)
{
  g_return_if_fail (BHC_IS_SESSION (self));

  g_signal_handlers_disconnect_by_data (self->feed, self);
  bhc_feed_stop (self->feed);
  bhc_outbox_stop (self->outbox);
  bhc_inquiry_stop (self->inquiry);
  bhc_finder_close (self->finder);
  bhc_cache_close (self->cache);
}

BhcFinder *
bhc_session_get_finder (BhcSession *self)
{
  g_return_val_if_fail (BHC_IS_SESSION (self), NULL);

  return self->finder;
}

BhcCache *
bhc_session_get_cache (BhcSession *self)
{
  g_return_val_if_fail (BHC_IS_SESSION (self), NULL);

  return self->cache;
}

BhcFeed *
bhc_session_get_feed (BhcSession *self)
{
  g_return_val_if_fail (BHC_IS_SESSION (self), NULL);

  return self->feed;
}

BhcApi *
bhc_session_get_api (BhcSession *self)
{
  g_return_val_if_fail (BHC_IS_SESSION (self), NULL);

  return self->api;
}

gboolean
bhc_session_is_connected (BhcSession *self)
{
  BhcLink link;

  g_return_val_if_fail (BHC_IS_SESSION (self), FALSE);

  link = bhc_feed_get_link (self->feed);
  return link == BHC_LINK_SYNCING || link == BHC_LINK_ONLINE;
}

void
bhc_session_note_error (BhcSession *self, const GError *error)
{
  g_return_if_fail (BHC_IS_SESSION (self));

  if (g_error_matches (error, BH_ERROR, BH_ERROR_UNAUTHORIZED))
    unauthorized_cb (NULL, error->message, self);
}

/* Ends a task with what the cache said. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (bhc_cache_run_finish (BHC_CACHE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The answer of a call whose task is @task, or NULL after returning its error; a sign-in that has
 * ended ends the session, whichever call finds out. */
static JsonObject *
take_answer (GTask *task, GObject *source, GAsyncResult *result, JsonNode **root)
{
  BhcSession *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  *root = bhc_api_call_finish (BHC_API (source), result, &error);
  if (*root != NULL)
    return json_node_get_object (*root);

  bhc_session_note_error (self, error);
  g_task_return_error (task, g_steal_pointer (&error));
  return NULL;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcSession *self = g_task_get_source_object (task);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (BhConversation) conversation = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = take_answer (task, source, result, &root);
  JsonObject *changed;

  if (object == NULL)
    return;

  changed = bh_json_get_object (object, "conversation");
  if (changed != NULL)
    conversation = bh_conversation_from_json (changed, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    bhc_cache_apply_answer_async (self->cache, conversation, NULL, stored_cb,
                                  g_steal_pointer (&task));
}

static void
call_conversation (BhcSession *self,
                   const char *conversation,
                   const char *verb,
                   const char *body,
                   GTask *task)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/%s/%s", conversation, verb);

  bhc_api_call_async (self->api, "POST", path, body, g_task_get_cancellable (task), acted_cb, task);
}

void
bhc_session_act_async (BhcSession *self,
                       const char *conversation,
                       const char *verb,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_session_act_async);
  if (!bhc_session_is_connected (self))
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE,
                               _ ("there is no connection to the server: try again when there is"));
      return;
    }

  call_conversation (self, conversation, verb, "{}", g_steal_pointer (&task));
}

gboolean
bhc_session_act_finish (BhcSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
read_messages (BhcPage *page, JsonArray *array, GError **error)
{
  page->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bh_message_unref);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      BhMessage *message = NULL;

      if (JSON_NODE_HOLDS_OBJECT (node))
        message = bh_message_from_json (json_node_get_object (node), error);
      else
        g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED,
                             _ ("a message that is no object"));
      if (message == NULL)
        return FALSE;
      g_ptr_array_add (page->messages, message);
    }

  return TRUE;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcSession *self = g_task_get_source_object (task);
  const BhcPage *asked = g_task_get_task_data (task);
  g_autoptr (BhcPage) page = bhc_page_new (asked->conversation_id, asked->before);
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *object = take_answer (task, source, result, &root);
  JsonObject *conversation;

  if (object == NULL)
    return;

  conversation = bh_json_get_object (object, "conversation");
  if (conversation != NULL)
    page->conversation = bh_conversation_from_json (conversation, NULL);
  page->more = bh_json_get_bool (object, "more", FALSE);
  if (!read_messages (page, bh_json_get_array (object, "messages"), &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    bhc_cache_apply_page_async (self->cache, g_steal_pointer (&page), stored_cb,
                                g_steal_pointer (&task));
}

void
bhc_session_fetch_page_async (BhcSession *self,
                              const char *conversation,
                              gint64 before,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autofree char *older =
      before > 0 ? g_strdup_printf ("&before=%" G_GINT64_FORMAT, before) : g_strdup ("");
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/messages?limit=%d%s", conversation, PAGE, older);
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BHC_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_session_fetch_page_async);
  g_task_set_task_data (task, bhc_page_new (conversation, before), (GDestroyNotify) bhc_page_free);
  bhc_api_call_async (self->api, "GET", path, NULL, cancellable, page_cb, g_steal_pointer (&task));
}

gboolean
bhc_session_fetch_page_finish (BhcSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
bhc_session_say_typing (BhcSession *self, const char *conversation, gboolean on)
{
  g_return_if_fail (BHC_IS_SESSION (self));

  if (bhc_session_is_connected (self))
    call_conversation (self, conversation, "typing", on ? "{\"on\":true}" : "{\"on\":false}",
                       g_task_new (self, NULL, NULL, NULL));
}

void
bhc_session_say_read (BhcSession *self, const char *conversation, gint64 seq)
{
  g_autofree char *body = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}", seq);

  g_return_if_fail (BHC_IS_SESSION (self));

  if (bhc_session_is_connected (self))
    call_conversation (self, conversation, "read", body, g_task_new (self, NULL, NULL, NULL));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = take_answer (task, source, result, &root);

  if (object != NULL)
    g_task_return_pointer (task, bhc_values_from_json (object, g_task_get_task_data (task)),
                           (GDestroyNotify) g_variant_unref);
}

void
bhc_session_ask_async (BhcSession *self,
                       const char *method,
                       const char *path,
                       GVariant *values,
                       const char *const *raw,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GVariant) held = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (BHC_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, data);
  g_task_set_source_tag (task, bhc_session_ask_async);
  g_task_set_task_data (task, g_strdupv ((char **) raw), (GDestroyNotify) g_strfreev);
  if (held != NULL)
    body = bhc_values_to_json (held, raw, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    bhc_api_call_async (self->api, method, path, body, NULL, asked_cb, g_steal_pointer (&task));
}

GVariant *
bhc_session_ask_finish (BhcSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, NULL);
}

void
bhc_session_say_sign_out (BhcSession *self)
{
  g_return_if_fail (BHC_IS_SESSION (self));

  bhc_api_call_async (self->api, "POST", "/v1/desk/sign-out", "{}", NULL, signed_out_cb, NULL);
}
