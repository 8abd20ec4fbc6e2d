/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/client/knowledge/bhc-ask.h"

#include "common/bh-error.h"
#include "common/bh-json-writer.h"

#include <glib/gi18n.h>

#define PREFIX "/v1/desk/"

struct _BhcAsk
{
  char *method;
  GString *path;
  gboolean has_query;
  BhJsonWriter body;
  GBytes *bytes; /* (nullable) */
};

BhcAsk *
bhc_ask_new (const char *method, const char *path, ...)
{
  BhcAsk *self = g_new0 (BhcAsk, 1);
  va_list arguments;

  self->method = g_strdup (method);
  self->path = g_string_new (PREFIX);
  va_start (arguments, path);
  g_string_append_vprintf (self->path, path, arguments);
  va_end (arguments);
  if (!g_str_equal (method, "GET") && !g_str_equal (method, "DELETE"))
    bh_json_begin_object (&self->body, NULL);

  return self;
}

void
bhc_ask_free (BhcAsk *self)
{
  g_free (self->method);
  g_string_free (self->path, TRUE);
  bh_json_writer_clear (&self->body);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

void
bhc_ask_add_query (BhcAsk *self, const char *name, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || *value == '\0')
    return;

  escaped = g_uri_escape_string (value, NULL, FALSE);
  g_string_append_printf (self->path, "%c%s=%s", self->has_query ? '&' : '?', name, escaped);
  self->has_query = TRUE;
}

void
bhc_ask_set_string (BhcAsk *self, const char *name, const char *value)
{
  if (value != NULL)
    bh_json_string (&self->body, name, value);
}

void
bhc_ask_set_int (BhcAsk *self, const char *name, gint64 value)
{
  bh_json_int (&self->body, name, value);
}

void
bhc_ask_begin_object (BhcAsk *self, const char *name)
{
  bh_json_begin_object (&self->body, name);
}

void
bhc_ask_end_object (BhcAsk *self)
{
  bh_json_end_object (&self->body);
}

void
bhc_ask_begin_array (BhcAsk *self, const char *name)
{
  bh_json_begin_array (&self->body, name);
}

void
bhc_ask_end_array (BhcAsk *self)
{
  bh_json_end_array (&self->body);
}

void
bhc_ask_set_bytes (BhcAsk *self, GBytes *bytes)
{
  self->bytes = g_bytes_ref (bytes);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  BhcSession *session = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = bhc_api_call_finish (BHC_API (source), result, &error);
  BhcAnswer *answer = NULL;

  if (root == NULL)
    bhc_session_note_error (session, error);
  else
    answer = bhc_answer_from_json (json_node_get_object (root), &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) bhc_answer_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The body as it travels.  Returns: (transfer full) (nullable) */
static GBytes *
take_body (BhcAsk *self)
{
  char *text;

  if (self->bytes != NULL)
    return g_bytes_ref (self->bytes);
  if (self->body.text == NULL)
    return NULL;

  bh_json_end_object (&self->body);
  text = bh_json_writer_steal (&self->body);
  return g_bytes_new_take (text, strlen (text));
}

void
bhc_ask_send_async (BhcSession *session,
                    BhcAsk *self,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_autoptr (BhcAsk) ask = self;
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, data);
  g_autoptr (GBytes) body = NULL;

  g_task_set_source_tag (task, bhc_ask_send_async);
  if (!bhc_session_is_connected (session))
    {
      g_task_return_new_error (task, BH_ERROR, BH_ERROR_OFFLINE,
                               _ ("there is no connection to the server: try again when there is"));
      return;
    }

  body = take_body (ask);
  bhc_api_send_async (bhc_session_get_api (session), ask->method, ask->path->str,
                      ask->bytes != NULL ? "application/octet-stream" : "application/json", body,
                      cancellable, asked_cb, g_steal_pointer (&task));
}

BhcAnswer *
bhc_ask_send_finish (BhcSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
