/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-words.h"

#include "common/bh-person.h"

static const BhWords roles = BH_WORDS ("agent", "admin", "owner");
static const BhWords attendances = BH_WORDS ("online", "away", "busy");

const char *
bh_role_to_string (BhRole role)
{
  return bh_words_get (&roles, role);
}

gboolean
bh_role_from_string (const char *word, BhRole *role)
{
  guint value = 0;
  gboolean found = bh_words_find (&roles, word, &value);

  *role = (BhRole) value;
  return found;
}

const char *
bh_attendance_to_string (BhAttendance status)
{
  return bh_words_get (&attendances, status);
}

gboolean
bh_attendance_from_string (const char *word, BhAttendance *status)
{
  guint value = 0;
  gboolean found = bh_words_find (&attendances, word, &value);

  *status = (BhAttendance) value;
  return found;
}

BhOperator *
bh_operator_new (const char *id,
                 const char *organization_id,
                 const char *name,
                 const char *email,
                 BhRole role)
{
  BhOperator fields = { .role = role };

  fields.id = g_strdup (id);
  fields.organization_id = g_strdup (organization_id);
  fields.name = g_strdup (name);
  fields.email = g_strdup (email);
  return bh_operator_new_take (&fields);
}

BhOperator *
bh_operator_new_take (BhOperator *fields)
{
  BhOperator *self = g_atomic_rc_box_new0 (BhOperator);

  *self = *fields;
  *fields = (BhOperator){ 0 };
  return self;
}

BhOperator *
bh_operator_ref (BhOperator *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
operator_clear (gpointer data)
{
  BhOperator *self = data;

  g_free (self->id);
  g_free (self->organization_id);
  g_free (self->name);
  g_free (self->email);
  g_free (self->avatar);
  g_strfreev (self->teams);
}

void
bh_operator_unref (BhOperator *self)
{
  g_atomic_rc_box_release_full (self, operator_clear);
}

void
bh_operator_write_json (const BhOperator *self, BhJsonWriter *json, const char *name)
{
  bh_json_begin_object (json, name);
  bh_json_string (json, "id", self->id);
  bh_json_string (json, "name", self->name);
  bh_json_string (json, "email", self->email);
  bh_json_string (json, "role", bh_role_to_string (self->role));
  if (self->avatar != NULL)
    bh_json_string (json, "avatar", self->avatar);
  bh_json_begin_array (json, "teams");
  for (char **team = self->teams; team != NULL && *team != NULL; team++)
    bh_json_string (json, NULL, *team);
  bh_json_end_array (json);
  bh_json_string (json, "status", bh_attendance_to_string (self->status));
  bh_json_bool (json, "disabled", self->disabled);
  bh_json_end_object (json);
}

/* Returns: (transfer full) (nullable) */
static char **
teams_from_json (JsonArray *array)
{
  g_autoptr (GStrvBuilder) ids = NULL;

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  ids = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (ids, json_node_get_string (node));
    }
  return g_strv_builder_end (ids);
}

BhOperator *
bh_operator_from_json (JsonObject *object, GError **error)
{
  const char *id = bh_json_get_string (object, "id", NULL);
  BhOperator fields = { 0 };

  if (id == NULL || !bh_role_from_string (bh_json_get_string (object, "role", NULL), &fields.role))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "an operator without id or role");
      return NULL;
    }
  fields.id = g_strdup (id);
  fields.organization_id = g_strdup (bh_json_get_string (object, "organization_id", NULL));
  fields.name = g_strdup (bh_json_get_string (object, "name", ""));
  fields.email = g_strdup (bh_json_get_string (object, "email", ""));
  fields.avatar = g_strdup (bh_json_get_string (object, "avatar", NULL));
  fields.teams = teams_from_json (bh_json_get_array (object, "teams"));
  bh_attendance_from_string (bh_json_get_string (object, "status", "online"), &fields.status);
  fields.disabled = bh_json_get_bool (object, "disabled", FALSE);
  return bh_operator_new_take (&fields);
}
