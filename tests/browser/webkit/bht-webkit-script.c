/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/webkit/bht-webkit-private.h"

#include <string.h>

/* The frame whose address holds a text, in shadow roots, too, where they can be looked into. */
static const char find_frame[] =
    "const look = (root) => { for (const one of root.querySelectorAll('*')) {"
    " if (one.localName === 'iframe' && one.src.includes(%s)) return one;"
    " const below = one.shadowRoot && look(one.shadowRoot); if (below) return below; }"
    " return null }; arguments[0](look(document))";

JsonNode *
bht_webkit_execute (BhtPage *self, const char *body, GError **error)
{
  g_autofree char *quoted = bht_quote (body);
  g_autofree char *call = g_strdup_printf ("{\"script\":%s,\"args\":[]}", quoted);

  return bht_webdriver_call (self->browser->wire, "execute/async", call, error);
}

static gboolean
switch_to (BhtPage *self, JsonNode *frame)
{
  g_autofree char *id = frame != NULL ? json_to_string (frame, FALSE) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"id\":%s}", id);
  g_autoptr (JsonNode) done = bht_webdriver_call (self->browser->wire, "frame", body, NULL);

  return done != NULL;
}

gboolean
bht_webkit_enter (BhtPage *self, const char *where)
{
  g_autofree char *quoted = where != BHT_TOP ? bht_quote (where) : NULL;
  g_autofree char *script = NULL;
  g_autoptr (JsonNode) frame = NULL;

  if (!switch_to (self, NULL))
    return FALSE;
  if (where == BHT_TOP)
    return TRUE;
  script = g_strdup_printf (find_frame, quoted);
  frame = bht_webkit_execute (self, script, NULL);
  return frame != NULL && JSON_NODE_HOLDS_OBJECT (frame) && switch_to (self, frame);
}

static char *
value_text (JsonNode *value)
{
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  return json_to_string (value, FALSE);
}

/* [TRUE, value] or [FALSE, what was thrown]; what JSON does not know is null. */
static const char as_expression[] =
    "const done = arguments[0]; (async () => (%s\n))().then((value) => done([true, "
    "JSON.parse(JSON.stringify(value) ?? 'null')]), (error) => done([false, String(error)]))";
/* What is no expression cannot be read as one. */
static const char as_statements[] =
    "const done = arguments[0]; (async () => { %s\n })().then(() => done([true, null]), "
    "(error) => done([false, String(error)]))";

static JsonNode *
execute_as (BhtPage *self, const char *form, const char *script, GError **error)
{
  g_autoptr (GString) body = g_string_new (form);

  g_string_replace (body, "%s", script, 1);
  return bht_webkit_execute (self, body->str, error);
}

char *
bht_page_try (BhtPage *self, const char *where, const char *script, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (JsonNode) answer = NULL;
  JsonArray *pair;

  if (!bht_webkit_enter (self, where))
    return NULL;
  answer = execute_as (self, as_expression, script, &refusal);
  if (refusal != NULL && g_str_has_prefix (refusal->message, "javascript error: "))
    answer = execute_as (self, as_statements, script, NULL);
  if (answer == NULL || !JSON_NODE_HOLDS_ARRAY (answer))
    return NULL;
  pair = json_node_get_array (answer);
  if (json_array_get_boolean_element (pair, 0))
    return value_text (json_array_get_element (pair, 1));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", json_array_get_string_element (pair, 1));
  return NULL;
}

/* Refuses, and says so where the page can help itself: see bht_browser_prepares(). */
void
bht_page_prepare (BhtPage *self, const char *script)
{
  g_error ("WebKit's driver runs nothing before a page's own scripts");
}

gboolean
bht_browser_prepares (BhtBrowser *self)
{
  return FALSE;
}
