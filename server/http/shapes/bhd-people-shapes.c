/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember operator_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "email", BHD_IS_TEXT },
  { "role", BHD_IS_WORD, .words = "owner|admin|agent" },
  { "avatar", BHD_IS_HASH, BHD_OR_NULL, "See GET /v1/avatars/{hash}" },
  { "teams", BHD_IS_ID, BHD_LIST },
  { "status", BHD_IS_WORD, .words = "online|away|busy" },
  { "disabled", BHD_IS_BOOL, 0, "May not sign in any more" },
  { NULL },
};
const BhdShape bhd_shape_operator = { "Operator", "Somebody who answers", operator_members };

#define PUBLIC_MEMBERS                                                                             \
  { "id", BHD_IS_ID }, { "slug", BHD_IS_TEXT }, { "name", BHD_IS_TEXT },                           \
      { "greeting", BHD_IS_TEXT }, { "ai_enabled", BHD_IS_BOOL },                                  \
  {                                                                                                \
    "ai_name", BHD_IS_TEXT                                                                         \
  }

static const BhdMember public_organization_members[] = { PUBLIC_MEMBERS, { NULL } };
const BhdShape bhd_shape_public_organization = { "PublicOrganization",
                                                 "What anybody may know of an organisation",
                                                 public_organization_members };

static const BhdMember organization_members[] = {
  PUBLIC_MEMBERS,
  { "allowed_origins", BHD_IS_TEXT, BHD_LIST, "The sites that may embed the widget" },
  { "webhook_url", BHD_IS_TEXT, BHD_OR_NULL },
  { "created_us", BHD_IS_TIME },
  { NULL },
};
const BhdShape bhd_shape_organization = { "Organization", "An organisation with its settings",
                                          organization_members };

static const BhdMember visitor_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { "email", BHD_IS_TEXT, BHD_OR_NULL },
  { "verified", BHD_IS_BOOL, BHD_OPTIONAL, "The site vouches for id, name and e-mail" },
  { "blocked", BHD_IS_BOOL, BHD_OPTIONAL, "May read, and not write" },
  { NULL },
};
const BhdShape bhd_shape_visitor = { "Visitor", "The contact, as it sees itself", visitor_members };

static const BhdMember form_field_members[] = {
  { "key", BHD_IS_TEXT },
  { "type", BHD_IS_WORD, .words = "name|email|phone|text|long_text|choice|checkbox" },
  { "label", BHD_IS_TEXT },
  { "required", BHD_IS_BOOL },
  { "options", BHD_IS_TEXT, BHD_LIST | BHD_OPTIONAL },
  { NULL },
};
static const BhdShape bhd_shape_form_field = { "FormField", "A question before the chat",
                                               form_field_members };

static const BhdMember form_members[] = {
  { "enabled", BHD_IS_BOOL },
  BHD_MANY ("fields", form_field),
  { NULL },
};
static const BhdShape bhd_shape_form = { "PreChatForm", "What is asked before the chat",
                                         form_members };

static const BhdMember proactive_members[] = {
  { "id", BHD_IS_TEXT },
  { "pages", BHD_IS_TEXT, BHD_LIST, "Whole addresses in which * stands for anything" },
  { "after_s", BHD_IS_INT },
  { "visitors", BHD_IS_WORD, .words = "any|new|returning" },
  { "text", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_proactive = { "ProactiveMessage",
                                              "What the widget says without being asked",
                                              proactive_members };

static const BhdMember attaching_members[] = {
  { "enabled", BHD_IS_BOOL },
  { "max_size", BHD_IS_INT, 0, "In bytes" },
  { "extensions", BHD_IS_TEXT, BHD_LIST },
  { NULL },
};
static const BhdShape bhd_shape_attaching = { "AttachmentRules", "Which files may be sent",
                                              attaching_members };

static const BhdMember widget_members[] = {
  { "title", BHD_IS_TEXT },
  { "accent_color", BHD_IS_TEXT },
  { "position", BHD_IS_WORD, .words = "bottom-right|bottom-left" },
  { "input_placeholder", BHD_IS_TEXT },
  { "suggestions", BHD_IS_TEXT, BHD_LIST },
  BHD_ONE ("pre_chat", form),
  { "offline", BHD_IS_WORD, .words = "chat|form|hide" },
  BHD_MANY ("proactive", proactive),
  { "csat", BHD_IS_BOOL },
  { "transcript", BHD_IS_BOOL },
  { "sound", BHD_IS_BOOL },
  { "phone", BHD_IS_TEXT },
  BHD_ONE ("attachments", attaching),
  { NULL },
};
const BhdShape bhd_shape_widget = { "Widget", "What the organisation decided about its widget",
                                    widget_members };

static const BhdMember face_members[] = {
  { "name", BHD_IS_TEXT },
  { "avatar", BHD_IS_HASH, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_face = { "Face", "Somebody who is there", face_members };

static const BhdMember presence_members[] = {
  { "open", BHD_IS_BOOL },
  { "next_open_us", BHD_IS_TIME, BHD_OR_NULL },
  { "online", BHD_IS_INT },
  { "people", BHD_IS_OBJECT, BHD_LIST, "At most three", &bhd_shape_face },
  { "reply_time_s", BHD_IS_INT, BHD_OR_NULL, "The median of the last 30 days" },
  { NULL },
};
const BhdShape bhd_shape_presence = { "Presence", "What a visitor may expect", presence_members };
