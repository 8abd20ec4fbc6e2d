/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/ai/ai-fixture.h"

#include "common/bh-id.h"
#include "server/store/bhd-seal.h"

#include <glib/gstdio.h>
#include <string.h>

void
ai_fixture_set_up (AiFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int file = g_file_open_tmp ("bhd-ai-XXXXXX", &fixture->key_file, NULL);

  g_assert_true (g_close (file, NULL));
  g_remove (fixture->key_file); /* the name is enough */
  bhd_seal_unlock (fixture->key_file);
  bhd_seal_ensure (&error);
  g_assert_no_error (error);
  shop_server_init (&fixture->shop);
  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "acme");
}

void
ai_fixture_tear_down (AiFixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
  shop_server_clear (&fixture->shop);
  bhd_seal_lock ();
  g_remove (fixture->key_file);
  g_free (fixture->key_file);
}

BhtAnswer *
ai_call (AiFixture *fixture, const char *method, const char *path, const char *body)
{
  g_autofree char *full = g_strconcat ("/v1/desk", path, NULL);

  return bht_call (fixture->daemon, method, full, fixture->tenant->owner_token, NULL, body);
}

JsonNode *
ai_get (AiFixture *fixture,
        const char *method,
        const char *path,
        const char *body,
        const char *name)
{
  g_autoptr (BhtAnswer) answer = ai_call (fixture, method, path, body);

  if (answer->status >= 300)
    g_error ("%s %s: %s", method, path, answer->body);
  g_assert_true (json_object_has_member (bht_answer_object (answer), name));
  return json_node_ref (json_object_get_member (bht_answer_object (answer), name));
}

char *
ai_add (AiFixture *fixture, const char *path, const char *members)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",%s}", id, members);
  g_autoptr (BhtAnswer) answer = ai_call (fixture, "POST", path, body);

  if (answer->status != 201)
    g_error ("%s: %s", path, answer->body);
  return g_steal_pointer (&id);
}

void
ai_assert_field (AiFixture *fixture,
                 const char *method,
                 const char *path,
                 const char *body,
                 const char *field)
{
  g_autoptr (BhtAnswer) answer = ai_call (fixture, method, path, body);

  bht_answer_assert_error (answer, 400, "invalid");
  g_assert_cmpstr (
      json_object_get_string_member_with_default (bht_answer_object (answer), "field", NULL), ==,
      field);
}

void
ai_assert_not_stored (AiFixture *fixture, const char *text)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->daemon->directory, 0, NULL);
  const char *name;
  gsize seen = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->daemon->directory, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &bytes, &length, NULL) &&
          memmem (bytes, length, text, strlen (text)) != NULL)
        g_error ("%s holds “%s”", name, text);
      seen += length;
    }
  g_assert_cmpuint (seen, >, 4096);
}
