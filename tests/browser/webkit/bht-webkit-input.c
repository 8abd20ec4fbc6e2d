/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/webkit/bht-webkit-private.h"

#include <string.h>

/* What could have a role: the driver then tells the role and the name that it really has. */
static const struct
{
  const char *role;
  const char *selector;
} roles[] = {
  { "button", "button, summary, [role=button], [type=button], [type=submit]" },
  { "checkbox", "[type=checkbox], [role=checkbox]" },
  { "heading", "h1, h2, h3, h4, h5, h6, [role=heading]" },
  { "link", "a[href], [role=link]" },
  { "radio", "[type=radio], [role=radio]" },
  { "region", "section, [role=region]" },
  { "textbox", "input, textarea, [role=textbox]" },
};

static const char find_elements[] =
    "const found = []; const look = (root) => { for (const one of root.querySelectorAll('*')) {"
    " if (one.matches(%s) && one.checkVisibility({ visibilityProperty: true })) found.push(one);"
    " if (one.shadowRoot) look(one.shadowRoot) } }; look(document); arguments[0](found)";

/* Returns: (transfer full) (nullable) */
static JsonNode *
find_candidates (BhtPage *self, const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autofree char *quoted = bht_quote (roles[i].selector);
      g_autofree char *script = g_strdup_printf (find_elements, quoted);

      if (strcmp (roles[i].role, role) == 0)
        return bht_webkit_execute (self, script, NULL);
    }
  g_error ("no elements are known that could be a %s", role);
}

static gboolean
is_said (BhtPage *self, const char *element, const char *what, const char *expected)
{
  g_autofree char *path = g_strdup_printf ("element/%s/%s", element, what);
  g_autoptr (JsonNode) value = bht_webdriver_call (self->browser->wire, path, NULL, NULL);

  return value != NULL && JSON_NODE_HOLDS_VALUE (value) &&
         g_strcmp0 (json_node_get_string (value), expected) == 0;
}

#define ELEMENT "element-6066-11e4-a52e-4f735466cecf"

/* Returns: (transfer full) (nullable) */
static char *
find_element (BhtPage *self, const char *where, const char *role, const char *name)
{
  g_autoptr (JsonNode) found = bht_webkit_enter (self, where) ? find_candidates (self, role) : NULL;
  JsonArray *elements =
      found != NULL && JSON_NODE_HOLDS_ARRAY (found) ? json_node_get_array (found) : NULL;

  for (guint i = 0; elements != NULL && i < json_array_get_length (elements); i++)
    {
      const char *id =
          json_object_get_string_member (json_array_get_object_element (elements, i), ELEMENT);

      if (is_said (self, id, "computedlabel", name) && is_said (self, id, "computedrole", role))
        return g_strdup (id);
    }
  return NULL;
}

gboolean
bht_page_has (BhtPage *self, const char *where, const char *role, const char *name)
{
  g_autofree char *element = find_element (self, where, role, name);

  return element != NULL;
}

static gboolean
try_click (BhtPage *self, const char *where, const char *role, const char *name)
{
  g_autofree char *element = find_element (self, where, role, name);
  g_autofree char *path = g_strdup_printf ("element/%s/click", element);
  g_autoptr (JsonNode) done =
      element != NULL ? bht_webdriver_call (self->browser->wire, path, "{}", NULL) : NULL;

  return done != NULL;
}

void
bht_page_click (BhtPage *self, const char *where, const char *role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;

  bht_page_wait_for (self, where, role, name);
  while (!try_click (self, where, role, name))
    if (!bht_page_turn (deadline))
      g_error ("%s “%s” has no place on the screen", role, name);
}

/* @actions: JSON, parted by commas. */
static void
press_keys (BhtPage *self, const char *actions)
{
  g_autofree char *body = g_strdup_printf (
      "{\"actions\":[{\"type\":\"key\",\"id\":\"keyboard\",\"actions\":[%s]}]}", actions);
  g_autoptr (JsonNode) done = bht_webkit_must (self, "actions", body);
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

/* Keys that write nothing have places in Unicode's private area. */
static const struct
{
  const char *name;
  const char *value;
} keys[] = {
  { "Enter", "\xee\x80\x86" },
  { "Escape", "\xee\x80\x8c" },
  { "Tab", "\xee\x80\x84" },
};

void
bht_page_press (BhtPage *self, const char *name)
{
  g_autoptr (GString) actions = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].name, name) == 0)
      {
        append_key (actions, "keyDown", keys[i].value);
        append_key (actions, "keyUp", keys[i].value);
        press_keys (self, actions->str);
        return;
      }
  g_error ("no key called “%s”", name);
}
