/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "server/desk/ai/bhd-tool-registry.h"
#include "server/store/bhd-seal.h"
#include "tests/desk/ai/sealing.h"

#include <string.h>

#define SECRET "Bearer very-secret-0815"
#define HEADERS "{\"Authorization\":\"" SECRET "\",\"X-Shop\":\"7\"}"

static const BhdToolChange order = {
  .name = "find_order",
  .description = "Find an order",
  .url = "https://shop.example/orders/{id}",
  .headers = HEADERS,
};

static BhdToolRow *
create (DeskFixture *fixture, const char *id, const BhdToolChange *wanted)
{
  gboolean created;

  return bhd_tool_registry_create (&fixture->turn, fixture->ada->organization_id, id, wanted,
                                   &created, &fixture->error);
}

static char *
add (DeskFixture *fixture, const BhdToolChange *wanted)
{
  char *id = bh_id_new ();
  g_autoptr (BhdToolRow) row = create (fixture, id, wanted);

  g_assert_no_error (fixture->error);
  g_assert_nonnull (row);
  return id;
}

static BhdToolRow *
change (DeskFixture *fixture, const char *id, const BhdToolChange *wanted)
{
  return bhd_tool_registry_change (&fixture->turn, fixture->ada->organization_id, id, wanted,
                                   &fixture->error);
}

static BhdToolRow *
find (DeskFixture *fixture, const char *id)
{
  BhdToolRow *row =
      bhd_tool_registry_find (&fixture->turn, fixture->ada->organization_id, id, &fixture->error);

  g_assert_no_error (fixture->error);
  return row;
}

static void
assert_refused (DeskFixture *fixture, const BhdToolChange *wanted, const char *field)
{
  g_autofree char *id = bh_id_new ();
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", field);
  g_autoptr (BhdToolRow) row = create (fixture, id, wanted);

  g_assert_null (row);
  g_assert_cmpstr (bh_error_get_detail (fixture->error, "field"), ==, quoted);
  g_assert_null (strstr (fixture->error->message, "secret"));
  desk_assert_error (fixture, BH_ERROR_INVALID);
}

static void
test_sealed (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, &order);
  g_autoptr (BhdToolRow) row = find (fixture, id);
  char *headers = bhd_tool_registry_open_headers (row, &fixture->error);

  g_assert_cmpstr (headers, ==, HEADERS);
  g_assert_null (strstr (row->headers, "secret"));
  g_assert_cmpstr (row->header_names, ==, "[\"Authorization\",\"X-Shop\"]");
  bhd_secret_free (headers);
}

static void
test_defaults (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, &order);
  g_autoptr (BhdToolRow) row = find (fixture, id);

  g_assert_cmpint (row->timeout_ms, ==, 10000);
  g_assert_cmpstr (row->method, ==, "GET");
  g_assert_true (row->enabled);
  g_assert_false (row->confirm);
}

static void
test_headers_kept_and_removed (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, &order);
  const BhdToolChange rename = { .name = "look_up" };
  const BhdToolChange remove = { .headers = "" };
  g_autoptr (BhdToolRow) renamed = change (fixture, id, &rename);
  g_autoptr (BhdToolRow) removed = change (fixture, id, &remove);

  g_assert_nonnull (renamed->headers);
  g_assert_null (removed->headers);
  g_assert_cmpstr (removed->header_names, ==, "[]");
}

static void
test_headers_stay_at_their_host (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, &order);
  const BhdToolChange path = { .url = "https://shop.example/v2/orders/{id}" };
  const BhdToolChange host = { .url = "https://evil.example/orders/{id}" };
  g_autoptr (BhdToolRow) near = change (fixture, id, &path);
  g_autoptr (BhdToolRow) far = change (fixture, id, &host);

  g_assert_nonnull (near->headers);
  g_assert_null (far->headers);
}

static void
test_names (DeskFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "", "two words", "1st", "search", "Escalate", "naïve", "a.b" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const BhdToolChange wanted = { .name = bad[i], .url = "https://x.example/" };

      assert_refused (fixture, &wanted, "name");
    }
}

static void
test_bad_headers (DeskFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = {
    "{\"Bad Name\":\"secret\"}",
    "{\"Host\":\"secret\"}",
    "{\"content-length\":\"secret\"}",
    "{\"X\":\"secret\\r\\nY: 1\"}",
    "{\"X\":7}",
    "{\"X\":\"secret\",\"x\":\"secret\"}",
    "{\"\":\"secret\"}",
    "{\"X\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const BhdToolChange wanted = { .name = "t", .url = "https://x.example/", .headers = bad[i] };

      assert_refused (fixture, &wanted, "headers");
    }
}

static void
test_same_name (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *first = add (fixture, &order);
  g_autofree char *id = bh_id_new ();
  g_autoptr (BhdToolRow) row = create (fixture, id, &order);

  g_assert_null (row);
  desk_assert_error (fixture, BH_ERROR_CONFLICT);
}

static gboolean
refuse (const BhdToolRow *row, GError **error)
{
  g_assert_cmpstr (row->url, ==, order.url); /* as it would be, not only what changes */
  g_set_error (error, BH_ERROR, BH_ERROR_INVALID, "no");
  return FALSE;
}

static void
test_checked (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, &order);
  const BhdToolChange wanted = { .description = "other", .check = refuse };
  g_autoptr (BhdToolRow) row = change (fixture, id, &wanted);

  g_assert_null (row);
  desk_assert_error (fixture, BH_ERROR_INVALID);
}

static void
test_enabled_only (DeskFixture *fixture, gconstpointer unused)
{
  const gboolean no = FALSE;
  const BhdToolChange off = { .enabled = &no };
  g_autofree char *id = add (fixture, &order);
  g_autoptr (BhdToolRow) row = change (fixture, id, &off);
  const char *acme = fixture->ada->organization_id;
  g_autoptr (GPtrArray) all = bhd_tool_registry_list (&fixture->turn, acme, FALSE, &fixture->error);
  g_autoptr (GPtrArray) some = bhd_tool_registry_list (&fixture->turn, acme, TRUE, &fixture->error);

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpuint (some->len, ==, 0);
}

static void
test_others (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, &order);
  const char *rival = fixture->eve->organization_id;
  g_autoptr (GPtrArray) list =
      bhd_tool_registry_list (&fixture->turn, rival, FALSE, &fixture->error);

  g_assert_cmpuint (list->len, ==, 0);
  g_assert_null (bhd_tool_registry_find (&fixture->turn, rival, id, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_tool_registry_delete (&fixture->turn, rival, id, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SEALING_TEST ("/desk/ai/tools/headers-are-sealed-and-their-names-shown", test_sealed);
  SEALING_TEST ("/desk/ai/tools/wait-ten-seconds-and-read-unless-told", test_defaults);
  SEALING_TEST ("/desk/ai/tools/headers-stay-until-they-are-removed",
                test_headers_kept_and_removed);
  SEALING_TEST ("/desk/ai/tools/headers-do-not-follow-to-another-host",
                test_headers_stay_at_their_host);
  SEALING_TEST ("/desk/ai/tools/a-name-is-one-every-model-takes", test_names);
  SEALING_TEST ("/desk/ai/tools/headers-that-split-a-request-are-refused", test_bad_headers);
  SEALING_TEST ("/desk/ai/tools/two-cannot-have-one-name", test_same_name);
  SEALING_TEST ("/desk/ai/tools/are-checked-as-they-would-be", test_checked);
  SEALING_TEST ("/desk/ai/tools/the-agent-sees-those-that-are-on", test_enabled_only);
  SEALING_TEST ("/desk/ai/tools/others-are-not-found", test_others);
  return g_test_run ();
}
