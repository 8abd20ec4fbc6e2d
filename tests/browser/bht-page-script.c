/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/browser/bht-browser-private.h"

#include <string.h>

static JsonObject *
evaluate (BhtPage *self, const BhtDocument *document, const char *script, GError **error)
{
  g_autofree char *quoted = bht_quote (script);

  return bht_wire_call (self->browser->wire, document->session, error, "Runtime.evaluate",
                        "{\"expression\":%s,\"contextId\":%" G_GINT64_FORMAT
                        ",\"returnByValue\":true,\"awaitPromise\":true,\"userGesture\":true}",
                        quoted, document->id);
}

static char *
value_text (JsonObject *answer)
{
  JsonObject *result = json_object_get_object_member (answer, "result");
  JsonNode *value = json_object_get_member (result, "value");

  if (value == NULL)
    return g_strdup ("null");
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  return json_to_string (value, FALSE);
}

static gboolean
is_at (BhtPage *self, const BhtDocument *document, const char *where)
{
  g_autoptr (JsonObject) answer = evaluate (self, document, "location.href", NULL);
  g_autofree char *address = answer != NULL ? value_text (answer) : NULL;

  return address != NULL && strstr (address, where) != NULL;
}

/* Looking asks the browser, and documents may come and go meanwhile: look at a copy. */
const BhtDocument *
bht_page_find (BhtPage *self, const char *where)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      const BhtDocument *document = g_ptr_array_index (self->documents, i);
      BhtDocument copy = { g_strdup (document->session), NULL, document->id };
      gboolean is_top = strcmp (document->frame, self->target) == 0;
      gboolean found = where == BHT_TOP ? is_top : !is_top && is_at (self, &copy, where);

      g_free (copy.session);
      if (found && i < self->documents->len &&
          g_ptr_array_index (self->documents, i) == (gpointer) document)
        return document;
    }
  return NULL;
}

char *
bht_page_try (BhtPage *self, const char *where, const char *script, GError **error)
{
  const BhtDocument *document = bht_page_find (self, where);
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *details, *exception;

  if (document == NULL)
    return NULL;
  answer = evaluate (self, document, script, NULL);
  if (answer == NULL)
    return NULL;
  if (!json_object_has_member (answer, "exceptionDetails"))
    return value_text (answer);

  details = json_object_get_object_member (answer, "exceptionDetails");
  exception = json_object_get_object_member (details, "exception");
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
               json_object_get_string_member_with_default (exception, "description", "thrown"));
  return NULL;
}

gboolean
bht_browser_prepares (BhtBrowser *self)
{
  return TRUE;
}

void
bht_page_prepare (BhtPage *self, const char *script)
{
  g_autofree char *quoted = bht_quote (script);
  g_autoptr (JsonObject) added = bht_page_must (
      self, self->session, "Page.addScriptToEvaluateOnNewDocument", "{\"source\":%s}", quoted);

  g_ptr_array_add (self->scripts, g_strdup (script)); /* for frames that are apart */
}
