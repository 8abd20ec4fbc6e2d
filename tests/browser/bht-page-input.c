/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser-private.h"

#include <string.h>

typedef struct
{
  double x, y;
} Point;

/* The node that assistive technology knows by @role and @name; 0: none. */
static gint64
find_node (BhtPage *self, const BhtDocument *document, const char *role, const char *name)
{
  g_autofree char *quoted = bht_quote (name);
  g_autoptr (JsonObject) root = bht_wire_call (
      self->browser->wire, document->session, NULL, "Runtime.evaluate",
      "{\"expression\":\"document\",\"contextId\":%" G_GINT64_FORMAT "}", document->id);
  g_autoptr (JsonObject) found = NULL;
  JsonArray *nodes;

  if (root == NULL)
    return 0;
  found = bht_wire_call (self->browser->wire, document->session, NULL, "Accessibility.queryAXTree",
                         "{\"objectId\":\"%s\",\"role\":\"%s\",\"accessibleName\":%s}",
                         json_object_get_string_member_with_default (
                             json_object_get_object_member (root, "result"), "objectId", ""),
                         role, quoted);
  nodes = found != NULL ? json_object_get_array_member (found, "nodes") : NULL;
  for (guint i = 0; nodes != NULL && i < json_array_get_length (nodes); i++)
    {
      JsonObject *node = json_array_get_object_element (nodes, i);

      if (!json_object_get_boolean_member_with_default (node, "ignored", FALSE))
        return json_object_get_int_member_with_default (node, "backendDOMNodeId", 0);
    }
  return 0;
}

gboolean
bht_page_has (BhtPage *self, const char *where, const char *role, const char *name)
{
  const BhtDocument *document = bht_page_find (self, where);

  return document != NULL && find_node (self, document, role, name) != 0;
}

/* A corner or the middle of the box of a node, in its session's own coordinates. */
static gboolean
box_of (BhtPage *self, const char *session, gint64 node, gboolean middle, Point *point)
{
  g_autoptr (JsonObject) quads =
      bht_wire_call (self->browser->wire, session, NULL, "DOM.getContentQuads",
                     "{\"backendNodeId\":%" G_GINT64_FORMAT "}", node);
  JsonArray *list = quads != NULL ? json_object_get_array_member (quads, "quads") : NULL;
  JsonArray *quad;
  guint corner = middle ? 4 : 0;

  if (list == NULL || json_array_get_length (list) == 0)
    return FALSE;
  quad = json_array_get_array_element (list, 0);
  point->x =
      (json_array_get_double_element (quad, 0) + json_array_get_double_element (quad, corner)) / 2;
  point->y =
      (json_array_get_double_element (quad, 1) + json_array_get_double_element (quad, corner + 1)) /
      2;
  return TRUE;
}

/* A frame with a session of its own counts from its own corner: add where that lies. */
static void
add_offset (BhtPage *self, const char *session, Point *point)
{
  const char *target = g_hash_table_lookup (self->sessions, session);
  g_autoptr (JsonObject) owner = NULL;
  Point corner;

  if (strcmp (session, self->session) == 0 || target == NULL)
    return;
  owner = bht_wire_call (self->browser->wire, self->session, NULL, "DOM.getFrameOwner",
                         "{\"frameId\":\"%s\"}", target);
  if (owner != NULL && box_of (self, self->session,
                               json_object_get_int_member (owner, "backendNodeId"), FALSE, &corner))
    {
      point->x += corner.x;
      point->y += corner.y;
    }
}

static gboolean
find_point (BhtPage *self, const char *where, const char *role, const char *name, Point *point)
{
  const BhtDocument *document = bht_page_find (self, where);
  gint64 node = document != NULL ? find_node (self, document, role, name) : 0;
  g_autofree char *session = document != NULL ? g_strdup (document->session) : NULL;
  g_autoptr (JsonObject) scrolled = NULL;

  if (node == 0)
    return FALSE;
  scrolled = bht_wire_call (self->browser->wire, session, NULL, "DOM.scrollIntoViewIfNeeded",
                            "{\"backendNodeId\":%" G_GINT64_FORMAT "}", node);
  if (!box_of (self, session, node, TRUE, point))
    return FALSE;
  add_offset (self, session, point);
  return TRUE;
}

/* Only the tab in front hears the keyboard. */
static void
come_to_front (BhtPage *self)
{
  g_autoptr (JsonObject) done = NULL;

  if (self->browser->front == self)
    return;
  done = bht_page_must (self, self->session, "Page.bringToFront", "{}");
  self->browser->front = self;
}

static void
mouse (BhtPage *self, const char *type, const Point *point)
{
  g_autoptr (JsonObject) done =
      bht_page_must (self, self->session, "Input.dispatchMouseEvent",
                     "{\"type\":\"%s\",\"x\":%f,\"y\":%f,\"button\":\"left\",\"clickCount\":1}",
                     type, point->x, point->y);
}

void
bht_page_click (BhtPage *self, const char *where, const char *role, const char *name)
{
  gint64 deadline = g_get_monotonic_time () + BHT_DEADLINE_S * G_USEC_PER_SEC;
  Point point;

  come_to_front (self);
  bht_page_wait_for (self, where, role, name);
  while (!find_point (self, where, role, name, &point))
    if (!bht_page_turn (deadline))
      g_error ("%s “%s” has no place on the screen", role, name);
  mouse (self, "mouseMoved", &point);
  mouse (self, "mousePressed", &point);
  mouse (self, "mouseReleased", &point);
}

void
bht_page_type (BhtPage *self, const char *text)
{
  g_autofree char *quoted = bht_quote (text);
  g_autoptr (JsonObject) typed = NULL;

  come_to_front (self);
  typed = bht_page_must (self, self->session, "Input.insertText", "{\"text\":%s}", quoted);
}

static const struct
{
  const char *name;
  int code;
  const char *text;
} keys[] = {
  { "Enter", 13, "\\r" }, { "Escape", 27, "" },  { "Tab", 9, "" },        { "ArrowRight", 39, "" },
  { "Space", 32, " " },   { "Home", 36, "" },    { "End", 35, "" },       { "PageUp", 33, "" },
  { "PageDown", 34, "" }, { "ArrowUp", 38, "" }, { "ArrowDown", 40, "" }, { "Backspace", 8, "" },
};

static void
key_event (BhtPage *self, const char *type, const char *name, int code, const char *text, int shift)
{
  g_autoptr (JsonObject) done =
      bht_page_must (self, self->session, "Input.dispatchKeyEvent",
                     "{\"type\":\"%s\",\"key\":\"%s\",\"code\":\"%s\",\"windowsVirtualKeyCode\":%d,"
                     "\"text\":\"%s\",\"modifiers\":%d}",
                     type, strcmp (name, "Space") == 0 ? " " : name, name, code, text, shift);
}

void
bht_page_press (BhtPage *self, const char *combination)
{
  gboolean shift = g_str_has_prefix (combination, "Shift+");
  const char *name = shift ? combination + strlen ("Shift+") : combination;

  come_to_front (self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i].name, name) == 0)
      {
        const char *down = *keys[i].text != '\0' ? "keyDown" : "rawKeyDown";

        key_event (self, down, name, keys[i].code, keys[i].text, shift ? 8 : 0);
        key_event (self, "keyUp", name, keys[i].code, "", shift ? 8 : 0);
        return;
      }
  g_error ("no key called “%s”", combination);
}
