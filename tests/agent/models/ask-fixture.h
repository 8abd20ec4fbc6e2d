/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/models/bhd-model.h"
#include "tests/agent/models/emulator.h"

#define ASK_KEY "sk-test-0123456789abcdefgh"

/* Somebody with a question, a provider to put it to, and an ear for what it says. */
typedef struct
{
  Emulator emulator;
  BhdOutbound *outbound;
  BhdModelAccount account;
  BhdModelRequest request;
  GString *said;    /* pieces, each behind “|” */
  guint stop_after; /* pieces, 0 never */
  guint pieces;
  gboolean cancels; /* with the first piece */
} AskFixture;

/* @kind: of the account. */
void ask_fixture_set_up (AskFixture *self, gconstpointer kind);
void ask_fixture_tear_down (AskFixture *self, gconstpointer kind);

BhdModelAnswer *ask_fixture_ask (AskFixture *self, GError **error);

/* Asks, and fails the test unless there is an answer. */
BhdModelAnswer *ask_fixture_get (AskFixture *self);

/* Asks, and fails the test unless it ends in @code; Returns: (transfer full) */
GError *ask_fixture_fail (AskFixture *self, int code);

BhdModelMessage *ask_fixture_add (AskFixture *self, BhdModelRole role, const char *text);
void ask_fixture_add_picture (AskFixture *self); /* “GIF89a”, and “What is it?” */
void ask_fixture_call (BhdModelMessage *message,
                       const char *id,
                       const char *name,
                       const char *arguments);
const BhdModelCall *ask_fixture_get_call (BhdModelAnswer *answer, guint i);

/* A conversation with everything in it: two calls in one turn, and what came of them. */
void ask_fixture_add_story (AskFixture *self);
