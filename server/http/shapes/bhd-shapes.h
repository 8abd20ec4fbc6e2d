/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/shapes/bhd-shape.h"

G_BEGIN_DECLS

/* Every record that is named on the wire, as common/PROTOCOL.md tells of it. */

/* bhd-conversation-shapes.c */
extern const BhdShape bhd_shape_source;
extern const BhdShape bhd_shape_message;
extern const BhdShape bhd_shape_attachment;
extern const BhdShape bhd_shape_contact;
extern const BhdShape bhd_shape_conversation;         /* as the desk sees it */
extern const BhdShape bhd_shape_visitor_conversation; /* as a visitor sees it */

/* bhd-contact-shapes.c */
extern const BhdShape bhd_shape_contact_entry;
extern const BhdShape bhd_shape_contact_note;
extern const BhdShape bhd_shape_exported_conversation;

/* bhd-people-shapes.c */
extern const BhdShape bhd_shape_operator;
extern const BhdShape bhd_shape_organization;
extern const BhdShape bhd_shape_public_organization;
extern const BhdShape bhd_shape_visitor; /* the contact, as it sees itself */
extern const BhdShape bhd_shape_widget;
extern const BhdShape bhd_shape_presence;

/* bhd-supervision-shapes.c */
extern const BhdShape bhd_shape_named; /* an operator, by id and name */
extern const BhdShape bhd_shape_audit_entry;
extern const BhdShape bhd_shape_whisper;
extern const BhdShape
    bhd_shape_attendance;                /* an operator who is there or not, and what they have */
extern const BhdShape bhd_shape_running; /* what the AI is at */

/* bhd-team-shapes.c */
extern const BhdShape bhd_shape_team;
extern const BhdShape bhd_shape_label;
extern const BhdShape bhd_shape_canned;
extern const BhdShape bhd_shape_saved_view;

/* bhd-desk-shapes.c */
extern const BhdShape bhd_shape_desk_settings;

/* bhd-knowledge-shapes.c */
extern const BhdShape bhd_shape_document;
extern const BhdShape bhd_shape_passage;
extern const BhdShape bhd_shape_gap;
extern const BhdShape bhd_shape_phrasing;
extern const BhdShape bhd_shape_upload;
extern const BhdShape bhd_shape_format;
extern const BhdShape bhd_shape_hit;
extern const BhdShape bhd_shape_parts;
extern const BhdShape bhd_shape_embedding;
extern const BhdShape bhd_shape_document_counts;
extern const BhdShape bhd_shape_phrasing_counts;

/* bhd-find-shapes.c */
extern const BhdShape bhd_shape_found_message;
extern const BhdShape bhd_shape_found_article;

/* bhd-insight-shapes.c */
extern const BhdShape bhd_shape_insight_totals;
extern const BhdShape bhd_shape_insight_step;
extern const BhdShape bhd_shape_insight_operator;
extern const BhdShape bhd_shape_insight_team;
extern const BhdShape bhd_shape_insight_tool;
extern const BhdShape bhd_shape_insight_gap;
extern const BhdShape bhd_shape_insight_reason;

/* bhd-ai-shapes.c */
extern const BhdShape bhd_shape_ai;
extern const BhdShape bhd_shape_provider;
extern const BhdShape bhd_shape_provider_kind;
extern const BhdShape bhd_shape_tool;
extern const BhdShape bhd_shape_tool_call;
extern const BhdShape bhd_shape_guardrail;
extern const BhdShape bhd_shape_violation;
extern const BhdShape bhd_shape_rule_hit;

/* bhd-run-shapes.c */
extern const BhdShape bhd_shape_run;
extern const BhdShape bhd_shape_rehearsal;
extern const BhdShape bhd_shape_draft;

/* bhd-access-shapes.c */
extern const BhdShape bhd_shape_chat_answer;
extern const BhdShape bhd_shape_chat_event;
extern const BhdShape bhd_shape_api_conversation;
extern const BhdShape bhd_shape_api_message;
extern const BhdShape bhd_shape_completion;
extern const BhdShape bhd_shape_completion_chunk;
extern const BhdShape bhd_shape_models;
extern const BhdShape bhd_shape_ui_event;
extern const BhdShape bhd_shape_key;
extern const BhdShape bhd_shape_webhook;
extern const BhdShape bhd_shape_delivery;

/* bhd-feed-shapes.c */
extern const BhdShape bhd_shape_frame;
extern const BhdShape bhd_shape_error;
extern const BhdShape bhd_shape_openai_error;
extern const BhdShape bhd_shape_description;

G_END_DECLS
