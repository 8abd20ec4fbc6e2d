/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/bht-client.h"
#include "tests/bht-patience.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void
bht_answer_free (BhtAnswer *self)
{
  g_free (self->head);
  g_free (self->body);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self);
}

char *
bht_answer_header (const BhtAnswer *self, const char *name)
{
  g_autofree char *wanted = g_strdup_printf ("\r\n%s: ", name);
  const char *found = strstr (self->head, wanted);

  if (found == NULL)
    return NULL;
  found += strlen (wanted);
  return g_strndup (found, strcspn (found, "\r"));
}

JsonObject *
bht_answer_object (const BhtAnswer *self)
{
  g_assert_nonnull (self->json);
  return json_node_get_object (self->json);
}

const char *
bht_answer_code (const BhtAnswer *self)
{
  return self->json != NULL && JSON_NODE_HOLDS_OBJECT (self->json)
             ? json_object_get_string_member_with_default (bht_answer_object (self), "code", "")
             : "";
}

void
bht_answer_assert_error (const BhtAnswer *self, guint status, const char *code)
{
  g_autofree char *id = bht_answer_header (self, "X-Request-Id");
  g_autofree char *type = bht_answer_header (self, "Content-Type");
  g_autofree char *sniff = bht_answer_header (self, "X-Content-Type-Options");

  if (self->status != status)
    g_test_message ("%s%s", self->head, self->body);
  g_assert_cmpuint (self->status, ==, status);
  g_assert_cmpstr (bht_answer_code (self), ==, code);
  g_assert_cmpstr (type, ==, "application/json; charset=utf-8");
  g_assert_cmpstr (sniff, ==, "nosniff");
  g_assert_nonnull (id);
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (self), "request_id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (bht_answer_object (self), "error"), !=, "");
}

static void
be_patient (int fd)
{
  struct timeval patience = { BHT_PATIENCE_S, 0 };

  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

int
bht_connect (BhtDaemon *daemon)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (daemon->port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  be_patient (fd);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

int
bht_connect_local (BhtDaemon *daemon)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, daemon->local_socket, sizeof address.sun_path);
  be_patient (fd);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

/* A refused client may be cut off while it still sends: that is no failure of the test. */
void
bht_send (int fd, const char *bytes, gssize length)
{
  gsize left = length >= 0 ? (gsize) length : strlen (bytes);

  while (left > 0)
    {
      gssize n = send (fd, bytes, left, MSG_NOSIGNAL);

      if (n <= 0)
        return;
      bytes += n;
      left -= (gsize) n;
    }
}

static char *
receive_head (int fd)
{
  GString *head = g_string_new (NULL);
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n") && recv (fd, &byte, 1, 0) == 1)
    g_string_append_c (head, byte);
  return g_string_free (head, FALSE);
}

static char *
receive_body (int fd, gsize length)
{
  char *body = g_malloc0 (length + 1);
  gsize n = 0;

  while (n < length)
    {
      gssize step = recv (fd, body + n, length - n, 0);

      if (step <= 0)
        break;
      n += (gsize) step;
    }
  return body;
}

/* A body whose length is told piece by piece; without the last piece it is what has come. */
static char *
receive_chunks (int fd)
{
  GString *body = g_string_new (NULL);
  gsize size = 1;

  while (size > 0)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *chunk = NULL;
      char byte;

      while (!g_str_has_suffix (line->str, "\r\n") && recv (fd, &byte, 1, 0) == 1)
        g_string_append_c (line, byte);
      size = (gsize) g_ascii_strtoull (line->str, NULL, 16);
      chunk = receive_body (fd, size + 2);
      g_string_append_len (body, chunk, (gssize) MIN (strlen (chunk), size));
    }
  return g_string_free (body, FALSE);
}

BhtAnswer *
bht_receive (int fd, gboolean head_only)
{
  BhtAnswer *self = g_new0 (BhtAnswer, 1);
  g_autofree char *length = NULL;
  g_autofree char *encoding = NULL;

  self->head = receive_head (fd);
  if (sscanf (self->head, "HTTP/1.1 %u", &self->status) != 1)
    sscanf (self->head, "HTTP/1.0 %u", &self->status);
  length = bht_answer_header (self, "Content-Length");
  encoding = bht_answer_header (self, "Transfer-Encoding");
  if (encoding != NULL)
    {
      self->body = receive_chunks (fd);
      return self;
    }
  self->body = receive_body (
      fd, length != NULL && !head_only ? (gsize) g_ascii_strtoull (length, NULL, 10) : 0);
  if (self->body[0] == '{')
    self->json = json_from_string (self->body, NULL);
  return self;
}

gboolean
bht_is_closed (int fd)
{
  char byte;

  return recv (fd, &byte, 1, 0) <= 0;
}

static BhtAnswer *
call (int fd,
      const char *method,
      const char *path,
      const char *token,
      const char *headers,
      const char *body)
{
  g_autoptr (GString) request = g_string_new (NULL);
  BhtAnswer *answer;

  g_string_append_printf (request, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
                          method, path);
  if (token != NULL)
    g_string_append_printf (request, "Authorization: Bearer %s\r\n", token);
  if (headers != NULL)
    g_string_append (request, headers);
  if (body != NULL)
    g_string_append_printf (request, "Content-Length: %zu\r\n", strlen (body));
  g_string_append_printf (request, "\r\n%s", body != NULL ? body : "");

  bht_send (fd, request->str, (gssize) request->len);
  answer = bht_receive (fd, strcmp (method, "HEAD") == 0);
  close (fd);
  return answer;
}

BhtAnswer *
bht_call (BhtDaemon *daemon,
          const char *method,
          const char *path,
          const char *token,
          const char *headers,
          const char *body)
{
  return call (bht_connect (daemon), method, path, token, headers, body);
}

BhtAnswer *
bht_call_local (BhtDaemon *daemon, const char *method, const char *path, const char *body)
{
  return call (bht_connect_local (daemon), method, path, NULL, NULL, body);
}
