/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"
#include "server/agent/tools/bhd-http-tool.h"
#include "server/agent/tools/bhd-tool-url.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* “PATH\nARGUMENTS”: a call as a model wrote it, up to the address it would be sent to. */

#define BASE "https://shop.example/"

/* Whatever the arguments are, they lead to the same machine and cannot end the line. */
static void
check_url (const char *url)
{
  g_assert_true (g_str_has_prefix (url, BASE));
  for (const char *c = url + strlen (BASE); *c != '\0'; c++)
    g_assert_true ((guchar) *c > 0x20 || *c == ' ');
}

static void
fill (const char *path, const char *arguments)
{
  g_autofree char *url = g_strconcat (BASE, path, NULL);
  const BhdToolRow tool = { .method = (char *) "GET",
                            .url = url,
                            .arguments_schema = (char *) "{\"type\":\"object\"}" };
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = bhd_http_tool_normalize (&tool, arguments, &error);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *filled = NULL;

  g_assert_true ((plain != NULL) == (error == NULL));
  if (plain == NULL)
    return;
  node = bh_json_parse_object (plain, strlen (plain), strlen (plain), &error);
  g_assert_no_error (error);
  filled = bhd_tool_url_fill (url, json_node_get_object (node), TRUE, &error);
  g_assert_true ((filled != NULL) == (error == NULL));
  if (filled != NULL)
    check_url (filled);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup (size > 0 ? (const char *) data : "", size);
  char *arguments = strchr (input, '\n');

  if (arguments != NULL)
    *arguments++ = '\0';
  for (const char *c = input; *c != '\0'; c++)
    if ((guchar) *c < 0x20)
      return 0; /* an administrator's field is one line */
  if (g_utf8_validate (input, -1, NULL))
    fill (input, arguments);
  return 0;
}
