/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

/* What a provider with OpenAI's interface streams, put together from literals:
 * MODEL_SAYS ("Hello ") MODEL_SAYS ("you.") MODEL_ENDS */

#define MODEL_CHOICE(json)                                                                         \
  "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0," json       \
  "}]}\n\n"
#define MODEL_SAYS(text)                                                                           \
  MODEL_CHOICE ("\"delta\":{\"content\":\"" text "\"},\"finish_reason\":null")

/* @arguments: JSON inside a JSON string, so with \\\" in C. */
#define MODEL_CALLS(index, id, name, arguments)                                                    \
  MODEL_CHOICE ("\"delta\":{\"tool_calls\":[{\"index\":" #index ",\"id\":\"" id                    \
                "\",\"type\":\"function\",\"function\":{\"name\":\"" name                          \
                "\",\"arguments\":\"" arguments "\"}}]},\"finish_reason\":null")

#define MODEL_FINISH(reason) MODEL_CHOICE ("\"delta\":{},\"finish_reason\":\"" reason "\"")
#define MODEL_USAGE                                                                                \
  "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":14}}\n\n"
#define MODEL_ENDS MODEL_FINISH ("stop") MODEL_USAGE "data: [DONE]\n\n"
#define MODEL_WAITS MODEL_FINISH ("tool_calls") MODEL_USAGE "data: [DONE]\n\n"
