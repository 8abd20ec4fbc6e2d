/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-message.h"

G_BEGIN_DECLS

/* What a search asks of a kept record, read without a tree.  To be cleared by the function below
 * it. */
typedef struct
{
  BhAuthor author;
  char *author_id; /* (nullable) */
  BhMessageKind kind;
  char *body;
  gint64 created_us;
  gboolean has_files;
} BhcFindSaying;

gboolean bhc_find_saying_read (BhcFindSaying *self, const char *record, GError **error);
void bhc_find_saying_clear (BhcFindSaying *self);

typedef struct
{
  char *status;
  char *channel;
  char *priority;
  char *contact_id;
  char *contact_name;
  char *contact_email;
  char *contact_external_id; /* (nullable) */
  char *assignee_id;         /* (nullable) */
  char *team_id;             /* (nullable) */
  char *labels;              /* (nullable) a JSON list of ids */
  gboolean rated;
} BhcFindCase;

gboolean bhc_find_case_read (BhcFindCase *self, const char *record, GError **error);
void bhc_find_case_clear (BhcFindCase *self);

G_END_DECLS
