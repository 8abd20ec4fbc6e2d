/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/console/ui/assistant/fake-ask.h"

G_BEGIN_DECLS

#define SAMPLE_AI                                                                                  \
  "{\"ai\":{\"schedule\":\"always\",\"suggestions_only\":false,\"time_zone\":\"Europe/Berlin\","   \
  "\"hours\":{\"mon\":[[\"09:00\",\"12:30\"],[\"14:00\",\"18:00\"]]},\"tone\":\"brief\","          \
  "\"preferred_terms\":[\"bicycle\"],\"blocked_terms\":[],\"guardrails_enabled\":true,"            \
  "\"max_tool_calls\":8,\"visitor_messages\":0,\"visitor_tokens\":0,\"organization_messages\":0,"  \
  "\"organization_tokens\":0}}"

/* What a desk would answer of its settings: one provider, one rule, one tool. */
void sample_settings_fill (BhcDesk *desk);

G_END_DECLS
