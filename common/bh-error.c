/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-json-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "common/bh-error.h"

typedef struct
{
  GPtrArray *details; /* (nullable): name, JSON, name, JSON … */
} BhErrorPrivate;

static void
bh_error_private_init (BhErrorPrivate *priv)
{
}

static void
bh_error_private_copy (const BhErrorPrivate *source, BhErrorPrivate *copy)
{
  for (guint i = 0; source->details != NULL && i < source->details->len; i++)
    {
      if (copy->details == NULL)
        copy->details = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (copy->details, g_strdup (g_ptr_array_index (source->details, i)));
    }
}

static void
bh_error_private_clear (BhErrorPrivate *priv)
{
  g_clear_pointer (&priv->details, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (BhError, bh_error)

static const struct
{
  guint status;
  const char *wire_name;
} table[] = {
  [BH_ERROR_INTERNAL] = { 500, "internal" },
  [BH_ERROR_INVALID] = { 400, "invalid" },
  [BH_ERROR_MALFORMED] = { 400, "malformed" },
  [BH_ERROR_UNAUTHORIZED] = { 401, "unauthorized" },
  [BH_ERROR_FORBIDDEN] = { 403, "forbidden" },
  [BH_ERROR_ORIGIN_REFUSED] = { 403, "origin_refused" },
  [BH_ERROR_NOT_FOUND] = { 404, "not_found" },
  [BH_ERROR_METHOD_NOT_ALLOWED] = { 405, "method_not_allowed" },
  [BH_ERROR_TIMEOUT] = { 408, "timeout" },
  [BH_ERROR_CONFLICT] = { 409, "conflict" },
  [BH_ERROR_CLAIMED] = { 409, "claimed" },
  [BH_ERROR_CLOSED] = { 409, "closed" },
  [BH_ERROR_STALE] = { 409, "stale" },
  [BH_ERROR_TOO_LARGE] = { 413, "too_large" },
  [BH_ERROR_UPGRADE_REQUIRED] = { 426, "upgrade_required" },
  [BH_ERROR_RATE_LIMITED] = { 429, "rate_limited" },
  [BH_ERROR_HEADERS_TOO_LARGE] = { 431, "headers_too_large" },
  [BH_ERROR_UNAVAILABLE] = { 503, "unavailable" },
  [BH_ERROR_OFFLINE] = { 503, "offline" },
};

static gboolean
is_ours (const GError *error)
{
  return error->domain == BH_ERROR && error->code >= 0 &&
         (guint) error->code < G_N_ELEMENTS (table);
}

guint
bh_error_status (const GError *error)
{
  return table[is_ours (error) ? error->code : BH_ERROR_INTERNAL].status;
}

const char *
bh_error_wire_name (const GError *error)
{
  return table[is_ours (error) ? error->code : BH_ERROR_INTERNAL].wire_name;
}

guint
bh_error_code_status (BhErrorCode code)
{
  return table[code].status;
}

const char *
bh_error_code_wire_name (BhErrorCode code)
{
  return table[code].wire_name;
}

BhErrorCode
bh_error_code_from_wire_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].wire_name, name))
      return (BhErrorCode) i;
  return BH_ERROR_INTERNAL;
}

void
bh_error_set_detail (GError *error, const char *name, const char *json)
{
  BhErrorPrivate *priv = NULL;

  if (error == NULL || error->domain != BH_ERROR)
    return;
  priv = bh_error_get_private (error);
  if (priv->details == NULL)
    priv->details = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (priv->details, g_strdup (name));
  g_ptr_array_add (priv->details, g_strdup (json));
}

gboolean
bh_error_refuse (GError **error, BhErrorCode code, const char *field, const char *format, ...)
{
  g_autofree char *json = g_strdup_printf ("\"%s\"", field);
  GError *refusal = NULL;
  va_list args;

  va_start (args, format);
  refusal = g_error_new_valist (BH_ERROR, code, format, args);
  va_end (args);
  bh_error_set_detail (refusal, "field", json);
  g_propagate_error (error, refusal);
  return FALSE;
}

const char *
bh_error_get_detail (const GError *error, const char *name)
{
  BhErrorPrivate *priv = error->domain == BH_ERROR ? bh_error_get_private (error) : NULL;

  for (guint i = 0; priv != NULL && priv->details != NULL && i < priv->details->len; i += 2)
    if (g_str_equal (g_ptr_array_index (priv->details, i), name))
      return g_ptr_array_index (priv->details, i + 1);
  return NULL;
}

char *
bh_error_to_json (const GError *error, const char *request_id)
{
  static const char *const internal =
      N_ ("something went wrong here; the request's id is in the log");
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  gboolean tells = is_ours (error) && error->code != BH_ERROR_INTERNAL;
  BhErrorPrivate *priv = is_ours (error) ? bh_error_get_private (error) : NULL;

  bh_json_begin_object (&json, NULL);
  bh_json_string (&json, "error", tells ? error->message : internal);
  bh_json_string (&json, "code", bh_error_wire_name (error));
  bh_json_string (&json, "request_id", request_id);
  for (guint i = 0; priv != NULL && priv->details != NULL && i < priv->details->len; i += 2)
    bh_json_raw (&json, g_ptr_array_index (priv->details, i),
                 g_ptr_array_index (priv->details, i + 1));
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}
