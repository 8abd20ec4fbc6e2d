/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/agent/ai-story.h"
#include "tests/bht-patience.h"

#include "common/bh-id.h"
#include "common/bh-json-writer.h"
#include "tests/browser/bht-wire.h"

#include <glib/gstdio.h>
#include <string.h>

static AiStory stage; /* what the facts of a program share */
static void (*opened_hook) (AiStory *story);
static void (*closing_hook) (AiStory *story);

/* ---- the visitor ---- */

static void
open_page (AiStory *self)
{
  g_clear_pointer (&self->page, bht_page_free);
  self->page = bht_page_new (self->browser);
  /* A click on a panel that still slides in misses its field. */
  bht_page_set_media (self->page, "prefers-reduced-motion", "reduce");
}

void
ai_story_arrive (AiStory *self)
{
  open_page (self);
  bht_page_open (self->page, mock_shop_origin (self->shop));
  bht_page_click (self->page, BHT_TOP, "button", "Open chat");
  bht_page_click (self->page, FRAME, "textbox", "Name");
  bht_page_type (self->page, "Ada Lindqvist");
  ai_story_wait (self, "document.querySelector('input').value === 'Ada Lindqvist'");
  bht_page_click (self->page, FRAME, "textbox", "E-mail");
  bht_page_type (self->page, "ada@example.org");
  bht_page_press (self->page, "Enter");
  ai_story_wait (self, "document.querySelector('.banner.live')");
  g_free (self->conversation);
  self->conversation =
      bht_page_eval (self->page, FRAME, "localStorage.getItem('bellhop.demo.conversation')");
}

void
ai_story_ask (AiStory *self, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autofree char *sent = g_strdup_printf (
      "[...document.querySelectorAll('.visitor.sent .bubble')].some(b => b.textContent === %s)",
      quoted);

  bht_page_run (self->page, FRAME, "document.querySelector('textarea').focus()");
  bht_page_type (self->page, text);
  bht_page_press (self->page, "Enter");
  ai_story_wait (self, sent);
}

void
ai_story_wait (AiStory *self, const char *script)
{
  bht_page_wait (self->page, FRAME, script);
}

static char *
transcript_script (const char *text)
{
  g_autofree char *quoted = bht_quote (text);

  return g_strdup_printf ("document.querySelector('.lines')?.textContent.includes(%s) === true",
                          quoted);
}

void
ai_story_wait_text (AiStory *self, const char *text)
{
  g_autofree char *script = transcript_script (text);

  ai_story_wait (self, script);
}

gboolean
ai_story_shows (AiStory *self, const char *text)
{
  g_autofree char *script = transcript_script (text);

  return bht_page_holds (self->page, FRAME, script);
}

void
ai_story_press (AiStory *self, const char *button)
{
  bht_page_click (self->page, FRAME, "button", button);
}

void
ai_story_picture (AiStory *self, const char *name)
{
  const char *folder = g_getenv ("BHT_PICTURES");
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, name);

  g_mkdir_with_parents (folder, 0755);
  bht_page_screenshot (self->page, path);
}

void
ai_story_watch (AiStory *self)
{
  bht_page_run (
      self->page, FRAME,
      "window.seen = new Set(); new MutationObserver(() => {"
      "  const bubbles = document.querySelectorAll('.ai .bubble');"
      "  if (bubbles.length) window.seen.add(bubbles[bubbles.length - 1].textContent);"
      "}).observe(document.body, { subtree: true, childList: true, characterData: true })");
}

void
ai_story_listen (AiStory *self)
{
  bht_page_run (self->page, FRAME,
                "window.heard = [];"
                "const feed = new WebSocket(location.origin.replace('http', 'ws') + "
                "'/v1/widget/feed', ['bellhop.feed.1', "
                "'bellhop.bearer.' + localStorage.getItem('bellhop.demo.token')]);"
                "feed.onopen = () => feed.send('{\"op\":\"resume\"}');"
                "feed.onmessage = (event) => window.heard.push(event.data)");
  ai_story_wait (self, "window.heard.some(frame => frame.includes('\"live\"'))");
}

char *
ai_story_heard (AiStory *self)
{
  return bht_page_eval (self->page, FRAME, "window.heard.join('\\n')");
}

char *
ai_story_heard_deltas (AiStory *self)
{
  return bht_page_eval (self->page, FRAME,
                        "window.heard.map(frame => JSON.parse(frame))"
                        ".filter(frame => frame.type === 'ai.delta')"
                        ".map(frame => frame.body.text).join('')");
}

/* ---- the desk ---- */

JsonNode *
ai_story_put (AiStory *self,
              const char *method,
              const char *path,
              const char *url,
              const char *body)
{
  g_autofree char *id = bh_id_new ();
  g_autoptr (GString) text = g_string_new (body);
  g_autoptr (GString) where = g_string_new (path);
  JsonNode *answer = NULL;
  guint status;

  g_string_replace (text, "ID", id, 0);
  g_string_replace (text, "URL", url != NULL ? url : "", 0);
  g_string_replace (where, "CONVERSATION", self->conversation != NULL ? self->conversation : "", 0);
  status = bht_api_call (self->desk, method, where->str, text->str, &answer);
  if (status != 200 && status != 201)
    g_error ("%s %s %s: %u %s", method, where->str, text->str, status,
             answer != NULL ? json_to_string (answer, FALSE) : "");
  return answer;
}

void
ai_story_add_provider (AiStory *self, Emulator *emulator, const char *name, int position)
{
  g_autofree char *body = g_strdup_printf (
      "{\"id\":\"ID\",\"kind\":\"openai\",\"name\":\"%s\",\"base_url\":\"URL\",\"model\":\"%s\","
      "\"key\":\"%s\",\"position\":%d,\"price_in\":1000000,\"price_out\":4000000}",
      name, AI_STORY_MODEL, AI_STORY_KEY, position);
  g_autoptr (JsonNode) answer =
      ai_story_put (self, "POST", "/v1/desk/providers", emulator->url, body);
}

void
ai_story_act (AiStory *self, const char *verb)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/conversations/CONVERSATION/%s", verb);
  g_autoptr (JsonNode) answer = ai_story_put (self, "POST", path, NULL, "{}");
}

void
ai_story_reply (AiStory *self, const char *kind, const char *text)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) answer = NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "id", "ID");
  bh_json_string (&json, "kind", kind);
  bh_json_string (&json, "body", text);
  bh_json_end_object (&json);
  body = bh_json_writer_steal (&json);
  answer = ai_story_put (self, "POST", "/v1/desk/conversations/CONVERSATION/messages", NULL, body);
}

JsonNode *
ai_story_get (AiStory *self, const char *path)
{
  g_autoptr (GString) where = g_string_new (path);

  g_string_replace (where, "CONVERSATION", self->conversation != NULL ? self->conversation : "", 0);
  return bht_api_expect (self->desk, "GET", where->str, NULL, 200);
}

char *
ai_story_get_text (AiStory *self, const char *path)
{
  g_autoptr (JsonNode) answer = ai_story_get (self, path);

  return json_to_string (answer, FALSE);
}

void
ai_story_await (AiStory *self, const char *path, const char *part)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;

  for (;;)
    {
      g_autofree char *text = ai_story_get_text (self, path);

      if (strstr (text, part) != NULL)
        return;
      if (g_get_monotonic_time () > deadline)
        g_error ("GET %s never told “%s”, but\n%s", path, part, text);
      g_usleep (5000);
    }
}

/* Returns: (transfer full) (nullable): the id of the newest run, where it has come to an end */
static char *
find_ended_run (AiStory *self)
{
  g_autoptr (JsonNode) list = ai_story_get (self, "/v1/desk/conversations/CONVERSATION/runs");
  JsonArray *runs = json_object_get_array_member (json_node_get_object (list), "runs");
  JsonObject *newest =
      json_array_get_length (runs) > 0 ? json_array_get_object_element (runs, 0) : NULL;

  if (newest == NULL || json_object_get_null_member (newest, "outcome"))
    return NULL;
  return g_strdup (json_object_get_string_member (newest, "id"));
}

JsonNode *
ai_story_last_run (AiStory *self)
{
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  while ((id = find_ended_run (self)) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (5000);
    }
  path = g_strdup_printf ("/v1/desk/runs/%s", id);
  return ai_story_get (self, path);
}

/* ---- the stage ---- */

static void
remove_all (AiStory *self, const char *list)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/%s", list);
  g_autoptr (JsonNode) answer = ai_story_get (self, path);
  JsonArray *records = json_object_get_array_member (json_node_get_object (answer), list);

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      g_autofree char *one = g_strdup_printf (
          "%s/%s", path,
          json_object_get_string_member (json_array_get_object_element (records, i), "id"));
      g_autoptr (JsonNode) nothing = bht_api_expect (self->desk, "DELETE", one, NULL, 204);
    }
}

static void
reset (AiStory *self)
{
  g_autoptr (JsonNode) ai = NULL;

  remove_all (self, "providers");
  remove_all (self, "tools");
  remove_all (self, "guardrails");
  ai = ai_story_put (self, "PATCH", "/v1/desk/ai", NULL,
                     "{\"tone\":\"\",\"suggestions_only\":false,\"guardrails_enabled\":true,"
                     "\"preferred_terms\":[],\"blocked_terms\":[],\"max_tool_calls\":8}");
}

static void
run_test (gconstpointer data)
{
  void (*test) (AiStory * story) = (void (*) (AiStory *)) data;
  AiStory *self = &stage;

  emulator_init (&self->first);
  emulator_init (&self->second);
  test (self);
  if (self->page != NULL)
    g_assert_cmpstr (bht_page_errors (self->page), ==, "");
  g_clear_pointer (&self->page, bht_page_free);
  if (self->conversation != NULL)
    ai_story_act (self, "resolve");
  reset (self);
  emulator_clear (&self->first);
  emulator_clear (&self->second);
  g_clear_pointer (&self->conversation, g_free);
}

void
ai_story_add (const char *path, void (*test) (AiStory *story))
{
  g_test_add_data_func (path, (gconstpointer) test, run_test);
}

static void
add_articles (AiStory *self)
{
  const char *dir = g_getenv ("BHT_ARTICLES");
  g_autoptr (GString) command = g_string_new ("document add --organization demo --category Help");
  g_autoptr (GDir) articles = g_dir_open (dir, 0, NULL);
  g_autofree char *ready = NULL;
  const char *name = NULL;
  guint count = 0;

  for (; (name = g_dir_read_name (articles)) != NULL; count++)
    g_string_append_printf (command, " %s/%s", dir, name);
  bht_bellhopd_ctl (self->daemon, NULL, command->str);
  ready = g_strdup_printf ("\"ready\":%u", count);
  ai_story_await (self, "/v1/desk/knowledge", ready);
}

/* A program of its own in the daemon's place that keeps what the daemon says. */
static char *
make_listener (const char *directory)
{
  char *path = g_build_filename (directory, "bellhopd", NULL);
  g_autofree char *log = g_build_filename (directory, "log", NULL);
  g_autofree char *script =
      g_strdup_printf ("#!/bin/sh\nexec '%s' \"$@\" 2>>'%s'\n", g_getenv ("BHT_BELLHOPD"), log);

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  return path;
}

static void
start_daemon (AiStory *self, const char *directory)
{
  static const char *const settings[] = { "BELLHOP_MODELS_TO_PRIVATE=true",
                                          "BELLHOP_TOOLS_TO_PRIVATE=true", "BELLHOP_DEBOUNCE_MS=60",
                                          "G_MESSAGES_DEBUG=all", NULL };
  g_autofree char *listener = make_listener (directory);
  g_autofree char *token = NULL;

  g_setenv ("BHT_BELLHOPD", listener, TRUE);
  self->log = g_build_filename (directory, "log", NULL);
  self->daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (self->daemon);
  self->desk = bht_api_new (bht_bellhopd_url (self->daemon), token);
  add_articles (self);
}

static void
build_shop (AiStory *self)
{
  g_autofree char *html = g_strdup_printf (
      "<!DOCTYPE html><title>Shop</title><script async data-language=\"en\" "
      "src=\"%s/widget/chat-widget.js\" data-organization-id=\"demo\"></script><h1>A shop</h1>",
      bht_bellhopd_url (self->daemon));

  self->shop = mock_shop_new (html);
}

/* A sanitizer that found something has said so in the log, and the daemon ends badly. */
static void
stop_daemon (AiStory *self)
{
  int status = bht_bellhopd_terminate (self->daemon);
  g_autofree char *said = NULL;

  if (status != 0 && g_file_get_contents (self->log, &said, NULL, NULL))
    g_printerr ("the daemon ended with %d and said\n%s\n", status, said);
  g_assert_cmpint (status, ==, 0);
  bht_bellhopd_free (self->daemon);
}

static void
tear_down (AiStory *self, const char *directory)
{
  g_autofree char *listener = g_build_filename (directory, "bellhopd", NULL);

  bht_browser_free (self->browser);
  mock_shop_free (self->shop);
  bht_api_free (self->desk);
  stop_daemon (self);
  g_unlink (listener);
  g_unlink (self->log);
  g_rmdir (directory);
  g_free (self->log);
}

void
ai_story_set_hooks (void (*opened) (AiStory *story), void (*closing) (AiStory *story))
{
  opened_hook = opened;
  closing_hook = closing;
}

int
ai_story_run (int argc, char **argv, void (*add_tests) (void))
{
  g_autofree char *directory = g_dir_make_tmp ("bellhop-ai-story-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  stage.browser = bht_browser_new (&error);
  if (stage.browser == NULL)
    {
      g_printerr ("no browser: %s (install Debian's chromium)\n", error->message);
      return 77;
    }
  start_daemon (&stage, directory);
  build_shop (&stage);
  if (opened_hook != NULL)
    opened_hook (&stage);
  add_tests ();
  status = g_test_run ();
  if (closing_hook != NULL)
    closing_hook (&stage);
  tear_down (&stage, directory);
  return status;
}
