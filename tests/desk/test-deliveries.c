/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"
#include "server/desk/bhd-deliveries.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/store/bhd-seal.h"
#include "tests/desk/desk-fixture.h"

#include <glib/gstdio.h>

#define LEASE BH_MINUTE

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

/* One more in the line of the organisation's first webhook. */
static void
insert (DeskFixture *fixture, const char *organization_id, const char *body)
{
  g_autofree char *id = bh_id_new ();
  const BhdDelivery delivery = { .organization_id = (char *) organization_id,
                                 .id = id,
                                 .webhook_id = (char *) organization_id,
                                 .event = (char *) "ping",
                                 .url = (char *) "https://hook.example/",
                                 .body = (char *) body,
                                 .created_us = fixture->turn.now_us };

  set_webhook (fixture, organization_id);
  bhd_delivery_rows_insert (fixture->db, &delivery, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
take (DeskFixture *fixture, BhdErrand *errand)
{
  bhd_deliveries_take (&fixture->turn, LEASE, errand, &fixture->error);
  g_assert_no_error (fixture->error);
}

static void
assert_taken (DeskFixture *fixture, const char *body)
{
  g_auto (BhdErrand) errand = { NULL };

  take (fixture, &errand);
  g_assert_cmpstr (errand.delivery != NULL ? errand.delivery->body : NULL, ==, body);
}

static void
test_no_webhook (DeskFixture *fixture, gconstpointer unused)
{
  want_person (fixture);
  assert_taken (fixture, NULL);
  g_assert_cmpuint (fixture->turn.wakes & BHD_WAKE_COURIER, ==, 0);
}

static void
test_lease (DeskFixture *fixture, gconstpointer unused)
{
  insert (fixture, fixture->ada->organization_id, "a");
  assert_taken (fixture, "a");
  assert_taken (fixture, NULL);
  desk_wait (fixture, LEASE);
  assert_taken (fixture, "a");
}

static void
report (DeskFixture *fixture, const BhdDelivery *delivery, const char *failure, guint http_status)
{
  const BhdAttempt attempt = { failure, http_status, "oh" };

  bhd_deliveries_report (&fixture->turn, delivery, &attempt, &fixture->error);
  g_assert_no_error (fixture->error);
}

/* Takes what is due, which must be @body, and reports. */
static void
carry (DeskFixture *fixture, const char *body, const char *failure)
{
  g_auto (BhdErrand) errand = { NULL };

  take (fixture, &errand);
  g_assert_nonnull (errand.delivery);
  g_assert_cmpstr (errand.delivery->body, ==, body);
  report (fixture, errand.delivery, failure, failure != NULL ? 500 : 200);
}

static void
test_one_after_the_other (DeskFixture *fixture, gconstpointer unused)
{
  g_auto (BhdErrand) first = { NULL };

  insert (fixture, fixture->ada->organization_id, "acme 1");
  insert (fixture, fixture->ada->organization_id, "acme 2");
  desk_wait (fixture, 1);
  insert (fixture, fixture->eve->organization_id, "rival");
  take (fixture, &first);
  g_assert_cmpstr (first.delivery->body, ==, "acme 1");
  assert_taken (fixture, "rival");
  assert_taken (fixture, NULL);
  report (fixture, first.delivery, NULL, 200);
  assert_taken (fixture, "acme 2");
}

static void
test_failed_holds (DeskFixture *fixture, gconstpointer unused)
{
  insert (fixture, fixture->ada->organization_id, "1");
  carry (fixture, "1", "no");
  insert (fixture, fixture->ada->organization_id, "2");
  assert_taken (fixture, NULL);
  desk_wait (fixture, 13 * BH_SECOND);
  carry (fixture, "1", NULL);
  carry (fixture, "2", NULL);
}

static void
test_failed_stands_aside (DeskFixture *fixture, gconstpointer unused)
{
  insert (fixture, fixture->ada->organization_id, "1");
  insert (fixture, fixture->ada->organization_id, "2");
  for (guint i = 0; i < 4; i++)
    {
      carry (fixture, "1", "no");
      desk_wait (fixture, 7 * BH_MINUTE);
    }
  carry (fixture, "2", NULL);
  assert_taken (fixture, NULL);
  desk_wait (fixture, 20 * BH_MINUTE);
  carry (fixture, "1", NULL);
}

/* Takes what is due and reports a failure.  Returns: when the next attempt is due, 0: never. */
static gint64
fail_once (DeskFixture *fixture)
{
  g_auto (BhdErrand) next = { NULL };

  carry (fixture, "a", "no");
  take (fixture, &next);
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
      /* The longest pause repeats, each time with other chance. */
      g_assert_true (due_us - fixture->turn.now_us >= MIN (pause, 6 * BH_HOUR) ||
                     due_us == NOW + 24 * BH_HOUR);
      pause = due_us - fixture->turn.now_us;
      desk_wait (fixture, pause);
    }
  g_assert_cmpint (fixture->turn.now_us, ==, NOW + 24 * BH_HOUR);
  g_assert_cmpuint (attempts, >=, 9);
  g_assert_cmpuint (attempts, <=, 11);
}

static void
test_delivered (DeskFixture *fixture, gconstpointer unused)
{
  insert (fixture, fixture->ada->organization_id, "a");
  carry (fixture, "a", NULL);
  desk_wait (fixture, 24 * BH_HOUR);
  assert_taken (fixture, NULL);
}

static void
test_given_back (DeskFixture *fixture, gconstpointer unused)
{
  insert (fixture, fixture->ada->organization_id, "a");
  assert_taken (fixture, "a");
  assert_taken (fixture, NULL);
  bhd_deliveries_give_back (&fixture->turn, &fixture->error);
  assert_taken (fixture, "a");
}

static BhdDelivery *
only_one (DeskFixture *fixture, const char *organization_id, const BhdDeliveryFilter *filter)
{
  gboolean more;
  g_autoptr (GPtrArray) rows =
      bhd_deliveries_list (&fixture->turn, organization_id, filter, &more, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (rows->len, <=, 1);
  return rows->len == 1 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

static void
test_listed (DeskFixture *fixture, gconstpointer unused)
{
  const BhdDeliveryFilter all = { .limit = 10 };
  const BhdDeliveryFilter failed = { .state = "failed", .limit = 10 };
  g_autoptr (BhdDelivery) delivery = NULL;

  insert (fixture, fixture->ada->organization_id, "a");
  carry (fixture, "a", "the server answered 500");
  g_assert_null (only_one (fixture, fixture->ada->organization_id, &failed));
  g_assert_null (only_one (fixture, fixture->eve->organization_id, &all));
  delivery = only_one (fixture, fixture->ada->organization_id, &all);
  g_assert_cmpstr (delivery->state, ==, "waiting");
  g_assert_cmpint (delivery->attempts, ==, 1);
  g_assert_cmpint (delivery->http_status, ==, 500);
  g_assert_cmpstr (delivery->error, ==, "the server answered 500");
  g_assert_cmpstr (delivery->answer, ==, "oh");
  g_assert_cmpint (delivery->line_us, >=, NOW + 10 * BH_SECOND);
  g_assert_cmpint (delivery->line_us, <=, NOW + 12 * BH_SECOND);
}

static void
test_repeated (DeskFixture *fixture, gconstpointer unused)
{
  const BhdDeliveryFilter all = { .limit = 10 };
  g_autoptr (BhdDelivery) delivery = NULL;
  g_autoptr (BhdDelivery) again = NULL;
  g_auto (BhdErrand) errand = { NULL };

  insert (fixture, fixture->ada->organization_id, "a");
  carry (fixture, "a", NULL);
  delivery = only_one (fixture, fixture->ada->organization_id, &all);
  g_assert_cmpint (delivery->finished_us, ==, NOW);
  desk_wait (fixture, 10 * 24 * BH_HOUR);
  again = bhd_deliveries_repeat (&fixture->turn, fixture->ada->organization_id, delivery->id,
                                 &fixture->error);
  g_assert_cmpstr (again->state, ==, "waiting");
  take (fixture, &errand);
  g_assert_cmpstr (errand.delivery->id, ==, delivery->id);
}

static void
test_repeat_is_ones_own (DeskFixture *fixture, gconstpointer unused)
{
  const BhdDeliveryFilter all = { .limit = 10 };
  g_autoptr (BhdDelivery) delivery = NULL;

  insert (fixture, fixture->ada->organization_id, "a");
  delivery = only_one (fixture, fixture->ada->organization_id, &all);
  g_assert_null (bhd_deliveries_repeat (&fixture->turn, fixture->eve->organization_id, delivery->id,
                                        &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

static void
test_forgotten (DeskFixture *fixture, gconstpointer unused)
{
  const BhdDeliveryFilter all = { .limit = 10 };
  const char *organization_id = fixture->ada->organization_id;
  g_autoptr (BhdDelivery) kept = NULL;
  gboolean more;

  insert (fixture, organization_id, "a");
  carry (fixture, "a", NULL);
  desk_wait (fixture, 29 * 24 * BH_HOUR);
  bhd_deliveries_forget (&fixture->turn, organization_id, &more, &fixture->error);
  kept = only_one (fixture, organization_id, &all);
  g_assert_nonnull (kept);
  desk_wait (fixture, 60 * 24 * BH_HOUR);
  bhd_deliveries_forget (&fixture->turn, organization_id, &more, &fixture->error);
  g_assert_null (only_one (fixture, organization_id, &all));
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
  char *secret = bhd_webhooks_renew_first_secret (&fixture->turn, organization_id, &fixture->error);

  g_assert_no_error (fixture->error);
  insert (fixture, organization_id, "a");
  take (fixture, &errand);
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

  bhd_secret_free (
      bhd_webhooks_renew_first_secret (&fixture->turn, organization_id, &fixture->error));
  g_assert_no_error (fixture->error);
  insert (fixture, organization_id, "acme");
  desk_wait (fixture, 1);
  insert (fixture, fixture->eve->organization_id, "rival");
  bhd_seal_lock ();
  g_remove (key_file);

  assert_taken (fixture, NULL); /* never without the signature that was asked for */
  assert_taken (fixture, "rival");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/deliveries/without-a-webhook-nothing-is", test_no_webhook);
  DESK_TEST ("/desk/deliveries/a-taken-one-comes-back-after-its-lease", test_lease);
  DESK_TEST ("/desk/deliveries/go-one-after-the-other-for-each-webhook", test_one_after_the_other);
  DESK_TEST ("/desk/deliveries/a-failed-one-holds-those-behind", test_failed_holds);
  DESK_TEST ("/desk/deliveries/what-fails-again-stands-aside", test_failed_stands_aside);
  DESK_TEST ("/desk/deliveries/a-failed-one-is-tried-for-a-day", test_backoff);
  DESK_TEST ("/desk/deliveries/a-delivered-one-is-done", test_delivered);
  DESK_TEST ("/desk/deliveries/what-nobody-reported-is-given-back", test_given_back);
  DESK_TEST ("/desk/deliveries/are-listed-with-what-became-of-them", test_listed);
  DESK_TEST ("/desk/deliveries/are-repeated-under-the-same-id", test_repeated);
  DESK_TEST ("/desk/deliveries/of-others-are-not-repeated", test_repeat_is_ones_own);
  DESK_TEST ("/desk/deliveries/are-forgotten-after-thirty-days", test_forgotten);
  DESK_TEST ("/desk/deliveries/the-secret-comes-along", test_secret);
  DESK_TEST ("/desk/deliveries/a-lost-secret-fails-and-holds-up-nobody", test_secret_lost);
  return g_test_run ();
}
