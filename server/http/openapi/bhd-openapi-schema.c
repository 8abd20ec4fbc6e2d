/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/openapi/bhd-openapi-private.h"

#include <string.h>

void
bhd_openapi_write_reference (BhJsonWriter *json, const char *folder, const char *name)
{
  g_autofree char *target = g_strdup_printf ("#/components/%s/%s", folder, name);

  bh_json_string (json, "$ref", target);
}

void
bhd_openapi_write_type (BhJsonWriter *json, const char *type, gboolean nullable)
{
  if (!nullable)
    {
      bh_json_string (json, "type", type);
      return;
    }
  bh_json_begin_array (json, "type");
  bh_json_string (json, NULL, type);
  bh_json_string (json, NULL, "null");
  bh_json_end_array (json);
}

void
bhd_openapi_write_words (BhJsonWriter *json, const char *words, gboolean nullable)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  bh_json_begin_array (json, "enum");
  for (guint i = 0; each[i] != NULL; i++)
    bh_json_string (json, NULL, each[i]);
  if (nullable)
    bh_json_null (json, NULL);
  bh_json_end_array (json);
}

static const struct
{
  const char *type; /* NULL: any */
  const char *format;
  const char *pattern;
  const char *about;
} types[] = {
  [BHD_IS_TEXT] = { "string" },
  [BHD_IS_ID] = { "string", "uuid" },
  [BHD_IS_HASH] = { "string", .pattern = "^[0-9a-f]{64}$" },
  [BHD_IS_INT] = { "integer", "int64" },
  [BHD_IS_TIME] = { "integer", "int64", .about = "Microseconds since the epoch" },
  [BHD_IS_NUMBER] = { "number", "double" },
  [BHD_IS_BOOL] = { "boolean" },
  [BHD_IS_WORD] = { "string" },
  [BHD_IS_OBJECT] = { NULL },
  [BHD_IS_MAP] = { "object" },
  [BHD_IS_ANY] = { NULL },
};

static void
write_nullable_reference (BhJsonWriter *json, const char *name)
{
  bh_json_begin_array (json, "anyOf");
  bh_json_begin_object (json, NULL);
  bhd_openapi_write_reference (json, "schemas", name);
  bh_json_end_object (json);
  bh_json_begin_object (json, NULL);
  bh_json_string (json, "type", "null");
  bh_json_end_object (json);
  bh_json_end_array (json);
}

static void
write_map (BhJsonWriter *json, const BhdShape *values)
{
  if (values == NULL)
    {
      bh_json_bool (json, "additionalProperties", TRUE);
      return;
    }
  bh_json_begin_object (json, "additionalProperties");
  bhd_openapi_write_reference (json, "schemas", values->name);
  bh_json_end_object (json);
}

/* One value of @member, within the braces of its schema. */
static void
write_value (BhJsonWriter *json, const BhdMember *member, gboolean nullable)
{
  if (member->type == BHD_IS_OBJECT && nullable)
    write_nullable_reference (json, member->shape->name);
  else if (member->type == BHD_IS_OBJECT)
    bhd_openapi_write_reference (json, "schemas", member->shape->name);
  if (types[member->type].type != NULL)
    bhd_openapi_write_type (json, types[member->type].type, nullable);
  if (types[member->type].format != NULL)
    bh_json_string (json, "format", types[member->type].format);
  if (types[member->type].pattern != NULL)
    bh_json_string (json, "pattern", types[member->type].pattern);
  if (member->type == BHD_IS_WORD)
    bhd_openapi_write_words (json, member->words, nullable);
  if (member->type == BHD_IS_MAP)
    write_map (json, member->shape);
}

static void
write_member (BhJsonWriter *json, const BhdMember *member)
{
  gboolean nullable = (member->flags & BHD_OR_NULL) != 0;
  const char *about = member->about != NULL ? member->about : types[member->type].about;

  bh_json_begin_object (json, member->name);
  if (about != NULL)
    bh_json_string (json, "description", about);
  if ((member->flags & BHD_LIST) == 0)
    write_value (json, member, nullable);
  else
    {
      bhd_openapi_write_type (json, "array", nullable);
      bh_json_begin_object (json, "items");
      write_value (json, member, FALSE);
      bh_json_end_object (json);
    }
  bh_json_end_object (json);
}

/* What is null may be left out. */
static gboolean
is_required (const BhdMember *member)
{
  return (member->flags & (BHD_OR_NULL | BHD_OPTIONAL)) == 0;
}

static void
write_required (BhJsonWriter *json, const BhdMember *members)
{
  gboolean any = FALSE;

  for (const BhdMember *member = members; member->name != NULL; member++)
    any = any || is_required (member);
  if (!any)
    return;

  bh_json_begin_array (json, "required");
  for (const BhdMember *member = members; member->name != NULL; member++)
    if (is_required (member))
      bh_json_string (json, NULL, member->name);
  bh_json_end_array (json);
}

void
bhd_openapi_write_members (BhJsonWriter *json, const BhdMember *members)
{
  bh_json_string (json, "type", "object");
  write_required (json, members);
  bh_json_begin_object (json, "properties");
  for (const BhdMember *member = members; member->name != NULL; member++)
    write_member (json, member);
  bh_json_end_object (json);
}

static void collect_members (const BhdMember *members, GPtrArray *shapes);

static void
collect (const BhdShape *shape, GPtrArray *shapes)
{
  if (shape == NULL || g_ptr_array_find (shapes, shape, NULL))
    return;
  g_ptr_array_add (shapes, (gpointer) shape);
  collect_members (shape->members, shapes);
}

static void
collect_members (const BhdMember *members, GPtrArray *shapes)
{
  for (; members != NULL && members->name != NULL; members++)
    collect (members->shape, shapes);
}

static void
collect_route (const BhdRoute *route, GPtrArray *shapes)
{
  if (route->errors != NULL && route->errors->openai)
    collect (&bhd_shape_openai_error, shapes);
  for (const BhdResponse *each = route->gives; each != NULL && each->status != 0; each++)
    {
      collect (each->shape, shapes);
      collect_members (each->members, shapes);
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const BhdShape *const *one = a;
  const BhdShape *const *other = b;

  return strcmp ((*one)->name, (*other)->name);
}

void
bhd_openapi_write_shapes (BhJsonWriter *json, const BhdRoute *const *routes)
{
  g_autoptr (GPtrArray) shapes = g_ptr_array_new ();

  collect (&bhd_shape_error, shapes);
  for (; *routes != NULL; routes++)
    if (!bhd_openapi_is_local (*routes))
      collect_route (*routes, shapes);
  g_ptr_array_sort (shapes, compare_names);

  bh_json_begin_object (json, "schemas");
  for (guint i = 0; i < shapes->len; i++)
    {
      const BhdShape *shape = g_ptr_array_index (shapes, i);

      bh_json_begin_object (json, shape->name);
      bh_json_string (json, "description", shape->about);
      bhd_openapi_write_members (json, shape->members);
      bh_json_end_object (json);
    }
  bh_json_end_object (json);
}
