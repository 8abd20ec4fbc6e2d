/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "tests/agent/models/emulator.h"
#include "tests/browser/bht-browser.h"
#include "tests/process/bht-api.h"
#include "tests/process/bht-bellhopd.h"
#include "tests/widget/mock-desk.h"

G_BEGIN_DECLS

/* A visitor with a browser before the real daemon, an administrator behind it, and two providers on
 * loopback that say what a test wrote for them.  Daemon, browser and shop serve all facts of a
 * program; page, conversation and settings are new for each. */
typedef struct
{
  BhtBellhopd *daemon;
  BhtApi *desk; /* what Mia, the owner, may see and do */
  MockShop *shop;
  BhtBrowser *browser;
  BhtPage *page;
  Emulator first;
  Emulator second;
  char *log;          /* file: everything the daemon has said */
  char *conversation; /* (nullable) */
} AiStory;

#define FRAME "/widget/frame"
#define AI_STORY_KEY "sk-story-5d1f0c77e2b94a0e"
#define AI_STORY_MODEL "story-model"

/* Runs the program's tests; they are added with ai_story_add(). */
int ai_story_run (int argc, char **argv, void (*add_tests) (void));

/* What a program needs besides the daemon: made before its first test, taken away after the last.
 */
void ai_story_set_hooks (void (*opened) (AiStory *story), void (*closing) (AiStory *story));
void ai_story_add (const char *path, void (*test) (AiStory *story));

/* ---- the visitor ---- */

/* Somebody new: the shop, the form, up to a live feed. */
void ai_story_arrive (AiStory *self);
void ai_story_ask (AiStory *self, const char *text);
void ai_story_wait (AiStory *self, const char *script);
void ai_story_wait_text (AiStory *self, const char *text); /* the transcript shows it */
gboolean ai_story_shows (AiStory *self, const char *text);
void ai_story_press (AiStory *self, const char *button);
void ai_story_picture (AiStory *self, const char *name);

/* From now on everything the last bubble of the AI shows is kept in “window.seen”. */
void ai_story_watch (AiStory *self);

/* From now on everything the visitor's feed says is kept, by a second feed of the same visitor. */
void ai_story_listen (AiStory *self);
char *ai_story_heard (AiStory *self);        /* all frames.  Returns: (transfer full) */
char *ai_story_heard_deltas (AiStory *self); /* the texts of “ai.delta” joined; likewise */

/* ---- the desk ---- */

/* @body: JSON; “ID” in it becomes a fresh id, “URL” becomes @url (nullable).
 * Returns: (transfer full): the answer, whose status was 200 or 201 */
JsonNode *ai_story_put (AiStory *self,
                        const char *method,
                        const char *path,
                        const char *url,
                        const char *body);
void ai_story_add_provider (AiStory *self, Emulator *emulator, const char *name, int position);
void ai_story_act (AiStory *self, const char *verb); /* on the conversation: “claim”, “return” … */
void ai_story_reply (AiStory *self, const char *kind, const char *text);

/* What GET @path says; “CONVERSATION” in it becomes the conversation's id. */
JsonNode *ai_story_get (AiStory *self, const char *path);
char *ai_story_get_text (AiStory *self, const char *path); /* Returns: (transfer full) */

/* Waits until GET @path holds @part. */
void ai_story_await (AiStory *self, const char *path, const char *part);

/* The newest run, when it has come to an end, with its detail.  Returns: (transfer full) */
JsonNode *ai_story_last_run (AiStory *self);

G_END_DECLS
