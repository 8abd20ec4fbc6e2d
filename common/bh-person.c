/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "common/bh-error.h"
#include "common/bh-json-reader.h"
#include "common/bh-words.h"

#include "common/bh-person.h"

static const BhWords roles = BH_WORDS ("agent", "admin", "owner");

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

BhOperator *
bh_operator_new (const char *id,
                 const char *organization_id,
                 const char *name,
                 const char *email,
                 BhRole role)
{
  return bh_operator_new_with_avatar (id, organization_id, name, email, role, NULL);
}

BhOperator *
bh_operator_new_with_avatar (const char *id,
                             const char *organization_id,
                             const char *name,
                             const char *email,
                             BhRole role,
                             const char *avatar)
{
  BhOperator *self = g_atomic_rc_box_new0 (BhOperator);

  self->id = g_strdup (id);
  self->organization_id = g_strdup (organization_id);
  self->name = g_strdup (name);
  self->email = g_strdup (email);
  self->role = role;
  self->avatar = g_strdup (avatar);
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
  bh_json_end_object (json);
}

BhOperator *
bh_operator_from_json (JsonObject *object, GError **error)
{
  const char *id = bh_json_get_string (object, "id", NULL);
  BhRole role = BH_ROLE_AGENT;

  if (id == NULL || !bh_role_from_string (bh_json_get_string (object, "role", NULL), &role))
    {
      g_set_error_literal (error, BH_ERROR, BH_ERROR_MALFORMED, "an operator without id or role");
      return NULL;
    }
  return bh_operator_new_with_avatar (id, bh_json_get_string (object, "organization_id", NULL),
                                      bh_json_get_string (object, "name", ""),
                                      bh_json_get_string (object, "email", ""), role,
                                      bh_json_get_string (object, "avatar", NULL));
}
