/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-route.h"

#include <string.h>

/* What every row of the route table and every shape owes to who reads the description. */

typedef void (*EachRoute) (const BhdRoute *route);

static void
each_route (EachRoute check)
{
  g_assert_nonnull (*bhd_routes_all ());
  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    {
      g_test_message ("%s %s", (*route)->method, (*route)->path);
      check (*route);
    }
}

/* A route without one: see “.gives” in server/http/bhd-route.h. */
static void
has_shape (const BhdRoute *route)
{
  if (route->gives == NULL || route->gives->status == 0)
    g_test_fail_printf ("%s %s names no shape: add “.gives = BHD_GIVES (…)”", route->method,
                        route->path);
}

static void
test_every_route_has_a_shape (void)
{
  each_route (has_shape);
}

static void
has_summary (const BhdRoute *route)
{
  if (route->summary == NULL || *route->summary == '\0' || g_str_has_suffix (route->summary, "."))
    g_test_fail_printf ("%s %s wants a summary of a few words without a full stop", route->method,
                        route->path);
}

static void
test_every_route_has_a_summary (void)
{
  each_route (has_summary);
}

static void check_shape (const BhdShape *shape, GHashTable *seen);

static void
check_member (const BhdMember *member, GHashTable *seen)
{
  gboolean words = member->type == BHD_IS_WORD;
  gboolean object = member->type == BHD_IS_OBJECT;

  g_test_message ("member %s", member->name);
  g_assert_true (words == (member->words != NULL));
  g_assert_true (member->shape != NULL ? object || member->type == BHD_IS_MAP : !object);
  if (member->shape != NULL)
    check_shape (member->shape, seen);
}

static void
check_members (const BhdMember *members, GHashTable *seen)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (; members != NULL && members->name != NULL; members++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) members->name));
      check_member (members, seen);
    }
}

/* One name is one shape, or readers take one for the other. */
static void
check_shape (const BhdShape *shape, GHashTable *seen)
{
  const BhdShape *known = g_hash_table_lookup (seen, shape->name);

  g_test_message ("shape %s", shape->name);
  g_assert_true (known == NULL || known == shape);
  if (known != NULL)
    return;
  g_hash_table_insert (seen, (gpointer) shape->name, (gpointer) shape);
  g_assert_true (g_ascii_isupper (shape->name[0]));
  g_assert_nonnull (shape->about);
  check_members (shape->members, seen);
}

static void
check_response (const BhdResponse *response, GHashTable *seen)
{
  gboolean json = response->body == BHD_BODY_JSON;
  gboolean records = response->body == BHD_BODY_LINES || response->body == BHD_BODY_EVENTS;
  gboolean typed = records || response->body == BHD_BODY_RAW;

  g_assert_true ((response->media_type != NULL) == typed);
  g_assert_true (response->shape == NULL || json || records);
  g_assert_true (!json || (response->members != NULL) != (response->shape != NULL));
  if (response->shape != NULL)
    check_shape (response->shape, seen);
  check_members (response->members, seen);
}

static void
test_shapes_are_well_formed (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const BhdRoute *const *route = bhd_routes_all (); *route != NULL; route++)
    for (const BhdResponse *each = (*route)->gives; each != NULL && each->status != 0; each++)
      {
        g_test_message ("%s %s: %u", (*route)->method, (*route)->path, each->status);
        check_response (each, seen);
      }
}

static void
fits_body (const BhdRoute *route)
{
  for (const BhdResponse *each = route->gives; each != NULL && each->status != 0; each++)
    if (each->status == 204)
      g_assert_cmpint (each->body, ==, BHD_BODY_NONE);
}

static void
test_statuses_fit (void)
{
  each_route (fits_body);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/shapes/every-route-has-one", test_every_route_has_a_shape);
  g_test_add_func ("/http/shapes/every-route-has-a-summary", test_every_route_has_a_summary);
  g_test_add_func ("/http/shapes/are-well-formed", test_shapes_are_well_formed);
  g_test_add_func ("/http/shapes/statuses-fit", test_statuses_fit);
  return g_test_run ();
}
