/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"

#include "common/bh-organization.h"

BhOrganization *
bh_organization_new_take (BhOrganization *fields)
{
  BhOrganization *self = g_atomic_rc_box_new (BhOrganization);

  *self = *fields;
  return self;
}

static void
organization_clear (gpointer data)
{
  BhOrganization *self = data;

  g_free (self->id);
  g_free (self->slug);
  g_free (self->name);
  g_free (self->greeting);
  g_free (self->ai_name);
  g_strfreev (self->allowed_origins);
  g_free (self->webhook_url);
}

void
bh_organization_unref (BhOrganization *self)
{
  g_atomic_rc_box_release_full (self, organization_clear);
}

static void
write_public_members (const BhOrganization *self, BhJsonWriter *json)
{
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "slug", self->slug);
  bh_json_string (json, "name", self->name);
  bh_json_string (json, "greeting", self->greeting);
  bh_json_bool (json, "ai_enabled", self->ai_enabled);
  bh_json_string (json, "ai_name", self->ai_name);
}

void
bh_organization_write_public_json (const BhOrganization *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  write_public_members (self, json);
  bh_json_end_object (json);
}

void
bh_organization_write_json (const BhOrganization *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  write_public_members (self, json);
  bh_json_begin_array (json, "allowed_origins");
  for (char **origin = self->allowed_origins; origin != NULL && *origin != NULL; origin++)
    bh_json_string (json, NULL, *origin);
  bh_json_end_array (json);
  bh_json_string (json, "webhook_url", self->webhook_url);
  bh_json_int (json, "created_us", self->created_us);
  bh_json_end_object (json);
}

static char **
read_origins (JsonObject *object)
{
  JsonArray *array = bh_json_get_array (object, "allowed_origins");
  g_autoptr (GStrvBuilder) origins = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (origins, json_node_get_string (node));
    }
  return g_strv_builder_end (origins);
}

BhOrganization *
bh_organization_from_json (JsonObject *object, GError **error)
{
  BhOrganization fields = { 0 };

  if (bh_json_get_string (object, "id", NULL) == NULL)
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "an organisation without id");
      return NULL;
    }
  fields.id = g_strdup (bh_json_get_string (object, "id", NULL));
  fields.slug = g_strdup (bh_json_get_string (object, "slug", ""));
  fields.name = g_strdup (bh_json_get_string (object, "name", ""));
  fields.greeting = g_strdup (bh_json_get_string (object, "greeting", ""));
  fields.ai_enabled = bh_json_get_bool (object, "ai_enabled", FALSE);
  fields.ai_name = g_strdup (bh_json_get_string (object, "ai_name", ""));
  fields.allowed_origins = read_origins (object);
  fields.webhook_url = g_strdup (bh_json_get_string (object, "webhook_url", NULL));
  fields.created_us = bh_json_get_int (object, "created_us", 0);
  return bh_organization_new_take (&fields);
}
