/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi-private.h"

#include <string.h>

#define ID_PATTERN "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
#define ID_EXAMPLE "\"0199c2f0-7a3e-7c51-9d3b-2f64c0a1b7e8\""
#define HASH_EXAMPLE "\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""
#define EMAIL_MAX 254 /* bytes */
#define WORD_MAX 100  /* characters of one of WORDS */

/* What path parameters are, by name; any other is text. */
static const struct
{
  const char *name;
  const char *about;
  const char *pattern; /* (nullable) */
  const char *example;
} params[] = {
  { "organization", "The organisation's slug or id", NULL, "\"acme\"" },
  { "hash", "SHA-256 in hexadecimal digits", "^[0-9a-f]{64}$", HASH_EXAMPLE },
};

/* Sample values, so that the examples read like something and are taken; the first row that fits.
 * A field that is not required is in an example only where it has a row here. */
static const struct
{
  const char *path; /* what the route's path begins with; NULL: any */
  const char *name;
  const char *json;
} samples[] = {
  { "/v1/desk/me", "password", NULL }, /* wants the old one besides */
  { "/v1/desk/conversations", "operator_id", ID_EXAMPLE },
  { "/v1/desk/tools", "name", "\"look_up_order\"" },
  { "/v1/desk/tools", "url", "\"https://shop.example.org/orders\"" },
  { "/v1/desk/documents", "body", "\"# Returns\\n\\nSend it back within 30 days.\"" },
  { "/v1/desk/gaps", "body", "\"Send it back within 30 days.\"" },
  { "/v1/chat/completions", "messages",
    "[{\"role\":\"user\",\"content\":\"Where is my parcel?\"}]" },
  { "/v1/chat/ui", "messages",
    "[{\"id\":\"m1\",\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]" },
  { NULL, "sessionId", "\"cart-4711\"" },
  { NULL, "organization", "\"acme\"" },
  { NULL, "name", "\"Ada Lovelace\"" },
  { NULL, "email", "\"ada@example.org\"" },
  { NULL, "phone", "\"+49 30 1234567\"" },
  { NULL, "body", "\"Where is my parcel?\"" },
  { NULL, "text", "\"Where is my parcel?\"" },
  { NULL, "message", "\"Where is my parcel?\"" },
  { NULL, "question", "\"How do I send something back?\"" },
  { NULL, "q", "\"send back\"" },
  { NULL, "title", "\"Returns\"" },
  { NULL, "category", "\"Orders\"" },
  { NULL, "file_name", "\"returns.pdf\"" },
  { NULL, "url", "\"https://www.example.org/help/returns\"" },
  { NULL, "hash", HASH_EXAMPLE },
  { NULL, "password", "\"correct horse battery staple\"" },
  { NULL, "base_url", "\"http://127.0.0.1:11434/v1\"" },
  { NULL, "pattern", "\"politics, elect*\"" },
  { NULL, "tone", "\"Friendly and short\"" },
  { NULL, "time_zone", "\"Europe/Berlin\"" },
  { NULL, "color", "\"#0ea5e9\"" },
  { NULL, "accent_color", "\"#0ea5e9\"" },
  { NULL, "greeting", "\"Hello! How can we help?\"" },
};

/* Returns: (nullable) */
static const char *
find_sample (const BhdRoute *route, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (strcmp (samples[i].name, name) == 0 &&
        (samples[i].path == NULL || g_str_has_prefix (route->path, samples[i].path)))
      return samples[i].json;
  return NULL;
}

static void
write_example (BhJsonWriter *json, const BhdRoute *route, const BhdField *field)
{
  const char *name = field->name;
  const char *sample = find_sample (route, name);
  g_auto (GStrv) words = field->choices != NULL ? g_strsplit (field->choices, "|", 2) : NULL;

  switch (field->type)
    {
    case BHD_FIELD_ID:
      bh_json_raw (json, name, ID_EXAMPLE);
      break;
    case BHD_FIELD_INT:
      bh_json_int (json, name, MAX (field->min, MIN (field->max, 25)));
      break;
    case BHD_FIELD_BOOL:
      bh_json_bool (json, name, TRUE);
      break;
    case BHD_FIELD_CHOICE:
      bh_json_string (json, name, words[0]);
      break;
    case BHD_FIELD_OBJECT:
      bh_json_raw (json, name, "{}");
      break;
    case BHD_FIELD_ARRAY:
    case BHD_FIELD_ORIGINS:
    case BHD_FIELD_WORDS:
      bh_json_raw (json, name, sample != NULL ? sample : "[]");
      break;
    case BHD_FIELD_TEXT:
    case BHD_FIELD_NAME:
    case BHD_FIELD_EMAIL:
    default:
      bh_json_raw (json, name, sample != NULL ? sample : "\"text\"");
    }
}

static void
write_length (BhJsonWriter *json, const BhdField *field)
{
  if (field->min > 0)
    bh_json_int (json, "minLength", field->min);
  if (field->max > 0)
    bh_json_int (json, "maxLength", field->max);
}

static void
write_bounds (BhJsonWriter *json, const BhdField *field)
{
  bh_json_string (json, "format", "int64");
  bh_json_int (json, "minimum", field->min);
  if (field->max < G_MAXINT64) /* which JSON cannot tell from the next */
    bh_json_int (json, "maximum", field->max);
}

static void
write_items (BhJsonWriter *json, const BhdField *field)
{
  gboolean words = field->type == BHD_FIELD_WORDS;

  if (field->type != BHD_FIELD_ARRAY)
    bh_json_int (json, "maxItems", field->max);
  bh_json_begin_object (json, "items");
  if (field->type != BHD_FIELD_ARRAY)
    bh_json_string (json, "type", "string");
  if (words)
    bh_json_int (json, "maxLength", WORD_MAX);
  bh_json_end_object (json);
}

static const char *const type_names[] = {
  [BHD_FIELD_TEXT] = "string",   [BHD_FIELD_NAME] = "string",   [BHD_FIELD_EMAIL] = "string",
  [BHD_FIELD_ID] = "string",     [BHD_FIELD_INT] = "integer",   [BHD_FIELD_BOOL] = "boolean",
  [BHD_FIELD_CHOICE] = "string", [BHD_FIELD_OBJECT] = "object", [BHD_FIELD_ARRAY] = "array",
  [BHD_FIELD_ORIGINS] = "array", [BHD_FIELD_WORDS] = "array",
};

/* What the type's name and bounds do not say. */
static char *
describe (const BhdField *field)
{
  switch (field->type)
    {
    case BHD_FIELD_NAME:
      return g_strdup ("One line; blanks around it do not count");
    case BHD_FIELD_EMAIL:
      return g_strdup ("An e-mail address; case and blanks around it do not count");
    case BHD_FIELD_OBJECT:
    case BHD_FIELD_ARRAY:
      return g_strdup_printf ("At most %" G_GINT64_FORMAT " bytes of JSON", field->max);
    case BHD_FIELD_ORIGINS:
      return g_strdup ("Web origins such as https://www.example.org");
    case BHD_FIELD_WORDS:
      return g_strdup ("Short texts of one line; blank ones are nothing");
    case BHD_FIELD_TEXT:
    case BHD_FIELD_ID:
    case BHD_FIELD_INT:
    case BHD_FIELD_BOOL:
    case BHD_FIELD_CHOICE:
    default:
      return NULL;
    }
}

static void
write_field_rules (BhJsonWriter *json, const BhdField *field, gboolean nullable)
{
  switch (field->type)
    {
    case BHD_FIELD_TEXT:
    case BHD_FIELD_NAME:
      write_length (json, field);
      break;
    case BHD_FIELD_EMAIL:
      bh_json_string (json, "format", "email");
      bh_json_int (json, "maxLength", EMAIL_MAX);
      break;
    case BHD_FIELD_ID:
      bh_json_string (json, "format", "uuid");
      bh_json_string (json, "pattern", ID_PATTERN);
      break;
    case BHD_FIELD_INT:
      write_bounds (json, field);
      break;
    case BHD_FIELD_CHOICE:
      bhd_openapi_write_words (json, field->choices, nullable);
      break;
    case BHD_FIELD_OBJECT:
      bh_json_bool (json, "additionalProperties", TRUE);
      break;
    case BHD_FIELD_ARRAY:
    case BHD_FIELD_ORIGINS:
    case BHD_FIELD_WORDS:
      write_items (json, field);
      break;
    case BHD_FIELD_BOOL:
    default:
      break;
    }
}

static void
write_field (BhJsonWriter *json, const char *name, const BhdField *field, gboolean nullable)
{
  g_autofree char *about = describe (field);

  bh_json_begin_object (json, name);
  if (about != NULL)
    bh_json_string (json, "description", about);
  bhd_openapi_write_type (json, type_names[field->type], nullable);
  write_field_rules (json, field, nullable);
  bh_json_end_object (json);
}

static void
write_param (BhJsonWriter *json, const char *name)
{
  gboolean id = strcmp (name, "id") == 0 || g_str_has_suffix (name, "_id");
  const char *about = id ? "A UUID in lower case" : NULL;
  const char *pattern = id ? ID_PATTERN : NULL;
  const char *example = id ? ID_EXAMPLE : "\"text\"";

  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    if (strcmp (params[i].name, name) == 0)
      {
        about = params[i].about;
        pattern = params[i].pattern;
        example = params[i].example;
      }

  bh_json_begin_object (json, NULL);
  bh_json_string (json, "name", name);
  bh_json_string (json, "in", "path");
  bh_json_bool (json, "required", TRUE);
  if (about != NULL)
    bh_json_string (json, "description", about);
  bh_json_begin_object (json, "schema");
  bh_json_string (json, "type", "string");
  if (pattern != NULL)
    bh_json_string (json, "pattern", pattern);
  bh_json_end_object (json);
  bh_json_raw (json, "example", example);
  bh_json_end_object (json);
}

static void
write_query (BhJsonWriter *json, const BhdField *field)
{
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "name", field->name);
  bh_json_string (json, "in", "query");
  bh_json_bool (json, "required", field->required);
  write_field (json, "schema", field, FALSE);
  bh_json_end_object (json);
}

void
bhd_openapi_write_parameters (BhJsonWriter *json, const BhdRoute *route)
{
  g_auto (GStrv) segments = g_strsplit (route->path, "/", -1);

  bh_json_begin_array (json, "parameters");
  for (guint i = 0; segments[i] != NULL; i++)
    if (segments[i][0] == ':')
      write_param (json, segments[i] + 1);
  for (const BhdField *field = route->fields; field != NULL && field->name != NULL; field++)
    if (field->place == BHD_IN_QUERY)
      write_query (json, field);
  bh_json_end_array (json);
}

static gboolean
is_in_body (const BhdField *field)
{
  return field->place == BHD_IN_BODY;
}

static guint
count_in_body (const BhdField *field, gboolean required)
{
  guint count = 0;

  for (; field != NULL && field->name != NULL; field++)
    count += is_in_body (field) && (field->required || !required);
  return count;
}

static void
write_body_schema (BhJsonWriter *json, const BhdRoute *route)
{
  bh_json_begin_object (json, "schema");
  bh_json_string (json, "type", "object");
  if (count_in_body (route->fields, TRUE) > 0)
    {
      bh_json_begin_array (json, "required");
      for (const BhdField *field = route->fields; field->name != NULL; field++)
        if (is_in_body (field) && field->required)
          bh_json_string (json, NULL, field->name);
      bh_json_end_array (json);
    }
  bh_json_begin_object (json, "properties");
  for (const BhdField *field = route->fields; field != NULL && field->name != NULL; field++)
    if (is_in_body (field))
      write_field (json, field->name, field, !field->required);
  bh_json_end_object (json);
  bh_json_end_object (json);
}

static void
write_body_example (BhJsonWriter *json, const BhdRoute *route)
{
  bh_json_begin_object (json, "example");
  for (const BhdField *field = route->fields; field != NULL && field->name != NULL; field++)
    if (is_in_body (field) && (field->required || find_sample (route, field->name) != NULL))
      write_example (json, route, field);
  bh_json_end_object (json);
}

/* What a route does not read it does not describe either. */
static gboolean
takes_body (const BhdRoute *route)
{
  return route->raw_body || count_in_body (route->fields, FALSE) > 0 ||
         strcmp (route->method, "POST") == 0;
}

void
bhd_openapi_write_body (BhJsonWriter *json, const BhdRoute *route)
{
  if (!takes_body (route))
    return;

  bh_json_begin_object (json, "requestBody");
  bh_json_bool (json, "required", route->raw_body || count_in_body (route->fields, TRUE) > 0);
  bh_json_begin_object (json, "content");
  bh_json_begin_object (json, route->raw_body ? "application/octet-stream" : "application/json");
  if (!route->raw_body)
    {
      write_body_schema (json, route);
      write_body_example (json, route);
    }
  bh_json_end_object (json);
  bh_json_end_object (json);
  bh_json_end_object (json);
}
