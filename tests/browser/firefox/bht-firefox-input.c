/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/firefox/bht-firefox-private.h"

#include <string.h>

/* @start: “"startNodes":[…],” or nothing.  Returns: (transfer full) (nullable) */
static char *
locate (BhtPage *self, const char *context, const char *start, const char *role, const char *name)
{
  g_autofree char *quoted = bht_quote (name);
  g_autoptr (JsonObject) found =
      bht_bidi_call (self->browser->wire, NULL, "browsingContext.locateNodes",
                     "{\"context\":\"%s\",%s\"maxNodeCount\":1,\"locator\":{\"type\":"
                     "\"accessibility\",\"value\":{\"role\":\"%s\",\"name\":%s}}}",
                     context, start, role, quoted);
  JsonArray *nodes = found != NULL ? json_object_get_array_member (found, "nodes") : NULL;

  if (nodes == NULL || json_array_get_length (nodes) == 0)
    return NULL;
  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (nodes, 0), "sharedId"));
}

/* Firefox looks into no shadow root by itself, so each is noted when it is made. */
static char *
find_roots (BhtPage *self, const char *context)
{
  g_autoptr (JsonObject) answer =
      bht_bidi_call (self->browser->wire, NULL, "script.evaluate",
                     "{\"expression\":\"(document[Symbol.for('bht.roots')] ?? []).filter((root) => "
                     "root.isConnected)\",\"target\":{\"context\":\"%s\"},\"awaitPromise\":false,"
                     "\"serializationOptions\":{\"maxDomDepth\":0}}",
                     context);
  JsonObject *result = answer != NULL && json_object_has_member (answer, "result")
                           ? json_object_get_object_member (answer, "result")
                           : NULL;
  JsonArray *roots = result != NULL ? json_object_get_array_member (result, "value") : NULL;
  g_autoptr (GString) start = g_string_new ("\"startNodes\":[");

  if (roots == NULL || json_array_get_length (roots) == 0)
    return NULL;
  for (guint i = 0; i < json_array_get_length (roots); i++)
    g_string_append_printf (
        start, "%s{\"sharedId\":\"%s\"}", i > 0 ? "," : "",
        json_object_get_string_member (json_array_get_object_element (roots, i), "sharedId"));
  g_string_append (start, "],");
  return g_string_free (g_steal_pointer (&start), FALSE);
}

/* The node that assistive technology knows by @role and @name.  Returns: (transfer full)
 * (nullable) */
static char *
find_node (BhtPage *self, const char *context, const char *role, const char *name)
{
  char *node = locate (self, context, "", role, name);
  g_autofree char *start = node == NULL ? find_roots (self, context) : NULL;

  return start != NULL ? locate (self, context, start, role, name) : node;
}

gboolean
bht_page_has (BhtPage *self, const char *where, const char *role, const char *name)
{
  g_autofree char *context = bht_firefox_find (self, where);
  g_autofree char *node = context != NULL ? find_node (self, context, role, name) : NULL;

  return node != NULL;
}

static void
come_to_front (BhtPage *self)
{
  g_autoptr (JsonObject) done =
      bht_firefox_must (self, "browsingContext.activate", "{\"context\":\"%s\"}", self->context);
}

static gboolean
try_click (BhtPage *self, const char *where, const char *role, const char *name)
{
  g_autofree char *context = bht_firefox_find (self, where);
  g_autofree char *node = context != NULL ? find_node (self, context, role, name) : NULL;
  g_autoptr (JsonObject) scrolled = NULL;
  g_autoptr (JsonObject) done = NULL;

  if (node == NULL)
    return FALSE;
  scrolled = bht_bidi_call (
      self->browser->wire, NULL, "script.callFunction",
      "{\"functionDeclaration\":\"(node) => node.scrollIntoView({ block: 'nearest' })\","
      "\"arguments\":[{\"sharedId\":\"%s\"}],\"target\":{\"context\":\"%s\"},"
      "\"awaitPromise\":false}",
      node, context);
  done = bht_bidi_call (
      self->browser->wire, NULL, "input.performActions",
      "{\"context\":\"%s\",\"actions\":[{\"type\":\"pointer\",\"id\":\"mouse\",\"parameters\":"
      "{\"pointerType\":\"mouse\"},\"actions\":["
      "{\"type\":\"pointerMove\",\"x\":0,\"y\":0,\"origin\":{\"type\":\"element\",\"element\":"
      "{\"sharedId\":\"%s\"}}},"
      "{\"type\":\"pointerDown\",\"button\":0},{\"type\":\"pointerUp\",\"button\":0}]}]}",
      context, node);
  return done != NULL;
}

void
bht_page_click (BhtPage *self, const char *where, const char *role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  come_to_front (self);
  bht_page_wait_for (self, where, role, name);
  while (!try_click (self, where, role, name))
    if (!bht_page_turn (deadline))
      g_error ("%s “%s” has no place on the screen", role, name);
}

/* @actions: JSON, parted by commas. */
static void
press_keys (BhtPage *self, const char *actions)
{
  g_autofree char *context = NULL;
  g_autoptr (JsonObject) done = NULL;

  come_to_front (self);
  context = bht_firefox_focused (self);
  done = bht_firefox_must (self, "input.performActions",
                           "{\"context\":\"%s\",\"actions\":[{\"type\":\"key\",\"id\":\"keyboard\","
                           "\"actions\":[%s]}]}",
                           context, actions);
}

static void
append_key (GString *actions, const char *type, const char *key)
{
  g_autofree char *quoted = bht_quote (key);

  g_string_append_printf (actions, "%s{\"type\":\"%s\",\"value\":%s}", actions->len > 0 ? "," : "",
                          type, quoted);
}

void
bht_page_type (BhtPage *self, const char *text)
{
  g_autoptr (GString) actions = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      g_autofree char *key = g_strndup (text, (gsize) (g_utf8_next_char (text) - text));

      append_key (actions, "keyDown", key);
      append_key (actions, "keyUp", key);
    }
  press_keys (self, actions->str);
}

#define SHIFT "\xee\x80\x88"

/* Keys that write nothing have places in Unicode's private area. */
static const struct
{
  const char *name;
  const char *value;
} keys[] = {
  { "Enter", "\xee\x80\x86" },     { "Escape", "\xee\x80\x8c" },
  { "Tab", "\xee\x80\x84" },       { "Space", " " },
  { "Home", "\xee\x80\x91" },      { "End", "\xee\x80\x90" },
  { "PageUp", "\xee\x80\x8e" },    { "PageDown", "\xee\x80\x8f" },
  { "ArrowUp", "\xee\x80\x93" },   { "ArrowDown", "\xee\x80\x95" },
  { "ArrowLeft", "\xee\x80\x92" }, { "ArrowRight", "\xee\x80\x94" },
  { "Backspace", "\xee\x80\x83" },
};

void
bht_page_press (BhtPage *self, const char *combination)
{
  gboolean shift = g_str_has_prefix (combination, "Shift+");
  const char *name = shift ? combination + strlen ("Shift+") : combination;
  g_autoptr (GString) actions = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].name, name) == 0)
      {
        if (shift)
          append_key (actions, "keyDown", SHIFT);
        append_key (actions, "keyDown", keys[i].value);
        append_key (actions, "keyUp", keys[i].value);
        if (shift)
          append_key (actions, "keyUp", SHIFT);
        press_keys (self, actions->str);
        return;
      }
  g_error ("no key called “%s”", combination);
}
