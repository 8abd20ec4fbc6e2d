/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "console/ui/settings/bhc-settings-topics.h"
#include "console/ui/settings/bhc-snippets.h"
#include "console/ui/settings/bhc-trial-words.h"
#include "console/ui/settings/outside/bhc-outside-private.h"
#include "console/ui/settings/profile/bhc-profile.h"
#include "console/ui/settings/team/bhc-audit-view.h"
#include "console/ui/settings/team/bhc-team-topics-private.h"

#define TOKENS_MAX 1000000000

static const BhcSheetKind organization_kind = { "/v1/desk/organization", NULL, "organization" };
static const BhcSheetKind ai_kind = { "/v1/desk/ai", NULL, "ai" };

/* ---- the assistant ---- */

static const BhcSetting assistant_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("Assistant"), NULL },
  { BHC_SETTING_SWITCH, "ai_enabled", N_ ("Answer Visitors"),
    N_ ("From your articles, and with a person when they do not help") },
  { BHC_SETTING_LINE, "ai_name", N_ ("Name"), .min = 1, .max = 40 },
  { BHC_SETTING_TEXT, "greeting", N_ ("Greeting"), N_ ("The first message of every conversation"),
    .min = 1, .max = 500 },
  { 0 },
};

static const BhcChoice schedules[] = {
  { "always", N_ ("At any time") },
  { "outside_hours", N_ ("Outside business hours only") },
  { NULL },
};

static const BhcSetting schedule_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("When It Answers"), NULL },
  { BHC_SETTING_CHOICE, "schedule", N_ ("Answers"), NULL, schedules },
  { BHC_SETTING_SWITCH, "suggestions_only", N_ ("Only Suggest"),
    N_ ("It drafts, and a person sends") },
  { 0 },
};

static const BhcSetting persona_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("How It Speaks"), NULL },
  { BHC_SETTING_TEXT, "tone", N_ ("Tone"), N_ ("In your words: warm, brief, formal …"),
    .max = 2000 },
  { BHC_SETTING_WORDS, "preferred_terms", N_ ("Words to Prefer"), N_ ("One a line") },
  { BHC_SETTING_WORDS, "blocked_terms", N_ ("Words to Avoid"), N_ ("One a line") },
  { 0 },
};

static const BhcSetting limit_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("In One Answer"), NULL },
  { BHC_SETTING_NUMBER, "max_tool_calls", N_ ("Tool Calls at Most"), NULL, NULL, 1, 50, 1 },
  { BHC_SETTING_SECTION, NULL, N_ ("A Day"),
    N_ ("Who has used up a limit is told so and offered a person. 0 is no limit.") },
  { BHC_SETTING_NUMBER, "visitor_messages", N_ ("Answers for a Visitor"), NULL, NULL, 0, 100000,
    10 },
  { BHC_SETTING_NUMBER, "visitor_tokens", N_ ("Tokens for a Visitor"), NULL, NULL, 0, TOKENS_MAX,
    1000 },
  { BHC_SETTING_NUMBER, "organization_messages", N_ ("Answers for All"), NULL, NULL, 0, 10000000,
    100 },
  { BHC_SETTING_NUMBER, "organization_tokens", N_ ("Tokens for All"), NULL, NULL, 0, TOKENS_MAX,
    100000 },
  { 0 },
};

/* ---- models ---- */

static const BhcChoice provider_kinds[] = {
  { "openai", N_ ("Like OpenAI") },
  { "anthropic", N_ ("Anthropic") },
  { "gemini", N_ ("Google Gemini") },
  { NULL },
};

static const BhcSetting provider_settings[] = {
  { BHC_SETTING_CHOICE, "kind", N_ ("Kind"),
    N_ ("Grok, Ollama, llama.cpp and vLLM speak like OpenAI"), provider_kinds },
  { BHC_SETTING_LINE, "name", N_ ("Name"), .max = 80 },
  { BHC_SETTING_LINE, "base_url", N_ ("Address"),
    N_ ("Such as https://api.openai.com/v1 or http://localhost:11434/v1"), .max = 500,
    .check = bhc_check_base },
  { BHC_SETTING_SECRET, "key", N_ ("Key"), NULL, .stored = "has_key", .max = 1000 },
  { BHC_SETTING_LINE, "model", N_ ("Model"), .max = 200 },
  { BHC_SETTING_SWITCH, "enabled", N_ ("In Use"), .initial = "true" },
  { BHC_SETTING_SWITCH, "vision", N_ ("Looks at Pictures"),
    N_ ("Then pictures can be uploaded as articles: what stands on them is read") },
  { BHC_SETTING_NUMBER, "position", N_ ("Order"),
    N_ ("The first is asked first; the next when it fails"), NULL, 0, 100, 1 },
  { BHC_SETTING_SECTION, NULL, N_ ("Prices"),
    N_ ("In millionths of your currency for a million tokens, to estimate costs") },
  { BHC_SETTING_NUMBER, "price_in", N_ ("Read"), NULL, NULL, 0, TOKENS_MAX, 10000 },
  { BHC_SETTING_NUMBER, "price_out", N_ ("Written"), NULL, NULL, 0, TOKENS_MAX, 10000 },
  { 0 },
};

static const char *const provider_carried[] = { "kind", "base_url", "key", NULL };

static const BhcTrial models_trial = {
  .title = N_ ("Models"),
  .hint = N_ ("Asks the provider, with the address and the key above"),
  .button = N_ ("_List Models"),
  .path = "/v1/desk/providers/models",
  .carried = provider_carried,
  .words = "models",
  .fills = "model",
};

static const BhcCollection providers = {
  .title = N_ ("Language Models"),
  .hint = N_ ("Without one the built-in model answers with your articles’ own sentences"),
  .add = N_ ("Add a Provider"),
  .change = N_ ("Provider"),
  .empty = N_ ("The built-in model answers"),
  .kind = { "/v1/desk/providers", "providers", "provider" },
  .settings = provider_settings,
  .name = "name",
  .details = { "model", "base_url" },
  .enabled = "enabled",
  .trials = { &models_trial },
};

static const BhcSetting embedding_settings[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("Search by Meaning"),
    N_ ("A provider’s embeddings find what the words alone do not. Articles are embedded in the "
        "background; search goes on meanwhile.") },
  { BHC_SETTING_RECORD, "embedding_provider_id", N_ ("Provider") },
  { BHC_SETTING_LINE, "embedding_model", N_ ("Embedding Model"), .max = 200 },
  { 0 },
};

/* ---- guardrails ---- */

static const BhcSetting guardrail_switch[] = {
  { BHC_SETTING_SECTION, NULL, N_ ("Guardrails"), NULL },
  { BHC_SETTING_SWITCH, "guardrails_enabled", N_ ("Check Messages"),
    N_ ("What visitors write and what the assistant answers") },
  { 0 },
};

static const BhcChoice guardrail_types[] = {
  { "blocked_topic", N_ ("Blocked topic") },
  { "topic_boundary", N_ ("Only these topics") },
  { "pii_filter", N_ ("Personal data") },
  { "jailbreak_detection", N_ ("Attempts to trick the assistant") },
  { "custom", N_ ("Pattern") },
  { NULL },
};

static const BhcChoice guardrail_actions[] = {
  { "block", N_ ("Block") },
  { "warn", N_ ("Warn") },
  { "log", N_ ("Only record") },
  { NULL },
};

static const BhcChoice rule_directions[] = {
  { "both", N_ ("Both") },
  { "in", N_ ("What visitors write") },
  { "out", N_ ("What the assistant answers") },
  { NULL },
};

static const BhcSetting guardrail_settings[] = {
  { BHC_SETTING_LINE, "name", N_ ("Name"), .max = 80, .check = bhc_check_name },
  { BHC_SETTING_CHOICE, "type", N_ ("Kind"), NULL, guardrail_types },
  { BHC_SETTING_CODE, "pattern", N_ ("Pattern"),
    N_ ("Words and phrases with commas between them; for personal data the names email, phone, card, "
        "iban, ssn or a regular expression; otherwise a regular expression") },
  { BHC_SETTING_CHOICE, "action", N_ ("What Happens"), NULL, guardrail_actions },
  { BHC_SETTING_CHOICE, "direction", N_ ("Looks At"), NULL, rule_directions },
  { BHC_SETTING_TEXT, "message", N_ ("What the Visitor Reads Instead"), N_ ("Where it blocks"),
    .max = 1000 },
  { BHC_SETTING_SWITCH, "enabled", N_ ("In Use"), .initial = "true" },
  { 0 },
};

static const BhcCollection guardrails = {
  .title = N_ ("Rules"),
  .add = N_ ("Add a Rule"),
  .change = N_ ("Rule"),
  .empty = N_ ("No rule yet"),
  .kind = { "/v1/desk/guardrails", "guardrails", "guardrail" },
  .settings = guardrail_settings,
  .name = "name",
  .details = { "type", "action", "pattern" },
  .enabled = "enabled",
};

static const BhcChoice directions[] = {
  { "in", N_ ("A visitor") },
  { "out", N_ ("The assistant") },
  { NULL },
};

static const BhcSetting guardrail_inputs[] = {
  { BHC_SETTING_TEXT, "text", N_ ("Text") },
  { BHC_SETTING_CHOICE, "direction", N_ ("Who Says It"), NULL, directions },
  { 0 },
};

static const BhcTrial guardrail_trial = {
  .title = N_ ("Try the Rules"),
  .hint = N_ ("Nothing is sent to anybody"),
  .button = N_ ("_Check"),
  .path = "/v1/desk/guardrails/test",
  .inputs = guardrail_inputs,
  .tell = bhc_trial_tell_guardrails,
};

/* ---- tools ---- */

static const BhcChoice methods[] = {
  { "GET", N_ ("GET") },     { "POST", N_ ("POST") },     { "PUT", N_ ("PUT") },
  { "PATCH", N_ ("PATCH") }, { "DELETE", N_ ("DELETE") }, { NULL },
};

static const BhcSetting tool_settings[] = {
  { BHC_SETTING_LINE, "name", N_ ("Name"), N_ ("As the model calls it: letters, digits and _"),
    .check = bhc_check_tool_name },
  { BHC_SETTING_TEXT, "description", N_ ("Description"), N_ ("Tells the model when to use it"),
    .min = 1, .max = 1000 },
  { BHC_SETTING_CHOICE, "method", N_ ("Method"), NULL, methods },
  { BHC_SETTING_LINE, "url", N_ ("Address"), N_ ("{name} in it stands for an argument"),
    .max = 2000, .check = bhc_check_address },
  { BHC_SETTING_HEADERS, "headers", N_ ("Headers"),
    N_ ("“Name: value”, one a line. Kept sealed and never shown; writing some replaces all."),
    .check = bhc_check_headers },
  { BHC_SETTING_CODE, "arguments_schema", N_ ("Arguments"), N_ ("A JSON schema of an object"),
    .initial = "'{\"type\": \"object\", \"properties\": {}}'" },
  { BHC_SETTING_SWITCH, "confirm", N_ ("Ask the Visitor First"),
    N_ ("Runs only when the visitor presses a button") },
  { BHC_SETTING_NUMBER, "timeout_ms", N_ ("Patience in Milliseconds"), NULL, NULL, 500, 60000, 500,
    .initial = "int64 10000" },
  { BHC_SETTING_NUMBER, "max_answer", N_ ("Longest Answer in Bytes"), NULL, NULL, 1024, 1048576,
    1024, .initial = "int64 65536" },
  { BHC_SETTING_SWITCH, "enabled", N_ ("In Use"), .initial = "true" },
  { 0 },
};

static const char *const tool_raw[] = { "arguments_schema", "arguments", "result", NULL };

static const BhcSetting tool_inputs[] = {
  { BHC_SETTING_CODE, "arguments", N_ ("Arguments"), N_ ("As the model would give them"),
    .initial = "'{}'" },
  { 0 },
};

static const BhcTrial tool_trial = {
  .title = N_ ("Try It"),
  .hint = N_ ("It really runs, with what is saved"),
  .button = N_ ("_Run"),
  .path = "/v1/desk/tools/%s/try",
  .inputs = tool_inputs,
  .raw = tool_raw,
  .tell = bhc_trial_tell_tool,
};

static const BhcCollection tools = {
  .title = N_ ("Tools"),
  .hint = N_ ("What the assistant may ask of your own systems"),
  .add = N_ ("Add a Tool"),
  .change = N_ ("Tool"),
  .empty = N_ ("No tool yet"),
  .kind = { "/v1/desk/tools", "tools", "tool", tool_raw },
  .settings = tool_settings,
  .name = "name",
  .details = { "method", "url" },
  .enabled = "enabled",
  .trials = { &tool_trial },
};

const BhcSettingsTopic bhc_settings_topics[] = {
  { "assistant",
    N_ ("Assistant"),
    "bellhop-assistant-symbolic",
    { { &organization_kind, assistant_settings }, { &ai_kind, schedule_settings } } },
  { "persona", N_ ("Persona"), "bellhop-face-symbolic", { { &ai_kind, persona_settings } } },
  { "models",
    N_ ("Models"),
    "bellhop-model-symbolic",
    { { &ai_kind, embedding_settings } },
    { &providers },
    .records_first = TRUE },
  { "guardrails",
    N_ ("Guardrails"),
    "bellhop-shield-symbolic",
    { { &ai_kind, guardrail_switch } },
    { &guardrails },
    &guardrail_trial },
  { "tools", N_ ("Tools"), "bellhop-tool-symbolic", .collections = { &tools } },
  { "limits", N_ ("Limits"), "bellhop-gauge-symbolic", { { &ai_kind, limit_settings } } },
  { "people", N_ ("People"), "bellhop-person-symbolic", .collections = { &bhc_people },
    .begins = TRUE },
  { "teams", N_ ("Teams"), "bellhop-team-symbolic", .collections = { &bhc_teams } },
  { "labels", N_ ("Labels"), "bellhop-label-symbolic", .collections = { &bhc_labels } },
  { "canned", N_ ("Canned Replies"), "bellhop-quick-symbolic",
    .collections = { &bhc_canned_replies }, .own = TRUE },
  { "rules",
    N_ ("Conversation Rules"),
    "bellhop-rules-symbolic",
    { { &bhc_rules_kind, bhc_rules_settings, bhc_rules_warn }, { &ai_kind, bhc_hours_settings } } },
  { "widget",
    N_ ("Widget"),
    "bellhop-all-symbolic",
    { { &bhc_widget_kind, bhc_widget_settings } },
    .begins = TRUE,
    .preview = bhc_widget_preview_new },
  { "site",
    N_ ("On Your Site"),
    "bellhop-code-symbolic",
    { { &organization_kind, bhc_site_settings } },
    .trial = &bhc_identity_trial,
    .extra = bhc_snippets_new },
  { "keys", N_ ("API Keys"), "bellhop-key-symbolic", .collections = { &bhc_keys }, .admin = TRUE },
  { "webhooks", N_ ("Webhooks"), "bellhop-hook-symbolic",
    .collections = { &bhc_webhooks, &bhc_deliveries }, .admin = TRUE },
  { "audit", N_ ("Audit Log"), "bellhop-log-symbolic", .extra = bhc_audit_view_new, .admin = TRUE,
    .begins = TRUE },
  { "profile",
    N_ ("Profile"),
    "avatar-default-symbolic",
    { { &bhc_me_kind, bhc_me_settings } },
    .extra = bhc_profile_new,
    .own = TRUE },
  { NULL },
};
