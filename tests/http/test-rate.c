/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "server/http/bhd-peer.h"
#include "server/http/bhd-rate.h"

/* Who is counted, and how. */

/* Takes until refused.  Returns: how many were given. */
static guint
exhaust_class (BhdRateTable *table, BhdRate rate, const char *who, gint64 now_us)
{
  guint count = 0;

  while (bhd_rate_table_take (table, rate, who, now_us) == 0)
    count++;
  return count;
}

static guint
exhaust (BhdRateTable *table, const char *who, gint64 now_us)
{
  return exhaust_class (table, BHD_RATE_WRITE, who, now_us);
}

static void
test_burst (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (1);

  g_assert_cmpuint (exhaust (table, "a", BH_HOUR), ==, 30);
  g_assert_cmpuint (bhd_rate_table_take (table, BHD_RATE_WRITE, "a", BH_HOUR), ==, 1);
}

static void
test_refill (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (1);

  exhaust (table, "a", BH_HOUR);
  g_assert_cmpuint (exhaust (table, "a", BH_HOUR + 2 * BH_SECOND), ==, 10);
}

/* What a console flushes after a day on the train. */
static void
test_desk_writes_more (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (1);

  g_assert_cmpuint (exhaust_class (table, BHD_RATE_DESK_WRITE, "a", BH_HOUR), ==, 200);
  g_assert_cmpuint (exhaust_class (table, BHD_RATE_DESK_WRITE, "a", BH_HOUR + BH_SECOND), ==, 20);
}

static void
test_each_has_its_own (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (1);

  exhaust (table, "a", BH_HOUR);
  g_assert_cmpuint (bhd_rate_table_take (table, BHD_RATE_WRITE, "b", BH_HOUR), ==, 0);
  g_assert_cmpuint (bhd_rate_table_take (table, BHD_RATE_READ, "a", BH_HOUR), ==, 0);
}

static void
test_peek_takes_nothing (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (1);

  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (bhd_rate_table_peek (table, BHD_RATE_WRITE, "a", BH_HOUR), ==, 0);
}

static void
test_scale (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (2);

  g_assert_cmpuint (exhaust (table, "a", BH_HOUR), ==, 60);
}

static void
test_no_limits (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (0);

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (bhd_rate_table_take (table, BHD_RATE_SIGN_IN, "a", BH_HOUR), ==, 0);
}

/* A flood of names neither grows the table nor frees who is exhausted and still comes. */
static void
test_flood_of_names (void)
{
  g_autoptr (BhdRateTable) table = bhd_rate_table_new (1);
  guint given = 0;

  exhaust (table, "a", BH_HOUR);
  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      bhd_rate_table_take (table, BHD_RATE_WRITE, name, BH_HOUR + i);
      if (i % 64 == 0 && bhd_rate_table_take (table, BHD_RATE_WRITE, "a", BH_HOUR + i) == 0)
        given++;
    }
  g_assert_cmpuint (given, <=, 2);
}

typedef struct
{
  const char *name;
  const char *address;
  const char *forwarded;
  const char *expected;
} Hop;

static const Hop hops[] = {
  { "no-header", "10.0.0.1", NULL, "10.0.0.1" },
  { "stranger-may-not-say", "192.0.2.9", "1.1.1.1", "192.0.2.9" },
  { "proxy-says", "10.0.0.1", "203.0.113.5", "203.0.113.5" },
  { "rightmost-counts", "10.0.0.1", "1.1.1.1, 203.0.113.5", "203.0.113.5" },
  { "through-two-proxies", "10.0.0.1", "1.1.1.1, 203.0.113.5, 10.9.9.9", "203.0.113.5" },
  { "all-are-proxies", "10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3" },
  { "nonsense", "10.0.0.1", "203.0.113.5, unknown", "10.0.0.1" },
  { "ipv6", "10.0.0.1", "2001:db8::7", "2001:db8::7" },
};

static void
test_hop (gconstpointer data)
{
  static const char *const trusted[] = { "10.0.0.0/8", NULL };
  const Hop *row = data;
  g_autoptr (BhdProxies) proxies = bhd_proxies_new (trusted, NULL);
  g_autofree char *peer = bhd_proxies_resolve (proxies, row->address, row->forwarded);

  g_assert_cmpstr (peer, ==, row->expected);
}

static void
test_bad_proxy (void)
{
  static const char *const wrong[] = { "proxy.example", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_proxies_new (wrong, &error));
  g_assert_nonnull (error);
}

static void
test_network (void)
{
  g_autofree char *one = bhd_peer_network ("2001:db8:1:2:aaaa::1");
  g_autofree char *two = bhd_peer_network ("2001:db8:1:2:bbbb::2");
  g_autofree char *four = bhd_peer_network ("192.0.2.1");

  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (four, ==, "192.0.2.1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/rate/burst", test_burst);
  g_test_add_func ("/http/rate/refill", test_refill);
  g_test_add_func ("/http/rate/desk-writes-more", test_desk_writes_more);
  g_test_add_func ("/http/rate/each-has-its-own", test_each_has_its_own);
  g_test_add_func ("/http/rate/peek-takes-nothing", test_peek_takes_nothing);
  g_test_add_func ("/http/rate/scale", test_scale);
  g_test_add_func ("/http/rate/no-limits", test_no_limits);
  g_test_add_func ("/http/rate/flood-of-names", test_flood_of_names);
  g_test_add_func ("/http/peer/bad-proxy", test_bad_proxy);
  g_test_add_func ("/http/peer/network", test_network);
  for (guint i = 0; i < G_N_ELEMENTS (hops); i++)
    {
      g_autofree char *name = g_strconcat ("/http/peer/", hops[i].name, NULL);

      g_test_add_data_func (name, &hops[i], test_hop);
    }
  return g_test_run ();
}
