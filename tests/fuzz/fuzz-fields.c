/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-fields.h"
#include "server/http/bhd-router.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* “METHOD path?query\nbody”, as a request reaches the route table once the guard has let it pass.
 */

static char *
cut (char **rest, char at)
{
  char *from = *rest;
  char *end = strchr (from, at);

  *rest = end != NULL ? end + 1 : from + strlen (from);
  if (end != NULL)
    *end = '\0';
  return from;
}

static void
check_values (const BhdField *fields, const BhdValue *values)
{
  for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
    {
      g_assert_true (values[i].given || !fields[i].required);
      g_assert_true (values[i].text == NULL || g_utf8_validate (values[i].text, -1, NULL));
      g_assert_true (values[i].given || values[i].text == NULL);
    }
}

static void
read_request (const BhdRouter *router, char *text, gsize body_length, const char *body)
{
  char *rest = text;
  const char *method = cut (&rest, ' ');
  char *query = rest;
  const char *path = cut (&query, '?');
  BhdPieces pieces;
  const BhdPlace *place = bhd_router_find (router, path, strlen (path), &pieces);
  const BhdRoute *route = place != NULL ? bhd_place_route (place, method) : NULL;
  g_autoptr (GError) error = NULL;
  BhdValue *values;

  for (guint i = 0; place != NULL && i < pieces.count; i++)
    g_free (bhd_fields_unescape (pieces.text[i], pieces.length[i], FALSE));
  if (route == NULL)
    return;

  values = bhd_fields_read (route->fields, body, body_length, query, &error);
  g_assert_true ((values != NULL) == (error == NULL));
  if (values != NULL)
    check_values (route->fields, values);
  bhd_fields_free (values, bhd_fields_count (route->fields));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static BhdRouter *router;
  const guint8 *line_feed = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize head = line_feed != NULL ? (gsize) (line_feed - data) : size;
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", head);
  const char *body = line_feed != NULL ? (const char *) line_feed + 1 : "";

  if (router == NULL)
    router = bhd_router_new (bhd_routes_all ());
  read_request (router, text, line_feed != NULL ? size - head - 1 : 0, body);
  return 0;
}
