/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/desk/bhd-deliveries.h"
#include "server/desk/hooks/bhd-hook-events.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/desk/people/bhd-audit.h"
#include "server/store/bhd-seal.h"
#include "tests/desk/ai/sealing.h"

#include <string.h>

#define HOOK "01900000-0000-7000-8000-000000000001"
#define URL "https://hook.example/"

static const char *const both[] = { "message.created", "handoff.created", NULL };
static const BhdWebhookChange usual = { .url = URL, .events = both };

/* Returns: (transfer full) (nullable): its secret. */
static char *
create (DeskFixture *fixture, const char *id, const BhdWebhookChange *change)
{
  char *secret = NULL;
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_create (
      &fixture->turn, fixture->ada->organization_id, id, change, &secret, &fixture->error);

  return secret;
}

static void
add (DeskFixture *fixture)
{
  bhd_secret_free (create (fixture, HOOK, &usual));
  g_assert_no_error (fixture->error);
}

static BhdWebhookRow *
look (DeskFixture *fixture)
{
  BhdWebhookRow *row =
      bhd_webhooks_find (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);

  g_assert_no_error (fixture->error);
  return row;
}

static void
change (DeskFixture *fixture, const BhdWebhookChange *wanted)
{
  g_autoptr (BhdWebhookRow) row = bhd_webhooks_change (
      &fixture->turn, fixture->ada->organization_id, HOOK, wanted, &fixture->error);
}

static void
assert_wanted (DeskFixture *fixture, const char *expected)
{
  g_autofree char *events =
      bhd_webhook_rows_get_wanted (fixture->db, fixture->ada->organization_id, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (events, ==, expected);
}

static void
test_made (DeskFixture *fixture, gconstpointer unused)
{
  char *secret = create (fixture, HOOK, &usual);
  g_autoptr (BhdWebhookRow) row = look (fixture);
  char *opened =
      bhd_webhooks_open_secret (row->organization_id, row->id, row->secret, &fixture->error);

  g_assert_cmpuint (strlen (secret), >=, 32);
  g_assert_null (strstr (row->secret, secret));
  g_assert_cmpstr (opened, ==, secret);
  g_assert_true (row->enabled);
  assert_wanted (fixture, "message.created handoff.created");
  bhd_secret_free (opened);
  bhd_secret_free (secret);
}

static void
test_made_again (DeskFixture *fixture, gconstpointer unused)
{
  const BhdWebhookChange other = { .url = "https://other.example/", .events = both };

  add (fixture);
  g_assert_null (create (fixture, HOOK, &usual)); /* told once */
  g_assert_no_error (fixture->error);
  g_assert_null (create (fixture, HOOK, &other));
  desk_assert_error (fixture, BH_ERROR_CONFLICT);
}

static const char *const nothing[] = { NULL };
static const char *const unknown[] = { "message.created", "coffee.ready", NULL };

static const struct
{
  const char *field;
  BhdWebhookChange change;
} refused[] = {
  { "url", { .url = "ftp://hook.example/", .events = both } },
  { "url", { .url = "https://", .events = both } },
  { "url", { .url = "https://me:secret@hook.example/", .events = both } },
  { "events", { .url = URL, .events = nothing } },
  { "events", { .url = URL, .events = unknown } },
};

static void
test_refused (DeskFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", refused[i].field);

      g_assert_null (create (fixture, HOOK, &refused[i].change));
      g_assert_cmpstr (bh_error_get_detail (fixture->error, "field"), ==, quoted);
      desk_assert_error (fixture, BH_ERROR_INVALID);
    }
}

static void
test_twenty (DeskFixture *fixture, gconstpointer unused)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8000-0000000000%02x", i + 16);

      bhd_secret_free (create (fixture, id, &usual));
      g_assert_no_error (fixture->error);
    }
  g_assert_null (create (fixture, HOOK, &usual));
  desk_assert_error (fixture, BH_ERROR_CONFLICT);
}

static void
test_switched_off (DeskFixture *fixture, gconstpointer unused)
{
  const gboolean off = FALSE;
  const BhdWebhookChange switch_off = { .enabled = &off };
  g_autoptr (BhdDelivery) ping = NULL;
  g_autoptr (BhdDelivery) given_up = NULL;

  add (fixture);
  ping = bhd_deliveries_ping (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);
  change (fixture, &switch_off);
  g_assert_no_error (fixture->error);
  assert_wanted (fixture, NULL);
  given_up = bhd_delivery_rows_find (fixture->db, fixture->ada->organization_id, ping->id,
                                     &fixture->error);
  g_assert_cmpstr (given_up->state, ==, "failed");
  g_assert_cmpstr (given_up->error, ==, "its webhook was switched off");
}

static void
test_new_address (DeskFixture *fixture, gconstpointer unused)
{
  const BhdWebhookChange moved = { .url = "https://new.example/" };
  g_auto (BhdErrand) errand = { NULL };
  g_autoptr (BhdDelivery) ping = NULL;

  add (fixture);
  ping = bhd_deliveries_ping (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);
  change (fixture, &moved);
  bhd_deliveries_take (&fixture->turn, BH_MINUTE, &errand, &fixture->error);
  g_assert_cmpstr (errand.delivery->url, ==, "https://new.example/");
}

static void
test_deleted (DeskFixture *fixture, gconstpointer unused)
{
  const BhdAttempt late = { NULL, 200, "" };
  g_auto (BhdErrand) errand = { NULL };
  g_autoptr (BhdDelivery) ping = NULL;

  add (fixture);
  ping = bhd_deliveries_ping (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);
  bhd_deliveries_take (&fixture->turn, BH_MINUTE, &errand, &fixture->error);
  bhd_webhooks_delete (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);
  g_assert_no_error (fixture->error);
  assert_wanted (fixture, NULL);
  g_assert_nonnull (desk_last_event (fixture, "webhook.deleted"));
  bhd_deliveries_report (&fixture->turn, errand.delivery, &late, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
test_others (DeskFixture *fixture, gconstpointer unused)
{
  const char *rival = fixture->eve->organization_id;

  add (fixture);
  g_assert_null (bhd_webhooks_find (&fixture->turn, rival, HOOK, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_webhooks_change (&fixture->turn, rival, HOOK, &usual, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_webhooks_renew_secret (&fixture->turn, rival, HOOK, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_deliveries_ping (&fixture->turn, rival, HOOK, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_webhooks_delete (&fixture->turn, rival, HOOK, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

static void
test_renewed (DeskFixture *fixture, gconstpointer unused)
{
  char *first = create (fixture, HOOK, &usual);
  char *second = bhd_webhooks_renew_secret (&fixture->turn, fixture->ada->organization_id, HOOK,
                                            &fixture->error);
  g_autoptr (BhdWebhookRow) row = look (fixture);
  char *opened =
      bhd_webhooks_open_secret (row->organization_id, row->id, row->secret, &fixture->error);

  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (opened, ==, second);
  bhd_secret_free (opened);
  bhd_secret_free (second);
  bhd_secret_free (first);
}

/* An hour between failures, for so many days. */
static void
fail_for (DeskFixture *fixture, guint days)
{
  for (guint i = 0; i <= days * 24; i++)
    {
      const BhdAttempt no = { "the server answered 500", 500, "" };
      g_autoptr (BhdDelivery) ping = bhd_deliveries_ping (
          &fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);

      bhd_deliveries_report (&fixture->turn, ping, &no, &fixture->error);
      g_assert_no_error (fixture->error);
      desk_wait (fixture, BH_HOUR);
    }
}

static void
test_three_days (DeskFixture *fixture, gconstpointer unused)
{
  const BhdAuditFilter filter = { .action = BHD_AUDIT_WEBHOOK_OFF, .limit = 10 };
  g_autoptr (BhdWebhookRow) before = NULL;
  g_autoptr (BhdWebhookRow) after = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gboolean more;

  add (fixture);
  fail_for (fixture, 2);
  before = look (fixture);
  g_assert_true (before->enabled);
  g_assert_cmpint (before->failing_since_us, ==, NOW);
  fail_for (fixture, 1);
  after = look (fixture);
  g_assert_false (after->enabled);
  g_assert_nonnull (strstr (desk_last_event (fixture, "webhook.updated")->body,
                            "\"enabled\":false,\"failing\":true"));
  entries = bhd_audit_list (&fixture->turn, fixture->ada->organization_id, &filter, &more,
                            &fixture->error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpstr (((const BhdAuditRow *) entries->pdata[0])->subject_id, ==, HOOK);
  assert_wanted (fixture, NULL);
}

static void
test_well_again (DeskFixture *fixture, gconstpointer unused)
{
  const BhdAttempt well = { NULL, 204, "" };
  g_autoptr (BhdDelivery) ping = NULL;
  g_autoptr (BhdWebhookRow) row = NULL;

  add (fixture);
  fail_for (fixture, 2);
  ping = bhd_deliveries_ping (&fixture->turn, fixture->ada->organization_id, HOOK, &fixture->error);
  bhd_deliveries_report (&fixture->turn, ping, &well, &fixture->error);
  row = look (fixture);
  g_assert_cmpint (row->failing_since_us, ==, 0);
  g_assert_cmpstr (row->last_state, ==, "delivered");
  g_assert_cmpint (row->last_http_status, ==, 204);
}

static void
set_first (DeskFixture *fixture, const char *url)
{
  const BhdOrganizationChange wanted = { .webhook_url = url };
  g_autoptr (BhOrganization) organization =
      bhd_organizations_change (&fixture->turn, "acme", &wanted, &fixture->error);

  g_assert_no_error (fixture->error);
}

static void
assert_first (DeskFixture *fixture, const char *url)
{
  g_autoptr (BhOrganization) found =
      bhd_organizations_find (&fixture->turn, "acme", &fixture->error);
  g_autoptr (GPtrArray) rows =
      bhd_webhooks_list (&fixture->turn, fixture->ada->organization_id, &fixture->error);

  g_assert_cmpstr (found->webhook_url, ==, url);
  g_assert_cmpuint (rows->len, ==, url != NULL ? 1 : 0);
}

static void
test_first (DeskFixture *fixture, gconstpointer unused)
{
  bhd_secret_free (bhd_webhooks_renew_first_secret (&fixture->turn, fixture->ada->organization_id,
                                                    &fixture->error));
  assert_first (fixture, NULL);
  set_first (fixture, URL);
  assert_first (fixture, URL);
  assert_wanted (fixture, "handoff.created handoff.released");
  set_first (fixture, "");
  assert_first (fixture, NULL);
  assert_wanted (fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SEALING_TEST ("/desk/webhooks/a-new-one-tells-its-secret", test_made);
  SEALING_TEST ("/desk/webhooks/the-same-again-tells-none", test_made_again);
  SEALING_TEST ("/desk/webhooks/what-cannot-be-is-refused-by-field", test_refused);
  SEALING_TEST ("/desk/webhooks/there-are-twenty-at-most", test_twenty);
  SEALING_TEST ("/desk/webhooks/switched-off-wants-and-sends-nothing", test_switched_off);
  SEALING_TEST ("/desk/webhooks/what-waits-goes-to-the-new-address", test_new_address);
  SEALING_TEST ("/desk/webhooks/deleted-takes-its-deliveries-along", test_deleted);
  SEALING_TEST ("/desk/webhooks/others-have-none-of-it", test_others);
  SEALING_TEST ("/desk/webhooks/a-new-secret-replaces-the-old", test_renewed);
  SEALING_TEST ("/desk/webhooks/three-days-of-failures-switch-it-off", test_three_days);
  SEALING_TEST ("/desk/webhooks/an-answer-ends-the-failing", test_well_again);
  SEALING_TEST ("/desk/webhooks/the-first-is-the-organisations-address", test_first);
  return g_test_run ();
}
