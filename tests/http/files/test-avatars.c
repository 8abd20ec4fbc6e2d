/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/http/files/bht-files.h"

#include <string.h>

#define AVATAR "/v1/desk/me/avatar"

/* JPEG headers that say 257 × 257 and 1025 × 257. */
static const char small[] = "\xff\xd8\xff\xc0\x01\x11\x08\x01\x01\x01\x01\x03\x01";
static const char wide[] = "\xff\xd8\xff\xc0\x01\x11\x08\x01\x01\x04\x01\x03\x01";

typedef struct
{
  BhtTenant *a;
  char *picture; /* that no other test has */
} Fixture;

static BhtDaemon *shared;

static void
set_up (Fixture *f, gconstpointer data)
{
  static guint count;
  g_autofree char *slug = g_strdup_printf ("alpha-%u", ++count);

  if (shared == NULL)
    shared = bht_daemon_new (NULL);
  f->a = bht_daemon_add_tenant (shared, slug);
  f->picture = g_strdup_printf ("%s%u", small, count);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  bht_tenant_free (f->a);
  g_free (f->picture);
}

static BhtAnswer *
put (Fixture *f, const char *bytes)
{
  return bht_files_put_raw (shared, AVATAR, f->a->agent_token, bytes, strlen (bytes));
}

/* Returns: (transfer none) (nullable) */
static const char *
avatar_of (const BhtAnswer *answer)
{
  JsonObject *person = json_object_get_object_member (bht_answer_object (answer), "operator");

  return json_object_get_string_member_with_default (person, "avatar", NULL);
}

static BhtAnswer *
get (const char *hash)
{
  g_autofree char *path = g_strconcat ("/v1/avatars/", hash, NULL);

  return bht_call (shared, "GET", path, NULL, NULL, NULL);
}

static void
test_anybody_sees_it (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = put (f, f->picture);
  g_autoptr (BhtAnswer) picture = get (avatar_of (answer));
  g_autofree char *type = bht_answer_header (picture, "Content-Type");
  g_autofree char *cache = bht_answer_header (picture, "Cache-Control");
  g_autofree char *policy = bht_answer_header (picture, "Cross-Origin-Resource-Policy");

  g_assert_cmpuint (picture->status, ==, 200);
  g_assert_cmpstr (type, ==, "image/jpeg");
  g_assert_cmpstr (cache, ==, "public, max-age=31536000, immutable");
  g_assert_cmpstr (policy, ==, "cross-origin");
}

static void
test_colleagues_see_it_in_the_list (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = put (f, f->picture);
  g_autoptr (BhtAnswer) list =
      bht_call (shared, "GET", "/v1/desk/operators", f->a->owner_token, NULL, NULL);

  g_assert_nonnull (strstr (list->body, avatar_of (answer)));
}

static guint
count_told (Fixture *f)
{
  g_autoptr (BhtAnswer) feed =
      bht_call (shared, "GET", "/v1/feed?after=0&wait=0", f->a->owner_token, NULL, NULL);
  g_auto (GStrv) parts = g_strsplit (feed->body, "{\"what\":\"operators\"}", -1);

  g_assert_cmpuint (feed->status, ==, 200);
  return g_strv_length (parts) - 1;
}

static void
test_colleagues_are_told_of_another (Fixture *f, gconstpointer data)
{
  guint before = count_told (f);

  bht_answer_free (put (f, f->picture));
  g_assert_cmpuint (count_told (f), ==, before + 1);
  bht_answer_free (put (f, f->picture));
  g_assert_cmpuint (count_told (f), ==, before + 1);
  bht_answer_free (bht_call (shared, "DELETE", AVATAR, f->a->agent_token, NULL, NULL));
  g_assert_cmpuint (count_told (f), ==, before + 2);
}

static void
test_visitor_sees_whose_turn_it_is (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = put (f, f->picture);
  g_autofree char *path =
      g_strdup_printf ("/v1/desk/conversations/%s/claim", f->a->conversation_id);
  g_autoptr (BhtAnswer) claimed = bht_call (shared, "POST", path, f->a->agent_token, NULL, "{}");
  g_autoptr (BhtAnswer) list =
      bht_call (shared, "GET", "/v1/widget/conversations", f->a->visitor_token, NULL, NULL);

  g_assert_cmpuint (claimed->status, ==, 200);
  g_assert_nonnull (strstr (claimed->body, avatar_of (answer)));
  g_assert_nonnull (strstr (list->body, avatar_of (answer)));
}

static void
test_what_is_no_picture_is_refused (Fixture *f, gconstpointer data)
{
  static const char *const bytes[] = { "GIF89a\1\1\1\1", "<svg/>", "%PDF-", "\xff\xd8\xff", wide };

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      g_autoptr (BhtAnswer) answer = put (f, bytes[i]);

      bht_answer_assert_error (answer, 400, "invalid");
    }
}

static void
test_too_many_bytes_are_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *bytes = g_strnfill (512 * 1024 + 1, 'x');
  g_autoptr (BhtAnswer) answer = put (f, bytes);

  bht_answer_assert_error (answer, 413, "too_large");
}

static void
test_removed_is_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) answer = put (f, f->picture);
  g_autoptr (BhtAnswer) removed =
      bht_call (shared, "DELETE", AVATAR, f->a->agent_token, NULL, NULL);
  g_autoptr (BhtAnswer) picture = get (avatar_of (answer));

  g_assert_cmpuint (removed->status, ==, 200);
  g_assert_null (avatar_of (removed));
  bht_answer_assert_error (picture, 404, "not_found");
}

static void
test_unknown_is_not_found (Fixture *f, gconstpointer data)
{
  g_autoptr (BhtAnswer) unknown =
      get ("5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456");
  g_autoptr (BhtAnswer) nonsense = get ("..%2F..%2Fbellhop.db");

  bht_answer_assert_error (unknown, 404, "not_found");
  bht_answer_assert_error (nonsense, 404, "not_found");
}

#define TEST(name, function)                                                                       \
  g_test_add ("/http/avatars/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  TEST ("anybody-sees-it", test_anybody_sees_it);
  TEST ("colleagues-see-it-in-the-list", test_colleagues_see_it_in_the_list);
  TEST ("colleagues-are-told-of-another", test_colleagues_are_told_of_another);
  TEST ("visitor-sees-whose-turn-it-is", test_visitor_sees_whose_turn_it_is);
  TEST ("what-is-no-picture-is-refused", test_what_is_no_picture_is_refused);
  TEST ("too-many-bytes-are-refused", test_too_many_bytes_are_refused);
  TEST ("removed-is-gone", test_removed_is_gone);
  TEST ("unknown-is-not-found", test_unknown_is_not_found);
  status = g_test_run ();
  g_clear_pointer (&shared, bht_daemon_free);
  return status;
}
