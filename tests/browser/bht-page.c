/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser-private.h"
#include "tests/browser/bht-quote.h"

#include <string.h>

static void
document_free (BhtDocument *self)
{
  g_free (self->session);
  g_free (self->frame);
  g_free (self);
}

static const char *
text_of (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, "");
}

JsonObject *
bht_page_must (BhtPage *self, const char *session, const char *method, const char *params, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *result;
  va_list arguments;

  va_start (arguments, params);
  text = g_strdup_vprintf (params, arguments);
  va_end (arguments);

  result = bht_wire_call (self->browser->wire, session, &error, method, "%s", text);
  if (result == NULL)
    g_error ("%s", error->message);
  return result;
}

/* A frame of another site lives in a process of its own and comes with a session of its own. */
static void
greet_session (BhtPage *self, const char *session)
{
  static const char *const orders[][2] = {
    { "Page.enable", "{}" },
    { "Network.enable", "{}" },
    { "Log.enable", "{}" },
    { "Emulation.setFocusEmulationEnabled", "{\"enabled\":true}" },
    { "Target.setAutoAttach",
      "{\"autoAttach\":true,\"waitForDebuggerOnStart\":true,\"flatten\":true}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    bht_wire_say (self->browser->wire, session, orders[i][0], orders[i][1]);
  bht_page_apply (self, session);
  for (guint i = 0; i < self->scripts->len; i++)
    {
      g_autofree char *quoted = bht_quote (g_ptr_array_index (self->scripts, i));
      g_autofree char *params = g_strdup_printf ("{\"source\":%s}", quoted);

      bht_wire_say (self->browser->wire, session, "Page.addScriptToEvaluateOnNewDocument", params);
    }
  bht_wire_say (self->browser->wire, session, "Runtime.enable", "{}");
  bht_wire_say (self->browser->wire, session, "Runtime.runIfWaitingForDebugger", "{}");
}

static void
attached (BhtPage *self, const char *session, JsonObject *params)
{
  JsonObject *info = json_object_get_object_member (params, "targetInfo");
  const char *child = text_of (params, "sessionId");

  g_hash_table_insert (self->sessions, g_strdup (child), g_strdup (text_of (info, "targetId")));
  greet_session (self, child);
}

static void
forget_documents (BhtPage *self, const char *session, gint64 id)
{
  for (guint i = self->documents->len; i > 0; i--)
    {
      BhtDocument *document = g_ptr_array_index (self->documents, i - 1);

      if (strcmp (document->session, session) == 0 && (id == 0 || document->id == id))
        g_ptr_array_remove_index (self->documents, i - 1);
    }
}

static void
detached (BhtPage *self, const char *session, JsonObject *params)
{
  forget_documents (self, text_of (params, "sessionId"), 0);
  g_hash_table_remove (self->sessions, text_of (params, "sessionId"));
}

static void
document_created (BhtPage *self, const char *session, JsonObject *params)
{
  JsonObject *context = json_object_get_object_member (params, "context");
  JsonObject *more = json_object_get_object_member (context, "auxData");
  BhtDocument *document;

  if (!json_object_get_boolean_member_with_default (more, "isDefault", FALSE))
    return;
  document = g_new0 (BhtDocument, 1);
  document->session = g_strdup (session);
  document->frame = g_strdup (text_of (more, "frameId"));
  document->id = json_object_get_int_member (context, "id");
  g_ptr_array_add (self->documents, document);
}

static void
document_destroyed (BhtPage *self, const char *session, JsonObject *params)
{
  forget_documents (self, session, json_object_get_int_member (params, "executionContextId"));
}

static void
documents_cleared (BhtPage *self, const char *session, JsonObject *params)
{
  forget_documents (self, session, 0);
}

static void
loaded (BhtPage *self, const char *session, JsonObject *params)
{
  self->loaded = self->loaded || strcmp (session, self->session) == 0;
}

static void
console_called (BhtPage *self, const char *session, JsonObject *params)
{
  JsonArray *arguments = json_object_get_array_member (params, "args");

  if (strcmp (text_of (params, "type"), "error") != 0)
    return;
  for (guint i = 0; i < json_array_get_length (arguments); i++)
    {
      JsonObject *argument = json_array_get_object_element (arguments, i);
      JsonNode *value = json_object_get_member (argument, "value");
      g_autofree char *text = value != NULL ? json_to_string (value, FALSE) : NULL;

      g_string_append (self->errors, text != NULL ? text : text_of (argument, "description"));
      g_string_append_c (self->errors, ' ');
    }
  g_string_append_c (self->errors, '\n');
}

static void
exception_thrown (BhtPage *self, const char *session, JsonObject *params)
{
  JsonObject *details = json_object_get_object_member (params, "exceptionDetails");
  JsonObject *exception = json_object_has_member (details, "exception")
                              ? json_object_get_object_member (details, "exception")
                              : details;

  g_string_append_printf (self->errors, "%s %s\n", text_of (details, "text"),
                          text_of (exception, "description"));
}

static void
log_added (BhtPage *self, const char *session, JsonObject *params)
{
  JsonObject *entry = json_object_get_object_member (params, "entry");

  if (strcmp (text_of (entry, "level"), "error") == 0)
    g_string_append_printf (self->errors, "%s %s\n", text_of (entry, "text"),
                            text_of (entry, "url"));
}

static const struct
{
  const char *method;
  void (*hear) (BhtPage *self, const char *session, JsonObject *params);
} events[] = {
  { "Target.attachedToTarget", attached },
  { "Target.detachedFromTarget", detached },
  { "Runtime.executionContextCreated", document_created },
  { "Runtime.executionContextDestroyed", document_destroyed },
  { "Runtime.executionContextsCleared", documents_cleared },
  { "Runtime.consoleAPICalled", console_called },
  { "Runtime.exceptionThrown", exception_thrown },
  { "Log.entryAdded", log_added },
  { "Page.loadEventFired", loaded },
};

void
bht_page_hear (BhtPage *self, const char *session, const char *method, JsonObject *params)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].method, method) == 0)
      events[i].hear (self, session, params);
}

static BhtPage *
page_new (BhtBrowser *browser, const char *profile)
{
  BhtPage *self = g_new0 (BhtPage, 1);
  g_autoptr (JsonObject) target = NULL, session = NULL;

  self->browser = browser;
  self->profile = g_strdup (profile);
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) document_free);
  self->media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->scripts = g_ptr_array_new_with_free_func (g_free);
  self->errors = g_string_new (NULL);

  target = bht_page_must (self, NULL, "Target.createTarget",
                          "{\"url\":\"about:blank\",\"browserContextId\":\"%s\"}", profile);
  self->target = g_strdup (text_of (target, "targetId"));
  session = bht_page_must (self, NULL, "Target.attachToTarget",
                           "{\"targetId\":\"%s\",\"flatten\":true}", self->target);
  self->session = g_strdup (text_of (session, "sessionId"));
  g_hash_table_insert (self->sessions, g_strdup (self->session), g_strdup (self->target));
  g_ptr_array_add (browser->pages, self);
  browser->front = NULL; /* the new tab may have come before the others */
  greet_session (self, self->session);
  bht_page_set_viewport (self, 1280, 800, 1);
  return self;
}

BhtPage *
bht_page_new (BhtBrowser *browser)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) profile =
      bht_wire_call (browser->wire, NULL, &error, "Target.createBrowserContext", "{}");
  BhtPage *self;

  g_assert_no_error (error);
  self = page_new (browser, text_of (profile, "browserContextId"));
  self->owns_profile = TRUE;
  return self;
}

BhtPage *
bht_page_new_beside (BhtPage *other)
{
  return page_new (other->browser, other->profile);
}

void
bht_page_free (BhtPage *self)
{
  g_autoptr (JsonObject) closed =
      bht_page_must (self, NULL, "Target.closeTarget", "{\"targetId\":\"%s\"}", self->target);

  if (self->owns_profile)
    {
      g_autofree char *params = g_strdup_printf ("{\"browserContextId\":\"%s\"}", self->profile);

      bht_wire_say (self->browser->wire, NULL, "Target.disposeBrowserContext", params);
    }
  g_ptr_array_remove (self->browser->pages, self);
  if (self->browser->front == self)
    self->browser->front = NULL;
  g_free (self->profile);
  g_free (self->target);
  g_free (self->session);
  g_hash_table_unref (self->sessions);
  g_ptr_array_unref (self->documents);
  g_hash_table_unref (self->media);
  g_ptr_array_unref (self->scripts);
  g_string_free (self->errors, TRUE);
  g_free (self->blocked);
  g_free (self);
}

static void
wait_for_load (BhtPage *self, const char *what)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  while (!self->loaded)
    if (!bht_page_turn (deadline))
      g_error ("%s did not load", what);
}

void
bht_page_open (BhtPage *self, const char *address)
{
  g_autofree char *quoted = bht_quote (address);
  g_autoptr (JsonObject) navigated = NULL;

  self->loaded = FALSE;
  navigated = bht_page_must (self, self->session, "Page.navigate", "{\"url\":%s}", quoted);
  if (json_object_has_member (navigated, "errorText"))
    g_error ("cannot open %s: %s", address, text_of (navigated, "errorText"));
  wait_for_load (self, address);
}

void
bht_page_reload (BhtPage *self)
{
  g_autoptr (JsonObject) reloaded = NULL;

  self->loaded = FALSE;
  reloaded = bht_page_must (self, self->session, "Page.reload", "{}");
  wait_for_load (self, "the page");
}

const char *
bht_page_errors (BhtPage *self)
{
  return self->errors->str;
}

void
bht_page_forget_errors (BhtPage *self)
{
  g_string_truncate (self->errors, 0);
}
