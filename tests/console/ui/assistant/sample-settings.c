/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/console/ui/assistant/sample-settings.h"

#define ORGANIZATION                                                                               \
  "{\"organization\":{\"id\":\"o1\",\"name\":\"Northwind Cycles\",\"greeting\":\"Hello\","         \
  "\"ai_enabled\":true,\"ai_name\":\"Bell\"}}"
#define PROVIDER                                                                                   \
  "{\"id\":\"p1\",\"position\":1,\"kind\":\"openai\",\"name\":\"Local\",\"base_url\":"             \
  "\"http://localhost:11434/v1\",\"model\":\"small\",\"has_key\":true,\"enabled\":true,"           \
  "\"price_in\":0,\"price_out\":0}"
#define RULE                                                                                       \
  "{\"id\":\"g1\",\"name\":\"No politics\",\"type\":\"blocked_topic\",\"pattern\":\"election\","   \
  "\"action\":\"block\",\"direction\":\"both\",\"message\":\"\",\"enabled\":true}"
#define TOOL                                                                                       \
  "{\"id\":\"t1\",\"name\":\"order_status\",\"description\":\"Where an order is\",\"method\":"     \
  "\"GET\",\"url\":\"https://shop.example.org/orders/{number}\",\"header_names\":[\"X-Key\"],"     \
  "\"arguments_schema\":{\"type\":\"object\",\"properties\":{\"number\":{\"type\":\"string\"}}},"  \
  "\"timeout_ms\":5000,\"max_answer\":65536,\"confirm\":false,\"enabled\":false}"

void
sample_settings_fill (BhcDesk *desk)
{
  fake_ask_answer (desk, "GET /v1/desk/ai", SAMPLE_AI);
  fake_ask_answer (desk, "GET /v1/desk/organization", ORGANIZATION);
  fake_ask_answer (desk, "GET /v1/desk/providers", "{\"providers\":[" PROVIDER "]}");
  fake_ask_answer (desk, "GET /v1/desk/guardrails", "{\"guardrails\":[" RULE "]}");
  fake_ask_answer (desk, "GET /v1/desk/settings",
                   "{\"desk\":{\"claim_timeout_s\":300,\"auto_resolve_h\":72,"
                   "\"retention_days\":365}}");
  fake_ask_answer (desk, "GET /v1/desk/tools", "{\"tools\":[" TOOL "]}");
}
