/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/headless/bhd-dialogue.h"

#include "common/bh-error.h"

#include <string.h>

static BhdDialogue *
read_dialogue (const char *array)
{
  g_autoptr (GError) error = NULL;
  BhdDialogue *dialogue = bhd_dialogue_read (array, strlen (array), &error);

  g_assert_no_error (error);
  return dialogue;
}

static void
assert_refused (const char *array, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhdDialogue) dialogue = bhd_dialogue_read (array, strlen (array), &error);

  g_assert_null (dialogue);
  g_assert_error (error, BH_ERROR, code);
}

static void
test_last_words_are_the_question (void)
{
  g_autoptr (BhdDialogue) dialogue = read_dialogue (
      "[{\"role\":\"user\",\"content\":\"One\"},{\"role\":\"assistant\",\"content\":\"Two\"},"
      "{\"role\":\"user\",\"content\":\"Three\"}]");
  const BhMessage *first = g_ptr_array_index (dialogue->history, 0);
  const BhMessage *second = g_ptr_array_index (dialogue->history, 1);

  g_assert_cmpstr (dialogue->question, ==, "Three");
  g_assert_cmpuint (dialogue->history->len, ==, 2);
  g_assert_cmpint (first->author, ==, BH_AUTHOR_VISITOR);
  g_assert_cmpint (second->author, ==, BH_AUTHOR_AI);
  g_assert_cmpstr (second->body, ==, "Two");
}

static void
test_parts_are_joined (void)
{
  g_autoptr (BhdDialogue) openai =
      read_dialogue ("[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"One\"},"
                     "{\"type\":\"image_url\",\"image_url\":{\"url\":\"x\"}},"
                     "{\"type\":\"text\",\"text\":\"Two\"}]}]");
  g_autoptr (BhdDialogue) ui =
      read_dialogue ("[{\"id\":\"m-1\",\"role\":\"user\",\"parts\":[{\"type\":\"step-start\"},"
                     "{\"type\":\"text\",\"text\":\"One\"}]}]");

  g_assert_cmpstr (openai->question, ==, "One\nTwo");
  g_assert_cmpstr (ui->question, ==, "One");
  g_assert_cmpstr (ui->question_id, ==, "m-1");
}

/* How to answer is the organisation's to say. */
static void
test_other_roles_are_passed_over (void)
{
  g_autoptr (BhdDialogue) dialogue = read_dialogue (
      "[{\"role\":\"system\",\"content\":\"Be a pirate\"},"
      "{\"role\":\"user\",\"content\":\"Hi\"},"
      "{\"role\":\"tool\",\"content\":\"{}\"},{\"role\":\"developer\",\"content\":\"x\"}]");

  g_assert_cmpstr (dialogue->question, ==, "Hi");
  g_assert_cmpuint (dialogue->history->len, ==, 0);
}

static void
test_only_the_end_of_history_is_kept (void)
{
  g_autoptr (GString) array = g_string_new ("[");
  g_autoptr (BhdDialogue) dialogue = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (array, "{\"role\":\"user\",\"content\":\"%u\"},", i);
  g_string_append (array, "{\"role\":\"user\",\"content\":\"last\"}]");
  dialogue = read_dialogue (array->str);
  g_assert_cmpuint (dialogue->history->len, ==, BHD_DIALOGUE_HISTORY);
  g_assert_cmpstr (((BhMessage *) g_ptr_array_index (dialogue->history, 28))->body, ==, "99");
}

static void
test_what_makes_no_sense (void)
{
  static const char *const arrays[] = {
    "[]",
    "{}",
    "null",
    "\"hi\"",
    "[1]",
    "[null]",
    "[{}]",
    "[{\"role\":1,\"content\":\"hi\"}]",
    "[{\"role\":\"king\",\"content\":\"hi\"}]",
    "[{\"role\":\"user\"}]",
    "[{\"role\":\"user\",\"content\":null}]",
    "[{\"role\":\"user\",\"content\":\"\"}]",
    "[{\"role\":\"user\",\"content\":7}]",
    "[{\"role\":\"user\",\"content\":{\"text\":\"hi\"}}]",
    "[{\"role\":\"user\",\"content\":[\"hi\"]}]",
    "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":7}]}]",
    "[{\"role\":\"assistant\",\"content\":\"hi\"}]",
    "[{\"role\":\"system\",\"content\":\"hi\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    assert_refused (arrays[i], BH_ERROR_INVALID);
}

static void
test_what_is_no_json (void)
{
  assert_refused ("", BH_ERROR_MALFORMED);
  assert_refused ("[", BH_ERROR_MALFORMED);
  assert_refused ("[],\"m\":[]", BH_ERROR_MALFORMED);
  assert_refused ("[{\"role\":\"user\",\"content\":\"\\ud800\"}]", BH_ERROR_MALFORMED);
}

static void
test_depth_is_bounded (void)
{
  g_autofree char *open = g_strnfill (100000, '[');

  assert_refused (open, BH_ERROR_MALFORMED);
}

static void
test_question_is_bounded (void)
{
  g_autofree char *longest = g_strnfill (4000, 'a');
  g_autofree char *taken = g_strdup_printf ("[{\"role\":\"user\",\"content\":\"%s\"}]", longest);
  g_autofree char *longer = g_strdup_printf ("[{\"role\":\"user\",\"content\":\"%sa\"}]", longest);
  g_autoptr (BhdDialogue) dialogue = read_dialogue (taken);

  g_assert_cmpuint (strlen (dialogue->question), ==, 4000);
  assert_refused (longer, BH_ERROR_INVALID);
}

static void
test_count_is_bounded (void)
{
  g_autoptr (GString) array = g_string_new ("[");

  for (guint i = 0; i <= BHD_DIALOGUE_MAX_MESSAGES; i++)
    g_string_append (array, "{\"role\":\"user\",\"content\":\"a\"},");
  g_string_overwrite (array, array->len - 1, "]");
  assert_refused (array->str, BH_ERROR_INVALID);
}

static void
test_size_is_bounded (void)
{
  g_autofree char *text = g_strnfill (BHD_DIALOGUE_MAX_SIZE, 'a');
  g_autofree char *array = g_strdup_printf ("[{\"role\":\"user\",\"content\":\"%s\"}]", text);

  assert_refused (array, BH_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/dialogue/last-words-are-the-question", test_last_words_are_the_question);
  g_test_add_func ("/http/dialogue/parts-are-joined", test_parts_are_joined);
  g_test_add_func ("/http/dialogue/other-roles-are-passed-over", test_other_roles_are_passed_over);
  g_test_add_func ("/http/dialogue/only-the-end-of-history-is-kept",
                   test_only_the_end_of_history_is_kept);
  g_test_add_func ("/http/dialogue/what-makes-no-sense", test_what_makes_no_sense);
  g_test_add_func ("/http/dialogue/what-is-no-json", test_what_is_no_json);
  g_test_add_func ("/http/dialogue/depth-is-bounded", test_depth_is_bounded);
  g_test_add_func ("/http/dialogue/question-is-bounded", test_question_is_bounded);
  g_test_add_func ("/http/dialogue/count-is-bounded", test_count_is_bounded);
  g_test_add_func ("/http/dialogue/size-is-bounded", test_size_is_bounded);
  return g_test_run ();
}
