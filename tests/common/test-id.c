/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "common/bh-id.h"

#include <string.h>

#define N_THREADS 4
#define N_IDS 5000

static void
test_form (void)
{
  g_autofree char *id = bh_id_new ();

  g_assert_cmpuint (strlen (id), ==, BH_ID_LENGTH);
  g_assert_true (bh_id_is_valid (id));
  g_assert_cmpint (id[14], ==, '7');
  g_assert_nonnull (strchr ("89ab", id[19]));
}

static void
test_refused (void)
{
  static const char *const wrong[] = {
    "",
    "x",
    "018f9f3a-7c1d-7abc-8def-0123456789aB",
    "018f9f3a-7c1d-7abc-8def-0123456789a",
    "018f9f3a-7c1d-7abc-8def-0123456789ag",
    "018f9f3a07c1d-7abc-8def-0123456789ab",
    NULL,
  };

  for (const char *const *id = wrong; *id != NULL; id++)
    g_assert_false (bh_id_is_valid (*id));
  g_assert_false (bh_id_is_valid (NULL));
}

static gpointer
make_ids (gpointer unused)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_IDS; i++)
    g_ptr_array_add (ids, bh_id_new ());
  return ids;
}

static void
test_rise (void)
{
  GThread *threads[N_THREADS];
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("ids", make_ids, NULL);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autoptr (GPtrArray) ids = g_thread_join (threads[i]);

      for (guint k = 0; k < ids->len; k++)
        {
          g_assert_true (k == 0 ||
                         strcmp (g_ptr_array_index (ids, k - 1), g_ptr_array_index (ids, k)) < 0);
          g_assert_true (g_hash_table_add (all, g_strdup (g_ptr_array_index (ids, k))));
        }
    }
}

static void
test_token (void)
{
  g_autofree char *one = bh_token_new ();
  g_autofree char *other = bh_token_new ();

  g_assert_cmpuint (strlen (one), ==, 43);
  g_assert_cmpstr (one, !=, other);
  g_assert_cmpuint (
      strspn (one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), ==, 43);
}

static void
test_clock (void)
{
  bh_clock_set (42);
  g_assert_cmpint (bh_clock_now_us (), ==, 42);
  bh_clock_set (0);
  g_assert_cmpint (bh_clock_now_us (), >, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/id/is-a-uuid-of-version-7", test_form);
  g_test_add_func ("/common/id/anything-else-is-refused", test_refused);
  g_test_add_func ("/common/id/rises-and-never-repeats", test_rise);
  g_test_add_func ("/common/id/token-has-256-bits", test_token);
  g_test_add_func ("/common/clock/can-be-set", test_clock);
  return g_test_run ();
}
