/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/bhd-route.h"

G_BEGIN_DECLS

/* One table a file; each ends with a NULL method. */
extern const BhdRoute bhd_health_routes[];
extern const BhdRoute bhd_description_routes[];
extern const BhdRoute bhd_asset_routes[];
extern const BhdRoute bhd_widget_routes[];
extern const BhdRoute bhd_session_routes[];
extern const BhdRoute bhd_widget_setting_routes[];
extern const BhdRoute bhd_desk_routes[];
extern const BhdRoute bhd_inbox_routes[];
extern const BhdRoute bhd_feedback_routes[];
extern const BhdRoute bhd_flow_routes[];
extern const BhdRoute bhd_desk_setting_routes[];
extern const BhdRoute bhd_transcript_routes[];
extern const BhdRoute bhd_document_routes[];
extern const BhdRoute bhd_gap_routes[];
extern const BhdRoute bhd_knowledge_routes[];
extern const BhdRoute bhd_phrasing_routes[];
extern const BhdRoute bhd_upload_routes[];
extern const BhdRoute bhd_organization_routes[];
extern const BhdRoute bhd_ai_setting_routes[];
extern const BhdRoute bhd_provider_routes[];
extern const BhdRoute bhd_tool_routes[];
extern const BhdRoute bhd_tool_call_routes[];
extern const BhdRoute bhd_guardrail_routes[];
extern const BhdRoute bhd_run_routes[];
extern const BhdRoute bhd_assist_routes[];
extern const BhdRoute bhd_choice_routes[];
extern const BhdRoute bhd_key_routes[];
extern const BhdRoute bhd_attachment_routes[];
extern const BhdRoute bhd_avatar_routes[];
extern const BhdRoute bhd_webhook_routes[];
extern const BhdRoute bhd_delivery_routes[];
extern const BhdRoute bhd_chat_routes[];
extern const BhdRoute bhd_admin_routes[];
extern const BhdRoute bhd_audit_routes[];
extern const BhdRoute bhd_directory_routes[];
extern const BhdRoute bhd_label_routes[];
extern const BhdRoute bhd_find_routes[];
extern const BhdRoute bhd_whisper_routes[];
extern const BhdRoute bhd_people_routes[];
extern const BhdRoute bhd_team_routes[];
extern const BhdRoute bhd_canned_routes[];
extern const BhdRoute bhd_view_routes[];
extern const BhdRoute bhd_operator_routes[];
extern const BhdRoute bhd_local_staff_routes[];
extern const BhdRoute bhd_insight_routes[];
extern const BhdRoute bhd_contact_routes[];
extern const BhdRoute bhd_erasure_routes[];
extern const BhdRoute bhd_ctl_routes[];

G_END_DECLS
