/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-id.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/store/bhd-seal.h"
#include "tests/desk/ai/sealing.h"

#include <string.h>

#define KEY "sk-very-secret-0815"

static BhdProviderRow *
create (DeskFixture *fixture, const char *id, const BhdProviderChange *wanted)
{
  gboolean created;

  return bhd_providers_create (&fixture->turn, fixture->ada->organization_id, id, wanted, &created,
                               &fixture->error);
}

static char *
add (DeskFixture *fixture, const char *model, const char *key)
{
  const BhdProviderChange wanted = { .kind = "openai", .model = model, .key = key };
  char *id = bh_id_new ();
  g_autoptr (BhdProviderRow) row = create (fixture, id, &wanted);

  g_assert_no_error (fixture->error);
  return id;
}

static BhdProviderRow *
change (DeskFixture *fixture, const char *id, const BhdProviderChange *wanted)
{
  return bhd_providers_change (&fixture->turn, fixture->ada->organization_id, id, wanted,
                               &fixture->error);
}

static BhdProviderAccount *
open_account (DeskFixture *fixture, const char *id)
{
  BhdProviderAccount *account = bhd_providers_find_account (
      &fixture->turn, fixture->ada->organization_id, id, &fixture->error);

  g_assert_no_error (fixture->error);
  return account;
}

static void
test_sealed (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, "gpt", KEY);
  g_autoptr (BhdProviderAccount) account = open_account (fixture, id);
  g_autoptr (GPtrArray) rows =
      bhd_providers_list (&fixture->turn, fixture->ada->organization_id, &fixture->error);

  g_assert_cmpstr (account->key, ==, KEY);
  g_assert_null (strstr (((BhdProviderRow *) rows->pdata[0])->key, KEY));
}

static void
test_order (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *first = add (fixture, "a", NULL);
  g_autofree char *second = add (fixture, "b", NULL);
  g_autofree char *off = add (fixture, "c", NULL);
  g_autofree char *nameless = add (fixture, NULL, NULL);
  const gboolean no = FALSE;
  const gint64 front = 0;
  const BhdProviderChange disable = { .enabled = &no };
  const BhdProviderChange forwards = { .position = &front };
  const gint64 later = 5;
  const BhdProviderChange backwards = { .position = &later };
  g_autoptr (BhdProviderRow) disabled = change (fixture, off, &disable);
  g_autoptr (BhdProviderRow) moved = change (fixture, second, &forwards);
  g_autoptr (BhdProviderRow) moved_back = change (fixture, first, &backwards);
  g_autoptr (GPtrArray) accounts = bhd_providers_list_accounts (
      &fixture->turn, fixture->ada->organization_id, NULL, &fixture->error);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (((BhdProviderAccount *) accounts->pdata[0])->model, ==, "b");
  g_assert_cmpstr (((BhdProviderAccount *) accounts->pdata[1])->model, ==, "a");
}

static void
test_key_kept_and_removed (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, "gpt", KEY);
  const BhdProviderChange rename = { .name = "Ours" };
  const BhdProviderChange remove = { .key = "" };
  g_autoptr (BhdProviderRow) renamed = change (fixture, id, &rename);
  g_autoptr (BhdProviderAccount) kept = open_account (fixture, id);
  g_autoptr (BhdProviderRow) removed = change (fixture, id, &remove);

  g_assert_cmpstr (kept->key, ==, KEY);
  g_assert_null (removed->key);
}

static void
test_key_stays_at_its_address (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, "gpt", KEY);
  const BhdProviderChange move = { .base_url = "https://elsewhere.example/v1" };
  g_autoptr (BhdProviderRow) moved = change (fixture, id, &move);

  g_assert_no_error (fixture->error);
  g_assert_null (moved->key);
}

static void
test_key_of_another_row (DeskFixture *fixture, gconstpointer unused)
{
  static const char sql[] = "UPDATE provider SET key = (SELECT p.key FROM provider AS p "
                            "WHERE p.id = $1) WHERE id = $2";
  g_autofree char *from = add (fixture, "a", KEY);
  g_autofree char *to = add (fixture, "b", "other");
  g_autofree char *unusable = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  bh_db_exec (fixture->db, sql, g_variant_new ("(ss)", from, to), &fixture->error);
  accounts = bhd_providers_list_accounts (&fixture->turn, fixture->ada->organization_id, &unusable,
                                          &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_nonnull (unusable);
  g_assert_null (strstr (unusable, KEY));
}

static void
test_addresses (DeskFixture *fixture, gconstpointer unused)
{
  static const char *const bad[] = { "ftp://x.example/",
                                     "x.example",
                                     "https://",
                                     "https://user:secret@x.example/",
                                     "https://x.example/?key=1",
                                     "https://x.example/#a",
                                     "file:///etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *id = bh_id_new ();
      const BhdProviderChange wanted = { .kind = "openai", .base_url = bad[i] };
      g_autoptr (BhdProviderRow) row = create (fixture, id, &wanted);

      g_assert_null (row);
      g_assert_cmpstr (bh_error_get_detail (fixture->error, "field"), ==, "\"base_url\"");
      desk_assert_error (fixture, BH_ERROR_INVALID);
    }
}

static void
test_again (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, "gpt", NULL);
  const BhdProviderChange same = { .kind = "openai", .model = "other" };
  const BhdProviderChange other = { .kind = "gemini" };
  g_autoptr (BhdProviderRow) stored = create (fixture, id, &same);
  g_autoptr (BhdProviderRow) refused = NULL;

  g_assert_cmpstr (stored->model, ==, "gpt");
  refused = create (fixture, id, &other);
  g_assert_null (refused);
  desk_assert_error (fixture, BH_ERROR_CONFLICT);
}

static void
test_others (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, "gpt", KEY);
  const char *rival = fixture->eve->organization_id;
  const BhdProviderChange rename = { .name = "Mine" };

  g_assert_null (bhd_providers_change (&fixture->turn, rival, id, &rename, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_false (bhd_providers_delete (&fixture->turn, rival, id, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
  g_assert_null (bhd_providers_find_account (&fixture->turn, rival, id, &fixture->error));
  desk_assert_error (fixture, BH_ERROR_NOT_FOUND);
}

static void
test_deleted_embedder (DeskFixture *fixture, gconstpointer unused)
{
  g_autofree char *id = add (fixture, "gpt", NULL);
  const char *acme = fixture->ada->organization_id;
  const BhdAiSettingsChange use = { .embedding_provider_id = id };
  g_autoptr (BhdAiSettings) used =
      bhd_ai_settings_change (&fixture->turn, acme, &use, &fixture->error);
  g_autoptr (BhdAiSettings) after = NULL;

  g_assert_cmpstr (used->embedding_provider_id, ==, id);
  bhd_providers_delete (&fixture->turn, acme, id, &fixture->error);
  after = bhd_ai_settings_get (&fixture->turn, acme, &fixture->error);
  g_assert_null (after->embedding_provider_id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SEALING_TEST ("/desk/ai/providers/a-key-is-sealed-and-opens-for-the-agent", test_sealed);
  SEALING_TEST ("/desk/ai/providers/are-asked-in-order-if-enabled-and-named", test_order);
  SEALING_TEST ("/desk/ai/providers/a-key-stays-until-it-is-removed", test_key_kept_and_removed);
  SEALING_TEST ("/desk/ai/providers/a-key-does-not-follow-to-another-address",
                test_key_stays_at_its_address);
  SEALING_TEST ("/desk/ai/providers/a-key-moved-to-another-row-does-not-open",
                test_key_of_another_row);
  SEALING_TEST ("/desk/ai/providers/an-address-is-http-and-has-no-secret", test_addresses);
  SEALING_TEST ("/desk/ai/providers/the-same-id-again-is-what-is-stored", test_again);
  SEALING_TEST ("/desk/ai/providers/others-are-not-found", test_others);
  SEALING_TEST ("/desk/ai/providers/a-removed-one-embeds-no-more", test_deleted_embedder);
  return g_test_run ();
}
