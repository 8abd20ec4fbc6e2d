/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-error.h"
#include "common/bh-id.h"
#include "server/desk/bhd-deliveries.h"
#include "server/desk/hooks/bhd-webhooks.h"
#include "server/outbound/bhd-courier.h"
#include "server/outbound/bhd-errand.h"
#include "server/store/bhd-seal.h"
#include "tests/bht-patience.h"
#include "tests/outbound/loop-thread.h"
#include "tests/store/store-fixture.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT (1700000000000000)

/* A courier between a real store and a real server. */
typedef struct
{
  StoreFixture store;
  BhdOutbound *outbound;
  BhdCourier *courier;
  LoopThread loop;
  SoupServer *server;
  char *url;
  GMutex mutex;
  GCond heard_more;
  GPtrArray *heard; /* of char *: “path delivery-id signature body”; under the mutex, as are: */
  guint failures;   /* how often to answer 500 yet */
} Fixture;

static const char *
header_of (SoupServerMessage *message, const char *name)
{
  const char *value =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);

  return value != NULL ? value : "-";
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  Fixture *fixture = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  guint status = 200;

  g_mutex_lock (&fixture->mutex);
  g_ptr_array_add (fixture->heard, g_strdup_printf ("%s|%s|%s|%.*s", path,
                                                    header_of (message, "X-Bellhop-Delivery"),
                                                    header_of (message, "X-Bellhop-Signature"),
                                                    (int) body->length, body->data));
  if (fixture->failures > 0)
    {
      fixture->failures--;
      status = 500;
    }
  g_cond_broadcast (&fixture->heard_more);
  g_mutex_unlock (&fixture->mutex);

  if (g_str_equal (path, "/silent"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, 302, "/hook");
  else if (g_str_equal (path, "/chatty"))
    {
      g_autofree char *words = g_strnfill (100000, 'x');

      soup_server_message_set_status (message, 201, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, words, 100000);
    }
  else
    soup_server_message_set_status (message, status, NULL);
}

static void
start_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  loop_thread_init (&fixture->loop);
  g_main_context_push_thread_default (fixture->loop.context);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (fixture->loop.context);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  loop_thread_start (&fixture->loop);
}

static void
set_up (Fixture *fixture, gconstpointer allow_private)
{
  g_autoptr (GError) error = NULL;

  bh_clock_set (NOW);
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->heard_more);
  fixture->heard = g_ptr_array_new_with_free_func (g_free);
  store_fixture_set_up (&fixture->store, NULL);
  start_server (fixture);
  fixture->outbound = bhd_outbound_new (&error);
  g_assert_no_error (error);
  fixture->courier =
      bhd_courier_new (fixture->store.store, fixture->outbound, allow_private != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_clear_pointer (&fixture->courier, bhd_courier_free);
  bhd_outbound_free (fixture->outbound);
  loop_thread_stop (&fixture->loop);
  soup_server_disconnect (fixture->server);
  g_object_unref (fixture->server);
  loop_thread_clear (&fixture->loop);
  store_fixture_tear_down (&fixture->store, NULL);
  g_ptr_array_unref (fixture->heard);
  g_mutex_clear (&fixture->mutex);
  g_cond_clear (&fixture->heard_more);
  g_free (fixture->url);
  bh_clock_set (0);
}

static gpointer
insert_job (BhdTurn *turn, gpointer url, GError **error)
{
  g_autofree char *id = bh_id_new ();
  const BhdDelivery delivery = { .organization_id = (char *) "acme",
                                 .id = id,
                                 .webhook_id = (char *) "acme",
                                 .event = (char *) "ping",
                                 .url = url,
                                 .body = (char *) "{\"event\":\"test\"}",
                                 .created_us = turn->now_us };

  if (bhd_webhooks_set_first_url (turn, "acme", url, error))
    bhd_delivery_rows_insert (turn->db, &delivery, error);
  return NULL;
}

static void
post (Fixture *fixture, const char *path)
{
  g_autofree char *url = g_strconcat (fixture->url, path, NULL);
  g_autoptr (GError) error = NULL;

  bhd_store_call (fixture->store.store, BHD_JOB_WRITE, insert_job, url, &error);
  g_assert_no_error (error);
  bhd_courier_wake (fixture->courier);
}

/* Waits until the server has heard @count.  Returns: the last one, split. */
static char **
hear (Fixture *fixture, guint count)
{
  gint64 end = g_get_monotonic_time () + BHT_PATIENCE_US;
  char **parts = NULL;

  g_mutex_lock (&fixture->mutex);
  while (fixture->heard->len < count)
    g_assert_true (g_cond_wait_until (&fixture->heard_more, &fixture->mutex, end));
  parts = g_strsplit (fixture->heard->pdata[count - 1], "|", 4);
  g_mutex_unlock (&fixture->mutex);
  return parts;
}

static gpointer
state_job (BhdTurn *turn, gpointer state, GError **error)
{
  g_autoptr (GVariant) row = bh_db_query_row (
      turn->db, "(x)", "SELECT COUNT (*) FROM webhook_delivery WHERE state = $1 AND attempts > 0",
      g_variant_new ("(s)", state), error);
  gint64 count = 0;

  if (row != NULL)
    g_variant_get (row, "(x)", &count);
  return GSIZE_TO_POINTER ((gsize) count);
}

/* Waits until one delivery has been tried and is in @state. */
static void
wait_for_state (Fixture *fixture, const char *state)
{
  gint64 end = g_get_monotonic_time () + BHT_PATIENCE_US;

  while (bhd_store_call (fixture->store.store, BHD_JOB_READ, state_job, (gpointer) state, NULL) ==
         NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

static void
test_delivers (Fixture *fixture, gconstpointer unused)
{
  g_auto (GStrv) heard = NULL;

  post (fixture, "/hook");
  heard = hear (fixture, 1);
  g_assert_cmpstr (heard[0], ==, "/hook");
  g_assert_cmpuint (strlen (heard[1]), ==, 36);
  g_assert_cmpstr (heard[2], ==, "-"); /* no secret, no signature */
  g_assert_cmpstr (heard[3], ==, "{\"event\":\"test\"}");
  wait_for_state (fixture, "delivered");
}

static void
test_retries (Fixture *fixture, gconstpointer unused)
{
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;

  fixture->failures = 1;
  post (fixture, "/hook");
  first = hear (fixture, 1);
  wait_for_state (fixture, "waiting");
  bh_clock_set (NOW + 13 * BH_SECOND);
  bhd_courier_wake (fixture->courier);
  second = hear (fixture, 2);
  g_assert_cmpstr (first[1], ==, second[1]);
  wait_for_state (fixture, "delivered");
}

static gpointer
secret_job (BhdTurn *turn, gpointer data, GError **error)
{
  return bhd_webhooks_renew_first_secret (turn, "acme", error);
}

static void
test_signs (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *key_file = g_build_filename (fixture->store.folder, "key", NULL);
  g_autofree char *expected = NULL;
  g_auto (GStrv) heard = NULL;
  char *secret = NULL;

  bhd_seal_unlock (key_file);
  secret = bhd_store_call (fixture->store.store, BHD_JOB_WRITE, secret_job, NULL, NULL);
  g_assert_nonnull (secret);
  post (fixture, "/hook");
  heard = hear (fixture, 1);
  expected = bhd_errand_sign (secret, heard[3], NOW);
  g_assert_cmpstr (heard[2], ==, expected);
  bhd_secret_free (secret);
  bhd_seal_lock ();
}

/* The value was computed with openssl dgst -sha256 -hmac. */
static void
test_signature (void)
{
  g_autofree char *signature = bhd_errand_sign ("key", "{}", NOW);

  g_assert_cmpstr (
      signature, ==,
      "t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
}

static void
test_stops_at_once (Fixture *fixture, gconstpointer unused)
{
  gint64 start = 0;
  g_auto (GStrv) heard = NULL;

  post (fixture, "/silent");
  heard = hear (fixture, 1);
  start = g_get_monotonic_time ();
  g_clear_pointer (&fixture->courier, bhd_courier_free);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_TIME_SPAN_SECOND);
}

static void
test_private (Fixture *fixture, gconstpointer unused)
{
  post (fixture, "/hook");
  wait_for_state (fixture, "waiting");
  g_assert_cmpuint (fixture->heard->len, ==, 0);
}

static gpointer
first_job (BhdTurn *turn, gpointer data, GError **error)
{
  const BhdDeliveryFilter all = { .limit = 1 };
  g_autoptr (GPtrArray) rows = bhd_delivery_rows_list (turn->db, "acme", &all, error);

  return rows != NULL && rows->len == 1 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

static void
test_redirect (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDelivery) delivery = NULL;

  post (fixture, "/moved");
  wait_for_state (fixture, "waiting");
  delivery = bhd_store_call (fixture->store.store, BHD_JOB_READ, first_job, NULL, NULL);
  g_assert_cmpuint (fixture->heard->len, ==, 1);
  g_assert_cmpint (delivery->http_status, ==, 302);
  g_assert_nonnull (strstr (delivery->error, "redirects are not followed"));
}

static void
test_long_answer (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (BhdDelivery) delivery = NULL;

  post (fixture, "/chatty");
  wait_for_state (fixture, "delivered");
  delivery = bhd_store_call (fixture->store.store, BHD_JOB_READ, first_job, NULL, NULL);
  g_assert_cmpint (delivery->http_status, ==, 201);
  g_assert_cmpuint (strlen (delivery->answer), ==, 2000);
}

/* Stopped in the middle: the next courier takes it again, under the same id. */
static void
test_next_courier (Fixture *fixture, gconstpointer unused)
{
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;

  post (fixture, "/silent");
  first = hear (fixture, 1);
  g_clear_pointer (&fixture->courier, bhd_courier_free);
  fixture->courier = bhd_courier_new (fixture->store.store, fixture->outbound, TRUE);
  second = hear (fixture, 2);
  g_assert_cmpstr (first[1], ==, second[1]);
}

int
main (int argc, char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, allow_private)                                                             \
  g_test_add ("/outbound/courier/" name, Fixture, allow_private, set_up, func, tear_down)
  ADD ("delivers", test_delivers, "allowed");
  ADD ("tries-again-under-the-same-id", test_retries, "allowed");
  ADD ("signs-with-the-organisations-secret", test_signs, "allowed");
  ADD ("stops-in-the-middle-of-a-delivery", test_stops_at_once, "allowed");
  ADD ("a-redirect-is-a-failure", test_redirect, "allowed");
  ADD ("keeps-the-beginning-of-a-long-answer", test_long_answer, "allowed");
  ADD ("the-next-one-repeats-what-was-not-reported", test_next_courier, "allowed");
  ADD ("private-targets-hear-nothing", test_private, NULL);
  g_test_add_func ("/outbound/courier/signature-is-hmac-sha256", test_signature);
  return g_test_run ();
}
