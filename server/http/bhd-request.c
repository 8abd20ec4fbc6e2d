/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/bhd-request-private.h"

#include "common/bh-error.h"
#include "common/bh-id.h"

#include <string.h>

BhdRequest *
bhd_request_new (BhdHub *hub, BhdCallbackFunc callback, const BhdLibrary *library)
{
  BhdRequest *self = g_new0 (BhdRequest, 1);

  self->id = bh_id_new ();
  self->hub = hub;
  self->callback = callback;
  self->library = library;
  return self;
}

void
bhd_request_free (BhdRequest *self)
{
  if (self->route != NULL)
    bhd_fields_free (self->values, bhd_fields_count (self->route->fields));
  for (guint i = 0; i < G_N_ELEMENTS (self->params); i++)
    g_free (self->params[i]);
  g_clear_pointer (&self->caller, bhd_caller_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->id);
  g_free (self->method);
  g_free (self->path);
  g_free (self->peer);
  g_free (self->host);
  g_free (self->origin);
  g_free (self->token);
  g_free (self);
}

gboolean
bhd_request_set_params (BhdRequest *self, const BhdPieces *pieces)
{
  for (guint i = 0; i < pieces->count; i++)
    {
      self->params[i] = bhd_fields_unescape (pieces->text[i], pieces->length[i], FALSE);
      if (self->params[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

const BhdCaller *
bhd_request_caller (const BhdRequest *self)
{
  return self->caller;
}

const char *
bhd_request_path (const BhdRequest *self)
{
  return self->path;
}

const char *
bhd_request_param (const BhdRequest *self, const char *name)
{
  const char *at = self->route->path;
  gsize length = strlen (name);

  for (guint i = 0; (at = strchr (at, ':')) != NULL; i++)
    if (strncmp (++at, name, length) == 0 && (at[length] == '/' || at[length] == '\0'))
      return self->params[i];
  return NULL;
}

const char *
bhd_request_host (const BhdRequest *self)
{
  return self->host;
}

const char *
bhd_request_scheme (const BhdRequest *self)
{
  return self->scheme;
}

BhdHub *
bhd_request_hub (const BhdRequest *self)
{
  return self->hub;
}

const BhdAiServices *
bhd_request_ai (const BhdRequest *self)
{
  return self->ai;
}

const BhdAssistant *
bhd_request_assistant (const BhdRequest *self)
{
  return self->assistant;
}

const BhdMailService *
bhd_request_mail (const BhdRequest *self, GError **error)
{
  if (self->mail == NULL)
    g_set_error (error, BH_ERROR, BH_ERROR_UNAVAILABLE,
                 "this desk sends no e-mail: its administrator sets smtp_url and mail_from");
  return self->mail;
}

BhdCallbackFunc
bhd_request_callback (const BhdRequest *self)
{
  return self->callback;
}

const BhdLibrary *
bhd_request_library (const BhdRequest *self)
{
  return self->library;
}

GBytes *
bhd_request_body (const BhdRequest *self)
{
  return self->body;
}

/* Asking for one that is not declared is a programming error. */
static const BhdValue *
get_value (const BhdRequest *self, const char *field)
{
  const BhdField *fields = self->route->fields;

  for (guint i = 0; fields != NULL && fields[i].name != NULL; i++)
    if (strcmp (fields[i].name, field) == 0)
      return &self->values[i];
  g_assert_not_reached ();
}

/* Returns: (nullable): NULL where the field was not sent. */
static const BhdValue *
find_value (const BhdRequest *self, const char *field)
{
  const BhdValue *value = get_value (self, field);

  return value->given ? value : NULL;
}

gboolean
bhd_request_is_null (const BhdRequest *self, const char *field)
{
  return get_value (self, field)->is_null;
}

gboolean
bhd_request_has (const BhdRequest *self, const char *field)
{
  return find_value (self, field) != NULL;
}

const char *
bhd_request_text (const BhdRequest *self, const char *field)
{
  const BhdValue *value = find_value (self, field);

  return value != NULL ? value->text : NULL;
}

gint64
bhd_request_int (const BhdRequest *self, const char *field, gint64 fallback)
{
  const BhdValue *value = find_value (self, field);

  return value != NULL ? value->number : fallback;
}

gboolean
bhd_request_bool (const BhdRequest *self, const char *field, gboolean fallback)
{
  const BhdValue *value = find_value (self, field);

  return value != NULL ? value->number != 0 : fallback;
}

const char *const *
bhd_request_list (const BhdRequest *self, const char *field)
{
  const BhdValue *value = find_value (self, field);

  return value != NULL ? (const char *const *) value->list : NULL;
}
