/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* Pictures as articles: offered and taken while a model can look at them, and read by it. */
#include "tests/agent/models/emulator.h"
#include "tests/story/library.h"

#include <string.h>

#define PICTURE "\x89PNG\r\n\x1a\n-- a sign at the ferry --"
#define PROVIDER "01900000-0000-7000-8000-000000000001"
#define SAID(text)                                                                                 \
  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"}}]}\n\n"                   \
  "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"                \
  "data: [DONE]\n\n"

typedef struct
{
  Library library;
  Emulator model;
} Fixture;

static void
set_up (Fixture *f, gconstpointer unused)
{
  library_open (&f->library, "BELLHOP_MODELS_TO_PRIVATE=true");
  emulator_init (&f->model);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  library_close (&f->library);
  emulator_clear (&f->model);
}

static void
add_provider (Fixture *f, gboolean vision)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"" PROVIDER "\",\"kind\":\"openai\",\"name\":\"Eyes\",\"base_url\":\"%s\","
      "\"model\":\"eyes\",\"vision\":%s}",
      f->model.url, vision ? "true" : "false");

  json_node_unref (bht_api_expect (f->library.desk, "POST", "/v1/desk/providers", body, 201));
}

static gboolean
is_offered (Fixture *f)
{
  g_autoptr (JsonNode) answer =
      bht_api_expect (f->library.desk, "GET", "/v1/desk/knowledge", NULL, 200);
  JsonArray *formats = json_object_get_array_member (json_node_get_object (answer), "formats");

  for (guint i = 0; i < json_array_get_length (formats); i++)
    if (g_str_equal (
            json_object_get_string_member (json_array_get_object_element (formats, i), "name"),
            "picture"))
      return TRUE;
  return FALSE;
}

/* Returns: the status that announcing a picture of @size gives. */
static guint
announce (Fixture *f, gsize size)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"01900000-0000-7000-8000-000000000002\",\"file_name\":\"sign.png\",\"size\":%zu,"
      "\"hash\":\"00000000000000000000000000000000000000000000000000000000000000aa\"}",
      size);
  g_autoptr (JsonNode) answer = NULL;

  return bht_api_call (f->library.desk, "POST", "/v1/desk/uploads", body, &answer);
}

static void
test_nobody_who_sees (Fixture *f, gconstpointer unused)
{
  add_provider (f, FALSE);
  g_assert_false (is_offered (f));
  g_assert_cmpuint (announce (f, 100), ==, 400);
}

static void
test_offered_is_taken (Fixture *f, gconstpointer unused)
{
  add_provider (f, TRUE);
  g_assert_true (is_offered (f));
  g_assert_cmpuint (announce (f, 100), ==, 201);
}

static void
test_a_model_switched_off_sees_nothing (Fixture *f, gconstpointer unused)
{
  add_provider (f, TRUE);
  json_node_unref (bht_api_expect (f->library.desk, "PATCH", "/v1/desk/providers/" PROVIDER,
                                   "{\"enabled\":false}", 200));
  g_assert_false (is_offered (f));
  g_assert_cmpuint (announce (f, 100), ==, 400);
}

static void
test_larger_than_models_take (Fixture *f, gconstpointer unused)
{
  add_provider (f, TRUE);
  g_assert_cmpuint (announce (f, 5 * 1024 * 1024), ==, 413);
}

static void
test_what_stands_on_it_is_found (Fixture *f, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autofree char *failure = NULL;
  g_autofree char *data = g_base64_encode ((const guchar *) PICTURE, strlen (PICTURE));

  add_provider (f, TRUE);
  emulator_say (&f->model, SAID ("# Ferry\\n\\nDogs travel free on the upper deck."));
  id = library_add (&f->library, "sign.png", PICTURE);
  failure = library_await (&f->library, id);
  g_assert_cmpstr (failure, ==, NULL);
  g_assert_cmpuint (library_count_found (&f->library, "do dogs travel free", id), ==, 1);
  g_assert_nonnull (strstr (emulator_body (&f->model, 0), "data:image/png;base64,"));
  g_assert_nonnull (strstr (emulator_body (&f->model, 0), data));
}

static void
test_no_picture (Fixture *f, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autofree char *failure = NULL;

  add_provider (f, TRUE);
  id = library_add (&f->library, "sign.png", "<svg onload='alert(1)'/>");
  failure = library_await (&f->library, id);
  g_assert_nonnull (strstr (failure, "not a PNG"));
  g_assert_cmpuint (emulator_count (&f->model), ==, 0);
}

static void
test_a_model_that_fails (Fixture *f, gconstpointer unused)
{
  g_autofree char *id = NULL;
  g_autofree char *failure = NULL;
  const EmulatorReply refusal = { .status = 400, .body = "{\"error\":{\"message\":\"no eyes\"}}" };

  add_provider (f, TRUE);
  emulator_add (&f->model, &refusal);
  id = library_add (&f->library, "sign.png", PICTURE);
  failure = library_await (&f->library, id);
  g_assert_nonnull (strstr (failure, "no model could look at it"));
  g_assert_nonnull (strstr (failure, "no eyes"));
}

#define ADD(path, test) g_test_add ("/story/pictures/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("not-offered-nor-taken-where-nobody-sees", test_nobody_who_sees);
  ADD ("what-is-offered-is-taken", test_offered_is_taken);
  ADD ("a-model-switched-off-sees-nothing", test_a_model_switched_off_sees_nothing);
  ADD ("larger-than-models-take-is-refused", test_larger_than_models_take);
  ADD ("what-stands-on-it-is-found", test_what_stands_on_it_is_found);
  ADD ("what-is-no-picture-goes-to-no-model", test_no_picture);
  ADD ("a-model-that-fails-is-told", test_a_model_that_fails);
  return g_test_run ();
}
