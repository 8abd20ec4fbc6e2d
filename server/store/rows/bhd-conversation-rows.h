/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"
#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table conversation. */

/* A conversation on the workbench: everything the rules look at, read with one statement, changed
 * in place and written back with one.  The strings belong to it. */
typedef struct
{
  char *organization_id;
  BhConversation fields;  /* not counted: see bhd_conversation_row_freeze() */
  gint64 visitor_seq;     /* of the visitor's last message: what a run must have read */
  gint64 boundary_seq;    /* older requests for a person lie behind it */
  gint64 owed_since_us;   /* since when its owner owes the visitor a word; 0: nothing */
  gboolean queued;        /* stood in the line of those who wait when it was told last */
  gboolean ai_enabled;    /* of the organisation, as what follows */
  gint64 contact_last_us; /* when the contact was active, about */
  char *ai_name;
  gboolean suggests;    /* its AI only suggests */
  char *quiet_zone;     /* (nullable): its AI is silent within these hours of this time zone */
  char *quiet_hours;    /* (nullable) */
  char *webhook_events; /* (nullable): what its webhooks want to hear of */
} BhdConversationRow;

void bhd_conversation_row_free (BhdConversationRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdConversationRow, bhd_conversation_row_free)

/* Whether it stands in the line: wanted by a person, taken by none, not put off. */
gboolean bhd_conversation_row_waits (const BhdConversationRow *self);

/* Frees @self; its fields become a record.  Returns: (transfer full) */
BhConversation *bhd_conversation_row_freeze (BhdConversationRow *self);

/* @contact_id (nullable): must be this visitor's.
 * Returns: (transfer full) (nullable): NULL without @error where there is none. */
BhdConversationRow *bhd_conversation_rows_find (BhDb *db,
                                                const char *organization_id,
                                                const char *contact_id,
                                                const char *id,
                                                GError **error);

gboolean bhd_conversation_rows_insert (BhDb *db, const BhdConversationRow *row, GError **error);

/* All but the CSAT, which is written once and by itself. */
gboolean bhd_conversation_rows_update (BhDb *db, const BhdConversationRow *row, GError **error);
gboolean bhd_conversation_rows_rate (BhDb *db, const BhdConversationRow *row, GError **error);

/* Compare-and-set.  @won: (out): FALSE where somebody has it. */
gboolean bhd_conversation_rows_assign (BhDb *db,
                                       const char *organization_id,
                                       const char *id,
                                       const char *operator_id,
                                       gboolean *won,
                                       GError **error);

/* The visitor's by last activity, newest first, behind (@before_us, @before_id).
 * Returns: (transfer full): of BhConversation */
GPtrArray *bhd_conversation_rows_list_own (BhDb *db,
                                           const char *organization_id,
                                           const char *contact_id,
                                           gint64 before_us,
                                           const char *before_id,
                                           guint limit,
                                           GError **error);

/* By id, newest first, behind @after_id (nullable).  Returns: (transfer full): of BhConversation */
GPtrArray *bhd_conversation_rows_snapshot (BhDb *db,
                                           const char *organization_id,
                                           const char *after_id,
                                           guint limit,
                                           GError **error);

/* Those of these @ids that are there, in no order; at most BHD_CONVERSATIONS_GATHERED at a time.
 * Returns: (transfer full): of BhConversation */
#define BHD_CONVERSATIONS_GATHERED 30
GPtrArray *bhd_conversation_rows_gather (BhDb *db,
                                         const char *organization_id,
                                         const char *const *ids,
                                         guint n_ids,
                                         GError **error);

G_END_DECLS
