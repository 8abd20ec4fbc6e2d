/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/agent/tools/bhd-http-tool.h"

#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "server/agent/tools/bhd-schema.h"
#include "server/agent/tools/bhd-tool-secrets.h"
#include "server/agent/tools/bhd-tool-url.h"
#include "server/desk/ai/bhd-tool-registry.h"
#include "server/store/bhd-seal.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHOWN_MAX 8000 /* characters of an answer that a model reads */
#define HEADERS_MAX 32768
#define UNUSABLE "This tool is not set up properly and cannot be used now."

/* One request on its way. */
typedef struct
{
  const BhdToolRow *tool;
  JsonNode *arguments; /* (nullable) until they were read */
  char *url;           /* filled */
  GPtrArray *headers;  /* of char: “Name: value”; wiped */
  BhdToolSecrets *secrets;
  gboolean has_type; /* a header of its own says what the body is */
  gboolean has_accept;
} Call;

static void
call_clear (Call *self)
{
  g_clear_pointer (&self->arguments, json_node_unref);
  g_free (self->url);
  g_ptr_array_unref (self->headers);
  bhd_tool_secrets_free (self->secrets);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

void
bhd_tool_result_free (BhdToolResult *self)
{
  g_free (self->text);
  g_free (self->error);
  g_free (self->action);
  g_free (self);
}

static gboolean
refuse_field (GError **error, const char *field, GError *reason)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", field);
  GError *refusal = NULL;

  g_set_error (&refusal, BH_ERROR, BH_ERROR_INVALID, "could not take “%s”: %s", field,
               reason->message);
  bh_error_set_detail (refusal, "field", quoted);
  g_propagate_error (error, refusal);
  g_error_free (reason);
  return FALSE;
}

static gboolean
check_names (const BhdToolRow *tool, const BhdSchema *schema, GError **error)
{
  GError *reason = NULL;
  g_autoptr (GPtrArray) names = bhd_tool_url_names (tool->url, &reason);

  for (guint i = 0; names != NULL && i < names->len; i++)
    if (!bhd_schema_requires (schema, names->pdata[i]))
      {
        g_set_error (&reason, BH_ERROR, BH_ERROR_INVALID,
                     "“{%s}” must be a required argument with a plain value",
                     (const char *) names->pdata[i]);
        return refuse_field (error, "url", reason);
      }
  return names != NULL || refuse_field (error, "url", reason);
}

gboolean
bhd_http_tool_check (const BhdToolRow *tool, GError **error)
{
  GError *reason = NULL;
  g_autoptr (BhdSchema) schema = bhd_schema_compile (tool->arguments_schema, &reason);

  if (schema == NULL || !bhd_schema_probe (schema, &reason))
    return refuse_field (error, "arguments_schema", reason);
  return check_names (tool, schema, error);
}

static gboolean
has_body (const BhdToolRow *tool)
{
  return strcmp (tool->method, "GET") != 0 && strcmp (tool->method, "DELETE") != 0;
}

static gboolean
read_arguments (Call *self, const char *arguments, GError **error)
{
  g_autoptr (BhdSchema) schema = bhd_schema_compile (self->tool->arguments_schema, error);

  if (schema != NULL)
    self->arguments = bhd_schema_read (schema, arguments, error);
  if (self->arguments == NULL)
    return FALSE;
  self->url = bhd_tool_url_fill (self->tool->url, json_node_get_object (self->arguments),
                                 !has_body (self->tool), error);
  return self->url != NULL;
}

static gboolean
add_header (const char *name, const BhJsonSpan *span, gpointer data, GError **error)
{
  Call *self = data;
  char *value = bh_json_span_dup_string (span);

  if (value == NULL)
    return TRUE;
  g_ptr_array_add (self->headers, g_strdup_printf ("%s: %s", name, value));
  bhd_tool_secrets_add (self->secrets, value);
  self->has_type |= g_ascii_strcasecmp (name, "Content-Type") == 0;
  self->has_accept |= g_ascii_strcasecmp (name, "Accept") == 0;
  bhd_secret_free (value);
  return TRUE;
}

static gboolean
open_headers (Call *self, GError **error)
{
  GError *inner = NULL;
  char *headers = bhd_tool_registry_open_headers (self->tool, &inner);

  if (headers != NULL)
    bh_json_each_member (headers, strlen (headers), HEADERS_MAX, add_header, self, &inner);
  bhd_secret_free (headers);
  if (inner != NULL)
    {
      g_propagate_error (error, inner);
      return FALSE;
    }
  if (!self->has_accept)
    g_ptr_array_add (self->headers, g_strdup ("Accept: application/json, text/plain;q=0.5"));
  if (!self->has_type && has_body (self->tool))
    g_ptr_array_add (self->headers, g_strdup ("Content-Type: application/json"));
  g_ptr_array_add (self->headers, g_strdup ("User-Agent: Bellhop"));
  g_ptr_array_add (self->headers, NULL);
  bhd_tool_secrets_add_query (self->secrets, self->tool->url);
  return TRUE;
}

/* @text, @error: may tell secrets, which are taken out. */
static BhdToolResult *
result_new (const Call *self, BhdToolOutcome outcome, const char *text, const char *error)
{
  BhdToolResult *result = g_new0 (BhdToolResult, 1);

  result->outcome = outcome;
  result->text = bhd_tool_secrets_hide (self->secrets, text);
  result->error = error != NULL ? bhd_tool_secrets_hide (self->secrets, error) : NULL;
  return result;
}

/* Nothing was sent: the model may mend it. */
static BhdToolResult *
refused (const Call *self, const GError *error)
{
  g_autofree char *text =
      g_strdup_printf ("The call was not made: %s. Correct the arguments.", error->message);

  return result_new (self, BHD_TOOL_REFUSED, text, error->message);
}

/* @error names the address, which may be nobody's business. */
static BhdToolResult *
failed (const Call *self, const GError *error)
{
  static const char *const forbidden =
      N_ ("its address is not public: the daemon's administrator can allow that with "
          "tools_to_private");
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return result_new (self, BHD_TOOL_CANCELLED, "The call was given up; it may have been done.",
                       N_ ("given up"));
  if (g_error_matches (error, BH_ERROR, BH_ERROR_FORBIDDEN))
    return result_new (self, BHD_TOOL_REFUSED, UNUSABLE, forbidden);
  text = g_strdup_printf ("The call failed: %s.", error->message);
  return result_new (self, BHD_TOOL_ERROR, text, error->message);
}

/* Returns: (transfer full): what was answered, as text.  Secrets go before it is cut: half a secret
 * is one as well. */
static char *
read_answer (const Call *self, GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *valid = g_utf8_make_valid (data != NULL ? data : "", (gssize) length);
  g_autofree char *text = bhd_tool_secrets_hide (self->secrets, valid);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= SHOWN_MAX)
    return g_steal_pointer (&text);
  start = g_utf8_substring (text, 0, SHOWN_MAX);
  return g_strconcat (start, "… [cut]", NULL);
}

static BhdToolResult *
answered (const Call *self, guint status, GBytes *bytes)
{
  gboolean fine = status >= 200 && status < 300;
  gboolean moved = status >= 300 && status < 400;
  g_autofree char *answer = read_answer (self, bytes);
  g_autofree char *error =
      g_strdup_printf (moved ? N_ ("it answered with status %u, and redirects are not followed")
                             : N_ ("it answered with status %u"),
                       status);
  g_autofree char *text = NULL;
  BhdToolResult *result;

  text = fine ? g_strdup (*answer != '\0' ? answer : "Done; the answer is empty.")
              : g_strdup_printf ("The call failed: %s. %s", error, answer);
  result = result_new (self, fine ? BHD_TOOL_SUCCESS : BHD_TOOL_ERROR, text, fine ? NULL : error);
  result->http_status = status;
  return result;
}

static BhdToolResult *
send (const Call *self, BhdOutbound *outbound, gboolean allow_private, GCancellable *cancellable)
{
  g_autofree char *text = has_body (self->tool) ? json_to_string (self->arguments, FALSE) : NULL;
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  const BhdFetch fetch = {
    .method = self->tool->method,
    .url = self->url,
    .headers = (const char *const *) self->headers->pdata,
    .body = body,
    .timeout_ms = (guint) self->tool->timeout_ms,
    .max_answer = (gsize) self->tool->max_answer,
    .allow_private = allow_private,
    .cancellable = cancellable,
  };
  g_autoptr (GError) error = NULL;
  guint status = 0;
  g_autoptr (GBytes) answer = bhd_outbound_fetch (outbound, &fetch, &status, &error);

  return answer != NULL ? answered (self, status, answer) : failed (self, error);
}

BhdToolResult *
bhd_http_tool_run (BhdOutbound *outbound,
                   const BhdToolRow *tool,
                   const char *arguments_json,
                   gboolean allow_private,
                   GCancellable *cancellable)
{
  g_auto (Call)
      call = { .tool = tool,
               .headers = g_ptr_array_new_with_free_func ((GDestroyNotify) bhd_secret_free),
               .secrets = bhd_tool_secrets_new () };
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  BhdToolResult *result;

  if (!read_arguments (&call, arguments_json, &error))
    result = refused (&call, error);
  else if (!open_headers (&call, &error))
    result = result_new (&call, BHD_TOOL_REFUSED, UNUSABLE, error->message);
  else
    result = send (&call, outbound, allow_private, cancellable);
  result->duration_us = g_get_monotonic_time () - start_us;
  return result;
}

char *
bhd_http_tool_normalize (const BhdToolRow *tool, const char *arguments_json, GError **error)
{
  g_autoptr (BhdSchema) schema = bhd_schema_compile (tool->arguments_schema, error);
  g_autoptr (JsonNode) node = NULL;

  if (schema != NULL)
    node = bhd_schema_read (schema, arguments_json, error);
  return node != NULL ? json_to_string (node, FALSE) : NULL;
}
