/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"

G_BEGIN_DECLS

/* Table mail: e-mail that waits, was sent or was given up. */

typedef struct
{
  char *organization_id;
  char *id;
  char *kind; /* “transcript”, “reply” */
  char *conversation_id;
  char *subject;   /* (nullable): of what an operator wrote; else it is written when it is sent */
  char *body;      /* (nullable) */
  gint64 attempts; /* so far */
  gint64 created_us;
} BhdMail;

void bhd_mail_free (BhdMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhdMail, bhd_mail_free)

/* Nothing where a transcript of its conversation waits already. */
gboolean bhd_mail_rows_insert (BhDb *db, const BhdMail *mail, gint64 due_us, GError **error);

/* How many of @kind were made for the conversation since @since_us; -1 with @error set. */
gint64 bhd_mail_rows_count (BhDb *db,
                            const char *organization_id,
                            const char *conversation_id,
                            const char *kind,
                            gint64 since_us,
                            GError **error);

/* How many of @kind were made since @since_us for whoever has the address @email now. */
gint64 bhd_mail_rows_count_to (BhDb *db,
                               const char *organization_id,
                               const char *email,
                               const char *kind,
                               gint64 since_us,
                               GError **error);

/* How many of @kind the organisation has sent since @since_us, to whomever. */
gint64 bhd_mail_rows_count_all (BhDb *db,
                                const char *organization_id,
                                const char *kind,
                                gint64 since_us,
                                GError **error);

/* The one that is due longest; it is put off to @lease_us at once, so that it is tried again should
 * the mailer never report.  @next_due_us: (out): when the next one is due, 0 for none.
 * Returns: (transfer full) (nullable): NULL without @error where none is due. */
BhdMail *
bhd_mail_rows_take (BhDb *db, gint64 now_us, gint64 lease_us, gint64 *next_due_us, GError **error);

/* How an attempt ended: @state “waiting”: tried again at @due_us.  @failure: (nullable) */
gboolean bhd_mail_rows_report (BhDb *db,
                               const BhdMail *mail,
                               const char *state,
                               const char *failure,
                               gint64 due_us,
                               GError **error);

/* Forgets what does not wait any more and was made before @before_us. */
gboolean
bhd_mail_rows_prune (BhDb *db, const char *organization_id, gint64 before_us, GError **error);

G_END_DECLS
