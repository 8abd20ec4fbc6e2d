/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-router.h"

#include <string.h>

struct _BhdPlace
{
  GPtrArray *routes; /* of const BhdRoute; empty: only leads on */
  GString *methods;
};

typedef struct _Node Node;

struct _Node
{
  char *segment; /* NULL: takes any */
  GPtrArray *children;
  BhdPlace place;
};

struct _BhdRouter
{
  Node *root;
};

static void
node_free (Node *self)
{
  g_free (self->segment);
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->place.routes);
  g_string_free (self->place.methods, TRUE);
  g_free (self);
}

static Node *
node_new (const char *segment, gsize length)
{
  Node *self = g_new0 (Node, 1);

  self->segment = segment != NULL ? g_strndup (segment, length) : NULL;
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  self->place.routes = g_ptr_array_new ();
  self->place.methods = g_string_new (NULL);
  return self;
}

static gboolean
node_is (const Node *self, const char *segment, gsize length)
{
  return self->segment != NULL && strlen (self->segment) == length &&
         memcmp (self->segment, segment, length) == 0;
}

/* The child of this very name, else (for @any) the one that takes any. */
static Node *
node_child (const Node *self, const char *segment, gsize length, gboolean any)
{
  Node *joker = NULL;

  for (guint i = 0; i < self->children->len; i++)
    {
      Node *child = g_ptr_array_index (self->children, i);

      if (node_is (child, segment, length))
        return child;
      if (child->segment == NULL)
        joker = child;
    }
  return any ? joker : NULL;
}

static Node *
node_ensure_child (Node *self, const char *segment)
{
  gboolean joker = segment[0] == ':';
  Node *child =
      joker ? node_child (self, "", 0, TRUE) : node_child (self, segment, strlen (segment), FALSE);

  if (child != NULL)
    return child;

  child = joker ? node_new (NULL, 0) : node_new (segment, strlen (segment));
  g_ptr_array_add (self->children, child);
  return child;
}

static void
node_add_method (Node *self, const char *method)
{
  g_string_append_printf (self->place.methods, "%s%s", self->place.methods->len > 0 ? ", " : "",
                          method);
}

static void
add_route (BhdRouter *self, const BhdRoute *route)
{
  g_auto (GStrv) segments = g_strsplit (route->path + 1, "/", -1);
  Node *node = self->root;

  for (guint i = 0; segments[i] != NULL; i++)
    node = node_ensure_child (node, segments[i]);

  g_ptr_array_add (node->place.routes, (gpointer) route);
  node_add_method (node, route->method);
  if (strcmp (route->method, "GET") == 0 && !route->feed)
    node_add_method (node, "HEAD");
}

BhdRouter *
bhd_router_new (const BhdRoute *const *routes)
{
  BhdRouter *self = g_new0 (BhdRouter, 1);

  self->root = node_new (NULL, 0);
  for (guint i = 0; routes[i] != NULL; i++)
    add_route (self, routes[i]);
  return self;
}

void
bhd_router_free (BhdRouter *self)
{
  node_free (self->root);
  g_free (self);
}

const BhdPlace *
bhd_router_find (const BhdRouter *self, const char *path, gsize length, BhdPieces *pieces)
{
  const char *end = path + length;
  const Node *node = self->root;

  pieces->count = 0;
  while (node != NULL && path < end)
    {
      const char *from = path + 1; /* behind the slash */
      const char *slash = memchr (from, '/', (gsize) (end - from));

      path = slash != NULL ? slash : end;
      node = node_child (node, from, (gsize) (path - from), path > from);
      if (node == NULL || node->segment != NULL)
        continue;
      if (pieces->count == BHD_ROUTER_MAX_PARAMS)
        return NULL;
      pieces->text[pieces->count] = from;
      pieces->length[pieces->count++] = (gsize) (path - from);
    }

  return node != NULL && node->place.routes->len > 0 ? &node->place : NULL;
}

const BhdRoute *
bhd_place_route (const BhdPlace *self, const char *method)
{
  gboolean head = strcmp (method, "HEAD") == 0;

  for (guint i = 0; i < self->routes->len; i++)
    {
      const BhdRoute *route = g_ptr_array_index (self->routes, i);

      if (strcmp (route->method, head ? "GET" : method) == 0 && !(head && route->feed))
        return route;
    }
  return NULL;
}

const char *
bhd_place_methods (const BhdPlace *self)
{
  return self->methods->str;
}
