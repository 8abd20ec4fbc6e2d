/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* What a desk would answer of its widget, keys, webhooks and deliveries. */

#define SAMPLE_WIDGET                                                                              \
  "{\"widget\":{\"title\":\"Northwind\",\"accent_color\":\"#0ea5e9\",\"position\":"                \
  "\"bottom-right\",\"input_placeholder\":\"\",\"suggestions\":[\"Where is my order?\"],"          \
  "\"pre_chat\":{\"enabled\":true,\"fields\":[{\"key\":\"name\",\"type\":\"name\",\"label\":"      \
  "\"\",\"required\":true,\"options\":[]},{\"key\":\"order_number\",\"type\":\"text\","            \
  "\"label\":\"Order\",\"required\":false,\"options\":[]}]},\"offline\":\"form\",\"proactive\":"   \
  "[{\"id\":\"01900000-0000-7000-8000-000000000001\",\"pages\":[\"*/pricing*\"],\"after_s\":10,"   \
  "\"visitors\":\"new\",\"text\":\"Questions about the prices?\"}],\"csat\":true,\"transcript\":"  \
  "true,\"sound\":false,\"phone\":\"+49 30 1234567\",\"attachments\":{\"enabled\":true,"           \
  "\"max_size\":10485760,\"extensions\":[\"png\",\"pdf\"]}},\"has_identity_secret\":true}"

#define SAMPLE_SITE                                                                                \
  "{\"organization\":{\"id\":\"o1\",\"slug\":\"northwind\",\"name\":\"Northwind Cycles\","         \
  "\"allowed_origins\":[\"https://www.northwind.example\"]}}"

#define SAMPLE_KEYS                                                                                \
  "{\"keys\":[{\"id\":\"k1\",\"kind\":\"widget\",\"name\":\"Shop app\",\"prefix\":\"bhw_8f3a\","   \
  "\"last_used_us\":1700000000000000,\"created_us\":1690000000000000},{\"id\":\"k2\",\"kind\":"    \
  "\"admin\",\"name\":\"Reports\",\"prefix\":\"bha_77c0\",\"last_used_us\":null,"                  \
  "\"created_us\":1695000000000000}]}"

#define SAMPLE_HOOK                                                                                \
  "{\"id\":\"w1\",\"url\":\"https://crm.northwind.example/bellhop\",\"events\":["                  \
  "\"conversation.created\",\"handoff.created\",\"csat.submitted\"],\"enabled\":true,"             \
  "\"has_secret\":true,\"failing_since_us\":null,\"created_us\":1690000000000000,\"last\":null}"
#define SAMPLE_FAILING_HOOK                                                                        \
  "{\"id\":\"w2\",\"url\":\"https://old.northwind.example/hook\",\"events\":["                     \
  "\"message.created\"],\"enabled\":false,\"has_secret\":true,\"failing_since_us\":"               \
  "1699000000000000,\"created_us\":1690000000000000,\"last\":{\"state\":\"failed\",\"at_us\":"     \
  "1700000000000000,\"http_status\":500}}"
#define SAMPLE_HOOKS "{\"webhooks\":[" SAMPLE_HOOK "," SAMPLE_FAILING_HOOK "],\"events\":[]}"

#define SAMPLE_DELIVERY                                                                            \
  "{\"id\":\"d1\",\"webhook_id\":\"w1\",\"event\":\"handoff.created\",\"url\":"                    \
  "\"https://crm.northwind.example/bellhop\",\"state\":\"delivered\",\"attempts\":1,"              \
  "\"http_status\":200,\"error\":null,\"body\":\"{\\\"event\\\":\\\"handoff.created\\\","          \
  "\\\"data\\\":{}}\",\"answer\":\"ok\",\"due_us\":null,\"created_us\":1700000000000000,"          \
  "\"finished_us\":1700000001000000}"
#define SAMPLE_FAILED_DELIVERY                                                                      \
  "{\"id\":\"d2\",\"webhook_id\":\"w2\",\"event\":\"message.created\",\"url\":"                     \
  "\"https://old.northwind.example/hook\",\"state\":\"waiting\",\"attempts\":3,\"http_status\":"    \
  "500,\"error\":\"the server answered 500\",\"body\":\"{\\\"event\\\":\\\"message.created\\\"}\"," \
  "\"answer\":\"<h1>Internal Server Error</h1>\",\"due_us\":1700000900000000,\"created_us\":"       \
  "1700000000000000,\"finished_us\":null}"
#define SAMPLE_DELIVERIES                                                                          \
  "{\"deliveries\":[" SAMPLE_DELIVERY "," SAMPLE_FAILED_DELIVERY "],\"next\":null}"
