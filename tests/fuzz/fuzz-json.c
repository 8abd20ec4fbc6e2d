/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"

#include <string.h>

/* What the gate lets through must not trouble json-glib, and what it hands out must lie within the
 * text: a stray pointer is found by the sanitizers, the rest by these assertions. */

#define MAX_LENGTH 65536

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

typedef struct
{
  const char *text;
  gsize length;
} Whole;

static gboolean
member_cb (const char *name, const BhJsonSpan *value, gpointer data, GError **error)
{
  const Whole *whole = data;
  g_autofree char *text = bh_json_span_dup_string (value);
  gint64 number;

  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_true (value->text > whole->text && value->length > 0);
  g_assert_true (value->text + value->length <= whole->text + whole->length);
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
  g_assert_true (text == NULL || value->type == BH_JSON_STRING);
  g_assert_true (!bh_json_span_get_int (value, &number) || value->type == BH_JSON_NUMBER);
  g_assert_true (bh_json_check (value->text, value->length, MAX_LENGTH, NULL));
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const Whole whole = { (const char *) data, size };
  gboolean fine = bh_json_check (whole.text, size, MAX_LENGTH, NULL);
  g_autoptr (JsonNode) root = bh_json_parse_object (whole.text, size, MAX_LENGTH, NULL);
  gboolean walked =
      bh_json_each_member (whole.text, size, MAX_LENGTH, member_cb, (gpointer) &whole, NULL);
  g_autoptr (JsonParser) parser = NULL;

  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  g_assert_true (walked == (root != NULL));
  if (!fine)
    {
      g_assert_null (root);
      return 0;
    }
  parser = json_parser_new ();
  g_assert_true (json_parser_load_from_data (parser, whole.text, (gssize) size, NULL));
  return 0;
}
