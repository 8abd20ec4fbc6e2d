/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi-private.h"
#include "tests/http/bht-client.h"

#include <string.h>

/* The description of the API, asked of a running daemon. */

typedef struct
{
  BhtDaemon *daemon;
  BhtAnswer *answer;
  JsonObject *root;
} Fixture;

static const char *const loopback[] = { "127.0.0.1", NULL };
static const BhdHttpConfig plain = { 0 };
static const BhdHttpConfig behind_proxy = { .trusted_proxies = loopback };

#define BEHIND_TLS "X-Forwarded-Proto: https\r\n"

static void
set_up (Fixture *fixture, gconstpointer config)
{
  fixture->daemon = bht_daemon_new (config);
  fixture->answer = bht_call (fixture->daemon, "GET", "/v1/openapi.json", NULL, BEHIND_TLS, NULL);
  fixture->root = bht_answer_object (fixture->answer);
}

static void
tear_down (Fixture *fixture, gconstpointer config)
{
  bht_answer_free (fixture->answer);
  bht_daemon_free (fixture->daemon);
}

static const char *
server_url (Fixture *fixture)
{
  JsonArray *servers = json_object_get_array_member (fixture->root, "servers");

  return json_object_get_string_member (json_array_get_object_element (servers, 0), "url");
}

static void
test_names_the_host (Fixture *fixture, gconstpointer config)
{
  g_assert_cmpuint (fixture->answer->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (fixture->root, "openapi"), ==, "3.1.0");
  g_assert_cmpstr (server_url (fixture), ==, "http://localhost");
}

static void
test_believes_a_trusted_proxy (Fixture *fixture, gconstpointer config)
{
  g_assert_cmpstr (server_url (fixture), ==, "https://localhost");
}

/* Returns: (nullable) */
static JsonObject *
operation (Fixture *fixture, const BhdRoute *route)
{
  JsonObject *paths = json_object_get_object_member (fixture->root, "paths");
  g_autofree char *path = bhd_openapi_path (route->path);
  g_autofree char *method = g_ascii_strdown (route->method, -1);
  JsonObject *item =
      json_object_has_member (paths, path) ? json_object_get_object_member (paths, path) : NULL;

  return item != NULL && json_object_has_member (item, method)
             ? json_object_get_object_member (item, method)
             : NULL;
}

static void
test_holds_every_route (Fixture *fixture, gconstpointer config)
{
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    {
      g_test_message ("%s %s", (*route)->method, (*route)->path);
      g_assert_true ((operation (fixture, *route) == NULL) == ((*route)->who == BHD_LOCAL));
    }
}

static void
test_operations_have_names (Fixture *fixture, gconstpointer config)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    {
      g_test_message ("%s %s: another route has its name", (*route)->method, (*route)->path);
      if ((*route)->who != BHD_LOCAL)
        g_assert_true (g_hash_table_add (names, bhd_openapi_operation_id (*route)));
    }
}

/* See the table in bhd-openapi-names.c. */
static void
test_operations_have_tags (Fixture *fixture, gconstpointer config)
{
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    if ((*route)->who != BHD_LOCAL && bhd_openapi_tag ((*route)->path) == NULL)
      g_test_fail_printf ("%s fits no tag", (*route)->path);
}

/* See the table in bhd-openapi-security.c. */
static void
test_operations_name_their_credential (Fixture *fixture, gconstpointer config)
{
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    {
      JsonObject *found = operation (fixture, *route);
      gboolean open = (*route)->who == BHD_ANYONE;

      g_test_message ("%s %s", (*route)->method, (*route)->path);
      if (found != NULL)
        g_assert_true ((json_array_get_length (json_object_get_array_member (found, "security")) ==
                        0) == open);
    }
}

static void
test_bounds_are_told (Fixture *fixture, gconstpointer config)
{
  g_autofree char *text = json_to_string (json_object_get_member (fixture->root, "paths"), FALSE);

  g_assert_nonnull (strstr (text, "\"maxLength\":4000"));
  g_assert_nonnull (strstr (text, "\"enum\":[\"text\",\"note\",null]"));
}

static void
add (const char *path, const BhdHttpConfig *config, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, config, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/http/description/names-the-host", &plain, test_names_the_host);
  add ("/http/description/believes-a-trusted-proxy", &behind_proxy, test_believes_a_trusted_proxy);
  add ("/http/description/holds-every-route", &plain, test_holds_every_route);
  add ("/http/description/operations-have-names", &plain, test_operations_have_names);
  add ("/http/description/operations-have-tags", &plain, test_operations_have_tags);
  add ("/http/description/operations-name-their-credential", &plain,
       test_operations_name_their_credential);
  add ("/http/description/bounds-are-told", &plain, test_bounds_are_told);
  return g_test_run ();
}
