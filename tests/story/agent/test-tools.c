/* SPDX-License-Identifier: AGPL-3.0-or-later */

/* The organisation's own systems: asked with arguments that are right, and, where the visitor has
 * to say so first, once and only then. */
#include "tests/agent/tools/shop-server.h"
#include "tests/story/agent/ai-story.h"
#include "tests/story/agent/model-words.h"

#include <string.h>

#define ORDER_SCHEMA                                                                               \
  "{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\","                           \
  "\"pattern\":\"^[0-9]{4}$\"}},\"required\":[\"order\"],\"additionalProperties\":false}"
#define ARGUMENTS "{\\\"order\\\":\\\"4711\\\"}"
#define CALLS "/v1/desk/tool-calls?conversation_id=CONVERSATION"

static ShopServer shop;

static void
open_shop_at (AiStory *self, const char *path, const char *method, const char *confirm)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"ID\",\"name\":\"cancel_order\",\"description\":\"Cancel the order {order}\","
      "\"method\":\"%s\",\"url\":\"URL/%s\",\"headers\":{\"X-Shop-Token\":\"tok-9f8e7d6c\"},"
      "\"arguments_schema\":" ORDER_SCHEMA ",\"confirm\":%s}",
      method, path, confirm);
  g_autoptr (JsonNode) tool = NULL;

  shop = (ShopServer){ 0 };
  shop_server_init (&shop);
  tool = ai_story_put (self, "POST", "/v1/desk/tools", shop.url, body);
  ai_story_add_provider (self, &self->first, "First", 1);
  ai_story_arrive (self);
}

static void
open_shop (AiStory *self, const char *method, const char *confirm)
{
  open_shop_at (self, "cancel", method, confirm);
}

static void
close_shop (void)
{
  shop_server_clear (&shop);
}

static guint
count_orders (void)
{
  return (guint) g_atomic_int_get (&shop.requests);
}

static void
test_tool_is_called (AiStory *self)
{
  g_autofree char *last = NULL;
  g_autofree char *calls = NULL;

  open_shop (self, "POST", "false");
  emulator_say (&self->first, MODEL_CALLS (0, "c1", "cancel_order", ARGUMENTS) MODEL_WAITS);
  emulator_say (&self->first, MODEL_SAYS ("Order 4711 is cancelled.") MODEL_ENDS);
  ai_story_ask (self, "Please cancel my order 4711");
  ai_story_wait_text (self, "Order 4711 is cancelled.");
  last = shop_server_dup_last (&shop);
  calls = ai_story_get_text (self, CALLS);
  g_assert_cmpstr (last, ==, "POST /cancel {\"order\":\"4711\"}");
  g_assert_cmpuint (count_orders (), ==, 1);
  g_assert_nonnull (strstr (calls, "\"tool_name\":\"cancel_order\""));
  g_assert_nonnull (strstr (calls, "\"status\":\"success\""));
  g_assert_nonnull (strstr (emulator_body (&self->first, 1), "{\\\"ok\\\":true}"));
  close_shop ();
}

/* A tool's answer is text, to the model, to the visitor it is repeated to, and at the desk. */
static void
test_hostile_result (AiStory *self)
{
  g_autofree char *calls = NULL;

  open_shop_at (self, "hostile", "POST", "false");
  emulator_say (&self->first, MODEL_CALLS (0, "c1", "cancel_order", ARGUMENTS) MODEL_WAITS);
  emulator_say (&self->first,
                MODEL_SAYS ("It says: <img src=x onerror=hacked=1> [x](javascript:hacked=1)")
                    MODEL_ENDS);
  ai_story_ask (self, "Please cancel my order 4711");
  ai_story_wait_text (self, "It says: <img src=x onerror=hacked=1>");
  calls = ai_story_get_text (self, CALLS);
  g_assert_nonnull (strstr (calls, "onerror=hacked"));
  g_assert_nonnull (strstr (emulator_body (&self->first, 1), "onerror=hacked"));
  ai_story_wait (self, "!document.querySelector('.lines img[src=x], .lines [onerror], "
                       ".lines a[href^=\"javascript\"]')");
  ai_story_wait (self, "window.hacked === undefined");
  close_shop ();
}

static void
test_two_tools_in_one_turn (AiStory *self)
{
  const char *second;

  open_shop (self, "POST", "false");
  emulator_say (&self->first,
                MODEL_CALLS (0, "c1", "search", "{\\\"query\\\":\\\"cancelling an order\\\"}")
                    MODEL_CALLS (1, "c2", "cancel_order", ARGUMENTS) MODEL_WAITS);
  emulator_say (&self->first, MODEL_SAYS ("Order 4711 is cancelled.") MODEL_ENDS);
  ai_story_ask (self, "Please cancel my order 4711");
  ai_story_wait_text (self, "Order 4711 is cancelled.");
  second = emulator_body (&self->first, 1);
  g_assert_nonnull (strstr (second, "\"tool_call_id\":\"c1\""));
  g_assert_nonnull (strstr (second, "\"tool_call_id\":\"c2\""));
  g_assert_nonnull (strstr (second, "until the parcel has left our warehouse"));
  g_assert_cmpuint (count_orders (), ==, 1);
  close_shop ();
}

static void
test_wrong_arguments (AiStory *self)
{
  open_shop (self, "POST", "false");
  emulator_say (&self->first, MODEL_CALLS (0, "c1", "cancel_order",
                                           "{\\\"order\\\":\\\"all of them\\\"}") MODEL_WAITS);
  emulator_say (&self->first, MODEL_SAYS ("Which order is it?") MODEL_ENDS);
  ai_story_ask (self, "Please cancel my order");
  emulator_wait_for (&self->first, 2);
  ai_story_wait (self, "document.querySelectorAll('.ai .bubble').length > 1");
  g_assert_cmpuint (count_orders (), ==, 0);
  close_shop ();
}

/* Up to the button. */
static void
offer (AiStory *self)
{
  open_shop (self, "POST", "true");
  emulator_say (&self->first, MODEL_CALLS (0, "c1", "cancel_order", ARGUMENTS) MODEL_WAITS);
  emulator_say (&self->first, MODEL_SAYS ("I can do that for you.") MODEL_ENDS);
  ai_story_ask (self, "Please cancel my order 4711");
  bht_page_wait_for (self->page, FRAME, "button", "Yes, do it");
  g_assert_cmpuint (count_orders (), ==, 0);
}

static void
test_yes_runs_it_once (AiStory *self)
{
  offer (self);
  ai_story_picture (self, "tools-1-button");
  emulator_say (&self->first, MODEL_SAYS ("Order 4711 is cancelled now.") MODEL_ENDS);
  ai_story_press (self, "Yes, do it");
  ai_story_wait_text (self, "Order 4711 is cancelled now.");
  ai_story_wait_text (self, "Done");
  ai_story_picture (self, "tools-2-done");
  g_assert_cmpuint (count_orders (), ==, 1);
  close_shop ();
}

/* Two presses that race, as of two tabs; and one more when all is over. */
static void
test_twice_runs_once (AiStory *self)
{
  static const char script[] =
      "(async () => {"
      "  const head = { Authorization: 'Bearer ' + localStorage.getItem('bellhop.demo.token'),"
      "                 'Content-Type': 'application/json' };"
      "  const where = '/v1/widget/conversations/' + "
      "localStorage.getItem('bellhop.demo.conversation');"
      "  const page = await (await fetch(where + '/messages', { headers: head })).json();"
      "  const { action } = page.messages.find(m => m.extra && m.extra.action).extra;"
      "  const press = () => fetch(where + '/actions/' + action.call_id, { method: 'POST', "
      "headers: head,"
      "    body: JSON.stringify({ token: action.token, confirm: true }) }).then(r => r.status);"
      "  window.press = press;"
      "  return (await Promise.all([press(), press()])).sort().join(' ');"
      "})()";
  g_autofree char *statuses = NULL;
  g_autofree char *late = NULL;

  offer (self);
  emulator_say (&self->first, MODEL_SAYS ("Order 4711 is cancelled now.") MODEL_ENDS);
  statuses = bht_page_eval (self->page, FRAME, script);
  g_assert_cmpstr (statuses, ==, "200 409");
  ai_story_wait_text (self, "Order 4711 is cancelled now.");
  late = bht_page_eval (self->page, FRAME, "window.press()");
  g_assert_cmpstr (late, ==, "409");
  g_assert_cmpuint (count_orders (), ==, 1);
  bht_page_forget_errors (self->page); /* the refusals */
  close_shop ();
}

static void
test_no_never_runs_it (AiStory *self)
{
  g_autofree char *calls = NULL;

  offer (self);
  emulator_say (&self->first, MODEL_SAYS ("Then I leave it.") MODEL_ENDS);
  ai_story_press (self, "No");
  ai_story_wait_text (self, "Not done.");
  ai_story_picture (self, "tools-3-no");
  emulator_say (&self->first, MODEL_SAYS ("I did nothing.") MODEL_ENDS);
  ai_story_ask (self, "How many days do I have to return something?");
  ai_story_wait (self, "document.querySelectorAll('.ai .bubble').length > 2");
  calls = ai_story_get_text (self, CALLS);
  g_assert_nonnull (strstr (calls, "\"status\":\"cancelled\""));
  g_assert_cmpuint (count_orders (), ==, 0);
  close_shop ();
}

/* Somebody else's session with the right token is still somebody else. */
static void
test_stranger_cannot_press (AiStory *self)
{
  g_autoptr (BhtApi) stranger = bht_api_new_visitor (bht_bellhopd_url (self->daemon), "Eve");
  g_autofree char *target = NULL;
  g_autofree char *body = NULL;

  offer (self);
  target = bht_page_eval (
      self->page, FRAME,
      "fetch('/v1/widget/conversations/' + localStorage.getItem('bellhop.demo.conversation') + "
      "'/messages', { headers: { Authorization: 'Bearer ' + "
      "localStorage.getItem('bellhop.demo.token') } }).then(r => r.json()).then(p => { const a = "
      "p.messages.find(m => m.extra && m.extra.action).extra.action; return a.call_id + ' ' + "
      "a.token; })");
  {
    g_auto (GStrv) parts = g_strsplit (target, " ", 2);
    g_autofree char *path =
        g_strdup_printf ("/v1/widget/conversations/%s/actions/%s", self->conversation, parts[0]);

    body = g_strdup_printf ("{\"token\":\"%s\",\"confirm\":true}", parts[1]);
    g_assert_cmpuint (bht_api_call (stranger, "POST", path, body, NULL), ==, 404);
  }
  g_assert_cmpuint (count_orders (), ==, 0);
  close_shop ();
}

static void
add_tests (void)
{
  ai_story_add ("/story/ai/tools/the-organisations-tool-is-called", test_tool_is_called);
  ai_story_add ("/story/ai/tools/a-hostile-answer-is-text", test_hostile_result);
  ai_story_add ("/story/ai/tools/two-tools-in-one-turn", test_two_tools_in_one_turn);
  ai_story_add ("/story/ai/tools/wrong-arguments-never-arrive", test_wrong_arguments);
  ai_story_add ("/story/ai/tools/yes-runs-it-once", test_yes_runs_it_once);
  ai_story_add ("/story/ai/tools/pressing-twice-runs-it-once", test_twice_runs_once);
  ai_story_add ("/story/ai/tools/no-never-runs-it", test_no_never_runs_it);
  ai_story_add ("/story/ai/tools/a-stranger-cannot-press-it", test_stranger_cannot_press);
}

int
main (int argc, char **argv)
{
  return ai_story_run (argc, argv, add_tests);
}
