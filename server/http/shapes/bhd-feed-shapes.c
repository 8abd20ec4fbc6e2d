/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember frame_members[] = {
  { "op", BHD_IS_WORD, .words = "event|live|reset|ephemeral" },
  { "seq", BHD_IS_INT, BHD_OPTIONAL },
  { "type", BHD_IS_TEXT, BHD_OPTIONAL, "message.created, conversation.updated …" },
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "at_us", BHD_IS_TIME, BHD_OPTIONAL },
  { "body", BHD_IS_MAP, BHD_OR_NULL, "The same for everybody" },
  { "desk", BHD_IS_MAP, BHD_OR_NULL, "Reaches operators only" },
  { NULL },
};
const BhdShape bhd_shape_frame = { "Frame", "One thing the feed says", frame_members };

static const BhdMember error_owner_members[] = {
  { "id", BHD_IS_ID },
  { "name", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_error_owner = { "ErrorOwner", "Who has it already",
                                                error_owner_members };

static const BhdMember error_members[] = {
  { "error", BHD_IS_TEXT, 0, "What was wrong and what to do" },
  { "code", BHD_IS_TEXT },
  { "request_id", BHD_IS_ID, 0, "Also in the log, and in X-Request-Id" },
  { "field", BHD_IS_TEXT, BHD_OPTIONAL, "The field to blame" },
  BHD_ONE_OPTIONAL ("owner", error_owner),
  { "author_name", BHD_IS_TEXT, BHD_OPTIONAL, "Who has answered meanwhile" },
  { "blocked", BHD_IS_BOOL, BHD_OPTIONAL, "The team has blocked this visitor" },
  { "received", BHD_IS_INT, BHD_OPTIONAL, "Of an upload: go on from there" },
  { NULL },
};
const BhdShape bhd_shape_error = { "Error", "What every refusal looks like", error_members };

static const BhdMember openai_fault_members[] = {
  { "message", BHD_IS_TEXT },
  { "type", BHD_IS_TEXT },
  { "param", BHD_IS_TEXT, BHD_OR_NULL, "The field to blame" },
  { "code", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_openai_fault = { "OpenAiFault", "What was wrong",
                                                 openai_fault_members };

static const BhdMember openai_error_members[] = { BHD_ONE ("error", openai_fault), { NULL } };
const BhdShape bhd_shape_openai_error = { "OpenAiError", "A refusal in the form of OpenAI's API",
                                          openai_error_members };

static const BhdMember description_members[] = {
  { "openapi", BHD_IS_TEXT },
  { "info", BHD_IS_MAP },
  { "servers", BHD_IS_MAP, BHD_LIST },
  { "tags", BHD_IS_MAP, BHD_LIST },
  { "paths", BHD_IS_MAP },
  { "components", BHD_IS_MAP },
  { NULL },
};
const BhdShape bhd_shape_description = { "Description", "An OpenAPI document",
                                         description_members };
