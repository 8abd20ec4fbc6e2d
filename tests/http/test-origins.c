/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "server/desk/bhd-organizations.h"
#include "server/http/bhd-origins.h"
#include "server/store/bhd-schema.h"

/* What is remembered of the origins, and until when. */

#define SHOP "https://shop.example"
#define ELSE "https://else.example"

typedef struct
{
  BhDb *db;
  BhdTurn turn; /* reading, as far as the origins know */
  BhdOrigins *origins;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhOrganization) acme = NULL;

  f->db = bh_db_open (":memory:", BH_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  bhd_schema_apply (f->db, &error);
  g_assert_no_error (error);
  f->turn = (BhdTurn){ f->db, 1, TRUE, NULL, 0 };
  acme = bhd_organizations_create (&f->turn, "acme", "Acme", &error);
  g_assert_no_error (error);
  f->turn.writing = FALSE;
  f->origins = bhd_origins_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bhd_origins_free (f->origins);
  bh_db_close (f->db);
}

/* Behind the back of who remembers. */
static void
allow (Fixture *f, const char *json)
{
  g_autoptr (GError) error = NULL;

  bh_db_exec (f->db, "UPDATE organization SET allowed_origins = $1", g_variant_new ("(s)", json),
              &error);
  g_assert_no_error (error);
}

static gboolean
check_with (Fixture *f, guint ticket, const char *organization, const char *origin)
{
  g_autoptr (GError) error = NULL;
  gboolean allowed = bhd_origins_check (f->origins, ticket, &f->turn, organization, origin, &error);

  if (!allowed)
    g_assert_error (error, BH_ERROR, BH_ERROR_ORIGIN_REFUSED);
  return allowed;
}

static gboolean
check (Fixture *f, const char *origin)
{
  return check_with (f, bhd_origins_ticket (f->origins), "acme", origin);
}

static gboolean
is_known (Fixture *f, guint ticket, const char *origin)
{
  g_autoptr (GError) error = NULL;
  gboolean known = FALSE;

  g_assert_true (bhd_origins_is_known (f->origins, ticket, &f->turn, origin, &known, &error));
  return known;
}

static void
test_organization_is_remembered (Fixture *f, gconstpointer data)
{
  allow (f, "[\"" SHOP "\"]");
  g_assert_true (check (f, SHOP));
  allow (f, "[\"" ELSE "\"]");
  g_assert_true (check (f, SHOP));
  g_assert_false (check (f, ELSE));
}

static void
test_organization_is_forgotten (Fixture *f, gconstpointer data)
{
  allow (f, "[\"" SHOP "\"]");
  g_assert_true (check (f, SHOP));
  allow (f, "[\"" ELSE "\"]");
  bhd_origins_forget (f->origins);
  g_assert_false (check (f, SHOP));
  g_assert_true (check (f, ELSE));
}

/* A turn that began before the news saw the data as they were. */
static void
test_old_ticket_keeps_nothing (Fixture *f, gconstpointer data)
{
  guint ticket = bhd_origins_ticket (f->origins);
  gboolean known;

  bhd_origins_forget (f->origins);
  allow (f, "[\"" SHOP "\"]");
  g_assert_true (check_with (f, ticket, "acme", SHOP));
  g_assert_true (is_known (f, ticket, SHOP));
  allow (f, "[\"" ELSE "\"]");
  g_assert_false (check (f, SHOP));
  g_assert_false (bhd_origins_recall (f->origins, SHOP, &known));
}

/* What a writing turn sees may be undone. */
static void
test_writing_turn_keeps_nothing (Fixture *f, gconstpointer data)
{
  f->turn.writing = TRUE;
  allow (f, "[\"" SHOP "\"]");
  g_assert_true (check (f, SHOP));
  allow (f, "[\"" ELSE "\"]");
  g_assert_false (check (f, SHOP));
}

static void
test_unknown_organization_passes (Fixture *f, gconstpointer data)
{
  g_assert_true (check_with (f, bhd_origins_ticket (f->origins), "nobody", SHOP));
}

static void
test_list_is_remembered (Fixture *f, gconstpointer data)
{
  gboolean known = FALSE;

  g_assert_false (bhd_origins_recall (f->origins, SHOP, &known));
  allow (f, "[\"" SHOP "\"]");
  g_assert_false (is_known (f, bhd_origins_ticket (f->origins), ELSE));
  g_assert_true (bhd_origins_recall (f->origins, SHOP, &known));
  g_assert_true (known);
  g_assert_true (bhd_origins_recall (f->origins, ELSE, &known));
  g_assert_false (known);
}

static void
test_list_is_forgotten (Fixture *f, gconstpointer data)
{
  gboolean known;

  is_known (f, bhd_origins_ticket (f->origins), SHOP);
  bhd_origins_forget (f->origins);
  g_assert_false (bhd_origins_recall (f->origins, SHOP, &known));
}

static void
test_open_organization_knows_all (Fixture *f, gconstpointer data)
{
  gboolean known = FALSE;

  g_assert_true (is_known (f, bhd_origins_ticket (f->origins), SHOP));
  g_assert_true (bhd_origins_recall (f->origins, ELSE, &known));
  g_assert_true (known);
}

/* More organisations than there is room for: the first gives way. */
static void
test_room_is_bounded (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->turn.writing = TRUE;
  for (guint i = 0; i < 1100; i++)
    {
      g_autofree char *slug = g_strdup_printf ("o%u", i);
      g_autoptr (BhOrganization) made = bhd_organizations_create (&f->turn, slug, slug, &error);

      g_assert_no_error (error);
    }
  f->turn.writing = FALSE;
  g_assert_true (check (f, SHOP));
  for (guint i = 0; i < 1100; i++)
    {
      g_autofree char *slug = g_strdup_printf ("o%u", i);

      g_assert_true (check_with (f, bhd_origins_ticket (f->origins), slug, SHOP));
    }
  allow (f, "[\"" ELSE "\"]");
  g_assert_false (check (f, SHOP));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/http/origins/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("organization-is-remembered", test_organization_is_remembered);
  ADD ("organization-is-forgotten", test_organization_is_forgotten);
  ADD ("old-ticket-keeps-nothing", test_old_ticket_keeps_nothing);
  ADD ("writing-turn-keeps-nothing", test_writing_turn_keeps_nothing);
  ADD ("unknown-organization-passes", test_unknown_organization_passes);
  ADD ("list-is-remembered", test_list_is_remembered);
  ADD ("list-is-forgotten", test_list_is_forgotten);
  ADD ("open-organization-knows-all", test_open_organization_knows_all);
  ADD ("room-is-bounded", test_room_is_bounded);
  return g_test_run ();
}
