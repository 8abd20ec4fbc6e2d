/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"
#include "server/desk/widget/bhd-form.h"
#include "server/desk/widget/bhd-metadata.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* “SETTINGS\nFIELDS\nMETADATA”: what an administrator asks for meets what a visitor sends. */

static void
assert_object (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), G_MAXSIZE, &error);

  g_assert_no_error (error);
}

static BhWidget *
settings (const char *text)
{
  g_autoptr (BhWidget) old = bh_widget_new_default ();
  g_autoptr (JsonNode) node = bh_json_parse_object (text, strlen (text), BH_WIDGET_MAX_JSON, NULL);
  BhWidget *widget =
      node != NULL ? bh_widget_change (old, json_node_get_object (node), NULL) : NULL;

  return widget != NULL ? widget : g_steal_pointer (&old);
}

static void
fill_in (const char *form, const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BhWidget) widget = settings (form);
  g_auto (BhdFormAnswers) answers = { NULL };
  const BhdFormInput input = { .fields = fields };
  gboolean taken = bhd_form_read (widget, &input, &answers, &error);

  g_assert_true (taken == (error == NULL));
  if (taken && answers.attributes != NULL)
    assert_object (answers.attributes);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto (GStrv) parts = g_strsplit (input, "\n", 3);
  g_autofree char *metadata = NULL;

  if (g_strv_length (parts) < 3)
    return 0;
  fill_in (parts[0], parts[1]);
  metadata = bhd_metadata_merge (NULL, parts[2]);
  if (metadata != NULL)
    assert_object (metadata);
  return 0;
}
