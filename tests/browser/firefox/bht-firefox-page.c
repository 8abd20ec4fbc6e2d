/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/firefox/bht-firefox-private.h"

#include <string.h>

JsonObject *
bht_firefox_must (BhtPage *self, const char *method, const char *params, ...)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonObject *result;
  va_list arguments;

  va_start (arguments, params);
  text = g_strdup_vprintf (params, arguments);
  va_end (arguments);
  result = bht_bidi_call (self->browser->wire, &error, method, "%s", text);
  if (result == NULL)
    g_error ("%s", error->message);
  return result;
}

static const char *
text_of (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static BhtPage *
page_of (BhtBrowser *browser, const char *context)
{
  for (guint i = 0; context != NULL && i < browser->pages->len; i++)
    {
      BhtPage *page = g_ptr_array_index (browser->pages, i);

      if (g_hash_table_contains (page->contexts, context))
        return page;
    }
  return NULL;
}

static void
frame_created (BhtBrowser *browser, JsonObject *params)
{
  BhtPage *page = page_of (browser, text_of (params, "parent"));

  if (page != NULL)
    g_hash_table_add (page->contexts, g_strdup (text_of (params, "context")));
}

static void
log_added (BhtBrowser *browser, JsonObject *params)
{
  BhtPage *page =
      page_of (browser, text_of (json_object_get_object_member (params, "source"), "context"));
  const char *text = text_of (params, "text");

  if (page != NULL && g_strcmp0 (text_of (params, "level"), "error") == 0)
    g_string_append_printf (page->errors, "%s\n", text != NULL ? text : "");
}

/* What is to be blocked fails; all else goes on. */
static void
request_blocked (BhtBrowser *browser, JsonObject *params)
{
  JsonObject *request = json_object_get_object_member (params, "request");
  BhtPage *page = page_of (browser, text_of (params, "context"));
  g_autofree char *order = NULL;
  gboolean fails;

  if (!json_object_get_boolean_member_with_default (params, "isBlocked", FALSE))
    return;
  fails = page != NULL && page->blocked != NULL &&
          g_pattern_match_simple (page->blocked, text_of (request, "url"));
  order = g_strdup_printf ("{\"request\":\"%s\"}", text_of (request, "request"));
  bht_bidi_say (browser->wire, fails ? "network.failRequest" : "network.continueRequest", order);
}

static const struct
{
  const char *method;
  void (*hear) (BhtBrowser *browser, JsonObject *params);
} events[] = {
  { "browsingContext.contextCreated", frame_created },
  { "log.entryAdded", log_added },
  { "network.beforeRequestSent", request_blocked },
};

void
bht_firefox_hear (const char *method, JsonObject *params, gpointer browser)
{
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].method, method) == 0)
      events[i].hear (browser, params);
}

/* See find_roots(). */
static const char note_roots[] =
    "const roots = [];"
    "const attach = Element.prototype.attachShadow;"
    "Object.defineProperty(document, Symbol.for('bht.roots'), { value: roots });"
    "Element.prototype.attachShadow = function (init) {"
    "  const root = attach.call(this, init);"
    "  roots.push(root);"
    "  return root;"
    "};";

static BhtPage *
page_new (BhtBrowser *browser, const char *profile)
{
  BhtPage *self = g_new0 (BhtPage, 1);
  g_autoptr (JsonObject) created = NULL;

  self->browser = browser;
  self->profile = g_strdup (profile);
  self->contexts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->errors = g_string_new (NULL);
  created = bht_firefox_must (self, "browsingContext.create",
                              "{\"type\":\"tab\",\"userContext\":\"%s\"}", profile);
  self->context = g_strdup (text_of (created, "context"));
  g_hash_table_add (self->contexts, g_strdup (self->context));
  g_ptr_array_add (browser->pages, self);
  bht_firefox_forget_media (self);
  bht_page_prepare (self, note_roots);
  bht_page_set_viewport (self, 1280, 800, 1);
  return self;
}

BhtPage *
bht_page_new (BhtBrowser *browser)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) profile =
      bht_bidi_call (browser->wire, &error, "browser.createUserContext", "{}");
  BhtPage *self;

  g_assert_no_error (error);
  self = page_new (browser, text_of (profile, "userContext"));
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
      bht_firefox_must (self, "browsingContext.close", "{\"context\":\"%s\"}", self->context);

  if (self->owns_profile)
    {
      g_autofree char *params = g_strdup_printf ("{\"userContext\":\"%s\"}", self->profile);

      bht_bidi_say (self->browser->wire, "browser.removeUserContext", params);
    }
  g_ptr_array_remove (self->browser->pages, self);
  g_free (self->profile);
  g_free (self->context);
  g_hash_table_unref (self->contexts);
  g_string_free (self->errors, TRUE);
  g_free (self->blocked);
  g_free (self->intercept);
  g_free (self);
}

void
bht_page_open (BhtPage *self, const char *address)
{
  g_autofree char *quoted = bht_quote (address);
  g_autoptr (JsonObject) navigated = bht_firefox_must (
      self, "browsingContext.navigate", "{\"context\":\"%s\",\"url\":%s,\"wait\":\"complete\"}",
      self->context, quoted);
}

void
bht_page_reload (BhtPage *self)
{
  g_autoptr (JsonObject) reloaded = bht_firefox_must (
      self, "browsingContext.reload", "{\"context\":\"%s\",\"wait\":\"complete\"}", self->context);
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
