/* SPDX-License-Identifier: AGPL-3.0-or-later */
#pragma once

#include "common/bh-db.h"
#include "common/bh-message.h"

G_BEGIN_DECLS

/* Searching everything that was said, newest first, with the index that follows behind (see
 * bhd-find-index-private.h).  Reading turns only. */

/* What can be asked of a message and its conversation, each for any of some words. */
typedef enum
{
  BHD_FIND_BY_AUTHOR, /* “visitor”, “ai”, “operator”, or an operator's or contact's id */
  BHD_FIND_BY_STATUS,
  BHD_FIND_BY_ASSIGNEE, /* an id, or “none” */
  BHD_FIND_BY_TEAM,     /* an id, or “none” */
  BHD_FIND_BY_CHANNEL,
  BHD_FIND_BY_PRIORITY,
  BHD_FIND_BY_CONTACT, /* an id */
  BHD_FIND_BY_LABEL,   /* an id */
  BHD_FIND_BY_HAVING,  /* “attachment”, “note”, “csat” */
  BHD_FIND_N_BY,
} BhdFindBy;

typedef struct
{
  const char *organization_id;
  const char *match;                 /* (nullable): any words; for FTS5's MATCH, of folded words */
  const char *wanted[BHD_FIND_N_BY]; /* (nullable): any; else words as “|a|b|” */
  const char *unwanted[BHD_FIND_N_BY]; /* (nullable): none; as above */
  const char *nearby; /* (nullable): only these conversations, a JSON array of ids; then @match is
                         not looked at: the caller compares the texts */
  gint64 from_us, before_us;
  gint64 from_seq;  /* only what was said from here on … */
  gint64 below_seq; /* … and before this */
  guint window;     /* how many to look at */
} BhdFindFilter;

/* A message that may be a hit. */
typedef struct
{
  gint64 seq;
  BhMessage *message; /* (nullable): it does not fit, or is gone */
} BhdFindCandidate;

void bhd_find_candidate_free (BhdFindCandidate *self);

/* Fewer than the window: there are no more.  Returns: (transfer full): of BhdFindCandidate, newest
 * first */
GPtrArray *bhd_find_rows_read (BhDb *db, const BhdFindFilter *filter, GError **error);

/* About which number the log had at @us: what was said later has a higher one.  Returns: -1 with
 * @error set */
gint64 bhd_find_rows_seq_at (BhDb *db, const char *organization_id, gint64 us, GError **error);

/* The conversations of all these contacts (or with any of these labels), as a JSON array of ids, if
 * they are at most @limit.  @ids: a JSON array.  Returns: (transfer full) (nullable): NULL without
 * @error where there are more. */
char *bhd_find_rows_nearby (BhDb *db,
                            const char *organization_id,
                            BhdFindBy by,
                            const char *ids,
                            guint limit,
                            GError **error);

/* What has an id and a name.  Both strings are the caller's until the function returns. */
typedef void (*BhdFindNameFunc) (const char *id, const char *name, gpointer data);

/* Of operators (AUTHOR, ASSIGNEE), teams or labels; all there are. */
gboolean bhd_find_rows_names (BhDb *db,
                              const char *organization_id,
                              BhdFindBy by,
                              BhdFindNameFunc func,
                              gpointer data,
                              GError **error);

G_END_DECLS
