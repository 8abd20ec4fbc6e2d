/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/files/bht-files.h"

#include "common/bh-id.h"

#include <string.h>
#include <unistd.h>

static BhtAnswer *
post (BhtDaemon *daemon,
      const char *side,
      const char *token,
      const char *conversation_id,
      const char *what,
      JsonBuilder *builder)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/%s/conversations/%s/%s", side, conversation_id, what);
  g_autoptr (JsonNode) node = json_builder_get_root (builder);
  g_autofree char *body = json_to_string (node, FALSE);

  return bht_call (daemon, "POST", path, token, NULL, body);
}

BhtAnswer *
bht_files_announce (BhtDaemon *daemon,
                    const char *side,
                    const char *token,
                    const char *conversation_id,
                    const char *id,
                    const char *name,
                    gsize size)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, (gint64) size);
  json_builder_end_object (builder);
  return post (daemon, side, token, conversation_id, "uploads", builder);
}

BhtAnswer *
bht_files_put_raw (BhtDaemon *daemon,
                   const char *path,
                   const char *token,
                   gconstpointer bytes,
                   gsize length)
{
  int fd = bht_connect (daemon);
  g_autofree char *head = g_strdup_printf (
      "PUT %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
      "Content-Type: application/octet-stream\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
      path, token, length);
  BhtAnswer *answer;

  bht_send (fd, head, -1);
  bht_send (fd, bytes, (gssize) length);
  answer = bht_receive (fd, FALSE);
  close (fd);
  return answer;
}

BhtAnswer *
bht_files_put (BhtDaemon *daemon,
               const char *side,
               const char *token,
               const char *id,
               gsize offset,
               gconstpointer bytes,
               gsize length)
{
  g_autofree char *path = g_strdup_printf ("/v1/%s/uploads/%s?offset=%zu", side, id, offset);

  return bht_files_put_raw (daemon, path, token, bytes, length);
}

char *
bht_files_upload (BhtDaemon *daemon,
                  const char *side,
                  const char *token,
                  const char *conversation_id,
                  const char *name,
                  gconstpointer bytes,
                  gsize length)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) announced =
      bht_files_announce (daemon, side, token, conversation_id, id, name, length);
  g_autoptr (BhtAnswer) put = bht_files_put (daemon, side, token, id, 0, bytes, length);

  if (announced->status != 201 || put->status != 201)
    g_error ("could not upload “%s”: %s %s", name, announced->body, put->body);
  return g_steal_pointer (&id);
}

BhtAnswer *
bht_files_say (BhtDaemon *daemon,
               const char *side,
               const char *token,
               const char *conversation_id,
               const char *body,
               const char *kind,
               const char *ids)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/%s/conversations/%s/messages", side, conversation_id);
  g_autofree char *id = bh_id_new ();
  g_autofree char *text =
      g_strdup_printf ("{\"id\":\"%s\",\"body\":\"%s\",\"kind\":\"%s\",\"attachments\":[%s]}", id,
                       body, kind != NULL ? kind : "text", ids);

  return bht_call (daemon, "POST", path, token, NULL, text);
}

void
bht_files_furnish (BhtDaemon *daemon, BhtTenant *tenant)
{
  g_autoptr (BhtAnswer) announced = NULL;
  g_autoptr (BhtAnswer) said = NULL;
  g_autofree char *quoted = NULL;

  tenant->file_id = bh_id_new ();
  announced = bht_files_announce (daemon, "widget", tenant->visitor_token, tenant->conversation_id,
                                  tenant->file_id, "list.txt", 100);
  g_assert_cmpuint (announced->status, ==, 201);
  tenant->attachment_id = bht_files_upload (daemon, "widget", tenant->visitor_token,
                                            tenant->conversation_id, "order.txt", "4711", 4);
  quoted = g_strdup_printf ("\"%s\"", tenant->attachment_id);
  said = bht_files_say (daemon, "widget", tenant->visitor_token, tenant->conversation_id, "", NULL,
                        quoted);
  g_assert_cmpuint (said->status, ==, 201);
}
