/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/desk/ai/bhd-tool-headers-private.h"

#include "common/bh-json-reader.h"
#include "common/bh-json-writer.h"
#include "server/desk/ai/bhd-refuse-private.h"

#include <string.h>

#define HEADERS_MAX 20
#define SIZE_MAX_BYTES 16384
#define NAME_MAX_BYTES 100
#define VALUE_MAX_BYTES 4096

/* What the request itself decides. */
static const char *const reserved[] = { "host",       "content-length", "transfer-encoding",
                                        "connection", "upgrade",        "te",
                                        "trailer",    "keep-alive",     "expect" };

typedef struct
{
  BhJsonWriter names;
  GHashTable *seen; /* folded */
} Checking;

static gboolean
is_token (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > NAME_MAX_BYTES)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("!#$%&'*+-.^_`|~", *c) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_reserved (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (strcmp (reserved[i], folded) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_value (const char *value)
{
  if (value == NULL || strlen (value) > VALUE_MAX_BYTES)
    return FALSE;
  for (const char *c = value; *c != '\0'; c++)
    if (((guchar) *c < 0x20 && *c != '\t') || *c == 0x7f)
      return FALSE;
  return TRUE;
}

static gboolean
check_member (const char *name, const BhJsonSpan *span, gpointer data, GError **error)
{
  Checking *checking = data;
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_autofree char *value = bh_json_span_dup_string (span);

  if (!is_token (name))
    return bhd_refuse_field (error, "headers", "“%.40s” cannot be the name of a header", name);
  if (is_reserved (folded))
    return bhd_refuse_field (error, "headers", "“%s” is set by the request itself", name);
  if (!is_value (value))
    return bhd_refuse_field (error, "headers", "the value of “%s” must be one line of text", name);
  if (!g_hash_table_add (checking->seen, g_steal_pointer (&folded)))
    return bhd_refuse_field (error, "headers", "“%s” must be given once", name);
  if (g_hash_table_size (checking->seen) > HEADERS_MAX)
    return bhd_refuse_field (error, "headers", "there may be at most %d", HEADERS_MAX);

  bh_json_string (&checking->names, NULL, name);
  return TRUE;
}

char *
bhd_tool_headers_check (const char *headers, GError **error)
{
  Checking checking = { BH_JSON_WRITER_INIT, NULL };
  gboolean fine;
  char *names;

  checking.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  bh_json_begin_array (&checking.names, NULL);
  fine = bh_json_each_member (headers, strlen (headers), SIZE_MAX_BYTES, check_member, &checking,
                              error);
  bh_json_end_array (&checking.names);
  names = bh_json_writer_steal (&checking.names);
  g_hash_table_unref (checking.seen);
  if (fine)
    return names;
  g_free (names);
  return NULL;
}
