/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/desk/bhd-runs.h"
#include "tests/http/bht-client.h"

G_BEGIN_DECLS

/* A daemon whose agent is the test: it takes the run that a question makes, and ends it. */
typedef struct
{
  BhtDaemon *daemon;
  BhtTenant *tenant;
} ChatFixture;

#define CHAT(session, message) "{\"sessionId\":\"" session "\",\"message\":\"" message "\"}"

void chat_fixture_set_up (ChatFixture *self, gconstpointer config); /* BhdHttpConfig, nullable */
void chat_fixture_tear_down (ChatFixture *self, gconstpointer data);

/* Sends a question with the tenant's widget key.  Returns: the socket. */
int chat_ask (ChatFixture *self, const char *path, const char *body);
int chat_ask_with (ChatFixture *self, const char *path, const char *headers, const char *body);

/* Waits until @n clients are parked, and for the run that is due next. */
void chat_wait_parked (ChatFixture *self, guint n);
/* Until the head of a streamed answer has come: from then on what is said is heard. */
void chat_wait_begun (int fd);
BhdRun *chat_take_run (ChatFixture *self);

void chat_say (ChatFixture *self, const BhdRun *run, guint offset, const char *text);
void chat_discard (ChatFixture *self, const BhdRun *run);
gboolean chat_finish (ChatFixture *self, const BhdRun *run, const BhdRunResult *result);

/* Takes the run and ends it with this answer; returns what the client got. */
BhtAnswer *chat_answer (ChatFixture *self, int fd, const char *text);

/* What comes to the client, which then leaves. */
BhtAnswer *chat_receive (int fd);
const char *chat_member (const BhtAnswer *answer, const char *name); /* a text */
void chat_assert_header (const BhtAnswer *answer, const char *name, const char *value);

/* One question with its answer. */
BhtAnswer *chat_talk (ChatFixture *self, const char *path, const char *body, const char *text);

/* With the admin key. */
BhtAnswer *chat_read (ChatFixture *self, const char *path);

/* The texts of the one conversation with this id, “user: hi|assistant: ho”. */
char *chat_transcript (ChatFixture *self, const char *conversation_id);

G_END_DECLS
