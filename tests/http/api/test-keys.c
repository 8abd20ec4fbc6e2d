/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/api/bhd-api-keys.h"
#include "tests/http/bht-client.h"

#include <string.h>

typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = bht_daemon_new (NULL);
  fixture->tenant = bht_daemon_add_tenant (fixture->daemon, "alpha");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bht_tenant_free (fixture->tenant);
  bht_daemon_free (fixture->daemon);
}

static BhtAnswer *
make (Fixture *fixture, const char *id, const char *kind)
{
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"kind\":\"%s\",\"name\":\"Shop\"}", id, kind);

  return bht_call (fixture->daemon, "POST", "/v1/desk/keys", fixture->tenant->owner_token, NULL,
                   body);
}

static guint
look_with (Fixture *fixture, const char *headers)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/widget/key", NULL, headers, NULL);

  return answer->status;
}

static guint
look (Fixture *fixture, const char *key)
{
  g_autofree char *header = g_strdup_printf ("X-Api-Key: %s\r\n", key);

  return look_with (fixture, header);
}

static void
test_is_told_once (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) made = make (fixture, id, "widget");
  g_autoptr (BhtAnswer) again = make (fixture, id, "widget");
  g_autoptr (BhtAnswer) list =
      bht_call (fixture->daemon, "GET", "/v1/desk/keys", fixture->tenant->owner_token, NULL, NULL);
  const char *secret = json_object_get_string_member (bht_answer_object (made), "secret");

  g_assert_cmpint (made->status, ==, 201);
  g_assert_true (g_str_has_prefix (secret, "bhw_"));
  g_assert_cmpint (strlen (secret), >=, 24);
  bht_answer_assert_error (again, 409, "conflict");
  g_assert_nonnull (strstr (list->body, id));
  g_assert_null (strstr (list->body, secret));
}

static void
test_admin_key_looks_different (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhtAnswer) made = make (fixture, id, "admin");
  JsonObject *key = json_object_get_object_member (bht_answer_object (made), "key");
  const char *secret = json_object_get_string_member (bht_answer_object (made), "secret");

  g_assert_true (g_str_has_prefix (secret, "bha_"));
  g_assert_cmpint (strlen (json_object_get_string_member (key, "prefix")), ==, 8);
  g_assert_true (g_str_has_prefix (secret, json_object_get_string_member (key, "prefix")));
}

static gpointer
read_hashes (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (GPtrArray) keys = bhd_api_keys_list (turn, fixture->tenant->organization_id, error);

  for (guint i = 0; i < keys->len; i++)
    {
      const BhdApiKeyRow *row = g_ptr_array_index (keys, i);

      g_assert_null (strstr (row->secret_hash, fixture->tenant->widget_key + 4));
      g_assert_cmpint (strlen (row->secret_hash), ==, 64);
    }
  return NULL;
}

static void
test_is_kept_as_a_hash (Fixture *fixture, gconstpointer data)
{
  bht_daemon_write (fixture->daemon, read_hashes, fixture);
}

static void
test_opens_its_organisation (Fixture *fixture, gconstpointer data)
{
  g_autofree char *header = g_strdup_printf ("X-Api-Key: %s\r\n", fixture->tenant->widget_key);
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/widget/key", NULL, header, NULL);
  JsonObject *organization =
      json_object_get_object_member (bht_answer_object (answer), "organization");

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (json_object_get_string_member (organization, "slug"), ==, "alpha");
}

static void
test_revoked_opens_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/keys/%s", fixture->tenant->key_id);
  g_autoptr (BhtAnswer) gone = NULL;
  g_autoptr (BhtAnswer) twice = NULL;

  g_assert_cmpint (look (fixture, fixture->tenant->widget_key), ==, 200);
  gone = bht_call (fixture->daemon, "DELETE", path, fixture->tenant->owner_token, NULL, NULL);
  twice = bht_call (fixture->daemon, "DELETE", path, fixture->tenant->owner_token, NULL, NULL);
  g_assert_cmpint (gone->status, ==, 204);
  g_assert_cmpint (twice->status, ==, 204);
  g_assert_cmpint (look (fixture, fixture->tenant->widget_key), ==, 401);
}

static void
test_one_kind_is_not_the_other (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (look (fixture, fixture->tenant->admin_key), ==, 401);
}

static void
test_same_beginning_is_not_enough (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nearly = g_strdup (fixture->tenant->widget_key);

  nearly[20] = nearly[20] == 'a' ? 'b' : 'a';
  g_assert_cmpint (look (fixture, nearly), ==, 401);
  nearly[8] = '\0';
  g_assert_cmpint (look (fixture, nearly), ==, 401);
}

static void
test_first_header_counts (Fixture *fixture, gconstpointer data)
{
  const char *good = fixture->tenant->widget_key;
  g_autofree char *second = g_strdup_printf ("X-Widget-Api-Key: %s\r\n", good);
  g_autofree char *wrong = g_strdup_printf ("X-Widget-Api-Key: %s\r\nX-Api-Key: no\r\n", good);
  g_autofree char *right = g_strdup_printf ("X-Widget-Api-Key: no\r\nX-Api-Key: %s\r\n", good);

  g_assert_cmpint (look_with (fixture, second), ==, 200);
  g_assert_cmpint (look_with (fixture, wrong), ==, 401);
  g_assert_cmpint (look_with (fixture, right), ==, 200);
}

static gpointer
read_use (BhdTurn *turn, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (BhdApiKeyRow) row = bhd_api_key_rows_find (turn->db, fixture->tenant->organization_id,
                                                        fixture->tenant->key_id, error);

  return g_memdup2 (&row->last_used_us, sizeof row->last_used_us);
}

static void
test_use_is_noted_once_an_hour (Fixture *fixture, gconstpointer data)
{
  g_autofree gint64 *first = NULL;
  g_autofree gint64 *second = NULL;

  look (fixture, fixture->tenant->widget_key);
  first = bht_daemon_write (fixture->daemon, read_use, fixture);
  look (fixture, fixture->tenant->widget_key);
  second = bht_daemon_write (fixture->daemon, read_use, fixture);
  g_assert_cmpint (*first, >, 0);
  g_assert_cmpint (*first, ==, *second);
}

static void
test_agents_make_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer =
      bht_call (fixture->daemon, "GET", "/v1/desk/keys", fixture->tenant->agent_token, NULL, NULL);

  bht_answer_assert_error (answer, 403, "forbidden");
}

static void
test_guesses_are_counted (Fixture *fixture, gconstpointer data)
{
  Fixture strict = { bht_daemon_new (&(BhdHttpConfig){ .rate_scale = 1 }), NULL };
  guint status = 401;

  for (guint i = 0; i < 40 && status == 401; i++)
    {
      g_autofree char *guess = g_strdup_printf ("bhw_%039u", i);

      status = look (&strict, guess);
    }
  g_assert_cmpint (status, ==, 429);
  bht_daemon_free (strict.daemon);
}

static void
test_the_administrator_makes_them (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhtAnswer) made =
      bht_call_local (fixture->daemon, "POST", "/v1/ctl/organizations/alpha/keys",
                      "{\"kind\":\"widget\",\"name\":\"Shop\"}");
  const char *secret = json_object_get_string_member (bht_answer_object (made), "secret");

  g_assert_cmpint (made->status, ==, 201);
  g_assert_cmpint (look (fixture, secret), ==, 200);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "is-told-once", test_is_told_once },
    { "admin-key-looks-different", test_admin_key_looks_different },
    { "is-kept-as-a-hash", test_is_kept_as_a_hash },
    { "opens-its-organisation", test_opens_its_organisation },
    { "revoked-opens-nothing", test_revoked_opens_nothing },
    { "one-kind-is-not-the-other", test_one_kind_is_not_the_other },
    { "same-beginning-is-not-enough", test_same_beginning_is_not_enough },
    { "first-header-counts", test_first_header_counts },
    { "use-is-noted-once-an-hour", test_use_is_noted_once_an_hour },
    { "agents-make-none", test_agents_make_none },
    { "guesses-are-counted", test_guesses_are_counted },
    { "the-administrator-makes-them", test_the_administrator_makes_them },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/http/keys/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
