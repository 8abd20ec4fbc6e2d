/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-wire.h"
#include "tests/browser/bht-browser.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

struct _BhtWire
{
  GInputStream *input;
  GSource *source;
  int write_fd;
  GByteArray *early;   /* bytes of a message that has not ended yet */
  GHashTable *answers; /* id → JsonObject of calls that wait, NULL until it is there */
  gint64 last_id;
  gboolean ended;
  BhtWireEvent event;
  gpointer data;
};

static const char *
member (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

static void
take_message (BhtWire *self, const char *text, gssize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *message;

  if (!json_parser_load_from_data (parser, text, length, &error))
    g_error ("the browser speaks no JSON: %s", error->message);

  message = json_node_get_object (json_parser_get_root (parser));
  if (json_object_has_member (message, "id"))
    {
      gint64 id = json_object_get_int_member (message, "id");

      if (g_hash_table_contains (self->answers, &id))
        g_hash_table_insert (self->answers, g_memdup2 (&id, sizeof id), json_object_ref (message));
      return;
    }
  if (json_object_has_member (message, "params"))
    self->event (member (message, "sessionId"), member (message, "method"),
                 json_object_get_object_member (message, "params"), self->data);
}

/* Messages may make calls of their own, so each is cut off before it is taken. */
static void
take_messages (BhtWire *self)
{
  guint8 *end;

  while ((end = memchr (self->early->data, '\0', self->early->len)) != NULL)
    {
      gsize length = end - self->early->data;
      g_autofree char *text = g_strndup ((const char *) self->early->data, length);

      g_byte_array_remove_range (self->early, 0, length + 1);
      take_message (self, text, length);
      if (self->early->len == 0)
        break;
    }
}

static gboolean
readable_cb (GObject *stream, gpointer data)
{
  BhtWire *self = data;
  guint8 bytes[65536];
  gssize got = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (stream), bytes,
                                                         sizeof bytes, NULL, NULL);

  if (got <= 0)
    {
      self->ended = got == 0;
      return !self->ended;
    }
  g_byte_array_append (self->early, bytes, got);
  take_messages (self);
  return G_SOURCE_CONTINUE;
}

static void
answer_free (gpointer answer)
{
  if (answer != NULL)
    json_object_unref (answer);
}

BhtWire *
bht_wire_new (int read_fd, int write_fd, BhtWireEvent event, gpointer data)
{
  BhtWire *self = g_new0 (BhtWire, 1);

  self->input = g_unix_input_stream_new (read_fd, TRUE);
  self->write_fd = write_fd;
  self->early = g_byte_array_new ();
  self->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, answer_free);
  self->event = event;
  self->data = data;
  self->source =
      g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (self->input), NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->source, NULL);
  return self;
}

void
bht_wire_free (BhtWire *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->input);
  close (self->write_fd);
  g_byte_array_unref (self->early);
  g_hash_table_unref (self->answers);
  g_free (self);
}

static void
write_all (BhtWire *self, const char *text)
{
  gsize left = strlen (text) + 1;

  while (left > 0)
    {
      gssize written = write (self->write_fd, text, left);

      if (written < 0 && errno != EINTR)
        {
          self->ended = TRUE;
          return;
        }
      text += MAX (written, 0);
      left -= MAX (written, 0);
    }
}

static gint64
send_message (BhtWire *self, const char *session, const char *method, const char *params)
{
  g_autoptr (GString) text = g_string_new (NULL);

  self->last_id++;
  g_string_append_printf (text, "{\"id\":%" G_GINT64_FORMAT ",\"method\":\"%s\",\"params\":%s",
                          self->last_id, method, params);
  if (session != NULL && *session != '\0')
    g_string_append_printf (text, ",\"sessionId\":\"%s\"", session);
  g_string_append_c (text, '}');
  write_all (self, text->str);
  return self->last_id;
}

void
bht_wire_say (BhtWire *self, const char *session, const char *method, const char *params)
{
  send_message (self, session, method, params);
}

static JsonObject *
wait_for_answer (BhtWire *self, gint64 id)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;
  JsonObject *answer;

  while ((answer = g_hash_table_lookup (self->answers, &id)) == NULL)
    {
      if (self->ended || g_get_monotonic_time () > deadline)
        return NULL;
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
  return answer;
}

JsonObject *
bht_wire_call (BhtWire *self,
               const char *session,
               GError **error,
               const char *method,
               const char *params,
               ...)
{
  g_autofree char *text = NULL;
  JsonObject *answer, *result = NULL;
  va_list arguments;
  gint64 id;

  va_start (arguments, params);
  text = g_strdup_vprintf (params, arguments);
  va_end (arguments);

  id = self->last_id + 1;
  g_hash_table_insert (self->answers, g_memdup2 (&id, sizeof id), NULL);
  send_message (self, session, method, text);
  answer = wait_for_answer (self, id);
  if (answer == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the browser did not answer %s", method);
  else if (json_object_has_member (answer, "error"))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", method,
                 member (json_object_get_object_member (answer, "error"), "message"));
  else
    result = json_object_ref (json_object_get_object_member (answer, "result"));

  g_hash_table_remove (self->answers, &id);
  return result;
}
