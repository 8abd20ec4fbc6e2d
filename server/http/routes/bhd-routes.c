/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/routes/bhd-routes.h"

static const BhdRoute *const tables[] = {
  bhd_health_routes,      bhd_asset_routes,      bhd_widget_routes,       bhd_desk_routes,
  bhd_inbox_routes,       bhd_document_routes,   bhd_gap_routes,          bhd_phrasing_routes,
  bhd_knowledge_routes,   bhd_upload_routes,     bhd_organization_routes, bhd_ai_setting_routes,
  bhd_provider_routes,    bhd_tool_routes,       bhd_tool_call_routes,    bhd_guardrail_routes,
  bhd_run_routes,         bhd_assist_routes,     bhd_choice_routes,       bhd_ctl_routes,
  bhd_feedback_routes,    bhd_key_routes,        bhd_session_routes,      bhd_widget_setting_routes,
  bhd_description_routes, bhd_attachment_routes, bhd_avatar_routes,       bhd_webhook_routes,
  bhd_delivery_routes,    bhd_transcript_routes, bhd_chat_routes,         bhd_admin_routes,
  bhd_audit_routes,       bhd_directory_routes,  bhd_label_routes,        bhd_find_routes,
  bhd_whisper_routes,     bhd_people_routes,     bhd_team_routes,         bhd_operator_routes,
  bhd_local_staff_routes, bhd_flow_routes,       bhd_desk_setting_routes, bhd_insight_routes,
  bhd_contact_routes,     bhd_erasure_routes,    bhd_canned_routes,       bhd_view_routes,
};

static gpointer
collect (gpointer unused)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const BhdRoute *route = tables[i]; route->method != NULL; route++)
      g_ptr_array_add (all, (gpointer) route);
  g_ptr_array_add (all, NULL);
  return g_ptr_array_free (all, FALSE);
}

const BhdRoute *const *
bhd_routes_all (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, collect, NULL);
}
