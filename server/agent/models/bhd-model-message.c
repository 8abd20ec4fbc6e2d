/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-reader.h"

#include <string.h>

#include "server/agent/models/bhd-model-message.h"

#define OBJECT_MAX (1024 * 1024)
#define MADE_ID "made-"

/* Short, and of letters, digits and hyphens: so every provider takes it. */
char *
bhd_model_call_make_id (void)
{
  return g_strdup_printf (MADE_ID "%08x%08x%08x", g_random_int (), g_random_int (),
                          g_random_int ());
}

gboolean
bhd_model_call_id_is_made (const char *id)
{
  return g_str_has_prefix (id, MADE_ID);
}

void
bhd_model_call_free (BhdModelCall *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->arguments);
  g_free (self->extra);
  g_free (self);
}

gboolean
bhd_model_text_is_object (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '{' &&
         bh_json_check (text, strlen (text), OBJECT_MAX, NULL);
}

const char *
bhd_model_call_get_object (const BhdModelCall *self)
{
  gboolean is_object = self->arguments != NULL && bhd_model_text_is_object (self->arguments);

  return is_object ? self->arguments : "{}";
}

BhdModelMessage *
bhd_model_message_new (BhdModelRole role, const char *text)
{
  BhdModelMessage *self = g_new0 (BhdModelMessage, 1);

  self->role = role;
  self->text = g_strdup (text);
  return self;
}

char *
bhd_model_message_encode_picture (const BhdModelMessage *self)
{
  gsize length = 0;
  const guchar *bytes = g_bytes_get_data (self->picture, &length);

  return g_base64_encode (bytes, length);
}

void
bhd_model_message_free (BhdModelMessage *self)
{
  g_clear_pointer (&self->calls, g_ptr_array_unref);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self->text);
  g_free (self->call_id);
  g_free (self->name);
  g_free (self);
}
