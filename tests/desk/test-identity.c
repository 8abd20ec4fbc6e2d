/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-clock.h"
#include "tests/desk/desk-fixture.h"

typedef DeskFixture Fixture;

static BhdCaller *
open_session (Fixture *f, char **token)
{
  BhdCaller *caller = bhd_identity_open_contact_session (&f->turn, "acme", "Zoe", "zoe@example.org",
                                                         NULL, token, &f->error);

  g_assert_no_error (f->error);
  return caller;
}

static BhdCaller *
authenticate (Fixture *f, BhdWho who, const char *token)
{
  return bhd_identity_authenticate (&f->turn, who, token, &f->error);
}

static void
test_token_proves_the_visitor (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = open_session (f, &token);
  g_autoptr (BhdCaller) caller = authenticate (f, BHD_VISITOR, token);

  g_assert_cmpstr (caller->contact_id, ==, opened->contact_id);
  g_assert_cmpstr (caller->name, ==, "Zoe");
}

static void
test_token_is_stored_hashed (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = open_session (f, &token);

  g_assert_cmpstr (opened->token_hash, !=, token);
  g_assert_null (authenticate (f, BHD_VISITOR, opened->token_hash));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static void
test_unknown_token_is_refused (Fixture *f, gconstpointer data)
{
  g_assert_null (authenticate (f, BHD_VISITOR, "nobody"));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static void
test_visitors_token_is_no_operators (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = open_session (f, &token);

  g_assert_null (authenticate (f, BHD_OPERATOR, token));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static void
test_session_lives_a_day (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = open_session (f, &token);
  g_autoptr (BhdCaller) caller = NULL;

  desk_wait (f, 24 * BH_HOUR - 1);
  caller = authenticate (f, BHD_VISITOR, token);
  g_assert_nonnull (caller);
}

static void
test_session_ends_after_a_day (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = open_session (f, &token);

  desk_wait (f, 24 * BH_HOUR);
  g_assert_null (authenticate (f, BHD_VISITOR, token));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

/* Acts when @left of the session is left.  Returns: how long it lives from then. */
static gint64
life_after_acting (Fixture *f, gint64 left)
{
  g_autofree char *token = NULL;
  g_autoptr (BhdCaller) opened = open_session (f, &token);
  g_autoptr (BhdCaller) before = NULL;
  g_autoptr (BhdCaller) after = NULL;

  desk_wait (f, 24 * BH_HOUR - left);
  before = authenticate (f, BHD_VISITOR, token);
  g_assert_true (bhd_identity_touch (&f->turn, before, &f->error));
  after = authenticate (f, BHD_VISITOR, token);
  return after->expires_us - f->turn.now_us;
}

static void
test_acting_late_extends (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (life_after_acting (f, 4 * BH_HOUR - 1), ==, 24 * BH_HOUR);
}

static void
test_acting_early_does_not_extend (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (life_after_acting (f, 4 * BH_HOUR), ==, 4 * BH_HOUR);
}

static void
test_session_of_an_unknown_organization (Fixture *f, gconstpointer data)
{
  g_autofree char *token = NULL;

  g_assert_null (bhd_identity_open_contact_session (&f->turn, "nowhere", "Zoe", "zoe@example.org",
                                                    NULL, &token, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static BhOperator *
find (Fixture *f, const char *email, char **hash)
{
  return bhd_identity_find_operator (&f->turn, email, hash, &f->error);
}

static void
test_address_is_found_in_any_case (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = NULL;
  g_autoptr (BhOperator) found = find (f, " MIA@Acme.example ", &hash);

  g_assert_cmpstr (found->name, ==, "Mia");
  g_assert_cmpstr (hash, ==, "hash");
}

static void
test_unknown_address_is_no_error (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = NULL;

  g_assert_null (find (f, "nobody@acme.example", &hash));
  g_assert_no_error (f->error);
  g_assert_null (hash);
}

static void
test_address_is_taken_once (Fixture *f, gconstpointer data)
{
  g_assert_null (bhd_identity_create_operator (&f->turn, "rival", "Mia@acme.example", "Mia",
                                               BH_ROLE_AGENT, "hash", &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_operators_session_lives_30_days (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = NULL;
  g_autofree char *token = NULL;
  g_autoptr (BhOperator) mia = find (f, "mia@acme.example", &hash);
  g_autoptr (BhdCaller) caller = NULL;
  gint64 expires_us;

  bhd_identity_open_operator_session (&f->turn, mia, &token, &expires_us, &f->error);
  g_assert_cmpint (expires_us, ==, NOW + 30 * 24 * BH_HOUR);
  desk_wait (f, 30 * 24 * BH_HOUR - 1);
  caller = authenticate (f, BHD_OPERATOR, token);
  g_assert_cmpint (caller->role, ==, BH_ROLE_AGENT);
  desk_wait (f, 1);
  g_assert_null (authenticate (f, BHD_OPERATOR, token));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static char *
sign_in (Fixture *f)
{
  g_autofree char *hash = NULL;
  g_autoptr (BhOperator) mia = find (f, "mia@acme.example", &hash);
  char *token = NULL;
  gint64 expires_us;

  bhd_identity_open_operator_session (&f->turn, mia, &token, &expires_us, &f->error);
  g_assert_no_error (f->error);
  return token;
}

static void
test_signing_out_ends_the_session (Fixture *f, gconstpointer data)
{
  g_autofree char *token = sign_in (f);
  g_autoptr (BhdCaller) caller = authenticate (f, BHD_OPERATOR, token);

  g_assert_true (bhd_identity_close_operator_session (&f->turn, caller, &f->error));
  g_assert_null (authenticate (f, BHD_OPERATOR, token));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static void
test_signing_out_leaves_other_sessions (Fixture *f, gconstpointer data)
{
  g_autofree char *first = sign_in (f);
  g_autofree char *second = sign_in (f);
  g_autoptr (BhdCaller) caller = authenticate (f, BHD_OPERATOR, first);
  g_autoptr (BhdCaller) other = NULL;

  bhd_identity_close_operator_session (&f->turn, caller, &f->error);
  other = authenticate (f, BHD_OPERATOR, second);
  g_assert_nonnull (other);
}

static void
test_new_password_ends_all_sessions (Fixture *f, gconstpointer data)
{
  g_autofree char *token = sign_in (f);

  g_assert_true (bhd_identity_set_password (&f->turn, "mia@acme.example", "other", &f->error));
  g_assert_null (authenticate (f, BHD_OPERATOR, token));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static void
test_new_password_is_stored (Fixture *f, gconstpointer data)
{
  g_autofree char *hash = NULL;
  g_autoptr (BhOperator) mia = NULL;

  bhd_identity_set_password (&f->turn, "mia@acme.example", "other", &f->error);
  mia = find (f, "mia@acme.example", &hash);
  g_assert_cmpstr (hash, ==, "other");
}

static void
test_password_of_nobody_is_refused (Fixture *f, gconstpointer data)
{
  g_assert_false (bhd_identity_set_password (&f->turn, "no@acme.example", "other", &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
}

static void
test_password_verifies (void)
{
  g_autofree char *hash = bhd_password_hash ("correct horse", NULL);

  g_assert_true (bhd_password_verify ("correct horse", hash));
}

static void
test_wrong_password_is_refused (void)
{
  g_autofree char *hash = bhd_password_hash ("correct horse", NULL);

  g_assert_false (bhd_password_verify ("correct house", hash));
}

static void
test_nobody_has_no_password (void)
{
  g_assert_false (bhd_password_verify ("correct horse", NULL));
}

static void
test_short_password_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (bhd_password_hash ("äöüäöüäöü", &error)); /* nine characters, eighteen bytes */
  g_assert_error (error, BH_ERROR, BH_ERROR_INVALID);
}

static void
test_slug_is_taken_once (Fixture *f, gconstpointer data)
{
  g_assert_null (bhd_organizations_create (&f->turn, "acme", "Other", &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
}

static void
test_bad_slugs_are_refused (Fixture *f, gconstpointer data)
{
  const char *const slugs[] = { "", "Acme", "a b", "-a", "a/b", "ä" };

  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    {
      g_assert_null (bhd_organizations_create (&f->turn, slugs[i], "Other", &f->error));
      desk_assert_error (f, BH_ERROR_INVALID);
    }
}

static void
test_change_keeps_what_it_does_not_name (Fixture *f, gconstpointer data)
{
  const char *const origins[] = { "https://shop.example", NULL };
  BhdOrganizationChange first = { .allowed_origins = origins };
  BhdOrganizationChange second = { .name = "Acme Ltd" };
  g_autoptr (BhOrganization) a = bhd_organizations_change (&f->turn, "acme", &first, &f->error);
  g_autoptr (BhOrganization) b = bhd_organizations_change (&f->turn, "acme", &second, &f->error);
  g_autoptr (BhOrganization) found = bhd_organizations_find (&f->turn, "acme", &f->error);

  g_assert_cmpstr (found->name, ==, "Acme Ltd");
  g_assert_cmpstr (found->allowed_origins[0], ==, "https://shop.example");
  g_assert_cmpstr (found->greeting, ==, a->greeting);
}

static void
test_change_stays_at_the_desk (Fixture *f, gconstpointer data)
{
  BhdOrganizationChange change = { .name = "Acme Ltd" };
  g_autoptr (BhOrganization) changed =
      bhd_organizations_change (&f->turn, "acme", &change, &f->error);

  g_assert_null (desk_last_event (f, "organization.updated")->contact_id);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  DESK_TEST ("/desk/session/token-proves-the-visitor", test_token_proves_the_visitor);
  DESK_TEST ("/desk/session/token-is-stored-hashed", test_token_is_stored_hashed);
  DESK_TEST ("/desk/session/unknown-is-refused", test_unknown_token_is_refused);
  DESK_TEST ("/desk/session/visitors-is-no-operators", test_visitors_token_is_no_operators);
  DESK_TEST ("/desk/session/lives-a-day", test_session_lives_a_day);
  DESK_TEST ("/desk/session/ends-after-a-day", test_session_ends_after_a_day);
  DESK_TEST ("/desk/session/acting-late-extends", test_acting_late_extends);
  DESK_TEST ("/desk/session/acting-early-does-not", test_acting_early_does_not_extend);
  DESK_TEST ("/desk/session/unknown-organization", test_session_of_an_unknown_organization);
  DESK_TEST ("/desk/operator/found-in-any-case", test_address_is_found_in_any_case);
  DESK_TEST ("/desk/operator/unknown-is-no-error", test_unknown_address_is_no_error);
  DESK_TEST ("/desk/operator/address-is-taken-once", test_address_is_taken_once);
  DESK_TEST ("/desk/operator/session-lives-30-days", test_operators_session_lives_30_days);
  DESK_TEST ("/desk/operator/signing-out-ends", test_signing_out_ends_the_session);
  DESK_TEST ("/desk/operator/signing-out-leaves-others", test_signing_out_leaves_other_sessions);
  DESK_TEST ("/desk/operator/new-password-ends-sessions", test_new_password_ends_all_sessions);
  DESK_TEST ("/desk/operator/new-password-is-stored", test_new_password_is_stored);
  DESK_TEST ("/desk/operator/password-of-nobody", test_password_of_nobody_is_refused);
  g_test_add_func ("/desk/password/verifies", test_password_verifies);
  g_test_add_func ("/desk/password/wrong-is-refused", test_wrong_password_is_refused);
  g_test_add_func ("/desk/password/nobody-has-none", test_nobody_has_no_password);
  g_test_add_func ("/desk/password/short-is-refused", test_short_password_is_refused);
  DESK_TEST ("/desk/organization/slug-is-taken-once", test_slug_is_taken_once);
  DESK_TEST ("/desk/organization/bad-slugs-are-refused", test_bad_slugs_are_refused);
  DESK_TEST ("/desk/organization/change-keeps-the-rest", test_change_keeps_what_it_does_not_name);
  DESK_TEST ("/desk/organization/change-stays-at-the-desk", test_change_stays_at_the_desk);
  return g_test_run ();
}
