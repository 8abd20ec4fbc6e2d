/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/ai/bh-run.h"
#include "server/desk/ai/bhd-ai-settings.h"
#include "server/desk/ai/bhd-guardrails.h"
#include "server/desk/ai/bhd-providers.h"
#include "server/desk/ai/bhd-tool-registry.h"
#include "tests/agent/agent-fixture.h"

/* What a scripted model does when it is asked. */
typedef struct
{
  const char *model; /* whose turn it is; asking another one is a failure of the test */
  const char *text;  /* (nullable) said word by word */
  struct
  {
    const char *name;
    const char *arguments;
  } calls[3];
  int error; /* a BhErrorCode behind what was said; 0: none */
  BhdModelFinish finish;
  void (*meanwhile) (AgentFixture *fixture); /* (nullable) in the middle of the text */
} FakeTurn;

/* An agent fixture with providers of the names of their models. */
typedef struct
{
  AgentFixture agent;
  const FakeTurn *turns;
  guint n_turns;
  guint next;
  GPtrArray *heard;        /* of char: each request, as text */
  GPtrArray *tool_calls;   /* of char: “name arguments” of the organisation's tools */
  const char *tool_answer; /* of all of them */
  gboolean tool_fails;     /* those that were confirmed */
  GPtrArray *embedded;     /* of char: “model question” */
  gboolean embed_fails;
} LoopFixture;

void loop_fixture_set_up (LoopFixture *fixture, gconstpointer data);
void loop_fixture_tear_down (LoopFixture *fixture, gconstpointer data);

/* Starts an agent whose models follow the script; @last (nullable): instead of the embedded one. */
void
loop_start (LoopFixture *fixture, const FakeTurn *turns, guint n_turns, const BhdProvider *last);
#define LOOP_START(f, turns) loop_start (f, turns, G_N_ELEMENTS (turns), NULL)

const char *loop_heard (LoopFixture *fixture, guint i); /* the request */
BhMessage *loop_last_answer (LoopFixture *fixture); /* (nullable) of the AI, after the greeting */
BhRun *loop_last_run (LoopFixture *fixture);
guint loop_count_notices (LoopFixture *fixture, const char *code);

/* Settings of the organisation. */
void loop_set (LoopFixture *fixture, const BhdAiSettingsChange *change);
void loop_add_provider (LoopFixture *fixture, const char *model);
void loop_add_rule (LoopFixture *fixture, const BhdGuardrailChange *change);
void loop_add_tool (LoopFixture *fixture, const BhdToolChange *change);

void loop_assert_contains (const char *text, const char *part);
void loop_assert_lacks (const char *text, const char *part);

#define LOOP_TEST(path, function)                                                                  \
  g_test_add (path, LoopFixture, NULL, loop_fixture_set_up, function, loop_fixture_tear_down)
