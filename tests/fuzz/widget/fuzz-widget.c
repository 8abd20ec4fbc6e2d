/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"
#include "common/widget/bh-widget.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static char *
json_of (const BhWidget *widget)
{
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;

  bh_widget_write_json (widget, &json, NULL);
  return bh_json_writer_steal (&json);
}

static BhWidget *
change (const char *text, gsize length, GError **error)
{
  g_autoptr (BhWidget) old = bh_widget_new_default ();
  g_autoptr (JsonNode) node = bh_json_parse_object (text, length, BH_WIDGET_MAX_JSON, error);

  return node != NULL ? bh_widget_change (old, json_node_get_object (node), error) : NULL;
}

/* What is taken is written as something that is taken again, and is the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhWidget) widget = change ((const char *) data, size, &error);
  g_autoptr (BhWidget) again = NULL;
  g_autofree char *json = NULL;
  g_autofree char *same = NULL;

  g_assert_true ((widget != NULL) == (error == NULL));
  if (widget == NULL)
    return 0;
  json = json_of (widget);
  if (strlen (json) > BH_WIDGET_MAX_JSON)
    return 0;
  again = change (json, strlen (json), &error);
  g_assert_no_error (error);
  same = json_of (again);
  g_assert_cmpstr (same, ==, json);
  return 0;
}
