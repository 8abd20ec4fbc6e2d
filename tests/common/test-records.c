/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-conversation.h"
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-organization.h"
#include "common/bh-person.h"
#include "common/knowledge/bh-document.h"
#include "common/knowledge/bh-gap.h"
#include "common/knowledge/bh-phrasing.h"

#include <string.h>

static JsonNode *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = bh_json_parse_object (json, strlen (json), 100000, &error);

  g_assert_no_error (error);
  return node;
}

/* Every record: JSON → record → JSON gives the same members. */
static const char message_json[] =
    "{\"id\":\"m\",\"conversation_id\":\"c\",\"seq\":17,\"author\":\"ai\",\"author_id\":null,\"author_name\":\"Bell\","
    "\"kind\":\"text\",\"notice\":null,\"body\":\"Hi\",\"created_us\":5,"
    "\"sources\":[{\"document_id\":\"d\",\"title\":\"T\"}],"
    "\"extra\":{\"choices\":[{\"document_id\":\"d\",\"title\":\"T\"}]}}";

static const char conversation_json[] =
    "{\"id\":\"c\",\"status\":\"escalated\",\"channel\":\"widget\",\"priority\":\"high\","
    "\"contact\":{\"id\":\"p\",\"name\":\"Ada\",\"email\":\"a@b.c\",\"created_us\":1,"
    "\"metadata\":{\"timezone\":\"UTC\"},\"attributes\":{\"order\":\"4711\"},"
    "\"external_id\":\"u1\",\"verified\":true,\"blocked\":true,\"pages\":[{\"url\":\"https://x.y/\",\"at_us\":3}]},"
    "\"assignee\":{\"id\":\"o\",\"name\":\"Mia\",\"avatar\":\"a1\"},"
    "\"labels\":[\"l1\",\"l2\"],\"team\":{\"id\":\"t\",\"name\":\"Repairs\"},\"mentions\":[\"o\"],"
    "\"snoozed_until_us\":12,"
    "\"handoff\":{\"id\":\"h\",\"status\":\"claimed\",\"reason\":\"user_requested\",\"summary\":\"s\",\"created_us\":2,"
    "\"claimed_us\":3},\"waiting_since_us\":4,\"unread\":2,\"visitor_read_seq\":16,"
    "\"csat\":{\"score\":4,\"comment\":\"quick\",\"created_us\":7},\"first_reply_us\":5,"
    "\"resolved_us\":11,\"message_count\":9,"
    "\"last_message\":{\"author\":\"visitor\",\"author_name\":\"Ada\",\"kind\":\"text\",\"body\":\"x\",\"created_us\":6,"
    "\"seq\":16},\"created_us\":1,\"updated_us\":6,\"seq\":17}";

static const char operator_json[] =
    "{\"id\":\"o\",\"name\":\"Mia\",\"email\":\"m@x.y\",\"role\":\"admin\",\"avatar\":\"a1\","
    "\"teams\":[\"t\"],\"status\":\"away\",\"disabled\":true}";

static const char document_json[] =
    "{\"id\":\"d\",\"title\":\"T\",\"category\":\"help\",\"format\":\"pdf\",\"source\":\"upload\","
    "\"file_name\":\"t.pdf\",\"url\":null,\"body\":\"B\",\"size\":1,\"status\":\"extracting\",\"error\":null,"
    "\"created_us\":1,\"updated_us\":2}";

static const char gap_json[] =
    "{\"id\":\"g\",\"question\":\"Q\",\"hits\":3,\"status\":\"closed\",\"resolution\":\"linked\","
    "\"document_id\":\"d\",\"first_us\":1,\"last_us\":9,\"conversation_id\":\"c\","
    "\"answered\":true,\"examples\":[{\"question\":\"q?\",\"conversation_id\":\"c\",\"created_us\":9}]}";

static const char phrasing_json[] =
    "{\"id\":\"p\",\"document_id\":\"d\",\"title\":\"T\",\"question\":\"q?\",\"status\":\"approved\","
    "\"origin\":\"visitor\",\"hits\":2,\"conversation_id\":\"c\",\"created_us\":4}";

static void
test_message (void)
{
  g_autoptr (JsonNode) node = parse (message_json);
  g_autoptr (BhMessage) message = bh_message_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_message_write_json (message, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, message_json);
}

static void
test_conversation (void)
{
  g_autoptr (JsonNode) node = parse (conversation_json);
  g_autoptr (BhConversation) conversation =
      bh_conversation_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_conversation_write_json (conversation, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, conversation_json);
}

static void
test_visitor_view (void)
{
  g_autoptr (JsonNode) node = parse (conversation_json);
  g_autoptr (BhConversation) conversation =
      bh_conversation_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_conversation_write_visitor_json (conversation, "Bell", &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_nonnull (strstr (text, "\"operator\":{\"name\":\"Mia\",\"avatar\":\"a1\"}"));
  g_assert_null (strstr (text, "\"o\""));
  g_assert_null (strstr (text, "user_requested"));
  g_assert_null (strstr (text, "a@b.c"));
  g_assert_null (strstr (text, "priority"));
  g_assert_nonnull (strstr (text, "\"unread\":0,\"operator_read_seq\":0,"
                                  "\"csat\":{\"score\":4,\"comment\":\"quick\"}"));
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "{}", "{\"id\":1}", "{\"id\":\"m\",\"conversation_id\":\"c\",\"author\":\"god\"}", NULL
  };

  for (const char *const *text = texts; *text != NULL; text++)
    {
      g_autoptr (JsonNode) node = parse (*text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) other = NULL;

      g_assert_null (bh_message_from_json (json_node_get_object (node), &error));
      g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
      g_assert_null (bh_conversation_from_json (json_node_get_object (node), &other));
      g_assert_error (other, BH_ERROR, BH_ERROR_MALFORMED);
    }
}

static void
test_organization (void)
{
  g_autoptr (JsonNode) node = parse (
      "{\"id\":\"o\",\"slug\":\"demo\",\"name\":\"Demo\",\"greeting\":\"Hi\",\"ai_enabled\":true,"
      "\"ai_name\":\"Bell\",\"allowed_origins\":[\"https://a.example\",7],\"webhook_url\":null}");
  g_autoptr (BhOrganization) organization =
      bh_organization_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  g_assert_cmpuint (g_strv_length (organization->allowed_origins), ==, 1);
  bh_organization_write_public_json (organization, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_null (strstr (text, "a.example"));
}

static void
test_person (void)
{
  g_autoptr (JsonNode) node = parse (operator_json);
  g_autoptr (BhOperator) mia = bh_operator_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_operator_write_json (mia, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, operator_json);
  g_assert_cmpint (BH_ROLE_AGENT, <, BH_ROLE_ADMIN);
  g_assert_cmpint (BH_ROLE_ADMIN, <, BH_ROLE_OWNER);
}

static void
test_document (void)
{
  g_autoptr (JsonNode) node = parse (document_json);
  g_autoptr (BhDocument) document = bh_document_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_document_write_json (document, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, document_json);
}

static void
test_document_keeps_its_blob (void)
{
  BhDocument fields = { .id = g_strdup ("d"), .blob = g_strdup ("5ec7e7") };
  g_autoptr (BhDocument) document = bh_document_new_take (&fields);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_document_write_json (document, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_null (strstr (text, "5ec7e7"));
}

static void
test_gap (void)
{
  g_autoptr (JsonNode) node = parse (gap_json);
  g_autoptr (BhGap) gap = bh_gap_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_gap_write_json (gap, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, gap_json);
}

static void
test_gap_with_odd_examples (void)
{
  g_autoptr (JsonNode) node = parse ("{\"id\":\"g\",\"examples\":[7,null,{\"question\":8}]}");
  g_autoptr (BhGap) gap = bh_gap_from_json (json_node_get_object (node), NULL);

  g_assert_cmpuint (gap->examples->len, ==, 1);
  g_assert_null (gap->conversation_id);
}

static void
test_phrasing (void)
{
  g_autoptr (JsonNode) node = parse (phrasing_json);
  g_autoptr (BhPhrasing) phrasing = bh_phrasing_from_json (json_node_get_object (node), NULL);
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *text = NULL;

  bh_phrasing_write_json (phrasing, &json, NULL);
  text = bh_json_writer_steal (&json);
  g_assert_cmpstr (text, ==, phrasing_json);
}

static void
test_phrasing_without_id (void)
{
  g_autoptr (JsonNode) node = parse ("{\"question\":\"q?\"}");
  g_autoptr (GError) error = NULL;

  g_assert_null (bh_phrasing_from_json (json_node_get_object (node), &error));
  g_assert_error (error, BH_ERROR, BH_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/common/records/message-round-trip", test_message);
  g_test_add_func ("/common/records/conversation-round-trip", test_conversation);
  g_test_add_func ("/common/records/visitor-sees-no-desk-matters", test_visitor_view);
  g_test_add_func ("/common/records/half-a-record-is-refused", test_refused);
  g_test_add_func ("/common/records/public-organization-keeps-settings", test_organization);
  g_test_add_func ("/common/records/operator-round-trip", test_person);
  g_test_add_func ("/common/records/document-round-trip", test_document);
  g_test_add_func ("/common/records/blob-does-not-travel", test_document_keeps_its_blob);
  g_test_add_func ("/common/records/gap-round-trip", test_gap);
  g_test_add_func ("/common/records/odd-examples-are-passed-over", test_gap_with_odd_examples);
  g_test_add_func ("/common/records/phrasing-round-trip", test_phrasing);
  g_test_add_func ("/common/records/phrasing-without-id-is-refused", test_phrasing_without_id);
  return g_test_run ();
}
