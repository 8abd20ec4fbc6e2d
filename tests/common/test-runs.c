/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/ai/bh-draft.h"
#include "common/ai/bh-run.h"
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include <string.h>

#define DETAIL                                                                                     \
  "{\"question\":\"How long?\",\"band\":\"answer\",\"searches\":[{\"question\":\"How long?\","     \
  "\"passages\":[{\"passage_id\":\"p\",\"document_id\":\"d\",\"title\":\"Returns\","               \
  "\"heading\":\"Time\",\"score\":0.75,\"parts\":{\"lexical\":0.5,\"phrasing\":0.25,"              \
  "\"words\":0.125,\"dense\":0.5},\"matched\":\"how much time\"}]}],"                              \
  "\"tools\":[{\"name\":\"order\",\"arguments\":\"{}\",\"result\":\"sent\","                       \
  "\"status\":\"success\",\"duration_us\":12}],"                                                   \
  "\"guardrails\":[{\"name\":\"cards\",\"action\":\"warn\",\"direction\":\"in\","                  \
  "\"excerpt\":\"***\"}],"                                                                         \
  "\"attempts\":[{\"provider\":\"first\",\"model\":\"m\",\"error\":\"gone\"}],\"failure\":null}"

static const char run_json[] =
    "{\"id\":\"r\",\"conversation_id\":\"c\",\"message_id\":\"m\",\"outcome\":\"answered\","
    "\"provider\":\"Ours\",\"model\":\"small\",\"tokens_in\":1,\"tokens_out\":2,\"cost\":3,"
    "\"first_token_us\":4,\"duration_us\":5,\"created_us\":6,\"verdict\":-1,\"detail\":" DETAIL "}";

static const char draft_json[] = "{\"conversation_id\":\"c\",\"run_id\":\"r\",\"body\":\"Hi\","
                                 "\"sources\":[{\"title\":\"T\"}],\"created_us\":7}";

static JsonNode *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = bh_json_parse_object (json, strlen (json), 100000, &error);

  g_assert_no_error (error);
  return node;
}

static void
test_run_travels_unchanged (void)
{
  g_autoptr (JsonNode) node = parse (run_json);
  g_autoptr (BhRun) run = bh_run_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_run_write_json (run, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, run_json);
}

static void
test_detail_travels_unchanged (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhRunDetail) detail = bh_run_detail_parse (DETAIL, &error);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  bh_run_detail_write_json (detail, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, DETAIL);
}

static void
test_detail_of_wrong_types_is_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhRunDetail) detail = bh_run_detail_parse (
      "{\"question\":7,\"searches\":[3,{\"passages\":{}}],\"tools\":\"x\",\"attempts\":null}",
      &error);

  g_assert_no_error (error);
  g_assert_null (detail->question);
  g_assert_cmpuint (detail->searches->len, ==, 1);
  g_assert_cmpuint (detail->tools->len, ==, 0);
}

static void
test_no_verdict_is_null (void)
{
  g_autoptr (JsonNode) node = parse ("{\"id\":\"r\",\"verdict\":null}");
  g_autoptr (BhRun) run = bh_run_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_run_write_json (run, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_nonnull (strstr (text, "\"verdict\":null"));
}

static void
test_draft_travels_unchanged (void)
{
  g_autoptr (JsonNode) node = parse (draft_json);
  g_autoptr (BhDraft) draft = bh_draft_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_draft_write_json (draft, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, draft_json);
}

static void
test_nameless_ones_are_refused (void)
{
  g_autoptr (JsonNode) node = parse ("{\"id\":7}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;

  g_assert_null (bh_run_from_json (json_node_get_object (node), &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
  g_assert_null (bh_draft_from_json (json_node_get_object (node), &other));
  g_assert_error (other, BH_ERROR, BH_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/run/travels-unchanged", test_run_travels_unchanged);
  g_test_add_func ("/common/run/detail-travels-unchanged", test_detail_travels_unchanged);
  g_test_add_func ("/common/run/detail-of-wrong-types-is-empty",
                   test_detail_of_wrong_types_is_empty);
  g_test_add_func ("/common/run/no-verdict-is-null", test_no_verdict_is_null);
  g_test_add_func ("/common/draft/travels-unchanged", test_draft_travels_unchanged);
  g_test_add_func ("/common/run/nameless-ones-are-refused", test_nameless_ones_are_refused);
  return g_test_run ();
}
