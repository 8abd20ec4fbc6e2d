/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi-private.h"

#include "common/bh-error.h"

#include <string.h>

/* The statuses of errors that a route is known by; what any request may meet, such as 408, is the
 * “default”. */
static const struct
{
  guint status;
  const char *name;
  const char *about;
} refusals[] = {
  { 400, "BadRequest",
    "A field is missing, of the wrong type or out of bounds, or the bytes are "
    "not what they claim to be" },
  { 401, "Unauthorized", "No credential, or one that has ended" },
  { 403, "Forbidden", "Known, but not allowed" },
  { 404, "NotFound", "There is none, or it is somebody else's" },
  { 409, "Conflict",
    "The state does not allow it: the id is taken, a colleague has it, the "
    "conversation is closed, or somebody else answered meanwhile" },
  { 413, "TooLarge", "Too many bytes" },
  { 426, "UpgradeRequired", "Ask for a WebSocket, or poll with “after”" },
  { 429, "RateLimited", "Too often: come back after the seconds of Retry-After" },
  { 500, "Internal", "Something went wrong here; the request's id is in the log" },
  { 503, "Unavailable", "Nothing was done: come back after the seconds of Retry-After" },
};

gboolean
bhd_openapi_is_local (const BhdRoute *route)
{
  return route->who == BHD_LOCAL;
}

static gboolean
names_something (const BhdRoute *route)
{
  if (strchr (route->path, ':') != NULL)
    return TRUE;
  for (const BhdField *field = route->fields; field != NULL && field->name != NULL; field++)
    if (strcmp (field->name, "organization") == 0 || g_str_has_suffix (field->name, "id"))
      return TRUE;
  return FALSE;
}

static gboolean
is_refused_with (const BhdRoute *route, guint status)
{
  gboolean writes = strcmp (route->method, "GET") != 0;

  switch (status)
    {
    case 401:
      return bhd_openapi_needs_credential (route) || route->rate == BHD_RATE_SIGN_IN;
    case 403:
      return route->role > BH_ROLE_AGENT || g_str_has_prefix (route->path, "/v1/widget/");
    case 404:
      return names_something (route);
    case 409:
    case 413:
      return writes;
    case 426:
      return route->feed;
    case 429:
      return route->rate != BHD_RATE_NONE;
    case 503:
      return route->answer == NULL;
    default:
      return TRUE;
    }
}

static void
write_schema (BhJsonWriter *json, const BhdResponse *response)
{
  bh_json_begin_object (json, "schema");
  if (response->shape != NULL)
    bhd_openapi_write_reference (json, "schemas", response->shape->name);
  else if (response->members != NULL)
    bhd_openapi_write_members (json, response->members);
  else
    bh_json_string (json, "type", "string");
  bh_json_end_object (json);
}

static void
write_record (BhJsonWriter *json, const char *name, const BhdResponse *response)
{
  bh_json_begin_object (json, name);
  bhd_openapi_write_reference (json, "schemas", response->shape->name);
  bh_json_end_object (json);
}

/* JSON Schema cannot speak of a stream; OpenAPI 3.2 calls the schema of each record so.  For
 * everybody else it is a text with such things in it. */
static void
write_records (BhJsonWriter *json, const BhdResponse *response)
{
  bh_json_begin_object (json, "schema");
  bh_json_string (json, "type", "string");
  write_record (json, "contentSchema", response);
  bh_json_end_object (json);
  write_record (json, "x-itemSchema", response);
}

static void
write_media (BhJsonWriter *json, const BhdResponse *response)
{
  gboolean records = response->body == BHD_BODY_LINES || response->body == BHD_BODY_EVENTS;

  bh_json_begin_object (json,
                        response->media_type != NULL ? response->media_type : "application/json");
  if (records)
    write_records (json, response);
  else
    write_schema (json, response);
  bh_json_end_object (json);
}

/* One status may come in several media types: the rows of it stand together. */
static void
write_content (BhJsonWriter *json, const BhdResponse *response)
{
  guint status = response->status;

  if (response->body == BHD_BODY_NONE || response->body == BHD_BODY_SOCKET)
    return;
  bh_json_begin_object (json, "content");
  for (; response->status == status; response++)
    write_media (json, response);
  bh_json_end_object (json);
}

static const struct
{
  guint status;
  const char *about;
} meanings[] = {
  { 101, "A WebSocket with the sub-protocol bellhop.feed.1; each text frame is a Frame" },
  { 200, "Done" },
  { 201, "Made" },
  { 202, "Will be done" },
  { 204, "Done; there is nothing to tell" },
};

static void
write_response (BhJsonWriter *json, const BhdResponse *response)
{
  g_autofree char *status = g_strdup_printf ("%u", response->status);
  const char *about = "Done";

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (meanings[i].status == response->status)
      about = meanings[i].about;
  bh_json_begin_object (json, status);
  bh_json_string (json, "description", about);
  write_content (json, response);
  bh_json_end_object (json);
}

static void
write_reference (BhJsonWriter *json, const char *status, const char *name)
{
  bh_json_begin_object (json, status);
  bhd_openapi_write_reference (json, "responses", name);
  bh_json_end_object (json);
}

static void
write_refusals (BhJsonWriter *json, const BhdRoute *route)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (is_refused_with (route, refusals[i].status))
      {
        g_autofree char *status = g_strdup_printf ("%u", refusals[i].status);

        write_reference (json, status, refusals[i].name);
      }
  write_reference (json, "default", "Error");
}

/* A request that fails before its route is known gets our own form from here, too. */
static void
write_openai_error (BhJsonWriter *json, const char *status)
{
  const BhdShape *shapes[] = { &bhd_shape_openai_error, &bhd_shape_error };

  bh_json_begin_object (json, status);
  bh_json_string (json, "description", "Refused; see error.type and error.code");
  bh_json_begin_object (json, "content");
  bh_json_begin_object (json, "application/json");
  bh_json_begin_object (json, "schema");
  bh_json_begin_array (json, "anyOf");
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      bh_json_begin_object (json, NULL);
      bhd_openapi_write_reference (json, "schemas", shapes[i]->name);
      bh_json_end_object (json);
    }
  bh_json_end_array (json);
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

void
bhd_openapi_write_responses (BhJsonWriter *json, const BhdRoute *route)
{
  bh_json_begin_object (json, "responses");
  for (const BhdResponse *each = route->gives; each != NULL && each->status != 0; each++)
    if (each == route->gives || each[-1].status != each->status)
      write_response (json, each);
  if (route->errors != NULL && route->errors->openai)
    {
      write_openai_error (json, "400");
      write_openai_error (json, "default");
    }
  else
    write_refusals (json, route);
  bh_json_end_object (json);
}

static void
write_codes (BhJsonWriter *json, guint status)
{
  bh_json_begin_array (json, "enum");
  for (BhErrorCode code = 0; code < BH_ERROR_OFFLINE; code++)
    if (status == 0 || bh_error_code_status (code) == status)
      bh_json_string (json, NULL, bh_error_code_wire_name (code));
  bh_json_end_array (json);
}

/* @status: 0 for any. */
static void
write_error_schema (BhJsonWriter *json, guint status)
{
  bh_json_begin_object (json, "schema");
  bh_json_begin_array (json, "allOf");
  bh_json_begin_object (json, NULL);
  bhd_openapi_write_reference (json, "schemas", bhd_shape_error.name);
  bh_json_end_object (json);
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "object");
  bh_json_begin_object (json, "properties");
  bh_json_begin_object (json, "code");
  bh_json_string (json, "type", "string");
  write_codes (json, status);
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_end_array (json);
  bh_json_end_object (json);
}

static void
write_header (BhJsonWriter *json, const char *name, const char *type, const char *about)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "description", about);
  bh_json_begin_object (json, "schema");
  bh_json_string (json, "type", type);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

static void
write_error (BhJsonWriter *json, const char *name, const char *about, guint status)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "description", about);
  bh_json_begin_object (json, "headers");
  write_header (json, "X-Request-Id", "string", "The request's id, as in the body and in the log");
  if (status == 429 || status == 503)
    write_header (json, "Retry-After", "integer", "Come back after so many seconds");
  bh_json_end_object (json);
  bh_json_begin_object (json, "content");
  bh_json_begin_object (json, "application/json");
  write_error_schema (json, status);
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

void
bhd_openapi_write_errors (BhJsonWriter *json)
{
  bh_json_begin_object (json, "responses");
  write_error (json, "Error", "Any other refusal, all of one form", 0);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    write_error (json, refusals[i].name, refusals[i].about, refusals[i].status);
  bh_json_end_object (json);
}
