/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/firefox/bht-firefox-private.h"

#include <string.h>

/* Returns: (transfer none) (nullable): the frame whose address holds @where, at any depth. */
static const char *
find_below (JsonArray *contexts, const char *where)
{
  for (guint i = 0; contexts != NULL && i < json_array_get_length (contexts); i++)
    {
      JsonObject *context = json_array_get_object_element (contexts, i);
      const char *found = NULL;

      if (strstr (json_object_get_string_member (context, "url"), where) != NULL)
        return json_object_get_string_member (context, "context");
      if (!json_object_get_null_member (context, "children"))
        found = find_below (json_object_get_array_member (context, "children"), where);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Returns: (transfer full) (nullable): the page with what is below it. */
static JsonObject *
get_tree (BhtPage *self)
{
  return bht_bidi_call (self->browser->wire, NULL, "browsingContext.getTree", "{\"root\":\"%s\"}",
                        self->context);
}

static JsonArray *
children_of (JsonObject *tree)
{
  JsonObject *top =
      json_array_get_object_element (json_object_get_array_member (tree, "contexts"), 0);

  return json_object_get_array_member (top, "children");
}

char *
bht_firefox_find (BhtPage *self, const char *where)
{
  g_autoptr (JsonObject) tree = NULL;

  if (where == BHT_TOP)
    return g_strdup (self->context);
  tree = get_tree (self);
  return tree != NULL ? g_strdup (find_below (children_of (tree), where)) : NULL;
}

/* Returns: (transfer full) (nullable): NULL where the document is gone. */
static JsonObject *
evaluate (BhtPage *self, const char *context, const char *script)
{
  g_autofree char *quoted = bht_quote (script);

  return bht_bidi_call (self->browser->wire, NULL, "script.evaluate",
                        "{\"expression\":%s,\"target\":{\"context\":\"%s\"},"
                        "\"awaitPromise\":true,\"userActivation\":true,"
                        "\"serializationOptions\":{\"maxObjectDepth\":10}}",
                        quoted, context);
}

static char *
value_text (JsonObject *answer)
{
  g_autoptr (JsonNode) value = bht_bidi_to_json (json_object_get_object_member (answer, "result"));

  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  return json_to_string (value, FALSE);
}

char *
bht_page_try (BhtPage *self, const char *where, const char *script, GError **error)
{
  g_autofree char *context = bht_firefox_find (self, where);
  g_autoptr (JsonObject) answer = context != NULL ? evaluate (self, context, script) : NULL;

  if (answer == NULL)
    return NULL;
  if (strcmp (json_object_get_string_member (answer, "type"), "success") == 0)
    return value_text (answer);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
               json_object_get_string_member (
                   json_object_get_object_member (answer, "exceptionDetails"), "text"));
  return NULL;
}

static gboolean
has_focus (BhtPage *self, const char *context)
{
  g_autoptr (JsonObject) answer =
      evaluate (self, context,
                "document.hasFocus() && !(document.activeElement instanceof HTMLIFrameElement)");
  g_autofree char *value =
      answer != NULL && json_object_has_member (answer, "result") ? value_text (answer) : NULL;

  return g_strcmp0 (value, "true") == 0;
}

static char *
find_focus (BhtPage *self, JsonArray *contexts)
{
  for (guint i = 0; contexts != NULL && i < json_array_get_length (contexts); i++)
    {
      JsonObject *context = json_array_get_object_element (contexts, i);
      const char *id = json_object_get_string_member (context, "context");
      char *below = NULL;

      if (has_focus (self, id))
        return g_strdup (id);
      if (!json_object_get_null_member (context, "children"))
        below = find_focus (self, json_object_get_array_member (context, "children"));
      if (below != NULL)
        return below;
    }
  return NULL;
}

char *
bht_firefox_focused (BhtPage *self)
{
  g_autoptr (JsonObject) tree = get_tree (self);
  char *found = tree != NULL ? find_focus (self, children_of (tree)) : NULL;

  return found != NULL ? found : g_strdup (self->context);
}

gboolean
bht_browser_prepares (BhtBrowser *self)
{
  return TRUE;
}

void
bht_page_prepare (BhtPage *self, const char *script)
{
  g_autofree char *function = g_strdup_printf ("() => { %s }", script);
  g_autofree char *quoted = bht_quote (function);
  g_autoptr (JsonObject) added = bht_firefox_must (
      self, "script.addPreloadScript", "{\"functionDeclaration\":%s,\"contexts\":[\"%s\"]}", quoted,
      self->context);
}
