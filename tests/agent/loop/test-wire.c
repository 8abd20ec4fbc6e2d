/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* Runs that go over the wire to a server on the loopback: the whole way down. */
#include "tests/agent/loop/fake-model.h"
#include "tests/agent/models/emulator.h"

#include "common/bh-id.h"

#include <string.h>

typedef struct
{
  LoopFixture loop;
  Emulator emulator;
  BhdOutbound *outbound;
} Fixture;

#define SHIPPING "How much does shipping cost?"
#define PIECE(text) "data: {\"choices\":[{\"delta\":{\"content\":\"" text "\"}}]}\n\n"
#define STOP "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"
#define SEARCH                                                                                     \
  "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":"       \
  "{\"name\":\"search\",\"arguments\":\"{\\\"query\\\":\\\"warranty of batteries\\\"}\"}}]}}]}"    \
  "\n\ndata: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\ndata: "            \
  "[DONE]\n\n"
#define STREAM "Content-Type: text/event-stream\r\n"

typedef struct
{
  Fixture *fixture;
  const char *id;
} Adding;

static gpointer
add_job (BhdTurn *turn, gpointer data, GError **error)
{
  const Adding *adding = data;
  const BhdProviderChange change = { .kind = "openai",
                                     .name = "Loopback",
                                     .base_url = adding->fixture->emulator.url,
                                     .model = "small" };
  gboolean created;
  g_autoptr (BhdProviderRow) row = bhd_providers_create (
      turn, adding->fixture->loop.agent.organization_id, adding->id, &change, &created, error);

  return NULL;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *id = bh_id_new ();
  Adding adding = { f, id };
  g_autoptr (GError) error = NULL;

  loop_fixture_set_up (&f->loop, NULL);
  emulator_init (&f->emulator);
  f->outbound = bhd_outbound_new (&error);
  bhd_store_call (f->loop.agent.store, BHD_JOB_WRITE, add_job, &adding, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  agent_stop (&f->loop.agent);
  emulator_clear (&f->emulator);
  bhd_outbound_free (f->outbound);
  loop_fixture_tear_down (&f->loop, NULL);
}

/* The agent as the daemon makes it. */
static char *
ask (Fixture *f)
{
  agent_start_real (&f->loop.agent, f->outbound);
  return agent_ask (&f->loop.agent, SHIPPING);
}

static void
test_answer_streams_through (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  emulator_add (&f->emulator,
                &(EmulatorReply){ .headers = STREAM,
                                  .body = PIECE ("Shipping costs ") PIECE ("4.90 euros [1].") STOP,
                                  .in_bytes = TRUE });
  answer = ask (f);
  g_assert_cmpstr (answer, ==, "Shipping costs 4.90 euros.");
  loop_assert_contains (emulator_body (&f->emulator, 0), "\"model\":\"small\"");
  loop_assert_contains (emulator_body (&f->emulator, 0), "\"name\":\"escalate\"");
}

static void
test_tool_calls_go_back_and_forth (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;

  emulator_add (&f->emulator, &(EmulatorReply){ .headers = STREAM, .body = SEARCH });
  emulator_add (&f->emulator,
                &(EmulatorReply){ .headers = STREAM, .body = PIECE ("Two years [2].") STOP });
  answer = ask (f);
  g_assert_cmpstr (answer, ==, "Two years.");
  loop_assert_contains (emulator_body (&f->emulator, 1), "\"tool_call_id\":\"c1\"");
  loop_assert_contains (emulator_body (&f->emulator, 1), "warranty of two years");
}

static void
test_cut_stream_is_no_answer (Fixture *f, gconstpointer data)
{
  g_autofree char *answer = NULL;
  g_autoptr (BhRun) run = NULL;

  emulator_add (&f->emulator, &(EmulatorReply){ .headers = STREAM,
                                                .body = PIECE ("Shipping costs nothing "),
                                                .end = EMULATOR_BREAKS });
  answer = ask (f);
  loop_assert_contains (answer, "4.90 euros");
  loop_assert_lacks (answer, "nothing");
  run = loop_last_run (&f->loop);
  g_assert_cmpstr (run->provider, ==, "embedded");
  loop_assert_contains (run->detail, "\"provider\":\"Loopback\"");
}

#define WIRE_TEST(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  WIRE_TEST ("/agent/wire/answer-streams-through", test_answer_streams_through);
  WIRE_TEST ("/agent/wire/tool-calls-go-back-and-forth", test_tool_calls_go_back_and_forth);
  WIRE_TEST ("/agent/wire/cut-stream-is-no-answer", test_cut_stream_is_no_answer);
  return g_test_run ();
}
