/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table contact_note: what operators remember about a contact. */

typedef struct
{
  char *organization_id;
  char *id;
  char *contact_id;
  char *operator_id;
  char *operator_name;
  char *body;
  gint64 created_us;
} BhdContactNote;

void bhd_contact_note_free (BhdContactNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdContactNote, bhd_contact_note_free)

gboolean bhd_contact_note_rows_insert (BhDb *db, const BhdContactNote *note, GError **error);

/* Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdContactNote *
bhd_contact_note_rows_find (BhDb *db, const char *organization_id, const char *id, GError **error);
gboolean bhd_contact_note_rows_delete (BhDb *db,
                                       const char *organization_id,
                                       const char *id,
                                       GError **error);

/* The @limit newest, newest first.  Returns: (transfer full): of BhdContactNote */
GPtrArray *bhd_contact_note_rows_list (BhDb *db,
                                       const char *organization_id,
                                       const char *contact_id,
                                       guint limit,
                                       GError **error);

G_END_DECLS
