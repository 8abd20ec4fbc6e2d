/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/story/hostile/foreign.h"
#include "tests/bht-patience.h"

#include "common/bh-id.h"
#include "tests/bht-folder.h"
#include "tests/story/agent/model-words.h"
#include "tests/story/hostile/texts.h"

#include <glib/gstdio.h>
#include <string.h>

#define COLLEAGUE "<img src=x onerror=hacked=1> <b>Eve</b> &amp;"

/* @form: JSON in which “TEXT” stands for @text within a string, “ID” for a new id.
 * Returns: (transfer full) */
static char *
fill (const char *form, const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = json_to_string (node, FALSE);
  g_autofree char *inside = g_strndup (quoted + 1, strlen (quoted) - 2);
  g_autofree char *id = bh_id_new ();
  g_autoptr (GString) filled = g_string_new (form);

  g_string_replace (filled, "TEXT", inside, 0);
  g_string_replace (filled, "ID", id, 0);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static JsonNode *
send (BhtApi *api,
      const char *method,
      const char *path,
      const char *form,
      const char *text,
      guint status)
{
  g_autofree char *body = fill (form, text);

  return bht_api_expect (api, method, path, body, status);
}

static void
tell (BhtApi *api, const char *method, const char *path, const char *form, const char *text)
{
  g_autofree char *body = fill (form, text);
  g_autoptr (JsonNode) answer = NULL;
  guint status = bht_api_call (api, method, path, body, &answer);

  if (status < 200 || status > 299)
    g_error ("%s %s %s: %u %s", method, path, body, status,
             answer != NULL ? json_to_string (answer, FALSE) : "");
}

void
foreign_listen (Foreign *self, const char *variable, const char *log)
{
  g_autofree char *program = g_build_filename (self->folder, variable, NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nexec '%s' \"$@\" 2>>'%s/%s'\n",
                                             g_getenv (variable), self->folder, log);

  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_setenv (variable, program, TRUE);
}

char *
foreign_read_log (Foreign *self, const char *log)
{
  g_autofree char *path = g_build_filename (self->folder, log, NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

static void
add_colleague (Foreign *self)
{
  g_autoptr (BhtApi) nobody = bht_api_new (bht_bellhopd_url (self->daemon), NULL);
  g_autoptr (JsonNode) answer = NULL;

  bht_bellhopd_ctl (self->daemon, BHT_PASSWORD "\n",
                    "operator create --organization demo --email eve@example.org "
                    "--name '" COLLEAGUE "' --role owner");
  answer =
      bht_api_expect (nobody, "POST", "/v1/desk/sign-in",
                      "{\"email\":\"eve@example.org\",\"password\":\"" BHT_PASSWORD "\"}", 200);
  self->colleague =
      bht_api_new (bht_bellhopd_url (self->daemon), bht_json_string (answer, "token"));
}

void
foreign_open (Foreign *self)
{
  const char *settings[] = { NULL,
                             "BELLHOP_SMTP_TLS=false",
                             "BELLHOP_MAIL_FROM=Support <support@example.org>",
                             "BELLHOP_DEBOUNCE_MS=20",
                             "BELLHOP_MODELS_TO_PRIVATE=true",
                             "BELLHOP_TOOLS_TO_PRIVATE=true",
                             NULL };
  g_autofree char *url = NULL;
  g_autofree char *token = NULL;

  self->folder = g_dir_make_tmp ("bellhop-hostile-XXXXXX", NULL);
  shop_server_init (&self->beacon);
  smtp_fixture_set_up (&self->mail, NULL);
  settings[0] = url = g_strconcat ("BELLHOP_SMTP_URL=", self->mail.account.url, NULL);
  self->daemon = bht_bellhopd_new (settings);
  token = bht_bellhopd_furnish (self->daemon);
  self->desk = bht_api_new (bht_bellhopd_url (self->daemon), token);
  add_colleague (self);
}

void
foreign_close (Foreign *self)
{
  bht_api_free (self->desk);
  bht_api_free (self->colleague);
  g_assert_cmpint (bht_bellhopd_terminate (self->daemon), ==, 0);
  bht_bellhopd_free (self->daemon);
  smtp_fixture_tear_down (&self->mail);
  shop_server_clear (&self->beacon);
  bht_folder_remove (self->folder);
  g_free (self->folder);
}

/* ---- the organisation ---- */

#define WIDGET                                                                                     \
  "{\"title\":\"TEXT\",\"input_placeholder\":\"TEXT\",\"suggestions\":[\"TEXT\"],"                 \
  "\"pre_chat\":{\"enabled\":true,\"fields\":["                                                    \
  "{\"key\":\"name\",\"type\":\"name\",\"label\":\"TEXT\",\"required\":false},"                    \
  "{\"key\":\"topic\",\"type\":\"choice\",\"label\":\"TEXT\",\"required\":false,"                  \
  "\"options\":[\"TEXT\",\"other\"]},"                                                             \
  "{\"key\":\"more\",\"type\":\"long_text\",\"label\":\"TEXT\",\"required\":false},"               \
  "{\"key\":\"sure\",\"type\":\"checkbox\",\"label\":\"TEXT\",\"required\":false}]},"              \
  "\"proactive\":[{\"id\":\"ID\",\"pages\":[],\"after_s\":0,\"visitors\":\"any\","                 \
  "\"text\":\"TEXT\"}],\"attachments\":{\"enabled\":true,\"max_size\":1000000,"                    \
  "\"extensions\":[\"txt\"]}}"

/* The document is read in the background. */
static void
await_document (Foreign *self, guint i)
{
  g_autofree char *path = g_strdup_printf ("/v1/desk/search?q=wonderword%u", i);
  g_autofree char *part = g_strdup_printf ("wonderword%u weighs", i);
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  gboolean found = FALSE;

  while (!found)
    {
      g_autoptr (JsonNode) answer = bht_api_expect (self->desk, "GET", path, NULL, 200);
      g_autofree char *text = json_to_string (answer, FALSE);

      found = strstr (text, part) != NULL;
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (found ? 0 : 20000);
    }
}

void
foreign_decide (Foreign *self, guint i)
{
  g_autofree char *text = hostile_text (i, self->beacon.url);
  g_autofree char *nickname = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));
  g_autofree char *document =
      g_strdup_printf ("{\"title\":\"TEXT\",\"category\":\"TEXT\",\"format\":\"markdown\",\"body\":"
                       "\"# TEXT\\n\\nThe wonderword%u weighs %u kilograms. TEXT\"}",
                       i, i + 3);

  tell (self->desk, "PATCH", "/v1/desk/organization", "{\"name\":\"TEXT\",\"greeting\":\"TEXT\"}",
        text);
  tell (self->desk, "PATCH", "/v1/desk/organization", "{\"ai_name\":\"TEXT\"}", nickname);
  tell (self->desk, "PATCH", "/v1/desk/widget", WIDGET, text);
  tell (self->desk, "POST", "/v1/desk/documents", document, text);
  await_document (self, i);
  tell (self->desk, "POST", "/v1/desk/guardrails",
        "{\"id\":\"ID\",\"name\":\"TEXT\",\"type\":\"blocked_topic\",\"pattern\":\"nosuchword\","
        "\"action\":\"log\",\"direction\":\"in\",\"message\":\"TEXT\"}",
        text);
}

/* ---- the visitor ---- */

void
foreign_visitor_clear (ForeignVisitor *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->conversation, g_free);
}

static char *
path_of (const ForeignVisitor *visitor, const char *side, const char *rest)
{
  return g_strdup_printf ("/v1/%s/conversations/%s%s", side, visitor->conversation, rest);
}

#define SESSION                                                                                    \
  "{\"organization\":\"demo\",\"name\":\"TEXT\",\"email\":\"ada%u@example.org\",\"fields\":{"      \
  "\"topic\":\"TEXT\",\"more\":\"TEXT\"},\"metadata\":{\"userAgent\":\"TEXT\","                    \
  "\"language\":\"en\",\"platform\":\"TEXT\",\"vendor\":\"TEXT\",\"referrer\":\"TEXT\","           \
  "\"currentUrl\":\"TEXT\",\"timezone\":\"TEXT\"}}"

static BhtApi *
arrive (Foreign *self, guint i, ForeignVisitor *visitor)
{
  const char *url = bht_bellhopd_url (self->daemon);
  g_autofree char *form = g_strdup_printf (SESSION, i);
  g_autoptr (BhtApi) nobody = bht_api_new (url, NULL);
  g_autoptr (JsonNode) session =
      send (nobody, "POST", "/v1/widget/sessions", form, visitor->text, 201);
  BhtApi *api = NULL;

  visitor->token = g_strdup (bht_json_string (session, "token"));
  api = bht_api_new (url, visitor->token);
  visitor->conversation = bht_api_open_conversation (api);
  tell (api, "POST", "/v1/widget/session/page",
        "{\"url\":\"https://shop.example/TEXT\",\"title\":\"TEXT\"}", visitor->text);
  return api;
}

/* A file whose name is the text, in a message that says it. */
static void
say_with_file (BhtApi *api, const ForeignVisitor *visitor, const char *side)
{
  g_autofree char *uploads = path_of (visitor, side, "/uploads");
  g_autofree char *messages = path_of (visitor, side, "/messages");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("hello", 5);
  g_autoptr (JsonNode) upload = send (
      api, "POST", uploads, "{\"id\":\"ID\",\"name\":\"TEXT.txt\",\"size\":5}", visitor->text, 201);
  const char *id = bht_json_string (upload, "upload.id");
  g_autofree char *put = g_strdup_printf ("/v1/%s/uploads/%s?offset=0", side, id);
  g_autofree char *form = g_strdup_printf (
      "{\"id\":\"ID\",\"kind\":\"text\",\"body\":\"TEXT\",\"attachments\":[\"%s\"]}", id);

  g_assert_cmpuint (bht_api_send_bytes (api, "PUT", put, bytes, NULL), ==, 201);
  tell (api, "POST", messages, form, visitor->text);
}

static guint
count_answers (BhtApi *api, const char *messages)
{
  g_autoptr (JsonNode) page = bht_api_expect (api, "GET", messages, NULL, 200);
  JsonArray *list = json_object_get_array_member (json_node_get_object (page), "messages");
  guint count = 0;

  for (guint i = 0; i < json_array_get_length (list); i++)
    count += g_str_equal (
        json_object_get_string_member (json_array_get_object_element (list, i), "author"), "ai");
  return count;
}

/* With the document as its source, or as a choice. */
static void
ask (BhtApi *api, const ForeignVisitor *visitor, guint i)
{
  g_autofree char *messages = path_of (visitor, "widget", "/messages");
  g_autofree char *form = g_strdup_printf (
      "{\"id\":\"ID\",\"body\":\"How many kilograms weighs the wonderword%u?\"}", i);
  gint64 deadline = g_get_monotonic_time () + BHT_PATIENCE_US;
  guint before = count_answers (api, messages);

  tell (api, "POST", messages, form, "");
  while (count_answers (api, messages) == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (20000);
    }
}

void
foreign_play (Foreign *self, guint i, ForeignVisitor *visitor)
{
  g_autoptr (BhtApi) api = NULL;
  g_autofree char *messages = NULL;

  visitor->text = hostile_text (i, self->beacon.url);
  api = arrive (self, i, visitor);
  ask (api, visitor, i);
  say_with_file (api, visitor, "widget");
  say_with_file (self->colleague, visitor, "desk");
  messages = path_of (visitor, "desk", "/messages");
  tell (self->colleague, "POST", messages, "{\"id\":\"ID\",\"kind\":\"note\",\"body\":\"TEXT\"}",
        visitor->text);
}

#define TOOL                                                                                       \
  "{\"id\":\"ID\",\"name\":\"cancel_order\",\"description\":\"TEXT {order}\","                     \
  "\"method\":\"POST\",\"url\":\"https://shop.example/cancel\",\"arguments_schema\":{"             \
  "\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"}},"                          \
  "\"required\":[\"order\"]},\"confirm\":true}"

void
foreign_offer (Foreign *self, guint i, Emulator *model, ForeignVisitor *visitor)
{
  g_autoptr (BhtApi) api = NULL;
  g_autofree char *provider =
      g_strdup_printf ("{\"id\":\"ID\",\"kind\":\"openai\",\"name\":\"TEXT\",\"base_url\":\"%s\","
                       "\"model\":\"TEXT\",\"key\":\"sk-hostile\",\"position\":1}",
                       model->url);

  visitor->text = hostile_text (i, self->beacon.url);
  emulator_say (model,
                MODEL_CALLS (0, "c1", "cancel_order",
                             "{\\\"order\\\":\\\"<img src=x onerror=hacked=1>\\\"}") MODEL_WAITS);
  emulator_say (model,
                MODEL_SAYS ("<img src=x onerror=hacked=1>[x](javascript:hacked=1)") MODEL_ENDS);
  tell (self->desk, "POST", "/v1/desk/tools", TOOL, visitor->text);
  tell (self->desk, "POST", "/v1/desk/providers", provider, visitor->text);
  api = arrive (self, i, visitor);
  ask (api, visitor, i);
}

JsonObject *
foreign_end (Foreign *self, const ForeignVisitor *visitor)
{
  g_autoptr (BhtApi) api = bht_api_new (bht_bellhopd_url (self->daemon), visitor->token);
  g_autofree char *resolve = path_of (visitor, "desk", "/resolve");
  g_autofree char *csat = path_of (visitor, "widget", "/csat");
  g_autofree char *transcript = path_of (visitor, "desk", "/transcript");

  tell (self->colleague, "POST", resolve, "{}", "");
  tell (api, "POST", csat, "{\"score\":2,\"comment\":\"TEXT\"}", visitor->text);
  tell (self->colleague, "POST", transcript, "{}", "");
  return smtp_fixture_next (&self->mail);
}
