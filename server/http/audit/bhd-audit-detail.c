/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "server/http/audit/bhd-audit-detail.h"

#include "server/http/bhd-request-private.h"

#include <string.h>

/* Bounds an entry, whatever a route's fields allow. */
#define TEXT_MAX 200
#define LIST_MAX 50

/* The texts that are told. */
static const char *const told[] = {
  "name",     "title",     "category",        "email",       "role",      "slug",  "color",
  "shortcut", "events",    "members",         "ai_name",     "time_zone", "model", "accent_color",
  "language", "file_name", "allowed_origins", "suggestions", NULL,
};

/* Where something is on the web: names and passwords may stand in it. */
static const char *const addresses[] = { "url", "base_url", "webhook_url", NULL };

/* What the entry says beside its detail. */
static const char *const elsewhere[] = { "id", "organization", NULL };

gboolean
bhd_audit_detail_is_secret (const char *name)
{
  static const char *const words[] = { "password", "secret",  "token",     "header",
                                       "hmac",     "confirm", "credential" };
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (name, words[i]) != NULL)
      return TRUE;
  return g_strv_contains ((const char *const *) parts, "key") ||
         g_strv_contains ((const char *const *) parts, "keys");
}

static void
tell_text (BhJsonWriter *json, const char *name, const char *text)
{
  g_autofree char *start =
      g_utf8_strlen (text, -1) > TEXT_MAX ? g_utf8_substring (text, 0, TEXT_MAX) : g_strdup (text);

  bh_json_string (json, name, start);
}

static void
tell_host (BhJsonWriter *json, const char *name, const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  tell_text (json, name, host != NULL ? host : "");
}

static void
tell_list (BhJsonWriter *json, const char *name, char **list)
{
  bh_json_begin_array (json, name);
  for (guint i = 0; list != NULL && list[i] != NULL && i < LIST_MAX; i++)
    tell_text (json, NULL, list[i]);
  bh_json_end_array (json);
}

static void
tell_bool (BhJsonWriter *json, const BhdField *field, const BhdValue *value)
{
  bh_json_bool (json, field->name, value->number != 0);
}

static void
tell_number (BhJsonWriter *json, const BhdField *field, const BhdValue *value)
{
  bh_json_int (json, field->name, value->number);
}

static void
tell_word (BhJsonWriter *json, const BhdField *field, const BhdValue *value)
{
  tell_text (json, field->name, value->text);
}

static void
tell_line (BhJsonWriter *json, const BhdField *field, const BhdValue *value)
{
  if (g_strv_contains (addresses, field->name))
    tell_host (json, field->name, value->text);
  else
    tell_text (json, field->name, value->text);
}

static void
tell_lines (BhJsonWriter *json, const BhdField *field, const BhdValue *value)
{
  tell_list (json, field->name, value->list);
}

typedef struct
{
  void (*tell) (BhJsonWriter *json, const BhdField *field, const BhdValue *value);
  gboolean listed; /* only what is in the tables above */
} Telling;

/* Long texts, objects and arrays are never told. */
static const Telling tellings[] = {
  [BHD_FIELD_INT] = { tell_number, FALSE },   [BHD_FIELD_BOOL] = { tell_bool, FALSE },
  [BHD_FIELD_CHOICE] = { tell_word, FALSE },  [BHD_FIELD_ID] = { tell_word, FALSE },
  [BHD_FIELD_NAME] = { tell_line, TRUE },     [BHD_FIELD_EMAIL] = { tell_line, TRUE },
  [BHD_FIELD_ORIGINS] = { tell_lines, TRUE }, [BHD_FIELD_WORDS] = { tell_lines, TRUE },
};

static const Telling *
find_telling (const BhdRoute *route, const BhdField *field)
{
  const Telling *telling =
      (guint) field->type < G_N_ELEMENTS (tellings) ? &tellings[field->type] : NULL;

  if (route->discreet || telling == NULL || telling->tell == NULL ||
      bhd_audit_detail_is_secret (field->name))
    return NULL;
  if (telling->listed && !g_strv_contains (told, field->name) &&
      !g_strv_contains (addresses, field->name))
    return NULL;
  return telling;
}

static gboolean
was_sent (const BhdField *field, const BhdValue *value)
{
  return field->place == BHD_IN_BODY && (value->given || value->is_null) &&
         !g_strv_contains (elsewhere, field->name);
}

/* Returns: FALSE where it is only named. */
static gboolean
tell_field (BhJsonWriter *json, const BhdRoute *route, const BhdField *field, const BhdValue *value)
{
  const Telling *telling = find_telling (route, field);

  if (telling == NULL)
    return FALSE;
  if (value->given)
    telling->tell (json, field, value);
  else
    bh_json_null (json, field->name);
  return TRUE;
}

static void
name_fields (BhJsonWriter *json, const GPtrArray *names)
{
  if (names->len == 0)
    return;
  bh_json_begin_array (json, "also");
  for (guint i = 0; i < names->len; i++)
    bh_json_string (json, NULL, g_ptr_array_index (names, i));
  bh_json_end_array (json);
}

char *
bhd_audit_detail_new (const BhdRequest *request)
{
  const BhdRoute *route = request->route;
  g_auto (BhJsonWriter) json = BH_JSON_WRITER_INIT;
  g_autoptr (GPtrArray) named = g_ptr_array_new ();

  bh_json_begin_object (&json, NULL);
  for (guint i = 0; route->fields != NULL && route->fields[i].name != NULL; i++)
    if (was_sent (&route->fields[i], &request->values[i]) &&
        !tell_field (&json, route, &route->fields[i], &request->values[i]))
      g_ptr_array_add (named, (gpointer) route->fields[i].name);
  name_fields (&json, named);
  bh_json_end_object (&json);
  return bh_json_writer_steal (&json);
}
