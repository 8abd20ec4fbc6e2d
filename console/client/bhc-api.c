/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include "console/client/bhc-api.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "common/phrases/bh-phrasebook.h"
#include "console/client/bhc-body.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer than the daemon holds a long poll. */
#define TIMEOUT_S 35

struct _BhcApi
{
  GObject parent_instance;

  SoupSession *session;
  char *server;
  char *token; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (BhcApi, bhc_api, G_TYPE_OBJECT)

static void
bhc_api_dispose (GObject *object)
{
  BhcApi *self = BHC_API (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (bhc_api_parent_class)->dispose (object);
}

static void
bhc_api_finalize (GObject *object)
{
  BhcApi *self = BHC_API (object);

  g_free (self->server);
  g_free (self->token);

  G_OBJECT_CLASS (bhc_api_parent_class)->finalize (object);
}

static void
bhc_api_class_init (BhcApiClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bhc_api_dispose;
  G_OBJECT_CLASS (klass)->finalize = bhc_api_finalize;
}

static void
bhc_api_init (BhcApi *self)
{
  self->session = soup_session_new_with_options ("timeout", TIMEOUT_S, "user-agent",
                                                 "bellhop-console/" BELLHOP_VERSION, NULL);
  /* Compression of the socket would cost the daemon a hundred kilobytes for each console. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_WEBSOCKET_EXTENSION_MANAGER);
}

BhcApi *
bhc_api_new (const char *server, const char *token)
{
  BhcApi *self = g_object_new (BHC_TYPE_API, NULL);

  self->server = g_strdup (server);
  self->token = g_strdup (token);

  return self;
}

SoupSession *
bhc_api_get_session (BhcApi *self)
{
  g_return_val_if_fail (BHC_IS_API (self), NULL);

  return self->session;
}

void
bhc_api_drop_connections (BhcApi *self)
{
  g_return_if_fail (BHC_IS_API (self));

  soup_session_abort (self->session);
}

typedef struct
{
  GCancellable *caller; /* (nullable) */
  gulong following;
  GCancellable *own;
} Leash;

static void
leash_free (gpointer data)
{
  Leash *leash = data;

  if (leash->caller != NULL)
    g_signal_handler_disconnect (leash->caller, leash->following);
  g_clear_object (&leash->caller);
  g_object_unref (leash->own);
  g_free (leash);
}

GCancellable *
bhc_api_get_cancellable (GTask *task)
{
  GCancellable *caller = g_task_get_cancellable (task);
  Leash *leash = g_object_get_data (G_OBJECT (task), "bhc-leash");

  if (leash != NULL)
    return leash->own;

  leash = g_new0 (Leash, 1);
  leash->own = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (task), "bhc-leash", leash, leash_free);
  if (g_cancellable_is_cancelled (caller))
    g_cancellable_cancel (leash->own);
  if (caller != NULL)
    {
      leash->caller = g_object_ref (caller);
      leash->following = g_signal_connect_swapped (caller, "cancelled",
                                                   G_CALLBACK (g_cancellable_cancel), leash->own);
    }
  return leash->own;
}

SoupMessage *
bhc_api_new_message (BhcApi *self, const char *method, const char *path)
{
  g_autofree char *address = NULL;
  g_autofree char *credential = NULL;
  SoupMessage *message;

  g_return_val_if_fail (BHC_IS_API (self), NULL);

  address = g_strconcat (self->server, path, NULL);
  message = soup_message_new (method, address);
  /* The token must not follow to where somebody else points. */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->token != NULL)
    {
      credential = g_strconcat ("Bearer ", self->token, NULL);
      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    credential);
    }

  return message;
}

/* What GLib says is not there in every language of Bellhop. */
static const char *
say_reason (const GError *error)
{
  static const struct
  {
    GIOErrorEnum code;
    const char *words;
  } reasons[] = {
    { G_IO_ERROR_CONNECTION_REFUSED, N_ ("the connection was refused") },
    { G_IO_ERROR_HOST_UNREACHABLE, N_ ("there is no way to it") },
    { G_IO_ERROR_NETWORK_UNREACHABLE, N_ ("there is no network") },
  };

  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return _ ("nobody has this name");
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_error_matches (error, G_IO_ERROR, (int) reasons[i].code))
      return _ (reasons[i].words);

  return error->message;
}

GError *
bhc_api_explain (BhcApi *self, const GError *error, guint status)
{
  g_return_val_if_fail (BHC_IS_API (self), NULL);

  if (error->domain == BH_ERROR)
    return g_error_copy (error);
  if (status == SOUP_STATUS_UNAUTHORIZED)
    return g_error_new_literal (BH_ERROR, BH_ERROR_UNAUTHORIZED,
                                _ ("your sign-in has ended: sign in again"));
  if (error->domain == G_TLS_ERROR)
    return g_error_new (BH_ERROR, BH_ERROR_OFFLINE,
                        _ ("%s cannot prove that it is the right server: %s"), self->server,
                        error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (BH_ERROR, BH_ERROR_OFFLINE, _ ("%s does not answer"), self->server);

  return g_error_new (BH_ERROR, BH_ERROR_OFFLINE, _ ("%s cannot be reached: %s"), self->server,
                      say_reason (error));
}

static GError *
not_bellhop (BhcApi *self, guint status)
{
  if (status == SOUP_STATUS_UNAUTHORIZED)
    return g_error_new_literal (BH_ERROR, BH_ERROR_UNAUTHORIZED,
                                _ ("your sign-in has ended: sign in again"));
  if (status >= 500)
    return g_error_new (BH_ERROR, BH_ERROR_UNAVAILABLE,
                        _ ("%s is not ready (%u): it is tried again"), self->server, status);

  return g_error_new (BH_ERROR, BH_ERROR_OFFLINE,
                      _ ("%s does not answer like a Bellhop server: check the address"),
                      self->server);
}

static void
copy_owner (GError *error, JsonObject *object)
{
  JsonObject *owner = bh_json_get_object (object, "owner");
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  if (owner == NULL)
    return;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", bh_json_get_string (owner, "id", NULL));
  bh_json_string (&json, "name", bh_json_get_string (owner, "name", NULL));
  bh_json_end_object (&json);
  text = bh_json_writer_steal (&json);
  bh_error_set_detail (error, "owner", text);
}

/* Which field is to blame, as the JSON text it came as. */
static void
copy_field (GError *error, JsonObject *object)
{
  const char *field = bh_json_get_string (object, "field", NULL);
  g_autofree char *text = field != NULL ? g_strdup_printf ("\"%s\"", field) : NULL;

  if (text != NULL)
    bh_error_set_detail (error, "field", text);
}

/* A text of the answer, as the JSON it came as. */
static void
copy_text (GError *error, JsonObject *object, const char *member, const char *detail)
{
  const char *value = bh_json_get_string (object, member, NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  if (value == NULL)
    return;

  bh_json_string (&json, NULL, value);
  text = bh_json_writer_steal (&json);
  bh_error_set_detail (error, detail, text);
}

/* What the daemon said went wrong, as the error it was over there. */
static GError *
read_refusal (BhcApi *self, SoupMessage *message, JsonObject *object)
{
  const char *code = object != NULL ? bh_json_get_string (object, "code", NULL) : NULL;
  const char *retry_after =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  JsonObject *owner = object != NULL ? bh_json_get_object (object, "owner") : NULL;
  const char *name = owner != NULL ? bh_json_get_string (owner, "name", NULL) : NULL;
  BhErrorCode parsed;
  GError *error;

  if (code == NULL)
    return not_bellhop (self, soup_message_get_status (message));

  parsed = bh_error_code_from_wire_name (code);
  if (parsed == BH_ERROR_CLAIMED && name != NULL)
    error = g_error_new (BH_ERROR, parsed, _ ("%s already has this conversation"), name);
  else
    {
      error = g_error_new_literal (BH_ERROR, parsed, bh_json_get_string (object, "error", code));
      bh_phrasebook_say_error (error);
    }

  copy_owner (error, object);
  copy_field (error, object);
  copy_text (error, object, "author_name", "author_name"); /* who answered meanwhile */
  copy_text (error, object, "error", "english");
  if (retry_after != NULL)
    {
      g_autofree char *seconds =
          g_strdup_printf ("%u", (guint) g_ascii_strtoull (retry_after, NULL, 10));

      bh_error_set_detail (error, "retry_after", seconds);
    }

  return error;
}

/* What the daemon answered as an object: nothing is an empty one, and plain text {"text":…}.
 * Returns: (transfer full) (nullable): it makes no sense */
static JsonNode *
read_object (SoupMessage *message, const char *text, gsize length)
{
  guint status = soup_message_get_status (message);
  const char *type =
      soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  g_autofree char *copy = NULL;
  JsonNode *node;

  if (status == SOUP_STATUS_NO_CONTENT || (status == SOUP_STATUS_ACCEPTED && length == 0))
    return bh_json_parse_object ("{}", 2, 2, NULL);
  if (g_strcmp0 (type, "text/plain") != 0)
    return length > 0 ? bh_json_parse_object (text, length, BHC_BODY_MAX, NULL) : NULL;

  copy = g_utf8_make_valid (text, (gssize) length);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, json_object_new ());
  json_object_set_string_member (json_node_get_object (node), "text", copy);
  return node;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcApi *self = g_task_get_source_object (task);
  SoupMessage *message = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bhc_body_read_finish (G_INPUT_STREAM (source), result, &error);
  guint status = soup_message_get_status (message);
  g_autoptr (JsonNode) root = NULL;
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    {
      g_task_return_error (task, bhc_api_explain (self, error, 0));
      return;
    }

  root = read_object (message, text, length);
  if (SOUP_STATUS_IS_SUCCESSFUL (status) && root != NULL)
    g_task_return_pointer (task, g_steal_pointer (&root), (GDestroyNotify) json_node_unref);
  else if (SOUP_STATUS_IS_SUCCESSFUL (status))
    g_task_return_error (task, not_bellhop (self, SOUP_STATUS_OK));
  else
    g_task_return_error (
        task, read_refusal (self, message, root != NULL ? json_node_get_object (root) : NULL));
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcApi *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (source), result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, bhc_api_explain (self, error, 0));
      return;
    }

  bhc_body_read_async (stream, bhc_api_get_cancellable (task), read_cb, task);
  g_steal_pointer (&task);
}

void
bhc_api_send_async (BhcApi *self,
                    const char *method,
                    const char *path,
                    const char *type,
                    GBytes *body,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GTask) task = NULL;
  SoupMessage *message;

  g_return_if_fail (BHC_IS_API (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, bhc_api_send_async);
  message = bhc_api_new_message (self, method, path);
  g_task_set_task_data (task, message, g_object_unref);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);

  soup_session_send_async (self->session, message, G_PRIORITY_DEFAULT,
                           bhc_api_get_cancellable (task), send_cb, task);
  g_steal_pointer (&task);
}

void
bhc_api_call_async (BhcApi *self,
                    const char *method,
                    const char *path,
                    const char *body,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  bhc_api_send_async (self, method, path, "application/json", bytes, cancellable, callback, data);
}

JsonNode *
bhc_api_call_finish (BhcApi *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
