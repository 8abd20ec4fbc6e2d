/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-conversation.h"

G_BEGIN_DECLS

/* What a view of the inbox asks for.  Lists: any of their words; NULL asks nothing. */
typedef struct
{
  char **statuses;
  char **labels;    /* ids */
  char **assignees; /* ids of operators, “me”, “none” */
  char **teams;     /* ids, “none” */
  char **priorities;
  char **channels;
  gint64 since_days; /* of the last activity; 0: whenever */
  int snoozed;       /* 1: only those, 0: none of those, -1: both */
} BhcFilter;

BhcFilter *bhc_filter_new (void); /* asks nothing */
BhcFilter *bhc_filter_copy (const BhcFilter *self);
void bhc_filter_free (BhcFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BhcFilter, bhc_filter_free)

/* @values: (nullable) the bag of PROTOCOL.md's “filter”; what cannot be read asks nothing. */
BhcFilter *bhc_filter_from_values (GVariant *values);
GVariant *bhc_filter_to_values (const BhcFilter *self); /* floating */

gboolean bhc_filter_is_empty (const BhcFilter *self); /* asks nothing */

/* @me: (nullable) the operator who looks. */
gboolean bhc_filter_matches (const BhcFilter *self,
                             const BhConversation *conversation,
                             const char *me,
                             gint64 now_us);

/* Whether the JSON list of ids (nullable), as records keep them, has @id. */
gboolean bhc_list_has (const char *list, const char *id);

G_END_DECLS
