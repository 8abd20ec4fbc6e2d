/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser-private.h"

#include <string.h>

static char *
media_params (BhtPage *self)
{
  g_autoptr (GString) text = g_string_new ("{\"features\":[");
  const char *feature, *value;
  GHashTableIter iter;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->media);
  while (g_hash_table_iter_next (&iter, (gpointer *) &feature, (gpointer *) &value))
    g_string_append_printf (text, "%s{\"name\":\"%s\",\"value\":\"%s\"}", count++ > 0 ? "," : "",
                            feature, value);
  g_string_append (text, "]}");
  return g_strdup (text->str);
}

void
bht_page_apply (BhtPage *self, const char *session)
{
  g_autofree char *media = media_params (self);
  g_autofree char *network =
      g_strdup_printf ("{\"offline\":%s,\"latency\":0,\"downloadThroughput\":-1,"
                       "\"uploadThroughput\":-1}",
                       self->offline ? "true" : "false");
  g_autofree char *pattern = self->blocked != NULL ? bht_quote (self->blocked) : g_strdup ("");
  g_autofree char *blocked = g_strdup_printf ("{\"urls\":[%s]}", pattern);

  bht_wire_say (self->browser->wire, session, "Emulation.setEmulatedMedia", media);
  bht_wire_say (self->browser->wire, session, "Network.emulateNetworkConditions", network);
  bht_wire_say (self->browser->wire, session, "Network.setBlockedURLs", blocked);
}

/* The last word waits for its answer: orders to a session are carried out in turn. */
static void
apply_everywhere (BhtPage *self)
{
  g_autoptr (GList) sessions = g_hash_table_get_keys (self->sessions);

  for (GList *l = sessions; l != NULL; l = l->next)
    {
      g_autofree char *session = g_strdup (l->data);
      g_autoptr (JsonObject) answer = NULL;

      bht_page_apply (self, session);
      answer = bht_wire_call (self->browser->wire, session, NULL, "Runtime.evaluate",
                              "{\"expression\":\"1\"}");
    }
}

void
bht_page_set_viewport (BhtPage *self, guint width, guint height, double scale)
{
  g_autoptr (JsonObject) set =
      bht_page_must (self, self->session, "Emulation.setDeviceMetricsOverride",
                     "{\"width\":%u,\"height\":%u,\"deviceScaleFactor\":%f,\"mobile\":false}",
                     width, height, scale);
}

void
bht_page_set_media (BhtPage *self, const char *feature, const char *value)
{
  if (*value == '\0')
    g_hash_table_remove (self->media, feature);
  else
    g_hash_table_insert (self->media, g_strdup (feature), g_strdup (value));
  apply_everywhere (self);
}

void
bht_page_set_offline (BhtPage *self, gboolean offline)
{
  self->offline = offline;
  apply_everywhere (self);
}

void
bht_page_block (BhtPage *self, const char *pattern)
{
  g_free (self->blocked);
  self->blocked = g_strdup (pattern);
  apply_everywhere (self);
}

void
bht_page_screenshot (BhtPage *self, const char *path)
{
  g_autoptr (JsonObject) shot =
      bht_page_must (self, self->session, "Page.captureScreenshot", "{\"format\":\"png\"}");
  g_autoptr (GError) error = NULL;
  g_autofree guchar *bytes = NULL;
  gsize length;

  bytes = g_base64_decode (json_object_get_string_member (shot, "data"), &length);
  if (!g_file_set_contents (path, (const char *) bytes, length, &error))
    g_error ("%s", error->message);
}

void
bht_page_set_slowness (BhtPage *self, double times)
{
  g_autoptr (JsonObject) set =
      bht_page_must (self, self->session, "Emulation.setCPUThrottlingRate", "{\"rate\":%f}", times);
}
