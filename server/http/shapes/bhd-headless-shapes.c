/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/shapes/bhd-shapes.h"

static const BhdMember chat_answer_members[] = {
  { "conversationId", BHD_IS_ID },
  { "message", BHD_IS_TEXT },
  BHD_MANY ("sources", source),
  { "status", BHD_IS_WORD, .words = "unresolved|escalated|resolved" },
  { NULL },
};
const BhdShape bhd_shape_chat_answer = { "ChatAnswer", "What was answered", chat_answer_members };

static const BhdMember chat_event_members[] = {
  { "type", BHD_IS_WORD, .words = "start|token|done|error" },
  { "conversationId", BHD_IS_ID, BHD_OPTIONAL, "Of start and done" },
  { "token", BHD_IS_TEXT, BHD_OPTIONAL, "A piece of the answer" },
  { "message", BHD_IS_TEXT, BHD_OPTIONAL, "Of done: the answer, whatever the pieces were" },
  { "error", BHD_IS_TEXT, BHD_OPTIONAL },
  { NULL },
};
const BhdShape bhd_shape_chat_event = { "ChatEvent", "A line of a streamed answer",
                                        chat_event_members };

static const BhdMember api_conversation_members[] = {
  { "_id", BHD_IS_ID },
  { "_creationTime", BHD_IS_INT, 0, "Milliseconds since the epoch, as the others here" },
  { "sessionId", BHD_IS_TEXT },
  { "createdAt", BHD_IS_INT },
  { "updatedAt", BHD_IS_INT },
  { "lastMessage", BHD_IS_TEXT, BHD_OPTIONAL },
  { NULL },
};
const BhdShape bhd_shape_api_conversation = { "ApiConversation", "A conversation, for programs",
                                              api_conversation_members };

static const BhdMember api_message_members[] = {
  { "_id", BHD_IS_ID },
  { "_creationTime", BHD_IS_INT },
  { "conversationId", BHD_IS_ID },
  { "role", BHD_IS_WORD, .words = "user|assistant" },
  { "content", BHD_IS_TEXT },
  { "createdAt", BHD_IS_INT },
  { NULL },
};
const BhdShape bhd_shape_api_message = { "ApiMessage", "A message, for programs",
                                         api_message_members };

static const BhdMember completion_message_members[] = {
  { "role", BHD_IS_WORD, BHD_OPTIONAL, .words = "assistant" },
  { "content", BHD_IS_TEXT, BHD_OPTIONAL },
  { "refusal", BHD_IS_TEXT, BHD_OR_NULL },
  { NULL },
};
static const BhdShape bhd_shape_completion_message = { "CompletionMessage", "What is said",
                                                       completion_message_members };

static const BhdMember completion_choice_members[] = {
  { "index", BHD_IS_INT },
  { "message", BHD_IS_OBJECT, BHD_OPTIONAL, "The whole", &bhd_shape_completion_message },
  { "delta", BHD_IS_OBJECT, BHD_OPTIONAL, "A piece", &bhd_shape_completion_message },
  { "logprobs", BHD_IS_ANY, BHD_OR_NULL },
  { "finish_reason", BHD_IS_WORD, BHD_OR_NULL, .words = "stop" },
  { NULL },
};
static const BhdShape bhd_shape_completion_choice = { "CompletionChoice", "The one answer",
                                                      completion_choice_members };

static const BhdMember completion_usage_members[] = {
  { "prompt_tokens", BHD_IS_INT },
  { "completion_tokens", BHD_IS_INT },
  { "total_tokens", BHD_IS_INT },
  { NULL },
};
static const BhdShape bhd_shape_completion_usage = { "CompletionUsage", "What it used up",
                                                     completion_usage_members };

static const BhdMember completion_context_members[] = {
  { "conversation_id", BHD_IS_ID, BHD_OR_NULL },
  { "status", BHD_IS_WORD, .words = "unresolved|escalated|resolved" },
  BHD_MANY ("sources", source),
  { NULL },
};
static const BhdShape bhd_shape_completion_context = { "CompletionContext",
                                                       "What OpenAI has no word for",
                                                       completion_context_members };

static const BhdMember completion_members[] = {
  { "id", BHD_IS_TEXT },
  { "object", BHD_IS_WORD, .words = "chat.completion" },
  { "created", BHD_IS_INT },
  { "model", BHD_IS_TEXT },
  BHD_MANY ("choices", completion_choice),
  BHD_ONE ("usage", completion_usage),
  BHD_ONE ("bellhop", completion_context),
  { NULL },
};
const BhdShape bhd_shape_completion = { "Completion", "An answer in OpenAI's form",
                                        completion_members };

/* A stream that breaks off says so with an error in a chunk's place. */
static const BhdMember completion_chunk_members[] = {
  { "id", BHD_IS_TEXT, BHD_OPTIONAL },
  { "object", BHD_IS_WORD, BHD_OPTIONAL, .words = "chat.completion.chunk" },
  { "created", BHD_IS_INT, BHD_OPTIONAL },
  { "model", BHD_IS_TEXT, BHD_OPTIONAL },
  { "choices", BHD_IS_OBJECT, BHD_LIST | BHD_OPTIONAL, NULL, &bhd_shape_completion_choice },
  { "usage", BHD_IS_OBJECT, BHD_OR_NULL, "Of the last one, where it was wanted",
    &bhd_shape_completion_usage },
  BHD_ONE_OPTIONAL ("bellhop", completion_context),
  { "error", BHD_IS_ANY, BHD_OPTIONAL, "Instead of all else: why there is no more" },
  { NULL },
};
const BhdShape bhd_shape_completion_chunk = { "CompletionChunk",
                                              "A piece of an answer in OpenAI's form",
                                              completion_chunk_members };

static const BhdMember model_members[] = {
  { "id", BHD_IS_TEXT },
  { "object", BHD_IS_WORD, .words = "model" },
  { "created", BHD_IS_INT },
  { "owned_by", BHD_IS_TEXT },
  { NULL },
};
static const BhdShape bhd_shape_model = { "Model", "A model in OpenAI's form", model_members };

static const BhdMember models_members[] = {
  { "object", BHD_IS_WORD, .words = "list" },
  BHD_MANY ("data", model),
  { NULL },
};
const BhdShape bhd_shape_models = { "Models", "All models", models_members };

static const BhdMember ui_event_members[] = {
  { "type", BHD_IS_WORD,
    .words = "start|start-step|text-start|text-delta|text-end|source-document|finish-step|finish|"
             "error" },
  { "messageId", BHD_IS_TEXT, BHD_OPTIONAL },
  { "id", BHD_IS_TEXT, BHD_OPTIONAL, "Of the part" },
  { "delta", BHD_IS_TEXT, BHD_OPTIONAL },
  { "sourceId", BHD_IS_TEXT, BHD_OPTIONAL },
  { "mediaType", BHD_IS_TEXT, BHD_OPTIONAL },
  { "title", BHD_IS_TEXT, BHD_OPTIONAL },
  { "errorText", BHD_IS_TEXT, BHD_OPTIONAL },
  { NULL },
};
const BhdShape bhd_shape_ui_event = { "UiEvent", "An event of the AI SDK's message stream",
                                      ui_event_members };
