/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

#define RULE_TYPES "blocked_topic|topic_boundary|pii_filter|jailbreak_detection|custom"
#define RULE_ACTIONS "block|warn|log"

static const BhdMember ai_members[] = {
  { "schedule", BHD_IS_WORD, .words = "always|outside_hours" },
  { "suggestions_only", BHD_IS_BOOL },
  { "time_zone", BHD_IS_TEXT },
  { "hours", BHD_IS_MAP, 0, "From mon to sun: pairs of times of day" },
  { "tone", BHD_IS_TEXT },
  { "preferred_terms", BHD_IS_TEXT, BHD_LIST },
  { "blocked_terms", BHD_IS_TEXT, BHD_LIST },
  { "guardrails_enabled", BHD_IS_BOOL },
  { "max_tool_calls", BHD_IS_INT },
  { "visitor_messages", BHD_IS_INT, 0, "Answers to one visitor a day; 0: no limit" },
  { "visitor_tokens", BHD_IS_INT },
  { "organization_messages", BHD_IS_INT },
  { "organization_tokens", BHD_IS_INT },
  { "embedding_provider_id", BHD_IS_ID, BHD_OR_NULL },
  { "embedding_model", BHD_IS_TEXT, BHD_OR_NULL },
  { "updated_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_ai = { "AiSettings", "What the AI was told", ai_members };

static const BhdMember provider_members[] = {
  { "id", BHD_IS_ID },
  { "position", BHD_IS_INT },
  { "kind", BHD_IS_WORD, .words = "openai|anthropic|gemini" },
  { "name", BHD_IS_TEXT },
  { "base_url", BHD_IS_TEXT },
  { "model", BHD_IS_TEXT },
  { "has_key", BHD_IS_BOOL, 0, "The key itself is never told" },
  { "enabled", BHD_IS_BOOL },
  { "price_in", BHD_IS_INT },
  { "price_out", BHD_IS_INT },
  { "vision", BHD_IS_BOOL, 0, "Whether its model can look at pictures" },
  { "updated_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_provider = { "Provider", "A language model and where it is asked",
                                      provider_members };

static const BhdMember provider_kind_members[] = {
  { "kind", BHD_IS_TEXT },      { "label", BHD_IS_TEXT },  { "base_url", BHD_IS_TEXT },
  { "needs_key", BHD_IS_BOOL }, { "embeds", BHD_IS_BOOL }, { NULL },
};
const BhdShape bhd_shape_provider_kind = { "ProviderKind", "A way to speak to providers",
                                           provider_kind_members };

static const BhdMember tool_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "description", BHD_IS_TEXT },
  { "method", BHD_IS_WORD, .words = "GET|POST|PUT|PATCH|DELETE" },
  { "url", BHD_IS_TEXT },
  { "header_names", BHD_IS_TEXT, BHD_LIST, "Their values are never told" },
  { "arguments_schema", BHD_IS_MAP, 0, "A JSON schema" },
  { "timeout_ms", BHD_IS_INT },
  { "max_answer", BHD_IS_INT, 0, "In bytes" },
  { "confirm", BHD_IS_BOOL, 0, "Runs only when the visitor says so" },
  { "enabled", BHD_IS_BOOL },
  { "updated_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_tool = { "Tool", "What the AI can ask of the organisation's own systems",
                                  tool_members };

static const BhdMember tool_call_members[] = {
  { "id", BHD_IS_ID },
  { "tool_id", BHD_IS_ID },
  { "tool_name", BHD_IS_TEXT },
  { "run_id", BHD_IS_ID, BHD_OR_NULL },
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "arguments", BHD_IS_MAP },
  { "status", BHD_IS_WORD, .words = "pending|success|error|refused|cancelled" },
  { "http_status", BHD_IS_INT, BHD_OR_NULL },
  { "result", BHD_IS_TEXT, BHD_OR_NULL },
  { "error", BHD_IS_TEXT, BHD_OR_NULL },
  { "duration_us", BHD_IS_INT, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_tool_call = { "ToolCall", "What a tool was asked, and what it answered",
                                       tool_call_members };

static const BhdMember guardrail_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "type", BHD_IS_WORD, .words = RULE_TYPES },
  { "pattern", BHD_IS_TEXT },
  { "action", BHD_IS_WORD, .words = RULE_ACTIONS },
  { "direction", BHD_IS_WORD, .words = "in|out|both" },
  { "message", BHD_IS_TEXT, BHD_OR_NULL },
  { "enabled", BHD_IS_BOOL },
  { "updated_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_guardrail = { "Guardrail", "What the AI must not hear or say",
                                       guardrail_members };

static const BhdMember violation_members[] = {
  { "id", BHD_IS_ID },
  { "guardrail_id", BHD_IS_ID, BHD_OR_NULL },
  { "name", BHD_IS_TEXT },
  { "type", BHD_IS_WORD, .words = RULE_TYPES },
  { "action", BHD_IS_WORD, .words = RULE_ACTIONS },
  { "direction", BHD_IS_WORD, .words = "in|out|both" },
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "run_id", BHD_IS_ID, BHD_OR_NULL },
  { "excerpt", BHD_IS_TEXT },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_violation = { "Violation", "One time a guardrail was hit",
                                       violation_members };

static const BhdMember rule_hit_members[] = {
  { "guardrail_id", BHD_IS_ID, BHD_OR_NULL },
  { "name", BHD_IS_TEXT, BHD_OR_NULL },
  { "type", BHD_IS_WORD, .words = RULE_TYPES },
  { "action", BHD_IS_WORD, .words = RULE_ACTIONS },
  { "excerpt", BHD_IS_TEXT },
  { "message", BHD_IS_TEXT, BHD_OR_NULL },
  { NULL },
};
const BhdShape bhd_shape_rule_hit = { "RuleHit", "What a guardrail finds in a text",
                                      rule_hit_members };
