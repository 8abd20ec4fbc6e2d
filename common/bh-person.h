/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-json-writer.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  BH_ROLE_AGENT, /* in rising order of rights */
  BH_ROLE_ADMIN,
  BH_ROLE_OWNER,
} BhRole;

typedef enum
{
  BH_ATTENDANCE_ONLINE,
  BH_ATTENDANCE_AWAY,
  BH_ATTENDANCE_BUSY,
} BhAttendance; /* as they chose */

/* Somebody who answers: an immutable record. */
typedef struct
{
  char *id;
  char *organization_id;
  char *name;
  char *email;
  BhRole role;
  char *avatar; /* (nullable) the hash of a picture */
  char **teams; /* (nullable) ids; NULL: none */
  BhAttendance status;
  gboolean disabled; /* may not sign in any more */
} BhOperator;

BhOperator *bh_operator_new (const char *id,
                             const char *organization_id,
                             const char *name,
                             const char *email,
                             BhRole role);
BhOperator *bh_operator_new_take (BhOperator *fields); /* its strings, and empties it */
BhOperator *bh_operator_ref (BhOperator *self);
void bh_operator_unref (BhOperator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhOperator, bh_operator_unref)
void bh_operator_write_json (const BhOperator *self, BhJsonWriter *json, const char *name);
BhOperator *bh_operator_from_json (JsonObject *object, GError **error);

const char *bh_role_to_string (BhRole role);
gboolean bh_role_from_string (const char *word, BhRole *role);

const char *bh_attendance_to_string (BhAttendance status);
gboolean bh_attendance_from_string (const char *word, BhAttendance *status);

G_END_DECLS
