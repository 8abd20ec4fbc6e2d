/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/team/sample-crew.h"

#include "common/bh-json-reader.h"
#include "console/client/bhc-values.h"
#include "console/model/directory/bhc-directory-private.h"

#include <string.h>

#define PERSON(id, name, email, role, status, disabled)                                            \
  "{\"id\":\"" id "\",\"name\":\"" name "\",\"email\":\"" email "\",\"role\":\"" role "\","        \
  "\"avatar\":null,\"teams\":[],\"status\":\"" status "\",\"disabled\":" disabled "}"
#define MIA PERSON ("op-mia", "Mia", "mia@northwind.example", "owner", "online", "false")
#define SAM PERSON ("op-sam", "Sam Okafor", "sam@northwind.example", "admin", "busy", "false")
#define LEA PERSON ("op-lea", "Léa Martin", "lea@northwind.example", "agent", "away", "false")
#define TOM PERSON ("op-tom", "Tom Berg", "tom@northwind.example", "agent", "online", "true")

#define TEAMS                                                                                      \
  "\"teams\":[{\"id\":\"t1\",\"name\":\"Returns\",\"members\":[\"op-sam\",\"op-tom\"]},"           \
  "{\"id\":\"t2\",\"name\":\"Workshop\",\"members\":[]}]"
#define LABELS                                                                                     \
  "\"labels\":[{\"id\":\"l1\",\"name\":\"Refund\",\"color\":\"#c01c28\"},"                         \
  "{\"id\":\"l2\",\"name\":\"VIP\",\"color\":\"#813d9c\"}]"
#define CANNED                                                                                     \
  "\"canned\":[{\"id\":\"c1\",\"shortcut\":\"hours\",\"title\":\"Opening hours\",\"body\":"        \
  "\"Hello {{contact.first_name|there}}, we are open from 9 to 18.\",\"shared\":true,"             \
  "\"attachments\":[{\"id\":\"a1\",\"name\":\"map.png\",\"media_type\":\"image/png\",\"size\":"    \
  "48211}],\"updated_us\":5},{\"id\":\"c2\",\"shortcut\":\"bye\",\"title\":\"\",\"body\":\"Bye\"," \
  "\"shared\":false,\"attachments\":[],\"updated_us\":5}]"
#define DIRECTORY                                                                                  \
  "{\"operators\":[" MIA "," SAM "," LEA "," TOM "]," TEAMS "," LABELS "," CANNED ",\"views\":[]}"

#define THERE(person, connected, open, waiting)                                                    \
  "{\"operator\":" person ",\"connected\":" connected ",\"since_us\":null,\"open\":" open          \
  ",\"waiting\":" waiting "}"
#define PEOPLE                                                                                     \
  "{\"people\":[" THERE (MIA, "true", "3", "1") "," THERE (SAM, "true", "5", "0") "," THERE (      \
      LEA, "false", "0", "0") "],\"ai\":[{\"run_id\":\"r1\",\"conversation_id\":\"c1\","           \
                              "\"contact_name\":\"Ada\",\"question\":\"Can I still return the "    \
                              "bike after 30 days?\",\"provider\":\"embedded\",\"started_us\":"    \
                              "1700000000000000}]}"
#define SAID(id, from, name, body, at)                                                             \
  "{\"id\":\"" id "\",\"from\":{\"id\":\"" from "\",\"name\":\"" name "\"},\"to\":{\"id\":\"x\","  \
  "\"name\":\"x\"},\"conversation_id\":null,\"body\":\"" body "\",\"read_us\":null,"               \
  "\"created_us\":" at "}"
#define WHISPERS                                                                                   \
  "{\"whispers\":[" SAID ("w3", "op-sam", "Sam Okafor", "Thanks!", "1700000120000000") "," SAID (  \
      "w2", "op-mia", "Mia", "Yes: tell her that it is on us.",                                    \
      "1700000060000000") "," SAID ("w1", "op-sam", "Sam Okafor",                                  \
                                    "Do we pay the way back for Ada's bike?",                      \
                                    "1700000000000000") "],\"unread\":{\"op-sam\":1},\"more\":true}"

#define ENTRY(id, at, who, action, detail)                                                         \
  "{\"id\":\"" id "\",\"at_us\":" at ",\"operator\":" who ",\"action\":\"" action "\","            \
  "\"subject_id\":\"s\",\"detail\":" detail "}"
#define BY_SAM "{\"id\":\"op-sam\",\"name\":\"Sam Okafor\"}"
#define AUDIT                                                                                                                                                \
  "{\"entries\":[" ENTRY ("e3", "9000000000000000", BY_SAM, "label.created", "{\"name\":\"=Refund\",\"color\":\"#c01c28\"}") "," ENTRY (                     \
      "e2", "8999990000000000", BY_SAM, "team.changed",                                                                                                      \
      "{\"members\":[\"op-mia\"],\"also\":[\"body\"]}") "," ENTRY ("e1", "8999980000000000",                                                                 \
                                                                   "null", "operator.created",                                                               \
                                                                   "{\"name\":\"Léa Martin\",\"role\":\"agent\"}") "],\"next\":null,\"actions\":["           \
                                                                                                                   "\"label.created\",\"operator.created\"," \
                                                                                                                   "\"team.changed\"]}"

static void
share (BhcDesk *desk)
{
  g_autoptr (JsonNode) root =
      bh_json_parse_object (DIRECTORY, strlen (DIRECTORY), strlen (DIRECTORY), NULL);
  g_autoptr (GVariant) values = bhc_values_from_json (json_node_get_object (root), NULL);

  bhc_directory_show (bhc_desk_get_directory (desk), values);
}

void
sample_crew_fill (BhcDesk *desk)
{
  fake_ask_answer (desk, "GET /v1/desk/directory", DIRECTORY);
  fake_ask_answer (desk, "GET /v1/desk/people", PEOPLE);
  fake_ask_answer (desk, "GET /v1/desk/whispers",
                   "{\"whispers\":[],\"unread\":{\"op-sam\":1},\"more\":false}");
  fake_ask_answer (desk, "GET /v1/desk/whispers?with=op-sam&limit=50", WHISPERS);
  fake_ask_answer (desk, "GET /v1/desk/audit?limit=50", AUDIT);
  fake_ask_answer (desk, "GET /v1/desk/settings",
                   "{\"desk\":{\"claim_timeout_s\":300,\"auto_resolve_h\":72,"
                   "\"retention_days\":365}}");
  fake_ask_answer (desk, "GET /v1/desk/ai", "{\"ai\":{\"hours\":{},\"time_zone\":\"UTC\"}}");
  share (desk);
}
