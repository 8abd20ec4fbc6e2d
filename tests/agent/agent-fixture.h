/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "server/agent/bhd-agent-private.h"
#include "server/desk/bhd-conversations.h"
#include "server/desk/bhd-identity.h"
#include "server/desk/bhd-messages.h"
#include "server/desk/bhd-organizations.h"
#include "server/desk/bhd-runs.h"

/* A real store in a directory of its own, an organisation with a few articles, a visitor in a
 * conversation, an operator, and an agent that is started when a test says so. */
typedef struct
{
  char *directory;
  BhdStore *store;
  BhdIndex *index;
  BhdAgent *agent; /* (nullable) */
  char *organization_id;
  BhdCaller *ada; /* visitor */
  BhdCaller *mia; /* operator */
  char *conversation_id;
  GMutex mutex; /* guards what follows */
  GCond cond;
  GPtrArray *said; /* of char: “type body” of what the agent said while it worked */
} AgentFixture;

void agent_fixture_set_up (AgentFixture *fixture, gconstpointer data);
void agent_fixture_tear_down (AgentFixture *fixture, gconstpointer data);

void agent_start (AgentFixture *fixture, const BhdProvider *provider, guint threads);
void agent_start_with (AgentFixture *fixture, const BhdAgentParts *parts, guint threads);
void agent_start_real (AgentFixture *fixture, BhdOutbound *outbound); /* with the real world */
void agent_stop (AgentFixture *fixture);

void agent_say (AgentFixture *fixture, const char *body); /* the visitor */
void agent_operator_says (AgentFixture *fixture, const char *body);
void agent_return (AgentFixture *fixture);      /* the operator, to the AI */
void agent_want_person (AgentFixture *fixture); /* the visitor presses the button */
void agent_operator_notes (AgentFixture *fixture, const char *body);

/* Runs a job of the desk. */
gpointer agent_turn (AgentFixture *fixture, BhdJobFunc job);

/* Says it and waits until the run that answers has ended.  Returns: (transfer full): the last text
 * of the AI. */
char *agent_ask (AgentFixture *fixture, const char *body);

/* Waits until no run waits or runs. */
void agent_settle (AgentFixture *fixture);

void agent_pause (AgentFixture *fixture); /* until something happens, or a hundredth of a second */

BhConversation *agent_look (AgentFixture *fixture);
GPtrArray *agent_messages (AgentFixture *fixture); /* of BhMessage */
guint agent_count_answers (AgentFixture *fixture); /* without the greeting */
guint agent_count_said (AgentFixture *fixture, const char *type);
char *agent_last_outcome (AgentFixture *fixture, char **detail); /* of the latest run */

#define AGENT_TEST(path, function)                                                                 \
  g_test_add (path, AgentFixture, NULL, agent_fixture_set_up, function, agent_fixture_tear_down)
