/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/bhc-message-private.h"
#include "console/model/reading/bhc-seat.h"
#include "console/model/reading/bhc-seats.h"
#include "tests/console/bht-records.h"
#include "tests/console/bht-wait.h"

/* (transfer full): @n messages of a conversation */
static GListStore *
make_messages (guint conversation, guint n)
{
  const BhcMessageState stored = { BHC_DELIVERY_STORED, NULL, NULL };
  GListStore *messages = g_list_store_new (BHC_TYPE_MESSAGE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *body = g_strdup_printf ("%u of %u", i, conversation);
      g_autoptr (BhMessage) record = bht_message_new (conversation, i + 1, body);
      g_autoptr (BhcMessage) message = bhc_message_new (record, BHT_OPERATOR, &stored);

      g_list_store_append (messages, message);
    }

  return messages;
}

/* (transfer none): the model holds it */
static BhcSeat *
seat_at (BhcSeats *seats, guint position)
{
  g_autoptr (BhcSeat) seat = g_list_model_get_item (G_LIST_MODEL (seats), position);

  return seat;
}

/* The last messages have seats, in order. */
static void
assert_seated (BhcSeats *seats, GListStore *messages)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (messages));
  guint seated = g_list_model_get_n_items (G_LIST_MODEL (seats));

  g_assert_cmpuint (seated, <=, n);
  g_assert_true ((seated == n) == bhc_seats_are_filled (seats));
  for (guint i = 0; i < seated; i++)
    {
      g_autoptr (BhcMessage) message =
          g_list_model_get_item (G_LIST_MODEL (messages), n - seated + i);

      g_assert_true (bhc_seat_get_message (seat_at (seats, i)) == message);
    }
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  *n += removed + added;
}

static void
test_seats_stay_for_the_next (void)
{
  static const guint lengths[] = { 3, 3, 7, 2, 0, 5 };
  g_autoptr (BhcSeats) seats = bhc_seats_new ();
  guint n = 0, told = 0;

  g_signal_connect (seats, "items-changed", G_CALLBACK (count_cb), &told);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GListStore) messages = make_messages (i, lengths[i]);
      BhcSeat *last = n > 0 ? seat_at (seats, n - 1) : NULL;

      told = 0;
      bhc_seats_set_messages (seats, G_LIST_MODEL (messages));
      assert_seated (seats, messages);
      g_assert_true (bhc_seats_are_filled (seats));
      g_assert_cmpuint (told, ==, MAX (n, lengths[i]) - MIN (n, lengths[i]));
      if (last != NULL && lengths[i] > 0)
        g_assert_true (seat_at (seats, lengths[i] - 1) == last);
      n = lengths[i];
    }

  bhc_seats_set_messages (seats, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (seats)), ==, 0);
}

static void
test_message_keeps_its_seat (void)
{
  g_autoptr (BhcSeats) seats = bhc_seats_new ();
  g_autoptr (GListStore) messages = make_messages (1, 4);
  g_autoptr (BhcMessage) first = g_list_model_get_item (G_LIST_MODEL (messages), 0);
  g_autoptr (BhcMessage) second = g_list_model_get_item (G_LIST_MODEL (messages), 1);
  gpointer swapped[] = { second, first };
  BhcSeat *one, *other;

  bhc_seats_set_messages (seats, G_LIST_MODEL (messages));
  one = seat_at (seats, 0);
  other = seat_at (seats, 1);
  g_list_store_splice (messages, 0, 2, swapped, 2);

  assert_seated (seats, messages);
  g_assert_true (seat_at (seats, 0) == other);
  g_assert_true (seat_at (seats, 1) == one);
}

static void
test_left_messages_are_not_followed (void)
{
  g_autoptr (BhcSeats) seats = bhc_seats_new ();
  g_autoptr (GListStore) before = make_messages (1, 4);
  g_autoptr (GListStore) now = make_messages (2, 2);

  bhc_seats_set_messages (seats, G_LIST_MODEL (before));
  bhc_seats_set_messages (seats, G_LIST_MODEL (now));
  g_list_store_remove_all (before);

  assert_seated (seats, now);
}

static void
test_long_transcript_is_seated_by_and_by (void)
{
  g_autoptr (BhcSeats) seats = bhc_seats_new ();
  g_autoptr (GListStore) messages = make_messages (1, 60);
  g_autoptr (BhcMessage) last = NULL;
  guint first;

  bhc_seats_set_messages (seats, G_LIST_MODEL (messages));
  first = g_list_model_get_n_items (G_LIST_MODEL (seats));
  assert_seated (seats, messages);
  g_assert_cmpuint (first, <, 30);

  last = g_list_model_get_item (G_LIST_MODEL (messages), 59);
  g_assert_cmpuint (bhc_seats_find (seats, last), ==, first - 1);
  g_assert_false (bhc_seats_are_filled (seats));

  bht_wait_until (bhc_seats_are_filled (seats));
  assert_seated (seats, messages);
  g_assert_cmpuint (bhc_seats_find (seats, last), ==, 59);
}

/* Whatever of it has no seat yet. */
static void
test_long_transcript_changes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (BhcSeats) seats = bhc_seats_new ();
      g_autoptr (GListStore) messages = make_messages (1, 40);
      g_autoptr (GListStore) others = make_messages (2, 3);
      guint position = (guint) g_rand_int_range (random, 0, 41);
      guint removed = (guint) g_rand_int_range (random, 0, (gint32) (41 - position));
      gpointer added[3];
      guint n_added = (guint) g_rand_int_range (random, 0, 4);

      for (guint i = 0; i < 3; i++)
        added[i] = g_list_model_get_item (G_LIST_MODEL (others), i);
      bhc_seats_set_messages (seats, G_LIST_MODEL (messages));
      g_list_store_splice (messages, position, removed, added, n_added);
      assert_seated (seats, messages);
      g_assert_cmpuint (bhc_seats_find (seats, NULL), ==, G_MAXUINT);
      assert_seated (seats, messages);
      g_assert_true (bhc_seats_are_filled (seats));
      for (guint i = 0; i < 3; i++)
        g_object_unref (added[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/console/seats/stay-for-the-next-transcript", test_seats_stay_for_the_next);
  g_test_add_func ("/console/seats/message-keeps-its-own", test_message_keeps_its_seat);
  g_test_add_func ("/console/seats/left-transcript-is-not-followed",
                   test_left_messages_are_not_followed);

  g_test_add_func ("/console/seats/long-transcript-by-and-by",
                   test_long_transcript_is_seated_by_and_by);
  g_test_add_func ("/console/seats/long-transcript-changes", test_long_transcript_changes);

  return g_test_run ();
}
