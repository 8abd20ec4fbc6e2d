/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-runs.h"
#include "server/store/rows/ai/bhd-ai-settings-rows.h"

G_BEGIN_DECLS

/* What a model is told before anything else. */

/* What tells foreign text from instructions in this run: nobody outside can know it, so nobody can
 * end a piece of data and speak in our name.  Returns: (transfer full) */
char *bhd_prompt_make_mark (void);

/* Foreign text between marks.  Returns: (transfer full) */
char *bhd_prompt_wrap (const char *mark, const char *kind, const char *text);

/* The instructions that nobody is told, the same for all: see bhd-leak.h. */
extern const char bhd_prompt_rules[];

typedef struct
{
  const char *organization_name;
  const char *ai_name;
  const char *language; /* as of bhd_reply_language() */
  const BhdAiSettings *settings;
  const char *mark;
} BhdPersona;

/* Returns: (transfer full): persona and rules */
char *bhd_prompt_write (const BhdPersona *persona);

/* The conversation as messages: neighbours of one side are one, the visitor begins.  What lies
 * behind the boundary is told as something that is over.  @context: what goes with the visitor's
 * last words.  Returns: (transfer full): of BhdModelMessage */
GPtrArray *bhd_prompt_write_talk (const BhdRun *run, const char *mark, const char *context);

G_END_DECLS
