/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-router.h"

#include <string.h>

/* The table of all routes, and how a path finds its row. */

typedef void (*Check) (const BhdRoute *route);

static void
each (Check check)
{
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    {
      g_test_message ("%s %s", (*route)->method, (*route)->path);
      check (*route);
    }
}

static void
assert_once (const BhdRoute *wanted)
{
  guint count = 0;

  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    if (g_str_equal ((*route)->method, wanted->method) &&
        g_str_equal ((*route)->path, wanted->path))
      count++;
  g_assert_cmpuint (count, ==, 1);
}

static void
test_unique (void)
{
  each (assert_once);
}

static void
assert_summary (const BhdRoute *route)
{
  g_assert_nonnull (route->summary);
  g_assert_true (g_ascii_isupper (route->summary[0]));
  g_assert_false (g_str_has_suffix (route->summary, "."));
}

static void
test_summaries (void)
{
  each (assert_summary);
}

/* Who may write more is known by the credential, not by the path. */
static void
assert_class_of_its_caller (const BhdRoute *route)
{
  if (route->rate == BHD_RATE_DESK_WRITE)
    g_assert_cmpint (route->who, ==, BHD_OPERATOR);
  if (route->rate == BHD_RATE_WRITE)
    g_assert_cmpint (route->who, !=, BHD_OPERATOR);
}

static void
test_rate_classes (void)
{
  each (assert_class_of_its_caller);
}

static void
assert_one_handler (const BhdRoute *route)
{
  int handlers = (route->read != NULL) + (route->write != NULL) + (route->work != NULL) +
                 (route->talk != NULL) + (route->answer != NULL) + (route->feed != FALSE);

  g_assert_cmpint (handlers, ==, 1);
}

static void
test_one_handler (void)
{
  each (assert_one_handler);
}

/* Whoever reaches the data from outside is counted. */
static void
assert_rate (const BhdRoute *route)
{
  g_assert_true (route->rate != BHD_RATE_NONE || route->who == BHD_LOCAL || route->answer != NULL);
}

static void
test_rates (void)
{
  each (assert_rate);
}

static void
assert_bounds (const BhdRoute *route)
{
  for (const BhdField *field = route->fields; field != NULL && field->name != NULL; field++)
    {
      gboolean bounded = field->type == BHD_FIELD_TEXT || field->type == BHD_FIELD_NAME ||
                         field->type == BHD_FIELD_INT || field->type == BHD_FIELD_OBJECT ||
                         field->type == BHD_FIELD_ORIGINS || field->type == BHD_FIELD_WORDS;

      g_assert_true (!bounded || field->max > field->min);
      g_assert_true ((field->type == BHD_FIELD_CHOICE) == (field->choices != NULL));
    }
}

static void
test_bounds (void)
{
  each (assert_bounds);
}

static void
assert_found (const BhdRoute *route)
{
  g_autoptr (BhdRouter) router = bhd_router_new (bhd_routes_all ());
  BhdPieces pieces;
  const BhdPlace *place = bhd_router_find (router, route->path, strlen (route->path), &pieces);

  g_assert_nonnull (place);
  g_assert_true (bhd_place_route (place, route->method) == route);
}

static void
test_each_is_found (void)
{
  each (assert_found);
}

static const BhdRoute few[] = {
  { .method = "GET", .path = "/a" },
  { .method = "POST", .path = "/a" },
  { .method = "GET", .path = "/a/:id" },
  { .method = "GET", .path = "/a/mine" },
  { .method = "GET", .path = "/a/:id/b/:other" },
  { .method = "GET", .path = "/feed", .feed = TRUE },
};

static const BhdPlace *
find (BhdRouter **router, const char *path, BhdPieces *pieces)
{
  const BhdRoute *rows[G_N_ELEMENTS (few) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (few); i++)
    rows[i] = &few[i];
  *router = bhd_router_new (rows);
  return bhd_router_find (*router, path, strlen (path), pieces);
}

static void
test_pieces (void)
{
  g_autoptr (BhdRouter) router = NULL;
  BhdPieces pieces;

  g_assert_nonnull (find (&router, "/a/x%20y/b/z", &pieces));
  g_assert_cmpuint (pieces.count, ==, 2);
  g_assert_cmpmem (pieces.text[0], pieces.length[0], "x%20y", 5);
  g_assert_cmpmem (pieces.text[1], pieces.length[1], "z", 1);
}

static void
test_literal_before_any (void)
{
  g_autoptr (BhdRouter) router = NULL;
  BhdPieces pieces;
  const BhdPlace *place = find (&router, "/a/mine", &pieces);

  g_assert_true (bhd_place_route (place, "GET") == &few[3]);
}

static void
test_not_found (gconstpointer path)
{
  g_autoptr (BhdRouter) router = NULL;
  BhdPieces pieces;

  g_assert_null (find (&router, path, &pieces));
}

static void
test_methods (void)
{
  g_autoptr (BhdRouter) router = NULL;
  BhdPieces pieces;
  const BhdPlace *place = find (&router, "/a", &pieces);

  g_assert_cmpstr (bhd_place_methods (place), ==, "GET, HEAD, POST");
  g_assert_true (bhd_place_route (place, "HEAD") == &few[0]);
  g_assert_null (bhd_place_route (place, "DELETE"));
}

static void
test_no_head_of_a_feed (void)
{
  g_autoptr (BhdRouter) router = NULL;
  BhdPieces pieces;

  g_assert_null (bhd_place_route (find (&router, "/feed", &pieces), "HEAD"));
}

int
main (int argc, char **argv)
{
  static const char *const strange[] = { "/",       "",       "/b",      "/a/",        "//a",
                                         "/a//b/c", "/a/x/b", "/a/x/b/", "/a/x/b/y/z", "/A" };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/routes/unique", test_unique);
  g_test_add_func ("/http/routes/summaries", test_summaries);
  g_test_add_func ("/http/routes/rate-classes", test_rate_classes);
  g_test_add_func ("/http/routes/one-handler", test_one_handler);
  g_test_add_func ("/http/routes/rates", test_rates);
  g_test_add_func ("/http/routes/bounds", test_bounds);
  g_test_add_func ("/http/routes/each-is-found", test_each_is_found);
  g_test_add_func ("/http/router/pieces", test_pieces);
  g_test_add_func ("/http/router/literal-before-any", test_literal_before_any);
  g_test_add_func ("/http/router/methods", test_methods);
  g_test_add_func ("/http/router/no-head-of-a-feed", test_no_head_of_a_feed);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autofree char *name = g_strdup_printf ("/http/router/not-found/%u", i);

      g_test_add_data_func (name, strange[i], test_not_found);
    }
  return g_test_run ();
}
