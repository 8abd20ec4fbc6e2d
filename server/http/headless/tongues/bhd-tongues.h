/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/http/headless/bhd-talk.h"

G_BEGIN_DECLS

/* The forms in which answers are told, see PROTOCOL.md, “Headless API”. */
extern const BhdTongue bhd_tongue_json;
extern const BhdTongue bhd_tongue_lines;
extern const BhdTongue bhd_tongue_completion;
extern const BhdTongue bhd_tongue_chunks;
extern const BhdTongue bhd_tongue_ui;

extern const BhdErrorForm bhd_tongue_chat_errors;
extern const BhdErrorForm bhd_tongue_openai_errors;

#define BHD_TONGUE_MODEL "bellhop"

G_END_DECLS
