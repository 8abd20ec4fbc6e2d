/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/desk/widget/visitor-scene.h"

#include "server/store/bhd-seal.h"

#include <string.h>

/* Whom the site vouches for. */

typedef DeskFixture Fixture;

static void
test_same_id_is_the_same_contact (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *identity = scene_identity (secret, "u1", "Zoe", "Zoe@example.org");
  g_autoptr (BhdCaller) one = scene_introduce (f, NULL, NULL, identity);
  g_autofree char *id = scene_open (f, one);
  g_autoptr (BhdCaller) other = scene_introduce (f, NULL, NULL, identity);
  g_autoptr (GPtrArray) list = bhd_conversations_list_own (&f->turn, other, 0, NULL, 20, &f->error);

  g_assert_true (one->verified);
  g_assert_cmpstr (one->name, ==, "Zoe");
  g_assert_cmpstr (one->email, ==, "zoe@example.org");
  g_assert_cmpstr (one->contact_id, ==, other->contact_id);
  g_assert_cmpstr (one->token_hash, !=, other->token_hash);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpstr (((BhConversation *) g_ptr_array_index (list, 0))->id, ==, id);
  bhd_secret_free (secret);
}

static void
test_the_form_is_not_asked_of_the_vouched (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *identity = scene_identity (secret, "u1", "", "");
  g_autoptr (BhdCaller) caller = scene_introduce (f, NULL, NULL, identity);

  g_assert_cmpstr (caller->name, ==, "Visitor");
  bhd_secret_free (secret);
}

static void
assert_unauthorized (Fixture *f, const char *identity)
{
  g_assert_null (scene_try (f, "Zoe", "{\"email\":\"zoe@example.org\"}", identity));
  g_assert_cmpstr (bh_error_get_detail (f->error, "field"), ==, "\"identity\"");
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
}

static void
test_what_is_not_proved_is_refused (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *good = scene_identity (secret, "u1", "Zoe", "");
  g_autofree char *wrong = scene_identity ("another secret", "u1", "Zoe", "");
  g_autoptr (GString) moved = g_string_new (good);
  g_autoptr (GString) cut = g_string_new (good);

  g_string_replace (moved, "\"u1\"", "\"u2\"", 1);
  g_string_truncate (cut, cut->len - 4);
  g_string_append (cut, "\"}");
  assert_unauthorized (f, wrong);
  assert_unauthorized (f, moved->str);
  assert_unauthorized (f, cut->str);
  assert_unauthorized (f, "{\"id\":\"u1\"}");
  assert_unauthorized (f, "{\"id\":\"u1\",\"hmac\":\"\"}");
  assert_unauthorized (f, "{\"id\":\"u1\",\"hmac\":\"zz\"}");
  assert_unauthorized (f, "{\"id\":\"u1\",\"hmac\":7}");
  bhd_secret_free (secret);
}

/* A line feed would let the end of one part be the beginning of another. */
static void
test_parts_cannot_run_into_each_other (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *good = scene_identity (secret, "u1", "Zoe", "a@b.c");
  const char *hmac = strstr (good, "\"hmac\"");
  g_autofree char *shifted = g_strdup_printf ("{\"id\":\"u1\\na@b.c\",\"email\":\"Zoe\",%s", hmac);

  g_assert_null (scene_try (f, NULL, NULL, shifted));
  desk_assert_error (f, BH_ERROR_INVALID);
  bhd_secret_free (secret);
}

static void
test_identities_that_make_no_sense (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *long_id = g_strnfill (129, 'a');
  g_autofree char *too_long = scene_identity (secret, long_id, "", "");
  g_autofree char *no_id = scene_identity (secret, "", "Zoe", "");
  g_autofree char *no_email = scene_identity (secret, "u1", "Zoe", "zoe");
  const char *const wrong[] = { too_long, no_id, no_email };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (scene_try (f, NULL, NULL, wrong[i]));
      desk_assert_error (f, BH_ERROR_INVALID);
    }
  bhd_secret_free (secret);
}

static void
test_a_renewed_secret_alone_counts (Fixture *f, gconstpointer data)
{
  char *old = scene_renew_secret (f);
  char *new = scene_renew_secret (f);
  g_autofree char *before = scene_identity (old, "u1", "Zoe", "");
  g_autofree char *now = scene_identity (new, "u1", "Zoe", "");
  g_autoptr (BhdCaller) caller = NULL;

  assert_unauthorized (f, before);
  caller = scene_introduce (f, NULL, NULL, now);
  g_assert_true (caller->verified);
  bhd_secret_free (old);
  bhd_secret_free (new);
}

static void
test_without_a_secret_nobody_is_vouched_for (Fixture *f, gconstpointer data)
{
  g_autofree char *identity = scene_identity ("", "u1", "Zoe", "");

  assert_unauthorized (f, identity);
}

/* The same name and address, not vouched for, are somebody else. */
static void
test_unverified_sees_nothing_of_the_verified (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *identity = scene_identity (secret, "u1", "Zoe", "zoe@example.org");
  g_autoptr (BhdCaller) zoe = scene_introduce (f, NULL, NULL, identity);
  g_autofree char *id = scene_open (f, zoe);
  g_autoptr (BhdCaller) other = scene_introduce (f, "Zoe", "{\"email\":\"zoe@example.org\"}", NULL);
  g_autoptr (GPtrArray) list = bhd_conversations_list_own (&f->turn, other, 0, NULL, 20, &f->error);

  g_assert_cmpuint (list->len, ==, 0);
  g_assert_null (bhd_conversations_find (&f->turn, other, id, &f->error));
  desk_assert_error (f, BH_ERROR_NOT_FOUND);
  bhd_secret_free (secret);
}

static void
test_anonymous_visitor_keeps_what_they_began (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *identity = scene_identity (secret, "u1", "Adele", "adele@example.org");
  g_autoptr (BhdCaller) now = bhd_visitors_identify (&f->turn, f->ada, identity, &f->error);
  g_autoptr (BhdCaller) later = scene_introduce (f, NULL, NULL, identity);
  g_autoptr (BhConversation) seen = desk_look (f);
  BhdEvent *event = desk_last_event (f, "conversation.updated");

  g_assert_no_error (f->error);
  g_assert_cmpstr (now->contact_id, ==, f->ada->contact_id);
  g_assert_cmpstr (now->token_hash, ==, f->ada->token_hash);
  g_assert_cmpstr (later->contact_id, ==, f->ada->contact_id);
  g_assert_cmpstr (seen->contact_name, ==, "Adele");
  g_assert_cmpstr (seen->contact_external_id, ==, "u1");
  g_assert_true (seen->contact_verified);
  g_assert_null (event->contact_id);
  g_assert_nonnull (strstr (event->desk, "\"verified\":true"));
  bhd_secret_free (secret);
}

static void
test_nobody_becomes_somebody_else (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *zoe = scene_identity (secret, "zoe", "Zoe", "");
  g_autofree char *yan = scene_identity (secret, "yan", "Yan", "");
  g_autoptr (BhdCaller) caller = scene_introduce (f, NULL, NULL, zoe);

  g_assert_null (bhd_visitors_identify (&f->turn, caller, yan, &f->error));
  desk_assert_error (f, BH_ERROR_CONFLICT);
  bhd_secret_free (secret);
}

static void
test_another_organisation_has_its_own_ids (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *identity = scene_identity (secret, "u1", "Zoe", "");
  g_autoptr (BhdCaller) zoe = scene_introduce (f, NULL, NULL, identity);

  g_assert_null (bhd_visitors_identify (&f->turn, f->eve, identity, &f->error));
  desk_assert_error (f, BH_ERROR_UNAUTHORIZED);
  bhd_secret_free (secret);
}

static void
test_only_open_conversations_are_told (Fixture *f, gconstpointer data)
{
  char *secret = scene_renew_secret (f);
  g_autofree char *identity = scene_identity (secret, "u1", "Adele", "");
  g_autoptr (BhConversation) closed =
      bhd_conversations_resolve (&f->turn, f->mia, f->id, &f->error);
  guint before = f->turn.events->len;
  g_autoptr (BhdCaller) now = bhd_visitors_identify (&f->turn, f->ada, identity, &f->error);

  g_assert_no_error (f->error);
  g_assert_cmpuint (f->turn.events->len, ==, before);
  bhd_secret_free (secret);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) SEALING_TEST ("/desk/vouching/" name, function)
  ADD ("same-id-is-the-same-contact", test_same_id_is_the_same_contact);
  ADD ("the-form-is-not-asked-of-the-vouched", test_the_form_is_not_asked_of_the_vouched);
  ADD ("what-is-not-proved-is-refused", test_what_is_not_proved_is_refused);
  ADD ("parts-cannot-run-into-each-other", test_parts_cannot_run_into_each_other);
  ADD ("identities-that-make-no-sense", test_identities_that_make_no_sense);
  ADD ("a-renewed-secret-alone-counts", test_a_renewed_secret_alone_counts);
  ADD ("without-a-secret-nobody-is-vouched-for", test_without_a_secret_nobody_is_vouched_for);
  ADD ("unverified-sees-nothing-of-the-verified", test_unverified_sees_nothing_of_the_verified);
  ADD ("anonymous-visitor-keeps-what-they-began", test_anonymous_visitor_keeps_what_they_began);
  ADD ("nobody-becomes-somebody-else", test_nobody_becomes_somebody_else);
  ADD ("another-organisation-has-its-own-ids", test_another_organisation_has_its_own_ids);
  ADD ("only-open-conversations-are-told", test_only_open_conversations_are_told);
  return g_test_run ();
}
