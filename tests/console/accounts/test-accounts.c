/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "console/model/accounts/bhc-desks.h"
#include "tests/console/bht-desk.h"
#include "tests/console/bht-wait.h"

/* Two servers, and somebody who answers at both. */
typedef struct
{
  BhtDesk one;
  BhtMock *other;
  BhcDesks *desks;
} Fixture;

static void
close_desks (Fixture *fixture)
{
  BhcDesks *desks = g_steal_pointer (&fixture->desks);
  guint n = bht_count (desks);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcDesk) desk = g_list_model_get_item (G_LIST_MODEL (desks), i);

      g_object_run_dispose (G_OBJECT (desk));
    }
  g_object_unref (desks);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  bht_desk_set_up (&fixture->one, data);
  bht_desk_close (&fixture->one);
  fixture->other = bht_mock_new ();
  fixture->desks = bhc_desks_new (fixture->one.directory, NULL);
  bhc_desks_start (fixture->desks);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_desks (fixture);
  bht_mock_free (fixture->other);
  bht_desk_tear_down (&fixture->one, data);
}

static void
sign_in (Fixture *fixture, BhtMock *mock)
{
  BhcDesk *desk = bhc_desks_get_current (fixture->desks);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bhc_desk_sign_in_async (desk, mock->url, "me@example.org", "right", TRUE, bht_result_cb, &result);
  bht_wait_until (result != NULL);
  bhc_desk_sign_in_finish (desk, result, &error);
  g_assert_no_error (error);
  bht_wait_until (bhc_desk_get_state (desk) == BHC_STATE_ONLINE);
}

static void
sign_in_at_both (Fixture *fixture)
{
  sign_in (fixture, fixture->one.mock);
  bhc_desks_add (fixture->desks);
  sign_in (fixture, fixture->other);
}

static gboolean
all_are_online (Fixture *fixture)
{
  guint n = bht_count (fixture->desks);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BhcDesk) desk = g_list_model_get_item (G_LIST_MODEL (fixture->desks), i);

      if (bhc_desk_get_state (desk) != BHC_STATE_ONLINE)
        return FALSE;
    }

  return n == 2;
}

static void
test_both_are_connected (Fixture *fixture, gconstpointer data)
{
  sign_in_at_both (fixture);
  g_assert_true (all_are_online (fixture));
  g_assert_cmpstr (bhc_desk_get_server (bhc_desks_get_current (fixture->desks)), ==,
                   fixture->other->url);
}

static void
test_both_are_found_again (Fixture *fixture, gconstpointer data)
{
  sign_in_at_both (fixture);
  close_desks (fixture);

  fixture->desks = bhc_desks_new (fixture->one.directory, NULL);
  bhc_desks_start (fixture->desks);
  bht_wait_until (all_are_online (fixture));
  g_assert_cmpstr (bhc_desk_get_server (bhc_desks_get_current (fixture->desks)), ==,
                   fixture->other->url); /* the newest */
}

static void
test_each_has_its_own_inbox (Fixture *fixture, gconstpointer data)
{
  bht_mock_open (fixture->other, "Ada");
  sign_in_at_both (fixture);
  bht_wait_until (bhc_desk_get_count (bhc_desks_get_current (fixture->desks), BHC_VIEW_ALL) == 1);
  {
    g_autoptr (BhcDesk) first = g_list_model_get_item (G_LIST_MODEL (fixture->desks), 0);

    g_assert_cmpuint (bhc_desk_get_count (first, BHC_VIEW_ALL), ==, 0);
  }
}

static void
test_who_leaves_one_finds_the_other (Fixture *fixture, gconstpointer data)
{
  sign_in_at_both (fixture);
  bhc_desk_sign_out (bhc_desks_get_current (fixture->desks));

  g_assert_cmpuint (bht_count (fixture->desks), ==, 1);
  g_assert_cmpstr (bhc_desk_get_server (bhc_desks_get_current (fixture->desks)), ==,
                   fixture->one.mock->url);
}

static void
test_who_left_is_not_looked_for (Fixture *fixture, gconstpointer data)
{
  sign_in_at_both (fixture);
  bhc_desk_sign_out (bhc_desks_get_current (fixture->desks));
  close_desks (fixture);

  fixture->desks = bhc_desks_new (fixture->one.directory, NULL);
  bhc_desks_start (fixture->desks);
  g_assert_cmpuint (bht_count (fixture->desks), ==, 1);
}

static void
test_who_thinks_again_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BhcDesk) first = NULL;

  sign_in (fixture, fixture->one.mock);
  first = g_object_ref (bhc_desks_get_current (fixture->desks));
  bhc_desks_add (fixture->desks);
  g_assert_cmpuint (bht_count (fixture->desks), ==, 2);

  bhc_desks_set_current (fixture->desks, first);
  g_assert_cmpuint (bht_count (fixture->desks), ==, 1);
}

static void
test_a_key_finds_its_desk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = NULL;

  sign_in_at_both (fixture);
  key = bhc_desks_get_key (bhc_desks_get_current (fixture->desks));
  g_assert_true (bhc_desks_find (fixture->desks, key) == bhc_desks_get_current (fixture->desks));
  g_assert_null (bhc_desks_find (fixture->desks, "https://nowhere.example me"));
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/console/accounts/both-are-connected", test_both_are_connected);
  ADD ("/console/accounts/both-are-found-again", test_both_are_found_again);
  ADD ("/console/accounts/each-has-its-own-inbox", test_each_has_its_own_inbox);
  ADD ("/console/accounts/who-leaves-one-finds-the-other", test_who_leaves_one_finds_the_other);
  ADD ("/console/accounts/who-left-is-not-looked-for", test_who_left_is_not_looked_for);
  ADD ("/console/accounts/who-thinks-again-leaves-nothing", test_who_thinks_again_leaves_nothing);
  ADD ("/console/accounts/a-key-finds-its-desk", test_a_key_finds_its_desk);

  return g_test_run ();
}
