/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-json-reader.h"
#include "server/desk/bhd-deliveries.h"
#include "server/store/bhd-seal.h"
#include "tests/desk/desk-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define LEASE BH_MINUTE

static const BhdDeliveryBusy nobody = { NULL };

static void
set_webhook (DeskFixture *fixture, const char *organization)
{
  const BhdOrganizationChange change = { .webhook_url = "https://hook.example/" };
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&fixture->turn, organization, &change, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
want_person (DeskFixture *fixture)
{
  g_autoptr (BhConversation) conversation =
      bhd_conversations_want_person (&fixture->turn, fixture->ada, fixture->id, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
insert (DeskFixture *fixture, const char *organization_id, const char *body)
{
  bhd_delivery_rows_insert (fixture->db, organization_id, "https://hook.example/", body,
                            fixture->turn.now_us, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
take (DeskFixture *fixture, const BhdDeliveryBusy busy, BhdErrand *errand)
{
  bhd_deliveries_take (&fixture->turn, busy, LEASE, errand, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
assert_taken (DeskFixture *fixture, const BhdDeliveryBusy busy, const char *body)
{
  g_auto (BhdErrand) errand = { NULL };

  take (fixture, busy, &errand);
  g_assert_cmpstr (errand.delivery != NULL ? errand.delivery->body : NULL, ==, body);
}

static void
test_payload (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (BhdErrand) errand = { NULL };
  g_autoptr (BhConversation) look = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body = NULL;

  set_webhook (fixture, "acme");
  want_person (fixture);
  take (fixture, nobody, &errand);
  g_assert_cmpstr (errand.delivery->url, ==, "https://hook.example/");
  root = bh_json_parse_object (errand.delivery->body, strlen (errand.delivery->body), 4096, NULL);
  body = json_node_get_object (root);
  look = desk_look (fixture);
  g_assert_cmpstr (bh_json_get_string (body, "event", NULL), ==, "handoff.created");
  g_assert_cmpstr (bh_json_get_string (body, "handoffId", NULL), ==, look->handoff_id);
  g_assert_cmpstr (bh_json_get_string (body, "appSlug", NULL), ==, "acme");
  g_assert_cmpstr (bh_json_get_string (body, "sessionId", NULL), ==, fixture->id);
  g_assert_cmpstr (bh_json_get_string (body, "reason", NULL), ==, "user_requested");
  g_assert_cmpstr (bh_json_get_string (body, "priority", NULL), ==, "normal");
  g_assert_cmpstr (bh_json_get_string (body, "timestamp", NULL), ==, "2023-11-14T22:13:20.000000Z");
  g_assert_cmpuint (fixture->turn.wakes & BHD_WAKE_COURIER, !=, 0);
}

static void
test_no_webhook (DeskFixture *fixture, gconstpointer unused)
{
  want_person (fixture);
  assert_taken (fixture, nobody, NULL);
  g_assert_cmpuint (fixture->turn.wakes & BHD_WAKE_COURIER, ==, 0);
}

static void
test_lease (DeskFixture *fixture, gconstpointer unused)
{
  insert (fixture, fixture->ada->organization_id, "a");
  assert_taken (fixture, nobody, "a");
  assert_taken (fixture, nobody, NULL);
  desk_wait (fixture, LEASE);
  assert_taken (fixture, nobody, "a");
}

static void
test_busy (DeskFixture *fixture, gconstpointer unused)
{
  const BhdDeliveryBusy busy = { NULL, fixture->ada->organization_id };

  insert (fixture, fixture->ada->organization_id, "acme 1");
  insert (fixture, fixture->ada->organization_id, "acme 2");
  insert (fixture, fixture->eve->organization_id, "rival");
  assert_taken (fixture, busy, "rival");
  assert_taken (fixture, busy, NULL);
  assert_taken (fixture, nobody, "acme 1");
}

/* Takes what is due and reports a failure.  Returns: when the next attempt is due, 0: never. */
static gint64
fail_once (DeskFixture *fixture)
{
  g_auto (BhdErrand) errand = { NULL };
  g_auto (BhdErrand) next = { NULL };

  take (fixture, nobody, &errand);
  g_assert_nonnull (errand.delivery);
  bhd_deliveries_report (&fixture->turn, errand.delivery, "no", &fixture->error);
  g_assert_no_error (fixture->error);
  take (fixture, nobody, &next);
  g_assert_null (next.delivery);
  return next.next_due_us;
}

static void
test_backoff (DeskFixture *fixture, gconstpointer unused)
{
  gint64 pause = 0;
  guint attempts = 0;

  insert (fixture, fixture->ada->organization_id, "a");
  while (TRUE)
    {
      gint64 due_us = fail_once (fixture);

      attempts++;
      if (due_us == 0)
        break;
      g_assert_true (due_us - fixture->turn.now_us >= pause || due_us == NOW + 24 * BH_HOUR);
      pause = due_us - fixture->turn.now_us;
      desk_wait (fixture, pause);
    }
  g_assert_cmpint (fixture->turn.now_us, ==, NOW + 24 * BH_HOUR);
  g_assert_cmpuint (attempts, ==, 11);
}

static void
test_delivered (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (BhdErrand) errand = { NULL };

  insert (fixture, fixture->ada->organization_id, "a");
  take (fixture, nobody, &errand);
  bhd_deliveries_report (&fixture->turn, errand.delivery, NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  desk_wait (fixture, 24 * BH_HOUR);
  assert_taken (fixture, nobody, NULL);
}

static char *
find_key (void)
{
  char *path = NULL;
  int file = g_file_open_tmp ("bhd-deliveries-XXXXXX", &path, NULL);

  g_assert_true (g_close (file, NULL));
  g_remove (path); /* the name is enough */
  bhd_seal_unlock (path);
  return path;
}

static void
test_secret (DeskFixture *fixture, gconstpointer unused)
{
  const char *organization_id = fixture->ada->organization_id;
  g_autofree char *key_file = find_key ();
  g_auto (BhdErrand) errand = { NULL };
  char *secret = bhd_deliveries_renew_secret (&fixture->turn, organization_id, &fixture->error);

  g_assert_no_error (fixture->error);
  insert (fixture, organization_id, "a");
  take (fixture, nobody, &errand);
  g_assert_cmpstr (errand.secret, ==, secret);
  bhd_secret_free (secret);
  bhd_seal_lock ();
  g_remove (key_file);
}

static void
test_secret_lost (DeskFixture *fixture, gconstpointer unused)
{
  const char *organization_id = fixture->ada->organization_id;
  g_autofree char *key_file = find_key ();

  bhd_secret_free (bhd_deliveries_renew_secret (&fixture->turn, organization_id, &fixture->error));
  g_assert_no_error (fixture->error);
  insert (fixture, organization_id, "acme");
  desk_wait (fixture, 1);
  insert (fixture, fixture->eve->organization_id, "rival");
  bhd_seal_lock ();
  g_remove (key_file);

  assert_taken (fixture, nobody, NULL); /* never without the signature that was asked for */
  assert_taken (fixture, nobody, "rival");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/deliveries/a-handoff-is-told", test_payload);
  DESK_TEST ("/desk/deliveries/without-a-webhook-nothing-is", test_no_webhook);
  DESK_TEST ("/desk/deliveries/a-taken-one-comes-back-after-its-lease", test_lease);
  DESK_TEST ("/desk/deliveries/a-busy-organisation-is-passed-over", test_busy);
  DESK_TEST ("/desk/deliveries/a-failed-one-is-tried-for-a-day", test_backoff);
  DESK_TEST ("/desk/deliveries/a-delivered-one-is-done", test_delivered);
  DESK_TEST ("/desk/deliveries/the-secret-comes-along", test_secret);
  DESK_TEST ("/desk/deliveries/a-lost-secret-fails-and-holds-up-nobody", test_secret_lost);
  return g_test_run ();
}
